//! What people do: answers, findings, decisions, and notes typed run by run.

use crate::alphabet::letter;
use crate::device::{Device, Standing, Stopped, Typing, must, text};
use crate::model::{CellWrite, DecisionWrite, Policy, Write};
use crate::world::{LEAD, Pending, World};
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
/// Makes a note part of its record.
const NOTE: &str = "interview_note";
/// Runs in one stretch of typing, until the note is left.
const RUNS: std::ops::Range<usize> = 180..320;
/// Letters in a run.
const LETTERS: std::ops::Range<u32> = 1..5;
/// Most findings in a world.
const MAX_FINDINGS: usize = 24;

/// What came of a write.
struct Written {
    answer: Value,
    /// The change that carries it; none where it said what stood there already.
    hash: Option<String>,
}

/// Where the draft of an interview's note is kept.
pub(crate) fn note_draft(interview: &str) -> String {
    format!("interview/{interview}/note")
}

impl World {
    /// Somebody does something.
    pub(crate) fn somebody_works(&mut self, one: usize) -> Result<()> {
        if self.standing(one) == Standing::Outside {
            return Ok(());
        }
        match self.rng.random_range(0..100) {
            0..=59 => self.types(one),
            60..=83 => self.answers(one),
            84..=93 => self.works_on_a_finding(one),
            94..=96 if one == LEAD => self.decides(),
            _ => self.observes(one),
        }
    }

