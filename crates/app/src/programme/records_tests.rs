//! What the register says of a place bears on the programme: its newest count, its other records, that it is closed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_domain::dates::{Day, days_earlier};

fn today(desk: &mut Desk) -> Day {
    desk.session.as_mut().unwrap().today()
}

fn place(desk: &mut Desk, name: &str) -> String {
    desk.id("place_add", json!({"name": name, "place_type": "prison"}))
}

fn visited(desk: &mut Desk, place: &str, days_ago: u64) -> String {
    let mut visit = desk::visit(place);
    visit["starts_on"] = json!(days_earlier(today(desk), days_ago).to_string());
    let id = desk.id("visit_create", visit);
    desk.ok("visit_phase", json!({"visit": id, "phase": "on_site"}));
    id
}

fn count(desk: &mut Desk, place: &str, on: &str, held: u32, capacity: u32) {
    let facts = json!({"on": on, "held": held, "capacity": capacity});
    desk.ok("count_set", json!({"place": place, "id": null, "facts": facts}));
}

fn merge(desk: &mut Desk, place: &str, into: &str) {
    desk.ok("place_merge", json!({"place": place, "same_as": into}));
}

fn close(desk: &mut Desk, place: &str, on: &str) {
    let was = desk.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let mut facts = was.clone();
    facts["closed_on"] = json!(on);
    desk.ok("place_set", json!({"place": place, "was": was, "facts": facts}));
}

/// A recommendation that was sent.
fn asked(desk: &mut Desk, facts: &Value) {
    let id = desk.id("recommendation_add", json!({"facts": facts}));
    let ministry = desk.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    desk.ok(
        "recommendation_send",
        json!({"recommendation": id, "on": "2026-01-12", "addressee": ministry, "reference": "", "reply_by": null}),
    );
}

fn programme(desk: &mut Desk) -> Value {
    desk.ok("programme_get", json!({}))
}

fn reason(place: &Value, factor: &str) -> Option<Value> {
    let reasons = place["reasons"].as_array().unwrap();
    reasons.iter().find(|one| one["factor"] == factor).cloned()
}

#[test]
fn a_place_whose_newest_count_is_611_of_420_is_crowded_wherever_it_is_shown() {
    let mut lead = Desk::founded("Amina");
    let facts = json!({
        "name": "Tarn", "place_type": "prison", "capacity": 700, "occupancy": 100, "latitude": 10.0, "longitude": 20.0,
    });
    let tarn = lead.id("place_add", facts);
    count(&mut lead, &tarn, "2026-01-10", 611, 420);
    let row = programme(&mut lead)["places"][0].clone();
    let crowding = reason(&row, "crowding").unwrap();
    assert_eq!((&crowding["number"], &crowding["of"]), (&json!(611), &json!(420)));
    assert_eq!(row["capacity"], 420);
    let map = lead.ok("programme_map", json!({"year": 0}));
    assert_eq!(map["dots"][0]["capacity"], 420);
    let visit = lead.id("visit_create", desk::visit(&tarn));
    assert_eq!(lead.ok("population_get", json!({"visit": visit}))["capacity"], 420);
}

#[test]
fn a_visit_to_a_merged_place_is_prepared_from_all_records_of_the_place_that_stands() {
    let mut lead = Desk::founded("Amina");
    let (stands, other) = (place(&mut lead, "Tarn Hill"), place(&mut lead, "Tarn Hil"));
    let before = visited(&mut lead, &other, 400);
    count(&mut lead, &other, "2026-01-10", 611, 420);
    count(&mut lead, &stands, "2025-01-10", 400, 420);
    let facts = json!({"text": "A bed each.", "place": other, "priority": "normal"});
    asked(&mut lead, &facts);
    let visits = [&stands, &other].map(|place| lead.id("visit_create", desk::visit(place)));
    merge(&mut lead, &other, &stands);
    for visit in &visits {
        let dossier = lead.ok("dossier_get", json!({"visit": visit}));
        assert_eq!(
            (&dossier["place"], &dossier["place_name"]),
            (&json!(stands), &json!("Tarn Hill"))
        );
        let earlier = dossier["visits"].as_array().unwrap();
        let earlier: Vec<&Value> = earlier.iter().map(|row| &row["id"]).collect();
        assert_eq!(earlier, [&json!(before)], "the other is still to be made");
        assert_eq!(
            dossier["numbers"],
            json!([
                {"on": "2025-01-10", "held": 400, "capacity": 420},
                {"on": "2026-01-10", "held": 611, "capacity": 420},
            ])
        );
        assert_eq!(dossier["recommendations"][0]["text"], "A bed each.");
        let held = reason(&dossier["standing"], "crowding").unwrap()["number"].clone();
        assert_eq!(held, 611);
        assert_eq!(lead.ok("population_get", json!({"visit": visit}))["capacity"], 420);
        let needed = lead.ok("travel_get", json!({"visit": visit}))["needed"].clone();
        assert_eq!((&needed["places"], &needed["visits"]), (&json!(2), &json!(3)));
    }
}

#[test]
fn the_score_of_a_place_sees_what_was_done_under_its_other_record() {
    let mut lead = Desk::founded("Amina");
    let (stands, other) = (place(&mut lead, "Tarn Hill"), place(&mut lead, "Tarn Hil"));
    visited(&mut lead, &other, 20);
    let facts = json!({"text": "A bed each.", "place": other, "priority": "normal"});
    asked(&mut lead, &facts);
    merge(&mut lead, &other, &stands);
    let seen = programme(&mut lead);
    assert_eq!((&seen["total"], &seen["places"][0]["id"]), (&json!(1), &json!(stands)));
    assert_eq!(seen["places"][0]["state"], "in_time");
    let recommendations = reason(&seen["places"][0], "recommendations").unwrap();
    assert_eq!(recommendations["number"], 1);
}

