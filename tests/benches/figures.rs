//! Figures measured side by side in one run. What counts is the ratio: both sides meet the same machine and moment.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use automerge::sync::{State, SyncDoc as _};
use automerge::transaction::Transactable as _;
use automerge::{AutoCommit, ReadDoc as _};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_app::api::table::{call, call_text};
use visita_app::{Session, SystemClock};
use visita_domain::MemberId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::{Author, DocumentKind, Incoming, RawChange, RecordDocument, Signer};
use visita_vault::{DocumentRow, NoKeystore, Projection, Vault, VaultError};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
/// Tries of everything that is quick; the median is told.
const TRIES: usize = 400;
const TYPED_RUNS: usize = 1_000;
/// Typed runs that become one change, as the screens commit them.
const RUNS_A_COMMIT: usize = 20;
const LISTED_VISITS: usize = 10_000;
const DEVICES: u8 = 6;
const EDITS_EACH: usize = 1_000;
/// Times that all of them are taken in; the median is told.
const INTAKES: usize = 5;
/// The level envelopes are packed with.
const PACK_LEVEL: i32 = 3;
/// Answers in a visit that a newcomer is to read: each is an envelope of its own.
const VISIT_ENVELOPES: usize = 400;

fn main() {
    println!(
        "{:<44} {:>14} {:>14} {:>9}  goal",
        "figure", "ours", "beside it", "ratio"
    );
    keystroke();
    payload();
    screens();
    convergence();
    newcomer();
}

fn tell(figure: &str, ours: &str, beside: &str, ratio: Option<f64>, goal: &str) {
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    println!("{figure:<44} {ours:>14} {beside:>14} {ratio:>9}  {goal}");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}

fn ratio(a: Duration, b: Duration) -> Option<f64> {
    Some(a.as_secs_f64() / b.as_secs_f64())
}

fn ok(session: &mut Session, name: &str, args: Value) -> Value {
    call(session, name, args).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

fn founded(folder: &Path) -> Session {
    let mut session = Session::at(folder.join("vault"), Box::new(SystemClock));
    ok(
        &mut session,
        "vault_create",
        json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE}),
    );
    ok(
        &mut session,
        "team_found",
        json!({"body": "Commission", "team": "North", "member": "Lead"}),
    );
    session
}

/// A keystroke through the whole use case, against one row replaced in the same kind of store.
fn keystroke() {
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

fn author(device: u8) -> Author {
    Author {
        member: MemberId::parse(&format!("member{device}")).unwrap(),
        device: [device; 32],
        incarnation: 0,
    }
}

/// A thousand typed runs of one note: what a carrier has to move, and what automerge's own protocol would move, once at
/// the end and while both are in touch.
fn payload() {
    let words = [
        "cell", "window", "mattress", "water", "doctor", "night", "guard", "yard", "days", "said",
    ];
    let mut record = RecordDocument::genesis(DocumentKind::Interview).unwrap();
    let mut changes: Vec<RawChange> = Vec::new();
    let mut text = String::new();
    let mut bare = AutoCommit::new();
    let note = bare
        .put_object(automerge::ROOT, "note", automerge::ObjType::Text)
        .unwrap();
    bare.commit();
    let (mut late, mut live) = (bare.fork(), bare.fork());
    let (mut here, mut there) = (State::new(), State::new());
    let mut in_touch = 0;
    for run in 0..TYPED_RUNS {
        let typed = format!("{} {} ", words[run * 7 % words.len()], words[run * 3 % words.len()]);
        text.push_str(&typed);
        if (run + 1) % RUNS_A_COMMIT == 0 {
            let heads = record.heads();
            let at = from_millis(1_700_000_000_000 + i64::try_from(run).unwrap() * 1_000).unwrap();
            changes.extend(
                record
                    .edit(&author(1), at, |edit| edit.set_text(&heads, &text))
                    .unwrap(),
            );
        }
        let end = bare.length(&note);
        bare.splice_text(&note, end, 0, &typed).unwrap();
        bare.commit();
        in_touch += exchange(&mut bare, &mut here, &mut live, &mut there);
    }
    let at_the_end = exchange(&mut bare, &mut State::new(), &mut late, &mut State::new());
    let ours = zstd::bulk::compress(&changes.concat(), PACK_LEVEL).unwrap().len();
    let raw: Vec<u8> = bare
        .get_changes(&[])
        .iter()
        .flat_map(|change| change.raw_bytes().to_vec())
        .collect();
    let packed = zstd::bulk::compress(&raw, PACK_LEVEL).unwrap().len();
    #[allow(clippy::cast_precision_loss)]
    let over = |a: usize, b: usize| Some(a as f64 / b as f64);
    let bytes = ours.to_string();
    tell(
        "1,000 typed runs, bytes / zstd, a change a run",
        &bytes,
        &packed.to_string(),
        over(ours, packed),
        "≤ 10,000 bytes",
    );
    tell(
        "automerge's protocol in touch / ours, bytes",
        &bytes,
        &in_touch.to_string(),
        over(in_touch, ours),
        "≥ 12",
    );
    tell(
        "automerge's protocol at the end / ours, bytes",
        &bytes,
        &at_the_end.to_string(),
        over(at_the_end, ours),
        "",
    );
}

/// Runs automerge's protocol until both are silent; the bytes it took.
fn exchange(a: &mut AutoCommit, of_a: &mut State, b: &mut AutoCommit, of_b: &mut State) -> usize {
    let mut bytes = 0;
    loop {
        let (out, back) = (
            a.sync().generate_sync_message(of_a),
            b.sync().generate_sync_message(of_b),
        );
        if out.is_none() && back.is_none() {
            return bytes;
        }
        if let Some(message) = out {
            bytes += message.clone().encode().len();
            b.sync().receive_sync_message(of_b, message).unwrap();
        }
        if let Some(message) = back {
            bytes += message.clone().encode().len();
            a.sync().receive_sync_message(of_a, message).unwrap();
        }
    }
}

/// What a person waits for when a screen opens.
fn screens() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::at(folder.path().join("vault"), Box::new(SystemClock));
    ok(
        &mut session,
        "vault_create",
        json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE}),
    );
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
    let unlock = || {
        let mut session = Session::at(folder.path().join("vault"), Box::new(SystemClock));
        let began = Instant::now();
        ok(&mut session, "vault_unlock", json!({"passphrase": PASSPHRASE}));
        (session, began.elapsed())
    };
    let mut cold = Vec::new();
    for _ in 0..3 {
        let (mut session, _) = unlock();
        let began = Instant::now();
        ok(&mut session, "visit_get", json!({"visit": visit}));
        cold.push(began.elapsed());
    }
    let (mut session, unlocked) = unlock();
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

    let mut vault = Vault::unlock(&folder.path().join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let body = vault.read().projections("visit").unwrap()[0].clone();
    vault
        .transact(|tx| {
            for number in 0..LISTED_VISITS {
                let mut id = [7; 16];
                id[..8].copy_from_slice(&number.to_be_bytes());
                tx.put_document(&DocumentRow {
                    id,
                    kind: "visit".into(),
                    heads: vec![0; 32],
                    bytes: vec![0],
                })?;
                tx.put_projection(&Projection {
                    id: format!("{number:032x}"),
                    doc: id,
                    ..body.clone()
                })?;
            }
            Ok::<(), VaultError>(())
        })
        .unwrap();
    drop(vault);
    let (mut session, unlocked_full) = unlock();
    let mut listed = Vec::new();
    for _ in 0..20 {
        let began = Instant::now();
        let rows = call_text(&mut session, "visit_list", json!({})).unwrap();
        listed.push(began.elapsed());
        let rows: Value = serde_json::from_str(&rows).unwrap();
        assert!(rows["rows"].as_array().unwrap().len() >= LISTED_VISITS);
    }
    let first = listed[0];
    tell(
        "list of 10,000 visits, again / first time",
        &ms(median(listed.clone())),
        &ms(first),
        ratio(median(listed), first),
        "≤ 10 ms",
    );
    tell(
        "unlock, with 10,000 visits / with few",
        &ms(unlocked_full),
        &ms(unlocked),
        ratio(unlocked_full, unlocked),
        "told",
    );
}

