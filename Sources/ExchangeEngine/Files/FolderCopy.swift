public import SystemPackage

/// Copies folders of samples into an inbox, as 1C or a person would.
public enum FolderCopy {
    public static func exists(_ path: FilePath) -> Bool { Files.exists(path) }

    public static func write(_ path: FilePath, _ text: String) throws {
        try Files.replace(path, with: Array(text.utf8))
    }

    public static func contents(_ path: FilePath) throws -> [UInt8] { try Files.contents(path) }

    /// All files below a folder, sorted; hidden ones are left out.
    public static func files(in folder: FilePath) throws -> [FilePath] {
        var files: [FilePath] = []
        for component in try Files.list(folder) where !component.string.hasPrefix(".") {
            let path = folder.appending(component)
            if try Files.look(path).isFolder {
                files += try self.files(in: path)
            } else {
                files.append(path)
            }
        }
        return files
    }

    /// The folders in a folder, sorted by name; hidden ones are left out.
    public static func folders(in folder: FilePath) throws -> [FilePath] {
        try Files.list(folder).filter { !$0.string.hasPrefix(".") }.map { folder.appending($0) }
            .filter { try Files.look($0).isFolder }.sorted { $0.string < $1.string }
    }

    public static func copy(_ source: FilePath, to target: FilePath) throws {
        try Files.makeFolder(target)
        for component in try Files.list(source) where !component.string.hasPrefix(".") {
            let (from, to) = (source.appending(component), target.appending(component))
            if try Files.look(from).isFolder {
                try copy(from, to: to)
            } else {
                try Files.create(to, Files.contents(from))
            }
        }
    }
}
