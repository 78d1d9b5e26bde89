internal import SystemPackage
internal import TabularFiles

/// The lines of a file around a place, for the page that explains a refusal; their values are hidden
/// (``ExcerptMask``).
enum Excerpt {
    private static let linesAround = 2
    private static let lineBytes = 400

    /// - Returns: nothing where the line is not known or the file is no text.
    static func lines(of path: FilePath, around place: Int?) -> [(line: Int, text: String)] {
        guard let place else { return [] }
        var lines: [(line: Int, text: String)] = []
        var number = 1
        var current: [UInt8] = []
        var isBinary = false
        let wanted = (place - linesAround)...(place + linesAround)
        func end() {
            if wanted.contains(number) { lines.append((number, ExcerptMask.mask(text(current)))) }
            current.removeAll(keepingCapacity: true)
            number += 1
        }
        try? Files.read(path) { bytes in
            for byte in bytes {
                if byte == 0x0A {
                    end()
                } else if wanted.contains(number), current.count < lineBytes {
                    if byte == 0 { isBinary = true }
                    current.append(byte)
                }
            }
            return number <= wanted.upperBound && !isBinary
        }
        if !current.isEmpty { end() }
        return isBinary ? [] : lines
    }

    private static func text(_ line: [UInt8]) -> String {
        let bytes = line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.dropFirst(3)) : line
        // A line cut at its limit may end inside a character.
        for cut in 0...3 {
            if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
        }
        return Windows1251.decode(bytes)
    }
}
