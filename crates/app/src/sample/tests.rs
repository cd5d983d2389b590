//! What somebody meets in the sample beside what its lists count.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::Desk;
use serde_json::{Value, json};

fn sample() -> Desk {
    let mut desk = Desk::empty();
    desk.ok("sample_load", json!({}));
    desk
}

fn rows(desk: &mut Desk, command: &str, args: Value) -> Vec<Value> {
    desk.ok(command, args)["rows"].as_array().unwrap().clone()
}

#[test]
fn one_reply_of_an_authority_answers_two_recommendations_and_refuses_one() {
    let mut desk = sample();
    let mut replies = Vec::new();
    for authority in rows(&mut desk, "authority_list", json!({})) {
        let passed = desk.ok("correspondence_get", json!({"authority": authority["id"]}));
        replies.extend(passed["replies"].as_array().unwrap().clone());
    }
    assert_eq!(replies.len(), 1);
    let whole = desk.ok("joint_reply_get", json!({"reply": replies[0]["reply"]}));
    let parts = whole["parts"].as_array().unwrap();
    let refused = parts.iter().filter(|part| part["refuses"] == json!(true)).count();
    assert_eq!((parts.len(), refused, &whole["differ"]), (2, 1, &json!(false)));
}

#[test]
fn a_place_was_drawn_by_lot_and_is_planned_and_the_draw_can_be_made_again() {
    let mut desk = sample();
    let draws = rows(&mut desk, "draw_list", json!({"year": 0}));
    assert_eq!(draws.len(), 1);
    assert_eq!(draws[0]["state"], json!("kept"));
    assert_eq!(draws[0]["drawn"][0]["kept"], json!(true));
    let check = desk.ok("draw_check", json!({"draw": draws[0]["id"]}));
    assert_eq!((&check["redrawn"], &check["altered"]), (&json!("same"), &json!(false)));
}

#[test]
fn an_interpreter_without_a_device_is_named_in_an_interview_by_her_code_alone() {
    let mut desk = sample();
    let body = desk.ok("body_get", json!({}));
    let known = &body["associates"][0];
    let visits = rows(&mut desk, "visit_list", json!({}));
    let visit = visits.iter().find(|row| row["phase"] == json!("on_site")).unwrap()["id"].clone();
    let seats = desk.ok("visit_get", json!({"visit": visit}))["team"].clone();
    let seats = seats.as_array().unwrap();
    assert!(seats.iter().any(|seat| seat["member"] == known["associate"]));
    let interviews = rows(&mut desk, "interview_list", json!({"visit": visit}));
    let called = |desk: &mut Desk, row: &Value| {
        desk.ok("interview_get", json!({"interview": row["id"]}))["sections"]["frame"]["interpreter"].clone()
    };
    let named: Vec<Value> = interviews.iter().map(|row| called(&mut desk, row)).collect();
    assert!(named.contains(&known["facts"]["code"]));
    assert!(!named.contains(&known["facts"]["name"]));
}

#[test]
fn the_register_knows_somebody_who_gave_an_interview() {
    let mut desk = sample();
    let register = rows(&mut desk, "reprisal_list", json!({}));
    let linked = register.iter().filter(|row| row["facts"]["interview"].is_string());
    assert_eq!(linked.count(), 1);
}

#[test]
fn the_visit_under_way_counts_as_many_as_its_checklist_and_the_place_say_and_the_management_fewer() {
    let mut desk = sample();
    let visits = rows(&mut desk, "visit_list", json!({}));
    let under_way = visits.iter().find(|row| row["phase"] == json!("on_site")).unwrap();
    let visit = &under_way["id"];
    let answers = rows(&mut desk, "answer_list", json!({"visit": visit, "area": null}));
    let held = answers.iter().find(|row| row["item"] == json!("held_today")).unwrap()["slots"][0].clone();
    let counts = desk.ok("population_get", json!({"visit": visit}));
    let counted = |group: &str, source: &str| {
        let mut rows = counts["rows"].as_array().unwrap().iter();
        let row = rows.find(|row| row["group"] == json!(group) && row["source"] == json!(source));
        row.unwrap()["number"].as_u64().unwrap()
    };
    let total = counted("total", "register");
    assert_eq!(
        held["value"]["value"].as_f64(),
        Some(f64::from(u32::try_from(total).unwrap()))
    );
    assert_eq!(total, counted("women", "register") + counted("men", "register"));
    let of_place = desk.ok("place_get", json!({"place": under_way["place"]}));
    assert_eq!(of_place["row"]["held"].as_u64(), Some(total));
    // What the management says is meant to differ, and the answer's note says so.
    let told = counted("total", "staff");
    assert_ne!(told, total);
    assert!(held["note"].as_str().unwrap().contains(&told.to_string()));
    let doubts = counts["doubts"].as_array().unwrap();
    let differ = doubts.iter().filter(|doubt| doubt["kind"] == json!("sources_differ"));
    assert_eq!(differ.count(), 1);
}
