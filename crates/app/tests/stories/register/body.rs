//! The body and its people: what it says of itself, and what a member says of themself.

use super::{labels, meet, share, with};
use crate::desk::Desk;
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

#[test]
fn the_profile_of_the_body_follows_its_kind_until_the_body_says_otherwise() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let before = lead.ok("body_get", json!({}));
    assert_eq!(
        (&before["name"], &before["confidential"]),
        (&json!("Commission"), &json!(false))
    );
    let was = before["facts"].clone();
    let set = |changes: Value| json!({"was": was, "facts": with(&was, changes)});
    lead.ok(
        "body_set",
        set(json!({"kind": "international", "name": "Subcommittee"})),
    );
    let now = lead.ok("body_get", json!({}));
    assert_eq!(
        (&now["confidential"], &now["confidential_source"]),
        (&json!(true), &json!("OPCAT 16(1), 16(2)"))
    );
    assert_eq!(now["name"], "Subcommittee");
    assert_eq!(inspector.refused("body_set", set(json!({}))), ErrorCode::NotAllowed);
    let whole_week = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    for slip in [
        json!({"least_members": 0}),
        json!({"weekend": ["caturday"]}),
        json!({"weekend": whole_week}),
    ] {
        assert_eq!(lead.refused("body_set", set(slip)), ErrorCode::Refused);
    }
    share(&mut lead, &mut inspector);
    assert_eq!(inspector.ok("body_get", json!({}))["facts"]["kind"], "international");
}

#[test]
fn two_leads_who_set_up_the_body_apart_lose_nothing_of_it() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let of = inspector.ok("body_get", json!({}))["people"][0].clone();
    let member = of["member"].clone();
    lead.ok("member_role", json!({"member": member, "role": "lead"}));
    share(&mut lead, &mut inspector);
    let was = lead.ok("body_get", json!({}))["facts"].clone();
    let set = |changes: Value| json!({"was": was, "facts": with(&was, changes)});
    lead.ok(
        "body_set",
        set(json!({
            "name": "A", "kind": "other", "mandate": "Law 1", "confidential": true, "publication": "Yearly",
            "least_members": 3, "grounds": ["public_safety"], "languages": ["Arabic"], "postponed": "part_three",
            "postponed_until": "2028-01-01", "weekend": ["friday"],
        })),
    );
    inspector.ok(
        "body_set",
        set(json!({
            "name": "B", "kind": "international", "mandate": "Law 2", "confidential": false, "publication": "Never",
            "least_members": 4, "grounds": [], "languages": ["French"], "postponed": "part_four",
            "postponed_until": "2029-01-01", "weekend": ["friday", "saturday"],
        })),
    );
    let person = |desk: &mut Desk, facts: Value| {
        let people = desk.ok("body_get", json!({}))["people"].clone();
        let shown = people
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["member"] == member)
            .unwrap()
            .clone();
        let facts = with(&shown["facts"], facts);
        desk.ok(
            "person_set",
            json!({"member": member, "was": shown["facts"], "facts": facts}),
        );
    };
    let said = |languages: &str, skill: &str, gender: &str, words: &str, from: &str, until: &str| {
        json!({"languages": [languages], "skills": [skill], "gender": gender, "availability": words,
            "away_from": from, "away_until": until, "also_away": [format!("{until}/..")]})
    };
    person(
        &mut lead,
        said("Arabic", "law", "man", "Weekends", "2026-01-01", "2026-01-09"),
    );
    person(
        &mut inspector,
        said("French", "nursing", "other", "Mornings", "2026-01-02", "2026-01-10"),
    );
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let mut named = labels(desk);
        named.sort();
        let body = [
            "confidential",
            "grounds",
            "kind",
            "languages",
            "least_members",
            "mandate",
            "name",
            "postponed",
            "postponed_until",
            "publication",
            "weekend",
        ];
        let person = [
            "also_away",
            "availability",
            "away_from",
            "away_until",
            "gender",
            "languages",
            "skills",
        ];
        let mut wanted: Vec<String> = body.iter().map(|field| format!("field-body-{field}")).collect();
        wanted.extend(person.iter().map(|field| format!("field-person-{field}")));
        assert_eq!(named, wanted);
        let open = desk.ok("conflict_list", json!({}))["open"].clone();
        let mut open = open.as_array().unwrap().iter();
        let gender = open.find(|one| one["label"] == "field-person-gender");
        assert_eq!(gender.unwrap()["subject"], of["name"]);
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 18);
    }
}

#[test]
fn a_member_speaks_for_themself_and_a_delegation_hears_what_it_might_lack() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let people = inspector.ok("body_get", json!({}))["people"].clone();
    let of = |name: &str| {
        people
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"] == name)
            .unwrap()["member"]
            .clone()
    };
    let (mine, leads) = (of("Inspector"), of("Lead"));
    let set = |member: &Value, facts: Value| json!({"member": member, "was": {}, "facts": facts});
    inspector.ok(
        "person_set",
        set(&mine, json!({"skills": ["medicine"], "languages": ["French"]})),
    );
    assert_eq!(
        inspector.refused("person_set", set(&leads, json!({}))),
        ErrorCode::NotAllowed
    );
    share(&mut inspector, &mut lead);
    let was = lead.ok("body_get", json!({}))["facts"].clone();
    lead.ok(
        "body_set",
        json!({"was": was, "facts": with(&was, json!({"languages": ["French", "Arabic"]}))}),
    );
    let advice = lead.ok("delegation_advice", json!({"members": [mine]}))["advice"].clone();
    let codes: Vec<&str> = advice
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["too_few", "no_language"]);
    assert_eq!(advice[1]["name"], "Arabic");
}
