//! What is being attempted, written down before it is: bytes that end the process must not do so twice by themselves.
//!
//! One setting for each record whose envelopes are being taken, one for each that is being made anew in place of a snapshot,
//! and one for a retry from quarantine. A setting that is
//! there when a vault is opened outlived its process. What it names alone goes to quarantine; what it names together with
//! others is taken one at a time from then on.

use crate::api::ApiError;
use crate::intake::CRASHED_BEFORE;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_seal::envelope::envelope_hash;
use visita_vault::{EnvelopeState, Tx, Vault, VaultError};

/// Names of the settings begin with it; the record's id follows, or [`RETRY`].
const PREFIX: &str = "attempting/";
/// In place of a record's id: something is being taken from quarantine.
const RETRY: &str = "retry";
/// Before the id of a record that is being made anew from its envelopes. The value says how many times that was begun.
const AFRESH: &str = "attempting/afresh/";
/// Times that making a record anew may end with the process before it is tried by itself no more: a battery ends processes
/// too.
const MAX_TRIES_AFRESH: u32 = 2;
/// The value for several envelopes at once. Otherwise it is the SHA-256 of the one, lower hex.
const TOGETHER: &str = "together";

/// Where something is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Envelopes of a record.
    Record(DocumentId),
    /// A record that is made anew from its envelopes.
    Afresh(DocumentId),
    /// One thing from quarantine.
    Quarantine,
}

/// What is tried there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// Several envelopes, or the next one of several.
    Together,
    /// What has this SHA-256.
    Alone([u8; 32]),
}

impl Place {
    fn setting(self) -> String {
        match self {
            Self::Record(id) => format!("{PREFIX}{id}"),
            Self::Afresh(id) => format!("{AFRESH}{id}"),
            Self::Quarantine => format!("{PREFIX}{RETRY}"),
        }
    }
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Says what is about to be tried.
pub(crate) fn begin(tx: &Tx<'_>, place: Place, attempt: Attempt) -> Result<(), VaultError> {
    let value = match attempt {
        Attempt::Together => TOGETHER.to_owned(),
        Attempt::Alone(hash) => hex(&hash),
    };
    tx.put_setting(&place.setting(), &value)
}

/// Says that a record is about to be made anew from its envelopes; false where that has ended the process too often.
pub(crate) fn begin_afresh(tx: &Tx<'_>, id: DocumentId) -> Result<bool, VaultError> {
    let setting = Place::Afresh(id).setting();
    let tries = tx.setting(&setting)?.and_then(|tries| tries.parse::<u32>().ok());
    let tries = tries.unwrap_or_default();
    if tries >= MAX_TRIES_AFRESH {
        return Ok(false);
    }
    tx.put_setting(&setting, &tries.saturating_add(1).to_string())?;
    Ok(true)
}

/// Says that it has ended, in the transaction that keeps what came of it.
pub(crate) fn end(tx: &Tx<'_>, place: Place) -> Result<(), VaultError> {
    tx.drop_setting(&place.setting())
}

/// Forgets every attempt, with the work they were about.
pub(crate) fn forget(tx: &Tx<'_>) -> Result<(), VaultError> {
    tx.settings_under(PREFIX)?
        .iter()
        .try_for_each(|(name, _)| tx.drop_setting(name))
}

/// Looks at what outlived its process, when a vault is opened: puts what was tried alone into quarantine, tries nothing,
/// and returns the records to be careful with.
pub(crate) fn settle(vault: &mut Vault, at_ms: i64) -> Result<BTreeSet<DocumentId>, ApiError> {
    let left = vault.read().settings_under(PREFIX)?;
    let mut suspects = BTreeSet::new();
    // What was being made anew still stands as it did: how many times it ended so is all there is to know.
    for (name, value) in left.into_iter().filter(|(name, _)| !name.starts_with(AFRESH)) {
        vault.transact(|tx| {
            if value != TOGETHER {
                convict(tx, &value, at_ms)?;
            }
            match name.strip_prefix(PREFIX).and_then(|id| id.parse().ok()) {
                Some(id) => {
                    suspects.insert(id);
                    begin(tx, Place::Record(id), Attempt::Together)
                }
                None => tx.drop_setting(&name),
            }
        })?;
    }
    Ok(suspects)
}

/// Puts the bytes of this hash into quarantine, or says there that they ended the process once more.
fn convict(tx: &Tx<'_>, hash: &str, at_ms: i64) -> Result<(), VaultError> {
    let held = tx.quarantined()?;
    if let Some(held) = held.iter().find(|held| hex(&envelope_hash(&held.bytes).0) == hash) {
        return tx.set_quarantine_reason(held.id, CRASHED_BEFORE);
    }
    let waiting = tx.waiting_envelopes()?;
    if let Some(row) = waiting.iter().find(|row| hex(&row.hash) == hash) {
        tx.set_envelope_state(row, EnvelopeState::Quarantined)?;
        tx.quarantine(&row.device, CRASHED_BEFORE, at_ms, &row.outer)?;
    }
    Ok(())
}

/// Ends the process when the envelope is the one that the environment names: exists in this crate's own tests alone.
#[cfg(test)]
pub(crate) fn abort_if_named(hash: &[u8; 32]) {
    if std::env::var(tests::ABORT_ON).is_ok_and(|named| named == hex(hash)) {
        std::process::abort();
    }
}

#[cfg(test)]
#[path = "attempt_tests.rs"]
mod tests;
