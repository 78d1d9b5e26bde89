internal import ExchangeModel
internal import TabularFiles
internal import TestSupport

enum NameTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let first = input.first else { return }
        let name = Array(input.dropFirst().prefix(2_000))
        inArchive(name, isUTF8: first & 1 != 0, host: first & 2 != 0 ? 11 : first & 4 != 0 ? 3 : 0)
        ofFile(String(decoding: name, as: UTF8.self))
    }

    /// The name of an entry, in an archive that is sound otherwise.
    private static func inArchive(_ name: [UInt8], isUTF8: Bool, host: UInt32) {
        let entry = ZIPBuilder.Entry(rawName: name, data: [65]).with { ($0.isUTF8, $0.host) = (isUTF8, host) }
        ZIPBuilder.archive([entry]).withUnsafeBytes { MemoryFile.shared.hold($0) }
        guard let archive = try? ZIPArchive(path: MemoryFile.shared.path) else { return }
        archive.entries.forEach { ZIPTarget.check($0.name) }
    }

    /// The name under which a file came: ours for it is one name, not too long, and runs nothing when clicked.
    private static func ofFile(_ name: String) {
        let ours = name.plainFileName
        precondition(ours.utf8.count <= 124)
        precondition(!ours.unicodeScalars.contains { $0 == "/" || $0 == "\n" || $0 == "\t" || $0.isSteering })
        var lower = ours.lowercased()
        while let last = lower.last, last == "." || last.isWhitespace { lower.removeLast() }
        precondition([".html", ".svg", ".js", ".exe", ".lnk"].allSatisfy { !lower.hasSuffix($0) })
        precondition(!name.harmless.unicodeScalars.contains(where: \.isSteering))
    }
}
