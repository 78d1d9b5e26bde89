import TabularFiles
import Testing

struct ZIPArchiveTests {
    /// What opening the archive and reading all of it ends in.
    private func faultKind(_ bytes: [UInt8]) throws -> ZIPFault.Kind? {
        try withFile(bytes) { path in
            do {
                let archive = try ZIPArchive(path: path)
                for entry in archive.entries { try archive.read(entry) { _ in } }
                return nil
            } catch let fault as ZIPFault {
                return fault.kind
            }
        }
    }

    @Test func `gives the files in order and leaves folders out`() throws {
        let bytes = StoredZIP([("folder/", ""), ("folder/b.xml", "второй"), ("a.xml", "первый")]).bytes
        try withFile(bytes) { path in
            let archive = try ZIPArchive(path: path)
            #expect(archive.entries.map(\.name) == ["folder/b.xml", "a.xml"])
            var data: [UInt8] = []
            let last = try #require(archive.entries.last)
            try archive.read(last) { data.append(contentsOf: $0) }
            #expect(String(decoding: data, as: UTF8.self) == "первый")
        }
    }

    @Test(arguments: ["../a.xml", "a/../../b.xml", "/etc/passwd", "C:/a.xml", "C:\\a.xml", "..\\a.xml", "a\\..\\b.xml"])
    func `refuses a path that leaves the archive`(name: String) throws {
        #expect(try faultKind(StoredZIP([("good.xml", "1"), (name, "2")]).bytes) == .unsafePath)
    }

    @Test(arguments: [("a.xml", "a.xml"), ("a.xml", "A.XML"), ("d/a.xml", "d\\a.xml")])
    func `refuses two entries of one name`(first: String, second: String) throws {
        #expect(try faultKind(StoredZIP([(first, "1"), (second, "2")]).bytes) == .duplicateName)
    }

    @Test(arguments: ["inner.zip", "INNER.ZIP", "d/inner.7z"])
    func `refuses an archive inside the archive`(name: String) throws {
        #expect(try faultKind(StoredZIP([(name, "1")]).bytes) == .nested)
    }

    @Test func `refuses data that do not fit their checksum`() throws {
        #expect(try faultKind(StoredZIP([("a.xml", "text")], checksum: 1).bytes) == .damaged)
    }

    @Test func `refuses an archive that is cut off`() throws {
        let bytes = StoredZIP([("a.xml", "text")]).bytes
        #expect(try faultKind(Array(bytes.dropLast(30))) == .damaged)
    }

    @Test func `refuses an archive of folders only`() throws {
        #expect(try faultKind(StoredZIP([("d/", "")]).bytes) == .empty)
    }
}
