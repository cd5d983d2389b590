//! The bytes of attachments, sealed, in a folder beside the database: one file each under its id. What has not come whole
//! is a `.part`, as far as it came; it gets its name when every chunk of it was checked and is durable. What was damaged
//! here stays beside it as it is, `.spoilt`, until then.

mod incoming;
mod reader;

pub use incoming::{Begun, Incoming};
pub use reader::{BlobHere, BlobReader};

use crate::error::VaultError;
use crate::file::{make_private, move_into_place, remove};
use crate::folder::create_private;
use rand::CryptoRng;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use visita_seal::Secret;
use visita_seal::blob::{BlobError, BlobSealer};
use visita_wire::{BLOB_CHUNK_BYTES, BlobId, BlobSize};
use zeroize::Zeroizing;

const PART: &str = "part";
/// What was whole and is damaged, as it is, until all of it has come again: it may be the only one there is.
const SPOILT: &str = "spoilt";
/// Bytes of a chunk's content, and a few in which reading sees that nothing follows.
const CHUNK_ROOM: usize = 64 * 1024 + 32;
/// What the file of one that is being sealed here begins with.
const NEW: &str = "new-";
/// Bytes of a disk that attachments leave free: for the records of a mission of some weeks, and what keeps a database whole.
pub const RESERVE_BYTES: u64 = 64 * 1024 * 1024;
/// Of a small disk it is this part.
const RESERVE_PART: u64 = 16;
/// Bytes of chance in that name.
const NEW_BYTES: usize = 8;

/// Why an attachment was not kept, read or taken. Nothing else was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobFault {
    /// It is not here, or not whole.
    #[error("the attachment is not here")]
    Absent,
    /// Its file is damaged: what is good of it is kept, the rest has to be fetched again.
    #[error("the attachment is damaged here, and has to be fetched again")]
    Damaged,
    /// These bytes are not of this attachment.
    #[error("these bytes are not of this attachment")]
    Wrong,
    /// They are not, together with some that were here before: it goes on from an earlier byte.
    #[error("what was here before is not of this attachment")]
    Again,
    /// Somebody else brings it at this moment.
    #[error("it is coming already")]
    Busy,
    /// More than an attachment may have, or not as much as was said.
    #[error("the attachment is not of the size that was said, or too large")]
    Size,
    /// There are as many attachments as there may be.
    #[error("no room for more attachments")]
    NoRoom,
    /// No room on the disk: make room and try again.
    #[error("the disk is full")]
    DiskFull,
    /// The folder cannot be written to or read.
    #[error("the folder cannot be used")]
    Unwritable,
}

impl From<std::io::Error> for BlobFault {
    fn from(error: std::io::Error) -> Self {
        let kind = error.kind();
        if kind == ErrorKind::StorageFull {
            Self::DiskFull
        } else if kind == ErrorKind::NotFound {
            Self::Absent
        } else if kind == ErrorKind::UnexpectedEof {
            // The only way in which reading exactly so many bytes ends early.
            Self::Damaged
        } else {
            Self::Unwritable
        }
    }
}

impl From<VaultError> for BlobFault {
    fn from(error: VaultError) -> Self {
        if error == VaultError::DiskFull {
            Self::DiskFull
        } else {
            Self::Unwritable
        }
    }
}

impl From<BlobError> for BlobFault {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Size | BlobError::Malformed => Self::Size,
            BlobError::Unopenable => Self::Damaged,
        }
    }
}

/// The folder. Copies of the handle are one folder: threads may share it, and one attachment is written by one of them at
/// a time.
#[derive(Clone)]
pub struct BlobFolder(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    /// Bytes left free on the disk, for the records.
    reserve: u64,
    /// Attachments that are being written.
    coming: Mutex<BTreeSet<BlobId>>,
}

/// The one who may write an attachment now.
struct Lease {
    folder: BlobFolder,
    id: BlobId,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.folder.coming().remove(&self.id);
    }
}

