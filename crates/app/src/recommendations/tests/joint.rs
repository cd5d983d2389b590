//! One reply that answers many recommendations: logged at once, corrected at once, or not at all.

use super::*;
use crate::api::ErrorCode;
use visita_domain::recommendation::MAX_IN_REPLY;

/// Two recommendations that went to the ministry in one letter.
fn asked(desk: &mut Desk, ground: &Ground) -> [String; 2] {
    [add(desk, ground), add(desk, ground)].map(|id| {
        send(desk, &id, "2026-03-10", Value::Null);
        id
    })
}

fn part(recommendation: &str, words: &str, grade: Option<&str>) -> Value {
    json!({"recommendation": recommendation, "words": words, "grade": grade})
}

fn logged(desk: &mut Desk, ground: &Ground, parts: &[Value]) -> String {
    desk.id(
        "joint_reply_add",
        json!({"authority": ground.ministry, "on": "2026-04-02", "reference": "M/7", "grade": "c", "parts": parts}),
    )
}

/// One reply to two: of the first it says that it is done, of the other nothing.
fn half_answered(desk: &mut Desk, ground: &Ground, first: &str, other: &str) -> String {
    logged(desk, ground, &[part(first, "Done.", None), part(other, "", None)])
}

fn replies(desk: &mut Desk, recommendation: &str) -> Vec<Value> {
    let thread = get(desk, recommendation)["thread"].as_array().unwrap().clone();
    thread.into_iter().filter(|entry| entry["entry"] == "reply").collect()
}

fn whole(desk: &mut Desk, reply: &str) -> Value {
    desk.ok("joint_reply_get", json!({ "reply": reply }))
}

/// The parts as a screen showed them.
fn shown(view: &Value) -> Vec<Value> {
    let parts = view["parts"].as_array().unwrap().iter();
    parts
        .map(|part| {
            json!({"recommendation": part["row"]["id"], "id": part["id"], "on": part["on"],
                "reference": part["reference"], "dropped": part["dropped"]})
        })
        .collect()
}

fn answerable(desk: &mut Desk, ask: Value) -> Vec<String> {
    let rows = desk.ok("answerable_list", ask)["rows"].as_array().unwrap().clone();
    let mut ids: Vec<String> = rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn one_reply_is_logged_to_every_recommendation_of_a_letter_and_those_left_take_the_usual_grade() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let [first, second] = asked(&mut lead, &ground);
    let (draft, other) = (add(&mut lead, &ground), add(&mut lead, &ground));
    send(&mut lead, &other, "2026-05-01", Value::Null);

    let letter = json!({"on": "2026-03-10", "reference": "C/12"});
    let mut both = vec![first.clone(), second.clone()];
    both.sort();
    assert_eq!(
        answerable(&mut lead, json!({"authority": ground.ministry, "letter": letter})),
        both
    );
    let all = answerable(&mut lead, json!({"authority": ground.ministry, "letter": null}));
    assert!(all.contains(&other) && !all.contains(&draft));

    let parts = [
        part(&first, "The beds were bought.", Some("a")),
        part(&second, "", None),
    ];
    let reply = logged(&mut lead, &ground, &parts);
    let (said, left) = (replies(&mut lead, &first), replies(&mut lead, &second));
    assert_eq!((said.len(), left.len()), (1, 1));
    assert_eq!(
        (
            &said[0]["facts"]["words"],
            &said[0]["facts"]["grade"],
            &left[0]["facts"]["grade"]
        ),
        (&json!("The beds were bought."), &json!("a"), &json!("c"))
    );
    for entry in [&said[0], &left[0]] {
        assert_eq!(
            (&entry["facts"]["on"], &entry["facts"]["reference"]),
            (&json!("2026-04-02"), &json!("M/7"))
        );
        // Its documents are kept once, with the authority.
        assert_eq!(
            (&entry["joint"], &entry["kept_in"], &entry["about"]),
            (&json!(reply), &json!(ground.ministry), &json!(reply))
        );
    }
    assert_eq!(get(&mut lead, &first)["row"]["column"], "replied");
    let passed = lead.ok("correspondence_get", json!({"authority": ground.ministry}));
    assert_eq!(
        passed["letters"],
        json!([{"on": "2026-05-01", "reference": "C/12", "recommendations": 1, "unanswered": 1},
               {"on": "2026-03-10", "reference": "C/12", "recommendations": 2, "unanswered": 0}])
    );
    assert_eq!(
        passed["replies"],
        json!([{"reply": reply, "on": "2026-04-02", "reference": "M/7", "recommendations": 2, "graded": 2}])
    );
    lead.reopen();
    let view = whole(&mut lead, &reply);
    assert_eq!(
        (
            &view["authority_name"],
            &view["differ"],
            view["parts"].as_array().unwrap().len()
        ),
        (&json!("Ministry of Justice"), &json!(false), 2)
    );
}

