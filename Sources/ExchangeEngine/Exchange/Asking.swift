internal import ExchangeModel
internal import Ledger
internal import SystemPackage

/// Files that wait for a person, and what the person says.
extension Exchange {
    /// Leaves a file until a person says yes; nothing of it was applied.
    func hold(_ row: inout FileRow, _ issue: Issue) throws {
        let clock = clock.frozen
        row.hold = issue.naming(row)
        row.issueCode = issue.code
        try writePage(row, row.hold ?? issue)
        let held = row
        try ledger.write { transaction in
            try transaction.update(held)
            try transaction.record(.held, "file/\(held.id)", at: clock.utc, [("issue", .string(issue.code))])
        }
    }

    /// A person decided about a file that waits.
    ///
    /// - Returns: `false` where no such file waits.
    func settle(_ id: Int, applies: Bool) throws -> Bool {
        guard var row = try ledger.read({ try $0.file(id) }), row.isHeld, let issue = row.hold else { return false }
        let clock = clock.frozen
        row.isConfirmed = applies
        let said = row
        try ledger.write { transaction in
            try transaction.update(said)
            try transaction.record(.confirmed, "file/\(id)", at: clock.utc, [("applies", .flag(applies))])
        }
        if !applies { try refuse(&row, issue.rejectedByPerson) }
        return true
    }

    /// Applies a file that waits, or lets it go to quarantine.
    ///
    /// - Returns: what was done; `nil` where no such file waits.
    public func confirm(_ id: Int, applies: Bool) throws -> RoundReport? {
        try recover()
        guard try settle(id, applies: applies) else { return nil }
        return try finish()
    }

    /// Takes a refused file out of quarantine and tries it once more: the program or the configuration changed.
    ///
    /// - Returns: what was done; `nil` where no such file lies in quarantine.
    public func requeue(_ id: Int) throws -> RoundReport? {
        try recover()
        guard let row = try ledger.read({ try $0.file(id) }), row.state == .refused, let kept = row.keptPath,
            Files.exists(folder.root.appending(kept))
        else { return nil }
        try take(folder.root.appending(kept), again: row)
        return try finish()
    }

    /// Enters a refused file anew, as one to which a person said yes.
    func take(_ path: FilePath, again refused: FileRow) throws {
        let copy = try Spool(folder: folder.spool).take(path)
        let clock = clock.frozen
        var row = FileRow()
        row.name = refused.name
        row.side = refused.side
        row.size = copy.size
        row.sha256 = copy.sha256
        row.receivedAt = clock.utc
        row.spoolName = copy.name
        row.isConfirmed = true
        let received = row
        try ledger.write { transaction in
            let id = try transaction.add(received)
            try transaction.record(
                .requeued, "file/\(id)", at: clock.utc, received.identity + [("again", .number(refused.id))])
        }
    }
}
