//! Findings of one visit, far more than any delegation writes: as a page asks for them again, for the first time and after what mostly
//! is written.

use crate::records::author;
use crate::told::{
    LIST_MS, PASSPHRASE, after, after_writes, asked, empty, median, ms, ok, ratio, tell, tell_times, unlocked,
};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_app::Session;
use visita_domain::DocumentId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::RecordDocument;
use visita_vault::{DocumentRow, NoKeystore, Vault};

/// Findings of one visit, beyond what any delegation writes.
const FINDINGS: usize = 10_000;
/// What findings are about.
pub const THEMES: [&str; 3] = ["accommodation", "health", "staff"];
/// Writes that are timed before the list was looked at.
const BEFORE_A_LOOK: usize = 5;
/// Findings written as one change: a change may be only so long.
const FINDINGS_A_CHANGE: usize = 200;

pub fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = empty(folder.path());
    ok(&mut session, "sample_load", json!({}));
    let place = ok(&mut session, "place_list", json!({}))["rows"][0]["id"].clone();
    let visit = json!({
        "place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
        "objectives": "", "checklists": ["prison"],
    });
    let visit = ok(&mut session, "visit_create", visit)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let says = |session: &mut Session, item: &str, says: &str| {
        let value = json!({"type": "yes_no_partly", "value": says});
        let answer = json!({
            "visit": visit, "area": "general", "checklist": "prison", "item": item, "value": value, "source": "observed",
        });
        ok(session, "answer_set", answer);
    };
    let checklist = ok(&mut session, "checklist_get", json!({"checklist": "prison"}));
    let items = asked_yes_or_no(&checklist);
    items.iter().for_each(|item| says(&mut session, item, "no"));
    drop(session);
    let made = write_findings(folder.path(), &visit, &items);

    let (mut session, _) = unlocked(folder.path());
    let args = json!({"visit": visit});
    let set = |session: &mut Session, number: usize| {
        let one = json!({"visit": visit, "finding": format!("{number:06}"), "statement": "Three beds."});
        ok(session, "finding_set", one);
    };
    let answer = |session: &mut Session, number: usize| says(session, &items[number], "yes");
    let alone = [
        writing(|number| set(&mut session, FINDINGS - 1 - number)),
        writing(|number| answer(&mut session, items.len() - 1 - number)),
    ];
    let (first, again, answered) = asked(&mut session, "finding_list", &args);
    assert_eq!(answered["rows"].as_array().unwrap().len(), FINDINGS);
    let figure = |what: &str| format!("10,000 findings of one visit: {what}");
    tell_times(&figure("again / first"), again, first, Some(LIST_MS));
    let stand = FINDINGS / items.len();
    let mut written = Vec::new();
    let look = after(&mut session, "finding_list", &args, |session, number| {
        written.push(timed(|| set(session, number)));
    });
    tell_written(&figure("one changed"), look, again, median(written), alone[0]);
    let commented = after_writes(&mut session, &visit, "finding_list", &args);
    tell_times(&figure("after a comment / again"), commented, again, Some(LIST_MS));
    let mut written = Vec::new();
    let look = after(&mut session, "finding_list", &args, |session, number| {
        written.push(timed(|| answer(session, number)));
    });
    tell_written(
        &figure(&format!("an answer that {stand} stand on")),
        look,
        again,
        median(written),
        alone[1],
    );
    tell("the same visit written", &ms(made), "", ratio(made, first), "told");
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// How long a write takes while nothing of the list is kept, in the middle of some.
fn writing(mut write: impl FnMut(usize)) -> Duration {
    median((0..BEFORE_A_LOOK).map(|number| timed(|| write(number))).collect())
}

/// How long the list takes after a write, and what the write itself takes for bringing it up.
fn tell_written(figure: &str, look: Duration, again: Duration, kept: Duration, alone: Duration) {
    tell_times(&format!("{figure}: listed after / again"), look, again, Some(LIST_MS));
    tell_times(&format!("{figure}: written, list kept / not"), kept, alone, None);
}

/// Items of a checklist that are answered with yes or no.
fn asked_yes_or_no(checklist: &Value) -> Vec<String> {
    let sections = checklist["sections"].as_array().unwrap().iter();
    let items = sections.flat_map(|section| section["items"].as_array().unwrap());
    let asked = items.filter(|item| item["item_type"] == "yes_no_partly");
    asked.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// Puts findings into a visit, each standing on an answer, and says how long that took.
fn write_findings(folder: &Path, visit: &str, items: &[String]) -> Duration {
    let mut vault = Vault::unlock(&folder.join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let id: DocumentId = visit.parse().unwrap();
    let stored = vault.read().document(&id.bytes()).unwrap().unwrap();
    let mut record = RecordDocument::open(&stored.bytes, &stored.heads).unwrap();
    let at = from_millis(1_700_000_000_000).unwrap();
    let began = Instant::now();
    for first in (0..FINDINGS).step_by(FINDINGS_A_CHANGE) {
        let those = first..(first + FINDINGS_A_CHANGE).min(FINDINGS);
        let written = record.edit(&author(1), at, |edit| {
            for number in those {
                let statement = format!("Finding {number}: two beds for three persons.");
                let target = format!("general/prison/{}", items[number % items.len()]);
                let path = format!("evidence/answer-{}", target.replace('/', "-"));
                for (name, value) in [
                    ("statement", json!(statement)),
                    ("theme", json!(THEMES[number % THEMES.len()])),
                    ("status", json!("draft")),
                    (&path, json!({"kind": "answer", "target": target, "source": "observed"})),
                ] {
                    edit.set(&format!("finding/{number:06}/{name}"), Some(&value), WritePolicy::Fact)?;
                }
            }
            Ok(())
        });
        written.unwrap();
    }
    let made = began.elapsed();
    let row = DocumentRow {
        heads: record.heads().concat(),
        bytes: record.compact().unwrap().into_bytes(),
        ..stored
    };
    vault.transact(|tx| tx.put_document(&row)).unwrap();
    made
}
