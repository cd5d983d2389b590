//! Amina and Boris record the same visit apart from each other, and meet.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use rand::{Rng as _, RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::MemberId;
use visita_domain::answer::{Answer, AnswerValue, YesNoPartly};
use visita_domain::dates::{Timestamp, from_millis};
use visita_domain::place::Place;
use visita_domain::slots::{FieldState, WritePolicy};
use visita_record::{Applied, Author, DocumentKind, Incoming, RawChange, RecordDocument, Refusal, Signer};

const OWN_BED: &str = "answer/general/prison/own_bed";

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

fn at(s: i64) -> Timestamp {
    from_millis(s * 1000).unwrap()
}

/// As the roster would say: everybody is a lead, and Amina has two devices.
fn signer(author: &Author) -> Signer {
    Signer {
        others: BTreeSet::from(if author.member == amina().member {
            [[1; 32], [9; 32]]
        } else {
            [author.device; 2]
        }),
        ..Signer::lead(author)
    }
}

struct Device {
    author: Author,
    record: RecordDocument,
    written: Vec<RawChange>,
    clock: i64,
}

impl Device {
    fn new(author: Author, kind: DocumentKind) -> Self {
        Self {
            author,
            record: RecordDocument::genesis(kind).unwrap(),
            written: Vec::new(),
            clock: 1_000,
        }
    }

    fn set(&mut self, path: &str, value: Value, policy: WritePolicy) {
        self.clock += 1;
        let author = self.author.clone();
        let made = self
            .record
            .edit(&author, at(self.clock), |edit| edit.set(path, Some(&value), policy))
            .unwrap();
        self.written.extend(made);
    }

    fn answers(&mut self, value: YesNoPartly) {
        let answer = Answer {
            value: AnswerValue::YesNoPartly(value),
            note: String::new(),
            source: None,
            flag: false,
        };
        self.set(OWN_BED, serde_json::to_value(answer).unwrap(), WritePolicy::Testimony);
    }

    fn types(&mut self, base: &[[u8; 32]], text: &str) {
        let author = self.author.clone();
        let made = self
            .record
            .edit(&author, at(self.clock), |edit| edit.set_text(base, text))
            .unwrap();
        self.written.extend(made);
    }

    fn takes_from(&mut self, other: &Self) {
        self.record.intake(&other.written, &signer(&other.author)).unwrap();
    }

    fn state(&self) -> String {
        let field = self.record.field::<Answer>(OWN_BED).unwrap();
        match field.state() {
            FieldState::Empty => "empty",
            FieldState::Agreed(_) => "agreed",
            FieldState::Conflict { .. } => "conflict",
            FieldState::Decided(_) => "decided",
        }
        .to_owned()
    }
}

fn both(kind: DocumentKind) -> (Device, Device) {
    (Device::new(amina(), kind), Device::new(boris(), kind))
}

fn meet(a: &mut Device, b: &mut Device) {
    a.takes_from(b);
    b.takes_from(a);
    assert_eq!(a.record.heads(), b.record.heads());
}

#[test]
fn both_answer_the_same_item_and_both_answers_stand_side_by_side() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    b.answers(YesNoPartly::No);
    meet(&mut a, &mut b);
    assert_eq!((a.state(), b.state()), ("conflict".into(), "conflict".into()));
    assert_eq!(a.record.field::<Answer>(OWN_BED).unwrap().current().len(), 2);
}

#[test]
fn equal_answers_are_no_conflict() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Partly);
    b.answers(YesNoPartly::Partly);
    meet(&mut a, &mut b);
    assert_eq!(a.state(), "agreed");
}

#[test]
fn a_later_write_does_not_hide_the_conflict() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    b.answers(YesNoPartly::No);
    meet(&mut a, &mut b);
    a.answers(YesNoPartly::Partly);
    b.takes_from(&a);
    assert_eq!(b.state(), "conflict");
}

#[test]
fn a_decision_settles_the_conflict_and_a_later_answer_reopens_it() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    b.answers(YesNoPartly::No);
    meet(&mut a, &mut b);
    let field = a.record.field::<Answer>(OWN_BED).unwrap();
    let seen: BTreeSet<_> = field.current().iter().map(|slot| slot.id.clone()).collect();
    let lead = a.author.clone();
    let outcome = json!({ "outcome": "keep_both" });
    a.written.extend(
        a.record
            .edit(&lead, at(2_000), |edit| {
                edit.decide(OWN_BED, outcome, &seen, Some("cells differ"))
            })
            .unwrap(),
    );
    b.takes_from(&a);
    assert_eq!(b.state(), "decided");
    b.answers(YesNoPartly::Partly);
    a.takes_from(&b);
    assert_eq!(a.state(), "conflict");
}

