//! What is corrected, asked back and taken back, on two devices.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn visit_of(desk: &mut Desk) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    desk.id("visit_create", desk::visit(&place))
}

fn facts(desk: &mut Desk, visit: &str) -> Value {
    let view = desk.ok("visit_get", json!({"visit": visit}));
    let row = &view["row"];
    json!({
        "visit_kind": row["visit_kind"], "announced": row["announced"], "starts_on": row["starts_on"],
        "ends_on": row["ends_on"], "objectives": view["objectives"],
    })
}

fn with(facts: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut changed = facts.clone();
    changed[name] = value.into();
    changed
}

fn share(from: &mut Desk, to: &mut Desk) {
    let bundle = from.bundle();
    assert_eq!(to.take(&bundle)["quarantined"], 0);
}

#[test]
fn only_what_was_touched_in_a_form_is_written_and_nothing_newer_is_overwritten() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    share(&mut lead, &mut inspector);
    let was = facts(&mut lead, &visit);
    assert_eq!(was, facts(&mut inspector, &visit));

    // Two forms open on the same facts: what each touched lands, whoever saves last.
    let set = |was: &Value, facts: Value| json!({"visit": visit, "was": was, "facts": facts});
    inspector.ok("visit_set", set(&was, with(&was, "ends_on", "2026-03-04")));
    share(&mut inspector, &mut lead);
    lead.ok("visit_set", set(&was, with(&was, "visit_kind", "thematic")));
    let now = facts(&mut lead, &visit);
    assert_eq!(
        (&now["ends_on"], &now["visit_kind"]),
        (&json!("2026-03-04"), &json!("thematic"))
    );

    // The same fact, changed since the form was opened, is not overwritten.
    let over = set(&was, with(&was, "ends_on", "2026-03-09"));
    let refused = lead.call("visit_set", over).unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Stale, Some("ends_on"))
    );
    assert_eq!(facts(&mut lead, &visit), now);
    lead.ok("visit_set", set(&now, with(&now, "ends_on", "2026-03-09")));
    let again = facts(&mut lead, &visit);
    lead.ok("visit_set", set(&again, with(&again, "ends_on", Value::Null)));
    assert_eq!(
        facts(&mut lead, &visit)["ends_on"],
        Value::Null,
        "a last day can be taken away"
    );

    let backwards = with(&again, "ends_on", "2026-03-01");
    assert_eq!(lead.refused("visit_set", set(&again, backwards)), ErrorCode::Refused);
}

#[test]
fn facts_of_a_visit_and_its_checklists_are_saved_together_or_not_at_all() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    share(&mut lead, &mut inspector);
    let was = facts(&mut lead, &visit);
    let lists = |desk: &mut Desk| -> Vec<Value> {
        let view = desk.ok("visit_get", json!({"visit": visit}));
        let lists = view["checklists"].as_array().unwrap();
        lists.iter().map(|list| list["checklist"].clone()).collect()
    };
    let shown = lists(&mut lead);
    let set = |was: &Value, facts: Value, chosen: Value| {
        let checklists = json!({"was": shown, "chosen": chosen});
        json!({"visit": visit, "was": was, "facts": facts, "checklists": checklists})
    };

    // A list that does not ship is refused, and the facts beside it with it.
    let wanted = with(&was, "objectives", "The wing for remand");
    assert_eq!(
        lead.refused("visit_set", set(&was, wanted.clone(), json!(["of_nobody"]))),
        ErrorCode::NotFound
    );
    assert_eq!(
        (facts(&mut lead, &visit), lists(&mut lead)),
        (was.clone(), shown.clone())
    );

    // Facts that moved on are refused, and the lists beside them with them.
    inspector.ok(
        "visit_set",
        json!({"visit": visit, "was": was, "facts": with(&was, "objectives", "The yard")}),
    );
    share(&mut inspector, &mut lead);
    assert_eq!(
        lead.refused("visit_set", set(&was, wanted, json!(["remand"]))),
        ErrorCode::Stale
    );
    assert_eq!(lists(&mut lead), shown);

    // What the form touched is written, and a list that a colleague chose meanwhile stays.
    let now = facts(&mut lead, &visit);
    inspector.ok("visit_set", set(&now, now.clone(), json!(["police_custody"])));
    share(&mut inspector, &mut lead);
    lead.ok("visit_set", set(&now, with(&now, "announced", true), json!(["remand"])));
    assert_eq!(facts(&mut lead, &visit)["announced"], true);
    let chosen = lists(&mut lead);
    assert!(
        chosen.contains(&json!("police_custody")) && chosen.contains(&json!("remand")),
        "{chosen:?}"
    );
}

