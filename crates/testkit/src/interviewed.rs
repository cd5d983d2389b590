//! What people write of an interview beside its note: what was found out, what the person agreed to, what they said, and what was
//! done about what they have to fear.

use crate::device::text;
use crate::model::CellWrite;
use crate::records::{fact, is_true, member, rows};
use crate::world::World;
use anyhow::{Context as _, Result};
use rand::RngExt as _;
use serde_json::{Value, json};

/// Interviews that people meet over.
const TALKED_ABOUT: usize = 3;
/// Most statements of an interview.
const MAX_STATEMENTS: usize = 4;
/// Uses of what was said beside the talk and its notes: without those, nothing of it is shown any more.
const PURPOSES: [&str; 2] = ["photo", "publish_anonymised"];
const STATES: [&str; 3] = ["given", "refused", "withdrawn"];
const RISKS: [&str; 2] = ["reprisal_risk", "urgent_medical"];

impl World {
    pub(crate) fn works_on_an_interview(&mut self, one: usize) -> Result<()> {
        let known: Vec<String> = self
            .interviews
            .iter()
            .take(TALKED_ABOUT)
            .map(|one| one.id.clone())
            .collect();
        let interview = self.some(&known).context("no interviews")?;
        let Some(shown) = self.looks(one, "interview_get", json!({"interview": interview}))? else {
            return Ok(());
        };
        match self.rng.random_range(0..10) {
            0..=2 => self.finds_out(one, &interview, &shown),
            3..=4 => self.notes_a_consent(one, &interview),
            5..=7 => self.takes_down_a_statement(one, &interview, &shown),
            _ => self.handles_a_risk(one, &interview, &shown),
        }
    }

    fn finds_out(&mut self, one: usize, interview: &str, shown: &Value) -> Result<()> {
        let (section, field, value) = if self.once_in(3) {
            ("situation", "legal_status", self.words(one))
        } else {
            let risk = self.one_of(&RISKS)?;
            ("protection", risk, json!(!self.once_in(3)))
        };
        let was = shown.pointer(&format!("/sections/{section}/{field}")).cloned();
        let args = json!({
            "interview": interview, "section": section, "field": field, "value": value, "was": was.unwrap_or_default(),
        });
        let cell = fact(format!("{section}/{field}"), value);
        self.marks(one, interview, cell, &[], ("interview_set", args))
    }

    fn notes_a_consent(&mut self, one: usize, interview: &str) -> Result<()> {
        let (purpose, state) = (self.one_of(&PURPOSES)?, self.one_of(&STATES)?);
        let at = self.device(one)?.clock.shows();
        let explained = self.words(one);
        let consent = json!({"state": state, "at": at, "explained": explained, "guardian": null});
        let args = json!({"interview": interview, "purpose": purpose, "state": state, "explained": explained});
        let cell = fact(format!("consent/{purpose}"), consent);
        self.marks(one, interview, cell, &[], ("consent_set", args))
    }

    /// Takes down what the person said, or that they take it back, or that they do not.
    fn takes_down_a_statement(&mut self, one: usize, interview: &str, shown: &Value) -> Result<()> {
        let held = rows(shown, "statements");
        let said = self.some(&held);
        let Some(said) = said.filter(|_| held.len() >= MAX_STATEMENTS || !self.once_in(3)) else {
            let args = json!({
                "interview": interview, "text": self.words(one), "theme": "health", "verbatim": false, "first_hand": true,
                "allegation": false, "degree": null,
            });
            return self.adds(one, interview, "statement", ("statement_add", args));
        };
        let (id, withdrawn) = (text(&said, "id"), !is_true(&said, "withdrawn"));
        let args = json!({"interview": interview, "statement": id, "withdrawn": withdrawn});
        let cell = fact(format!("statement/{id}/withdrawn"), json!(withdrawn));
        self.marks(one, interview, cell, &[], ("statement_withdraw", args))
    }

    fn handles_a_risk(&mut self, one: usize, interview: &str, shown: &Value) -> Result<()> {
        let waiting = rows(shown, "tasks");
        let Some(risk) = self
            .some(&waiting)
            .and_then(|risk| risk.as_str().map(ToOwned::to_owned))
        else {
            return Ok(());
        };
        let what = self.words(one);
        // Which writes it answers, the product alone says.
        let cell: CellWrite = fact(format!("handled/{risk}"), what.clone());
        let args = json!({"interview": interview, "risk": risk, "what": what});
        self.marks(one, interview, cell, &[], ("risk_handle", args))
    }
}

/// What was done about a risk, as the model keeps it: what it answers is not what people differ on.
pub(crate) fn done(value: &Value) -> Value {
    member(value, "what")
}
