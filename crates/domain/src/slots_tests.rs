use super::*;
use proptest::prelude::*;

fn member(name: &str) -> MemberId {
    MemberId::parse(name).unwrap()
}

fn slot(id: &str, by: &str, value: u32, covers: &[&str]) -> Slot<u32> {
    Slot {
        id: SlotId(id.into()),
        value: Some(value),
        by: member(by),
        device: "d".into(),
        at: Timestamp::default(),
        covers: covers.iter().map(|id| SlotId((*id).into())).collect(),
    }
}

fn decision(id: &str, outcome: Outcome<u32>, seen: &[&str], covers: &[&str]) -> Decision<u32> {
    let ids = |list: &[&str]| list.iter().map(|id| SlotId((*id).into())).collect();
    Decision {
        id: SlotId(id.into()),
        outcome,
        seen: ids(seen),
        by: member("lead"),
        device: "d".into(),
        at: Timestamp::default(),
        note: None,
        covers: ids(covers),
    }
}

fn field(slots: Vec<Slot<u32>>, decisions: Vec<Decision<u32>>) -> Field<u32> {
    Field { slots, decisions }
}

#[test]
fn equal_answers_are_no_conflict() {
    let both = field(vec![slot("1", "amina", 7, &[]), slot("2", "boris", 7, &[])], vec![]);
    assert_eq!(both.state(), FieldState::Agreed(&7));
}

#[test]
fn a_later_write_by_one_author_does_not_hide_the_conflict() {
    let mut both = field(vec![slot("1", "amina", 7, &[]), slot("2", "boris", 8, &[])], vec![]);
    assert!(both.in_conflict());
    let covers = both.covered_by_write(&member("boris"), WritePolicy::Testimony);
    both.slots.push(Slot {
        covers,
        ..slot("3", "boris", 9, &[])
    });
    assert!(both.in_conflict());
    assert_eq!(both.current().len(), 2);
}

#[test]
fn a_fact_corrected_knowingly_is_no_conflict_but_an_open_one_stays_open() {
    let mut fact = field(vec![slot("1", "amina", 100, &[])], vec![]);
    let covers = fact.covered_by_write(&member("boris"), WritePolicy::Fact);
    fact.slots.push(Slot {
        covers,
        ..slot("2", "boris", 120, &[])
    });
    assert_eq!(fact.state(), FieldState::Agreed(&120));
    fact.slots.push(slot("3", "chen", 110, &["1"]));
    assert!(fact.in_conflict());
    let covers = fact.covered_by_write(&member("amina"), WritePolicy::Fact);
    fact.slots.push(Slot {
        covers,
        ..slot("4", "amina", 130, &[])
    });
    assert!(fact.in_conflict());
}

#[test]
fn a_decision_settles_what_it_has_seen_and_a_later_value_opens_it_again() {
    let mut both = field(
        vec![slot("1", "amina", 7, &[]), slot("2", "boris", 8, &[])],
        vec![decision("d1", Outcome::Take { value: 7 }, &["1", "2"], &[])],
    );
    assert!(matches!(both.state(), FieldState::Decided(_)));
    assert_eq!(both.shown(), Some(&7));
    both.slots.push(slot("3", "chen", 7, &[]));
    assert!(
        matches!(both.state(), FieldState::Decided(_)),
        "a newcomer who agrees needs no second decision"
    );
    both.slots.push(slot("4", "boris", 9, &["2"]));
    assert!(matches!(both.state(), FieldState::Conflict { reopened: true, .. }));
}

#[test]
fn keeping_both_is_an_outcome_and_deferring_is_not() {
    let slots = vec![slot("1", "amina", 7, &[]), slot("2", "boris", 8, &[])];
    let kept = field(slots.clone(), vec![decision("d", Outcome::KeepBoth, &["1", "2"], &[])]);
    assert!(matches!(kept.state(), FieldState::Decided(_)));
    for open in [Outcome::Deferred, send_back(&[])] {
        assert!(field(slots.clone(), vec![decision("d", open, &["1", "2"], &[])]).in_conflict());
    }
}

fn send_back(to: &[&str]) -> Outcome<u32> {
    Outcome::SendBack {
        to: to.iter().map(|name| member(name)).collect(),
        question: "Which count was it?".into(),
    }
}

#[test]
fn whoever_is_asked_is_asked_until_they_have_written_again() {
    let slots = vec![slot("1", "amina", 7, &[]), slot("2", "boris", 8, &[])];
    let asked = |field: &Field<u32>| -> Vec<String> {
        let (_, asked) = field.asked().unwrap();
        asked.into_iter().map(ToString::to_string).collect()
    };
    let mut all = field(slots.clone(), vec![decision("d", send_back(&[]), &["1", "2"], &[])]);
    assert_eq!(asked(&all), ["amina", "boris"]);
    all.slots.push(slot("3", "boris", 9, &["2"]));
    assert_eq!(asked(&all), ["amina"]);
    let one = field(
        slots.clone(),
        vec![decision("d", send_back(&["boris"]), &["1", "2"], &[])],
    );
    assert_eq!(asked(&one), ["boris"]);
    let settled = field(slots, vec![decision("d", Outcome::KeepBoth, &["1", "2"], &[])]);
    assert!(settled.asked().is_none());
}

