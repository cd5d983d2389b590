//! What moves and merges: bytes of typed text, and six devices taken in.

use crate::told::{median, ms, ratio, tell};
use automerge::sync::{State, SyncDoc as _};
use automerge::transaction::Transactable as _;
use automerge::{AutoCommit, ReadDoc as _};
use serde_json::json;
use std::time::{Duration, Instant};
use visita_domain::MemberId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::{Author, DocumentKind, Incoming, RawChange, RecordDocument, Signer};

const TYPED_RUNS: usize = 1_000;
/// Typed runs that become one change, as the screens commit them.
const RUNS_A_COMMIT: usize = 20;
const DEVICES: u8 = 6;
const EDITS_EACH: usize = 1_000;
/// Times that all of them are taken in; the median is told.
const INTAKES: usize = 5;
/// The level envelopes are packed with.
const PACK_LEVEL: i32 = 3;

pub fn measure() {
    payload();
    convergence();
}

pub fn author(device: u8) -> Author {
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
