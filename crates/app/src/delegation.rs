//! Who is in the delegation of a visit, and which areas they cover.

use crate::api::area::{Area, AreaAdd, AreaRef, AreaSet};
use crate::api::delegation::{SeatRef, TeamSeatSet};
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::facts::require_shown;
use crate::session::{Session, from_code};
use crate::visits::{make_id, visible_name};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::ids::GENERAL_AREA;
use visita_domain::slots::WritePolicy;
use visita_domain::visit::{Area as DomainArea, Seat};
use visita_domain::{AreaId, DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// Longest name of an area, characters.
const MAX_AREA_CHARS: usize = 200;

fn seat(role: &str, clinician: bool, areas: &[String]) -> Result<Seat, ApiError> {
    let areas = areas.iter().map(|area| AreaId::parse(area));
    Ok(Seat {
        role: from_code(role, "role")?,
        clinician,
        areas: areas.collect::<Result<Vec<_>, _>>()?,
        dropped: false,
    })
}

impl Session {
    pub(crate) fn visit_seat(&mut self, args: TeamSeatSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        self.record(id, DocumentKind::Visit)?;
        let member = MemberId::parse(&args.member)?;
        let seat = seat(&args.role, args.clinician, &args.areas)?;
        let known = self
            .team()?
            .roster
            .members
            .keys()
            .any(|known| known.to_string() == args.member);
        if !known {
            self.require_seatable(id, &member, seat.role)?;
        }
        let path = format!("team/{member}");
        let seat = json!(seat);
        if let Some(was) = &args.was {
            let shown = json!(self::seat(&was.role, was.clinician, &was.areas)?);
            require_shown(self.record(id, DocumentKind::Visit)?, &path, &shown, &seat)?;
        }
        self.write_fact(id, &path, &seat)
    }

    pub(crate) fn seat_drop(&mut self, args: SeatRef) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let path = format!("team/{}", MemberId::parse(&args.member)?);
        let field = self.record(id, DocumentKind::Visit)?.field::<Seat>(&path).ok();
        let seat = field.and_then(|field| field.shown().filter(|seat| !seat.dropped).cloned());
        let seat = seat.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "member"))?;
        self.write_fact(id, &path, &json!(Seat { dropped: true, ..seat }))
    }

    pub(crate) fn area_add(&mut self, args: AreaAdd) -> Result<Created, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        self.record(id, DocumentKind::Visit)?;
        let (area, name) = match &args.unit {
            Some(unit) => self.area_of_unit(id, unit, &args.name)?,
            None => (make_id(), args.name),
        };
        let saved = self.write_fact(id, &format!("area/{area}"), &named(&name)?)?;
        Ok(Created {
            id: area,
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn area_set(&mut self, args: AreaSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let (path, area, in_conflict) = self.area(id, &args.area)?;
        if !in_conflict && area.name != args.was && area.name != args.name.trim() {
            return Err(ApiError::about(ErrorCode::Stale, "name"));
        }
        self.write_fact(id, &path, &named(&args.name)?)
    }

    /// Takes an area off the list of what is to be covered. Where something is recorded in it, it stays.
    pub(crate) fn area_drop(&mut self, args: AreaRef) -> Result<Saved, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        let (path, area, _) = self.area(id, &args.area)?;
        if recorded_in(self.record(id, DocumentKind::Visit)?).contains(&args.area) {
            return Err(ErrorCode::NotEmpty.into());
        }
        self.write_fact(id, &path, &json!(DomainArea { dropped: true, ..area }))
    }

    /// Where an area stands in the record, what is shown of it, and whether people differ on it.
    fn area(&mut self, visit: DocumentId, area: &str) -> Result<(String, DomainArea, bool), ApiError> {
        let path = format!("area/{}", AreaId::parse(area)?);
        let missing = || ApiError::about(ErrorCode::NotFound, "area");
        let record = self.record(visit, DocumentKind::Visit)?;
        let field = record.field::<DomainArea>(&path).map_err(|_| missing())?;
        let area = field.shown().cloned().ok_or_else(missing)?;
        Ok((path, area, field.in_conflict()))
    }

    fn write_fact(&mut self, id: DocumentId, path: &str, value: &Value) -> Result<Saved, ApiError> {
        self.write(id, |edit| edit.set(path, Some(value), WritePolicy::Fact), |_| Ok(()))
    }
}

fn named(name: &str) -> Result<Value, ApiError> {
    visible_name(name, MAX_AREA_CHARS, "name")?;
    Ok(json!(DomainArea {
        name: name.trim().to_owned(),
        dropped: false,
    }))
}

/// Areas in which something is recorded.
fn recorded_in(record: &RecordDocument) -> BTreeSet<String> {
    let answers = record.raw_fields("answer/").into_iter();
    let mut areas: BTreeSet<String> = answers
        .chain(record.raw_fields("remark/"))
        .filter(|(_, field)| field.shown().is_some())
        .filter_map(|(path, _)| path.split('/').nth(1).map(ToOwned::to_owned))
        .collect();
    let seen = record.raw_fields("observation/").into_iter();
    areas.extend(
        seen.filter(|(path, _)| path.ends_with("/area"))
            .filter_map(|(_, field)| field.shown().and_then(Value::as_str).map(ToOwned::to_owned)),
    );
    areas
}

/// Areas of a visit, the place as a whole first. One that was dropped while a colleague recorded in it is still there.
pub(crate) fn areas(record: &RecordDocument) -> Vec<Area> {
    let used = recorded_in(record);
    let mut areas: Vec<Area> = record
        .fields::<DomainArea>("area/")
        .into_iter()
        .filter_map(|(path, field)| {
            let field = field.ok()?;
            let area = field.shown()?;
            let id = path.strip_prefix("area/")?.to_owned();
            (!area.dropped || used.contains(&id)).then(|| Area {
                name: area.name.clone(),
                id,
            })
        })
        .collect();
    areas.sort_by_key(|area| area.name.to_lowercase());
    areas.insert(
        0,
        Area {
            id: GENERAL_AREA.to_owned(),
            name: String::new(),
        },
    );
    areas
}
