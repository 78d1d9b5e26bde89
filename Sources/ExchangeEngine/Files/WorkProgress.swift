public import Synchronization

/// How far the reading of a file is; written by the work, read by another thread that shows it.
public final class WorkProgress: Sendable {
    /// What is worked on.
    public struct File: Sendable, Equatable {
        public let name: String
        /// In bytes; 0 where it does not matter.
        public let size: Int

        public init(name: String, size: Int) {
            self.name = name
            self.size = size
        }
    }

    public let file = Mutex<File?>(nil)
    private let read = Atomic(0)
    private let taken = Atomic(0)

    public init() {}

    /// Bytes read of the file, and records taken from it.
    public var done: (bytes: Int, records: Int) { (read.load(ordering: .relaxed), taken.load(ordering: .relaxed)) }

    func begin(_ name: String, size: Int) {
        file.withLock { $0 = File(name: name, size: size) }
        read.store(0, ordering: .relaxed)
        taken.store(0, ordering: .relaxed)
    }

    func end() { file.withLock { $0 = nil } }

    func add(bytes: Int) { read.add(bytes, ordering: .relaxed) }

    func addRecord() { taken.add(1, ordering: .relaxed) }
}
