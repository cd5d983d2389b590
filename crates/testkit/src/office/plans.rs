//! Planned visits: proposed and adopted, changed, decided, and made into visits, some of them for a few.

use super::{ITS_VISIT, for_few};
use crate::device::{Standing, text};
use crate::kinds::Kind;
use crate::model::{RecordModel, Write};
use crate::records::{Form, fact, is_true, member, rows};
use crate::world::World;
use anyhow::{Context as _, Result, ensure};
use rand::RngExt as _;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Planned visits in a world from which on nobody plans more.
const MAX_PLANS: usize = 8;
/// The year of what is adopted: places are drawn for others.
const ADOPTED_YEAR: i32 = 2026;
/// Lines of a proposal that are adopted at once.
const MAX_ADOPTED: usize = 2;

/// The facts of a planned visit.
pub(super) fn plan_facts() -> Value {
    json!({
        "from": "2026-06-01", "to": "2026-06-30", "visit_kind": "in_depth", "announced": false, "hours": "open",
        "days": "open", "urgent": false, "reason": "", "objectives": "",
    })
}

impl World {
    pub(crate) fn works_on_a_plan(&mut self, one: usize) -> Result<()> {
        if self.office.plans.len() < MAX_PLANS && self.once_in(6) {
            return self.plans(one);
        }
        let known = self.office.plans.clone();
        let record = self.some(&known).context("no plan")?;
        let Some(shown) = self.looks(one, "plan_get", json!({"plan": record}))? else {
            return Ok(());
        };
        let begun = member(&shown, "visit") != Value::Null;
        if !begun && is_true(&shown, "sealed") && member(&shown, "state") != json!("dropped") && self.once_in(3) {
            return self.begins(one, &record);
        }
        if !begun && self.once_in(3) {
            let state = self.one_of(&["agreed", "proposed", "dropped"])?;
            let args = json!({"plan": record, "state": state});
            return self.marks(
                one,
                &record,
                fact("plan/state".to_owned(), json!(state)),
                &[],
                ("plan_state", args),
            );
        }
        let form = Form {
            section: "plan".to_owned(),
            command: "plan_set",
            args: json!({"plan": record}),
            was: member(&shown, "facts"),
            record,
        };
        // Its visit begins with the other facts as they are: two who begin it differ on none of them.
        self.fills_in(one, form, "reason", self.words(one))
    }

    /// Makes the visit of a plan that is for a few. Another of them may do so at the same time: it is the same visit.
    fn begins(&mut self, one: usize, plan: &str) -> Result<()> {
        let known = self.office.begun.get(plan).cloned();
        let before = match &known {
            Some(visit) => self.last_own(one, visit)?,
            None => self.before_first(one)?,
        };
        let write = Write {
            device: one,
            edits: 1,
            cells: vec![
                fact("plan/state".to_owned(), json!("done")),
                fact("plan/visit".to_owned(), json!(ITS_VISIT)),
            ],
            ..Write::default()
        };
        let few = self.stays_for_few(plan);
        let args = json!({
            "plan": plan, "starts_on": "2026-06-08", "checklists": ["prison"],
            "readers": {"whole_team": few.is_none(), "readers": []},
        });
        let Some(made) = self.writes(one, plan, write, "plan_begin", args)? else {
            return Ok(());
        };
        let visit = text(&made.answer, "id");
        ensure!(
            known.is_none_or(|known| known == visit),
            "device {one}: {plan} became a second visit"
        );
        self.office.begun.insert(plan.to_owned(), visit.clone());
        if !self.records.contains_key(&visit) {
            self.records.insert(visit.clone(), RecordModel::of(Kind::Visit, few));
            self.visits.push(visit.clone());
        }
        self.begins_with(one, &visit, before)
    }

    /// Who may read the visit that a plan becomes: of every other plan whoever may read the plan; none where it is opened to
    /// everybody. Whoever begins it does the same.
    fn stays_for_few(&self, plan: &str) -> Option<BTreeSet<usize>> {
        let at = self.office.plans.iter().position(|known| known == plan)?;
        let model = self.records.get(plan).filter(|_| at % 2 == 1)?;
        model.readers.clone()
    }

    /// Plans a visit, for everybody or for a few.
    fn plans(&mut self, one: usize) -> Result<()> {
        let chosen = self.rng.random_range(0..self.devices.len());
        let few = self.once_in(2).then_some(chosen);
        let reader = few
            .and_then(|few| self.devices.get(few))
            .map(|device| device.member.clone());
        let known = reader.filter(|member| !member.is_empty());
        let few = few.filter(|_| known.is_some());
        if let Some(few) = few
            && self.standing(few) != Standing::Member
        {
            return Ok(());
        }
        let readers = json!({"whole_team": few.is_none(), "readers": known.iter().collect::<Vec<_>>()});
        let may_read = few.map(|few| for_few(&[one, few]));
        let (command, args) = if self.once_in(2) {
            let Some(lines) = self.lines_to_adopt(one)? else {
                return Ok(());
            };
            let agreed = self.once_in(2);
            (
                "plan_adopt",
                json!({"lines": lines, "agreed": agreed, "readers": readers}),
            )
        } else {
            let args = json!({"place": self.office.place, "facts": plan_facts(), "readers": readers});
            ("plan_add", args)
        };
        let made = self.makes_all(one, (Kind::Plan, may_read), (command, args))?;
        self.office.plans.extend(made);
        Ok(())
    }

    /// What is proposed for the year; where nothing is, a month for the place.
    fn lines_to_adopt(&mut self, one: usize) -> Result<Option<Vec<Value>>> {
        let Some(proposed) = self.looks(one, "plan_propose", json!({"year": ADOPTED_YEAR}))? else {
            return Ok(None);
        };
        let line = |line: &Value| {
            json!({
                "place": member(line, "place"), "month": member(line, "month"), "announced": member(line, "announced"),
                "hours": member(line, "hours"), "days": member(line, "days"),
            })
        };
        let mut lines: Vec<Value> = rows(&proposed, "lines").iter().map(line).collect();
        lines.truncate(MAX_ADOPTED);
        if lines.is_empty() {
            lines.push(json!({"place": self.office.place, "month": "2026-09"}));
        }
        Ok(Some(lines))
    }
}
