//! Two people type in one interview note apart from each other: the lead is asked to read it, and it counts until then.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn note(desk: &mut Desk, interview: &str, text: &str) {
    desk.ok("interview_note", json!({"interview": interview, "text": text}));
}

fn swap(lead: &mut Desk, inspector: &mut Desk) {
    let (out, back) = (lead.bundle(), inspector.bundle());
    lead.take(&back);
    inspector.take(&out);
}

/// Both typed at the end of the same note, and have exchanged.
fn told() -> (Desk, Desk, String, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Velm", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    note(&mut lead, &interview, "Held alone.");
    let out = lead.bundle();
    inspector.take(&out);
    note(&mut lead, &interview, "Held alone. For nine days.");
    note(&mut inspector, &interview, "Held alone. No mattress.");
    swap(&mut lead, &mut inspector);
    (lead, inspector, visit, interview)
}

fn counts(desk: &mut Desk, visit: &str, interview: &str) -> [u64; 4] {
    let listed = desk.ok("visit_list", json!({}))["rows"][0]["conflicts"]
        .as_u64()
        .unwrap();
    let today = desk.ok("today_get", json!({}))["open_conflicts"].as_u64().unwrap();
    let view = desk.ok("interview_get", json!({"interview": interview}));
    let report = desk.ok(
        "report_build",
        json!({"visit": visit, "language": "en", "audience": "internal", "path": null}),
    );
    [
        listed,
        today,
        view["conflicts"].as_array().unwrap().len() as u64,
        report["conflicts"].as_u64().unwrap(),
    ]
}

fn decision(passage: &Value, outcome: &str) -> Value {
    let versions = passage["versions"].as_array().unwrap().iter();
    let seen: Vec<_> = versions.map(|version| version["slot"].clone()).collect();
    json!({"doc": passage["doc"], "path": passage["path"], "outcome": outcome, "seen": seen})
}

#[test]
fn a_passage_typed_by_two_is_read_by_the_lead_and_counts_until_then() {
    let (mut lead, mut inspector, visit, interview) = told();
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(counts(desk, &visit, &interview), [1, 1, 1, 1]);
    }
    let desk = lead.ok("conflict_list", json!({"visit": visit}));
    let passage = &desk["open"][0];
    assert_eq!(
        inspector.ok("conflict_list", json!({"visit": visit}))["open"][0],
        *passage,
        "both are told the same"
    );
    assert_eq!(
        (&passage["label"], &passage["visit"]),
        (&json!("field-passage"), &json!(visit))
    );
    let view = lead.ok("interview_get", json!({"interview": interview}));
    assert_eq!(
        (&passage["now"], &passage["subject"]),
        (&view["note"], &view["row"]["pseudonym"])
    );
    let mut said: Vec<_> = passage["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["by"].clone(), v["text"].clone()))
        .collect();
    said.sort_by_key(|(by, _)| by.to_string());
    assert_eq!(
        said,
        [
            (json!("Inspector"), json!("Held alone. No mattress.")),
            (json!("Lead"), json!("Held alone. For nine days.")),
        ]
    );
    let report = lead.ok(
        "report_build",
        json!({"visit": visit, "language": "en", "audience": "internal", "path": null}),
    );
    assert!(
        report["html"]
            .as_str()
            .unwrap()
            .contains("typed by several at the same time")
    );
    let public = lead.ok(
        "report_build",
        json!({"visit": visit, "language": "en", "audience": "public", "path": null}),
    );
    assert_eq!(
        public["conflicts"], 0,
        "what people differ on inside an interview is for the team alone"
    );

    assert_eq!(
        inspector.refused("conflict_decide", decision(passage, "keep_both")),
        ErrorCode::NotAllowed
    );
    for outcome in ["take", "synthesis"] {
        assert_eq!(
            lead.refused("conflict_decide", decision(passage, outcome)),
            ErrorCode::Refused
        );
    }
    let mut blind = decision(passage, "keep_both");
    blind["seen"] = json!([passage["versions"][0]["slot"]]);
    assert_eq!(lead.refused("conflict_decide", blind), ErrorCode::Stale);

    lead.ok("conflict_decide", decision(passage, "keep_both"));
    assert_eq!(counts(&mut lead, &visit, &interview), [0, 0, 0, 0]);
    let desk = lead.ok("conflict_list", json!({"visit": visit}));
    assert_eq!(
        (&desk["open"], &desk["decided"][0]["path"]),
        (&json!([]), &passage["path"])
    );
    let history = lead.ok("history_get", json!({"doc": interview}));
    let last = history["entries"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["paths"][0], &last["signature"]),
        (&passage["path"], &json!("valid"))
    );

    // The decision travels, and can be taken back.
    swap(&mut lead, &mut inspector);
    assert_eq!(counts(&mut inspector, &visit, &interview), [0, 0, 0, 0]);
    lead.ok("conflict_decide", decision(passage, "deferred"));
    assert_eq!(counts(&mut lead, &visit, &interview), [1, 1, 1, 1]);
}

#[test]
fn a_settled_passage_stays_so_while_the_note_is_written_on_and_opens_when_more_comes() {
    let (mut lead, mut inspector, visit, interview) = told();
    // What the inspector types on without having heard of the decision is more of the same disagreement.
    let passage = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    lead.ok("conflict_decide", decision(&passage, "keep_both"));
    let text = lead.ok("interview_get", json!({"interview": interview}))["note"].clone();
    note(&mut lead, &interview, &format!("{} Read.", text.as_str().unwrap()));
    assert_eq!(counts(&mut lead, &visit, &interview), [0, 0, 0, 0]);
    lead.ok("vault_rebuild", json!({}));
    lead.reopen();
    assert_eq!(
        counts(&mut lead, &visit, &interview),
        [0, 0, 0, 0],
        "also from the store"
    );
    let text = inspector.ok("interview_get", json!({"interview": interview}))["note"].clone();
    note(
        &mut inspector,
        &interview,
        &format!("{} Nor a blanket.", text.as_str().unwrap()),
    );
    swap(&mut lead, &mut inspector);
    assert_eq!(counts(&mut lead, &visit, &interview), [1, 1, 1, 1]);
    assert_eq!(counts(&mut inspector, &visit, &interview), [1, 1, 1, 1]);
}

#[test]
fn a_visit_closes_over_an_unread_passage_only_when_told_to() {
    let (mut lead, _, visit, _) = told();
    for phase in ["on_site", "debrief", "reporting", "follow_up"] {
        lead.ok(
            "visit_phase",
            json!({"visit": visit, "phase": phase, "acknowledge_conflicts": true}),
        );
    }
    assert_eq!(
        lead.refused("visit_phase", json!({"visit": visit, "phase": "closed"})),
        ErrorCode::OpenConflicts
    );
}
