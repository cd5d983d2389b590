//! What a colleague wrote while a form was open is not written over by whoever has not seen it.

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// A visit that both hold, and a finding on it.
fn found(lead: &mut Desk, inspector: &mut Desk) -> (String, String) {
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let finding = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": "Beds are shared.", "theme": "accommodation", "confidence": "likely", "good_practice": false}),
    );
    exchange(lead, inspector);
    (visit, finding)
}

#[test]
fn a_finding_is_changed_by_whoever_says_how_it_stood() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, finding) = found(&mut lead, &mut inspector);
    let words = |statement: &str, was: &str| {
        json!({
            "visit": visit, "finding": finding, "statement": statement, "status": null,
            "was": {"statement": was, "confidence": "likely"},
        })
    };
    inspector.ok("finding_set", words("Beds are shared in Block B.", "Beds are shared."));
    exchange(&mut lead, &mut inspector);
    let refused = lead
        .call("finding_set", words("Two men share a bed.", "Beds are shared."))
        .unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Stale, Some("statement"))
    );
    let statement = |desk: &mut Desk| {
        desk.ok("finding_get", json!({"visit": visit, "finding": finding}))["row"]["statement"].clone()
    };
    assert_eq!(statement(&mut lead), "Beds are shared in Block B.");
    // What they did not touch is no reason to refuse.
    let confidence = json!({
        "visit": visit, "finding": finding, "statement": null, "status": null, "confidence": "confirmed",
        "was": {"statement": "Beds are shared.", "confidence": "likely"},
    });
    lead.ok("finding_set", confidence);
    lead.ok(
        "finding_set",
        words("Two men share a bed.", "Beds are shared in Block B."),
    );
    assert_eq!(statement(&mut lead), "Two men share a bed.");
    let status = json!({
        "visit": visit, "finding": finding, "statement": null, "status": "withdrawn", "was": {"status": "established"},
    });
    assert_eq!(lead.refused("finding_set", status), ErrorCode::Stale);
}

#[test]
fn a_reason_is_written_by_whoever_says_how_it_stood() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, finding) = found(&mut lead, &mut inspector);
    let establish = |reason: &str, was: &str| {
        json!({
            "visit": visit, "finding": finding, "status": "established", "reason": reason,
            "was": {"status": "draft", "one_source_reason": was},
        })
    };
    inspector.ok("finding_set", establish("Seen by two of us.", ""));
    exchange(&mut lead, &mut inspector);
    let to_draft = json!({"visit": visit, "finding": finding, "status": "draft", "was": {"status": "established"}});
    lead.ok("finding_set", to_draft);
    let refused = lead
        .call("finding_set", establish("All agreed in the debrief.", ""))
        .unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Stale, Some("one_source_reason"))
    );
    lead.ok(
        "finding_set",
        establish("All agreed in the debrief.", "Seen by two of us."),
    );
    let row = lead.ok("finding_get", json!({"visit": visit, "finding": finding}))["row"].clone();
    assert_eq!(row["weight"]["one_source_reason"], "All agreed in the debrief.");
    // Once it is emptied it is as if nobody had written it.
    let mut emptied = row["weight"].clone();
    emptied["one_source_reason"] = json!("");
    let weigh = json!({"visit": visit, "finding": finding, "was": row["weight"], "facts": emptied});
    lead.ok("finding_weigh", weigh);
    lead.ok("finding_set", establish("Each of us saw it alone.", ""));
}

#[test]
fn a_theme_and_what_is_good_practice_are_changed_by_whoever_says_how_they_stood() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, finding) = found(&mut lead, &mut inspector);
    let set = |field: &str, value: Value, was: Value| json!({"visit": visit, "finding": finding, field: value, "was": {field: was}});
    let shown = |desk: &mut Desk, field: &str| {
        desk.ok("finding_get", json!({"visit": visit, "finding": finding}))["row"][field].clone()
    };
    let changes = [
        ("theme", json!("accommodation"), json!("daily_life"), json!("health")),
        ("good_practice", json!(false), json!(true), json!(false)),
    ];
    for (field, was, now, other) in changes {
        inspector.ok("finding_set", set(field, now.clone(), was.clone()));
        exchange(&mut lead, &mut inspector);
        assert_eq!(shown(&mut lead, field), now);
        // Who wants what stands already is not refused; who wants another thing is.
        lead.ok("finding_set", set(field, now.clone(), was.clone()));
        let refused = lead.call("finding_set", set(field, other, was)).unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::Stale, Some(field))
        );
        assert_eq!(shown(&mut lead, field), now);
    }
    lead.ok("finding_set", set("good_practice", json!(false), json!(true)));
    assert_eq!(shown(&mut lead, "good_practice"), false);
    let rows = lead.ok("concluded_list", json!({"theme": "daily_life"}))["rows"].clone();
    assert_eq!(rows[0]["id"], json!(finding), "the list of all findings follows");
}

#[test]
fn a_seat_is_changed_by_whoever_says_how_it_stood() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, _) = found(&mut lead, &mut inspector);
    let area = lead.id("area_add", json!({"visit": visit, "name": "Wing B"}));
    let members = lead.ok("team_get", json!({}))["members"].clone();
    let inspects = |one: &&Value| one["role"] == "inspector";
    let member = members.as_array().unwrap().iter().find(inspects).unwrap()["member"].clone();
    let seat = |role: &str, areas: Value, was: Value| json!({"visit": visit, "member": member, "role": role, "areas": areas, "was": was});
    lead.ok("visit_seat", seat("expert", json!([]), Value::Null));
    exchange(&mut lead, &mut inspector);
    let shown = json!({"role": "expert", "clinician": false, "areas": []});
    inspector.ok("visit_seat", seat("expert", json!([area]), shown.clone()));
    exchange(&mut lead, &mut inspector);
    let over = seat("interpreter", json!([]), shown);
    assert_eq!(lead.refused("visit_seat", over), ErrorCode::Stale);
    let now = json!({"role": "expert", "clinician": false, "areas": [area]});
    lead.ok("visit_seat", seat("interpreter", json!([area]), now));
}
