//! What an authority was sent, and whether it has it: the letters tell, whatever becomes of the text.

use super::*;
use crate::api::ErrorCode;
use visita_domain::recommendation::MAX_TEXT_CHARS;

fn letters(desk: &mut Desk, recommendation: &str) -> Vec<Value> {
    let thread = get(desk, recommendation)["thread"].as_array().unwrap().clone();
    thread.into_iter().filter(|entry| entry["entry"] == "letter").collect()
}

/// Says of one of the letters, in the order of their days, that it was logged by mistake, or that it was not.
fn drop_letter(desk: &mut Desk, recommendation: &str, number: usize, dropped: bool) {
    let letter = letters(desk, recommendation).remove(number);
    let facts = with(&letter["facts"], "dropped", dropped);
    desk.ok(
        "letter_set",
        json!({"recommendation": recommendation, "letter": letter["id"], "was": letter["facts"], "facts": facts}),
    );
}

fn reword(desk: &mut Desk, recommendation: &str, text: &str) {
    let was = get(desk, recommendation)["facts"].clone();
    let facts = with(&was, "text", text);
    desk.ok(
        "recommendation_set",
        json!({"recommendation": recommendation, "was": was, "facts": facts}),
    );
}

/// Writes a field of a recommendation as no command does.
fn write(desk: &mut Desk, recommendation: &str, path: &str, value: &Value) {
    let session = desk.session.as_mut().unwrap();
    let id = recommendation.parse().unwrap();
    let written = session.write(id, |edit| edit.set(path, Some(value), WritePolicy::Fact), |_| Ok(()));
    written.unwrap();
}

fn column(desk: &mut Desk, recommendation: &str) -> Value {
    get(desk, recommendation)["row"]["column"].clone()
}

fn due_today(desk: &mut Desk) -> Value {
    desk.ok("today_get", json!({}))["due_count"].clone()
}

#[test]
fn what_was_sent_stays_in_its_letter_when_the_text_is_written_anew() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let first = facts(&ground)["text"].clone();
    send(&mut lead, &id, "2026-03-10", json!("2099-04-10"));
    reword(&mut lead, &id, "Give every person a bed.");
    send(&mut lead, &id, "2026-05-10", json!("2099-06-10"));
    reword(&mut lead, &id, "Give every person a chair.");
    let said = |desk: &mut Desk| -> Vec<Value> {
        let all = letters(desk, &id).into_iter();
        all.map(|letter| letter["words"].clone()).collect()
    };
    assert_eq!(said(&mut lead), [first.clone(), json!("Give every person a bed.")]);
    assert_eq!(get(&mut lead, &id)["facts"]["text"], "Give every person a chair.");

    // Neither a correction of the letter nor a lock takes them away.
    let letter = letters(&mut lead, &id).remove(0);
    let facts = with(&letter["facts"], "reference", "C/13");
    lead.ok(
        "letter_set",
        json!({"recommendation": id, "letter": letter["id"], "was": letter["facts"], "facts": facts}),
    );
    drop_letter(&mut lead, &id, 0, true);
    lead.reopen();
    assert_eq!(said(&mut lead), [first, json!("Give every person a bed.")]);
}

#[test]
fn a_letter_that_went_to_somebody_else_is_corrected_with_its_name_and_does_not_become_one_to_nobody() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let police = authority(&mut lead, "National Police");
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    let letter = letters(&mut lead, &id).remove(0);
    let was = letter["facts"].clone();
    let set = |facts: Value| json!({"recommendation": id, "letter": letter["id"], "was": was, "facts": facts});
    let facts = json!({"on": "2026-03-12", "reference": "C/14", "addressee": police, "dropped": false});
    lead.ok("letter_set", set(facts.clone()));
    let corrected = letters(&mut lead, &id).remove(0);
    assert_eq!(
        (&corrected["to"], &corrected["facts"], &corrected["words"]),
        (&json!("National Police"), &facts, &letter["words"])
    );
    let taken = lead.ok("correspondence_get", json!({"authority": police}))["letters"].clone();
    assert_eq!(
        (&taken[0]["on"], &taken[0]["reference"]),
        (&json!("2026-03-12"), &json!("C/14"))
    );

    let gone = "01890000-0000-7000-8000-000000000000";
    for (addressee, code) in [(json!(gone), ErrorCode::NotFound), (Value::Null, ErrorCode::Refused)] {
        let refused = lead
            .call("letter_set", set(with(&was, "addressee", addressee)))
            .unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some("addressee")));
    }
    // Whoever was shown it as it was before does not write over what was corrected meanwhile.
    let unseen = set(with(&was, "on", "2026-03-11"));
    assert_eq!(lead.refused("letter_set", unseen), ErrorCode::Stale);
}

