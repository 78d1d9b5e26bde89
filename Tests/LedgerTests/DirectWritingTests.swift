import ExchangeModel
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// The first goods go straight into the database; nobody may see half of them, and nobody may lose them.
struct DirectWritingTests {
    private let folder: TestSupport.TemporaryFolder
    private let ledger: Ledger

    init() throws {
        folder = try TestSupport.TemporaryFolder()
        ledger = try Ledger(path: folder.path("ledger.sqlite"))
    }

    /// More than the page cache holds, so that pages are in the database before the transaction ends.
    private func addGoods(_ transaction: LedgerTransaction, _ count: Int = 4_000) throws {
        var row = FileRow()
        row.name = "import.xml"
        row.sha256 = String(repeating: "a", count: 64)
        row.receivedAt = "2026-11-27T10:00:00Z"
        row.spoolName = "1"
        let writer = try EntityWriter(transaction, file: try transaction.add(row))
        let body = FieldSet([Field(path: "name", value: String(repeating: "ж", count: 2_000))]).body
        for number in 0..<count { _ = try writer.upsert(.product, key: "p\(number)", body: body, line: number) }
    }

    private func size(_ name: String) throws -> Int {
        try folder.exists(name) ? Data(contentsOf: folder.url.appending(path: name)).count : 0
    }

    private func kind(_ body: () throws -> Void) -> LedgerFault.Kind? {
        do {
            try body()
            return nil
        } catch { return (error as? LedgerFault)?.kind }
    }

    @Test func `lays rows into the database and not into the log, and goes on with the log`() throws {
        try ledger.checkpoint()
        try ledger.write(.direct) { transaction in
            try addGoods(transaction)
            #expect(try size("ledger.sqlite") > 8 << 20)
            #expect(try size("ledger.sqlite-wal") == 0)
        }
        #expect(!folder.exists("ledger.sqlite-journal"))
        try ledger.write { try $0.setRevision(9, toldTo: "bitrix24") }
        #expect(try size("ledger.sqlite-wal") > 0)
        #expect(try ledger.read { try $0.entityCounts() } == [.product: 4_000])
        #expect(try LedgerCheck.run(ledger.path).isWhole)
    }

    @Test func `leaves nothing of what throws, and goes on with the log`() throws {
        struct Interrupted: Error {}
        #expect(throws: Interrupted.self) {
            try ledger.write(.direct) { transaction in
                try addGoods(transaction)
                throw Interrupted()
            }
        }
        #expect(try ledger.read { try $0.files() }.isEmpty)
        #expect(!folder.exists("ledger.sqlite-journal"))
        try ledger.write { try $0.setRevision(9, toldTo: "bitrix24") }
        #expect(try size("ledger.sqlite-wal") > 0)
        #expect(try size("ledger.sqlite") < 1 << 20)
    }

    @Test func `lets nobody look meanwhile, and lets who waited look afterwards`() throws {
        try ledger.write(.direct) { transaction in
            try addGoods(transaction)
            #expect(
                kind { _ = try Ledger(readingFrom: ledger.path, patience: 0.01).read { try $0.files() } } == .busy)
        }
        #expect(try Ledger(readingFrom: ledger.path).read { try $0.entityCounts() } == [.product: 4_000])
    }

    @Test func `goes by way of the log while somebody looks, who sees what was there before`() throws {
        try ledger.write { try $0.setRevision(9, toldTo: "bitrix24") }
        try Ledger(readingFrom: ledger.path).read { reading in
            #expect(try reading.revision(toldTo: "bitrix24") == 9)
            try ledger.write(.direct) { transaction in
                try addGoods(transaction)
                #expect(try size("ledger.sqlite-wal") > 8 << 20)
            }
            #expect(try reading.files().isEmpty)
        }
        #expect(try ledger.read { try $0.entityCounts() } == [.product: 4_000])
    }

    /// What lies on the disk when the process is killed is what lies there while the transaction is open.
    @Test func `is as before when the process was killed`() throws {
        try ledger.write { try $0.setRevision(9, toldTo: "bitrix24") }
        let copy = folder.path("killed.sqlite")
        try ledger.write(.direct) { transaction in
            try addGoods(transaction)
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(atPath: ledger.path + suffix, toPath: copy + suffix)
            }
        }
        #expect(try size("killed.sqlite") > 8 << 20)
        // Who only looks cannot undo it, and must not take half of the goods for all.
        #expect(kind { _ = try Ledger(readingFrom: copy, patience: 0.01).read { try $0.files() } } == .busy)
        #expect(kind { _ = try LedgerCheck.run(copy) } == .busy)
        let again = try Ledger(path: copy)
        #expect(try again.read { try $0.revision(toldTo: "bitrix24") } == 9)
        #expect(try again.read { try $0.files() }.isEmpty)
        try again.write(.direct) { try addGoods($0, 10) }
        #expect(try Ledger(readingFrom: copy).read { try $0.entityCounts() } == [.product: 10])
        #expect(try LedgerCheck.run(copy).isWhole)
    }

    @Test func `is for the time before the first pack and the first goods or offers`() throws {
        func isBefore() throws -> Bool { try ledger.read { try $0.isBeforeFirstGoods() } }
        #expect(try isBefore())
        try ledger.write { try addGoods($0, 1) }
        #expect(try isBefore())
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: 1)
            _ = try writer.upsert(.offer, key: "p0", body: FieldSet([Field(path: "name", value: "а")]).body, line: 1)
        }
        #expect(try !isBefore())
        let other = try Ledger(path: folder.path("other.sqlite"))
        try other.write {
            try $0.add(
                PackRow(number: 1, target: "amocrm", folder: "1", madeAt: "2026-11-27T10:00:00Z", counts: "{}"))
        }
        #expect(try other.read { try !$0.isBeforeFirstGoods() })
    }
}
