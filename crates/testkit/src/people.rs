//! What people do: answers, findings, decisions, and what of all else they turn to next.

use crate::device::{Device, Standing, Stopped, must, text};
use crate::dialogue::is_sent;
use crate::interviewed::done;
use crate::model::{CellWrite, DecisionWrite, Policy, Write};
use crate::office::ITS_VISIT;
use crate::on_site::found;
use crate::records::fact;
use crate::taken_back::{WITHDRAWAL, mark_of};
use crate::typing::NOTE;
use crate::world::{LEAD, Pending, Work, World};
use anyhow::{Context as _, Result, bail, ensure};
use rand::RngExt as _;
use serde_json::{Value, json};
use visita_app::api::ErrorCode;
use visita_domain::DocumentId;
use visita_sync::Event;

/// Items that everybody answers.
const ITEMS: [&str; 12] = [
    "spoken_to",
    "ill_treatment",
    "discrimination",
    "violence_among",
    "fire_safety",
    "own_file",
    "separated",
    "classification",
    "own_bed",
    "daylight",
    "toilets",
    "vermin",
];
const SAID: [&str; 4] = ["yes", "no", "partly", "not_checked"];
const STATUSES: [&str; 3] = ["draft", "established", "withdrawn"];
const CONFIDENCES: [&str; 3] = ["to_be_verified", "likely", "confirmed"];
const THEMES: [&str; 3] = ["health", "accommodation", "regime"];
/// Decisions after which a field is still open.
const LEFT_OPEN: [&str; 2] = ["deferred", "send_back"];
/// Of a hundred things that people do, so many are typing a note, where they type at all.
const TYPED: u32 = 54;
/// Most findings in a world.
const MAX_FINDINGS: usize = 24;

/// What came of a write.
pub(crate) struct Written {
    /// What the command answered.
    pub answer: Value,
    /// The change that carries it, the last of several; none where it said what stood there already.
    hash: Option<String>,
}

impl World {
    /// Somebody does something.
    pub(crate) fn somebody_works(&mut self, one: usize) -> Result<()> {
        if self.standing(one) == Standing::Outside {
            return Ok(());
        }
        let first = match self.plan.work {
            Work::Notes => 0,
            Work::Office => TYPED,
        };
        match self.rng.random_range(first..100) {
            0..TYPED => self.types(one),
            TYPED..=67 => self.answers(one),
            68..=75 => self.works_on_a_finding(one),
            76..=79 if one == LEAD => self.decides(),
            76..=79 => self.observes(one),
            80..=89 => self.works_in_the_office(one),
            _ => self.works_on_site(one),
        }
    }

    fn works_in_the_office(&mut self, one: usize) -> Result<()> {
        match self.rng.random_range(0..10) {
            0 => self.works_on_the_body(one),
            1 => self.works_on_an_authority(one),
            2..=3 => self.works_on_the_place(one),
            4..=5 => self.works_on_a_plan(one),
            6 => self.draws_by_lot(one),
            _ => self.works_on_a_recommendation(one),
        }
    }

    fn works_on_site(&mut self, one: usize) -> Result<()> {
        match self.rng.random_range(0..22) {
            0..=1 => self.logs_access(one),
            2..=3 => self.works_on_a_task(one),
            4 => self.comments(one),
            5 => self.talks_in_the_evening(one),
            6 => self.verifies(one),
            7 => self.looks_after_somebody(one),
            8..=12 => self.counts_and_keeps_order(one),
            13..=14 => self.moves_a_visit_on(one),
            15 => self.keeps_a_file(one),
            16..=17 => self.works_on_an_interview(one),
            18 => self.answers_a_lead(one),
            _ => self.judges(one),
        }
    }

    /// Calls a command that writes, and keeps account of what it wrote.
    pub(crate) fn writes(
        &mut self,
        one: usize,
        record: &str,
        write: Write,
        name: &str,
        args: Value,
    ) -> Result<Option<Written>> {
        let write = Pending {
            record: record.to_owned(),
            write,
        };
        self.writes_all(one, vec![write], name, args)
    }

    /// As [`Self::writes`], of a command that writes into several records at once.
    pub(crate) fn writes_all(
        &mut self,
        one: usize,
        mut all: Vec<Pending>,
        name: &str,
        args: Value,
    ) -> Result<Option<Written>> {
        let excused = self.standing(one) == Standing::Removed;
        for Pending { record, write } in &mut all {
            // What others carried back to it since may be its own.
            let before = self.last_own(one, record)?;
            self.device(one)?.own.insert(record.clone(), before);
            write.excused = excused;
        }
        match self.means(one, name, args)? {
            Ok(answer) => {
                let mut hash = None;
                for Pending { record, write } in all {
                    hash = self.acknowledged(one, &record, write)?;
                }
                if name == NOTE {
                    // What was typed is part of the record now, even if its process dies over what comes next.
                    self.device(one)?.typing = None;
                }
                self.happens(one, Event::Changed)?;
                Ok(Some(Written { answer, hash }))
            }
            Err(Stopped::Died) => {
                self.dies_under(one, all)?;
                Ok(None)
            }
            // It has not come here yet.
            Err(stopped) if Device::is(&stopped, ErrorCode::NotFound) => Ok(None),
            // It has heard of its own removal.
            Err(stopped) if Device::is(&stopped, ErrorCode::NotReader) && self.standing(one) == Standing::Removed => {
                Ok(None)
            }
            Err(Stopped::Refused(error)) => bail!("device {one}: {name}: {error:?}"),
        }
    }

