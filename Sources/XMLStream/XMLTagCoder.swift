internal import Glibc

/// Puts codes for names into the bytes of a document, piece by piece (``XMLNameCodes``).
///
/// It tells where it is by the same few rules as ``XMLScanner``, so that nothing in texts, comments, sections and values
/// is touched. Lines stay where they were; columns do not.
struct XMLTagCoder: Sendable {
    private enum Place {
        case text
        case comment, section, instruction
        /// In a tag behind its name.
        case tag
        case value(UInt8)
        case endTag
    }

    private let codes: XMLNameCodes
    private var place = Place.text
    /// What of a piece's end cannot be told yet: a name, or what `<!` begins.
    private var held: [UInt8] = []
    /// The last two bytes before those that are to come, in a tag or what ends with two of them.
    private var last: (UInt8, UInt8) = (0, 0)

    init(_ codes: XMLNameCodes) {
        self.codes = codes
    }

    /// The next bytes with their codes; what is not told yet comes with the next ones, or with ``rest()``.
    mutating func coded(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        guard !held.isEmpty else { return coded(bytes.bindMemory(to: UInt8.self)) }
        let all = held + bytes
        held = []
        return all.withUnsafeBufferPointer { coded($0) }
    }

    /// What was kept back, at the end of the document.
    mutating func rest() -> [UInt8] {
        defer { held = [] }
        return held
    }

