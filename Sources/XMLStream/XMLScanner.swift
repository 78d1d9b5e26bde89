internal import Glibc

/// Looks at a document's bytes before libxml2 does, in linear time: finds a DOCTYPE, zeros, and what is beyond
/// ``XMLLimits``.
///
/// It knows just enough of XML to tell where it is: a DOCTYPE in a comment, a CDATA section or text is none. It judges
/// nothing else; whatever breaks the rules of XML is left to libxml2. Bytes come in any pieces. Speed matters, since
/// every byte of an export passes here: text is skipped with `memchr`, tags are walked byte by byte.
struct XMLScanner: Sendable {
    /// What was found, and how many of the bytes given before it are harmless.
    struct Finding: Equatable, Sendable {
        let kind: XMLFault.Kind
        let offset: Int
    }

    private enum Place: UInt8 {
        case text
        /// Behind `<`.
        case open
        /// Behind `<!`, where it is not yet told what it begins.
        case bang
        case comment, section, instruction
        /// In the name of an element that begins.
        case name
        /// Behind the name, between attributes or in the name of one.
        case tag
        /// In the value of an attribute.
        case value
        case endTag
    }

    private let limits: XMLLimits
    private var place = Place.text
    private var depth = 0
    /// Bytes since the construct that is open began, or of the text.
    private var length = 0
    /// Bytes of the name that is being read.
    private var nameLength = 0
    private var attributes = 0
    private var quote: UInt8 = 0
    /// The last two bytes of a comment, section, instruction or tag, as far as they tell its end.
    private var last: (UInt8, UInt8) = (0, 0)
    /// What follows `<!`.
    private var bang: [UInt8] = []

    init(limits: XMLLimits) {
        self.limits = limits
    }

