public import ExchangeModel

extension RecordView {
    /// Appends the record in the text form of a ``FieldSet``: every value under its path.
    ///
    /// A value that cannot be used is left out, so that what was known before stays; with it the whole price or stock
    /// level that it belongs to, since those replace the known one as a whole.
    ///
    /// Items of a list are told apart by the rule's identity (`prices[<type>].amount`) or, where it has none or
    /// the item lacks it, by their number; a second item of the same identity gets `#2`. What an item is told apart
    /// by is in its path and not written again.
    public func appendBody(to body: inout [UInt8]) {
        var writer = BodyWriter(view: self)
        writer.write(into: &body)
        if let parentID {
            FieldSet.append(path: Array("parent".utf8), after: [], to: &body)
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
    private var lastPath: [UInt8] = []
    /// How many items with the same start of their path there were, by that start.
    private var seen: [SeenItem] = []
    private var scopeStart = 0
    private let isAllUsable: Bool

    private struct SeenItem {
        let key: Int16
        let start: Int32
        let length: Int32
        var count: Int
    }

    init(view: RecordView) {
        self.view = view
        isAllUsable = !view.entries.contains { $0.kind == .unusable }
    }

    mutating func write(into body: inout [UInt8]) {
        var index = 0
        writeObject(&index, without: -1, into: &body)
    }

    /// Writes entries up to the end of the object that is open at `index`, but for the value that its path holds.
    private mutating func writeObject(_ index: inout Int, without identity: Int, into body: inout [UInt8]) {
        let outerScope = scopeStart
        scopeStart = seen.count
        while index < view.entries.count {
            let entry = view.entries[index]
            index += 1
            if entry.kind == .end { break }
            if index - 1 == identity || !isAllUsable && skipsUnusable(&index) { continue }
            let mark = path.count
            let state = view.grammar.hot[Int(entry.state)]
            if mark > 0, path[mark - 1] != UInt8(ascii: ".") { path.append(UInt8(ascii: ".")) }
            path.append(
                contentsOf: view.grammar.keyBytes[Int(state.keyStart)..<Int(state.keyStart) + Int(state.keyLength)])
            switch entry.kind {
            case .value:
                if state.isList {
                    appendOrdinal(count(state.keyNumber, 0, 0))
                } else {
                    let repeated = count(state.keyNumber, 0, 0)
                    if repeated > 1 { appendSuffix(repeated) }
                }
                FieldSet.append(path: path, after: lastPath, to: &body)
                body.append(contentsOf: view.bytes(entry))
                body.append(FieldSet.recordSeparator)
                lastPath.removeAll(keepingCapacity: true)
                lastPath.append(contentsOf: path)
            case .begin:
                var identity = -1
                if state.isList {
                    identity = appendIdentity(of: state, itemAt: index)
                } else {
                    let repeated = count(state.keyNumber, 0, 0)
                    if repeated > 1 { appendSuffix(repeated) }
                }
                writeObject(&index, without: identity, into: &body)
            case .end, .unusable: break
            }
            path.removeLast(path.count - mark)
        }
        seen.removeLast(seen.count - scopeStart)
        scopeStart = outerScope
    }

    /// Whether the entry before `index` is left out; `index` is then behind it.
    private func skipsUnusable(_ index: inout Int) -> Bool {
        let entry = view.entries[index - 1]
        guard entry.kind == .begin, FieldSet.partialLists.contains(view.grammar.states[Int(entry.state)].key) else {
            return entry.kind == .unusable
        }
        var depth = 1
        var end = index
        var isUsable = true
        while depth > 0 {
            switch view.entries[end].kind {
            case .begin: depth += 1
            case .end: depth -= 1
            case .unusable: isUsable = false
            case .value: break
            }
            end += 1
        }
        if !isUsable { index = end }
        return !isUsable
    }

    /// - Returns: where the value lies that the path now holds, or -1.
    private mutating func appendIdentity(of state: Grammar.Hot, itemAt index: Int) -> Int {
        guard state.identity >= 0 else {
            appendOrdinal(count(state.keyNumber, 0, 0))
            return -1
        }
        guard let position = firstValue(of: state.identity, from: index) else {
            // Told from an item that is named with a number.
            path.append(contentsOf: "[#".utf8)
            path.append(contentsOf: String(count(state.keyNumber, 0, 0)).utf8)
            path.append(UInt8(ascii: "]"))
            return -1
        }
        let entry = view.entries[position]
        path.append(UInt8(ascii: "["))
        var holdsAll = true
        for byte in view.bytes(entry) {
            // Brackets are the path's own; then the value is written as a field as well.
            switch byte {
            case UInt8(ascii: "["): path.append(UInt8(ascii: "("))
            case UInt8(ascii: "]"): path.append(UInt8(ascii: ")"))
            default:
                path.append(byte)
                continue
            }
            holdsAll = false
        }
        let repeated = count(state.keyNumber, entry.start, entry.length)
        if repeated > 1 { appendSuffix(repeated) }
        path.append(UInt8(ascii: "]"))
        // An item of which nothing else is known must not vanish.
        let isAlone = position == index && view.entries[index + 1].kind == .end
        return holdsAll && !isAlone ? position : -1
    }

    private func firstValue(of state: Int16, from start: Int) -> Int? {
        var depth = 0
        for index in start..<view.entries.count {
            let entry = view.entries[index]
            switch entry.kind {
            case .begin: depth += 1
            case .end:
                if depth == 0 { return nil }
                depth -= 1
            case .value where depth == 0 && entry.state == state: return index
            case .value, .unusable: break
            }
        }
        return nil
    }

    /// Counts this item among those of the same key and identity in the object that is open; from 1.
    private mutating func count(_ key: Int16, _ start: Int32, _ length: Int32) -> Int {
        for index in scopeStart..<seen.count where seen[index].key == key && seen[index].length == length {
            let same =
                length == 0
                || view.bytes(start, length).hasBytes(of: view.bytes(seen[index].start, length))
            if same {
                seen[index].count += 1
                return seen[index].count
            }
        }
        seen.append(SeenItem(key: key, start: start, length: length, count: 1))
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