#[test]
fn what_a_colleague_had_corrected_before_is_no_answer_to_the_lead() {
    let slots = vec![
        slot("1", "amina", 6, &[]),
        slot("2", "boris", 7, &["1"]),
        slot("3", "chen", 8, &["1"]),
    ];
    let asked = field(slots, vec![decision("d", send_back(&["amina"]), &["2", "3"], &[])]);
    assert_eq!(asked.asked().unwrap().1.len(), 1);
}

#[test]
fn a_send_back_without_addressee_reads_as_one_to_all() {
    let outcome: Outcome<u32> = serde_json::from_str(r#"{"outcome":"send_back"}"#).unwrap();
    assert_eq!(
        outcome,
        Outcome::SendBack {
            to: BTreeSet::new(),
            question: String::new()
        }
    );
    assert_eq!(serde_json::to_string(&outcome).unwrap(), r#"{"outcome":"send_back"}"#);
}

#[test]
fn two_leads_who_decide_apart_disagree_until_one_has_seen_the_other() {
    let mut both = field(
        vec![slot("1", "amina", 7, &[]), slot("2", "boris", 8, &[])],
        vec![
            decision("d1", Outcome::Take { value: 7 }, &["1", "2"], &[]),
            decision("d2", Outcome::Take { value: 8 }, &["1", "2"], &[]),
        ],
    );
    assert!(both.in_conflict());
    both.decisions
        .push(decision("d3", Outcome::Take { value: 8 }, &["1", "2"], &["d1", "d2"]));
    assert_eq!(both.shown(), Some(&8));
    assert!(!both.in_conflict());
}

proptest! {
    #[test]
    fn the_order_in_which_writes_arrive_never_changes_the_state(
        values in proptest::collection::vec((0_u32..3, 0_usize..3, proptest::collection::vec(0_usize..8, 0..3)), 1..8),
        seen in proptest::collection::vec(0_usize..8, 0..8),
        turn in 0_usize..8,
    ) {
        let authors = ["amina", "boris", "chen"];
        let slots: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(n, (value, by, covers))| Slot {
                // A write can only cover what was there before it.
                covers: covers.iter().filter(|c| **c < n).map(|c| SlotId(c.to_string())).collect(),
                ..slot(&n.to_string(), authors[*by], *value, &[])
            })
            .collect();
        let seen: Vec<String> = seen.iter().map(ToString::to_string).collect();
        let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
        let decisions = vec![decision("d", Outcome::Take { value: 1 }, &seen, &[])];
        let mut turned = slots.clone();
        turned.rotate_left(turn % slots.len());
        turned.reverse();
        let straight = field(slots, decisions.clone());
        let turned = field(turned, decisions);
        prop_assert_eq!(straight.state(), turned.state());
        prop_assert_eq!(straight.shown(), turned.shown());
    }

    #[test]
    fn no_testimony_ever_removes_the_value_of_someone_else(
        writes in proptest::collection::vec((0_u32..5, 0_usize..3), 1..30),
    ) {
        let authors = ["amina", "boris", "chen"];
        let mut all = Field::default();
        for (n, (value, by)) in writes.iter().enumerate() {
            let covers = all.covered_by_write(&member(authors[*by]), WritePolicy::Testimony);
            all.slots.push(Slot { covers, ..slot(&n.to_string(), authors[*by], *value, &[]) });
        }
        for author in authors {
            let last = writes.iter().rev().find(|(_, by)| authors[*by] == author).map(|(value, _)| *value);
            let shown = all.current().into_iter().find(|s| s.by == member(author)).and_then(|s| s.value);
            prop_assert_eq!(last, shown);
        }
    }
}

#[test]
fn what_a_person_witnessed_is_testimony_and_everything_else_is_a_fact() {
    for path in [
        "answer/general/prison/own_bed",
        "observation/o1/text",
        "reply/12-ab/amina",
        "statement/s1/said",
        "comment/c1/said",
        "population/total/register",
        "remark/general/prison/own_bed",
        "verified/r1/amina",
    ] {
        assert_eq!(WritePolicy::of(path), WritePolicy::Testimony, "{path}");
    }
    for path in [
        "statement/s1/withdrawn",
        "comment/c1/resolved",
        "task/t1/what",
        "finding/f1/statement",
        "finding/f1/evidence/answer-general-prison-own_bed",
        "finding/f1/evidence/count-total-register",
        "finding/f1/evidence/sample-s1",
        "finding/f1/evidence/access-a1",
        "finding/f1/evidence/document-p1-d1",
        "finding/f1/evidence/reply-r1-a1",
        "finding/f1/evidence/attachment-b1",
        "visit/phase",
        "place/name",
        "answers/x",
        "",
    ] {
        assert_eq!(WritePolicy::of(path), WritePolicy::Fact, "{path}");
    }
}
