//! What lists and search show of a recommendation, made from its record alone.

use super::facts::link_of;
use super::{AGREED, FACTS};
use crate::project::{Found, Projected, title};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::finding::Review;
use visita_domain::recommendation::{
    Check, CheckResult, LONG_CHARS, Letter, Message, Recommendation, Reply, Status, reference,
};
use visita_domain::slots::{Field, Slot, SlotId};
use visita_record::{RecordDocument, Section};

/// Where the visit stands that it was made on.
const VISIT: &str = "recommendation/visit";
/// Where links to findings stand, each under the visit and the id of its finding.
pub(crate) const BASIS: &str = "basis/";

/// A finding as a recommendation names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Basis {
    pub visit: DocumentId,
    pub finding: String,
}

/// A visit that a recommendation does not stand on any more, or not as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Departed {
    /// None where it cannot be told any more which it was.
    pub visit: Option<DocumentId>,
    /// The devices that took it off; none where what somebody wrote still names it.
    pub by: BTreeSet<String>,
}

/// A letter in which a recommendation went out, by what it bears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TakenBy {
    pub on: Day,
    pub reference: String,
    pub addressee: Option<DocumentId>,
}

/// What a reply to several recommendations says about this one, without its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// Its id in the record.
    pub id: String,
    pub reply: Reply,
}

/// What a list knows of a recommendation. The words of replies stay in the record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RecommendationBody {
    pub facts: Recommendation,
    pub findings: Vec<Basis>,
    /// Visits that it stood on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departed: Vec<Departed>,
    /// The day of the first letter.
    pub sent_on: Option<Day>,
    /// The day of the last one.
    pub asked_on: Option<Day>,
    pub replies: Vec<Reply>,
    /// The letters that took it to an authority, without those logged by mistake.
    #[serde(default)]
    pub letters: Vec<TakenBy>,
    /// Its parts of replies that answer several, with those logged by mistake.
    #[serde(default)]
    pub parts: Vec<Part>,
    pub checks: Vec<(Day, CheckResult)>,
    /// Its text as the search folds it.
    pub folded: String,
    pub conflicts: Vec<String>,
}

/// Things of a kind in a record, each read from its own fields, by id.
pub(crate) fn things<T: DeserializeOwned + Serialize + Default>(
    record: &RecordDocument,
    noun: &str,
) -> Vec<(String, Section<T>)> {
    crate::findings::ids(record, noun)
        .into_iter()
        .map(|id| {
            let section = record.section::<T>(&format!("{noun}/{id}"));
            (id, section)
        })
        .collect()
}

/// The letters in which it went out, with those that were logged by mistake.
fn letters(record: &RecordDocument) -> Vec<Letter> {
    let all = things::<Letter>(record, "letter").into_iter();
    all.map(|(_, letter)| letter.value).collect()
}

/// The facts of a recommendation. Whether the authority has it is read off the letters ([`Status::beside`]), by everybody.
pub(crate) fn standing_facts(record: &RecordDocument) -> Section<Recommendation> {
    let mut facts = record.section::<Recommendation>(FACTS);
    facts.value.status = facts.value.status.beside(&letters(record));
    facts
}

/// The findings it answers.
pub(crate) fn basis(record: &RecordDocument) -> Vec<Basis> {
    let fields = record.fields::<bool>(BASIS).into_iter();
    fields
        .filter(|(_, field)| field.as_ref().is_ok_and(|field| field.shown() == Some(&true)))
        .filter_map(|(path, _)| link_of(path.strip_prefix(BASIS)?))
        .collect()
}

/// The visits that a recommendation stands on: the one it was made on, and those of the findings it answers.
fn stands_on(visit: Option<DocumentId>, findings: &[Basis]) -> BTreeSet<DocumentId> {
    visit
        .into_iter()
        .chain(findings.iter().map(|basis| basis.visit))
        .collect()
}

/// Visits that it stood on, as far as the record tells: a device that writes twice writes over its own word, and which visit
/// that was is not told then.
fn departed(record: &RecordDocument, stands_on: &BTreeSet<DocumentId>) -> Vec<Departed> {
    let unknown = Departed {
        visit: None,
        by: BTreeSet::new(),
    };
    let mut departed = match record.field::<DocumentId>(VISIT) {
        Ok(field) => departed_by_facts(&field, stands_on),
        Err(_) => vec![unknown],
    };
    let links = record.fields::<bool>(BASIS).into_iter().filter_map(|(path, field)| {
        let visit = link_of(path.strip_prefix(BASIS)?)?.visit;
        let slots = field.map(|field| field.slots).unwrap_or_default().into_iter();
        let unlinked = slots.filter(|slot| slot.value != Some(true)).map(|slot| slot.device);
        (!stands_on.contains(&visit)).then(|| Departed {
            visit: Some(visit),
            by: unlinked.collect(),
        })
    });
    departed.extend(links);
    departed
}

