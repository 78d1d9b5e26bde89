/// The local name of an element or attribute, interned by the parser.
public struct XMLName: Hashable, @unchecked Sendable {
    // Sendable although it holds a pointer: it is only compared and, during the callback, read.
    fileprivate let address: UnsafePointer<UInt8>

    init(_ address: UnsafePointer<UInt8>) {
        self.address = address
    }

    /// The name as text; costs a copy, so not for every element.
    public var text: String { String(cString: address) }
}

/// The names that a reader knows, in a form that all its parsers share.
public struct XMLVocabulary: Sendable {
    let numbers: [String: Int]
    private let names: [String]

    /// - Parameter names: a name's number is its position; no two of them may be the same text.
    public init(_ names: [String]) {
        self.names = names
        numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
    }

    func name(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }
}

/// Turns interned names into numbers: the position of the name in a fixed list, or -1.
///
/// libxml2 gives the same address for the same name, so after its first occurrence a name costs one look into a
/// small table and no comparison of text. One table belongs to one parser.
public struct XMLNameTable {
    public static let unknown = -1

    private let vocabulary: XMLVocabulary
    /// Open addressing over the names' addresses; a power of two, at most half full.
    private var slots: [(address: UInt, number: Int)]
    private var used = 0

    public init(_ vocabulary: XMLVocabulary) {
        self.vocabulary = vocabulary
        slots = Array(repeating: (0, Self.unknown), count: 2048)
    }

    /// - Parameter names: the vocabulary; a name's number is its position, no two may be the same text.
    public init(_ names: [String]) { self.init(XMLVocabulary(names)) }

    /// The number of a name, or ``unknown``.
    @inline(__always)
    public mutating func number(of name: XMLName) -> Int {
        let address = UInt(bitPattern: name.address)
        let mask = UInt(slots.count - 1)
        var slot = (address >> 1 ^ address >> 12) & mask
        while true {
            let entry = slots[Int(slot)]
            if entry.address == address { return entry.number }
            if entry.address == 0 { return insert(name, at: Int(slot)) }
            slot = (slot + 1) & mask
        }
    }

    /// The document's names stand as codes (``XMLNameCodes``); set before its first name.
    public var isCoded = false

    /// A name as the document has it; costs a copy, so not for every element.
    public func text(of name: XMLName) -> String {
        guard isCoded else { return name.text }
        switch XMLNameCodes.decoded(name.text) {
        case .text(let text): return text
        case .number(let number): return vocabulary.name(number) ?? name.text
        }
    }

    private func find(_ name: XMLName) -> Int {
        guard isCoded else { return vocabulary.numbers[name.text] ?? Self.unknown }
        switch XMLNameCodes.decoded(name.text) {
        case .text(let text): return vocabulary.numbers[text] ?? Self.unknown
        case .number(let number): return vocabulary.name(number) == nil ? Self.unknown : number
        }
    }

    private mutating func insert(_ name: XMLName, at slot: Int) -> Int {
        let number = find(name)
        // A document of invented names must not fill the table: past half of it they are looked up by text.
        guard used < slots.count / 2 else { return number }
        used += 1
        slots[slot] = (UInt(bitPattern: name.address), number)
        return number
    }
}
