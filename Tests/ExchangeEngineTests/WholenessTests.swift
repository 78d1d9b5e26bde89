import Foundation
import SystemPackage
import TabularFiles
import TestSupport
import Testing

@testable import ExchangeEngine

struct WholenessTests {
    private let files: TestSupport.TemporaryFolder

    init() throws { files = try TestSupport.TemporaryFolder() }

    private func isWhole(_ bytes: [UInt8]) throws -> Bool {
        let path = files.path("file")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let file = try Files.opened(FilePath(path))
        defer { file.close() }
        return Wholeness.isWhole(file)
    }

    private static let document = Document.catalogue([Document.product("p1", "Лампа")])

    @Test(arguments: [
        document, document + "\n\n", "\u{FEFF}" + document, document + "<!-- конец -->\n", "<a/>", "<a b=\"1\" />\n",
        "<?xml version=\"1.0\"?>\n<!-- 1С -->\n<a>x</a >", "ID;Имя\n1;Ким\n", "ID;Имя\r\n1;Ким\r"
    ])
    func `knows a whole file`(text: String) throws {
        #expect(try isWhole(Array(text.utf8)))
    }

    @Test(arguments: [
        "", "<", "<a", "<a>", "<a><b></b>", "<a>x</a", "<a><!-- </a> -->", "<a>x</b>", "ID;Имя\n1;К",
        "<?xml version=\"1.0\"?>\n", String(repeating: "\0", count: 5_000)
    ])
    func `knows a file that is not whole`(text: String) throws {
        #expect(try !isWhole(Array(text.utf8)))
    }

    @Test func `knows every beginning of a document as not whole`() throws {
        let bytes = Array(Self.document.utf8)
        for length in stride(from: 0, to: bytes.count, by: 7) { #expect(try !isWhole(Array(bytes[..<length]))) }
    }

    @Test func `knows a copy of which the end is still zeros`() throws {
        let bytes = Array(Self.document.utf8)
        for length in stride(from: 1, to: bytes.count, by: 31) {
            #expect(try !isWhole(bytes[..<length] + [UInt8](repeating: 0, count: bytes.count - length)))
        }
    }

    @Test func `knows documents of windows-1251 and UTF-16`() throws {
        let declared = Self.document.replacing("UTF-8", with: "windows-1251")
        let bytes = try #require(declared.data(using: .windowsCP1251)).map { $0 }
        #expect(try isWhole(bytes))
        #expect(try !isWhole(bytes.dropLast(3)))
        let wide = try #require(Self.document.data(using: .utf16LittleEndian)).map { $0 }
        #expect(try isWhole([0xFF, 0xFE] + wide))
        #expect(try !isWhole([0xFF, 0xFE] + wide.dropLast(12)))
    }

    @Test func `knows a cut archive`() throws {
        // The end of the central directory of an empty archive, after as many bytes as its directory says.
        let start: [UInt8] = [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 60)
        let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0, 1, 0, 1, 0, 10, 0, 0, 0, 54, 0, 0, 0, 0, 0]
        #expect(try isWhole(start + end))
        #expect(try !isWhole(start + end.dropLast(4)))
        #expect(try !isWhole(start))
    }
}
