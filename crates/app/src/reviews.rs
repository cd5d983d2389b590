//! How far the team is with a record, or with one entry in it: a draft, in review, agreed. It stands beside what was written,
//! never in it, so that testimony stays its author's. What is agreed are the words of that day: others are in review.

use crate::api::merge::RecordRef;
use crate::api::review::*;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, code_of, from_code};
use serde_json::{Value, json};
use visita_domain::dates::{Timestamp, rfc3339};
use visita_domain::finding::Review;
use visita_domain::slots::{Field, FieldState, Slot, WritePolicy};
use visita_domain::talk::is_about;
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::digest::sha256_hex;

/// Where reviews stand, each under the path it is about.
pub(crate) const REVIEW: &str = "review";
/// Where the digest stands of the words that were agreed on.
const AGREED: &str = "agreed";
/// What stands in place of a path where it is about the record as a whole.
const WHOLE: &str = "record";
/// What the team says beside a record, and what a lead decided there, is no part of its words.
const BESIDE: [&str; 8] = [
    REVIEW,
    AGREED,
    "comment",
    "task",
    "attachment",
    "reply",
    "passage",
    "withdrawal",
];
/// What of a visit is agreed on as a whole. What was recorded on it goes through review entry by entry.
const OF_A_VISIT: [&str; 3] = ["visit", "team", "area"];
/// How far a record is along: a step is none of its words, and nobody agreed on it.
const STEPS: [&str; 3] = ["visit/phase", "plan/state", "plan/visit"];
/// What the team does after an interview is no part of what was said in it. Each contact afterwards has a review of its own.
const AFTER_AN_INTERVIEW: [&str; 2] = ["handled", "recontact"];
/// Entries whose review the desk calls by their name.
const NAMED: [&str; 18] = [
    "access",
    "answer",
    "answered",
    "contact",
    "count",
    "document",
    "draw",
    "letter",
    "message",
    "observation",
    "population",
    "recontact",
    "remark",
    "sample",
    "statement",
    "stay",
    "unit",
    "verification",
];

fn noun_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// The path of a field about a path.
fn at(section: &str, about: &str) -> String {
    format!("{section}/{}", if about.is_empty() { WHOLE } else { about })
}

/// Key of the message that names the review of something; none where the path is of none.
pub(crate) fn label(kind: DocumentKind, path: &str) -> Option<String> {
    let (section, about) = path.split_once('/')?;
    match section {
        REVIEW if about == WHOLE => Some(format!("field-review-{}", kind.code())),
        REVIEW => {
            let noun = Some(noun_of(about)).filter(|noun| NAMED.contains(noun));
            Some(format!("field-review-{}", noun.unwrap_or("entry")))
        }
        AGREED if about != "words" => Some("field-agreed-entry".to_owned()),
        _ => None,
    }
}

/// Whether a field is among the words that a review is about.
fn is_of(kind: DocumentKind, about: &str, path: &str) -> bool {
    if STEPS.contains(&path) {
        return false;
    }
    if !about.is_empty() {
        return path
            .strip_prefix(about)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    }
    let noun = noun_of(path);
    match kind {
        DocumentKind::Visit => OF_A_VISIT.contains(&noun),
        DocumentKind::Interview => !BESIDE.contains(&noun) && !AFTER_AN_INTERVIEW.contains(&noun),
        DocumentKind::Place
        | DocumentKind::Authority
        | DocumentKind::Plan
        | DocumentKind::Recommendation
        | DocumentKind::Scratch
        | DocumentKind::Body => !BESIDE.contains(&noun),
    }
}

/// Findings, recommendations and the report have a review of their own, and what is said beside a record has none.
fn goes_through_review(kind: DocumentKind, about: &str) -> bool {
    let noun = noun_of(about);
    match kind {
        DocumentKind::Visit => !matches!(noun, "finding" | "report") && !BESIDE.contains(&noun),
        DocumentKind::Recommendation => {
            !about.is_empty() && !matches!(noun, "recommendation" | "basis" | "smart") && !BESIDE.contains(&noun)
        }
        DocumentKind::Interview | DocumentKind::Place | DocumentKind::Authority | DocumentKind::Plan => {
            !BESIDE.contains(&noun)
        }
        DocumentKind::Scratch | DocumentKind::Body => false,
    }
}

/// What a field says; where people differ on it, all that they say, in one order on every device.
fn says(field: &Field<Value>) -> Vec<String> {
    let mut said: Vec<String> = if field.in_conflict() {
        let current = field.current().into_iter();
        current.map(|slot| json!(slot.value).to_string()).collect()
    } else {
        field.shown().map(ToString::to_string).into_iter().collect()
    };
    said.sort();
    said.dedup();
    said
}

/// The digest of the words that a review is about; none where nothing stands there.
fn words(record: &RecordDocument, about: &str) -> Option<String> {
    let fields = record.raw_fields(about).into_iter();
    let of_it = fields.filter(|(path, _)| is_of(record.kind(), about, path));
    let said = of_it.map(|(path, field)| (path, says(&field)));
    let said: Vec<(String, Vec<String>)> = said.filter(|(_, said)| !said.is_empty()).collect();
    let text = if about.is_empty() { record.text() } else { String::new() };
    let stands = !said.is_empty() || !text.is_empty();
    stands.then(|| sha256_hex(json!([said, text]).to_string().as_bytes()))
}

