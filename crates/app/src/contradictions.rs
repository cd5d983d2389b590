//! What one kind of source affirms and another denies, for the same question.
//!
//! An answer about the place as a whole is held against those of every area: "yes" from the staff for all, "no" seen in one.

use crate::delegation::areas;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::answer::{Answer, AnswerValue, SourceType, YesNoPartly};
use visita_domain::ids::GENERAL_AREA;
use visita_record::RecordDocument;

/// One side: area, source, what it says.
pub(crate) type Side = (String, SourceType, YesNoPartly);

/// A question that sources answer against each other.
pub(crate) struct Contradiction {
    pub checklist: String,
    pub item: String,
    /// The area in which it shows; the place as a whole where two sources differ on that.
    pub area: String,
    pub sides: Vec<Side>,
}

/// Yes and no to every question, by checklist and item; each current answer of each author.
fn said(record: &RecordDocument) -> BTreeMap<(String, String), Vec<Side>> {
    let mut found: BTreeMap<(String, String), Vec<Side>> = BTreeMap::new();
    for (path, field) in record.fields::<Answer>("answer/") {
        let (Some(key), Ok(field)) = (path.strip_prefix("answer/"), field) else {
            continue;
        };
        let parts: Vec<&str> = key.split('/').collect();
        let [area, checklist, item] = parts.as_slice() else {
            continue;
        };
        for answer in field.current().into_iter().filter_map(|slot| slot.value.as_ref()) {
            if let (Some(source), AnswerValue::YesNoPartly(says)) = (answer.source, &answer.value) {
                let sides = found.entry(((*checklist).to_owned(), (*item).to_owned())).or_default();
                sides.push(((*area).to_owned(), source, *says));
            }
        }
    }
    found
}

/// Whether two sides deny each other, by sources of different kinds, about the same area or about it and the whole.
fn deny((area_a, source_a, a): &Side, (area_b, source_b, b): &Side) -> bool {
    let same = area_a == area_b || area_a == GENERAL_AREA || area_b == GENERAL_AREA;
    let opposite = matches!(
        (a, b),
        (YesNoPartly::Yes, YesNoPartly::No) | (YesNoPartly::No, YesNoPartly::Yes)
    );
    same && opposite && source_a != source_b
}

/// Every contradiction of a visit, one for each question and area.
pub(crate) fn contradictions(record: &RecordDocument) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for ((checklist, item), sides) in said(record) {
        let mut by_area: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (n, a) in sides.iter().enumerate() {
            for (m, b) in sides.iter().enumerate().skip(n + 1) {
                if deny(a, b) {
                    let area = if a.0 == GENERAL_AREA { &b.0 } else { &a.0 };
                    by_area.entry(area.clone()).or_default().extend([n, m]);
                }
            }
        }
        for (area, which) in by_area {
            found.push(Contradiction {
                checklist: checklist.clone(),
                item: item.clone(),
                sides: which.iter().filter_map(|n| sides.get(*n).cloned()).collect(),
                area,
            });
        }
    }
    found
}

/// What else was answered to the question of an answer, by another value: `area/checklist/item`.
pub(crate) fn other_answers(record: &RecordDocument, target: &str) -> Vec<Side> {
    let parts: Vec<&str> = target.split('/').collect();
    let [area, checklist, item] = parts.as_slice() else {
        return Vec::new();
    };
    let path = format!("answer/{target}");
    let shown = record.field::<Answer>(&path).ok();
    let Some(AnswerValue::YesNoPartly(says)) = shown.and_then(|field| field.shown().map(|answer| answer.value.clone()))
    else {
        return Vec::new();
    };
    let sides = said(record).remove(&((*checklist).to_owned(), (*item).to_owned()));
    let near = |other: &str| other == *area || other == GENERAL_AREA || *area == GENERAL_AREA;
    let other = sides.unwrap_or_default().into_iter();
    other
        .filter(|(other, _, value)| near(other) && *value != says && *value != YesNoPartly::NotChecked)
        .collect()
}

/// The name of an area; empty for the place as a whole.
pub(crate) fn area_name(record: &RecordDocument, id: &str) -> String {
    let named = areas(record).into_iter().find(|area| area.id == id);
    named.map(|area| area.name).unwrap_or_default()
}
