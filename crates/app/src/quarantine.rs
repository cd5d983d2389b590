//! What was refused on the way in: looked at, taken once more on a lead's word, written to a file for an expert.

use crate::api::exchange::*;
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::attempt::{self, Attempt, Place};
use crate::chosen::write_file;
use crate::envelopes::{AFTER_REMOVAL, Fate, Offered, number_of, open_taken, open_with_any};
use crate::intake::{CRASHED_BEFORE, MAX_SEQ, give_way, settle};
use crate::membership::forks::{ROSTER_FORK, SETTLED};
use crate::merge::{device_owner, short};
use crate::session::{Open, Session};
use crate::snapshot;
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_domain::dates::{from_millis, rfc3339};
use visita_seal::envelope::envelope_hash;
use visita_seal::grant::{GrantError, trusted_grant, verify_grant};
use visita_seal::notice::is_notice;
use visita_seal::roster::{Act, KeptTo};
use visita_seal::succession::{Weighed, numbered, weigh};
use visita_vault::{EnvelopeRow, EnvelopeState, Quarantined, VaultError};
use visita_wire::{DeviceId, DocId, Outer};

/// What a refused thing has the form of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Change,
    Key,
    Roster,
    Snapshot,
    Unknown,
}

impl Form {
    /// By its bytes: each form has one encoding, and none passes for another, but that a snapshot looks like a change to
    /// whoever cannot open it. What is refused as one says so by its reason.
    fn of(held: &Quarantined) -> Self {
        let bytes = &held.bytes;
        if snapshot::refused_for(&held.reason).is_some() {
            Self::Snapshot
        } else if Outer::decode(bytes).is_ok() {
            Self::Change
        } else if trusted_grant(bytes).is_ok() || is_notice(bytes) {
            Self::Key
        } else if numbered(bytes).is_ok() {
            Self::Roster
        } else {
            Self::Unknown
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Key => "key",
            Self::Roster => "roster",
            Self::Snapshot => "snapshot",
            Self::Unknown => "unknown",
        }
    }
}

impl Session {
    pub(crate) fn quarantine_list(&mut self, _: Nothing) -> Result<QuarantineRows, ApiError> {
        let open = self.open()?;
        let rows = open.vault.read().quarantined()?.into_iter().map(|row| {
            let device = DeviceId(row.device).to_string();
            QuarantineRow {
                id: row.id.to_string(),
                kind: Form::of(&row).code().to_owned(),
                reason: row.reason,
                by: device_owner(open, &device),
                device: short(&device),
                at: from_millis(row.at_ms).map(rfc3339).unwrap_or_default(),
                bytes: u32::try_from(row.bytes.len()).unwrap_or(u32::MAX),
            }
        });
        Ok(QuarantineRows { rows: rows.collect() })
    }

    pub(crate) fn quarantine_retry(&mut self, args: QuarantineRef) -> Result<QuarantineRetried, ApiError> {
        // What was under way when the process ended may have had no part in that: whoever is there may try it again.
        let crashed = self.open()?.held_back(&args.id);
        if !crashed.as_ref().is_ok_and(|held| held.reason == CRASHED_BEFORE) {
            self.require_lead()?;
        }
        let held = crashed?;
        let at_ms = self.now_ms();
        let open = self.open()?;
        let hash = envelope_hash(&held.bytes).0;
        open.vault
            .transact(|tx| attempt::begin(tx, Place::Quarantine, Attempt::Alone(hash)))?;
        let retried = open.retry(&held, at_ms);
        let fate = match retried {
            Ok(fate) => fate,
            Err(error) => {
                // The process is alive: an error is no crash.
                let _ = open.vault.transact(|tx| attempt::end(tx, Place::Quarantine));
                return Err(error);
            }
        };
        if let Fate::Refused(reason) = fate {
            // What a lead has settled of a branch that lost stays settled.
            let settled = held.reason == SETTLED && reason == ROSTER_FORK;
            // Its label may have been false: whoever has that number in truth shall be asked for it again.
            let keys = open.vault.read().keys()?;
            let own = (!fate.is_unproven()).then(|| number_of(&held.bytes, &keys)).flatten();
            open.vault.transact(|tx| {
                tx.set_quarantine_reason(held.id, if settled { SETTLED } else { reason })?;
                tx.free_refused(&hash, own.as_ref())?;
                attempt::end(tx, Place::Quarantine)
            })?;
        }
        // What it brought may be what others waited for; and what waits may vouch for what a removal alone keeps out.
        let freed = match fate {
            Fate::Applied | Fate::Refused(AFTER_REMOVAL) => open.take_puts(Vec::new(), at_ms)?.applied,
            Fate::Waiting | Fate::Refused(_) => 0,
        };
        let vouched = fate == Fate::Refused(AFTER_REMOVAL) && open.vault.read().quarantined_one(held.id)?.is_none();
        let (fate, freed) = if vouched {
            (Fate::Applied, freed.saturating_sub(1))
        } else {
            (fate, freed)
        };
        let (outcome, reason) = match fate {
            Fate::Applied => ("applied", None),
            Fate::Waiting => ("waiting", None),
            Fate::Refused(reason) => ("refused", Some(reason.to_owned())),
        };
        Ok(QuarantineRetried {
            outcome: outcome.to_owned(),
            reason,
            freed,
        })
    }

