public import ExchangeModel

extension RecordView {
    public var fields: FieldSet {
        var writer = BodyWriter()
        return FieldSet(body: writer.body(of: self))
    }
}

/// Puts records into the text form of a ``FieldSet``: every value under its path.
///
/// A value that cannot be used is left out, so that what was known before stays; with it the whole price or stock
/// level that it belongs to, since those replace the known one as a whole.
///
/// Items of a list are told apart by the rule's identity (`prices[<type>].amount`) or, where it has none or
/// the item lacks it, by their number; a second item of the same identity gets `#2`. What an item is told apart
/// by is in its path and not written again.
///
/// One writer for many records: its memory is used again.
public struct BodyWriter: ~Copyable {
    private var body = Tape<UInt8>(capacity: 16 << 10)
    private var path = Tape<UInt8>(capacity: 256)
    private var lastPath = Tape<UInt8>(capacity: 256)
    /// As many bytes of the path as are those of the last one for sure.
    private var unchanged = 0
    /// How many items with the same start of their path there were, by that start.
    private var seen = Tape<SeenItem>(capacity: 64)
    private var scopeStart = 0
    /// Where in `seen` an item of the open object stands, by a hash; only for an object with many.
    private var index: [Int: Int]?
    private static let many = 32
    private var isAllUsable = true

    private struct SeenItem {
        let key: Int16
        let start: Int32
        let length: Int32
        var count: Int
    }

    public init() {}

    public mutating func body(of view: RecordView) -> [UInt8] {
        body.cut(to: 0)
        path.cut(to: 0)
        lastPath.cut(to: 0)
        seen.cut(to: 0)
        (unchanged, scopeStart, index) = (0, 0, nil)
        isAllUsable = !view.entries.contains { $0.kind == .unusable }
        var index = 0
        writeObject(view, &index, without: -1)
        if var parentID = view.parentID {
            for byte in "parent".utf8 { path.append(byte) }
            // Its path begins anew.
            lastPath.cut(to: 0)
            beginField()
            parentID.withUTF8 { body.append(contentsOf: $0) }
            body.append(FieldSet.recordSeparator)
        }
        return Array(body.elements)
    }

    /// Writes entries up to the end of the object that is open at `index`, but for the value that its path holds.
    private mutating func writeObject(_ view: RecordView, _ index: inout Int, without identity: Int) {
        let (outerScope, outerIndex) = (scopeStart, self.index)
        (scopeStart, self.index) = (seen.count, nil)
        while index < view.entries.count {
            let entry = view.entries[index]
            index += 1
            if entry.kind == .end { break }
            if index - 1 == identity || !isAllUsable && skipsUnusable(view, &index) { continue }
            let mark = path.count
            let state = view.grammar.hot[Int(entry.state)]
            if mark > 0, path[mark - 1] != UInt8(ascii: ".") { path.append(UInt8(ascii: ".")) }
            path.append(contentsOf: view.grammar.key(of: state))
            switch entry.kind {
            case .value:
                if state.isList {
                    appendOrdinal(count(view, state.keyNumber, 0, 0))
                } else {
                    let repeated = count(view, state.keyNumber, 0, 0)
                    if repeated > 1 { appendSuffix(repeated) }
                }
                beginField()
                body.append(contentsOf: view.bytes(entry))
                body.append(FieldSet.recordSeparator)
            case .begin:
                var identity = -1
                if state.isList {
                    identity = appendIdentity(view, of: state, itemAt: index)
                } else {
                    let repeated = count(view, state.keyNumber, 0, 0)
                    if repeated > 1 { appendSuffix(repeated) }
                }
                writeObject(view, &index, without: identity)
            case .end, .unusable: break
            }
            path.cut(to: mark)
            unchanged = min(unchanged, mark)
        }
        seen.cut(to: scopeStart)
        (scopeStart, self.index) = (outerScope, outerIndex)
    }

