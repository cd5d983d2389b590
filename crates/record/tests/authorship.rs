//! A member of the team with a modified app writes what no honest app would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use automerge::transaction::Transactable as _;
use automerge::{ActorId, AutoCommit, ObjId, ROOT, ReadDoc as _};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::MemberId;
use visita_domain::dates::{Timestamp, from_millis};
use visita_domain::slots::{SlotId, WritePolicy};
use visita_record::{Applied, Author, DocumentKind, EditError, RawChange, RecordDocument, Refusal, Signer};

const ANSWER: &str = "answer/general/prison/own_bed";
const FACT: &str = "visit/objectives";

fn author(name: &str, device: u8) -> Author {
    Author {
        member: MemberId::parse(name).unwrap(),
        device: [device; 32],
        incarnation: 0,
    }
}

fn amina() -> Author {
    author("amina", 1)
}

fn boris() -> Author {
    author("boris", 2)
}

fn chen() -> Author {
    author("chen", 3)
}

fn at(s: i64) -> Timestamp {
    from_millis(s * 1_000).unwrap()
}

fn set(record: &mut RecordDocument, author: &Author, path: &str, value: &str) -> Vec<RawChange> {
    record
        .edit(author, at(10), |edit| {
            edit.set(path, Some(&json!(value)), WritePolicy::of(path))
        })
        .unwrap()
}

/// A cell as the author wants it, written without any of the rules; deps and numbers are automerge's own.
fn forge(record: &mut RecordDocument, author: &Author, key: &str, cell: &Value) -> Vec<RawChange> {
    let mut doc = AutoCommit::load(&record.compact().unwrap().into_bytes()).unwrap();
    let before = doc.get_heads();
    doc.set_actor(ActorId::from([author.device.to_vec(), vec![0; 4]].concat()));
    let cells: ObjId = doc.get(ROOT, "cells").unwrap().unwrap().1;
    doc.put(&cells, key, cell.to_string()).unwrap();
    doc.commit();
    doc.get_changes(&before)
        .iter()
        .map(|change| change.raw_bytes().to_vec())
        .collect()
}

fn key(path: &str, mark: char, author: &Author) -> String {
    format!("{path}{mark}{}:{}", author.member, author.device_hex())
}

fn slots(record: &RecordDocument, path: &str) -> BTreeSet<SlotId> {
    let field = record.field::<Value>(path).unwrap();
    field.slots.iter().map(|slot| slot.id.clone()).collect()
}

/// One record on every device: Amina and Boris differ on an answer and on a fact.
fn disagreement() -> RecordDocument {
    let mut a = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let mut b = a.clone();
    for path in [ANSWER, FACT] {
        set(&mut a, &amina(), path, "yes");
        let made = set(&mut b, &boris(), path, "no");
        a.intake(&made, &Signer::of(&boris())).unwrap();
        b = a.clone();
        assert!(b.field::<Value>(path).unwrap().in_conflict());
    }
    a
}

#[test]
fn a_cell_in_the_name_of_a_colleague_is_refused() {
    let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let mut forging = record.clone();
    let as_boris = Author {
        member: boris().member,
        ..amina()
    };
    let forged = set(&mut forging, &as_boris, ANSWER, "no");
    assert_eq!(
        record.intake(&forged, &Signer::of(&amina())),
        Err(Refusal::ForeignMember)
    );
    assert_eq!(slots(&record, ANSWER), BTreeSet::new());
    // The same change is fine where the roster says that the device is Boris's.
    assert_eq!(record.intake(&forged, &Signer::of(&as_boris)), Ok(Applied::New(1)));
}

#[test]
fn nobody_hides_a_colleagues_testimony_by_replacing_it() {
    let mut record = disagreement();
    let cell = json!({"v": "yes", "at": "2026-03-02T10:00:00Z", "covers": slots(&record, ANSWER)});
    let forged = forge(&mut record, &amina(), &key(ANSWER, '#', &amina()), &cell);
    assert_eq!(
        record.intake(&forged, &Signer::of(&amina())),
        Err(Refusal::ForeignCovers)
    );
    assert!(record.field::<Value>(ANSWER).unwrap().in_conflict());
    let mut own = slots(&record, ANSWER);
    own.retain(|id| id.0.contains(&amina().device_hex()));
    assert_eq!(own.len(), 1);
    let cell = json!({"v": "no", "at": "2026-03-02T10:00:00Z", "covers": own});
    let honest = forge(&mut record, &amina(), &key(ANSWER, '#', &amina()), &cell);
    assert_eq!(record.intake(&honest, &Signer::of(&amina())), Ok(Applied::New(1)));
}

