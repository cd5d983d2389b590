//! Draws leave a trace that can be checked, whether somebody liked what came or not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::api::ErrorCode;
use crate::desk::{Desk, exchange};
use serde_json::{Value, json};
use visita_domain::dates::months_later;
use visita_domain::programme::Month;
use visita_domain::slots::WritePolicy;

fn places(desk: &mut Desk, count: u32, place_type: &str) -> Vec<String> {
    (0..count)
        .map(|n| {
            desk.id(
                "place_add",
                json!({"name": format!("{place_type} {n}"), "place_type": place_type}),
            )
        })
        .collect()
}

/// The first month that no plan of today can be late for.
fn month(desk: &mut Desk) -> Month {
    Month::of(months_later(desk.session.as_mut().unwrap().today(), 1))
}

fn year(desk: &mut Desk) -> i32 {
    month(desk).year()
}

fn draws(desk: &mut Desk, count: u32) -> Value {
    let year = year(desk);
    desk.ok("plan_draw", json!({"year": year, "count": count}))["draw"].clone()
}

fn listed(desk: &mut Desk) -> Value {
    let year = year(desk);
    desk.ok("draw_list", json!({"year": year}))
}

fn lines(desk: &mut Desk, draw: &Value) -> Vec<Value> {
    let month = month(desk).to_string();
    let drawn = draw["drawn"].as_array().unwrap().iter();
    drawn
        .map(|one| json!({"place": one["place"], "month": month}))
        .collect()
}

fn keeps(desk: &mut Desk, draw: &Value) {
    let lines = lines(desk, draw);
    desk.ok(
        "plan_adopt",
        json!({"lines": lines, "draw": draw["id"], "readers": {"whole_team": true}}),
    );
}

fn discards(desk: &mut Desk, draw: &Value, reason: &str) {
    desk.ok("draw_discard", json!({"draw": draw["id"], "reason": reason}));
}

fn check(desk: &mut Desk, draw: &Value) -> Value {
    desk.ok("draw_check", json!({"draw": draw["id"]}))
}

fn renames_type(desk: &mut Desk, place: &str, place_type: &str) {
    let was = desk.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let mut facts = was.clone();
    facts["place_type"] = json!(place_type);
    desk.ok("place_set", json!({"place": place, "was": was, "facts": facts}));
}

#[test]
fn a_draw_is_recorded_before_it_is_shown_and_is_the_same_when_it_is_checked() {
    let mut lead = Desk::founded("Amina");
    places(&mut lead, 6, "police_station");
    let year = year(&mut lead);
    let asked = json!({"year": year, "count": 2, "place_types": ["police_station"]});
    let told = lead.ok("plan_draw", asked);
    let draw = told["draw"].clone();
    assert_eq!((&told["pool"], draw["drawn"].as_array().unwrap().len()), (&json!(6), 2));
    assert_eq!(listed(&mut lead)["rows"], json!([draw]));
    assert_eq!(
        (&draw["state"], &draw["mine"], &draw["by"], &draw["named"]),
        (&json!("open"), &json!(true), &json!("Amina"), &json!(true))
    );
    assert_eq!((&draw["seed_given"], &draw["altered"]), (&json!(false), &json!(false)));
    let told = check(&mut lead, &draw);
    assert_eq!((&told["redrawn"], &told["changed"]), (&json!("same"), &json!(false)));
    keeps(&mut lead, &draw);
    let lot = lead.ok("programme_get", json!({"year": year}))["plans"][0]["lot"].clone();
    assert_eq!(
        (&lot["seed"], &lot["pool"], &lot["drawn"], &lot["draw"], &lot["digest"]),
        (&draw["seed"], &json!(6), &json!(2), &draw["id"], &draw["digest"])
    );
    let row = listed(&mut lead)["rows"][0].clone();
    assert_eq!(
        (&row["state"], &row["drawn"][1]["kept"]),
        (&json!("kept"), &json!(true))
    );
    // That its own places are planned now does not change the pool of then.
    let told = check(&mut lead, &draw);
    assert_eq!((&told["redrawn"], &told["changed"]), (&json!("same"), &json!(false)));
    // Those drawn are planned: they are not among the next.
    assert_eq!(lead.ok("plan_draw", json!({"year": year, "count": 6}))["pool"], 4);
}

