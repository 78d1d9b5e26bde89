/// An encoding that tables of text come in.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case windows1251 = "windows-1251"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"

    /// The encoding that a byte order mark names, and the mark's length.
    static func marked(_ head: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// Tells UTF-8 from windows-1251 by the first piece of the file that has more than ASCII.
    ///
    /// The head alone would not do: a table of numbers may come to its first Cyrillic letter after megabytes. Text in
    /// windows-1251 is practically never valid UTF-8.
    ///
    /// - Returns: UTF-8 also for text that is nearly all UTF-8: who reads it tells the line of the damaged place.
    /// - Throws: ``TableFault/Kind/encoding`` for text that is neither.
    static func told(by file: ByteFile) throws(TableFault) -> TextEncoding {
        var decoder = TextDecoder(encoding: .utf8)
        var text: [UInt8] = []
        do {
            _ = try file.pieces { piece in
                text.removeAll(keepingCapacity: true)
                try decoder.push(piece, into: &text)
                return !text.contains { $0 >= 0x80 }
            }
        } catch let fault as TableFault {
            // What else is wrong is told, with its line, by who reads.
            if fault.kind == .unreadable { throw fault }
            // Three letters of UTF-8 do not come about by chance: then it is UTF-8 with a damaged place, and reading
            // it as windows-1251 would only hide that.
            return decoder.sawInvalid && decoder.wideCharacters < 3 ? try ofNoUTF8(file) : .utf8
        } catch {
            throw TableFault(.unreadable)
        }
        return .utf8
    }

    /// How many pieces are looked at from the first on that has more than ASCII.
    private static let judgedPieces = 16

    private static func ofNoUTF8(_ file: ByteFile) throws(TableFault) -> TextEncoding {
        var guess = CodePageGuess()
        var judged = 0
        do {
            _ = try file.pieces { piece in
                guess.take(piece)
                if guess.sawHighByte { judged += 1 }
                return judged < judgedPieces && !guess.isSure
            }
        } catch {
            throw TableFault(.unreadable)
        }
        guess.finish()
        if guess.isDamagedUTF8 { return .utf8 }
        if guess.isOtherCodePage { throw TableFault(.encoding) }
        return .windows1251
    }
}
