//! What the programme reckons with: when a delegation was there, which visits begin a period anew, how old complaints are, and
//! how grave what was found.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_domain::dates::{Day, days_earlier, months_later};
use visita_domain::programme::Month;

fn today(desk: &mut Desk) -> Day {
    desk.session.as_mut().unwrap().today()
}

fn place(desk: &mut Desk, name: &str, place_type: &str) -> String {
    desk.id("place_add", json!({"name": name, "place_type": place_type}))
}

/// A visit of a kind that began on a day.
fn visited(desk: &mut Desk, place: &str, kind: &str, on: &str) -> String {
    let mut visit = desk::visit(place);
    (visit["starts_on"], visit["visit_kind"]) = (json!(on), json!(kind));
    let id = desk.id("visit_create", visit);
    desk.ok("visit_phase", json!({"visit": id, "phase": "on_site"}));
    id
}

fn days_ago(desk: &mut Desk, days: u64) -> String {
    days_earlier(today(desk), days).to_string()
}

fn rests_on(desk: &mut Desk, days: &[&str]) {
    let was = desk.ok("body_get", json!({}))["facts"].clone();
    let mut facts = was.clone();
    facts["weekend"] = json!(days);
    desk.ok("body_set", json!({"was": was, "facts": facts}));
}

fn row(desk: &mut Desk, place: &str) -> Value {
    let rows = desk.ok("programme_get", json!({}))["places"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["id"] == place).unwrap().clone()
}

fn reason(row: &Value, factor: &str) -> Option<Value> {
    let reasons = row["reasons"].as_array().unwrap();
    reasons.iter().find(|one| one["factor"] == factor).cloned()
}

/// Of a year: by day, by night, at an hour nobody said; on weekdays, at weekends.
fn mix(desk: &mut Desk, year: i32) -> [Value; 5] {
    let balance = desk.ok("programme_get", json!({"year": year}))["balance"].clone();
    ["day", "night", "any_hour", "weekday", "weekend"].map(|name| balance[name].clone())
}

#[test]
fn the_weekend_of_the_body_holds_in_the_programme_and_on_the_coverage_board() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    // A Friday.
    let visit = visited(&mut lead, &tarn, "in_depth", "2026-03-06");
    let weekend = |desk: &mut Desk| desk.ok("programme_get", json!({"year": 2026}))["weekend"].clone();
    assert_eq!(weekend(&mut lead), json!(["saturday", "sunday"]));
    assert_eq!(mix(&mut lead, 2026)[3..], [json!(1), json!(0)]);
    let stay = json!({"arrived_at": "2026-03-06T09:00:00Z", "left_at": "2026-03-06T12:00:00Z", "offset_minutes": 0});
    lead.id("stay_add", json!({"visit": visit, "facts": stay}));
    let seen = |desk: &mut Desk, code: &str| {
        let board = desk.ok("coverage_get", json!({"visit": visit, "offset_minutes": 0}));
        let mut rows = board["rows"].as_array().unwrap().iter();
        rows.find(|row| row["code"] == code).unwrap()["seen"].clone()
    };
    assert_eq!(
        (seen(&mut lead, "day_week"), seen(&mut lead, "day_weekend")),
        (json!(true), json!(false))
    );

    rests_on(&mut lead, &["friday"]);
    assert_eq!(weekend(&mut lead), json!(["friday"]));
    assert_eq!(mix(&mut lead, 2026)[3..], [json!(0), json!(1)]);
    assert_eq!(
        (seen(&mut lead, "day_week"), seen(&mut lead, "day_weekend")),
        (json!(false), json!(true))
    );
    let shown = lead.ok("body_get", json!({}))["facts"]["weekend"].clone();
    assert_eq!(shown, json!(["friday"]));
}

