//! The register on two devices: facts, parts, authorities, the body, records of one place.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn share(from: &mut Desk, to: &mut Desk) {
    let bundle = from.bundle();
    assert_eq!(to.take(&bundle)["quarantined"], 0);
}

fn meet(one: &mut Desk, other: &mut Desk) {
    share(one, other);
    share(other, one);
}

fn place(desk: &mut Desk, name: &str) -> String {
    desk.id(
        "place_add",
        json!({"name": name, "place_type": "prison", "region": "North"}),
    )
}

fn view(desk: &mut Desk, place: &str) -> Value {
    desk.ok("place_get", json!({"place": place}))
}

fn with(facts: &Value, changes: Value) -> Value {
    let mut changed = facts.clone();
    for (name, value) in changes.as_object().unwrap() {
        changed[name] = value.clone();
    }
    changed
}

fn open_paths(desk: &mut Desk) -> Vec<String> {
    let open = desk.ok("conflict_list", json!({}))["open"].clone();
    let paths = open
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap().to_owned());
    paths.collect()
}

fn labels(desk: &mut Desk) -> Vec<String> {
    let open = desk.ok("conflict_list", json!({}))["open"].clone();
    let labels = open
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["label"].as_str().unwrap().to_owned());
    labels.collect()
}

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

#[test]
fn two_records_of_one_place_show_as_one_and_part_again() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let stands = place(&mut lead, "Tarn Hill Prison");
    let other = place(&mut lead, "Tarn Hil Prison");
    lead.id("visit_create", desk::visit(&other));
    lead.ok(
        "count_set",
        json!({"place": other, "id": null, "facts": {"on": "2026-03-10", "held": 450}}),
    );
    share(&mut lead, &mut inspector);
    let pairs = lead.ok("place_pairs", json!({}))["pairs"].clone();
    assert_eq!(pairs.as_array().unwrap().len(), 1);
    assert_eq!(
        (&pairs[0]["likeness"]["same_type"], &pairs[0]["likeness"]["same_region"]),
        (&json!(true), &json!(true))
    );

    lead.ok("place_merge", json!({"place": other, "same_as": stands}));
    share(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let rows = desk.ok("place_list", json!({}))["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!(
            (&rows[0]["visits"], &rows[0]["held"], &rows[0]["merged"]),
            (&json!(1), &json!(450), &json!(1))
        );
        let whole = view(desk, &stands);
        assert_eq!(
            (&whole["counts"][0]["place"], &whole["merged"][0]["place"]),
            (&json!(other), &json!(other))
        );
        assert_eq!(view(desk, &other)["stands"]["place"], json!(stands));
        assert_eq!(desk.ok("place_pairs", json!({}))["pairs"], json!([]));
    }
    let ring = json!({"place": stands, "same_as": other});
    assert_eq!(lead.refused("place_merge", ring), ErrorCode::Refused);

    inspector.ok("place_merge", json!({"place": other, "same_as": null}));
    share(&mut inspector, &mut lead);
    assert_eq!(lead.ok("place_list", json!({}))["rows"].as_array().unwrap().len(), 2);
    assert_eq!(view(&mut lead, &stands)["row"]["held"], Value::Null);
    let apart = json!({"one": stands, "other": other, "apart": true});
    inspector.ok("place_apart", apart);
    share(&mut inspector, &mut lead);
    assert_eq!(lead.ok("place_pairs", json!({}))["pairs"], json!([]));
}

#[test]
fn places_merged_into_each_other_by_two_people_are_one_on_both_devices() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let one = place(&mut lead, "Tarn Hill Prison");
    let other = place(&mut lead, "Tarn Hil Prison");
    share(&mut lead, &mut inspector);
    lead.ok("place_merge", json!({"place": one, "same_as": other}));
    inspector.ok("place_merge", json!({"place": other, "same_as": one}));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let rows = desk.ok("place_list", json!({}))["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!(rows[0]["id"], json!(one), "the older of a ring");
        assert_eq!(view(desk, &other)["stands"]["place"], json!(one));
    }
    // Parted by one of both, the other still says so.
    lead.ok("place_merge", json!({"place": one, "same_as": null}));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(desk.ok("place_list", json!({}))["rows"][0]["id"], json!(one));
    }
}

#[test]
fn what_came_before_the_place_that_stands_for_it_is_one_with_it_when_that_comes() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    assert_eq!(inspector.ok("place_list", json!({}))["rows"], json!([]));
    // Records come in the order in which they were made.
    let older = place(&mut lead, "Tarn Hil Prison");
    let stands = place(&mut lead, "Tarn Hill Prison");
    lead.ok("place_merge", json!({"place": older, "same_as": stands}));
    share(&mut lead, &mut inspector);
    let rows = inspector.ok("place_list", json!({}))["rows"].clone();
    let ids: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&json!(stands)]);
}

#[test]
fn a_place_merged_into_two_others_at_once_is_for_a_lead_to_settle() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let [one, two, three] = ["Tarn", "Tarn Hill", "Tarn Hill Prison"].map(|name| place(&mut lead, name));
    share(&mut lead, &mut inspector);
    lead.ok("place_merge", json!({"place": one, "same_as": two}));
    inspector.ok("place_merge", json!({"place": one, "same_as": three}));
    meet(&mut lead, &mut inspector);
    let shown = |desk: &mut Desk| view(desk, &one)["stands"]["place"].clone();
    assert_eq!(shown(&mut lead), shown(&mut inspector));
    assert_eq!(open_paths(&mut lead), ["place/same_as"]);
    assert_eq!(labels(&mut lead), ["field-place-same_as"]);
}

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
    let member = inspector.ok("body_get", json!({}))["people"][0]["member"].clone();
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
