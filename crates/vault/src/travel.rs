//! Records that were left behind for a journey, what is put away of them, and the store without a trace of them.

use crate::error::VaultError;
use crate::exchange::{EnvelopeRow, envelope};
use crate::tables::Tx;
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a chain's end in a row: a device, and the last number.
const CHAIN_BYTES: usize = 40;

/// What empties the index of the search at once.
const EMPTY_INDEX: &str = "INSERT INTO search (search) VALUES ('delete-all')";

/// How far a chain was in a record: a device, and the last number of one of its lives.
pub type ChainHeld = ([u8; 32], u64);

/// A record that was left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftRow {
    /// The document.
    pub doc: [u8; 16],
    /// Its kind, as that of a [`crate::DocumentRow`].
    pub kind: String,
    /// The heads it stood at, 32 bytes each; none of what came since.
    pub heads: Vec<u8>,
    /// How far its chains were in it; none of what came since.
    pub held: Vec<ChainHeld>,
}

fn chains(bytes: &[u8]) -> Vec<ChainHeld> {
    let ends = bytes.as_chunks::<CHAIN_BYTES>().0.iter();
    let end = |end: &[u8; CHAIN_BYTES]| {
        let (device, seq) = end.split_first_chunk::<32>()?;
        Some((*device, u64::from_be_bytes(seq.try_into().ok()?)))
    };
    ends.filter_map(end).collect()
}

fn chain_bytes(held: &[ChainHeld]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(held.len() * CHAIN_BYTES);
    for (device, seq) in held {
        bytes.extend_from_slice(device);
        bytes.extend_from_slice(&seq.to_be_bytes());
    }
    bytes
}

fn left(row: &Row<'_>) -> rusqlite::Result<LeftRow> {
    Ok(LeftRow {
        doc: row.get(0)?,
        kind: row.get(1)?,
        heads: row.get(2)?,
        held: chains(&row.get::<_, Vec<u8>>(3)?),
    })
}

