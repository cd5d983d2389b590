//! People who go with delegations and have no device: doctors, interpreters, experts from outside. Leads keep them in the
//! body's record. Visits name them by an id, as they name members, so that a seat, a task or a report asks nobody which of
//! the two it is; and whoever is taken off or erased leaves no seat behind that cannot be read.

use crate::api::body::{AssociateInput, AssociateRef, AssociateSet, AssociateView};
use crate::api::delegation::{Associated, TeamSeat};
use crate::api::talk::Named;
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::entries::{checked_id, entries, entry};
use crate::facts::{changes, write_changes};
use crate::profile::{absences, day_text, names};
use crate::session::{Open, Session, code_of, coded, from_code};
use crate::taken_off::tell_withdrawn;
use crate::visits::{make_id, optional_day, visible_name};
use serde_json::{Value, json};
use visita_domain::body::{Associate, MAX_ASSOCIATES};
use visita_domain::place::MAX_NAME_CHARS;
use visita_domain::slots::{Field, WritePolicy};
use visita_domain::visit::{Role, Seat};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// Where they stand in the body's record.
pub(crate) const ASSOCIATE: &str = "associate";

fn view(associate: &Associate) -> AssociateInput {
    AssociateInput {
        name: associate.name.clone(),
        role: code_of(&associate.role),
        profession: associate.profession.clone(),
        code: associate.code.clone(),
        languages: associate.languages.iter().cloned().collect(),
        skills: associate.skills.iter().map(code_of).collect(),
        own_skills: associate.own_skills.iter().cloned().collect(),
        gender: associate.gender.as_ref().map(code_of),
        availability: associate.availability.clone(),
        away_from: day_text(associate.away_from),
        away_until: day_text(associate.away_until),
        also_away: associate.also_away.iter().map(ToString::to_string).collect(),
        dropped: associate.dropped,
    }
}

/// What was shown of somebody, held to no rule: where two changed one day each, the days can be out of order, and are to be
/// put right.
fn shown(input: &AssociateInput) -> Result<Associate, ApiError> {
    let skills = input.skills.iter().map(|code| from_code(code, "skills"));
    let role = coded(Some(input.role.as_str()), "role")?;
    Ok(Associate {
        name: input.name.trim().to_owned(),
        role: role.unwrap_or(Role::Expert),
        profession: input.profession.trim().to_owned(),
        code: input.code.trim().to_owned(),
        languages: names(&input.languages),
        skills: skills.collect::<Result<_, _>>()?,
        own_skills: names(&input.own_skills),
        gender: coded(input.gender.as_deref(), "gender")?,
        availability: input.availability.clone(),
        away_from: optional_day(input.away_from.as_deref(), "away_from")?,
        away_until: optional_day(input.away_until.as_deref(), "away_until")?,
        also_away: absences(&input.also_away)?,
        dropped: input.dropped,
    })
}

fn typed(input: &AssociateInput) -> Result<Associate, ApiError> {
    let associate = shown(input)?;
    associate.check()?;
    Ok(associate)
}

/// Somebody without a device, as the body's record says; none where the id is a member's.
pub(crate) fn associate(record: &RecordDocument, id: &str) -> Option<Associate> {
    Some(entry::<Associate>(record, ASSOCIATE, id)?.facts)
}

/// The name of whom a path of the body's record is about; none where it is about somebody or something else.
pub(crate) fn name_at(record: &RecordDocument, path: &str) -> Option<String> {
    let id = path.strip_prefix("associate/")?.split('/').next()?;
    Some(associate(record, id)?.name).filter(|name| !name.is_empty())
}

/// All of them but the erased, by name; those who are not asked along any more are told, too, so that they can be again.
pub(crate) fn views(record: &mut RecordDocument) -> Vec<AssociateView> {
    let mut all = entries::<Associate>(record, ASSOCIATE);
    tell_withdrawn(&mut all, ASSOCIATE, &record.open_withdrawals());
    all.retain(|one| !one.facts.is_erased());
    all.sort_by_cached_key(|one| (one.facts.dropped, one.facts.name.to_lowercase(), one.id.clone()));
    let told = all.into_iter().map(|one| AssociateView {
        facts: view(&one.facts),
        in_conflict: !one.conflicts.is_empty(),
        associate: one.id,
    });
    told.collect()
}

/// Who has a seat in a visit.
fn seated(visit: &RecordDocument) -> Vec<MemberId> {
    let seats = visit.fields::<Seat>("team/").into_iter();
    let held = seats.filter_map(|(path, field)| {
        let seat = field.ok()?.shown().is_some_and(|seat| !seat.dropped);
        let member = MemberId::parse(path.strip_prefix("team/")?).ok()?;
        seat.then_some(member)
    });
    held.collect()
}

impl Open {
    /// Those without a device who are asked along and have no seat in a delegation, by name.
    pub(crate) fn associates_without_seat(&self, team: &[TeamSeat]) -> Vec<Associated> {
        let known = self.shelf.iter().flat_map(|shelf| shelf.people.values());
        let known = known.flat_map(|people| &people.associates);
        let free = known.filter(|(id, known)| {
            let asked = !known.dropped && !known.name.is_empty();
            asked && !team.iter().any(|seat| seat.member == id.as_str())
        });
        let mut free: Vec<Associated> = free
            .map(|(id, known)| Associated {
                member: id.to_string(),
                name: known.name.clone(),
                role: code_of(&known.role),
            })
            .collect();
        free.sort_by_cached_key(|one| (one.name.to_lowercase(), one.member.clone()));
        free
    }

