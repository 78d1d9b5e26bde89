import BenchSupport
import CBareSAX
import Foundation
import TestSupport
import Testing

struct GeneratedExportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    private func count(_ text: String, in path: String, _ encoding: String.Encoding = .utf8) throws -> Int {
        let needle = try #require(text.data(using: encoding))
        let bytes = try bytes(path)
        var (count, place) = (0, bytes.startIndex)
        while let found = bytes.range(of: needle, in: place..<bytes.endIndex) {
            count += 1
            place = found.upperBound
        }
        return count
    }

    /// The records of a file, each as its text, by the first «Ид» in it.
    private func records(_ name: String, _ path: String) throws -> [String: String] {
        let text = String(decoding: try bytes(path), as: UTF8.self)
        let records = text.matches(
            of: try Regex("(?s)<\(name)>.*?<Ид>(.*?)</Ид>.*?</\(name)>", as: (Substring, Substring).self))
        return Dictionary(records.map { (String($0.output.1), String($0.output.0)) }) { first, _ in first }
    }

    @Test(arguments: ExportEncoding.allCases)
    func `an export is well-formed and has as many goods and orders as were asked for`(
        _ encoding: ExportEncoding
    ) throws {
        let export = GeneratedExport(goods: 300, orders: 70, encoding: encoding)
        let files = ["import", "offers", "orders"].map { folder.path("\($0).xml") }
        try export.writeImport(to: files[0])
        try export.writeOffers(to: files[1])
        try export.writeOrders(to: files[2])
        for file in files { #expect(obmen_bare_sax(file) > 1000, "\(file)") }
        // The table of windows-1251 is Foundation's here, the export's is its own.
        let read: String.Encoding = encoding == .utf8 ? .utf8 : .windowsCP1251
        #expect(try count("\t<Товар>", in: files[0], read) == 300)
        #expect(try count("<Предложение>", in: files[1], read) >= 300)
        #expect(try count("<Документ>", in: files[2], read) == 70)
        #expect(try count("Изделие выполнено из прочных материалов", in: files[0], read) > 10)
        #expect(try count("№ 2", in: files[1], read) == 1)
    }

    @Test func `the same arguments give the same bytes, and a larger export has the same goods`() throws {
        for (name, goods) in [("first", 100), ("second", 100), ("larger", 130)] {
            try GeneratedExport(goods: goods, encoding: .utf8).writeImport(to: folder.path(name))
        }
        #expect(try bytes(folder.path("first")) == bytes(folder.path("second")))
        let (small, large) = try (records("Товар", folder.path("first")), records("Товар", folder.path("larger")))
        #expect(small.count == 100 && large.count == 130)
        #expect(small.allSatisfy { large[$0.key] == $0.value })
    }

    @Test func `about one hundredth of a later export differs, in goods and in offers`() throws {
        for revision in [0, 1] {
            let export = GeneratedExport(goods: 2000, encoding: .utf8, revision: revision)
            try export.writeImport(to: folder.path("import\(revision)"))
            try export.writeOffers(to: folder.path("offers\(revision)"))
        }
        for (file, record) in [("import", "Товар"), ("offers", "Предложение")] {
            let before = try records(record, folder.path("\(file)0"))
            let after = try records(record, folder.path("\(file)1"))
            #expect(before.count == after.count && before.keys.allSatisfy { after[$0] != nil })
            let share = Double(before.filter { after[$0.key] != $0.value }.count) / Double(before.count)
            // A good's new name stands in its offers too.
            #expect((0.004...0.04).contains(share), "\(file): \(share)")
        }
    }

    @Test func `inputs that are there are kept`() throws {
        let first = try Inputs(goods: 20, .utf8, in: folder.path("kept"))
        try #require(first.catalogue.count == 2 && first.changed.count == 2)
        try Data("kept".utf8).write(to: URL(filePath: first.catalogue[0]))
        let second = try Inputs(goods: 20, .utf8, in: folder.path("kept"))
        #expect(second.catalogue == first.catalogue)
        #expect(try bytes(second.catalogue[0]) == Data("kept".utf8))
    }
}
