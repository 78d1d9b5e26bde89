import ArgumentParser
import CBareSAX
import Glibc

/// Measures `obmen` against a bare libxml2 SAX pass in C over the same files, side by side in one run.
///
/// Every figure is of a whole process, the best of `--runs`: wall and processor seconds, peak memory. Ratios are of wall
/// time. Files are read once before, so that all runs find them in the page cache.
@main
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "obmen-bench",
        abstract: "Ratios of obmen to a bare libxml2 SAX pass in C over the same files",
        discussion: """
            Example (the generator is beside the checkout):
              python3 ../shared/bench/gen_commerceml.py --out /tmp/g --goods 100000 --orders 1000
              swift run -c release obmen-bench /tmp/g/import.xml /tmp/g/offers.xml
            With --deals an export of deals over that catalogue goes to 1C, against the reading of it alone.
            """)

    @Option(help: "Runs of each; the best counts")
    var runs = 3

    @Option(help: "The obmen to measure; default: beside this program")
    var obmen: String?

    @Option(help: "A CRM's export of deals over the catalogue of the files")
    var deals: String?

    @Flag(help: .hidden)
    var bareSAX = false

    @Argument(help: "Exports, in the order in which they are applied together")
    var files: [String]

    func run() throws {
        if bareSAX {
            for file in files where obmen_bare_sax(file) < 0 { throw ExitCode(1) }
            return
        }
        if let deals { return try measure(deals) }
        let own = Process.executablePath()
        let program = obmen ?? own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/obmen"
        print("work                                    wall s    cpu s    peak MB   ratio")
        for file in files {
            let floor = try best { try Process.run(own, ["--bare-sax", file]) }
            line("bare SAX  \(name(file))", floor, nil)
            line("inspect   \(name(file))", try best { try Process.run(program, ["inspect", file]) }, floor)
        }
        let floor = try best { try Process.run(own, ["--bare-sax"] + files) }
        line("bare SAX  all files", floor, nil)
        var folders: [String] = []
        defer { for folder in folders { try? Process.remove(folder) } }
        let first = try best {
            let folder = try Process.temporaryFolder()
            folders.append(folder)
            _ = try Process.run(program, ["init", folder])
            return try Process.run(program, ["apply", "--root", folder] + files)
        }
        line("apply     all files, first", first, floor)
        if let folder = folders.last {
            let again = try best { try Process.run(program, ["apply", "--root", folder] + files) }
            line("apply     the same bytes again", again, floor)
        }
    }

    /// The way of deals into `orders.xml`, against the reading of their table alone.
    private func measure(_ deals: String) throws {
        let own = Process.executablePath()
        let program = obmen ?? own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/obmen"
        print("work                                    wall s    cpu s    peak MB   ratio")
        let floor = try best { try Process.run(program, ["inspect", deals]) }
        line("inspect   \(name(deals))", floor, nil)
        var folders: [String] = []
        defer { for folder in folders { try? Process.remove(folder) } }
        let sent = try best {
            let folder = try Process.temporaryFolder()
            folders.append(folder)
            _ = try Process.run(program, ["init", folder, "--crm", "bitrix24"])
            _ = try Process.run(program, ["apply", "--root", folder] + files)
            return try Process.run(program, ["apply", "--root", folder, deals])
        }
        line("apply     \(name(deals)) → orders.xml", sent, floor)
    }

    private func best(_ body: () throws -> Process.Cost) throws -> Process.Cost {
        var costs: [Process.Cost] = []
        for _ in 0..<max(1, runs) { costs.append(try body()) }
        guard let best = costs.min(by: { $0.wall < $1.wall }) else { throw ExitCode(3) }
        return best
    }

    private func name(_ path: String) -> String { path.split(separator: "/").suffix(2).joined(separator: "/") }

    private func line(_ what: String, _ cost: Process.Cost, _ floor: Process.Cost?) {
        func column(_ value: Double, _ width: Int) -> String {
            let hundredths = Int((value * 100).rounded())
            let fraction = hundredths % 100
            let text = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
            return String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let title = what + String(repeating: " ", count: max(0, 36 - what.count))
        let ratio = floor.map { column(cost.wall / $0.wall, 8) } ?? ""
        print("\(title)\(column(cost.wall, 10))\(column(cost.cpu, 9))\(column(cost.peakMegabytes, 11))\(ratio)")
    }
}