#[test]
fn a_fact_changed_on_two_devices_at_once_is_a_conflict_and_a_further_version_covers_nobodys() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    share(&mut lead, &mut inspector);
    let was = facts(&mut lead, &visit);
    let set = |day: &str| json!({"visit": visit, "was": was, "facts": with(&was, "starts_on", day)});
    inspector.ok("visit_set", set("2026-02-27"));
    lead.ok("visit_set", set("2026-02-28"));
    share(&mut inspector, &mut lead);
    let view = lead.ok("visit_get", json!({"visit": visit}));
    assert_eq!(view["conflicts"], json!(["visit/starts_on"]));
    lead.ok("visit_set", set("2026-03-01"));
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    let said: Vec<&str> = open[0]["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["text"].as_str().unwrap())
        .collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&"2026-02-27") && said.contains(&"2026-03-01"), "{said:?}");
}

#[test]
fn facts_of_a_place_are_corrected_in_the_same_way() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id(
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison", "capacity": 420}),
    );
    share(&mut lead, &mut inspector);
    let was = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let set = |facts: Value| json!({"place": place, "was": was, "facts": facts});
    inspector.ok("place_set", set(with(&was, "capacity", 400)));
    share(&mut inspector, &mut lead);
    lead.ok("place_set", set(with(&was, "region", "North")));
    let now = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    assert_eq!((&now["capacity"], &now["region"]), (&json!(400), &json!("North")));
    assert_eq!(
        lead.refused("place_set", set(with(&was, "capacity", 500))),
        ErrorCode::Stale
    );
}