    /// Codes by which interviews call the interpreters who have no device.
    pub(crate) fn interpreter_codes(&mut self) -> Result<Vec<String>, ApiError> {
        let people = self.shelf()?.people.values();
        let known = people.flat_map(|people| people.associates.values());
        let interprets = known.filter(|known| !known.dropped && known.role == Role::Interpreter);
        let codes = interprets.map(|known| known.code.clone());
        let mut codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
        codes.sort();
        codes.dedup();
        Ok(codes)
    }

    /// Who can be asked to do something about a record: its readers, and whoever goes along on a visit without a device,
    /// whom a colleague tells.
    pub(crate) fn askable(&mut self, doc: DocumentId) -> Result<Vec<Named>, ApiError> {
        self.shelf()?;
        let seated = seated(self.record(doc)?);
        let mut named = self.readers_of(doc)?;
        let shelf = self.shelf()?;
        let along = seated.into_iter().filter_map(|member| {
            let known = shelf.associate(&member).filter(|known| !known.name.is_empty())?;
            Some(Named {
                name: known.name.clone(),
                member: member.to_string(),
            })
        });
        named.extend(along);
        Ok(named)
    }

    /// Refuses somebody who cannot be asked about a record.
    pub(crate) fn require_askable(&mut self, doc: DocumentId, member: Option<&MemberId>) -> Result<(), ApiError> {
        let Some(member) = member else { return Ok(()) };
        let asked = self.askable(doc)?.iter().any(|one| one.member == member.as_str());
        asked
            .then_some(())
            .ok_or_else(|| ApiError::about(ErrorCode::NotFound, "member"))
    }
}

impl Session {
    /// Refuses a seat for somebody without a device who is not asked along, or who would lead. Whoever had a seat before
    /// they were taken off keeps it.
    pub(crate) fn require_seatable(
        &mut self,
        visit: DocumentId,
        member: &MemberId,
        role: Role,
    ) -> Result<(), ApiError> {
        let unknown = || ApiError::about(ErrorCode::NotFound, "member");
        let known = self.open()?.shelf()?.associate(member);
        let asked = known.map(|known| !known.dropped).ok_or_else(unknown)?;
        let path = format!("team/{member}");
        let record = self.record(visit, DocumentKind::Visit)?;
        if !asked && !record.field::<Seat>(&path).is_ok_and(|seat| seat.shown().is_some()) {
            return Err(unknown());
        }
        if role == Role::Lead {
            return Err(ApiError::about(ErrorCode::Refused, "role"));
        }
        Ok(())
    }

    /// Where somebody stands who is known and not erased.
    fn associate_section(&mut self, id: &str) -> Result<String, ApiError> {
        let missing = || ApiError::about(ErrorCode::NotFound, ASSOCIATE);
        let id = checked_id(id, ASSOCIATE)?;
        let record = self.body_record()?.ok_or_else(missing)?;
        let known = associate(record, &id).filter(|known| !known.is_erased());
        known.map(|_| format!("{ASSOCIATE}/{id}")).ok_or_else(missing)
    }

    pub(crate) fn associate_add(&mut self, args: AssociateInput) -> Result<Created, ApiError> {
        self.require_lead()?;
        let facts = typed(&args)?;
        visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        let known = self.open()?.shelf()?.people.values();
        let standing = known.flat_map(|people| people.associates.values());
        if standing.filter(|known| !known.dropped).count() >= MAX_ASSOCIATES {
            return Err(ApiError::about(ErrorCode::Refused, ASSOCIATE));
        }
        let id = make_id();
        let section = format!("{ASSOCIATE}/{id}");
        let saved = self.write_body(|edit| edit.set_section(&section, &facts))?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn associate_set(&mut self, args: AssociateSet) -> Result<Saved, ApiError> {
        self.require_lead()?;
        let section = self.associate_section(&args.associate)?;
        let (was, facts) = (shown(&args.was)?, typed(&args.facts)?);
        // A name that was there before does not keep the other facts from being corrected.
        if facts.name != was.name {
            visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        }
        let record = self.body_record()?.ok_or(ErrorCode::NotFound)?;
        let changes = changes(record, &section, &was, &facts)?;
        self.write_body(|edit| write_changes(edit, &section, &changes))
    }

    /// Takes away all that is known of somebody. What they are named by stays, so that visits can still say that they were
    /// there. Nothing is taken away that colleagues differ on: it would stay in sight.
    pub(crate) fn associate_erase(&mut self, args: AssociateRef) -> Result<Saved, ApiError> {
        self.require_lead()?;
        let missing = || ApiError::about(ErrorCode::NotFound, ASSOCIATE);
        let section = format!("{ASSOCIATE}/{}", checked_id(&args.associate, ASSOCIATE)?);
        let record = self.body_record()?.ok_or_else(missing)?;
        let fields = record.raw_fields(&format!("{section}/"));
        let dropped = format!("{section}/dropped");
        // What the merge desk brought back of somebody erased is taken away as well.
        let known = |(path, field): (&String, &Field<Value>)| *path != dropped && field.shown().is_some();
        if !fields.iter().any(known) {
            return Err(missing());
        }
        if fields.values().any(Field::in_conflict) {
            return Err(ErrorCode::OpenConflicts.into());
        }
        let id = self.body_id()?;
        self.write(
            id,
            |edit| {
                let mut known = fields.keys().filter(|path| **path != dropped);
                known.try_for_each(|path| edit.set(path, None, WritePolicy::Fact))?;
                edit.set(&dropped, Some(&json!(true)), WritePolicy::Fact)
            },
            // What was typed of them and not kept lies under the same key.
            |tx| tx.drop_draft(&section),
        )
    }
}

#[cfg(test)]
#[path = "associates_tests.rs"]
mod tests;
