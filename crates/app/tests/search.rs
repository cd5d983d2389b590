//! What the palette finds leads to the place where it stands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)]
mod desk;

use desk::Desk;
use serde_json::{Value, json};

fn hits(desk: &mut Desk, query: &str) -> Vec<Value> {
    let found = desk.ok("search_find", json!({ "query": query }));
    found["hits"].as_array().unwrap().clone()
}

fn text_answer(visit: &str, text: &str, note: &str) -> Value {
    json!({
        "visit": visit, "area": "general", "checklist": "prison", "item": "shortage",
        "value": {"type": "text", "value": text}, "note": note, "source": "observed",
    })
}

#[test]
fn an_interview_is_found_with_its_visit_and_not_after_it_is_taken_back() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": "He asked for a doctor twice."}),
    );
    let expected = json!({"kind": "interview", "id": interview, "visit": visit, "path": null});
    let hit = &hits(&mut lead, "doctor")[0];
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&hit[name], value, "{name}");
    }
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "notes", "state": "withdrawn"}),
    );
    assert_eq!(hits(&mut lead, "doctor"), Vec::<Value>::new());
}

#[test]
fn a_text_answer_and_every_authors_note_are_found_and_name_their_field() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let out = lead.bundle();
    inspector.take(&out);
    lead.ok(
        "answer_set",
        text_answer(&visit, "No insulin since March", "ward sister"),
    );
    inspector.ok("answer_set", text_answer(&visit, "No blankets", "laundry closed"));
    let back = inspector.bundle();
    lead.take(&back);
    for word in ["insulin", "sister", "blankets", "laundry"] {
        let found = hits(&mut lead, word);
        assert_eq!(found.len(), 1, "{word}");
        assert_eq!(
            (&found[0]["visit"], &found[0]["path"]),
            (&json!(visit), &json!("answer/general/prison/shortage")),
            "{word}"
        );
    }
    lead.ok("vault_rebuild", json!({}));
    assert_eq!(hits(&mut lead, "insulin").len(), 1);
}