#[test]
fn seats_and_areas_can_be_changed_and_removed_and_what_is_recorded_in_an_area_keeps_it() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let area = lead.id("area_add", json!({"visit": visit, "name": "Wing B"}));
    let members = lead.ok("team_get", json!({}))["members"].clone();
    let boris = members
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["role"] == "inspector")
        .unwrap()["member"]
        .clone();
    lead.ok(
        "visit_seat",
        json!({"visit": visit, "member": boris, "role": "expert", "areas": [area]}),
    );
    share(&mut lead, &mut inspector);
    let seats = |desk: &mut Desk| {
        desk.ok("visit_get", json!({"visit": visit}))["team"]
            .as_array()
            .unwrap()
            .len()
    };
    let areas = |desk: &mut Desk| {
        desk.ok("visit_get", json!({"visit": visit}))["areas"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((seats(&mut lead), areas(&mut lead)), (2, 2));

    lead.ok("seat_drop", json!({"visit": visit, "member": boris}));
    assert_eq!(seats(&mut lead), 1);
    assert_eq!(
        lead.refused("seat_drop", json!({"visit": visit, "member": boris})),
        ErrorCode::NotFound
    );
    // A colleague who changes the seat meanwhile disagrees, and both are there to see.
    inspector.ok(
        "visit_seat",
        json!({"visit": visit, "member": boris, "role": "interpreter", "areas": []}),
    );
    share(&mut inspector, &mut lead);
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    assert_eq!(open[0]["path"], json!(format!("team/{}", boris.as_str().unwrap())));

    let rename = |was: &str, name: &str| json!({"visit": visit, "area": area, "was": was, "name": name});
    lead.ok("area_set", rename("Wing B", "Wing C"));
    assert_eq!(lead.refused("area_set", rename("Wing B", "Wing D")), ErrorCode::Stale);
    // Recorded on the other device while it is removed here: it is there again.
    inspector.answer(&visit, &area, "spoken_to", "yes");
    lead.ok("area_drop", json!({"visit": visit, "area": area}));
    assert_eq!(areas(&mut lead), 1);
    share(&mut inspector, &mut lead);
    assert_eq!(areas(&mut lead), 2);
    assert_eq!(
        lead.refused("area_drop", json!({"visit": visit, "area": area})),
        ErrorCode::NotEmpty
    );
}

/// A visit in which the two differ on one answer, on the lead's device.
fn disagreement(lead: &mut Desk, inspector: &mut Desk) -> (String, Value) {
    let visit = visit_of(lead);
    share(lead, inspector);
    lead.answer(&visit, "general", "spoken_to", "yes");
    inspector.answer(&visit, "general", "spoken_to", "no");
    share(inspector, lead);
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    (visit, open)
}

fn send_back(conflict: &Value, to: &[&str], question: &str) -> Value {
    let versions = conflict["versions"].as_array().unwrap();
    let of = |name: &str| versions.iter().find(|v| v["by"] == name).map(|v| v["member"].clone());
    let to: Vec<Value> = to.iter().map(|name| of(name).unwrap_or(json!("nobody"))).collect();
    let seen: Vec<Value> = versions.iter().map(|v| v["slot"].clone()).collect();
    json!({
        "doc": conflict["doc"], "path": conflict["path"], "outcome": "send_back", "to": to, "question": question,
        "seen": seen,
    })
}

#[test]
fn a_question_of_the_lead_is_on_todays_list_of_whom_it_is_for_until_they_write_again() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, conflict) = disagreement(&mut lead, &mut inspector);
    let stranger = send_back(&conflict, &["Nobody"], "?");
    assert_eq!(
        lead.refused("conflict_decide", stranger),
        ErrorCode::Refused,
        "only authors are asked"
    );
    lead.ok(
        "conflict_decide",
        send_back(&conflict, &["Inspector"], "Which shift did you speak to?"),
    );
    assert_eq!(
        lead.ok("today_get", json!({}))["asked"],
        json!([]),
        "the lead is not asked"
    );
    share(&mut lead, &mut inspector);
    let asked = inspector.ok("today_get", json!({}))["asked"].clone();
    assert_eq!(asked.as_array().unwrap().len(), 1);
    assert_eq!(
        (&asked[0]["ask"], &asked[0]["by"], &asked[0]["visit"], &asked[0]["path"]),
        (
            &json!("Which shift did you speak to?"),
            &json!("Lead"),
            &json!(visit),
            &conflict["path"]
        )
    );
    let waiting = |lead: &mut Desk| lead.ok("conflict_list", json!({"visit": visit}))["open"][0]["decision"].clone();
    assert_eq!(waiting(&mut lead)["waiting"], json!(["Inspector"]));

    inspector.answer(&visit, "general", "spoken_to", "partly");
    assert_eq!(inspector.ok("today_get", json!({}))["asked"], json!([]));
    share(&mut inspector, &mut lead);
    assert_eq!(waiting(&mut lead)["waiting"], json!([]));
}

#[test]
fn a_question_can_be_answered_in_words_and_the_answer_stands_on_the_desk() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, conflict) = disagreement(&mut lead, &mut inspector);
    let answer = json!({"doc": conflict["doc"], "path": conflict["path"], "text": "The day shift; I stand by it."});
    assert_eq!(
        lead.refused("question_answer", answer.clone()),
        ErrorCode::NotFound,
        "nothing was asked"
    );
    lead.ok("conflict_decide", send_back(&conflict, &[], ""));
    assert_eq!(
        lead.ok("today_get", json!({}))["asked"].as_array().unwrap().len(),
        1,
        "all means the lead too"
    );
    share(&mut lead, &mut inspector);
    inspector.ok("question_answer", answer.clone());
    assert_eq!(inspector.ok("today_get", json!({}))["asked"], json!([]));
    assert_eq!(
        inspector.refused("question_answer", answer),
        ErrorCode::NotFound,
        "answered once"
    );
    share(&mut inspector, &mut lead);
    let desk = lead.ok("conflict_list", json!({"visit": visit}));
    assert_eq!(
        desk["open"].as_array().unwrap().len(),
        1,
        "an answer settles nothing by itself"
    );
    let decision = &desk["open"][0]["decision"];
    assert_eq!(decision["waiting"], json!(["Lead"]));
    assert_eq!(decision["replies"][0]["text"], "The day shift; I stand by it.");
    assert_eq!(decision["replies"][0]["by"], "Inspector");
}

