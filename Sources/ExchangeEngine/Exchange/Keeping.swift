internal import ExchangeModel
internal import Ledger
internal import SystemPackage

/// Where a file stays, and when the original goes.
extension Exchange {
    /// Puts our copy where it stays, then lets go of the original.
    func keep(_ row: inout FileRow) throws {
        let copy = spooled(row)
        if row.duplicateOf != nil {
            try Files.remove(copy)
        } else {
            let target = keptPath(row)
            row.keptPath = folder.relative(target)
            try Files.makeFolder(target.parent)
            if try isKept(row, at: target) {
                try Files.remove(copy)  // Moved before a crash, and spooled again.
            } else if Files.exists(copy) {
                try Files.moveAnywhere(copy, to: target)
                try Failpoint.pass(.moved)
            }
            try Files.synchronize(folder: target.parent)
            try Failpoint.pass(.synchronized)
        }
        // Written down beside the archive before the original goes: whatever happens to the ledger, it is known.
        try journal.catchUp()
        try Failpoint.pass(.journalled)
        if let claimed = row.claimedPath {
            try Files.remove(folder.root.appending(claimed))
            try Failpoint.pass(.removed)
            try Files.synchronize(folder: folder.root.appending(claimed).parent)
        }
        row.isSettled = true
        // What it said while the file waited is no longer so.
        if row.isConfirmed, row.state == .applied, row.rejected == 0 { try Files.remove(pagePath(row)) }
        let settled = row
        try ledger.write { transaction in
            try transaction.update(settled)
            try transaction.record(
                .settled, "file/\(settled.id)", at: clock.utc,
                [("kept", settled.keptPath.map(JSONText.string) ?? .null)])
        }
        try Failpoint.pass(.settled)
    }

    /// Whether a file lies already where it is to be kept; what else lies there is moved aside, under a name of its own.
    private func isKept(_ row: FileRow, at target: FilePath) throws -> Bool {
        guard Files.exists(target) else { return false }
        if try Files.look(target).isRegular, try Spool.hash(of: target) == row.sha256 { return true }
        let name = target.name
        let names = (1...).lazy.map { target.parent.appending("чужое-\($0)-\(name)") }
        if let free = names.first(where: { !Files.exists($0) }) { try Files.move(target, to: free) }
        return false
    }

    private func keptPath(_ row: FileRow) -> FilePath {
        guard row.state == .applied else { return folder.quarantine.appending(row.quarantineName) }
        var path = folder.archive
        for part in row.receivedAt.prefix(10).split(separator: "-") { path.append(String(part)) }
        return path.appending("\(row.number)-\(row.sha256.prefix(12))-\(row.plainName)")
    }
}