    private mutating func coded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        // A code is no longer than its name; only what is escaped becomes longer, by a byte for each underscore at most.
        let room = bytes.count + bytes.count { $0 == XMLNameCodes.underscore } + Output.spare
        return [UInt8](unsafeUninitializedCapacity: room) { made, count in
            guard let start = made.baseAddress else { return }
            var output = Output(bytes, to: start)
            code(bytes, &output)
            count = output.finish()
        }
    }

    private mutating func code(_ bytes: UnsafeBufferPointer<UInt8>, _ output: inout Output) {
        var index = 0
        while index < bytes.count {
            switch place {
            case .text: beginTag(bytes, &index, &output)
            case .comment: skip(bytes, &index, until: (0x2D, 0x2D))
            case .section: skip(bytes, &index, until: (0x5D, 0x5D))
            case .instruction: skip(bytes, &index, until: (0, 0x3F))
            case .tag: readTag(bytes, &index, &output)
            case .value(let quote):
                index = Self.find(quote, in: bytes, from: index) ?? bytes.count
                guard index < bytes.count else { break }
                (place, last.1) = (.tag, quote)
                index += 1
            case .endTag:
                index = Self.find(0x3E, in: bytes, from: index).map { $0 + 1 } ?? bytes.count
                if index > 0, bytes[index - 1] == 0x3E { place = .text }
            }
        }
    }

    /// What becomes of the bytes: most of them are copied as they are.
    private struct Output {
        /// A code is written as eight bytes, of which those behind it are written over.
        static let spare = 8

        private let bytes: UnsafeBufferPointer<UInt8>
        // Relies on room for all bytes, one more for each underscore, and the spare ones.
        private let start: UnsafeMutablePointer<UInt8>
        private var made = 0
        private var copied = 0

        init(_ bytes: UnsafeBufferPointer<UInt8>, to start: UnsafeMutablePointer<UInt8>) {
            (self.bytes, self.start) = (bytes, start)
        }

        private mutating func copy(upTo end: Int) {
            guard end > copied, let source = bytes.baseAddress else { return }
            memcpy(start + made, source + copied, end - copied)
            made += end - copied
            copied = end
        }

        /// Puts other bytes in place of some.
        mutating func put(_ code: XMLNameCodes.Code, for range: Range<Int>) {
            copy(upTo: range.lowerBound)
            UnsafeMutableRawPointer(start + made).storeBytes(of: code.bytes.littleEndian, as: UInt64.self)
            made += code.count
            copied = range.upperBound
        }

        /// Leaves out all from an index on.
        mutating func cut(at index: Int) -> [UInt8] {
            copy(upTo: index)
            copied = bytes.count
            return Array(bytes[index...])
        }

        /// - Returns: how many bytes it became.
        mutating func finish() -> Int {
            copy(upTo: bytes.count)
            return made
        }
    }

    private static func find(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int? {
        guard let start = bytes.baseAddress, let found = memchr(start + index, Int32(byte), bytes.count - index) else {
            return nil
        }
        return start.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }

    private static let openings: [(text: [UInt8], place: Place)] = [
        (Array("<!--".utf8), .comment), (Array("<![CDATA[".utf8), .section)
    ]

    /// Goes on to the next tag, and behind its name.
    private mutating func beginTag(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ output: inout Output
    ) {
        guard let tag = Self.find(0x3C, in: bytes, from: index) else { return index = bytes.count }
        index = tag + 1
        guard index < bytes.count else { return hold(tag, bytes, &index, &output) }
        var start = index
        var isEnd = false
        switch bytes[index] {
        case UInt8(ascii: "!"):
            let some = bytes[tag...].prefix(9)
            if let opening = Self.openings.first(where: { some.starts(with: $0.text) }) {
                (place, last) = (opening.place, (0, 0))
                index = tag + opening.text.count
            } else if bytes.count - tag < 9, Self.openings.contains(where: { $0.text.starts(with: some) }) {
                hold(tag, bytes, &index, &output)
            } else {
                place = .endTag  // No XML; libxml2 will say so.
            }
            return
        case UInt8(ascii: "?"):
            (place, last) = (.instruction, (0, 0))
            index += 1
            return
        case UInt8(ascii: "/"):
            isEnd = true
            start += 1
        default: break
        }
        guard let base = bytes.baseAddress else { return }
        let end = XMLScanner.nameEnd(base, from: start, to: bytes.count)
        guard end < bytes.count else { return hold(tag, bytes, &index, &output) }
        code(bytes, start..<end, &output)
        index = end
        if bytes[end] == 0x3E {
            (place, index) = (.text, end + 1)
        } else {
            (place, last) = (isEnd ? .endTag : .tag, (0, 0x20))
        }
    }

    private mutating func hold(
        _ tag: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ output: inout Output
    ) {
        held = output.cut(at: tag)
        index = bytes.count
    }

    private func code(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ output: inout Output) {
        let name = UnsafeBufferPointer(rebasing: bytes[range])
        if let code = codes.code(name) { return output.put(code, for: range) }
        var before = UInt8(ascii: ":")
        for index in range {
            if before == UInt8(ascii: ":"), bytes[index] == XMLNameCodes.underscore {
                output.put(XMLNameCodes.escape, for: index..<index)
            }
            before = bytes[index]
        }
    }

    /// Reads on in a tag; names of attributes that begin like a code are told from codes.
    private mutating func readTag(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ output: inout Output
    ) {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x3E:
                place = .text
                index += 1
                return
            case 0x22, 0x27:
                place = .value(byte)
                index += 1
                return
            case XMLNameCodes.underscore
            where last.1 <= 0x20 || [UInt8(ascii: ":"), UInt8(ascii: "/"), 0x22, 0x27].contains(last.1):
                output.put(XMLNameCodes.escape, for: index..<index)
            default: break
            }
            last.1 = byte
            index += 1
        }
    }

    /// Skips what ends with two given bytes and `>`; a first of 0 stands for any.
    private mutating func skip(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, until end: (UInt8, UInt8)) {
        while index < bytes.count {
            let stop = Self.find(0x3E, in: bytes, from: index) ?? bytes.count
            if stop - index >= 2 {
                last = (bytes[stop - 2], bytes[stop - 1])
            } else if stop - index == 1 {
                last = (last.1, bytes[stop - 1])
            }
            index = stop
            guard index < bytes.count else { return }
            index += 1
            if last.1 == end.1, end.0 == 0 || last.0 == end.0 {
                place = .text
                return
            }
            last = (last.1, 0x3E)
        }
    }
}