fn interview_of(desk: &mut Desk, visit: &str) -> String {
    let interview = desk.id("interview_start", desk::interview(visit));
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": "Nine days alone in the quarantine block."}),
    );
    desk.ok(
        "statement_add",
        json!({"interview": interview, "text": "They beat him on arrival", "theme": "dignity", "verbatim": true,
               "first_hand": false, "allegation": true, "degree": null}),
    );
    interview
}

fn devices(preview: &Value) -> Vec<(String, String)> {
    let rows = preview["devices"].as_array().unwrap().iter();
    rows.map(|d| {
        (
            d["member"].as_str().unwrap().into(),
            d["state"].as_str().unwrap().into(),
        )
    })
    .collect()
}

#[test]
fn a_withdrawal_says_what_it_hides_and_where_it_is_pending_and_then_does_exactly_that() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let interview = interview_of(&mut lead, &visit);
    let finding = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": "Isolation without record", "theme": "discipline", "good_practice": false}),
    );
    let seen = lead.id(
        "observation_add",
        json!({"visit": visit, "text": "Register blank", "area": null, "theme": null, "source": "register", "flag": false}),
    );
    for (kind, target) in [("interview", &interview), ("observation", &seen)] {
        lead.ok(
            "evidence_add",
            json!({"visit": visit, "finding": finding, "kind": kind, "target": target}),
        );
    }
    lead.ok(
        "draft_put",
        json!({"key": format!("interview/{interview}/note"), "text": "Nine days alone, and more"}),
    );
    let ask = json!({"interview": interview, "purpose": "notes"});

    let before = lead.ok("withdrawal_preview", ask.clone());
    assert_eq!(before["withdrawn"], false);
    let pieces: Vec<(&str, &str)> = before["pieces"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| (piece["kind"].as_str().unwrap(), piece["effect"].as_str().unwrap()))
        .collect();
    assert_eq!(
        pieces,
        [
            ("use", "not_permitted"),
            ("note", "hidden"),
            ("statement", "hidden"),
            ("report", "left_out"),
            ("draft", "erased"),
            ("finding", "untriangulated"),
        ]
    );
    assert_eq!(before["pieces"][1]["words"], 7);
    let of = |name: &str, state: &str| (name.to_owned(), state.to_owned());
    assert_eq!(devices(&before), [of("Lead", "here"), of("Inspector", "unheard")]);
    share(&mut inspector, &mut lead);
    assert_eq!(
        devices(&lead.ok("withdrawal_preview", ask.clone()))[1],
        of("Inspector", "without")
    );
    share(&mut lead, &mut inspector);
    share(&mut inspector, &mut lead);
    assert_eq!(
        devices(&lead.ok("withdrawal_preview", ask.clone()))[1],
        of("Inspector", "pending")
    );

    // Nothing has changed so far: looking is not withdrawing.
    assert_eq!(
        lead.ok("search_find", json!({"query": "quarantine"}))["hits"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "notes", "state": "withdrawn"}),
    );
    let hidden = |desk: &mut Desk| {
        let view = desk.ok("interview_get", json!({"interview": interview}));
        assert_eq!(view["withdrawn"], true);
        assert_eq!(
            (&view["note"], &view["statements"], &view["draft"]),
            (&json!(""), &json!([]), &json!(null))
        );
        assert_eq!(
            desk.ok("search_find", json!({"query": "quarantine"}))["hits"],
            json!([])
        );
        assert_eq!(desk.ok("search_find", json!({"query": "beat"}))["hits"], json!([]));
        let finding = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
        assert_eq!(
            (&finding["triangulated"], &finding["sources"]),
            (&json!(false), &json!(1))
        );
        let report = json!({"visit": visit, "language": "en", "audience": "internal", "path": null});
        let html = desk.ok("report_build", report)["html"].clone();
        assert!(!html.as_str().unwrap().contains("Nine days alone"));
    };
    hidden(&mut lead);
    lead.reopen();
    hidden(&mut lead);
    let shown = inspector.ok("interview_get", json!({"interview": interview}));
    assert_eq!(
        shown["withdrawn"], false,
        "not there before it has the change: that is what pending means"
    );

    let after = lead.ok("withdrawal_preview", ask.clone());
    assert_eq!(
        (&after["withdrawn"], &devices(&after)[1]),
        (&json!(true), &of("Inspector", "pending"))
    );
    share(&mut lead, &mut inspector);
    hidden(&mut inspector);
    share(&mut inspector, &mut lead);
    assert_eq!(devices(&lead.ok("withdrawal_preview", ask))[1], of("Inspector", "done"));
}

