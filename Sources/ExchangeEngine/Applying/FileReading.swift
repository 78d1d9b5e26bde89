internal import CommerceML
internal import ExchangeModel
internal import Ledger
internal import SystemPackage
internal import TabularFiles

/// Reads an export, plain or in a ZIP, and gives its records in the order in which they are applied.
struct FileReading {
    let path: FilePath
    /// Told of the bytes read.
    var progress: WorkProgress?
    let limits: LimitSettings
    let memory: Files.Memory

    init(path: FilePath, limits: LimitSettings, memory: Files.Memory = .kept, progress: WorkProgress? = nil) {
        self.path = path
        self.memory = memory
        self.limits = limits
        self.progress = progress
    }

    /// What a file is, as far as its beginning tells; decides in which order files are applied.
    struct Outline: Comparable {
        /// «ДатаФормирования»: the session of 1C.
        let session: String
        /// Classifier before goods before offers … before documents.
        let rank: Int
        let name: String

        static func < (left: Outline, right: Outline) -> Bool {
            if left.session != right.session { return left.session < right.session }
            if left.rank != right.rank { return left.rank < right.rank }
            return naturallyPrecedes(left.name, right.name)
        }

        /// Portions by number: `import0_2` before `import0_10`.
        private static func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
            let (a, b) = (pieces(left), pieces(right))
            for (x, y) in zip(a, b) where x != y {
                if let m = Int(x), let n = Int(y), m != n { return m < n }
                return x < y
            }
            return a.count < b.count
        }

