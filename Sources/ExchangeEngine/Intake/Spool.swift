internal import CLinux
internal import Crypto
internal import Glibc
internal import SystemPackage

/// Our own copy of a file, from which alone it is read; nobody else writes there.
struct Spool {
    let folder: FilePath

    private static let writebackBytes = 8 << 20
    /// As large as the pieces in which the kernel remembers a file that was read in one go: what is written takes those that
    /// were let go of just before.
    private static let chunkBytes = 2 << 20

    struct Copy {
        let name: String
        let size: Int
        let sha256: String
    }

    /// Copies a file of ours or one that a person named.
    func take(_ source: FilePath) throws -> Copy {
        let file = try Files.opened(source)
        defer { file.close() }
        guard try file.look().isRegular else { throw FileFault("open", source, .invalidArgument) }
        return try take(file)
    }

    /// Copies a file, taking its hash on the way; when this returns the copy is on disk.
    ///
    /// - Throws: ``FileFault``, with `EBUSY` where somebody wrote the file meanwhile.
    func take(_ source: OpenFile) throws -> Copy {
        let name = String(UInt64.random(in: .min ... .max), radix: 16)
        let part = folder.appending("\(name).part")
        let descriptor = open(part.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault.last("open", part) }
        defer { close(descriptor) }
        var (size, begun) = (0, 0)
        let before = try source.look()
        // Hashing takes as long as writing does.
        let sha256 = try Ahead.behind(
            batch: 1,
            make: { (give: ([UInt8]) throws -> Void) in
                try Files.read(descriptor: source.descriptor, source.path, memory: .copied, chunk: Self.chunkBytes) {
                    bytes in
                    try give(Array(bytes))
                    try Files.write(descriptor: descriptor, part, bytes)
                    size += bytes.count
                    // The disk writes while the rest is read, so that the fsync behind it has little left to wait for.
                    if size - begun >= Self.writebackBytes {
                        obmen_begin_writeback(descriptor, Int64(begun), Int64(size - begun))
                        begun = size
                    }
                    return true
                }
            },
            use: { next in
                var hash = SHA256()
                while let bytes = next() { hash.update(data: bytes) }
                return Self.hexadecimal(hash.finalize())
            })
        guard try source.look() == before, size == before.size else {
            try Files.remove(part)
            throw FileFault("read", source.path, .resourceBusy)
        }
        try Failpoint.pass(.copied)
        try Files.synchronize(descriptor, part)
        try Files.move(part, to: folder.appending(name))
        try Files.synchronize(folder: folder)
        return Copy(name: name, size: size, sha256: sha256)
    }

    /// Removes copies that no row of the ledger knows: what a crash left.
    ///
    /// What others have laid into the folder stays: it may have been put elsewhere by a link.
    func removeAll(except known: Set<String>) throws {
        for component in try Files.list(folder)
        where !known.contains(component.string) && Self.isOurs(component.string) {
            let path = folder.appending(component)
            if try Files.look(path).isRegular { try Files.remove(path) }
        }
    }

    private static func isOurs(_ name: String) -> Bool {
        let number = name.hasSuffix(".part") ? name.dropLast(5) : name[...]
        return (1...16).contains(number.utf8.count) && number.allSatisfy { $0.isHexDigit }
    }

    /// The SHA-256 of a file as the ledger keeps it.
    static func hash(of path: FilePath) throws -> String {
        var hash = SHA256()
        try Files.read(path) { bytes in
            hash.update(bufferPointer: bytes)
            return true
        }
        return hexadecimal(hash.finalize())
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
