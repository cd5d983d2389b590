//! What branches of the roster that lost had said: held against, until a lead has done it again or let it be.

use crate::api::membership::{ForkRef, ForkRow, ForkRows};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::merge::{device_owner, short};
use crate::session::{Open, Session, TeamHere, role_code};
use visita_seal::roster::{Act, KeptTo, Roster};
use visita_seal::succession::{lost_act, numbered};
use visita_vault::{Quarantined, Vault};
use visita_wire::DeviceId;

/// Reason under which the entries of a branch that lost are kept.
pub(crate) const ROSTER_FORK: &str = "roster_fork";
/// Reason under which they stay once a lead has done them again or let them be.
pub(crate) const SETTLED: &str = "roster_fork_settled";

/// The entries of branches that lost, until a lead has settled them.
pub(crate) fn lost_branches(vault: &Vault) -> Result<Vec<Vec<u8>>, ApiError> {
    let held = vault.read().quarantined_for(ROSTER_FORK)?;
    Ok(held.into_iter().map(|row| row.bytes).collect())
}

/// What a lost entry would still do to the roster as it stands; `None` if it is so already or cannot be any more.
fn still_to_do(act: Act, log: &Roster) -> Option<Act> {
    match act {
        Act::Found { .. } => None,
        Act::Admit { person, card } => {
            // Who is known by now keeps the name and the role that the roster says.
            let person = log.members.get(&person.member).cloned().unwrap_or(person);
            (!log.devices.contains_key(&card.device)).then_some(Act::Admit { person, card })
        }
        Act::SetRole { member, role } => {
            let known = log.members.get(&member)?;
            (known.role != role).then_some(Act::SetRole { member, role })
        }
        Act::Remove { device, kept } => {
            let seat = log.devices.get(&device)?;
            (!seat.removed).then_some(Act::Remove { device, kept })
        }
        Act::Keep { device, kept } => {
            let seat = log.devices.get(&device).filter(|seat| seat.removed)?;
            let further = |to: &KeptTo| !seat.accepts(&to.doc, to.seq) || !seat.accepts_grant(&to.doc, to.epoch);
            kept.iter().any(further).then_some(Act::Keep { device, kept })
        }
        Act::SetRelay { invitation } => (log.relay != invitation).then_some(Act::SetRelay { invitation }),
    }
}

impl Open {
    pub(crate) fn lost_branches(&self) -> Result<Vec<Vec<u8>>, ApiError> {
        lost_branches(&self.vault)
    }

    /// Lost entries, in the order in which they were written.
    fn lost_acts(&self) -> Result<Vec<(Quarantined, DeviceId, Act)>, ApiError> {
        let mut held = self.vault.read().quarantined_for(ROSTER_FORK)?;
        held.sort_by_key(|row| (numbered(&row.bytes).map_or(usize::MAX, |(at, _)| at), row.id));
        let acts = held.into_iter().filter_map(|row| {
            let (author, act) = lost_act(&row.bytes).ok()?;
            Some((row, author, act))
        });
        Ok(acts.collect())
    }

    fn fork_row(&self, row: &Quarantined, author: &DeviceId, act: &Act, log: &Roster) -> ForkRow {
        let of_device = |device: &DeviceId| {
            (
                device_owner(self, &device.to_string()),
                Some(short(&device.to_string())),
            )
        };
        let (code, (name, device), role) = match act {
            Act::Found { founder, .. } => ("found", (founder.name.clone(), None), None),
            Act::Admit { person, card } => {
                let device = Some(short(&card.device.to_string()));
                ("admit", (person.name.clone(), device), Some(person.role))
            }
            Act::SetRole { member, role } => {
                let name = log.members.get(member).map(|person| person.name.clone());
                ("role", (name.unwrap_or_default(), None), Some(*role))
            }
            Act::Remove { device, .. } => ("remove", of_device(device), None),
            Act::Keep { device, .. } => ("keep", of_device(device), None),
            Act::SetRelay { .. } => ("relay", (String::new(), None), None),
        };
        ForkRow {
            id: row.id.to_string(),
            by: device_owner(self, &author.to_string()),
            act: code.to_owned(),
            name,
            device,
            role: role.map(|role| role_code(role).to_owned()),
            moot: still_to_do(act.clone(), log).is_none(),
        }
    }

    /// Who is suspended follows from what is lost.
    fn reseat(&mut self) -> Result<(), ApiError> {
        let lost = self.lost_branches()?;
        if let Some(team) = &self.team {
            let here = TeamHere::new(
                team.log.clone(),
                team.entries.clone(),
                &self.device,
                self.vault.life(),
                &lost,
            )?;
            self.team = Some(here);
        }
        self.settle_epochs()
    }
}

impl Session {
    pub(crate) fn fork_list(&mut self, _: Nothing) -> Result<ForkRows, ApiError> {
        let open = self.open()?;
        let Some(team) = &open.team else {
            return Ok(ForkRows { rows: Vec::new() });
        };
        let acts = open.lost_acts()?;
        let rows = acts
            .iter()
            .map(|(row, author, act)| open.fork_row(row, author, act, &team.log));
        Ok(ForkRows { rows: rows.collect() })
    }

    /// Does everything again that a branch that lost had done and that is not so yet, in one transaction.
    pub(crate) fn fork_redo(&mut self, _: Nothing) -> Result<ForkRows, ApiError> {
        self.require_lead()?;
        let at_ms = self.now_ms();
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let (mut log, mut acts, mut settled) = (team.log.clone(), Vec::new(), Vec::new());
        for (row, _, act) in open.lost_acts()? {
            let Some(act) = still_to_do(act, &log) else {
                settled.push(row.id);
                continue;
            };
            let act = match act {
                // The cut-off is what is held now, not what was held on the other branch.
                Act::Remove { device, .. } if device == open.device.id() => continue,
                Act::Remove { device, .. } => Act::Remove {
                    device,
                    kept: open.cut_off(&device)?,
                },
                Act::Found { .. }
                | Act::Admit { .. }
                | Act::SetRole { .. }
                | Act::Keep { .. }
                | Act::SetRelay { .. } => act,
            };
            // What cannot be, such as the last lead removed, stays where the lead sees it.
            if log.write(act.clone(), &open.device, at_ms).is_ok() {
                acts.push(act);
                settled.push(row.id);
            }
        }
        open.append_acts_and(acts, at_ms, |tx| {
            settled.iter().try_for_each(|id| tx.set_quarantine_reason(*id, SETTLED))
        })?;
        open.reseat()?;
        self.fork_list(Nothing {})
    }

    /// Lets one thing of a branch that lost be: it is not to be done again.
    pub(crate) fn fork_dismiss(&mut self, args: ForkRef) -> Result<ForkRows, ApiError> {
        self.require_lead()?;
        let open = self.open()?;
        let lost = open.lost_acts()?;
        let row = lost.iter().find(|(row, ..)| row.id.to_string() == args.id);
        let (row, ..) = row.ok_or(ErrorCode::NotFound)?;
        open.vault.transact(|tx| tx.set_quarantine_reason(row.id, SETTLED))?;
        open.reseat()?;
        self.fork_list(Nothing {})
    }
}
