internal import ExchangeModel

/// What one element of CommerceML is to us: its name in the file, its key in our records, and what it may hold.
///
/// The dialect is written down once, as rules (`Constructs/`, one file per construct); reading, `--records`,
/// the ledger's fields, the counts and the list of what was not understood all follow from them. Rules are used
/// only while ``Grammar`` is compiled.
final class Rule {
    enum Shape {
        /// A value; the element holds text only.
        case value(ValueKind)
        /// An object with fields of its own.
        case object
        /// Only a bracket in the file (`<Товары>` around each `<Товар>`): leaves no level in the record.
        case bracket
    }

    /// Latin letters that real files have in place of Cyrillic ones are further names of the same rule.
    let names: [String]
    let key: String
    let shape: Shape
    var attributes: [Rule] = []
    var children: [Rule] = []
    /// Occurs several times and is kept as a list.
    var isList = false
    /// For a list of objects: the key of the field that tells items apart («ИдТипаЦены» of a «Цена»).
    var identity: String?
    /// For an object that holds text as well: the key the text goes under.
    var bodyKey: String?
    /// The element is a record of its own and not a field of the one around it.
    var record: RecordKind?
    var counter: Counter?
    /// The counter counts the element only where it has this attribute.
    var countedAttribute: String?
    /// Its number in the grammar that it was compiled into; a rule belongs to one.
    var state: Int16?

    init(_ names: [String], _ key: String, _ shape: Shape) {
        self.names = names
        self.key = key
        self.shape = shape
    }
}

/// How the text of a value is to be read.
///
/// `--records` shows the text as the file wrote it; what is not as it should be is an issue and not used.
enum ValueKind: UInt8, Sendable {
    case text
    /// A number; one that is not is an issue.
    case decimal
    /// `true`/`false`
    case flag
    /// A number that is not negative.
    case price
    /// Where a picture lies, inside the folder of the export.
    case path
    /// The name of a currency: a text that ``PriceWords`` gathers.
    case currency
}

/// What `inspect` counts.
public enum Counter: Int, CaseIterable, Sendable {
    case groups, properties, priceTypes, warehouses, units, products, offers, prices, stocks
    case documents, subordinateDocuments, documentLines, counterparties
}

// How rules are written in `Constructs/`.

func text(_ name: String, _ key: String) -> Rule { Rule([name], key, .value(.text)) }
func decimal(_ name: String, _ key: String) -> Rule { Rule([name], key, .value(.decimal)) }
func flag(_ name: String, _ key: String) -> Rule { Rule([name], key, .value(.flag)) }
func price(_ name: String, _ key: String) -> Rule { Rule([name], key, .value(.price)) }
func path(_ name: String, _ key: String) -> Rule { Rule([name], key, .value(.path)) }
func currency(_ name: String, _ key: String) -> Rule { Rule([name], key, .value(.currency)) }

func object(_ name: String, _ key: String, attributes: [Rule] = [], body: String? = nil, _ children: [Rule]) -> Rule {
    let rule = Rule([name], key, .object)
    rule.attributes = attributes
    rule.bodyKey = body
    rule.children = children
    return rule
}

func bracket(_ name: String, _ children: [Rule]) -> Rule {
    let rule = Rule([name], "", .bracket)
    rule.children = children
    return rule
}

/// A value that occurs several times, directly.
func values(_ name: String, _ key: String) -> Rule { repeated(text(name, key)) }

func repeated(_ rule: Rule) -> Rule {
    rule.isList = true
    return rule
}

/// An object that occurs several times, directly.
func items(
    _ name: String, _ key: String, by identity: String? = nil, attributes: [Rule] = [], body: String? = nil,
    _ children: [Rule]
) -> Rule {
    let rule = object(name, key, attributes: attributes, body: body, children)
    rule.isList = true
    rule.identity = identity
    return rule
}

/// A list in its bracket: `<Цены><Цена/>…</Цены>`.
func list(_ name: String, of item: String, _ key: String, by identity: String? = nil, _ children: [Rule]) -> Rule {
    bracket(name, [items(item, key, by: identity, children)])
}

extension Rule {
    func record(_ kind: RecordKind) -> Rule {
        record = kind
        isList = false
        return self
    }

    func counted(_ counter: Counter, whenHas attribute: String? = nil) -> Rule {
        self.counter = counter
        countedAttribute = attribute
        return self
    }
}
