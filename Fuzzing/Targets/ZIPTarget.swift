internal import TabularFiles
internal import TestSupport

enum ZIPTarget {
    /// Small, so that an input of two kilobytes reaches them.
    private static let limits = ZIPLimits(entries: 8, entryBytes: 1 << 20, totalBytes: 2 << 20, ratio: 200)

    static func run(_ input: UnsafeRawBufferPointer) {
        // No archive begins with a zero: what does tells how to put one together.
        guard input.first != 0 else { return build(input.dropFirst()) }
        MemoryFile.shared.hold(input)
        read(isPackage: false)
        read(isPackage: true)
    }

    /// Puts an archive together, with checksums, sizes and places that are right but for the lies that the input wants.
    ///
    /// A mutation of a whole archive comes past its checksums once in billions of times.
    private static func build(_ input: Slice<UnsafeRawBufferPointer>) {
        var recipe = Recipe(rest: input)
        let entries = (0..<4).compactMap { _ in recipe.entry() }
        let bytes = ZIPBuilder.archive(entries.map(\.entry), comment: recipe.comment())
        bytes.withUnsafeBytes { MemoryFile.shared.hold($0) }
        // In a workbook the slash before a name counts for nothing; a folder may be named as a file is.
        let named = entries.map { (Array($0.entry.name.trimmingPrefix([UInt8(ascii: "/")])), $0.content) }
        let contents = Dictionary(named) { _, _ in nil }
        read(isPackage: false, contents)
        read(isPackage: true, contents)
    }

    /// `contents`: what must come out of the entries that are read to their end, by their names.
    private static func read(isPackage: Bool, _ contents: [[UInt8]: [UInt8]?] = [:]) {
        guard
            let archive = try? ZIPArchive(path: MemoryFile.shared.path, limits: limits, isPackage: isPackage)
        else { return }
        precondition(!archive.entries.isEmpty && archive.entries.count <= limits.entries)
        for entry in archive.entries {
            check(entry.name)
            var total = 0
            var unpacked: [UInt8] = []
            let isWhole =
                (try? archive.read(entry) {
                    total += $0.count
                    if !contents.isEmpty { unpacked += $0 }
                }) != nil
            precondition(total <= entry.size && entry.size <= limits.entryBytes)
            precondition(!isWhole || total == entry.size)
            if isWhole, let content = contents[Array(entry.name.utf8)], let content {
                precondition(unpacked == content)
            }
        }
    }

    /// A name that was let in leads nowhere.
    static func check(_ name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        precondition(!name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.contains("\0"))
        precondition(!parts.contains("..") && parts.allSatisfy { $0.utf8.count <= 255 })
    }
}

/// How an archive is to be put together, read from an input.
private struct Recipe {
    var rest: Slice<UnsafeRawBufferPointer>

    /// An entry and what is in it; no content where its data are not known to unpack to any.
    ///
    /// A byte says how it is packed, one what lie is told of it; then come the lengths of name and data, and both.
    mutating func entry() -> (entry: ZIPBuilder.Entry, content: [UInt8]?)? {
        guard let how = rest.popFirst(), let lie = rest.popFirst(), let times = rest.popFirst() else { return nil }
        let name = bytes(Int(rest.popFirst() ?? 0) % 64)
        let data = bytes(Int(rest.popFirst() ?? 0))
        var entry = ZIPBuilder.Entry(rawName: name, data: data)
        var content: [UInt8]? = data
        switch how & 3 {
        case 1, 2:
            let repeated = Array(repeatElement(data, count: Int(times) + 1).joined())
            entry = .deflated("", repeated).with { $0.name = name }
            content = repeated
        case 3:
            // The bytes as a stream of Deflate.
            (entry.method, entry.size, content) = (8, UInt32(times) * 16, nil)
        default: break
        }
        entry.isStreamed = how & 4 != 0
        entry.isUTF8 = how & 8 != 0
        if how & 16 != 0 { entry.extra = [1, 0, 8, 0] + bytes(8) }
        if how & 32 != 0 { entry.host = 0 }
        if how & 64 != 0 { Self.tell(lie, of: &entry) }
        return (entry, content)
    }

    mutating func comment() -> [UInt8] { bytes(16) }

    private static func tell(_ lie: UInt8, of entry: inout ZIPBuilder.Entry) {
        let value = UInt32(lie >> 3)
        switch lie & 7 {
        case 0: entry.checksum = value
        case 1: entry.size = (entry.size ?? UInt32(entry.data.count)) &+ value &- 16
        case 2: entry.directorySize = value * 64
        case 3: entry.offset = value
        case 4: entry.mode = value << 12
        case 5: entry.localName = entry.name.reversed()
        case 6: entry.method = value
        default: entry.isEncrypted = true
        }
    }

    private mutating func bytes(_ count: Int) -> [UInt8] {
        let taken = Array(rest.prefix(count))
        rest = rest.dropFirst(taken.count)
        return taken
    }
}
