internal import Glibc

/// One value of a record under its path, such as `baseUnit.code` or `prices[6f1c…].amount`.
public struct Field: Hashable, Sendable {
    public let path: String
    public let value: String

    public init(path: String, value: String) {
        self.path = path
        self.value = value
    }
}

/// Puts the text form of a ``FieldSet`` together, field by field, without a text for each path.
public struct FieldSetWriter {
    public private(set) var body: [UInt8] = []
    private var path: [UInt8] = []
    private var last: [UInt8] = []
    /// What every path begins with until it is set anew: `lines[3].`.
    public var prefix: [UInt8] = []

    public init() {}

    /// Adds a field; nothing where there is no value.
    public mutating func add(_ name: StaticString, _ value: String?) {
        guard var value, !value.isEmpty else { return }
        path.removeAll(keepingCapacity: true)
        path.append(contentsOf: prefix)
        name.withUTF8Buffer { path.append(contentsOf: $0) }
        FieldSet.append(path: path, after: last, to: &body)
        value.withUTF8 { body.append(contentsOf: $0) }
        body.append(FieldSet.recordSeparator)
        swap(&path, &last)
    }
}

extension UnsafeBufferPointer where Element == UInt8 {
    /// Whether two buffers hold the same bytes; the standard library compares them one by one.
    @inline(__always)
    package func hasBytes(of other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count, count > 0, let baseAddress, let start = other.baseAddress else {
            return count == other.count
        }
        return memcmp(baseAddress, start, count) == 0
    }

    /// Where a byte first stands at or behind a place.
    @inline(__always)
    fileprivate func first(_ byte: UInt8, from start: Int) -> Int? {
        guard let baseAddress, let found = memchr(baseAddress + start, Int32(byte), count - start) else { return nil }
        return baseAddress.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }
}

/// All values of one record, flat, in the order of the file.
///
/// This is the form in which the ledger keeps a record and compares it with a later one. Its ``body`` is text: for
/// each field how many bytes of its path are those of the path before it (one character, space for none), the rest of
/// the path, U+001F, the value, U+001E. XML 1.0 allows neither separator in a document, so none needs escaping; the
/// shared beginnings would otherwise be half of the ledger. Only the places of the fields are worked out; a value
/// becomes a `String` when it is asked for, since of a good with sixty values a pack wants ten.
public struct FieldSet: Sendable {
    public static let unitSeparator: UInt8 = 0x1F
    public static let recordSeparator: UInt8 = 0x1E
    /// The most bytes of a path that are taken over; the count stays a printable character.
    public static let maximumShared = 90

    public let body: [UInt8]
    /// All paths in full, one after the other.
    private let paths: [UInt8]
    private let spans: [Span]

    private struct Span {
        let path: Range<Int>
        let value: Range<Int>
    }

    public init(_ fields: [Field]) {
        var bytes: [UInt8] = []
        var last: [UInt8] = []
        for field in fields {
            let path = Array(field.path.utf8)
            Self.append(path: path, after: last, to: &bytes)
            bytes.append(contentsOf: field.value.utf8)
            bytes.append(Self.recordSeparator)
            last = path
        }
        self.init(body: bytes)
    }

    /// Begins a field of the text form: its path, and the separator before its value.
    fileprivate static func append(path: [UInt8], after last: [UInt8], to body: inout [UInt8]) {
        path.withUnsafeBufferPointer { append(path: $0, after: last, to: &body) }
    }

    fileprivate static func append(path: UnsafeBufferPointer<UInt8>, after last: [UInt8], to body: inout [UInt8]) {
        let shared = last.withUnsafeBufferPointer { sharedCount(path, $0) }
        body.append(mark(ofShared: shared))
        body.append(contentsOf: UnsafeBufferPointer(rebasing: path[shared...]))
        body.append(unitSeparator)
    }

    /// How many bytes of a path are taken over from the one before it; that the first `known` are the same is known.
    @inline(__always)
    package static func sharedCount(
        _ path: UnsafeBufferPointer<UInt8>, _ last: UnsafeBufferPointer<UInt8>, known: Int = 0
    ) -> Int {
        let most = min(path.count, last.count, maximumShared)
        var shared = min(known, most)
        while shared < most, path[shared] == last[shared] { shared += 1 }
        return shared
    }

