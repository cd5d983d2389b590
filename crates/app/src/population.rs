//! Numbers of persons held, by group and source, and samples of registers.

use crate::api::access::EntryDrop;
use crate::api::population::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::entries::{at_most, entries, from_form, standing, to_form};
use crate::session::{Session, code_of, from_code};
use crate::visits::visible_name;
use serde_json::json;
use visita_domain::DocumentId;
use visita_domain::answer::SourceType;
use visita_domain::dates::rfc3339;
use visita_domain::population::{Counts, Doubt, Group, MAX_PERSONS, doubts};
use visita_domain::register::{Completeness, Element, MAX_CODE_CHARS, MAX_ENTRIES, MAX_SAMPLE_CHARS, Sample, totals};
use visita_domain::slots::{Field, WritePolicy};
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, RecordDocument};

/// Where samples stand in a visit.
pub(crate) const SAMPLE: &str = "sample";

/// Every number of a visit: group, source, and what was noted.
pub(crate) fn noted(record: &RecordDocument) -> Vec<(Group, SourceType, Field<u32>)> {
    let fields = record.fields::<u32>("population/").into_iter();
    let mut found: Vec<(Group, SourceType, Field<u32>)> = fields
        .filter_map(|(path, field)| {
            let mut parts = path.strip_prefix("population/")?.split('/');
            let group = from_code::<Group>(parts.next()?, "group").ok()?;
            let source = from_code::<SourceType>(parts.next()?, "source").ok()?;
            Some((group, source, field.ok()?))
        })
        .collect();
    found.sort_by_key(|(group, source, _)| (*group, *source));
    found
}

/// The numbers that stand, one for each group and source.
pub(crate) fn counts(record: &RecordDocument) -> Counts {
    let noted = noted(record).into_iter();
    noted
        .filter_map(|(group, source, field)| Some(((group, source), *field.shown()?)))
        .collect()
}

/// Persons held, all together: from the most reliable source that says so.
pub(crate) fn held(record: &RecordDocument) -> Option<u32> {
    const BEST_FIRST: [SourceType; 6] = [
        SourceType::Register,
        SourceType::Document,
        SourceType::Observed,
        SourceType::Measured,
        SourceType::Staff,
        SourceType::Interview,
    ];
    let counts = counts(record);
    BEST_FIRST
        .iter()
        .find_map(|source| counts.get(&(Group::Total, *source)).copied())
}

/// Samples of a visit that count.
pub(crate) fn samples(record: &RecordDocument) -> Vec<Sample> {
    let all = standing::<Sample>(record, SAMPLE).into_iter();
    all.map(|one| one.facts).collect()
}

/// A doubt as a code, with the group and the source it is about.
pub(crate) fn doubt_view(doubt: &Doubt) -> CountDoubt {
    let (kind, group, source) = match doubt {
        Doubt::SourcesDiffer(group) => ("sources_differ", Some(group), None),
        Doubt::MoreThanAll(group, source) => ("more_than_all", Some(group), Some(source)),
        Doubt::PartsExceed(source) => ("parts_exceed", None, Some(source)),
    };
    CountDoubt {
        kind: kind.to_owned(),
        group: group.map(code_of),
        source: source.map(code_of),
    }
}

fn sample_from(facts: &SampleFacts) -> Result<Sample, ApiError> {
    let sample: Sample = from_form(facts)?;
    if !sample.code.is_empty() {
        visible_name(&sample.code, MAX_CODE_CHARS, "code")?;
    }
    at_most(&sample.note, MAX_SAMPLE_CHARS, "note")?;
    if sample.entries.is_some_and(|entries| entries > MAX_ENTRIES) {
        return Err(ApiError::about(ErrorCode::Refused, "entries"));
    }
    Ok(sample)
}

