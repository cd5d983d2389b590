//! What exists on this device alone of the records that are left behind, in one form: sealed to the key of the journey.

use crate::api::{ApiError, ErrorCode};
use visita_seal::envelope::envelope_hash;
use visita_seal::sealed_file::{FileKey, open_file, seal_file};
use visita_vault::{Draft, KeyRow, Tx, VaultError};
use zeroize::Zeroizing;

/// Most bytes that are put away in one piece, and opened of one.
const MAX_BYTES: usize = 512 * 1024 * 1024;
/// Bytes of a length.
const LENGTH_BYTES: usize = 4;

/// The last part of the key of a draft that was typed before a journey, where another stands under its own.
pub(crate) const BEFORE: &str = "before";

const KEY: u8 = 1;
const IDENTITY: u8 = 2;
const DRAFT: u8 = 3;
const GRANT: u8 = 4;

/// One thing that is put away. No `Debug`.
pub(super) enum Item {
    /// A key of a document.
    Key(KeyRow),
    /// A real identity, as the vault sealed it.
    Identity {
        /// Of which interview.
        interview: [u8; 16],
        /// The bytes.
        sealed: Vec<u8>,
    },
    /// Text that was typed and not kept.
    Draft {
        /// Its key.
        key: String,
        /// The text.
        draft: Draft,
    },
    /// A grant, as it was signed.
    Grant(Vec<u8>),
}

/// Items in one piece: of each its code and its fields, each field with its length before it.
struct Piece(Zeroizing<Vec<u8>>);

impl Piece {
    fn begin(&mut self, code: u8) {
        self.0.push(code);
    }

    fn field(&mut self, bytes: &[u8]) -> Result<(), ApiError> {
        let length = u32::try_from(bytes.len()).map_err(|_| ErrorCode::Refused)?;
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn put(&mut self, item: &Item) -> Result<(), ApiError> {
        match item {
            Item::Key(row) => {
                self.begin(KEY);
                self.field(&row.doc)?;
                self.field(&row.epoch.to_be_bytes())?;
                self.field(&row.mailbox)?;
                self.field(&[row.kind])?;
                self.field(&row.key)
            }
            Item::Identity { interview, sealed } => {
                self.begin(IDENTITY);
                self.field(interview)?;
                self.field(sealed)
            }
            Item::Draft { key, draft } => {
                self.begin(DRAFT);
                self.field(key.as_bytes())?;
                self.field(draft.text.as_bytes())?;
                self.field(&draft.base)
            }
            Item::Grant(bytes) => {
                self.begin(GRANT);
                self.field(bytes)
            }
        }
    }
}

/// What is left to read of a piece.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn field(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<LENGTH_BYTES>()?;
        let (field, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        self.0 = rest;
        Some(field)
    }

    fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.field()?.try_into().ok()
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.field()?.to_vec()).ok()
    }

    fn item(&mut self) -> Option<Item> {
        let (code, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(match *code {
            KEY => Item::Key(KeyRow {
                doc: self.fixed()?,
                epoch: u32::from_be_bytes(self.fixed()?),
                mailbox: self.fixed()?,
                kind: u8::from_be_bytes(self.fixed()?),
                key: self.fixed()?,
            }),
            IDENTITY => Item::Identity {
                interview: self.fixed()?,
                sealed: self.field()?.to_vec(),
            },
            DRAFT => Item::Draft {
                key: self.text()?,
                draft: Draft {
                    text: self.text()?,
                    base: self.field()?.to_vec(),
                },
            },
            GRANT => Item::Grant(self.field()?.to_vec()),
            _ => return None,
        })
    }
}

/// What is sealed, with the hash it is kept under.
pub(super) struct Sealed {
    hash: [u8; 32],
    bytes: Vec<u8>,
}

impl Sealed {
    /// Seals items to the key of the journey.
    pub(super) fn of(items: &[Item], recipient: &str) -> Result<Self, ApiError> {
        let mut piece = Piece(Zeroizing::new(Vec::new()));
        items.iter().try_for_each(|item| piece.put(item))?;
        if piece.0.len() > MAX_BYTES {
            return Err(ErrorCode::Refused.into());
        }
        Ok(Self {
            hash: envelope_hash(&piece.0).0,
            bytes: seal_file(&piece.0, &[recipient.to_owned()])?,
        })
    }

    /// Keeps it in the vault.
    pub(super) fn put(&self, tx: &Tx<'_>) -> Result<(), VaultError> {
        tx.put_away(&self.hash, &self.bytes)
    }
}

/// Opens what was put away: all of it, or nothing.
pub(super) fn opened(sealed: &[u8], key: &FileKey) -> Result<Vec<Item>, ApiError> {
    let piece = open_file(sealed, key, MAX_BYTES)?;
    let (mut rest, mut items) = (Rest(&piece), Vec::new());
    while !rest.0.is_empty() {
        items.push(rest.item().ok_or(ErrorCode::Damaged)?);
    }
    Ok(items)
}

/// The key of a draft that came back where another was typed meanwhile.
pub(super) fn before(key: &str) -> String {
    format!("{key}/{BEFORE}")
}

/// Puts a draft back. Where its key names no record that was left, something may have been typed there meanwhile: that stays,
/// and what came back stands beside it until the first of the two is saved.
fn put_draft_back(tx: &Tx<'_>, key: &str, draft: &Draft) -> Result<(), VaultError> {
    let mut free = key.to_owned();
    while tx.draft(&free)?.is_some_and(|typed| typed != *draft) {
        free = before(&free);
    }
    tx.put_draft(&free, draft)
}

/// Puts one thing back where it was.
pub(super) fn put_back(tx: &Tx<'_>, item: &Item) -> Result<(), VaultError> {
    match item {
        Item::Key(row) => tx.put_key(row),
        Item::Identity { interview, sealed } => tx.put_sealed_identity(interview, sealed),
        Item::Draft { key, draft } => put_draft_back(tx, key, draft),
        Item::Grant(bytes) => tx.set_grant_bytes(&envelope_hash(bytes).0, bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_away_comes_out_as_it_was_and_only_by_its_key() {
        let (key, other) = (FileKey::make(), FileKey::make());
        let items = [
            Item::Key(KeyRow {
                doc: [1; 16],
                epoch: 7,
                mailbox: [2; 32],
                kind: 3,
                key: [4; 32],
            }),
            Item::Identity {
                interview: [5; 16],
                sealed: vec![6; 40],
            },
            Item::Draft {
                key: "note/1".into(),
                draft: Draft {
                    text: "typed".into(),
                    base: Vec::new(),
                },
            },
            Item::Grant(vec![8; 100]),
        ];
        let sealed = Sealed::of(&items, &key.recipient()).unwrap();
        assert!(opened(&sealed.bytes, &other).is_err());
        let again = opened(&sealed.bytes, &key).unwrap();
        assert_eq!(Sealed::of(&again, &key.recipient()).unwrap().hash, sealed.hash);
        assert!(matches!(&again[2], Item::Draft { key, draft } if key == "note/1" && draft.text == "typed"));
        assert!(matches!(&again[0], Item::Key(row) if row.epoch == 7 && row.key == [4; 32]));
        assert_eq!(again.len(), items.len());
    }
}
