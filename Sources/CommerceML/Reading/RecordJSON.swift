internal import ExchangeModel

extension RecordView {
    /// The record as one line of JSON: `{"record":"product","line":12,"id":…}`.
    ///
    /// Values are the file's own text. A list is always an array; a single element that a file repeats becomes
    /// one too, so nothing is dropped.
    public func json() -> String {
        var members: [(key: String, value: JSONText)] = [
            ("record", .string(kind.rawValue)), ("line", .number(line))
        ]
        var index = 0
        members += object(&index)
        if let parentID { members.append(("parent", .string(parentID))) }
        return JSONText.object(members).text
    }

    private func object(_ index: inout Int) -> [(key: String, value: JSONText)] {
        var members: [(key: String, value: JSONText)] = []
        var positions: [String: Int] = [:]
        while index < entries.count {
            let entry = entries[index]
            index += 1
            if entry.kind == .end { break }
            let state = grammar.states[Int(entry.state)]
            let value: JSONText =
                entry.kind == .value || entry.kind == .unusable
                ? .string(String(decoding: bytes(entry), as: UTF8.self)) : .object(object(&index))
            if let position = positions[state.key] {
                members[position].value = members[position].value.appending(value)
            } else {
                positions[state.key] = members.count
                members.append((state.key, state.isList ? .array([value]) : value))
            }
        }
        return members
    }
}
