internal import ArgumentParser
internal import BenchSupport
internal import CBareSAX

/// Measures `obmen` against a bare libxml2 SAX pass in C and `sha256sum` over the same files, side by side in one run.
///
/// | step | from | to |
/// |---|---|---|
/// | ``Inputs`` | sizes or folders | files, generated where they are not there |
/// | ``Laboratory`` | a set of files | ``Row``s: whole processes, bare passes and obmen in turns |
/// | ``Growth`` | rows of two sizes | how time and memory grew |
/// | ``Table`` | rows | the table, as text or Markdown |
@main
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "obmen-bench",
        abstract: "Ratios of obmen to a bare libxml2 SAX pass in C and to sha256sum over the same files",
        discussion: """
            Ratios and targets are of the best run's wall time; «runs» has the least and the greatest ratio within
            a run. A target that is missed gives exit code 1. All sizes in both encodings take 25 GB and an hour.
            Examples:
              swift run -c release obmen-bench --sizes 1k --orders 1k --runs 1     # does it work: seconds
              swift run -c release obmen-bench --sizes 100k --encoding utf-8
              swift run -c release obmen-bench --markdown
            """)

    @Option(help: "Catalogues: numbers of goods; «none» for none")
    var sizes = "10k,100k,500k"

    @Option(help: "Numbers of orders; «none» for none")
    var orders = "10k,100k"

    @Option(help: "utf-8, windows-1251 or both")
    var encoding = "both"

    @Option(help: "Runs of each; the best and the median are told")
    var runs = 3

    @Option(help: "Where inputs are generated and kept, and exchange folders are made")
    var folder = "/tmp/obmen-bench"

    @Option(help: "Measure the files of this folder instead: import.xml, offers.xml, changed/, orders.xml; repeatable")
    var input: [String] = []

    @Option(help: "With --input: a CRM's export of deals over that catalogue")
    var deals: String?

    @Option(help: "The obmen to measure; default: beside this program")
    var obmen: String?

    @Flag(help: "Every cost of every run, as JSON")
    var json = false

    @Flag(help: "Tables as Markdown, for the README")
    var markdown = false

    @Flag(help: .hidden)
    var bareSAX = false

    @Argument(help: .hidden)
    var files: [String] = []

    func validate() throws {
        guard bareSAX || files.isEmpty else { throw ValidationError("name folders with --input") }
        guard runs > 0 else { throw ValidationError("--runs: at least 1") }
        guard deals == nil || input.count == 1 else { throw ValidationError("--deals needs one --input") }
        _ = try encodings()
        _ = try amounts(sizes)
        _ = try amounts(orders)
    }

    func run() throws {
        if bareSAX {
            for file in files where obmen_bare_sax(file) < 0 { throw ExitCode(1) }
            return
        }
        do { try measure() } catch let fault as BenchFault {
            Files.sayError(fault.description)
            throw ExitCode(3)
        }
    }

    private func measure() throws {
        let own = ChildProcess.executablePath()
        let beside = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/obmen"
        let machine = Machine.facts()
        try makeFolder(folder)
        let laboratory = Laboratory(own: own, obmen: obmen ?? beside, folder: folder, runs: runs)
        var catalogues: [[Row]] = []
        var others: [Row] = []
        for folder in input {
            let inputs = try Inputs(folder: folder)
            if let deals {
                others += try laboratory.deals(deals, over: inputs)
            } else {
                catalogues.append(try laboratory.catalogue(inputs))
                others += try laboratory.orders(inputs)
            }
        }
        var growths: [Growth] = []
        for encoding in input.isEmpty ? try encodings() : [] {
            let sizes = try amounts(sizes)
            let measured = try sizes.map { try laboratory.catalogue(try Inputs(goods: $0, encoding, in: folder)) }
            catalogues += measured
            for place in sizes.indices.dropFirst() {
                // Only this step has a target: a tenth above proportion in time, and the same memory.
                let isJudged = sizes[place - 1] == 100_000 && sizes[place] == 500_000
                growths += zip(measured[place - 1], measured[place]).compactMap { small, large in
                    Growth(from: small, to: large, targets: isJudged ? (5.5, 1.1) : nil)
                }
            }
            for count in try amounts(orders) {
                others += try laboratory.orders(try Inputs(orders: count, encoding, in: folder))
            }
        }
        let rows = catalogues.joined() + others
        say(machine + [("load after", Machine.load())], rows, growths)
        if rows.contains(where: { $0.isTimeMissed || $0.isMemoryMissed }) || growths.contains(where: \.isMissed) {
            throw ExitCode(1)
        }
    }

    private func say(_ machine: [(String, String)], _ rows: [Row], _ growths: [Growth]) {
        if json { return print(BenchSupport.json(machine: machine, rows: rows, growths: growths)) }
        print(machine.map { "\($0): \($1)" }.joined(separator: "; "))
        print("runs: \(runs); MB of input = 10⁶ bytes, peak MB = 2²⁰ bytes, target 64 for each row\n")
        let tables = [Table(rows)] + (growths.isEmpty ? [] : [Table(growths)])
        print(tables.map { markdown ? $0.markdown : $0.text }.joined(separator: "\n"), terminator: "")
    }

    private func encodings() throws -> [ExportEncoding] {
        if encoding == "both" { return ExportEncoding.allCases }
        guard let one = ExportEncoding(rawValue: encoding) else {
            throw ValidationError("--encoding: utf-8, windows-1251 or both")
        }
        return [one]
    }

    private func amounts(_ text: String) throws -> [Int] {
        if text == "none" { return [] }
        return try text.split(separator: ",").map { part in
            guard let amount = amount(part) else { throw ValidationError("«\(part)» is no number such as 100k") }
            return amount
        }.sorted()
    }
}
