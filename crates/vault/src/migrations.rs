//! From the schema a vault was made with to the schema of this version.

mod readers;

use crate::error::VaultError;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use visita_seal::envelope::envelope_hash;

/// The schema of this version; its number is kept in `PRAGMA user_version`.
pub(crate) const SCHEMA: &str = include_str!("schema.sql");

/// One step, from a version to the next. A step that changes a table sets the old one aside, makes the new one in the
/// words of `schema.sql`, moves the rows over and drops the old one, so that an old vault and a new one are told apart by
/// nothing.
type Step = fn(&Transaction<'_>) -> Result<(), VaultError>;

/// Steps from version 1 on.
const STEPS: &[Step] = &[
    quarantine_by_hash_and_texts_by_number,
    tables_of_the_relay,
    readers::readers_and_sealed,
    chunks_of_records,
    snapshots_and_attachments,
    any_kind_of_record,
    journeys,
];

/// Gives an empty database the schema of this version, and a database of any version that too: all of it or nothing.
pub(crate) fn make_schema(connection: &mut Connection) -> Result<(), VaultError> {
    migrate_by(connection, STEPS)
}

/// Brings the database of a vault to the schema of this version: all of it or nothing. Every vault was made with a schema;
/// one without has lost it.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    if version(connection)? == 0 {
        return Err(VaultError::Damaged);
    }
    migrate_by(connection, STEPS)
}

fn version(connection: &Connection) -> Result<usize, VaultError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    usize::try_from(version).map_err(|_| VaultError::Damaged)
}

