import Foundation
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import ExchangeEngine

struct SpareMemoryTests {
    /// What was let go of: in which file, how many megabytes from which.
    private final class Forgotten: Sendable {
        private let parts = Mutex<[String]>([])

        func add(_ descriptor: Int32, _ range: Range<Int>) {
            var status = stat()
            let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : -1
            parts.withLock { $0.append("\(size): \(range.lowerBound >> 20)+\(range.count >> 20)") }
        }

        /// Since it was last asked.
        func take() -> [String] {
            parts.withLock { parts in
                defer { parts = [] }
                return parts
            }
        }
    }

    private let folder: TestSupport.TemporaryFolder
    private let forgotten = Forgotten()
    private let spare: SpareMemory

    init() throws {
        folder = try TestSupport.TemporaryFolder()
        let (forgotten, folder) = (forgotten, folder)
        spare = SpareMemory(
            growing: ["log", "base"].map { FilePath(folder.path($0)) }, forget: { forgotten.add($0, $1) })
    }

    /// Begins to read a file of so many bytes; told apart by them.
    private func begin(_ name: String, _ bytes: Int) throws {
        let file = try Files.opened(FilePath(try folder.file(name, [UInt8](repeating: 1, count: bytes))))
        spare.begin(file.descriptor)
        // It goes on where the reading has ended.
        file.close()
    }

    @Test func `lets go of what was read as other files grow, in whole steps, the first first`() throws {
        try begin("a", 1)
        spare.read(10 << 20)
        spare.letGo(of: 3 << 20)
        #expect(forgotten.take() == [])
        spare.letGo(of: 6 << 20)
        #expect(forgotten.take() == ["1: 0+8"])
        try begin("b", 2)
        spare.read(20 << 20)
        spare.letGo(of: 11 << 20)
        // The rest of the first, then of the second.
        #expect(forgotten.take() == ["1: 8+2", "2: 0+8"])
        spare.letGoOfAll()
        #expect(forgotten.take() == ["2: 8+12"])
        spare.letGo(of: 100 << 20)
        spare.letGoOfAll()
        #expect(forgotten.take() == [])
    }

    @Test func `follows a log that grows while a file is read`() throws {
        let log = try folder.file("log", [UInt8](repeating: 0, count: 9 << 20))
        try begin("a", 1)
        spare.read(16 << 20)
        #expect(forgotten.take() == [])
        // What is written in place of what stood there makes it no longer.
        try Data(count: 5 << 20).write(to: URL(filePath: log))
        spare.read(20 << 20)
        #expect(forgotten.take() == [])
        try Data(count: 17 << 20).write(to: URL(filePath: log))
        spare.read(24 << 20)
        #expect(forgotten.take() == ["1: 0+8"])
        // The other one grows as well.
        _ = try folder.file("base", [UInt8](repeating: 0, count: 8 << 20))
        spare.read(26 << 20)
        #expect(forgotten.take() == ["1: 8+8"])
    }

    @Test func `lets go of no more than was read, and does not make up for it later`() throws {
        try begin("a", 1)
        spare.read(6 << 20)
        spare.letGo(of: 100 << 20)
        #expect(forgotten.take() == ["1: 0+6"])
        spare.read(30 << 20)
        #expect(forgotten.take() == [])
        spare.letGo(of: 4 << 20)
        #expect(forgotten.take() == ["1: 6+4"])
    }

    @Test func `is told by the reading of a file`() throws {
        let path = FilePath(try folder.file("a", [UInt8](repeating: 1, count: 9 << 20)))
        var read = 0
        try Files.read(path, memory: .spare(spare)) { bytes in
            read += bytes.count
            spare.letGo(of: bytes.count)
            return true
        }
        #expect(read == 9 << 20)
        spare.letGoOfAll()
        #expect(forgotten.take() == ["\(9 << 20): 0+4", "\(9 << 20): 4+5"])
    }
}
