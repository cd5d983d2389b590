//! Rows of units, contacts, documents and counts on their way into the register. Nothing that stands there is doubled, and
//! nothing is written over that nobody saw.

use super::import::{ADDED, CHANGED, STALE};
use super::part_rows::{PartRow, PartSaid, PartVerdict, StandingPart};
use super::parts::{PartChanges, row_part_changes};
use super::rows::folded;
use crate::api::place_table::{TableChoice, TableDone};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::collections::{BTreeMap, HashMap, HashSet};
use visita_domain::DocumentId;
use visita_domain::place::row_part::RowPart;
use visita_record::{DocumentKind, RecordDocument};

/// It stands in the register as the row says it.
const SAME: &str = "same";
/// Something stands there under that name that says otherwise, and that nobody was shown.
const STANDS: &str = "stands";
/// Several places are called what the row calls its own, and nobody said which it is.
const UNPLACED: &str = "unplaced";

/// Bytes of the cells that are written in one change: well below what a change may hold, whatever its paths and quoting add.
const MAX_CELL_BYTES: usize = 64 * 1024;

/// What is to be done with a row.
enum Wanted<'a> {
    /// Nothing, for this reason.
    Leave(&'static str),
    /// To be written into this record.
    Write(&'a str, Part<'a>),
}

/// What is to be written of a row.
enum Part<'a> {
    /// It is added, unless one of that name came to stand there, or stands where nobody had looked.
    New(&'a PartSaid),
    /// It is added whatever stands there: somebody said so.
    Another(&'a PartSaid),
    Changed(&'a StandingPart, &'a PartSaid),
}

impl<'a> Part<'a> {
    /// What the row says, where it must not double what stands there.
    fn looks_first(&self) -> Option<&'a PartSaid> {
        match self {
            Part::New(said) => Some(*said),
            Part::Another(_) | Part::Changed(..) => None,
        }
    }

    /// Bytes of its cells.
    fn size(&self) -> usize {
        let (Part::New(said) | Part::Another(said) | Part::Changed(_, said)) = self;
        said.columns.iter().map(|column| said.part.cell(*column).len()).sum()
    }

    /// What is to be written into the record, what then stands there, and what has become of the row.
    fn written(&self, record: &RecordDocument) -> Result<(PartChanges, RowPart, &'static str), ApiError> {
        let (id, was, wanted, outcome) = match self {
            Part::New(said) | Part::Another(said) => (None, RowPart::empty(said.part.kind()), said.part.clone(), ADDED),
            Part::Changed(seen, said) => {
                let wanted = seen.part.told(&said.part, &said.columns, folded);
                (Some(seen.id.clone()), seen.part.clone(), wanted, CHANGED)
            }
        };
        let changes = row_part_changes(record, id, &was, &wanted)?;
        Ok((changes, wanted, outcome))
    }
}

/// What a row's verdict says, or what somebody chose.
fn wanted<'a>(row: &'a PartRow, choice: Option<&'a TableChoice>) -> Wanted<'a> {
    let chosen = choice.map(|choice| choice.choice.as_str());
    match (&row.verdict, chosen) {
        (PartVerdict::Refused(_), _) => Wanted::Leave("refused"),
        (PartVerdict::Same(_), _) => Wanted::Leave(SAME),
        (_, Some("leave")) => Wanted::Leave("chosen"),
        (PartVerdict::New(place, said), _) => Wanted::Write(place, Part::New(said)),
        (PartVerdict::Repeated(_, place, said), Some("add")) => Wanted::Write(place, Part::Another(said)),
        (PartVerdict::Repeated(..), _) => Wanted::Leave("repeated"),
        (PartVerdict::Changed { seen, said, .. }, _) => Wanted::Write(&seen.place, Part::Changed(seen, said)),
        (PartVerdict::Unplaced(_, said), _) => match choice.and_then(|choice| choice.place.as_deref()) {
            Some(place) => Wanted::Write(place, Part::New(said)),
            None => Wanted::Leave(UNPLACED),
        },
    }
}

/// Rows of one record that go into one change: all of them, unless their texts are long.
fn changes_of<'a, 'b>(parts: &'b [(u32, Part<'a>)]) -> impl Iterator<Item = &'b [(u32, Part<'a>)]> {
    let mut size = parts.first().map_or(0, |(_, part)| part.size());
    parts.chunk_by(move |_, (_, next)| {
        let next = next.size();
        let fits = size + next <= MAX_CELL_BYTES;
        size = if fits { size + next } else { next };
        fits
    })
}

/// Why a part that stands there already is not added once more; none where nothing of that name stands there.
fn stands(standing: &[StandingPart], said: &PartSaid) -> Option<&'static str> {
    let alike: Vec<&StandingPart> = standing.iter().filter(|one| said.may_be(&one.part)).collect();
    if alike.iter().any(|one| said.changes(&one.part).is_empty()) {
        return Some(SAME);
    }
    (!alike.is_empty()).then_some(STANDS)
}