    /// Takes in knowingly what a removed device wrote after its cut-off: moves the cut-off to it on the roster, so that
    /// every device takes it, and what rests on it; then tries it like anything else.
    pub(crate) fn quarantine_accept(&mut self, args: QuarantineRef) -> Result<QuarantineRetried, ApiError> {
        self.require_lead()?;
        let at_ms = self.now_ms();
        let open = self.open()?;
        let held = open.held_back(&args.id)?;
        if let Some((device, kept)) = open.beyond_cut_off(&held.bytes)? {
            open.append_acts(vec![Act::Keep { device, kept }], at_ms)?;
        }
        self.quarantine_retry(args)
    }

    pub(crate) fn quarantine_export(&mut self, args: QuarantineExport) -> Result<QuarantineExported, ApiError> {
        self.require_lead()?;
        let held = self.open()?.held_back(&args.id)?;
        write_file(self.chosen().as_ref(), &args.path, &held.bytes)?;
        Ok(QuarantineExported {
            path: args.path,
            bytes: u32::try_from(held.bytes.len()).unwrap_or(u32::MAX),
            sha256: envelope_hash(&held.bytes).to_string(),
        })
    }
}

impl Open {
    fn held_back(&self, id: &str) -> Result<Quarantined, ApiError> {
        let id = id.parse().map_err(|_| ErrorCode::NotFound)?;
        Ok(self.vault.read().quarantined_one(id)?.ok_or(ErrorCode::NotFound)?)
    }

    /// Takes it once more with every guard. What is taken leaves quarantine in the transaction that keeps it, which also
    /// ends the attempt; what is refused is left as it is.
    fn retry(&mut self, held: &Quarantined, at_ms: i64) -> Result<Fate, ApiError> {
        match Form::of(held) {
            Form::Change => self.retry_change(held, at_ms),
            Form::Key => self.retry_key(held),
            Form::Roster => self.retry_roster(held, at_ms),
            // It is made anew whenever somebody needs one; its envelopes bring what was true of it.
            Form::Snapshot => Ok(Fate::Refused(
                snapshot::refused_for(&held.reason).unwrap_or("malformed"),
            )),
            Form::Unknown => Ok(Fate::Refused("malformed")),
        }
    }

    fn retry_change(&mut self, held: &Quarantined, at_ms: i64) -> Result<Fate, ApiError> {
        // Its own number counts, under which it may never have come: a false label, or a rival that took its place.
        let row = match self.numbered_row(&held.bytes)? {
            Ok(row) => row,
            Err(reason) => return Ok(Fate::Refused(reason)),
        };
        let standing = self.vault.read().envelope_standing(&row.doc, &row.device, row.seq)?;
        let is_taken = standing.is_some_and(|(hash, state)| hash != row.hash && state != EnvelopeState::Quarantined);
        if is_taken && self.holds_number(&row)?.is_some() {
            return Ok(Fate::Refused("duplicate_number"));
        }
        if standing == Some((row.hash, EnvelopeState::Applied)) {
            // It came under its own number meanwhile: what is left to do is to free others that it took.
            self.vault.transact(|tx| {
                tx.free_refused(&row.hash, None)?;
                tx.release_quarantined(held.id)?;
                attempt::end(tx, Place::Quarantine)
            })?;
            return Ok(Fate::Applied);
        }
        let waits = standing == Some((row.hash, EnvelopeState::Waiting));
        let id = DocumentId::from_bytes(row.doc);
        let tried = self.try_envelopes(id, vec![Offered::come(row)])?;
        let Some((settled, vouched_for)) = tried.settled.split_first() else {
            return Err(ErrorCode::Damaged.into());
        };
        let (row, state) = match settled.fate {
            Fate::Applied => (&settled.offered.row, EnvelopeState::Applied),
            Fate::Waiting if waits => {
                // It waits already, and stays listed: whoever wrote it is to know.
                self.vault.transact(|tx| attempt::end(tx, Place::Quarantine))?;
                return Ok(Fate::Waiting);
            }
            Fate::Waiting => (&settled.offered.row, EnvelopeState::Waiting),
            Fate::Refused(reason) => return Ok(Fate::Refused(reason)),
        };
        self.vault.transact(|tx| {
            tried.put_record(tx, id)?;
            tx.free_refused(&row.hash, None)?;
            give_way(tx, row, at_ms)?;
            if waits {
                tx.set_envelope_state(row, state)?;
            } else if !tx.put_envelope_over_refused(row, state)? {
                // The number is taken by what is applied or waits: nothing of this is kept.
                return Err(VaultError::Refused);
            }
            tx.release_quarantined(held.id)?;
            vouched_for.iter().try_for_each(|other| settle(tx, other, at_ms))?;
            attempt::end(tx, Place::Quarantine)
        })?;
        self.stored(id, &tried);
        Ok(match state {
            EnvelopeState::Applied => Fate::Applied,
            EnvelopeState::Waiting | EnvelopeState::Sealed(_) | EnvelopeState::Quarantined => Fate::Waiting,
        })
    }

