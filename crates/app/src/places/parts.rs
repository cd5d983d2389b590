//! What a place has several of. Each stands in the record as fields under `noun/<id>/`.

use crate::api::place::*;
use crate::api::vault::Created;
use crate::api::{ApiError, ErrorCode};
use crate::facts::{Changes, changes, write_changes};
use crate::findings::ids;
use crate::project::PlaceBody;
use crate::session::{Session, code_of, coded};
use crate::taken_off::withdrawal_path;
use crate::visits::make_id;
use crate::visits::optional_day;
use serde::Serialize;
use serde::de::DeserializeOwned;
use visita_domain::dates::Day;
use visita_domain::place::Place;
use visita_domain::place::part_columns::PartKind;
use visita_domain::place::parts::{self as domain, Numbers, Part, newest};
use visita_domain::place::row_part::RowPart;
use visita_domain::{DocumentId, PartId};
use visita_record::{DocumentKind, Edit, EditError, RecordDocument};

/// A part with its id, and whether devices disagree on it.
struct Read<T> {
    id: String,
    part: T,
    in_conflict: bool,
}

/// Parts that were not taken off; those that devices disagree on stay in sight. `withdrawn` are the paths of what was taken
/// off while a colleague wrote to it.
fn read<T: Part + Serialize + DeserializeOwned + Default>(
    record: &RecordDocument,
    withdrawn: &[String],
) -> Vec<Read<T>> {
    let all = ids(record, T::NOUN).into_iter().map(|id| {
        let section = record.section::<T>(&format!("{}/{id}", T::NOUN));
        Read {
            in_conflict: !section.conflicts.is_empty() || withdrawn.contains(&withdrawal_path(T::NOUN, &id)),
            part: section.value,
            id,
        }
    });
    all.filter(|read| !read.part.dropped() || read.in_conflict).collect()
}

fn day_text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub(super) fn units(place: &str, record: &RecordDocument, withdrawn: &[String]) -> Vec<Unit> {
    let view = |Read { id, part, in_conflict }: Read<domain::Unit>| Unit {
        place: place.to_owned(),
        id,
        facts: UnitInput {
            name: part.name,
            capacity: part.capacity,
            regime: part.regime,
            gender: part.gender.as_ref().map(code_of),
            dropped: part.dropped,
        },
        in_conflict,
    };
    read(record, withdrawn).into_iter().map(view).collect()
}

pub(super) fn counts(place: &str, record: &RecordDocument, withdrawn: &[String]) -> Vec<Count> {
    let view = |Read { id, part, in_conflict }: Read<domain::Count>| Count {
        place: place.to_owned(),
        id,
        facts: CountInput {
            on: day_text(part.on),
            capacity: part.capacity,
            held: part.held,
            women: part.women,
            minors: part.minors,
            foreign: part.foreign,
            remand: part.remand,
            source: part.source.as_ref().map(code_of),
            dropped: part.dropped,
        },
        in_conflict,
    };
    read(record, withdrawn).into_iter().map(view).collect()
}

pub(super) fn contacts(place: &str, record: &RecordDocument, withdrawn: &[String]) -> Vec<Contact> {
    let view = |Read { id, part, in_conflict }: Read<domain::Contact>| Contact {
        place: place.to_owned(),
        id,
        facts: ContactInput {
            name: part.name,
            role: part.role,
            phone: part.phone,
            mail: part.mail,
            note: part.note,
            dropped: part.dropped,
        },
        in_conflict,
    };
    read(record, withdrawn).into_iter().map(view).collect()
}

pub(super) fn documents(place: &str, record: &RecordDocument, withdrawn: &[String]) -> Vec<Document> {
    let view = |Read { id, part, in_conflict }: Read<domain::Document>| Document {
        place: place.to_owned(),
        id,
        facts: DocumentInput {
            title: part.title,
            on: day_text(part.on),
            kept: part.kept,
            dropped: part.dropped,
        },
        in_conflict,
    };
    read(record, withdrawn).into_iter().map(view).collect()
}

/// Parts of one kind as tables have them, with their ids, by what they are called.
pub(super) fn row_parts(record: &RecordDocument, kind: PartKind) -> Vec<(String, RowPart)> {
    let mut parts = match kind {
        PartKind::Unit => wrapped(record, RowPart::Unit),
        PartKind::Contact => wrapped(record, RowPart::Contact),
        PartKind::Document => wrapped(record, RowPart::Document),
        PartKind::Count => wrapped(record, RowPart::Count),
    };
    parts.sort_by_cached_key(|(id, part)| (part.label().to_lowercase(), id.clone()));
    parts
}

fn wrapped<T: Part + Serialize + DeserializeOwned + Default>(
    record: &RecordDocument,
    wrap: fn(T) -> RowPart,
) -> Vec<(String, RowPart)> {
    let standing = read::<T>(record, &[]).into_iter().filter(|read| !read.part.dropped());
    standing.map(|read| (read.id, wrap(read.part))).collect()
}

/// Every count of persons held in a place, those taken back too.
pub(crate) fn counted(record: &RecordDocument) -> Vec<domain::Count> {
    read(record, &[]).into_iter().map(|read| read.part).collect()
}

/// Capacity and persons held as a reader of that day would have known them; of any day where none is given.
pub(crate) fn numbers_until(counts: &[domain::Count], facts: &Place, until: Option<Day>) -> Numbers {
    let known = counts
        .iter()
        .filter(|count| until.is_none_or(|until| count.on.is_none_or(|on| on <= until)));
    newest(known, (facts.capacity, facts.occupancy))
}