/// Whether it was changed to something else meanwhile, or is not there any more. All else ends the step.
fn is_past(error: &ApiError) -> bool {
    matches!(error.code, ErrorCode::Stale | ErrorCode::Refused | ErrorCode::NotFound)
}

fn row_done(row: &PartRow, outcome: &str) -> TableDone {
    let reason = match &row.verdict {
        PartVerdict::Refused(reason) => Some(reason.clone()),
        PartVerdict::New(..)
        | PartVerdict::Same(_)
        | PartVerdict::Changed { .. }
        | PartVerdict::Unplaced(..)
        | PartVerdict::Repeated(..) => None,
    };
    TableDone {
        number: row.number,
        name: row.name.clone(),
        at: Some(row.at.clone()),
        outcome: outcome.to_owned(),
        reason,
    }
}

impl Session {
    /// Writes the rows of one step, but for those that were told of in a try before: all rows of a record in one change.
    pub(super) fn write_parts(
        &mut self,
        rows: &[PartRow],
        choices: &BTreeMap<u32, TableChoice>,
        told: &mut BTreeMap<u32, &'static str>,
    ) -> Result<Vec<TableDone>, ApiError> {
        let mut left = Vec::new();
        let mut by_record: BTreeMap<&str, Vec<(u32, Part<'_>)>> = BTreeMap::new();
        for row in rows.iter().filter(|row| !told.contains_key(&row.number)) {
            match wanted(row, choices.get(&row.number)) {
                Wanted::Write(record, part) => by_record.entry(record).or_default().push((row.number, part)),
                Wanted::Leave(reason) => left.push((row.number, reason)),
            }
        }
        told.extend(left);
        let under = self.open()?.shelf()?.under();
        for (record, parts) in &by_record {
            for parts in changes_of(parts) {
                told.extend(self.write_record(record, parts, &under)?);
            }
        }
        let done = rows
            .iter()
            .filter_map(|row| Some(row_done(row, told.get(&row.number)?)));
        Ok(done.collect())
    }

    /// Writes rows into one record: those that cannot be written are found before, so that they keep no other from it.
    fn write_record(
        &mut self,
        place: &str,
        parts: &[(u32, Part<'_>)],
        under: &HashMap<String, Vec<String>>,
    ) -> Result<Vec<(u32, &'static str)>, ApiError> {
        match self.try_record(place, parts, under) {
            Err(error) if is_past(&error) => Ok(parts.iter().map(|(number, _)| (*number, STALE)).collect()),
            tried => tried,
        }
    }

    fn try_record(
        &mut self,
        place: &str,
        parts: &[(u32, Part<'_>)],
        under: &HashMap<String, Vec<String>>,
    ) -> Result<Vec<(u32, &'static str)>, ApiError> {
        let id: DocumentId = place.parse()?;
        let mut standing = self.standing_alike(place, parts, under)?;
        let record = self.record(id, DocumentKind::Place)?;
        let (mut all, mut outcomes) = (Vec::new(), Vec::with_capacity(parts.len()));
        for (number, part) in parts {
            let before = part.looks_first().and_then(|said| stands(&standing, said));
            let outcome = match (before, part.written(record)) {
                (Some(before), _) => before,
                (None, Err(error)) if is_past(&error) => STALE,
                (None, Err(error)) => return Err(error),
                (None, Ok((changes, part, outcome))) => {
                    // What a later row says of the same is held against it.
                    standing.push(StandingPart {
                        place: place.to_owned(),
                        id: changes.id.clone(),
                        part,
                    });
                    all.push(changes);
                    outcome
                }
            };
            outcomes.push((*number, outcome));
        }
        if !all.is_empty() {
            self.write(id, |edit| all.iter().try_for_each(|one| one.write(edit)), |_| Ok(()))?;
        }
        Ok(outcomes)
    }

    /// What stands in the records of a place and is called as one of these rows that must not double it.
    fn standing_alike(
        &mut self,
        place: &str,
        parts: &[(u32, Part<'_>)],
        under: &HashMap<String, Vec<String>>,
    ) -> Result<Vec<StandingPart>, ApiError> {
        let new: Vec<&PartSaid> = parts.iter().filter_map(|(_, part)| part.looks_first()).collect();
        let Some(kind) = new.first().map(|said| said.part.kind()) else {
            return Ok(Vec::new());
        };
        let names: HashSet<String> = new.iter().map(|said| folded(&said.part.label())).collect();
        let stands = self.open()?.shelf()?.standing_place(place);
        let below = under.get(&stands).into_iter().flatten().cloned();
        let records: Vec<String> = std::iter::once(stands.clone()).chain(below).collect();
        let mut standing = self.standing_parts(&records, kind)?;
        standing.retain(|one| names.contains(&folded(&one.part.label())));
        Ok(standing)
    }
}
