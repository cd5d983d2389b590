//! What comes of left records while their owner is away: envelopes are kept sealed, as all whose key is not here, and their
//! keys are put away unread with the grants that brought them.

use super::chest::{Item, Sealed};
use crate::api::{ApiError, ErrorCode};
use crate::session::Open;
use crate::write::record_kind;
use visita_seal::envelope::envelope_hash;
use visita_seal::grant::{Subject, TrustedGrant, trusted_grant};
use visita_vault::{KeyRow, LeftRow, Tx, VaultError};

/// A grant that brings keys of left records, as it is kept.
pub(crate) struct KeptOut {
    hash: [u8; 32],
    sealed: Sealed,
    /// What it names for the first time and belongs to a left record: it is left as well.
    belonging: Vec<LeftRow>,
}

impl KeptOut {
    /// The records that it is about and that stay out.
    pub(crate) fn docs(&self) -> impl Iterator<Item = [u8; 16]> {
        self.belonging.iter().map(|row| row.doc)
    }

    /// Puts it away, in the transaction that keeps what the grant says.
    pub(crate) fn put(&self, tx: &Tx<'_>) -> Result<(), VaultError> {
        tx.set_grant_bytes(&self.hash, &[])?;
        self.sealed.put(tx)?;
        self.belonging.iter().try_for_each(|row| tx.put_left(row))
    }
}

impl Open {
    /// Whether a key is of a record that is left behind, or of one that is new here and belongs to such a record.
    pub(crate) fn is_kept_out(&self, subject: &Subject) -> Result<bool, ApiError> {
        if !self.left.is_away() {
            return Ok(false);
        }
        let belongs = subject.about.is_some_and(|about| self.left.names(&about.0));
        Ok(self.left.names(&subject.doc.0) || belongs && self.vault.read().keys_of(&subject.doc.0)?.is_empty())
    }

    /// Whether a grant names a record that is left behind: where it is refused it is not kept at all. It was not said to be
    /// held, and comes again.
    pub(crate) fn names_left(&self, bytes: &[u8]) -> bool {
        let says = trusted_grant(bytes);
        self.left.is_away()
            && says.is_ok_and(|says| says.subjects.iter().any(|subject| self.left.names(&subject.doc.0)))
    }

    /// Seals a grant with the keys of left records that it brought; none where it brings no such keys.
    pub(crate) fn kept_out(
        &self,
        bytes: &[u8],
        says: &TrustedGrant,
        keys: impl Iterator<Item = KeyRow>,
    ) -> Result<Option<KeptOut>, ApiError> {
        let (mut is_any, mut belonging) = (false, Vec::new());
        for subject in &says.subjects {
            if self.is_kept_out(subject)? {
                is_any = true;
                belonging.push(LeftRow {
                    doc: subject.doc.0,
                    kind: record_kind(subject.kind).code().to_owned(),
                    heads: Vec::new(),
                    held: Vec::new(),
                });
            }
        }
        if !is_any {
            return Ok(None);
        }
        let journey = self.journey()?.ok_or(ErrorCode::Damaged)?;
        let mut items = vec![Item::Grant(bytes.to_vec())];
        items.extend(keys.map(Item::Key));
        Ok(Some(KeptOut {
            hash: envelope_hash(bytes).0,
            sealed: Sealed::of(&items, &journey.recipient)?,
            belonging,
        }))
    }
}
