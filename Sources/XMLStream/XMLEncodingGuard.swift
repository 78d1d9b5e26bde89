/// An encoding that exports really come in.
///
/// Others are refused, because libxml2 would read them silently as if they were what the label says.
public enum XMLEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    case windows1251 = "windows-1251"
}

/// Compares what the XML declaration says with what the bytes are.
///
/// libxml2 believes the label: UTF-8 text labelled windows-1251 is read without an error, as «РўРѕРІР°СЂ».
/// Real Cyrillic text in windows-1251 is practically never valid UTF-8, so a document labelled so in which all
/// bytes above 127 form valid UTF-8 sequences is mislabelled. (Two files of the corpus survey are.)
struct XMLEncodingGuard {
    /// How many bytes of the head are looked at for the byte order mark and the declaration.
    static let headLength = 256

    private(set) var encoding: XMLEncoding?

    private var settled = false
    private var validator = UTF8Validator()
    private var line = 1
    private var firstHighLine: Int?

    /// Reads the mark and the declaration, and begins with the bytes they stand in front of.
    ///
    /// - Parameter beginning: what was read so far, at least ``headLength`` bytes where the document has as many.
    /// - Throws: an encoding that is not read, a label that contradicts the mark, a declaration that does not end in
    ///   the head, another version of XML.
    mutating func settle(_ beginning: [UInt8]) throws(XMLFault) {
        // As much as is looked at where a document comes in small pieces, so that its verdict is the same.
        let head = Array(beginning.prefix(Self.headLength))
        let fault = XMLFault(kind: .encoding, line: 1, column: 1, code: 0)
        settled = true
        // By their first four bytes libxml2 would take UCS-4 and EBCDIC, which no scan of ours can read.
        guard !Self.foreign.contains(where: head.starts(with:)) else { throw fault }
        // One that is padded beyond the head could name an encoding that is seen by libxml2 alone.
        if Self.hasOpenDeclaration(head) { throw fault }
        let label = Self.declared("encoding", head)
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            encoding = .utf16
            if let label, !label.hasPrefix("utf-16") { throw fault }
        } else if head.starts(with: [0x3C, 0x00]) || head.starts(with: [0x00, 0x3C]) {
            encoding = .utf16
        } else if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            encoding = .utf8
            if let label, label != "utf-8", label != "utf8" { throw fault }
        } else {
            switch label {
            case nil, "utf-8", "utf8", "us-ascii", "ascii": encoding = .utf8
            case "windows-1251", "cp1251", "win-1251", "x-cp1251": encoding = .windows1251
            default: throw fault
            }
        }
        // Of 1.1 libxml2 would only warn, and allow other characters.
        if let version = Self.declared("version", head), version != "1.0" {
            throw XMLFault(kind: .version, line: 1, column: 1, code: 0)
        }
        if encoding == .windows1251 { validate(beginning) }
    }

    private static let foreign: [[UInt8]] = [
        [0x4C, 0x6F, 0xA7, 0x94], [0, 0, 0, 0x3C], [0x3C, 0, 0, 0], [0, 0, 0x3C, 0], [0, 0x3C, 0, 0],
        [0, 0, 0xFE, 0xFF], [0xFF, 0xFE, 0, 0]
    ]

    private static func hasOpenDeclaration(_ head: [UInt8]) -> Bool {
        guard head.count >= headLength else { return false }
        let ascii = head.filter { $0 != 0 && $0 < 0x80 }
        return beginsDeclaration(ascii) && ascii.firstRange(of: "?>".utf8) == nil
    }

    /// Whether a declaration stands at the very beginning; elsewhere, and without a space behind them
    /// (`<?xml-stylesheet`), the same letters begin an instruction or are text.
    private static func beginsDeclaration(_ ascii: [UInt8]) -> Bool {
        ascii.starts(with: "<?xml".utf8) && ascii.count > 5 && [0x20, 0x09, 0x0A, 0x0D].contains(ascii[5])
    }

    /// Looks at bytes that go to the parser.
    mutating func check(_ bytes: UnsafeRawBufferPointer) {
        guard settled, encoding == .windows1251 else { return }
        validate(bytes)
    }

    /// Bytes came that no UTF-8 has.
    private(set) var isNoUTF8 = false

    /// Somebody else has seen such bytes.
    mutating func trustLabel() { isNoUTF8 = true }

    /// The verdict, when all bytes were seen.
    func finish() throws(XMLFault) {
        if let mislabelled = mislabelled(isEnding: true) { throw mislabelled }
    }

    /// The fault of bytes that are UTF-8 under another label, as far as they were seen.
    func mislabelled(isEnding: Bool) -> XMLFault? {
        guard encoding == .windows1251, let firstHighLine, !isNoUTF8, !isEnding || validator.isWhole
        else { return nil }
        return XMLFault(kind: .encoding, line: firstHighLine, column: 1, code: 0)
    }

    private mutating func validate(_ bytes: some Sequence<UInt8>) {
        guard !isNoUTF8 else { return }
        for byte in bytes {
            if byte == 0x0A { line += 1 }
            if byte >= 0x80, firstHighLine == nil { firstHighLine = line }
            validator.take(byte)
            if !validator.isValid {
                isNoUTF8 = true
                return
            }
        }
    }

    /// What the XML declaration says under a name, in lower case; `nil` where it says nothing.
    private static func declared(_ name: String, _ head: [UInt8]) -> String? {
        // In UTF-16 every other byte is zero; without them the declaration reads like ASCII.
        let bytes = head.filter { $0 != 0 && $0 < 0x80 }
        let ascii = String(decoding: bytes, as: UTF8.self)
        guard beginsDeclaration(bytes), let end = ascii.firstRange(of: "?>"),
            let found = ascii[..<end.lowerBound].firstRange(of: name)
        else { return nil }
        let rest = ascii[found.upperBound..<end.lowerBound].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return rest.dropFirst().prefix { $0 != quote }.lowercased()
    }
}

/// Whether bytes given one by one are valid UTF-8 so far.
struct UTF8Validator {
    private(set) var isValid = true
    private var expected = 0
    /// No letter is open.
    var isWhole: Bool { expected == 0 }

    mutating func take(_ byte: UInt8) {
        if expected > 0 {
            if byte & 0xC0 == 0x80 { expected -= 1 } else { isValid = false }
        } else if byte >= 0x80 {
            switch byte {
            case 0xC2...0xDF: expected = 1
            case 0xE0...0xEF: expected = 2
            case 0xF0...0xF4: expected = 3
            default: isValid = false
            }
        }
    }
}
