//! What was noted is corrected, taken back and marked: over what stands now, or over what somebody says they were shown.

use crate::person::{NOT_FOUND, OPEN, Person, REFUSED, USAGE};
use serde_json::{Value, json};

/// The row of an answer's list with an id.
fn row(answer: &Value, list: &str, id: &str) -> Value {
    let rows = answer[list].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).cloned().unwrap_or_default()
}

/// What a change comes to, by its exit code.
fn code(person: &Person, args: &[&str], given: &Value) -> i32 {
    person.run(args, &given.to_string()).status.code().unwrap()
}

#[test]
fn complaints_and_known_problems_of_a_place_are_said_one_without_the_other() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    let bearing = |options: &[&str]| lead.json(&[&["programme", "bearing", place.as_str()], options].concat());
    bearing(&["--complaints", "3", "--known-problem", "No doctor at night"]);
    let was = bearing(&[]);
    assert_eq!(
        (&was["complaints"], &was["known_problem"]),
        (&json!(3), &json!("No doctor at night"))
    );
    bearing(&["--complaints", "4", "--until", "2026-02-28"]);
    let now = bearing(&[]);
    assert_eq!(
        now,
        json!({"complaints": 4, "complaints_until": "2026-02-28", "known_problem": "No doctor at night"})
    );
    // Whoever was shown three complaints does not make five of them.
    let mut facts = was.clone();
    facts["complaints"] = json!(5);
    let change = json!({"place": place, "was": was, "facts": facts});
    assert_eq!(code(&lead, &["programme", "bearing", "--stdin"], &change), OPEN);
    let over = json!({"place": place, "facts": {"known_problem": ""}});
    lead.feed(&["programme", "bearing", "--stdin"], &over.to_string());
    let now = bearing(&[]);
    assert_eq!((&now["complaints"], &now["known_problem"]), (&json!(4), &json!("")));
}

#[test]
fn the_packing_list_is_added_to_and_ticked() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let torch = lead.id(&["plan", "packing-add", &visit, "A torch"]);
    let stands = |list: &str| row(&lead.json(&["plan", "packing", &visit]), list, &torch);
    assert_eq!(
        (&stands("items")["what"], &stands("items")["packed"]),
        (&json!("A torch"), &json!(false))
    );
    let set = |state: &str| lead.code(&["plan", "packing-set", &visit, &torch, state]);
    assert_eq!(set("packed"), 0);
    assert_eq!(stands("items")["packed"], true);
    assert_eq!(set("not_needed"), 0);
    assert_eq!(
        (stands("items"), &stands("dropped")["packed"]),
        (Value::Null, &json!(true))
    );
    assert_eq!(set("needed"), 0);
    assert_eq!(set("not_packed"), 0);
    assert_eq!(stands("items")["packed"], false);
    assert_eq!(set("lost"), USAGE);
}

#[test]
fn places_that_look_alike_are_kept_apart_and_the_threshold_is_the_bodys() {
    let lead = Person::founded("Lead");
    let (one, other) = (lead.place(), lead.place());
    let pairs = || lead.json(&["place", "duplicates"])["pairs"].as_array().unwrap().len();
    assert_eq!(pairs(), 1);
    lead.json(&["place", "apart", &one, &other]);
    assert_eq!(pairs(), 0);
    lead.json(&["place", "apart", &other, &one, "--undo"]);
    assert_eq!(pairs(), 1);
    lead.json(&["body", "threshold", "8"]);
    assert_eq!(lead.json(&["numbers", "2026-01-01", "2026-12-31"])["threshold"], 8);
    assert_eq!(lead.code(&["body", "threshold", "101"]), REFUSED);
}

