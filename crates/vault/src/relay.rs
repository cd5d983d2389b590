//! What is known of the team's relay: positions, what it holds, parts of bundles. All of it can be forgotten at the price of
//! asking and putting again.

use crate::error::VaultError;
use crate::exchange::EnvelopeNumber;
use crate::tables::Tx;
use rusqlite::params;

/// Number of an envelope, its hash, and how many bytes it has.
pub type EnvelopeSize = (EnvelopeNumber, [u8; 32], usize);

impl Tx<'_> {
    /// Keeps how far a mailbox is known.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_relay_position(&self, tag: &[u8; 32], after: u64) -> Result<(), VaultError> {
        let sql = "INSERT INTO relay_mailbox VALUES (?1, ?2) ON CONFLICT DO UPDATE SET after = excluded.after";
        self.connection.change(sql, params![tag, after])?;
        Ok(())
    }

    /// How far every mailbox is known.
    pub fn relay_positions(&self) -> Result<Vec<([u8; 32], u64)>, VaultError> {
        self.connection.all("SELECT tag, after FROM relay_mailbox", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// Notes that a mailbox holds something; what is noted already is noted anew.
    pub fn put_relay_held(&self, tag: &[u8; 32], hash: &[u8; 32], at_ms: i64) -> Result<(), VaultError> {
        let sql = "INSERT INTO relay_held VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms";
        self.connection.change(sql, params![tag, hash, at_ms])?;
        Ok(())
    }

    /// When it was noted that a mailbox holds something.
    pub fn relay_held(&self, tag: &[u8; 32], hash: &[u8; 32]) -> Result<Option<i64>, VaultError> {
        let sql = "SELECT at_ms FROM relay_held WHERE tag = ?1 AND hash = ?2";
        self.connection.one(sql, params![tag, hash], |row| row.get(0))
    }

    /// Everything a mailbox is known to hold.
    pub fn relay_held_in(&self, tag: &[u8; 32]) -> Result<Vec<[u8; 32]>, VaultError> {
        let sql = "SELECT hash FROM relay_held WHERE tag = ?1";
        self.connection.all(sql, [tag], |row| row.get(0))
    }

    /// Forgets that a mailbox holds something, where that was noted before an instant.
    pub fn drop_relay_held(&self, tag: &[u8; 32], hash: &[u8; 32], before_ms: i64) -> Result<bool, VaultError> {
        let sql = "DELETE FROM relay_held WHERE tag = ?1 AND hash = ?2 AND at_ms < ?3";
        let dropped = self.connection.change(sql, params![tag, hash, before_ms])?;
        Ok(dropped > 0)
    }

    /// As [`Self::drop_relay_held`], whatever mailbox an envelope is in.
    pub fn drop_relay_held_anywhere(&self, hash: &[u8; 32], before_ms: i64) -> Result<bool, VaultError> {
        let sql = "DELETE FROM relay_held WHERE hash = ?1 AND at_ms < ?2";
        let dropped = self.connection.change(sql, params![hash, before_ms])?;
        Ok(dropped > 0)
    }

    /// Forgets what a mailbox holds: it was set back.
    pub fn forget_relay_mailbox(&self, tag: &[u8; 32]) -> Result<(), VaultError> {
        for sql in [
            "DELETE FROM relay_held WHERE tag = ?1",
            "DELETE FROM relay_mailbox WHERE tag = ?1",
        ] {
            self.connection.change(sql, [tag])?;
        }
        Ok(())
    }

    /// Forgets the relay: it was set back, or is another.
    pub fn forget_relay(&self) -> Result<(), VaultError> {
        for table in ["relay_part", "relay_held", "relay_mailbox"] {
            self.connection.change(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }

    /// Forgets the parts of bundles that have not come whole, and that they came: their mailboxes are read from the beginning.
    pub fn forget_relay_parts(&self) -> Result<(), VaultError> {
        for sql in [
            "DELETE FROM relay_held WHERE tag IN (SELECT tag FROM relay_part)",
            "DELETE FROM relay_mailbox WHERE tag IN (SELECT tag FROM relay_part)",
            "DELETE FROM relay_part",
        ] {
            self.connection.change(sql, [])?;
        }
        Ok(())
    }

    /// Envelopes that no mailbox of the relay is known to hold, of documents whose keys are here: number, hash, bytes. What
    /// is sealed with a key that is not here is for others to put.
    pub fn envelopes_not_on_relay(&self) -> Result<Vec<EnvelopeSize>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, length(outer) FROM envelope
                   WHERE NOT EXISTS (SELECT 1 FROM relay_held WHERE relay_held.hash = envelope.hash)
                     AND EXISTS (SELECT 1 FROM document_key WHERE document_key.doc = envelope.doc
                                 AND (envelope.mailbox IS NULL OR document_key.mailbox = envelope.mailbox))
                   ORDER BY doc, device, seq";
        let row = |row: &rusqlite::Row<'_>| {
            Ok((
                (row.get(0)?, row.get(1)?, row.get(2)?),
                row.get(3)?,
                row.get::<_, usize>(4)?,
            ))
        };
        self.connection.all(sql, [], row)
    }

    /// Keeps a part of a bundle; the first of a number stays.
    pub fn put_relay_part(
        &self,
        tag: &[u8; 32],
        bundle: &[u8; 32],
        number: u32,
        bytes: &[u8],
    ) -> Result<(), VaultError> {
        let sql = "INSERT INTO relay_part VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let values = params![tag, bundle, number, bytes];
        self.connection.change(sql, values)?;
        Ok(())
    }

    /// How many parts of a bundle are here.
    pub fn relay_parts_held(&self, tag: &[u8; 32], bundle: &[u8; 32]) -> Result<u32, VaultError> {
        let sql = "SELECT count(*) FROM relay_part WHERE tag = ?1 AND bundle = ?2";
        let count = self.connection.value(sql, params![tag, bundle], |row| row.get(0))?;
        Ok(count)
    }

    /// The parts of a bundle that are here, in order.
    pub fn relay_parts(&self, tag: &[u8; 32], bundle: &[u8; 32]) -> Result<Vec<Vec<u8>>, VaultError> {
        let sql = "SELECT bytes FROM relay_part WHERE tag = ?1 AND bundle = ?2 ORDER BY number";
        self.connection.all(sql, params![tag, bundle], |row| row.get(0))
    }

    /// Forgets the parts of a bundle.
    pub fn drop_relay_parts(&self, tag: &[u8; 32], bundle: &[u8; 32]) -> Result<(), VaultError> {
        self.connection.change(
            "DELETE FROM relay_part WHERE tag = ?1 AND bundle = ?2",
            params![tag, bundle],
        )?;
        Ok(())
    }

    /// Bytes of all parts of one mailbox, and forgetting them all: see the limit of who keeps them.
    pub fn relay_part_bytes(&self, tag: &[u8; 32]) -> Result<usize, VaultError> {
        let sql = "SELECT coalesce(sum(length(bytes)), 0) FROM relay_part WHERE tag = ?1";
        self.connection.value(sql, [tag], |row| row.get(0))
    }

    /// Forgets every part of one mailbox.
    pub fn drop_all_relay_parts(&self, tag: &[u8; 32]) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM relay_part WHERE tag = ?1", [tag])?;
        Ok(())
    }
}
