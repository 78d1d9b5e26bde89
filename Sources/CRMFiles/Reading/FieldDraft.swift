internal import ExchangeModel

/// The fields of a record as its cells are read one after the other.
struct FieldDraft {
    private(set) var fields: [Field] = []
    private var lists: [(path: String, values: DistinctList<String>)] = []
    private var notes: [(path: String, text: String)] = []
    private var others: [Field] = []
    /// What is kept under the headings, and how many values each has at least.
    private var keptPaths: Set<String> = []
    private var keptValues: [String: (values: DistinctList<String>, number: Int)] = [:]
    private var unreadable: [(label: String, text: String)] = []

    mutating func set(_ path: String, _ value: String) {
        if !value.isEmpty { fields.append(Field(path: path, value: value)) }
    }

    /// Adds to a list, once.
    mutating func add(_ path: String, _ value: String) {
        guard let index = lists.firstIndex(where: { $0.path == path }) else {
            return lists.append((path, DistinctList([value])))
        }
        lists[index].values.add(value)
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
        var kept = keptValues.removeValue(forKey: place.path) ?? (DistinctList(), 2)
        defer { keptValues[place.path] = kept }
        guard kept.values.add(value) else { return }
        var path = place.path
        while !keptPaths.insert(path).inserted {
            path = "other[\(place.label)#\(kept.number)]"
            kept.number += 1
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

    func values(_ path: String) -> [String] { lists.first { $0.path == path }?.values.elements ?? [] }

    /// All fields, in the order in which any table of this layout gives them.
    func all(lines: [Field]) -> [Field] {
        var all = fields
        all += notes.map { Field(path: $0.path, value: $0.text) }
        for list in lists {
            for (index, value) in list.values.elements.enumerated() {
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
