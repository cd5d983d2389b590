//! Attacks on joining: requests, words, admissions.

use crate::stand::*;
use serde_json::{Value, json};
use visita_app::api::ErrorCode;
use visita_testkit::device::{Device, text};

struct Joining {
    stand: Stand,
    newcomer: Device,
    request: Value,
    words: String,
    confirm: String,
}

fn joining() -> Joining {
    let mut stand = Stand::new();
    let mut newcomer = device(3, &stand.root);
    let asked = newcomer.ok("team_request", json!({"member": "Chen"})).unwrap();
    let request = json!({"text": asked["text"]});
    let seen = stand.lead.ok("team_inspect", request.clone()).unwrap();
    Joining {
        words: text(&asked, "words"),
        confirm: text(&seen, "confirm"),
        stand,
        newcomer,
        request,
    }
}

impl Joining {
    fn admits(&mut self) -> std::path::PathBuf {
        let path = self.stand.root.path().join("admission");
        let args = json!({"request": self.request, "words": self.words, "role": "inspector", "path": path});
        self.stand.lead.ok("team_admit", args).unwrap();
        path
    }

    fn stays_outside(&mut self) {
        assert_eq!(self.newcomer.ok("team_get", json!({})).unwrap()["body"], json!(null));
    }
}

#[test]
fn a_request_is_exchanged_on_its_way_to_the_lead() {
    let mut joining = joining();
    let mut mallory = device(4, &joining.stand.root);
    let other = mallory.ok("team_request", json!({"member": "Chen"})).unwrap();
    let path = joining.stand.root.path().join("admission");
    let args = json!({"request": {"text": other["text"]}, "words": joining.words, "role": "inspector", "path": path});
    is_refused(joining.stand.lead.call("team_admit", args), ErrorCode::WordsDiffer);
    joining.stand.nothing_changed();
    assert!(!path.exists());
}

#[test]
fn an_admission_comes_from_somebody_in_between() {
    let mut joining = joining();
    let mut mallory = device(4, &joining.stand.root);
    mallory
        .ok(
            "team_found",
            json!({"body": "Commission", "team": "North", "member": "Amina"}),
        )
        .unwrap();
    let path = joining.stand.root.path().join("admission");
    let args = json!({"request": joining.request, "words": joining.words, "role": "inspector", "path": path});
    mallory.ok("team_admit", args).unwrap();
    let answer = joining
        .newcomer
        .call("team_join", json!({"path": path, "words": joining.confirm}));
    is_refused(answer, ErrorCode::WordsDiffer);
    joining.stays_outside();
}

#[test]
fn an_admission_for_another_is_taken_away() {
    let mut joining = joining();
    let path = joining.admits();
    let mut thief = device(4, &joining.stand.root);
    thief.ok("team_request", json!({"member": "Chen"})).unwrap();
    let answer = thief.call("team_join", json!({"path": path, "words": joining.confirm}));
    is_refused(answer, ErrorCode::NotForThisDevice);
}

#[test]
fn an_old_admission_is_replayed_to_a_new_request() {
    let mut joining = joining();
    let path = joining.admits();
    joining.newcomer.ok("team_request", json!({"member": "Chen"})).unwrap();
    let answer = joining
        .newcomer
        .call("team_join", json!({"path": path, "words": joining.confirm}));
    is_refused(answer, ErrorCode::NotForThisDevice);
    joining.stays_outside();
}

#[test]
fn an_admission_is_damaged() {
    let mut joining = joining();
    let path = joining.admits();
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let answer = joining
        .newcomer
        .call("team_join", json!({"path": path, "words": joining.confirm}));
    is_refused(answer, ErrorCode::BadFile);
    joining.stays_outside();
}

#[test]
fn an_admission_is_cut_short() {
    let mut joining = joining();
    let path = joining.admits();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 100]).unwrap();
    let answer = joining
        .newcomer
        .call("team_join", json!({"path": path, "words": joining.confirm}));
    is_refused(answer, ErrorCode::BadFile);
    joining.stays_outside();
}

#[test]
fn a_request_is_replayed_by_who_is_in_already() {
    let mut joining = joining();
    joining.admits();
    joining.stand.remember();
    let path = joining.stand.root.path().join("again");
    let args = json!({"request": joining.request, "words": joining.words, "role": "lead", "path": path});
    // It gets the admission it had once more, in the role it has: nobody rises by asking again.
    joining.stand.lead.ok("team_admit", args).unwrap();
    joining.stand.nothing_changed();
}

#[test]
fn a_request_is_changed_by_one_letter() {
    let mut joining = joining();
    let mut asked = text(&joining.request, "text");
    let last = asked.pop().unwrap();
    asked.push(if last == '0' { '1' } else { '0' });
    is_refused(
        joining.stand.lead.call("team_inspect", json!({"text": asked})),
        ErrorCode::BadFile,
    );
    joining.stand.nothing_changed();
}

#[test]
fn a_request_is_longer_than_requests_are() {
    let mut joining = joining();
    let asked = format!("{}{}", text(&joining.request, "text"), "00".repeat(4_000));
    is_refused(
        joining.stand.lead.call("team_inspect", json!({"text": asked})),
        ErrorCode::BadFile,
    );
}

#[test]
fn an_inspector_admits() {
    let mut joining = joining();
    let path = joining.stand.root.path().join("admission");
    let args = json!({"request": joining.request, "words": joining.words, "role": "lead", "path": path});
    is_refused(joining.stand.mallory.call("team_admit", args), ErrorCode::NotAllowed);
    assert!(!path.exists());
}

#[test]
fn a_member_asks_again_under_anothers_name_with_marks_that_do_not_show() {
    let mut joining = joining();
    let answer = joining
        .newcomer
        .call("team_request", json!({"member": "Amina\u{200b}"}));
    is_refused(answer, ErrorCode::Refused);
}
