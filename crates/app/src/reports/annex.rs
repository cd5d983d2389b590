//! The answers to the checklists, in the order of the walk: the place as a whole, then each area.

use super::Page;
use super::said::{both_stand, current};
use crate::capture::find_checklist;
use crate::delegation::areas;
use crate::remarks::remarks;
use std::collections::BTreeSet;
use visita_domain::ItemId;
use visita_domain::answer::Answer;
use visita_domain::checklist::Item;
use visita_domain::slots::Field;
use visita_record::RecordDocument;
use visita_report::{AnnexAnswer, tells_notes, tells_sources};

/// Where a row stands: its area, its checklist, the place of its item there; a note of a colleague after the answer.
type Place = (usize, String, usize);

impl Page<'_> {
    pub(super) fn annex(&self, visit: &RecordDocument) -> Vec<AnnexAnswer> {
        let walk: Vec<String> = areas(visit).into_iter().map(|area| area.id).collect();
        let mut rows = self.answered(visit, &walk);
        if tells_notes(self.audience) {
            rows.extend(self.noted(visit, &walk));
        }
        // Stable: a note beside an item follows the answer to it.
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn answered(&self, visit: &RecordDocument, walk: &[String]) -> Vec<(Place, AnnexAnswer)> {
        let fields = visit.fields::<Answer>("answer/").into_iter();
        fields
            .filter_map(|(path, field)| {
                let field = field.ok()?;
                let (place, mut row, item) = self.row(path.strip_prefix("answer/")?, walk)?;
                let said = self.answers(&field, item)?;
                // A field in conflict stands among the disagreements with all its sides.
                if field.in_conflict() {
                    row.answer = self.words.say("report-open");
                } else {
                    row.answer = said;
                    row.source = self.sources(&field);
                    row.note = if tells_notes(self.audience) {
                        notes(&field)
                    } else {
                        String::new()
                    };
                }
                Some((place, row))
            })
            .collect()
    }

    /// What was noted beside items, answered or not by others.
    fn noted(&self, visit: &RecordDocument, walk: &[String]) -> Vec<(Place, AnnexAnswer)> {
        let found = remarks(visit)
            .into_iter()
            .filter(|(_, remark, _)| !remark.note.is_empty());
        found
            .filter_map(|(answer, remark, _)| {
                let (place, mut row, ..) = self.row(&answer, walk)?;
                row.answer = self.words.say("report-not-answered");
                row.note = remark.note;
                Some((place, row))
            })
            .collect()
    }

    /// A row without what was said, for an answer's `area/checklist/item`.
    fn row(&self, answer: &str, walk: &[String]) -> Option<(Place, AnnexAnswer, &'static Item)> {
        let language = self.words.language().code();
        let mut parts = answer.split('/');
        let (area, id) = (parts.next()?, parts.next()?);
        let item_id = ItemId::parse(parts.next()?).ok()?;
        let list = find_checklist(id).ok()?;
        let (section, item) = list.item(&item_id)?;
        let row = AnnexAnswer {
            section: section.title.in_language(language).to_owned(),
            question: item.question.in_language(language).to_owned(),
            area: self.named(area, walk),
            answer: String::new(),
            source: String::new(),
            note: String::new(),
            standards: item.standards.join("; "),
        };
        let place = (
            walk.iter().position(|one| one == area).unwrap_or(usize::MAX),
            id.to_owned(),
            list.items().position(|one| one.id == item_id).unwrap_or(usize::MAX),
        );
        Some((place, row, item))
    }

    /// The name of an area; of several with one name each after the first is numbered in the order of the walk.
    fn named(&self, area: &str, walk: &[String]) -> String {
        let Some(name) = self.areas.get(area) else {
            return self.words.say("report-area-unknown");
        };
        let before = walk.iter().take_while(|one| *one != area);
        match before.filter(|one| self.areas.get(*one) == Some(name)).count() {
            0 => name.clone(),
            others => format!("{name} ({})", others + 1),
        }
    }

    /// Where the answers that stand come from.
    fn sources(&self, field: &Field<Answer>) -> String {
        if !tells_sources(self.audience) {
            return String::new();
        }
        let sources: BTreeSet<_> = standing(field).into_iter().filter_map(|answer| answer.source).collect();
        let sources = sources.into_iter().map(|source| self.source(source));
        sources
            .collect::<Vec<_>>()
            .join(self.words.say("report-comma").as_str())
    }
}

/// The one answer that is shown, or all of them where both stand.
fn standing(field: &Field<Answer>) -> Vec<&Answer> {
    if both_stand(field) {
        current(field).collect()
    } else {
        field.shown().into_iter().collect()
    }
}

/// What was noted beside the answers that stand.
fn notes(field: &Field<Answer>) -> String {
    let notes = standing(field).into_iter().map(|answer| answer.note.trim());
    let notes: BTreeSet<&str> = notes.filter(|note| !note.is_empty()).collect();
    notes.into_iter().collect::<Vec<_>>().join("\n")
}
