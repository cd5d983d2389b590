//! A device that travels, those at home, and what may happen between them in whatever order.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod again;
mod lacking;
mod register;
mod steps;
mod store;
mod whole;

use super::key_file::JourneyKey;
use super::{DRAFTS, JOURNEY, TRACES};
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use crate::session::Open;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use store::Store;
use visita_domain::DocumentId;
use visita_seal::grant::trusted_grant;
use visita_wire::DocKind;

/// Stands in everything that is left behind.
const CANARY: &str = "Zabrelm";
/// Of it, what is the same in the search, which holds no capitals.
const SHOWN: &[u8] = b"abrelm";
/// What a person fears who gave an interview.
const RISK: &str = "Dismissal by the director";

fn open(desk: &mut Desk) -> &mut Open {
    desk.ok("app_status", json!({}));
    desk.session.as_mut().unwrap().open().unwrap()
}

fn carry(from: &mut Desk, to: &mut Desk) -> Value {
    let bundle = from.bundle();
    to.take(&bundle)
}

/// Each hears what the other has, and that the other has heard.
fn meet(a: &mut Desk, b: &mut Desk) {
    carry(a, b);
    carry(b, a);
    carry(a, b);
}

/// Two at home, each of whom knows that the other has everything.
fn settle(traveller: &mut Desk, lead: &mut Desk) {
    meet(traveller, lead);
    carry(lead, traveller);
}

fn consents(desk: &mut Desk, interview: &str, state: &str) {
    let talk = json!({"interview": interview, "purpose": "talk", "state": state});
    desk.ok("consent_set", talk);
}

fn observe(desk: &mut Desk, visit: &str, text: &str) {
    desk.id(
        "observation_add",
        json!({"visit": visit, "text": text, "area": null, "theme": null, "source": "observed", "flag": false}),
    );
}

fn observed(desk: &mut Desk, visit: &str) -> Vec<String> {
    let seen = desk.ok("visit_get", json!({"visit": visit}))["observations"].clone();
    let rows = seen.as_array().unwrap().iter();
    let mut texts: Vec<String> = rows.map(|row| row["text"].as_str().unwrap().to_owned()).collect();
    texts.sort();
    texts
}

fn heads(desk: &mut Desk, record: &str) -> Vec<u8> {
    let id: DocumentId = record.parse().unwrap();
    let standing = open(desk).vault.read().document_standing(&id.bytes()).unwrap();
    standing.unwrap().heads
}

fn bytes(record: &str) -> [u8; 16] {
    record.parse::<DocumentId>().unwrap().bytes()
}

/// A visit that somebody travels to, and another place with a visit and an interview.
struct Work {
    visit: String,
    place: String,
    other: String,
    interview: String,
    note: String,
    /// What is typed at the merge desk about a record.
    merge: String,
    /// Keys of what was left and the grants that brought them, as they lay in the store before.
    secrets: RefCell<Vec<Vec<u8>>>,
}

/// The keys of a record that a device has, and the grants that brought them.
fn secrets(desk: &mut Desk, record: &str) -> Vec<Vec<u8>> {
    let (doc, tx) = (bytes(record), open(desk).vault.read());
    let keys = tx.keys_of(&doc).unwrap().into_iter().map(|row| row.key.to_vec());
    let grants = tx.grants().unwrap().into_iter().map(|(_, grant)| grant);
    let of_record = grants.filter(|grant| {
        trusted_grant(grant).is_ok_and(|says| says.subjects.iter().any(|subject| subject.doc.0 == doc))
    });
    keys.chain(of_record).collect()
}

impl Work {
    fn by(desk: &mut Desk) -> Self {
        let add = |desk: &mut Desk, name: &str| desk.id("place_add", json!({"name": name, "place_type": "prison"}));
        let here = add(desk, "Tarn Hill");
        let visit = desk.id("visit_create", desk::visit(&here));
        let place = add(desk, &format!("{CANARY} Gate"));
        let other = desk.id("visit_create", desk::visit(&place));
        observe(desk, &other, &format!("{CANARY}: two on the floor"));
        let interview = desk.id("interview_start", desk::interview(&other));
        let named = json!({"interview": interview, "identity": format!("{CANARY} Haddad")});
        desk.ok("identity_seal", named);
        let note = format!("observation/{other}/new");
        desk.ok("draft_put", json!({"key": note, "text": format!("{CANARY} typed")}));
        let merge = format!("merge/{other} visit/objectives/why");
        desk.ok("draft_put", json!({"key": merge, "text": format!("{CANARY} weighed")}));
        Self {
            visit,
            place,
            other,
            interview,
            note,
            merge,
            secrets: RefCell::default(),
        }
    }

