//! An attachment on its way in: every byte is kept as it comes, every chunk checked when it is whole.

use super::{BlobFault, BlobFolder, Lease};
use crate::file::{move_into_place, private, remove};
use crate::folder::create_private;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use visita_seal::blob::BlobHashes;
use visita_wire::{BlobId, BlobSize};

/// What there is of an attachment that is to come.
pub enum Begun {
    /// All of it.
    Whole,
    /// Not all of it: it goes on from here.
    Part(Incoming),
}

/// The one who brings an attachment. When it goes, what came stays.
pub struct Incoming {
    lease: Lease,
    size: BlobSize,
    file: File,
    /// Where the next byte goes.
    at: u64,
    /// What this one brought begins here; what stood before it may be somebody else's.
    began: u64,
    hashes: Option<BlobHashes>,
    /// Bytes of the list, or of the chunk, that is not whole yet.
    open: Vec<u8>,
}

impl BlobFolder {
    /// Begins to take an attachment, or goes on: what stands of it is checked first.
    ///
    /// # Errors
    /// [`BlobFault::Busy`], [`BlobFault::DiskFull`], [`BlobFault::Unwritable`].
    pub fn begin(&self, id: &BlobId, size: BlobSize) -> Result<Begun, BlobFault> {
        let lease = self.lease(*id)?;
        match std::fs::metadata(self.path(id)) {
            Ok(file) if file.len() == size.bytes() => return Ok(Begun::Whole),
            // It has lost some of its end: what is left is looked through, and goes on from there.
            Ok(file) => self.set_aside(id, file.len())?,
            Err(_) => create_private(&self.0.folder)?,
        }
        let file = private(File::options().create(true).truncate(false)).open(self.part(id))?;
        let mut incoming = Incoming {
            lease,
            size,
            file,
            at: 0,
            began: 0,
            hashes: None,
            open: Vec::new(),
        };
        if incoming.stands()? {
            return Ok(Begun::Whole);
        }
        self.require_room(size.bytes() - incoming.at)?;
        Ok(Begun::Part(incoming))
    }
}

impl Incoming {
    /// The first byte of the run that is lacking.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Keeps the next bytes; returns whether it is whole now, and durable.
    ///
    /// # Errors
    /// [`BlobFault::Wrong`]; [`BlobFault::Again`]: it goes on from [`Self::at`], which is an earlier byte now;
    /// [`BlobFault::Size`] for more than there is to come; [`BlobFault::DiskFull`], [`BlobFault::Unwritable`].
    pub fn append(&mut self, bytes: &[u8]) -> Result<bool, BlobFault> {
        let end = u64::try_from(bytes.len())
            .ok()
            .and_then(|more| self.at.checked_add(more));
        if end.is_none_or(|end| end > self.size.bytes()) {
            return Err(BlobFault::Size);
        }
        // Others may have filled the disk meanwhile: what has come stays.
        self.lease
            .folder
            .require_room(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
        if let Err(error) = self.file.write_all(bytes) {
            // Some of them may be written: whoever tries again begins where these did.
            self.file.set_len(self.at)?;
            self.file.seek(SeekFrom::Start(self.at))?;
            return Err(error.into());
        }
        self.check(bytes)?;
        if self.at == self.size.bytes() {
            self.finish()?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Where the list or the chunk that is open now begins and ends.
    fn span(&self) -> (u64, u64) {
        let chunk = self.size.chunk_at(self.at).and_then(|number| self.size.chunk(number));
        chunk.map_or((0, self.size.list_bytes()), |chunk| (chunk.start, chunk.end))
    }

    /// Checks whatever becomes whole by these bytes, which are in the file already.
    fn check(&mut self, mut bytes: &[u8]) -> Result<(), BlobFault> {
        while !bytes.is_empty() {
            let (start, end) = self.span();
            let room = usize::try_from(end - self.at).map_err(|_| BlobFault::Size)?;
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.open.extend_from_slice(now);
            let number = self.size.chunk_at(self.at);
            self.at += u64::try_from(now.len()).map_err(|_| BlobFault::Size)?;
            bytes = later;
            if self.at == end && !self.close(number) {
                return Err(self.cut_to(start));
            }
        }
        Ok(())
    }

    /// Whether what has just become whole is of this attachment.
    fn close(&mut self, number: Option<u32>) -> bool {
        let whole = std::mem::take(&mut self.open);
        match number {
            Some(number) => self.hashes.as_ref().is_some_and(|hashes| hashes.hold(number, &whole)),
            None => {
                self.hashes = BlobHashes::verified(&self.lease.id, self.size, whole).ok();
                self.hashes.is_some()
            }
        }
    }

    /// Drops everything from a byte on, and says whose it was.
    fn cut_to(&mut self, start: u64) -> BlobFault {
        let theirs = start >= self.began;
        (self.at, self.began) = (start, start);
        self.open.clear();
        let cut = self
            .file
            .set_len(start)
            .and_then(|()| self.file.seek(SeekFrom::Start(start)));
        match (cut, theirs) {
            (Err(error), _) => error.into(),
            (Ok(_), true) => BlobFault::Wrong,
            (Ok(_), false) => BlobFault::Again,
        }
    }

    /// Reads what stands, keeps what is of this attachment, and returns whether that is all of it.
    fn stands(&mut self) -> Result<bool, BlobFault> {
        let length = self.file.metadata()?.len();
        if length > self.size.bytes() {
            self.file.set_len(0)?;
            return Ok(false);
        }
        self.began = u64::MAX;
        while self.at < length {
            let end = self.span().1.min(length);
            let room = usize::try_from(end - self.at).map_err(|_| BlobFault::Size)?;
            let mut bytes = vec![0; room];
            self.file.read_exact(&mut bytes)?;
            if self.check(&bytes).is_err() {
                // Neither a power cut nor a bad sector costs more than what it spoiled, and what lies behind it.
                break;
            }
        }
        self.file.seek(SeekFrom::Start(self.at))?;
        self.began = self.at;
        if self.at == self.size.bytes() {
            self.finish()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn finish(&mut self) -> Result<(), BlobFault> {
        let (folder, id) = (&self.lease.folder, &self.lease.id);
        move_into_place(&self.file, &folder.part(id), &folder.path(id))?;
        // What was damaged is of no more use; if it stays, it only takes room.
        let _ = remove(&folder.spoilt(id));
        Ok(())
    }
}
