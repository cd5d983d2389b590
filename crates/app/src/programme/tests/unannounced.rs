//! That not all visits to a place are announced: the rule, what shows that it is not kept, and what a plan says of it.

use super::exchange;
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_domain::dates::{days_earlier, plus_days};

/// A full visit that began so many days ago.
fn visited(desk: &mut Desk, place: &str, days_ago: u64, announced: bool) {
    let today = desk.session.as_mut().unwrap().today();
    let mut visit = desk::visit(place);
    visit["starts_on"] = json!(days_earlier(today, days_ago).to_string());
    (visit["visit_kind"], visit["announced"]) = (json!("in_depth"), json!(announced));
    let id = desk.id("visit_create", visit);
    desk.ok("visit_phase", json!({"visit": id, "phase": "on_site"}));
}

fn prison(desk: &mut Desk, name: &str) -> String {
    desk.id("place_add", json!({"name": name, "place_type": "prison"}))
}

fn programme(desk: &mut Desk) -> Value {
    desk.ok("programme_get", json!({}))
}

fn asked(desk: &mut Desk, place: &str) -> Value {
    let places = programme(desk)["places"].clone();
    let mut places = places.as_array().unwrap().iter();
    places.find(|one| one["id"] == place).unwrap()["unannounced"].clone()
}

fn type_rule(desk: &mut Desk, place_type: &str) -> Value {
    let types = programme(desk)["rules"]["types"].clone();
    let mut types = types.as_array().unwrap().iter();
    types.find(|one| one["place_type"] == place_type).unwrap().clone()
}

#[test]
fn a_prison_whose_visits_were_all_announced_lacks_one_and_its_next_is_proposed_unannounced() {
    let mut lead = Desk::founded("Amina");
    let (tarn, weir) = (prison(&mut lead, "Tarn"), prison(&mut lead, "Weir"));
    visited(&mut lead, &tarn, 1_200, true);
    visited(&mut lead, &weir, 1_200, false);
    let said = asked(&mut lead, &tarn);
    assert_eq!(
        said,
        json!({"months": 60, "last": null, "planned": null, "lacking": true})
    );
    assert_eq!(asked(&mut lead, &weir)["lacking"], json!(false));
    let year = programme(&mut lead)["year"].clone();
    let lines = lead.ok("plan_propose", json!({"year": year}))["lines"].clone();
    let mut lines = lines.as_array().unwrap().iter();
    let line = lines.find(|line| line["place"] == json!(tarn)).unwrap();
    assert_eq!((&line["announced"], &line["unannounced"]), (&json!(false), &said));
    lead.ok("rule_set", json!({"rule": "unannounced_place", "of": tarn, "value": 0}));
    assert_eq!(asked(&mut lead, &tarn), Value::Null);
}

#[test]
fn a_plan_that_is_to_be_announced_is_told_when_it_should_not_be() {
    let mut lead = Desk::founded("Amina");
    let tarn = prison(&mut lead, "Tarn");
    visited(&mut lead, &tarn, 900, true);
    let today = lead.session.as_mut().unwrap().today();
    let later = |days| plus_days(today, days).unwrap().to_string();
    let (on, after) = (later(10), later(120));
    let told = |desk: &mut Desk, on: &str, plan: Option<&str>| {
        desk.ok("plan_unannounced", json!({"place": tarn, "on": on, "plan": plan}))["asked"].clone()
    };
    assert_eq!(told(&mut lead, &on, None)["months"], json!(60));
    let facts = json!({
        "from": on, "to": on, "visit_kind": "in_depth", "hours": "open", "days": "open", "announced": false,
    });
    let plan = lead.id(
        "plan_add",
        json!({"place": tarn, "facts": facts, "readers": {"whole_team": true}}),
    );
    assert_eq!(
        told(&mut lead, &after, None),
        Value::Null,
        "the one before it is unannounced"
    );
    let late = told(&mut lead, &later(2_000), None);
    assert_eq!(
        (&late["last"], &late["planned"]),
        (&Value::Null, &json!(on[.."2026-03".len()])),
        "what is only planned was not made"
    );
    assert_eq!(
        told(&mut lead, &on, Some(&plan))["months"],
        json!(60),
        "a plan that is changed does not speak for itself"
    );
}

#[test]
fn within_how_many_months_one_is_unannounced_is_set_taken_back_and_differed_on_as_other_rules_are() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let shipped = type_rule(&mut lead, "prison");
    let of = |rule: &Value| (rule["unannounced"].clone(), rule["unannounced_default"].clone());
    assert_eq!(of(&shipped), (json!(60), json!(true)));
    assert_eq!(of(&type_rule(&mut lead, "court_cells")), (json!(0), json!(true)));
    for (rule, value) in [("unannounced_type", 241), ("unannounced_moon", 12)] {
        let args = json!({"rule": rule, "of": "prison", "value": value});
        assert_eq!(lead.refused("rule_set", args), ErrorCode::Refused, "{rule}");
    }
    lead.ok(
        "rule_set",
        json!({"rule": "unannounced_type", "of": "prison", "value": 0}),
    );
    assert_eq!(of(&type_rule(&mut lead, "prison")), (json!(0), json!(false)));
    assert_eq!(type_rule(&mut lead, "prison")["months"], shipped["months"]);
    let args = json!({"rule": "unannounced_type", "of": "prison", "value": 24});
    assert_eq!(lead.refused("rule_set", args), ErrorCode::Stale);
    lead.ok(
        "rule_set",
        json!({"rule": "unannounced_type", "of": "prison", "was": 0}),
    );
    assert_eq!(of(&type_rule(&mut lead, "prison")), (json!(60), json!(true)));

    exchange(&mut lead, &mut inspector);
    for (desk, months) in [(&mut lead, 36), (&mut inspector, 48)] {
        desk.ok(
            "rule_set",
            json!({"rule": "unannounced_type", "of": "prison", "value": months}),
        );
        let own = json!({"rule": "unannounced_own_type", "of": "Transit zone", "value": months});
        desk.ok("rule_set", own);
    }
    let own = programme(&mut lead)["rules"]["own_types"].clone();
    assert_eq!(
        (&own[0]["name"], &own[0]["months"]),
        (&json!("Transit zone"), &Value::Null)
    );
    exchange(&mut lead, &mut inspector);
    let open = lead.ok("conflict_list", json!({}))["open"].clone();
    let open: Vec<&Value> = open
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["label"] == "rules-unannounced")
        .collect();
    assert_eq!(open.len(), 2);
    assert!(open.iter().any(|one| one["path"] == "unannounced/type/prison"));
    assert!(open.iter().any(|one| one["subject"] == "Transit zone"));
    assert!(programme(&mut inspector)["conflicts"].as_array().unwrap().len() >= 2);
}