        private static func pieces(_ name: String) -> [String] {
            var pieces: [String] = []
            for character in name.lowercased() {
                if let last = pieces.last?.last, last.isNumber == character.isNumber {
                    pieces[pieces.count - 1].append(character)
                } else {
                    pieces.append(String(character))
                }
            }
            return pieces
        }
    }

    /// Reads no more than the head of the file.
    func outline(name: String, at clock: ExchangeClock) throws -> Outline {
        let summary = try headSummary()
        return Outline(
            session: SessionDate.judge(summary.formedAt, at: clock).usable ?? "", rank: Self.rank(summary), name: name)
    }

    /// Where the file stands among the sessions of 1C; `nil` for one that does not say when it was formed, or says what
    /// cannot be.
    func session(_ transaction: LedgerTransaction, at clock: ExchangeClock) throws -> SessionOrder? {
        let summary = try headSummary { $0.changesOnly != nil || $0.hasGoods }
        guard let formedAt = SessionDate.judge(summary.formedAt, at: clock).usable else { return nil }
        return try SessionOrder(
            formedAt: formedAt, kinds: summary.kinds.joined(separator: " "), isPart: summary.changesOnly != false,
            in: transaction)
    }

    /// Reads the first piece of a file, and more of it until `isEnough`: a classifier with long lists of values stands
    /// before the catalogue that says what the file is.
    ///
    /// What is no CommerceML, or is damaged, has an empty one; that the file cannot be read is an error all the same.
    private func headSummary(until isEnough: (ReadingSummary) -> Bool = { _ in true }) throws -> ReadingSummary {
        let reader = CommerceMLReader(handler: NoRecords(), limits: limits.reading)
        let head = try Files.head(path)
        if FileFormat.guess(head) == .zip, let archive = try? ZIPArchive(path: path.string, limits: limits.zip) {
            for entry in archive.entries where !entry.isIgnored && entry.name.lowercased().hasSuffix(".xml") {
                try? archive.read(entry) { bytes in
                    guard try reader.push(bytes) else { throw Enough() }
                    let summary = reader.summary
                    if !summary.kinds.isEmpty, isEnough(summary) { throw Enough() }
                }
                return reader.summary
            }
        }
        var count = 0
        try Files.read(path) { bytes in
            count += bytes.count
            guard let wantsMore = try? reader.push(bytes), wantsMore else { return false }
            return count < Self.mostHeadBytes && !isEnough(reader.summary)
        }
        return reader.summary
    }

    private static let mostHeadBytes = 32 << 20

    private struct Enough: Error {}

    static func rank(_ summary: ReadingSummary) -> Int {
        let order = ["classifier", "catalogue", "offers", "prices", "stocks", "counterparties", "documents"]
        return summary.kinds.compactMap { order.firstIndex(of: $0) }.min() ?? order.count
    }

    /// Reads the whole file.
    ///
    /// - Returns: what was read, with the refusal where there is one; the format as `inspect` names it.
    /// - Throws: what the handler threw, or ``FileFault``.
    func read(into handler: any RecordHandler) throws -> (summary: ReadingSummary, format: FileFormat) {
        let head = try Files.head(path)
        let format = FileFormat.guess(head)
        switch format {
        case .commerceML:
            return (try readXML(into: handler), format)
        case .zip:
            return (try readZIP(into: handler), format)
        case .csv, .xlsx, .htmlTable:
            var summary = ReadingSummary()
            summary.refuse(.tableInInbound)
            return (summary, format)
        case .unknown:
            var summary = ReadingSummary()
            summary.refuse(head.allSatisfy { $0 <= 0x20 } ? .emptyFile : .unknownFormat)
            return (summary, format)
        }
    }

    /// Reads a file that is no ZIP; its bytes are read, and looked at, on a thread of their own.
    func readXML(into handler: any RecordHandler) throws -> ReadingSummary {
        let reader = CommerceMLReader(handler: handler, limits: limits.reading)
        reader.plainRefusal = { try plainRefusal() }
        do {
            try Ahead.run(
                batch: 1,
                make: { give in
                    var pieces = CommerceMLReader.PieceMaker(limits: limits.reading)
                    try Files.read(path, memory: memory, progress: progress) { bytes in
                        try give(pieces.piece(bytes))
                        return true
                    }
                    if let rest = pieces.rest() { try give(rest) }
                },
                use: { piece in if try !reader.push(piece) { throw Enough() } })
        } catch is Enough {}
        var summary = try reader.finish()
        // Without any element a file says that nothing changed.
        if summary.refusal == nil, summary.kinds.isEmpty, summary.unread.elements > 0 {
            summary.refuse(.nothingKnown(summary.unread.elements))
        }
        return summary
    }

    /// What is wrong with a file, as it is read without help of another thread.
    private func plainRefusal() throws -> Issue? {
        let reader = CommerceMLReader(handler: NoRecords(), limits: limits.reading)
        try Files.read(path, memory: memory) { try reader.push($0) }
        return try reader.finish().refusal
    }

    private func readZIP(into handler: any RecordHandler) throws -> ReadingSummary {
        var whole = ReadingSummary()
        do {
            let archive = try ZIPArchive(path: path.string, limits: limits.zip)
            for (entry, format) in try ordered(archive) {
                if let foreign = Self.foreign(format) {
                    whole.refuse(foreign.inEntry(entry.name))
                    return whole
                }
                let reader = CommerceMLReader(handler: handler, limits: limits.reading)
                try archive.read(entry) { _ = try reader.push($0) }
                var part = try reader.finish()
                if let refusal = part.refusal { part.refuse(refusal.inEntry(entry.name)) }
                whole.add(part)
                if whole.refusal != nil { return whole }
            }
            if whole.kinds.isEmpty, whole.refusal == nil { whole.refuse(.zip(ZIPFault(kind: .empty, entry: nil))) }
        } catch let fault as ZIPFault where fault.kind == .unreadable {
            throw FileFault("read", path, .ioError)
        } catch let fault as ZIPFault {
            whole.refuse(.zip(fault))
        }
        return whole
    }

    /// Why a file of an archive that is no export is not taken, nor the archive with it.
    private static func foreign(_ format: FileFormat) -> Issue? {
        switch format {
        case .commerceML: nil
        case .csv, .xlsx, .htmlTable: .tableInInbound
        case .zip: .zip(ZIPFault(kind: .nested, entry: nil))
        case .unknown: .unknownFormat
        }
    }

    /// The beginning of an entry; the rest of it is not unpacked.
    private func head(of entry: ZIPArchive.Entry, in archive: ZIPArchive) throws -> [UInt8] {
        var head: [UInt8] = []
        do {
            try archive.read(entry) { bytes in
                head.append(contentsOf: bytes)
                if head.count >= Files.chunkBytes { throw Enough() }
            }
        } catch is Enough {}
        return head
    }

    /// The entries that are no pictures, in the order in which they are applied.
    private func ordered(_ archive: ZIPArchive) throws -> [(entry: ZIPArchive.Entry, format: FileFormat)] {
        var outlines: [(entry: ZIPArchive.Entry, format: FileFormat, outline: Outline)] = []
        for entry in archive.entries where !entry.isIgnored {
            let head = try head(of: entry, in: archive)
            if FileFormat.isPicture(head) { continue }
            let reader = CommerceMLReader(handler: NoRecords(), limits: limits.reading)
            _ = try head.withUnsafeBytes { try reader.push($0) }
            outlines.append(
                (
                    entry, FileFormat.guess(head),
                    Outline(
                        session: reader.summary.formedAt.flatMap(SessionDate.canonical) ?? "",
                        rank: Self.rank(reader.summary), name: entry.name)
                ))
        }
        return outlines.sorted { $0.outline < $1.outline }.map { ($0.entry, $0.format) }
    }
}