fn departed_by_facts(field: &Field<DocumentId>, stands_on: &BTreeSet<DocumentId>) -> Vec<Departed> {
    let over = |one: &Slot<DocumentId>| {
        let others = field.slots.iter().filter(|slot| slot.id != one.id);
        let over = others.filter(|slot| slot.covers.contains(&one.id));
        over.map(|slot| slot.device.clone()).collect::<BTreeSet<String>>()
    };
    let other_than_itself =
        |one: &Slot<DocumentId>, id: &SlotId| *id != one.id && field.slots.iter().any(|slot| slot.id == *id);
    let mut departed = Vec::new();
    for slot in &field.slots {
        let by = over(slot);
        if by.is_empty() && slot.covers.iter().any(|id| !other_than_itself(slot, id)) {
            departed.push(Departed {
                visit: None,
                by: BTreeSet::from([slot.device.clone()]),
            });
        }
        if let Some(visit) = slot.value.filter(|visit| !stands_on.contains(visit)) {
            departed.push(Departed { visit: Some(visit), by });
        }
    }
    departed
}

impl RecommendationBody {
    /// The visits that it stands on.
    pub(crate) fn stands_on(&self) -> BTreeSet<DocumentId> {
        stands_on(self.facts.visit, &self.findings)
    }
}

/// How far the team is with the words as they stand. A draft is agreed only while its words are those that were agreed on: a
/// colleague may have written others, after it or apart from it.
fn review_of(record: &RecordDocument, facts: &Recommendation) -> Review {
    if facts.review != Review::Agreed || facts.status != Status::Draft {
        return facts.review;
    }
    let agreed = record.field::<String>(AGREED).unwrap_or_default();
    let mut slots = agreed.current().into_iter();
    if slots.any(|slot| slot.value.as_ref() == Some(&facts.text)) {
        Review::Agreed
    } else {
        Review::InReview
    }
}

fn body(record: &RecordDocument, conflicts: Vec<String>) -> RecommendationBody {
    let mut facts = standing_facts(record).value;
    facts.review = review_of(record, &facts);
    let letters = letters(record).into_iter().filter(|letter| !letter.dropped);
    let letters: Vec<TakenBy> = letters.filter_map(taken_by).collect();
    let sent = letters.iter().map(|letter| letter.on);
    let replies = things::<Reply>(record, "answered").into_iter().map(|(_, reply)| Reply {
        words: String::new(),
        reference: String::new(),
        ..reply.value
    });
    let checks = things::<Check>(record, "verification")
        .into_iter()
        .map(|(_, check)| check.value);
    let findings = basis(record);
    RecommendationBody {
        departed: departed(record, &stands_on(facts.visit, &findings)),
        findings,
        sent_on: sent.clone().min(),
        asked_on: sent.max(),
        parts: parts(record),
        replies: replies.filter(|reply| !reply.dropped).collect(),
        checks: checks
            .filter(|check| !check.dropped)
            .filter_map(|check| Some((check.on?, check.result?)))
            .collect(),
        folded: visita_vault::fold(&facts.text),
        letters,
        conflicts,
        facts,
    }
}

fn taken_by(letter: Letter) -> Option<TakenBy> {
    Some(TakenBy {
        on: letter.on?,
        reference: letter.reference,
        addressee: letter.addressee,
    })
}

/// Its parts of replies that answer several recommendations.
fn parts(record: &RecordDocument) -> Vec<Part> {
    let all = things::<Reply>(record, "answered").into_iter();
    let joint = all.filter(|(_, reply)| reply.value.joint.is_some());
    joint
        .map(|(id, reply)| Part {
            id,
            reply: Reply {
                words: String::new(),
                ..reply.value
            },
        })
        .collect()
}

/// The recommendation as it is found: by its words, and by either form of its reference, of which the long one begins with the
/// short one.
fn itself(id: DocumentId, facts: &Recommendation) -> Found {
    let reference = reference(super::year(facts, id), id, LONG_CHARS);
    Found {
        kind: "recommendation",
        at: None,
        title: title(&facts.text),
        text: format!("{}\n{}\n{reference}", facts.text, facts.standards),
    }
}

/// What passed about it, as it is found. A letter is found by its reference alone: its words are those of the recommendation.
fn passed(record: &RecordDocument) -> Vec<Found> {
    let mut texts = Vec::new();
    let mut found = |kind, at: String, text: String| {
        if !text.trim().is_empty() {
            texts.push(Found {
                kind,
                at: Some(at),
                title: title(&text),
                text,
            });
        }
    };
    for (id, letter) in things::<Letter>(record, "letter") {
        if !letter.value.dropped {
            found("dialogue", format!("letter/{id}"), letter.value.reference);
        }
    }
    for (id, reply) in things::<Reply>(record, "answered") {
        let Reply {
            reference,
            words,
            dropped: false,
            ..
        } = reply.value
        else {
            continue;
        };
        found("reply", format!("answered/{id}"), format!("{words}\n{reference}"));
    }
    for (id, message) in things::<Message>(record, "message") {
        if !message.value.dropped {
            found("dialogue", format!("message/{id}"), message.value.words);
        }
    }
    texts
}

/// The projections of a recommendation: its line, its text, what it was sent in, what the authority replied and what was said.
pub(crate) fn recommendation(id: DocumentId, record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let body = body(record, conflicts);
    let mut texts = vec![itself(id, &body.facts)];
    texts.extend(passed(record));
    Projected {
        rows: vec![("recommendation", json!(body))],
        texts,
        named: Vec::new(),
    }
}
