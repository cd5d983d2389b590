//! Colleagues let somebody back in.

use crate::person::Person;
use serde_json::json;

#[test]
fn colleagues_let_somebody_back_in_with_files_alone() {
    let amina = Person::founded("Amina");
    let others = ["Boris", "Chen"].map(|name| Person::joined(&amina, name));
    let shown = amina.json(&["recovery", "show"]);
    let members: Vec<String> = shown["may_hold"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| member["member"].as_str().unwrap().to_owned())
        .collect();
    let shares = amina.path("team.visita-share");
    let mut share = vec!["recovery", "share", "--needed", "2", "--output", &shares];
    members.iter().for_each(|member| share.extend(["--member", member]));
    let made = amina.json(&share);
    assert_eq!(made["shares"]["needed"], 2);

    let request = amina.path("request");
    let asked = amina.json(&["recovery", "ask", "--output", &request]);
    let words = asked["request"]["words"].as_str().unwrap();
    assert_eq!(amina.code(&["recovery", "open"]), 3, "nobody has answered");
    for (n, other) in others.iter().enumerate() {
        assert_eq!(other.code(&["recovery", "inspect", &request]), 4, "no share held yet");
        let held = other.json(&["recovery", "keep", &shares]);
        assert_eq!(held["held"][0]["mark"], made["shares"]["mark"]);
        let seen = other.json(&["recovery", "inspect", &request]);
        assert_eq!(
            (&seen["shares"][0]["member"], &seen["words"]),
            (&json!("Amina"), &json!(null))
        );
        let answer = other.path("answer");
        other.json(&["recovery", "answer", &request, "--words", words, "--output", &answer]);
        let taken = amina.json(&["recovery", "take", &answer]);
        assert_eq!(taken["answers"], n + 1);
        let foreign = other.path("team.visita-share");
        std::fs::write(&foreign, "no answer").unwrap();
        assert_eq!(amina.code(&["recovery", "take", &foreign]), 7);
    }
    // One is dropped and taken again.
    let last = amina.json(&["recovery", "asked"])["taken"][1]["id"].clone();
    let left = amina.json(&["recovery", "drop", last.as_str().unwrap()]);
    assert_eq!(left["answers"], 1);
    assert_eq!(
        amina.json(&["recovery", "take", &others[1].path("answer")])["answers"],
        2
    );
    // The passphrase that is set comes from where it always comes; here it happens to be the old one.
    assert_eq!(amina.json(&["recovery", "open"])["unlocked"], true);
    assert_eq!(amina.json(&["recovery", "show"])["standing"]["state"], "outdated");
    assert_eq!(amina.code(&["recovery", "asked"]), 0);
}
