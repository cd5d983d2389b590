//! Who may read an interview: its author, those chosen, and the leads.

use crate::api::interview::{InterviewAccess, InterviewAccessSet, InterviewRef, ReaderView};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::interview::Frame;
use visita_record::DocumentKind;
use visita_seal::grant::Audience;
use visita_seal::roster::{Role, Roster};
use visita_wire::MemberId;

/// Most members chosen as readers of one interview.
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

impl Session {
    /// Who may read an interview that begins here.
    pub(crate) fn interview_audience(&mut self, whole_team: bool, readers: &[String]) -> Result<Audience, ApiError> {
        let team = self.team()?;
        if whole_team {
            return Ok(Audience::Team);
        }
        let me = team.author.member.to_string().parse().map_err(|_| ErrorCode::Damaged)?;
        chosen(&team.roster, readers, me)
    }

    fn author_of(&mut self, id: DocumentId) -> Result<Option<MemberId>, ApiError> {
        let record = self.record(id, DocumentKind::Interview)?;
        let author = record.section::<Frame>("frame").value.interviewer;
        Ok(author.and_then(|member| member.to_string().parse().ok()))
    }

    pub(crate) fn interview_access(&mut self, args: InterviewRef) -> Result<InterviewAccess, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let author = self.author_of(id)?;
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
        Ok(InterviewAccess {
            whole_team: access.audience == Audience::Team,
            members: readers.collect(),
            may_change: !closed && (lead || author.is_some_and(|author| author.to_string() == me)),
            closed,
            epoch: access.epoch,
        })
    }

    pub(crate) fn interview_access_set(&mut self, args: InterviewAccessSet) -> Result<InterviewAccess, ApiError> {
        let interview = InterviewRef {
            interview: args.interview.clone(),
        };
        if !self.interview_access(interview.clone())?.may_change {
            return Err(ErrorCode::NotAllowed.into());
        }
        let id: DocumentId = args.interview.parse()?;
        let author = self.author_of(id)?.ok_or(ErrorCode::Damaged)?;
        let open = self.open()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let wanted = match args.whole_team {
            true => Audience::Team,
            false => chosen(&team.roster, &args.readers, author)?,
        };
        let access = open.access(&id.bytes())?;
        if wanted != access.audience {
            let made = open.change_audience(team, &access, wanted)?;
            open.vault.transact(|tx| made.put(tx))?;
            open.settle_epochs()?;
        }
        self.interview_access(interview)
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
