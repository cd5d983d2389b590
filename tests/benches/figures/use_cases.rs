//! What a person waits for at one thing: a keystroke, a visit, a newcomer's first read.

use crate::told::{PASSPHRASE, empty, founded, median, ms, ok, ratio, tell, unlocked};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_app::{Session, SystemClock};

/// Tries of everything that is quick; the median is told.
const TRIES: usize = 400;
/// Answers in a visit that a newcomer is to read: each is an envelope of its own.
const VISIT_ENVELOPES: usize = 400;

/// A keystroke through the whole use case, against one row replaced in the same kind of store.
pub fn keystroke() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = founded(folder.path());
    let bare = Connection::open(folder.path().join("bare.db")).unwrap();
    bare.execute_batch(
        "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";
         PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;
         CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;",
    )
    .unwrap();
    let (mut ours, mut beside) = (Vec::new(), Vec::new());
    let mut text = String::new();
    for _ in 0..TRIES {
        text.push('a');
        let began = Instant::now();
        ok(
            &mut session,
            "draft_put",
            json!({"key": "observation/x/new", "text": text}),
        );
        ours.push(began.elapsed());
        let began = Instant::now();
        bare.execute("INSERT OR REPLACE INTO draft VALUES ('k', ?1)", [&text])
            .unwrap();
        beside.push(began.elapsed());
    }
    let (ours, beside) = (median(ours), median(beside));
    tell(
        "durable keystroke / bare SQLCipher write",
        &ms(ours),
        &ms(beside),
        ratio(ours, beside),
        "≤ 1.5",
    );
}

/// What a person waits for when a screen opens.
pub fn screens() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = empty(folder.path());
    ok(&mut session, "sample_load", json!({}));
    let visits = ok(&mut session, "visit_list", json!({}));
    let visit = visits["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["phase"] == "on_site")
        .unwrap()["id"]
        .clone();
    drop(session);
    let mut cold = Vec::new();
    for _ in 0..3 {
        let (mut session, _) = unlocked(folder.path());
        let began = Instant::now();
        ok(&mut session, "visit_get", json!({"visit": visit}));
        cold.push(began.elapsed());
    }
    let (mut session, _) = unlocked(folder.path());
    let mut warm = Vec::new();
    ok(&mut session, "visit_get", json!({"visit": visit}));
    for _ in 0..20 {
        let began = Instant::now();
        ok(&mut session, "visit_get", json!({"visit": visit}));
        warm.push(began.elapsed());
    }
    drop(session);
    tell(
        "open a visit, first time / again",
        &ms(median(cold.clone())),
        &ms(median(warm.clone())),
        ratio(median(cold), median(warm)),
        "≤ 5 ms",
    );
}

/// A newcomer reads a visit: by a lead's snapshot of it, against by all its envelopes.
pub fn newcomer() {
    let folder = tempfile::tempdir().unwrap();
    let mut lead = founded(folder.path());
    let place = ok(
        &mut lead,
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison"}),
    );
    let visit = ok(
        &mut lead,
        "visit_create",
        json!({
            "place": place["id"], "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02",
            "ends_on": null, "objectives": "", "checklists": ["prison"],
        }),
    );
    for number in 0..VISIT_ENVELOPES {
        let item = ["own_bed", "daylight", "vermin", "spoken_to"][number % 4];
        let value = ["yes", "no", "partly"][number % 3];
        ok(
            &mut lead,
            "answer_set",
            json!({
                "visit": visit["id"], "area": "general", "checklist": "prison", "item": item,
                "value": {"type": "yes_no_partly", "value": value}, "source": "observed",
            }),
        );
    }
    let (by_snapshot, small) = first_read(&mut lead, folder.path(), &visit["id"], true);
    let (by_envelopes, large) = first_read(&mut lead, folder.path(), &visit["id"], false);
    tell(
        "newcomer's first read, snapshot / 400 envelopes",
        &ms(by_snapshot),
        &ms(by_envelopes),
        ratio(by_snapshot, by_envelopes),
        "≤ 0.5",
    );
    #[allow(clippy::cast_precision_loss)]
    let of_bytes = small as f64 / large as f64;
    tell(
        "newcomer's bundle, snapshot / 400 envelopes, bytes",
        &small.to_string(),
        &large.to_string(),
        Some(of_bytes),
        "≤ 0.1",
    );
}

/// How long somebody who has just been admitted takes from a bundle to the visit's answers, and the bundle's bytes.
fn first_read(lead: &mut Session, folder: &Path, visit: &Value, first: bool) -> (Duration, u64) {
    let mut newcomer = Session::at(folder.join(format!("newcomer-{first}")), Box::new(SystemClock));
    let new = json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE});
    ok(&mut newcomer, "vault_create", new);
    let asked = ok(
        &mut newcomer,
        "team_request",
        json!({"member": format!("Nora {first}")}),
    );
    let request = json!({"text": asked["text"]});
    let seen = ok(lead, "team_inspect", request.clone());
    let admission = folder.join(format!("admission-{first}"));
    let admit = json!({"request": request, "words": asked["words"], "role": "inspector", "path": admission});
    ok(lead, "team_admit", admit);
    ok(
        &mut newcomer,
        "team_join",
        json!({"path": admission, "words": seen["confirm"]}),
    );
    let bundle = folder.join(format!("bundle-{first}"));
    let to = [format!("Nora {first}")];
    ok(
        lead,
        "bundle_export",
        json!({"path": bundle, "devices": to, "first": first}),
    );
    let began = Instant::now();
    ok(&mut newcomer, "bundle_import", json!({"path": bundle}));
    let answers = ok(&mut newcomer, "answer_list", json!({"visit": visit}));
    let took = began.elapsed();
    assert_eq!(answers["rows"].as_array().unwrap().len(), 4);
    (took, std::fs::metadata(&bundle).unwrap().len())
}
