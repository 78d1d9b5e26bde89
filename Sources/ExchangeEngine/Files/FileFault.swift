internal import Glibc
public import SystemPackage

/// A call to the file system that failed.
public struct FileFault: Error, Equatable, Sendable {
    /// The system call.
    public let operation: String
    public let path: String
    public let errno: Errno

    public init(_ operation: String, _ path: FilePath, _ errno: Errno) {
        self.operation = operation
        self.path = path.string
        self.errno = errno
    }

    /// Whether something else than a folder of ours was in this place.
    func isSwapped(_ folder: FilePath) -> Bool {
        path == folder.string && [.tooManySymbolicLinkLevels, .notDirectory].contains(errno)
    }

    /// Whether it is about a folder or what lies in it.
    func isInside(_ folder: FilePath) -> Bool { FilePath(path).below(folder) != nil }

    static func last(_ operation: String, _ path: FilePath) -> FileFault {
        FileFault(operation, path, Errno(rawValue: Glibc.errno))
    }
}
