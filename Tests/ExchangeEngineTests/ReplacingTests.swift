import ExchangeEngine
import SystemPackage
import TestSupport
import Testing

/// A file that is written piece by piece takes the place of the one before only whole, and only if it is another.
struct ReplacingTests {
    private let folder: TemporaryFolder
    private var path: FilePath { FilePath(folder.path("a.csv")) }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ pieces: [[UInt8]]) throws {
        try Files.replaceOther(path) { put in for piece in pieces { try put(piece) } }
    }

    private func names() throws -> [String] { try Files.list(path.removingLastComponent()).map(\.string) }

    @Test func `is written anew where it says something else`() throws {
        try write([[1, 2], [3]])
        #expect(try Files.contents(path) == [1, 2, 3])
        try write([[1, 2], [4]])
        #expect(try Files.contents(path) == [1, 2, 4])
        try write([[1, 2]])
        #expect(try Files.contents(path) == [1, 2], "shorter")
        try write([])
        #expect(try Files.contents(path) == [])
        #expect(try names() == ["a.csv"])
    }

    @Test func `is left as it is where it says the same`() throws {
        let long = Array(repeating: UInt8(7), count: Files.chunkBytes + 1)
        try write([long])
        let before = try Files.look(path)
        try write([Array(long.dropLast()), [7]])
        #expect(try Files.look(path) == before)
        try write([Array(long.dropLast()), [8]])
        #expect(try Files.look(path).inode != before.inode, "differs in the last byte, past the first piece")
        #expect(try names() == ["a.csv"])
    }

    @Test func `is left as it is where the writing fails`() throws {
        struct Refused: Error {}
        try write([[1]])
        #expect(throws: Refused.self) {
            try Files.replaceOther(path) { put in
                try put([2])
                throw Refused()
            }
        }
        #expect(try Files.contents(path) == [1])
        #expect(try names() == ["a.csv"])
    }
}