#[test]
fn one_member_with_two_devices_does_not_disagree_with_herself() {
    let mut phone = Device::new(author("amina", 1), DocumentKind::Visit);
    let mut laptop = Device::new(author("amina", 9), DocumentKind::Visit);
    phone.answers(YesNoPartly::Yes);
    laptop.takes_from(&phone);
    laptop.answers(YesNoPartly::No);
    phone.takes_from(&laptop);
    assert_eq!((phone.state(), laptop.state()), ("agreed".into(), "agreed".into()));
}

#[test]
fn a_finding_withdrawn_while_edited_keeps_the_new_wording_and_shows_both() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.set("finding/f1/status", json!("established"), WritePolicy::Testimony);
    a.set("finding/f1/statement", json!("beds are shared"), WritePolicy::Testimony);
    meet(&mut a, &mut b);
    a.set("finding/f1/status", json!("withdrawn"), WritePolicy::Testimony);
    b.set(
        "finding/f1/statement",
        json!("beds are shared in Block B"),
        WritePolicy::Testimony,
    );
    b.set("finding/f1/status", json!("established"), WritePolicy::Testimony);
    meet(&mut a, &mut b);
    assert_eq!(
        a.record.conflicts("finding/f1"),
        ["finding/f1/statement", "finding/f1/status"]
    );
}

#[test]
fn overlapping_typing_in_one_note_loses_no_word() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    let start = a.record.heads();
    a.types(&start, "He came in March.");
    meet(&mut a, &mut b);
    let shared = a.record.heads();
    a.types(&shared, "He came in early March.");
    b.types(&shared, "He came in March. He shares a bed.");
    meet(&mut a, &mut b);
    for word in ["early", "March", "shares", "bed"] {
        assert!(a.record.text().contains(word), "{}", a.record.text());
    }
}

#[test]
fn a_draft_typed_on_an_older_note_does_not_undo_what_arrived_meanwhile() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    let start = a.record.heads();
    a.types(&start, "One.");
    meet(&mut a, &mut b);
    let draft_base = a.record.heads();
    b.types(&draft_base, "One. Boris was here.");
    a.takes_from(&b);
    a.types(&draft_base, "One. Amina too.");
    b.takes_from(&a);
    assert_eq!(a.record.text(), b.record.text());
    assert!(
        a.record.text().contains("Boris was here") && a.record.text().contains("Amina too"),
        "{}",
        a.record.text()
    );
}

#[test]
fn a_note_cleared_while_edited_keeps_what_the_other_typed() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    let start = a.record.heads();
    a.types(&start, "First sentence.");
    meet(&mut a, &mut b);
    let shared = a.record.heads();
    a.types(&shared, "");
    b.types(&shared, "First sentence. Second.");
    meet(&mut a, &mut b);
    assert!(a.record.text().contains("Second."), "{}", a.record.text());
}

#[test]
fn number_fields_never_splice() {
    let (mut a, mut b) = both(DocumentKind::Place);
    let place = Place {
        name: "Tarn".into(),
        capacity: Some(87),
        ..Place::default()
    };
    let (lead, other) = (a.author.clone(), b.author.clone());
    a.written.extend(
        a.record
            .edit(&lead, at(1), |edit| edit.set_section("place", &place))
            .unwrap(),
    );
    meet(&mut a, &mut b);
    let seven = Place {
        capacity: Some(80),
        ..place.clone()
    };
    let eight = Place {
        capacity: Some(97),
        ..place
    };
    a.written.extend(
        a.record
            .edit(&lead, at(2), |edit| edit.set_section("place", &seven))
            .unwrap(),
    );
    b.written.extend(
        b.record
            .edit(&other, at(2), |edit| edit.set_section("place", &eight))
            .unwrap(),
    );
    meet(&mut a, &mut b);
    let read = a.record.section::<Place>("place");
    assert_eq!(read.conflicts, ["place/capacity"]);
    assert!([Some(80), Some(97)].contains(&read.value.capacity));
}

