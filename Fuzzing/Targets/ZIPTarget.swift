internal import TabularFiles

enum ZIPTarget {
    /// Small, so that an input of two kilobytes reaches them.
    private static let limits = ZIPLimits(entries: 8, entryBytes: 1 << 20, totalBytes: 2 << 20, ratio: 200)

    static func run(_ input: UnsafeRawBufferPointer) {
        MemoryFile.shared.hold(input)
        read(isPackage: false)
        read(isPackage: true)
    }

    private static func read(isPackage: Bool) {
        guard
            let archive = try? ZIPArchive(path: MemoryFile.shared.path, limits: limits, isPackage: isPackage)
        else { return }
        precondition(!archive.entries.isEmpty && archive.entries.count <= limits.entries)
        for entry in archive.entries {
            check(entry.name)
            var total = 0
            let isWhole = (try? archive.read(entry) { total += $0.count }) != nil
            precondition(total <= entry.size && entry.size <= limits.entryBytes)
            precondition(!isWhole || total == entry.size)
        }
    }

    /// A name that was let in leads nowhere.
    static func check(_ name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        precondition(!name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.contains("\0"))
        precondition(!parts.contains("..") && parts.allSatisfy { $0.utf8.count <= 255 })
    }
}
