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
