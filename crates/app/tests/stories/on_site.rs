//! What an inspector does on site: risks that become tasks, injuries, sources, remarks, corrections, guardians.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn visit_of(desk: &mut Desk) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    desk.id("visit_create", desk::visit(&place))
}

fn risks(desk: &mut Desk) -> Vec<String> {
    let today = desk.ok("today_get", json!({}));
    let risks = today["risks"].as_array().unwrap().iter();
    risks.map(|risk| risk["risk"].as_str().unwrap().to_owned()).collect()
}

fn says(desk: &mut Desk, interview: &str, risk: &str, value: Value) {
    desk.ok(
        "interview_set",
        json!({"interview": interview, "section": "protection", "field": risk, "value": value}),
    );
}

#[test]
fn a_risk_stands_on_the_leads_today_until_somebody_says_what_was_done() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let out = lead.bundle();
    inspector.take(&out);
    let interview = inspector.id("interview_start", desk::interview(&visit));
    says(&mut inspector, &interview, "self_harm", json!(true));
    inspector.ok(
        "interview_set",
        json!({"interview": interview, "section": "ending", "field": "check_on", "value": "2026-03-20"}),
    );
    let back = inspector.bundle();
    lead.take(&back);
    assert_eq!(risks(&mut inspector), Vec::<String>::new(), "a lead follows it up");
    assert_eq!(risks(&mut lead), ["self_harm", "check_on"]);
    let task = lead.ok("today_get", json!({}))["risks"][0].clone();
    assert_eq!(
        (&task["by"], &task["place_name"]),
        (&json!("Inspector"), &json!("Tarn Hill"))
    );
    lead.reopen();
    assert_eq!(risks(&mut lead), ["self_harm", "check_on"], "from the store too");

    let handle = |risk: &str, what: &str| json!({"interview": interview, "risk": risk, "what": what});
    assert_eq!(
        lead.refused("risk_handle", handle("minor", "x")),
        ErrorCode::NotFound,
        "nobody said so"
    );
    assert_eq!(
        lead.refused("risk_handle", handle("self_harm", " ")),
        ErrorCode::Refused
    );
    lead.ok("risk_handle", handle("self_harm", "The doctor saw her at noon."));
    assert_eq!(risks(&mut lead), ["check_on"]);
    let view = lead.ok("interview_get", json!({"interview": interview}));
    assert_eq!(view["handled"][0]["what"], "The doctor saw her at noon.");
    assert_eq!(
        (&view["handled"][0]["by"], &view["tasks"]),
        (&json!("Lead"), &json!(["check_on"]))
    );

    // Said again after it was handled: it is a task again.
    says(&mut inspector, &interview, "self_harm", json!(false));
    says(&mut inspector, &interview, "self_harm", json!(true));
    let again = inspector.bundle();
    lead.take(&again);
    assert_eq!(risks(&mut lead), ["self_harm", "check_on"]);
}

#[test]
fn two_who_handled_one_risk_apart_are_two_versions_and_neither_is_lost() {
    let mut lead = Desk::founded("Amina");
    let mut second = lead.admits("Boris", "lead");
    let visit = visit_of(&mut lead);
    let interview = lead.id("interview_start", desk::interview(&visit));
    says(&mut lead, &interview, "urgent_medical", json!(true));
    let out = lead.bundle();
    second.take(&out);
    for (desk, what) in [(&mut lead, "Called the nurse"), (&mut second, "Called the hospital")] {
        desk.ok(
            "risk_handle",
            json!({"interview": interview, "risk": "urgent_medical", "what": what}),
        );
    }
    let theirs = second.bundle();
    lead.take(&theirs);
    assert_eq!(risks(&mut lead), Vec::<String>::new());
    let view = lead.ok("interview_get", json!({"interview": interview}));
    assert_eq!(view["handled"].as_array().unwrap().len(), 2);
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    assert_eq!(
        (open.as_array().unwrap().len(), &open[0]["path"]),
        (1, &json!("handled/urgent_medical"))
    );
}