    fn records(&self) -> [&str; 3] {
        [&self.place, &self.other, &self.interview]
    }

    fn beginning(&self, path: &Path) -> Value {
        json!({"visit": self.visit, "records": self.records(), "path": path, "acknowledged": true})
    }

    /// Why each record that the visit does not need must come along.
    fn why_not(&self, desk: &mut Desk) -> Vec<Value> {
        let records = desk.ok("travel_get", json!({"visit": self.visit}))["records"].clone();
        let rows = records.as_array().unwrap().iter();
        rows.map(|row| row["why_not"].clone()).collect()
    }

    /// Begins the journey; the file that stays at home.
    fn leave(&self, desk: &mut Desk) -> PathBuf {
        let path = desk.file("journey");
        let all = self.records().into_iter().flat_map(|record| secrets(desk, record));
        *self.secrets.borrow_mut() = all.collect();
        let before = Store::of(desk);
        let secrets = self.secrets.borrow();
        assert!(!secrets.is_empty() && secrets.iter().all(|secret| before.holds(secret)));
        for table in ["draft", "projection", "found", "search_data"] {
            assert!(before.of_table(table).holds(SHOWN), "the look into {table} works");
        }
        let state = desk.ok("travel_begin", self.beginning(&path));
        assert_eq!((&state["away"], &state["traces"]), (&json!(true), &json!(false)));
        path
    }

    /// Whether anything in the store shows what was left.
    fn shows(&self, desk: &mut Desk) -> bool {
        let found = desk.ok("search_find", json!({"query": CANARY}))["hits"] != json!([]);
        let store = Store::of(desk);
        let secret = self.secrets.borrow().iter().any(|secret| store.holds(secret));
        let tx = open(desk).vault.read();
        let here = self.records().into_iter().any(|record| {
            let doc = bytes(record);
            !tx.keys_of(&doc).unwrap().is_empty() || tx.document(&doc).unwrap().is_some()
        });
        found || secret || here || store.holds(SHOWN) || tx.identity(&bytes(&self.interview)).unwrap().is_some()
    }
}

/// A lead at home and an inspector who travels and has told the lead everything.
fn ready() -> (Desk, Desk, Work) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let work = Work::by(&mut inspector);
    settle(&mut inspector, &mut lead);
    (lead, inspector, work)
}

fn handed_back(lead: &mut Desk, path: &Path) -> PathBuf {
    let to = lead.file("handed");
    let handed = lead.ok("travel_hand_back", json!({"path": path, "to": to}));
    assert_eq!(handed["member"], "Inspector");
    to
}

/// The keys are here again, and no record is.
fn takes_keys_out(lead: &mut Desk, traveller: &mut Desk, path: &Path) {
    let back = std::fs::read(handed_back(lead, path)).unwrap();
    let vault = open(traveller);
    let made = JourneyKey::opened(&back, &vault.files).unwrap();
    vault.take_out(&made).unwrap();
    let state = traveller.ok("journey_get", json!({}));
    assert_eq!((&state["away"], &state["returning"]), (&json!(false), &json!(true)));
}

fn comes_back(lead: &mut Desk, traveller: &mut Desk, path: &Path) {
    let back = handed_back(lead, path);
    let state = traveller.ok("travel_end", json!({"path": back}));
    assert_eq!((&state["away"], &state["returning"]), (&json!(false), &json!(false)));
}

