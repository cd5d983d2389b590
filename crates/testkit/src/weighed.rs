//! How people judge: the weight of a finding, what speaks for it and against it, the ten questions to a recommendation, and what
//! bears on how urgent a place is.

use crate::device::text;
use crate::model::{CellWrite, Policy};
use crate::records::{Form, fact, is_true, rows};
use crate::world::{LEAD, World};
use anyhow::{Context as _, Result};
use rand::RngExt as _;
use serde_json::{Value, json};

const SPREADS: [&str; 3] = ["one_person", "some", "many"];
const QUESTIONS: [&str; 3] = ["specific", "measurable", "argued"];
const ANSWERS: [&str; 3] = ["yes", "no", "unsure"];
const REVIEWS: [&str; 3] = ["draft", "in_review", "agreed"];
/// Persons under whom a number is held back, at most.
const MAX_THRESHOLD: u32 = 20;
/// Complaints in a year.
const MAX_COMPLAINTS: u32 = 50;

impl World {
    pub(crate) fn judges(&mut self, one: usize) -> Result<()> {
        match self.rng.random_range(0..11) {
            0..=2 => self.weighs(one),
            3..=5 => self.links_evidence(one),
            6 => self.answers_a_question(one),
            7 => self.says_what_bears_on_the_place(one),
            8 => self.says_how_far_the_report_is(one),
            9 if one == LEAD => self.sets_the_threshold(one),
            _ => self.rests_a_recommendation_on_a_finding(one),
        }
    }

    fn says_how_far_the_report_is(&mut self, one: usize) -> Result<()> {
        let visit = self.visits.first().cloned().context("no visits")?;
        let review = json!(self.one_of(&REVIEWS)?);
        let args = json!({"visit": visit, "review": review});
        let cell = fact("report/review".to_owned(), review);
        self.marks(one, &visit, cell, &[], ("report_review", args))
    }

    fn sets_the_threshold(&mut self, one: usize) -> Result<()> {
        let record = self.office.body.clone();
        let threshold = json!(self.rng.random_range(0..MAX_THRESHOLD));
        let args = json!({"threshold": threshold});
        let cell = fact("numbers/threshold".to_owned(), threshold);
        self.marks(one, &record, cell, &[], ("threshold_set", args))
    }

    /// Says that a recommendation answers a finding, or that it does not. It is for everybody, and so is the visit.
    fn rests_a_recommendation_on_a_finding(&mut self, one: usize) -> Result<()> {
        let Some((visit, finding)) = self.some_finding() else {
            return Ok(());
        };
        if self.records.get(&visit).is_none_or(|model| model.readers.is_some()) {
            return Ok(());
        }
        let known = self.office.recommendations.clone();
        let record = self.some(&known).context("no recommendation")?;
        let linked = json!(!self.once_in(3));
        let args = json!({"recommendation": record, "visit": visit, "finding": finding, "linked": linked});
        let cell = fact(format!("basis/{visit}_{finding}"), linked);
        self.marks(one, &record, cell, &[], ("recommendation_link", args))
    }

    /// A finding, and the visit it is of.
    fn some_finding(&mut self) -> Option<(String, String)> {
        let known = self.findings.clone();
        let (at, finding) = self.some(&known)?;
        Some((self.visits.get(at)?.clone(), finding))
    }

    fn weighs(&mut self, one: usize) -> Result<()> {
        let Some((visit, finding)) = self.some_finding() else {
            return Ok(());
        };
        let args = json!({"visit": visit, "finding": finding});
        let Some(shown) = self.looks(one, "finding_get", args.clone())? else {
            return Ok(());
        };
        let was = shown.pointer("/row/weight").cloned().unwrap_or_default();
        let immediate = !is_true(&was, "immediate");
        let form = Form {
            record: visit,
            section: format!("finding/{finding}"),
            command: "finding_weigh",
            args,
            was,
        };
        match self.rng.random_range(0..3) {
            0 => {
                let spread = json!(self.one_of(&SPREADS)?);
                self.fills_in(one, form, "spread", spread)
            }
            1 => self.fills_in(one, form, "immediate", json!(immediate)),
            _ => self.fills_in(one, form, "root_cause", self.words(one)),
        }
    }

    /// Links something seen to a finding, turns it round, or takes it off again.
    fn links_evidence(&mut self, one: usize) -> Result<()> {
        let Some((visit, finding)) = self.some_finding() else {
            return Ok(());
        };
        let Some(shown) = self.looks(one, "visit_get", json!({"visit": visit}))? else {
            return Ok(());
        };
        // The oldest two: people meet over the same links. What was taken back speaks for nothing.
        let seen = rows(&shown, "observations").into_iter().rev();
        let seen: Vec<Value> = seen.filter(|seen| !is_true(seen, "withdrawn")).take(2).collect();
        let Some(seen) = self.some(&seen) else { return Ok(()) };
        let target = text(&seen, "id");
        let mut args = json!({"visit": visit, "finding": finding, "kind": "observation", "target": target});
        let mut link = json!({"kind": "observation", "target": target, "source": "observed"});
        let (command, value) = match self.rng.random_range(0..5) {
            0..=1 => ("evidence_add", Some(link)),
            2 => ("evidence_drop", None),
            _ => {
                let against = json!(self.once_in(2));
                for turned in [&mut args, &mut link] {
                    let members = turned.as_object_mut().context("arguments are an object")?;
                    members.insert("against".to_owned(), against.clone());
                }
                ("evidence_turn", Some(link))
            }
        };
        let cell = CellWrite {
            path: format!("finding/{finding}/evidence/observation-{target}"),
            policy: Policy::Fact,
            value,
        };
        self.marks(one, &visit, cell, &[], (command, args))
    }

    fn answers_a_question(&mut self, one: usize) -> Result<()> {
        let known = self.office.recommendations.clone();
        let record = self.some(&known).context("no recommendation")?;
        let (question, answer) = (self.one_of(&QUESTIONS)?, self.one_of(&ANSWERS)?);
        let args = json!({"recommendation": record, "question": question, "answer": answer});
        let cell = fact(format!("smart/{question}"), json!(answer));
        self.marks(one, &record, cell, &[], ("smart_set", args))
    }

    fn says_what_bears_on_the_place(&mut self, one: usize) -> Result<()> {
        let record = self.office.place.clone();
        let args = json!({"place": record});
        let Some(was) = self.looks(one, "bearing_get", args.clone())? else {
            return Ok(());
        };
        let form = Form {
            record,
            section: "programme".to_owned(),
            command: "bearing_set",
            args,
            was,
        };
        if self.once_in(2) {
            let complaints = json!(self.rng.random_range(0..MAX_COMPLAINTS));
            return self.fills_in(one, form, "complaints", complaints);
        }
        self.fills_in(one, form, "known_problem", self.words(one))
    }
}