pub(crate) fn migrate_by(connection: &mut Connection, steps: &[Step]) -> Result<(), VaultError> {
    let newest = steps.len() + 1;
    let version = version(connection)?;
    if version == newest {
        return Ok(());
    }
    if version > newest {
        return Err(VaultError::Newer);
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match version.checked_sub(1) {
        None => tx.execute_batch(SCHEMA)?,
        Some(done) => steps.iter().skip(done).try_for_each(|step| step(&tx))?,
    }
    let newest = i64::try_from(newest).map_err(|_| VaultError::Damaged)?;
    tx.pragma_update(None, "user_version", newest)?;
    Ok(tx.commit()?)
}

/// To version 2: what is in quarantine is known by its hash, texts that can be found by a number. Of bytes that were kept
/// more than once in quarantine, the first stay.
fn quarantine_by_hash_and_texts_by_number(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.execute_batch(
        "ALTER TABLE quarantine RENAME TO quarantine_before;
CREATE TABLE quarantine (
  id      INTEGER PRIMARY KEY,
  device  BLOB NOT NULL CHECK (length(device) = 32),
  reason  TEXT NOT NULL,
  at_ms   INTEGER NOT NULL,
  hash    BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  bytes   BLOB NOT NULL
) STRICT;",
    )?;
    let mut before = tx.prepare("SELECT id, device, reason, at_ms, bytes FROM quarantine_before ORDER BY id")?;
    let mut insert = tx.prepare("INSERT INTO quarantine VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING")?;
    let mut rows = before.query([])?;
    while let Some(row) = rows.next()? {
        let (id, device, reason, at_ms): (i64, Vec<u8>, String, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let bytes: Vec<u8> = row.get(4)?;
        insert.execute(params![id, device, reason, at_ms, envelope_hash(&bytes).0, bytes])?;
    }
    drop(rows);
    drop(before);
    Ok(tx.execute_batch(
        "DROP TABLE quarantine_before;
ALTER TABLE search RENAME TO search_before;
CREATE TABLE found (
  number  INTEGER PRIMARY KEY,
  doc     BLOB NOT NULL CHECK (length(doc) = 16),
  kind    TEXT NOT NULL,
  id      TEXT NOT NULL,
  title   TEXT NOT NULL
) STRICT;
CREATE INDEX found_of_document ON found (doc);
CREATE VIRTUAL TABLE search USING fts5 (folded, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO found SELECT rowid, doc, kind, id, title FROM search_before;
INSERT INTO search (rowid, folded) SELECT rowid, folded FROM search_before;
DROP TABLE search_before;",
    )?)
}

/// To version 3: what is known of the team's relay.
fn tables_of_the_relay(tx: &Transaction<'_>) -> Result<(), VaultError> {
    Ok(tx.execute_batch(
        "CREATE TABLE relay_mailbox (
  tag    BLOB PRIMARY KEY CHECK (length(tag) = 32),
  after  INTEGER NOT NULL CHECK (after >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE relay_held (
  tag    BLOB NOT NULL CHECK (length(tag) = 32),
  hash   BLOB NOT NULL CHECK (length(hash) = 32),
  at_ms  INTEGER NOT NULL,
  PRIMARY KEY (tag, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX relay_held_by_hash ON relay_held (hash);
CREATE TABLE relay_part (
  tag     BLOB NOT NULL CHECK (length(tag) = 32),
  bundle  BLOB NOT NULL CHECK (length(bundle) = 32),
  number  INTEGER NOT NULL CHECK (number >= 0),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (tag, bundle, number)
) STRICT;",
    )?)
}

/// To version 5: what is written to a record is added after its whole encoding.
fn chunks_of_records(tx: &Transaction<'_>) -> Result<(), VaultError> {
    Ok(tx.execute_batch(
        "CREATE TABLE document_chunk (
  doc     BLOB NOT NULL REFERENCES document (id),
  number  INTEGER NOT NULL CHECK (number >= 1),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (doc, number)
) STRICT, WITHOUT ROWID;",
    )?)
}

/// To version 6: what a lead vouches for until its envelopes come, and which attachments there are; their bytes lie in files.
fn snapshots_and_attachments(tx: &Transaction<'_>) -> Result<(), VaultError> {
    Ok(tx.execute_batch(
        "CREATE TABLE snapshot (
  doc     BLOB PRIMARY KEY CHECK (length(doc) = 16),
  device  BLOB NOT NULL CHECK (length(device) = 32),
  at_ms   INTEGER NOT NULL,
  outer   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE blob (
  id         BLOB PRIMARY KEY CHECK (length(id) = 32),
  doc        BLOB NOT NULL CHECK (length(doc) = 16),
  chunks     INTEGER NOT NULL CHECK (chunks BETWEEN 1 AND 4096),
  held       INTEGER NOT NULL CHECK (held BETWEEN 0 AND chunks),
  announcer  BLOB NOT NULL CHECK (length(announcer) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_of_document ON blob (doc);",
    )?)
}

/// To version 7: records of any kind. The tables that refer to records are set aside with them.
fn any_kind_of_record(tx: &Transaction<'_>) -> Result<(), VaultError> {
    Ok(tx.execute_batch(
        "ALTER TABLE document RENAME TO document_before;
ALTER TABLE document_chunk RENAME TO document_chunk_before;
ALTER TABLE projection RENAME TO projection_before;
CREATE TABLE document (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind   TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
  heads  BLOB NOT NULL CHECK (length(heads) % 32 = 0 AND length(heads) > 0),
  bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE document_chunk (
  doc     BLOB NOT NULL REFERENCES document (id),
  number  INTEGER NOT NULL CHECK (number >= 1),
  bytes   BLOB NOT NULL,
  PRIMARY KEY (doc, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE projection (
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,
  doc    BLOB NOT NULL REFERENCES document (id),
  heads  BLOB NOT NULL,
  body   TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO document SELECT * FROM document_before;
INSERT INTO document_chunk SELECT * FROM document_chunk_before;
INSERT INTO projection SELECT * FROM projection_before;
DROP TABLE projection_before;
DROP TABLE document_chunk_before;
DROP TABLE document_before;
CREATE INDEX projection_of_document ON projection (doc);",
    )?)
}

/// To version 8: records that are left behind for a journey.
fn journeys(tx: &Transaction<'_>) -> Result<(), VaultError> {
    Ok(tx.execute_batch(
        "CREATE TABLE travel (
  doc    BLOB PRIMARY KEY CHECK (length(doc) = 16),
  kind   TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
  heads  BLOB NOT NULL CHECK (length(heads) % 32 = 0),
  held   BLOB NOT NULL CHECK (length(held) % 40 = 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE put_away (
  hash    BLOB PRIMARY KEY CHECK (length(hash) = 32),
  sealed  BLOB NOT NULL
) STRICT, WITHOUT ROWID;",
    )?)
}