#[test]
fn a_type_of_the_bodys_own_has_a_pool_of_its_own_in_whatever_spelling() {
    let mut lead = Desk::founded("Amina");
    places(&mut lead, 2, "police_station");
    for (name, own) in [
        ("Quay", "Transit zone"),
        ("Runway", "transit  ZONE"),
        ("Ferry", "Ship's cell"),
        ("Barge", ""),
    ] {
        lead.id(
            "place_add",
            json!({"name": name, "place_type": "other", "other_type": own}),
        );
    }
    let year = year(&mut lead);
    for asked in [
        json!({"year": year, "count": 1, "own_type": "Transit zone", "place_types": ["prison"]}),
        json!({"year": year, "count": 1, "own_type": " "}),
    ] {
        assert_eq!(lead.refused("plan_draw", asked), ErrorCode::Refused);
    }
    let none = lead.ok("plan_draw", json!({"year": year, "count": 1, "own_type": "Barracks"}));
    assert_eq!((&none["pool"], &none["draw"]), (&json!(0), &json!(null)));
    let told = lead.ok(
        "plan_draw",
        json!({"year": year, "count": 2, "own_type": "TRANSIT zone"}),
    );
    let draw = told["draw"].clone();
    assert_eq!((&told["pool"], &draw["own_type"]), (&json!(2), &json!("TRANSIT zone")));
    let mut drawn: Vec<&str> = draw["drawn"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["place_name"].as_str().unwrap())
        .collect();
    drawn.sort_unstable();
    assert_eq!(drawn, ["Quay", "Runway"]);
    assert_eq!(
        (&draw["drawn"][0]["of"], &draw["place_types"]),
        (&json!(2), &json!(["other"]))
    );
    let told = check(&mut lead, &draw);
    assert_eq!(
        (&told["redrawn"], &told["changed"], &told["own_type"]),
        (&json!("same"), &json!(false), &json!("TRANSIT zone"))
    );
    // Another place of that type changes the pool; one of another type of the body's own does not.
    lead.id(
        "place_add",
        json!({"name": "Raft", "place_type": "other", "other_type": "Ship's cell"}),
    );
    assert_eq!(check(&mut lead, &draw)["changed"], false);
    lead.id(
        "place_add",
        json!({"name": "Pier", "place_type": "other", "other_type": "transit zone"}),
    );
    let told = check(&mut lead, &draw);
    assert_eq!((&told["redrawn"], &told["came"]), (&json!("same"), &json!(1)));
    assert_eq!(told["came_places"][0]["place_name"], "Pier");
}

#[test]
fn what_came_into_the_pool_and_went_from_it_since_is_told_by_name() {
    let mut lead = Desk::founded("Amina");
    let all = places(&mut lead, 5, "prison");
    let draw = draws(&mut lead, 1);
    keeps(&mut lead, &draw);
    let gone = all.iter().find(|id| json!(id) != draw["drawn"][0]["place"]).unwrap();
    renames_type(&mut lead, gone, "remand_prison");
    let told = check(&mut lead, &draw);
    assert_eq!(
        (&told["redrawn"], &told["changed"], &told["came"], &told["went"]),
        (&json!("same"), &json!(true), &json!(1), &json!(1))
    );
    assert_eq!(
        (&told["went_places"][0]["place"], &told["went_places"][0]["place_type"]),
        (&json!(gone), &json!("prison"))
    );
    assert_eq!(told["came_places"][0]["place_type"], "remand_prison");
    assert_eq!(
        told["types"],
        json!([
            {"place_type": "prison", "then": 5, "now": 4},
            {"place_type": "remand_prison", "then": 0, "now": 1},
        ])
    );
}

