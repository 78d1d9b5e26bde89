internal import CommerceML
internal import ExchangeModel
internal import Ledger
internal import Reports
internal import SystemPackage

/// What becomes of a file: it is known already, applied in one transaction, held or refused.
extension Exchange {
    func decide(_ row: inout FileRow) throws {
        if !row.isConfirmed, let earlier = try ledger.read({ try $0.decidedFile(sha256: row.sha256, side: row.side) }),
            try !isRealRepetition(of: earlier)
        {
            if try ledger.read({ try Caution($0).isReturn(to: earlier) }) { return try hold(&row, .returnsToEarlier) }
            let clock = clock.frozen
            row.repeats(earlier)
            row.finishedAt = clock.utc
            let decided = row
            return try ledger.write { transaction in
                try transaction.update(decided)
                try transaction.record(.repeated, "file/\(decided.id)", at: clock.utc, decided.outcome)
            }
        }
        // Counted and committed before the first byte is read, so that a file that kills the process is known.
        progress?.begin(row.name, size: row.side == .inbound ? row.size : 0)
        defer { progress?.end() }
        row.attempts += 1
        let attempt = row
        try ledger.write { try $0.update(attempt) }
        try Failpoint.pass(.attempted)
        guard row.attempts <= Self.maximumAttempts else { return try refuse(&row, .tooManyAttempts) }
        do {
            if BrokenVariant.chosen == .markFirst {
                row.state = .applied
                let marked = row
                try ledger.write { try $0.update(marked) }
                try Failpoint.pass(.read)
            }
            row = row.side == .inbound ? try applyInOneTransaction(row) : try applyOutbound(row)
            try Failpoint.pass(.applied)
        } catch let refusal as OutboundRefusal {
            row.take(refusal.summary)
            try refuse(&row, refusal.issue)
        } catch let refusal as Refusal {
            row.take(refusal.summary, refusal.format)
            try refuse(&row, refusal.issue)
        } catch let doubt as Doubt {
            row.take(doubt.summary, doubt.format)
            try hold(&row, doubt.issue)
        }
    }

    /// A file that is as it should be, but would do what nobody may have wanted.
    private struct Doubt: Error {
        let issue: Issue
        let summary: ReadingSummary
        let format: FileFormat
    }

    private struct Refusal: Error {
        let issue: Issue
        let summary: ReadingSummary
        let format: FileFormat
    }

    /// A, then B, then A again: a full export without a date of its own that is applied again after another one was.
    ///
    /// With «ДатаФормирования» in it, equal bytes are the same session of 1C, dropped twice.
    private func isRealRepetition(of earlier: FileRow) throws -> Bool {
        guard earlier.state == .applied, earlier.formedAt == nil, earlier.changesOnly == false else { return false }
        return try ledger.read { try $0.lastApplied(kinds: earlier.kinds) }?.sha256 != earlier.sha256
    }

    private func applyInOneTransaction(_ received: FileRow) throws -> FileRow {
        let isFirst = try ledger.read { try $0.isBeforeFirstGoods() }
        return try ledger.write(isFirst ? .direct : .log) { transaction in
            let clock = clock.frozen
            var row = received
            let reading = FileReading(path: spooled(row), limits: configuration.limits)
            let session = try reading.session(transaction, at: clock)
            let applier = try RecordApplier(transaction, file: row.id, session: session)
            var (summary, format) = try ReadAhead.read(
                spooled(row), limits: configuration.limits, memory: .spare(spare), progress: progress
            ) { try applier.apply($0) }
            if let issue = summary.refusal { throw Refusal(issue: issue, summary: summary, format: format) }
            try summary.judge(row, session, applier, transaction, at: clock)
            let doubt = try Caution(transaction).doubt(row, summary, applier, configuration.doubts)
            if let issue = doubt, !row.isConfirmed { throw Doubt(issue: issue, summary: summary, format: format) }
            try Failpoint.pass(.read)
            row.take(summary, format)
            row.hold = nil
            row.state = .applied
            row.created = applier.created
            row.changed = applier.changed
            row.unchanged = applier.unchanged
            row.finishedAt = clock.utc
            let worst = summary.issues.issues.first { $0.severity == .warning }
            row.issueCode = worst?.code
            row.issueLine = worst?.line
            try transaction.update(row)
            try transaction.record(.applied, "file/\(row.id)", at: clock.utc, row.outcome)
            return row
        }
    }

    private struct OutboundRefusal: Error {
        let issue: Issue
        let summary: OutboundSummary
    }

    private func applyOutbound(_ received: FileRow) throws -> FileRow {
        let table = folder.quarantine.appending(received.quarantineName + ".строки.csv")
        return try ledger.write { transaction in
            let clock = clock.frozen
            var row = received
            let outcome = try OutboundApplier(
                transaction: transaction, file: row.id, rejectedPath: table, limits: configuration.limits,
                progress: progress
            )
            .apply(spooled(row))
            if let issue = outcome.summary.refusal { throw OutboundRefusal(issue: issue, summary: outcome.summary) }
            try Failpoint.pass(.read)
            row.take(outcome.summary)
            row.hold = nil
            row.state = .applied
            (row.created, row.changed, row.unchanged) = (outcome.created, outcome.changed, outcome.unchanged)
            row.finishedAt = clock.utc
            let worst = outcome.rejected.first ?? outcome.summary.issues.issues.first { $0.severity == .warning }
            row.issueCode = worst?.code
            row.issueLine = worst?.line
            row.issueColumn = worst?.column
            if outcome.summary.rejected > 0 {
                let hides = configuration.hidesContacts
                let page = RejectedRowsPage(
                    file: row.name, kind: outcome.summary.title,
                    issues: hides ? outcome.rejected.map(\.withoutContacts) : outcome.rejected,
                    rejected: outcome.summary.rejected, taken: outcome.summary.records,
                    table: table.name, ledgerID: row.id)
                try Files.replace(
                    folder.quarantine.appending(row.quarantineName + ".почему.html"),
                    with: Array(page.html(language).utf8))
            }
            try transaction.update(row)
            try transaction.record(.applied, "file/\(row.id)", at: clock.utc, row.outcome)
            return row
        }
    }
}

extension Issue {
    static let tooManyAttempts = Issue(
        code: "file.attempts", severity: .error,
        message: LocalizedText(
            russian: "Чтение этого файла трижды прервало работу программы; больше он не читается.",
            english: "Reading this file ended the program three times; it is not read again."),
        advice: LocalizedText(
            russian: "Передайте файл разработчикам.", english: "Hand the file to the developers."))
}
