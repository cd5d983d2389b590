//! What people see, and what they say of it later: their own word, which a colleague's stands beside.

use crate::device::text;
use crate::model::{CellWrite, Made, Policy, Write};
use crate::records::{is_true, rows};
use crate::world::World;
use anyhow::Result;
use serde_json::{Value, json};

/// Observations of a visit that people go on talking about: people meet over the same ones.
const TALKED_ABOUT: usize = 3;

/// An observation as a form holds it: all but its words is the same in each.
fn form(visit: &str, said: &Value) -> Value {
    json!({"visit": visit, "text": said, "area": null, "theme": null, "source": "observed", "flag": false})
}

impl World {
    /// Notes something seen, says it otherwise, or takes it back.
    pub(crate) fn observes(&mut self, one: usize) -> Result<()> {
        let visit = self.some_visit()?;
        if self.once_in(2) {
            return self.says_what_was_seen(one, &visit);
        }
        let said = json!(format!("seen by {one} at {}", self.tally.edits));
        let write = Write {
            device: one,
            edits: 1,
            besides: vec!["observation/".to_owned()],
            made: Some(Made {
                noun: "observation",
                policy: Policy::Testimony,
                facts: json!({"text": said, "source": "observed", "flag": false}),
            }),
            ..Write::default()
        };
        self.writes(one, &visit, write, "observation_add", form(&visit, &said))
            .map(|_| ())
    }

    fn says_what_was_seen(&mut self, one: usize, visit: &str) -> Result<()> {
        let Some(shown) = self.looks(one, "visit_get", json!({"visit": visit}))? else {
            return Ok(());
        };
        let oldest: Vec<Value> = rows(&shown, "observations")
            .into_iter()
            .rev()
            .take(TALKED_ABOUT)
            .collect();
        let Some(seen) = self.some(&oldest) else { return Ok(()) };
        let id = text(&seen, "id");
        let (field, value, command, args) = if self.once_in(3) {
            let withdrawn = json!(!is_true(&seen, "withdrawn"));
            let args = json!({"visit": visit, "observation": id, "withdrawn": withdrawn});
            ("withdrawn", withdrawn, "observation_withdraw", args)
        } else {
            let said = self.words(one);
            let args = json!({"observation": id, "facts": form(visit, &said)});
            ("text", said, "observation_set", args)
        };
        let cell = CellWrite {
            path: format!("observation/{id}/{field}"),
            policy: Policy::Testimony,
            value: Some(value),
        };
        self.marks(one, visit, cell, &[], (command, args))
    }

    /// Answers what a lead asks of those who differ.
    pub(crate) fn answers_a_lead(&mut self, one: usize) -> Result<()> {
        let Some(today) = self.looks(one, "today_get", json!({}))? else {
            return Ok(());
        };
        let Some(asked) = self.some(&rows(&today, "asked")) else {
            return Ok(());
        };
        let (record, path) = (text(&asked, "doc"), text(&asked, "path"));
        let args = json!({"doc": record, "path": path, "text": self.words(one)});
        if !self.records.contains_key(&record) {
            // Its maker died before it was told what it had made.
            return Ok(());
        }
        // Under the decision and whoever answers: nobody else writes there.
        self.adds(one, &record, "reply", ("question_answer", args))
    }
}
