internal import GRDB

/// Changes a ledger past the program, as the tests of `audit` have to; the program itself never calls it.
package enum LedgerTampering {
    package static func execute(_ statements: String, on path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { database in
            try database.execute(sql: statements)
            _ = try database.checkpoint(.truncate)
        }
    }
}
