//! Whether a report may be published, and under which name the body writes.

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn on_a_visit(desk: &mut Desk) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    desk.id("visit_create", desk::visit(&place))
}

/// Changes the profile of the body.
fn profile(desk: &mut Desk, changed: Value) {
    let was = desk.ok("body_get", json!({}))["facts"].clone();
    let mut facts = was.clone();
    for (name, value) in changed.as_object().unwrap() {
        facts[name] = value.clone();
    }
    desk.ok("body_set", json!({"was": was, "facts": facts}));
}

fn publication(desk: &mut Desk, visit: &str) -> Value {
    desk.ok("publication_get", json!({"visit": visit}))
}

fn release(desk: &mut Desk, visit: &str, facts: Value) {
    let was = publication(desk, visit)["facts"].clone();
    desk.ok("publication_set", json!({"visit": visit, "was": was, "facts": facts}));
}

/// Decides that both versions of a field stand.
fn keep_both(lead: &mut Desk, visit: &str, path: &str) {
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    let conflict = open.as_array().unwrap().iter().find(|one| one["path"] == path);
    let versions = conflict.unwrap()["versions"].as_array().unwrap().iter();
    let seen: Vec<Value> = versions.map(|version| version["slot"].clone()).collect();
    let both = json!({"doc": visit, "path": path, "outcome": "keep_both", "seen": seen});
    lead.ok("conflict_decide", both);
}

fn report(visit: &str, audience: &str, path: Value) -> Value {
    json!({"visit": visit, "language": "en", "audience": audience, "path": path})
}

#[test]
fn what_is_confidential_is_written_for_the_public_only_knowingly_or_once_it_is_released() {
    let mut lead = Desk::founded("Amina");
    let visit = on_a_visit(&mut lead);
    profile(
        &mut lead,
        json!({"kind": "international", "publication": "With the annual report"}),
    );
    let said = publication(&mut lead, &visit)["said"].clone();
    assert_eq!(
        (&said["verdict"], &said["source"]),
        (&json!("confidential"), &json!("OPCAT 16(1), 16(2)"))
    );
    assert_eq!(said["rule"], "With the annual report");

    let preview = lead.ok("report_build", report(&visit, "public", Value::Null));
    assert!(
        preview["html"]
            .as_str()
            .unwrap()
            .contains("Confidential, not to be published")
    );
    assert_eq!(preview["publication"], said);
    let path = lead.file("report.html");
    let to_file = report(&visit, "public", json!(path));
    let refused = lead.call("report_build", to_file.clone()).unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Refused, Some("publication"))
    );
    assert!(!path.exists());
    let mut knowingly = to_file.clone();
    knowingly["anyway"] = json!(true);
    lead.ok("report_build", knowingly);
    let for_the_authority = report(&visit, "authority", json!(lead.file("authority.html")));
    lead.ok("report_build", for_the_authority);

    // The Subcommittee does not release it alone; the State does, and a day may be set.
    release(&mut lead, &visit, json!({"basis": "decided", "from": null, "note": ""}));
    assert_eq!(publication(&mut lead, &visit)["said"]["verdict"], "confidential");
    release(
        &mut lead,
        &visit,
        json!({"basis": "state_asked", "from": "2099-01-01", "note": "Letter of March"}),
    );
    let later = publication(&mut lead, &visit)["said"].clone();
    assert_eq!(
        (&later["verdict"], &later["from"]),
        (&json!("from"), &json!("2099-01-01"))
    );
    assert_eq!(lead.refused("report_build", to_file.clone()), ErrorCode::Refused);
    release(
        &mut lead,
        &visit,
        json!({"basis": "state_asked", "from": null, "note": ""}),
    );
    assert_eq!(publication(&mut lead, &visit)["said"]["verdict"], "may");
    let built = lead.ok("report_build", to_file);
    let page = built["html"].as_str().unwrap();
    assert!(page.contains("It may be published. (OPCAT 16(2))") && page.contains("The State asked for it"));
    assert!(page.contains("express consent"));
}

#[test]
fn what_the_state_has_put_off_is_said_with_its_day_and_a_lead_decides() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = on_a_visit(&mut lead);
    assert_eq!(
        publication(&mut lead, &visit)["said"]["verdict"],
        "may",
        "a national body's reports"
    );
    profile(
        &mut lead,
        json!({"postponed": "part_four", "postponed_until": "2099-01-01"}),
    );
    let said = publication(&mut lead, &visit)["said"].clone();
    assert_eq!(
        (&said["verdict"], &said["from"], &said["source"]),
        (&json!("put_off"), &json!("2099-01-01"), &json!("OPCAT 24"))
    );
    let out = lead.bundle();
    inspector.take(&out);
    let view = publication(&mut inspector, &visit);
    assert_eq!((&view["said"], &view["may_change"]), (&said, &json!(false)));
    let facts = json!({"basis": "decided", "from": null, "note": ""});
    let set = json!({"visit": visit, "was": view["facts"], "facts": facts});
    assert_eq!(inspector.refused("publication_set", set), ErrorCode::NotAllowed);
    for phase in ["on_site", "debrief", "reporting", "follow_up", "closed"] {
        lead.ok("visit_phase", json!({"visit": visit, "phase": phase}));
    }
    release(&mut lead, &visit, facts);
    assert_eq!(
        publication(&mut lead, &visit)["said"]["verdict"],
        "may",
        "also after the visit was closed"
    );
}

