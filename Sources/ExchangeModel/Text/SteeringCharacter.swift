extension Unicode.Scalar {
    /// A character that steers what shows it: control characters, marks of direction, invisible ones and tags.
    ///
    /// Line feed and tab are left to those who know whether they belong there.
    public var isSteering: Bool {
        switch value {
        case 0x0A, 0x09: false
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// It as people see it instead: `⟨U+202E⟩`.
    public var named: String { "⟨U+\(String(value, radix: 16, uppercase: true))⟩" }
}

extension String {
    /// With its steering characters named instead of obeyed.
    public var harmless: String {
        guard unicodeScalars.contains(where: \.isSteering) else { return self }
        return unicodeScalars.map { $0.isSteering ? $0.named : String($0) }.joined()
    }

    /// For a cell that people open in a spreadsheet: what it would run stays a text, with an apostrophe before it, which
    /// is taken off where such a table is read again.
    ///
    /// A spreadsheet looks at the first character, also behind invisible ones, and in some languages at the wide forms.
    public var spreadsheetText: String {
        let starts = "=+-@\t\r＝＋－＠".unicodeScalars
        guard let first = unicodeScalars.first(where: { !$0.isSteering || $0 == "\r" || $0 == "\n" }),
            starts.contains(first) || first == "\n"
        else { return self }
        return "'" + self
    }
}
