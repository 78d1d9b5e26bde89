/// One kind of bad input: how it is made, and what must become of it.
///
/// The cases are those of the catalogue in facts/reliability.md, section 4, under its numbers; `docs/bad-input.md` is
/// written from them.
struct BadInput: Sendable {
    /// The number in the catalogue: `X01`.
    let id: String
    /// What it is, in one phrase.
    let what: String
    let outcome: Outcome
    /// Why it ends otherwise than the catalogue expects, or how the case was made smaller; empty where it was not.
    let remark: String
    /// Lays the input down, and what has to be there before; ``BadExchange/Delivery/name`` names the file that is
    /// judged.
    let make: @Sendable (BadExchange) throws -> Void
    /// What else must be so afterwards.
    var check: (@Sendable (BadExchange) throws -> Void)?

    init(
        _ id: String, _ what: String, _ outcome: Outcome, remark: String = "",
        make: @escaping @Sendable (BadExchange) throws -> Void
    ) {
        self.id = id
        self.what = what
        self.outcome = outcome
        self.remark = remark
        self.make = make
    }

    /// A document of 1C's side, as text.
    init(
        _ id: String, _ what: String, _ outcome: Outcome, remark: String = "",
        xml: @autoclosure @escaping @Sendable () -> String
    ) {
        self.init(id, what, outcome, remark: remark) { try $0.inbound(Array(xml().utf8)) }
    }

    /// The case with something else that must be so afterwards.
    func and(_ check: @escaping @Sendable (BadExchange) throws -> Void) -> BadInput {
        var input = self
        input.check = check
        return input
    }

    /// What must become of a file.
    enum Outcome: Equatable, Sendable {
        /// Taken. With a code: and the ledger tells this of it.
        case applied(String? = nil)
        /// Taken, while something else is told of as a problem with this code.
        case appliedBeside(String)
        /// Taken, but for rows that were set aside with this code.
        case partly(String)
        /// In quarantine, with a page; nothing of it was taken.
        case refused(String)
        /// Waits for a person's yes; nothing of it was taken.
        case held(String)
        /// The same as a file before it; nothing was done.
        case repeated
        /// Left where it lies, and told of as a problem with this code.
        case left(String)
        /// Left where it lies; nothing is said.
        case ignored
        /// No longer there when it was to be taken; nothing is said.
        case gone
        /// Left where it lies until it is whole.
        case waits

        var text: String {
            switch self {
            case .applied(nil): "applied"
            case .applied(let code?): "applied, told: `\(code)`"
            case .appliedBeside(let code): "applied; told beside it: `\(code)`"
            case .partly(let code): "the good rows applied, the others set aside: `\(code)`"
            case .refused(let code): "refused: `\(code)`"
            case .held(let code): "held: `\(code)`"
            case .repeated: "a repetition, nothing done"
            case .left(let code): "left where it lies, told: `\(code)`"
            case .ignored: "left where it lies"
            case .gone: "nothing; it is gone"
            case .waits: "waits until it is whole"
            }
        }
    }

    /// All of them, by section of the catalogue.
    static let sections: [(title: String, cases: [BadInput])] = [
        ("XML", XMLCases.all), ("Encodings", EncodingCases.all), ("ZIP", ZIPCases.all),
        ("CSV and XLSX", TableCases.all), ("Names and file objects", NameCases.all), ("Sizes and time", SizeCases.all),
        ("Business data", BusinessCases.all), ("Pictures and sets", SetCases.all)
    ]

    static let all = sections.flatMap(\.cases)
}

extension BadInput: CustomStringConvertible {
    var description: String { "\(id) \(what)" }
}