    /// Calls a command that writes, and keeps account of what it wrote.
    fn writes(
        &mut self,
        one: usize,
        record: &str,
        mut write: Write,
        name: &str,
        args: Value,
    ) -> Result<Option<Written>> {
        // What others carried back to it since may be its own.
        let before = self.last_own(one, record)?;
        self.device(one)?.own.insert(record.to_owned(), before);
        write.excused = self.standing(one) == Standing::Removed;
        match self.device(one)?.call(name, args) {
            Ok(answer) => {
                let hash = self.acknowledged(one, record, write)?;
                if name == NOTE {
                    // What was typed is part of the record now, even if its process dies over what comes next.
                    self.device(one)?.typing = None;
                }
                self.happens(one, Event::Changed)?;
                Ok(Some(Written { answer, hash }))
            }
            Err(Stopped::Died) => {
                self.dies_under(
                    one,
                    Pending {
                        record: record.to_owned(),
                        write,
                    },
                )?;
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
    pub(crate) fn acknowledged(&mut self, one: usize, record: &str, write: Write) -> Result<Option<String>> {
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
        device.own.insert(record.to_owned(), seq);
        self.tally.edits += write.edits;
        self.tally.changes += 1;
        let model = self.records.get_mut(record).context("an unknown record")?;
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

    fn observes(&mut self, one: usize) -> Result<()> {
        let visit = self.some_visit()?;
        let write = Write {
            device: one,
            edits: 1,
            ..Write::default()
        };
        let said = format!("seen by {one} at {}", self.tally.edits);
        let args =
            json!({"visit": visit, "text": said, "area": null, "theme": null, "source": "observed", "flag": false});
        self.writes(one, &visit, write, "observation_add", args).map(|_| ())
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
        let (field, value) = match self.rng.random_range(0..3) {
            0 => ("status", self.one_of(&STATUSES)?.to_owned()),
            1 => ("confidence", self.one_of(&CONFIDENCES)?.to_owned()),
            _ => ("statement", format!("As {one} saw it at {}", self.tally.edits)),
        };
        let cell = |name: &str, value: &str| CellWrite {
            path: format!("finding/{finding}/{name}"),
            policy: Policy::Fact,
            value: Some(json!(value)),
        };
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
            ..Write::default()
        };
        let args = json!({"visit": visit, "statement": statement, "theme": "health", "good_practice": false});
        let Some(made) = self.writes(one, &visit, write, "finding_add", args)? else {
            return Ok(());
        };
        let finding = text(&made.answer, "id");
        let cell = |field: &str, value: Value| CellWrite {
            path: format!("finding/{finding}/{field}"),
            policy: Policy::Fact,
            value: Some(value),
        };
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
        let visit = self.some_visit()?;
        let asked = self.device(LEAD)?.call("conflict_list", json!({"visit": visit}));
        let desk = match asked {
            Ok(desk) => desk,
            Err(Stopped::Died) => return self.die(LEAD),
            Err(stopped) => bail!("{stopped:?}"),
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
        let outcome = self.one_of(&["take", "take", "keep_both", "deferred"])?;
        let value = (outcome == "take").then(|| said_by(&path, taken.get("value").unwrap_or(&Value::Null)));
        let write = Write {
            device: LEAD,
            edits: 1,
            decision: Some(DecisionWrite {
                path: path.clone(),
                value,
                settles: outcome != "deferred",
            }),
            ..Write::default()
        };
        let args = json!({
            "doc": record, "path": path, "outcome": outcome, "slot": text(taken, "slot"), "seen": seen, "note": null,
        });
        self.writes(LEAD, &record, write, "conflict_decide", args).map(|_| ())
    }

    /// Begins a note, goes on with it, or leaves it: then it becomes part of the record.
    fn types(&mut self, one: usize) -> Result<()> {
        match self.device(one)?.typing.clone() {
            None => self.begins_to_type(one),
            Some(typing) => self.leaves(one, typing),
        }
    }

    fn begins_to_type(&mut self, one: usize) -> Result<()> {
        let interview = self.rng.random_range(0..self.interviews.len());
        let id = self.interviews.get(interview).context("no interview")?.id.clone();
        let view = match self.device(one)?.call("interview_get", json!({"interview": id})) {
            Ok(view) => view,
            Err(Stopped::Died) => return self.die(one),
            Err(stopped) if Device::is(&stopped, ErrorCode::NotFound) => return Ok(()),
            Err(stopped) => bail!("{stopped:?}"),
        };
        if view.get("draft").is_some_and(|draft| !draft.is_null()) {
            // From a life that a backup brought back: whoever is there now begins anew.
            return self.draft(one, &id, "", "").map(|_| ());
        }
        let mut typing = Typing {
            interview,
            base: text(&view, "note_base"),
            text: text(&view, "note").chars().collect(),
            runs: Vec::new(),
            deleted: Vec::new(),
            draft: None,
        };
        for _ in 0..self.rng.random_range(RUNS) {
            self.types_a_run(&mut typing)?;
        }
        // The last keystroke of what will be left later: durable before it is part of the record.
        let (text, base): (String, String) = (typing.text.iter().collect(), typing.base.clone());
        self.device(one)?.typing = Some(typing);
        if self.draft(one, &id, &text, &base)?
            && let Some(typing) = &mut self.device(one)?.typing
        {
            typing.draft = Some(text);
        }
        Ok(())
    }

    /// Keeps a draft; whether its process lived to hear of it.
    fn draft(&mut self, one: usize, interview: &str, text: &str, base: &str) -> Result<bool> {
        let base = (!base.is_empty()).then_some(base);
        let args = json!({"key": note_draft(interview), "text": text, "base": base});
        match self.device(one)?.call("draft_put", args) {
            Ok(_) => Ok(true),
            Err(Stopped::Died) => self.die(one).map(|()| false),
            Err(stopped) => bail!("{stopped:?}"),
        }
    }

    fn types_a_run(&mut self, typing: &mut Typing) -> Result<()> {
        let interview = self.interviews.get_mut(typing.interview).context("no interview")?;
        let count = self.rng.random_range(LETTERS);
        let run: Vec<char> = (interview.letters..interview.letters + count)
            .map_while(letter)
            .collect();
        interview.letters += count;
        ensure!(!run.is_empty(), "more is typed than there are letters: smaller worlds");
        let length = typing.text.len();
        if length > 8 && self.rng.random_range(0..25) == 0 {
            // Something is taken away again, and what is typed stands in its place.
            let at = self.rng.random_range(0..length - 4);
            let gone: Vec<char> = typing
                .text
                .splice(at..at + self.rng.random_range(1..4), run.iter().copied())
                .collect();
            typing.deleted.extend(gone);
        } else {
            let at = if self.rng.random_range(0..4) == 0 {
                self.rng.random_range(0..=length)
            } else {
                length
            };
            typing.text.splice(at..at, run.iter().copied());
        }
        typing.runs.push(run);
        Ok(())
    }

    fn leaves(&mut self, one: usize, typing: Typing) -> Result<()> {
        let id = self
            .interviews
            .get(typing.interview)
            .context("no interview")?
            .id
            .clone();
        let note: String = typing.text.iter().collect();
        let write = Write {
            device: one,
            edits: u64::try_from(typing.runs.len())?,
            runs: typing.runs,
            deleted: typing.deleted,
            ..Write::default()
        };
        let args = json!({"interview": id, "text": note, "base": typing.base});
        self.writes(one, &id, write, NOTE, args).map(|_| ())
    }

    fn some_visit(&mut self) -> Result<String> {
        let at = self.rng.random_range(0..self.visits.len());
        Ok(self.visits.get(at).context("no visit")?.clone())
    }

    fn one_of<'a>(&mut self, from: &[&'a str]) -> Result<&'a str> {
        let at = self.rng.random_range(0..from.len());
        from.get(at).copied().context("nothing to choose from")
    }
}

/// The value of a version, as the model keeps it.
fn said_by(path: &str, value: &Value) -> Value {
    if path.starts_with("answer/") {
        value
            .get("value")
            .and_then(|answer| answer.get("value").or(Some(answer)))
            .cloned()
            .unwrap_or_default()
    } else {
        value.clone()
    }
}