#[test]
fn what_is_left_is_nowhere_on_the_device_and_comes_back_with_what_others_wrote_meanwhile() {
    let (mut lead, mut inspector, work) = ready();
    assert!(work.shows(&mut inspector), "the look itself works");
    assert_eq!(work.why_not(&mut inspector), [json!(null), json!(null), json!(null)]);
    let path = work.leave(&mut inspector);
    assert!(!work.shows(&mut inspector));
    let rows = inspector.ok("place_list", json!({}))["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    for (name, args) in [
        ("visit_get", json!({"visit": work.other})),
        ("interview_get", json!({"interview": work.interview})),
        ("draft_put", json!({"key": work.note, "text": "typed anew"})),
        ("draft_put", json!({"key": work.merge, "text": "weighed anew"})),
        (
            "draft_put",
            json!({"key": format!("merge/{} visit/objectives/value", work.other), "text": "or so"}),
        ),
        ("travel_begin", work.beginning(&path)),
    ] {
        let code = inspector.refused(name, args);
        let expected = if name == "travel_begin" {
            ErrorCode::AlreadyTravelling
        } else {
            ErrorCode::LeftBehind
        };
        assert_eq!(code, expected, "{name}");
    }
    // Nor are their mailboxes of a relay read, which would hand out nothing that opens here.
    let book = open(&mut inspector).relay_book().unwrap();
    let left = work.records().map(bytes);
    assert!(book.docs.values().all(|mailbox| !left.contains(&mailbox.key.doc.0)));
    // Work goes on here and there; nothing that comes fills in what was left.
    observe(&mut inspector, &work.visit, "at the gate");
    observe(&mut lead, &work.other, &format!("{CANARY}: three by now"));
    let late = lead.id("interview_start", desk::interview(&work.other));
    let of_late = secrets(&mut lead, &late);
    assert!(of_late.len() >= 2, "a key and its grant");
    carry(&mut lead, &mut inspector);
    carry(&mut inspector, &mut lead);
    inspector.reopen();
    assert!(!work.shows(&mut inspector));
    let store = Store::of(&inspector);
    assert!(!of_late.iter().any(|secret| store.holds(secret)));
    assert_eq!(
        inspector.refused("interview_get", json!({"interview": late})),
        ErrorCode::LeftBehind
    );
    assert_eq!(observed(&mut lead, &work.visit), ["at the gate"]);
    let sealed = open(&mut inspector)
        .vault
        .read()
        .sealed_documents(DocKind::Visit.code());
    assert!(sealed.unwrap().is_empty(), "nor is it sealed for others");
    // The file that stayed is for those at home; what they hand back is for this device.
    assert_eq!(
        inspector.refused("travel_end", json!({"path": path})),
        ErrorCode::NotForThisDevice
    );
    comes_back(&mut lead, &mut inspector, &path);
    let all = [format!("{CANARY}: three by now"), format!("{CANARY}: two on the floor")];
    assert_eq!(observed(&mut inspector, &work.other), all);
    inspector.ok("interview_get", json!({"interview": late}));
    let named = inspector.ok("identity_open", json!({"interview": work.interview}));
    assert_eq!(named["identity"], format!("{CANARY} Haddad"));
    for (key, text) in [(&work.note, "typed"), (&work.merge, "weighed")] {
        let typed = inspector.ok("draft_get", json!({"key": key}));
        assert_eq!(typed["text"], format!("{CANARY} {text}"));
    }
    let store = Store::of(&inspector);
    assert!(of_late.iter().all(|secret| store.holds(secret)));
    let hits = inspector.ok("search_find", json!({"query": CANARY}))["hits"].clone();
    assert!(
        hits.as_array()
            .unwrap()
            .iter()
            .any(|hit| hit["id"] == json!(work.other)),
        "{hits}"
    );
    meet(&mut inspector, &mut lead);
    for record in work.records() {
        assert_eq!(heads(&mut inspector, record), heads(&mut lead, record));
    }
    assert_eq!(inspector.ok("quarantine_list", json!({}))["rows"], json!([]));
}

#[test]
fn only_what_the_visit_does_not_need_and_others_hold_is_left() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let work = Work::by(&mut inspector);
    carry(&mut inspector, &mut lead);
    assert_eq!(work.why_not(&mut inspector), vec![json!("only_here"); 3]);
    let path = inspector.file("journey");
    let refused = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(refused, ErrorCode::CannotLeave);
    assert!(!path.exists(), "nothing is written where nothing is left");
    carry(&mut lead, &mut inspector);
    let mut unread = work.beginning(&path);
    unread["acknowledged"] = json!(false);
    assert_eq!(inspector.refused("travel_begin", unread), ErrorCode::Refused);
    let mut needed = work.beginning(&path);
    needed["records"] = json!([work.visit]);
    assert_eq!(inspector.refused("travel_begin", needed), ErrorCode::CannotLeave);
    // What was written since nobody else has.
    observe(&mut inspector, &work.other, "the last word");
    let refused = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(refused, ErrorCode::CannotLeave);
    assert!(work.shows(&mut inspector), "and nothing is gone");
}

#[test]
fn nobody_leaves_a_record_behind_because_of_what_a_traveller_holds() {
    let (mut lead, mut inspector, work) = ready();
    meet(&mut lead, &mut inspector);
    work.leave(&mut inspector);
    carry(&mut inspector, &mut lead);
    assert!(work.why_not(&mut lead).iter().all(|why| *why == json!("only_here")));
    let mut third = lead.admits("Third", "inspector");
    meet(&mut lead, &mut third);
    assert!(work.why_not(&mut lead).iter().all(|why| *why == json!(null)));
}