impl BlobFolder {
    /// The folder at a path; it is made when something is first kept in it.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self::leaving(folder, 0)
    }

    /// As [`Self::at`]; of the disk, so many bytes are left free whatever comes, or a part of a small one: records can be
    /// written when there is no room for attachments any more.
    #[must_use]
    pub fn leaving(folder: PathBuf, reserve: u64) -> Self {
        Self(Arc::new(Inner {
            folder,
            reserve,
            coming: Mutex::default(),
        }))
    }

    fn coming(&self) -> MutexGuard<'_, BTreeSet<BlobId>> {
        self.0.coming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lease(&self, id: BlobId) -> Result<Lease, BlobFault> {
        if self.coming().insert(id) {
            Ok(Lease {
                folder: self.clone(),
                id,
            })
        } else {
            Err(BlobFault::Busy)
        }
    }

    /// Refuses so many bytes where they would take the disk's reserve. A disk that does not say how full it is has room until
    /// it says that it has none.
    fn require_room(&self, bytes: u64) -> Result<(), BlobFault> {
        if self.0.reserve == 0 {
            return Ok(());
        }
        let (Ok(free), Ok(all)) = (fs4::available_space(&self.0.folder), fs4::total_space(&self.0.folder)) else {
            return Ok(());
        };
        let reserve = self.0.reserve.min(all / RESERVE_PART);
        if free < bytes.saturating_add(reserve) {
            Err(BlobFault::DiskFull)
        } else {
            Ok(())
        }
    }

    fn path(&self, id: &BlobId) -> PathBuf {
        self.0.folder.join(id.to_string())
    }

    fn part(&self, id: &BlobId) -> PathBuf {
        self.path(id).with_extension(PART)
    }

    fn spoilt(&self, id: &BlobId) -> PathBuf {
        self.path(id).with_extension(SPOILT)
    }

    /// Seals content of exactly so many bytes under a key that has sealed nothing yet, and keeps it: durable, with its
    /// name, when this returns. Never more than one chunk is in memory.
    ///
    /// # Errors
    /// [`BlobFault::Size`], [`BlobFault::DiskFull`], [`BlobFault::Unwritable`] (also where the content cannot be read);
    /// nothing is left behind then.
    pub fn keep(
        &self,
        content: &mut dyn Read,
        bytes: u64,
        key: &Secret,
        rng: &mut impl CryptoRng,
    ) -> Result<(BlobId, BlobSize), BlobFault> {
        let size = BlobSize::of_content(bytes).ok_or(BlobFault::Size)?;
        create_private(&self.0.folder)?;
        self.require_room(size.bytes())?;
        let mut chance = [0; NEW_BYTES];
        rng.fill_bytes(&mut chance);
        let chance: String = chance.iter().map(|byte| format!("{byte:02x}")).collect();
        let beside = self.0.folder.join(format!("{NEW}{chance}.{PART}"));
        let mut file = make_private(&beside)?;
        let kept = seal_into(&mut file, content, bytes, size, key)
            .and_then(|id| Ok(move_into_place(&file, &beside, &self.path(&id)).map(|()| (id, size))?));
        if kept.is_err() {
            // If it stays, the next opening of the vault takes it away.
            let _ = remove(&beside);
        }
        kept
    }

    /// How many chunks of an attachment are here, going by the length of its file.
    #[must_use]
    pub fn held(&self, id: &BlobId, size: BlobSize) -> u32 {
        let length = |path| std::fs::metadata(path).map(|file| file.len()).ok();
        if length(self.path(id)) == Some(size.bytes()) {
            return size.chunks();
        }
        let part = length(self.part(id)).and_then(|bytes| size.chunk_at(bytes));
        // One that has all of its bytes and no name yet is not whole before it was checked.
        part.unwrap_or(0).min(size.chunks() - 1)
    }

    /// Takes an attachment away, and what has come of it.
    ///
    /// # Errors
    /// [`BlobFault::Busy`], [`BlobFault::Unwritable`].
    pub fn remove(&self, id: &BlobId) -> Result<(), BlobFault> {
        let _lease = self.lease(*id)?;
        remove(&self.path(id))?;
        remove(&self.spoilt(id))?;
        Ok(remove(&self.part(id))?)
    }

    /// Takes away what a crash or a forgotten record left: every file that is of none of these attachments. What cannot be
    /// taken away stays. Returns how many chunks of each are here.
    ///
    /// # Errors
    /// [`BlobFault::Unwritable`]: the folder cannot be read.
    pub fn sweep(&self, known: &BTreeMap<BlobId, BlobSize>) -> Result<BTreeMap<BlobId, u32>, BlobFault> {
        let entries = match std::fs::read_dir(&self.0.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(known.keys().map(|id| (*id, 0)).collect()),
            entries => entries?,
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let named = path.file_stem().and_then(|name| name.to_str());
            let id = named.and_then(|name| name.parse::<BlobId>().ok());
            if !id.is_some_and(|id| known.contains_key(&id) || self.coming().contains(&id)) {
                // A folder, or a file of somebody else's: it is tried again at the next opening.
                let _ = remove(&path);
            }
        }
        Ok(known.iter().map(|(id, size)| (*id, self.held(id, *size))).collect())
    }

    /// What was whole is not any more from this byte on: the rest is fetched again.
    fn set_back(&self, id: &BlobId, good: u64) -> Result<(), BlobFault> {
        let _lease = self.lease(*id)?;
        self.set_aside(id, good)
    }

    /// Sets a damaged file aside as it is, and begins again with so many bytes of it. For whoever has the lease.
    fn set_aside(&self, id: &BlobId, good: u64) -> Result<(), BlobFault> {
        let spoilt = self.spoilt(id);
        std::fs::rename(self.path(id), &spoilt)?;
        let mut part = make_private(&self.part(id))?;
        let copied = File::open(&spoilt).and_then(|file| std::io::copy(&mut file.take(good), &mut part));
        if copied.is_err() {
            // No room for it, say: all of it comes again.
            remove(&self.part(id))?;
        }
        Ok(())
    }
}

/// Seals content into a file: room for the hashes, the chunks, then the hashes.
fn seal_into(
    file: &mut File,
    content: &mut dyn Read,
    bytes: u64,
    size: BlobSize,
    key: &Secret,
) -> Result<BlobId, BlobFault> {
    let mut sealer = BlobSealer::new(key, size);
    let mut left = bytes;
    file.seek(SeekFrom::Start(size.list_bytes()))?;
    for _ in 0..size.chunks() {
        let length = left.min(BLOB_CHUNK_BYTES);
        // Of its full length at once: growing would leave copies behind that nobody wipes.
        let mut chunk = Zeroizing::new(Vec::with_capacity(CHUNK_ROOM));
        let read = Read::take(&mut *content, length).read_to_end(&mut chunk);
        read.map_err(|_| BlobFault::Unwritable)?;
        if u64::try_from(chunk.len()) != Ok(length) {
            return Err(BlobFault::Size);
        }
        left -= length;
        file.write_all(&sealer.seal(&chunk)?)?;
    }
    let mut more = [0; 1];
    if content.read(&mut more).map_err(|_| BlobFault::Unwritable)? != 0 {
        return Err(BlobFault::Size);
    }
    let (id, hashes) = sealer.finish()?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&hashes)?;
    Ok(id)
}

#[cfg(test)]
#[path = "blobs_tests.rs"]
mod tests;
