#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::MemberId;
use visita_domain::answer::SourceType;
use visita_domain::dates::from_millis;
use visita_domain::finding::{Dependence, Evidence, EvidenceKind};
use visita_domain::slots::{Decision, Field, Outcome, Slot, SlotId, WritePolicy};

/// As another version would write it.
fn writes(desk: &mut Desk, visit: &str, path: &str, value: Option<&Value>) {
    let session = desk.session.as_mut().unwrap();
    let written = session.write(
        visit.parse().unwrap(),
        |edit| edit.set(path, value, WritePolicy::of(path)),
        |_| Ok(()),
    );
    written.unwrap();
}

#[test]
fn links_of_an_earlier_version_count_and_those_of_a_newer_one_are_kept_and_said() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let facts = json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", facts);
    let seen = json!({"visit": visit, "text": "Forty beds", "source": "observed", "flag": false});
    let seen = lead.id("observation_add", seen);
    let at = |kind: &str, target: &str| super::evidence_at(&finding, kind, target);
    let old = json!({"kind": "observation", "target": seen, "source": "observed"});
    writes(&mut lead, &visit, &at("observation", &seen), Some(&old));
    let newer = json!({"kind": "hologram", "target": "h1", "source": "observed", "depth": 3});
    let path = at("hologram", "h1");
    writes(&mut lead, &visit, &path, Some(&newer));
    let row = |desk: &mut Desk| desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    let shown = row(&mut lead);
    assert_eq!(
        (&shown["newer"], &shown["sources"], &shown["triangulated"]),
        (&json!(1), &json!(1), &json!(false))
    );
    assert_eq!(shown["evidence"].as_array().unwrap().len(), 1);

    let link = json!({"visit": visit, "finding": finding, "kind": "hologram", "target": "h1"});
    lead.refused("evidence_drop", link);
    let record = lead.session.as_mut().unwrap().open().unwrap();
    let record = record.record(visit.parse().unwrap()).unwrap();
    let kept = record.raw_fields(&path).remove(&path).unwrap();
    assert_eq!(kept.shown(), Some(&newer), "as it came");

    // The newer version takes it away again: nothing is said of it any more.
    writes(&mut lead, &visit, &path, None);
    assert_eq!(row(&mut lead)["newer"], 0);
}

#[test]
fn a_reason_of_a_newer_version_counts_as_one_and_stays_as_it_came_until_somebody_says_otherwise() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let facts = json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", facts);
    let [first, second] = [0, 1].map(|_| lead.id("interview_start", desk::interview(&visit)));
    let link = |target: &str| json!({"visit": visit, "finding": finding, "kind": "interview", "target": target});
    lead.ok("evidence_add", link(&first));
    let path = super::evidence_at(&finding, "interview", &second);
    let newer = json!({"kind": "interview", "target": second, "source": "interview", "depends": {"on": first}});
    writes(&mut lead, &visit, &path, Some(&newer));
    let row = |desk: &mut Desk| desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    let shown = row(&mut lead);
    assert_eq!(
        (&shown["newer"], &shown["interviews"], &shown["independent"]),
        (&json!(0), &json!(2), &json!(1))
    );
    let stored = |desk: &mut Desk| {
        let record = desk.session.as_mut().unwrap().open().unwrap();
        let record = record.record(visit.parse().unwrap()).unwrap();
        record.raw_fields(&path).remove(&path).unwrap().shown().cloned()
    };
    let mut turned = link(&second);
    turned["against"] = json!(true);
    lead.ok("evidence_turn", turned);
    assert_eq!(stored(&mut lead).unwrap()["depends"], newer["depends"]);
    let mut own = link(&second);
    (own["depends"], own["was"]) = (json!(null), json!({"depends": "newer"}));
    lead.ok("evidence_depend", own);
    assert_eq!(stored(&mut lead).unwrap().get("depends"), None);
}

#[test]
fn of_marks_in_dispute_the_one_that_makes_the_fewest_persons_counts() {
    let slot = |id: &str, at: i64, depends: Option<Dependence>| Slot {
        id: SlotId(id.to_owned()),
        value: Some(Evidence {
            kind: EvidenceKind::Interview,
            target: "i".to_owned(),
            source: SourceType::Interview,
            against: false,
            depends,
        }),
        by: MemberId::parse(&format!("m{id}")).unwrap(),
        device: id.to_owned(),
        at: from_millis(at).unwrap(),
        covers: BTreeSet::new(),
    };
    let [second_hand, same] = [Dependence::SecondHand, Dependence::SamePerson];
    // The one that counts is neither the first nor the newest.
    let slots = vec![
        slot("a", 1_000, Some(second_hand)),
        slot("b", 2_000, Some(same)),
        slot("c", 3_000, None),
    ];
    let decided = |outcome| Decision {
        id: SlotId("d".to_owned()),
        outcome,
        seen: slots.iter().map(|slot| slot.id.clone()).collect(),
        by: slots[0].by.clone(),
        device: "a".to_owned(),
        at: from_millis(4_000).unwrap(),
        note: None,
        covers: BTreeSet::new(),
    };
    let take = |slot: &Slot<Evidence>| Outcome::Take {
        value: slot.value.clone().unwrap(),
    };
    for (decisions, counts) in [
        (Vec::new(), Some(same)),
        (vec![decided(Outcome::KeepBoth)], Some(same)),
        (vec![decided(Outcome::Deferred)], Some(same)),
        (vec![decided(take(&slots[0]))], Some(second_hand)),
        (vec![decided(take(&slots[2]))], None),
    ] {
        let field = Field {
            slots: slots.clone(),
            decisions,
        };
        assert_eq!(super::linked(&field).unwrap().depends, counts, "{:?}", field.decisions);
    }
}

#[test]
fn a_mark_given_with_a_link_that_stands_with_another_is_not_passed_over_in_silence() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let facts = json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", facts);
    let heard = lead.id("interview_start", desk::interview(&visit));
    let link = |depends: Value| json!({"visit": visit, "finding": finding, "kind": "interview", "target": heard, "depends": depends});
    lead.ok("evidence_add", link(json!(null)));
    let marked = link(json!("second_hand"));
    assert_eq!(lead.refused("evidence_add", marked.clone()), ErrorCode::Stale);
    lead.ok("evidence_depend", marked.clone());
    lead.ok("evidence_add", marked);
    lead.ok("evidence_add", link(json!(null)));
    assert_eq!(
        lead.refused("evidence_add", link(json!("same_person"))),
        ErrorCode::Stale
    );
}
