/// What `[customers]` of the configuration says: how a customer's figures are reckoned, and which go to the CRM.
public struct CustomerSettings: Sendable, Equatable {
    var rules = FigureRules()
    /// Requisite of a document in which 1C writes the points of a loyalty scheme; empty: there are none.
    public var pointsRequisite = ""
    /// Figures that go into user fields of the CRM, by their names in the configuration.
    public var crmFields: [String] = []

    public init() {}
}

/// What `[deals]` says: what moves a deal from stage to stage.
public struct DealSettings: Sendable, Equatable {
    /// The CRM's stages in which the contract is signed.
    public var contractStages = ["Договор подписан"]
    /// The CRM's stages in which the prepayment is ordered, and so the contract is signed.
    public var prepaymentStages = ["Предоплата заказана"]
    /// Of the sum; 0: any payment is the prepayment.
    public var prepaymentPercent = 0
    /// 1C's requisite that says that the closing documents are back.
    public var documentsRequisite = "Исполнено"
    /// After how many days without a movement a deal is stuck.
    public var stuckDays = 14

    public init() {}
}
