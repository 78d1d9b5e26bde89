internal import ExchangeModel
internal import XMLStream

/// Takes a record as it is complete.
public protocol RecordHandler: AnyObject {
    /// - Throws: ends the reading; the reader passes the error on.
    func take(_ record: RecordView) throws
}

/// Walks the grammar along with the document and hands out records.
final class RecordBuilder: XMLEventHandler {
    private let grammar: Grammar
    private let handler: any RecordHandler
    private var table: XMLNameTable
    private var tape = RecordTape()
    private var frames: [Frame] = []
    private var open: [Open] = []
    private var unread: UnreadElements
    private var rootSeen = false

    private(set) var counts = [Int](repeating: 0, count: Counter.allCases.count)
    private(set) var sections: Set<RecordKind> = []
    private(set) var changesOnly: Bool?
    private(set) var head: [String: String] = [:]
    private(set) var namesOffers = false
    private(set) var priceWords = PriceWords()
    var issues = IssueLog()
    /// Why the reading was ended from here; the parser only knows that it was.
    private(set) var refusal: Issue?
    private(set) var handlerError: (any Error)?

    /// Knows the line and can be told to stop.
    ///
    /// Not retained and not weak: the parser calls this object and the reader owns both; a weak reference would send
    /// every retain of the parser the slow way (a third of the time).
    unowned(unsafe) var parser: XMLPushParser?

    private struct Frame {
        let kind: RecordKind
        let line: Int
        let entries: Int
        let text: Int
    }

    /// An element that is being read.
    private struct Open {
        let state: Int16
        /// Where its text began.
        var text: Int
        /// It has text where it should have none, and that was counted.
        var hasStrayText = false
    }

    private let maximumRecords: Int
    private var records = 0

    init(grammar: Grammar, handler: any RecordHandler, maximumRecords: Int) {
        self.grammar = grammar
        self.maximumRecords = maximumRecords
        self.handler = handler
        table = XMLNameTable(grammar.vocabulary)
        unread = UnreadElements()
        open.reserveCapacity(XMLLimits.standard.depth)
        open.append(Open(state: grammar.start, text: 0))
    }

    var unreadElements: UnreadElements { unread }

