/// Runs ahead of an ``XMLPushParser`` on another thread, and looks at its bytes in the parser's stead.
///
/// Looking is a twentieth of the reading. It is decided with the first piece whether a document is scouted or not, and
/// whether names are coded (``XMLNameCodes``), which spares the parser two fifths.
public struct XMLScout: Sendable {
    /// What was found in one piece; to be given to the parser along with it.
    public struct Report: Sendable {
        let finding: XMLScanner.Finding?
        /// Names known to the scout's vocabulary stand as their codes.
        var isCoded = false
        /// The bytes that came in as the document has them are no UTF-8, so that a label of windows-1251 is right: what is
        /// left beside codes may be too little to tell.
        var isNoUTF8 = false
    }

    /// The codes of a vocabulary in each encoding; made once for all documents.
    public struct Codes: Sendable {
        fileprivate let utf8, windows1251: XMLNameCodes

        public init(_ vocabulary: XMLVocabulary) {
            utf8 = XMLNameCodes(vocabulary, windows1251: false)
            windows1251 = XMLNameCodes(vocabulary, windows1251: true)
        }
    }

    private let codes: Codes?
    private var scanner: XMLScanner
    private var coder: XMLTagCoder?
    private var encodingGuard = XMLEncodingGuard()
    private var isAtWork: Bool?

    /// Makes a scout of a document; with `codes` names are coded in what ``piece(_:)`` gives.
    public init(limits: XMLLimits = .standard, codes: Codes? = nil) {
        scanner = XMLScanner(limits: limits)
        self.codes = codes
    }

    /// Looks at the next piece of the document.
    ///
    /// - Returns: `nil` where the parser has to look itself: at what is too short to tell the encoding, or UTF-16.
    public mutating func look(_ bytes: UnsafeRawBufferPointer) -> Report? {
        if isAtWork == nil {
            let head = Array(bytes.prefix(XMLEncodingGuard.headLength))
            isAtWork =
                head.count == XMLEncodingGuard.headLength && (try? encodingGuard.settle(head)) != nil
                && encodingGuard.encoding != .utf16
            if isAtWork == true, let codes {
                coder = XMLTagCoder(encodingGuard.encoding == .windows1251 ? codes.windows1251 : codes.utf8)
            }
        }
        return isAtWork == true ? Report(finding: scanner.scan(bytes)) : nil
    }

    /// Looks at the next piece, and gives the bytes that the parser is to be given for it.
    ///
    /// A name that is not complete yet comes with the next piece, or with ``rest()``.
    public mutating func piece(_ bytes: UnsafeRawBufferPointer) -> (bytes: [UInt8], report: Report?) {
        let isFirst = isAtWork == nil
        let plain = look(bytes)
        guard let plain, coder != nil else { return (Array(bytes), plain) }
        encodingGuard.check(
            isFirst ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst(XMLEncodingGuard.headLength)) : bytes)
        let harmless = plain.finding?.offset ?? bytes.count
        var made = coder?.coded(UnsafeRawBufferPointer(rebasing: bytes[..<harmless])) ?? []
        if plain.finding != nil { made += coder?.rest() ?? [] }
        // The parser tells the encoding by the first bytes, before it takes any.
        if isFirst, made.count < XMLEncodingGuard.headLength {
            coder = nil
            return (Array(bytes), plain)
        }
        let finding = plain.finding.map { XMLScanner.Finding(kind: $0.kind, offset: made.count) }
        return (made, Report(finding: finding, isCoded: true, isNoUTF8: encodingGuard.isNoUTF8))
    }

    /// What was kept back of the last piece; `nil` where nothing was.
    public mutating func rest() -> (bytes: [UInt8], report: Report?)? {
        guard let rest = coder?.rest(), !rest.isEmpty else { return nil }
        return (rest, Report(finding: nil, isCoded: true))
    }
}
