//! Facts and parts of a place: every one that two write apart can be seen and settled.

use super::{labels, meet, open_paths, place, share, view, with};
use crate::desk::Desk;
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

#[test]
fn every_fact_of_a_place_written_apart_is_a_conflict_with_a_name_and_nothing_is_lost() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let id = place(&mut lead, "Tarn Hill");
    let ministry = lead.id(
        "authority_add",
        json!({"name": "Ministry of Justice", "kind": "ministry"}),
    );
    let police = lead.id("authority_add", json!({"name": "Police", "kind": "police"}));
    share(&mut lead, &mut inspector);
    let was = view(&mut lead, &id)["row"]["facts"].clone();
    let set = |changes: Value| json!({"place": id, "was": was, "facts": with(&was, changes)});
    lead.ok(
        "place_set",
        set(json!({
            "other_type": "Fort", "authority_id": ministry, "operator": "public", "operator_name": "State",
            "legal_basis": "Act 4", "latitude": 33.5, "longitude": -7.25, "turnover": 100, "vulnerable": ["women"],
            "opened_on": "1990-01-01", "closed_on": "2020-01-01", "suspected_note": "Seen from the road",
        })),
    );
    inspector.ok(
        "place_set",
        set(json!({
            "other_type": "Castle", "authority_id": police, "operator": "private", "operator_name": "Guard Ltd",
            "legal_basis": "Decree 9", "latitude": 34.5, "longitude": -8.25, "turnover": 200,
            "vulnerable": ["foreign"], "opened_on": "1991-01-01", "closed_on": "2021-01-01",
            "suspected_note": "Told by a neighbour",
        })),
    );
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let mut paths = open_paths(desk);
        paths.sort();
        let names = [
            "authority_id",
            "closed_on",
            "latitude",
            "legal_basis",
            "longitude",
            "opened_on",
            "operator",
            "operator_name",
            "other_type",
            "suspected_note",
            "turnover",
            "vulnerable",
        ];
        assert_eq!(paths, names.map(|name| format!("place/{name}")));
        assert!(labels(desk).contains(&"field-place-legal_basis".to_owned()));
        let row = desk.ok("place_list", json!({}))["rows"][0].clone();
        assert_eq!(row["conflicts"], 12);
    }
    let seen = lead.ok("conflict_list", json!({}))["open"][0].clone();
    let both = seen["versions"].as_array().unwrap().len();
    assert_eq!(both, 2);
}

#[test]
fn a_third_version_of_a_number_is_a_number_in_its_range() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let id = place(&mut lead, "Tarn Hill");
    share(&mut lead, &mut inspector);
    let was = view(&mut lead, &id)["row"]["facts"].clone();
    let at = |north: f64| json!({"place": id, "was": was, "facts": with(&was, json!({"latitude": north, "longitude": 1.0}))});
    lead.ok("place_set", at(1.0));
    inspector.ok("place_set", at(2.0));
    share(&mut inspector, &mut lead);
    let open = lead.ok("conflict_list", json!({}))["open"][0].clone();
    let seen: Vec<Value> = open["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["slot"].clone())
        .collect();
    let decide = |value: Value| json!({"doc": id, "path": "place/latitude", "seen": seen, "outcome": "synthesis", "value": value});
    assert_eq!(lead.refused("conflict_decide", decide(json!(91.0))), ErrorCode::Refused);
    lead.ok("conflict_decide", decide(json!(1.5)));
    assert_eq!(view(&mut lead, &id)["row"]["facts"]["latitude"], 1.5);
}