#[test]
fn a_letter_that_an_earlier_version_logged_is_read_and_tells_no_words() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    write(&mut lead, &id, "recommendation/status", &json!("sent"));
    write(&mut lead, &id, "letter/earlier/on", &json!("2026-03-10"));
    write(&mut lead, &id, "letter/earlier/to", &json!("Ministry of Justice"));
    let letter = letters(&mut lead, &id).remove(0);
    assert_eq!(
        (&letter["words"], &letter["to"]),
        (&Value::Null, &json!("Ministry of Justice"))
    );
    let view = get(&mut lead, &id);
    assert_eq!(
        (&view["row"]["column"], &view["unreadable"]),
        (&json!("sent"), &json!([]))
    );
}

#[test]
fn a_text_as_long_as_one_may_be_is_sent_and_a_longer_one_is_not() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let longest = "x".repeat(MAX_TEXT_CHARS);
    reword(&mut lead, &id, &longest);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    assert_eq!(letters(&mut lead, &id)[0]["words"], json!(longest));
    // No form takes it; a colleague's device may have.
    write(&mut lead, &id, "recommendation/text", &json!(format!("{longest}x")));
    let again = json!({"recommendation": id, "on": "2026-05-10", "addressee": null, "reply_by": null});
    let refused = lead.call("recommendation_send", again).unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Refused, Some("text"))
    );
}

#[test]
fn one_whose_letter_was_logged_by_mistake_is_a_draft_for_every_reader_until_it_was_right_after_all() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let next = lead.id(
        "visit_create",
        with(&desk::visit(&ground.place), "starts_on", "2026-06-01"),
    );
    let read = |desk: &mut Desk| {
        let asked = desk.ok("verify_list", json!({"visit": next}))["rows"].clone();
        let report = json!({"visit": ground.visit, "language": "en", "audience": "authority", "path": null});
        let page = desk.ok("report_build", report)["html"].clone();
        let told = page.as_str().unwrap().contains("Give every person held");
        let drafts = rows(desk, json!({"column": "draft"})).len();
        (drafts, due_today(desk), asked.as_array().unwrap().len(), told)
    };
    let review = json!({"recommendation": id, "review": "in_review"});
    let (draft, sent) = ((1, json!(0), 0, false), (0, json!(1), 1, true));
    assert_eq!(read(&mut lead), draft);
    send(&mut lead, &id, "2026-01-10", json!("2026-02-10"));
    assert_eq!(read(&mut lead), sent);
    assert_eq!(
        lead.refused("recommendation_review", review.clone()),
        ErrorCode::Refused
    );

    drop_letter(&mut lead, &id, 0, true);
    assert_eq!(read(&mut lead), draft);
    lead.ok("recommendation_review", review.clone());
    lead.reopen();
    assert_eq!(read(&mut lead), draft, "as it was before the lock");

    // Withdrawn and taken back meanwhile, it is what its letters say.
    for withdrawn in [true, false] {
        lead.ok(
            "recommendation_withdraw",
            json!({"recommendation": id, "withdrawn": withdrawn}),
        );
    }
    assert_eq!(column(&mut lead, &id), "draft");
    drop_letter(&mut lead, &id, 0, false);
    assert_eq!(read(&mut lead), sent);
    assert_eq!(lead.refused("recommendation_review", review), ErrorCode::Refused);
}

#[test]
fn one_of_two_letters_logged_by_mistake_leaves_it_sent() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-01-10", json!("2099-02-10"));
    send(&mut lead, &id, "2026-03-10", json!("2099-04-10"));
    drop_letter(&mut lead, &id, 0, true);
    let row = get(&mut lead, &id)["row"].clone();
    assert_eq!(
        (&row["column"], &row["sent_on"]),
        (&json!("sent"), &json!("2026-03-10"))
    );
    drop_letter(&mut lead, &id, 1, true);
    assert_eq!(column(&mut lead, &id), "draft");
}

#[test]
fn a_letter_sent_while_the_last_one_is_dropped_apart_is_with_the_authority_on_both_sides() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-01-10", json!("2099-02-10"));
    share(&mut lead, &mut inspector);
    drop_letter(&mut lead, &id, 0, true);
    assert_eq!(column(&mut lead, &id), "draft");
    send(&mut inspector, &id, "2026-03-10", json!("2099-04-10"));
    share(&mut inspector, &mut lead);
    share(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(column(desk, &id), "sent");
        assert_eq!(get(desk, &id)["row"]["sent_on"], "2026-03-10");
        assert_eq!(get(desk, &id)["conflicts"], json!([]));
    }
}
