//! How a record comes into the store. What is written here is added after what stands there; a whole encoding takes the
//! place of older bytes only once it was read back. Both only where the store still has what they were made from.

use crate::api::{ApiError, ErrorCode};
use visita_domain::DocumentId;
use visita_record::{Chunk, MAX_CHUNKS, RawChange, RecordDocument, Standing, Whole};
use visita_vault::{ChunkRow, DocumentRow, Tx, VaultError};

/// What becomes of the bytes.
enum Bytes {
    /// Nothing differs.
    Same,
    /// These changes follow.
    Added(Chunk),
    /// This stands for all.
    Replaced(Whole),
}

/// A record that is to be stored.
pub(crate) struct ToStore {
    id: DocumentId,
    kind: &'static str,
    /// The heads that the store must have it at; none where it must not have it.
    from: Option<Vec<u8>>,
    /// The heads it stands at then.
    pub heads: Vec<u8>,
    bytes: Bytes,
}

impl ToStore {
    /// A record encoded whole, in place of the one that the store has at `from`.
    pub(crate) fn whole(id: DocumentId, record: &mut RecordDocument, from: Option<Vec<u8>>, whole: Whole) -> Self {
        Self {
            id,
            kind: record.kind().code(),
            from,
            heads: record.heads().concat(),
            bytes: Bytes::Replaced(whole),
        }
    }

    /// A record that is new.
    pub(crate) fn new(id: DocumentId, record: &mut RecordDocument) -> Result<Self, ApiError> {
        let whole = compacted(record)?;
        Ok(Self::whole(id, record, None, whole))
    }

    /// What an edit made of `before`, of which the store has so many chunks: one more, or with too many of them everything
    /// encoded anew. Where that does not read back, the write is refused and the store stays as it is.
    pub(crate) fn edited(
        id: DocumentId,
        before: &Standing,
        after: &mut RecordDocument,
        changes: &[RawChange],
        chunks: u32,
    ) -> Result<Self, ApiError> {
        let bytes = if changes.is_empty() {
            Bytes::Same
        } else if chunks < MAX_CHUNKS {
            Bytes::Added(after.chunk_since(before, changes)?)
        } else {
            Bytes::Replaced(compacted(after)?)
        };
        Ok(Self {
            id,
            kind: after.kind().code(),
            from: Some(before.heads()),
            heads: after.heads().concat(),
            bytes,
        })
    }

    /// Stores it, or refuses where the store has something else than it was made from.
    pub(crate) fn put(&self, tx: &Tx<'_>) -> Result<(), VaultError> {
        let (id, kind, heads) = (self.id.bytes(), self.kind.to_owned(), self.heads.clone());
        let stands = tx.document_standing(&id)?.map(|standing| standing.heads);
        if stands != self.from {
            return Err(VaultError::Refused);
        }
        match &self.bytes {
            Bytes::Same => {
                tx.tell_of_record(self.kind);
                Ok(())
            }
            Bytes::Added(chunk) => tx.append_chunk(&ChunkRow {
                doc: id,
                kind,
                heads,
                bytes: chunk.bytes().to_vec(),
            }),
            Bytes::Replaced(whole) => tx.put_document(&DocumentRow {
                id,
                kind,
                heads,
                bytes: whole.bytes().to_vec(),
            }),
        }
    }
}

/// Opens a record from the store.
pub(crate) fn opened(row: &DocumentRow) -> Result<RecordDocument, ApiError> {
    Ok(RecordDocument::open(&row.bytes, &row.heads)?)
}

fn compacted(record: &mut RecordDocument) -> Result<Whole, ApiError> {
    let whole = record.compact()?;
    #[cfg(test)]
    let whole = record.read_back(tests::spoiled(whole.bytes()))?;
    Ok(whole)
}

/// Chunks that the store has of a record.
pub(crate) fn chunks(tx: &Tx<'_>, id: DocumentId) -> Result<u32, ApiError> {
    let standing = tx.document_standing(&id.bytes())?.ok_or(ErrorCode::NotFound)?;
    Ok(standing.chunks)
}

#[cfg(test)]
#[path = "stored_tests.rs"]
mod tests;
