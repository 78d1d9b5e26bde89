internal import GRDBSQLite

/// A database of its own for what somebody sorts and looks up again and memory shall not hold.
///
/// It lies in a file without a name, which is gone with it; it is never forced to the disk.
public final class Scratch {
    private let connection: OpaquePointer

    /// `schema` makes its tables.
    ///
    /// - Throws: ``LedgerFault`` where the folder for temporary files is full.
    public init(_ schema: String) throws {
        _ = Ledger.isPrepared
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2("", &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw LedgerFault(code: Int(code), path: "")
        }
        connection = opened
        try run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000; BEGIN")
        try run(schema)
    }

    // SQLite waits with this for the statements that are still held.
    deinit { sqlite3_close_v2(connection) }

    public func run(_ sql: String) throws {
        let code = sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw LedgerFault(code: Int(code), path: "") }
    }

    public func statement(_ sql: String) throws -> RawStatement { try RawStatement(connection, sql) }
}

/// What a statement can be given for a parameter.
public protocol ScratchValue {
    func bind(to statement: RawStatement, _ index: Int32)
}

extension Int: ScratchValue {
    public func bind(to statement: RawStatement, _ index: Int32) { statement.bind(index, self) }
}

extension String: ScratchValue {
    public func bind(to statement: RawStatement, _ index: Int32) { statement.bind(index, self) }
}

extension RawStatement {
    /// Gives every parameter its value, from the first on; `nil` is `NULL`.
    public func bind(all values: [(any ScratchValue)?]) {
        for (index, value) in zip(Int32(1)..., values) {
            if let value { value.bind(to: self, index) } else { bindNull(index) }
        }
    }

    /// Runs a statement that gives no rows.
    public func run(_ values: (any ScratchValue)?...) throws {
        bind(all: values)
        try run()
    }

    /// Gives each row of a query to `body`, the columns as they stand in the statement.
    public func forEach(_ values: (any ScratchValue)?..., body: (RawStatement) throws -> Void) throws {
        bind(all: values)
        defer { reset() }
        while try step() { try body(self) }
    }

    /// The first row of a query, read by `body`; `nil` where there is none.
    public func first<Result>(
        _ values: (any ScratchValue)?..., body: (RawStatement) throws -> Result
    ) throws -> Result? {
        bind(all: values)
        return try first(body)
    }
}
