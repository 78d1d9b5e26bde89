/// Values in the order in which they came, each once; adding costs the same however many there are.
public struct DistinctList<Element: Hashable & Sendable>: Sendable {
    public private(set) var elements: [Element]
    /// The same values, once there are more than a few: nearly all lists stay short, and a set for each would cost more.
    private var known: Set<Element> = []
    private static var few: Int { 16 }

    /// `elements` are taken as they are, so they must be distinct.
    public init(_ elements: [Element] = []) {
        self.elements = elements
    }

    /// - Returns: whether it was new.
    @discardableResult
    public mutating func add(_ element: Element) -> Bool {
        if elements.count < Self.few {
            guard !elements.contains(element) else { return false }
        } else {
            if known.isEmpty { known = Set(elements) }
            guard known.insert(element).inserted else { return false }
        }
        elements.append(element)
        return true
    }

    public mutating func add(contentsOf others: some Sequence<Element>) {
        for element in others { add(element) }
    }
}
