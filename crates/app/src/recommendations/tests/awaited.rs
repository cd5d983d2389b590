//! What is awaited of an authority, and what of it stands on Today.

use super::*;
use visita_domain::dates::plus_days;
use visita_domain::recommendation::SOON_DAYS;

fn reply(desk: &mut Desk, recommendation: &str, on: &str, refuses: bool) {
    let facts = json!({"on": on, "words": "We are looking into it.", "grade": "b", "refuses": refuses});
    desk.ok("reply_add", json!({"recommendation": recommendation, "facts": facts}));
}

/// Its column, what is awaited next, and by when.
fn awaited(desk: &mut Desk, recommendation: &str) -> [String; 3] {
    let row = get(desk, recommendation)["row"].clone();
    ["column", "due_kind", "due_on"].map(|name| row[name].as_str().unwrap_or_default().to_owned())
}

/// What stands on Today, the most pressing first, and how much there is in all.
fn today(desk: &mut Desk) -> (Vec<String>, u64) {
    let today = desk.ok("today_get", json!({}));
    let rows = today["due"].as_array().unwrap().iter();
    let ids = rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    (ids, today["due_count"].as_u64().unwrap())
}

/// The day so many days from now.
fn within(desk: &mut Desk, days: i64) -> String {
    let now = desk.session.as_ref().unwrap().today();
    plus_days(now, u64::try_from(days).unwrap()).unwrap().to_string()
}

/// One to be done by a day.
fn add_by(desk: &mut Desk, ground: &Ground, deadline: &str) -> String {
    desk.id(
        "recommendation_add",
        json!({"facts": with(&facts(ground), "deadline", deadline)}),
    )
}

#[test]
fn a_letter_after_the_reply_waits_for_another_reply() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-01-10", json!("2026-02-10"));
    reply(&mut lead, &id, "2026-02-01", false);
    assert_eq!(awaited(&mut lead, &id), ["replied", "implementation", "2099-06-30"]);
    assert_eq!(today(&mut lead), (vec![], 0));

    send(&mut lead, &id, "2026-03-01", json!("2026-04-01"));
    assert_eq!(awaited(&mut lead, &id), ["reply_due", "reply", "2026-04-01"]);
    assert_eq!(today(&mut lead), (vec![id.clone()], 1));
    // What is done in part is asked about all the same.
    let done = |was: &str, now: &str| json!({"recommendation": id, "was": was, "implementation": now});
    lead.ok("implementation_set", done("none", "partial"));
    assert_eq!(awaited(&mut lead, &id), ["partly_done", "reply", "2026-04-01"]);
    assert_eq!(today(&mut lead), (vec![id.clone()], 1));
    lead.ok("implementation_set", done("partial", "none"));

    // The second letter never left: the reply answers all that did.
    let thread = get(&mut lead, &id)["thread"].as_array().unwrap().clone();
    let letter = thread.last().unwrap();
    let dropped = with(&letter["facts"], "dropped", true);
    let set =
        |was: &Value, facts: &Value| json!({"recommendation": id, "letter": letter["id"], "was": was, "facts": facts});
    lead.ok("letter_set", set(&letter["facts"], &dropped));
    assert_eq!(awaited(&mut lead, &id)[0], "replied");
    lead.ok("letter_set", set(&dropped, &letter["facts"]));
    assert_eq!(awaited(&mut lead, &id)[0], "reply_due");
    reply(&mut lead, &id, "2026-03-20", false);
    assert_eq!(awaited(&mut lead, &id), ["replied", "implementation", "2099-06-30"]);
    assert_eq!(today(&mut lead), (vec![], 0));
}

#[test]
fn a_letter_that_names_no_day_asks_within_thirty_days_where_the_day_that_stands_is_past_by_then() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-01-10", json!("2026-02-10"));
    reply(&mut lead, &id, "2026-02-01", false);
    send(&mut lead, &id, "2026-03-01", Value::Null);
    assert_eq!(awaited(&mut lead, &id), ["reply_due", "reply", "2026-03-31"]);
    // A reminder on the last day moves nothing, and one on the day after it asks anew.
    send(&mut lead, &id, "2026-03-31", Value::Null);
    assert_eq!(awaited(&mut lead, &id)[2], "2026-03-31");
    send(&mut lead, &id, "2026-04-01", Value::Null);
    assert_eq!(awaited(&mut lead, &id)[2], "2026-05-01");
}

#[test]
fn a_deadline_stands_on_today_from_the_day_it_is_sent_until_all_is_done() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add_by(&mut lead, &ground, "2026-02-20");
    assert_eq!(today(&mut lead), (vec![], 0), "nobody was asked yet");
    send(&mut lead, &id, "2026-01-10", json!("2099-02-10"));
    assert_eq!(awaited(&mut lead, &id), ["sent", "implementation", "2026-02-20"]);
    assert_eq!(today(&mut lead), (vec![id.clone()], 1));
    reply(&mut lead, &id, "2026-01-20", true);
    assert_eq!(awaited(&mut lead, &id)[0], "rejected");
    assert_eq!(today(&mut lead), (vec![id.clone()], 1), "a refusal is no deed");
    reply(&mut lead, &id, "2026-01-21", false);
    assert_eq!(awaited(&mut lead, &id), ["replied", "implementation", "2026-02-20"]);
    assert_eq!(today(&mut lead), (vec![id.clone()], 1));
    let states = ["none", "partial", "full", "obsolete", "none"];
    let counts = [1, 0, 0, 1];
    for (pair, count) in states.windows(2).zip(counts) {
        let set = json!({"recommendation": id, "was": pair[0], "implementation": pair[1]});
        lead.ok("implementation_set", set);
        assert_eq!(today(&mut lead).1, count, "{}", pair[1]);
    }
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": id, "withdrawn": true}),
    );
    assert_eq!(today(&mut lead), (vec![], 0));
}

#[test]
fn a_deadline_is_due_as_long_before_its_day_as_a_reply_is() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let (near, far) = (within(&mut lead, SOON_DAYS), within(&mut lead, SOON_DAYS + 1));
    let (near, far) = (add_by(&mut lead, &ground, &near), add_by(&mut lead, &ground, &far));
    for id in [&near, &far] {
        send(&mut lead, id, "2026-01-10", json!("2026-02-10"));
        reply(&mut lead, id, "2026-01-20", false);
    }
    assert_eq!(today(&mut lead), (vec![near], 1));
}