#[test]
fn a_fact_in_conflict_is_not_settled_by_replacing_both_and_an_agreed_one_is_corrected() {
    let mut record = disagreement();
    let cell = json!({"v": "maybe", "at": "2026-03-02T10:00:00Z", "covers": slots(&record, FACT)});
    let forged = forge(&mut record, &chen(), &key(FACT, '#', &chen()), &cell);
    assert_eq!(
        record.intake(&forged, &Signer::of(&chen())),
        Err(Refusal::ForeignCovers)
    );
    assert!(record.field::<Value>(FACT).unwrap().in_conflict());

    let mut agreed = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    set(&mut agreed, &amina(), FACT, "yes");
    let mut corrected = agreed.clone();
    let honest = set(&mut corrected, &chen(), FACT, "no");
    assert_eq!(agreed.intake(&honest, &Signer::of(&chen())), Ok(Applied::New(1)));
    assert_eq!(agreed.field::<Value>(FACT).unwrap().shown(), Some(&json!("no")));
}

#[test]
fn what_a_colleague_will_write_cannot_be_replaced_or_seen_beforehand() {
    let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let made = set(&mut record, &amina(), FACT, "yes");
    assert_eq!(made.len(), 1);
    let next = SlotId(format!("8@{}00000000", boris().device_hex()));
    let cell = json!({"v": "yes", "at": "2026-03-02T10:00:00Z", "covers": [next]});
    let forged = forge(&mut record, &chen(), &key(FACT, '#', &chen()), &cell);
    assert_eq!(
        record.intake(&forged, &Signer::of(&chen())),
        Err(Refusal::ForeignCovers)
    );
    let decision = |seen: &[&SlotId]| json!({"d": {"outcome": "keep_both"}, "seen": seen, "at": "2026-03-02T10:00:00Z", "covers": []});
    let forged = forge(&mut record, &chen(), &key(FACT, '!', &chen()), &decision(&[&next]));
    assert_eq!(
        record.intake(&forged, &Signer::lead(&chen())),
        Err(Refusal::ForeignCovers)
    );
    let seen = slots(&record, FACT);
    let seen: Vec<&SlotId> = seen.iter().collect();
    let honest = forge(&mut record, &chen(), &key(FACT, '!', &chen()), &decision(&seen));
    assert_eq!(record.intake(&honest, &Signer::lead(&chen())), Ok(Applied::New(1)));
}

#[test]
fn only_who_may_have_been_a_lead_decides() {
    let mut record = disagreement();
    let seen = slots(&record, ANSWER);
    let mut deciding = record.clone();
    let decided = deciding
        .edit(&chen(), at(20), |edit| {
            edit.decide(ANSWER, json!({"outcome": "keep_both"}), &seen, None)
        })
        .unwrap();
    assert_eq!(record.intake(&decided, &Signer::of(&chen())), Err(Refusal::NotALead));
    assert!(record.field::<Value>(ANSWER).unwrap().in_conflict());
    assert_eq!(record.intake(&decided, &Signer::lead(&chen())), Ok(Applied::New(1)));
    assert!(!record.field::<Value>(ANSWER).unwrap().in_conflict());
}

#[test]
fn a_forged_claim_costs_the_honest_changes_that_came_with_it_nothing() {
    let mut record = disagreement();
    let cell = json!({"v": "maybe", "at": "2026-03-02T10:00:00Z", "covers": slots(&record, FACT)});
    let forged = forge(&mut record, &chen(), &key(FACT, '#', &chen()), &cell);
    let mut elsewhere = record.clone();
    let honest = set(&mut elsewhere, &boris(), "visit/title", "spring");
    let (liar, fair) = (Signer::of(&chen()), Signer::of(&boris()));
    let taken = record.intake_all(&[
        visita_record::Incoming {
            signer: &liar,
            changes: &forged,
        },
        visita_record::Incoming {
            signer: &fair,
            changes: &honest,
        },
    ]);
    assert_eq!(taken.outcomes, [Err(Refusal::ForeignCovers), Ok(Applied::New(1))]);
    assert_eq!(record.heads(), elsewhere.heads());
}

#[test]
fn the_app_itself_does_not_write_testimony_as_a_fact() {
    let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let made = record.edit(&amina(), at(1), |edit| {
        edit.set(ANSWER, Some(&json!("yes")), WritePolicy::Fact)
    });
    assert_eq!(made, Err(EditError::Refused));
}

