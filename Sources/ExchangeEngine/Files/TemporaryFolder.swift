internal import Glibc
internal import SystemPackage

/// A folder of our own that goes away with its owner.
final class TemporaryFolder {
    let path: FilePath

    init() throws {
        var template = Array("/tmp/obmen-XXXXXX".utf8CString)
        if let folder = getenv("TMPDIR").map({ String(cString: $0) }), !folder.isEmpty {
            template = Array("\(folder)/obmen-XXXXXX".utf8CString)
        }
        guard mkdtemp(&template) != nil else { throw FileFault.last("mkdtemp", "/tmp") }
        path = FilePath(platformString: template)
    }

    deinit {
        Self.remove(path)
    }

    private static func remove(_ folder: FilePath) {
        for component in (try? Files.list(folder)) ?? [] {
            let path = folder.appending(component)
            if (try? Files.look(path))?.isFolder == true { remove(path) } else { try? Files.remove(path) }
        }
        rmdir(folder.string)
    }
}