    /// A write was acknowledged: its change is what must never be lost.
    pub(crate) fn acknowledged(&mut self, one: usize, record: &str, mut write: Write) -> Result<Option<String>> {
        let id: DocumentId = record.parse().map_err(|_| anyhow::anyhow!("not an id"))?;
        let device = self.device(one)?;
        let (seq, hashes) = must(device.with(|session, _| session.harness_last_own(id)))?;
        let before = device.own.get(record).copied().unwrap_or(0);
        if seq == before {
            // It said what stood there already: nothing was written.
            return Ok(None);
        }
        ensure!(
            seq == before + 1,
            "device {one}: {record}: envelope {seq} follows {before}"
        );
        let [hash] = hashes.as_slice() else {
            bail!("device {one}: {record}: {} changes for one write", hashes.len());
        };
        let written = must(device.with(|session, _| session.harness_written(id, hash)))?;
        write
            .hold_to(&written)
            .with_context(|| format!("device {one}: {record}"))?;
        device.own.insert(record.to_owned(), seq);
        self.tally.edits += write.edits;
        self.tally.changes += 1;
        let model = self.records.get_mut(record).context("an unknown record")?;
        self.tally.edits_by_kind.count(model.kind, write.edits);
        model.acknowledged.insert(hash.clone(), write);
        Ok(Some(hash.clone()))
    }

