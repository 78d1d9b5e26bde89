internal import ArgumentParser
internal import Dispatch
internal import ExchangeEngine
internal import ExchangeModel
internal import Glibc
internal import Synchronization

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Смотреть в папку и обменивать · watch the folder and exchange",
        discussion: "Пример · example:\n  obmen run --root /srv/exchange --once")

    @OptionGroup var root: RootOption

    @Flag(help: "Один полный проход и выход · one full pass, then exit")
    var once = false

    func run() throws {
        let exchange = try Exchange(root.folder)
        let stop = try StopSignal()
        let language = Terminal.language(exchange.language)
        exchange.mustStop = stop.check
        guard once else {
            let service = ExchangeService(exchange)
            service.onRound = { report in
                RoundText.print(report, exchange.folder, language)
                fflush(nil)
            }
            service.onProblem = { StandardError.say(RoundText.problem($0, language)) }
            return try service.run(stop: stop.check, wake: stop.descriptor)
        }
        var isClean = true
        var report: RoundReport
        repeat {
            report = try exchange.round()
            RoundText.print(report, exchange.folder, language)
            isClean = isClean && report.isClean
        } while report.isMore && !stop.check()
        if !isClean { throw ExitCode(1) }
    }
}

/// SIGTERM and SIGINT end the work after the file that is being applied.
private final class StopSignal {
    private final class Flag: Sendable {
        let isTold = Atomic(false)
    }

    private let flag = Flag()
    private var sources: [any DispatchSourceSignal] = []
    /// Can be read once a signal came.
    let descriptor: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ExitCode(3) }
        descriptor = ends[0]
        let (flag, wake) = (flag, ends[1])
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                flag.isTold.store(true, ordering: .relaxed)
                _ = write(wake, "x", 1)
            }
            source.resume()
            sources.append(source)
        }
    }

    var check: @Sendable () -> Bool { { [flag] in flag.isTold.load(ordering: .relaxed) } }
}
