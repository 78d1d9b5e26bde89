public import Foundation

/// A fresh folder that goes away with its owner.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "obmen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of something in it.
    public func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a file and the folders above it.
    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Writes bytes and gives the file's path.
    public func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    public func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    public func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// The names in a folder, hidden ones too, sorted; none where there is no such folder.
    public func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
    }

    /// Every file below a folder with its size and time, so that two looks can be compared.
    public func listing(_ folder: String = ".") throws -> [String] {
        let root = url.appending(path: folder).path
        return try FileManager.default.subpathsOfDirectory(atPath: root).sorted().map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + name)
            let size = attributes[.size] as? Int ?? -1
            let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? -1
            return "\(name) \(size) \(modified)"
        }
    }
}