    /// The character that says so.
    package static func mark(ofShared count: Int) -> UInt8 { 0x20 + UInt8(count) }

    /// Reads the text form.
    public init(body: [UInt8]) {
        var spans: [Span] = []
        spans.reserveCapacity(64)
        var total = 0
        body.withUnsafeBufferPointer { bytes in
            var start = 0
            // `memchr` finds the separators many times faster than a look at every byte.
            while start < bytes.count, let end = bytes.first(Self.recordSeparator, from: start) {
                if let cut = bytes.first(Self.unitSeparator, from: start), cut < end, cut > start {
                    let shared = max(0, min(Int(bytes[start]) - 0x20, spans.last?.path.count ?? 0))
                    let length = shared + cut - start - 1
                    spans.append(Span(path: total..<(total + length), value: (cut + 1)..<end))
                    total += length
                }
                start = end + 1
            }
        }
        // Each path is what it shares with the one before it, and its own rest, which stands before the value.
        let paths = [UInt8](unsafeUninitializedCapacity: total) { paths, count in
            body.withUnsafeBufferPointer { bytes in
                guard let target = paths.baseAddress, let source = bytes.baseAddress else { return }
                var last = 0
                for span in spans {
                    let end = span.value.lowerBound - 1
                    var begin = end
                    while begin > 0, bytes[begin - 1] != Self.recordSeparator { begin -= 1 }
                    let rest = end - begin - 1
                    let shared = span.path.count - rest
                    let place = target + span.path.lowerBound
                    place.update(from: target + last, count: shared)
                    (place + shared).update(from: source + begin + 1, count: rest)
                    last = span.path.lowerBound
                }
            }
            count = total
        }
        self.body = body
        self.paths = paths
        self.spans = spans
    }

    public var fields: [Field] {
        spans.map { Field(path: pathText($0), value: text($0.value)) }
    }

    public var isEmpty: Bool { spans.isEmpty }

    /// The value at a path; `nil` where the file gave none.
    public subscript(path: String) -> String? {
        var path = path
        return path.withUTF8 { wanted in
            paths.withUnsafeBufferPointer { known in
                for span in spans where span.path.count == wanted.count {
                    if UnsafeBufferPointer(rebasing: known[span.path]).hasBytes(of: wanted) { return text(span.value) }
                }
                return nil
            }
        }
    }

    /// The exact number at a path; `nil` where there is none or it cannot be read.
    public func decimal(_ path: String) -> ExactDecimal? {
        self[path].flatMap(ExactDecimal.init)
    }

    /// A yes/no value: «true», «1», «да».
    public func flag(_ path: String) -> Bool? {
        self[path].flatMap(Self.flag)
    }

