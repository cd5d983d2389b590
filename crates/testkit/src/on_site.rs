//! What people do on a visit beside answers and findings: the log of access, tasks and comments, what was talked about in the
//! evening, what became of recommendations, and who may suffer for what they told.

use crate::device::text;
use crate::model::{CellWrite, Made, Policy, Write};
use crate::records::{Form, fact, is_true, member, rows};
use crate::world::World;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use visita_domain::dates::parse_rfc3339;

/// Most tasks, requests, comments and days to look again: more of them are changed ones.
const MAX_THINGS: usize = 4;
/// Lines of the evening's talk.
const TALKED: [&str; 2] = ["gap-unit-a", "gap-hours-night"];
/// How a request was met: what was granted, and not late, the clocks alone say.
const MET: [&str; 2] = ["partly", "refused"];
const FOUND: [&str; 3] = ["not", "partly", "fully"];

impl World {
    /// The visit on which most of this happens: people meet there.
    fn busy_visit(&mut self) -> Result<String> {
        self.visits.first().cloned().context("no visits")
    }

    /// A record that people talk on: the visit, or any of those in the office.
    fn talked_on(&mut self) -> Result<String> {
        if self.once_in(2) {
            return self.busy_visit();
        }
        let office = &self.office;
        let all = [
            std::slice::from_ref(&office.place),
            &office.authorities,
            &office.plans,
            &office.recommendations,
        ]
        .concat();
        self.some(&all).context("nothing to talk on")
    }

    pub(crate) fn logs_access(&mut self, one: usize) -> Result<()> {
        let visit = self.busy_visit()?;
        let Some(shown) = self.looks(one, "access_list", json!({"visit": visit}))? else {
            return Ok(());
        };
        let held = rows(&shown, "rows");
        let request = self.some(&held);
        let Some(request) = request.filter(|_| held.len() >= MAX_THINGS || !self.once_in(3)) else {
            if self.once_in(2) {
                let args = json!({"visit": visit, "asked": "registers"});
                return self.adds(one, &visit, "access", ("access_start", args));
            }
            let facts = json!({"asked": "entry", "what": "The gate"});
            return self.adds(
                one,
                &visit,
                "access",
                ("access_add", json!({"visit": visit, "facts": facts})),
            );
        };
        let id = text(&request, "id");
        if self.once_in(4) {
            let dropped = !is_true(&request, "dropped");
            let args = json!({"visit": visit, "entry": id, "dropped": dropped});
            let cell = fact(format!("access/{id}/dropped"), json!(dropped));
            return self.marks(one, &visit, cell, &[], ("access_drop", args));
        }
        if is_true(&request, "waiting") && self.once_in(3) {
            return self.ends_a_wait(one, &visit, &id);
        }
        let form = Form {
            section: format!("access/{id}"),
            command: "access_set",
            args: json!({"visit": visit, "access": id}),
            was: member(&request, "facts"),
            record: visit,
        };
        if let Some(asked_at) = out_of_order(&form.was, "asked_at", "answered_at") {
            return self.fills_in(one, form, "answered_at", asked_at);
        }
        let field = self.one_of(&["what", "reason"])?;
        self.fills_in(one, form, field, self.words(one))
    }

