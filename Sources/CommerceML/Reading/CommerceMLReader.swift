public import ExchangeModel
internal import XMLStream

/// What was found in a file as a whole.
public struct ReadingSummary: Sendable {
    public var schemaVersion: String?
    public var namespace: String?
    public var encoding: String?
    /// «ДатаФормирования» as the file wrote it: the same for all files of one session of 1C; «…» where it is no date at all, as
    /// ``schemaVersion`` where it is no version.
    public var formedAt: String?
    /// `classifier`, `catalogue`, `offers`, `prices`, `stocks`, `counterparties`, `documents`.
    public var kinds: [String] = []
    /// «СодержитТолькоИзменения»; `nil` where the file does not say.
    public var changesOnly: Bool?
    public var counts: [Counter: Int] = [:]
    public var priceWords = PriceWords()
    public var unread = UnreadElements()
    public var issues = IssueLog()
    /// Why the file was not taken; `nil` where it was read to its end.
    public var refusal: Issue?

    public init() {}
}

/// Reads a CommerceML document as it arrives.
///
/// The map of this target: bytes → ``XMLPushParser`` (events) → `RecordBuilder`, walking the ``Grammar`` that is
/// compiled from the rules in `Constructs/` → ``RecordView``, one per record → a ``RecordHandler``; at the end a
/// ``ReadingSummary``.
///
/// Every version is read by the same rules (2.02–2.10 and 3.1). Memory holds one record at a time.
public final class CommerceMLReader {
    private let parser: XMLPushParser
    private let builder: RecordBuilder
    private var refusal: Issue?
    /// Reads the document again as it is, and tells what is wrong with it: in one whose names were coded columns are not
    /// those of the file.
    public var plainRefusal: (() throws -> Issue?)?

    private static let (grammar, names) = Grammar.compiled(exchangeRule())
    private static let vocabulary = XMLVocabulary(names)
    private static let codes = XMLScout.Codes(vocabulary)

    /// The names that elements and attributes of CommerceML have, as far as they are read.
    public static let elementNames = Set(names)

    public init(handler: any RecordHandler, limits: ReadingLimits = .standard) {
        builder = RecordBuilder(
            grammar: Self.grammar, vocabulary: Self.vocabulary, handler: handler, maximumRecords: limits.records)
        parser = XMLPushParser(handler: builder, limits: limits.xml)
        builder.parser = parser
    }

    /// Takes the next bytes.
    ///
    /// - Returns: `false` when the file is refused and nothing more needs to be pushed.
    /// - Throws: what the handler threw.
    public func push(_ bytes: UnsafeRawBufferPointer) throws -> Bool { try push(bytes, nil) }

    /// The same with what an ``XMLScout`` said of these bytes.
    private func push(_ bytes: UnsafeRawBufferPointer, _ report: XMLScout.Report?) throws -> Bool {
        guard refusal == nil else { return false }
        do {
            try parser.push(bytes, report)
            return true
        } catch {
            try end(error)
            return false
        }
    }

    /// A piece of a document that was looked at on another thread.
    public struct Piece: Sendable {
        let bytes: [UInt8]
        let report: XMLScout.Report?
    }

    /// Makes pieces of a document, each byte of it in turn, on whatever thread.
    public struct PieceMaker {
        private var scout: XMLScout

        public init(limits: ReadingLimits = .standard) {
            scout = XMLScout(limits: limits.xml, codes: CommerceMLReader.codes)
        }

        public mutating func piece(_ bytes: UnsafeRawBufferPointer) -> Piece {
            let (bytes, report) = scout.piece(bytes)
            return Piece(bytes: bytes, report: report)
        }

        /// The last piece, at the end of the document; `nil` where all was given.
        public mutating func rest() -> Piece? { scout.rest().map { Piece(bytes: $0.bytes, report: $0.report) } }
    }

    /// Takes the next piece.
    ///
    /// - Returns: `false` when the file is refused and nothing more needs to be pushed.
    /// - Throws: what the handler threw.
    public func push(_ piece: Piece) throws -> Bool {
        try piece.bytes.withUnsafeBytes { try push($0, piece.report) }
    }

    /// What is known before the end: enough to tell in which order files are to be applied.
    public var summary: ReadingSummary {
        var summary = ReadingSummary()
        summary.schemaVersion = Self.plain(builder.head["schemaVersion"], of: "0123456789.", most: 8)
        summary.formedAt = Self.plain(builder.head["formedAt"], of: "0123456789-:.TZUC+ ", most: 32)
        summary.namespace = parser.rootNamespace
        summary.encoding = parser.encoding?.rawValue
        summary.changesOnly = builder.changesOnly
        for counter in Counter.allCases { summary.counts[counter] = builder.counts[counter.rawValue] }
        summary.kinds = kinds(summary.counts)
        summary.priceWords = builder.priceWords
        summary.unread = builder.unreadElements
        summary.issues = builder.issues
        summary.refusal = refusal
        if let refusal { summary.issues.add(refusal) }
        return summary
    }

    /// What is told of a file, goes into the journal and stands on pages; a text of other characters may be anything, and
    /// anybody's.
    private static func plain(_ text: String?, of characters: String, most: Int) -> String? {
        text.map { $0.count <= most && $0.allSatisfy(characters.contains) ? $0 : "…" }
    }

    /// Says that the file has ended, and gives the summary.
    public func finish() throws -> ReadingSummary {
        if refusal == nil {
            do {
                try parser.finish()
            } catch {
                try end(error)
            }
        }
        return summary
    }

    private func end(_ fault: XMLFault) throws {
        if let error = builder.handlerError { throw error }
        refusal = try builder.refusal ?? (parser.namesAreCoded ? plainRefusal?() : nil) ?? .xml(fault)
    }

    private func kinds(_ counts: [Counter: Int]) -> [String] {
        func has(_ counter: Counter) -> Bool { counts[counter, default: 0] > 0 }
        let sections = builder.sections
        var kinds: [String] = []
        if sections.contains(.classifier) { kinds.append("classifier") }
        if sections.contains(.catalogue) { kinds.append("catalogue") }
        if sections.contains(.offerPackage), builder.namesOffers || !(has(.prices) || has(.stocks)) {
            kinds.append("offers")
        }
        if has(.prices) { kinds.append("prices") }
        if has(.stocks) { kinds.append("stocks") }
        if sections.contains(.counterpartyList) { kinds.append("counterparties") }
        if has(.documents) { kinds.append("documents") }
        return kinds
    }
}