/// A review as it stands.
struct Standing {
    review: Review,
    /// Who said so, and when; nobody yet.
    said: Option<(MemberId, Timestamp)>,
    changed: bool,
    disputed: bool,
}

fn standing(record: &RecordDocument, about: &str, words: Option<&str>) -> Standing {
    let field = record.field::<Review>(&at(REVIEW, about)).unwrap_or_default();
    let review = field.shown().copied().unwrap_or_default();
    let current = field.current().into_iter();
    let newest = current
        .filter(|slot| slot.value == Some(review))
        .max_by_key(|slot| (slot.at, slot.id.clone()));
    let said = match field.state() {
        FieldState::Decided(decision) => Some((decision.by.clone(), decision.at)),
        FieldState::Empty | FieldState::Agreed(_) | FieldState::Conflict { .. } => {
            newest.map(|slot| (slot.by.clone(), slot.at))
        }
    };
    let disputed = field.in_conflict();
    if review != Review::Agreed {
        return Standing {
            review,
            said,
            changed: false,
            disputed,
        };
    }
    let agreed = record.field::<String>(&at(AGREED, about)).unwrap_or_default();
    let chosen = match agreed.state() {
        FieldState::Decided(decision) => decision.outcome.value(),
        FieldState::Empty | FieldState::Agreed(_) | FieldState::Conflict { .. } => None,
    };
    let slots = agreed.current();
    let latest = slots.iter().map(|slot| slot.at).max();
    // Of several only the words of the last moment are agreed on, or those that a lead chose. Others are not, even if they come
    // back.
    let counts = |slot: &Slot<String>| match chosen {
        Some(chosen) => slot.value.as_ref() == Some(chosen),
        None => Some(slot.at) == latest,
    };
    let same = slots
        .into_iter()
        .filter(|slot| counts(slot) && slot.value.as_deref() == words);
    // Agreed again after a change, it is whoever did so last that agreed on the words as they are.
    match same.map(|slot| (slot.at, slot.by.clone())).max() {
        Some((when, by)) => Standing {
            review,
            said: said.filter(|(_, said)| *said > when).or(Some((by, when))),
            changed: false,
            disputed,
        },
        None => Standing {
            review: Review::InReview,
            said,
            changed: true,
            disputed,
        },
    }
}

impl Session {
    fn review_at(&mut self, record: &RecordDocument, about: &str) -> Result<ReviewView, ApiError> {
        let open = self.open()?;
        open.shelf()?;
        let hidden = open.hides_words(record) || !goes_through_review(record.kind(), about);
        let words = if hidden { None } else { words(record, about) };
        let Some(words) = words else {
            return Ok(ReviewView::of_nothing(about));
        };
        let standing = standing(record, about, Some(&words));
        let (by, at) = standing
            .said
            .map_or((None, None), |(by, at)| (Some(open.name_of(&by)), Some(rfc3339(at))));
        Ok(ReviewView {
            about: about.to_owned(),
            reviewed: true,
            review: code_of(&standing.review),
            by: by.unwrap_or_default(),
            at,
            changed: standing.changed,
            disputed: standing.disputed,
            words,
        })
    }

    /// How far the team is with a record, or with one entry in it.
    pub(crate) fn review_get(&mut self, args: ReviewRef) -> Result<ReviewView, ApiError> {
        if !is_about(&args.about) {
            return Err(ApiError::about(ErrorCode::Refused, "about"));
        }
        let record = self.talked_on(args.doc.parse()?)?;
        self.review_at(&record, &args.about)
    }

    /// Whatever in a record somebody said a review of.
    pub(crate) fn review_list(&mut self, args: RecordRef) -> Result<Reviews, ApiError> {
        let record = self.talked_on(args.doc.parse()?)?;
        let paths = record.raw_fields(&format!("{REVIEW}/")).into_keys();
        let abouts = paths.filter_map(|path| Some(path.split_once('/')?.1.to_owned()));
        let mut rows = Vec::new();
        for about in abouts {
            let about = if about == WHOLE { "" } else { about.as_str() };
            let row = self.review_at(&record, about)?;
            if row.reviewed {
                rows.push(row);
            }
        }
        Ok(Reviews { rows })
    }

