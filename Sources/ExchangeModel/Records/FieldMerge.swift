/// What a new file changed in one field.
public struct FieldChange: Hashable, Sendable {
    public let path: String
    /// `nil` where there was no value.
    public let old: String?
    /// `nil` where the value went away.
    public let new: String?

    public init(path: String, old: String?, new: String?) {
        self.path = path
        self.old = old
        self.new = new
    }
}

extension FieldSet {
    /// Lists of which a file may bring a part: what it does not name stays.
    ///
    /// Prices and stock come in files of their own, per price type and per warehouse; every other list is
    /// complete where it is present.
    public static let partialLists: Set<String> = ["prices", "stocks"]

    /// Lays a newer record over this one.
    ///
    /// A field that the newer record does not have stays: in CommerceML an absent or empty element means «not
    /// given», not «erase» (facts d.23). A list that it has replaces the older list; of ``partialLists`` only
    /// the items that it names.
    ///
    /// - Returns: the merged record in a stable order, and what changed; no changes where nothing did.
    public func merging(_ newer: FieldSet) -> (merged: FieldSet, changes: [FieldChange]) {
        let (older, newerFields) = (fields, newer.fields)
        let values = Dictionary(newerFields.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
        let known = Set(older.map(\.path))
        let replaced = Set(newerFields.compactMap { Self.replacedPrefix($0.path) })
        var changes: [FieldChange] = []
        var merged: [Field] = []
        merged.reserveCapacity(max(older.count, newerFields.count))
        for field in older {
            if let value = values[field.path] {
                if value != field.value {
                    changes.append(FieldChange(path: field.path, old: field.value, new: value))
                }
                merged.append(Field(path: field.path, value: value))
            } else if let prefix = Self.replacedPrefix(field.path), replaced.contains(prefix) {
                changes.append(FieldChange(path: field.path, old: field.value, new: nil))
            } else {
                merged.append(field)
            }
        }
        for field in newerFields where !known.contains(field.path) {
            changes.append(FieldChange(path: field.path, old: nil, new: field.value))
            merged.append(field)
        }
        return (changes.isEmpty ? self : FieldSet(merged), changes)
    }

    /// What of this record, which is older, may still be laid over a newer one: what that does not have, and what
    /// `isNewer` says was told no later than here.
    ///
    /// `isNewer` is asked for a path, or for what of a list is replaced as a whole.
    public func yielding(to newer: FieldSet, where isNewer: (String) -> Bool) -> FieldSet {
        let known = Set(newer.fields.map { Self.replacedPart($0.path) })
        return FieldSet(
            fields.filter { field in
                let part = Self.replacedPart(field.path)
                return !known.contains(part) || !isNewer(part)
            })
    }

    /// The path, or what of a list a newer record replaces as a whole.
    public static func replacedPart(_ path: String) -> String { replacedPrefix(path) ?? path }

    /// The part of a path that a newer record replaces as a whole: `pictures` of `pictures[2]`,
    /// `prices[X]` of `prices[X].amount`; `nil` for a field outside lists.
    private static func replacedPrefix(_ path: String) -> String? {
        guard let bracket = path.firstIndex(of: "[") else { return nil }
        let list = String(path[..<bracket])
        guard partialLists.contains(list) else { return list }
        guard let close = path[bracket...].firstIndex(of: "]") else { return list }
        return String(path[...close])
    }
}