#[test]
fn when_a_visit_was_is_what_its_stays_say_and_the_plan_speaks_only_while_there_are_none() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    let facts = json!({
        "from": "2026-03-01", "to": "2026-03-31", "visit_kind": "in_depth", "hours": "day", "days": "weekday",
    });
    let plan = lead.id(
        "plan_add",
        json!({"place": tarn, "facts": facts, "readers": {"whole_team": true}}),
    );
    // A Thursday.
    let begin = json!({"plan": plan, "starts_on": "2026-03-05", "checklists": ["prison"]});
    let visit = lead.id("plan_begin", begin);
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    assert_eq!(mix(&mut lead, 2026), [1, 0, 0, 1, 0].map(|count| json!(count)));
    let night = json!({"arrived_at": "2026-03-07T20:30:00Z", "left_at": "2026-03-07T21:30:00Z", "offset_minutes": 60});
    let stay = lead.id("stay_add", json!({"visit": visit, "facts": night}));
    assert_eq!(
        mix(&mut lead, 2026),
        [0, 1, 0, 0, 1].map(|count| json!(count)),
        "until half past ten on a Saturday, by the clock of the place"
    );
    lead.ok("stay_drop", json!({"visit": visit, "entry": stay, "dropped": true}));
    assert_eq!(mix(&mut lead, 2026), [1, 0, 0, 1, 0].map(|count| json!(count)));
}

#[test]
fn a_follow_up_does_not_begin_the_period_anew_and_is_told_beside_it() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "remand_prison");
    let (long_ago, lately) = (days_ago(&mut lead, 500), days_ago(&mut lead, 20));
    visited(&mut lead, &tarn, "in_depth", &long_ago);
    visited(&mut lead, &tarn, "follow_up", &lately);
    let seen = row(&mut lead, &tarn);
    assert_eq!(seen["state"], "overdue");
    assert_eq!(
        (&seen["last_full_visit"], &seen["follow_ups"]),
        (&json!(long_ago), &json!(1))
    );
    assert_eq!(reason(&seen, "time").unwrap()["number"], 500);
    let told = reason(&seen, "follow_ups").unwrap();
    assert_eq!((&told["number"], &told["points"]), (&json!(1), &json!(0)));
    let register = lead.ok("place_get", json!({"place": tarn}))["row"]["last_visit"].clone();
    assert_eq!(register, json!(lately), "the register knows who was there last");

    visited(&mut lead, &tarn, "thematic", &lately);
    let seen = row(&mut lead, &tarn);
    assert_eq!(
        (&seen["state"], &seen["last_full_visit"]),
        (&json!("in_time"), &json!(lately))
    );
}

#[test]
fn a_place_that_follow_ups_alone_saw_has_been_visited_and_a_full_visit_is_awaited_all_the_same() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "remand_prison");
    let kest = place(&mut lead, "Kest", "remand_prison");
    let lately = days_ago(&mut lead, 20);
    let visit = visited(&mut lead, &tarn, "follow_up", &lately);
    let seen = row(&mut lead, &tarn);
    assert_eq!(
        (&seen["state"], &seen["last_visit"], &seen["last_full_visit"]),
        (&json!("no_full_visit"), &json!(lately), &Value::Null)
    );
    let never = row(&mut lead, &kest);
    assert_eq!(
        (&never["state"], &never["last_visit"]),
        (&json!("never_visited"), &Value::Null)
    );
    let counts = lead.ok("programme_get", json!({}))["counts"].clone();
    assert_eq!(
        counts,
        json!({"never_visited": 1, "no_full_visit": 1, "overdue": 0, "due_soon": 0, "in_time": 0})
    );
    let wanted = lead.ok("programme_get", json!({"state": "no_full_visit"}));
    assert_eq!(
        (&wanted["total"], &wanted["places"][0]["id"]),
        (&json!(1), &json!(tarn))
    );
    let due = lead.ok("today_get", json!({}))["programme"]["overdue"].clone();
    assert_eq!(due, 2, "the programme asks for a full visit to either");
    let dossier = lead.ok("dossier_get", json!({"visit": visit}))["standing"].clone();
    assert_eq!(
        (&dossier["state"], &dossier["last_visit"]),
        (&json!("no_full_visit"), &json!(lately))
    );
}

