//! A person with a vault and the built `visita`, and how they come to a team.

use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

pub const PASSPHRASE: &str = "orbit lantern meadow copper sail";

/// Exit codes, as `--help` lists them.
pub const USAGE: i32 = 2;
pub const NOT_FOUND: i32 = 4;
pub const REFUSED: i32 = 5;
pub const OPEN: i32 = 6;

pub struct Person {
    folder: tempfile::TempDir,
}

impl Person {
    /// Without a vault yet.
    pub fn newcomer() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn new() -> Self {
        let person = Self::newcomer();
        assert_eq!(person.json(&["init"])["recovery_words"].as_array().unwrap().len(), 24);
        person
    }

    /// With a team of their own.
    pub fn founded(member: &str) -> Self {
        let person = Self::new();
        person.json(&[
            "team",
            "found",
            "--body",
            "Commission",
            "--team",
            "North",
            "--member",
            member,
        ]);
        person
    }

    /// A member who joined with files.
    pub fn joined(lead: &Self, name: &str) -> Self {
        let person = Self::new();
        let (request, admission) = (person.path("join"), lead.path(name));
        let asked = person.json(&["team", "request", "--member", name, "--output", &request]);
        let seen = lead.json(&["team", "inspect", &request]);
        let words = asked["words"].as_str().unwrap();
        lead.json(&["team", "admit", &request, "--words", words, "--output", &admission]);
        person.json(&["team", "join", &admission, "--words", seen["confirm"].as_str().unwrap()]);
        person
    }

    pub fn run(&self, args: &[&str], stdin: &str) -> Output {
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

    pub fn feed(&self, args: &[&str], stdin: &str) -> Value {
        let output = self.run(args, stdin);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    }

    pub fn json(&self, args: &[&str]) -> Value {
        self.feed(args, "")
    }

    pub fn id(&self, args: &[&str]) -> String {
        self.json(args)["id"].as_str().unwrap().to_owned()
    }

    pub fn code(&self, args: &[&str]) -> i32 {
        self.run(args, "").status.code().unwrap()
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// A place to visit.
    pub fn place(&self) -> String {
        self.id(&["place", "add", "--name", "Tarn Hill", "--type", "prison"])
    }

    /// A visit to a place, by its first day.
    pub fn visit(&self, place: &str, starts_on: &str) -> String {
        self.id(&["visit", "create", "--place", place, "--starts-on", starts_on])
    }

    /// An interview that may be noted down.
    pub fn interview(&self, visit: &str) -> String {
        let start = json!({
            "visit": visit, "pseudonym": null, "consents": {"talk": "given", "notes": "given"}, "explained": "",
            "interviewee": "individual", "language": "en",
        });
        let made = self.feed(&["interview", "add"], &start.to_string());
        made["id"].as_str().unwrap().to_owned()
    }

    /// Writes a note anew, as somebody who has read it.
    pub fn rewrite(&self, interview: &str, text: &str) {
        let base = self.json(&["interview", "show", interview])["note_base"].clone();
        self.feed(
            &["interview", "edit", interview, "--base", base.as_str().unwrap()],
            text,
        );
    }

    pub fn answer(&self, visit: &str, value: &str) {
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