/// Six devices that wrote a thousand edits each take each other's: guarded, against applying without looking.
fn convergence() {
    let mut written: Vec<(u8, Vec<RawChange>)> = Vec::new();
    for device in 1..=DEVICES {
        let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
        let mut changes = Vec::new();
        for edit in 0..EDITS_EACH {
            let at = from_millis(1_700_000_000_000 + i64::try_from(edit).unwrap() * 1_000).unwrap();
            let path = format!("answer/general/prison/item{}", edit % 150);
            let value =
                json!({"value": {"type": "number", "value": edit}, "note": "", "source": "observed", "flag": false});
            changes.extend(
                record
                    .edit(&author(device), at, |e| {
                        e.set(&path, Some(&value), WritePolicy::Testimony)
                    })
                    .unwrap(),
            );
        }
        written.push((device, changes));
    }
    let devices: Vec<(Signer, &Vec<RawChange>)> = written
        .iter()
        .map(|(device, changes)| (Signer::of(&author(*device)), changes))
        .collect();
    let incoming: Vec<Incoming<'_>> = devices
        .iter()
        .map(|(signer, changes)| Incoming { signer, changes })
        .collect();
    let (mut guarded, mut unguarded) = (Vec::new(), Vec::new());
    // In turns: whoever comes first pays for the memory that the other finds ready.
    for _ in 0..INTAKES {
        unguarded.push(applied_bare(&written));
        guarded.push(taken_in(&incoming));
    }
    let (guarded, unguarded) = (median(guarded), median(unguarded));
    tell(
        "6 × 1,000 edits taken in / bare apply",
        &ms(guarded),
        &ms(unguarded),
        ratio(guarded, unguarded),
        "≤ 2",
    );
}

/// A newcomer reads a visit: by a lead's snapshot of it, against by all its envelopes.
fn newcomer() {
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

fn taken_in(incoming: &[Incoming<'_>]) -> Duration {
    let began = Instant::now();
    let mut ours = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let intake = ours.intake_all(incoming);
    assert!(intake.outcomes.iter().all(Result::is_ok) && intake.whole.is_some());
    began.elapsed()
}

fn applied_bare(written: &[(u8, Vec<RawChange>)]) -> Duration {
    let genesis = RecordDocument::genesis(DocumentKind::Visit)
        .unwrap()
        .compact()
        .unwrap()
        .into_bytes();
    let began = Instant::now();
    let mut bare = AutoCommit::load(&genesis).unwrap();
    for (_, changes) in written {
        let changes: Vec<_> = changes
            .iter()
            .map(|change| automerge::Change::from_bytes(change.clone()).unwrap())
            .collect();
        bare.apply_changes(changes).unwrap();
    }
    began.elapsed()
}