/// The one change that Amina made first, with its first operation numbered otherwise.
fn numbered(start_op: u64) -> Vec<RawChange> {
    let mut doc = AutoCommit::load(
        &RecordDocument::genesis(DocumentKind::Visit)
            .unwrap()
            .compact()
            .unwrap()
            .into_bytes(),
    )
    .unwrap();
    let before = doc.get_heads();
    doc.set_actor(ActorId::from([amina().device.to_vec(), vec![0; 4]].concat()));
    let cells: ObjId = doc.get(ROOT, "cells").unwrap().unwrap().1;
    doc.put(&cells, key(ANSWER, '#', &amina()), json!({"v": "yes"}).to_string())
        .unwrap();
    doc.commit();
    let mut change = doc.get_changes(&before)[0].decode();
    change.start_op = start_op.try_into().unwrap();
    let change = automerge::Change::from(change);
    vec![change.raw_bytes().to_vec()]
}

#[test]
fn a_change_is_numbered_from_what_it_rests_on_and_from_nothing_else() {
    // Genesis makes five operations.
    for (start_op, outcome) in [
        (5, Err(Refusal::Numbering)),
        (6, Ok(Applied::New(1))),
        (7, Err(Refusal::Numbering)),
        (10_000_000, Err(Refusal::Numbering)),
        (u64::from(u32::MAX), Err(Refusal::Numbering)),
    ] {
        let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
        let before = record.heads();
        assert_eq!(
            record.intake(&numbered(start_op), &Signer::of(&amina())),
            outcome,
            "{start_op}"
        );
        assert_eq!(record.heads() == before, outcome.is_err());
    }
}

#[test]
fn a_change_that_rests_on_nothing_is_refused() {
    let mut orphan = AutoCommit::new().with_actor(ActorId::from([amina().device.to_vec(), vec![0; 4]].concat()));
    orphan.put(ROOT, "v", 2).unwrap();
    orphan.commit();
    let changes: Vec<RawChange> = orphan
        .get_changes(&[])
        .iter()
        .map(|change| change.raw_bytes().to_vec())
        .collect();
    let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    assert_eq!(record.intake(&changes, &Signer::of(&amina())), Err(Refusal::Numbering));
}

/// A record, the heads it has stood at, and what was written in it.
type Typing = (RecordDocument, Vec<Vec<[u8; 32]>>, Vec<RawChange>);
type Step = (usize, usize, String, bool);
/// Nobody types on in a text longer than this, characters.
const LONG: usize = 2_000;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0_usize..3, 0_usize..5, "[a-zé😀 ]{1,6}", any::<bool>()), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// Whoever types on an older state, or on several, is numbered as the guard asks: nobody honest is refused.
    #[test]
    fn text_typed_on_any_older_state_passes_the_guard(story in steps()) {
        let authors = [amina(), boris(), chen()];
        let mut devices: Vec<Typing> = authors
            .iter()
            .map(|_| RecordDocument::genesis(DocumentKind::Interview).unwrap())
            .map(|mut record| (record.clone(), vec![record.heads()], Vec::new()))
            .collect();
        for (who, back, put, meets) in story {
            let (record, bases, written) = &mut devices[who];
            // Typed on an old base, all of the text stands twice: a story may not double it until no note holds it.
            if record.text().chars().count() > LONG {
                continue;
            }
            // One's own changes may follow one another on one old base: several branches of one device.
            let base = bases[bases.len().saturating_sub(1 + back)].clone();
            let text = format!("{put}{}", record.text());
            let made = record
                .edit(&authors[who], at(30), |edit| {
                    edit.set("situation/held", Some(&json!(put)), WritePolicy::Fact)?;
                    edit.set_text(&base, &text)
                })
                .unwrap();
            written.extend(made);
            let heads = record.heads();
            bases.push(heads);
            if meets {
                let sent = devices[who].2.clone();
                let (record, bases, _) = &mut devices[(who + 1) % 3];
                let taken = record.intake(&sent, &Signer::of(&authors[who]));
                prop_assert!(taken.is_ok(), "{taken:?}");
                let heads = record.heads();
                bases.push(heads);
            }
        }
        for _ in 0..3 {
            for from in 0..3 {
                let sent = devices[from].2.clone();
                for (to, (record, _, _)) in devices.iter_mut().enumerate() {
                    if to != from {
                        let taken = record.intake(&sent, &Signer::of(&authors[from]));
                        prop_assert!(taken.is_ok(), "{taken:?}");
                    }
                }
            }
        }
        let heads = devices[0].0.heads();
        prop_assert!(devices.iter_mut().all(|(record, _, _)| record.heads() == heads));
    }
}
