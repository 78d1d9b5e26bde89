/// A JSON object of our own writing, read back: what ``JSONText`` wrote.
public struct JSONObject: Sendable {
    private let members: [String: JSONText]

    /// - Returns: `nil` where the bytes are not one whole object.
    public init?(_ bytes: some Collection<UInt8>) {
        var parser = Parser(Array(bytes))
        guard case .object(let list)? = parser.value(), parser.isAtEnd else { return nil }
        members = Dictionary(list.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    public init?(_ text: String) {
        self.init(Array(text.utf8))
    }

    public func text(_ key: String) -> String? {
        if case .string(let value)? = members[key] { return value }
        return nil
    }

    public func number(_ key: String) -> Int? {
        if case .number(let value)? = members[key] { return value }
        return nil
    }

    /// Every number there is, by key.
    public var numbers: [(key: String, value: Int)] {
        members.compactMap { key, value in
            if case .number(let number) = value { (key, number) } else { nil }
        }.sorted { $0.key < $1.key }
    }

    public func flag(_ key: String) -> Bool? {
        if case .flag(let value)? = members[key] { return value }
        return nil
    }

    public func texts(_ key: String) -> [String] {
        guard case .array(let items)? = members[key] else { return [] }
        return items.compactMap { if case .string(let value) = $0 { value } else { nil } }
    }

    /// The objects of a list.
    public func objects(_ key: String) -> [JSONObject] {
        guard case .array(let items)? = members[key] else { return [] }
        return items.compactMap { if case .object(let list) = $0 { JSONObject(list) } else { nil } }
    }

    private init(_ list: [(key: String, value: JSONText)]) {
        members = Dictionary(list.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    private struct Parser {
        private let bytes: [UInt8]
        private var index = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        var isAtEnd: Bool { bytes[index...].allSatisfy { $0 <= 0x20 } }

        private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        private mutating func skip(_ byte: Character) -> Bool {
            while let space = next, space <= 0x20 { index += 1 }
            guard next == byte.asciiValue else { return false }
            index += 1
            return true
        }

        private mutating func word(_ text: String) -> Bool {
            guard bytes[index...].starts(with: text.utf8) else { return false }
            index += text.utf8.count
            return true
        }

        mutating func value() -> JSONText? {
            while let space = next, space <= 0x20 { index += 1 }
            switch next {
            case UInt8(ascii: "{"): return object()
            case UInt8(ascii: "["): return array()
            case UInt8(ascii: "\""): return string().map(JSONText.string)
            case UInt8(ascii: "t"): return word("true") ? .flag(true) : nil
            case UInt8(ascii: "f"): return word("false") ? .flag(false) : nil
            case UInt8(ascii: "n"): return word("null") ? .null : nil
            default: return number()
            }
        }

        private mutating func number() -> JSONText? {
            let start = index
            while let byte = next, byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) { index += 1 }
            return Int(String(decoding: bytes[start..<index], as: UTF8.self)).map(JSONText.number)
        }

        private mutating func object() -> JSONText? {
            guard skip("{") else { return nil }
            var members: [(key: String, value: JSONText)] = []
            if skip("}") { return .object(members) }
            repeat {
                while let space = next, space <= 0x20 { index += 1 }
                guard let key = string(), skip(":"), let value = value() else { return nil }
                members.append((key, value))
            } while skip(",")
            return skip("}") ? .object(members) : nil
        }

        private mutating func array() -> JSONText? {
            guard skip("[") else { return nil }
            var items: [JSONText] = []
            if skip("]") { return .array(items) }
            repeat {
                guard let value = value() else { return nil }
                items.append(value)
            } while skip(",")
            return skip("]") ? .array(items) : nil
        }

        private mutating func string() -> String? {
            guard next == UInt8(ascii: "\"") else { return nil }
            index += 1
            var text: [UInt8] = []
            while let byte = next {
                index += 1
                if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
                guard byte == UInt8(ascii: "\\") else {
                    text.append(byte)
                    continue
                }
                guard let escape = next else { return nil }
                index += 1
                switch escape {
                case UInt8(ascii: "n"): text.append(0x0A)
                case UInt8(ascii: "r"): text.append(0x0D)
                case UInt8(ascii: "t"): text.append(0x09)
                case UInt8(ascii: "u"):
                    guard index + 4 <= bytes.count,
                        let code = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16),
                        let scalar = Unicode.Scalar(code)
                    else { return nil }
                    index += 4
                    text.append(contentsOf: String(scalar).utf8)
                default: text.append(escape)
                }
            }
            return nil
        }
    }
}