/// How many samples say what of each element, (a) to (h).
pub(crate) fn element_totals(samples: &[Sample]) -> Vec<ElementTotal> {
    let counts = totals(samples.iter());
    let of = |element, says| counts.get(&(element, says)).copied().unwrap_or_default();
    let all = Element::ALL.into_iter();
    all.map(|element| ElementTotal {
        element: code_of(&element),
        present: of(element, Completeness::Present),
        partly: of(element, Completeness::Partly),
        missing: of(element, Completeness::Missing),
        not_applicable: of(element, Completeness::NotApplicable),
    })
    .collect()
}

impl Session {
    pub(crate) fn population_get(&mut self, args: VisitRef) -> Result<Population, ApiError> {
        let record = self.reading(args.visit.parse()?, DocumentKind::Visit)?;
        let place = record.section::<Visit>("visit").value.place;
        let shelf = self.open()?.shelf()?;
        let capacity = place.and_then(|place| shelf.numbers_at(&place.to_string())?.capacity);
        let open = self.open()?;
        let me = open.team.as_ref().map(|team| team.author.member.clone());
        let rows = noted(&record).into_iter().filter_map(|(group, source, field)| {
            let slots = field.current().into_iter().filter_map(|slot| {
                Some(CountSlot {
                    number: slot.value?,
                    by: open.name_of(&slot.by),
                    mine: Some(&slot.by) == me.as_ref(),
                    at: rfc3339(slot.at),
                })
            });
            Some(CountRow {
                group: code_of(&group),
                source: code_of(&source),
                number: *field.shown()?,
                conflict: field.in_conflict(),
                slots: slots.collect(),
            })
        });
        Ok(Population {
            rows: rows.collect(),
            doubts: doubts(&counts(&record)).iter().map(doubt_view).collect(),
            capacity,
        })
    }

    /// A number is testimony of whoever noted it: a colleague's stays beside it.
    pub(crate) fn population_set(&mut self, args: CountSet) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let group: Group = from_code(&args.group, "group")?;
        let source: SourceType = from_code(&args.source, "source")?;
        if args.number.is_some_and(|number| number > MAX_PERSONS) {
            return Err(ApiError::about(ErrorCode::Refused, "number"));
        }
        self.record(visit, DocumentKind::Visit)?;
        let path = format!("population/{}/{}", code_of(&group), code_of(&source));
        let number = args.number.map(|number| json!(number));
        self.write(
            visit,
            |edit| edit.set(&path, number.as_ref(), WritePolicy::Testimony),
            |_| Ok(()),
        )
    }

    pub(crate) fn register_sample_list(&mut self, args: VisitRef) -> Result<Samples, ApiError> {
        let record = self.reading(args.visit.parse()?, DocumentKind::Visit)?;
        let open = self.open()?;
        let rows = entries::<Sample>(&record, SAMPLE).into_iter().map(|one| SampleView {
            facts: to_form(&one.facts),
            by: open.name_of(&one.by),
            at: rfc3339(one.at),
            dropped: one.facts.dropped,
            conflicts: one.conflicts,
            id: one.id,
        });
        Ok(Samples {
            rows: rows.collect(),
            totals: element_totals(&samples(&record)),
        })
    }

    pub(crate) fn register_sample_add(&mut self, args: SampleAdd) -> Result<Created, ApiError> {
        let sample = sample_from(&args.facts)?;
        self.entry_add(args.visit.parse()?, DocumentKind::Visit, SAMPLE, &sample)
    }

    pub(crate) fn register_sample_set(&mut self, args: SampleSet) -> Result<Saved, ApiError> {
        let (was, facts) = (sample_from(&args.was)?, sample_from(&args.facts)?);
        let visit = (args.visit.parse()?, DocumentKind::Visit);
        self.entry_set(visit, SAMPLE, &args.sample, (&was, &facts))
    }

    pub(crate) fn register_sample_drop(&mut self, args: EntryDrop) -> Result<Saved, ApiError> {
        self.drop_entry(SAMPLE, args)
    }
}
