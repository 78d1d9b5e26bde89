internal import ExchangeModel

/// The rules of CommerceML, compiled into tables that the reader walks without touching text.
///
/// A *state* is one rule. It has a row in `elements`, which gives for the number of an element's name the state inside
/// that element, and one in `attributes`; -1 is what we do not understand. States in which nothing may stand, most of
/// them, have the same empty row.
///
/// Made once and kept for the life of the process. It has no owners to be counted: the count would lie beside what is
/// looked at for every element, and each record that goes to another thread would change it; waiting for that memory
/// took half the time of an element's start.
struct Grammar: @unchecked Sendable {
    // Sendable although it holds pointers: nothing is written or freed after it was compiled.

    struct State: Sendable {
        var name: String
        var key: String
        var isValue = false
        var valueKind = ValueKind.text
        var isBracket = false
        var isList = false
        var identity: Int16 = -1
        /// The state that text of an object goes to, or -1.
        var body: Int16 = -1
        var record: RecordKind?
        var counter: Int8 = -1
        var countedAttribute: Int16 = -1
        /// The keys directly inside, through brackets, in the order of the rules: what a record is written in.
        var fields: [Int16] = []
    }

    /// What the reader needs of a state for every element, small enough to stay in the cache.
    struct Hot: Sendable {
        var isValue: Bool
        var isBracket: Bool
        var isList: Bool
        var isRecord: Bool
        var valueKind: ValueKind
        var counter: Int8
        var countedAttribute: Int16
        var body: Int16
        var identity: Int16
        /// The same for states of the same key: stock is a «Склад» here and a «Склады» there.
        var keyNumber: Int16
        var keyStart: Int32
        var keyLength: Int16
        /// Where the rows of the state begin.
        var elementRow: Int32
        var attributeRow: Int32

        /// There is a place for text directly in it.
        var takesText: Bool { isValue || body >= 0 }
    }

    static let none: Int16 = -1

    let hot: UnsafePointer<Hot>
    let states: UnsafePointer<State>
    /// The keys of all states, one after the other.
    private let keys: UnsafePointer<UInt8>
    private let elements: UnsafePointer<Int16>
    private let attributes: UnsafePointer<Int16>
    /// The state before the root element.
    let start: Int16

    @inline(__always)
    func state(after state: Int16, element name: Int) -> Int16 {
        name < 0 ? Self.none : elements[Int(hot[Int(state)].elementRow) + name]
    }

    @inline(__always)
    func state(after state: Int16, attribute name: Int) -> Int16 {
        name < 0 ? Self.none : attributes[Int(hot[Int(state)].attributeRow) + name]
    }

