internal import XMLStream

/// Counts what a file holds and we do not understand, by the name of the element and of the one around it.
public struct UnreadElements: Sendable {
    /// How many different names are told apart; more than any dialect has, fewer than an attacker can invent.
    static let namesKept = 1_000

    /// Elements, attributes («Товар/@Цвет») and stray text («Товар/текст»), each with its number.
    public private(set) var byName: [String: Int] = [:]
    /// Elements not understood.
    public private(set) var elements = 0
    /// Values (texts and attributes that are not blank) in and on them.
    public private(set) var values = 0

    private var depth = 0
    private var path: [String] = []
    private var textSeen = false

    var isOpen: Bool { depth > 0 }

    mutating func open(_ name: String, in outer: String, _ attributes: XMLAttributes) {
        path = [outer]
        enter(name, attributes)
    }

    mutating func enter(_ name: String, _ attributes: XMLAttributes) {
        flushText()
        depth += 1
        elements += 1
        count("\(path.last ?? "")/\(name)")
        path.append(name)
        for index in 0..<attributes.count where !attributes.value(index).allSatisfy(isWhiteSpace) {
            values += 1
        }
    }

    mutating func leave() {
        flushText()
        depth -= 1
        path.removeLast()
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if !textSeen { textSeen = !bytes.allSatisfy(isWhiteSpace) }
    }

    mutating func countAttribute(_ name: String, in element: String) {
        values += 1
        count("\(element)/@\(name)")
    }

    mutating func countText(in element: String) {
        values += 1
        count("\(element)/текст")
    }

    private mutating func flushText() {
        if textSeen { values += 1 }
        textSeen = false
    }

    private mutating func count(_ name: String) {
        if byName[name] != nil || byName.count < Self.namesKept {
            byName[name, default: 0] += 1
        } else {
            byName["…", default: 0] += 1
        }
    }
}

extension UnreadElements {
    /// Adds what another file of the same archive held.
    public mutating func add(_ other: UnreadElements) {
        elements += other.elements
        values += other.values
        byName.merge(other.byName, uniquingKeysWith: +)
    }
}