    /// The removed device that wrote this, and the cut-off that would let it in; `None` if it is not beyond one.
    fn beyond_cut_off(&self, bytes: &[u8]) -> Result<Option<(DeviceId, Vec<KeptTo>)>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        if let Ok(grant) = trusted_grant(bytes) {
            let beyond = verify_grant(bytes, &team.roster).err() == Some(GrantError::AfterRemoval);
            let kept = grant.subjects.iter().map(|subject| (subject.doc, subject.epoch));
            let kept: BTreeMap<DocId, u32> = kept.collect();
            let kept = kept.into_iter().map(|(doc, epoch)| KeptTo { doc, seq: 0, epoch });
            return Ok(beyond.then(|| (grant.issuer, kept.collect())));
        }
        let keys = self.vault.read().keys()?;
        if open_with_any(bytes, &keys, &team.roster).err() != Some(AFTER_REMOVAL) {
            return Ok(None);
        }
        let envelope = open_taken(bytes, &keys, &team.roster);
        Ok(envelope.map(|envelope| {
            let (doc, seq) = (envelope.doc(), envelope.header().seq);
            (envelope.device(), vec![KeptTo { doc, seq, epoch: 0 }])
        }))
    }

    /// An envelope under the number that its signer gave it; or why it does not even open.
    pub(crate) fn numbered_row(&self, outer: &[u8]) -> Result<Result<EnvelopeRow, &'static str>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        for key in self.vault.read().keys()? {
            let opened = open_with_any(outer, std::slice::from_ref(&key), &team.roster);
            match opened {
                Ok(envelope) if envelope.header().seq > MAX_SEQ => return Ok(Err("mislabelled")),
                Ok(envelope) => {
                    return Ok(Ok(EnvelopeRow {
                        doc: key.doc,
                        device: envelope.device().0,
                        seq: envelope.header().seq,
                        hash: envelope.hash().0,
                        outer: outer.to_vec(),
                    }));
                }
                Err("unopenable") => {}
                Err(reason) => return Ok(Err(reason)),
            }
        }
        Ok(Err("unopenable"))
    }

    fn retry_key(&mut self, held: &Quarantined) -> Result<Fate, ApiError> {
        let id = held.id;
        let taken = self.take_grant(&held.bytes, |tx| {
            tx.release_quarantined(id)?;
            attempt::end(tx, Place::Quarantine)
        })?;
        Ok(match taken {
            Ok(()) => Fate::Applied,
            Err(refused) => Fate::Refused(refused.reason),
        })
    }

    fn retry_roster(&mut self, held: &Quarantined, at_ms: i64) -> Result<Fate, ApiError> {
        let refused = Ok(Fate::Refused("roster_fork"));
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let Ok((at, _)) = numbered(&held.bytes) else {
            return Ok(Fate::Refused("malformed"));
        };
        let Some(before) = team.entries.get(..at) else {
            return refused;
        };
        let offered = [before, std::slice::from_ref(&held.bytes)].concat();
        match weigh(&team.entries, &offered) {
            Ok(Weighed::Fork { wins: None, .. }) | Err(_) => return refused,
            Ok(Weighed::Known | Weighed::Longer(_) | Weighed::Fork { wins: Some(_), .. }) => {}
        }
        let number = u32::try_from(at).map_err(|_| ErrorCode::BadFile)?;
        self.take_roster(number, std::slice::from_ref(&held.bytes), at_ms)?;
        let stands = |open: &Self| {
            open.team
                .as_ref()
                .is_some_and(|team| team.entries.contains(&held.bytes))
        };
        if !stands(self) {
            return refused;
        }
        self.vault.transact(|tx| {
            tx.release_quarantined(held.id)?;
            attempt::end(tx, Place::Quarantine)
        })?;
        Ok(Fate::Applied)
    }
}

#[cfg(test)]
#[path = "quarantine_tests.rs"]
mod tests;
