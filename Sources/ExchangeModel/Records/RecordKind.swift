/// What a record of an exchange file is about.
///
/// The raw value is what `inspect --records` and the ledger write.
public enum RecordKind: String, Sendable, CaseIterable {
    /// «КоммерческаяИнформация»: the head of a file.
    case exchange
    /// «Классификатор»
    case classifier
    /// «Группа»
    case group
    /// «Свойство»
    case property
    /// «ТипЦены»
    case priceType
    /// «Склад» of a list of warehouses
    case warehouse
    /// «ЕдиницаИзмерения»
    case unit
    /// «Каталог»: its head, without the goods
    case catalogue
    /// «Товар»
    case product
    /// «ПакетПредложений», «ИзмененияПакетаПредложений»: its head, without the offers
    case offerPackage
    /// «Предложение»
    case offer
    /// «Контрагенты» on its own: its head
    case counterpartyList
    /// «Контрагент»
    case counterparty
    /// «Документ»
    case document
    /// A deal of a CRM, or an order of a plain list
    case deal
    /// A company of a CRM
    case company
    /// A person of a CRM
    case contact
    /// A request from a site, a form, a call or a letter
    case lead
    /// An appointment of an online-booking service
    case booking
    /// What a campaign cost in a period
    case cost
}
