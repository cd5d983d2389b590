//! The table of attachments: which there are, and how much of each is here. Their bytes lie in files (blobs.rs).

use crate::error::VaultError;
use crate::tables::Tx;
use rusqlite::{Row, params};
use visita_wire::{BlobId, BlobSize, DeviceId, DocId};

/// Most attachments of one vault.
pub const MAX_BLOBS: u64 = 50_000;
/// Most bytes that they may come to, sealed.
pub const MAX_BLOBS_BYTES: u64 = 64 * 1024 * 1024 * 1024;

/// An attachment that is here, or is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobRow {
    /// What it is known by.
    pub id: BlobId,
    /// The document it belongs to.
    pub doc: DocId,
    /// Its size.
    pub size: BlobSize,
    /// How many of its chunks were here when that was looked at last; all of them: it is whole.
    pub held: u32,
    /// Who said that there is such a one.
    pub announcer: DeviceId,
}

impl BlobRow {
    /// Whether all of it is here.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.held == self.size.chunks()
    }
}

/// How many attachments there are, and the bytes they come to.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    count: u64,
    bytes: u64,
}

impl Totals {
    fn has_room(self, size: BlobSize) -> bool {
        self.count < MAX_BLOBS && self.bytes.saturating_add(size.bytes()) <= MAX_BLOBS_BYTES
    }

    fn add(&mut self, size: BlobSize) {
        self.count += 1;
        self.bytes = self.bytes.saturating_add(size.bytes());
    }
}

/// A row as it stands, before its numbers are looked at.
type Raw = ([u8; 32], [u8; 16], u32, u32, [u8; 32]);

const COLUMNS: &str = "SELECT id, doc, chunks, held, announcer FROM blob";

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn read((id, doc, chunks, held, announcer): Raw) -> Result<BlobRow, VaultError> {
    Ok(BlobRow {
        id: BlobId(id),
        doc: DocId(doc),
        size: BlobSize::new(chunks).ok_or(VaultError::Damaged)?,
        held,
        announcer: DeviceId(announcer),
    })
}

impl Tx<'_> {
    /// Keeps word of an attachment; returns whether it is kept: one that is known already stays as it is, and beyond
    /// [`MAX_BLOBS`] or [`MAX_BLOBS_BYTES`] none is taken.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_blob(&self, row: &BlobRow) -> Result<bool, VaultError> {
        Ok(self.put_blobs([row])? == [true])
    }

    /// As [`Self::put_blob`], of many at once: what there is is counted once.
    pub fn put_blobs<'a>(&self, rows: impl IntoIterator<Item = &'a BlobRow>) -> Result<Vec<bool>, VaultError> {
        // What is only said to be somewhere never keeps one from keeping what is here.
        let (mut begun, mut all) = (self.blob_totals(true)?, self.blob_totals(false)?);
        let mut kept = Vec::new();
        for row in rows {
            let totals = if row.is_whole() { begun } else { all };
            let is_kept = totals.has_room(row.size) && self.insert_blob(row)?;
            if is_kept {
                all.add(row.size);
            }
            if is_kept && row.held > 0 {
                begun.add(row.size);
            }
            kept.push(is_kept);
        }
        Ok(kept)
    }

    fn insert_blob(&self, row: &BlobRow) -> Result<bool, VaultError> {
        let sql = "INSERT INTO blob VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        let values = params![row.id.0, row.doc.0, row.size.chunks(), row.held, row.announcer.0];
        Ok(self.connection.change(sql, values)? == 1)
    }

    /// Says how many chunks of one are here now.
    pub fn set_blob_held(&self, id: &BlobId, held: u32) -> Result<(), VaultError> {
        let sql = "UPDATE blob SET held = ?2 WHERE id = ?1";
        self.connection.change(sql, params![id.0, held])?;
        Ok(())
    }

    /// Forgets one.
    pub fn drop_blob(&self, id: &BlobId) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM blob WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// One.
    pub fn blob(&self, id: &BlobId) -> Result<Option<BlobRow>, VaultError> {
        let sql = format!("{COLUMNS} WHERE id = ?1");
        self.connection.one(&sql, [id.0], raw)?.map(read).transpose()
    }

    /// All, by id.
    pub fn blobs(&self) -> Result<Vec<BlobRow>, VaultError> {
        let rows = self.connection.all(&format!("{COLUMNS} ORDER BY id"), [], raw)?;
        rows.into_iter().map(read).collect()
    }

    /// Those of one document, by id.
    pub fn blobs_of(&self, doc: &DocId) -> Result<Vec<BlobRow>, VaultError> {
        let sql = format!("{COLUMNS} WHERE doc = ?1 ORDER BY id");
        let rows = self.connection.all(&sql, [doc.0], raw)?;
        rows.into_iter().map(read).collect()
    }

    /// How many are not whole.
    pub fn blobs_lacking(&self) -> Result<u32, VaultError> {
        let sql = "SELECT count(*) FROM blob WHERE held < chunks";
        self.connection.value(sql, [], |row| row.get(0))
    }

    /// Whether anything here is of this document: a grant of its key, or an envelope.
    pub fn knows_document(&self, doc: &DocId) -> Result<bool, VaultError> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM granted WHERE doc = ?1) OR EXISTS (SELECT 1 FROM envelope WHERE doc = ?1)";
        self.connection.value(sql, [doc.0], |row| row.get(0))
    }

    /// Those of which nothing is here, by the device that said that there is such a one.
    pub fn unbegun_blobs_of(&self, announcer: &DeviceId) -> Result<Vec<BlobRow>, VaultError> {
        let sql = format!("{COLUMNS} WHERE announcer = ?1 AND held = 0 ORDER BY id");
        let rows = self.connection.all(&sql, [announcer.0], raw)?;
        rows.into_iter().map(read).collect()
    }

    /// How many there are, and the bytes they come to; or of those alone of which something is here.
    fn blob_totals(&self, begun: bool) -> Result<Totals, VaultError> {
        let sql = if begun {
            "SELECT chunks, count(*) FROM blob WHERE held > 0 GROUP BY chunks"
        } else {
            "SELECT chunks, count(*) FROM blob GROUP BY chunks"
        };
        let groups: Vec<(u32, u64)> = self.connection.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut totals = Totals::default();
        for (chunks, count) in groups {
            let size = BlobSize::new(chunks).ok_or(VaultError::Damaged)?;
            totals.count += count;
            totals.bytes = totals.bytes.saturating_add(count.saturating_mul(size.bytes()));
        }
        Ok(totals)
    }
}