#[test]
fn a_place_is_planned_that_is_planned_under_its_other_record() {
    let mut lead = Desk::founded("Amina");
    let (stands, other) = (place(&mut lead, "Tarn Hill"), place(&mut lead, "Tarn Hil"));
    let facts = json!({
        "from": "2099-05-01", "to": "2099-05-31", "visit_kind": "in_depth", "hours": "open", "days": "open",
    });
    let plan = json!({"place": other, "facts": facts, "readers": {"whole_team": true}});
    lead.id("plan_add", plan);
    merge(&mut lead, &other, &stands);
    let proposal = lead.ok("plan_propose", json!({"year": 2099}));
    assert_eq!((&proposal["planned"], &proposal["lines"]), (&json!(1), &json!([])));
    let seen = lead.ok("programme_get", json!({"year": 2099}));
    assert_eq!(seen["places"][0]["planned"], json!(["2099-05"]));
}

#[test]
fn of_two_places_merged_into_each_other_one_stands_in_the_programme_and_in_the_numbers() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (one, other) = (place(&mut lead, "Tarn Hill"), place(&mut lead, "Tarn Hil"));
    let visit = lead.id("visit_create", desk::visit(&other));
    exchange(&mut lead, &mut inspector);
    merge(&mut lead, &one, &other);
    merge(&mut inspector, &other, &one);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let seen = programme(desk);
        assert_eq!((&seen["total"], &seen["places"][0]["id"]), (&json!(1), &json!(one)));
        let numbers = desk.ok("numbers_get", json!({"from": "2026-01-01", "to": "2026-12-31"}));
        assert_eq!(numbers["places"], 1);
        let dossier = desk.ok("dossier_get", json!({"visit": visit}));
        assert_eq!(dossier["place"], json!(one));
    }
}

#[test]
fn a_visit_to_a_place_that_was_closed_has_its_dossier_though_nobody_is_to_go_there_again() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn");
    let visit = visited(&mut lead, &tarn, 400);
    let yesterday = days_earlier(today(&mut lead), 1).to_string();
    close(&mut lead, &tarn, &yesterday);
    assert_eq!(programme(&mut lead)["places"], json!([]));
    let dossier = lead.ok("dossier_get", json!({"visit": visit}));
    assert_eq!(dossier["standing"]["id"], json!(tarn));
}

#[test]
fn a_dossier_says_how_many_older_visits_it_does_not_tell_of() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn");
    for days_ago in 1..=11 {
        visited(&mut lead, &tarn, days_ago * 30);
    }
    let mut next = desk::visit(&tarn);
    next["starts_on"] = json!(today(&mut lead).to_string());
    let next = lead.id("visit_create", next);
    let dossier = lead.ok("dossier_get", json!({"visit": next}));
    assert_eq!(
        (&dossier["untold"], dossier["visits"].as_array().unwrap().len()),
        (&json!(1), 11)
    );
    let tenth = dossier["visits"][9]["id"].clone();
    let dossier = lead.ok("dossier_get", json!({"visit": tenth}));
    let earlier = dossier["visits"].as_array().unwrap().len();
    assert_eq!(
        (&dossier["untold"], earlier),
        (&json!(0), 1),
        "what came after it is no earlier visit"
    );
}

#[test]
fn a_dossier_tells_of_visits_that_were_made_and_of_none_that_is_to_come() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn");
    let made = visited(&mut lead, &tarn, 30);
    let called_off = lead.id("visit_create", desk::visit(&tarn));
    lead.ok("visit_call_off", json!({"visit": called_off, "why": "No car"}));
    lead.id("visit_create", desk::visit(&tarn));
    let mut next = desk::visit(&tarn);
    next["starts_on"] = json!(today(&mut lead).to_string());
    let next = lead.id("visit_create", next);
    let dossier = lead.ok("dossier_get", json!({"visit": next}));
    let told: Vec<&Value> = dossier["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["id"])
        .collect();
    assert_eq!(told, [&json!(made)]);
}

#[test]
fn the_report_of_a_visit_under_a_merged_record_tells_of_the_place_that_stands() {
    let mut lead = Desk::founded("Amina");
    let ministry = lead.id(
        "authority_add",
        json!({"name": "Ministry of Justice", "kind": "ministry"}),
    );
    let stands = json!({"name": "Central Prison", "place_type": "prison", "authority_id": ministry});
    let stands = lead.id("place_add", stands);
    let facts = json!({"on": "2026-01-10", "held": 510, "capacity": 420});
    lead.ok("count_set", json!({"place": stands, "id": null, "facts": facts}));
    let double = place(&mut lead, "Old jail");
    let visit = visited(&mut lead, &double, 30);
    let ask = json!({"visit": visit, "language": "en", "audience": "authority"});
    let shown = |lead: &mut Desk| {
        lead.ok("report_build", ask.clone())["html"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(!shown(&mut lead).contains("Central Prison"));
    merge(&mut lead, &double, &stands);
    let report = shown(&mut lead);
    for told in ["Central Prison", "420", "510", "Ministry of Justice"] {
        assert!(report.contains(told), "{told}");
    }
}