#[test]
fn requests_stays_and_samples_are_corrected_and_taken_back() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let about = ["access", "add", "--visit", &visit, "--asked", "files"];
    let asked = lead.id(&[&about[..], &["--what", "The isolation book"]].concat());
    let request = || row(&lead.json(&["access", "list", &visit]), "rows", &asked);
    let was = request()["facts"].clone();
    let over = json!({"visit": visit, "access": asked, "facts": {"reason": "Locked away"}});
    assert_eq!(code(&lead, &["access", "set"], &over), 0);
    let facts = request()["facts"].clone();
    assert_eq!(
        (&facts["what"], &facts["reason"]),
        (&json!("The isolation book"), &json!("Locked away"))
    );
    let mut unseen = was.clone();
    unseen["reason"] = json!("No key");
    let unseen = json!({"visit": visit, "access": asked, "was": was, "facts": unseen});
    assert_eq!(code(&lead, &["access", "set"], &unseen), OPEN);
    let nowhere = json!({"visit": visit, "access": visit, "facts": {"reason": "No key"}});
    assert_eq!(code(&lead, &["access", "set"], &nowhere), NOT_FOUND);
    lead.json(&["access", "drop", &visit, &asked]);
    assert_eq!(request()["dropped"], true);
    lead.json(&["access", "drop", &visit, &asked, "--undo"]);
    assert_eq!(request()["dropped"], false);

    let stay = lead.id(&["access", "stay", &visit, "2026-03-02T08:40:00+02:00"]);
    let stays = || {
        lead.json(&["access", "list", &visit])["stays"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(stays(), 1);
    lead.json(&["access", "drop-stay", &visit, &stay]);
    assert_eq!(stays(), 0);
    lead.json(&["access", "drop-stay", &visit, &stay, "--undo"]);
    assert_eq!(stays(), 1);

    let sample = json!({"visit": visit, "facts": {"register": "medical", "code": "M-1"}});
    let sample = lead.feed(&["population", "sample"], &sample.to_string())["id"].clone();
    let sample = sample.as_str().unwrap();
    let taken = || row(&lead.json(&["population", "samples", &visit]), "rows", sample);
    let over = json!({"visit": visit, "sample": sample, "facts": {"health": "missing"}});
    lead.feed(&["population", "sample-set"], &over.to_string());
    let facts = taken()["facts"].clone();
    assert_eq!((&facts["code"], &facts["health"]), (&json!("M-1"), &json!("missing")));
    lead.json(&["population", "sample-drop", &visit, sample]);
    assert_eq!(taken()["dropped"], true);
}

#[test]
fn areas_marks_and_the_state_of_the_report_are_said_of_a_visit() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let area = lead.id(&["visit", "area", &visit, "Wing B"]);
    let stands = || row(&lead.json(&["visit", "show", &visit]), "areas", &area);
    lead.json(&["visit", "area-set", &visit, &area, "Wing C"]);
    assert_eq!(stands()["name"], "Wing C");
    let seen_before = ["visit", "area-set", &visit, &area, "Wing D", "--was", "Wing B"];
    assert_eq!(lead.code(&seen_before), OPEN);
    assert_eq!(stands()["name"], "Wing C");
    lead.json(&["visit", "area-drop", &visit, &area]);
    assert_eq!(stands(), Value::Null);

    let night = || {
        let board = lead.json(&["visit", "coverage", &visit])["rows"].clone();
        let rows = board.as_array().unwrap();
        rows.iter().find(|row| row["kind"] == "hours").cloned().unwrap()
    };
    let hours = night()["code"].as_str().unwrap().to_owned();
    assert_eq!(night()["seen"], false);
    lead.json(&["visit", "seen", &visit, "hours", &hours]);
    assert_eq!(night()["seen"], true);
    lead.json(&["visit", "seen", &visit, "hours", &hours, "--undo"]);
    assert_eq!(night()["seen"], false);

    let line = || lead.json(&["visit", "debrief", &visit])["lines"][0].clone();
    let (doc, key) = (line()["doc"].clone(), line()["key"].clone());
    lead.json(&["visit", "talked", doc.as_str().unwrap(), key.as_str().unwrap()]);
    let lines = lead.json(&["visit", "debrief", &visit])["lines"].clone();
    let talked = lines.as_array().unwrap().iter().find(|line| line["key"] == key);
    assert_eq!(talked.unwrap()["talked_by"], "Lead");

    lead.json(&["visit", "review", &visit, "in_review"]);
    assert_eq!(lead.json(&["visit", "show", &visit])["report_review"], "in_review");
    assert_eq!(lead.code(&["visit", "review", &visit, "done"]), REFUSED);
}

#[test]
fn tasks_and_days_to_look_again_are_changed() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let task = lead.id(&["task", "add", &visit, "Look at the roof", "--due", "2026-03-03"]);
    let stands = || row(&lead.json(&["task", "list", &visit]), "rows", &task);
    let over = json!({"doc": visit, "task": task, "facts": {"what": "Look at the cellar"}});
    lead.feed(&["task", "set"], &over.to_string());
    let facts = stands()["facts"].clone();
    assert_eq!(
        (&facts["what"], &facts["due"]),
        (&json!("Look at the cellar"), &json!("2026-03-03"))
    );
    lead.json(&["task", "drop", &visit, &task]);
    assert_eq!(stands()["dropped"], true);
    lead.json(&["task", "drop", &visit, &task, "--undo"]);
    assert_eq!(stands()["dropped"], false);

    let entry = json!({"facts": {"visit": visit, "risk": "A transfer"}, "readers": []});
    let entry = lead.feed(&["reprisal", "add"], &entry.to_string())["id"].clone();
    let was = json!({"due": "2026-05-04", "whom": null, "how": "By letter"});
    let again = lead.feed(
        &["reprisal", "recontact"],
        &json!({"record": entry, "facts": was}).to_string(),
    )["id"]
        .clone();
    let mut facts = was.clone();
    facts["due"] = json!("2026-05-11");
    let change = json!({"record": entry, "recontact": again, "was": was, "facts": facts});
    assert_eq!(code(&lead, &["reprisal", "recontact-set"], &change), 0);
    let recontact = lead.json(&["reprisal", "list"])["rows"][0]["recontacts"][0].clone();
    assert_eq!(recontact["facts"], facts);
    let mut other = was.clone();
    other["due"] = json!("2026-05-18");
    let unseen = json!({"record": entry, "recontact": again, "was": was, "facts": other});
    assert_eq!(code(&lead, &["reprisal", "recontact-set"], &unseen), OPEN);
}