    fn answers(&mut self, one: usize) -> Result<()> {
        let visit = self.some_visit()?;
        let item = self.one_of(&ITEMS)?;
        let said = self.one_of(&SAID)?;
        let taken_back = self.rng.random_range(0..20) == 0;
        let shown = json!({"type": "yes_no_partly", "value": said});
        // As the record keeps it; two answers are the same when this is.
        let kept = (!taken_back).then(|| json!(said));
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![CellWrite {
                path: format!("answer/general/prison/{item}"),
                policy: Policy::Testimony,
                value: kept,
            }],
            ..Write::default()
        };
        let value = if taken_back { Value::Null } else { shown };
        let args = json!({
            "visit": visit, "area": "general", "checklist": "prison", "item": item, "value": value, "source": "observed",
        });
        self.writes(one, &visit, write, "answer_set", args).map(|_| ())
    }

    fn works_on_a_finding(&mut self, one: usize) -> Result<()> {
        if self.findings.len() < MAX_FINDINGS && self.rng.random_range(0..4) == 0 {
            return self.finds(one);
        }
        let at = self.rng.random_range(0..self.findings.len().max(1));
        let Some((visit, finding)) = self.findings.get(at).cloned() else {
            return Ok(());
        };
        let visit = self.visits.get(visit).context("no visit")?.clone();
        let (field, value) = match self.rng.random_range(0..4) {
            0 => ("status", self.one_of(&STATUSES)?.to_owned()),
            1 => ("confidence", self.one_of(&CONFIDENCES)?.to_owned()),
            2 => ("theme", self.one_of(&THEMES)?.to_owned()),
            _ => ("statement", format!("As {one} saw it at {}", self.tally.edits)),
        };
        let cell = |name: &str, value: &str| fact(format!("finding/{finding}/{name}"), json!(value));
        let mut cells = vec![cell(field, &value)];
        let mut args = json!({"visit": visit, "finding": finding, field: value});
        // Nothing supports what the simulated people find: whoever establishes it writes why.
        if value == "established" {
            let reason = format!("As {one} judged at {}", self.tally.edits);
            cells.push(cell("one_source_reason", &reason));
            if let Some(args) = args.as_object_mut() {
                args.insert("reason".to_owned(), json!(reason));
            }
        }
        let write = Write {
            device: one,
            edits: 1,
            cells,
            ..Write::default()
        };
        self.writes(one, &visit, write, "finding_set", args).map(|_| ())
    }

    fn finds(&mut self, one: usize) -> Result<()> {
        let at = self.rng.random_range(0..self.visits.len());
        let visit = self.visits.get(at).context("no visit")?.clone();
        let statement = format!("Found by {one} at {}", self.tally.edits);
        // The id is made inside: what was written is named once it is known.
        let write = Write {
            device: one,
            edits: 1,
            besides: vec!["finding/".to_owned()],
            ..Write::default()
        };
        let args = json!({"visit": visit, "statement": statement, "theme": "health", "good_practice": false});
        let Some(made) = self.writes(one, &visit, write, "finding_add", args)? else {
            return Ok(());
        };
        let finding = text(&made.answer, "id");
        let cell = |field: &str, value: Value| fact(format!("finding/{finding}/{field}"), value);
        let model = self.records.get_mut(&visit).context("an unknown record")?;
        if let Some(write) = made.hash.and_then(|hash| model.acknowledged.get_mut(&hash)) {
            write.cells = vec![
                cell("confidence", json!("to_be_verified")),
                cell("statement", json!(statement)),
                cell("theme", json!("health")),
                cell("status", json!("draft")),
                cell("good_practice", json!(false)),
            ];
        }
        self.findings.push((at, finding));
        Ok(())
    }

    fn decides(&mut self) -> Result<()> {
        // One visit, or the whole desk.
        let visit = (!self.once_in(2)).then(|| self.some_visit()).transpose()?;
        let Some(desk) = self.looks(LEAD, "conflict_list", json!({"visit": visit}))? else {
            return Ok(());
        };
        let open = desk.get("open").and_then(Value::as_array).cloned().unwrap_or_default();
        let open: Vec<_> = open.into_iter().filter(|one| text(one, "kind") != "passage").collect();
        let Some(conflict) = open.get(self.rng.random_range(0..open.len().max(1))) else {
            return Ok(());
        };
        let (record, path) = (text(conflict, "doc"), text(conflict, "path"));
        if path.starts_with("passage/") {
            return Ok(());
        }
        let versions = conflict
            .get("versions")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let seen: Vec<_> = versions.iter().map(|version| text(version, "slot")).collect();
        let taken = versions
            .get(self.rng.random_range(0..versions.len().max(1)))
            .context("no versions")?;
        let outcome = self.one_of(&["take", "take", "take", "keep_both", "deferred", "send_back"])?;
        let value = (outcome == "take").then(|| said_by(&path, taken.get("value").unwrap_or(&Value::Null)));
        let edit_taken = value.as_ref().is_some_and(|value| value.get("field").is_some());
        let cells = if path.starts_with(WITHDRAWAL) && edit_taken {
            self.stands_again(&record, &path)?
        } else {
            None
        };
        let write = Write {
            device: LEAD,
            edits: 1,
            cells: cells.into_iter().collect(),
            decision: Some(DecisionWrite {
                path: path.clone(),
                value,
                settles: !LEFT_OPEN.contains(&outcome),
            }),
            ..Write::default()
        };
        let args = json!({
            "doc": record, "path": path, "outcome": outcome, "slot": text(taken, "slot"), "seen": seen, "note": null,
        });
        self.writes(LEAD, &record, write, "conflict_decide", args).map(|_| ())
    }

    pub(crate) fn some_visit(&mut self) -> Result<String> {
        let at = self.rng.random_range(0..self.visits.len());
        Ok(self.visits.get(at).context("no visit")?.clone())
    }

    /// What the mark of a thing says where a lead takes the edit in place of its withdrawal.
    fn stands_again(&mut self, record: &str, withdrawal: &str) -> Result<Option<CellWrite>> {
        let Some(mark) = mark_of(withdrawal) else {
            return Ok(None);
        };
        let says = match mark.as_str() {
            "plan/state" => {
                let shown = self.looks(LEAD, "plan_get", json!({"plan": record}))?;
                let begun = shown.is_some_and(|plan| plan.get("visit").is_some_and(|visit| !visit.is_null()));
                json!(if begun { "done" } else { "proposed" })
            }
            "recommendation/status" => {
                let shown = self.looks(LEAD, "recommendation_get", json!({"recommendation": record}))?;
                let sent = shown.is_some_and(|shown| is_sent(&shown));
                json!(if sent { "sent" } else { "draft" })
            }
            mark if mark.ends_with("/status") => json!("draft"),
            _ => json!(false),
        };
        Ok(Some(fact(mark, says)))
    }

    pub(crate) fn one_of<'a>(&mut self, from: &[&'a str]) -> Result<&'a str> {
        let at = self.rng.random_range(0..from.len());
        from.get(at).copied().context("nothing to choose from")
    }
}

/// The value of a version, as the model keeps it.
fn said_by(path: &str, value: &Value) -> Value {
    if path.starts_with("verified/") {
        found(value)
    } else if path.starts_with("handled/") {
        done(value)
    } else if value.get("field") == Some(&json!("visit")) {
        json!({"field": "visit", "value": ITS_VISIT})
    } else if path.starts_with("answer/") {
        value
            .get("value")
            .and_then(|answer| answer.get("value").or(Some(answer)))
            .cloned()
            .unwrap_or_default()
    } else {
        value.clone()
    }
}
