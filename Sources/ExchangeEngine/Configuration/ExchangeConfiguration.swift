public import CRMFiles
internal import CommerceML
public import ExchangeModel
internal import SystemPackage
internal import TabularFiles
internal import TOMLKit

/// What `obmen.toml` says.
public struct ExchangeConfiguration: Sendable, Equatable {
    public var language: Language?
    /// Ids of the CRMs that get packs.
    public var crms = CRMRegistry.ids
    /// Name of the price type that goes to the CRM; empty: the retail one, else the first.
    public var priceType = ""
    public var sendsStock = false
    public var sendsLegalDetails = false
    /// What is owed and paid in advance.
    public var sendsSettlements = false
    /// Customers that 1C tells of go to the CRM.
    public var sendsCustomers = true
    /// Seconds between two rounds of `obmen run`.
    public var intervalSeconds = 300
    /// When a file waits for a person.
    public var doubts = DoubtSettings()
    /// How long a file must stay as it is before it is taken; `nil`: as the file system wants it.
    public var settleSeconds: Int?
    /// Where the figures for node_exporter go; empty: `.obmen/obmen.prom`.
    public var metricsFile = ""
    public var settings: [String: CRMSettings] = [:]
    public var outgoing = OutgoingSettings()
    /// Who answers for what is new.
    public var responsible = ResponsibleSettings()
    public var customers = CustomerSettings()
    public var deals = DealSettings()
    /// How many days before a visit people are reminded of it.
    public var remindDays = 1
    /// Telephone numbers and e-mail addresses are hidden on pages and in their tables.
    public var hidesContacts = false
    /// What a file may have at most.
    public var limits = LimitSettings()

    public init() {}