#[test]
fn letters_and_sheets_bear_the_name_of_the_profile_and_a_letter_says_whether_it_may_be_published() {
    let mut lead = Desk::founded("Amina");
    let visit = on_a_visit(&mut lead);
    let founded = lead.ok("body_get", json!({}))["name"].as_str().unwrap().to_owned();
    let authority = lead.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    let facts = json!({"text": "Give everybody a bed.", "priority": "normal", "visit": visit, "addressee": authority});
    let recommendation = lead.id("recommendation_add", json!({"facts": facts}));
    let pages = |lead: &mut Desk| {
        let letter = json!({"recommendations": [recommendation], "language": "en", "on": "2026-03-10", "reference": "",
            "reply_by": null, "path": null});
        let letter = lead.ok("letter_build", letter);
        let sheet = lead.ok(
            "immediate_build",
            json!({"visit": visit, "language": "en", "path": null}),
        );
        (
            letter.clone(),
            [letter, sheet].map(|built| built["html"].as_str().unwrap().to_owned()),
        )
    };
    let (_, before) = pages(&mut lead);
    assert!(before.iter().all(|page| page.contains(&founded)));
    profile(&mut lead, json!({"name": "Quokka Commission", "kind": "other"}));
    let (letter, after) = pages(&mut lead);
    assert!(after.iter().all(|page| page.contains("Quokka Commission")));
    assert_eq!(letter["publication"]["verdict"], "confidential");
    assert!(after[0].contains("not to be published until the body decides so"));
    release(&mut lead, &visit, json!({"basis": "decided", "from": null, "note": ""}));
    assert_eq!(
        pages(&mut lead).0["publication"]["verdict"],
        "may",
        "as the report of its visit"
    );
}

#[test]
fn of_two_days_that_are_kept_side_by_side_the_later_one_holds_and_of_two_grounds_none() {
    let mut lead = Desk::founded("Amina");
    let visit = on_a_visit(&mut lead);
    profile(&mut lead, json!({"kind": "other"}));
    let mut second = lead.admits("Second", "lead");
    exchange(&mut lead, &mut second);
    let decided = |from: &str| json!({"basis": "decided", "from": from, "note": ""});
    release(&mut lead, &visit, decided("2099-01-01"));
    release(&mut second, &visit, decided("2020-01-01"));
    exchange(&mut lead, &mut second);
    keep_both(&mut lead, &visit, "publication/from");
    let said = publication(&mut lead, &visit)["said"].clone();
    assert_eq!(
        (&said["verdict"], &said["from"]),
        (&json!("from"), &json!("2099-01-01"))
    );

    let visit = on_a_visit(&mut lead);
    exchange(&mut lead, &mut second);
    let on = |basis: &str| json!({"basis": basis, "from": null, "note": ""});
    release(&mut lead, &visit, on("decided"));
    release(&mut second, &visit, on("state_asked"));
    exchange(&mut lead, &mut second);
    assert_eq!(
        publication(&mut lead, &visit)["said"]["verdict"],
        "confidential",
        "they differ"
    );
    keep_both(&mut lead, &visit, "publication/basis");
    assert_eq!(
        publication(&mut lead, &visit)["said"]["verdict"],
        "confidential",
        "and still do"
    );
}

#[test]
fn a_letter_is_held_back_as_long_as_the_visit_of_any_finding_in_it() {
    let mut lead = Desk::founded("Amina");
    let (visit, other) = (on_a_visit(&mut lead), on_a_visit(&mut lead));
    let authority = lead.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    let found = json!({"visit": other, "statement": "No bed", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", found);
    let facts = json!({"text": "Give everybody a bed.", "priority": "normal", "visit": visit, "addressee": authority});
    let asked = json!({"facts": facts, "findings": [{"visit": other, "finding": finding}]});
    let asked = lead.id("recommendation_add", asked);
    let verdict = |lead: &mut Desk| {
        let letter = json!({"recommendations": [asked], "language": "en", "on": "2026-03-10", "reference": "",
            "reply_by": null, "path": null});
        lead.ok("letter_build", letter)["publication"]["verdict"].clone()
    };
    assert_eq!(verdict(&mut lead), "may");
    release(
        &mut lead,
        &other,
        json!({"basis": null, "from": "2099-01-01", "note": ""}),
    );
    assert_eq!(verdict(&mut lead), "from");
}
