//! Who may read what is for a few, a visit, an interview or a planned visit: its author, those chosen, and the leads.

use super::belongings::{OfVisits, visit_of, within_visit};
use crate::api::interview::{InterviewAccessSet, InterviewRef, ReaderView, RecordAccess, RecordReaders};
use crate::api::plan::{PlanAccessSet, PlanRef};
use crate::api::visit::{VisitAccessSet, VisitRef};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::interview::Frame;
use visita_domain::programme::Plan;
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::grant::Audience;
use visita_seal::roster::{Role, Roster};
use visita_wire::MemberId;

/// Most members chosen as readers of one record.
pub(crate) const MAX_CHOSEN: usize = 100;

fn chosen(roster: &Roster, readers: &[String], authors: &BTreeSet<MemberId>) -> Result<Audience, ApiError> {
    if readers.len() > MAX_CHOSEN {
        return Err(ApiError::about(ErrorCode::Refused, "readers"));
    }
    let mut members = authors.clone();
    for reader in readers {
        let member: MemberId = reader.parse().map_err(|_| ErrorCode::NotFound)?;
        if !roster.members.contains_key(&member) {
            return Err(ApiError::about(ErrorCode::NotFound, "readers"));
        }
        members.insert(member);
    }
    Ok(Audience::Chosen(members))
}

/// Why a member may read, if they may.
pub(super) fn why(roster: &Roster, audience: &Audience, member: MemberId) -> Option<&'static str> {
    let lead = roster
        .members
        .get(&member)
        .is_some_and(|person| person.role == Role::Lead);
    match audience {
        _ if lead => Some("lead"),
        Audience::Team => Some("team"),
        Audience::Chosen(members) => members.contains(&member).then_some("chosen"),
    }
}

/// Who began a visit: whoever wrote down its place. Two who begin one planned visit apart from each other both did.
fn begun_by(record: &RecordDocument) -> impl Iterator<Item = visita_domain::MemberId> {
    let places = record.raw_fields("visit/place").into_values();
    places.flat_map(|field| field.slots.into_iter().map(|slot| slot.by))
}

/// Whom a screen shows as chosen: neither the author nor the leads, who read it anyway.
fn shown(access: &RecordAccess) -> (bool, BTreeSet<&str>) {
    let chosen = access.members.iter().filter(|one| one.why.as_deref() == Some("chosen"));
    (access.whole_team, chosen.map(|one| one.member.as_str()).collect())
}

impl Session {
    /// Who may read a record that begins here.
    pub(crate) fn audience_of(&mut self, whole_team: bool, readers: &[String]) -> Result<Audience, ApiError> {
        let team = self.team()?;
        if whole_team {
            return Ok(Audience::Team);
        }
        let me: MemberId = team.author.member.to_string().parse().map_err(|_| ErrorCode::Damaged)?;
        chosen(&team.roster, readers, &BTreeSet::from([me]))
    }

    /// Whose a visit, an interview or a planned visit is.
    fn authors_of(&mut self, id: DocumentId, kind: DocumentKind) -> Result<BTreeSet<MemberId>, ApiError> {
        let record = self.record(id, kind)?;
        if crate::programme::is_draw(record) {
            return Err(ErrorCode::NotFound.into());
        }
        let authors: Vec<visita_domain::MemberId> = if kind == DocumentKind::Plan {
            record.section::<Plan>("plan").value.planner.into_iter().collect()
        } else if kind == DocumentKind::Visit {
            begun_by(record).collect()
        } else {
            let frame = record.section::<Frame>("frame").value;
            frame.interviewer.into_iter().collect()
        };
        Ok(authors
            .iter()
            .filter_map(|member| member.as_str().parse().ok())
            .collect())
    }

    /// Who may read the visit that a record belongs to; none where it belongs to none, or grants of it have not come.
    fn audience_of_its_visit(&mut self, id: DocumentId, kind: DocumentKind) -> Result<Option<Audience>, ApiError> {
        if kind != DocumentKind::Interview {
            return Ok(None);
        }
        let visit = visit_of(self.record(id, kind)?);
        let open = self.open()?;
        let access = visit.and_then(|visit| open.access(&visit.bytes()).ok());
        Ok(access.map(|access| access.audience))
    }

    fn access_view(&mut self, id: DocumentId, kind: DocumentKind) -> Result<RecordAccess, ApiError> {
        let authors = self.authors_of(id, kind)?;
        let of_visit = self.audience_of_its_visit(id, kind)?.unwrap_or(Audience::Team);
        let lead = self.require_lead().is_ok();
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let access = open.access(&id.bytes())?;
        let closed = !access.readers(&team.roster).contains(&open.device.id());
        let seated = |member: &MemberId| {
            let mut seats = team.roster.devices.values();
            seats.any(|seat| seat.member == *member && !seat.removed)
        };
        let members = team.roster.members.values().filter(|person| seated(&person.member));
        let readers = members.map(|person| {
            let why = why(&team.roster, &access.audience, person.member);
            // Whoever began a visit apart from a colleague, who kept it from them, is its author and does not read it.
            let is_author = authors.contains(&person.member);
            let why = why.map(|why| if is_author { "author" } else { why });
            ReaderView {
                member: person.member.to_string(),
                name: person.name.clone(),
                reads: why.is_some(),
                why: why.map(ToOwned::to_owned),
                eligible: self::why(&team.roster, &of_visit, person.member).is_some(),
            }
        });
        let me = team.author.member.to_string();
        Ok(RecordAccess {
            whole_team: access.audience == Audience::Team,
            members: readers.collect(),
            may_change: !closed && (lead || authors.iter().any(|author| author.to_string() == me)),
            closed,
            epoch: access.epoch,
            bounded: of_visit != Audience::Team,
        })
    }

