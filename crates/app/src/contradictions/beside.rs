//! What stands in other records and is held against the answers of a visit: numbers of its place, and how many interviews allege
//! ill-treatment.

use crate::api::ApiError;
use crate::interviews::statement_withdrawn;
use crate::places::{counted, numbers_until};
use crate::session::Session;
use visita_domain::answer::{Answer, AnswerValue, SourceType, YesNoPartly};
use visita_domain::contradiction::{ALLEGED, Said};
use visita_domain::dates::Day;
use visita_domain::ids::GENERAL_AREA;
use visita_domain::interview::Statement;
use visita_domain::place::{Place, parts};
use visita_domain::population::Group;
use visita_domain::slots::Field;
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, RecordDocument};

/// What stands in other records and is held against the answers of a visit.
#[derive(Default, PartialEq)]
pub(crate) struct Beside {
    /// Numbers of the place's own register.
    pub(super) held: Vec<(Group, Said)>,
    /// The official capacity that it knew by the end of the visit.
    pub(super) capacity: Option<u32>,
    /// Interviews in which somebody alleges ill-treatment.
    pub(super) alleging: u32,
}

/// So many persons, of the place as a whole.
pub(super) fn persons(number: u32, on: Option<Day>, source: SourceType) -> Said {
    Said {
        area: GENERAL_AREA.to_owned(),
        on,
        source,
        value: AnswerValue::Number(f64::from(number)),
    }
}

/// The numbers of a count of the place, by the groups that a visit counts too.
fn held_of(count: &parts::Count) -> Vec<(Group, Said)> {
    let source = count.source.unwrap_or(SourceType::Document);
    let numbers = [
        (Group::Total, count.held),
        (Group::Women, count.women),
        (Group::Minors, count.minors),
        (Group::Foreign, count.foreign),
        (Group::Remand, count.remand),
    ];
    let said = numbers.into_iter().filter_map(|(group, number)| {
        let number = number.filter(|_| count.on.is_some() && !count.dropped)?;
        Some((group, persons(number, count.on, source)))
    });
    said.collect()
}

/// Whether somebody answered for the whole place that nobody described ill-treatment.
fn is_denied(record: &RecordDocument) -> bool {
    let answers = record.fields::<Answer>(&format!("answer/{GENERAL_AREA}/"));
    let no = AnswerValue::YesNoPartly(YesNoPartly::No);
    answers.into_iter().any(|(path, field)| {
        let of_item = path.rsplit('/').next() == Some(ALLEGED);
        let said = |field: &Field<Answer>| {
            let mut values = field.current().into_iter().filter_map(|slot| slot.value.as_ref());
            values.any(|answer| answer.value == no)
        };
        of_item && field.as_ref().is_ok_and(said)
    })
}

/// Whether a person who was interviewed alleges ill-treatment, in a statement that nobody took back.
fn alleges(interview: &RecordDocument) -> bool {
    let said = interview.fields::<Statement>("statement/").into_iter();
    let mut standing = said.filter_map(|(path, field)| {
        let id = path.split('/').nth(1)?;
        let stands = !statement_withdrawn(interview, id);
        stands
            .then(|| field.ok()?.shown().map(|said| said.allegation))
            .flatten()
    });
    standing.any(|allegation| allegation)
}

impl Session {
    /// What is held against the answers of a visit. Interviews that this device may not read are not counted.
    pub(crate) fn beside(&mut self, visit: &str) -> Result<Beside, ApiError> {
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let (facts, denied) = (record.section::<Visit>("visit").value, is_denied(record));
        let mut beside = Beside::default();
        if let Some(place) = facts.place {
            let until = facts.ends_on.or(facts.starts_on);
            let records = self.open()?.records_of_place(place)?;
            // The one that stands is the first of them.
            let place = records.first().map(|record| record.section::<Place>("place").value);
            let (place, counts) = (
                place.unwrap_or_default(),
                records.iter().flat_map(|record| counted(record)),
            );
            let counts: Vec<parts::Count> = counts.collect();
            beside.capacity = numbers_until(&counts, &place, until).capacity;
            beside.held = counts.iter().flat_map(held_of).collect();
        }
        if denied {
            let interviews = self.interviews_of(visit)?.into_iter();
            for (id, _) in interviews.filter(|(_, body)| !body.withdrawn()) {
                let record = self.record(id.parse()?, DocumentKind::Interview)?;
                beside.alleging = beside.alleging.saturating_add(u32::from(alleges(record)));
            }
        }
        Ok(beside)
    }
}