    /// The wait is over, by a clock that may be wrong.
    fn ends_a_wait(&mut self, one: usize, visit: &str, id: &str) -> Result<()> {
        let (outcome, now) = (json!(self.one_of(&MET)?), self.device(one)?.clock.shows());
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![
                fact(format!("access/{id}/answered_at"), now),
                fact(format!("access/{id}/outcome"), outcome.clone()),
            ],
            ..Write::default()
        };
        let args = json!({"visit": visit, "access": id, "outcome": outcome});
        self.writes(one, visit, write, "access_end", args).map(|_| ())
    }

    pub(crate) fn works_on_a_task(&mut self, one: usize) -> Result<()> {
        let doc = self.talked_on()?;
        let Some(shown) = self.looks(one, "task_list", json!({"doc": doc}))? else {
            return Ok(());
        };
        let held = rows(&shown, "rows");
        let task = self.some(&held);
        let Some(task) = task.filter(|_| held.len() >= MAX_THINGS || !self.once_in(3)) else {
            let facts = json!({"what": "Look at the roof", "about": ""});
            return self.adds(one, &doc, "task", ("task_add", json!({"doc": doc, "facts": facts})));
        };
        let id = text(&task, "id");
        if self.once_in(4) {
            let dropped = !is_true(&task, "dropped");
            let args = json!({"doc": doc, "task": id, "dropped": dropped});
            let cell = fact(format!("task/{id}/dropped"), json!(dropped));
            return self.marks(one, &doc, cell, &[], ("task_drop", args));
        }
        if self.once_in(3) {
            return self.says_a_task_is_done(one, &doc, &id);
        }
        let form = Form {
            section: format!("task/{id}"),
            command: "task_set",
            args: json!({"doc": doc, "task": id}),
            was: member(&task, "facts"),
            record: doc,
        };
        self.fills_in(one, form, "what", self.words(one))
    }

    /// Says that a task is done, by the day that the clock shows, or that it is not.
    fn says_a_task_is_done(&mut self, one: usize, doc: &str, id: &str) -> Result<()> {
        let (done, note) = (!self.once_in(3), self.words(one));
        let today = self.device(one)?.clock.shows_day();
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![
                CellWrite {
                    path: format!("task/{id}/done_on"),
                    policy: Policy::Fact,
                    value: done.then_some(today),
                },
                fact(format!("task/{id}/note"), note.clone()),
            ],
            ..Write::default()
        };
        let args = json!({"doc": doc, "task": id, "done": done, "note": note});
        self.writes(one, doc, write, "task_done", args).map(|_| ())
    }

    pub(crate) fn comments(&mut self, one: usize) -> Result<()> {
        let doc = self.talked_on()?;
        let Some(shown) = self.looks(one, "comment_list", json!({"doc": doc}))? else {
            return Ok(());
        };
        let held = rows(&shown, "rows");
        let comment = self.some(&held);
        let Some(comment) = comment.filter(|_| held.len() >= MAX_THINGS || !self.once_in(3)) else {
            let args = json!({"doc": doc, "about": "", "text": self.words(one), "mentions": []});
            return self.adds(one, &doc, "comment", ("comment_add", args));
        };
        if is_true(&comment, "mine") && self.once_in(2) {
            return self.says_otherwise(one, &doc, &comment);
        }
        let (id, resolved) = (text(&comment, "id"), !is_true(&comment, "resolved"));
        let args = json!({"doc": doc, "comment": id, "resolved": resolved});
        let cell = fact(format!("comment/{id}/resolved"), json!(resolved));
        self.marks(one, &doc, cell, &[], ("comment_resolve", args))
    }

    /// Says a comment of one's own otherwise, or takes it back.
    fn says_otherwise(&mut self, one: usize, doc: &str, comment: &Value) -> Result<()> {
        let id = text(comment, "id");
        let cell = |value: Value| CellWrite {
            path: format!("comment/{id}/said"),
            policy: Policy::Testimony,
            value: Some(value),
        };
        if !is_true(comment, "withdrawn") && self.once_in(3) {
            let args = json!({"doc": doc, "comment": id});
            return self.marks(one, doc, cell(Value::Null), &[], ("comment_withdraw", args));
        }
        let words = self.words(one);
        let was = json!({"text": member(comment, "text"), "mentions": []});
        let args = json!({
            "doc": doc, "comment": id, "was": was, "facts": {"text": words, "mentions": []},
        });
        // What is said again after it was settled is settled no more.
        let opens = fact(format!("comment/{id}/resolved"), json!(false));
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![cell(words), opens],
            ..Write::default()
        };
        self.writes(one, doc, write, "comment_set", args).map(|_| ())
    }

    pub(crate) fn talks_in_the_evening(&mut self, one: usize) -> Result<()> {
        let visit = self.busy_visit()?;
        let key = self.one_of(&TALKED)?;
        let talked = json!(!self.once_in(3));
        let args = json!({"doc": visit, "key": key, "talked": talked});
        self.marks(
            one,
            &visit,
            fact(format!("debrief/{key}"), talked),
            &[],
            ("debrief_mark", args),
        )
    }

    /// Says at a visit what became of a recommendation: each their own word.
    pub(crate) fn verifies(&mut self, one: usize) -> Result<()> {
        let visit = self.busy_visit()?;
        let known = self.office.recommendations.clone();
        let recommendation = self.some(&known).context("no recommendation")?;
        let result = self.one_of(&FOUND)?;
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![CellWrite {
                path: format!("verified/{recommendation}"),
                policy: Policy::Testimony,
                value: Some(json!(result)),
            }],
            ..Write::default()
        };
        let args = json!({"visit": visit, "recommendation": recommendation, "result": result, "source": "observed"});
        self.writes(one, &visit, write, "verified_set", args).map(|_| ())
    }

    /// Somebody who may suffer for what they told, and a day on which to look again: for a few alone.
    pub(crate) fn looks_after_somebody(&mut self, one: usize) -> Result<()> {
        let (record, visit) = (self.office.reprisal.clone(), self.busy_visit()?);
        let Some(shown) = self.looks(one, "reprisal_list", json!({"visit": visit}))? else {
            return Ok(());
        };
        let of_it = rows(&shown, "rows")
            .into_iter()
            .find(|row| text(row, "record") == record);
        let Some(row) = of_it else { return Ok(()) };
        if self.once_in(6) {
            let dropped = !is_true(&row, "dropped");
            let args = json!({"record": record, "dropped": dropped});
            let cell = fact("reprisal/dropped".to_owned(), json!(dropped));
            return self.marks(one, &record, cell, &[], ("reprisal_drop", args));
        }
        if self.once_in(2) {
            let form = Form {
                section: "reprisal".to_owned(),
                command: "reprisal_set",
                args: json!({"record": record}),
                was: member(&row, "facts"),
                record,
            };
            return self.fills_in(one, form, "mitigation", self.words(one));
        }
        let held = rows(&row, "recontacts");
        let recontact = self.some(&held);
        // An entry made by mistake takes no more days.
        let whole = held.len() >= MAX_THINGS || is_true(&row, "dropped");
        if whole && held.is_empty() {
            return Ok(());
        }
        let Some(recontact) = recontact.filter(|_| whole || !self.once_in(3)) else {
            // A colleague who takes the entry back meanwhile meets the day.
            let facts = json!({"due": "2026-05-04", "how": "By letter"});
            let write = Write {
                device: one,
                edits: 1,
                besides: vec!["recontact/".to_owned()],
                made: Some(Made {
                    noun: "recontact",
                    policy: Policy::Fact,
                    facts: facts.clone(),
                }),
                ..Write::default()
            };
            let args = json!({"record": record, "facts": facts});
            return self.writes(one, &record, write, "recontact_add", args).map(|_| ());
        };
        let id = text(&recontact, "id");
        if self.once_in(4) {
            let dropped = !is_true(&recontact, "dropped");
            let args = json!({"record": record, "recontact": id, "dropped": dropped});
            let cell = fact(format!("recontact/{id}/dropped"), json!(dropped));
            return self.marks(one, &record, cell, &[], ("recontact_drop", args));
        }
        if self.once_in(3) {
            return self.says_they_were_reached(one, &record, &id);
        }
        let form = Form {
            section: format!("recontact/{id}"),
            command: "recontact_set",
            args: json!({"record": record, "recontact": id}),
            was: member(&recontact, "facts"),
            record,
        };
        self.fills_in(one, form, "how", self.words(one))
    }

    /// Somebody was reached, or was not after all: what was noted stays then.
    fn says_they_were_reached(&mut self, one: usize, record: &str, id: &str) -> Result<()> {
        let (done, note) = (!self.once_in(3), self.words(one));
        let today = self.device(one)?.clock.shows_day();
        let mut cells = vec![CellWrite {
            path: format!("recontact/{id}/done_on"),
            policy: Policy::Fact,
            value: done.then_some(today),
        }];
        if done {
            cells.push(fact(format!("recontact/{id}/note"), note.clone()));
        }
        let write = Write {
            device: one,
            edits: 1,
            cells,
            ..Write::default()
        };
        let args = json!({"record": record, "recontact": id, "done": done, "note": note});
        self.writes(one, record, write, "recontact_done", args).map(|_| ())
    }
}

/// The earlier of two moments, as records keep it, where a form has them the wrong way round: clocks differ. It takes no other
/// word before that is put right.
pub(crate) fn out_of_order(form: &Value, from: &str, to: &str) -> Option<Value> {
    let moment = |name: &str| parse_rfc3339(&text(form, name));
    let (from, to) = (moment(from)?, moment(to)?);
    (to < from).then(|| json!(from))
}

/// What the word of a member says, as the model keeps it: notes and sources are not what people differ on.
pub(crate) fn found(value: &Value) -> Value {
    member(value, "result")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_the_wrong_way_round_are_told_from_those_in_order() {
        let stay = |to: &str| json!({"from": "2026-03-02T08:40:00.000Z", "to": to});
        let earlier = out_of_order(&stay("2026-03-02T08:39:59.999Z"), "from", "to");
        assert_eq!(earlier, Some(json!("2026-03-02T08:40:00Z")));
        assert_eq!(out_of_order(&stay("2026-03-02T08:40:00Z"), "from", "to"), None);
        assert_eq!(out_of_order(&stay(""), "from", "to"), None);
    }
}
