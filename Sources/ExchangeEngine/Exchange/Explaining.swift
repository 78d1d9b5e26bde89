internal import ExchangeModel
internal import Ledger
internal import Reports
internal import SystemPackage

/// What is said of a file that was refused or waits.
extension Exchange {
    func refuse(_ row: inout FileRow, _ issue: Issue) throws {
        let clock = clock.frozen
        row.state = .refused
        row.hold = nil
        row.issueCode = issue.code
        row.issueLine = issue.line
        row.issueColumn = issue.column
        row.finishedAt = clock.utc
        // The page is written before the row says so: who sees the one finds the other.
        try writePage(row, issue)
        try Failpoint.pass(.explained)
        let refused = row
        try ledger.write { transaction in
            try transaction.update(refused)
            try transaction.record(.refused, "file/\(refused.id)", at: clock.utc, refused.outcome)
        }
        try Failpoint.pass(.refused)
    }

    func writePage(_ row: FileRow, _ found: Issue) throws {
        let issue = EncodingGuess.explain(found, spooled(row))
        // Where the place is not known, the beginning shows what the file is.
        let excerpt = row.hold == nil ? Excerpt.lines(of: spooled(row), around: issue.line ?? 1) : []
        var page = RefusalPage(
            file: row.name, issue: configuration.hidesContacts ? issue.withoutContacts : issue, excerpt: excerpt,
            receivedAt: row.receivedAt, sha256: row.sha256, ledgerID: row.id,
            folder: row.side == .inbound ? "inbound" : "outbound", isHeld: row.hold != nil, details: row.details(issue),
            commands: commands(row, issue))
        page.belongs = issue.code != Issue.tableInInbound.code && !issue.isDoubt
        try Files.replace(pagePath(row), with: Array(page.html(language).utf8))
    }

    private func commands(_ row: FileRow, _ issue: Issue) -> [(command: String, effect: LocalizedText)] {
        let root = folder.absoluteRoot
        let isPlain = root.utf8.allSatisfy { byte in
            "/._-".utf8.contains(byte) || byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
                || (0x30...0x39).contains(byte)
        }
        let place = "--root \(isPlain ? root : "'" + root.replacing("'", with: "'\\''") + "'") \(row.id)"
        guard row.hold != nil else {
            return [
                (
                    "sudo -u obmen obmen requeue \(place)",
                    LocalizedText(
                        russian: issue.isDoubt
                            ? "всё же применить этот файл, уже без вопроса"
                            : "попробовать этот же файл ещё раз: после перемены настроек или программы",
                        english: issue.isDoubt
                            ? "apply this file after all, without asking again"
                            : "try this very file once more: after a change of configuration or program")
                )
            ]
        }
        return [
            (
                "sudo -u obmen obmen confirm \(place)",
                LocalizedText(
                    russian: "применить файл как он есть", english: "apply the file as it is")
            ),
            (
                "sudo -u obmen obmen confirm \(place) --reject",
                LocalizedText(russian: "не применять, отложить в quarantine", english: "do not apply it, leave it here")
            )
        ]
    }

    func pagePath(_ row: FileRow) -> FilePath {
        folder.quarantine.appending(row.quarantineName + ".почему.html")
    }
}
