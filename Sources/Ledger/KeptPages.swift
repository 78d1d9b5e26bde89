internal import ExchangeModel

/// Keeps pages of the entities' indexes in memory that a long file changes now and then, by looking at them.
///
/// The page cache is full of what was written last. A page that is changed once in a hundred thousand rows would have
/// gone into SQLite's log before and go there again, upon which SQLite, at the end, reads and checksums anew all of the
/// log that is behind it: a gigabyte for half a million goods. Such are the inner pages of the indexes, whose entries are
/// spread anew over a full one and its neighbours, and the page of the catalogue, which is told behind its goods.
struct KeptPages {
    private struct Row {
        let kind: String
        let revision: Int
        let id: Int
    }

    private let file: Int
    private let ofKind: RawStatement
    private let behindKind: RawStatement
    private let ofFile: RawStatement
    /// Some of the file's rows: of each inner page that may be changed, one at least is below it.
    private var rows: [Row] = []
    private var inserted = 0

    /// Fewer rows than fill the memory for pages.
    private static let looking = 1_024
    /// Fewer rows than are below an inner page that is half full.
    private static let spacing = 1 << 15
    /// Neighbours of the last page have at most so many of ``spacing`` below them.
    private static let most = 24

    /// `file` is the one whose rows are inserted.
    init(_ connection: OpaquePointer, file: Int) throws {
        self.file = file
        ofKind = try RawStatement(connection, "SELECT 1 FROM entity WHERE kind = ? AND revision >= ? LIMIT 1")
        behindKind = try RawStatement(connection, "SELECT 1 FROM entity WHERE kind > ? ORDER BY kind LIMIT 1")
        ofFile = try RawStatement(
            connection, "SELECT 1 FROM entity INDEXED BY entity_created WHERE created_file = ? AND id >= ? LIMIT 1")
    }

    /// A row was inserted.
    mutating func insert(_ kind: RecordKind, revision: Int, id: Int) throws {
        inserted += 1
        guard inserted % Self.looking == 0 else { return }
        if inserted % Self.spacing == 0 {
            if rows.count == Self.most { rows.removeFirst() }
            rows.append(Row(kind: kind.rawValue, revision: revision, id: id))
        }
        ofKind.bind(1, RecordKind.catalogue.rawValue)
        ofKind.bind(2, 0)
        _ = try ofKind.first { _ in }
        behindKind.bind(1, kind.rawValue)
        _ = try behindKind.first { _ in }
        for row in rows {
            ofKind.bind(1, row.kind)
            ofKind.bind(2, row.revision)
            _ = try ofKind.first { _ in }
            ofFile.bind(1, file)
            ofFile.bind(2, row.id)
            _ = try ofFile.first { _ in }
        }
    }
}
