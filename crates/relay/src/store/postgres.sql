-- The same as sqlite.sql, which says what each is for.

CREATE TABLE IF NOT EXISTS relay (
    one        integer PRIMARY KEY CHECK (one = 1),
    version    bigint  NOT NULL,
    generation bytea   NOT NULL CHECK (length(generation) = 16)
);

CREATE TABLE IF NOT EXISTS invitation (
    number         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash     bytea   NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    mailboxes_most bigint  NOT NULL CHECK (mailboxes_most >= 0),
    bytes_most     bigint  NOT NULL CHECK (bytes_most >= 0),
    until_day      bigint,
    mailboxes      bigint  NOT NULL DEFAULT 0 CHECK (mailboxes >= 0),
    bytes          bigint  NOT NULL DEFAULT 0 CHECK (bytes >= 0),
    is_withdrawn   boolean NOT NULL DEFAULT false
);

CREATE TABLE IF NOT EXISTS mailbox (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tag        bytea  NOT NULL UNIQUE CHECK (length(tag) = 32),
    token_hash bytea  NOT NULL CHECK (length(token_hash) = 32),
    invitation bigint NOT NULL REFERENCES invitation,
    head       bigint NOT NULL CHECK (head >= 0),
    bytes      bigint NOT NULL CHECK (bytes >= 0)
);

CREATE TABLE IF NOT EXISTS item (
    mailbox  bigint NOT NULL REFERENCES mailbox,
    position bigint NOT NULL CHECK (position >= 1),
    day      bigint NOT NULL,
    size     bigint NOT NULL CHECK (size >= 1),
    hash     bytea  NOT NULL CHECK (length(hash) = 32),
    object   bytea  CHECK (length(object) = 16),
    body     bytea  CHECK ((body IS NULL) <> (object IS NULL)),
    PRIMARY KEY (mailbox, position),
    UNIQUE (mailbox, hash)
);

-- Sealed bytes do not get smaller: no time is spent trying.
ALTER TABLE item ALTER COLUMN body SET STORAGE EXTERNAL;

-- Days only ascend in it: a few pages index millions of rows.
CREATE INDEX IF NOT EXISTS item_day ON item USING brin (day);
CREATE INDEX IF NOT EXISTS item_object ON item (object) WHERE object IS NOT NULL;
