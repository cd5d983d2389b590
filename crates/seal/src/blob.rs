//! Attachments: sealed chunk by chunk under a key of their own, known by a hash that lets whoever carries them check every
//! chunk without the key.

use crate::Secret;
use aead_stream::{NewStream as _, StreamBE32, StreamPrimitive as _};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::{ChaCha20Poly1305, Key};
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};
use std::fmt;
use visita_wire::{BLOB_CHUNK_BYTES, BLOB_HASH_BYTES, BlobId, BlobSize};
use zeroize::{Zeroize as _, Zeroizing};

/// What every chunk is bound to.
const SEAL_LABEL: &[u8] = b"visita/blob/1";
/// What the hash of the hashes begins with.
const ID_LABEL: &[u8] = b"visita/blob-id/1";
/// The part of the nonce that is the same for all chunks. The key is for one attachment, so nothing has to tell two apart.
const NONCE_PREFIX: [u8; 7] = [0; 7];
const HASH_BYTES: usize = 32;
const VERSION: u8 = 1;
/// What the text of a reference begins with.
const PREFIX: &str = "visita-blob:";
/// Longest media type, characters.
pub const MAX_MEDIA_CHARS: usize = 100;
/// Longest text of a reference, characters.
pub const MAX_REF_CHARS: usize = 500;

/// Why an attachment was not sealed, opened or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// Another key, another place, or damaged: these cannot be told apart.
    #[error("not the attachment that was sealed")]
    Unopenable,
    /// More content than its size has room for, or not as many chunks.
    #[error("not of the size that was said")]
    Size,
    /// The text is no reference to an attachment.
    #[error("not a reference to an attachment")]
    Malformed,
}

fn stream(key: &Secret) -> StreamBE32<ChaCha20Poly1305> {
    StreamBE32::new(&Key::from(*key.expose()), &NONCE_PREFIX.into())
}

fn chunk_bytes() -> Result<usize, BlobError> {
    usize::try_from(BLOB_CHUNK_BYTES).map_err(|_| BlobError::Size)
}

/// Seals one attachment, chunk after chunk. Its key must never have sealed anything before.
pub struct BlobSealer {
    stream: StreamBE32<ChaCha20Poly1305>,
    size: BlobSize,
    hashes: Vec<u8>,
    next: u32,
}

impl BlobSealer {
    /// For an attachment of this size.
    #[must_use]
    pub fn new(key: &Secret, size: BlobSize) -> Self {
        Self {
            stream: stream(key),
            size,
            hashes: Vec::new(),
            next: 0,
        }
    }

    /// Seals the next chunk: 64 KiB of content, fewer bytes or none at the end, the rest is zeros.
    ///
    /// # Errors
    /// [`BlobError::Size`] for more, or after the last chunk.
    pub fn seal(&mut self, content: &[u8]) -> Result<Vec<u8>, BlobError> {
        let length = chunk_bytes()?;
        if content.len() > length || self.next >= self.size.chunks() {
            return Err(BlobError::Size);
        }
        // Of its full length at once: growing would leave a copy behind that nobody wipes.
        let mut plain = Zeroizing::new(Vec::with_capacity(length));
        plain.extend_from_slice(content);
        plain.resize(length, 0);
        let last = self.next + 1 == self.size.chunks();
        let payload = Payload {
            msg: &plain,
            aad: SEAL_LABEL,
        };
        let sealed = self
            .stream
            .encrypt(self.next, last, payload)
            .map_err(|_| BlobError::Unopenable)?;
        self.hashes.extend_from_slice(&Sha256::digest(&sealed));
        self.next += 1;
        Ok(sealed)
    }

    /// What it is known by once the last chunk is sealed, and the hashes of its chunks.
    ///
    /// # Errors
    /// [`BlobError::Size`] while chunks are lacking.
    pub fn finish(self) -> Result<(BlobId, Vec<u8>), BlobError> {
        if self.next == self.size.chunks() {
            Ok((id_of(&self.hashes), self.hashes))
        } else {
            Err(BlobError::Size)
        }
    }
}

fn id_of(hashes: &[u8]) -> BlobId {
    BlobId(
        Sha256::new()
            .chain_update(ID_LABEL)
            .chain_update(hashes)
            .finalize()
            .into(),
    )
}

/// The hashes of an attachment's chunks, which are those it is known by.
pub struct BlobHashes(Vec<u8>);

impl BlobHashes {
    /// Checks the hashes with which the run of an attachment begins.
    ///
    /// # Errors
    /// [`BlobError::Unopenable`]: they are not the ones of this attachment in this size.
    pub fn verified(id: &BlobId, size: BlobSize, hashes: Vec<u8>) -> Result<Self, BlobError> {
        if u64::try_from(hashes.len()) == Ok(size.list_bytes()) && id_of(&hashes) == *id {
            Ok(Self(hashes))
        } else {
            Err(BlobError::Unopenable)
        }
    }

