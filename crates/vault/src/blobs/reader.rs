//! An attachment that is here: as sealed bytes for other devices, or opened for whoever has its key.

use super::{BlobFault, BlobFolder};
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Seek as _, SeekFrom};
use visita_seal::Secret;
use visita_seal::blob::{BlobHashes, BlobRef, open_chunk};
use visita_wire::{BLOB_CHUNK_BYTES, BLOB_HASH_BYTES, BLOB_TAG_BYTES, BlobId, BlobSize};
use zeroize::Zeroizing;

/// An attachment whose file is here. What is read of it was checked; where it is damaged, it goes on from there as one that
/// has to come, and the damaged file stays beside it until it has.
pub struct BlobHere {
    folder: BlobFolder,
    id: BlobId,
    size: BlobSize,
    file: File,
    hashes: BlobHashes,
    list: Vec<u8>,
}

impl BlobFolder {
    /// Opens the file of an attachment that is whole.
    ///
    /// # Errors
    /// [`BlobFault::Absent`], [`BlobFault::Damaged`], [`BlobFault::Unwritable`].
    pub fn open(&self, id: &BlobId) -> Result<BlobHere, BlobFault> {
        let mut file = File::open(self.path(id))?;
        let length = file.metadata()?.len();
        let (size, mut list) = (size_of(length), Vec::new());
        if let Some(size) = size {
            file.by_ref().take(size.list_bytes()).read_to_end(&mut list)?;
        }
        let hashes = size.and_then(|size| Some((size, BlobHashes::verified(id, size, list.clone()).ok()?)));
        let Some((size, hashes)) = hashes else {
            self.set_back(id, 0)?;
            return Err(BlobFault::Damaged);
        };
        Ok(BlobHere {
            folder: self.clone(),
            id: *id,
            size,
            file,
            hashes,
            list,
        })
    }
}

/// The size that makes a file so long.
fn size_of(length: u64) -> Option<BlobSize> {
    let of_each = BLOB_CHUNK_BYTES + BLOB_TAG_BYTES + BLOB_HASH_BYTES;
    let size = BlobSize::new(u32::try_from(length / of_each).ok()?)?;
    (size.bytes() == length).then_some(size)
}

impl BlobHere {
    /// Its size.
    #[must_use]
    pub fn size(&self) -> BlobSize {
        self.size
    }

    /// Bytes of the run from here on: to the end of the hashes, or of the chunk they are in.
    ///
    /// # Errors
    /// [`BlobFault::Damaged`]; [`BlobFault::Unwritable`]: it cannot be read; [`BlobFault::Size`] beyond the end.
    pub fn read(&mut self, from: u64) -> Result<Vec<u8>, BlobFault> {
        let Some(number) = self.size.chunk_at(from) else {
            let from = usize::try_from(from).map_err(|_| BlobFault::Size)?;
            return Ok(self.list.get(from..).unwrap_or_default().to_vec());
        };
        let start = self.size.chunk(number).ok_or(BlobFault::Size)?.start;
        let mut chunk = self.chunk(number)?;
        let past = usize::try_from(from - start).map_err(|_| BlobFault::Size)?;
        chunk.drain(..past.min(chunk.len()));
        Ok(chunk)
    }

    /// A sealed chunk, counted from 0.
    fn chunk(&mut self, number: u32) -> Result<Vec<u8>, BlobFault> {
        let place = self.size.chunk(number).ok_or(BlobFault::Size)?;
        let length = usize::try_from(place.end - place.start).map_err(|_| BlobFault::Size)?;
        let mut chunk = vec![0; length];
        self.file.seek(SeekFrom::Start(place.start))?;
        match self.file.read_exact(&mut chunk) {
            Ok(()) if self.hashes.hold(number, &chunk) => return Ok(chunk),
            // It ends early, or holds something else: that is damage. A disk that does not answer is not.
            Err(error) if error.kind() != ErrorKind::UnexpectedEof => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        self.folder.set_back(&self.id, place.start)?;
        Err(BlobFault::Damaged)
    }

    /// Opens it with what a record holds of it.
    ///
    /// # Errors
    /// [`BlobFault::Size`]: the record says another.
    pub fn opened(self, by: &BlobRef) -> Result<BlobReader, BlobFault> {
        if by.id != self.id || by.size() != Ok(self.size) {
            return Err(BlobFault::Size);
        }
        Ok(BlobReader {
            here: self,
            key: by.key.clone(),
            left: by.bytes,
            next: 0,
            chunk: Zeroizing::default(),
            read: 0,
        })
    }
}

/// The content of an attachment, chunk by chunk. One that is damaged, or not what the key sealed, is an error and never
/// other bytes: of kind `InvalidData`, with a [`BlobFault`] inside.
pub struct BlobReader {
    here: BlobHere,
    key: Secret,
    left: u64,
    next: u32,
    chunk: Zeroizing<Vec<u8>>,
    read: usize,
}

impl BlobReader {
    fn open_next(&mut self) -> Result<(), BlobFault> {
        let sealed = self.here.chunk(self.next)?;
        self.chunk = open_chunk(&self.key, self.here.size, self.next, &sealed).map_err(|_| BlobFault::Wrong)?;
        self.read = 0;
        self.next += 1;
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 || into.is_empty() {
            return Ok(0);
        }
        if self.read == self.chunk.len() {
            self.open_next()
                .map_err(|fault| Error::new(ErrorKind::InvalidData, fault))?;
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let from = self.chunk.get(self.read..).unwrap_or_default();
        let length = most.min(from.len());
        for (to, from) in into.iter_mut().zip(from.iter().take(length)) {
            *to = *from;
        }
        self.read += length;
        self.left -= u64::try_from(length).unwrap_or(0);
        Ok(length)
    }
}
