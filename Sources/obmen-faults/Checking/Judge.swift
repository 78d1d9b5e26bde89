import Foundation

/// What came out of a history that nothing disturbed.
struct Reference: Sendable {
    let effects: Effects
    /// The fate of each content: `applied` or `refused`.
    let fates: [Data: String]

    init(_ folder: TriedFolder, _ obmen: Obmen) throws {
        effects = Effects(of: folder)
        var fates: [Data: String] = [:]
        for row in try obmen.ledger(folder) {
            guard let kept = row.kept, row.state != "duplicate" else { continue }
            fates[folder.contents(kept)] = row.state
        }
        self.fates = fates
    }
}

/// Compares a folder that was hurt and has recovered with what was dropped and with an undisturbed history.
struct Judge: Sendable {
    let obmen: Obmen
    let reference: Reference

    /// In words, everything that is wrong.
    ///
    /// `isLate`: files were taken in another order than in the reference. `replays`: the audit plays the history again
    /// out of the archive, which takes longer than all the rest.
    func findings(
        _ folder: TriedFolder, dropped: [Drop], isLate: Bool = false, replays: Bool = true
    ) throws -> [String] {
        let (effects, wanted) = (Effects(of: folder), reference.effects)
        let left = folder.leftovers().map { "left over: \($0)" }
        return left + Self.keptWrong(folder, dropped)
            + Self.ledgerWrong(folder, dropped, try obmen.ledger(folder), fates: reference.fates)
            + (try obmen.audit(folder, quick: !replays))
            + (isLate ? effects.identities.differences(from: wanted.identities) : effects.differences(from: wanted))
    }

    /// Every content is kept once, byte for byte, and nothing else is.
    static func keptWrong(_ folder: TriedFolder, _ dropped: [Drop]) -> [String] {
        let kept = folder.kept()
        let wanted = Dictionary(dropped.map { ($0.bytes, $0.name) }, uniquingKeysWith: { first, _ in first })
        let wrong = wanted.filter { kept[$0.key]?.count != 1 }.map { bytes, name in
            kept[bytes].map { "\(name) is kept \($0.count) times: \($0)" } ?? "LOST: \(name) is not kept anywhere"
        }
        let extra = kept.filter { wanted[$0.key] == nil }.flatMap(\.value).map { "kept, but never dropped: \($0)" }
        return (wrong + extra).sorted()
    }

    /// Every content has as many rows as it was dropped times, one of them with the fate of the reference.
    static func ledgerWrong(
        _ folder: TriedFolder, _ dropped: [Drop], _ rows: [Obmen.LedgerRow], fates: [Data: String]
    ) -> [String] {
        var wrong: [String] = []
        let times = Dictionary(dropped.map { ($0.bytes, 1) }, uniquingKeysWith: +)
        var seen = 0
        for (hash, rows) in Dictionary(grouping: rows, by: \.sha256) {
            let name = "\(rows[0].file) (\(hash.prefix(8)))"
            let deciding = rows.filter { ["applied", "refused"].contains($0.state) && !$0.isRepetition(among: rows) }
            guard deciding.count == 1, let kept = deciding[0].kept else {
                wrong.append("\(name) was decided \(deciding.count) times: \(rows.map(\.state))")
                continue
            }
            let bytes = folder.contents(kept)
            guard let wanted = times[bytes] else {
                wrong.append("\(name): what is kept was never dropped")
                continue
            }
            seen += 1
            if rows.count != wanted { wrong.append("\(name) has \(rows.count) rows, dropped \(wanted) times") }
            if let fate = fates[bytes], deciding[0].state != fate {
                wrong.append("\(name) is \(deciding[0].state) (\(deciding[0].issue ?? "")), not \(fate)")
            }
        }
        if seen < times.count { wrong.append("the ledger knows \(seen) contents of \(times.count)") }
        return wrong.sorted()
    }
}

extension Obmen.LedgerRow {
    /// A damaged file that came again is refused again, as a repetition of the first.
    func isRepetition(among rows: [Obmen.LedgerRow]) -> Bool {
        state == "refused" && rows.contains { $0.state == "refused" && $0.id < id }
    }
}
