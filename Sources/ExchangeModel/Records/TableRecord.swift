/// One thing that a table told of: a deal with its lines, a company, a request.
///
/// Its ``fields`` have the same paths whatever CRM or list the table came from, and values in one form: phones as
/// `+79991234567` (with « доб. 12» where there is an extension), numbers with a point, dates as `2026-11-23` and
/// times as `2026-11-23T10:15:00`.
///
/// | of | paths |
/// |---|---|
/// | all | `id`, `title`, `responsible`, `comment`, `createdAt`, `changedAt`, `code1C`, `tags`, `other[Heading]` (columns that are not known), `unreadable[Heading]` (values that are not what their column wants, as they were) |
/// | deal | `stage`, `pipeline`, `isClosed`, `sum`, `currency`, `company`, `contact`, `phones[1]`…, `emails[1]`… (of the contact), `companyPhones[1]`…, `companyEmails[1]`…, `inn`, `kpp`, `ogrn`, `address`, `beginDate`, `closeDate`, `channel`, `source`, `campaign`, `promo`, `basket` (goods as one text), `delivery` (its sum), `deliveryName`, `lines[1].name`, `.article`, `.code1C`, `.unit`, `.price`, `.quantity`, `.sum` |
/// | company | `name`, `fullName`, `phones[1]`…, `emails[1]`…, `site`, `inn`, `kpp`, `ogrn`, `address`, `legalAddress`, `type` |
/// | contact | `name` (as one text), `last`, `first`, `middle`, `company`, `position`, `phones[1]`…, `emails[1]`…, `birthday` |
/// | lead | `channel`, `source`, `campaign`, `promo`, `name`, `company`, `phones[1]`…, `emails[1]`…, `text`, `region`, `sum`, `currency`, `url`, `status` |
/// | booking | `date`, `time`, `service`, `master`, `sum`, `name`, `phones[1]`…, `emails[1]`…, `channel`, `source`, `campaign`, `promo`, `status` |
public struct TableRecord: Hashable, Sendable {
    /// `deal`, `company`, `contact`, `lead` or `booking`.
    public let kind: RecordKind
    /// The CRM that it is of, as in `to-crm/bitrix24`; `nil` for a list.
    public let crm: String?
    /// Unique in the ledger: `bitrix24/deal/15`, `list/booking/A-17`.
    public let key: String
    /// The line on which its first row begins, from 1.
    public let line: Int
    public let fields: FieldSet

    public init(kind: RecordKind, crm: String?, key: String, line: Int, fields: FieldSet) {
        self.kind = kind
        self.crm = crm
        self.key = key
        self.line = line
        self.fields = fields
    }
}
