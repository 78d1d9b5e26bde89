internal import Glibc
internal import Synchronization
package import SystemPackage

/// The kernel's memory of files that were read and that nobody reads again soon: let go of as other files grow.
///
/// What is written takes what was let go of. So others on the machine keep theirs, and a virtual machine, whose host
/// takes away what is free for two seconds and gives memory anew at 400 MB/s (measured), need not wait for it.
package final class SpareMemory: Sendable {
    /// What of a file was read and not let go of.
    private struct Part {
        let descriptor: Int32
        var start = 0
        var end = 0
    }

    private struct State {
        var parts: [Part] = []
        /// Bytes that were asked for and not let go of yet.
        var owed = 0
        /// How large the growing files were.
        var grown = 0
    }

    /// The kernel remembers a file in pieces, and lets go of whole ones.
    package static let step = 4 << 20

    package typealias Forget = @Sendable (_ descriptor: Int32, _ range: Range<Int>) -> Void

    private let state = Mutex(State())
    private let growing: [FilePath]
    private let forget: Forget

    /// `growing` are files that grow while others are read; `forget` lets go of a part of a file.
    package init(growing: [FilePath], forget: @escaping Forget = SpareMemory.forget) {
        self.growing = growing
        self.forget = forget
    }

    deinit { letGoOfAll() }

    package static let forget: Forget = { descriptor, range in
        posix_fadvise(descriptor, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_DONTNEED)
    }

    /// The reading of a file begins; one is read at a time.
    package func begin(_ descriptor: Int32) {
        let kept = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        state.withLock { state in
            state.grown = size
            if kept >= 0 { state.parts.append(Part(descriptor: kept)) }
        }
    }

    /// The file that is read was read so far, in bytes.
    package func read(_ end: Int) {
        state.withLock { state in
            guard !state.parts.isEmpty else { return }
            state.parts[state.parts.count - 1].end = end
            let size = size
            letGo(of: max(0, size - state.grown), &state)
            state.grown = max(size, state.grown)
        }
    }

    /// Of the growing files together, in bytes.
    private var size: Int {
        var status = stat()
        return growing.reduce(0) { size, path in
            size + (path.withPlatformString { stat($0, &status) } == 0 ? Int(status.st_size) : 0)
        }
    }

    /// So many bytes are about to be written: lets go of as many, of what was read first.
    package func letGo(of bytes: Int) {
        state.withLock { letGo(of: bytes, &$0) }
    }

    private func letGo(of bytes: Int, _ state: inout State) {
        state.owed += bytes
        while state.owed >= Self.step, let part = state.parts.first {
            let isOver = state.parts.count > 1
            let count = min(state.owed / Self.step * Self.step, part.end - part.start)
            if count >= Self.step || isOver && count > 0 {
                forget(part.descriptor, part.start..<(part.start + count))
                state.parts[0].start += count
                state.owed -= count
            } else if isOver {
                close(state.parts.removeFirst().descriptor)
            } else {
                // There is no more, or not yet.
                state.owed = 0
            }
        }
    }

    package func letGoOfAll() {
        state.withLock { state in
            for part in state.parts {
                forget(part.descriptor, part.start..<part.end)
                close(part.descriptor)
            }
            (state.parts, state.owed) = ([], 0)
        }
    }
}
