//! Both write about the same thing: what is a conflict, what is none, and how one is settled.

use super::{Device, OWN_BED, at, author, both, meet};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::answer::{Answer, YesNoPartly};
use visita_domain::place::Place;
use visita_domain::slots::WritePolicy;
use visita_record::DocumentKind;

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
