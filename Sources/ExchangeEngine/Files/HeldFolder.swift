internal import CLinux
internal import Glibc
package import SystemPackage

/// A folder into which others write, held open: everything in it is reached from here and never by a path of its own.
///
/// The kernel resolves each name beneath the folder (`openat2`) and refuses symbolic links, on the way and at its end,
/// and the way onto another file system, so nobody can swap a folder or a file for a link between a look and the
/// opening. What is opened is judged by its descriptor: a plain file with one name. Where the kernel has no `openat2`
/// (Linux before 5.6) the files are refused, never opened in another way. (facts/reliability.md, 5.2)
package final class HeldFolder {
    package let path: FilePath
    private let descriptor: Int32

    /// Holds a folder of our own choice; only it may be a link, since an administrator may put a share elsewhere.
    package init(_ path: FilePath) throws {
        self.path = path
        descriptor = path.withPlatformString { open($0, Int32(OBMEN_O_PATH) | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
    }

    private init(_ path: FilePath, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// A folder in it, at whatever depth; itself where the name is empty.
    package func folder(_ name: FilePath) throws -> HeldFolder {
        let inner = name.isEmpty ? path : path.pushing(name)
        return HeldFolder(inner, descriptor: try opened(name.isEmpty ? "." : name, Int32(OBMEN_O_PATH) | O_DIRECTORY))
    }

    /// The entries by name, sorted; names that are not UTF-8 are kept as bytes.
    package func list() throws -> [FilePath.Component] {
        try Files.list(descriptor: opened(".", O_RDONLY | O_DIRECTORY), path)
    }

    /// What one look at an entry tells, without following a link.
    package func look(_ name: FilePath.Component) throws -> FileLook {
        var status = stat()
        let entry = FilePath(root: nil, components: name)
        guard entry.withPlatformString({ fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            throw FileFault.last("fstatat", path.appending(name))
        }
        return FileLook(status)
    }

    /// Opens a plain file with one name for reading, gives it to `body` and closes it.
    package func reading<Result>(_ name: FilePath, _ body: (OpenFile) throws -> Result) throws -> Result {
        let file = OpenFile(
            descriptor: try opened(name, O_RDONLY | O_NONBLOCK), path: path.pushing(name))
        defer { file.close() }
        let look = try file.look()
        guard look.isRegular else { throw FileFault("open", file.path, .invalidArgument) }
        guard look.links == 1 else { throw FileFault("open", file.path, .tooManyLinks) }
        return try body(file)
    }

    /// Moves an entry into another held folder; fails with `EEXIST` where the target is taken.
    package func move(_ name: FilePath, to other: HeldFolder, as target: FilePath) throws {
        let home = try folder(name.parent)
        guard let last = name.lastPart else { throw FileFault("renameat2", path, .invalidArgument) }
        let code = last.withPlatformString { source in
            target.withPlatformString { obmen_rename_noreplace(home.descriptor, source, other.descriptor, $0) }
        }
        guard code == 0 else { throw FileFault.last("renameat2", path.pushing(name)) }
    }

    private func opened(_ name: FilePath, _ flags: Int32) throws -> Int32 {
        let descriptor = name.withPlatformString { obmen_open_beneath(self.descriptor, $0, flags) }
        guard descriptor >= 0 else { throw FileFault.last("openat2", path.pushing(name)) }
        return descriptor
    }
}

/// A file that is open for reading.
package struct OpenFile {
    let descriptor: Int32
    package let path: FilePath

    package func look() throws -> FileLook {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFault.last("fstat", path) }
        return FileLook(status)
    }

    /// The first bytes.
    package func head(count: Int) throws -> [UInt8] {
        try seek(0)
        var head: [UInt8] = []
        try Files.read(descriptor: descriptor, path) { bytes in
            head.append(contentsOf: bytes.prefix(count - head.count))
            return head.count < count
        }
        return head
    }

    /// The last bytes.
    package func tail(count: Int) throws -> [UInt8] {
        try seek(max(0, try look().size - count))
        var tail: [UInt8] = []
        try Files.read(descriptor: descriptor, path) { bytes in
            tail.append(contentsOf: bytes.prefix(count - tail.count))
            return tail.count < count
        }
        return tail
    }

    private func seek(_ offset: Int) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw FileFault.last("lseek", path) }
    }

    /// Whether somebody has it open for writing, as far as the file system tells.
    var hasWriter: Bool { obmen_has_writer(descriptor) == 1 }

    func close() { Glibc.close(descriptor) }
}
