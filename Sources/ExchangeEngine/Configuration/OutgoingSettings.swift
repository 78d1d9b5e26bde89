/// What `[to_1c]` of the configuration says: how orders go to 1C.
public struct OutgoingSettings: Sendable, Equatable {
    /// Which configuration of 1C reads them: `ut11`, `unf`, `bitrix31`, `legacy`.
    public var profile = "ut11"
    /// Stages of deals that are orders; empty: all but those of lost deals.
    public var stages: [String] = []
    /// The first of our order numbers, of six digits so that УНФ can take it.
    public var firstNumber = 100_001
    /// 1C's name for a currency, by its ISO code; what is not here is taken from 1C's own prices.
    public var currencies: [String: String] = [:]
    /// For a product of which 1C told no rate; empty: such an order is held.
    public var defaultVAT = "Без НДС"
    /// The rates that this 1C's loader knows; empty: as the profile says.
    public var vatRates: [String] = []
    /// «Ид» of the service by which a delivery is an order's line.
    public var deliveryProduct = ""
    /// 1C may make new products of lines that it does not know.
    public var createsProducts = false
    /// Further «ЗначенияРеквизитов» of every order: organisation, agreement, warehouse.
    public var requisites: [String: String] = [:]
    /// How long after a session's first file 1C may still be reading the letterbox.
    public var readGraceMinutes = 15
    /// After how long an order that 1C did not read is a matter for a person.
    public var readAlertMinutes = 60
    /// After how long an order that 1C read but never sent back is one.
    public var confirmAlertDays = 3

    public init() {}
}
