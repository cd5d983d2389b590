//! Findings and their evidence, recommendations and what became of them.

use crate::person::{Person, REFUSED, USAGE};
use serde_json::{Value, json};

#[test]
fn a_recommendation_is_written_sent_answered_verified_and_traced() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    let visit = |on: &str| lead.visit(&place, on);
    let (first, next) = (visit("2026-03-02"), visit("2026-06-01"));
    let finding = [
        "finding",
        "add",
        "--visit",
        &first,
        "--statement",
        "No heating.",
        "--theme",
        "accommodation",
    ];
    let finding = lead.id(&finding);
    let ministry = json!({"name": "Ministry of Justice", "kind": "ministry"}).to_string();
    let ministry = lead.feed(&["call", "authority_add"], &ministry)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let text = "Heat every cell to 18 degrees.";
    let add = [
        "recommendation",
        "add",
        "--text",
        text,
        "--addressee",
        &ministry,
        "--visit",
        &first,
        "--finding",
        &finding,
    ];
    let id = lead.id(&add);
    lead.json(&[
        "recommendation",
        "send",
        &id,
        "--on",
        "2026-03-10",
        "--reply-by",
        "2026-04-10",
    ]);
    let due = lead.json(&["recommendation", "list", "--column", "reply_due"]);
    assert_eq!(due["rows"][0]["id"], json!(id));
    lead.json(&[
        "recommendation",
        "reply",
        &id,
        "--on",
        "2026-04-01",
        "--words",
        "Done soon.",
        "--grade",
        "b",
    ]);
    lead.json(&[
        "recommendation",
        "contact",
        &id,
        "--on",
        "2026-04-05",
        "--way",
        "call",
        "--words",
        "In May.",
    ]);
    assert_eq!(
        lead.json(&["recommendation", "to-verify", &next])["rows"][0]["row"]["id"],
        json!(id)
    );
    lead.json(&[
        "recommendation",
        "verify",
        &id,
        "fully",
        "--visit",
        &next,
        "--source",
        "measured",
    ]);
    assert_eq!(
        lead.code(&["recommendation", "verify", &id, "fully"]),
        USAGE,
        "at a visit, or on a day"
    );
    let shown = lead.json(&["recommendation", "show", &id]);
    assert_eq!(
        (&shown["proposed"], &shown["row"]["grade"]),
        (&json!("full"), &json!("b"))
    );
    lead.json(&["recommendation", "implementation", &id, "--was", "none", "full"]);
    let similar = lead.json(&["recommendation", "similar", "Heat every cell."]);
    assert_eq!(similar["rows"][0]["row"]["column"], "done");
    let letter = lead.path("letter.html");
    lead.json(&["recommendation", "letter", &id, "--on", "2026-03-10", "-o", &letter]);
    assert!(std::fs::read_to_string(&letter).unwrap().contains(text));
    let many = [
        "recommendation",
        "reply-to-many",
        &ministry,
        &id,
        "--on",
        "2026-06-10",
        "--grade",
        "a",
    ];
    let reply = lead.id(&many);
    let whole = lead.json(&["recommendation", "joint-reply", &reply]);
    assert_eq!(
        (&whole["parts"][0]["row"]["id"], &whole["parts"][0]["grade"]),
        (&json!(id), &json!("a"))
    );
    let passed = lead.json(&["recommendation", "letters", &ministry]);
    assert_eq!(
        (&passed["letters"][0]["recommendations"], &passed["replies"][0]["reply"]),
        (&json!(1), &json!(reply))
    );
    let columns = |trace: Value| trace["nodes"].as_array().unwrap().len();
    assert_eq!(
        columns(lead.json(&["trace", "--recommendation", &id])),
        columns(lead.json(&["trace", "--visit", &first]))
    );
    // The visit on which nothing was concluded stands beside it.
    assert_eq!(
        columns(lead.json(&["trace", "--place", &place])),
        columns(lead.json(&["trace", "--visit", &first])) + 1
    );
    assert_eq!(
        columns(lead.json(&["trace", "--visit", &first, "--whole"])),
        columns(lead.json(&["trace", "--place", &place]))
    );
    let cold = [
        "finding",
        "add",
        "--visit",
        &next,
        "--statement",
        "Still no heating.",
        "--theme",
        "health",
    ];
    let cold = lead.id(&cold);
    let answered = || {
        let shown = lead.json(&["recommendation", "show", &id]);
        shown["findings"].as_array().unwrap().len()
    };
    lead.json(&["recommendation", "link", &id, &next, &cold]);
    assert_eq!(answered(), 2);
    let shown = lead.json(&["finding", "show", &next, &cold]);
    assert_eq!(shown["recommendations"][0]["id"], json!(id));
    lead.json(&["recommendation", "unlink", &id, &next, &cold]);
    assert_eq!(answered(), 1);
    lead.json(&[
        "finding",
        "set",
        &next,
        &cold,
        "--theme",
        "accommodation",
        "--good-practice",
        "false",
    ]);
    let row = lead.json(&["finding", "show", &next, &cold])["row"].clone();
    assert_eq!(
        (&row["theme"], &row["statement"]),
        (&json!("accommodation"), &json!("Still no heating."))
    );
    let stale = json!({"visit": next, "finding": cold, "theme": "regime", "was": {"theme": "health"}}).to_string();
    let refused = lead.run(&["finding", "set", "--stdin"], &stale);
    assert!(!refused.status.success(), "it stood under another theme meanwhile");
    assert_eq!(lead.code(&["trace"]), USAGE);
}

