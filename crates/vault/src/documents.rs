//! Records as they are stored: one whole encoding, and the chunks of changes that were added after it.

use crate::error::VaultError;
use crate::tables::{DocumentRow, Tx};
use rusqlite::params;

/// How a record is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentStanding {
    /// The heads it stands at with all its chunks: 32 bytes each, sorted, one after the other.
    pub heads: Vec<u8>,
    /// How many chunks stand after the whole encoding.
    pub chunks: u32,
}

/// A chunk to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChunkRow {
    /// The record.
    pub doc: [u8; 16],
    /// Its kind.
    pub kind: String,
    /// The heads the record stands at with it.
    pub heads: Vec<u8>,
    /// The changes.
    pub bytes: Vec<u8>,
}

impl Tx<'_> {
    /// Keeps a record encoded whole. What was stored of it, with every chunk, is gone: the bytes must have been read back.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_document(&self, row: &DocumentRow) -> Result<(), VaultError> {
        let sql = "INSERT INTO document VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT DO UPDATE SET heads = excluded.heads, bytes = excluded.bytes";
        self.connection
            .change(sql, params![row.id, row.kind, row.heads, row.bytes])?;
        self.connection
            .change("DELETE FROM document_chunk WHERE doc = ?1", [row.id])?;
        self.tell_of_record(&row.kind);
        Ok(())
    }

    /// Forgets a record with what is shown of it: nothing that is held says any more that it exists.
    pub fn drop_document(&self, id: &[u8; 16], kind: &str) -> Result<(), VaultError> {
        self.drop_projections_of(id)?;
        self.connection
            .change("DELETE FROM document_chunk WHERE doc = ?1", [id])?;
        self.connection.change("DELETE FROM document WHERE id = ?1", [id])?;
        self.tell_of_record(kind);
        Ok(())
    }

    /// Adds a chunk after what is stored of a record.
    pub fn append_chunk(&self, row: &ChunkRow) -> Result<(), VaultError> {
        let heads = "UPDATE document SET heads = ?2 WHERE id = ?1";
        if self.connection.change(heads, params![row.doc, row.heads])? != 1 {
            return Err(VaultError::Refused);
        }
        let sql = "INSERT INTO document_chunk
                   SELECT ?1, coalesce(max(number), 0) + 1, ?2 FROM document_chunk WHERE doc = ?1";
        self.connection.change(sql, params![row.doc, row.bytes])?;
        self.tell_of_record(&row.kind);
        Ok(())
    }

    /// Says that something of a record of this kind is another now, though the record is not.
    pub fn tell_of_record(&self, kind: &str) {
        self.news.borrow_mut().records.insert(kind.to_owned());
    }

    /// A record: its bytes are the whole encoding and every chunk after it, in their order.
    pub fn document(&self, id: &[u8; 16]) -> Result<Option<DocumentRow>, VaultError> {
        let sql = "SELECT id, kind, heads, bytes FROM document WHERE id = ?1";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(DocumentRow {
                id: row.get(0)?,
                kind: row.get(1)?,
                heads: row.get(2)?,
                bytes: row.get(3)?,
            })
        };
        let Some(mut document) = self.connection.one(sql, [id], row)? else {
            return Ok(None);
        };
        for chunk in self.document_chunks(id)? {
            document.bytes.extend(chunk);
        }
        Ok(Some(document))
    }

    /// The chunks of a record, in their order.
    pub fn document_chunks(&self, id: &[u8; 16]) -> Result<Vec<Vec<u8>>, VaultError> {
        let sql = "SELECT bytes FROM document_chunk WHERE doc = ?1 ORDER BY number";
        self.connection.all(sql, [id], |row| row.get(0))
    }

    /// How a record is stored; none that is not here.
    pub fn document_standing(&self, id: &[u8; 16]) -> Result<Option<DocumentStanding>, VaultError> {
        let sql = "SELECT heads, (SELECT count(*) FROM document_chunk WHERE doc = ?1) FROM document WHERE id = ?1";
        self.connection.one(sql, [id], |row| {
            Ok(DocumentStanding {
                heads: row.get(0)?,
                chunks: row.get(1)?,
            })
        })
    }

    /// Ids of all records of a kind.
    pub fn document_ids(&self, kind: &str) -> Result<Vec<[u8; 16]>, VaultError> {
        self.connection
            .all("SELECT id FROM document WHERE kind = ?1 ORDER BY id", [kind], |row| {
                row.get(0)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::every_table::with_tables;
    use rusqlite::Connection;
    use visita_seal::Secret;

    const DOC: [u8; 16] = [3; 16];

    fn whole(bytes: &[u8]) -> DocumentRow {
        DocumentRow {
            id: DOC,
            kind: "visit".into(),
            heads: vec![0; 32],
            bytes: bytes.to_vec(),
        }
    }

    fn chunk(bytes: &[u8]) -> ChunkRow {
        ChunkRow {
            doc: DOC,
            kind: "visit".into(),
            heads: vec![bytes.len().to_le_bytes()[0]; 32],
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn chunks_follow_in_their_order_until_a_whole_encoding_takes_their_place() {
        let connection = Connection::open_in_memory().unwrap();
        crate::key::set_key(&connection, &Secret::new([7; 32])).unwrap();
        connection.execute_batch(crate::migrations::SCHEMA).unwrap();
        let kept: Result<(), VaultError> = with_tables(&connection, |tx| {
            assert_eq!(tx.append_chunk(&chunk(&[1])), Err(VaultError::Refused), "after nothing");
            assert_eq!(tx.document_standing(&DOC)?, None);
            tx.put_document(&whole(&[9]))?;
            for bytes in [&[1][..], &[2, 2], &[3, 3, 3]] {
                tx.append_chunk(&chunk(bytes))?;
            }
            let standing = DocumentStanding {
                heads: vec![3; 32],
                chunks: 3,
            };
            assert_eq!(tx.document_standing(&DOC)?, Some(standing));
            let row = tx.document(&DOC)?.unwrap();
            assert_eq!((row.bytes, row.heads), (vec![9, 1, 2, 2, 3, 3, 3], vec![3; 32]));
            tx.put_document(&whole(&[8]))?;
            assert_eq!(tx.document(&DOC)?, Some(whole(&[8])));
            assert_eq!(tx.document_chunks(&DOC)?, Vec::<Vec<u8>>::new());
            Ok(())
        });
        kept.unwrap();
    }
}
