internal import ExchangeModel

/// A change as people read it in a diff.
enum ChangeText {
    /// One field's change as a line of a diff.
    static func line(_ change: FieldChange) -> String {
        switch (change.old?.singleLine, change.new?.singleLine) {
        case (nil, let new): "    + \(change.path): \(new ?? "")"
        case (let old?, nil): "    - \(change.path): \(old)"
        case (let old?, let new?): "    ~ \(change.path): \(old) → \(new)"
        }
    }
}