    /// Whether a sealed chunk, counted from 0, is the one of this attachment.
    #[must_use]
    pub fn hold(&self, number: u32, sealed: &[u8]) -> bool {
        let start = usize::try_from(u64::from(number) * BLOB_HASH_BYTES).unwrap_or(usize::MAX);
        let hash = self.0.get(start..).and_then(|rest| rest.get(..HASH_BYTES));
        hash.is_some_and(|hash| *hash == *Sha256::digest(sealed))
    }
}

/// Opens one chunk, counted from 0: 64 KiB, with the zeros that fill the last ones.
///
/// # Errors
/// [`BlobError::Unopenable`].
pub fn open_chunk(key: &Secret, size: BlobSize, number: u32, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, BlobError> {
    let payload = Payload {
        msg: sealed,
        aad: SEAL_LABEL,
    };
    let last = number.checked_add(1) == Some(size.chunks());
    let opened = stream(key)
        .decrypt(number, last, payload)
        .map_err(|_| BlobError::Unopenable)?;
    Ok(Zeroizing::new(opened))
}

/// What a record holds of an attachment: whoever reads it can open the attachment. No `Debug` of its key.
#[derive(Clone)]
pub struct BlobRef {
    /// What it is known by.
    pub id: BlobId,
    /// Its key.
    pub key: Secret,
    /// Bytes of its content.
    pub bytes: u64,
    /// What it is: `image/jpeg`.
    pub media: MediaType,
}

/// What an attachment is: a type and a subtype, in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaType(String);

impl MediaType {
    /// Reads one: two names of small letters, digits and `.+-` with a slash between them.
    ///
    /// # Errors
    /// [`BlobError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, BlobError> {
        let name = |name: &str| {
            let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".+-".contains(&byte);
            !name.is_empty() && name.bytes().all(letter)
        };
        match text.split_once('/') {
            Some((kind, of)) if text.len() <= MAX_MEDIA_CHARS && name(kind) && name(of) => Ok(Self(text.to_owned())),
            _ => Err(BlobError::Malformed),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BlobRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = (&self.id, self.bytes, &self.media);
        write!(f, "BlobRef{shown:?}")
    }
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Written {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    id: [u8; HASH_BYTES],
    #[cbor(n(2), with = "minicbor::bytes")]
    key: [u8; HASH_BYTES],
    #[n(3)]
    bytes: u64,
    #[n(4)]
    media: String,
}

impl BlobRef {
    /// The size its content is sealed to.
    ///
    /// # Errors
    /// [`BlobError::Size`]: more than an attachment may have.
    pub fn size(&self) -> Result<BlobSize, BlobError> {
        BlobSize::of_content(self.bytes).ok_or(BlobError::Size)
    }

    /// As text, for a cell of a record. Secret: it holds the key.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_text(&self) -> Result<Zeroizing<String>, BlobError> {
        let mut written = Written {
            version: VERSION,
            id: self.id.0,
            key: *self.key.expose(),
            bytes: self.bytes,
            media: self.media.0.clone(),
        };
        let bytes = minicbor::to_vec(&written);
        written.key.zeroize();
        let bytes = Zeroizing::new(bytes.map_err(|_| BlobError::Malformed)?);
        Ok(Zeroizing::new(format!("{PREFIX}{}", hex::encode(bytes.as_slice()))))
    }

    /// Reads the one text that [`Self::to_text`] writes.
    ///
    /// # Errors
    /// [`BlobError::Malformed`]; [`BlobError::Size`].
    pub fn parse(text: &str) -> Result<Self, BlobError> {
        if text.len() > MAX_REF_CHARS {
            return Err(BlobError::Malformed);
        }
        let encoded = text.strip_prefix(PREFIX).ok_or(BlobError::Malformed)?;
        let bytes = Zeroizing::new(hex::decode(encoded).map_err(|_| BlobError::Malformed)?);
        let mut written: Written = minicbor::decode(&bytes).map_err(|_| BlobError::Malformed)?;
        let key = Secret::new(written.key);
        written.key.zeroize();
        let read = Self {
            id: BlobId(written.id),
            key,
            bytes: written.bytes,
            media: MediaType::parse(&written.media)?,
        };
        read.size()?;
        if written.version == VERSION && read.to_text()?.as_str() == text {
            Ok(read)
        } else {
            Err(BlobError::Malformed)
        }
    }
}

#[cfg(test)]
#[path = "blob_tests.rs"]
mod tests;
