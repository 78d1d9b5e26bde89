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
    /// The innermost element that is being read; before the root, the state in front of it.
    private var here: Open
    /// The elements around it, from the outermost, behind the state in front of the root.
    private var around = Tape<Open>(capacity: XMLLimits.standard.depth)
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
        /// Of a group, once it was asked for and found.
        var id: String?
        /// Up to where it was looked for.
        var searched: Int
    }

    /// An element that is being read.
    private struct Open {
        let state: Int16
        /// Its rule has a place for text.
        let takesText: Bool
        /// Where its text began.
        var text: Int
        /// It has text where it should have none, and that was counted.
        var hasStrayText = false
    }

    private let maximumRecords: Int
    private var records = 0

    init(grammar: Grammar, vocabulary: XMLVocabulary, handler: any RecordHandler, maximumRecords: Int) {
        self.grammar = grammar
        self.maximumRecords = maximumRecords
        self.handler = handler
        table = XMLNameTable(vocabulary)
        unread = UnreadElements()
        here = Open(state: grammar.start, takesText: false, text: 0)
    }

    var unreadElements: UnreadElements { unread }

    // MARK: XMLEventHandler

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        if around.count == 0 { table.isCoded = parser?.namesAreCoded ?? false }
        if unread.isOpen { return unread.enter(table.text(of: name), attributes) }
        let state = grammar.state(after: here.state, element: table.number(of: name))
        guard state >= 0 else { return enterUnknown(name, attributes, in: here.state) }
        if tape.isTooLarge { return refuseRecord() }
        let rule = grammar.hot + Int(state)
        if here.takesText, grammar.hot[Int(here.state)].body >= 0 { flushBody(here) }
        if rule.pointee.counter >= 0, rule.pointee.countedAttribute < 0 { counts[Int(rule.pointee.counter)] += 1 }
        if rule.pointee.isRecord {
            begin(state)
        } else if !rule.pointee.isValue, !rule.pointee.isBracket {
            tape.entries.append(RecordTape.Entry(state: state, kind: .begin, start: 0, length: 0))
        }
        around.append(here)
        if attributes.count > 0 { take(attributes, in: state) }
        here = Open(state: state, takesText: rule.pointee.takesText, text: tape.text.count)
    }

    func endElement() {
        if unread.isOpen { return unread.leave() }
        guard let outer = around.popLast() else { return assertionFailure("an end without a start") }
        let element = here
        let rule = grammar.hot + Int(element.state)
        here = outer
        if rule.pointee.isValue {
            addValue(element.state, from: element.text, check: rule.pointee.valueKind)
        } else if !rule.pointee.isBracket {
            if rule.pointee.body >= 0 { flushBody(element) }
            if rule.pointee.isRecord {
                end()
            } else {
                tape.entries.append(RecordTape.Entry(state: element.state, kind: .end, start: 0, length: 0))
            }
        }
        // Text of the element around this one goes on after it.
        here.text = tape.text.count
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        if unread.isOpen { return unread.text(bytes) }
        if here.takesText {
            tape.text.append(contentsOf: bytes)
        } else if !here.hasStrayText, !bytes.allSatisfy(isWhiteSpace) {
            here.hasStrayText = true
            unread.countText(in: grammar.states[Int(here.state)].name)
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
            Frame(
                kind: kind, line: parser?.line ?? 0, entries: tape.entries.count, text: tape.text.count,
                searched: tape.entries.count))
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
        let view = RecordView(
            kind: frame.kind, line: frame.line, parentID: frame.kind == .group ? outerGroupID(of: frame) : nil,
            grammar: grammar, entries: UnsafeBufferPointer(rebasing: tape.entries.elements[frame.entries...]),
            text: tape.text.elements)
        note(view)
        do {
            try handler.take(view)
        } catch {
            handlerError = error
            parser?.stop(.stopped)
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
    private func outerGroupID(of frame: Frame) -> String? {
        guard let nearest = frames.indices.last, frames[nearest].kind == .group else { return nil }
        let own = groupID(frame.entries..<tape.entries.count)
        var end = frame.entries
        for outer in frames.indices.reversed() {
            guard frames[outer].kind == .group else { break }
            if frames[outer].id == nil, frames[outer].searched < end {
                // An inner group stands behind whole values of an outer one.
                frames[outer].id = groupID(frames[outer].searched..<end)
                frames[outer].searched = end
            }
            if let own, frames[outer].id == own {
                issues.add(.groupInItself(line: frame.line))
                return nil
            }
            end = frames[outer].entries
        }
        return frames[nearest].id
    }

    /// The «Ид» among some entries of a group.
    private func groupID(_ range: Range<Int>) -> String? {
        RecordView(
            kind: .group, line: 0, parentID: nil, grammar: grammar,
            entries: UnsafeBufferPointer(rebasing: tape.entries.elements[range]), text: tape.text.elements
        ).value("id")
    }

    // MARK: Values

    private func take(_ attributes: XMLAttributes, in state: Int16) {
        let rule = grammar.hot[Int(state)]
        for index in 0..<attributes.count {
            guard let name = attributes.name(index) else { continue }
            let number = table.number(of: name)
            let target = grammar.state(after: state, attribute: number)
            let value = attributes.value(index)
            guard target >= 0 else {
                if !value.allSatisfy(isWhiteSpace) {
                    unread.countAttribute(table.text(of: name), in: grammar.states[Int(state)].name)
                    if table.text(of: name) == "Идентификатор" { refuseFirstVersion() }
                }
                continue
            }
            if rule.countedAttribute == Int16(number) { counts[Int(rule.counter)] += 1 }
            let start = tape.text.count
            tape.text.append(contentsOf: value)
            addValue(target, from: start, check: grammar.hot[Int(target)].valueKind)
        }
        // The head of the file is wanted before its end: in what order files are applied depends on it.
        if around.count == 1 { noteHead() }
        if around.count == 2 { noteSection() }
    }

    /// A section's record is handed out at its end; that it is full is wanted before its first good.
    private func noteSection() {
        guard let frame = frames.last else { return }
        for entry in tape.entries.elements[frame.entries...]
        where entry.kind == .value && grammar.states[Int(entry.state)].key == "changesOnly" {
            note(changesOnly: FieldSet.flag(String(decoding: tape.bytes(of: entry), as: UTF8.self)))
        }
    }

    /// One section that says «full» makes the file one; УТ says so in the first portion only.
    private func note(changesOnly flag: Bool?) {
        if let flag { changesOnly = (changesOnly ?? true) && flag }
    }

    private func noteHead() {
        for entry in tape.entries.elements where entry.kind == .value {
            head[grammar.states[Int(entry.state)].key] = String(decoding: tape.bytes(of: entry), as: UTF8.self)
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
        let isUsable =
            kind == .text || check(UnsafeBufferPointer(rebasing: tape.text.elements[first..<last]), kind, state)
        tape.entries.append(
            RecordTape.Entry(
                state: state, kind: isUsable ? .value : .unusable, start: Int32(first), length: Int32(last - first)))
    }

    /// Text of an object that is broken by an element inside, or ends.
    private func flushBody(_ element: Open) {
        guard tape.text.count > element.text else { return }
        addValue(grammar.hot[Int(element.state)].body, from: element.text, check: .text)
    }

    /// Whether a value is what its element says it is.
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
            refusal = .unknownRoot(table.text(of: name))
            parser?.stop(.stopped)
            return
        }
        let text = table.text(of: name)
        if FirstVersion.elements.contains(text) { refuseFirstVersion() }
        for index in 0..<attributes.count where attributes.name(index).map(table.text) == "Идентификатор" {
            refuseFirstVersion()
        }
        unread.open(text, in: grammar.states[Int(outer)].name, attributes)
    }

    private func refuseRecord() {
        if refusal == nil { refusal = .recordTooLarge(record, line: parser?.line ?? 0) }
        parser?.stop(.stopped)
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