#[test]
fn a_removal_and_a_new_key_while_away_find_everything_on_the_way_back() {
    let (mut lead, mut inspector, work) = ready();
    let mut second = lead.admits("Second", "lead");
    let mut third = lead.admits("Third", "inspector");
    carry(&mut lead, &mut second);
    carry(&mut lead, &mut third);
    // The inspector and the lead have it; the second lead, who removes its author, does not.
    observe(&mut third, &work.other, "the last thing said");
    carry(&mut third, &mut lead);
    carry(&mut lead, &mut inspector);
    meet(&mut inspector, &mut lead);
    carry(&mut lead, &mut inspector);
    let path = work.leave(&mut inspector);
    let device = open(&mut third).device.id().to_string();
    second.ok("device_remove", json!({"device": device}));
    observe(&mut second, &work.other, "under the new key");
    carry(&mut second, &mut inspector);
    assert!(!work.shows(&mut inspector));
    let back = handed_back(&mut lead, &path);
    inspector.ok("travel_end", json!({"path": back}));
    let all = [
        format!("{CANARY}: two on the floor"),
        "the last thing said".to_owned(),
        "under the new key".to_owned(),
    ];
    assert_eq!(observed(&mut inspector, &work.other), all);
    assert_eq!(inspector.ok("quarantine_list", json!({}))["rows"], json!([]));
    // Who had it stands by it, so that it comes to whoever removed its author.
    carry(&mut inspector, &mut second);
    assert_eq!(observed(&mut second, &work.other), all);
    carry(&mut second, &mut inspector);
    assert_eq!(heads(&mut second, &work.other), heads(&mut inspector, &work.other));
}

#[test]
fn a_process_that_ends_at_any_step_loses_nothing_and_goes_on_when_the_vault_opens() {
    let (mut lead, mut inspector, work) = ready();
    let path = work.leave(&mut inspector);
    // Before the traces were written over: the search is empty, and is made anew.
    open(&mut inspector)
        .vault
        .transact(|tx| {
            tx.forget_search()?;
            tx.put_setting(TRACES, "0")
        })
        .unwrap();
    assert_eq!(inspector.ok("journey_get", json!({}))["traces"], json!(true));
    inspector.reopen();
    assert_eq!(inspector.ok("journey_get", json!({}))["traces"], json!(false));
    let hits = inspector.ok("search_find", json!({"query": "Tarn"}))["hits"].clone();
    assert!(!hits.as_array().unwrap().is_empty());
    assert!(!work.shows(&mut inspector));
    // After the keys came back and before any record did.
    takes_keys_out(&mut lead, &mut inspector, &path);
    let tx = open(&mut inspector).vault.read();
    assert!(tx.document(&bytes(&work.other)).unwrap().is_none());
    assert_eq!(
        (tx.setting(JOURNEY).unwrap(), tx.setting(DRAFTS).unwrap()),
        (None, None)
    );
    let path = inspector.file("journey");
    let refused = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(refused, ErrorCode::AlreadyTravelling);
    inspector.reopen();
    assert_eq!(inspector.ok("journey_get", json!({}))["returning"], json!(false));
    assert!(work.shows(&mut inspector));
    for record in work.records() {
        assert_eq!(heads(&mut inspector, record), heads(&mut lead, record));
    }
    // And another journey may begin.
    work.leave(&mut inspector);
    assert!(!work.shows(&mut inspector));
}

#[test]
fn without_the_file_the_records_come_to_another_device_of_the_member() {
    let (mut lead, mut inspector, work) = ready();
    work.leave(&mut inspector);
    observe(&mut inspector, &work.visit, "at the gate");
    carry(&mut inspector, &mut lead);
    let me = inspector.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let mut anew = lead.admits_further("Inspector", &me);
    meet(&mut lead, &mut anew);
    assert_eq!(observed(&mut anew, &work.visit), ["at the gate"]);
    for record in work.records() {
        assert_eq!(heads(&mut anew, record), heads(&mut lead, record));
    }
}

#[test]
fn the_key_of_a_device_that_was_removed_is_handed_to_nobody() {
    let (mut lead, mut inspector, work) = ready();
    let path = work.leave(&mut inspector);
    let device = open(&mut inspector).device.id().to_string();
    lead.ok("device_remove", json!({"device": device}));
    let to = lead.file("handed");
    let refused = lead.refused("travel_hand_back", json!({"path": path, "to": to}));
    assert_eq!(refused, ErrorCode::UnknownSender);
    assert!(!to.exists());
}