#[test]
fn nobody_draws_again_before_saying_what_becomes_of_what_was_drawn() {
    let mut lead = Desk::founded("Amina");
    places(&mut lead, 6, "prison");
    let first = draws(&mut lead, 2);
    let year = year(&mut lead);
    let again = json!({"year": year, "count": 2});
    assert_eq!(lead.refused("plan_draw", again.clone()), ErrorCode::Refused);
    let silent = json!({"draw": first["id"], "reason": "  "});
    assert_eq!(lead.refused("draw_discard", silent), ErrorCode::ReasonNeeded);
    discards(&mut lead, &first, "Both are closed for repairs");
    // Discarded once, it is neither discarded in other words nor kept after all.
    let reworded = json!({"draw": first["id"], "reason": "Another reason"});
    assert_eq!(lead.refused("draw_discard", reworded), ErrorCode::Refused);
    let lines = lines(&mut lead, &first);
    let kept = json!({"lines": lines, "draw": first["id"]});
    assert_eq!(lead.refused("plan_adopt", kept), ErrorCode::Refused);
    let second = draws(&mut lead, 2);
    assert_ne!(first["seed"], second["seed"]);
    lead.reopen();
    let rows = listed(&mut lead)["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 2, "the first is still there");
    let discarded = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == first["id"])
        .unwrap();
    assert_eq!(
        (&discarded["state"], &discarded["reason"], &discarded["ended_by"]),
        (
            &json!("discarded"),
            &json!("Both are closed for repairs"),
            &json!("Amina")
        )
    );
}

#[test]
fn a_seed_that_was_given_is_said_to_be() {
    let mut lead = Desk::founded("Amina");
    places(&mut lead, 4, "prison");
    let year = year(&mut lead);
    let seed = "000102030405060708090a0b0c0d0e0f";
    let ask = json!({"year": year, "count": 1, "seed": seed});
    let draw = lead.ok("plan_draw", ask.clone())["draw"].clone();
    assert_eq!((&draw["seed"], &draw["seed_given"]), (&json!(seed), &json!(true)));
    discards(&mut lead, &draw, "To see it drawn again");
    let again = lead.ok("plan_draw", ask)["draw"].clone();
    assert_eq!(
        again["drawn"], draw["drawn"],
        "the same seed draws the same of the same places"
    );
    for slip in [
        json!({"count": 0}),
        json!({"count": 501}),
        json!({"count": 1, "seed": "x"}),
    ] {
        assert_eq!(lead.refused("plan_draw", slip), ErrorCode::Refused);
    }
}

#[test]
fn where_no_place_can_be_drawn_nothing_is_recorded() {
    let mut lead = Desk::founded("Amina");
    let year = year(&mut lead);
    let told = lead.ok("plan_draw", json!({"year": year, "count": 3}));
    assert_eq!(told, json!({"pool": 0, "draw": null}));
    assert_eq!(listed(&mut lead)["rows"], json!([]));
}

#[test]
fn a_draw_is_for_who_drew_and_the_leads_and_for_others_a_number_that_is_no_planned_visit() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let mut colleague = lead.admits("Boris", "inspector");
    places(&mut lead, 5, "prison");
    exchange(&mut lead, &mut inspector);
    let draw = draws(&mut inspector, 2);
    discards(&mut inspector, &draw, "The second is too far");
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    let seen = listed(&mut lead)["rows"][0].clone();
    assert_eq!(
        (&seen["by"], &seen["mine"], &seen["reason"]),
        (&json!("Inspector"), &json!(false), &json!("The second is too far"))
    );
    assert_eq!(check(&mut lead, &draw)["redrawn"], "same");
    let theirs = listed(&mut colleague);
    assert_eq!((&theirs["rows"], &theirs["sealed"]), (&json!([]), &json!(1)));
    assert_eq!(
        colleague.refused("draw_check", json!({"draw": draw["id"]})),
        ErrorCode::NotFound
    );
    let year = year(&mut lead);
    for desk in [&mut lead, &mut colleague] {
        let seen = desk.ok("programme_get", json!({"year": year}));
        assert_eq!((&seen["plans"], &seen["sealed_plans"]), (&json!([]), &json!(0)));
    }
    // No door of planned visits opens it.
    for (command, args) in [
        ("plan_get", json!({"plan": draw["id"]})),
        ("plan_state", json!({"plan": draw["id"], "state": "dropped"})),
        ("plan_access", json!({"plan": draw["id"]})),
    ] {
        assert_eq!(lead.refused(command, args), ErrorCode::NotFound, "{command}");
    }
    // Somebody else's draw that waits keeps nobody from drawing.
    let _ = draws(&mut inspector, 1);
    exchange(&mut lead, &mut inspector);
    assert_eq!(draws(&mut lead, 1)["state"], "open");
}