/// How many were held on which days, and the capacity then.
pub(crate) fn held_on(counts: &[domain::Count]) -> Vec<(Day, u32, Option<u32>)> {
    let standing = counts.iter().filter(|count| !count.dropped);
    standing
        .filter_map(|count| Some((count.on?, count.held?, count.capacity)))
        .collect()
}

/// The numbers of a list's body; one that an earlier version made has none but its facts.
pub(crate) fn numbers_of(body: &PlaceBody) -> Numbers {
    body.numbers.unwrap_or(Numbers {
        capacity: body.facts.capacity,
        held: body.facts.occupancy,
        counted_on: None,
        capacity_on: None,
    })
}

fn unit(input: &UnitInput) -> Result<domain::Unit, ApiError> {
    Ok(domain::Unit {
        name: input.name.trim().to_owned(),
        capacity: input.capacity,
        regime: input.regime.trim().to_owned(),
        gender: coded(input.gender.as_deref(), "gender")?,
        dropped: input.dropped,
    })
}

fn count(input: &CountInput) -> Result<domain::Count, ApiError> {
    Ok(domain::Count {
        on: optional_day(input.on.as_deref(), "on")?,
        capacity: input.capacity,
        held: input.held,
        women: input.women,
        minors: input.minors,
        foreign: input.foreign,
        remand: input.remand,
        source: coded(input.source.as_deref(), "source")?,
        dropped: input.dropped,
    })
}

// Fallible like the others, so that all are set in one way.
#[allow(clippy::unnecessary_wraps)]
fn contact(input: &ContactInput) -> Result<domain::Contact, ApiError> {
    Ok(domain::Contact {
        name: input.name.trim().to_owned(),
        role: input.role.trim().to_owned(),
        phone: input.phone.trim().to_owned(),
        mail: input.mail.trim().to_owned(),
        note: input.note.clone(),
        dropped: input.dropped,
    })
}

fn document(input: &DocumentInput) -> Result<domain::Document, ApiError> {
    Ok(domain::Document {
        title: input.title.trim().to_owned(),
        on: optional_day(input.on.as_deref(), "on")?,
        kept: input.kept.trim().to_owned(),
        dropped: input.dropped,
    })
}

/// What is to be written of a part into the record of its place.
pub(super) struct PartChanges {
    pub id: String,
    section: String,
    changes: Changes,
}

impl PartChanges {
    pub(super) fn write(&self, edit: &mut Edit<'_>) -> Result<(), EditError> {
        write_changes(edit, &self.section, &self.changes)
    }
}

/// What a part that is new says, or what is wanted otherwise of one that stands there.
fn part_changes<T: Part + Serialize + DeserializeOwned + Default>(
    record: &RecordDocument,
    id: Option<String>,
    was: &T,
    facts: &T,
) -> Result<PartChanges, ApiError> {
    facts.check()?;
    let nothing = T::default();
    let (id, was) = match id {
        None => (make_id(), &nothing),
        Some(id) if ids(record, T::NOUN).contains(&id) => (id, was),
        Some(_) => return Err(ApiError::about(ErrorCode::NotFound, T::NOUN)),
    };
    let section = format!("{}/{}", T::NOUN, PartId::parse(&id)?);
    let changes = changes(record, &section, was, facts)?;
    Ok(PartChanges { id, section, changes })
}

/// The same of what a row of a table says, or says otherwise than `was`.
pub(super) fn row_part_changes(
    record: &RecordDocument,
    id: Option<String>,
    was: &RowPart,
    facts: &RowPart,
) -> Result<PartChanges, ApiError> {
    match (was, facts) {
        (RowPart::Unit(was), RowPart::Unit(facts)) => part_changes(record, id, was, facts),
        (RowPart::Contact(was), RowPart::Contact(facts)) => part_changes(record, id, was, facts),
        (RowPart::Document(was), RowPart::Document(facts)) => part_changes(record, id, was, facts),
        (RowPart::Count(was), RowPart::Count(facts)) => part_changes(record, id, was, facts),
        _ => Err(ErrorCode::Refused.into()),
    }
}

impl Session {
    pub(crate) fn unit_set(&mut self, args: UnitSet) -> Result<Created, ApiError> {
        let was = unit(&args.was.unwrap_or_default())?;
        self.set_part(&args.place, args.id, &was, &unit(&args.facts)?)
    }

    pub(crate) fn count_set(&mut self, args: PlaceCountSet) -> Result<Created, ApiError> {
        let was = count(&args.was.unwrap_or_default())?;
        self.set_part(&args.place, args.id, &was, &count(&args.facts)?)
    }

    pub(crate) fn contact_set(&mut self, args: ContactSet) -> Result<Created, ApiError> {
        let was = contact(&args.was.unwrap_or_default())?;
        self.set_part(&args.place, args.id, &was, &contact(&args.facts)?)
    }

    pub(crate) fn document_set(&mut self, args: DocumentSet) -> Result<Created, ApiError> {
        let was = document(&args.was.unwrap_or_default())?;
        self.set_part(&args.place, args.id, &was, &document(&args.facts)?)
    }

    /// Adds a part, or writes what differs in one.
    fn set_part<T: Part + Serialize + DeserializeOwned + Default>(
        &mut self,
        place: &str,
        id: Option<String>,
        was: &T,
        facts: &T,
    ) -> Result<Created, ApiError> {
        let place: DocumentId = place.parse()?;
        let changes = part_changes(self.record(place, DocumentKind::Place)?, id, was, facts)?;
        let saved = self.write(place, |edit| changes.write(edit), |_| Ok(()))?;
        Ok(Created {
            id: changes.id,
            saved_at: saved.saved_at,
        })
    }
}
