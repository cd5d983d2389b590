//! What an interviewee takes back, and what it hides.

use super::*;

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