impl Tx<'_> {
    /// Notes that a record is left behind; what is noted already stays.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_left(&self, row: &LeftRow) -> Result<(), VaultError> {
        let sql = "INSERT INTO travel VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let values = params![row.doc, row.kind, row.heads, chain_bytes(&row.held)];
        self.connection.change(sql, values)?;
        // What is said of this device is another now.
        self.news.borrow_mut().recount = true;
        Ok(())
    }

    /// Forgets that a record was left behind: it is here again.
    pub fn drop_left(&self, doc: &[u8; 16]) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM travel WHERE doc = ?1", [doc])?;
        self.news.borrow_mut().recount = true;
        Ok(())
    }

    /// The records that are left behind, or are not here again yet.
    pub fn left(&self) -> Result<Vec<LeftRow>, VaultError> {
        self.connection
            .all("SELECT doc, kind, heads, held FROM travel ORDER BY doc", [], left)
    }

    /// Keeps what is sealed for a journey, under the SHA-256 of what it holds.
    pub fn put_away(&self, hash: &[u8; 32], sealed: &[u8]) -> Result<(), VaultError> {
        self.connection
            .change("INSERT INTO put_away VALUES (?1, ?2)", params![hash, sealed])?;
        Ok(())
    }

    /// Whether anything is sealed for a journey.
    pub fn is_away(&self) -> Result<bool, VaultError> {
        let found: Option<i64> = self
            .connection
            .one("SELECT 1 FROM put_away LIMIT 1", [], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Everything that is sealed for a journey.
    pub fn all_put_away(&self) -> Result<Vec<Vec<u8>>, VaultError> {
        self.connection
            .all("SELECT sealed FROM put_away ORDER BY hash", [], |row| row.get(0))
    }

    /// Forgets everything that is sealed for a journey, in the transaction that puts it back.
    pub fn forget_put_away(&self) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM put_away", [])?;
        self.news.borrow_mut().recount = true;
        Ok(())
    }

    /// Documents of which an envelope stands otherwise than in its document.
    pub fn unsettled_documents(&self) -> Result<BTreeSet<[u8; 16]>, VaultError> {
        let sql = "SELECT DISTINCT doc FROM envelope WHERE state <> 'applied'";
        let docs = self.connection.all(sql, [], |row| row.get(0))?;
        Ok(docs.into_iter().collect())
    }

    /// Envelopes of a document that wait, or were sealed for a key that is here now.
    pub fn openable_envelopes_of(&self, doc: &[u8; 16]) -> Result<Vec<EnvelopeRow>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, outer FROM envelope WHERE doc = ?1 AND (state = 'waiting'
                   OR mailbox IN (SELECT mailbox FROM document_key WHERE doc = ?1)) ORDER BY seq, device";
        self.connection.all(sql, [doc], envelope)
    }

    /// Whether more of a document may come out of what is held of it: something is sealed for a key that is here, or waits while
    /// nothing was refused that it could wait for.
    pub fn may_open_more_of(&self, doc: &[u8; 16]) -> Result<bool, VaultError> {
        let sql = "SELECT 1 FROM envelope WHERE doc = ?1 AND (
                     mailbox IN (SELECT mailbox FROM document_key WHERE doc = ?1)
                     OR (state = 'waiting'
                         AND NOT EXISTS (SELECT 1 FROM envelope WHERE doc = ?1 AND state = 'quarantined'))
                   ) LIMIT 1";
        let found: Option<i64> = self.connection.one(sql, [doc], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// How many envelopes of each document are held, with gaps or without.
    pub fn envelope_counts(&self) -> Result<BTreeMap<[u8; 16], u64>, VaultError> {
        let sql = "SELECT doc, count(*) FROM envelope GROUP BY doc";
        let counts = self.connection.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(counts.into_iter().collect())
    }

    /// Empties the search. What is deleted row by row leaves its words in the index until parts of that are merged; after this
    /// none is left, and what can be found is made anew from the records.
    pub fn forget_search(&self) -> Result<(), VaultError> {
        self.connection.change(EMPTY_INDEX, [])?;
        self.connection.change("DELETE FROM found", [])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checked::Checked;
    use crate::every_table::with_tables;
    use crate::exchange::EnvelopeState;
    use crate::store;
    use crate::tables::SearchRow;
    use rusqlite::Connection;
    use visita_seal::Secret;

    const CANARY: &str = "zabrelmcanary";

    /// Whether a row of these tables holds these bytes.
    fn is_in_rows(connection: &Connection, wanted: &[u8]) -> bool {
        let tables = ["search_data", "search_docsize", "search_idx", "found"];
        tables.into_iter().any(|table| {
            let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            let mut found = false;
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    let bytes = match row.get_ref(column).unwrap() {
                        rusqlite::types::ValueRef::Text(bytes) | rusqlite::types::ValueRef::Blob(bytes) => bytes,
                        rusqlite::types::ValueRef::Null
                        | rusqlite::types::ValueRef::Integer(_)
                        | rusqlite::types::ValueRef::Real(_) => &[],
                    };
                    found |= bytes.windows(wanted.len()).any(|window| window == wanted);
                }
            }
            found
        })
    }

    #[test]
    fn a_search_that_is_emptied_keeps_no_word_and_one_that_is_deleted_from_does() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::make(&folder.path().join("vault.db"), &Secret::new([7; 32])).unwrap();
        let row = |id: &'static str, text: &'static str| SearchRow {
            kind: "visit",
            id,
            doc: [id.as_bytes()[0]; 16],
            title: "title",
            text,
        };
        let kept: Result<(), VaultError> = with_tables(&connection, |tx| {
            tx.put_search(&row("a", CANARY))?;
            tx.put_search(&row("b", "stays"))?;
            tx.drop_projections_of(&[b'a'; 16])
        });
        kept.unwrap();
        assert!(is_in_rows(&connection, CANARY.as_bytes()), "the search itself works");
        with_tables(&connection, |tx| tx.forget_search()).unwrap();
        Checked::of(&connection).compact().unwrap();
        assert!(!is_in_rows(&connection, CANARY.as_bytes()));
        with_tables(&connection, |tx| tx.put_search(&row("b", "stays"))).unwrap();
        let found = with_tables(&connection, |tx| tx.search("stays")).unwrap();
        assert_eq!(found.len(), 1, "it goes on after that");
    }

    /// The same words and the same statements in a store without a key, so that its very pages can be looked through.
    #[test]
    fn no_page_and_no_log_keeps_what_was_deleted_once_the_store_is_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plain.db");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON;")
            .unwrap();
        connection.execute_batch(crate::migrations::SCHEMA).unwrap();
        let shows = || {
            let files = ["plain.db", "plain.db-wal"].map(|name| std::fs::read(folder.path().join(name)));
            let bytes = files
                .into_iter()
                .flat_map(Result::unwrap_or_default)
                .collect::<Vec<u8>>();
            bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
        };
        let long = format!("{CANARY} ").repeat(2_000);
        connection
            .execute(
                "INSERT INTO document VALUES (zeroblob(16), 'visit', zeroblob(32), CAST(?1 AS BLOB))",
                [&long],
            )
            .unwrap();
        connection
            .execute("INSERT INTO draft VALUES ('note', ?1, zeroblob(0))", [&long])
            .unwrap();
        connection
            .execute("INSERT INTO search (rowid, folded) VALUES (1, ?1)", [CANARY])
            .unwrap();
        assert!(shows(), "the search itself works");
        connection
            .execute_batch("DELETE FROM document; DELETE FROM draft; DELETE FROM search WHERE rowid = 1;")
            .unwrap();
        assert!(shows(), "deleting alone leaves words in the index and in the log");
        connection.execute_batch(EMPTY_INDEX).unwrap();
        connection.execute_batch("VACUUM").unwrap();
        connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
        assert!(!shows());
    }

    #[test]
    fn a_store_that_is_not_sound_is_not_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::make(&folder.path().join("vault.db"), &Secret::new([7; 32])).unwrap();
        Checked::of(&connection).compact().unwrap();
        // No page of it is damaged, and yet it holds what it cannot hold.
        connection
            .execute_batch(
                "PRAGMA ignore_check_constraints = ON;
                 INSERT INTO quarantine (device, reason, at_ms, hash, bytes)
                 VALUES (x'01', 'malformed', 1, zeroblob(32), x'');
                 PRAGMA ignore_check_constraints = OFF;",
            )
            .unwrap();
        Checked::of(&connection).verify().unwrap();
        assert_eq!(Checked::of(&connection).compact(), Err(VaultError::Damaged));
    }

    #[test]
    fn more_may_come_out_while_nothing_was_refused_that_it_waits_for() {
        let connection = Connection::open_in_memory().unwrap();
        crate::key::set_key(&connection, &Secret::new([7; 32])).unwrap();
        connection.execute_batch(crate::migrations::SCHEMA).unwrap();
        let row = |seq| EnvelopeRow {
            doc: [3; 16],
            device: [4; 32],
            seq,
            hash: [u8::try_from(seq).unwrap(); 32],
            outer: Vec::new(),
        };
        let kept: Result<(), VaultError> = with_tables(&connection, |tx| {
            tx.put_envelope(&row(1), EnvelopeState::Applied)?;
            assert!(!tx.may_open_more_of(&[3; 16])?);
            tx.put_envelope(&row(2), EnvelopeState::Sealed([5; 32]))?;
            assert!(!tx.may_open_more_of(&[3; 16])?, "its key is not here");
            tx.put_envelope(&row(4), EnvelopeState::Waiting)?;
            assert!(tx.may_open_more_of(&[3; 16])?);
            assert_eq!(tx.openable_envelopes_of(&[3; 16])?, [row(4)]);
            tx.put_envelope(&row(3), EnvelopeState::Quarantined)?;
            assert!(!tx.may_open_more_of(&[3; 16])?);
            Ok(())
        });
        kept.unwrap();
    }

    #[test]
    fn parts_that_are_forgotten_are_asked_for_again_and_other_mailboxes_are_not() {
        let connection = Connection::open_in_memory().unwrap();
        crate::key::set_key(&connection, &Secret::new([7; 32])).unwrap();
        connection.execute_batch(crate::migrations::SCHEMA).unwrap();
        let kept: Result<(), VaultError> = with_tables(&connection, |tx| {
            for tag in [[1; 32], [2; 32]] {
                tx.put_relay_position(&tag, 5)?;
                tx.put_relay_held(&tag, &[9; 32], 1)?;
            }
            tx.put_relay_part(&[1; 32], &[3; 32], 0, b"half")?;
            tx.forget_relay_parts()?;
            assert_eq!(tx.relay_parts_held(&[1; 32], &[3; 32])?, 0);
            assert_eq!(tx.relay_positions()?, [([2; 32], 5)]);
            assert_eq!(tx.relay_held(&[1; 32], &[9; 32])?, None);
            assert_eq!(tx.relay_held(&[2; 32], &[9; 32])?, Some(1));
            Ok(())
        });
        kept.unwrap();
    }

    #[test]
    fn what_was_left_and_what_is_put_away_is_read_as_it_was_written() {
        let connection = Connection::open_in_memory().unwrap();
        crate::key::set_key(&connection, &Secret::new([7; 32])).unwrap();
        connection.execute_batch(crate::migrations::SCHEMA).unwrap();
        let row = LeftRow {
            doc: [3; 16],
            kind: "visit".into(),
            heads: vec![1; 64],
            held: vec![([4; 32], 7), ([5; 32], u64::from(u32::MAX) + 2)],
        };
        let kept: Result<(), VaultError> = with_tables(&connection, |tx| {
            assert!(!tx.is_away()?);
            tx.put_left(&row)?;
            tx.put_away(&[9; 32], b"sealed")?;
            assert_eq!(tx.left()?, std::slice::from_ref(&row));
            assert_eq!((tx.is_away()?, tx.all_put_away()?), (true, vec![b"sealed".to_vec()]));
            tx.forget_put_away()?;
            tx.drop_left(&row.doc)?;
            assert_eq!((tx.is_away()?, tx.left()?), (false, Vec::new()));
            Ok(())
        });
        kept.unwrap();
    }
}
