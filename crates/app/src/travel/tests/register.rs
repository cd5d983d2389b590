//! Entries of the register and the interviews whose words they hold: which comes along, and what is hidden meanwhile.

use super::{RISK, Work, carry, comes_back, consents, ready, settle};
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use serde_json::{Value, json};

/// An entry of the register for the person who gave an interview.
fn enter(desk: &mut Desk, visit: &Value, interview: &str, readers: &[&str]) -> String {
    let facts = json!({"visit": visit, "informant": "staff", "risk": RISK, "interview": interview});
    desk.id("reprisal_add", json!({"facts": facts, "readers": readers}))
}

fn entered(desk: &mut Desk, entry: &str) -> Value {
    let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["record"] == entry).unwrap().clone()
}

/// What an entry shows: whether its words are hidden, and those words.
fn shown(desk: &mut Desk, entry: &str) -> (Value, Value) {
    let row = entered(desk, entry);
    (row["taken_back"].clone(), row["facts"]["risk"].clone())
}

fn hidden() -> (Value, Value) {
    (json!(true), json!(""))
}

fn told() -> (Value, Value) {
    (json!(false), json!(RISK))
}

/// Writes an end into an entry, as its form does.
fn closes(desk: &mut Desk, entry: &str) {
    let was = entered(desk, entry)["facts"].clone();
    let mut closed = was.clone();
    closed["closed"] = json!("They moved away");
    desk.ok("reprisal_set", json!({"record": entry, "was": was, "facts": closed}));
}

/// A record that the visit does not need; none where it does.
fn offered(desk: &mut Desk, visit: &str, record: &str) -> Option<Value> {
    let records = desk.ok("travel_get", json!({"visit": visit}))["records"].clone();
    let mut rows = records.as_array().unwrap().iter();
    rows.find(|row| row["record"] == record).cloned()
}

/// Why a record must come along; none where it is not even offered.
fn reason(desk: &mut Desk, visit: &str, record: &str) -> Option<Value> {
    Some(offered(desk, visit, record)?["why_not"].clone())
}

/// The interview without which an entry of the register does not come along.
fn about(desk: &mut Desk, visit: &str, record: &str) -> Value {
    offered(desk, visit, record).unwrap()["about"].clone()
}

#[test]
fn an_interview_that_was_taken_back_stays_only_with_its_entry_of_the_register() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let work = Work::by(&mut inspector);
    let entry = enter(&mut inspector, &json!(work.other), &work.interview, &[]);
    assert_eq!(shown(&mut inspector, &entry), told());
    consents(&mut inspector, &work.interview, "withdrawn");
    assert_eq!(shown(&mut inspector, &entry), hidden());
    settle(&mut inspector, &mut lead);
    assert_eq!(reason(&mut inspector, &work.visit, &work.interview), Some(Value::Null));
    assert_eq!(reason(&mut inspector, &work.visit, &entry), Some(Value::Null));
    assert_eq!(about(&mut inspector, &work.visit, &entry), json!(work.interview));
    assert_eq!(about(&mut inspector, &work.visit, &work.interview), Value::Null);
    // The entry would come along, and nothing there would say that its words were taken back.
    let path = inspector.file("journey");
    let refused = inspector.call("travel_begin", work.beginning(&path)).unwrap_err();
    assert_eq!(
        (refused.code, refused.field),
        (ErrorCode::CannotLeave, Some(work.interview.clone()))
    );
    assert!(!path.exists());
    // Nor is the interview offered while its entry has to come along.
    closes(&mut inspector, &entry);
    assert_eq!(reason(&mut inspector, &work.visit, &entry), Some(json!("only_here")));
    assert_eq!(
        reason(&mut inspector, &work.visit, &work.interview),
        Some(json!("entry"))
    );
    settle(&mut inspector, &mut lead);
    let mut both = work.beginning(&path);
    both["records"].as_array_mut().unwrap().push(json!(entry));
    inspector.ok("travel_begin", both);
    assert_eq!(inspector.ok("reprisal_list", json!({}))["rows"], json!([]));
    comes_back(&mut lead, &mut inspector, &path);
    assert_eq!(shown(&mut inspector, &entry), hidden());
    consents(&mut inspector, &work.interview, "given");
    assert_eq!(shown(&mut inspector, &entry), told(), "hidden, and not lost");
}

#[test]
fn an_interview_comes_along_with_an_entry_that_the_visit_needs() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let work = Work::by(&mut inspector);
    let entry = enter(&mut inspector, &json!(work.visit), &work.interview, &[]);
    settle(&mut inspector, &mut lead);
    assert_eq!(reason(&mut inspector, &work.visit, &work.interview), None);
    let path = inspector.file("journey");
    let refused = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(refused, ErrorCode::CannotLeave);
    let mut others = work.beginning(&path);
    others["records"] = json!([work.place, work.other]);
    inspector.ok("travel_begin", others);
    assert_eq!(shown(&mut inspector, &entry), told());
    // What the person takes back meanwhile is taken back here too.
    consents(&mut lead, &work.interview, "withdrawn");
    carry(&mut lead, &mut inspector);
    assert_eq!(shown(&mut inspector, &entry), hidden());
}

#[test]
fn words_of_a_person_whose_interview_is_not_here_are_neither_shown_nor_written() {
    let (mut lead, mut inspector, work) = ready();
    let me = inspector.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let path = work.leave(&mut inspector);
    let (kept, gone) = (
        lead.id("interview_start", desk::interview(&work.other)),
        lead.id("interview_start", desk::interview(&work.other)),
    );
    let entries = [&kept, &gone].map(|interview| enter(&mut lead, &Value::Null, interview, &[&me]));
    consents(&mut lead, &gone, "withdrawn");
    carry(&mut lead, &mut inspector);
    let [kept, gone] = entries;
    assert_eq!((shown(&mut lead, &kept), shown(&mut lead, &gone)), (told(), hidden()));
    for entry in [&kept, &gone] {
        assert_eq!(shown(&mut inspector, entry), hidden());
        let was = entered(&mut inspector, entry)["facts"].clone();
        let mut worded = was.clone();
        worded["risk"] = json!("Worse");
        let set = json!({"record": entry, "was": was, "facts": worded});
        assert_eq!(inspector.refused("reprisal_set", set), ErrorCode::NoConsent);
        let comment = json!({"doc": entry, "about": "", "text": "The night guard", "mentions": []});
        assert_eq!(inspector.refused("comment_add", comment), ErrorCode::NoConsent);
    }
    closes(&mut inspector, &kept);
    comes_back(&mut lead, &mut inspector, &path);
    assert_eq!(
        (shown(&mut inspector, &kept), shown(&mut inspector, &gone)),
        (told(), hidden())
    );
}
