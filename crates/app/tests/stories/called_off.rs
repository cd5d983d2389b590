//! A visit that is not made after all: it stays in the record with its reason, and takes no place anywhere.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// A year in which nothing else is planned.
const YEAR: i32 = 2031;

/// A lead and an inspector with one place and a visit to it in May.
fn with_a_visit_ahead() -> (Desk, Desk, String, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let mut visit = desk::visit(&place);
    visit["starts_on"] = json!(format!("{YEAR}-05-04"));
    let visit = lead.id("visit_create", visit);
    let out = lead.bundle();
    inspector.take(&out);
    (lead, inspector, place, visit)
}

fn meet(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

fn call_off(visit: &str, why: &str) -> Value {
    json!({"visit": visit, "why": why})
}

fn on_site(visit: &str) -> Value {
    json!({"visit": visit, "phase": "on_site"})
}

/// What stands in May, and how many places a proposal leaves out because they are planned.
fn taken(desk: &mut Desk) -> (Value, Value) {
    let may = desk.ok("programme_get", json!({"year": YEAR}))["months"][4].clone();
    let proposal = desk.ok("plan_propose", json!({"year": YEAR}));
    (may["regular"].clone(), proposal["planned"].clone())
}

fn row(desk: &mut Desk, visit: &str) -> Value {
    let rows = desk.ok("visit_list", json!({}))["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["id"] == visit).unwrap().clone()
}

#[test]
fn a_visit_called_off_leaves_today_and_its_month_and_comes_back_when_that_is_taken_back() {
    let (mut lead, _, place, visit) = with_a_visit_ahead();
    assert_eq!(lead.ok("today_get", json!({}))["next_visit"]["id"], json!(visit));
    assert_eq!(taken(&mut lead), (json!(1), json!(1)));

    let long = "x".repeat(20_001);
    assert_eq!(
        lead.refused("visit_call_off", call_off(&visit, &long)),
        ErrorCode::Refused
    );
    lead.ok("visit_call_off", call_off(&visit, " The road is closed. "));
    let today = lead.ok("today_get", json!({}));
    assert_eq!(
        (&today["next_visit"], &today["open_visits"]),
        (&json!(null), &json!([]))
    );
    assert_eq!(
        taken(&mut lead),
        (json!(0), json!(0)),
        "its month and its place are free"
    );
    assert_eq!(row(&mut lead, &visit)["called_off"], true, "the list keeps it, marked");
    let view = lead.ok("visit_get", json!({"visit": visit}));
    assert_eq!(
        (&view["called_off"], &view["next_phases"]),
        (&json!("The road is closed."), &json!([]))
    );
    assert_eq!(lead.refused("visit_phase", on_site(&visit)), ErrorCode::Refused);
    let known = lead.ok("place_get", json!({"place": place}));
    assert_eq!(known["row"]["last_visit"], json!(null), "nobody was there");

    lead.ok("visit_call_off", call_off(&visit, ""));
    assert_eq!(lead.ok("today_get", json!({}))["next_visit"]["id"], json!(visit));
    assert_eq!(taken(&mut lead), (json!(1), json!(1)));
    lead.ok("visit_phase", on_site(&visit));
    assert_eq!(
        lead.refused("visit_call_off", call_off(&visit, "Too late")),
        ErrorCode::Refused,
        "it is being made"
    );
}

#[test]
fn a_visit_that_a_colleague_began_is_made_though_it_was_called_off_and_the_reason_is_told() {
    let (mut lead, mut inspector, place, visit) = with_a_visit_ahead();
    lead.ok("visit_call_off", call_off(&visit, "No car"));
    inspector.ok("visit_phase", on_site(&visit));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let view = desk.ok("visit_get", json!({"visit": visit}));
        assert_eq!(
            (&view["row"]["called_off"], &view["called_off"]),
            (&json!(false), &json!("No car"))
        );
        assert_eq!(desk.ok("today_get", json!({}))["next_visit"]["id"], json!(visit));
        let known = desk.ok("place_get", json!({"place": place}));
        assert_eq!(known["row"]["last_visit"], json!(format!("{YEAR}-05-04")));
    }
    inspector.ok("visit_call_off", call_off(&visit, ""));
    assert_eq!(inspector.ok("visit_get", json!({"visit": visit}))["called_off"], "");
}

#[test]
fn two_reasons_given_apart_both_stand_until_the_lead_decides() {
    let (mut lead, mut inspector, _, visit) = with_a_visit_ahead();
    lead.ok("visit_call_off", call_off(&visit, "No car"));
    inspector.ok("visit_call_off", call_off(&visit, "The road is closed"));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(row(desk, &visit)["called_off"], true);
        let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
        assert_eq!(open.as_array().unwrap().len(), 1);
        assert_eq!(
            (&open[0]["path"], &open[0]["label"]),
            (&json!("visit/called_off"), &json!("field-visit-called_off"))
        );
        assert_eq!(open[0]["versions"].as_array().unwrap().len(), 2);
    }
}
