import Foundation

/// Drops very many files while the program is stopped; all have to be found, and applied once.
struct ManyFilesMode: Sendable {
    private let laboratory: Laboratory
    private let tally: Tally

    init(_ laboratory: Laboratory, _ tally: Tally) {
        (self.laboratory, self.tally) = (laboratory, tally)
    }

    func run() throws {
        let count = laboratory.isLong ? 20_000 : 200
        let drops = (1...count).map { number in
            Drop(
                "inbound", "import-\(number).xml",
                ExchangeDocument.catalogue([("g\(number)", "Товар \(number)")], at: "2024-11-20T10:00:00"))
        }
        try laboratory.withFolder(before: .first) { folder in
            try folder.drop(drops)
            let start = Date()
            let patience = 1_800.0
            var findings = Laboratory.broken(
                contract: try laboratory.obmen.run(folder, patienceSeconds: patience))
            let seconds = Int(Date().timeIntervalSince(start).rounded())
            findings += try laboratory.recover(folder, patienceSeconds: patience)
            let rows = try laboratory.obmen.ledger(folder)
            findings += Judge.keptWrong(folder, drops) + Judge.ledgerWrong(folder, drops, rows, fates: [:])
            findings += try laboratory.obmen.audit(folder, quick: true)
            let goods = Effects(of: folder).counts
            if goods.count != 2 * count || goods.values.contains(where: { $0 != 1 }) {
                findings.append("the packs of both CRMs have \(goods.count) different rows, not \(2 * count)")
            }
            tally.note(.many, violations: Array(findings.prefix(20)), reproduction: "\(count) files at once")
            tally.remark(.many, "\(count) files were taken in one run of \(seconds) s")
        }
    }
}