#[test]
fn a_statement_taken_back_is_hidden_by_itself_and_comes_back_when_it_was_a_mistake() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let interview = interview_of(&mut desk, &visit);
    let said = |desk: &mut Desk| desk.ok("interview_get", json!({"interview": interview}))["statements"][0].clone();
    let statement = said(&mut desk)["id"].clone();
    let preview = desk.ok(
        "withdrawal_preview",
        json!({"interview": interview, "statement": statement}),
    );
    assert_eq!(preview["pieces"].as_array().unwrap().len(), 1);
    assert_eq!(preview["pieces"][0]["words"], 5);
    let withdraw = |withdrawn: bool| json!({"interview": interview, "statement": statement, "withdrawn": withdrawn});
    desk.ok("statement_withdraw", withdraw(true));
    assert_eq!(
        (&said(&mut desk)["text"], &said(&mut desk)["withdrawn"]),
        (&json!(""), &json!(true))
    );
    assert_eq!(desk.ok("search_find", json!({"query": "beat"}))["hits"], json!([]));
    desk.ok("statement_withdraw", withdraw(false));
    assert_eq!(said(&mut desk)["text"], "They beat him on arrival");
    let unknown = json!({"interview": interview, "statement": "none", "withdrawn": true});
    assert_eq!(desk.refused("statement_withdraw", unknown), ErrorCode::NotFound);
    let both = json!({"interview": interview, "statement": statement, "purpose": "notes"});
    assert_eq!(desk.refused("withdrawal_preview", both), ErrorCode::BadArguments);
}

#[test]
fn nothing_is_written_into_an_interview_whose_talk_was_withdrawn() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let interview = interview_of(&mut desk, &visit);
    let talk = |state: &str| json!({"interview": interview, "purpose": "talk", "state": state});
    desk.ok("consent_set", talk("withdrawn"));
    // The note is shown empty: saving what is shown would wipe what is hidden.
    let emptied = json!({"interview": interview, "text": ""});
    assert_eq!(desk.refused("interview_note", emptied), ErrorCode::NoConsent);
    desk.ok("consent_set", talk("given"));
    let view = desk.ok("interview_get", json!({"interview": interview}));
    assert_eq!(view["note"], "Nine days alone in the quarantine block.");
}

#[test]
fn two_who_differ_on_a_withdrawal_withdraw() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let interview = interview_of(&mut lead, &visit);
    share(&mut lead, &mut inspector);
    let consent = |state: &str| json!({"interview": interview, "purpose": "notes", "state": state});
    inspector.ok("consent_set", consent("withdrawn"));
    lead.ok("consent_set", consent("given"));
    share(&mut inspector, &mut lead);
    let view = lead.ok("interview_get", json!({"interview": interview}));
    assert_eq!((&view["withdrawn"], &view["note"]), (&json!(true), &json!("")));
    assert_eq!(view["conflicts"], json!(["consent/notes"]));
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    assert_eq!(open.as_array().unwrap().len(), 1);
}

