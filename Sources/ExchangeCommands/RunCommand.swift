internal import ArgumentParser
internal import Dispatch
internal import ExchangeEngine
internal import ExchangeModel
internal import Glibc

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Следить за папкой и обмениваться · watch the folder and exchange",
        discussion: "Пример · example:\n  obmen run --once --root /srv/exchange")

    @OptionGroup var root: RootOption

    @Flag(help: "Один полный проход и выход · one full pass, then exit")
    var once = false

    func run() throws {
        let exchange = try Exchange(root.folder)
        let stop = StopSignal()
        var isClean = true
        repeat {
            let report = try exchange.round()
            if once || !report.files.isEmpty || !report.packs.isEmpty {
                RoundText.print(report, exchange.folder, Terminal.language(exchange.language))
            }
            isClean = report.isClean
        } while !once && !stop.waited(seconds: exchange.intervalSeconds)
        if once, !isClean { throw ExitCode(1) }
    }
}

/// SIGTERM and SIGINT end the work between two rounds.
private final class StopSignal {
    private let semaphore = DispatchSemaphore(value: 0)
    private var sources: [any DispatchSourceSignal] = []

    init() {
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [semaphore] in _ = semaphore.signal() }
            source.resume()
            sources.append(source)
        }
    }

    /// Waits for the next round.
    ///
    /// - Returns: `true` when a signal came.
    func waited(seconds: Int) -> Bool {
        semaphore.wait(timeout: .now() + .seconds(seconds)) == .success
    }
}