#[test]
fn one_who_keeps_and_one_who_discards_the_same_draw_apart_are_two_versions_on_the_merge_desk() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    places(&mut lead, 5, "prison");
    exchange(&mut lead, &mut inspector);
    let draw = draws(&mut inspector, 1);
    exchange(&mut lead, &mut inspector);
    keeps(&mut inspector, &draw);
    discards(&mut lead, &draw, "No team is free");
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(listed(desk)["rows"][0]["conflicts"], json!(["draw/end"]));
        assert_eq!(crate::desk::open_paths(desk), ["draw/end"]);
    }
}

#[test]
fn what_is_written_over_a_draw_later_is_told() {
    let mut lead = Desk::founded("Amina");
    let all = places(&mut lead, 5, "prison");
    let draw = draws(&mut lead, 1);
    let wished = all.iter().find(|id| json!(id) != draw["drawn"][0]["place"]).unwrap();
    let wished = json!([[wished, "prison"]]);
    let session = lead.session.as_mut().unwrap();
    let id = draw["id"].as_str().unwrap().parse().unwrap();
    session
        .write(
            id,
            |edit| edit.set("draw/places", Some(&wished), WritePolicy::Fact),
            |_| Ok(()),
        )
        .unwrap();
    let told = check(&mut lead, &draw);
    assert_eq!((&told["redrawn"], &told["altered"]), (&json!("differs"), &json!(true)));
    assert_eq!(listed(&mut lead)["rows"][0]["altered"], true);
}

#[test]
fn a_place_that_was_planned_since_or_was_not_drawn_is_not_called_drawn() {
    let mut lead = Desk::founded("Amina");
    let all = places(&mut lead, 4, "prison");
    let draw = draws(&mut lead, 1);
    let month = month(&mut lead).to_string();
    let other = all.iter().find(|id| json!(id) != draw["drawn"][0]["place"]).unwrap();
    let line = |place: &Value| json!({"place": place, "month": month});
    let adopt = |lines: Vec<Value>| json!({"lines": lines, "draw": draw["id"]});
    assert_eq!(
        lead.refused("plan_adopt", adopt(vec![line(&json!(other))])),
        ErrorCode::Stale
    );
    let drawn = line(&draw["drawn"][0]["place"]);
    assert_eq!(
        lead.refused("plan_adopt", adopt(vec![drawn.clone(), drawn.clone()])),
        ErrorCode::Refused
    );
    keeps(&mut lead, &draw);
    assert_eq!(lead.refused("plan_adopt", adopt(vec![drawn])), ErrorCode::Stale);
}