#[test]
fn a_reply_of_which_one_part_cannot_be_logged_is_logged_nowhere() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let [first, second] = asked(&mut lead, &ground);
    let draft = add(&mut lead, &ground);
    let long = "x".repeat(visita_domain::recommendation::MAX_TEXT_CHARS + 1);
    let too_many: Vec<Value> = (0..=MAX_IN_REPLY).map(|_| part(&first, "", None)).collect();
    for (parts, field) in [
        (
            vec![part(&first, "Done.", None), part(&draft, "Done.", None)],
            "recommendation",
        ),
        (
            vec![part(&first, "Done.", None), part(&first, "Not done.", None)],
            "parts",
        ),
        (vec![part(&first, "Done.", None), part(&second, &long, None)], "words"),
        (
            vec![part(&first, "Done.", None), part(&second, "Done.", Some("e"))],
            "grade",
        ),
        (Vec::new(), "parts"),
        (too_many, "parts"),
    ] {
        let args = json!({"authority": ground.ministry, "on": "2026-04-02", "grade": null, "parts": parts});
        let refused = lead.call("joint_reply_add", args).unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::Refused, Some(field)),
            "{field}"
        );
    }
    // An authority that has none of them replies to none of them.
    let police = authority(&mut lead, "National Police");
    let args = json!({"authority": police, "on": "2026-04-02", "grade": null, "parts": [part(&first, "Done.", None)]});
    assert_eq!(lead.refused("joint_reply_add", args), ErrorCode::Refused);
    assert!(replies(&mut lead, &first).is_empty() && replies(&mut lead, &second).is_empty());
}

#[test]
fn the_day_of_a_joint_reply_is_corrected_once_and_in_no_part_alone() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let [first, second] = asked(&mut lead, &ground);
    let reply = half_answered(&mut lead, &ground, &first, &second);
    let view = whole(&mut lead, &reply);
    let set = |was: &[Value], on: &str| json!({"reply": reply, "was": was, "on": on, "reference": "M/8"});
    lead.ok("joint_reply_set", set(&shown(&view), "2026-04-05"));
    for id in [&first, &second] {
        let facts = replies(&mut lead, id)[0]["facts"].clone();
        assert_eq!(
            (&facts["on"], &facts["reference"]),
            (&json!("2026-04-05"), &json!("M/8"))
        );
    }
    // Whoever still sees the earlier day overwrites nothing.
    assert_eq!(
        lead.refused("joint_reply_set", set(&shown(&view), "2026-04-09")),
        ErrorCode::Stale
    );
    let some = shown(&view)[..1].to_vec();
    assert_eq!(
        lead.refused("joint_reply_set", set(&some, "2026-04-09")),
        ErrorCode::Stale
    );
    assert_eq!(replies(&mut lead, &first)[0]["facts"]["on"], "2026-04-05");

    // What it says of one is corrected there; its day is not.
    let entry = replies(&mut lead, &first).remove(0);
    let correct =
        |facts: Value| json!({"recommendation": first, "reply": entry["id"], "was": entry["facts"], "facts": facts});
    lead.ok("reply_set", correct(with(&entry["facts"], "words", "Done in part.")));
    let moved = lead.call("reply_set", correct(with(&entry["facts"], "on", "2026-04-20")));
    let moved = moved.unwrap_err();
    assert_eq!((moved.code, moved.field.as_deref()), (ErrorCode::Refused, Some("on")));
    let entry = replies(&mut lead, &first).remove(0);
    assert_eq!(
        (&entry["facts"]["words"], &entry["joint"]),
        (&json!("Done in part."), &json!(reply))
    );

    // Logged by mistake, all of it, and right after all.
    for dropped in [true, false] {
        let view = whole(&mut lead, &reply);
        let mut args = set(&shown(&view), "2026-04-05");
        args["dropped"] = json!(dropped);
        lead.ok("joint_reply_set", args);
        assert_eq!(get(&mut lead, &second)["row"]["column"] == "replied", !dropped);
    }
}