    @inline(__always)
    func key(of state: Hot) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: keys + Int(state.keyStart), count: Int(state.keyLength))
    }

    /// - Returns: the grammar with the names of its elements and attributes, each at the position that is its number.
    static func compiled(_ root: Rule) -> (grammar: Grammar, names: [String]) {
        precondition(root.state == nil, "a rule belongs to one grammar")
        var compiler = Compiler()
        let first = Rule([""], "", .bracket)
        first.children = [root]
        let start = compiler.compile(first)
        return (Grammar(compiler, start: start), compiler.names)
    }

    private init(_ compiler: Compiler, start: Int16) {
        self.start = start
        states = Self.keep(compiler.states)
        let elements = compiler.rows(compiler.edges), attributes = compiler.rows(compiler.attributeEdges)
        self.elements = Self.keep(elements.table)
        self.attributes = Self.keep(attributes.table)
        var keys: [UInt8] = []
        var keyNumbers: [String: Int16] = [:]
        hot = Self.keep(
            zip(compiler.states, zip(elements.rows, attributes.rows)).map { state, rows in
                let start = keys.count
                let number = keyNumbers[state.key] ?? Int16(keyNumbers.count)
                keyNumbers[state.key] = number
                keys.append(contentsOf: state.key.utf8)
                return Hot(
                    isValue: state.isValue, isBracket: state.isBracket, isList: state.isList,
                    isRecord: state.record != nil, valueKind: state.valueKind, counter: state.counter,
                    countedAttribute: state.countedAttribute, body: state.body, identity: state.identity,
                    keyNumber: number, keyStart: Int32(start), keyLength: Int16(keys.count - start),
                    elementRow: rows.0, attributeRow: rows.1)
            })
        self.keys = Self.keep(keys)
    }

    private static func keep<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
        _ = copy.initialize(from: elements)
        return UnsafePointer(copy.baseAddress.unsafelyUnwrapped)
    }

    /// Numbers the rules; rules may refer back to themselves («Группа» in «Группы» in «Группа»).
    private struct Compiler {
        private(set) var names: [String] = []
        private(set) var states: [State] = []
        /// By their bytes: text is made comparable before it is hashed, and a process that reads one small file spends
        /// more time on that than on reading.
        private var numberOfName: [[UInt8]: Int] = [:]
        private(set) var edges: [(from: Int16, name: Int, to: Int16)] = []
        private(set) var attributeEdges: [(from: Int16, name: Int, to: Int16)] = []

        mutating func compile(_ rule: Rule) -> Int16 {
            if let known = rule.state { return known }
            let number = Int16(states.count)
            rule.state = number
            var state = State(name: rule.names[0], key: rule.key)
            switch rule.shape {
            case .value(let kind):
                state.isValue = true
                state.valueKind = kind
            case .bracket: state.isBracket = true
            case .object: break
            }
            state.isList = rule.isList
            state.record = rule.record
            state.counter = rule.counter.map { Int8($0.rawValue) } ?? -1
            if let name = rule.countedAttribute { state.countedAttribute = Int16(self.name(name)) }
            states.append(state)

            for child in rule.children {
                let target = compile(child)
                for name in child.names { edges.append((number, self.name(name), target)) }
            }
            for attribute in rule.attributes {
                let target = compile(attribute)
                for name in attribute.names { attributeEdges.append((number, self.name(name), target)) }
            }
            if let key = rule.bodyKey { states[Int(number)].body = compile(text("", key)) }
            states[Int(number)].fields = fields(of: rule)
            if let identity = rule.identity {
                let found = states[Int(number)].fields.first { states[Int($0)].key == identity }
                precondition(found != nil, "«\(rule.names[0])» has no field \(identity)")
                states[Int(number)].identity = found ?? Grammar.none
            }
            return number
        }

        /// The states of the values and objects directly in a rule, looking through brackets.
        private mutating func fields(of rule: Rule) -> [Int16] {
            var found: [Int16] = []
            for inner in rule.attributes + rule.children where inner.record == nil {
                if case .bracket = inner.shape {
                    found += fields(of: inner)
                } else {
                    found.append(compile(inner))
                }
            }
            let body = states[Int(compile(rule))].body
            return body >= 0 ? found + [body] : found
        }

        private mutating func name(_ text: String) -> Int {
            let bytes = Array(text.utf8)
            if let known = numberOfName[bytes] { return known }
            numberOfName[bytes] = names.count
            names.append(text)
            return names.count - 1
        }

        /// A row as long as there are names for each state from which something leads on, behind the empty one of all
        /// others; and where the row of each state begins.
        func rows(_ edges: [(from: Int16, name: Int, to: Int16)]) -> (table: [Int16], rows: [Int32]) {
            var rows = [Int32](repeating: 0, count: states.count)
            var end = Int32(names.count)
            for edge in edges where rows[Int(edge.from)] == 0 {
                rows[Int(edge.from)] = end
                end += Int32(names.count)
            }
            var table = [Int16](repeating: Grammar.none, count: Int(end))
            for edge in edges { table[Int(rows[Int(edge.from)]) + edge.name] = edge.to }
            return (table, rows)
        }
    }
}
