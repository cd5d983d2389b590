//! Notes, typed run by run.

use crate::alphabet::letter;
use crate::device::{Device, Stopped, Typing, text};
use crate::model::Write;
use crate::world::World;
use anyhow::{Context as _, Result, bail, ensure};
use rand::RngExt as _;
use serde_json::json;
use visita_app::api::ErrorCode;

/// Makes a note part of its record.
pub(crate) const NOTE: &str = "interview_note";
/// Runs in one stretch of typing, until the note is left.
const RUNS: std::ops::Range<usize> = 180..320;
/// Letters in a run.
const LETTERS: std::ops::Range<u32> = 1..5;

/// Where the draft of an interview's note is kept.
pub(crate) fn note_draft(interview: &str) -> String {
    format!("interview/{interview}/note")
}

impl World {
    /// Begins a note, goes on with it, or leaves it: then it becomes part of the record.
    pub(crate) fn types(&mut self, one: usize) -> Result<()> {
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
}