#[test]
fn a_colleague_sees_that_the_parts_are_one_reply_and_where_one_was_corrected_apart() {
    let (mut lead, mut other) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let [first, second] = asked(&mut lead, &ground);
    let reply = half_answered(&mut lead, &ground, &first, &second);
    share(&mut lead, &mut other);
    let view = whole(&mut other, &reply);
    assert_eq!(view["parts"].as_array().unwrap().len(), 2);
    // An earlier version knows nothing of the whole, and corrects the day of one part.
    let entry = replies(&mut other, &first).remove(0);
    let path = format!("answered/{}/on", entry["id"].as_str().unwrap());
    let (session, id) = (other.session.as_mut().unwrap(), first.parse().unwrap());
    let apart = session.write(
        id,
        |edit| edit.set(&path, Some(&json!("2026-04-30")), WritePolicy::Fact),
        |_| Ok(()),
    );
    apart.unwrap();
    share(&mut other, &mut lead);
    let view = whole(&mut lead, &reply);
    assert_eq!(view["differ"], json!(true));
    // Whoever sees that brings them together again.
    lead.ok(
        "joint_reply_set",
        json!({"reply": reply, "was": shown(&view), "on": "2026-04-30", "reference": "M/7"}),
    );
    assert_eq!(whole(&mut lead, &reply)["differ"], json!(false));
}

#[test]
fn the_document_of_a_reply_is_kept_once_and_listed_by_what_it_is_about() {
    let (mut lead, mut other) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let [first, second] = asked(&mut lead, &ground);
    let reply = half_answered(&mut lead, &ground, &first, &second);
    let path = lead.file("scan");
    std::fs::write(&path, b"the reply of the ministry").unwrap();
    let attach = json!({"record": ground.ministry, "path": path, "name": "Reply.pdf", "about": reply});
    lead.id("attachment_add", attach);
    lead.id(
        "attachment_add",
        json!({"record": ground.ministry, "path": path, "name": "Address"}),
    );
    let listed = |desk: &mut Desk, about: Value| {
        let list = desk.ok("attachment_list", json!({"record": ground.ministry, "about": about}));
        list["rows"].as_array().unwrap().clone()
    };
    let rows = listed(&mut lead, json!(reply));
    // A path that ends in nothing: what it is called says what it is.
    assert_eq!(
        (rows.len(), &rows[0]["media"], &rows[0]["about"], &rows[0]["state"]),
        (1, &json!("application/pdf"), &json!(reply), &json!("here"))
    );
    assert_eq!(listed(&mut lead, json!(""))[0]["name"], "Address");
    assert_eq!(listed(&mut lead, Value::Null).len(), 2);
    assert_eq!(
        lead.refused(
            "attachment_add",
            json!({"record": ground.ministry, "path": path, "about": "a/b"})
        ),
        ErrorCode::NotFound
    );
    // Word of it comes with the record, its bytes later.
    share(&mut lead, &mut other);
    assert_eq!(listed(&mut other, json!(reply))[0]["state"], "missing");
}
