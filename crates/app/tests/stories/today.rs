//! Which day it is where somebody is: what is written as today, the year of a reference, what is due and what is over.

use crate::desk::{self, Desk, PASSPHRASE};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use visita_app::{Clock, Session};
use visita_domain::dates::{Timestamp, from_millis, parse_rfc3339};

/// A clock that is set by hand, in a zone so many hours ahead of UTC.
#[derive(Clone)]
struct Wall {
    now_ms: Arc<AtomicI64>,
    hours_ahead: i32,
}

impl Wall {
    fn set(&self, moment: &str) {
        let at = parse_rfc3339(moment).unwrap();
        self.now_ms.store(at.timestamp_millis(), Ordering::Relaxed);
    }
}

impl Clock for Wall {
    fn now(&self) -> Timestamp {
        from_millis(self.now_ms.load(Ordering::Relaxed)).unwrap()
    }

    fn offset_minutes(&self, _at: Timestamp) -> i32 {
        self.hours_ahead * 60
    }
}

/// Somebody at a desk over which such a clock hangs.
fn under_a_clock(hours_ahead: i32, moment: &str) -> (Desk, Wall) {
    let wall = Wall {
        now_ms: Arc::default(),
        hours_ahead,
    };
    wall.set(moment);
    let mut desk = Desk::founded("Amina");
    let vault = desk.folder.path().join("vault");
    desk.session = Some(Session::at(vault, Box::new(wall.clone())));
    desk.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
    (desk, wall)
}

/// The days on which a task and a promise to look again were done, by whoever does them now.
fn done_on(desk: &mut Desk) -> [Value; 2] {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let task = desk.id(
        "task_add",
        json!({"doc": place, "facts": {"what": "Ring the director"}}),
    );
    desk.ok("task_done", json!({"doc": place, "task": task, "done": true}));
    let tasks = desk.ok("task_list", json!({"doc": place}));

    let visit = desk.id("visit_create", desk::visit(&place));
    let entry = json!({"visit": visit, "informant": "staff", "level": "high", "about": "The second register",
        "risk": "A transfer", "mitigation": "We asked for all", "channel": "The lawyers' association"});
    let record = desk.id("reprisal_add", json!({"readers": [], "facts": entry}));
    let due = json!({"record": record, "facts": {"due": "2026-12-31"}});
    let recontact = desk.id("recontact_add", due);
    let done = json!({"record": record, "recontact": recontact, "done": true, "note": "He is well"});
    desk.ok("recontact_done", done);
    let register = desk.ok("reprisal_list", json!({}));
    [
        tasks["rows"][0]["done_on"].clone(),
        register["rows"][0]["recontacts"][0]["done_on"].clone(),
    ]
}

/// A recommendation to which a reply is awaited by a day.
fn asked(desk: &mut Desk, reply_by: &str) -> String {
    let name = format!("Who replies by {reply_by}");
    let authority = desk.id("authority_add", json!({"name": name, "kind": "other"}));
    let facts = json!({"text": "Give every person a bed.", "priority": "high"});
    let id = desk.id("recommendation_add", json!({"facts": facts}));
    desk.ok(
        "recommendation_send",
        json!({"recommendation": id, "on": "2026-12-01", "addressee": authority, "reference": "", "reply_by": reply_by}),
    );
    id
}

fn row(desk: &mut Desk, recommendation: &str) -> Value {
    desk.ok("recommendation_get", json!({"recommendation": recommendation}))["row"].clone()
}

/// The days left of the replies that Today tells of.
fn days_left(desk: &mut Desk) -> Vec<i64> {
    let told = desk.ok("today_get", json!({}))["due"].clone();
    let told = told.as_array().unwrap().iter();
    told.map(|reply| reply["days_left"].as_i64().unwrap()).collect()
}

/// The year that the programme begins with, and the day it is read on.
fn programme(desk: &mut Desk) -> (Value, Value) {
    let programme = desk.ok("programme_get", json!({"year": 0}));
    (programme["year"].clone(), programme["today"].clone())
}

#[test]
fn an_evening_west_of_greenwich_is_of_the_day_that_is_not_over_yet() {
    let (mut desk, _) = under_a_clock(-6, "2026-12-31T19:00:00-06:00");
    assert_eq!(done_on(&mut desk), [json!("2026-12-31"), json!("2026-12-31")]);
    let due = asked(&mut desk, "2026-12-31");
    let row = row(&mut desk, &due);
    assert!(row["reference"].as_str().unwrap().starts_with("2026-"));
    assert_eq!(row["year"], 2026);
    assert_eq!(days_left(&mut desk), [0], "due today, and not over");
    assert_eq!(programme(&mut desk), (json!(2026), json!("2026-12-31")));
}

#[test]
fn a_morning_east_of_greenwich_is_of_the_day_that_has_begun() {
    let (mut desk, _) = under_a_clock(12, "2027-01-01T08:00:00+12:00");
    assert_eq!(done_on(&mut desk), [json!("2027-01-01"), json!("2027-01-01")]);
    let over = asked(&mut desk, "2026-12-31");
    asked(&mut desk, "2027-01-01");
    let made = row(&mut desk, &over);
    assert!(made["reference"].as_str().unwrap().starts_with("2027-"));
    assert_eq!(made["year"], 2027);
    assert_eq!(days_left(&mut desk), [-1, 0], "yesterday's is over");
    assert_eq!(programme(&mut desk), (json!(2027), json!("2027-01-01")));

    let facts = json!({"text": "Give every person a bed.", "priority": "high", "deadline": "2027-01-03"});
    let draft = desk.id("recommendation_add", json!({"facts": facts}));
    assert_eq!(row(&mut desk, &draft)["passed"], 0, "it was begun today");
}

#[test]
fn what_is_due_today_is_over_at_midnight_here_and_not_at_that_of_utc() {
    let (mut desk, wall) = under_a_clock(-6, "2026-12-31T17:59:00-06:00");
    let due = asked(&mut desk, "2026-12-31");
    for (moment, left) in [
        ("2026-12-31T17:59:00-06:00", 0),
        ("2026-12-31T18:01:00-06:00", 0),
        ("2026-12-31T23:59:00-06:00", 0),
        ("2027-01-01T00:00:00-06:00", -1),
    ] {
        wall.set(moment);
        assert_eq!(days_left(&mut desk), [left], "{moment}");
    }
    assert_eq!(
        row(&mut desk, &due)["year"],
        2026,
        "a reference stays as it was written"
    );
}

#[test]
fn the_next_visit_is_the_one_that_is_to_come_and_not_the_oldest_that_is_open() {
    let (mut desk, _) = under_a_clock(0, "2026-05-01T10:00:00Z");
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let mut on = |day: &str| {
        let mut visit = desk::visit(&place);
        visit["starts_on"] = json!(day);
        desk.id("visit_create", visit)
    };
    let (before, missed, next) = (on("2025-05-04"), on("2026-04-02"), on("2026-05-01"));
    on("2026-07-01");
    desk.ok("visit_phase", json!({"visit": before, "phase": "on_site"}));
    desk.ok("visit_phase", json!({"visit": before, "phase": "debrief"}));
    let shown = |desk: &mut Desk| desk.ok("today_get", json!({}))["next_visit"]["id"].clone();
    assert_eq!(shown(&mut desk), json!(next));
    desk.ok("visit_phase", json!({"visit": missed, "phase": "on_site"}));
    assert_eq!(shown(&mut desk), json!(missed), "somebody is there");
}
