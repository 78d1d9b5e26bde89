internal import CLinux
internal import Glibc
package import SystemPackage

/// What the exchange does with files, in calls to the system: Foundation's own lose data in places
/// (`replaceItemAt`, `Data.write(.atomic)`, names that are not UTF-8; facts/reliability.md, finding 9).
package enum Files {
    package static let chunkBytes = 256 << 10

    /// What becomes of the kernel's memory of a file that is read.
    package enum Memory: Sendable {
        /// Somebody reads it again.
        case kept
        /// Let go of behind the reading: as much is written meanwhile.
        case copied
        /// Let go of as something is written, then or later.
        case spare(SpareMemory)
    }

    /// Gives a file's bytes in pieces.
    ///
    /// - Throws: ``FileFault``, or what `body` threw. `body` returns `false` to stop.
    package static func read(
        _ path: FilePath, memory: Memory = .kept, progress: WorkProgress? = nil,
        _ body: (UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        let file = try opened(path)
        defer { file.close() }
        guard let progress else { return try read(descriptor: file.descriptor, path, memory: memory, body) }
        try read(descriptor: file.descriptor, path, memory: memory) { bytes in
            progress.add(bytes: bytes.count)
            return try body(bytes)
        }
    }

    /// Reads from where the descriptor stands until the end, or until `body` says `false`.
    package static func read(
        descriptor: Int32, _ path: FilePath, memory: Memory = .kept, chunk: Int = chunkBytes,
        _ body: (UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
        defer { buffer.deallocate() }
        var (done, looked) = (0, 0)
        if case .spare(let spare) = memory { spare.begin(descriptor) }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if done - looked >= max(chunk, forgottenBytes) || count == 0 {
                switch memory {
                case .kept: break
                case .copied: posix_fadvise(descriptor, off_t(looked), off_t(done - looked), POSIX_FADV_DONTNEED)
                case .spare(let spare): spare.read(done)
                }
                looked = done
            }
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFault.last("read", path)
            }
            done += count
            guard try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
        }
    }

    private static let forgottenBytes = 2 << 20

    /// The first bytes of a file.
    package static func head(_ path: FilePath, count: Int = 64 << 10) throws -> [UInt8] {
        var head: [UInt8] = []
        try read(path) { bytes in
            head.append(contentsOf: bytes.prefix(count - head.count))
            return head.count < count
        }
        return head
    }

    /// Opens a file of our own, or one that a person named; no link, no pipe that would block.
    package static func opened(_ path: FilePath) throws -> OpenFile {
        let descriptor = path.withPlatformString { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    package static func contents(_ path: FilePath) throws -> [UInt8] {
        try head(path, count: .max)
    }

    package static func write(descriptor: Int32, _ path: FilePath, _ bytes: UnsafeRawBufferPointer) throws {
        var offset = 0
        while offset < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFault.last("write", path)
            }
            offset += count
        }
    }

    /// Makes a file under a name that a reader either sees whole or not at all: written beside it, fsynced,
    /// renamed over it, the folder fsynced.
    package static func replace(_ path: FilePath, with bytes: some Sequence<UInt8>) throws {
        let temporary = temporary(path)
        try create(temporary, bytes)
        try place(temporary, at: path)
    }

    /// The same of a file that is written piece by piece; one that says the same already is left as it is, since
    /// somebody may have it open.
    ///
    /// `write` hands each piece to `put`.
    package static func replaceOther(
        _ path: FilePath, _ write: (_ put: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let temporary = temporary(path)
        let descriptor = try made(temporary, access: O_RDWR)
        defer { close(descriptor) }
        do {
            try write { bytes in try bytes.withUnsafeBytes { try Self.write(descriptor: descriptor, temporary, $0) } }
            if exists(path), try isEqual(descriptor, to: path) { return try remove(temporary) }
        } catch {
            try? remove(temporary)
            throw error
        }
        try synchronize(descriptor, temporary)
        try place(temporary, at: path)
    }

    /// Whether a file holds what an open one does.
    private static func isEqual(_ descriptor: Int32, to path: FilePath) throws -> Bool {
        let known = try opened(path)
        defer { known.close() }
        var offset = 0
        while true {
            let piece = try piece(of: descriptor, at: offset, path)
            guard try self.piece(of: known.descriptor, at: offset, path) == piece else { return false }
            if piece.isEmpty { return true }
            offset += piece.count
        }
    }

    /// The bytes from an offset on, ``chunkBytes`` of them where the file has as many.
    private static func piece(of descriptor: Int32, at offset: Int, _ path: FilePath) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, filled in
            while filled < buffer.count {
                let start = buffer.baseAddress?.advanced(by: filled)
                let count = pread(descriptor, start, buffer.count - filled, off_t(offset + filled))
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw FileFault.last("read", path) }
                if count == 0 { return }
                filled += count
            }
        }
    }

    private static func temporary(_ path: FilePath) -> FilePath {
        path.parent.appending(".\(path.name).part")
    }

    private static func place(_ temporary: FilePath, at path: FilePath) throws {
        guard rename(temporary.string, path.string) == 0 else { throw FileFault.last("rename", path) }
        try synchronize(folder: path.parent)
    }

    /// Writes and fsyncs a file; one that is there already is written anew.
    package static func create(_ path: FilePath, _ bytes: some Sequence<UInt8>) throws {
        let descriptor = try made(path)
        defer { close(descriptor) }
        try Array(bytes).withUnsafeBytes { try write(descriptor: descriptor, path, $0) }
        try synchronize(descriptor, path)
    }

    /// Opens a new file for writing; what lies under its name is taken away, and never written through: a link would lead
    /// elsewhere, a pipe would wait for a reader for ever.
    ///
    /// - Throws: ``FileFault``, with `EISDIR` where a folder lies there.
    static func made(_ path: FilePath, access: Int32 = O_WRONLY, mode: mode_t = 0o644) throws -> Int32 {
        if exists(path) { try remove(path) }
        let descriptor = path.withPlatformString { open($0, access | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode) }
        guard descriptor >= 0 else { throw FileFault.last("open", path) }
        return descriptor
    }

    /// Moves a file to where nothing lies, also onto another disk.
    ///
    /// - Throws: ``FileFault``, with `EEXIST` where the target is taken.
    package static func moveAnywhere(_ source: FilePath, to target: FilePath) throws {
        do {
            try move(source, to: target)
        } catch let fault as FileFault where fault.errno == .improperLink {
            let part = temporary(target)
            let descriptor = try made(part, mode: 0o600)
            defer { close(descriptor) }
            try read(source) { bytes in
                try write(descriptor: descriptor, part, bytes)
                return true
            }
            try synchronize(descriptor, part)
            try move(part, to: target)
            try remove(source)
        }
    }

    /// Moves a file; fails with `EEXIST` where the target is taken.
    package static func move(_ source: FilePath, to target: FilePath) throws {
        guard
            source.withPlatformString({ from in
                target.withPlatformString { obmen_rename_noreplace(AT_FDCWD, from, AT_FDCWD, $0) }
            }) == 0
        else {
            throw FileFault.last("renameat2", source)
        }
    }

    package static func remove(_ path: FilePath) throws {
        guard path.withPlatformString({ unlink($0) }) == 0 || errno == ENOENT else {
            throw FileFault.last("unlink", path)
        }
    }

    /// Makes a folder and those above it; one that is there is left as it is.
    package static func makeFolder(_ path: FilePath) throws {
        let parent = path.parent
        if mkdir(path.string, 0o755) == 0 { return try synchronize(folder: parent) }
        if errno == EEXIST { return }
        guard errno == ENOENT, !parent.isEmpty else { throw FileFault.last("mkdir", path) }
        try makeFolder(parent)
        guard mkdir(path.string, 0o755) == 0 || errno == EEXIST else { throw FileFault.last("mkdir", path) }
        try synchronize(folder: parent)
    }

    package static func synchronize(folder: FilePath) throws {
        let descriptor = open(folder.isEmpty ? "." : folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault.last("open", folder) }
        defer { close(descriptor) }
        try synchronize(descriptor, folder)
    }

    /// Forces what was written to the disk.
    package static func synchronize(_ descriptor: Int32, _ path: FilePath) throws {
        guard BrokenVariant.chosen != .noSync else { return }
        guard fsync(descriptor) == 0 else { throw FileFault.last("fsync", path) }
    }

    package static func exists(_ path: FilePath) -> Bool {
        var status = stat()
        return path.withPlatformString({ lstat($0, &status) }) == 0
    }

    /// What one look at a file tells; two looks that are equal mean that nobody wrote in between.
    package static func look(_ path: FilePath) throws -> FileLook {
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else { throw FileFault.last("lstat", path) }
        return FileLook(status)
    }

    /// The entries of a folder by name, sorted; names that are not UTF-8 are kept as bytes by `FilePath`.
    package static func list(_ folder: FilePath) throws -> [FilePath.Component] {
        let descriptor = folder.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw FileFault.last("open", folder) }
        return try list(descriptor: descriptor, folder)
    }

    /// The same of a folder that is open; the descriptor is closed.
    static func list(descriptor: Int32, _ folder: FilePath) throws -> [FilePath.Component] {
        guard let handle = fdopendir(descriptor) else {
            close(descriptor)
            throw FileFault.last("fdopendir", folder)
        }
        defer { closedir(handle) }
        var names: [FilePath.Component] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CInterop.PlatformChar.self, capacity: 256) {
                    FilePath.Component(platformString: $0)
                }
            }
            if let name, name.kind == .regular { names.append(name) }
        }
        return names.sorted { $0.string < $1.string }
    }
}

/// Size, times and identity of a file at one moment.
package struct FileLook: Equatable, Sendable {
    package let size: Int
    package let isRegular: Bool
    package let isFolder: Bool
    package let isLink: Bool
    package let links: Int
    package let device: UInt64
    package let inode: UInt64
    /// Nanoseconds since 1970.
    package let modified: Int
    package let changed: Int

    init(_ status: stat) {
        size = Int(status.st_size)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isLink = status.st_mode & S_IFMT == S_IFLNK
        links = Int(status.st_nlink)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    /// The last nanosecond that can be told for what lies beyond it: anybody may date a file to the year 2300.
    private static func nanoseconds(_ time: timespec) -> Int {
        let (whole, isBeyond) = time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isBeyondAtLast) = whole.addingReportingOverflow(time.tv_nsec)
        return isBeyond || isBeyondAtLast ? (time.tv_sec < 0 ? .min : .max) : sum
    }
}