#[test]
fn injuries_are_noted_by_anyone_and_assessed_by_clinicians_alone() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let interview = lead.id("interview_start", desk::interview(&visit));
    let out = lead.bundle();
    inspector.take(&out);
    let said = |degree: Value| {
        json!({
            "interview": interview, "text": "Beaten on the soles", "theme": "dignity", "verbatim": false, "first_hand": true,
            "allegation": true, "degree": null,
            "account": {"what": "Beaten", "when": "On arrival", "place": "Corridor", "who": "Two guards", "how_often": "Once"},
            "injuries": [{"region": "back_sole_left", "about": "Bruise, 4 cm", "seen": true, "degree": degree}],
        })
    };
    inspector.ok("statement_add", said(json!(null)));
    let assessed = said(json!("consistent_with"));
    assert_eq!(
        inspector.refused("statement_add", assessed.clone()),
        ErrorCode::CliniciansOnly
    );
    let mut nowhere = said(json!(null));
    nowhere["injuries"][0]["region"] = json!("elsewhere");
    assert_eq!(inspector.refused("statement_add", nowhere), ErrorCode::Refused);
    let me = inspector.ok("team_get", json!({}))["me"].clone();
    let seat = json!({"visit": visit, "member": me, "role": "inspector", "areas": [], "clinician": true});
    inspector.ok("visit_seat", seat);
    assert_eq!(
        inspector.ok("interview_get", json!({"interview": interview}))["may_assess"],
        true
    );
    inspector.ok("statement_add", assessed);
    let view = inspector.ok("interview_get", json!({"interview": interview}));
    let statements = view["statements"].as_array().unwrap();
    assert_eq!(statements.len(), 2);
    assert!(statements.iter().all(|said| said["account"]["who"] == "Two guards"));
    let hits = inspector.ok("search_find", json!({"query": "corridor"}));
    assert_eq!(hits["hits"][0]["id"], json!(interview));
    let mut expert = lead.admits("Dr Chen", "expert");
    let out = lead.bundle();
    expert.take(&out);
    assert_eq!(
        expert.ok("interview_get", json!({"interview": interview}))["may_assess"],
        true
    );
}

fn answer(visit: &str, item: &str, source: Value) -> Value {
    json!({
        "visit": visit, "area": "general", "checklist": "prison", "item": item,
        "value": {"type": "yes_no_partly", "value": "yes"}, "source": source,
    })
}

#[test]
fn an_answer_from_nobody_knows_where_supports_nothing_and_a_corrected_source_counts_as_corrected() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let finding = desk.id(
        "finding_add",
        json!({"visit": visit, "statement": "Insults are common", "theme": "dignity", "good_practice": false}),
    );
    let link = |item: &str| json!({"visit": visit, "finding": finding, "kind": "answer", "target": format!("general/prison/{item}")});
    desk.ok("answer_set", answer(&visit, "spoken_to", json!(null)));
    assert_eq!(
        desk.refused("evidence_add", link("spoken_to")),
        ErrorCode::SourceUnknown
    );
    desk.ok("answer_set", answer(&visit, "spoken_to", json!("register")));
    desk.ok("answer_set", answer(&visit, "ill_treatment", json!("register")));
    desk.ok("evidence_add", link("spoken_to"));
    desk.ok("evidence_add", link("ill_treatment"));
    let shown = |desk: &mut Desk| desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    assert_eq!(shown(&mut desk)["triangulated"], false);
    desk.ok("answer_set", answer(&visit, "ill_treatment", json!("staff")));
    let found = shown(&mut desk);
    assert_eq!((&found["triangulated"], &found["sources"]), (&json!(true), &json!(2)));
    let questions: Vec<_> = found["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["question"]["en"])
        .collect();
    assert!(
        questions.contains(&&json!("Do staff speak to prisoners with respect?")),
        "{questions:?}"
    );
}

#[test]
fn a_note_and_a_flag_without_an_answer_are_kept_shared_and_go_into_the_answer() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let out = lead.bundle();
    inspector.take(&out);
    let set = |value: Value, note: &str, flag: bool| {
        let mut args = answer(&visit, "spoken_to", json!("staff"));
        args["value"] = value;
        args["note"] = json!(note);
        args["flag"] = json!(flag);
        args
    };
    let rows = |desk: &mut Desk| desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
    inspector.ok("answer_set", set(json!(null), "Ask the night shift", true));
    lead.ok("answer_set", set(json!(null), "Ask the cook", false));
    let back = inspector.bundle();
    lead.take(&back);
    let seen = rows(&mut lead);
    assert_eq!((&seen[0]["state"], &seen[0]["slots"]), (&json!("noted"), &json!([])));
    let notes = seen[0]["remarks"].as_array().unwrap();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes
            .iter()
            .any(|one| one["note"] == "Ask the night shift" && one["flag"] == true && one["by"] == "Inspector")
    );
    assert_eq!(
        lead.ok("conflict_list", json!({"visit": visit}))["open"],
        json!([]),
        "two notes are no disagreement"
    );
    assert_eq!(
        lead.ok("search_find", json!({"query": "night shift"}))["hits"][0]["id"],
        json!(visit)
    );

    let yes = json!({"type": "yes_no_partly", "value": "yes"});
    inspector.ok("answer_set", set(yes, "Ask the night shift", true));
    let answered = rows(&mut inspector);
    assert_eq!(
        (&answered[0]["slots"][0]["note"], &answered[0]["remarks"]),
        (&json!("Ask the night shift"), &json!([]))
    );
    // Undone: the note stands alone again.
    inspector.ok("answer_set", set(json!(null), "Ask the night shift", true));
    let undone = rows(&mut inspector);
    assert_eq!(
        (&undone[0]["slots"], &undone[0]["remarks"][0]["note"]),
        (&json!([]), &json!("Ask the night shift"))
    );
    inspector.ok("answer_set", set(json!(null), "", false));
    assert_eq!(rows(&mut inspector), json!([]));
}

