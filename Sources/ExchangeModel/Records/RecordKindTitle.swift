extension RecordKind {
    /// What people call it; scripts and commands use the raw value.
    public var title: LocalizedText {
        switch self {
        case .exchange: LocalizedText(russian: "выгрузка", english: "export")
        case .classifier: LocalizedText(russian: "классификатор", english: "classifier")
        case .group: LocalizedText(russian: "группа", english: "group")
        case .property: LocalizedText(russian: "свойство", english: "property")
        case .priceType: LocalizedText(russian: "вид цены", english: "price type")
        case .warehouse: LocalizedText(russian: "склад", english: "warehouse")
        case .unit: LocalizedText(russian: "единица", english: "unit")
        case .catalogue: LocalizedText(russian: "каталог", english: "catalogue")
        case .product: LocalizedText(russian: "товар", english: "product")
        case .offerPackage: LocalizedText(russian: "пакет предложений", english: "offer package")
        case .offer: LocalizedText(russian: "предложение", english: "offer")
        case .counterpartyList: LocalizedText(russian: "контрагенты", english: "counterparties")
        case .counterparty: LocalizedText(russian: "контрагент", english: "counterparty")
        case .document: LocalizedText(russian: "документ", english: "document")
        case .deal: LocalizedText(russian: "сделка", english: "deal")
        case .company: LocalizedText(russian: "компания", english: "company")
        case .contact: LocalizedText(russian: "контакт", english: "contact")
        case .lead: LocalizedText(russian: "заявка", english: "request")
        case .booking: LocalizedText(russian: "запись", english: "booking")
        case .cost: LocalizedText(russian: "расход на рекламу", english: "advertising cost")
        }
    }
}
