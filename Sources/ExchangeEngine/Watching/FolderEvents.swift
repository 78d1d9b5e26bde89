internal import CLinux
internal import Glibc
internal import SystemPackage

/// Wakes the service when something happens in a folder; nothing depends on it.
///
/// On a share only this host's own writes are told, and a queue that overflows tells nothing: what counts is the next
/// look at the folder (facts/reliability.md, finding 4).
final class FolderEvents {
    private let descriptor: Int32
    private var watched: Set<String> = []
    /// More would be a tree in which nobody drops files by hand.
    private static let mostFolders = 512

    init() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Watches folders as well; one that cannot be watched is left to polling.
    func add(_ folders: [FilePath]) {
        guard descriptor >= 0 else { return }
        for folder in folders where watched.count < Self.mostFolders && !watched.contains(folder.string) {
            let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)
            if inotify_add_watch(descriptor, folder.string, events) >= 0 { watched.insert(folder.string) }
        }
    }

    /// Waits until something happens, or the time is over, or `wake` can be read.
    func wait(milliseconds: Int, wake: Int32) {
        var polled = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
        ]
        guard poll(&polled, nfds_t(polled.count), Int32(milliseconds)) > 0, polled[0].revents != 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        var isGone = false
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            var offset = 0
            while offset + 16 <= count {
                let mask = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self) }
                let length = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self) }
                if mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED) != 0 { isGone = true }
                offset += 16 + Int(length)
            }
        }
        // A folder that was replaced is another one.
        if isGone { watched = [] }
    }
}