#[test]
fn confidence_is_a_fact_like_the_others_and_a_small_group_is_named() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let add = json!({"visit": visit, "statement": "Cold cells", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", add);
    let group = |persons: u32| json!({"section": "frame", "field": "group_size", "value": persons});
    let mut start = desk::interview(&visit);
    start["interviewee"] = json!("group");
    let interview = lead.id("interview_start", start);
    let evidence = json!({"visit": visit, "finding": finding, "kind": "interview", "target": interview});
    lead.ok("evidence_add", evidence);
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": "All of them were cold."}),
    );
    share(&mut lead, &mut inspector);
    let row = |desk: &mut Desk| desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    assert_eq!(
        (&row(&mut lead)["confidence"], &row(&mut lead)["sources"]),
        (&json!("to_be_verified"), &json!(1))
    );
    let report = json!({"visit": visit, "language": "en", "audience": "internal", "path": null});
    for (persons, small) in [(None, true), (Some(2), true), (Some(3), false)] {
        if let Some(persons) = persons {
            let mut set = group(persons);
            set["interview"] = json!(interview);
            lead.ok("interview_set", set);
        }
        assert_eq!(row(&mut lead)["evidence"][0]["small_group"], small, "{persons:?}");
        assert_eq!(
            lead.ok("report_build", report.clone())["small_groups"],
            u32::from(small)
        );
    }
    let set = |confidence: &str| json!({"visit": visit, "finding": finding, "confidence": confidence});
    assert_eq!(lead.refused("finding_set", set("certain")), ErrorCode::Refused);
    lead.ok("finding_set", set("confirmed"));
    inspector.ok("finding_set", set("likely"));
    share(&mut inspector, &mut lead);
    assert_eq!(
        row(&mut lead)["conflicts"],
        json!([format!("finding/{finding}/confidence")])
    );
}

/// A finding that both hold; the lead withdraws it while the inspector rewords it.
fn withdrawn_while_reworded() -> (Desk, Desk, String, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let theme = "accommodation";
    let finding = inspector_finding(&mut lead, &visit, theme);
    let out = lead.bundle();
    inspector.take(&out);
    lead.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "status": "withdrawn"}),
    );
    inspector.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "statement": "Beds are shared in Block B"}),
    );
    let back = inspector.bundle();
    lead.take(&back);
    let out = lead.bundle();
    inspector.take(&out);
    (lead, inspector, visit, finding)
}

fn inspector_finding(desk: &mut Desk, visit: &str, theme: &str) -> String {
    desk.id(
        "finding_add",
        json!({"visit": visit, "statement": "Beds are shared", "theme": theme, "good_practice": false}),
    )
}

fn standing(desk: &mut Desk, visit: &str) -> (String, String) {
    let row = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    let text = |name: &str| row[name].as_str().unwrap().to_owned();
    (text("status"), text("statement"))
}

#[test]
fn a_finding_withdrawn_while_a_colleague_rewords_it_waits_for_the_lead_on_every_device() {
    let (mut lead, mut inspector, visit, finding) = withdrawn_while_reworded();
    let path = format!("withdrawal/finding/{finding}");
    for desk in [&mut lead, &mut inspector] {
        let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
        assert_eq!(open.as_array().unwrap().len(), 1);
        assert_eq!(open[0]["path"], json!(path));
        assert_eq!(open[0]["label"], "field-withdrawal-finding");
        let mut texts: Vec<&str> = open[0]["versions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|version| version["text"].as_str().unwrap())
            .collect();
        texts.sort_unstable();
        assert_eq!(texts, ["Beds are shared in Block B", "withdrawn"]);
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 1);
        let row = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
        assert_eq!(row["conflicts"], json!([path]));
    }
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let versions = open["versions"].as_array().unwrap();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    let reworded = versions.iter().find(|version| version["text"] != "withdrawn").unwrap();
    let decision =
        |outcome: &str| json!({"doc": visit, "path": path, "outcome": outcome, "slot": reworded["slot"], "seen": seen});
    assert_eq!(
        lead.refused("conflict_decide", decision("synthesis")),
        ErrorCode::Refused
    );
    lead.ok("conflict_decide", decision("take"));
    let out = lead.bundle();
    assert_eq!(inspector.take(&out)["quarantined"], 0);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(desk.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
        assert_eq!(
            standing(desk, &visit),
            ("draft".into(), "Beds are shared in Block B".into())
        );
    }
}