#[test]
fn genesis_is_the_same_bytes_on_every_device() {
    for kind in DocumentKind::ALL {
        let mut one = RecordDocument::genesis(kind).unwrap();
        let mut other = RecordDocument::genesis(kind).unwrap();
        assert_eq!(
            one.compact().unwrap().into_bytes(),
            other.compact().unwrap().into_bytes()
        );
    }
    let head: String = RecordDocument::genesis(DocumentKind::Visit).unwrap().heads()[0]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(
        head,
        include_str!("genesis_visit.txt").trim(),
        "genesis changed: old and new devices could not merge"
    );
}

#[test]
fn a_restored_backup_writes_in_a_new_incarnation_and_merges() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    let backup = a.record.compact().unwrap().into_bytes();
    a.answers(YesNoPartly::No);
    b.takes_from(&a);

    let mut restored = Device::new(
        Author {
            incarnation: 1,
            ..amina()
        },
        DocumentKind::Visit,
    );
    restored.record = RecordDocument::load(&backup).unwrap();
    restored.answers(YesNoPartly::Partly);
    assert!(matches!(
        b.record.intake(&restored.written, &Signer::lead(&amina())),
        Ok(Applied::New(1))
    ));

    let mut careless = Device::new(amina(), DocumentKind::Visit);
    careless.record = RecordDocument::load(&backup).unwrap();
    careless.answers(YesNoPartly::NotChecked);
    let before = b.record.heads();
    assert!(
        b.record.intake(&careless.written, &Signer::lead(&amina())).is_err(),
        "the same number twice can never merge"
    );
    assert_eq!(b.record.heads(), before);
}

#[test]
fn fields_of_a_newer_version_survive_and_an_unreadable_one_is_named() {
    let mut a = Device::new(amina(), DocumentKind::Place);
    a.set("place/name", json!("Tarn"), WritePolicy::Fact);
    a.set("place/holograms", json!({"count": 3}), WritePolicy::Fact);
    a.set("place/capacity", json!("many"), WritePolicy::Fact);
    let read = a.record.section::<Place>("place");
    assert_eq!((read.value.name.as_str(), read.value.capacity), ("Tarn", None));
    assert_eq!(read.unreadable, ["place/capacity"]);
    let mut again = RecordDocument::load(&a.record.compact().unwrap().into_bytes()).unwrap();
    let author = a.author.clone();
    again
        .edit(&author, at(9_999), |edit| {
            edit.set_section(
                "place",
                &Place {
                    name: "Tarn Hill".into(),
                    ..read.value
                },
            )
        })
        .unwrap();
    assert_eq!(
        again.field::<Value>("place/holograms").unwrap().shown(),
        Some(&json!({"count": 3}))
    );
    assert_eq!(
        again.field::<Value>("place/capacity").unwrap().shown(),
        Some(&json!("many")),
        "kept as it was"
    );
}

#[test]
fn compaction_reads_back_before_it_replaces() {
    let mut a = Device::new(amina(), DocumentKind::Visit);
    for _ in 0..20 {
        a.answers(YesNoPartly::Yes);
        a.answers(YesNoPartly::No);
    }
    let bytes = a.record.compact().unwrap().into_bytes();
    assert_eq!(RecordDocument::load(&bytes).unwrap().heads(), a.record.heads());
    let damaged: Vec<u8> = bytes.iter().take(bytes.len() - 1).copied().collect();
    assert!(RecordDocument::load(&damaged).is_err());
}

#[test]
fn changes_that_arrive_before_what_they_rest_on_wait() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    a.answers(YesNoPartly::No);
    let (first, second) = (a.written[..1].to_vec(), a.written[1..].to_vec());
    assert_eq!(b.record.intake(&second, &Signer::lead(&amina())), Ok(Applied::Waiting));
    assert_eq!(b.record.intake(&first, &Signer::lead(&amina())), Ok(Applied::New(1)));
    assert_eq!(b.record.intake(&second, &Signer::lead(&amina())), Ok(Applied::New(1)));
    assert_eq!(b.record.intake(&second, &Signer::lead(&amina())), Ok(Applied::Known));
}