#[test]
fn an_interview_is_said_to_lean_on_another_and_to_stand_on_its_own() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let say = ["--visit", &visit, "--statement", "No doctor.", "--theme", "health"];
    let finding = lead.id(&[&["finding", "add"], say.as_slice()].concat());
    let interview = lead.interview(&visit);
    lead.json(&["finding", "evidence", &visit, &finding, "interview", &interview]);
    let depend = |how: &str| {
        lead.json(&["finding", "depend", &visit, &finding, &interview, how]);
        lead.json(&["finding", "show", &visit, &finding])["row"]["evidence"][0]["depends"].clone()
    };
    assert_eq!(depend("second_hand"), "second_hand");
    assert_eq!(depend("--own"), json!(null));
    let bare = ["finding", "depend", &visit, &finding, &interview];
    assert_eq!(lead.code(&bare), USAGE, "why, or on its own");
}

#[test]
fn evidence_reprisals_today_and_numbers_have_verbs() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let say = [
        "finding",
        "add",
        "--visit",
        &visit,
        "--statement",
        "No heating.",
        "--theme",
        "accommodation",
    ];
    let finding = lead.id(&say);
    let all = lead.json(&["finding", "list", "--all", "--theme", "accommodation"]);
    assert_eq!(all["rows"][0]["id"], json!(finding));
    assert_eq!(lead.code(&["finding", "list"]), USAGE, "of a visit, or of all");
    let seen = lead.id(&[
        "observation",
        "add",
        "--visit",
        &visit,
        "--text",
        "Eleven degrees in cell 4.",
    ]);
    let evidence = |option: &[&str]| {
        let link = ["finding", "evidence", &visit, &finding, "observation", &seen];
        lead.json(&[&link, option].concat());
        lead.json(&["finding", "show", &visit, &finding])["row"]["evidence"].clone()
    };
    assert_eq!(evidence(&[])[0]["against"], false);
    assert_eq!(evidence(&["--against"])[0]["against"], true);
    assert_eq!(evidence(&["--for"])[0]["against"], false);
    assert_eq!(evidence(&["--drop"]), json!([]));
    let number = ["population", "set", &visit, "total", "register", "412"];
    lead.json(&number);
    let sources = lead.json(&["finding", "sources", &visit])["rows"].clone();
    let kinds: Vec<&str> = sources
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["observation", "count"]);
    lead.json(&["finding", "evidence", &visit, &finding, "count", "total/register"]);
    let shown = lead.json(&["finding", "show", &visit, &finding])["row"]["evidence"][0].clone();
    assert_eq!(
        (&shown["says"]["number"], &shown["source"]),
        (&json!(412), &json!("register"))
    );
    let entry =
        json!({"facts": {"visit": visit, "informant": "staff", "level": "high", "risk": "A transfer"}, "readers": []});
    lead.feed(&["reprisal", "add"], &entry.to_string());
    let rows = lead.json(&["reprisal", "list", "--visit", &visit])["rows"].clone();
    assert_eq!(rows[0]["facts"]["risk"], "A transfer");
    assert_eq!(lead.json(&["publication", &visit])["said"]["verdict"], "may");
    let later = json!({"visit": visit, "was": {}, "facts": {"from": "2099-01-01"}});
    lead.feed(&["publication", "--set"], &later.to_string());
    let page = lead.path("public.html");
    let public = ["report", &visit, "--audience", "public", "-o", &page];
    assert_eq!(lead.code(&public), REFUSED, "not before its day");
    lead.json(&[&public[..], &["--anyway"]].concat());
    assert!(
        std::fs::read_to_string(&page)
            .unwrap()
            .contains("2099-01-01 on, not before")
    );
    assert_eq!(lead.json(&["today"])["next_visit"]["id"], json!(visit));
    assert_eq!(lead.json(&["numbers", "2026-01-01", "2026-12-31"])["places"], 1);
    let file = lead.path("numbers.csv");
    lead.json(&["numbers", "2026-01-01", "2026-12-31", "-o", &file]);
    assert!(std::fs::metadata(&file).unwrap().len() > 0);
    let (plot, table) = (lead.path("coverage.svg"), lead.path("coverage.csv"));
    let of_plot = ["numbers", "2026-01-01", "2026-12-31", "--plot", "coverage"];
    lead.json(&[&of_plot[..], &["--svg", &plot, "--language", "ar"]].concat());
    assert!(std::fs::read_to_string(&plot).unwrap().contains("direction=\"rtl\""));
    assert_eq!(lead.json(&[&of_plot[..], &["--csv", &table]].concat())["tables"], 1);
    assert_eq!(lead.code(&of_plot), USAGE, "into which file?");
    assert_ne!(
        lead.code(&[&of_plot[..], &["--svg", &plot]].concat()),
        0,
        "what stands stays"
    );
}

