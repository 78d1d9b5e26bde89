internal import Glibc
internal import SystemPackage

/// Held for the life of the process; the kernel lets go of it whatever happens to us.
final class FolderLock {
    private let descriptor: Int32

    init(_ path: FilePath) throws {
        descriptor = open(path.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ExchangeFault.locked(path.string)
        }
    }

    deinit { close(descriptor) }
}
