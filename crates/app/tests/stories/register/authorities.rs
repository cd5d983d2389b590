//! Authorities: listed, linked, and put above each other.

use super::{labels, meet, share, view, with};
use crate::desk::Desk;
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

#[test]
fn authorities_are_listed_linked_and_disagreed_on() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ministry = lead.id(
        "authority_add",
        json!({"name": "Ministry of Justice", "kind": "ministry"}),
    );
    let service = json!({"name": "Prison Service", "kind": "prison_service", "parent": ministry});
    let service = lead.id("authority_add", service);
    let id = lead.id(
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison", "authority_id": service}),
    );
    share(&mut lead, &mut inspector);
    let rows = inspector.ok("authority_list", json!({}))["rows"].clone();
    assert_eq!(rows[0]["name"], "Ministry of Justice");
    assert_eq!(
        (&rows[1]["parent_name"], &rows[1]["places"]),
        (&json!("Ministry of Justice"), &json!(1))
    );
    assert_eq!(view(&mut inspector, &id)["authority_name"], "Prison Service");
    let whole = inspector.ok("authority_get", json!({"authority": service}));
    assert_eq!(whole["places"][0]["place"], json!(id));

    let was = lead.ok("authority_get", json!({"authority": ministry}))["facts"].clone();
    let set = |changes: Value| json!({"authority": ministry, "was": was, "facts": with(&was, changes)});
    assert_eq!(
        lead.refused("authority_set", set(json!({"parent": service}))),
        ErrorCode::Refused
    );
    assert_eq!(
        lead.refused("authority_set", set(json!({"name": " "}))),
        ErrorCode::Refused
    );
    let mine = json!({"name": "Justice", "kind": "other", "address": "A", "contact": "B", "phone": "1", "mail": "x"});
    let theirs = json!({"name": "MoJ", "kind": "judiciary", "address": "C", "contact": "D", "phone": "2", "mail": "y"});
    lead.ok("authority_set", set(mine));
    inspector.ok("authority_set", set(theirs));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let mut named = labels(desk);
        named.sort();
        let fields = ["address", "contact", "kind", "mail", "name", "phone"];
        assert_eq!(named, fields.map(|field| format!("field-authority-{field}")));
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 6);
    }
}

#[test]
fn authorities_put_above_each_other_by_two_people_harm_nothing() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let [one, other] = ["One", "Other"].map(|name| lead.id("authority_add", json!({"name": name, "kind": "other"})));
    share(&mut lead, &mut inspector);
    let below = |desk: &mut Desk, authority: &str, parent: &str| {
        let was = desk.ok("authority_get", json!({"authority": authority}))["facts"].clone();
        let facts = with(&was, json!({"parent": parent}));
        desk.ok(
            "authority_set",
            json!({"authority": authority, "was": was, "facts": facts}),
        );
    };
    below(&mut lead, &one, &other);
    below(&mut inspector, &other, &one);
    meet(&mut lead, &mut inspector);
    let rows = lead.ok("authority_list", json!({}))["rows"].clone();
    assert_eq!(
        (&rows[0]["parent_name"], &rows[1]["parent_name"]),
        (&json!("Other"), &json!("One"))
    );
    let was = lead.ok("authority_get", json!({"authority": one}))["facts"].clone();
    let facts = with(&was, json!({"parent": null}));
    lead.ok("authority_set", json!({"authority": one, "was": was, "facts": facts}));
}
