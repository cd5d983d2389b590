//! Those without a device: kept by leads, seated like members, and gone without a visit breaking.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::api::ErrorCode;
use crate::desk::{self, Desk, exchange, open_paths};
use serde_json::{Value, json};
use visita_report::{Language, Words};

fn with(facts: &Value, name: &str, value: Value) -> Value {
    let mut changed = facts.clone();
    changed[name] = value;
    changed
}

/// A doctor whom the body asks along.
fn doctor(lead: &mut Desk) -> String {
    lead.id(
        "associate_add",
        json!({"name": "Dr Okafor", "profession": "Forensic doctor", "skills": ["medicine"], "languages": ["Arabic"],
            "gender": "woman"}),
    )
}

/// A visit of the lead's.
fn a_visit(lead: &mut Desk) -> String {
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    lead.id("visit_create", desk::visit(&place))
}

fn listed(desk: &mut Desk) -> Value {
    desk.ok("body_get", json!({}))["associates"].clone()
}

/// A change of one fact by a lead who sees the first of the list.
fn change(desk: &mut Desk, name: &str, value: Value) -> Value {
    let shown = listed(desk)[0].clone();
    json!({"associate": shown["associate"], "was": shown["facts"], "facts": with(&shown["facts"], name, value)})
}

fn seat(visit: &str, member: &str, role: &str) -> Value {
    json!({"visit": visit, "member": member, "role": role, "areas": []})
}

/// The seat of somebody in the hub of a visit.
fn seat_of(desk: &mut Desk, visit: &str, member: &str) -> Value {
    let team = desk.ok("visit_get", json!({"visit": visit}))["team"].clone();
    let mut seats = team.as_array().unwrap().iter();
    seats.find(|seat| seat["member"] == member).cloned().unwrap()
}

fn report(desk: &mut Desk, visit: &str, audience: &str) -> String {
    let ask = json!({"visit": visit, "language": "en", "audience": audience, "path": null});
    desk.ok("report_build", ask)["html"].as_str().unwrap().to_owned()
}

