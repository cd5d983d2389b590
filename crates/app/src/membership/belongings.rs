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
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::interview::{Frame, Reprisal};
use visita_record::RecordDocument;
use visita_seal::grant::Audience;
use visita_seal::roster::Roster;
use visita_wire::{DocKind, MemberId};

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

/// The visits that a recommendation stands on: the one it was made on, and those of the findings it answers.
fn visits_of(body: &RecommendationBody) -> BTreeSet<DocumentId> {
    let findings = body.findings.iter().map(|basis| basis.visit);
    body.facts.visit.into_iter().chain(findings).collect()
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

    /// Interviews and entries of the register that belong to a visit, each with whose it is.
    fn told_on(&self, visit: DocumentId) -> Vec<(DocumentId, BTreeSet<MemberId>)> {
        let Some(shelf) = &self.shelf else { return Vec::new() };
        let interviews = shelf.interviews.iter();
        let interviews = interviews
            .filter(|(_, body)| body.frame.visit == Some(visit))
            .map(|(id, body)| (id, body.frame.interviewer.as_ref()));
        let entries = shelf.reprisals.iter();
        let entries = entries
            .filter(|(_, body)| body.visit == Some(visit))
            .map(|(id, body)| (id, body.author.as_ref()));
        let told = interviews.chain(entries);
        told.filter_map(|(id, author)| Some((id.parse().ok()?, wire_member(author))))
            .collect()
    }

    /// Recommendations that stand on a visit, each with the other visits that it stands on.
    fn recommended_on(&self, visit: DocumentId) -> Vec<(DocumentId, BTreeSet<DocumentId>)> {
        let Some(shelf) = &self.shelf else { return Vec::new() };
        let all = shelf.recommendations.bodies.iter();
        all.filter_map(|(id, body)| {
            let mut visits = visits_of(body);
            let stands_on_it = visits.remove(&visit);
            let id = id.parse().ok()?;
            stands_on_it.then_some((id, visits))
        })
        .collect()
    }

    /// A new key for a record where some read it who are not wanted any more. What this device cannot open, or could not after
    /// that, is left to those who can.
    fn narrowed(&self, team: &TeamHere, id: DocumentId, wanted: Audience) -> Result<Option<Made>, ApiError> {
        let Ok(access) = self.access(&id.bytes()) else {
            return Ok(None);
        };
        let (read, may_read) = (access.readers(&team.roster), team.roster.readers(&wanted));
        let this = self.device.id();
        if read.is_subset(&may_read) || !read.contains(&this) || !may_read.contains(&this) {
            return Ok(None);
        }
        self.change_audience(team, &access, wanted).map(Some)
    }

    /// What follows for the records that belong to a visit once these may read it: whoever may not read the visit any more may
    /// not read on in them.
    pub(super) fn belongings_within(&mut self, visit: DocumentId, of_visit: &Audience) -> Result<Vec<Made>, ApiError> {
        self.shelf()?;
        let open = &*self;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let mut made = Vec::new();
        for (id, authors) in open.told_on(visit) {
            let Ok(access) = open.access(&id.bytes()) else { continue };
            let within = access.audience.within(of_visit).with(&Audience::Chosen(authors));
            made.extend(open.narrowed(team, id, within)?);
        }
        for (id, others) in open.recommended_on(visit) {
            let Ok(access) = open.access(&id.bytes()) else { continue };
            let within = open.audience_of_visits(others).within(of_visit);
            made.extend(open.narrowed(team, id, access.audience.within(&within))?);
        }
        Ok(made)
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
        if !made.is_empty() {
            self.vault
                .transact(|tx| made.iter().try_for_each(|made| made.put(tx)))?;
        }
        Ok(())
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
            let wanted = access.audience.with(&self.audience_of_visits(visits_of(body)));
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
