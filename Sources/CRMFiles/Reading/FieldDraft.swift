internal import ExchangeModel

/// The fields of a record as its cells are read one after the other.
struct FieldDraft {
    private(set) var fields: [Field] = []
    private var lists: [(path: String, values: [String])] = []
    private var notes: [(path: String, text: String)] = []
    private var others: [Field] = []
    private var unreadable: [(label: String, text: String)] = []

    mutating func set(_ path: String, _ value: String) {
        if !value.isEmpty { fields.append(Field(path: path, value: value)) }
    }

    /// Adds to a list, once.
    mutating func add(_ path: String, _ value: String) {
        guard let index = lists.firstIndex(where: { $0.path == path }) else {
            return lists.append((path, [value]))
        }
        if !lists[index].values.contains(value) { lists[index].values.append(value) }
    }

    /// Adds a paragraph to a text.
    mutating func addNote(_ path: String, _ text: String) {
        guard let index = notes.firstIndex(where: { $0.path == path }) else {
            return notes.append((path, text))
        }
        if notes[index].text != text { notes[index].text += "\n" + text }
    }

    /// Keeps a value under the heading of its column; again under one with a number where there is one already.
    mutating func keep(_ place: ColumnMap.Place, _ value: String) {
        guard !value.isEmpty else { return }
        var path = place.path
        var number = 2
        while let known = others.first(where: { $0.path == path }) {
            if known.value == value { return }
            path = "other[\(place.label)#\(number)]"
            number += 1
        }
        others.append(Field(path: path, value: value))
    }

    /// Keeps a value that is not what its column wants.
    mutating func keepUnreadable(_ label: String, _ text: String) {
        if let index = unreadable.firstIndex(where: { $0.label == label }) {
            unreadable[index].text += ", " + text
        } else {
            unreadable.append((label, text))
        }
    }

    subscript(path: String) -> String? {
        fields.first { $0.path == path }?.value ?? notes.first { $0.path == path }?.text
    }

    func decimal(_ path: String) -> ExactDecimal? { self[path].flatMap { ExactDecimal($0) } }

    func values(_ path: String) -> [String] { lists.first { $0.path == path }?.values ?? [] }

    /// All fields, in the order in which any table of this layout gives them.
    func all(lines: [Field]) -> [Field] {
        var all = fields
        all += notes.map { Field(path: $0.path, value: $0.text) }
        for list in lists {
            for (index, value) in list.values.enumerated() {
                let path = index == 0 ? list.path + "[1]" : "\(list.path)[\(index + 1)]"
                all.append(Field(path: path, value: value))
            }
        }
        all += lines
        all += others.count > 1 ? others.sorted { $0.path < $1.path } : others
        all += unreadable.map { Field(path: "unreadable[\($0.label)]", value: $0.text) }
        return all
    }
}
