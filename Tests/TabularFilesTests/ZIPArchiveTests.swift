import TabularFiles
import TestSupport
import Testing

@Suite struct ZIPArchiveTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func archive(_ entries: [ZIPBuilder.Entry]) throws -> ZIPArchive {
        try ZIPArchive(path: folder.file("a.zip", ZIPBuilder.archive(entries)))
    }

    private func fault(_ entries: [ZIPBuilder.Entry]) throws -> ZIPFault {
        try #require(throws: ZIPFault.self) { _ = try archive(entries) }
    }

    private func content(_ archive: ZIPArchive, _ index: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try archive.read(archive.entries[index]) { bytes += $0 }
        return bytes
    }

    @Test func `gives its files in their order and leaves out folders`() throws {
        let archive = try archive([
            .init(name: "webdata/", mode: 0o040755), .init(name: "webdata/offers.xml", data: [1]),
            .init(name: "import.xml", data: [2])
        ])
        #expect(archive.entries.map(\.name) == ["webdata/offers.xml", "import.xml"])
    }

    @Test func `gives the content of each file`() throws {
        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let archive = try archive([.init(name: "a.xml", data: large), .init(name: "b.xml", data: [7, 8])])
        #expect(try content(archive, 0) == large)
        #expect(try content(archive, 1) == [7, 8])
    }

    @Test func `gives a file of no bytes`() throws {
        #expect(try content(archive([.init(name: "a.xml")]), 0) == [])
    }

    @Test func `writes the separators of Windows as slashes`() throws {
        #expect(try archive([.init(name: "webdata\\import.xml")]).entries.map(\.name) == ["webdata/import.xml"])
    }

    @Test(arguments: [
        "../evil.xml", "a/../../evil.xml", "a/..", "..", "/etc/passwd", "C:/evil.xml", "C:evil.xml", "..\\evil.xml",
        "a\\..\\..\\evil.xml", "\\\\server\\share\\evil.xml", "C:\\evil.xml"
    ])
    func `refuses an archive with a path that leads out of it`(_ name: String) throws {
        let fault = try fault([.init(name: "import.xml", data: [1]), .init(name: name, data: [2])])
        #expect(fault.kind == .unsafePath)
    }

    @Test(arguments: ["..a.xml", "a..b/c.xml", "a/.../b.xml", ".hidden"])
    func `takes a path that only looks as if it led out`(_ name: String) throws {
        #expect(try archive([.init(name: name, data: [1])]).entries.map(\.name) == [name])
    }

    @Test func `refuses an archive with a symbolic link`() throws {
        let link = ZIPBuilder.Entry(name: "import.xml", data: Array("/etc/passwd".utf8), mode: 0o120777)
        #expect(try fault([link]).kind == .unsafeType)
    }

    @Test func `refuses an archive with a password`() throws {
        let entry = ZIPBuilder.Entry(name: "import.xml", data: [UInt8](repeating: 9, count: 20), isEncrypted: true)
        #expect(try fault([entry]) == ZIPFault(kind: .encrypted, entry: "import.xml"))
    }

    @Test(arguments: [
        ("import.xml", "import.xml"), ("import.xml", "IMPORT.XML"), ("import.xml", "./import.xml"),
        ("import.xml", "import.xml."), ("1/a.xml", "1 /./a.xml "), ("\u{439}.xml", "\u{438}\u{306}.xml")
    ])
    func `refuses two files of the same name`(_ first: String, _ second: String) throws {
        let fault = try fault([.init(name: first, data: [1]), .init(name: second, data: [2])])
        #expect(fault == ZIPFault(kind: .duplicateName, entry: second))
    }

    @Test func `takes files of the same name in two folders`() throws {
        #expect(try archive([.init(name: "1/a.xml"), .init(name: "2/a.xml")]).entries.count == 2)
    }

    @Test(arguments: ["inner.zip", "INNER.ZIP", "a/inner.rar", "inner.7z", "inner.tar.gz"])
    func `refuses an archive in an archive`(_ name: String) throws {
        #expect(try fault([.init(name: name, data: [1])]) == ZIPFault(kind: .nested, entry: name))
    }

    @Test func `refuses an archive of nothing`() throws {
        #expect(try fault([.init(name: "webdata/", mode: 0o040755)]).kind == .empty)
    }

    @Test func `says that a file whose checksum is wrong is damaged`() throws {
        let archive = try archive([.init(name: "import.xml", data: Array("<a/>".utf8), checksum: 1)])
        let fault = #expect(throws: ZIPFault.self) { _ = try content(archive, 0) }
        #expect(fault == ZIPFault(kind: .damaged, entry: "import.xml"))
    }

    @Test(arguments: [0.2, 0.5, 0.9, 0.99])
    func `says that an archive that breaks off is damaged`(_ share: Double) throws {
        let whole = ZIPBuilder.archive([.init(name: "import.xml", data: [UInt8](repeating: 5, count: 1_000))])
        let path = try folder.file("cut.zip", Array(whole.prefix(Int(Double(whole.count) * share))))
        let fault = #expect(throws: ZIPFault.self) { _ = try ZIPArchive(path: path) }
        #expect(fault?.kind == .damaged)
    }

    @Test func `says that what is no archive is damaged`() throws {
        let path = try folder.file("not.zip", Array("Не архив".utf8))
        let fault = #expect(throws: ZIPFault.self) { _ = try ZIPArchive(path: path) }
        #expect(fault?.kind == .damaged)
    }

    @Test func `passes on what the taker of the bytes throws`() throws {
        struct Enough: Error {}
        let archive = try archive([.init(name: "a.xml", data: [1, 2, 3])])
        #expect(throws: Enough.self) { try archive.read(archive.entries[0]) { _ in throw Enough() } }
    }
}
