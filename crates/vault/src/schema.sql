-- The schema of a vault, version 8. Written once, for people; tests prove that a new vault has exactly it, and that a
-- vault of any earlier version becomes exactly it (migrations.rs).

-- Facts about the store itself and settings of this device.
CREATE TABLE setting (
  name   TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
  value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Records: one CRDT document each, as it was last encoded whole, with the heads it stands at by now (32 bytes each, sorted).
CREATE TABLE document (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind   TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
  heads  BLOB NOT NULL CHECK (length(heads) % 32 = 0 AND length(heads) > 0),
  bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was written since: a record is the bytes above and these after them, in their order. They are few; a whole encoding
-- that was read back takes the place of all.
CREATE TABLE document_chunk (
  doc     BLOB NOT NULL REFERENCES document (id),
  number  INTEGER NOT NULL CHECK (number >= 1),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (doc, number)
) STRICT, WITHOUT ROWID;

-- The roster of the team, entry by entry, as signed.
CREATE TABLE roster_entry (
  number  INTEGER PRIMARY KEY CHECK (number >= 0),
  bytes   BLOB NOT NULL
) STRICT;

-- Grants of document keys, as signed; kept also when they are for others, to be passed on. `hash` is their SHA-256,
-- `readers` the devices they are for, 32 bytes each; NULL where a grant does not say.
CREATE TABLE document_grant (
  hash     BLOB PRIMARY KEY CHECK (length(hash) = 32),
  issuer   BLOB NOT NULL CHECK (length(issuer) = 32),
  readers  BLOB CHECK (length(readers) % 32 = 0),
  bytes    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX document_grant_of_issuer ON document_grant (issuer);

-- The keys that grants are about, by the mailbox each leads to: two keys of one document and epoch are two rows. `chosen`
-- are the members it may be read by beside the leads, 16 bytes each; NULL for the whole team. `about` is the document it
-- belongs to.
CREATE TABLE granted (
  doc      BLOB NOT NULL CHECK (length(doc) = 16),
  epoch    INTEGER NOT NULL CHECK (epoch >= 1),
  mailbox  BLOB NOT NULL CHECK (length(mailbox) = 32),
  hash     BLOB NOT NULL REFERENCES document_grant (hash),
  kind     INTEGER NOT NULL,
  chosen   BLOB CHECK (length(chosen) % 16 = 0),
  about    BLOB CHECK (length(about) = 16),
  PRIMARY KEY (doc, epoch, mailbox, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX granted_mailbox ON granted (mailbox);

-- Other signed documents that travel with grants, by the SHA-256 of their bytes, and what device signed them.
CREATE TABLE notice (
  hash    BLOB PRIMARY KEY CHECK (length(hash) = 32),
  kind    TEXT NOT NULL,
  device  BLOB NOT NULL CHECK (length(device) = 32),
  bytes   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys of documents this device may read, by epoch, and the mailbox each leads to.
CREATE TABLE document_key (
  doc      BLOB NOT NULL CHECK (length(doc) = 16),
  epoch    INTEGER NOT NULL CHECK (epoch >= 1),
  mailbox  BLOB NOT NULL CHECK (length(mailbox) = 32),
  kind     INTEGER NOT NULL,
  key      BLOB NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (doc, epoch, mailbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_key_mailbox ON document_key (mailbox);

-- Envelopes as they were sealed, ours and others', to be passed on unchanged. A number once taken stays taken: a second
-- envelope of the same number shows a device that lies or was restored, and goes to quarantine.
--   applied      in the document
--   waiting      opened, but waits for envelopes it rests on
--   sealed       for a key that is not here: for others, or its grant is yet to come; `mailbox` says which key
--   quarantined  refused; see there
CREATE TABLE envelope (
  doc      BLOB NOT NULL CHECK (length(doc) = 16),
  device   BLOB NOT NULL CHECK (length(device) = 32),
  seq      INTEGER NOT NULL CHECK (seq >= 1),
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  state    TEXT NOT NULL CHECK (state IN ('applied', 'waiting', 'sealed', 'quarantined')),
  mailbox  BLOB CHECK (length(mailbox) = 32),
  outer    BLOB NOT NULL,
  PRIMARY KEY (doc, device, seq),
  CHECK ((state = 'sealed') = (mailbox IS NOT NULL))
) STRICT;
CREATE INDEX envelope_waiting ON envelope (state) WHERE state <> 'applied';
CREATE INDEX envelope_sealed ON envelope (mailbox) WHERE mailbox IS NOT NULL;

-- Records that were left behind for a journey: their keys are not here, nor are their documents. `heads` is where each stood
-- when it was left, 32 bytes each, and `held` how far each chain of its envelopes was in it: device and last number, 40 bytes
-- each. Both are empty for what came while its owner was away and belongs to one of them.
CREATE TABLE travel (
  doc    BLOB PRIMARY KEY CHECK (length(doc) = 16),
  kind   TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
  heads  BLOB NOT NULL CHECK (length(heads) % 32 = 0),
  held   BLOB NOT NULL CHECK (length(held) % 40 = 0)
) STRICT, WITHOUT ROWID;

-- What of them exists here alone, sealed to a key that is not on this device: their keys, drafts and identities in one piece,
-- and each grant of such a key, whose bytes are empty in the table of grants meanwhile. `hash` is the SHA-256 of what is
-- sealed here. No row: nobody is away.
CREATE TABLE put_away (
  hash    BLOB PRIMARY KEY CHECK (length(hash) = 32),
  sealed  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Snapshots by which records were taken in before their envelopes came, as they were sealed: until every envelope up to
-- where it goes is held and carries what it holds. `device` is the lead's that signed it.
CREATE TABLE snapshot (
  doc     BLOB PRIMARY KEY CHECK (length(doc) = 16),
  device  BLOB NOT NULL CHECK (length(device) = 32),
  at_ms   INTEGER NOT NULL,
  outer   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Attachments that are here or are to be: sealed, in files of the folder `blobs` named by their id, never in here. `doc` is
-- what they belong to, `chunks` their size, `held` how many of those were here last, `announcer` the device that said that
-- there is such a one: this device for its own.
CREATE TABLE blob (
  id         BLOB PRIMARY KEY CHECK (length(id) = 32),
  doc        BLOB NOT NULL CHECK (length(doc) = 16),
  chunks     INTEGER NOT NULL CHECK (chunks BETWEEN 1 AND 4096),
  held       INTEGER NOT NULL CHECK (held BETWEEN 0 AND chunks),
  announcer  BLOB NOT NULL CHECK (length(announcer) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_of_document ON blob (doc);

-- What another device is known to hold: its last `have`, as it came.
CREATE TABLE peer (
  device  BLOB PRIMARY KEY CHECK (length(device) = 32),
  at_ms   INTEGER NOT NULL,
  have    BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The team's relay: how far each of its mailboxes is known, by position there.
CREATE TABLE relay_mailbox (
  tag    BLOB PRIMARY KEY CHECK (length(tag) = 32),
  after  INTEGER NOT NULL CHECK (after >= 0)
) STRICT, WITHOUT ROWID;

-- What a mailbox of the relay is known to hold since when: envelopes by their hash, and in a mailbox of the team grants and
-- heads of the roster by theirs. It said so itself, or handed them out.
CREATE TABLE relay_held (
  tag    BLOB NOT NULL CHECK (length(tag) = 32),
  hash   BLOB NOT NULL CHECK (length(hash) = 32),
  at_ms  INTEGER NOT NULL,
  PRIMARY KEY (tag, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX relay_held_by_hash ON relay_held (hash);

-- Parts of bundles from the relay that have not come whole. `bundle` is the SHA-256 of the whole.
CREATE TABLE relay_part (
  tag     BLOB NOT NULL CHECK (length(tag) = 32),
  bundle  BLOB NOT NULL CHECK (length(bundle) = 32),
  number  INTEGER NOT NULL CHECK (number >= 0),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (tag, bundle, number)
) STRICT;

-- Text typed but not yet part of a record: durable at each keystroke. `base` are the heads it was typed on.
CREATE TABLE draft (
  key    TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 300),
  text   TEXT NOT NULL,
  base   BLOB NOT NULL CHECK (length(base) % 32 = 0)
) STRICT, WITHOUT ROWID;

-- What was refused on the way in, kept for the lead. `hash` is the SHA-256 of `bytes`: whoever sends them again says
-- nothing new.
CREATE TABLE quarantine (
  id      INTEGER PRIMARY KEY,
  device  BLOB NOT NULL CHECK (length(device) = 32),
  reason  TEXT NOT NULL,
  at_ms   INTEGER NOT NULL,
  hash    BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  bytes   BLOB NOT NULL
) STRICT;

-- Real identities, sealed once more under the identity key.
CREATE TABLE identity (
  interview  BLOB PRIMARY KEY CHECK (length(interview) = 16),
  sealed     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Projections: what lists show, with the heads it was made from. Can be made anew from the documents.
CREATE TABLE projection (
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,
  doc    BLOB NOT NULL REFERENCES document (id),
  heads  BLOB NOT NULL,
  body   TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX projection_of_document ON projection (doc);

-- Texts that can be found, by the number the index below knows them by.
CREATE TABLE found (
  number  INTEGER PRIMARY KEY,
  doc     BLOB NOT NULL CHECK (length(doc) = 16),
  kind    TEXT NOT NULL,
  id      TEXT NOT NULL,
  title   TEXT NOT NULL
) STRICT;
CREATE INDEX found_of_document ON found (doc);

-- Search over folded text (see fold.rs). The index keeps no text of its own; its row ids are the numbers above.
CREATE VIRTUAL TABLE search USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
