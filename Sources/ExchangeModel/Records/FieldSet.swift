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
/// escaping.
public struct FieldSet: Hashable, Sendable {
    public static let unitSeparator: UInt8 = 0x1F
    public static let recordSeparator: UInt8 = 0x1E

    public private(set) var fields: [Field]
    private let positions: [String: Int]

    public init(_ fields: [Field]) {
        self.fields = fields
        positions = Dictionary(zip(fields.map(\.path), 0...), uniquingKeysWith: { first, _ in first })
    }

    /// Reads the text form.
    public init(body: some Collection<UInt8>) {
        var fields: [Field] = []
        for part in body.split(separator: Self.recordSeparator) {
            guard let cut = part.firstIndex(of: Self.unitSeparator) else { continue }
            fields.append(
                Field(
                    path: String(decoding: part[..<cut], as: UTF8.self),
                    value: String(decoding: part[part.index(after: cut)...], as: UTF8.self)))
        }
        self.init(fields)
    }

    public var body: [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            bytes.append(contentsOf: field.path.utf8)
            bytes.append(Self.unitSeparator)
            bytes.append(contentsOf: field.value.utf8)
            bytes.append(Self.recordSeparator)
        }
        return bytes
    }

    /// The value at a path; `nil` where the file gave none.
    public subscript(path: String) -> String? {
        positions[path].map { fields[$0].value }
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

    /// The items of a list, in order: for `lines`, one set per `lines[…]` with the paths inside the item.
    /// An item that is a plain value has it under the empty path.
    public func items(_ list: String) -> [(key: String, item: FieldSet)] {
        let prefix = list + "["
        var order: [String] = []
        var items: [String: [Field]] = [:]
        for field in fields where field.path.hasPrefix(prefix) {
            let rest = field.path.dropFirst(prefix.count)
            guard let (key, inner) = Self.splitItem(rest) else { continue }
            if items[key] == nil { order.append(key) }
            items[key, default: []].append(Field(path: inner, value: field.value))
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
}
