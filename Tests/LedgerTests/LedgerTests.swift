import ExchangeModel
import Foundation
import TestSupport
import Testing

@testable import Ledger

private struct Interrupted: Error {}

private func body(_ values: [String: String]) -> [UInt8] {
    FieldSet(values.sorted { $0.key < $1.key }.map { Field(path: $0.key, value: $0.value) }).body
}

struct LedgerTests {
    private let folder: TemporaryFolder
    private let ledger: Ledger

    init() throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(path: folder.path("ledger.sqlite"))
    }

    private func newRow(_ name: String = "import.xml") -> FileRow {
        var row = FileRow()
        row.name = name
        row.sha256 = String(repeating: "a", count: 64)
        row.receivedAt = "2026-11-23T12:00:00Z"
        row.spoolName = "1f"
        return row
    }

    /// Lays records over the state, as one file.
    @discardableResult
    private func apply(_ records: [(key: String, values: [String: String])]) throws -> [UpsertOutcome] {
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            return try records.enumerated().map { index, record in
                try writer.upsert(.product, key: record.key, body: body(record.values), line: index + 10)
            }
        }
    }

    @Test func `tells whether a record is new, as it was, or changed`() throws {
        let first = ["name": "Лампа", "article": "A1"]
        #expect(try apply([("p", first)]) == [.created])
        #expect(try apply([("p", first)]) == [.unchanged])
        #expect(
            try apply([("p", ["name": "Лампа E27", "article": "A1"])])
                == [.changed([FieldChange(path: "name", old: "Лампа", new: "Лампа E27")])])
    }

    @Test func `takes a record that says less for no change`() throws {
        try apply([("p", ["name": "Лампа", "article": "A1"])])
        #expect(try apply([("p", ["name": "Лампа"])]) == [.unchanged])
        let entity = try #require(try ledger.read { try $0.entity(.product, key: "p") })
        #expect(entity.fields["article"] == "A1")
    }

    @Test func `keeps every change with its file, line, old and new value`() throws {
        try apply([("p", ["name": "Лампа"])])
        try apply([("q", ["name": "Скоба"]), ("p", ["name": "Лампа E27", "article": "A1"])])
        let entity = try #require(try ledger.read { try $0.entity(.product, key: "p") })
        #expect(entity.createdFile == 1)
        #expect(entity.createdLine == 10)
        let changes = try ledger.read { try $0.changes(ofEntity: entity.id) }
        #expect(changes.map(\.file) == [2])
        #expect(changes.map(\.line) == [11])
        #expect(
            changes.first.map { Set($0.fields) } == [
                FieldChange(path: "name", old: "Лампа", new: "Лампа E27"),
                FieldChange(path: "article", old: nil, new: "A1")
            ])
        #expect(try ledger.read { try $0.changes(ofFile: 2, limit: 10) }.map(\.entity) == [entity.id])
        #expect(try ledger.read { try $0.entities(createdByFile: 2, limit: 10) }.map(\.key) == ["q"])
    }

    @Test func `knows a record again that a file tells of twice`() throws {
        let keys = (0..<2000).map { "good-\($0)" }
        let outcomes = try apply((keys + keys.reversed()).map { ($0, ["name": $0]) } + [("good-7", ["name": "другое"])])
        #expect(outcomes.prefix(2000).allSatisfy { $0 == .created })
        #expect(outcomes.dropFirst(2000).prefix(2000).allSatisfy { $0 == .unchanged })
        #expect(outcomes.last == .changed([FieldChange(path: "name", old: "good-7", new: "другое")]))
        #expect(try ledger.read { try $0.entityCounts() } == [.product: 2000])
    }

    @Test(arguments: [false, true])
    func `finds records in whatever order they come again`(isBackwards: Bool) throws {
        let keys = (0..<500).map { "good-\($0)" }
        try apply(keys.map { ($0, ["name": $0]) })
        let again = isBackwards ? keys.reversed() : keys
        // One is new, and one is told twice, in the middle of the others.
        let second = Array(again[..<200] + ["new"] + again[200...] + [again[250]])
        let outcomes = try apply(second.map { ($0, ["name": $0]) })
        #expect(outcomes.indices.filter { outcomes[$0] != .unchanged } == [200])
        #expect(try ledger.read { try $0.entityCounts() } == [.product: 501])
    }

    @Test func `finds a record of the transaction that is open`() throws {
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            _ = try writer.upsert(.product, key: "p", body: body(["name": "Лампа"]), line: 1)
            _ = try writer.upsert(.offer, key: "p#1", body: body(["name": "Лампа, белая"]), line: 2)
            #expect(try transaction.entity(.product, key: "p")?.fields["name"] == "Лампа")
            #expect(try EntityReader(transaction).fields(.offer, key: "p#1")?["name"] == "Лампа, белая")
            #expect(try GoodsReader(transaction).characteristics(of: "p") == ["p#1"])
            #expect(try writer.upsert(.product, key: "p", body: body(["name": "Лампа"]), line: 3) == .unchanged)
        }
        #expect(try apply([("p", ["name": "Лампа"])]) == [.unchanged])
    }

    @Test func `finds a group that a first file tells twice, among goods and after them`() throws {
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            func tell(_ kind: RecordKind, _ key: String, _ name: String) throws -> UpsertOutcome {
                try writer.upsert(kind, key: key, body: body(["name": name]), line: 1)
            }
            #expect(try tell(.group, "g", "Лампы") == .created)
            // One key of two kinds is two records.
            #expect(try tell(.priceType, "g", "Розничная") == .created)
            for number in 0..<1_100 { #expect(try tell(.product, "p\(number)", "Лампа") == .created) }
            #expect(try tell(.group, "g", "Лампы") == .unchanged)
            #expect(
                try tell(.group, "g", "Светильники")
                    == .changed([FieldChange(path: "name", old: "Лампы", new: "Светильники")]))
            #expect(try tell(.catalogue, "k", "Каталог") == .created)
        }
        #expect(
            try ledger.read { try $0.entityCounts() } == [.group: 1, .priceType: 1, .product: 1_100, .catalogue: 1])
        #expect(try ledger.read { try $0.entity(.group, key: "g")?.fields["name"] } == "Светильники")
        #expect(try LedgerCheck.run(ledger.path).isWhole)
    }

    @Test func `looks at pages of the indexes without an effect, however long a file is`() throws {
        try apply([("p", ["name": "Лампа"])])
        try ledger.write { transaction in
            var pages = try KeptPages(transaction.connection, file: 1)
            for number in 1...1_000_000 { try pages.insert(.product, revision: number, id: number) }
        }
        #expect(try ledger.read { try $0.entityCounts() } == [.product: 1])
        #expect(try LedgerCheck.run(ledger.path).isWhole)
    }

    @Test func `finds what another file of the same transaction told of`() throws {
        try ledger.write { transaction in
            for expected in [UpsertOutcome.created, .unchanged] {
                let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
                #expect(try writer.upsert(.product, key: "p", body: body(["name": "Лампа"]), line: 1) == expected)
            }
        }
        #expect(try ledger.read { try $0.entityCounts() } == [.product: 1])
    }

    /// A ledger of version 7, made of one of now: it had the hashes in the tables' own rows.
    @Test func `finds in a ledger of an older version what it had`() throws {
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            _ = try writer.upsert(.product, key: "p", body: body(["name": "Лампа"]), line: 1)
            for key in ["p#2", "p#1", "q"] {
                _ = try writer.upsert(.offer, key: key, body: body(["name": key]), line: 2)
            }
        }
        try put("p", "Лампа", "bitrix24", "product")
        try put("p", "Лампа", "amocrm", "product")
        try ledger.checkpoint()
        try LedgerTampering.execute(
            """
            ALTER TABLE entity ADD COLUMN hash INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE entity ADD COLUMN good INTEGER;
            UPDATE entity SET hash = (SELECT hash FROM entity_hash WHERE entity = id);
            UPDATE entity SET good = hash WHERE kind = 'offer';
            DROP TABLE entity_hash;
            CREATE INDEX entity_hash ON entity (hash);
            CREATE INDEX entity_good ON entity (good) WHERE good IS NOT NULL;
            CREATE TABLE old_item (
                id INTEGER PRIMARY KEY, target TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
                title TEXT NOT NULL, sent TEXT NOT NULL, first_pack INTEGER NOT NULL, last_pack INTEGER NOT NULL,
                key_hash INTEGER NOT NULL UNIQUE, title_hash INTEGER NOT NULL UNIQUE
            ) STRICT;
            INSERT INTO old_item SELECT item.id, target, kind, key, title, sent, first_pack, last_pack, item_key.hash,
                title_hash FROM item JOIN item_key ON item_key.item = item.id;
            DROP TABLE item; DROP TABLE item_key; DROP TABLE item_title;
            ALTER TABLE old_item RENAME TO item;
            DELETE FROM grdb_migrations WHERE identifier LIKE '8:%';
            """, on: ledger.path)
        let newer = try Ledger(path: ledger.path)
        try newer.write { transaction in
            #expect(try GoodsReader(transaction).offers(of: "p").map(\.key) == ["p#1", "p#2"])
            let writer = try EntityWriter(transaction, file: 1)
            #expect(try writer.upsert(.product, key: "p", body: body(["name": "Лампа"]), line: 3) == .unchanged)
            #expect(try writer.upsert(.offer, key: "p#1", body: body(["name": "p#1"]), line: 3) == .unchanged)
            for target in ["bitrix24", "amocrm"] {
                let items = try ItemTable(transaction, target: target, pack: 2)
                #expect(try items.key("product", folded: "лампа") == "p")
                #expect(try items.item("product", key: "p")?.title == "Лампа")
            }
        }
        #expect(try LedgerCheck.run(ledger.path).alteredSchema == [])
    }

    @Test func `tells how much of the log goes into the database, before it goes`() throws {
        var told: [Int] = []
        let base = ledger.path
        ledger.beforeCheckpoint = { bytes in
            let size = (try? FileManager.default.attributesOfItem(atPath: base)[.size] as? Int) ?? 0
            #expect(size < bytes)
            told.append(bytes)
        }
        try apply([("small", ["name": "Лампа"])])
        #expect(told.isEmpty)
        let long = String(repeating: "ж", count: 4_000)
        try apply((0..<1_200).map { ("p\($0)", ["name": long]) })
        #expect(told.count == 1)
        #expect(told[0] > 9 << 20)
        // The database has it all without its log.
        let copy = folder.path("copy.sqlite")
        try FileManager.default.copyItem(atPath: base, toPath: copy)
        #expect(try Ledger(readingFrom: copy).read { try $0.entityCounts() } == [.product: 1_201])
    }

    @Test func `leaves nothing of a transaction that throws`() throws {
        try apply([("p", ["name": "Лампа"])])
        #expect(throws: Interrupted.self) {
            try ledger.write { transaction in
                let writer = try EntityWriter(transaction, file: try transaction.add(newRow("bad.xml")))
                _ = try writer.upsert(.product, key: "p", body: body(["name": "другое"]), line: 1, references: ["r"])
                _ = try writer.upsert(.product, key: "q", body: body(["name": "новое"]), line: 2, references: ["r"])
                try transaction.setRevision(9, toldTo: "bitrix24")
                throw Interrupted()
            }
        }
        try ledger.read { transaction throws in
            #expect(try transaction.files().map(\.name) == ["import.xml"])
            #expect(try transaction.entity(.product, key: "p")?.fields["name"] == "Лампа")
            #expect(try transaction.entity(.product, key: "q") == nil)
            #expect(try transaction.entities(referredTo: "r").isEmpty)
            #expect(try transaction.revision() == 1)
            #expect(try transaction.revision(toldTo: "bitrix24") == 0)
        }
        #expect(try apply([("q", ["name": "новое"])]) == [.created], "the next file goes on as if nothing had been")
    }

    @Test func `gives what changed above a revision, a touched record among it`() throws {
        try apply([("p", ["name": "Лампа"]), ("q", ["name": "Скоба"])])
        let told = try ledger.read { try $0.revision() }
        func changed() throws -> [String] {
            var keys: [String] = []
            try ledger.read { try $0.entities([.product], above: told) { keys.append($0.key) } }
            return keys
        }
        #expect(try changed() == [])
        try ledger.write { transaction in
            let id = try #require(try transaction.entity(.product, key: "p")).id
            try EntityWriter(transaction, file: 1).touch(id, in: transaction)
        }
        #expect(try changed() == ["p"])
    }

    @Test func `finds a document by its other names`() throws {
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            _ = try writer.upsert(
                .document, key: "g1", body: body(["number": "1041"]), line: 1, references: ["document 1041"])
            _ = try writer.upsert(
                .document, key: "g2", body: body(["number": "1041"]), line: 2, references: ["document 1041"])
        }
        #expect(try ledger.read { try $0.entities(referredTo: "document 1041") }.map(\.key) == ["g1", "g2"])
        #expect(try ledger.read { try $0.entities(referredTo: "document 104") }.isEmpty)
    }

    @Test func `gives the offers of one good only`() throws {
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            for key in ["a#2", "a#1", "ab#1", "a"] {
                _ = try writer.upsert(.offer, key: key, body: body(["name": key]), line: 1)
            }
        }
        let (found, none) = try ledger.read { transaction in
            let reader = try GoodsReader(transaction)
            return (try reader.offers(of: "a").map(\.key), try reader.offers(of: "b").map(\.key))
        }
        #expect(found == ["a", "a#1", "a#2"])
        #expect(none == [])
    }

    @Test func `knows of every good whether it has characteristics, looked up or counted`() throws {
        let plain = (0..<300).map { "plain-\($0)" }
        let several = (0..<40).map { "several-\($0)" }
        try ledger.write { transaction in
            let writer = try EntityWriter(transaction, file: try transaction.add(newRow()))
            for key in plain { _ = try writer.upsert(.offer, key: key, body: body(["name": key]), line: 1) }
            for key in several {
                _ = try writer.upsert(.offer, key: key, body: body(["name": key]), line: 1)
                _ = try writer.upsert(.offer, key: "\(key)#1", body: body(["name": key]), line: 1)
            }
            _ = try writer.upsert(.offer, key: "only#1", body: body(["name": "only"]), line: 1)
        }
        try ledger.read { transaction in
            let reader = try GoodsReader(transaction)
            // More often than one looks up before all are counted.
            for _ in 0..<3 {
                for key in plain { #expect(try !reader.hasCharacteristics(key, hasOwn: true)) }
                for key in several { #expect(try reader.hasCharacteristics(key, hasOwn: true)) }
                #expect(try reader.hasCharacteristics("only", hasOwn: false))
                #expect(try !reader.hasCharacteristics("nothing", hasOwn: false))
            }
        }
    }

    // MARK: What a CRM has

    private func put(_ key: String, _ title: String, _ target: String, _ kind: String) throws {
        try ledger.write { transaction in
            try ItemTable(transaction, target: target, pack: 1).put(
                CRMItem(key: key, title: title, sent: "1", firstPack: 1), kind, folded: title.lowercased())
        }
    }

    private func owner(_ target: String, _ kind: String) throws -> String? {
        try ledger.read { try ItemTable($0, target: target, pack: 1).key(kind, folded: "вектор") }
    }

    @Test(arguments: [("bitrix24", "company", false), ("bitrix24", "contact", true), ("amocrm", "company", true)])
    func `keeps a title for one thing per CRM and kind`(target: String, kind: String, isFree: Bool) throws {
        try put("a", "Вектор", "bitrix24", "company")
        if isFree {
            try put("b", "ВЕКТОР", target, kind)
            #expect(try owner(target, kind) == "b")
        } else {
            let fault = #expect(throws: LedgerFault.self) { try put("b", "ВЕКТОР", target, kind) }
            #expect(fault?.kind == .storage)
        }
        #expect(try owner("bitrix24", "company") == "a")
    }

    @Test func `keeps the first pack of an item that is sent again`() throws {
        try put("a", "Вектор", "bitrix24", "company")
        let again = CRMItem(key: "a", title: "Вектор", sent: "2", firstPack: 1)
        let found = try ledger.write { transaction in
            let items = try ItemTable(transaction, target: "bitrix24", pack: 5)
            try items.put(again, "company", folded: "вектор")
            return try items.item("company", key: "a")
        }
        #expect(found == again)
    }

    @Test func `gives the title free that an item no longer has`() throws {
        try put("a", "Вектор", "bitrix24", "company")
        try ledger.write { transaction in
            let items = try ItemTable(transaction, target: "bitrix24", pack: 2)
            try items.put(CRMItem(key: "a", title: "Новый", sent: "2", firstPack: 1), "company", folded: "новый")
        }
        #expect(try owner("bitrix24", "company") == nil)
        try put("b", "Вектор", "bitrix24", "company")
        #expect(try owner("bitrix24", "company") == "b")
    }

    @Test func `adds to a first pack only what has a key and a title of its own`() throws {
        func hashes(_ key: String, _ title: String) -> ItemTable.Hashes {
            ItemTable.Hashes(target: "bitrix24", "product", key: key, folded: title)
        }
        func item(_ key: String, _ title: String) -> CRMItem {
            CRMItem(key: key, title: title, sent: "1", firstPack: 1)
        }
        try ledger.write { transaction in
            let items = try ItemTable(transaction, target: "bitrix24", pack: 1)
            let other = try ItemTable(transaction, target: "amocrm", pack: 2)
            #expect(try items.add(item("a", "лампа"), "product", hashes("a", "лампа")))
            #expect(try !items.add(item("b", "лампа"), "product", hashes("b", "лампа")))
            try items.put(item("b", "лампа (2)"), "product", folded: "лампа (2)")
            #expect(try !items.add(item("c", "лампа (2)"), "product", hashes("c", "лампа (2)")))
            #expect(try items.key("product", folded: "лампа (2)") == "b")
            #expect(try other.key("product", folded: "лампа") == nil)
            // Found though it waits, and free again once its owner has another.
            try items.put(item("b", "скоба"), "product", folded: "скоба")
            #expect(try items.key("product", folded: "лампа (2)") == nil)
            #expect(try items.key("product", folded: "скоба") == "b")
        }
        let later = try ledger.read { try ItemTable($0, target: "bitrix24", pack: 0).item("product", key: "a") }
        #expect(later == item("a", "лампа"))
    }

    @Test func `numbers packs and tells which are not in place yet`() throws {
        let pack = PackRow(
            number: 1, target: "amocrm", folder: "0000001-2026-11-23", madeAt: "2026-11-23T12:00:00Z", counts: "{}")
        try ledger.write { try $0.add(pack) }
        #expect(try ledger.read { try $0.nextPackNumber() } == 2)
        #expect(try ledger.read { try $0.packs(published: false) } == [pack])
        try ledger.write { try $0.setPublished(pack: 1) }
        #expect(try ledger.read { try $0.packs(published: false) } == [])
        #expect(try ledger.read { try $0.packs() }.map(\.isPublished) == [true])
    }

    // MARK: Files

    @Test func `gives a file's row back as it was written`() throws {
        var row = newRow("webdata/import0_1.xml")
        row.size = 12345
        row.claimedPath = "inbound/.obmen-claimed/1__a.xml"
        let first = try ledger.write { try $0.add(newRow()) }
        row.id = try ledger.write { try $0.add(row) }
        let added = try ledger.read { try $0.file(row.id) }
        #expect(added == row)
        row.state = .duplicate
        row.isSettled = true
        row.attempts = 2
        row.keptPath = "archive/2026/11/23/0000001-aaaa-import.xml"
        row.duplicateOf = first
        row.format = "CommerceML"
        row.schemaVersion = "2.07"
        row.encoding = "UTF-8"
        row.formedAt = "2026-11-18T09:40:25"
        row.kinds = ["classifier", "catalogue"]
        row.changesOnly = false
        row.counts = "{\"products\":10}"
        row.unread = 3
        (row.created, row.changed, row.unchanged) = (7, 2, 1)
        (row.issueCode, row.issueLine, row.issueColumn) = ("offer.price.unreadable", 418, 12)
        row.finishedAt = "2026-11-23T12:00:01Z"
        try ledger.write { try $0.update(row) }
        let updated = try ledger.read { try $0.file(row.id) }
        #expect(updated == row)
        #expect(try ledger.read { try $0.unsettledFiles() }.map(\.id) == [first])
    }

    @Test func `refuses a row without a whole hash`() throws {
        var row = newRow()
        row.sha256 = "abc"
        let wrong = row
        #expect(throws: LedgerFault.self) { try ledger.write { try $0.add(wrong) } }
        #expect(try ledger.read { try $0.files() }.isEmpty)
    }

    // MARK: Looking only

    @Test func `writes nothing through a ledger that is opened to be read`() throws {
        try apply([("p", ["name": "Лампа"])])
        try ledger.checkpoint()
        let before = try Data(contentsOf: folder.url.appending(path: "ledger.sqlite"))
        let reader = try Ledger(readingFrom: ledger.path)
        #expect(try reader.read { try $0.entity(.product, key: "p") }?.fields["name"] == "Лампа")
        #expect(throws: LedgerFault.self) { try reader.write { try $0.setRevision(9, toldTo: "bitrix24") } }
        #expect(try Data(contentsOf: folder.url.appending(path: "ledger.sqlite")) == before)
        #expect(try ledger.read { try $0.revision(toldTo: "bitrix24") } == 0)
    }

    @Test func `makes no ledger where there is none to read`() throws {
        #expect(throws: LedgerFault.self) {
            let reader = try Ledger(readingFrom: folder.path("none.sqlite"))
            _ = try reader.read { try $0.files() }
        }
        #expect(!folder.exists("none.sqlite"))
    }

    @Test func `changes a copy and leaves the original alone`() throws {
        try apply([("p", ["name": "Лампа"])])
        let copy = try Ledger.copy(of: ledger.path, to: folder.path("copy.sqlite"))
        try copy.write { transaction in
            let writer = try EntityWriter(transaction, file: 1)
            _ = try writer.upsert(.product, key: "p", body: body(["name": "другое"]), line: 1)
        }
        #expect(try copy.read { try $0.entity(.product, key: "p") }?.fields["name"] == "другое")
        #expect(try ledger.read { try $0.entity(.product, key: "p") }?.fields["name"] == "Лампа")
    }
}