extension ReadingSummary {
    /// Goods, offers or what stands in their place have begun: the heads of their sections were read.
    fileprivate var hasGoods: Bool {
        [Counter.products, .offers, .counterparties, .documents].contains { counts[$0, default: 0] > 0 }
    }

    /// Adds what another entry of the same archive held.
    mutating func add(_ other: ReadingSummary) {
        schemaVersion = schemaVersion ?? other.schemaVersion
        encoding = encoding ?? other.encoding
        formedAt = formedAt ?? other.formedAt
        kinds += other.kinds.filter { !kinds.contains($0) }
        if let flag = other.changesOnly { changesOnly = (changesOnly ?? true) && flag }
        counts.merge(other.counts, uniquingKeysWith: +)
        priceWords.add(other.priceWords)
        unread.add(other.unread)
        issues.add(contentsOf: other.issues)
        refusal = refusal ?? other.refusal
    }
}

extension ZIPArchive.Entry {
    /// What lies in a folder as well and is no file of anybody's: `__MACOSX/._import.xml`, `Thumbs.db`.
    var isIgnored: Bool { name.split(separator: "/").last.map { Inbox.isIgnored(String($0)) } ?? true }
}

extension Issue {
    /// The issue of a file of an archive, with that file's name.
    func inEntry(_ name: String) -> Issue {
        let name = String(name.prefix(120))
        return Issue(
            code: code, severity: severity,
            message: LocalizedText(
                russian: "«\(name)» в архиве: \(message.russian)",
                english: "“\(name)” in the archive: \(message.english)"),
            advice: advice, line: line, column: column, subject: subject)
    }

    static func nothingKnown(_ elements: Int) -> Issue {
        Issue(
            code: "commerceml.nothing", severity: .error,
            message: LocalizedText(
                russian: "В файле нет ничего, что обмен умеет читать (незнакомых элементов: \(elements)).",
                english: "The file has nothing that the exchange can read (unknown elements: \(elements))."),
            advice: LocalizedText(
                russian: "Проверьте, чем он выгружен: нужен «Обмен с сайтом» (товары, цены, контрагенты, заказы).",
                english: "See what exported it: it must be the exchange with a site (goods, prices, customers, orders)."
            ))
    }

    static let tableInInbound = Issue(
        code: "file.table", severity: .error,
        message: LocalizedText(
            russian: "Это таблица, а не выгрузка 1С.", english: "This is a table, not an export of 1C."),
        advice: LocalizedText(
            russian: "В inbound кладут XML, который пишет 1С; выгрузки из CRM — в outbound.",
            english: "XML written by 1C goes into inbound; exports of the CRM go into outbound."))
}