#[test]
fn a_place_of_four_months_is_proposed_around_the_visit_that_stands_in_the_year() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "police_station");
    lead.ok("rule_set", json!({"rule": "place", "of": tarn, "value": 4}));
    let year = Month::of(months_later(today(&mut lead), 12)).year();
    let months = |desk: &mut Desk| {
        let lines = desk.ok("plan_propose", json!({"year": year}))["lines"].clone();
        let months = lines.as_array().unwrap().iter();
        months
            .map(|line| line["month"].as_str().unwrap()[5..].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(months(&mut lead), ["01", "05", "09"]);
    let planned = |kind: &str, month: u32| {
        let month = Month::new(year, month).unwrap();
        let facts = json!({
            "from": month.first_day().to_string(), "to": month.last_day().to_string(), "visit_kind": kind,
            "hours": "open", "days": "open",
        });
        json!({"place": tarn, "facts": facts, "readers": {"whole_team": true}})
    };
    lead.id("plan_add", planned("follow_up", 2));
    assert_eq!(months(&mut lead), ["01", "05", "09"], "a follow-up stands for no visit");
    lead.id("plan_add", planned("in_depth", 3));
    assert_eq!(months(&mut lead), ["07", "11"]);
}

#[test]
fn complaints_count_less_the_older_they_are_and_in_the_end_are_not_known() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    let mut said = json!({"complaints": null, "complaints_until": null, "known_problem": ""});
    let mut say = |desk: &mut Desk, until: Value| {
        let was = said.clone();
        (said["complaints"], said["complaints_until"]) = (json!(4), until);
        desk.ok("bearing_set", json!({"place": tarn, "was": was, "facts": said}));
        let row = row(desk, &tarn);
        let told = reason(&row, "complaints").map(|one| (one["points"].clone(), one["of"].clone()));
        (told, row["unknown"].as_array().unwrap().contains(&json!("complaints")))
    };
    let (fresh, unknown) = say(&mut lead, json!(null));
    assert_eq!(
        (fresh.unwrap().0, unknown),
        (json!(8), false),
        "as of the day on which it was written"
    );
    let two_years = json!(days_ago(&mut lead, 730));
    assert_eq!(say(&mut lead, two_years), (Some((json!(4), json!(730))), false));
    let four_years = json!(days_ago(&mut lead, 1_460));
    assert_eq!(say(&mut lead, four_years), (None, true));
}

#[test]
fn of_the_complaints_that_merged_records_tell_those_count_that_weigh_most() {
    let mut lead = Desk::founded("Amina");
    let (tarn, older) = (
        place(&mut lead, "Tarn", "prison"),
        place(&mut lead, "Tarn Hill", "prison"),
    );
    let lately = days_ago(&mut lead, 30);
    let none = json!({"complaints": null, "complaints_until": null, "known_problem": ""});
    for (place, number, until) in [(&tarn, 40, json!(lately)), (&older, 2, json!(null))] {
        let facts = json!({"complaints": number, "complaints_until": until, "known_problem": ""});
        lead.ok("bearing_set", json!({"place": place, "was": none, "facts": facts}));
    }
    let points = |desk: &mut Desk| {
        let row = row(desk, &tarn);
        reason(&row, "complaints").unwrap()["points"].clone()
    };
    let before = points(&mut lead);
    lead.ok("place_merge", json!({"place": older, "same_as": tarn}));
    assert_eq!(points(&mut lead), before);
}

#[test]
fn what_was_found_weighs_by_how_grave_it_is_and_less_once_it_is_settled() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    let lately = days_ago(&mut lead, 20);
    let visit = visited(&mut lead, &tarn, "in_depth", &lately);
    let found = |desk: &mut Desk, statement: &str, severity: &str| {
        let finding = json!({"visit": visit, "statement": statement, "theme": "health", "good_practice": false});
        let finding = desk.id("finding_add", finding);
        let weight = json!({"review": "draft", "severity": severity});
        desk.ok(
            "finding_weigh",
            json!({"visit": visit, "finding": finding, "was": {"review": "draft"}, "facts": weight}),
        );
        let established =
            json!({"visit": visit, "finding": finding, "status": "established", "reason": "All of us saw it."});
        desk.ok("finding_set", established);
        finding
    };
    found(&mut lead, "Nobody sees to the sick at night.", "grave");
    let beds = found(&mut lead, "Two share a bed.", "serious");
    let seen = row(&mut lead, &tarn);
    let weighs = |seen: &Value, factor: &str| {
        let one = reason(seen, factor).unwrap();
        ["points", "number", "of"].map(|name| one[name].clone())
    };
    assert_eq!(weighs(&seen, "grave_concerns"), [5, 1, 0].map(|count| json!(count)));
    assert_eq!(weighs(&seen, "serious_concerns"), [3, 1, 0].map(|count| json!(count)));

    let facts = json!({"text": "A bed each.", "place": tarn, "priority": "normal"});
    let links = json!([{"visit": visit, "finding": beds}]);
    let asked = lead.id("recommendation_add", json!({"facts": facts, "findings": links}));
    let ministry = lead.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    lead.ok(
        "recommendation_send",
        json!({"recommendation": asked, "on": "2026-01-12", "addressee": ministry, "reference": "", "reply_by": null}),
    );
    let open = row(&mut lead, &tarn);
    assert_eq!(weighs(&open, "serious_concerns"), [3, 1, 0].map(|count| json!(count)));
    lead.ok(
        "implementation_set",
        json!({"recommendation": asked, "was": "none", "implementation": "full"}),
    );
    let settled = row(&mut lead, &tarn);
    assert_eq!(
        weighs(&settled, "serious_concerns"),
        [2, 1, 1].map(|count| json!(count))
    );
    assert_eq!(weighs(&settled, "grave_concerns"), [5, 1, 0].map(|count| json!(count)));
}

