//! Recommendations, and the dialogue on them: what went out, what came back, to one and to several at once.

use crate::device::text;
use crate::model::{Made, Policy, Write};
use crate::records::{Form, fact, is_true, member, rows};
use crate::world::{Pending, World};
use anyhow::{Context as _, Result};
use rand::RngExt as _;
use serde_json::{Value, json};

/// Most letters, replies, messages and checks in a thread: more of them are corrected ones.
const MAX_THREAD: usize = 5;
/// Most replies to several recommendations.
const MAX_JOINT: usize = 3;

/// Things in a thread: as the thread calls them, the noun of their fields, the commands that add and correct one, what a
/// correction calls it, and the field that is corrected.
const LOGGED: [(&str, &str, &str, &str, &str, &str); 4] = [
    (
        "letter",
        "letter",
        "recommendation_send",
        "letter_set",
        "letter",
        "reference",
    ),
    ("reply", "answered", "reply_add", "reply_set", "reply", "words"),
    ("message", "message", "message_add", "message_set", "message", "words"),
    (
        "check",
        "verification",
        "verification_add",
        "verification_set",
        "verification",
        "words",
    ),
];

impl World {
    pub(crate) fn works_on_a_recommendation(&mut self, one: usize) -> Result<()> {
        let known = self.office.recommendations.clone();
        let record = self.some(&known).context("no recommendation")?;
        let Some(shown) = self.looks(one, "recommendation_get", json!({"recommendation": record}))? else {
            return Ok(());
        };
        match self.rng.random_range(0..12) {
            0..=3 => {
                let form = Form {
                    section: "recommendation".to_owned(),
                    command: "recommendation_set",
                    args: json!({"recommendation": record}),
                    was: member(&shown, "facts"),
                    record,
                };
                let field = self.one_of(&["text", "standards"])?;
                self.fills_in(one, form, field, self.words(one))
            }
            4 => self.withdraws(one, &record, &shown),
            5 => {
                let was = shown.pointer("/row/implementation").cloned().unwrap_or_default();
                let done = json!(self.one_of(&["none", "partial", "full"])?);
                let args = json!({"recommendation": record, "was": was, "implementation": done});
                let cell = fact("recommendation/implementation".to_owned(), done);
                self.marks(one, &record, cell, &[], ("implementation_set", args))
            }
            6 if shown.pointer("/row/column") == Some(&json!("draft")) => {
                let review = json!(self.one_of(&["draft", "in_review", "agreed"])?);
                let args = json!({"recommendation": record, "review": review});
                let cell = fact("recommendation/review".to_owned(), review);
                // Only the product asks which words were agreed on.
                self.marks(one, &record, cell, &["agreed/"], ("recommendation_review", args))
            }
            7 => self.answers_jointly(one),
            _ => self.goes_on_with_the_dialogue(one, &record, &shown),
        }
    }

    /// Logs one reply to all that an authority can answer, or corrects one.
    fn answers_jointly(&mut self, one: usize) -> Result<()> {
        let authority = self.office.authorities.first().cloned().context("no authority")?;
        let asked = json!({"authority": authority});
        let Some(shown) = self.looks(one, "correspondence_get", asked.clone())? else {
            return Ok(());
        };
        let held = rows(&shown, "replies");
        let known = self.some(&held);
        if let Some(known) = known.filter(|_| held.len() >= MAX_JOINT || !self.once_in(3)) {
            return self.corrects_jointly(one, &text(&known, "reply"));
        }
        let Some(shown) = self.looks(one, "answerable_list", asked)? else {
            return Ok(());
        };
        let answered: Vec<String> = rows(&shown, "rows").iter().map(|row| text(row, "id")).collect();
        if answered.is_empty() {
            return Ok(());
        }
        let part = |id: &String| json!({"recommendation": id, "words": self.words(one), "grade": null});
        let parts: Vec<Value> = answered.iter().map(part).collect();
        let write = |(record, part): (String, &Value)| Pending {
            record,
            write: Write {
                device: one,
                edits: 1,
                besides: vec!["answered/".to_owned()],
                made: Some(Made {
                    noun: "answered",
                    policy: Policy::Fact,
                    facts: part.clone(),
                }),
                ..Write::default()
            },
        };
        let all = answered.into_iter().zip(&parts).map(write).collect();
        let args = json!({"authority": authority, "on": "2026-04-05", "grade": null, "parts": parts});
        self.writes_all(one, all, "joint_reply_add", args).map(|_| ())
    }

