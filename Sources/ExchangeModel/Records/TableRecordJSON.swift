extension TableRecord {
    /// The record as one line of JSON, lists as arrays: `{"record":"deal","line":2,"key":"bitrix24/deal/15",…}`.
    public func json() -> String {
        var members: [(key: String, value: JSONText)] = [
            ("record", .string(kind.rawValue)), ("line", .number(line)), ("key", .string(key))
        ]
        members += Self.members(fields)
        return JSONText.object(members).text
    }

    /// Lists whose items have names of their own, the headings of a table.
    private static let named: Set<String> = ["other", "unreadable"]

    private static func members(_ fields: FieldSet) -> [(key: String, value: JSONText)] {
        var members: [(key: String, value: JSONText)] = []
        var seen: Set<String> = []
        for field in fields.fields {
            guard let bracket = field.path.firstIndex(of: "[") else {
                members.append((field.path, .string(field.value)))
                continue
            }
            let list = String(field.path[..<bracket])
            guard seen.insert(list).inserted else { continue }
            let items = fields.items(list)
            func value(_ item: FieldSet) -> JSONText {
                item[""].map(JSONText.string) ?? .object(Self.members(item))
            }
            members.append(
                (
                    list,
                    named.contains(list)
                        ? .object(items.map { ($0.key, value($0.item)) }) : .array(items.map { value($0.item) })
                ))
        }
        return members
    }
}
