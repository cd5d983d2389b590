//! The owner's side: shares made and ended, and the recovery words tried.

use crate::api::recovery::{RecoveryShare, RecoveryView, RecoveryWords};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::recovery::standing::{Made, WORDS_TESTED};
use crate::session::{Open, Session, TeamHere};
use std::sync::Arc;
use visita_seal::share_file::{Holder, seal_shares};
use visita_seal::shares::is_allowed;
use visita_seal::slots::SlotError;
use visita_vault::VaultError;
use visita_wire::{DeviceId, MemberId};

impl Session {
    pub(crate) fn recovery_get(&mut self, _: Nothing) -> Result<RecoveryView, ApiError> {
        self.open()?.recovery_view()
    }

    pub(crate) fn recovery_share(&mut self, args: RecoveryShare) -> Result<RecoveryView, ApiError> {
        let (files, keystore, now_ms) = (self.chosen(), Arc::clone(&self.keystore), self.now_ms());
        let open = self.open()?;
        let at_ms = open.next_made_ms(now_ms)?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let holders = holders(team, &args.members)?;
        let needed = usize::try_from(args.needed).map_err(|_| ErrorCode::Refused)?;
        if !is_allowed(needed, holders.len()) {
            return Err(ApiError::about(ErrorCode::Refused, "needed"));
        }
        let mut rng = rand::rng();
        let made = open
            .vault
            .make_shares(&args.passphrase, needed, holders.len(), &*keystore, &mut rng)?;
        let team_id = team.roster.team;
        let sealed = seal_shares(team_id, &open.device, &made.shared, &holders, &made.shares, at_ms)?;
        // The file first: a slot whose shares nobody can get would have taken the place of one that opens.
        write_file(files.as_ref(), &args.path, &sealed)?;
        if let Err(error) = open.vault.keep_shares(&made) {
            // Nor a file that looks like shares and opens nothing. If it stays, its mark tells.
            let _ = files.remove(&args.path);
            return Err(error.into());
        }
        let members = holders.iter().map(|holder| holder.member.to_string()).collect();
        open.keep_made(&Made::new(&made.shared, members, at_ms))?;
        open.drop_waiting()?;
        open.recovery_view()
    }

    pub(crate) fn recovery_end(&mut self, _: Nothing) -> Result<RecoveryView, ApiError> {
        let open = self.open()?;
        open.vault.end_shares()?;
        open.drop_made()?;
        open.drop_waiting()?;
        open.recovery_view()
    }

    pub(crate) fn recovery_words_test(&mut self, args: RecoveryWords) -> Result<RecoveryView, ApiError> {
        let at_ms = self.now_ms().to_string();
        let open = self.open()?;
        open.vault.try_words(&args.words).map_err(|error| {
            if matches!(error, VaultError::Slot(SlotError::Wrong)) {
                ErrorCode::WrongRecoveryWords.into()
            } else {
                ApiError::from(error)
            }
        })?;
        open.vault.transact(|tx| tx.put_setting(WORDS_TESTED, &at_ms))?;
        open.recovery_view()
    }
}

impl Open {
    /// The date of a new set: after that of every set before it, as holders go by it, though the clock was ahead once.
    fn next_made_ms(&self, now_ms: i64) -> Result<i64, ApiError> {
        let last = self.last_made_ms()?.map_or(i64::MIN, |last| last.saturating_add(1));
        Ok(now_ms.max(last))
    }

    /// The member whose device this is.
    pub(crate) fn me(&self) -> Result<MemberId, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let me = team.roster.person_of(&self.device.id()).ok_or(ErrorCode::NotAllowed)?;
        Ok(me.member)
    }
}

/// The members named, each once, with what their devices open files with; nobody who asks is a holder of their own shares.
fn holders(team: &TeamHere, named: &[String]) -> Result<Vec<Holder>, ApiError> {
    let refused = || ApiError::about(ErrorCode::Refused, "members");
    let me = team
        .roster
        .person_of(&DeviceId(team.author.device))
        .map(|person| person.member);
    let mut holders: Vec<Holder> = Vec::new();
    for name in named {
        let member: MemberId = name.parse().map_err(|_| ErrorCode::NotFound)?;
        let recipients = recipients_of(team, member);
        let twice = holders.iter().any(|holder| holder.member == member);
        if twice || Some(member) == me || recipients.is_empty() {
            return Err(refused());
        }
        holders.push(Holder { member, recipients });
    }
    Ok(holders)
}

/// What the seated devices of a member open files with.
pub(super) fn recipients_of(team: &TeamHere, member: MemberId) -> Vec<String> {
    let seats = team.roster.devices.values();
    seats
        .filter(|seat| seat.member == member && !seat.removed)
        .map(|seat| seat.recipient.clone())
        .collect()
}
