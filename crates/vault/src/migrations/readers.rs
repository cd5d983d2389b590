//! To version 4: several keys may stand for one epoch, grants say whom they are for, and what is sealed for others is
//! told apart from what waits.

use crate::checked::Checked;
use crate::error::VaultError;
use crate::grants::insert_grant;
use rusqlite::{Transaction, params};
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, envelope_hash};
use visita_seal::grant::trusted_grant;
use visita_wire::{DocId, Outer};

pub(super) fn readers_and_sealed(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.execute_batch(ASIDE)?;
    tx.execute_batch(TABLES)?;
    grants(tx)?;
    keys(tx)?;
    envelopes(tx)?;
    Ok(tx.execute_batch(
        "DROP TABLE document_grant_before; DROP TABLE document_key_before; DROP TABLE envelope_before;",
    )?)
}

/// Grants with what they say. What is none, and stood among them unread, goes to quarantine: it is not lost.
fn grants(tx: &Transaction<'_>) -> Result<(), VaultError> {
    let mut before = tx.prepare("SELECT hash, bytes FROM document_grant_before ORDER BY hash")?;
    let mut rows = before.query([])?;
    while let Some(row) = rows.next()? {
        let (hash, bytes): ([u8; 32], Vec<u8>) = (row.get(0)?, row.get(1)?);
        match trusted_grant(&bytes) {
            Ok(grant) => {
                insert_grant(Checked::of(tx), &hash, &bytes, &grant)?;
            }
            Err(_) => {
                tx.execute(
                    "INSERT INTO quarantine (device, reason, at_ms, hash, bytes) VALUES (zeroblob(32), 'malformed', 0, ?1, ?2)
                     ON CONFLICT DO NOTHING",
                    params![envelope_hash(&bytes).0, bytes],
                )?;
            }
        }
    }
    Ok(())
}

fn keys(tx: &Transaction<'_>) -> Result<(), VaultError> {
    let mut before = tx.prepare("SELECT doc, epoch, kind, key FROM document_key_before ORDER BY doc, epoch")?;
    let mut rows = before.query([])?;
    while let Some(row) = rows.next()? {
        let (doc, epoch, kind, key): ([u8; 16], u32, u8, [u8; 32]) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let leads_to = DocKey {
            doc: DocId(doc),
            epoch,
            key: Secret::new(key),
        };
        let mailbox = leads_to.mailbox().map_err(|_| VaultError::Damaged)?;
        tx.execute(
            "INSERT INTO document_key VALUES (?1, ?2, ?3, ?4, ?5)",
            params![doc, epoch, mailbox.0, kind, key],
        )?;
    }
    Ok(())
}

fn envelopes(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.execute_batch("INSERT INTO envelope SELECT doc, device, seq, hash, state, NULL, outer FROM envelope_before;")?;
    let mut waiting = tx.prepare(
        "SELECT rowid, outer FROM envelope AS held WHERE state = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM document_key WHERE document_key.doc = held.doc)",
    )?;
    let mut rows = waiting.query([])?;
    let mut sealed: Vec<(i64, [u8; 32])> = Vec::new();
    while let Some(row) = rows.next()? {
        let outer: Vec<u8> = row.get(1)?;
        if let Ok(outer) = Outer::decode(&outer) {
            sealed.push((row.get(0)?, outer.mailbox.0));
        }
    }
    drop(rows);
    for (row, mailbox) in sealed {
        tx.execute(
            "UPDATE envelope SET state = 'sealed', mailbox = ?2 WHERE rowid = ?1",
            params![row, mailbox],
        )?;
    }
    Ok(())
}

const ASIDE: &str = "ALTER TABLE document_grant RENAME TO document_grant_before;
ALTER TABLE document_key RENAME TO document_key_before;
DROP INDEX envelope_waiting;
ALTER TABLE envelope RENAME TO envelope_before;";

const TABLES: &str = "CREATE TABLE document_grant (
  hash     BLOB PRIMARY KEY CHECK (length(hash) = 32),
  issuer   BLOB NOT NULL CHECK (length(issuer) = 32),
  readers  BLOB CHECK (length(readers) % 32 = 0),
  bytes    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX document_grant_of_issuer ON document_grant (issuer);
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
CREATE TABLE notice (
  hash    BLOB PRIMARY KEY CHECK (length(hash) = 32),
  kind    TEXT NOT NULL,
  device  BLOB NOT NULL CHECK (length(device) = 32),
  bytes   BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE document_key (
  doc      BLOB NOT NULL CHECK (length(doc) = 16),
  epoch    INTEGER NOT NULL CHECK (epoch >= 1),
  mailbox  BLOB NOT NULL CHECK (length(mailbox) = 32),
  kind     INTEGER NOT NULL,
  key      BLOB NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (doc, epoch, mailbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_key_mailbox ON document_key (mailbox);
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
CREATE INDEX envelope_sealed ON envelope (mailbox) WHERE mailbox IS NOT NULL;";
