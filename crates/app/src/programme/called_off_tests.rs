//! A plan whose visit is called off says so, its place is due again, and neither calendars nor numbers hold it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::missed_tests::{last_month, planned};
use crate::desk::Desk;
use serde_json::{Value, json};
use visita_domain::dates::months_later;
use visita_domain::programme::Month;

/// A month that lies so far ahead that nothing in it is late.
fn ahead(desk: &mut Desk) -> Month {
    let today = desk.session.as_mut().unwrap().today();
    Month::of(months_later(today, 2))
}

fn begun(desk: &mut Desk, plan: &str, month: Month) -> String {
    let begin = json!({"plan": plan, "starts_on": month.last_day().to_string(), "checklists": ["prison"]});
    desk.id("plan_begin", begin)
}

fn call_off(desk: &mut Desk, visit: &str, why: &str) {
    desk.ok("visit_call_off", json!({"visit": visit, "why": why}));
}

/// Where the plans of a year stand in the list, by id.
fn states(desk: &mut Desk, year: i32) -> Vec<(String, String)> {
    let plans = desk.ok("programme_get", json!({"year": year}))["plans"].clone();
    let text = |plan: &Value, name: &str| plan[name].as_str().unwrap().to_owned();
    let plans = plans.as_array().unwrap().iter();
    plans.map(|plan| (text(plan, "id"), text(plan, "state"))).collect()
}

/// What a calendar file of a year holds: how many events, and the file.
fn exported(desk: &mut Desk, year: i32) -> (Value, String) {
    let path = desk.file("calendar");
    let ask = json!({"year": year, "path": path, "place_names": true, "sealed": false, "title": "Visit"});
    let events = desk.ok("programme_export", ask)["events"].clone();
    (events, std::fs::read_to_string(&path).unwrap())
}

/// How many visits were planned for a month, and how many of them nobody makes any more.
fn planned_in(desk: &mut Desk, month: Month) -> (Value, Value) {
    let (from, to) = (month.first_day().to_string(), month.last_day().to_string());
    let view = desk.ok("numbers_get", json!({"from": from, "to": to}));
    (view["planned"].clone(), view["lapsed"].clone())
}

#[test]
fn the_plan_of_a_visit_called_off_says_so_and_its_place_is_due_again() {
    let mut lead = Desk::founded("Amina");
    let tarn = lead.id("place_add", json!({"name": "Tarn", "place_type": "prison"}));
    let month = ahead(&mut lead);
    let plan = planned(&mut lead, &tarn, month);
    let visit = begun(&mut lead, &plan, month);
    let stands = |desk: &mut Desk| {
        let proposal = desk.ok("plan_propose", json!({"year": month.year()}));
        let shown = desk.ok("plan_get", json!({"plan": plan}))["state"].clone();
        (
            states(desk, month.year())[0].1.clone(),
            shown,
            proposal["planned"].clone(),
        )
    };
    assert_eq!(stands(&mut lead), ("done".to_owned(), json!("done"), json!(1)));
    call_off(&mut lead, &visit, "The road is closed");
    assert_eq!(
        stands(&mut lead),
        ("called_off".to_owned(), json!("called_off"), json!(0))
    );
    let lines = lead.ok("plan_propose", json!({"year": month.year()}))["lines"].clone();
    assert_eq!(lines[0]["place"], json!(tarn), "it is proposed anew");
    call_off(&mut lead, &visit, "");
    assert_eq!(stands(&mut lead), ("done".to_owned(), json!("done"), json!(1)));
}

#[test]
fn a_calendar_holds_what_is_prepared_and_nothing_that_was_missed_or_called_off() {
    let mut lead = Desk::founded("Amina");
    let [tarn, kest, velm] =
        ["Tarn", "Kest", "Velm"].map(|name| lead.id("place_add", json!({"name": name, "place_type": "prison"})));
    let (month, past) = (ahead(&mut lead), last_month(&mut lead));
    planned(&mut lead, &tarn, month);
    let prepared = planned(&mut lead, &kest, month);
    let visit = begun(&mut lead, &prepared, month);
    planned(&mut lead, &velm, past);
    let (events, file) = exported(&mut lead, month.year());
    assert_eq!(events, 2);
    assert!(file.contains("SUMMARY:Visit: Tarn") && file.contains("SUMMARY:Visit: Kest"));
    assert!(
        file.contains(&format!("UID:{prepared}@visita")),
        "calendars take it for the plan they have"
    );
    let day = month.last_day().to_string().replace('-', "");
    assert!(file.contains(&format!("DTSTART;VALUE=DATE:{day}")));
    assert!(!exported(&mut lead, past.year()).1.contains("Velm"), "it was missed");
    call_off(&mut lead, &visit, "No car");
    let (events, file) = exported(&mut lead, month.year());
    assert_eq!((events, file.contains("Kest")), (json!(1), false));
    call_off(&mut lead, &visit, "");
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    assert_eq!(exported(&mut lead, month.year()).0, 1, "it is no longer to come");
}

#[test]
fn what_was_missed_or_called_off_stays_in_the_plan_that_visits_are_held_against_and_is_told() {
    let mut lead = Desk::founded("Amina");
    let tarn = lead.id("place_add", json!({"name": "Tarn", "place_type": "prison"}));
    let (month, past) = (ahead(&mut lead), last_month(&mut lead));
    let of = |planned: u32, lapsed: u32| (json!(planned), json!(lapsed));
    planned(&mut lead, &tarn, month);
    let prepared = planned(&mut lead, &tarn, month);
    assert_eq!(planned_in(&mut lead, month), of(2, 0));
    let visit = begun(&mut lead, &prepared, month);
    assert_eq!(planned_in(&mut lead, month), of(2, 0));
    call_off(&mut lead, &visit, "No car");
    assert_eq!(planned_in(&mut lead, month), of(2, 1));

    let missed = planned(&mut lead, &tarn, past);
    assert_eq!(planned_in(&mut lead, past), of(1, 1));
    let visit = begun(&mut lead, &missed, past);
    assert_eq!(planned_in(&mut lead, past), of(1, 1), "nobody went while it was to be");
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    assert_eq!(planned_in(&mut lead, past), of(1, 0));
}
