//! How far what is written here has come, as far as the other devices have said.

use crate::api::exchange::Reach;
use crate::api::merge::RecordRef;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use visita_domain::DocumentId;
use visita_sync::{Between, Ledger as _};
use visita_wire::{DeviceId, DocId, Have, HaveDoc};

impl Session {
    /// How many devices of the team hold everything of a record that this one does.
    pub(crate) fn reach_get(&mut self, args: RecordRef) -> Result<Reach, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        let open = self.open()?;
        let Some(team) = open.team.as_ref() else {
            return Ok(Reach { hold: 0, others: 0 });
        };
        let ours = open.ledger(team.roster.team).have()?;
        let ours = ours.docs.iter().find(|held| held.doc == DocId(doc.bytes()));
        let ours: &HaveDoc = ours.ok_or(ErrorCode::NotFound)?;
        let hold = open.team_haves()?.into_iter();
        let hold = hold.filter(|(_, have)| Between::of([have]).lack_of(ours) == 0).count();
        Ok(Reach {
            hold: u32::try_from(hold).unwrap_or(u32::MAX),
            others: u32::try_from(open.other_devices().count()).unwrap_or(u32::MAX),
        })
    }

    /// Envelopes no other device of the team is known to hold.
    pub(crate) fn only_here(&mut self) -> Result<u32, ApiError> {
        let open = self.open()?;
        let Some(team) = open.team.as_ref() else { return Ok(0) };
        let ours = open.ledger(team.roster.team).have()?;
        let theirs = open.team_haves()?;
        let lack = Between::of(theirs.iter().map(|(_, have)| have)).lack(&ours);
        Ok(u32::try_from(lack).unwrap_or(u32::MAX))
    }
}

impl Open {
    /// The devices of the team but this one.
    fn other_devices(&self) -> impl Iterator<Item = DeviceId> {
        let seats = self.team.iter().flat_map(|team| &team.roster.devices);
        let others = seats.filter(|(device, seat)| **device != self.device.id() && !seat.removed);
        others.map(|(device, _)| *device)
    }

    /// What the other devices of the team last said. What one that was removed holds helps nobody.
    pub(crate) fn team_haves(&self) -> Result<Vec<(DeviceId, Have)>, ApiError> {
        let mut haves = self.peer_haves()?;
        haves.retain(|(device, _)| self.other_devices().any(|other| other == *device));
        Ok(haves)
    }
}
