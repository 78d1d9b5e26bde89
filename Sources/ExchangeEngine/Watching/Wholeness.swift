internal import SystemPackage

/// Whether a file's end fits its beginning: a copy that is still going on, or that broke off, shows there.
///
/// Over SMB a file can have its full size while most of it is still zeros (facts/reliability.md, finding 1). This looks
/// at both ends only; what is inside is for the reading to judge.
enum Wholeness {
    private static let tailBytes = 66_000

    static func isWhole(_ file: OpenFile) -> Bool {
        guard let size = try? file.look().size, size > 0, let head = try? file.head(count: 16 << 10),
            let tail = try? file.tail(count: tailBytes)
        else { return false }
        if tail.allSatisfy({ $0 == 0 }) { return false }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return hasDirectory(tail, size: size) }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(64).contains(0) {
            // UTF-16: of XML its last letter is looked at, of a table there is nothing to see.
            let isXML = head.first { $0 != 0 && $0 < 0x80 } == UInt8(ascii: "<")
            return !isXML || tail.last { $0 > 0x20 } == UInt8(ascii: ">")
        }
        guard tail.last != 0 else { return false }
        guard head.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<") else {
            return tail.last == 0x0A || tail.last == 0x0D
        }
        return rootName(head).map { closes($0, tail) } ?? false
    }

    /// The name of an XML document's root; `nil` where it is not there yet.
    private static func rootName(_ head: [UInt8]) -> [UInt8]? {
        var index = head.firstIndex(of: UInt8(ascii: "<")) ?? head.count
        while index + 1 < head.count {
            switch head[index + 1] {
            case UInt8(ascii: "?"), UInt8(ascii: "!"):
                guard let next = head[(index + 1)...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
                index = next
            default:
                let name = head[(index + 1)...].prefix {
                    $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
                }
                return name.isEmpty ? nil : Array(name)
            }
        }
        return nil
    }

    /// Whether the end is that of the root: `</root>`, or a root without content.
    private static func closes(_ root: [UInt8], _ tail: [UInt8]) -> Bool {
        var end = tail[...]
        while let last = end.last, last <= 0x20 { end.removeLast() }
        // A comment may stand behind the root.
        while end.suffix(3).elementsEqual("-->".utf8), let start = end.lastRange(of: Array("<!--".utf8)) {
            end = end[..<start]
            while let last = end.last, last <= 0x20 { end.removeLast() }
        }
        guard end.last == UInt8(ascii: ">") else { return false }
        end.removeLast()
        while let last = end.last, last <= 0x20 { end.removeLast() }
        if end.suffix(root.count + 2).elementsEqual(Array("</".utf8) + root) { return true }
        return end.last == UInt8(ascii: "/")
            && end.lastIndex(of: UInt8(ascii: "<")).map {
                end[($0 + 1)...].starts(with: root)
            } ?? false
    }

    /// Whether a ZIP ends with a directory that lies inside the file.
    private static func hasDirectory(_ tail: [UInt8], size: Int) -> Bool {
        guard let start = tail.lastRange(of: [0x50, 0x4B, 0x05, 0x06]), tail.count - start >= 22 else { return false }
        func number(_ offset: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(tail[start + offset + $1]) << (8 * $1) }
        }
        let (length, offset) = (number(12), number(16))
        return offset == 0xFFFF_FFFF || offset + length <= size - (tail.count - start)
    }
}

extension BidirectionalCollection where Element == UInt8, Index == Int {
    /// Where the last occurrence of some bytes begins.
    fileprivate func lastRange(of bytes: [UInt8]) -> Int? {
        var index = endIndex - bytes.count
        while index >= startIndex {
            if self[index] == bytes[0], self[index..<(index + bytes.count)].elementsEqual(bytes) { return index }
            index -= 1
        }
        return nil
    }
}