#[test]
fn a_change_in_the_name_of_another_device_is_refused() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    assert_eq!(
        b.record.intake(&a.written, &Signer::lead(&boris())),
        Err(Refusal::ForeignActor)
    );
    let mut forged = Device::new(
        Author {
            device: [2; 32],
            ..amina()
        },
        DocumentKind::Visit,
    );
    forged.answers(YesNoPartly::Yes);
    assert_eq!(
        a.record.intake(&forged.written, &Signer::lead(&amina())),
        Err(Refusal::ForeignActor)
    );
    assert_eq!(b.state(), "empty");
}

#[test]
fn every_write_is_found_in_the_history_with_its_device() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    b.answers(YesNoPartly::No);
    meet(&mut a, &mut b);
    let history = a.record.history();
    let who: BTreeSet<_> = history
        .iter()
        .filter(|e| e.paths.contains(OWN_BED))
        .filter_map(|e| e.device.clone())
        .collect();
    assert_eq!(who, [amina().device_hex(), boris().device_hex()].into());
}

#[test]
fn mutated_changes_never_panic_and_never_leave_a_broken_record() {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(20_261_123);
    let mut a = Device::new(amina(), DocumentKind::Interview);
    a.set("frame/unit", json!("Block B"), WritePolicy::Fact);
    let heads = a.record.heads();
    a.types(&heads, "A short note with some words in it.");
    let fresh = RecordDocument::genesis(DocumentKind::Interview).unwrap();
    for _ in 0..2_000 {
        let mut record = fresh.clone();
        let mut changes = a.written.clone();
        let pick = rng.random_range(0..changes.len());
        let change = &mut changes[pick];
        for _ in 0..rng.random_range(1..4) {
            let place = rng.random_range(0..change.len());
            change[place] = (rng.next_u32() & 0xff) as u8;
        }
        match record.intake(&changes, &Signer::lead(&a.author)) {
            Ok(_) => assert!(RecordDocument::load(&record.compact().unwrap().into_bytes()).is_ok()),
            Err(_) => assert_eq!(record.heads(), fresh.clone().heads()),
        }
    }
}

#[test]
fn three_devices_in_any_order_converge_and_hide_no_conflict() {
    for seed in 0..20 {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        let mut devices: Vec<Device> = (1..=3)
            .map(|n| Device::new(author(["amina", "boris", "chen"][n - 1], n as u8), DocumentKind::Visit))
            .collect();
        for _ in 0..60 {
            let one = rng.random_range(0..3);
            if rng.random_bool(0.7) {
                let item = rng.random_range(0..4);
                let value = rng.random_range(0..3);
                devices[one].set(
                    &format!("answer/general/prison/item{item}"),
                    json!(value),
                    WritePolicy::Testimony,
                );
            } else {
                let other = (one + rng.random_range(1..3)) % 3;
                let (written, signer) = (devices[other].written.clone(), Signer::of(&devices[other].author));
                // Some changes rest on a third device's and wait; that is fine until everybody has met.
                for change in written {
                    devices[one].record.intake(&[change], &signer).unwrap();
                }
            }
        }
        let mut waiting = true;
        while waiting {
            waiting = false;
            for one in 0..3 {
                for other in 0..3 {
                    let (written, signer) = (devices[other].written.clone(), Signer::of(&devices[other].author));
                    for change in written {
                        waiting |= devices[one].record.intake(&[change], &signer).unwrap() == Applied::Waiting;
                    }
                }
            }
        }
        let heads: BTreeSet<_> = devices.iter_mut().map(|device| device.record.heads()).collect();
        assert_eq!(heads.len(), 1, "seed {seed}");
        for device in &devices {
            for (path, field) in devices[0].record.fields::<Value>("answer/") {
                let field = field.unwrap();
                let last = device.record.field::<Value>(&path).unwrap();
                assert_eq!(field.in_conflict(), last.in_conflict(), "seed {seed} {path}");
                let values: BTreeSet<String> = field.current().iter().map(|s| format!("{:?}", s.value)).collect();
                assert_eq!(field.in_conflict(), values.len() > 1, "seed {seed} {path}");
            }
        }
    }
}

