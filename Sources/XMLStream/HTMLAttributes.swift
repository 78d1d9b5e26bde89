/// The attributes of one HTML tag, as libxml2 keeps them; valid only during the callback.
public struct HTMLAttributes {
    // Two pointers an attribute, name and value; a null ends them.
    private let cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(_ cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        self.cells = cells
    }

    func hasMore(than most: Int) -> Bool {
        guard let cells else { return false }
        var count = 0
        while cells[2 * count] != nil {
            count += 1
            if count > most { return true }
        }
        return false
    }

    /// The value of an attribute, by its name in lower case; `nil` where the tag does not have it.
    public func value(_ name: String) -> String? {
        guard let cells else { return nil }
        var index = 0
        while let found = cells[index] {
            if String(cString: found) == name { return cells[index + 1].map { String(cString: $0) } ?? "" }
            index += 2
        }
        return nil
    }
}
