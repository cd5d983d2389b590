//! Rosters that others sent: longer ones are held, and of a fork the branch that counts.

use crate::api::{ApiError, ErrorCode};
use crate::envelopes::BY_ROSTER;
use crate::membership::forks::ROSTER_FORK;
use crate::session::{Open, TeamHere};
use visita_seal::roster::Roster;
use visita_seal::succession::{Weighed, authored, weigh};
use visita_vault::VaultError;

impl Open {
    /// The roster that would be held once these entries, from a number on, were taken. Nothing is kept.
    pub(crate) fn roster_with(&self, offered: Option<(u32, &[Vec<u8>])>) -> Result<Roster, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let Some((from, entries)) = offered else {
            return Ok(team.roster.clone());
        };
        let first = usize::try_from(from).map_err(|_| ErrorCode::BadFile)?;
        let Some(before) = team.entries.get(..first) else {
            return Ok(team.roster.clone());
        };
        let taken = match weigh(&team.entries, &[before, entries].concat())? {
            Weighed::Longer(roster) => Some(roster),
            Weighed::Fork { wins, .. } => wins,
            Weighed::Known => None,
        };
        let taken = taken.filter(|roster| roster.devices.contains_key(&self.device.id()));
        Ok(taken.unwrap_or_else(|| team.roster.clone()))
    }

    /// Takes a roster's entries from number `from` on. Where it forks from ours, the branch that counts by succession is
    /// held, and the other's entries are kept in quarantine; returns how many were put there now.
    pub(crate) fn take_roster(&mut self, from: u32, entries: &[Vec<u8>], at_ms: i64) -> Result<u32, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let first = usize::try_from(from).map_err(|_| ErrorCode::BadFile)?;
        let Some(before) = team.entries.get(..first) else {
            return Ok(0);
        };
        let offered = [before, entries].concat();
        let (at, roster, lost) = match weigh(&team.entries, &offered)? {
            Weighed::Known => return Ok(0),
            Weighed::Longer(roster) => (team.entries.len(), Some(roster), Vec::new()),
            Weighed::Fork { at, wins, lost } => (at, wins, lost),
        };
        let device = self.device.id();
        let (roster, lost) = match roster {
            // A branch without this device would leave it with no team: its entries wait for the leads instead.
            Some(roster) if roster.devices.contains_key(&device) => (Some(roster), lost),
            Some(_) => (None, authored(&offered, at)?),
            None => (None, lost),
        };
        let lost_before = self.lost_branches()?;
        let lost_now = lost.iter().map(|(_, entry)| entry.clone());
        let all_lost: Vec<Vec<u8>> = lost_before.into_iter().chain(lost_now).collect();
        // What stands decides anew who is suspended, also where the roster held stays.
        let here = match roster {
            Some(roster) => TeamHere::new(roster, offered.clone(), &self.device, self.vault.life(), &all_lost)?,
            None => TeamHere::new(
                team.log.clone(),
                team.entries.clone(),
                &self.device,
                self.vault.life(),
                &all_lost,
            )?,
        };
        let number = u32::try_from(at).map_err(|_| ErrorCode::BadFile)?;
        let replaced = here.entries == offered;
        let quarantined = self.vault.transact(|tx| {
            if replaced {
                tx.drop_roster_from(number)?;
                let new = offered.get(at..).unwrap_or_default();
                new.iter()
                    .zip(number..)
                    .try_for_each(|(entry, number)| tx.put_roster_entry(number, entry))?;
                // Who was a stranger, or had another role, may be somebody now.
                BY_ROSTER.iter().try_for_each(|reason| tx.reconsider(reason))?;
            }
            let mut quarantined = 0;
            for (author, entry) in &lost {
                quarantined += u32::from(tx.quarantine(&author.0, ROSTER_FORK, at_ms, entry)?);
            }
            Ok::<u32, VaultError>(quarantined)
        })?;
        self.team = Some(here);
        Ok(quarantined)
    }
}
