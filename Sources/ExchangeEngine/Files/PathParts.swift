internal import Glibc
package import SystemPackage

/// Parts of a path, found in its bytes.
///
/// SystemPackage finds them by walking through all of it, which takes 1.5 ms in a build that is not optimised: half of
/// what the tests took. A path has no slash twice, none at its end (`FilePath` sees to that), and may not be UTF-8.
extension FilePath {
    /// The folder that it lies in; empty for a name alone.
    package var parent: FilePath {
        withBytes { bytes in
            guard let slash = bytes.lastIndex(of: Self.slash) else { return FilePath() }
            return Self.path(UnsafeBufferPointer(rebasing: bytes[..<max(slash, 1)]))
        }
    }

    /// Its last part; empty for the root.
    package var name: String {
        withBytes { bytes in
            let start = bytes.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0
            return String(decoding: bytes[start...], as: UTF8.self)
        }
    }

    /// Its last part as a path of its own; `nil` for the root.
    var lastPart: FilePath? {
        withBytes { bytes in
            let start = bytes.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0
            return start == bytes.count ? nil : Self.path(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }

    /// The rest of it below a folder; `nil` where it does not lie there.
    ///
    /// A folder lies in itself.
    package func below(_ folder: FilePath) -> FilePath? {
        withBytes { bytes in
            folder.withBytes { prefix in
                guard bytes.starts(with: prefix), !prefix.isEmpty || bytes.first != Self.slash else { return nil }
                if bytes.count == prefix.count { return FilePath() }
                if prefix.isEmpty || prefix.last == Self.slash {
                    return Self.path(UnsafeBufferPointer(rebasing: bytes[prefix.count...]))
                }
                guard bytes[prefix.count] == Self.slash else { return nil }
                return Self.path(UnsafeBufferPointer(rebasing: bytes[(prefix.count + 1)...]))
            }
        }
    }

    private static let slash = UInt8(ascii: "/")

    private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withPlatformString { text in
            let count = strlen(text)
            return text.withMemoryRebound(to: UInt8.self, capacity: count) {
                body(UnsafeBufferPointer(start: $0, count: count))
            }
        }
    }

    private static func path(_ bytes: UnsafeBufferPointer<UInt8>) -> FilePath {
        FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }
}
