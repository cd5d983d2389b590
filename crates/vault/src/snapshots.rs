//! Snapshots that were taken in and are not proven yet, and how far the envelopes of a record go.

use crate::error::VaultError;
use crate::exchange::{EnvelopeRow, envelope};
use crate::tables::Tx;
use rusqlite::{Row, params};
use std::collections::BTreeMap;
use visita_wire::{before_first, life_of};

/// A snapshot that was taken in, as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    /// The document.
    pub doc: [u8; 16],
    /// The lead's device that signed it.
    pub device: [u8; 32],
    /// When it was taken in, milliseconds since 1970.
    pub at_ms: i64,
    /// The bytes.
    pub outer: Vec<u8>,
}

/// One life of a device in a document, as far as its envelopes are applied without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainRow {
    /// The device.
    pub device: [u8; 32],
    /// The last number applied with all before it in its life; the one before the first where none is.
    pub seq: u64,
    /// SHA-256 of the envelope of that number; zeros where there is none.
    pub hash: [u8; 32],
    /// Whether an envelope beyond it is applied all the same.
    pub is_broken: bool,
}

fn snapshot(row: &Row<'_>) -> rusqlite::Result<SnapshotRow> {
    Ok(SnapshotRow {
        doc: row.get(0)?,
        device: row.get(1)?,
        at_ms: row.get(2)?,
        outer: row.get(3)?,
    })
}

impl Tx<'_> {
    /// Keeps a snapshot that was taken in.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_snapshot(&self, row: &SnapshotRow) -> Result<(), VaultError> {
        let values = params![row.doc, row.device, row.at_ms, row.outer];
        self.connection
            .change("INSERT INTO snapshot VALUES (?1, ?2, ?3, ?4)", values)?;
        Ok(())
    }

    /// Forgets the snapshot of a document.
    pub fn drop_snapshot(&self, doc: &[u8; 16]) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM snapshot WHERE doc = ?1", [doc])?;
        Ok(())
    }

    /// The snapshot by which a document was taken in, while it is not proven.
    pub fn snapshot_of(&self, doc: &[u8; 16]) -> Result<Option<SnapshotRow>, VaultError> {
        let sql = "SELECT doc, device, at_ms, outer FROM snapshot WHERE doc = ?1";
        self.connection.one(sql, [doc], snapshot)
    }

    /// Documents whose snapshot is not proven.
    pub fn snapshots(&self) -> Result<Vec<[u8; 16]>, VaultError> {
        self.connection
            .all("SELECT doc FROM snapshot ORDER BY doc", [], |row| row.get(0))
    }

    /// Whether any snapshot is not proven.
    pub fn has_snapshots(&self) -> Result<bool, VaultError> {
        let found: Option<i64> = self
            .connection
            .one("SELECT 1 FROM snapshot LIMIT 1", [], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Envelopes of a document that were opened, and whether each is applied; otherwise it waits.
    pub fn opened_envelopes(&self, doc: &[u8; 16]) -> Result<Vec<(EnvelopeRow, bool)>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, outer, state = 'applied' FROM envelope
                   WHERE doc = ?1 AND state IN ('applied', 'waiting') ORDER BY seq, device";
        self.connection.all(sql, [doc], |row| Ok((envelope(row)?, row.get(5)?)))
    }

    /// How far the envelopes of a document are applied, by device and life, ascending.
    pub fn chains_of(&self, doc: &[u8; 16]) -> Result<Vec<ChainRow>, VaultError> {
        let sql = "SELECT device, seq, hash FROM envelope WHERE doc = ?1 AND state = 'applied' ORDER BY device, seq";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let applied: Vec<([u8; 32], u64, [u8; 32])> = self.connection.all(sql, [doc], row)?;
        let mut chains: BTreeMap<([u8; 32], u32), ChainRow> = BTreeMap::new();
        for (device, seq, hash) in applied {
            let life = life_of(seq);
            let chain = chains.entry((device, life)).or_insert(ChainRow {
                device,
                seq: before_first(life),
                hash: [0; 32],
                is_broken: false,
            });
            if seq == chain.seq.saturating_add(1) {
                (chain.seq, chain.hash) = (seq, hash);
            } else {
                chain.is_broken = true;
            }
        }
        Ok(chains.into_values().collect())
    }
}
