internal import ArgumentParser
internal import Dispatch
internal import ExchangeEngine
internal import ExchangeModel
internal import Glibc
internal import Synchronization

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: words("Смотреть в папку и обменивать", "Watch the folder and exchange"),
        discussion: examples("obmen run --root /srv/exchange --once"))

    @OptionGroup var root: RootOption

    @Flag(help: help("Один полный проход и выход", "One full pass, then exit"))
    var once = false

    @Flag(help: help("Строка JSON на файл, пакет и помеху", "A line of JSON per file, pack and problem"))
    var json = false

    func run() throws {
        let exchange = try Exchange(root.folder)
        let stop = try StopSignal()
        let language = root.spoken
        exchange.mustStop = stop.check
        guard once else {
            let service = ExchangeService(exchange)
            if Terminal.showsProgress {
                let home = exchange.folder.absoluteRoot
                StandardError.say(
                    LocalizedText(
                        russian: "Смотрю в \(home). Остановить: Ctrl+C.", english: "Watching \(home). To stop: Ctrl+C.")(
                            language))
            }
            service.onRound = { report in
                RoundText.say(report, exchange.folder, language, asJSON: json)
                fflush(nil)
            }
            service.onProblem = { StandardError.say(RoundText.problem($0, language)) }
            return try service.run(stop: stop.check, wake: stop.descriptor)
        }
        let line = ProgressLine()
        exchange.progress = line.progress
        var isClean = true
        var report: RoundReport
        repeat {
            report = try exchange.round()
            line.end()
            RoundText.say(report, exchange.folder, language, asJSON: json)
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
