/// One value of a record under its path, such as `baseUnit.code` or `prices[6f1c…].amount`.
public struct Field: Hashable, Sendable {
    public let path: String
    public let value: String

    public init(path: String, value: String) {
        self.path = path
        self.value = value
    }
}

/// All values of one record, flat, in the order of the file.
///
/// This is the form in which the ledger keeps a record and compares it with a later one. Its ``body`` is text:
/// `path U+001F value U+001E` for each field; XML 1.0 allows neither separator in a document, so none needs
/// escaping. Only the places of the fields are worked out; a value becomes a `String` when it is asked for, since
/// of a good with sixty values a pack wants ten.
public struct FieldSet: Sendable {
    public static let unitSeparator: UInt8 = 0x1F
    public static let recordSeparator: UInt8 = 0x1E

    public let body: [UInt8]
    private let spans: [Span]

    private struct Span {
        let path: Range<Int>
        let value: Range<Int>
    }

    public init(_ fields: [Field]) {
        var bytes: [UInt8] = []
        for field in fields {
            bytes.append(contentsOf: field.path.utf8)
            bytes.append(Self.unitSeparator)
            bytes.append(contentsOf: field.value.utf8)
            bytes.append(Self.recordSeparator)
        }
        self.init(body: bytes)
    }

    /// Reads the text form.
    public init(body: [UInt8]) {
        var spans: [Span] = []
        var start = 0
        var cut = -1
        body.withUnsafeBufferPointer { bytes in
            for index in 0..<bytes.count {
                if bytes[index] == Self.unitSeparator, cut < 0 {
                    cut = index
                } else if bytes[index] == Self.recordSeparator {
                    if cut >= 0 { spans.append(Span(path: start..<cut, value: (cut + 1)..<index)) }
                    start = index + 1
                    cut = -1
                }
            }
        }
        self.body = body
        self.spans = spans
    }

    public var fields: [Field] {
        spans.map { Field(path: text($0.path), value: text($0.value)) }
    }

    public var isEmpty: Bool { spans.isEmpty }

    /// The value at a path; `nil` where the file gave none.
    public subscript(path: String) -> String? {
        let wanted = path.utf8
        let count = wanted.count
        for span in spans where span.path.count == count && body[span.path].elementsEqual(wanted) {
            return text(span.value)
        }
        return nil
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
        var order: [String] = []
        var items: [String: [Field]] = [:]
        for span in spans where body[span.path].starts(with: prefix) {
            let rest = text(span.path).dropFirst(list.count + 1)
            guard let (key, inner) = Self.splitItem(rest) else { continue }
            if items[key] == nil { order.append(key) }
            items[key, default: []].append(Field(path: inner, value: text(span.value)))
        }
        return order.map { (key: $0, item: FieldSet(items[$0] ?? [])) }
    }

    /// The plain values of a list.
    public func values(_ list: String) -> [String] {
        items(list).compactMap { $0.item[""] }
    }

    /// Splits `key].inner` at the bracket that closes the item; a key may hold brackets of its own, balanced.
    private static func splitItem(_ text: Substring) -> (key: String, inner: String)? {
        var depth = 1
        for index in text.indices {
            switch text[index] {
            case "[": depth += 1
            case "]": depth -= 1
            default: break
            }
            if depth == 0 {
                let after = text[text.index(after: index)...]
                return (String(text[..<index]), String(after.first == "." ? after.dropFirst() : after))
            }
        }
        return nil
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