    /// Corrects the reference of a joint reply, in all its parts.
    fn corrects_jointly(&mut self, one: usize, reply: &str) -> Result<()> {
        let Some(shown) = self.looks(one, "joint_reply_get", json!({"reply": reply}))? else {
            return Ok(());
        };
        let reference = self.words(one);
        let (mut was, mut all) = (Vec::new(), Vec::new());
        for part in rows(&shown, "parts") {
            let record = text(&member(&part, "row"), "id");
            let id = text(&part, "id");
            was.push(json!({
                "recommendation": record, "id": id, "on": member(&part, "on"), "reference": member(&part, "reference"),
                "dropped": member(&part, "dropped"),
            }));
            all.push(Pending {
                record,
                write: Write {
                    device: one,
                    edits: 1,
                    cells: vec![fact(format!("answered/{id}/reference"), reference.clone())],
                    ..Write::default()
                },
            });
        }
        let args = json!({"reply": reply, "was": was, "on": member(&shown, "on"), "reference": reference});
        self.writes_all(one, all, "joint_reply_set", args).map(|_| ())
    }

    fn withdraws(&mut self, one: usize, record: &str, shown: &Value) -> Result<()> {
        let withdrawn = shown.pointer("/row/column") != Some(&json!("withdrawn"));
        let status = match (withdrawn, is_sent(shown)) {
            (true, _) => "withdrawn",
            (false, true) => "sent",
            (false, false) => "draft",
        };
        let args = json!({"recommendation": record, "withdrawn": withdrawn});
        let cell = fact("recommendation/status".to_owned(), json!(status));
        self.marks(one, record, cell, &[], ("recommendation_withdraw", args))
    }

    fn goes_on_with_the_dialogue(&mut self, one: usize, record: &str, shown: &Value) -> Result<()> {
        let (entry, noun, add, correct, names, field) = self.some(&LOGGED).context("nothing to log")?;
        let mut held = rows(shown, "thread");
        held.retain(|held| text(held, "entry") == entry);
        let logged = self.some(&held);
        let Some(logged) = logged.filter(|_| held.len() >= MAX_THREAD || !self.once_in(3)) else {
            return self.logs(one, record, shown, (noun, add));
        };
        let was = member(&logged, "facts");
        let gone = is_true(&was, "dropped");
        let id = text(&logged, "id");
        let form = Form {
            record: record.to_owned(),
            section: format!("{noun}/{id}"),
            command: correct,
            args: json!({"recommendation": record, names: id}),
            was,
        };
        if self.once_in(4) {
            return self.fills_in(one, form, "dropped", json!(!gone));
        }
        self.fills_in(one, form, field, self.words(one))
    }

    fn logs(
        &mut self,
        one: usize,
        record: &str,
        shown: &Value,
        (noun, add): (&'static str, &'static str),
    ) -> Result<()> {
        let facts = match noun {
            "letter" => {
                if shown.pointer("/row/column") == Some(&json!("withdrawn")) {
                    return Ok(());
                }
                let by = json!("2026-05-01");
                let args = json!({"recommendation": record, "on": "2026-03-10", "reply_by": by});
                let cells = vec![
                    fact("recommendation/status".to_owned(), json!("sent")),
                    fact("recommendation/reply_by".to_owned(), by),
                ];
                let write = Write {
                    device: one,
                    edits: 1,
                    cells,
                    besides: vec!["letter/".to_owned()],
                    ..Write::default()
                };
                return self.writes(one, record, write, add, args).map(|_| ());
            }
            "answered" => json!({"on": "2026-04-01", "words": "Ordered", "grade": "b"}),
            "message" => json!({"on": "2026-04-02", "way": "call", "words": "In May"}),
            _ => json!({"on": "2026-04-03", "result": "partly", "words": "Half of them"}),
        };
        self.adds(
            one,
            record,
            noun,
            (add, json!({"recommendation": record, "facts": facts})),
        )
    }
}

/// Whether a letter with a recommendation went out.
pub(crate) fn is_sent(recommendation: &Value) -> bool {
    let thread = rows(recommendation, "thread");
    let mut letters = thread.iter().filter(|entry| text(entry, "entry") == "letter");
    letters.any(|letter| letter.pointer("/facts/dropped") != Some(&json!(true)))
}
