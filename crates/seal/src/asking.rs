//! Asking colleagues for their shares: a request with a key that is made for it, words that both people compare by voice or in
//! person, and answers that this key alone opens.
//!
//! A locked device knows neither its own name nor its signing key, so nothing signs a request. Whoever has a copy of the
//! vault's folder can make one: it is the colleague who knows the voice or the face behind the words.

use crate::pairing::{check_words, compared_words};
use crate::sealed_file::{FileError, FileKey, check_recipient, open_file, seal_file};
use crate::share_file::HeldShare;
use crate::shares::{SET_BYTES, Share, Shared, VAULT_BYTES};
use minicbor::{Decode, Encode};
use rand::CryptoRng;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

const VERSION: u8 = 1;
const WORDS_LABEL: &[u8] = b"visita/words/recovery/1";
/// What a request's text begins with.
pub const ASK_PREFIX: &str = "visita-recovery:";
/// What an answer's text begins with.
pub const ANSWER_PREFIX: &str = "visita-answer:";
/// Longest text of a request or an answer without its white space, characters.
pub const MAX_ASK_CHARS: usize = 4_000;
/// Longest such text as it is carried, with the white space that mail and people put into it, bytes.
pub const MAX_ASK_BYTES: usize = 2 * MAX_ASK_CHARS;
/// A request is answered, and waits, for so long: seven days, milliseconds.
pub const ASK_LAPSES_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// The clock of the device that asks may be so far ahead of the one that looks: a day, milliseconds. A request from further
/// ahead would be answered for longer than one may.
pub const MAX_AHEAD_MS: i64 = 24 * 60 * 60 * 1_000;
const NONCE_BYTES: usize = 16;
const HASH_BYTES: usize = 32;
/// Largest content of an answer, bytes.
const MAX_ANSWER_BYTES: usize = 256;

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct AskBody {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    vault: [u8; VAULT_BYTES],
    #[cbor(n(2), with = "minicbor::bytes")]
    set: [u8; SET_BYTES],
    #[n(3)]
    recipient: String,
    #[n(4)]
    at_ms: i64,
    #[cbor(n(5), with = "minicbor::bytes")]
    nonce: [u8; NONCE_BYTES],
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct AnswerBody {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    request: [u8; HASH_BYTES],
    #[cbor(n(2), with = "minicbor::bytes")]
    share: Vec<u8>,
}

/// A request for shares. Nothing in it is secret, and nothing proves who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskRequest {
    body: AskBody,
    bytes: Vec<u8>,
}

/// Why a request or an answer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Not of this form, or damaged.
    #[error("not a request or an answer, or damaged")]
    Malformed,
    /// It asks for shares of another vault than the one held of: there is nothing to answer with.
    #[error("of another vault")]
    OtherVault,
    /// It asks for another set than the one held: the shares were made anew since, on one side or the other.
    #[error("of another set")]
    OtherSet,
    /// In answer to another request.
    #[error("in answer to another request")]
    OtherRequest,
    /// The words read from the other screen are not those of the request: do not answer.
    #[error("the words differ")]
    WordsDiffer,
    /// Made too long ago: ask anew.
    #[error("made too long ago")]
    Lapsed,
    /// Made in what is the future here: one of the two clocks is wrong.
    #[error("made in the future")]
    Ahead,
}

impl AskRequest {
    /// Makes a request, and the key that its answers are sealed to.
    ///
    /// # Errors
    /// None in practice.
    pub fn make(shared: &Shared, at_ms: i64, rng: &mut impl CryptoRng) -> Result<(Self, FileKey), AskError> {
        let key = FileKey::make();
        let mut nonce = [0; NONCE_BYTES];
        rng.fill_bytes(&mut nonce);
        let body = AskBody {
            version: VERSION,
            vault: shared.vault,
            set: shared.set,
            recipient: key.recipient(),
            at_ms,
            nonce,
        };
        let bytes = minicbor::to_vec(&body).map_err(|_| AskError::Malformed)?;
        Ok((Self { body, bytes }, key))
    }