#[test]
fn an_edit_in_knowledge_of_the_withdrawal_asks_nobody() {
    let (mut lead, mut inspector, visit, finding) = withdrawn_while_reworded();
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let versions = open["versions"].as_array().unwrap();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    let withdrawn = versions.iter().find(|version| version["text"] == "withdrawn").unwrap();
    lead.ok(
        "conflict_decide",
        json!({"doc": visit, "path": open["path"], "outcome": "take", "slot": withdrawn["slot"], "seen": seen}),
    );
    assert_eq!(lead.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
    assert_eq!(standing(&mut lead, &visit).0, "withdrawn");
    let out = lead.bundle();
    inspector.take(&out);
    // Reworded in knowledge of the withdrawal: nothing to ask.
    inspector.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "statement": "Beds are shared everywhere"}),
    );
    let back = inspector.bundle();
    lead.take(&back);
    assert_eq!(lead.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
}

#[test]
fn days_that_two_put_out_of_order_apart_can_be_put_right() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let place = lead.id(
        "place_add",
        json!({"name": "Velm", "place_type": "prison", "opened_on": "2000-01-01", "closed_on": "2020-01-01"}),
    );
    let member = inspector.ok("team_get", json!({}))["me"].clone();
    let of_person = |desk: &mut Desk| {
        let people = desk.ok("body_get", json!({}))["people"].clone();
        let mut people = people.as_array().unwrap().iter();
        people.find(|one| one["member"] == member).unwrap()["facts"].clone()
    };
    let shown = |desk: &mut Desk, what: &str| match what {
        "visit" => facts(desk, &visit),
        "place" => desk.ok("place_get", json!({"place": place}))["row"]["facts"].clone(),
        _ => of_person(desk),
    };
    let set = |desk: &mut Desk, what: &str, changed: &[(&str, &str)]| {
        let was = shown(desk, what);
        let wanted = changed
            .iter()
            .fold(was.clone(), |facts, (name, day)| with(&facts, name, *day));
        let (noun, id) = match what {
            "visit" => ("visit", json!(visit)),
            "place" => ("place", json!(place)),
            _ => ("member", member.clone()),
        };
        let args = json!({(noun): id, "was": was, "facts": wanted});
        desk.call(&format!("{what}_set"), args).map_err(|error| error.code)
    };
    set(&mut lead, "visit", &[("ends_on", "2026-03-05")]).unwrap();
    let away = [("away_from", "2026-05-01"), ("away_until", "2026-05-20")];
    set(&mut lead, "person", &away).unwrap();
    share(&mut lead, &mut inspector);
    // The lead moves the last day back, the inspector the first one on.
    for (what, first, last, days) in [
        (
            "visit",
            "starts_on",
            "ends_on",
            ["2026-03-04", "2026-03-03", "2026-03-02", "2026-03-06"],
        ),
        (
            "place",
            "opened_on",
            "closed_on",
            ["2010-01-01", "2005-01-01", "2004-01-01", "2011-01-01"],
        ),
        (
            "person",
            "away_from",
            "away_until",
            ["2026-05-15", "2026-05-10", "2026-05-09", "2026-05-16"],
        ),
    ] {
        let [later_first, earlier_last, still_wrong, right] = days;
        set(&mut lead, what, &[(last, earlier_last)]).unwrap();
        set(&mut inspector, what, &[(first, later_first)]).unwrap();
        share(&mut inspector, &mut lead);
        let seen = shown(&mut lead, what);
        assert_eq!(
            (&seen[first], &seen[last]),
            (&json!(later_first), &json!(earlier_last)),
            "{what}"
        );
        assert_eq!(
            set(&mut lead, what, &[(last, still_wrong)]),
            Err(ErrorCode::Refused),
            "what is wanted is held to the rules: {what}"
        );
        set(&mut lead, what, &[(last, right)]).unwrap();
        assert_eq!(shown(&mut lead, what)[last], right);
    }
}
