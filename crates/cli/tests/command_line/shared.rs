//! Notes that several write, and who may read them.

use crate::person::{OPEN, Person, USAGE};
use serde_json::{Value, json};

#[test]
fn a_note_is_never_overwritten_by_a_text_that_does_not_know_it() {
    let person = Person::founded("Lead");
    let visit = person.visit(&person.place(), "2026-03-02");
    let interview = person.interview(&visit);
    let interview = interview.as_str();
    person.feed(&["interview", "edit", interview], "He asked for a doctor.");
    let stale = person.json(&["interview", "show", interview])["note_base"].clone();
    let refused = person.run(&["interview", "edit", interview], "Something else.");
    assert_eq!(refused.status.code(), Some(USAGE));
    let note = || person.json(&["interview", "show", interview])["note"].clone();
    assert_eq!(note(), "He asked for a doctor.");
    person.rewrite(interview, "He asked for a doctor. Twice.");
    // Typed on the older state: merged with what came since.
    person.feed(
        &["interview", "edit", interview, "--base", stale.as_str().unwrap()],
        "On Monday: He asked for a doctor.",
    );
    assert_eq!(note(), "On Monday: He asked for a doctor. Twice.");
}

#[test]
fn the_weekend_of_the_country_is_set_by_a_verb_that_leaves_the_rest_of_the_profile_alone() {
    let person = Person::founded("Lead");
    let profile = || person.json(&["body", "show"])["facts"].clone();
    let mut wanted = profile();
    person.json(&["body", "weekend", "friday"]);
    wanted["weekend"] = json!(["friday"]);
    assert_eq!(profile(), wanted);
    assert_eq!(person.json(&["programme", "show"])["weekend"], json!(["friday"]));
    let unseen = person.run(&["body", "weekend", "friday", "saturday"], "");
    assert!(!unseen.status.success(), "what stood before is to be said");
    person.json(&["body", "weekend", "friday", "saturday", "--was", "friday"]);
    wanted["weekend"] = json!(["friday", "saturday"]);
    assert_eq!(profile(), wanted);
}

#[test]
fn readers_are_changed_by_whoever_says_whom_they_were_shown() {
    let lead = Person::founded("Lead");
    Person::joined(&lead, "Boris");
    let members = lead.json(&["team", "show"])["members"].clone();
    let boris = members.as_array().unwrap().iter().find(|one| one["name"] == "Boris");
    let boris = boris.unwrap()["member"].as_str().unwrap();
    let place = lead.place();
    let visit = lead.visit(&place, "2026-03-02");
    let interview = lead.interview(&visit);
    let month = ["--from", "2099-03-01", "--to", "2099-03-31"];
    let plan = lead.id(&[["plan", "add", "--place", place.as_str()].as_slice(), month.as_slice()].concat());
    let few = [
        "visit",
        "create",
        "--place",
        &place,
        "--starts-on",
        "2026-03-09",
        "--nobody-else",
    ];
    let sealed = lead.id(&few);
    let records = [("interview", &interview), ("plan", &plan), ("visit", &sealed)];
    for (noun, id) in records {
        let access = |options: &[&str]| lead.run(&[[noun, "access", id].as_slice(), options].concat(), "");
        let reads = || {
            let said: Value = serde_json::from_slice(&access(&[]).stdout).unwrap();
            let members = said["members"].as_array().unwrap().clone();
            members.iter().any(|one| one["why"] == "chosen")
        };
        assert!(
            access(&["--reader", boris]).status.success() && reads(),
            "nobody was chosen before"
        );
        // Whoever still believes that nobody is chosen changes nothing.
        assert_eq!(access(&["--whole-team"]).status.code(), Some(OPEN), "{noun}");
        assert_eq!(access(&["--nobody-else"]).status.code(), Some(OPEN), "{noun}");
        assert!(reads(), "{noun}");
        assert!(access(&["--nobody-else", "--was-reader", boris]).status.success());
        assert!(!reads(), "{noun}");
        // Nor does the removal come undone by who did not see it.
        let over = access(&["--whole-team", "--was-reader", boris]);
        assert_eq!(over.status.code(), Some(OPEN), "{noun}");
    }
}
