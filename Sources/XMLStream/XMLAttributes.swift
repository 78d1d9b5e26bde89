/// The attributes of one start tag, as libxml2 keeps them; valid only during the callback.
public struct XMLAttributes {
    // Five pointers an attribute: local name, prefix, namespace, start and end of the value.
    private let cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    public let count: Int

    init(_ cells: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        self.cells = cells
        self.count = cells == nil ? 0 : count
    }

    /// The local name of an attribute.
    public func name(_ index: Int) -> XMLName? {
        cells?[index * 5].map(XMLName.init)
    }

    /// The value of an attribute, its references already resolved.
    public func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let start = cells?[index * 5 + 3], let end = cells?[index * 5 + 4] else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: start, count: end - start)
    }
}