    public static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "да", "истина": true
        case "false", "0", "нет", "ложь": false
        default: nil
        }
    }

    /// The items of a list, in order.
    ///
    /// For `lines`, one set per `lines[…]` with the paths inside the item. An item that is a plain value has it
    /// under the empty path.
    public func items(_ list: String) -> [(key: String, item: FieldSet)] {
        let prefix = Array((list + "[").utf8)
        var items: [OpenItem] = []
        var numbers: [[UInt8]: Int] = [:]
        paths.withUnsafeBufferPointer { paths in
            body.withUnsafeBufferPointer { body in
                for span in spans where Self.holds(paths, span.path, prefix) {
                    let rest = UnsafeBufferPointer(rebasing: paths[span.path].dropFirst(prefix.count))
                    guard let close = Self.closing(rest) else { continue }
                    let key = rest[..<close]
                    var inner = rest[(close + 1)...]
                    if inner.first == UInt8(ascii: ".") { inner = inner.dropFirst() }
                    // Fields of one item nearly always follow each other.
                    var number = items.count - 1
                    if number < 0 || !items[number].key.elementsEqual(key) {
                        number = numbers[Array(key)] ?? items.count
                    }
                    if number == items.count {
                        numbers[Array(key)] = number
                        items.append(OpenItem(key: Array(key)))
                    }
                    items[number].append(inner, body[span.value])
                }
            }
        }
        return items.map { (key: String(decoding: $0.key, as: UTF8.self), item: FieldSet(body: $0.body)) }
    }

    /// Gives every field of a list's items: the item's place among them from 0, its key, the path inside it, the value.
    ///
    /// For what is read of every order, where a set for each item would cost more than the order itself.
    public func forEachField(
        of list: StaticString,
        _ body: (
            _ item: Int, _ key: UnsafeBufferPointer<UInt8>, _ path: UnsafeBufferPointer<UInt8>,
            _ value: UnsafeBufferPointer<UInt8>
        ) -> Void
    ) {
        let prefix = list.withUTF8Buffer { Array($0) } + [UInt8(ascii: "[")]
        paths.withUnsafeBufferPointer { paths in
            self.body.withUnsafeBufferPointer { values in
                var keys: [Range<Int>] = []
                var numbers: [[UInt8]: Int] = [:]
                var item = -1
                for span in spans where Self.holds(paths, span.path, prefix) {
                    let rest = UnsafeBufferPointer(rebasing: paths[span.path].dropFirst(prefix.count))
                    guard let close = Self.closing(rest) else { continue }
                    let begin = span.path.lowerBound + prefix.count
                    let key = begin..<(begin + close)
                    // Fields of one item nearly always follow each other; what a later file added stands at the end.
                    if item < 0 || !paths[keys[item]].elementsEqual(paths[key]) {
                        let text = Array(paths[key])
                        item = numbers[text] ?? keys.count
                        if item == keys.count {
                            keys.append(key)
                            numbers[text] = item
                        }
                    }
                    var inner = rest[(close + 1)...]
                    if inner.first == UInt8(ascii: ".") { inner = inner.dropFirst() }
                    body(
                        item, UnsafeBufferPointer(rebasing: paths[key]), UnsafeBufferPointer(rebasing: inner),
                        UnsafeBufferPointer(rebasing: values[span.value]))
                }
            }
        }
    }

    private static func holds(_ paths: UnsafeBufferPointer<UInt8>, _ path: Range<Int>, _ prefix: [UInt8]) -> Bool {
        guard path.count >= prefix.count else { return false }
        for index in prefix.indices where paths[path.lowerBound + index] != prefix[index] { return false }
        return true
    }

    /// An item of a list while its fields are gathered.
    private struct OpenItem {
        let key: [UInt8]
        var body: [UInt8] = []
        private var last: [UInt8] = []

        init(key: [UInt8]) {
            self.key = key
        }

        mutating func append(_ path: Slice<UnsafeBufferPointer<UInt8>>, _ value: Slice<UnsafeBufferPointer<UInt8>>) {
            let path = UnsafeBufferPointer(rebasing: path)
            FieldSet.append(path: path, after: last, to: &body)
            body.append(contentsOf: UnsafeBufferPointer(rebasing: value))
            body.append(FieldSet.recordSeparator)
            last.removeAll(keepingCapacity: true)
            last.append(contentsOf: path)
        }
    }

    /// Where the bracket is that closes an item's key; a key may hold brackets of its own, balanced.
    private static func closing(_ path: UnsafeBufferPointer<UInt8>) -> Int? {
        var depth = 1
        for (index, byte) in path.enumerated() {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// The plain values of a list.
    public func values(_ list: String) -> [String] {
        items(list).compactMap { $0.item[""] }
    }

    private func pathText(_ span: Span) -> String {
        paths.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[span.path]), as: UTF8.self)
        }
    }

    private func text(_ range: Range<Int>) -> String {
        body.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }
}

extension FieldSet: Hashable {
    public static func == (left: FieldSet, right: FieldSet) -> Bool { left.body == right.body }

    public func hash(into hasher: inout Hasher) { hasher.combine(body) }
}

extension FieldSet {
    /// The same fields with another value at one path; without it where the value is `nil`.
    public func replacing(_ path: String, with value: String?) -> FieldSet {
        FieldSet(
            fields.compactMap { field in
                guard field.path == path else { return field }
                return value.map { Field(path: path, value: $0) }
            })
    }
}
