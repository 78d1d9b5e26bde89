/// Turns text of any ``TextEncoding`` into valid UTF-8 as its bytes arrive.
struct TextDecoder {
    private let encoding: TextEncoding
    /// Bytes of a character that is not complete yet; at most three.
    private var pending: [UInt8] = []
    private var line = 1
    /// A sequence of bytes came that the encoding does not have.
    private(set) var sawInvalid = false
    /// How many characters of more than one byte came, in UTF-8.
    private(set) var wideCharacters = 0
    private var stray = StrayUTF8()

    init(encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Appends the text of the bytes.
    ///
    /// - Throws: ``TableFault/Kind/encoding`` at what is no character, or is plainly UTF-8 in windows-1251;
    ///   ``TableFault/Kind/damaged`` at a NUL.
    mutating func push(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) throws(TableFault) {
        switch encoding {
        case .utf8: try validate(bytes, into: &text)
        case .windows1251:
            for byte in bytes {
                if byte < 0x80 {
                    stray = StrayUTF8()
                    try append(byte, to: &text)
                } else {
                    if stray.take(byte) { throw invalid() }
                    text += Windows1251.utf8(of: byte)
                }
            }
        case .utf16LittleEndian, .utf16BigEndian:
            for byte in bytes { try take(byte, into: &text) }
        }
    }

    /// Says that the text has ended.
    mutating func finish() throws(TableFault) {
        if !pending.isEmpty { throw TableFault(.encoding, line: line) }
    }

    private mutating func append(_ byte: UInt8, to text: inout [UInt8]) throws(TableFault) {
        if byte == 0 { throw TableFault(.damaged, line: line) }
        if byte == 0x0A { line += 1 }
        text.append(byte)
    }

    private mutating func invalid() -> TableFault {
        sawInvalid = true
        return TableFault(.encoding, line: line)
    }

    // MARK: UTF-8

    private mutating func validate(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) throws(TableFault) {
        for byte in bytes {
            if let first = pending.first {
                guard byte & 0xC0 == 0x80, pending.count > 1 || Self.mayFollow(first, byte) else { throw invalid() }
                pending.append(byte)
                if pending.count == Self.length(first) {
                    text += pending
                    wideCharacters += 1
                    pending.removeAll(keepingCapacity: true)
                }
            } else if byte < 0x80 {
                try append(byte, to: &text)
            } else {
                guard (0xC2...0xF4).contains(byte) else { throw invalid() }
                pending.append(byte)
            }
        }
    }

    private static func length(_ first: UInt8) -> Int { first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }

    /// Shuts out sequences that are longer than they must be, halves of pairs, and what lies past U+10FFFF.
    private static func mayFollow(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case 0xE0: second >= 0xA0
        case 0xED: second < 0xA0
        case 0xF0: second >= 0x90
        case 0xF4: second < 0x90
        default: true
        }
    }

    // MARK: UTF-16

    private mutating func take(_ byte: UInt8, into text: inout [UInt8]) throws(TableFault) {
        pending.append(byte)
        guard pending.count.isMultiple(of: 2) else { return }
        let unit = unit(at: 0)
        let scalar: Unicode.Scalar?
        if pending.count == 4 {
            scalar = pair(unit)
        } else if UTF16.isLeadSurrogate(unit) {
            return
        } else {
            scalar = Unicode.Scalar(unit)
        }
        guard let scalar else { throw invalid() }
        pending.removeAll(keepingCapacity: true)
        if scalar.isASCII {
            try append(UInt8(truncatingIfNeeded: scalar.value), to: &text)
        } else {
            text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }

    private func unit(at index: Int) -> UInt16 {
        let (first, second) = (UInt16(pending[index]), UInt16(pending[index + 1]))
        return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
    }

    /// The character of a pair whose first half is given; `nil` where the second is none.
    private func pair(_ lead: UInt16) -> Unicode.Scalar? {
        let trail = unit(at: 2)
        guard UTF16.isTrailSurrogate(trail) else { return nil }
        return Unicode.Scalar(0x10000 + (UInt32(lead & 0x3FF) << 10 | UInt32(trail & 0x3FF)))
    }
}

/// Finds Russian in UTF-8 that somebody pasted into a file in windows-1251, where it would read «Р›Р°РјРїР°».
private struct StrayUTF8 {
    private var lead: UInt8 = 0
    private var letters = 0

    /// Takes a byte that is not ASCII; `true` at the third letter in a row, which no text of windows-1251 looks like.
    mutating func take(_ byte: UInt8) -> Bool {
        switch (lead, byte) {
        case (0xD0, 0x90...0xBF), (0xD0, 0x81), (0xD1, 0x80...0x8F), (0xD1, 0x91):
            lead = 0
            letters += 1
            return letters == 3
        case (_, 0xD0), (_, 0xD1):
            if lead != 0 { letters = 0 }
            lead = byte
        default:
            lead = 0
            letters = 0
        }
        return false
    }
}
