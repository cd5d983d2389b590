//! Who may read what is for a few, an interview or a planned visit: its author, those chosen, and the leads.

use crate::api::interview::{InterviewAccessSet, InterviewRef, ReaderView, RecordAccess, RecordReaders};
use crate::api::plan::{PlanAccessSet, PlanRef};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::interview::Frame;
use visita_domain::programme::Plan;
use visita_record::DocumentKind;
use visita_seal::grant::Audience;
use visita_seal::roster::{Role, Roster};
use visita_wire::MemberId;

/// Most members chosen as readers of one record.
pub(crate) const MAX_CHOSEN: usize = 100;

fn chosen(roster: &Roster, readers: &[String], author: MemberId) -> Result<Audience, ApiError> {
    if readers.len() > MAX_CHOSEN {
        return Err(ApiError::about(ErrorCode::Refused, "readers"));
    }
    let mut members = BTreeSet::from([author]);
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
fn why(roster: &Roster, audience: &Audience, author: Option<MemberId>, member: MemberId) -> Option<&'static str> {
    let lead = roster
        .members
        .get(&member)
        .is_some_and(|person| person.role == Role::Lead);
    match audience {
        _ if author == Some(member) => Some("author"),
        _ if lead => Some("lead"),
        Audience::Team => Some("team"),
        Audience::Chosen(members) => members.contains(&member).then_some("chosen"),
    }
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
        let me = team.author.member.to_string().parse().map_err(|_| ErrorCode::Damaged)?;
        chosen(&team.roster, readers, me)
    }

    /// Whose an interview or a planned visit is.
    fn author_of(&mut self, id: DocumentId, kind: DocumentKind) -> Result<Option<MemberId>, ApiError> {
        let record = self.record(id, kind)?;
        if crate::programme::is_draw(record) {
            return Err(ErrorCode::NotFound.into());
        }
        let author = if kind == DocumentKind::Plan {
            record.section::<Plan>("plan").value.planner
        } else {
            record.section::<Frame>("frame").value.interviewer
        };
        Ok(author.and_then(|member| member.to_string().parse().ok()))
    }

    fn access_view(&mut self, id: DocumentId, kind: DocumentKind) -> Result<RecordAccess, ApiError> {
        let author = self.author_of(id, kind)?;
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
            let why = why(&team.roster, &access.audience, author, person.member);
            ReaderView {
                member: person.member.to_string(),
                name: person.name.clone(),
                reads: why.is_some(),
                why: why.map(ToOwned::to_owned),
            }
        });
        let me = team.author.member.to_string();
        Ok(RecordAccess {
            whole_team: access.audience == Audience::Team,
            members: readers.collect(),
            may_change: !closed && (lead || author.is_some_and(|author| author.to_string() == me)),
            closed,
            epoch: access.epoch,
        })
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
        let author = self.author_of(id, kind)?.ok_or(ErrorCode::Damaged)?;
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let wanted = match whole_team {
            true => Audience::Team,
            false => chosen(&team.roster, readers, author)?,
        };
        let access = open.access(&id.bytes())?;
        if wanted != access.audience {
            // The keys would go out again to whom a colleague took them from since: the epoch does not tell, as it is the
            // same where somebody was added.
            let was: (bool, BTreeSet<&str>) = (was.whole_team, was.readers.iter().map(String::as_str).collect());
            if shown(&here) != was {
                return Err(ApiError::about(ErrorCode::Stale, "readers"));
            }
            let made = open.change_audience(team, &access, wanted)?;
            open.vault.transact(|tx| made.put(tx))?;
            open.settle_epochs()?;
        }
        self.access_view(id, kind)
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
            chosen(&roster, &readers(MAX_CHOSEN), me),
            Ok(Audience::Chosen(BTreeSet::from([me])))
        );
        let refused = |readers: &[String]| chosen(&roster, readers, me).unwrap_err().code;
        assert_eq!(refused(&readers(MAX_CHOSEN + 1)), ErrorCode::Refused);
        assert_eq!(refused(&[MemberId([2; 16]).to_string()]), ErrorCode::NotFound);
    }
}
