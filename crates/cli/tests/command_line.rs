//! The whole path through the built `visita`: two vaults, files between them, no window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";

/// Exit codes, as `--help` lists them.
const USAGE: i32 = 2;
const REFUSED: i32 = 5;
const OPEN: i32 = 6;

struct Person {
    folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        let person = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        assert_eq!(person.json(&["init"])["recovery_words"].as_array().unwrap().len(), 24);
        person
    }

    fn run(&self, args: &[&str], stdin: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_visita"))
            .args(["--json", "--vault"])
            .arg(self.folder.path().join("vault"))
            .args(args)
            .env("VISITA_PASSPHRASE", PASSPHRASE)
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A run that refuses before it reads closes the pipe: that is no failure of the test.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn feed(&self, args: &[&str], stdin: &str) -> Value {
        let output = self.run(args, stdin);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        self.feed(args, "")
    }

    fn id(&self, args: &[&str]) -> String {
        self.json(args)["id"].as_str().unwrap().to_owned()
    }

    fn code(&self, args: &[&str]) -> i32 {
        self.run(args, "").status.code().unwrap()
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a note anew, as somebody who has read it.
    fn rewrite(&self, interview: &str, text: &str) {
        let base = self.json(&["interview", "show", interview])["note_base"].clone();
        self.feed(
            &["interview", "edit", interview, "--base", base.as_str().unwrap()],
            text,
        );
    }

    fn answer(&self, visit: &str, value: &str) {
        let value = json!({"type": "yes_no_partly", "value": value}).to_string();
        self.json(&[
            "answer",
            "set",
            "--visit",
            visit,
            "--checklist",
            "prison",
            "--item",
            "own_bed",
            "--value",
            &value,
        ]);
    }
}

#[test]
fn two_vaults_and_files_between_them() {
    let (lead, other) = (Person::new(), Person::new());
    lead.json(&[
        "team",
        "found",
        "--body",
        "Commission",
        "--team",
        "North",
        "--member",
        "Lead",
    ]);
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

    let place = lead.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"]);
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
    let start = json!({
        "visit": visit, "pseudonym": null, "consents": {"talk": "given", "notes": "given"}, "explained": "",
        "interviewee": "individual", "language": "en",
    });
    let interview = other.feed(&["interview", "add"], &start.to_string())["id"].clone();
    other.feed(
        &["interview", "edit", interview.as_str().unwrap()],
        "He asked for a doctor twice.",
    );
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
    let id = interview.as_str().unwrap();
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
    let interview = interview.as_str().unwrap();
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
fn a_table_of_places_says_of_every_row_what_became_of_it() {
    let person = Person::new();
    person.json(&["team", "found", "--body", "B", "--team", "T", "--member", "Lead"]);
    let path = person.path("places.csv");
    let text =
        "Name,Type,Region\nGate,Police post,North\nGate,Police post,North\nGate,Police post,South\nFort,Castle,North\n";
    std::fs::write(&path, text).unwrap();
    let looked = person.json(&["place", "import", &path]);
    assert_eq!(looked["types"][0]["like"], "police_station");
    let take = [
        "place",
        "import",
        &path,
        "--type",
        "police post=police_station",
        "--yes",
    ];
    let done = person.json(&take);
    let told: Vec<Value> = done["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["number"], row["outcome"], row["reason"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!([2, "added", null]),
            json!([3, "repeated", null]),
            json!([4, "added", null]),
            json!([5, "refused", "place_type"]),
        ]
    );
    let all = [&take[..], &["--add", "3"]].concat();
    assert_eq!(person.json(&all)["added"], 1, "taken in all the same");
    assert_eq!(
        person.code(&["place", "import", &path, "--type", "castle", "--yes"]),
        USAGE
    );
}

#[test]
fn refusals_have_their_exit_codes_and_one_sentence() {
    let person = Person::new();
    let not_found = person.run(&["place", "show", "00000000-0000-0000-0000-000000000000"], "");
    let error: Value = serde_json::from_slice(&not_found.stdout).unwrap();
    assert_eq!(error["error"]["code"], "not_found");
    assert_eq!(String::from_utf8_lossy(&not_found.stderr).lines().count(), 1);
    let again = person.code(&["init"]);
    assert!(again > USAGE && not_found.status.code().unwrap() > USAGE);
    assert_ne!(again, not_found.status.code().unwrap());
    assert_eq!(person.code(&["no-such-verb"]), USAGE);
    assert_eq!(person.run(&["interview", "add"], "not json").status.code(), Some(USAGE));
    let castle = person.run(&["place", "add", "--name", "Tarn Hill", "--type", "castle"], "");
    let error: Value = serde_json::from_slice(&castle.stdout).unwrap();
    assert_eq!(
        (&error["error"]["code"], &error["error"]["field"]),
        (&json!("refused"), &json!("place_type"))
    );
    let sentence = String::from_utf8_lossy(&castle.stderr).into_owned();
    assert!(
        sentence.contains("place_type: one of ") && sentence.contains("police_station"),
        "{sentence}"
    );
    for shell in ["bash", "zsh", "fish"] {
        // One document: the script as a JSON string, and nothing after it.
        let script = person.json(&["completions", shell]);
        assert!(script.as_str().unwrap().contains("visita"), "{shell}");
    }
}

#[test]
fn the_passphrase_is_never_an_argument() {
    let help = Command::new(env!("CARGO_BIN_EXE_visita"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("--passphrase-file") && !help.contains("--passphrase "));
}

#[test]
fn every_write_takes_its_arguments_from_standard_input_too() {
    let person = Person::new();
    let feed = |args: &[&str], given: Value| person.feed(&[args, &["--stdin"]].concat(), &given.to_string());
    feed(
        &["team", "found"],
        json!({"body": "Commission", "team": "North", "member": "Lead"}),
    );
    let place = feed(&["place", "add"], json!({"name": "Tarn Hill", "place_type": "prison"}))["id"].clone();
    let visit = feed(
        &["visit", "create"],
        json!({"place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
               "objectives": "", "checklists": ["prison"]}),
    )["id"]
        .clone();
    feed(&["visit", "area"], json!({"visit": visit, "name": "Wing B"}));
    feed(
        &["visit", "phase"],
        json!({"visit": visit, "phase": "on_site", "acknowledge_conflicts": false}),
    );
    let start = json!({
        "visit": visit, "pseudonym": null, "consents": {"talk": "given", "notes": "given"}, "explained": "",
        "interviewee": "individual", "language": "en",
    });
    let interview = person.feed(&["interview", "add"], &start.to_string())["id"].clone();
    feed(
        &["interview", "withdraw"],
        json!({"interview": interview, "purpose": "notes"}),
    );
    let show = person.json(&["interview", "show", interview.as_str().unwrap()]);
    assert_eq!(show["withdrawn"], true);
    let report = person.path("report.html");
    feed(
        &["report"],
        json!({"visit": visit, "language": "en", "audience": "internal", "path": report}),
    );
    assert!(Path::new(&report).exists());
    let view = person.json(&["visit", "show", visit.as_str().unwrap()]);
    assert_eq!(view["row"]["phase"], "on_site");
    assert_eq!(
        person.code(&["visit", "phase"]),
        USAGE,
        "without --stdin they are asked for"
    );
}

#[test]
fn a_note_is_never_overwritten_by_a_text_that_does_not_know_it() {
    let person = Person::new();
    person.json(&["team", "found", "--body", "B", "--team", "T", "--member", "Lead"]);
    let place = person.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"]);
    let visit = person.id(&["visit", "create", "--place", &place, "--starts-on", "2026-03-02"]);
    let start = json!({
        "visit": visit, "pseudonym": null, "consents": {"talk": "given", "notes": "given"}, "explained": "",
        "interviewee": "individual", "language": "en",
    });
    let interview = person.feed(&["interview", "add"], &start.to_string())["id"].clone();
    let interview = interview.as_str().unwrap();
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
fn a_bundle_goes_to_those_named_and_to_nobody_when_one_is_unknown() {
    let (lead, other, third) = (Person::new(), Person::new(), Person::new());
    lead.json(&["team", "found", "--body", "B", "--team", "T", "--member", "Lead"]);
    for (person, name) in [(&other, "Inspector"), (&third, "Expert")] {
        let (request, admission) = (person.path("request"), lead.path(name));
        let words = person.json(&["team", "request", "--member", name, "-o", &request])["words"].clone();
        let confirm = lead.json(&["team", "inspect", &request])["confirm"].clone();
        let words = words.as_str().unwrap();
        lead.json(&["team", "admit", &request, "--words", words, "-o", &admission]);
        person.json(&["team", "join", &admission, "--words", confirm.as_str().unwrap()]);
    }
    lead.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"]);
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

/// A person at a real terminal: `script` gives the program one, and this side reads and types.
#[test]
#[cfg(target_os = "linux")]
fn init_at_a_terminal_asks_words_back_until_they_are_right() {
    use std::io::Read as _;
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!(
            "{} --vault {} init",
            env!("CARGO_BIN_EXE_visita"),
            folder.path().join("vault").display()
        ))
        .arg("/dev/null")
        .env("VISITA_PASSPHRASE", PASSPHRASE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut typing, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut seen = String::new();
    // Reads on until the screen ends in this.
    let mut until = |wanted: &str| -> String {
        let mut byte = [0];
        while !seen.ends_with(wanted) {
            assert_eq!(screen.read(&mut byte).unwrap(), 1, "before {wanted:?}: {seen}");
            seen.push(char::from(byte[0]));
        }
        std::mem::take(&mut seen)
    };
    let shown = until("not shown again. ");
    let mut words = vec![String::new(); 25];
    let list: Vec<&str> = shown.split_whitespace().collect();
    for pair in list.windows(2) {
        if let Ok(at) = pair[0].parse::<usize>() {
            words[at] = pair[1].to_owned();
        }
    }
    assert!(words.iter().skip(1).all(|word| !word.is_empty()), "{shown}");
    typing.write_all(b"\n").unwrap();
    for right in [false, true] {
        for _ in 0..3 {
            let asked = until(": ");
            let position: usize = asked
                .rsplit("Word ")
                .next()
                .unwrap()
                .trim_end_matches(": ")
                .parse()
                .unwrap();
            let word = if right { words[position].as_str() } else { "wrong" };
            typing.write_all(format!("{word}\n").as_bytes()).unwrap();
        }
    }
    until("They are right.");
    drop(typing);
    let mut rest = String::new();
    screen.read_to_string(&mut rest).unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn colleagues_let_somebody_back_in_with_files_alone() {
    let amina = Person::new();
    amina.json(&["team", "found", "--body", "B", "--team", "T", "--member", "Amina"]);
    let others = ["Boris", "Chen"].map(|name| joined(&amina, name));
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

/// A member who joined with files.
fn joined(lead: &Person, name: &str) -> Person {
    let person = Person::new();
    let (request, admission) = (person.path("join"), lead.path(name));
    let asked = person.json(&["team", "request", "--member", name, "--output", &request]);
    let seen = lead.json(&["team", "inspect", &request]);
    let words = asked["words"].as_str().unwrap();
    lead.json(&["team", "admit", &request, "--words", words, "--output", &admission]);
    person.json(&["team", "join", &admission, "--words", seen["confirm"].as_str().unwrap()]);
    person
}

#[test]
fn readers_are_changed_by_whoever_says_whom_they_were_shown() {
    let lead = Person::new();
    lead.json(&["team", "found", "--body", "B", "--team", "T", "--member", "Lead"]);
    joined(&lead, "Boris");
    let members = lead.json(&["team", "show"])["members"].clone();
    let boris = members.as_array().unwrap().iter().find(|one| one["name"] == "Boris");
    let boris = boris.unwrap()["member"].as_str().unwrap();
    let place = lead.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"]);
    let visit = lead.id(&["visit", "create", "--place", &place, "--starts-on", "2026-03-02"]);
    let start = json!({
        "visit": visit, "pseudonym": null, "consents": {"talk": "given", "notes": "given"}, "explained": "",
        "interviewee": "individual", "language": "en",
    });
    let interview = lead.feed(&["interview", "add"], &start.to_string())["id"].clone();
    let month = ["--from", "2099-03-01", "--to", "2099-03-31"];
    let plan = lead.id(&[["plan", "add", "--place", place.as_str()].as_slice(), month.as_slice()].concat());
    for (noun, id) in [("interview", interview.as_str().unwrap()), ("plan", plan.as_str())] {
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

#[test]
fn a_recommendation_is_written_sent_answered_verified_and_traced() {
    let lead = Person::new();
    lead.json(&[
        "team",
        "found",
        "--body",
        "Commission",
        "--team",
        "North",
        "--member",
        "Lead",
    ]);
    let place = lead.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"]);
    let visit = |on: &str| lead.id(&["visit", "create", "--place", &place, "--starts-on", on]);
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
    let columns = |trace: Value| trace["nodes"].as_array().unwrap().len();
    assert_eq!(
        columns(lead.json(&["trace", "--recommendation", &id])),
        columns(lead.json(&["trace", "--visit", &first]))
    );
    assert_eq!(lead.code(&["trace"]), USAGE);
}

#[test]
fn evidence_reprisals_today_and_numbers_have_verbs() {
    let lead = Person::new();
    let found = [
        "team",
        "found",
        "--body",
        "Commission",
        "--team",
        "North",
        "--member",
        "Lead",
    ];
    lead.json(&found);
    let place = lead.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"]);
    let visit = lead.id(&["visit", "create", "--place", &place, "--starts-on", "2026-03-02"]);
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