#[test]
fn a_drawn_place_planned_by_hand_under_the_record_it_was_merged_into_is_said_to_be_planned() {
    let mut lead = Desk::founded("Amina");
    let all = places(&mut lead, 4, "prison");
    let draw = draws(&mut lead, 2);
    let month = month(&mut lead).to_string();
    let is_drawn = |id: &&String| {
        draw["drawn"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["place"] == json!(id))
    };
    let other = all.iter().find(|id| !is_drawn(id)).unwrap();
    let merged = draw["drawn"][0]["place"].clone();
    lead.ok("place_merge", json!({"place": merged, "same_as": other}));
    let by_hand = json!({"lines": [{"place": other, "month": month}], "readers": {"whole_team": true}});
    lead.ok("plan_adopt", by_hand);
    let seen = listed(&mut lead)["rows"][0]["drawn"].clone();
    assert_eq!(
        (&seen[0]["planned"], &seen[0]["kept"], &seen[1]["planned"]),
        (&json!(true), &json!(false), &json!(false))
    );
    let line = |place: &Value| json!({"place": place, "month": month});
    let adopt = |place: &Value| json!({"lines": [line(place)], "draw": draw["id"], "readers": {"whole_team": true}});
    assert_eq!(lead.refused("plan_adopt", adopt(&merged)), ErrorCode::Stale);
    lead.ok("plan_adopt", adopt(&draw["drawn"][1]["place"]));
    assert_eq!(listed(&mut lead)["rows"][0]["state"], "kept");
}

#[test]
fn two_drawn_places_that_became_one_are_planned_once() {
    let mut lead = Desk::founded("Amina");
    places(&mut lead, 3, "prison");
    let draw = draws(&mut lead, 2);
    let [first, second] = [0, 1].map(|at| draw["drawn"][at]["place"].clone());
    lead.ok("place_merge", json!({"place": first, "same_as": second}));
    let seen = listed(&mut lead)["rows"][0]["drawn"].clone();
    assert_eq!(
        (&seen[0]["repeated"], &seen[1]["repeated"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(
        (&seen[0]["planned"], &seen[1]["planned"]),
        (&json!(false), &json!(false)),
        "nobody planned it"
    );
    let month = month(&mut lead).to_string();
    let line = |place: &Value| json!({"place": place, "month": month});
    let adopt = |lines: Vec<Value>| json!({"lines": lines, "draw": draw["id"], "readers": {"whole_team": true}});
    let both = adopt(vec![line(&first), line(&second)]);
    assert_eq!(lead.refused("plan_adopt", both), ErrorCode::Refused);
    lead.ok("plan_adopt", adopt(vec![line(&first)]));
    let seen = listed(&mut lead)["rows"][0].clone();
    assert_eq!(seen["state"], "kept");
    assert_eq!(
        (&seen["drawn"][1]["planned"], &seen["drawn"][1]["repeated"]),
        (&json!(true), &json!(true))
    );
}

#[test]
fn a_pool_of_more_places_than_are_named_is_known_by_its_hash_and_stays_a_small_record() {
    let mut lead = Desk::founded("Amina");
    // As many as are named, and one more: a table of them is taken in at once.
    let session = lead.session.as_mut().unwrap();
    let most = visita_domain::programme::drawing::MAX_NAMED_POOL;
    let all: Vec<usize> = (0..=most).collect();
    let audience = session.audience_of(true, &[]).unwrap();
    session
        .create_many(visita_record::DocumentKind::Place, &audience, &all, |edit, n| {
            edit.set("place/name", Some(&json!(format!("Station {n}"))), WritePolicy::Fact)?;
            edit.set("place/place_type", Some(&json!("police_station")), WritePolicy::Fact)
        })
        .unwrap();
    let draw = draws(&mut lead, 3);
    assert_eq!((&draw["pool"], &draw["named"]), (&json!(most + 1), &json!(false)));
    let told = check(&mut lead, &draw);
    assert_eq!((&told["redrawn"], &told["changed"]), (&json!("same"), &json!(false)));
    let open = lead.session.as_mut().unwrap().open().unwrap();
    let id: visita_domain::DocumentId = draw["id"].as_str().unwrap().parse().unwrap();
    let bytes = open.vault.read().document(&id.bytes()).unwrap().unwrap().bytes;
    assert!(bytes.len() < 8 * 1024, "{}", bytes.len());
    places(&mut lead, 1, "prison");
    let told = check(&mut lead, &draw);
    assert_eq!((&told["redrawn"], &told["changed"]), (&json!("unknown"), &json!(true)));
    assert_eq!(told["types"], json!([{"place_type": "prison", "then": 0, "now": 1}]));
}