#[test]
fn parts_are_added_changed_taken_off_and_disagreed_on() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let id = place(&mut lead, "Tarn Hill");
    let unit = lead.id(
        "unit_set",
        json!({"place": id, "id": null, "facts": {"name": "A wing", "capacity": 40}}),
    );
    let count = json!({"on": "2026-01-10", "capacity": 400, "held": 380, "women": 12, "source": "register"});
    let counted = lead.id("count_set", json!({"place": id, "id": null, "facts": count}));
    let contact = lead.id(
        "contact_set",
        json!({"place": id, "id": null, "facts": {"name": "N. N.", "role": "Director"}}),
    );
    let paper = lead.id(
        "document_set",
        json!({"place": id, "id": null, "facts": {"title": "House rules", "on": "2020-05-05"}}),
    );
    share(&mut lead, &mut inspector);
    let row = inspector.ok("place_list", json!({}))["rows"][0].clone();
    assert_eq!(
        (&row["capacity"], &row["held"], &row["counted_on"]),
        (&json!(400), &json!(380), &json!("2026-01-10"))
    );

    let seen = view(&mut lead, &id);
    let pairs = [
        (
            "unit_set",
            &unit,
            seen["units"][0]["facts"].clone(),
            json!({"name": "Wing A"}),
            json!({"name": "Block A"}),
        ),
        (
            "count_set",
            &counted,
            seen["counts"][0]["facts"].clone(),
            json!({"held": 381}),
            json!({"held": 379}),
        ),
        (
            "contact_set",
            &contact,
            seen["contacts"][0]["facts"].clone(),
            json!({"phone": "1"}),
            json!({"phone": "2"}),
        ),
        (
            "document_set",
            &paper,
            seen["documents"][0]["facts"].clone(),
            json!({"kept": "Safe"}),
            json!({"kept": "Shelf"}),
        ),
    ];
    for (verb, part, was, mine, theirs) in &pairs {
        let set = |facts: Value| json!({"place": id, "id": part, "was": was, "facts": facts});
        lead.ok(verb, set(with(was, mine.clone())));
        inspector.ok(verb, set(with(was, theirs.clone())));
    }
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let mut named = labels(desk);
        named.sort();
        assert_eq!(
            named,
            [
                "field-contact-phone",
                "field-count-held",
                "field-document-kept",
                "field-unit-name"
            ]
        );
        let open = desk.ok("conflict_list", json!({}))["open"].clone();
        for (label, subject) in [
            ("field-contact-phone", "N. N. · Tarn Hill"),
            ("field-count-held", "2026-01-10 · Tarn Hill"),
            ("field-document-kept", "House rules · Tarn Hill"),
        ] {
            let mut open = open.as_array().unwrap().iter();
            let one = open.find(|one| one["label"] == label).unwrap();
            assert_eq!(one["subject"], subject);
        }
        let now = view(desk, &id);
        assert_eq!(now["counts"][0]["in_conflict"], true);
    }

    let was = view(&mut lead, &id)["documents"][0]["facts"].clone();
    let off = with(&was, json!({"dropped": true}));
    lead.ok(
        "document_set",
        json!({"place": id, "id": paper, "was": was, "facts": off}),
    );
    assert_eq!(
        view(&mut lead, &id)["documents"].as_array().unwrap().len(),
        1,
        "what is disagreed on stays in sight"
    );
    let was = with(&count, json!({"on": "2026-02-30"}));
    assert_eq!(
        lead.refused("count_set", json!({"place": id, "id": null, "facts": was})),
        ErrorCode::Refused
    );
    let many = with(&count, json!({"women": 500}));
    assert_eq!(
        lead.refused("count_set", json!({"place": id, "id": null, "facts": many})),
        ErrorCode::Refused
    );
    let none = json!({"place": id, "id": "nowhere", "facts": {"name": "X"}});
    assert_eq!(lead.refused("unit_set", none), ErrorCode::NotFound);
}

#[test]
fn two_counts_taken_apart_are_two_counts() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let id = place(&mut lead, "Tarn Hill");
    share(&mut lead, &mut inspector);
    let count = |held: u32, on: &str| json!({"place": id, "id": null, "facts": {"on": on, "held": held}});
    lead.ok("count_set", count(380, "2026-01-10"));
    inspector.ok("count_set", count(450, "2026-03-10"));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(view(desk, &id)["counts"].as_array().unwrap().len(), 2);
        assert_eq!(view(desk, &id)["row"]["held"], 450);
        assert!(open_paths(desk).is_empty());
    }
}
