"""The archive's schema, as numbered steps. A step that has been released is never changed."""

import sqlite3

MIGRATIONS = (
    """
    CREATE TABLE archive (id TEXT NOT NULL, sequence INTEGER NOT NULL) STRICT;
    INSERT INTO archive VALUES (lower(hex(randomblob(16))), 0);

    CREATE TABLE documents (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('ready', 'failed')),
        title TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        pages INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        error TEXT,
        sequence INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX documents_by_hash ON documents (content_hash);
    CREATE INDEX documents_by_sequence ON documents (sequence);

    CREATE TABLE pages (
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (document, number)
    ) STRICT;

    -- AUTOINCREMENT: the index names passages by this number, so it is never given out again.
    CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        page INTEGER NOT NULL,
        heading TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT;
    CREATE INDEX passages_by_document ON passages (document);

    CREATE TABLE vectors (
        passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
        space TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (passage, space)
    ) STRICT, WITHOUT ROWID;

    -- What the index has still to forget; ids only, so nothing of the document stays.
    CREATE TABLE erased (
        document TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE answers (
        id TEXT PRIMARY KEY,
        created_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'stopped', 'failed', 'interrupted')),
        task TEXT NOT NULL,
        model TEXT NOT NULL,
        form_json TEXT NOT NULL,
        tuning_json TEXT NOT NULL,
        sources_json TEXT NOT NULL,
        text TEXT NOT NULL,
        sections_json TEXT NOT NULL,
        timing_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX answers_by_time ON answers (created_at);
    """,
    """
    -- Documents to be erased that may still be brought back. Storing a document anew takes it out of here:
    -- its row is deleted and made again.
    CREATE TABLE set_aside (
        document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- 1 from an erasure on until the file is clear of what was erased.
    ALTER TABLE archive ADD COLUMN purge_due INTEGER NOT NULL DEFAULT 0 CHECK (purge_due IN (0, 1));
    """,
    """
    CREATE TABLE collections (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE
    ) STRICT;
    INSERT INTO collections VALUES ('library', '');

    ALTER TABLE documents ADD COLUMN collection TEXT NOT NULL DEFAULT 'library';
    ALTER TABLE documents ADD COLUMN language TEXT NOT NULL DEFAULT '';
    -- Of the file when it was read: bytes, and nanoseconds since 1970.
    ALTER TABLE documents ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored IN (0, 1));
    CREATE INDEX documents_by_collection ON documents (collection);

    -- Also of documents that went to another collection: the index of the one they left has to forget them.
    DROP TABLE erased;
    CREATE TABLE erased (
        document TEXT NOT NULL,
        collection TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (document, collection)
    ) STRICT, WITHOUT ROWID;
    UPDATE archive SET id = lower(hex(randomblob(16)));  -- every index is of an archive without collections

    -- Folders that are kept in step.
    CREATE TABLE folders (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        collection TEXT NOT NULL,
        applies INTEGER NOT NULL CHECK (applies IN (0, 1))
    ) STRICT;

    -- Files in them that a person removed from the library, as keyed hashes: they are not new again.
    CREATE TABLE left_out (
        folder TEXT NOT NULL,
        file BLOB NOT NULL,
        PRIMARY KEY (folder, file)
    ) STRICT, WITHOUT ROWID;

    -- Where passages lie on the map of the library.
    CREATE TABLE places (
        passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
        space TEXT NOT NULL,
        x REAL NOT NULL,
        y REAL NOT NULL
    ) STRICT;

    ALTER TABLE answers ADD COLUMN scope_json TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE answers ADD COLUMN coverage_json TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE answers ADD COLUMN sentences_json TEXT NOT NULL DEFAULT '[]';
    """,
    """
    -- Documents that are always read whole, in the order in which they are read; task '' stands for all.
    CREATE TABLE pins (
        number INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        task TEXT NOT NULL,
        UNIQUE (document, task)
    ) STRICT;
    """,
    """
    -- `number` stays what it is when SQLite spreads the rows anew: the words of an answer are kept under it.
    -- `root` is the first of its versions, `current` the version that stands in the list.
    CREATE TABLE versioned_answers (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'stopped', 'failed', 'interrupted')),
        task TEXT NOT NULL,
        model TEXT NOT NULL,
        form_json TEXT NOT NULL,
        tuning_json TEXT NOT NULL,
        sources_json TEXT NOT NULL,
        text TEXT NOT NULL,
        sections_json TEXT NOT NULL,
        timing_json TEXT NOT NULL,
        scope_json TEXT NOT NULL,
        coverage_json TEXT NOT NULL,
        sentences_json TEXT NOT NULL,
        written_json TEXT NOT NULL DEFAULT '{}',
        root TEXT NOT NULL,
        current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
        name TEXT NOT NULL DEFAULT '',
        rating TEXT NOT NULL DEFAULT '' CHECK (rating IN ('', 'good', 'bad')),
        language TEXT NOT NULL DEFAULT ''
    ) STRICT;
    INSERT INTO versioned_answers (id, created_at, state, task, model, form_json, tuning_json, sources_json,
        text, sections_json, timing_json, scope_json, coverage_json, sentences_json, root)
    SELECT id, created_at, state, task, model, form_json, tuning_json, sources_json,
        text, sections_json, timing_json, scope_json, coverage_json, sentences_json, id
    FROM answers ORDER BY created_at, rowid;
    DROP TABLE answers;
    ALTER TABLE versioned_answers RENAME TO answers;
    CREATE INDEX answers_by_time ON answers (created_at);
    CREATE INDEX answers_by_root ON answers (root);

    -- Answers to be erased, with all their versions, that may still be brought back.
    CREATE TABLE answers_set_aside (
        root TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- What answers are found by. Never what they quote: that goes when a document goes.
    CREATE VIRTUAL TABLE answer_words USING fts5 (
        form, name, text, tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO answer_words (rowid, form, name, text)
    SELECT number, coalesce((SELECT group_concat(value, char(10)) FROM json_each(form_json)), ''), name, text
    FROM answers WHERE state <> 'writing';
    CREATE TRIGGER answer_searched AFTER UPDATE OF state, name ON answers WHEN new.state <> 'writing' BEGIN
        DELETE FROM answer_words WHERE rowid = new.number;
        INSERT INTO answer_words (rowid, form, name, text) VALUES (new.number,
            coalesce((SELECT group_concat(value, char(10)) FROM json_each(new.form_json)), ''),
            new.name, new.text);
    END;
    CREATE TRIGGER answer_erased AFTER DELETE ON answers BEGIN
        DELETE FROM answer_words WHERE rowid = old.number;
    END;

    -- Answers that a person made examples of their task, as they were then.
    CREATE TABLE examples (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        task TEXT NOT NULL,
        language TEXT NOT NULL,
        form_json TEXT NOT NULL,
        answer TEXT NOT NULL
    ) STRICT;
    CREATE INDEX examples_by_task ON examples (task);
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema to the newest number, each step in a transaction of its own."""
    for number in range(schema_number(connection), len(MIGRATIONS)):
        connection.executescript(f"BEGIN; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")


def schema_number(connection: sqlite3.Connection) -> int:
    """How many migrations this archive has had."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)
