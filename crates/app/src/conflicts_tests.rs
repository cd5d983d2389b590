//! The desk of everything: all that is open, and what was settled last.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::MAX_SETTLED;
use crate::desk::Desk;
use serde_json::{Value, json};

fn share(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

fn everything(desk: &mut Desk) -> Value {
    desk.ok("conflict_list", json!({}))
}

#[test]
fn of_what_colleagues_wrote_long_ago_only_the_number_is_told() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let beyond = 2;
    for number in 0..MAX_SETTLED + beyond {
        let place = json!({"name": format!("Place {number}"), "place_type": "prison"});
        inspector.ok("place_add", place);
    }
    share(&mut lead, &mut inspector);
    let told = everything(&mut lead);
    assert_eq!((&told["open"], &told["earlier"]), (&json!([]), &json!(beyond)));
    let merged = told["merged"].as_array().unwrap();
    let names = merged.iter().filter(|one| one["path"] == "place/name");
    assert_eq!(names.count(), MAX_SETTLED);
    let own = everything(&mut inspector);
    assert_eq!((&own["merged"], &own["earlier"]), (&json!([]), &json!(0)));
}

#[test]
fn what_is_asked_about_a_recommendation_reaches_its_author_and_counts_as_open() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let was = json!({"text": "A bed for everyone.", "priority": "normal"});
    let made = lead.id("recommendation_add", json!({"facts": was}));
    share(&mut lead, &mut inspector);
    for (desk, day) in [(&mut lead, "2099-01-01"), (&mut inspector, "2099-02-02")] {
        let mut facts = was.clone();
        facts["deadline"] = json!(day);
        desk.ok(
            "recommendation_set",
            json!({"recommendation": made, "was": was, "facts": facts}),
        );
    }
    share(&mut lead, &mut inspector);
    assert_eq!(lead.ok("today_get", json!({}))["open_conflicts"], 1);
    let open = everything(&mut lead)["open"][0].clone();
    let seen: Vec<&Value> = open["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["slot"])
        .collect();
    let back = json!({
        "doc": open["doc"], "path": open["path"], "outcome": "send_back", "slot": null, "value": null, "note": null,
        "to": [], "question": "Which day?", "seen": seen,
    });
    lead.ok("conflict_decide", back);
    share(&mut lead, &mut inspector);
    let asked = inspector.ok("today_get", json!({}))["asked"].clone();
    assert_eq!(
        (&asked[0]["doc"], &asked[0]["kind"], &asked[0]["visit"]),
        (&json!(made), &json!("recommendation"), &json!(null))
    );
}
