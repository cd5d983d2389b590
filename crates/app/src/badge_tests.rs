//! The number on the badge is that of the merge desk, whatever kind of record people differ on.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Everybody writes their own words into one field of a record that both hold.
fn differ(desks: [&mut Desk; 2], name: &str, args: &Value, was: &Value, field: &str) {
    for (desk, words) in desks.into_iter().zip(["As the lead has it", "As the inspector has it"]) {
        let (mut args, mut facts) = (args.clone(), was.clone());
        facts[field] = json!(words);
        (args["was"], args["facts"]) = (was.clone(), facts);
        desk.ok(name, args);
    }
}

#[test]
fn every_kind_of_record_that_people_differ_on_is_counted() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let me = inspector.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    let authority = lead.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    let window =
        json!({"from": "2099-05-01", "to": "2099-05-31", "visit_kind": "in_depth", "hours": "open", "days": "open"});
    let plan = lead.id(
        "plan_add",
        json!({"place": place, "facts": window, "readers": {"whole_team": true}}),
    );
    let asked = json!({"text": "A bed each.", "place": place});
    let recommendation = lead.id("recommendation_add", json!({"facts": asked}));
    let feared = json!({"risk": "Fears to be moved", "visit": visit});
    let entry = lead.id("reprisal_add", json!({"facts": feared, "readers": [me]}));
    lead.ok("rule_set", json!({"rule": "per_month", "value": 4}));
    let out = lead.bundle();
    inspector.take(&out);
    let row = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    differ(
        [&mut lead, &mut inspector],
        "place_set",
        &json!({"place": place}),
        &row,
        "legal_basis",
    );
    let shown = lead.ok("authority_get", json!({"authority": authority}))["facts"].clone();
    differ(
        [&mut lead, &mut inspector],
        "authority_set",
        &json!({"authority": authority}),
        &shown,
        "phone",
    );
    let shown = lead.ok("plan_get", json!({"plan": plan}))["facts"].clone();
    differ(
        [&mut lead, &mut inspector],
        "plan_set",
        &json!({"plan": plan}),
        &shown,
        "reason",
    );
    let args = json!({"recommendation": recommendation});
    let shown = lead.ok("recommendation_get", args.clone())["facts"].clone();
    differ([&mut lead, &mut inspector], "recommendation_set", &args, &shown, "text");
    let shown = lead.ok("reprisal_list", json!({}))["rows"][0]["facts"].clone();
    differ(
        [&mut lead, &mut inspector],
        "reprisal_set",
        &json!({"record": entry}),
        &shown,
        "mitigation",
    );
    for (desk, months, said) in [(&mut lead, 5, "yes"), (&mut inspector, 6, "no")] {
        desk.ok("rule_set", json!({"rule": "per_month", "was": 4, "value": months}));
        desk.answer(&visit, "general", "own_bed", said);
        desk.ok(
            "debrief_mark",
            json!({"doc": interview, "key": "risk-reprisal", "talked": said == "yes"}),
        );
    }
    let back = inspector.bundle();
    let taken = lead.take(&back);
    let out = lead.bundle();
    inspector.take(&out);
    for desk in [&mut lead, &mut inspector] {
        let open = desk.ok("conflict_list", json!({}))["open"].as_array().unwrap().clone();
        let paths: BTreeSet<String> = open
            .iter()
            .map(|one| one["path"].as_str().unwrap().to_owned())
            .collect();
        let expected = [
            "answer/general/prison/own_bed",
            "authority/phone",
            "debrief/risk-reprisal",
            "place/legal_basis",
            "plan/reason",
            "recommendation/text",
            "regularity/per_month",
            "reprisal/mitigation",
        ];
        assert_eq!(paths, expected.map(ToOwned::to_owned).into());
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], open.len());
    }
    assert_eq!(taken["open_conflicts"], 8);
}
