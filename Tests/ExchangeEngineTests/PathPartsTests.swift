import SystemPackage
import Testing

@testable import ExchangeEngine

/// Parts of paths are those that SystemPackage finds.
struct PathPartsTests {
    private static let paths: [FilePath] = [
        "", "/", "a", "/a", "a/b", "/a/b", "./a", "../a/..", "/a/b/c.xml", "a//b/", "/a/./b", "/папка/имя файла.xml",
        FilePath(platformString: [0x2F, 0x61, 0x2F, CChar(bitPattern: 0xFF), 0x62, 0])
    ]

    @Test(arguments: paths)
    func `finds the folder and the last part`(_ path: FilePath) {
        #expect(path.parent == path.removingLastComponent())
        #expect(path.name == path.lastComponent?.string ?? "")
        #expect(path.lastPart == path.lastComponent.map { FilePath(root: nil, components: $0) })
    }

    @Test(arguments: paths, paths + ["/a/b/c", "/папка/имя", "/ab", "/a/bc"])
    func `finds what lies below a folder`(_ path: FilePath, _ folder: FilePath) {
        var rest = path
        #expect(path.below(folder) == (rest.removePrefix(folder) ? rest : nil))
    }
}