    /// Whoever may comment on it says how far the team is with it.
    pub(crate) fn review_set(&mut self, args: ReviewSet) -> Result<Saved, ApiError> {
        if !is_about(&args.about) {
            return Err(ApiError::about(ErrorCode::Refused, "about"));
        }
        let doc: DocumentId = args.doc.parse()?;
        let (was, review): (Review, Review) = (from_code(&args.was, "was")?, from_code(&args.review, "review")?);
        let record = self.talked_on(doc)?;
        let open = self.open()?;
        open.shelf()?;
        if open.hides_words(&record) {
            return Err(ErrorCode::NoConsent.into());
        }
        if !goes_through_review(record.kind(), &args.about) {
            return Err(ApiError::about(ErrorCode::Refused, "about"));
        }
        let words = words(&record, &args.about).ok_or_else(|| ApiError::about(ErrorCode::NotFound, "about"))?;
        let stands = standing(&record, &args.about, Some(&words)).review;
        if stands != was && stands != review {
            return Err(ApiError::about(ErrorCode::Stale, "review"));
        }
        // Nobody agrees on words that came while they read others.
        if args.words.is_some_and(|read| read != words) {
            return Err(ApiError::about(ErrorCode::Stale, "words"));
        }
        let agreed = (review == Review::Agreed).then(|| json!(words));
        self.write(
            doc,
            |edit| {
                edit.set(&at(REVIEW, &args.about), Some(&json!(review)), WritePolicy::Fact)?;
                match &agreed {
                    Some(words) => edit.set(&at(AGREED, &args.about), Some(words), WritePolicy::Fact),
                    None => Ok(()),
                }
            },
            |_| Ok(()),
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use visita_domain::dates::from_millis;
    use visita_record::{Author, Signer};

    #[test]
    fn a_review_is_about_an_entry_and_not_about_its_namesake() {
        let of = |about, path| is_of(DocumentKind::Place, about, path);
        assert!(of("unit/a", "unit/a/name") && of("unit/a", "unit/a"));
        assert!(!of("unit/a", "unit/ab/name"));
        assert!(of("", "unit/a/name") && !of("", "comment/c/said") && !of("", "review/record"));
    }

    #[test]
    fn of_a_visit_as_a_whole_its_own_facts_are_agreed_on_and_not_what_was_recorded() {
        let of = |path| is_of(DocumentKind::Visit, "", path);
        assert!(of("visit/starts_on") && of("area/a"));
        assert!(!of("observation/o/text") && !of("finding/f/statement"));
    }

    #[test]
    fn steps_of_a_record_and_what_is_done_after_an_interview_are_none_of_its_words() {
        let of = |kind, about, path| is_of(kind, about, path);
        assert!(!of(DocumentKind::Visit, "", "visit/phase"));
        assert!(!of(DocumentKind::Visit, "visit", "visit/phase"));
        assert!(of(DocumentKind::Visit, "", "visit/kind"));
        assert!(!of(DocumentKind::Plan, "", "plan/state") && !of(DocumentKind::Plan, "", "plan/visit"));
        assert!(of(DocumentKind::Plan, "", "plan/objectives"));
        let talk = |about, path| of(DocumentKind::Interview, about, path);
        assert!(!talk("", "handled/minor") && !talk("", "recontact/r/how"));
        assert!(talk("", "statement/s/said") && talk("", "frame/selection"));
        assert!(talk("recontact/r", "recontact/r/how"), "it has a review of its own");
    }

    #[test]
    fn what_has_a_review_of_its_own_has_no_second_one() {
        for about in ["finding/f", "report", "comment/c", "agreed/record"] {
            assert!(!goes_through_review(DocumentKind::Visit, about), "{about}");
        }
        assert!(!goes_through_review(DocumentKind::Recommendation, ""));
        assert!(goes_through_review(DocumentKind::Recommendation, "letter/l"));
        assert!(goes_through_review(DocumentKind::Interview, ""));
    }

    #[test]
    fn of_words_agreed_on_apart_only_those_of_the_last_moment_are() {
        let changed = |moments: [i64; 2], words: &str| {
            let mut record = RecordDocument::genesis(DocumentKind::Place).unwrap();
            let mut apart = RecordDocument::genesis(DocumentKind::Place).unwrap();
            let sides = [(&mut record, "amina", 1, "first"), (&mut apart, "boris", 2, "second")];
            let written = sides
                .into_iter()
                .zip(moments)
                .map(|((record, member, device, said), at)| {
                    let author = Author {
                        member: MemberId::parse(member).unwrap(),
                        device: [device; 32],
                        incarnation: 0,
                    };
                    let made = record.edit(&author, from_millis(at).unwrap(), |edit| {
                        edit.set("review/record", Some(&json!(Review::Agreed)), WritePolicy::Fact)?;
                        edit.set("agreed/record", Some(&json!(said)), WritePolicy::Fact)
                    });
                    (made.unwrap(), Signer::of(&author))
                });
            let written: Vec<_> = written.collect();
            let (theirs, signer) = written.last().unwrap();
            record.intake(theirs, signer).unwrap();
            standing(&record, "", Some(words)).changed
        };
        assert!(changed([1_000, 2_000], "first") && !changed([1_000, 2_000], "second"));
        assert!(!changed([1_000, 1_000], "first") && !changed([1_000, 1_000], "second"));
    }

    #[test]
    fn the_desk_calls_a_review_by_what_it_is_of() {
        let of = |path| label(DocumentKind::Visit, path);
        assert_eq!(of("review/record").as_deref(), Some("field-review-visit"));
        assert_eq!(of("review/observation/o").as_deref(), Some("field-review-observation"));
        assert_eq!(of("review/of_a_newer/o").as_deref(), Some("field-review-entry"));
        assert_eq!(of("agreed/words"), None);
        assert_eq!(of("observation/o/text"), None);
    }
}