#[test]
fn what_was_entered_in_the_register_of_reprisals_by_mistake_is_taken_back_and_who_opens_it_is_asked() {
    let lead = Person::founded("Lead");
    let entry = json!({"facts": {"informant": "staff", "risk": "A transfer"}, "readers": []});
    let entry = lead.feed(&["reprisal", "add"], &entry.to_string())["id"].clone();
    let entry = entry.as_str().unwrap();
    let due = json!({"record": entry, "facts": {"due": "2026-04-01"}});
    let day = lead.feed(&["reprisal", "recontact"], &due.to_string())["id"].clone();
    let day = day.as_str().unwrap();
    let shown = || lead.json(&["reprisal", "list"])["rows"][0].clone();
    let made = json!({"record": entry, "recontact": day, "note": "He is well"}).to_string();
    lead.feed(&["reprisal", "done"], &made);
    assert_ne!(shown()["recontacts"][0]["done_on"], Value::Null);
    lead.feed(&["reprisal", "done", "--undo"], &made);
    assert_eq!(shown()["recontacts"][0]["done_on"], Value::Null);
    for undo in [false, true] {
        let option: &[&str] = if undo { &["--undo"] } else { &[] };
        let drop = |of: &[&str]| lead.json(&[of, option].concat());
        drop(&["reprisal", "drop", entry, "--recontact", day]);
        assert_eq!(shown()["recontacts"][0]["dropped"], !undo);
        drop(&["reprisal", "drop", entry]);
        assert_eq!(shown()["dropped"], !undo);
    }
    assert_eq!(lead.json(&["reprisal", "access", entry])["whole_team"], false);
    lead.json(&["reprisal", "access", entry, "--whole-team"]);
    assert_eq!(lead.json(&["reprisal", "access", entry])["whole_team"], true);
}

#[test]
fn the_sheet_for_the_final_talk_holds_what_was_weighed_for_it_and_says_when_it_was_told() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let say = |statement: &str| {
        let about = ["finding", "add", "--visit", &visit, "--theme", "accommodation"];
        lead.id(&[&about[..], &["--statement", statement]].concat())
    };
    let (cold, dark) = (say("No heating."), say("No light at night."));
    let seen = lead.id(&["observation", "add", "--visit", &visit, "--text", "Eleven degrees."]);
    lead.json(&["finding", "evidence", &visit, &cold, "observation", &seen]);
    let weight = |finding: &str| lead.json(&["finding", "show", &visit, finding])["row"]["weight"].clone();
    for finding in [&cold, &dark] {
        let was = weight(finding);
        let mut facts = was.clone();
        facts["immediate"] = json!(true);
        let weigh = json!({"visit": visit, "finding": finding, "was": was, "facts": facts});
        lead.feed(&["finding", "weigh"], &weigh.to_string());
    }
    let sheet = lead.json(&["immediate", &visit]);
    assert_eq!((&sheet["told"], &sheet["path"]), (&json!([cold]), &Value::Null));
    assert_eq!(sheet["withheld"], json!([dark]), "nothing that was seen supports it");
    let file = lead.path("sheet.html");
    lead.json(&["immediate", &visit, "--language", "ar", "-o", &file]);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("No heating.") && !written.contains("No light at night."));
    assert_ne!(
        lead.code(&["immediate", &visit, "-o", &file]),
        0,
        "a file that stands stays"
    );

    lead.json(&["finding", "told", &visit, &cold, "--on", "2026-03-04"]);
    assert_eq!(weight(&cold)["told_on"], "2026-03-04");
    assert_eq!(lead.code(&["finding", "told", &visit, &cold]), USAGE, "on which day");
    lead.json(&["finding", "told", &visit, &cold, "--undo"]);
    assert_eq!(weight(&cold)["told_on"], Value::Null);
}
