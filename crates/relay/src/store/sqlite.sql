-- The whole of what a relay knows. Nothing here names a person, a team, a device or a document.

-- One row: what the positions are of. Another one after a backup was restored.
CREATE TABLE relay (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    generation BLOB NOT NULL CHECK (length(generation) = 16)
) STRICT;

-- Whom the operator lets in: the hash of a token, and what it allows.
CREATE TABLE invitation (
    number         INTEGER PRIMARY KEY,
    token_hash     BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    mailboxes_most INTEGER NOT NULL CHECK (mailboxes_most >= 0),
    bytes_most     INTEGER NOT NULL CHECK (bytes_most >= 0),
    until_day      INTEGER,
    mailboxes      INTEGER NOT NULL DEFAULT 0 CHECK (mailboxes >= 0),
    bytes          INTEGER NOT NULL DEFAULT 0 CHECK (bytes >= 0),
    is_withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1))
) STRICT;

-- A mailbox stays when it is empty: its positions are never given out twice.
CREATE TABLE mailbox (
    number     INTEGER PRIMARY KEY,
    tag        BLOB    NOT NULL UNIQUE CHECK (length(tag) = 32),
    token_hash BLOB    NOT NULL CHECK (length(token_hash) = 32),
    invitation INTEGER NOT NULL REFERENCES invitation,
    head       INTEGER NOT NULL CHECK (head >= 0),
    bytes      INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;

-- A sealed envelope, here or in object storage. Of the time it came, the day is kept.
CREATE TABLE item (
    number   INTEGER PRIMARY KEY,
    mailbox  INTEGER NOT NULL REFERENCES mailbox,
    position INTEGER NOT NULL CHECK (position >= 1),
    day      INTEGER NOT NULL,
    size     INTEGER NOT NULL CHECK (size >= 1),
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    object   BLOB    CHECK (length(object) = 16),
    body     BLOB    CHECK ((body IS NULL) <> (object IS NULL)),
    UNIQUE (mailbox, position),
    UNIQUE (mailbox, hash)
) STRICT;

-- The few bodies that are elsewhere.
CREATE INDEX item_object ON item (object) WHERE object IS NOT NULL;