#[test]
fn an_observation_is_corrected_by_its_author_and_taken_back_without_being_lost() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let facts = |text: &str, source: &str| json!({"visit": visit, "text": text, "area": "general", "theme": "accommodation", "source": source, "flag": false});
    let observation = lead.id("observation_add", facts("Ten to a cell", "observed"));
    let out = lead.bundle();
    inspector.take(&out);
    lead.ok(
        "observation_set",
        json!({"observation": observation, "facts": facts("Eleven to a cell", "measured")}),
    );
    let seen = lead.ok("visit_get", json!({"visit": visit}))["observations"].clone();
    assert_eq!(
        (&seen[0]["text"], &seen[0]["source"], &seen[0]["mine"]),
        (&json!("Eleven to a cell"), &json!("measured"), &json!(true))
    );
    // A colleague's correction stands beside it.
    inspector.ok(
        "observation_set",
        json!({"observation": observation, "facts": facts("Nine to a cell", "observed")}),
    );
    let back = inspector.bundle();
    lead.take(&back);
    assert!(
        !lead.ok("conflict_list", json!({"visit": visit}))["open"]
            .as_array()
            .unwrap()
            .is_empty()
    );

    let take_back = |withdrawn: bool| json!({"visit": visit, "observation": observation, "withdrawn": withdrawn});
    lead.ok("observation_withdraw", take_back(true));
    let view = lead.ok("visit_get", json!({"visit": visit}));
    assert_eq!(
        (&view["observations"][0]["withdrawn"], &view["coverage"]),
        (&json!(true), &json!([]))
    );
    assert_eq!(lead.ok("search_find", json!({"query": "eleven"}))["hits"], json!([]));
    lead.ok("observation_withdraw", take_back(false));
    assert_eq!(
        lead.ok("visit_get", json!({"visit": visit}))["observations"][0]["withdrawn"],
        false
    );
    let nothing = json!({"visit": visit, "observation": "none", "withdrawn": true});
    assert_eq!(lead.refused("observation_withdraw", nothing), ErrorCode::NotFound);
}

#[test]
fn what_a_minor_said_leaves_the_team_with_a_guardian_alone() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let mut start = desk::interview(&visit);
    start["consents"] = json!({"talk": "given", "notes": "given", "share_with_authority": "given"});
    let interview = desk.id("interview_start", start);
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": "Locked in for two days."}),
    );
    let told = |desk: &mut Desk, audience: &str| {
        let report = json!({"visit": visit, "language": "en", "audience": audience, "path": null});
        desk.ok("report_build", report)["html"]
            .as_str()
            .unwrap()
            .contains("Locked in for two days.")
    };
    assert!(told(&mut desk, "authority"));
    says(&mut desk, &interview, "minor", json!(true));
    assert!(!told(&mut desk, "authority"));
    assert!(told(&mut desk, "internal"));
    assert_eq!(
        desk.ok("interview_get", json!({"interview": interview}))["guardian_needed"],
        true
    );
    desk.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "share_with_authority", "state": "given", "guardian": "mother"}),
    );
    assert!(told(&mut desk, "authority"));
}

#[test]
fn a_field_of_an_interview_is_not_overwritten_by_whoever_did_not_see_what_stands_there() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let interview = lead.id("interview_start", desk::interview(&visit));
    let out = lead.bundle();
    inspector.take(&out);
    let set = |value: &str, was: &str| json!({"interview": interview, "section": "protection", "field": "fears", "value": value, "was": was});
    lead.ok("interview_set", set("The night guard", ""));
    let out = lead.bundle();
    inspector.take(&out);
    assert_eq!(
        inspector.refused("interview_set", set("Losing visits", "")),
        ErrorCode::Stale
    );
    inspector.ok(
        "interview_set",
        set("The night guard; losing visits", "The night guard"),
    );
    // That nothing stood there is something a person was shown, too.
    let minor = |value: bool, was: Value| json!({"interview": interview, "section": "protection", "field": "minor", "value": value, "was": was});
    inspector.ok("interview_set", minor(true, json!(null)));
    assert_eq!(
        inspector.refused("interview_set", minor(false, json!(null))),
        ErrorCode::Stale
    );
    inspector.ok("interview_set", minor(false, json!(true)));
    let unknown = json!({"interview": interview, "section": "ending", "field": "check_on", "value": "2026-02-30"});
    assert_eq!(inspector.refused("interview_set", unknown), ErrorCode::Refused);
}
