internal import GRDB
internal import GRDBSQLite

/// A prepared statement of SQLite, with as little around it as can be.
public final class RawStatement {
    private let statement: OpaquePointer
    private let database: OpaquePointer
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ database: OpaquePointer, _ sql: String) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(database, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw LedgerFault(code: Int(code), path: "") }
        statement = prepared
        self.database = database
    }

    deinit { sqlite3_finalize(statement) }

    func bind(_ index: Int32, _ value: Int) {
        sqlite3_bind_int64(statement, index, Int64(value))
    }

    func bindNull(_ index: Int32) {
        sqlite3_bind_null(statement, index)
    }

    func bind(_ index: Int32, _ value: String) {
        var value = value
        value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text(statement, index, characters.baseAddress, Int32(bytes.count), Self.transient)
            }
        }
    }

    /// Runs a query, gives its first row to `body` where there is one, and makes the statement ready again.
    func first<Result>(_ body: (RawStatement) throws -> Result) throws -> Result? {
        defer { reset() }
        return try step() ? try body(self) : nil
    }

    public func text(_ column: Int32) -> String {
        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
    }

    func bind(_ index: Int32, _ value: [UInt8]) {
        value.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), Self.transient)
        }
    }

    /// Whether there is a row.
    func step() throws -> Bool {
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw LedgerFault(code: Int(sqlite3_extended_errcode(database)), path: "")
        }
    }

    /// Runs a statement that gives no rows, and makes it ready for the next time.
    func run() throws {
        defer { reset() }
        _ = try step()
    }

    /// How many rows the last statement that ran on this connection changed.
    var changes: Int { Int(sqlite3_changes(database)) }

    func reset() { sqlite3_reset(statement) }

    public func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    /// `nil` for `NULL`.
    public func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }

    /// `nil` for `NULL`.
    public func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    private func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    /// Valid until the statement is reset.
    func blob(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self),
            count: Int(sqlite3_column_bytes(statement, column)))
    }
}