    // MARK: XMLEventHandler

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        if unread.isOpen { return unread.enter(name, attributes) }
        let outer = open[open.count - 1]
        let number = table.number(of: name)
        let state = grammar.state(after: outer.state, element: number)
        guard state >= 0 else { return enterUnknown(name, attributes, in: outer.state) }
        let hot = grammar.hot[Int(state)]
        if grammar.hot[Int(outer.state)].body >= 0 { flushBody(outer) }
        if hot.counter >= 0, hot.countedAttribute < 0 { counts[Int(hot.counter)] += 1 }
        if hot.isRecord {
            begin(state)
        } else if !hot.isValue, !hot.isBracket {
            tape.entries.append(RecordTape.Entry(state: state, kind: .begin, start: 0, length: 0))
        }
        if attributes.count > 0 { take(attributes, in: state, hot) }
        open.append(Open(state: state, text: tape.text.count))
    }

    func endElement() {
        if unread.isOpen { return unread.leave() }
        let element = open.removeLast()
        let hot = grammar.hot[Int(element.state)]
        // Text of the element around this one goes on after it.
        defer { open[open.count - 1].text = tape.text.count }
        if hot.isValue {
            addValue(element.state, from: element.text, check: hot.valueKind)
        } else if !hot.isBracket {
            if hot.body >= 0 { flushBody(element) }
            if hot.isRecord {
                end()
            } else {
                tape.entries.append(RecordTape.Entry(state: element.state, kind: .end, start: 0, length: 0))
            }
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        if unread.isOpen { return unread.text(bytes) }
        let state = open[open.count - 1].state
        let hot = grammar.hot[Int(state)]
        if hot.isValue || hot.body >= 0 {
            tape.text.append(contentsOf: bytes)
        } else if !open[open.count - 1].hasStrayText, !bytes.allSatisfy(isWhiteSpace) {
            open[open.count - 1].hasStrayText = true
            unread.countText(in: grammar.states[Int(state)].name)
        }
    }

    // MARK: Records

    private func begin(_ state: Int16) {
        let kind = grammar.states[Int(state)].record ?? .exchange
        switch kind {
        case .classifier, .catalogue, .offerPackage, .counterpartyList, .document, .exchange:
            sections.insert(kind)
            if grammar.states[Int(state)].name == "ИзмененияПакетаПредложений" { changesOnly = changesOnly ?? true }
        default: break
        }
        rootSeen = true
        frames.append(
            Frame(kind: kind, line: parser?.line ?? 0, entries: tape.entries.count, text: tape.text.count))
    }

    private func end() {
        guard let frame = frames.popLast() else { return }
        records += 1
        if records > maximumRecords, refusal == nil {
            refusal = .tooManyRecords(maximumRecords, line: parser?.line ?? 0)
            parser?.stop(.stopped)
        }
        if refusal == nil, handlerError == nil { hand(out: frame) }
        tape.cut(entries: frame.entries, text: frame.text)
    }

    private func hand(out frame: Frame) {
        tape.entries.withUnsafeBufferPointer { entries in
            tape.text.withUnsafeBufferPointer { text in
                let view = RecordView(
                    kind: frame.kind, line: frame.line,
                    parentID: frame.kind == .group ? outerGroupID(of: frame, entries, text) : nil, grammar: grammar,
                    entries: UnsafeBufferPointer(rebasing: entries[frame.entries...]), text: text)
                note(view)
                do {
                    try handler.take(view)
                } catch {
                    handlerError = error
                    parser?.stop(.stopped)
                }
            }
        }
    }

    /// What the summary of the file keeps of a record.
    private func note(_ view: RecordView) {
        switch view.kind {
        case .exchange:
            for key in ["schemaVersion", "formedAt"] { head[key] = view.value(key) }
        case .classifier, .catalogue, .offerPackage, .counterpartyList:
            note(changesOnly: view.value("changesOnly").flatMap(FieldSet.flag))
        case .offer:
            if !namesOffers, view.value("name") != nil { namesOffers = true }
            priceWords.add(view)
        default: break
        }
    }

    /// The «Ид» of the group around a group; `nil` where that would make a circle.
    private func outerGroupID(
        of frame: Frame, _ entries: UnsafeBufferPointer<RecordTape.Entry>, _ text: UnsafeBufferPointer<UInt8>
    ) -> String? {
        func id(_ group: Frame, to end: Int) -> String? {
            RecordView(
                kind: .group, line: group.line, parentID: nil, grammar: grammar,
                entries: UnsafeBufferPointer(rebasing: entries[group.entries..<end]), text: text
            ).value("id")
        }
        guard let nearest = frames.last, nearest.kind == .group else { return nil }
        let own = id(frame, to: entries.count)
        var end = frame.entries
        for outer in frames.reversed() {
            guard outer.kind == .group else { break }
            if let own, id(outer, to: end) == own {
                issues.add(.groupInItself(line: frame.line))
                return nil
            }
            end = outer.entries
        }
        return id(nearest, to: frame.entries)
    }

    // MARK: Values

    private func take(_ attributes: XMLAttributes, in state: Int16, _ hot: Grammar.Hot) {
        for index in 0..<attributes.count {
            guard let name = attributes.name(index) else { continue }
            let number = table.number(of: name)
            let target = grammar.state(after: state, attribute: number)
            let value = attributes.value(index)
            guard target >= 0 else {
                if !value.allSatisfy(isWhiteSpace) {
                    unread.countAttribute(name, in: grammar.states[Int(state)].name)
                    if name.text == "Идентификатор" { refuseFirstVersion() }
                }
                continue
            }
            if hot.countedAttribute == Int16(number) { counts[Int(hot.counter)] += 1 }
            let start = tape.text.count
            tape.text.append(contentsOf: value)
            addValue(target, from: start, check: grammar.hot[Int(target)].valueKind)
        }
        // The head of the file is wanted before its end: in what order files are applied depends on it.
        if open.count == 1 { noteHead(state) }
        if open.count == 2 { noteSection() }
    }

    /// A section's record is handed out at its end; that it is full is wanted before its first good.
    private func noteSection() {
        guard let frame = frames.last else { return }
        for entry in tape.entries[frame.entries...]
        where entry.kind == .value && grammar.states[Int(entry.state)].key == "changesOnly" {
            let value = tape.text[Int(entry.start)..<Int(entry.start + entry.length)]
            note(changesOnly: FieldSet.flag(String(decoding: value, as: UTF8.self)))
        }
    }

    /// One section that says «full» makes the file one; УТ says so in the first portion only.
    private func note(changesOnly flag: Bool?) {
        if let flag { changesOnly = (changesOnly ?? true) && flag }
    }

    private func noteHead(_ state: Int16) {
        for entry in tape.entries where entry.kind == .value {
            head[grammar.states[Int(entry.state)].key] = String(
                decoding: tape.text[Int(entry.start)..<Int(entry.start + entry.length)], as: UTF8.self)
        }
        guard let version = head["schemaVersion"] else { return }
        if version == "1" || version.hasPrefix("1.") { return refuseFirstVersion() }
        if SchemaVersion(version) != .known { issues.add(.unknownVersion(line: parser?.line ?? 0)) }
    }

    /// Adds the text from `start` on as a value, without the white space around it; nothing where none is left.
    private func addValue(_ state: Int16, from start: Int, check kind: ValueKind) {
        var first = start
        var last = tape.text.count
        while first < last, isWhiteSpace(tape.text[first]) { first += 1 }
        while last > first, isWhiteSpace(tape.text[last - 1]) { last -= 1 }
        guard last > first else { return }
        let isUsable = isPlain(first..<last, kind) || check(first..<last, kind, state)
        tape.entries.append(
            RecordTape.Entry(
                state: state, kind: isUsable ? .value : .unusable, start: Int32(first), length: Int32(last - first)))
    }

    /// Whether a value is one of those that need no second look: text, or a number as nearly all are.
    ///
    /// Beside ``check(_:_:_:)`` because what it is handed is only looked at: the text need not be held for it.
    @inline(__always)
    private func isPlain(_ range: Range<Int>, _ kind: ValueKind) -> Bool {
        switch kind {
        case .text, .currency: true
        case .decimal, .price:
            tape.text.withUnsafeBufferPointer { text in
                text[range.lowerBound] != UInt8(ascii: "-")
                    && ExactDecimal.isNumber(UnsafeBufferPointer(rebasing: text[range]))
            }
        case .flag, .path: false
        }
    }

    /// Text of an object that is broken by an element inside, or ends.
    private func flushBody(_ element: Open) {
        guard tape.text.count > element.text else { return }
        addValue(grammar.hot[Int(element.state)].body, from: element.text, check: .text)
    }

    /// Whether a value is what its element says it is.
    private func check(_ range: Range<Int>, _ kind: ValueKind, _ state: Int16) -> Bool {
        tape.text.withUnsafeBufferPointer { check(UnsafeBufferPointer(rebasing: $0[range]), kind, state) }
    }

    private func check(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: ValueKind, _ state: Int16) -> Bool {
        let issue: Issue
        switch kind {
        case .text, .currency: return true
        case .decimal, .price:
            let isNumber = ExactDecimal.isNumber(bytes)
            if isNumber, kind == .decimal || bytes[0] != UInt8(ascii: "-") { return true }
            issue =
                isNumber
                ? .negativePrice(record: record, line: parser?.line ?? 0) : unreadable(.decimal, state)
        case .flag:
            if isFlag(bytes) { return true }
            issue = unreadable(.flag, state)
        case .path:
            if PicturePath.staysInside(bytes) { return true }
            issue = .pictureElsewhere(line: parser?.line ?? 0)
        }
        issues.add(issue)
        return false
    }

    private var record: RecordKind { frames.last?.kind ?? .exchange }

    private func unreadable(_ kind: ValueKind, _ state: Int16) -> Issue {
        .unreadableValue(
            element: grammar.states[Int(state)].name, kind: kind, record: record, line: parser?.line ?? 0)
    }

    private func isFlag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        FieldSet.flag(String(decoding: bytes, as: UTF8.self)) != nil
    }

    // MARK: What we do not understand

    private func enterUnknown(_ name: XMLName, _ attributes: XMLAttributes, in outer: Int16) {
        guard rootSeen else {
            refusal = .unknownRoot(name.text)
            parser?.stop(.stopped)
            return
        }
        let text = name.text
        if FirstVersion.elements.contains(text) { refuseFirstVersion() }
        for index in 0..<attributes.count where attributes.name(index)?.text == "Идентификатор" {
            refuseFirstVersion()
        }
        unread.open(text, in: grammar.states[Int(outer)].name, attributes)
    }

    private func refuseFirstVersion() {
        guard refusal == nil else { return }
        refusal = .firstVersion(line: parser?.line ?? 0)
        parser?.stop(.stopped)
    }
}

/// CommerceML 1.x keeps everything in attributes and has no «Ид»; these names occur in no later version.
private enum FirstVersion {
    static let elements: Set<String> = [
        "ТоварнаяПозиция", "ПредприятиеВДокументе", "ПредприятиеВКаталоге", "СвойствоВКаталоге"
    ]
}

@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
}