    /// Who is wanted as readers of a record; its authors stay among them.
    fn wanted(
        &mut self,
        id: DocumentId,
        kind: DocumentKind,
        whole_team: bool,
        readers: &[String],
    ) -> Result<Audience, ApiError> {
        let mut authors = self.authors_of(id, kind)?;
        let of_visit = self.audience_of_its_visit(id, kind)?.unwrap_or(Audience::Team);
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let access = open.access(&id.bytes())?;
        if authors.is_empty() {
            return Err(ErrorCode::Damaged.into());
        }
        if kind == DocumentKind::Visit {
            // One who began it apart from a colleague, who kept it from them, is not let in by the way.
            authors.retain(|author| why(&team.roster, &access.audience, *author).is_some());
        }
        let wanted = match whole_team {
            true => Audience::Team,
            false => chosen(&team.roster, readers, &authors)?,
        };
        within_visit(&team.roster, wanted, &of_visit, &authors)
    }

    fn access_change(
        &mut self,
        id: DocumentId,
        kind: DocumentKind,
        was: &RecordReaders,
        whole_team: bool,
        readers: &[String],
    ) -> Result<RecordAccess, ApiError> {
        let here = self.access_view(id, kind)?;
        if !here.may_change {
            return Err(ErrorCode::NotAllowed.into());
        }
        let wanted = self.wanted(id, kind, whole_team, readers)?;
        let open = self.open()?;
        let access = open.access(&id.bytes())?;
        if wanted != access.audience {
            // The keys would go out again to whom a colleague took them from since: the epoch does not tell, as it is the
            // same where somebody was added.
            let was: (bool, BTreeSet<&str>) = (was.whole_team, was.readers.iter().map(String::as_str).collect());
            if shown(&here) != was {
                return Err(ApiError::about(ErrorCode::Stale, "readers"));
            }
            if kind == DocumentKind::Interview {
                open.require_readers_of_interview(id, &wanted)?;
            }
            let mut made = if kind == DocumentKind::Visit {
                open.belongings_within(&OfVisits::from([(id, wanted.clone())]))?
            } else {
                Vec::new()
            };
            let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
            made.push(open.change_audience(team, &access, wanted)?);
            open.put_made(&made)?;
            open.settle_epochs()?;
        }
        self.access_view(id, kind)
    }

    /// Refuses to take a recommendation off a visit for a few, but to whoever may change its readers: what stands on other
    /// visits alone is opened with those. A visit of which nothing has come may be for a few where the recommendation is.
    pub(crate) fn require_may_take_off(&mut self, id: DocumentId, visit: DocumentId) -> Result<(), ApiError> {
        let open = self.open()?;
        let guarded = match open.access(&visit.bytes()) {
            Ok(access) => access,
            Err(_) => open.access(&id.bytes())?,
        };
        if guarded.audience == Audience::Team {
            return Ok(());
        }
        let seen = self.access_view(visit, DocumentKind::Visit);
        if seen.is_ok_and(|seen| seen.may_change) {
            Ok(())
        } else {
            Err(ErrorCode::NotAllowed.into())
        }
    }

    pub(crate) fn visit_access(&mut self, args: VisitRef) -> Result<RecordAccess, ApiError> {
        self.access_view(args.visit.parse()?, DocumentKind::Visit)
    }

    pub(crate) fn visit_access_set(&mut self, args: VisitAccessSet) -> Result<RecordAccess, ApiError> {
        let id = args.visit.parse()?;
        self.require_whole(id)?;
        self.access_change(id, DocumentKind::Visit, &args.was, args.whole_team, &args.readers)
    }

    pub(crate) fn interview_access(&mut self, args: InterviewRef) -> Result<RecordAccess, ApiError> {
        self.access_view(args.interview.parse()?, DocumentKind::Interview)
    }

    pub(crate) fn interview_access_set(&mut self, args: InterviewAccessSet) -> Result<RecordAccess, ApiError> {
        let id = args.interview.parse()?;
        self.access_change(id, DocumentKind::Interview, &args.was, args.whole_team, &args.readers)
    }

    pub(crate) fn plan_access(&mut self, args: PlanRef) -> Result<RecordAccess, ApiError> {
        self.access_view(args.plan.parse()?, DocumentKind::Plan)
    }

    pub(crate) fn plan_access_set(&mut self, args: PlanAccessSet) -> Result<RecordAccess, ApiError> {
        let id = args.plan.parse()?;
        self.access_change(id, DocumentKind::Plan, &args.was, args.whole_team, &args.readers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_seal::Secret;
    use visita_seal::envelope::DeviceKey;
    use visita_seal::roster::{Person, found};
    use visita_seal::sealed_file::FileKey;
    use visita_wire::TeamId;

    #[test]
    fn an_interview_is_for_so_many_chosen_and_no_more() {
        let me = MemberId([1; 16]);
        let founder = Person {
            member: me,
            name: "Lead".to_owned(),
            role: Role::Lead,
        };
        let device = DeviceKey::derive(&Secret::new([1; 32]));
        let recipient = FileKey::make().recipient();
        let (_, roster) = found(TeamId([1; 16]), "B", "T", founder, &recipient, &device, 0).unwrap();
        let readers = |count| vec![me.to_string(); count];
        assert_eq!(
            chosen(&roster, &readers(MAX_CHOSEN), &BTreeSet::from([me])),
            Ok(Audience::Chosen(BTreeSet::from([me])))
        );
        let refused = |readers: &[String]| chosen(&roster, readers, &BTreeSet::new()).unwrap_err().code;
        assert_eq!(refused(&readers(MAX_CHOSEN + 1)), ErrorCode::Refused);
        assert_eq!(refused(&[MemberId([2; 16]).to_string()]), ErrorCode::NotFound);
    }
}