    /// The CRMs that get packs, by id.
    var dialects: [String: any CRM] {
        Dictionary(
            crms.compactMap { id in CRMRegistry.crm(id, settings: settings(of: id)).map { (id, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// How this 1C wants its orders.
    func ordersProfile() throws -> OrdersProfile {
        var profile = OrdersProfile.profile(outgoing.profile) ?? OrdersProfile.all[0]
        if !outgoing.vatRates.isEmpty { profile.vatRates = outgoing.vatRates }
        profile.allowsNewProducts = outgoing.createsProducts
        return profile
    }

    /// The figures that go into user fields of a CRM; settlements only where they are switched on.
    var figureFields: [FigureField] {
        customers.crmFields.compactMap(FigureField.init).filter { sendsSettlements || !$0.isSettlement }
    }

    public func settings(of crm: String) -> CRMSettings {
        var settings = settings[crm] ?? CRMSettings()
        settings.sendsStock = sendsStock
        settings.sendsLegalDetails = sendsLegalDetails
        settings.figureHeadings = figureFields.map(\.heading)
        settings.namesResponsibles = !responsible.inTurn.isEmpty || !responsible.rules.isEmpty
        return settings
    }
}

/// The configuration is wrong; told before anything starts.
public struct ConfigurationError: Error, Sendable, Equatable {
    public let file: String
    /// From 1; 0 where the place is not known.
    public let line: Int
    public let key: String
    public let message: LocalizedText
}

extension ExchangeConfiguration {
    /// Reads the configuration; every key must be known, so that a misspelt switch is not silently off.
    public init(toml text: String, file: String) throws {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigurationError(
                file: file, line: error.source.begin.line, key: "",
                message: LocalizedText(
                    russian: "Это не TOML: \(error.description)", english: "Not TOML: \(error.description)"))
        }
        self.init()
        var reader = TableReader(file: file, text: text)
        try reader.read(table, "") { key, reader in
            switch key {
            case "language":
                let name = try reader.string(table, key)
                guard let language = Language(rawValue: name) else { throw reader.wrong(key, "ru, en") }
                self.language = language
            case "interval_seconds":
                intervalSeconds = try reader.integer(table, key, in: 1...1_000_000)
            case "settle_seconds":
                let seconds = try reader.integer(table, key, in: 0...1_000_000)
                settleSeconds = seconds > 0 ? seconds : nil
            case "metrics_file": metricsFile = try reader.string(table, key)
            case "shrink_percent": doubts.shrinkPercent = try reader.integer(table, key, from: 1)
            case "zero_price_percent": doubts.zeroPricePercent = try reader.integer(table, key, from: 1)
            case "price_jump_percent": doubts.priceJumpPercent = try reader.integer(table, key, from: 1)
            case "crm":
                crms = try reader.strings(table, key)
                guard crms.allSatisfy(CRMRegistry.ids.contains) else {
                    throw reader.wrong(key, CRMRegistry.ids.joined(separator: ", "))
                }
            case "price_type": priceType = try reader.string(table, key)
            case "send":
                try reader.read(table, key) { key, inner, reader in
                    switch key {
                    case "stock": sendsStock = try reader.flag(inner, key)
                    case "legal_details": sendsLegalDetails = try reader.flag(inner, key)
                    case "settlements": sendsSettlements = try reader.flag(inner, key)
                    case "customers_from_1c": sendsCustomers = try reader.flag(inner, key)
                    default: throw reader.unknown(key)
                    }
                }
            case "to_1c": outgoing = try Self.outgoingSettings(table, key, &reader)
            case "responsible": responsible = try Self.responsibleSettings(table, key, &reader)
            case "customers": customers = try Self.customerSettings(table, key, &reader)
            case "deals": deals = try Self.dealSettings(table, key, &reader)
            case "visits":
                try reader.read(table, key) { key, inner, reader in
                    guard key == "remind_days" else { throw reader.unknown(key) }
                    remindDays = try reader.integer(inner, key, from: 0)
                }
            case "reports":
                try reader.read(table, key) { key, inner, reader in
                    guard key == "hide_contacts" else { throw reader.unknown(key) }
                    hidesContacts = try reader.flag(inner, key)
                }
            case "limits": limits = try Self.limitSettings(table, key, &reader)
            case Bitrix24.id, AmoCRM.id:
                settings[key] = try Self.crmSettings(table, key, &reader)
            default: throw reader.unknown(key)
            }
        }
    }

    private static func crmSettings(
        _ table: TOMLTable, _ crm: String, _ reader: inout TableReader
    ) throws -> CRMSettings {
        var settings = CRMSettings()
        try reader.read(table, crm) { key, inner, reader in
            switch key {
            case "responsible": settings.responsible = try reader.string(inner, key)
            case "pipeline": settings.pipeline = try reader.string(inner, key)
            case "code_field": settings.codeField = try reader.string(inner, key).singleLine
            case "article_field": settings.articleField = try reader.string(inner, key).singleLine
            case "units": settings.units = Set(try reader.strings(inner, key))
            case "stages":
                try reader.read(inner, key) { stage, names, reader in
                    guard let known = Order.Stage(rawValue: stage) else {
                        throw reader.wrong(
                            stage, Order.Stage.allCases.map(\.rawValue).joined(separator: ", "))
                    }
                    settings.stages[known] = try reader.string(names, stage)
                }
            default: throw reader.unknown(key)
            }
        }
        return settings
    }
}

extension ExchangeConfiguration {
    fileprivate static func outgoingSettings(
        _ table: TOMLTable, _ section: String, _ reader: inout TableReader
    ) throws -> OutgoingSettings {
        var settings = OutgoingSettings()
        try reader.read(table, section) { key, inner, reader in
            switch key {
            case "profile":
                settings.profile = try reader.string(inner, key)
                guard OrdersProfile.profile(settings.profile) != nil else {
                    throw reader.wrong(key, OrdersProfile.all.map(\.id).joined(separator: ", "))
                }
            case "stages": settings.stages = try reader.strings(inner, key)
            case "first_number": settings.firstNumber = try reader.integer(inner, key, in: 1...1_000_000_000)
            case "default_vat": settings.defaultVAT = try reader.string(inner, key)
            case "vat_rates": settings.vatRates = try reader.strings(inner, key)
            case "delivery_product": settings.deliveryProduct = try reader.string(inner, key)
            case "create_products": settings.createsProducts = try reader.flag(inner, key)
            case "read_grace_minutes": settings.readGraceMinutes = try reader.integer(inner, key, from: 0)
            case "read_alert_minutes": settings.readAlertMinutes = try reader.integer(inner, key, from: 1)
            case "confirm_alert_days": settings.confirmAlertDays = try reader.integer(inner, key, from: 1)
            case "currencies":
                try reader.read(inner, key) { code, names, reader in
                    settings.currencies[code] = try reader.string(names, code)
                }
            case "requisites":
                try reader.read(inner, key) { name, values, reader in
                    settings.requisites[name] = try reader.string(values, name)
                }
            default: throw reader.unknown(key)
            }
        }
        return settings
    }

    fileprivate static func customerSettings(
        _ table: TOMLTable, _ section: String, _ reader: inout TableReader
    ) throws -> CustomerSettings {
        var settings = CustomerSettings()
        try reader.read(table, section) { key, inner, reader in
            switch key {
            case "window_days": settings.rules.window = try reader.integer(inner, key, from: 1)
            case "basket_orders": settings.rules.basketOrders = try reader.integer(inner, key, from: 3)
            case "usual_orders": settings.rules.usualOrders = try reader.integer(inner, key, from: 1)
            case "usual_percent": settings.rules.usualPercent = try reader.integer(inner, key, from: 0)
            case "due_percent": settings.rules.duePercent = try reader.integer(inner, key, from: 0)
            case "points_requisite": settings.pointsRequisite = try reader.string(inner, key)
            case "crm_fields":
                settings.crmFields = try reader.strings(inner, key)
                guard settings.crmFields.allSatisfy({ FigureField(rawValue: $0) != nil }) else {
                    throw reader.wrong(key, FigureField.allCases.map(\.rawValue).joined(separator: ", "))
                }
            case "tiers":
                let tiers = try reader.tables(inner, key).map { tier in
                    for name in tier.keys where name != "from" && name != "percent" { throw reader.unknown(name) }
                    guard let from = try reader.decimal(tier, "from").kopecks else {
                        throw reader.wrong("from", "150000.00")
                    }
                    return DiscountTiers.Tier(
                        from: from, percent: try reader.decimal(tier, "percent").normalized.description)
                }
                guard Set(tiers.map(\.from)).count == tiers.count else { throw reader.wrong(key, "from ≠ from") }
                settings.rules.tiers = DiscountTiers(tiers)
            default: throw reader.unknown(key)
            }
        }
        return settings
    }

    fileprivate static func dealSettings(
        _ table: TOMLTable, _ section: String, _ reader: inout TableReader
    ) throws -> DealSettings {
        var settings = DealSettings()
        try reader.read(table, section) { key, inner, reader in
            switch key {
            case "contract_stages": settings.contractStages = try reader.strings(inner, key)
            case "prepayment_stages": settings.prepaymentStages = try reader.strings(inner, key)
            case "prepayment_percent": settings.prepaymentPercent = try reader.integer(inner, key, from: 0)
            case "documents_requisite": settings.documentsRequisite = try reader.string(inner, key)
            case "stuck_days": settings.stuckDays = try reader.integer(inner, key, from: 1)
            default: throw reader.unknown(key)
            }
        }
        return settings
    }

    fileprivate static func limitSettings(
        _ table: TOMLTable, _ section: String, _ reader: inout TableReader
    ) throws -> LimitSettings {
        var settings = LimitSettings()
        let most = ReadingLimits.most
        try reader.read(table, section) { key, inner, reader in
            func value(_ range: ClosedRange<Int>) throws -> Int { try reader.integer(inner, key, in: range) }
            switch key {
            case "file_mb": settings.fileBytes = try value(1...1 << 20) << 20
            case "records": settings.reading.records = try value(1...most.records)
            case "depth": settings.reading.depth = try value(8...most.depth)
            case "attributes": settings.reading.attributes = try value(8...most.attributes)
            case "tag_kb": settings.reading.tagBytes = try value(1...most.tagBytes >> 10) << 10
            case "text_mb": settings.reading.textBytes = try value(1...most.textBytes >> 20) << 20
            case "zip_entries": settings.zip.entries = try value(1...1_000_000)
            case "zip_entry_mb": settings.zip.entryBytes = try value(1...1 << 20) << 20
            case "zip_total_mb": settings.zip.totalBytes = try value(1...1 << 20) << 20
            case "zip_ratio": settings.zip.ratio = try value(10...2_000)
            case "name_bytes": settings.reading.nameBytes = try value(64...most.nameBytes)
            default: throw reader.unknown(key)
            }
        }
        return settings
    }

    fileprivate static func responsibleSettings(
        _ table: TOMLTable, _ section: String, _ reader: inout TableReader
    ) throws -> ResponsibleSettings {
        var settings = ResponsibleSettings()
        try reader.read(table, section) { key, inner, reader in
            switch key {
            case "in_turn": settings.inTurn = try reader.strings(inner, key)
            case "rules":
                settings.rules = try reader.tables(inner, key).map { rule in
                    var made = ResponsibleSettings.Rule()
                    for name in rule.keys.sorted() {
                        switch name {
                        case "channel": made.channel = try reader.string(rule, name)
                        case "campaign": made.campaign = try reader.string(rule, name)
                        case "region": made.region = try reader.string(rule, name)
                        case "person": made.person = try reader.string(rule, name)
                        default: throw reader.unknown(name)
                        }
                    }
                    guard !made.person.isEmpty else { throw reader.wrong(key, "person = \"…\"") }
                    return made
                }
            default: throw reader.unknown(key)
            }
        }
        return settings
    }
}
