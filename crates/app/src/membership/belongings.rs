//! What belongs to a visit is for nobody who may not read the visit: its interviews, what stands in the register of reprisals
//! because of it, and what is recommended because of it.
//!
//! An interview and an entry of the register have readers of their own, who are among those of the visit; their authors read
//! them in any case. A recommendation has none of its own: whoever may read every visit that it stands on may read it, so that
//! it is opened with them.

use super::access::why;
use super::epochs::{Access, Made};
use crate::api::{ApiError, ErrorCode};
use crate::recommendations::RecommendationBody;
use crate::reprisals::is_register_entry;
use crate::session::{Open, Session, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::interview::{Frame, Reprisal};
use visita_record::RecordDocument;
use visita_seal::grant::Audience;
use visita_seal::roster::Roster;
use visita_wire::{DocKind, MemberId};

/// Visits, with who may read each.
pub(super) type OfVisits = BTreeMap<DocumentId, Audience>;

/// The visit that an interview, or an entry of the register of reprisals, belongs to.
pub(super) fn visit_of(record: &RecordDocument) -> Option<DocumentId> {
    if is_register_entry(record) {
        return record.section::<Reprisal>("reprisal").value.visit;
    }
    record.section::<Frame>("frame").value.visit
}

/// Those wanted as readers of a record, as far as they may read its visit. The whole team is then everybody who may. Whoever is
/// named and may not is refused: nothing that was asked for is left out unsaid.
pub(super) fn within_visit(
    roster: &Roster,
    wanted: Audience,
    of_visit: &Audience,
    authors: &BTreeSet<MemberId>,
) -> Result<Audience, ApiError> {
    match (wanted, of_visit) {
        (wanted, Audience::Team) => Ok(wanted),
        (Audience::Team, Audience::Chosen(members)) => Ok(Audience::Chosen(members | authors)),
        (Audience::Chosen(members), Audience::Chosen(_)) => {
            let reads = |member: &MemberId| authors.contains(member) || why(roster, of_visit, *member).is_some();
            if members.iter().all(reads) {
                Ok(Audience::Chosen(members))
            } else {
                Err(ApiError::about(ErrorCode::Refused, "readers"))
            }
        }
    }
}

/// The visits that a recommendation stands on, by whatever of two that differ.
fn visits_of(body: &RecommendationBody) -> BTreeSet<DocumentId> {
    let differing = body.departed.iter().filter(|departed| departed.by.is_empty());
    let differing = differing.filter_map(|departed| departed.visit);
    body.stands_on().into_iter().chain(differing).collect()
}

/// The visits without whose readers nobody opens a recommendation: those that it stands on, and those that somebody took it off
/// who is no lead and may not have heard that they are for a few. None where nobody can tell which those are.
fn opening_visits(roster: &Roster, body: &RecommendationBody) -> Option<BTreeSet<DocumentId>> {
    let by_lead = |device: &String| device.parse().is_ok_and(|device| roster.is_admin(&device));
    let unasked = body.departed.iter().filter(|departed| !departed.by.iter().any(by_lead));
    let mut visits = body.stands_on();
    if visits.is_empty() {
        return None;
    }
    for departed in unasked {
        visits.insert(departed.visit?);
    }
    Some(visits)
}

fn wire_member(member: Option<&visita_domain::MemberId>) -> BTreeSet<MemberId> {
    let member = member.and_then(|member| member.as_str().parse().ok());
    member.into_iter().collect()
}

impl Open {
    /// Who may read a visit. Where nothing is known of it, nothing is kept from anybody for its sake.
    fn audience_of_visit(&self, visit: DocumentId) -> Audience {
        let access = self.access(&visit.bytes());
        access.map_or(Audience::Team, |access| access.audience)
    }

    /// Who may read all of these visits.
    fn audience_of_visits(&self, visits: impl IntoIterator<Item = DocumentId>) -> Audience {
        let each = visits.into_iter().map(|visit| self.audience_of_visit(visit));
        each.fold(Audience::Team, |all, one| all.within(&one))
    }

    /// To whom these visits open what stands on them: to nobody where nothing has come of one of them, which may be for a few.
    fn opened_by(&self, visits: BTreeSet<DocumentId>) -> Option<Audience> {
        let mut all = None;
        for visit in visits {
            let one = self.access(&visit.bytes()).ok()?.audience;
            all = Some(all.map_or_else(|| one.clone(), |all: Audience| all.within(&one)));
        }
        all
    }

    /// Refuses to name a visit in a record that somebody reads who may not read the visit: they would learn of it there.
    pub(crate) fn require_within_visit(&self, id: DocumentId, visit: DocumentId, field: &str) -> Result<(), ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let readers = self.access(&id.bytes())?.readers(&team.roster);
        if readers.is_subset(&team.roster.readers(&self.audience_of_visit(visit))) {
            Ok(())
        } else {
            Err(ApiError::about(ErrorCode::Refused, field))
        }
    }

    /// Who may read a record at most, where it belongs to one of these visits: by them, and by whose it is.
    fn readers_at_most(&self, access: &Access, of_visits: &OfVisits) -> Option<Audience> {
        let shelf = self.shelf.as_ref()?;
        let id = DocumentId::from_bytes(access.doc.0).to_string();
        if let Some(body) = shelf.recommendations.bodies.get(&id) {
            let visits = visits_of(body);
            let mut each = visits.iter().filter_map(|visit| of_visits.get(visit)).peekable();
            each.peek()?;
            let of_these = each.fold(Audience::Team, |all, one| all.within(one));
            let others = visits.into_iter().filter(|visit| !of_visits.contains_key(visit));
            let all = self.audience_of_visits(others).within(&of_these);
            return Some(access.audience.within(&all));
        }
        let interview = shelf.interviews.get(&id);
        let told = interview.map(|body| (body.frame.visit, body.frame.interviewer.as_ref()));
        let entry = shelf.reprisals.get(&id);
        let told = told.or_else(|| entry.map(|body| (body.visit, body.author.as_ref())));
        let (visit, author) = told?;
        let of_visit = of_visits.get(&visit?)?;
        let whose = Audience::Chosen(wire_member(author));
        Some(access.audience.within(of_visit).with(&whose))
    }

    /// A new key for a record where some read it who are not wanted any more. What this device cannot open, or could not after
    /// that, is left to those who can.
    fn narrowed(&self, team: &TeamHere, access: &Access, wanted: Audience) -> Result<Option<Made>, ApiError> {
        let (read, may_read) = (access.readers(&team.roster), team.roster.readers(&wanted));
        let this = self.device.id();
        if read.is_subset(&may_read) || !read.contains(&this) || !may_read.contains(&this) {
            return Ok(None);
        }
        self.change_audience(team, access, wanted).map(Some)
    }

    /// What follows for the records that belong to visits once these may read them: whoever may not read the visit any more
    /// may not read on in them.
    pub(super) fn belongings_within(&mut self, of_visits: &OfVisits) -> Result<Vec<Made>, ApiError> {
        self.shelf()?;
        let open = &*self;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let mut made = Vec::new();
        for kind in [DocKind::Interview, DocKind::Recommendation] {
            let said = open.vault.read().granted_of_kind(kind.code())?;
            for access in said.chunk_by(|a, b| a.doc == b.doc).filter_map(Access::of) {
                let Some(wanted) = open.readers_at_most(&access, of_visits) else {
                    continue;
                };
                made.extend(open.narrowed(team, &access, wanted)?);
            }
        }
        Ok(made)
    }

    /// Keeps what belongs to sealed visits within them, on the devices of leads: whoever had not heard that a visit is sealed
    /// may have begun it for all.
    pub(super) fn keep_within_visits(&mut self) -> Result<(), ApiError> {
        let this = self.device.id();
        let lead = self.team.as_ref().is_some_and(|team| team.roster.is_admin(&this));
        if !lead || self.has_left()? {
            return Ok(());
        }
        let said = self.vault.read().granted_of_kind(DocKind::Visit.code())?;
        let sealed = said.chunk_by(|a, b| a.doc == b.doc).filter_map(Access::of);
        let sealed: OfVisits = sealed
            .filter(|access| access.audience != Audience::Team)
            .map(|access| (DocumentId::from_bytes(access.doc.0), access.audience))
            .collect();
        if sealed.is_empty() {
            return Ok(());
        }
        let made = self.belongings_within(&sealed)?;
        self.put_made(&made)
    }

    /// Opens recommendations to whoever may read the visits that they stand on by now. A lead's device does so for all it can
    /// read, another for what it made itself.
    pub(super) fn open_with_visits(&mut self) -> Result<(), ApiError> {
        let said = self.vault.read().granted_of_kind(DocKind::Recommendation.code())?;
        let sealed = said.chunk_by(|a, b| a.doc == b.doc).filter_map(Access::of);
        let sealed: Vec<Access> = sealed.filter(|access| access.audience != Audience::Team).collect();
        if sealed.is_empty() || self.has_left()? {
            return Ok(());
        }
        self.shelf()?;
        let made = self.opened_with_visits(&sealed)?;
        self.put_made(&made)
    }

    fn opened_with_visits(&self, sealed: &[Access]) -> Result<Vec<Made>, ApiError> {
        let (Some(team), Some(shelf)) = (&self.team, &self.shelf) else {
            return Ok(Vec::new());
        };
        let this = self.device.id();
        let lead = team.roster.is_admin(&this);
        if !team.roster.may_grant(&this) {
            return Ok(Vec::new());
        }
        let mut made = Vec::new();
        for access in sealed.iter().filter(|access| lead || access.issued(&this)) {
            let id = DocumentId::from_bytes(access.doc.0).to_string();
            let Some(body) = shelf.recommendations.bodies.get(&id) else {
                continue;
            };
            let visits = opening_visits(&team.roster, body);
            let Some(of_visits) = visits.and_then(|visits| self.opened_by(visits)) else {
                continue;
            };
            let wanted = access.audience.with(&of_visits);
            let (read, may_read) = (access.readers(&team.roster), team.roster.readers(&wanted));
            if read.contains(&this) && read != may_read {
                made.push(self.change_audience(team, access, wanted)?);
            }
        }
        Ok(made)
    }
}

impl Session {
    /// Who may read a record of a visit that begins here. Nobody begins one of a visit that is kept from them.
    pub(crate) fn audience_within(
        &mut self,
        visit: Option<DocumentId>,
        whole_team: bool,
        readers: &[String],
    ) -> Result<Audience, ApiError> {
        let wanted = self.audience_of(whole_team, readers)?;
        let Some(visit) = visit else { return Ok(wanted) };
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let of_visit = open.audience_of_visit(visit);
        if !team.roster.readers(&of_visit).contains(&open.device.id()) {
            return Err(ErrorCode::NotReader.into());
        }
        within_visit(&team.roster, wanted, &of_visit, &wire_member(Some(&team.author.member)))
    }

    /// Who may read what is recommended because of these visits.
    pub(crate) fn audience_of_recommended(
        &mut self,
        visits: impl IntoIterator<Item = DocumentId>,
    ) -> Result<Audience, ApiError> {
        Ok(self.open()?.audience_of_visits(visits))
    }
}

#[cfg(test)]
#[path = "belongings_tests.rs"]
mod tests;
