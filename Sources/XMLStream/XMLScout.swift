/// Runs ahead of an ``XMLPushParser`` on another thread, and looks at its bytes in the parser's stead.
///
/// Looking is a twentieth of the reading. It is decided with the first piece whether a document is scouted or not.
public struct XMLScout: Sendable {
    /// What was found in one piece; to be given to the parser along with it.
    public struct Report: Sendable {
        let finding: XMLScanner.Finding?
    }

    private var scanner: XMLScanner
    private var isAtWork: Bool?

    public init(limits: XMLLimits = .standard) {
        scanner = XMLScanner(limits: limits)
    }

    /// Looks at the next piece of the document.
    ///
    /// - Returns: `nil` where the parser has to look itself: at what is too short to tell the encoding, or UTF-16.
    public mutating func look(_ bytes: UnsafeRawBufferPointer) -> Report? {
        if isAtWork == nil {
            var encoding = XMLEncodingGuard()
            let head = Array(bytes.prefix(XMLEncodingGuard.headLength))
            isAtWork =
                head.count == XMLEncodingGuard.headLength && (try? encoding.settle(head)) != nil
                && encoding.encoding != .utf16
        }
        return isAtWork == true ? Report(finding: scanner.scan(bytes)) : nil
    }
}
