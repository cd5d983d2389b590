//! Lists of planned visits follow every write that bears on them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::Desk;
use serde_json::{Value, json};

/// The plans of the year, which must be what they would be were the vault opened anew.
fn follows(desk: &mut Desk) -> Value {
    let listed = |desk: &mut Desk| desk.ok("programme_get", json!({"year": 2099}))["plans"].clone();
    let kept = listed(desk);
    desk.session.as_mut().unwrap().open().unwrap().shelf = None;
    assert_eq!(kept, listed(desk));
    kept
}

fn facts(month: u32) -> Value {
    json!({
        "from": format!("2099-{month:02}-01"), "to": format!("2099-{month:02}-28"), "visit_kind": "in_depth",
        "announced": false, "hours": "open", "days": "open", "urgent": false, "reason": "", "objectives": "",
    })
}

fn plan(desk: &mut Desk, place: &str, month: u32) -> String {
    let plan = json!({"place": place, "facts": facts(month), "readers": {"whole_team": true}});
    desk.id("plan_add", plan)
}

#[test]
fn planned_visits_that_were_listed_follow_plans_names_and_who_may_read() {
    let mut lead = Desk::founded("Amina");
    let place_facts = json!({"name": "Tarn", "place_type": "prison"});
    let place = lead.id("place_add", place_facts.clone());
    assert_eq!(follows(&mut lead), json!([]));
    let late = plan(&mut lead, &place, 9);
    let soon = plan(&mut lead, &place, 3);
    let order = |plans: &Value| [plans[0]["id"].clone(), plans[1]["id"].clone()];
    assert_eq!(order(&follows(&mut lead)), [json!(soon), json!(late)]);
    let moved = json!({"plan": soon, "was": facts(3), "facts": facts(11)});
    lead.ok("plan_set", moved);
    assert_eq!(order(&follows(&mut lead)), [json!(late), json!(soon)]);
    let was = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let mut renamed = was.clone();
    renamed["name"] = json!("Velm");
    lead.ok("place_set", json!({"place": place, "was": was, "facts": renamed}));
    assert_eq!(follows(&mut lead)[1]["place_name"], "Velm");
    lead.ok(
        "plan_access_set",
        json!({
            "plan": late, "was": {"whole_team": true, "readers": []}, "whole_team": false, "readers": [],
        }),
    );
    let plans = follows(&mut lead);
    assert_eq!(
        (&plans[0]["sealed"], &plans[1]["sealed"]),
        (&json!(true), &json!(false))
    );
    lead.ok("plan_state", json!({"plan": soon, "state": "dropped"}));
    assert_eq!(follows(&mut lead)[1]["state"], "dropped");
}
