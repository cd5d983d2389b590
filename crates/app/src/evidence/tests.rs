#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_domain::slots::WritePolicy;

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
