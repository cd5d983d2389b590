//! Two vaults and files between them.

use crate::person::{Person, USAGE};
use serde_json::json;
use std::path::Path;

#[test]
fn two_vaults_and_files_between_them() {
    let (lead, other) = (Person::founded("Lead"), Person::new());
    let (request, admission) = (other.path("request"), lead.path("admission"));
    let words = other.json(&["team", "request", "--member", "Inspector", "-o", &request])["words"].clone();
    let inspected = lead.json(&["team", "inspect", &request]);
    assert_eq!(inspected["words"], words);
    lead.json(&[
        "team",
        "admit",
        &request,
        "--words",
        words.as_str().unwrap(),
        "-o",
        &admission,
    ]);
    let confirm = inspected["confirm"].as_str().unwrap();
    other.json(&["team", "join", &admission, "--words", confirm]);

    let place = lead.place();
    let visit = lead.id(&[
        "visit",
        "create",
        "--place",
        &place,
        "--starts-on",
        "2026-03-02",
        "--checklist",
        "prison",
    ]);
    let (out, back) = (lead.path("out"), other.path("back"));
    lead.json(&["bundle", "export", &out]);
    other.json(&["bundle", "import", &out]);
    lead.answer(&visit, "yes");
    other.answer(&visit, "no");
    let interview = other.interview(&visit);
    other.feed(&["interview", "edit", &interview], "He asked for a doctor twice.");
    other.json(&["bundle", "export", &back]);
    assert_eq!(lead.json(&["bundle", "inspect", &back])["from"], "Inspector");
    assert_eq!(lead.json(&["bundle", "import", &back])["open_conflicts"], 1);

    let desk = lead.json(&["conflicts", "list", "--visit", &visit]);
    let conflict = &desk["open"][0];
    let seen: Vec<_> = conflict["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["slot"].clone())
        .collect();
    let decision = json!({"doc": conflict["doc"], "path": conflict["path"], "outcome": "keep_both", "seen": seen});
    lead.feed(&["conflicts", "resolve"], &decision.to_string());
    let (doc, path) = (conflict["doc"].as_str().unwrap(), conflict["path"].as_str().unwrap());
    let decided = lead.json(&["conflicts", "show", doc, path]);
    assert_eq!(
        (&decided["decision"]["outcome"], &decided["decision"]["by"]),
        (&json!("keep_both"), &json!("Lead"))
    );
    assert!(decided["decision"]["at"].as_str().unwrap().contains('T'));
    assert_eq!(decided["versions"].as_array().unwrap().len(), 2);
    let report = lead.path("report.html");
    lead.json(&["report", &visit, "-o", &report]);
    assert!(
        std::fs::read_to_string(Path::new(&report))
            .unwrap()
            .contains("Tarn Hill")
    );
    let shown_before = std::fs::read(&report).unwrap();
    let other_language = ["report", &visit, "--language", "ar", "-o", &report];
    assert_ne!(lead.code(&other_language), 0, "a report that stands was written over");
    assert_eq!(std::fs::read(&report).unwrap(), shown_before);
    lead.json(&[&other_language[..], &["--replace"]].concat());
    assert_ne!(std::fs::read(&report).unwrap(), shown_before);
    let history = lead.json(&["history", &visit]);
    assert!(
        history["entries"]
            .as_array()
            .unwrap()
            .iter()
            .all(|entry| entry["signature"] == "valid")
    );
    assert_eq!(lead.json(&["search", "doctor"])["hits"][0]["id"], interview);
    let id = interview.as_str();
    let withdraw = ["interview", "withdraw", id, "--purpose", "notes"];
    let preview = lead.json(&[&withdraw[..], &["--preview"]].concat());
    assert_eq!(
        (&preview["withdrawn"], &preview["devices"][1]["state"]),
        (&json!(false), &json!("pending"))
    );
    assert_eq!(
        lead.json(&["search", "doctor"])["hits"][0]["id"],
        interview,
        "looking changes nothing"
    );
    lead.json(&withdraw);
    assert_eq!(lead.json(&["search", "doctor"])["hits"], json!([]));
    assert_eq!(
        lead.code(&["interview", "withdraw", id]),
        USAGE,
        "what is withdrawn must be said"
    );
    assert_eq!(lead.json(&["quarantine", "list"])["rows"], json!([]));

    let again = json!({"interview": id, "purpose": "notes", "state": "given", "explained": "asked again"});
    lead.feed(&["call", "consent_set"], &again.to_string());

    // The same note, typed on by both: the desk asks for it to be read, like any other disagreement.
    let (again, over) = (lead.path("again"), other.path("over"));
    let interview = interview.as_str();
    lead.rewrite(interview, "He asked for a doctor twice. Nobody came.");
    other.rewrite(interview, "He asked for a doctor twice. On Monday.");
    other.json(&["bundle", "export", &over]);
    assert_eq!(lead.json(&["bundle", "import", &over])["open_conflicts"], 1);
    let passage = lead.json(&["conflicts", "list", "--visit", &visit])["open"][0].clone();
    let (doc, path) = (passage["doc"].as_str().unwrap(), passage["path"].as_str().unwrap());
    assert_eq!(lead.json(&["conflicts", "show", doc, path])["now"], passage["now"]);
    let seen: Vec<_> = passage["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["slot"].clone())
        .collect();
    let read = json!({"doc": doc, "path": path, "outcome": "keep_both", "seen": seen});
    lead.feed(&["conflicts", "resolve"], &read.to_string());
    assert_eq!(lead.json(&["conflicts", "list"])["open"], json!([]));

    // Another lead's admission beside ours is kept apart: shown, tried again, written out.
    let fork = Person::new();
    let (asked, welcome) = (fork.path("asked"), lead.path("welcome"));
    let words = fork.json(&["team", "request", "--member", "Second lead", "-o", &asked])["words"].clone();
    let confirm = lead.json(&["team", "inspect", &asked])["confirm"].clone();
    let words = words.as_str().unwrap();
    lead.json(&[
        "team", "admit", &asked, "--words", words, "--role", "lead", "-o", &welcome,
    ]);
    fork.json(&["team", "join", &welcome, "--words", confirm.as_str().unwrap()]);
    for (admits, name) in [(&lead, "Chen"), (&fork, "Dunja")] {
        let newcomer = Person::new();
        let (asked, welcome) = (newcomer.path("asked"), newcomer.path("welcome"));
        let words = newcomer.json(&["team", "request", "--member", name, "-o", &asked])["words"].clone();
        admits.json(&[
            "team",
            "admit",
            &asked,
            "--words",
            words.as_str().unwrap(),
            "-o",
            &welcome,
        ]);
    }
    fork.json(&["bundle", "export", &again]);
    assert_eq!(lead.json(&["bundle", "import", &again])["quarantined"], 1);
    let held = lead.json(&["quarantine", "list"])["rows"][0].clone();
    let id = held["id"].as_str().unwrap();
    assert_eq!(lead.json(&["quarantine", "show", id])["by"], "Second lead");
    assert_eq!(lead.json(&["quarantine", "retry", id])["reason"], "roster_fork");
    let bytes = lead.path("bytes");
    lead.json(&["quarantine", "export", id, "-o", &bytes]);
    assert_eq!(json!(std::fs::metadata(&bytes).unwrap().len()), held["bytes"]);
    assert_ne!(lead.code(&["quarantine", "retry", "999"]), 0);
    lead.json(&["rebuild"]);
    lead.json(&["restored"]);
}

#[test]
fn a_bundle_goes_to_those_named_and_to_nobody_when_one_is_unknown() {
    let lead = Person::founded("Lead");
    let [other, third] = ["Inspector", "Expert"].map(|name| Person::joined(&lead, name));
    lead.place();
    let out = lead.path("out");
    let preview = lead.json(&["bundle", "export", "--preview", "--to", "Expert"]);
    assert!(!Path::new(&out).exists());
    let written = lead.json(&["bundle", "export", &out, "--to", "Expert"]);
    for measure in ["records", "envelopes"] {
        assert_eq!(preview[measure], written[measure], "{measure}");
    }
    // age adds a line of random length to every file.
    let (said, length) = (
        preview["bytes"].as_u64().unwrap(),
        std::fs::metadata(&out).unwrap().len(),
    );
    assert!(said.abs_diff(length) < 1_024, "{said} said, {length} written");
    third.json(&["bundle", "import", &out]);
    assert_eq!(third.json(&["place", "list"])["rows"][0]["facts"]["name"], "Tarn Hill");
    assert_ne!(other.code(&["bundle", "import", &out]), 0, "sealed for another");
    let both = lead.path("both");
    assert_ne!(
        lead.code(&["bundle", "export", &both, "--to", "Expert", "--to", "Nobody"]),
        0
    );
    assert!(!Path::new(&both).exists());
}
