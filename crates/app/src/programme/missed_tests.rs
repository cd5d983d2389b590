//! A plan whose days are over, and which nobody carried out, is no visit: it is shown as missed, and its place is planned anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::Desk;
use serde_json::{Value, json};
use visita_domain::dates::{days_earlier, months_later};
use visita_domain::programme::Month;

/// The month before this one.
pub(super) fn last_month(desk: &mut Desk) -> Month {
    let today = desk.session.as_mut().unwrap().today();
    Month::of(days_earlier(Month::of(today).first_day(), 1))
}

pub(super) fn planned(desk: &mut Desk, place: &str, month: Month) -> String {
    let facts = json!({
        "from": month.first_day().to_string(), "to": month.last_day().to_string(), "visit_kind": "in_depth",
        "hours": "open", "days": "open",
    });
    let plan = json!({"place": place, "facts": facts, "agreed": true, "readers": {"whole_team": true}});
    desk.id("plan_add", plan)
}

fn place(desk: &mut Desk) -> String {
    desk.id("place_add", json!({"name": "Tarn", "place_type": "remand_prison"}))
}

fn programme(desk: &mut Desk, year: i32) -> Value {
    desk.ok("programme_get", json!({"year": year}))
}

fn missed(desk: &mut Desk) -> Value {
    desk.ok("today_get", json!({}))["programme"]["missed"].clone()
}

#[test]
fn a_plan_that_nobody_carried_out_is_shown_as_missed_and_counts_for_nothing() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead);
    let month = last_month(&mut lead);
    let plan = planned(&mut lead, &tarn, month);
    let seen = programme(&mut lead, month.year());
    assert_eq!(
        (&seen["plans"][0]["missed"], &seen["plans"][0]["state"]),
        (&json!(true), &json!("agreed"))
    );
    assert_eq!(seen["load"]["regular"], 0);
    assert_eq!(seen["places"][0]["planned"], json!([]));
    assert_eq!(lead.ok("plan_get", json!({"plan": plan}))["missed"], true);
    assert_eq!(missed(&mut lead), 1);
    // Given up, it is missed no longer.
    lead.ok("plan_state", json!({"plan": plan, "state": "dropped"}));
    assert_eq!(missed(&mut lead), 0);
    assert_eq!(programme(&mut lead, month.year())["plans"][0]["missed"], false);
}

#[test]
fn the_place_of_a_missed_plan_can_be_proposed_and_drawn_again() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead);
    let month = last_month(&mut lead);
    planned(&mut lead, &tarn, month);
    // This year or the next: the month after the one that was missed is the first that has room.
    let next = Month::of(months_later(month.first_day(), 1));
    let proposal = lead.ok("plan_propose", json!({"year": next.year()}));
    assert_eq!(
        (&proposal["lines"][0]["place"], &proposal["lines"][0]["month"]),
        (&json!(tarn), &json!(next.to_string()))
    );
    assert_eq!(proposal["lines"][0]["why"], "never_visited");
    let drawn = lead.ok("plan_draw", json!({"year": month.year(), "count": 1}));
    assert_eq!(drawn["pool"], 1);
}

#[test]
fn a_plan_begun_late_is_the_visit_it_became() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead);
    let month = last_month(&mut lead);
    let plan = planned(&mut lead, &tarn, month);
    let begin = json!({"plan": plan, "starts_on": month.last_day().to_string(), "checklists": ["prison"]});
    let visit = lead.id("plan_begin", begin);
    assert_eq!(missed(&mut lead), 0);
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    let seen = programme(&mut lead, month.year());
    assert_eq!(
        (&seen["plans"][0]["missed"], &seen["load"]["regular"]),
        (&json!(false), &json!(1))
    );
    assert_eq!(seen["places"][0]["planned"], json!([month.to_string()]));
}
