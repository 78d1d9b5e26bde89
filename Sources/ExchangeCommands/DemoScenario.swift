internal import ArgumentParser
internal import ExchangeEngine
internal import ExchangeModel
internal import Reports
internal import Synchronization
internal import SystemPackage

/// One of the three businesses whose exchange the demonstration plays from its files.
enum DemoScenario: String, CaseIterable, ExpressibleByArgument {
    /// A beauty salon with an online campaign.
    case salon
    /// Wholesale with a discount that grows with the turnover.
    case wholesale
    /// Equipment for companies, with contract and prepayment.
    case telecom

    /// The pages whose first words a person should read.
    private var pages: [String] {
        switch self {
        case .salon: ["visits", "campaigns", "rules"]
        case .wholesale: ["customers"]
        case .telecom: ["deals"]
        }
    }

    /// Plays the steps in `samples/salon/2026-11-24T09-00/…`, each at the moment that its folder names.
    ///
    /// In a step, `inbound/` is what 1C wrote and `outbound/` what came from the CRM and from lists.
    func play(samples: FilePath, in folder: ExchangeFolder, _ language: Language) throws {
        let home = samples.appending(rawValue)
        guard FolderCopy.exists(home) else { throw Self.noSamples(home) }
        try folder.make(configuration: Self.text(home.appending("obmen.toml")))
        Terminal.say(
            LocalizedText(
                russian: "Папка обмена: \(folder.root.string)", english: "The exchange folder: \(folder.root.string)")(
                    language))
        let moment = DemoMoment()
        try playSteps(of: home, in: folder, moment, language)
        try say(folder, moment, language)
    }

    /// The exchange lets go of its folder at the end.
    private func playSteps(
        of home: FilePath, in folder: ExchangeFolder, _ moment: DemoMoment, _ language: Language
    ) throws {
        let exchange = try Exchange(folder, clock: ExchangeClock { moment.now })
        for step in try FolderCopy.folders(in: home) {
            let name = step.name
            guard let seconds = ExchangeClock.moment(ofFolder: name) else {
                continue
            }
            moment.set(seconds)
            let titles = try Self.text(step.appending("step.txt")).split(separator: "\n").map(String.init)
            Terminal.say("\n── \(name.replacing("T", with: " ").replacing("-00", with: ":00")) · \(titles[language])")
            for (side, inbox) in [("inbound", folder.inbound), ("outbound", folder.outbound)]
            where FolderCopy.exists(step.appending(side)) {
                try FolderCopy.copy(step.appending(side), to: inbox)
            }
            RoundText.say(try exchange.round(), folder, language)
        }
    }

    static func noSamples(_ path: FilePath) -> ValidationError {
        ValidationError(
            words(
                "Образцов здесь нет: \(path.string). Запустите в папке исходного кода или назовите её: --samples ПАПКА",
                "No samples here: \(path.string). Run it in the folder of the source, or name them: --samples FOLDER"))
    }

    /// Three lines: what a person should look at.
    private func say(_ folder: ExchangeFolder, _ moment: DemoMoment, _ language: Language) throws {
        guard let today = CalendarDay(ExchangeClock { moment.now }.day) else { return }
        let all = try LedgerView(folder).writeReports(folder, today: today)
        var lists = pages.compactMap { name in all.first { $0.file == name }?.highlights }
        var chosen: [ReportPage.Highlight] = []
        while chosen.count < 3, lists.contains(where: { !$0.isEmpty }) {
            for index in lists.indices where chosen.count < 3 && !lists[index].isEmpty {
                chosen.append(lists[index].removeFirst())
            }
        }
        Terminal.say("\n── " + LocalizedText(russian: "На что посмотреть", english: "What to look at")(language))
        for highlight in chosen {
            Terminal.say("\(highlight.tone == .bad ? "!" : "·") \(highlight.text(language))")
        }
        Terminal.say("")
        for page in all { Terminal.say(folder.reports.appending(page.file + ".html").string) }
        Terminal.say(folder.toCRM.string)
    }

    private static func text(_ path: FilePath) throws -> String {
        String(decoding: try FolderCopy.contents(path), as: UTF8.self)
    }
}

/// The present of a demonstration.
private final class DemoMoment: Sendable {
    private let seconds = Mutex(0)

    var now: Int { seconds.withLock { $0 } }

    func set(_ moment: Int) { seconds.withLock { $0 = moment } }
}

extension [String] {
    /// Russian stands in the first line, English in the second.
    fileprivate subscript(language: Language) -> String {
        let index = language == .russian ? 0 : 1
        return indices.contains(index) ? self[index] : first ?? ""
    }
}
