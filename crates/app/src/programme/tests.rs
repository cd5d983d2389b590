//! The programme on one device and on two.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod planned;
mod rules;
mod taken_along;
mod unannounced;

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_domain::dates::{Day, days_earlier, months_later};
use visita_domain::programme::Month;

fn today(desk: &mut Desk) -> Day {
    desk.session.as_mut().unwrap().today()
}

/// The first month that no plan of today can be late for.
fn next_month(desk: &mut Desk) -> Month {
    Month::of(months_later(today(desk), 1))
}

fn place(desk: &mut Desk, name: &str, place_type: &str) -> String {
    desk.id("place_add", json!({"name": name, "place_type": place_type}))
}

fn visited(desk: &mut Desk, place: &str, days_ago: u64) -> String {
    let mut visit = desk::visit(place);
    let on = days_earlier(today(desk), days_ago);
    visit["starts_on"] = json!(on.to_string());
    let id = desk.id("visit_create", visit);
    desk.ok("visit_phase", json!({"visit": id, "phase": "on_site"}));
    id
}

fn facts(month: Month) -> Value {
    json!({
        "from": month.first_day().to_string(), "to": month.last_day().to_string(), "visit_kind": "in_depth",
        "announced": false, "hours": "open", "days": "open", "urgent": false, "reason": "", "objectives": "",
    })
}

fn planned(desk: &mut Desk, place: &str, whole_team: bool) -> String {
    let month = next_month(desk);
    desk.id(
        "plan_add",
        json!({"place": place, "facts": facts(month), "readers": {"whole_team": whole_team}}),
    )
}

fn year(desk: &mut Desk) -> i32 {
    next_month(desk).year()
}

fn programme(desk: &mut Desk) -> Value {
    let year = year(desk);
    desk.ok("programme_get", json!({"year": year}))
}

fn exchange(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}
