//! What the lead asks back, and how it is answered.

use super::*;

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
