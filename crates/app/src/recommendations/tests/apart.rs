//! Two people who write apart: everything is kept, and every difference has a name on the merge desk.

use super::*;
use std::collections::BTreeSet;
use visita_domain::recommendation::{Check, Letter, Message, Recommendation, Reply};
use visita_report::{Language, Words};

fn known(label: &str) -> bool {
    [Language::English, Language::Arabic]
        .into_iter()
        .all(|language| Words::of(language).knows(label))
}

fn open(desk: &mut Desk) -> Vec<Value> {
    desk.ok("conflict_list", json!({}))["open"].as_array().unwrap().clone()
}

/// Every path and every label of what is open on a desk.
fn paths(desk: &mut Desk) -> BTreeSet<String> {
    let open = open(desk);
    for conflict in &open {
        assert!(known(conflict["label"].as_str().unwrap()), "{}", conflict["label"]);
    }
    open.iter()
        .map(|conflict| conflict["path"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn two_who_change_every_fact_apart_keep_both_versions_of_each() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let other = authority(&mut lead, "Directorate of Corrections");
    let earlier = add(&mut lead, &ground);
    let (a, b) = (add(&mut lead, &ground), facts(&ground));
    share(&mut lead, &mut inspector);
    let set = |facts: Value| json!({"recommendation": a, "was": b, "facts": facts});
    let change = |text: &str, day: &str, theme: &str, priority: &str| {
        let mut facts = facts(&ground);
        for (name, value) in [
            ("text", text),
            ("standards", text),
            ("deadline", day),
            ("reply_by", day),
        ] {
            facts[name] = json!(value);
        }
        (facts["theme"], facts["priority"]) = (json!(theme), json!(priority));
        facts
    };
    let mut mine = change("A bed each.", "2099-01-01", "health", "urgent");
    let mut theirs = change("A mattress each.", "2099-02-02", "staff", "low");
    mine["addressee"] = json!(other);
    (mine["repeats"], theirs["visit"]) = (json!(earlier), Value::Null);
    lead.ok("recommendation_set", set(mine));
    inspector.ok("recommendation_set", set(theirs));
    lead.ok(
        "implementation_set",
        json!({"recommendation": a, "was": "none", "implementation": "full"}),
    );
    inspector.ok(
        "implementation_set",
        json!({"recommendation": a, "was": "none", "implementation": "partial"}),
    );
    lead.ok(
        "smart_set",
        json!({"recommendation": a, "question": "argued", "answer": "yes"}),
    );
    inspector.ok(
        "smart_set",
        json!({"recommendation": a, "question": "argued", "answer": "no"}),
    );
    let link =
        |linked: bool| json!({"recommendation": a, "visit": ground.visit, "finding": ground.finding, "linked": linked});
    lead.ok("recommendation_link", link(false));
    send(&mut inspector, &a, "2026-03-10", Value::Null);
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": a, "withdrawn": true}),
    );
    share(&mut inspector, &mut lead);
    share(&mut lead, &mut inspector);
    let both = paths(&mut lead);
    assert_eq!(both, paths(&mut inspector), "both are told the same");
    for field in [
        "text",
        "standards",
        "deadline",
        "theme",
        "priority",
        "implementation",
        "status",
    ] {
        assert!(both.contains(&format!("recommendation/{field}")), "{field}: {both:?}");
    }
    assert!(both.contains("smart/argued"));
    let conflicts = open(&mut lead);
    let of = |path: &str| conflicts.iter().find(|conflict| conflict["path"] == path).unwrap();
    let said: BTreeSet<&str> = of("recommendation/text")["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["text"].as_str().unwrap())
        .collect();
    assert_eq!(said, BTreeSet::from(["A bed each.", "A mattress each."]));
    // A lead decides, and the list follows.
    let text = of("recommendation/text");
    let seen: Vec<&Value> = text["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| &version["slot"])
        .collect();
    lead.ok(
        "conflict_decide",
        json!({"doc": a, "path": "recommendation/text", "outcome": "take", "slot": seen[0], "seen": seen,
            "value": null, "note": null, "to": [], "question": ""}),
    );
    let view = get(&mut lead, &a);
    assert!(
        !view["conflicts"]
            .as_array()
            .unwrap()
            .contains(&json!("recommendation/text"))
    );
    let shown = view["facts"]["text"].as_str().unwrap().to_owned();
    assert!(said.contains(shown.as_str()));
}

#[test]
fn two_addressees_are_told_by_name() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let other = authority(&mut lead, "Directorate of Corrections");
    let third = authority(&mut lead, "National Police");
    let id = add(&mut lead, &ground);
    share(&mut lead, &mut inspector);
    let was = facts(&ground);
    let set = |to: &str| json!({"recommendation": id, "was": was, "facts": with(&was, "addressee", to)});
    lead.ok("recommendation_set", set(&other));
    inspector.ok("recommendation_set", set(&third));
    share(&mut inspector, &mut lead);
    let open = open(&mut lead);
    let said: BTreeSet<&str> = open[0]["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["text"].as_str().unwrap())
        .collect();
    assert_eq!(said, BTreeSet::from(["Directorate of Corrections", "National Police"]));
    assert!(open[0]["subject"].as_str().unwrap().starts_with("Give every person"));
}

#[test]
fn two_replies_logged_apart_both_stand_and_one_corrected_apart_is_a_conflict_in_every_field() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let log = |desk: &mut Desk, name: &str, facts: Value| desk.id(name, json!({"recommendation": id, "facts": facts}));
    let reply = log(
        &mut lead,
        "reply_add",
        json!({"on": "2026-03-30", "words": "Ordered.", "reference": "1", "grade": "b"}),
    );
    let message = log(
        &mut lead,
        "message_add",
        json!({"on": "2026-04-01", "way": "call", "words": "In May."}),
    );
    let check = log(
        &mut lead,
        "verification_add",
        json!({"on": "2026-05-01", "result": "partly", "source": "document", "words": "x"}),
    );
    send(&mut lead, &id, "2026-03-10", Value::Null);
    share(&mut lead, &mut inspector);
    log(
        &mut inspector,
        "reply_add",
        json!({"on": "2026-04-30", "words": "Delivered.", "grade": "a"}),
    );
    log(
        &mut lead,
        "reply_add",
        json!({"on": "2026-04-29", "words": "On the way.", "grade": "b"}),
    );
    let thread = get(&mut lead, &id)["thread"].as_array().unwrap().clone();
    let entry = |kind: &str| thread.iter().find(|entry| entry["entry"] == kind).unwrap().clone();
    let letter = entry("letter")["id"].as_str().unwrap().to_owned();
    let correct = |desk: &mut Desk, name: &str, noun: &str, of: &str, was: &Value, facts: Value| {
        let mut args = json!({"recommendation": id, "was": was, "facts": facts});
        args[noun] = json!(of);
        desk.ok(name, args);
    };
    let sides: [(&mut Desk, &str, &str, &str, bool); 2] = [
        (&mut lead, "2026-01-01", "a", "fully", true),
        (&mut inspector, "2026-01-02", "c", "not", false),
    ];
    for (desk, on, grade, result, dropped) in sides {
        let was = entry("reply")["facts"].clone();
        let facts =
            json!({"on": on, "words": on, "reference": on, "grade": grade, "refuses": !dropped, "dropped": dropped});
        correct(desk, "reply_set", "reply", &reply, &was, facts);
        let was = entry("message")["facts"].clone();
        let way = if dropped { "meeting" } else { "email" };
        let facts = json!({"on": on, "way": way, "words": on, "dropped": dropped});
        correct(desk, "message_set", "message", &message, &was, facts);
        let was = entry("check")["facts"].clone();
        let source = if dropped { "observed" } else { "staff" };
        let facts = json!({"on": on, "result": result, "source": source, "words": on, "dropped": dropped});
        correct(desk, "verification_set", "verification", &check, &was, facts);
        let was = entry("letter")["facts"].clone();
        let facts = json!({"on": on, "reference": on, "addressee": was["addressee"], "dropped": dropped});
        correct(desk, "letter_set", "letter", &letter, &was, facts);
    }
    share(&mut inspector, &mut lead);
    share(&mut lead, &mut inspector);
    let both = paths(&mut lead);
    assert_eq!(both, paths(&mut inspector));
    let differ = [
        ("answered", &reply, ["on", "words", "reference", "grade"].as_slice()),
        ("message", &message, &["on", "way", "words"]),
        ("verification", &check, &["on", "result", "source", "words"]),
        ("letter", &letter, &["on", "reference"]),
    ];
    for (noun, id, fields) in differ {
        for field in fields {
            assert!(
                both.contains(&format!("{noun}/{id}/{field}")),
                "{noun} {field}: {both:?}"
            );
        }
    }
    let words: Vec<Value> = get(&mut lead, &id)["thread"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["entry"] == "reply")
        .map(|entry| entry["facts"]["words"].clone())
        .collect();
    assert_eq!(words.len(), 3);
    assert!(words.contains(&json!("Delivered.")) && words.contains(&json!("On the way.")));
}

#[test]
fn two_who_found_different_things_at_a_visit_differ_and_notes_alone_do_not() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    let visit = lead.id(
        "visit_create",
        with(&desk::visit(&ground.place), "starts_on", "2026-06-01"),
    );
    share(&mut lead, &mut inspector);
    let found = |result: &str, note: &str| json!({"visit": visit, "recommendation": id, "result": result, "source": "observed", "note": note});
    lead.ok("verified_set", found("partly", "Half of the beds"));
    inspector.ok("verified_set", found("partly", "Eight of sixteen"));
    share(&mut inspector, &mut lead);
    let item = |desk: &mut Desk| desk.ok("verify_list", json!({"visit": visit}))["rows"][0].clone();
    assert_eq!(item(&mut lead)["state"], "agreed");
    assert_eq!(paths(&mut lead), BTreeSet::new());
    assert_eq!(get(&mut lead, &id)["proposed"], "partial");
    inspector.ok("verified_set", found("fully", "All came since"));
    share(&mut inspector, &mut lead);
    assert_eq!(item(&mut lead)["state"], "conflict");
    assert_eq!(paths(&mut lead), BTreeSet::from([format!("verified/{id}")]));
    let view = get(&mut lead, &id);
    assert_eq!(
        (&view["proposed"], &view["row"]["checked"]),
        (&Value::Null, &json!("differ"))
    );
    assert_eq!(view["thread"][1]["slots"].as_array().unwrap().len(), 2);
    // A lead takes one; taking it back is the member's own.
    let conflict = open(&mut lead)[0].clone();
    let versions = conflict["versions"].as_array().unwrap();
    let seen: Vec<&Value> = versions.iter().map(|version| &version["slot"]).collect();
    let fully = versions
        .iter()
        .find(|version| version["value"]["result"] == "fully")
        .unwrap();
    lead.ok(
        "conflict_decide",
        json!({"doc": visit, "path": format!("verified/{id}"), "outcome": "take", "slot": fully["slot"], "seen": seen,
            "value": null, "note": null, "to": [], "question": ""}),
    );
    assert_eq!(get(&mut lead, &id)["proposed"], "full");
    assert_eq!(item(&mut lead)["state"], "decided");
}

#[test]
fn every_field_of_a_recommendation_has_a_name_in_every_language() {
    fn names<T: serde::Serialize + Default>(noun: &str) -> Vec<String> {
        let value = serde_json::to_value(T::default()).unwrap();
        let names = value.as_object().unwrap().keys();
        names.map(|name| format!("field-{noun}-{name}")).collect()
    }
    let all = [
        names::<Recommendation>("recommendation"),
        names::<Letter>("letter"),
        names::<Reply>("answered"),
        names::<Message>("message"),
        names::<Check>("verification"),
        vec!["field-basis".to_owned(), "field-verified".to_owned()],
    ];
    for label in all.into_iter().flatten() {
        assert!(known(&label), "{label}");
    }
    for question in visita_domain::recommendation::Question::ALL {
        let label = format!("smart-{}", crate::session::code_of(&question));
        assert!(known(&label), "{label}");
    }
}