#[test]
fn what_was_logged_of_a_dialogue_is_corrected_and_the_ten_questions_are_answered() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    let ministry = lead.id(&[
        "authority",
        "add",
        "--name",
        "Ministry of Justice",
        "--kind",
        "ministry",
    ]);
    let about = ["recommendation", "add", "--place", &place, "--addressee", &ministry];
    let id = lead.id(&[&about[..], &["--text", "A bed each."]].concat());
    lead.json(&[
        "recommendation",
        "send",
        &id,
        "--on",
        "2026-03-10",
        "--reference",
        "N 1",
    ]);
    let on = ["--on", "2026-04-01", "--words", "Ordered."];
    lead.json(&[&["recommendation", "reply", id.as_str()][..], &on].concat());
    lead.json(&[&["recommendation", "contact", id.as_str()][..], &on].concat());
    lead.json(&[&["recommendation", "verify", id.as_str(), "partly"][..], &on].concat());
    let logged = |entry: &str| {
        let thread = lead.json(&["recommendation", "show", &id])["thread"].clone();
        let steps = thread.as_array().unwrap();
        steps.iter().find(|step| step["entry"] == entry).cloned().unwrap()
    };
    let kinds = [
        ("letter-set", "letter", "letter", "reference"),
        ("reply-set", "reply", "reply", "words"),
        ("contact-set", "message", "message", "words"),
        ("verify-set", "check", "verification", "words"),
    ];
    for (verb, entry, names, field) in kinds {
        let was = logged(entry);
        let change = |facts: Value, shown: Option<&Value>| {
            let mut change = json!({"recommendation": id, names: was["id"], "facts": facts});
            if let Some(shown) = shown {
                change["was"] = shown.clone();
            }
            code(&lead, &["recommendation", verb], &change)
        };
        assert_eq!(change(json!({field: "Put right."}), None), 0, "{verb}");
        let mut wanted = was["facts"].clone();
        wanted[field] = json!("Put right.");
        assert_eq!(logged(entry)["facts"], wanted, "{verb}: the rest is as it was");
        // Whoever was shown the first words does not write over the second ones.
        wanted[field] = json!("Put wrong.");
        assert_eq!(change(wanted, Some(&was["facts"])), OPEN, "{verb}");
    }
    let answer = || {
        let smart = lead.json(&["recommendation", "show", &id])["smart"].clone();
        let questions = smart.as_array().unwrap();
        questions.iter().find(|one| one["question"] == "specific").unwrap()["answer"].clone()
    };
    lead.json(&["recommendation", "smart", &id, "specific", "yes"]);
    assert_eq!(answer(), "yes");
    lead.json(&["recommendation", "smart", &id, "specific"]);
    assert_eq!(answer(), Value::Null);
}

#[test]
fn a_question_from_the_desk_is_answered_where_it_was_asked() {
    let lead = Person::founded("Lead");
    let boris = Person::joined(&lead, "Boris");
    let place = lead.place();
    let create = ["visit", "create", "--place", &place, "--starts-on", "2026-03-02"];
    let visit = lead.id(&[&create[..], &["--checklist", "prison"]].concat());
    let carry = |from: &Person, to: &Person, name: &str| {
        let file = from.path(name);
        from.json(&["bundle", "export", &file]);
        to.json(&["bundle", "import", &file])
    };
    carry(&lead, &boris, "first");
    lead.answer(&visit, "yes");
    boris.answer(&visit, "no");
    carry(&boris, &lead, "second");
    let conflict = lead.json(&["conflicts", "list", "--visit", &visit])["open"][0].clone();
    let versions = conflict["versions"].as_array().unwrap();
    let seen: Vec<_> = versions.iter().map(|version| version["slot"].clone()).collect();
    let back = json!({"doc": conflict["doc"], "path": conflict["path"], "outcome": "send_back", "seen": seen,
        "question": "Which cells?"});
    lead.feed(&["conflicts", "resolve"], &back.to_string());
    carry(&lead, &boris, "third");
    let asked = || boris.json(&["today"])["asked"].clone();
    assert_eq!(asked()[0]["ask"], "Which cells?");
    let answer = json!({"doc": conflict["doc"], "path": conflict["path"], "text": "Four to nine"});
    boris.feed(&["conflicts", "answer"], &answer.to_string());
    assert_eq!(asked(), json!([]));
}