#[test]
fn what_comes_at_once_and_in_any_order_is_taken_like_what_comes_one_by_one() {
    for seed in 0..10 {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        let (mut a, mut b) = both(DocumentKind::Visit);
        for _ in 0..12 {
            a.answers(YesNoPartly::Yes);
            b.takes_from(&a);
            b.answers(YesNoPartly::No);
            a.takes_from(&b);
        }
        let mut sent: Vec<(Signer, Vec<RawChange>)> = [&a, &b]
            .into_iter()
            .flat_map(|device| {
                let written = device.written.iter();
                written.map(|change| (Signer::of(&device.author), vec![change.clone()]))
            })
            .collect();
        for place in (1..sent.len()).rev() {
            sent.swap(place, rng.random_range(0..=place));
        }
        let incoming: Vec<Incoming<'_>> = sent
            .iter()
            .map(|(signer, changes)| Incoming { signer, changes })
            .collect();
        let mut c = RecordDocument::genesis(DocumentKind::Visit).unwrap();
        let intake = c.intake_all(&incoming);
        assert!(intake.outcomes.iter().all(|outcome| *outcome == Ok(Applied::New(1))));
        assert_eq!(c.heads(), a.record.heads(), "seed {seed}");
        let mut read_back = RecordDocument::load(&intake.whole.unwrap().into_bytes()).unwrap();
        assert_eq!(read_back.heads(), c.heads());
        let again = c.intake_all(&incoming);
        assert!(again.outcomes.iter().all(|outcome| *outcome == Ok(Applied::Known)));
        assert_eq!(again.whole, None);
    }
}

#[test]
fn one_bad_batch_among_many_costs_the_others_nothing() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    let backup = a.record.compact().unwrap().into_bytes();
    a.answers(YesNoPartly::No);
    b.answers(YesNoPartly::Partly);
    // A second change of the same number: it passes every look, and only the document itself can tell.
    let mut careless = Device::new(amina(), DocumentKind::Visit);
    careless.record = RecordDocument::load(&backup).unwrap();
    careless.answers(YesNoPartly::NotChecked);
    let (one, two) = (Signer::of(&amina()), Signer::of(&boris()));
    let incoming = [
        Incoming {
            signer: &one,
            changes: &a.written,
        },
        Incoming {
            signer: &one,
            changes: &careless.written,
        },
        Incoming {
            signer: &one,
            changes: &[vec![0; 40]],
        },
        Incoming {
            signer: &two,
            changes: &b.written,
        },
    ];
    let mut c = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let intake = c.intake_all(&incoming);
    assert_eq!(
        intake.outcomes,
        [
            Ok(Applied::New(2)),
            Err(Refusal::Duplicate),
            Err(Refusal::Bounds),
            Ok(Applied::New(1)),
        ]
    );
    meet(&mut a, &mut b);
    assert_eq!(c.heads(), a.record.heads());
}

#[test]
fn a_statement_withdrawn_while_edited_is_found_alike_on_both_and_one_withdrawn_knowingly_is_not() {
    let (mut a, mut b) = both(DocumentKind::Interview);
    a.set(
        "statement/s1/said",
        json!({"text": "He was hit"}),
        WritePolicy::Testimony,
    );
    a.set(
        "statement/s2/said",
        json!({"text": "It was cold"}),
        WritePolicy::Testimony,
    );
    meet(&mut a, &mut b);
    a.set("statement/s1/withdrawn", json!(true), WritePolicy::Fact);
    a.set("statement/s2/withdrawn", json!(true), WritePolicy::Fact);
    b.set(
        "statement/s1/said",
        json!({"text": "He was hit twice"}),
        WritePolicy::Testimony,
    );
    assert_eq!(a.record.withdrawals(), [], "nobody wrote beside it yet");
    meet(&mut a, &mut b);
    b.set(
        "statement/s2/said",
        json!({"text": "It was very cold"}),
        WritePolicy::Testimony,
    );
    meet(&mut a, &mut b);
    let found = a.record.withdrawals();
    assert_eq!(found, b.record.withdrawals());
    let paths: Vec<String> = found.iter().map(visita_record::Withdrawal::path).collect();
    assert_eq!(paths, ["withdrawal/statement/s1"]);
    assert_eq!(a.record.open_withdrawals(), paths);
    let field = found[0].field(&visita_domain::slots::Field::default());
    let seen: BTreeSet<_> = field.slots.iter().map(|slot| slot.id.clone()).collect();
    let author = a.author.clone();
    let decided = a.record.edit(&author, at(9_000), |edit| {
        edit.decide(&paths[0], json!({"outcome": "keep_both"}), &seen, None)
    });
    a.written.extend(decided.unwrap());
    meet(&mut a, &mut b);
    assert!(a.record.open_withdrawals().is_empty() && b.record.open_withdrawals().is_empty());
}
