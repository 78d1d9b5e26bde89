public import ExchangeModel

extension RecordView {
    /// Appends the record in the text form of a ``FieldSet``: every value under its path.
    ///
    /// Items of a list are told apart by the rule's identity (`prices[<type>].amount`) or, where it has none or
    /// the item lacks it, by their number; a second item of the same identity gets `#2`.
    public func appendBody(to body: inout [UInt8]) {
        var writer = BodyWriter(view: self)
        writer.write(into: &body)
        if let parentID {
            body.append(contentsOf: "parent".utf8)
            body.append(FieldSet.unitSeparator)
            body.append(contentsOf: parentID.utf8)
            body.append(FieldSet.recordSeparator)
        }
    }

    public var fields: FieldSet {
        var body: [UInt8] = []
        appendBody(to: &body)
        return FieldSet(body: body)
    }
}

private struct BodyWriter {
    let view: RecordView
    private var path: [UInt8] = []
    /// How many items with the same start of their path there were, by that start.
    private var seen: [SeenItem] = []
    private var scopeStart = 0

    private struct SeenItem {
        let state: Int16
        let start: Int32
        let length: Int32
        var count: Int
    }

    init(view: RecordView) {
        self.view = view
    }

    mutating func write(into body: inout [UInt8]) {
        var index = 0
        writeObject(&index, into: &body)
    }

    /// Writes entries up to the end of the object that is open at `index`.
    private mutating func writeObject(_ index: inout Int, into body: inout [UInt8]) {
        let outerScope = scopeStart
        scopeStart = seen.count
        while index < view.entries.count {
            let entry = view.entries[index]
            index += 1
            if entry.kind == .end { break }
            let mark = path.count
            let state = view.grammar.hot[Int(entry.state)]
            if mark > 0, path[mark - 1] != UInt8(ascii: ".") { path.append(UInt8(ascii: ".")) }
            path.append(
                contentsOf: view.grammar.keyBytes[Int(state.keyStart)..<Int(state.keyStart) + Int(state.keyLength)])
            switch entry.kind {
            case .value:
                if state.isList {
                    appendOrdinal(count(entry.state, 0, 0))
                } else {
                    let repeated = count(entry.state, 0, 0)
                    if repeated > 1 { appendSuffix(repeated) }
                }
                body.append(contentsOf: path)
                body.append(FieldSet.unitSeparator)
                body.append(contentsOf: view.bytes(entry))
                body.append(FieldSet.recordSeparator)
            case .begin:
                if state.isList {
                    appendIdentity(of: entry.state, itemAt: index)
                } else {
                    let repeated = count(entry.state, 0, 0)
                    if repeated > 1 { appendSuffix(repeated) }
                }
                writeObject(&index, into: &body)
            case .end: break
            }
            path.removeLast(path.count - mark)
        }
        seen.removeLast(seen.count - scopeStart)
        scopeStart = outerScope
    }

    private mutating func appendIdentity(of state: Int16, itemAt index: Int) {
        let identity = view.grammar.states[Int(state)].identity
        guard identity >= 0, let entry = firstValue(of: identity, from: index) else {
            return appendOrdinal(count(state, 0, 0))
        }
        path.append(UInt8(ascii: "["))
        path.append(contentsOf: view.bytes(entry))
        let repeated = count(state, entry.start, entry.length)
        if repeated > 1 { appendSuffix(repeated) }
        path.append(UInt8(ascii: "]"))
    }

    private func firstValue(of state: Int16, from index: Int) -> RecordTape.Entry? {
        var depth = 0
        for entry in view.entries[index...] {
            switch entry.kind {
            case .begin: depth += 1
            case .end:
                if depth == 0 { return nil }
                depth -= 1
            case .value where depth == 0 && entry.state == state: return entry
            case .value: break
            }
        }
        return nil
    }

    /// Counts this item among those of the same state and identity in the object that is open; from 1.
    private mutating func count(_ state: Int16, _ start: Int32, _ length: Int32) -> Int {
        for index in scopeStart..<seen.count where seen[index].state == state && seen[index].length == length {
            let same =
                length == 0
                || view.text[Int(start)..<Int(start + length)]
                    .elementsEqual(view.text[Int(seen[index].start)..<Int(seen[index].start + length)])
            if same {
                seen[index].count += 1
                return seen[index].count
            }
        }
        seen.append(SeenItem(state: state, start: start, length: length, count: 1))
        return 1
    }

    private mutating func appendOrdinal(_ number: Int) {
        path.append(UInt8(ascii: "["))
        path.append(contentsOf: String(number).utf8)
        path.append(UInt8(ascii: "]"))
    }

    private mutating func appendSuffix(_ number: Int) {
        path.append(UInt8(ascii: "#"))
        path.append(contentsOf: String(number).utf8)
    }
}
