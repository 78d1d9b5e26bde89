/// Something that is sold, as a CRM sees it: a good, or one characteristic of it.
public struct CatalogItem: Hashable, Sendable {
    /// «Ид» as 1C gave it, with `#` and the characteristic where it is one.
    public var id: String
    public var name: String
    public var article: String?
    public var description: String?
    /// Names of the groups from the top down.
    public var sections: [String]
    /// Of one ``unit``.
    public var price: ExactDecimal?
    /// 1C told a price, but only of a pack or of more than one piece, from which none of one can be told exactly.
    public var lacksUnitPrice = false
    /// As 1C writes it: «руб», «RUB», «643».
    public var currency: String?
    /// The short name of the unit: «шт».
    public var unit: String?
    public var vatIncluded: Bool?
    /// In all warehouses; only where the policy sends it.
    public var stock: ExactDecimal?
    /// Not marked for deletion in 1C.
    public var isActive: Bool

    public init(id: String, name: String, sections: [String] = [], isActive: Bool = true) {
        self.id = id
        self.name = name
        self.sections = sections
        self.isActive = isActive
    }
}