#[test]
fn what_a_delegation_counted_on_site_is_the_number_of_the_place_until_a_newer_count() {
    let mut lead = Desk::founded("Amina");
    let tarn = lead.id(
        "place_add",
        json!({"name": "Tarn", "place_type": "prison", "capacity": 400, "occupancy": 380}),
    );
    assert_eq!(reason(&row(&mut lead, &tarn), "crowding"), None);
    let on = days_ago(&mut lead, 30);
    let visit = visited(&mut lead, &tarn, "in_depth", &on);
    let counted = json!({"visit": visit, "group": "total", "source": "register", "number": 480});
    lead.ok("population_set", counted);
    let crowding = reason(&row(&mut lead, &tarn), "crowding").unwrap();
    assert_eq!((&crowding["number"], &crowding["of"]), (&json!(480), &json!(400)));
    let shown = lead.ok("place_get", json!({"place": tarn}));
    assert_eq!(
        (&shown["row"]["held"], &shown["row"]["counted_on"]),
        (&json!(480), &json!(on))
    );
    assert_eq!(shown["on_site"], json!([{"visit": visit, "on": on, "held": 480}]));
    let listed = lead.ok("place_list", json!({}))["rows"][0].clone();
    assert_eq!(listed["held"], 480);
    let lately = days_ago(&mut lead, 1);
    let next = visited(&mut lead, &tarn, "follow_up", &lately);
    let dossier = lead.ok("dossier_get", json!({"visit": next}));
    assert_eq!(dossier["numbers"], json!([{"on": on, "held": 480, "capacity": null}]));

    let newer = json!({"on": days_ago(&mut lead, 2), "held": 390});
    lead.ok("count_set", json!({"place": tarn, "id": null, "facts": newer}));
    assert_eq!(lead.ok("place_get", json!({"place": tarn}))["row"]["held"], 390);
}

#[test]
fn a_place_that_is_not_open_yet_is_not_called_never_visited_and_is_planned_from_then_on() {
    let mut lead = Desk::founded("Amina");
    let next_year = Month::of(today(&mut lead)).year() + 1;
    let site = lead.id(
        "place_add",
        json!({"name": "Site", "place_type": "prison", "opened_on": format!("{next_year}-05-20")}),
    );
    assert_eq!(lead.ok("programme_get", json!({}))["places"], json!([]));
    let made = lead.ok("plan_propose", json!({"year": next_year}));
    let line = &made["lines"][0];
    assert_eq!(
        (&line["place"], &line["month"]),
        (&json!(site), &json!(format!("{next_year}-05")))
    );
}

#[test]
fn what_records_of_one_place_know_is_not_lost_when_one_stands_for_the_other() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    let older = lead.id(
        "place_add",
        json!({"name": "Old Tarn", "place_type": "prison", "suspected": true, "latitude": 10.5, "longitude": -3.25,
            "legal_basis": "Prisons Act, section 4"}),
    );
    lead.ok("place_merge", json!({"place": older, "same_as": tarn}));
    assert!(reason(&row(&mut lead, &tarn), "suspected").is_some());
    let map = lead.ok("programme_map", json!({}));
    assert_eq!(
        (&map["without"], &map["dots"][0]["latitude"]),
        (&json!(0), &json!(10.5))
    );
    let lately = days_ago(&mut lead, 3);
    let visit = visited(&mut lead, &tarn, "in_depth", &lately);
    let dossier = lead.ok("dossier_get", json!({"visit": visit}));
    assert_eq!(dossier["legal_basis"], "Prisons Act, section 4");
}
