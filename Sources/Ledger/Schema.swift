internal import GRDB

/// The tables, version by version.
///
/// A migration that was released is never edited.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: files, entities, changes, packs") { database in
            try database.execute(sql: first)
        }
        migrator.registerMigration("2: the way to 1C") { database in
            try database.execute(sql: second)
        }
        migrator.registerMigration("3: the chain of events") { database in
            try database.execute(sql: third)
        }
        migrator.registerMigration("4: an order's body beside its state") { database in
            try database.execute(sql: fourth)
        }
        migrator.registerMigration("5: files that wait, sessions out of order") { database in
            try database.execute(sql: fifth)
        }
        migrator.registerMigration("6: what a file told of first") { database in
            try database.execute(sql: "CREATE INDEX entity_created ON entity (created_file)")
        }
        migrator.registerMigration("7: full exports need no note for each entity") { database in
            // They were noted all the same, because they say that they are full behind their first bytes.
            try database.execute(
                sql: """
                    DELETE FROM told WHERE (kinds, formed_at) IN (
                        SELECT kinds, formed_at FROM file WHERE state = 'applied' AND changes_only = 0)
                    """)
        }
        migrator.registerMigration("8: hashes in tables of their own") { database in
            try database.execute(sql: eighth)
        }
        return migrator
    }

    private static let first = """
        -- One row for every file that was ever taken in.
        CREATE TABLE file (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            received_at TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('received', 'applied', 'duplicate', 'refused')),
            -- 1 when it is archived or quarantined and the claimed original is gone.
            settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
            attempts INTEGER NOT NULL DEFAULT 0,
            -- The claimed original, removed last; NULL where the original stays (obmen apply).
            claimed_path TEXT,
            spool_name TEXT NOT NULL,
            kept_path TEXT,
            duplicate_of INTEGER REFERENCES file (id),
            format TEXT, schema_version TEXT, encoding TEXT, formed_at TEXT, kinds TEXT,
            changes_only INTEGER CHECK (changes_only IN (0, 1)),
            counts TEXT, unread INTEGER,
            created INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            issue_code TEXT, issue_line INTEGER, issue_column INTEGER,
            finished_at TEXT
        ) STRICT;
        CREATE INDEX file_sha256 ON file (sha256);
        CREATE INDEX file_unsettled ON file (id) WHERE settled = 0;

        -- The newest state of every record, merged from the files that told of it.
        CREATE TABLE entity (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            -- Of kind and key: an index of numbers stays in the page cache where one of GUIDs would not.
            hash INTEGER NOT NULL,
            -- For an offer, the hash of its good's «Ид».
            good INTEGER,
            body BLOB NOT NULL,
            created_file INTEGER NOT NULL REFERENCES file (id),
            created_line INTEGER NOT NULL,
            changed_file INTEGER NOT NULL REFERENCES file (id),
            -- Grows with every change of any entity: what a CRM has not been told is what is above its mark.
            revision INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX entity_hash ON entity (hash);
        CREATE INDEX entity_good ON entity (good) WHERE good IS NOT NULL;
        -- What changed of a kind since a CRM was told; without the kind in it, each question read the whole table.
        CREATE INDEX entity_kind ON entity (kind, revision);

        -- What a file changed in an entity that was there already: path, old, new.
        CREATE TABLE change (
            id INTEGER PRIMARY KEY,
            file INTEGER NOT NULL REFERENCES file (id),
            entity INTEGER NOT NULL REFERENCES entity (id),
            line INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            fields BLOB NOT NULL
        ) STRICT;
        CREATE INDEX change_entity ON change (entity, id);
        CREATE INDEX change_file ON change (file);

        -- Other names by which a document is referred to: its number and date, the order it belongs to.
        CREATE TABLE reference (
            name TEXT NOT NULL,
            entity INTEGER NOT NULL REFERENCES entity (id),
            PRIMARY KEY (name, entity)
        ) STRICT, WITHOUT ROWID;

        -- Each CRM: up to which revision it was told.
        CREATE TABLE target (
            name TEXT PRIMARY KEY,
            revision INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Import packs; files of a pack are on disk before its row is.
        CREATE TABLE pack (
            number INTEGER PRIMARY KEY,
            target TEXT NOT NULL,
            folder TEXT NOT NULL,
            made_at TEXT NOT NULL,
            counts TEXT NOT NULL,
            published INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1))
        ) STRICT;

        -- What a CRM has of ours: the title it is found by there, and what was last sent.
        CREATE TABLE item (
            id INTEGER PRIMARY KEY,
            target TEXT NOT NULL,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            title TEXT NOT NULL,
            -- What was last sent: a hash of a good's row; of others the facts that a person would be told.
            sent TEXT NOT NULL,
            first_pack INTEGER NOT NULL,
            last_pack INTEGER NOT NULL,
            -- Of target, kind and key; of target, kind and the title as the CRM compares it. Two items may not share a
            -- title, or links would go astray.
            key_hash INTEGER NOT NULL UNIQUE,
            title_hash INTEGER NOT NULL UNIQUE
        ) STRICT;
        """

    private static let second = """
        -- From which side a file came: 1C, or the CRM and people's lists.
        ALTER TABLE file ADD COLUMN side TEXT NOT NULL DEFAULT 'inbound' CHECK (side IN ('inbound', 'outbound'));
        -- Rows of a table that were not used and lie beside the page that explains them.
        ALTER TABLE file ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;

        -- Orders on their way to 1C; one row for each deal, list order or booking that ever was one.
        CREATE TABLE outgoing (
            id INTEGER PRIMARY KEY,
            -- Kind and key of the entity that it was made of.
            source_kind TEXT NOT NULL,
            source TEXT NOT NULL UNIQUE,
            -- The CRM in which it was born; NULL for a list or a shop.
            crm TEXT,
            title TEXT NOT NULL,
            -- Given once, from one sequence for all sources, and never again; NULL until it was first ready.
            number INTEGER UNIQUE CHECK (number > 0),
            state TEXT NOT NULL CHECK (
                state IN ('held', 'pending', 'published', 'presumed', 'confirmed', 'withdrawn')),
            -- Why it is held, or what a person has to settle; JSON of code, texts and advice.
            hold TEXT,
            -- The order as it goes, or last went, to 1C.
            body BLOB NOT NULL,
            -- What it was made of, as a hash: tells a new version from the one that went.
            digest TEXT NOT NULL,
            -- The letterbox edition in which this version first lay; NULL before.
            edition INTEGER,
            created_at TEXT NOT NULL,
            published_at TEXT,
            read_at TEXT,
            confirmed_at TEXT,
            -- From 1C's answer.
            number_1c TEXT,
            document TEXT,
            -- 1C's lines are not those that we sent: people changed it there.
            changed_in_1c INTEGER NOT NULL DEFAULT 0 CHECK (changed_in_1c IN (0, 1))
        ) STRICT;
        -- The letterbox is written by number without sorting its orders.
        CREATE INDEX outgoing_state ON outgoing (state, number);
        CREATE INDEX outgoing_document ON outgoing (document) WHERE document IS NOT NULL;

        -- The file to-1c/orders.xml as it ought to lie there.
        CREATE TABLE letterbox (
            edition INTEGER PRIMARY KEY,
            -- Where the program runs, without zone: what the file says of itself.
            formed_at TEXT NOT NULL,
            -- When it lay in its place, in the same clock; NULL until then.
            placed_at TEXT,
            orders INTEGER NOT NULL,
            sha256 TEXT NOT NULL
        ) STRICT;

        -- Which record of a CRM is which record of 1C, and how that is known.
        CREATE TABLE link (
            crm TEXT NOT NULL,
            kind TEXT NOT NULL,
            -- Key of the CRM's record, as bitrix24/company/77.
            source TEXT NOT NULL,
            -- Key of 1C's record.
            key TEXT NOT NULL,
            evidence TEXT NOT NULL,
            file INTEGER REFERENCES file (id),
            PRIMARY KEY (source, kind)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX link_key ON link (key);

        -- Who answers for what is new.
        CREATE TABLE assignment (
            key TEXT PRIMARY KEY,
            person TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX assignment_person ON assignment (person);
        """

    private static let third = """
        -- What happened, each event with the hash of the one before it; only ever added.
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX event_kind ON event (kind, id);
        CREATE TRIGGER event_unchanged BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
        CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
        """

    private static let fourth = """
        -- Two to three kilobytes each: a change of state would write them anew.
        CREATE TABLE outgoing_body (
            id INTEGER PRIMARY KEY REFERENCES outgoing (id),
            -- The order as it goes, or last went, to 1C.
            body BLOB NOT NULL
        ) STRICT;
        INSERT INTO outgoing_body SELECT id, body FROM outgoing;
        ALTER TABLE outgoing DROP COLUMN body;
        """

    private static let fifth = """
        -- What a person must say yes to first; code, texts and advice. NULL where nothing waits.
        ALTER TABLE file ADD COLUMN hold TEXT;
        -- A person said that it shall be applied, whatever speaks against it.
        ALTER TABLE file ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1));

        -- The goods of the version that lay in the letterbox before the one that lies there now, as a hash: an answer
        -- that comes late is of that one. NULL where there was none.
        ALTER TABLE outgoing ADD COLUMN previous TEXT;

        -- The newest session of 1C whose changes named an entity, by the kind of file: what comes late from an older
        -- one must not undo it, though it said what was known already.
        CREATE TABLE told (
            entity INTEGER NOT NULL REFERENCES entity (id),
            kinds TEXT NOT NULL,
            -- «ДатаФормирования», 1C's own time without a zone.
            formed_at TEXT NOT NULL,
            PRIMARY KEY (entity, kinds)
        ) STRICT, WITHOUT ROWID;
        """

    private static let eighth = """
        DROP INDEX entity_hash;
        DROP INDEX entity_good;
        -- By what an entity is found. Rows come in any order of hashes: those of a new file are put in sorted.
        CREATE TABLE entity_hash (
            -- Of kind and key. Of an offer, the first 40 bits are its good's: the offers of a good stand together.
            hash INTEGER NOT NULL,
            entity INTEGER NOT NULL REFERENCES entity (id),
            PRIMARY KEY (hash, entity)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO entity_hash
            SELECT CASE WHEN good IS NULL THEN hash ELSE (good & -16777216) | (hash & 16777215) END AS hash, id
            FROM entity ORDER BY hash, id;
        ALTER TABLE entity DROP COLUMN hash;
        ALTER TABLE entity DROP COLUMN good;

        -- By what an item is found: of target, kind and key; of target, kind and the title as the CRM compares it. Two
        -- items may not share a title, or links would go astray.
        CREATE TABLE item_key (hash INTEGER PRIMARY KEY, item INTEGER NOT NULL) STRICT;
        CREATE TABLE item_title (hash INTEGER PRIMARY KEY, item INTEGER NOT NULL) STRICT;
        INSERT INTO item_key SELECT key_hash, id FROM item ORDER BY key_hash;
        INSERT INTO item_title SELECT title_hash, id FROM item ORDER BY title_hash;
        CREATE TABLE new_item (
            id INTEGER PRIMARY KEY,
            target TEXT NOT NULL,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            title TEXT NOT NULL,
            -- What was last sent: a hash of a good's row; of others the facts that a person would be told.
            sent TEXT NOT NULL,
            first_pack INTEGER NOT NULL,
            last_pack INTEGER NOT NULL,
            -- Under which its title stands in item_title.
            title_hash INTEGER NOT NULL
        ) STRICT;
        INSERT INTO new_item
            SELECT id, target, kind, key, title, sent, first_pack, last_pack, title_hash FROM item ORDER BY id;
        DROP TABLE item;
        ALTER TABLE new_item RENAME TO item;
        """
}
