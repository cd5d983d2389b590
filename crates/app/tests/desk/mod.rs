//! A person at a device: a session on a folder of its own, called as the fronts call it.

use serde_json::{Value, json};
use std::path::PathBuf;
use visita_app::api::table::call;
use visita_app::api::{ApiError, ErrorCode};
use visita_app::{Session, SystemClock};

pub const PASSPHRASE: &str = "orbit lantern meadow copper sail";

pub struct Desk {
    pub session: Option<Session>,
    pub folder: tempfile::TempDir,
    pub words: Vec<String>,
    files: u32,
}

impl Desk {
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Self {
            session: None,
            folder,
            words: Vec::new(),
            files: 0,
        };
        let made = desk.ok("vault_create", json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE}));
        desk.words = serde_json::from_value(made["recovery_words"].clone()).unwrap();
        desk
    }

    pub fn founded(member: &str) -> Self {
        let mut desk = Self::empty();
        desk.ok(
            "team_found",
            json!({"body": "Commission", "team": "North", "member": member}),
        );
        desk
    }

    pub fn team_of_two() -> (Self, Self) {
        let mut lead = Self::founded("Lead");
        let inspector = lead.admits("Inspector", "inspector");
        (lead, inspector)
    }

    /// A newcomer, admitted by this lead with two files and twice six words.
    pub fn admits(&mut self, member: &str, role: &str) -> Self {
        let mut newcomer = Self::empty();
        let asked = newcomer.ok("team_request", json!({"member": member}));
        let admission = newcomer.file("admission");
        let request = json!({"text": asked["text"]});
        let inspected = self.ok("team_inspect", request.clone());
        assert_eq!(
            (&inspected["words"], &inspected["claims"]),
            (&asked["words"], &json!(null))
        );
        let wrong =
            json!({"request": request, "words": "one two three four five six", "role": role, "path": admission});
        assert_eq!(self.refused("team_admit", wrong), ErrorCode::WordsDiffer);
        self.ok(
            "team_admit",
            json!({"request": request, "words": asked["words"], "role": role, "path": admission}),
        );
        let not_the_leads = json!({"path": admission, "words": asked["words"]});
        assert_eq!(newcomer.refused("team_join", not_the_leads), ErrorCode::WordsDiffer);
        let team = newcomer.ok("team_join", json!({"path": admission, "words": inspected["confirm"]}));
        assert_eq!(team["words"], self.ok("team_get", json!({}))["words"]);
        newcomer
    }

    /// A further device of a member.
    #[allow(dead_code)]
    pub fn admits_further(&mut self, name: &str, member: &str) -> Self {
        let mut device = Self::empty();
        let asked = device.ok("team_request", json!({"member": name}));
        let request = json!({"text": asked["text"]});
        let inspected = self.ok("team_inspect", request.clone());
        let admission = device.file("admission");
        self.ok(
            "team_admit",
            json!({"request": request, "words": asked["words"], "role": "inspector", "path": admission,
                "further_device_of": member}),
        );
        device.ok("team_join", json!({"path": admission, "words": inspected["confirm"]}));
        device
    }

    pub fn call(&mut self, name: &str, args: Value) -> Result<Value, ApiError> {
        let vault = self.folder.path().join("vault");
        let session = self
            .session
            .get_or_insert_with(|| Session::at(vault, Box::new(SystemClock)));
        call(session, name, args)
    }

    pub fn ok(&mut self, name: &str, args: Value) -> Value {
        self.call(name, args)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    pub fn refused(&mut self, name: &str, args: Value) -> ErrorCode {
        self.call(name, args).expect_err(name).code
    }

    pub fn id(&mut self, name: &str, args: Value) -> String {
        self.ok(name, args)["id"].as_str().unwrap().to_owned()
    }

    pub fn answer(&mut self, visit: &str, area: &str, item: &str, value: &str) {
        self.ok(
            "answer_set",
            json!({
                "visit": visit, "area": area, "checklist": "prison", "item": item,
                "value": {"type": "yes_no_partly", "value": value}, "source": "observed",
            }),
        );
    }

    pub fn file(&mut self, name: &str) -> PathBuf {
        self.files += 1;
        self.folder.path().join(format!("{name}-{}", self.files))
    }

    pub fn bundle(&mut self) -> PathBuf {
        let path = self.file("bundle");
        self.ok("bundle_export", json!({"path": path}));
        path
    }

    pub fn take(&mut self, path: &PathBuf) -> Value {
        self.ok("bundle_import", json!({"path": path}))
    }

    pub fn close(&mut self) {
        self.session = None;
    }

    pub fn reopen(&mut self) {
        self.close();
        self.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
    }
}

pub fn visit(place: &str) -> Value {
    json!({
        "place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
        "objectives": "", "checklists": ["prison"],
    })
}

/// An interview that the whole team may read.
pub fn interview(visit: &str) -> Value {
    let mut interview = confidential_interview(visit);
    interview["whole_team"] = json!(true);
    interview
}

/// An interview that its author and the leads may read.
pub fn confidential_interview(visit: &str) -> Value {
    json!({
        "visit": visit, "pseudonym": null, "consents": {"talk": "given", "notes": "given"}, "explained": "In person",
        "interviewee": "individual", "language": "en",
    })
}

/// Each takes all that the other has to say, the first one first; nothing of it waits in quarantine.
pub fn exchange(a: &mut Desk, b: &mut Desk) {
    let from_b = b.bundle();
    assert_eq!(a.take(&from_b)["quarantined"], 0);
    let from_a = a.bundle();
    assert_eq!(b.take(&from_a)["quarantined"], 0);
}

/// Paths of the conflicts that stand open on the merge desk of a device.
pub fn open_paths(desk: &mut Desk) -> Vec<String> {
    let open = desk.ok("conflict_list", json!({}))["open"].clone();
    let paths = open.as_array().unwrap().iter();
    paths.map(|one| one["path"].as_str().unwrap().to_owned()).collect()
}