    /// The text of a request, for a file or a message.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{ASK_PREFIX}{}", hex::encode(&self.bytes))
    }

    /// Reads a request.
    ///
    /// # Errors
    /// [`AskError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, AskError> {
        let bytes = from_text(text, ASK_PREFIX)?;
        let body: AskBody = minicbor::decode(&bytes).map_err(|_| AskError::Malformed)?;
        let one_form = minicbor::to_vec(&body).ok().as_deref() == Some(bytes.as_slice());
        if body.version != VERSION || !one_form || check_recipient(&body.recipient).is_err() {
            return Err(AskError::Malformed);
        }
        Ok(Self { body, bytes })
    }

    /// The vault it says it is for.
    #[must_use]
    pub fn vault(&self) -> &[u8; VAULT_BYTES] {
        &self.body.vault
    }

    /// The set of shares it asks for.
    #[must_use]
    pub fn set(&self) -> &[u8; SET_BYTES] {
        &self.body.set
    }

    /// When it was made, by the clock of the device that asks, milliseconds.
    #[must_use]
    pub fn at_ms(&self) -> i64 {
        self.body.at_ms
    }

    /// When it lapses, milliseconds.
    #[must_use]
    pub fn lapses_ms(&self) -> i64 {
        self.body.at_ms.saturating_add(ASK_LAPSES_MS)
    }

    /// Six words, the same on both screens: they bind the key that the answers are sealed to.
    #[must_use]
    pub fn words(&self) -> String {
        compared_words(&[WORDS_LABEL, &self.bytes])
    }

    /// Whether the words read from the other screen are those of the request.
    ///
    /// # Errors
    /// [`AskError::WordsDiffer`].
    pub fn confirm(&self, words_read_aloud: &str) -> Result<(), AskError> {
        check_words(words_read_aloud, &self.words()).map_err(|_| AskError::WordsDiffer)
    }

    /// Holds a request against a vault and its shares as they are.
    ///
    /// # Errors
    /// [`AskError::OtherVault`], [`AskError::OtherSet`], [`AskError::Lapsed`], [`AskError::Ahead`].
    pub fn check(&self, shared: &Shared, now_ms: i64) -> Result<(), AskError> {
        if self.body.vault != shared.vault {
            return Err(AskError::OtherVault);
        }
        if self.body.set != shared.set {
            return Err(AskError::OtherSet);
        }
        if now_ms > self.lapses_ms() {
            return Err(AskError::Lapsed);
        }
        if self.body.at_ms > now_ms.saturating_add(MAX_AHEAD_MS) {
            return Err(AskError::Ahead);
        }
        Ok(())
    }

    /// Answers with a share, for the key of the request alone.
    ///
    /// # Errors
    /// Those of [`Self::check`].
    pub fn answer(&self, held: &HeldShare, now_ms: i64) -> Result<String, AskError> {
        self.check(&held.shared, now_ms)?;
        let body = AnswerBody {
            version: VERSION,
            request: self.hash(),
            share: held.share.expose().to_vec(),
        };
        let plain = Zeroizing::new(minicbor::to_vec(&body).map_err(|_| AskError::Malformed)?);
        let _wiped = Zeroizing::new(body.share);
        let recipient = std::slice::from_ref(&self.body.recipient);
        let sealed = seal_file(&plain, recipient).map_err(|_| AskError::Malformed)?;
        Ok(format!("{ANSWER_PREFIX}{}", hex::encode(sealed)))
    }

    /// Opens an answer to this request.
    ///
    /// # Errors
    /// [`AskError::OtherRequest`], [`AskError::Malformed`].
    pub fn open_answer(&self, text: &str, key: &FileKey) -> Result<Share, AskError> {
        let sealed = from_text(text, ANSWER_PREFIX)?;
        let plain = open_file(&sealed, key, MAX_ANSWER_BYTES).map_err(|error| match error {
            FileError::NotForUs => AskError::OtherRequest,
            FileError::Recipient | FileError::Damaged | FileError::TooLarge => AskError::Malformed,
        })?;
        let body: AnswerBody = minicbor::decode(&plain).map_err(|_| AskError::Malformed)?;
        let share = Zeroizing::new(body.share);
        if body.version != VERSION {
            return Err(AskError::Malformed);
        }
        if body.request != self.hash() {
            return Err(AskError::OtherRequest);
        }
        Share::parse(&share).map_err(|_| AskError::Malformed)
    }

    fn hash(&self) -> [u8; HASH_BYTES] {
        Sha256::digest(&self.bytes).into()
    }
}

/// The one form of an answer's text, to be kept: as it was made, whatever white space it came with.
///
/// # Errors
/// [`AskError::Malformed`].
pub fn canonical_answer(text: &str) -> Result<String, AskError> {
    let sealed = from_text(text, ANSWER_PREFIX)?;
    Ok(format!("{ANSWER_PREFIX}{}", hex::encode(sealed)))
}

fn from_text(text: &str, prefix: &str) -> Result<Vec<u8>, AskError> {
    if text.len() > MAX_ASK_BYTES {
        return Err(AskError::Malformed);
    }
    // People copy texts with the white space around them, and mail breaks long lines.
    let joined: String = text.split_whitespace().collect();
    if joined.len() > MAX_ASK_CHARS {
        return Err(AskError::Malformed);
    }
    let encoded = joined.strip_prefix(prefix).ok_or(AskError::Malformed)?;
    hex::decode(encoded).map_err(|_| AskError::Malformed)
}

#[cfg(test)]
#[path = "asking_tests.rs"]
mod tests;