    /// Looks at the next bytes.
    ///
    /// - Returns: the first thing that refuses the document; `nil` where there is none so far.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Finding? {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        // A share gives zeros for what is not copied yet; XML has none.
        var count = bytes.count
        let zero = memchr(base, 0, count)
        if let zero { count = base.distance(to: UnsafeRawPointer(zero)) }
        let start = base.assumingMemoryBound(to: UInt8.self)
        var index = 0
        // Where the construct that is open begins in these bytes; what lies before it may go to the parser.
        var begun = 0
        while index < count {
            let kind: XMLFault.Kind?
            switch place {
            case .text:
                kind = skipPlain(start, &index, count) ?? skipText(start, &index, count)
                begun = max(0, index - 1)
            case .open: kind = begin(start[index], &index)
            case .bang: kind = tell(start[index], &index)
            case .comment: kind = skip(start, &index, count, until: (0x2D, 0x2D))
            case .section: kind = skip(start, &index, count, until: (0x5D, 0x5D))
            case .instruction: kind = skip(start, &index, count, until: (0, 0x3F))
            case .name: kind = readName(start, &index, count)
            case .tag: kind = readTag(start, &index, count)
            case .value: kind = skipValue(start, &index, count)
            case .endTag: kind = skipEndTag(start, &index, count)
            }
            if let kind { return Finding(kind: kind, offset: kind == .text ? index : begun) }
        }
        return zero == nil ? nil : Finding(kind: .zeros, offset: count)
    }

    // MARK: Between tags

    /// Skips texts and the tags without attributes between them, which are nearly all of an export, as far as they lie
    /// in these bytes; leaves off before anything else.
    private mutating func skipPlain(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> XMLFault.Kind? {
        guard length == 0 else { return nil }
        var (place, depth) = (index, self.depth)
        defer { (index, self.depth) = (place, depth) }
        while place < count {
            guard let found = memchr(bytes + place, 0x3C, count - place) else { return nil }
            let tag = bytes.distance(to: found.assumingMemoryBound(to: UInt8.self))
            if tag - place > limits.textBytes { return nil }
            var end = tag + 1
            guard end < count else { return nil }
            let first = bytes[end]
            if first == 0x2F {
                end = Self.nameEnd(bytes, from: end + 1, to: count)
                guard end < count, bytes[end] == 0x3E, end - tag < limits.nameBytes else { return nil }
                depth -= 1
            } else {
                if first == 0x21 || first == 0x3F { return nil }
                end = Self.nameEnd(bytes, from: end, to: count)
                guard end < count, bytes[end] == 0x3E, end - tag <= limits.nameBytes, depth < limits.depth else {
                    return nil
                }
                depth += 1
            }
            place = end + 1
        }
        return nil
    }

    /// Where a name ends: at white space, `/` or `>`; `count` where that did not come.
    ///
    /// Eight bytes are looked at in one: letters of either alphabet are not below `@`. Reads none behind `count`.
    @inline(__always)
    static func nameEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, to count: Int) -> Int {
        var index = start
        while index < count {
            if index + 8 <= count {
                let eight = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self).littleEndian
                let low = (eight &- 0x4040_4040_4040_4040) & ~eight & 0x8080_8080_8080_8080
                if low == 0 {
                    index += 8
                    continue
                }
                index += low.trailingZeroBitCount / 8
            }
            let byte = bytes[index]
            if byte <= 0x20 || byte == 0x3E || byte == 0x2F { return index }
            index += 1
        }
        return count
    }

    private mutating func skipText(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> XMLFault.Kind? {
        let found = memchr(bytes + index, 0x3C, count - index)
        let end = found.map { bytes.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? count
        length += end - index
        index = end
        if length > limits.textBytes { return .text }
        if found != nil {
            place = .open
            length = 1
            index += 1
        }
        return nil
    }

    private mutating func begin(_ byte: UInt8, _ index: inout Int) -> XMLFault.Kind? {
        switch byte {
        case UInt8(ascii: "!"):
            (place, bang) = (.bang, [])
        case UInt8(ascii: "?"):
            (place, last) = (.instruction, (0, 0))
        case UInt8(ascii: "/"):
            place = .endTag
        default:
            (place, nameLength, attributes, last) = (.name, 0, 0, (0, 0))
            depth += 1
            return depth > limits.depth ? .tooDeep : nil
        }
        index += 1
        return nil
    }

    private static let comment = Array("--".utf8)
    private static let section = Array("[CDATA[".utf8)
    private static let doctype = Array("DOCTYPE".utf8)

    /// What `<!` begins, known after seven more characters at most.
    private mutating func tell(_ byte: UInt8, _ index: inout Int) -> XMLFault.Kind? {
        bang.append(byte)
        index += 1
        if bang == Self.comment {
            (place, last) = (.comment, (0, 0))
        } else if bang == Self.section {
            (place, last) = (.section, (0, 0))
        } else if Self.doctype.starts(with: bang.map { $0 & 0xDF }) {
            // In whatever case: `<!doctype` is no XML either.
            if bang.count == Self.doctype.count { return .doctype }
        } else if !Self.comment.starts(with: bang), !Self.section.starts(with: bang) {
            // No XML; libxml2 will say so.
            place = .endTag
        }
        return nil
    }

    /// Skips what ends with two given bytes and `>`; a first of 0 stands for any.
    private mutating func skip(
        _ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int, until end: (UInt8, UInt8)
    ) -> XMLFault.Kind? {
        while index < count {
            // Only a `>` can end it.
            let found = memchr(bytes + index, 0x3E, count - index)
            let stop = found.map { bytes.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? count
            length += stop - index
            if length > limits.textBytes { return .text }
            if stop - index >= 2 {
                last = (bytes[stop - 2], bytes[stop - 1])
            } else if stop - index == 1 {
                last = (last.1, bytes[stop - 1])
            }
            index = stop
            guard found != nil else { return nil }
            index += 1
            if last.1 == end.1, end.0 == 0 || last.0 == end.0 {
                (place, length) = (.text, 0)
                return nil
            }
            if isTakenForWhole { return .malformed }
            last = (last.1, 0x3E)
            length += 1
        }
        return nil
    }

    /// Whether a comment begins with what libxml2 takes for its end: `<!-->` or `<!--->`, outside the root element.
    ///
    /// It may begin so, but libxml2 refuses it unless the true end lies in the same piece. What is refused shall not hang
    /// on pieces.
    private var isTakenForWhole: Bool {
        place == .comment && depth == 0 && (length == 1 || length == 2 && last.1 == 0x2D)
    }

    // MARK: Tags

    private mutating func readName(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> XMLFault.Kind? {
        let start = index
        while index < count {
            let byte = bytes[index]
            if byte <= 0x20 || byte == 0x3E || byte == 0x2F { break }
            index += 1
        }
        nameLength += index - start
        length += index - start
        if nameLength > limits.nameBytes { return .tag }
        if index < count { (place, nameLength) = (.tag, 0) }
        return nil
    }

    private mutating func readTag(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> XMLFault.Kind? {
        while index < count {
            let byte = bytes[index]
            index += 1
            length += 1
            switch byte {
            case 0x3E:
                if last.1 == 0x2F { depth -= 1 }
                (place, length) = (.text, 0)
                return nil
            case 0x22, 0x27:
                (place, quote, last) = (.value, byte, (0, 0))
                attributes += 1
                if attributes > limits.attributes { return .attributes }
                return nil
            case 0x3D, 0x20, 0x09, 0x0A, 0x0D: nameLength = 0
            default:
                nameLength += 1
                if nameLength > limits.nameBytes { return .tag }
            }
            last.1 = byte
            if length > limits.tagBytes { return .tag }
        }
        return nil
    }

    private mutating func skipValue(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> XMLFault.Kind? {
        let found = memchr(bytes + index, Int32(quote), count - index)
        let end = found.map { bytes.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? count
        length += end - index
        index = end
        if length > limits.tagBytes { return .tag }
        if found != nil {
            index += 1
            length += 1
            (place, nameLength) = (.tag, 0)
        }
        return nil
    }

    private mutating func skipEndTag(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> XMLFault.Kind?
    {
        let found = memchr(bytes + index, 0x3E, count - index)
        let end = found.map { bytes.distance(to: $0.assumingMemoryBound(to: UInt8.self)) } ?? count
        length += end - index
        index = end
        if length > limits.tagBytes { return .tag }
        if found != nil {
            index += 1
            depth -= 1
            (place, length) = (.text, 0)
        }
        return nil
    }
}