#[test]
fn a_doctor_without_a_device_has_a_seat_counts_in_advice_and_stands_in_the_report_as_members_do() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    assert_eq!(
        inspector.refused("associate_add", json!({"name": "Dr Okafor"})),
        ErrorCode::NotAllowed
    );
    let (doctor, visit) = (doctor(&mut lead), a_visit(&mut lead));
    let offered = lead.ok("visit_get", json!({"visit": visit}))["associates"].clone();
    assert_eq!(
        offered,
        json!([{"member": doctor, "name": "Dr Okafor", "role": "expert"}])
    );
    let codes = |desk: &mut Desk, members: Value| {
        let advice = desk.ok("delegation_advice", json!({ "members": members }))["advice"].clone();
        let rows = advice.as_array().unwrap().iter();
        rows.map(|row| row["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let me = lead.ok("team_get", json!({}))["members"][0]["member"].clone();
    assert!(codes(&mut lead, json!([me])).contains(&"no_clinician".to_owned()));
    assert!(!codes(&mut lead, json!([me, doctor])).contains(&"no_clinician".to_owned()));
    assert_eq!(
        lead.refused("visit_seat", seat(&visit, &doctor, "lead")),
        ErrorCode::Refused
    );
    lead.ok("visit_seat", seat(&visit, &doctor, "expert"));
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let seat = seat_of(desk, &visit, &doctor);
        assert_eq!(
            (&seat["name"], &seat["associate"], &seat["mine"]),
            (&json!("Dr Okafor"), &json!(true), &json!(false))
        );
        assert_eq!(
            desk.ok("visit_get", json!({"visit": visit}))["associates"],
            json!([]),
            "whoever has a seat is offered none"
        );
        assert!(report(desk, &visit, "internal").contains("Dr Okafor"));
        assert!(!report(desk, &visit, "authority").contains("Okafor"));
    }
}

#[test]
fn two_leads_who_change_somebody_apart_lose_nothing_and_differ_on_the_merge_desk() {
    let mut lead = Desk::founded("Amina");
    let mut other = lead.admits("Boris", "lead");
    doctor(&mut lead);
    exchange(&mut lead, &mut other);
    let profession = change(&mut lead, "profession", json!("Pathologist"));
    lead.ok("associate_set", profession.clone());
    let away = change(&mut other, "availability", json!("Mondays"));
    other.ok("associate_set", away);
    exchange(&mut lead, &mut other);
    for desk in [&mut lead, &mut other] {
        let facts = listed(desk)[0]["facts"].clone();
        assert_eq!(
            (&facts["profession"], &facts["availability"]),
            (&json!("Pathologist"), &json!("Mondays"))
        );
    }
    let stale = with(&profession["facts"], "profession", json!("Surgeon"));
    let stale = json!({"associate": profession["associate"], "was": profession["was"], "facts": stale});
    assert_eq!(other.refused("associate_set", stale), ErrorCode::Stale);
    for (desk, name) in [(&mut lead, "Dr N. Okafor"), (&mut other, "Dr Ngozi Okafor")] {
        let renamed = change(desk, "name", json!(name));
        desk.ok("associate_set", renamed);
    }
    exchange(&mut lead, &mut other);
    let id = listed(&mut lead)[0]["associate"].as_str().unwrap().to_owned();
    assert_eq!(open_paths(&mut lead), [format!("associate/{id}/name")]);
    let open = lead.ok("conflict_list", json!({}))["open"][0].clone();
    assert!(open["subject"].as_str().unwrap().contains("Okafor"), "{open}");
    assert_eq!(listed(&mut lead)[0]["in_conflict"], true);
    assert_eq!(
        lead.refused("associate_erase", json!({"associate": id})),
        ErrorCode::OpenConflicts,
        "what people differ on would stay in sight"
    );
}

#[test]
fn whoever_is_taken_off_keeps_the_seats_they_had_and_whoever_is_erased_leaves_no_name() {
    let mut lead = Desk::founded("Amina");
    let (doctor, visit) = (doctor(&mut lead), a_visit(&mut lead));
    lead.ok("visit_seat", seat(&visit, &doctor, "expert"));
    let off = change(&mut lead, "dropped", json!(true));
    lead.ok("associate_set", off);
    assert_eq!(seat_of(&mut lead, &visit, &doctor)["name"], "Dr Okafor");
    // Their seat can still be corrected; they are given no other.
    lead.ok("visit_seat", seat(&visit, &doctor, "observer"));
    let next = a_visit(&mut lead);
    assert_eq!(
        lead.refused("visit_seat", seat(&next, &doctor, "expert")),
        ErrorCode::NotFound
    );
    assert_eq!(
        listed(&mut lead)[0]["facts"]["dropped"],
        true,
        "they can be asked again"
    );
    lead.ok("associate_erase", json!({"associate": doctor}));
    assert_eq!(listed(&mut lead), json!([]));
    let seat = seat_of(&mut lead, &visit, &doctor);
    assert_eq!(
        (&seat["name"], &seat["associate"], &seat["role"]),
        (&json!(""), &json!(true), &json!("observer"))
    );
    assert!(!report(&mut lead, &visit, "internal").contains("Okafor"));
    lead.reopen();
    assert_eq!(seat_of(&mut lead, &visit, &doctor)["name"], "");
    let again = json!({"associate": doctor, "was": {"name": "Dr Okafor"}, "facts": {"name": "Dr Okafor"}});
    assert_eq!(lead.refused("associate_set", again), ErrorCode::NotFound);
    lead.ok("seat_drop", json!({"visit": visit, "member": doctor}));
}

#[test]
fn somebody_taken_off_while_a_colleague_corrects_them_waits_for_a_lead() {
    let mut lead = Desk::founded("Amina");
    let mut other = lead.admits("Boris", "lead");
    let id = doctor(&mut lead);
    exchange(&mut lead, &mut other);
    let off = change(&mut lead, "dropped", json!(true));
    lead.ok("associate_set", off);
    let code = change(&mut other, "code", json!("I-7"));
    other.ok("associate_set", code);
    exchange(&mut lead, &mut other);
    for desk in [&mut lead, &mut other] {
        assert_eq!(open_paths(desk), [format!("withdrawal/associate/{id}")]);
        let open = desk.ok("conflict_list", json!({}))["open"][0].clone();
        assert_eq!(open["subject"], "Dr Okafor");
        let label = open["label"].as_str().unwrap();
        for language in [Language::English, Language::Arabic] {
            assert!(Words::of(language).knows(label), "{label}");
        }
        assert_eq!(listed(desk)[0]["in_conflict"], true);
    }
}

#[test]
fn who_goes_along_can_be_asked_to_do_something_there_and_nowhere_else() {
    let mut lead = Desk::founded("Amina");
    let (doctor, visit) = (doctor(&mut lead), a_visit(&mut lead));
    let ask = json!({"doc": visit, "facts": {"what": "See the infirmary", "whom": doctor, "about": "hours/day_week"}});
    assert_eq!(lead.refused("task_add", ask.clone()), ErrorCode::NotFound);
    lead.ok("visit_seat", seat(&visit, &doctor, "expert"));
    lead.ok("task_add", ask);
    let tasks = lead.ok("task_list", json!({"doc": visit}));
    assert_eq!(tasks["rows"][0]["whom_name"], "Dr Okafor");
    let members = tasks["members"].as_array().unwrap();
    assert!(members.iter().any(|one| one["member"] == doctor.as_str()));
    let board = lead.ok("coverage_get", json!({"visit": visit, "offset_minutes": 0}));
    let rows = board["rows"].as_array().unwrap();
    let hours = rows.iter().find(|row| row["code"] == "day_week").unwrap();
    assert_eq!(hours["asked"], json!(["Dr Okafor"]));
    let place = lead.id("place_add", json!({"name": "Fern Lane", "place_type": "prison"}));
    let elsewhere = json!({"doc": place, "facts": {"what": "Look at the roof", "whom": doctor, "about": ""}});
    assert_eq!(lead.refused("task_add", elsewhere), ErrorCode::NotFound);
}

#[test]
fn an_interview_is_offered_the_codes_of_interpreters_and_no_names() {
    let mut lead = Desk::founded("Amina");
    doctor(&mut lead);
    let add = |code: &str, role: &str| json!({"name": "Lina Haddad", "role": role, "code": code});
    lead.id("associate_add", add("I-7", "interpreter"));
    lead.id("associate_add", add("I-8", "expert"));
    let visit = a_visit(&mut lead);
    let interview = lead.id("interview_start", desk::interview(&visit));
    let view = lead.ok("interview_get", json!({"interview": interview}));
    assert_eq!(view["interpreters"], json!(["I-7"]));
    assert!(!view.to_string().contains("Haddad"));
}
