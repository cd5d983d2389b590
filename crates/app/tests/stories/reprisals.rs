//! The register of reprisals afterwards: who may open an entry is said anew, and what was entered by mistake is taken back.

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn member(desk: &mut Desk) -> String {
    desk.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned()
}

fn rows(desk: &mut Desk) -> Vec<Value> {
    desk.ok("reprisal_list", json!({}))["rows"].as_array().unwrap().clone()
}

fn waiting(desk: &mut Desk) -> usize {
    let today = desk.ok("today_get", json!({}));
    today["recontacts"].as_array().unwrap().len()
}

fn visit_of(desk: &mut Desk) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    desk.id("visit_create", desk::visit(&place))
}

fn facts(visit: &str, risk: &str) -> Value {
    json!({"visit": visit, "informant": "staff", "level": "high", "risk": risk})
}

fn entry(desk: &mut Desk, facts: &Value) -> String {
    desk.id("reprisal_add", json!({"facts": facts, "readers": []}))
}

/// Who may open a record beside its author and the leads, by somebody who was shown who might.
fn readers(record: &str, was: &[&str], now: &[&str]) -> Value {
    json!({
        "interview": record, "was": {"readers": was, "whole_team": false}, "readers": now, "whole_team": false,
    })
}

fn names(row: &Value) -> Vec<&str> {
    let readers = row["readers"].as_array().unwrap().iter();
    readers.map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn a_colleague_is_let_into_an_entry_and_taken_out_again() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let was = facts(&visit, "A transfer");
    let record = entry(&mut lead, &was);
    exchange(&mut lead, &mut inspector);
    assert_eq!(rows(&mut inspector), Vec::<Value>::new());
    let alone = rows(&mut lead)[0].clone();
    assert_eq!((names(&alone), &alone["may_change"]), (vec!["Lead"], &json!(true)));

    let whom = member(&mut inspector);
    lead.ok("interview_access_set", readers(&record, &[], &[&whom]));
    let both = rows(&mut lead)[0].clone();
    assert!(names(&both).contains(&"Inspector"), "{both}");
    exchange(&mut lead, &mut inspector);
    let shown = rows(&mut inspector)[0].clone();
    assert_eq!(
        (&shown["facts"]["risk"], &shown["may_change"]),
        (&json!("A transfer"), &json!(false)),
        "whoever is let in reads it from the beginning, and lets nobody else in"
    );
    let nobody = readers(&record, &[&whom], &[]);
    assert_eq!(
        inspector.refused("interview_access_set", nobody.clone()),
        ErrorCode::NotAllowed
    );

    lead.ok("interview_access_set", nobody);
    lead.ok(
        "reprisal_set",
        json!({"record": record, "was": was, "facts": facts(&visit, "A transfer at night")}),
    );
    exchange(&mut lead, &mut inspector);
    assert_eq!(names(&rows(&mut lead)[0]), ["Lead"]);
    assert_eq!(
        rows(&mut inspector)[0]["facts"]["risk"],
        "A transfer",
        "what was read once is not unread, and nothing newer is read"
    );
    let mistaken = json!({"record": record, "dropped": true});
    assert_eq!(inspector.refused("reprisal_drop", mistaken), ErrorCode::NotReader);
}

#[test]
fn nobody_is_let_into_an_entry_who_may_not_read_the_interview_that_it_names() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let interview = lead.id("interview_start", desk::confidential_interview(&visit));
    let mut of_the_same = facts(&visit, "A transfer");
    of_the_same["interview"] = json!(interview);
    let record = entry(&mut lead, &of_the_same);
    exchange(&mut lead, &mut inspector);
    let whom = member(&mut inspector);
    let added = |record: &str| readers(record, &[], &[&whom]);
    assert_eq!(
        lead.refused("interview_access_set", added(&record)),
        ErrorCode::Refused,
        "they would not hear what the person takes back"
    );
    lead.ok("interview_access_set", added(&interview));
    lead.ok("interview_access_set", added(&record));
    exchange(&mut lead, &mut inspector);
    assert_eq!(rows(&mut inspector).len(), 1);
    // Whoever reads it already is asked for nothing: they are taken out whatever became of the interview.
    lead.ok("interview_access_set", readers(&interview, &[&whom], &[]));
    exchange(&mut lead, &mut inspector);
    let shown = rows(&mut inspector)[0].clone();
    assert_eq!(
        (&shown["taken_back"], &shown["facts"]["risk"]),
        (&json!(true), &json!("")),
        "they would not hear what the person takes back from now on"
    );
    lead.ok("interview_access_set", readers(&record, &[&whom], &[]));
}