    /// Begins a field: what its path does not share with that of the field before it, and the separator.
    private mutating func beginField() {
        let shared = FieldSet.sharedCount(path.elements, lastPath.elements, known: unchanged)
        body.append(FieldSet.mark(ofShared: shared))
        body.append(contentsOf: UnsafeBufferPointer(rebasing: path.elements[shared...]))
        body.append(FieldSet.unitSeparator)
        lastPath.cut(to: unchanged)
        lastPath.append(contentsOf: UnsafeBufferPointer(rebasing: path.elements[unchanged...]))
        unchanged = path.count
    }

    /// Whether the entry before `index` is left out; `index` is then behind it.
    private func skipsUnusable(_ view: RecordView, _ index: inout Int) -> Bool {
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
    private mutating func appendIdentity(_ view: RecordView, of state: Grammar.Hot, itemAt index: Int) -> Int {
        guard state.identity >= 0 else {
            appendOrdinal(count(view, state.keyNumber, 0, 0))
            return -1
        }
        guard let position = firstValue(view, of: state.identity, from: index) else {
            // Told from an item that is named with a number.
            path.append(UInt8(ascii: "["))
            appendSuffix(count(view, state.keyNumber, 0, 0))
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
        let repeated = count(view, state.keyNumber, entry.start, entry.length)
        if repeated > 1 { appendSuffix(repeated) }
        path.append(UInt8(ascii: "]"))
        // An item of which nothing else is known must not vanish.
        let isAlone = position == index && view.entries[index + 1].kind == .end
        return holdsAll && !isAlone ? position : -1
    }

    private func firstValue(_ view: RecordView, of state: Int16, from start: Int) -> Int? {
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
    private mutating func count(_ view: RecordView, _ key: Int16, _ start: Int32, _ length: Int32) -> Int {
        if seen.count - scopeStart >= Self.many { return countAmongMany(view, key, start, length) }
        for place in scopeStart..<seen.count where isSame(view, seen[place], key, start, length) { return again(place) }
        seen.append(SeenItem(key: key, start: start, length: length, count: 1))
        return 1
    }

    private func isSame(_ view: RecordView, _ item: SeenItem, _ key: Int16, _ start: Int32, _ length: Int32) -> Bool {
        item.key == key && item.length == length
            && (length == 0 || view.bytes(start, length).hasBytes(of: view.bytes(item.start, length)))
    }

    private mutating func again(_ place: Int) -> Int {
        var item = seen[place]
        item.count += 1
        seen[place] = item
        return item.count
    }

    /// The same where a look at each would take time that grows with the square of their number.
    private mutating func countAmongMany(_ view: RecordView, _ key: Int16, _ start: Int32, _ length: Int32) -> Int {
        var index = self.index ?? [:]
        self.index = nil
        if index.isEmpty {
            for place in scopeStart..<seen.count {
                let item = seen[place]
                var hash = Self.hash(view, item.key, item.start, item.length)
                while index[hash] != nil { hash &+= 1 }
                index[hash] = place
            }
        }
        defer { self.index = index }
        var hash = Self.hash(view, key, start, length)
        while let place = index[hash] {
            if isSame(view, seen[place], key, start, length) { return again(place) }
            hash &+= 1
        }
        index[hash] = seen.count
        seen.append(SeenItem(key: key, start: start, length: length, count: 1))
        return 1
    }

    private static func hash(_ view: RecordView, _ key: Int16, _ start: Int32, _ length: Int32) -> Int {
        var hasher = Hasher()
        hasher.combine(key)
        // Of an item without an identity there is no place.
        if length > 0 { hasher.combine(bytes: UnsafeRawBufferPointer(view.bytes(start, length))) }
        return hasher.finalize()
    }

    private mutating func appendOrdinal(_ number: Int) {
        path.append(UInt8(ascii: "["))
        append(number)
        path.append(UInt8(ascii: "]"))
    }

    private mutating func appendSuffix(_ number: Int) {
        path.append(UInt8(ascii: "#"))
        append(number)
    }

    private mutating func append(_ number: Int) {
        for digit in String(number).utf8 { path.append(digit) }
    }
}
