//! The bytes a record is kept as: one whole encoding, and after it the changes made since, each as it was made.

use crate::document::{OpenError, RawChange, RecordDocument};
use automerge::{AutoCommit, Change, ChangeHash, ReadDoc as _};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most chunks that stand after a whole encoding. The next write encodes the record anew instead of adding another: opening
/// it must not cost more with each write.
pub const MAX_CHUNKS: u32 = 64;

/// Where the check sum of a change stands.
const CHECK_SUM: std::ops::Range<usize> = 4..8;

/// A whole encoding that was read back, and so may take the place of older bytes. There is no other way to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole(Vec<u8>);

/// Changes that were read back, in the order they were made, to be added after what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk(Vec<u8>);

/// Where a record stands: its heads, and how many changes it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    heads: BTreeSet<ChangeHash>,
    changes: u64,
}

impl Standing {
    /// The heads, sorted, 32 bytes each, one after the other.
    #[must_use]
    pub fn heads(&self) -> Vec<u8> {
        self.heads.iter().flat_map(|head| head.0).collect()
    }
}

/// What was to be stored does not read back as what it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was to be stored does not read back")]
pub struct NotReadBack;

impl Whole {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Chunk {
    /// The bytes; none when nothing was changed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Whether bytes read back as a change of this hash. Decoding alone does not look at the check sum: it is the beginning of
/// the hash.
fn is_change(raw: &RawChange, change: &Change) -> bool {
    let check_sum = raw.get(CHECK_SUM);
    change.raw_bytes() == raw.as_slice() && check_sum == change.hash().0.get(..CHECK_SUM.len())
}

impl RecordDocument {
    /// Opens bytes that are one whole encoding, with or without chunks after it. Damage is an error; changes that are missing
    /// at the end are not seen: what is stored is opened with [`RecordDocument::open`].
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn load(bytes: &[u8]) -> Result<Self, OpenError> {
        Self::around(AutoCommit::load(bytes).map_err(|_| OpenError::Damaged)?)
    }

    /// Opens a stored record: a whole encoding and the chunks after it, which together stand at `heads` (32 bytes each,
    /// sorted, one after the other). Damage anywhere is an error, never a shorter record.
    ///
    /// # Errors
    /// See [`OpenError`]; [`OpenError::Damaged`] also where it stands at other heads.
    pub fn open(bytes: &[u8], heads: &[u8]) -> Result<Self, OpenError> {
        let mut record = Self::load(bytes)?;
        if record.heads().concat() == heads {
            Ok(record)
        } else {
            Err(OpenError::Damaged)
        }
    }

    /// Encodes it whole, and reads that back.
    ///
    /// # Errors
    /// [`NotReadBack`].
    pub fn compact(&mut self) -> Result<Whole, NotReadBack> {
        let bytes = self.doc.save();
        self.read_back(bytes)
    }

    /// Takes bytes for an encoding of this record where a new record made from them stands at the same heads with as many
    /// changes and operations: each head is a hash over all that it rests on.
    ///
    /// # Errors
    /// [`NotReadBack`]; also where the decoder panics.
    pub fn read_back(&mut self, bytes: Vec<u8>) -> Result<Whole, NotReadBack> {
        let mut again = catch_unwind(AssertUnwindSafe(|| Self::load(&bytes)))
            .map_err(|_| NotReadBack)?
            .map_err(|_| NotReadBack)?;
        let (ours, theirs) = (self.doc.stats(), again.doc.stats());
        let as_many = (ours.num_changes, ours.num_ops) == (theirs.num_changes, theirs.num_ops);
        if as_many && again.kind == self.kind && again.heads() == self.heads() {
            Ok(Whole(bytes))
        } else {
            Err(NotReadBack)
        }
    }

    /// Where it stands.
    pub fn standing(&mut self) -> Standing {
        Standing {
            heads: self.doc.get_heads().into_iter().collect(),
            changes: self.doc.stats().num_changes,
        }
    }

    /// The changes of an edit as a chunk to be added to a record that is stored as it stood at `before`: read back one by
    /// one, each in this record, each resting on what comes before it, and all together leading from there to here.
    ///
    /// # Errors
    /// [`NotReadBack`].
    pub fn chunk_since(&mut self, before: &Standing, changes: &[RawChange]) -> Result<Chunk, NotReadBack> {
        let mut heads = before.heads.clone();
        let mut added = BTreeSet::new();
        for raw in changes {
            let change = Change::from_bytes(raw.clone()).map_err(|_| NotReadBack)?;
            let is_known = self.doc.get_change_meta_by_hash(&change.hash()).is_some();
            if !is_change(raw, &change) || !is_known || !added.insert(change.hash()) {
                return Err(NotReadBack);
            }
            for dep in change.deps() {
                heads.remove(dep);
            }
            heads.insert(change.hash());
        }
        let now = self.standing();
        let grown = now.changes.checked_sub(before.changes);
        if grown == u64::try_from(added.len()).ok() && heads == now.heads {
            Ok(Chunk(changes.concat()))
        } else {
            Err(NotReadBack)
        }
    }
}