#[test]
fn an_entry_made_by_mistake_asks_nobody_to_look_after_anybody_until_it_is_put_back() {
    let mut lead = Desk::founded("Lead");
    let visit = visit_of(&mut lead);
    let mistaken = entry(&mut lead, &facts(&visit, "A transfer"));
    let other = entry(&mut lead, &facts(&visit, "Dismissal"));
    let due = json!({"record": mistaken, "facts": {"due": "2026-04-01"}});
    lead.ok("recontact_add", due);
    assert_eq!(waiting(&mut lead), 1);
    assert_eq!(rows(&mut lead)[0]["record"], json!(mistaken), "the nearest day first");

    let drop = |dropped: bool| json!({"record": mistaken, "dropped": dropped});
    lead.ok("reprisal_drop", drop(true));
    assert_eq!(waiting(&mut lead), 0);
    lead.reopen();
    assert_eq!(waiting(&mut lead), 0, "from the store too");
    let late = json!({"record": mistaken, "facts": {"due": "2026-05-01"}});
    assert_eq!(
        lead.refused("recontact_add", late),
        ErrorCode::Refused,
        "nobody would be reminded of it"
    );
    let shown = rows(&mut lead);
    assert_eq!(
        (&shown[0]["record"], &shown[1]["record"]),
        (&json!(other), &json!(mistaken)),
        "last, and still there"
    );
    let last = &shown[1];
    assert_eq!(
        (
            &last["dropped"],
            &last["facts"]["risk"],
            &last["recontacts"][0]["facts"]["due"]
        ),
        (&json!(true), &json!("A transfer"), &json!("2026-04-01"))
    );

    lead.ok("reprisal_drop", drop(false));
    assert_eq!(waiting(&mut lead), 1);
    let back = rows(&mut lead)[0].clone();
    assert_eq!((&back["record"], &back["dropped"]), (&json!(mistaken), &json!(false)));
    let interview = lead.id("interview_start", desk::interview(&visit));
    assert_eq!(
        lead.refused("reprisal_drop", json!({"record": interview, "dropped": true})),
        ErrorCode::NotFound,
        "an interview is withdrawn in ways of its own"
    );
}

#[test]
fn a_day_set_while_a_colleague_takes_the_entry_back_is_asked_for_until_somebody_decides() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let record = entry(&mut lead, &facts(&visit, "A transfer"));
    let whom = member(&mut inspector);
    lead.ok("interview_access_set", readers(&record, &[], &[&whom]));
    exchange(&mut lead, &mut inspector);
    lead.ok("reprisal_drop", json!({"record": record, "dropped": true}));
    let due = json!({"record": record, "facts": {"due": "2026-04-01", "whom": whom}});
    inspector.ok("recontact_add", due);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let open = desk.ok("conflict_list", json!({"visit": null}))["open"].clone();
        assert_eq!(open[0]["path"], "withdrawal/reprisal/whole");
        assert_eq!(open.as_array().unwrap().len(), 1);
        assert_eq!(waiting(desk), 1, "somebody is looked after while they differ");
    }
}

#[test]
fn a_day_to_look_after_somebody_is_open_again_where_it_was_not_done_and_goes_where_it_was_a_mistake() {
    let mut lead = Desk::founded("Lead");
    let visit = visit_of(&mut lead);
    let record = entry(&mut lead, &facts(&visit, "A transfer"));
    let due = json!({"record": record, "facts": {"due": "2026-04-01", "how": "By post"}});
    let recontact = lead.id("recontact_add", due);
    let shown = |desk: &mut Desk| rows(desk)[0]["recontacts"][0].clone();
    let done = |done: bool, note: &str| json!({"record": record, "recontact": recontact, "done": done, "note": note});
    assert_eq!(
        lead.refused("recontact_done", done(true, " ")),
        ErrorCode::Refused,
        "what came of it is said"
    );
    lead.ok("recontact_done", done(true, "He is well"));
    assert_eq!(waiting(&mut lead), 0);
    lead.ok("recontact_done", done(false, ""));
    assert_eq!(waiting(&mut lead), 1);
    let again = shown(&mut lead);
    assert_eq!(
        (&again["done_on"], &again["note"]),
        (&Value::Null, &json!("He is well")),
        "what was noted is not lost"
    );

    let drop = |dropped: bool| json!({"record": record, "recontact": recontact, "dropped": dropped});
    lead.ok("recontact_drop", drop(true));
    assert_eq!(waiting(&mut lead), 0);
    assert_eq!(shown(&mut lead)["dropped"], true, "it stays in sight");
    lead.ok("recontact_drop", drop(false));
    assert_eq!(waiting(&mut lead), 1);
    let back = shown(&mut lead);
    assert_eq!(
        (&back["dropped"], &back["facts"]["how"]),
        (&json!(false), &json!("By post"))
    );
}
