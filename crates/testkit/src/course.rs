//! How a visit goes on: from one phase to the next, called off and made after all, what the authorities are told at its end, and
//! whether its report may be published. Whoever writes into a closed visit says first that they mean it.

use crate::device::{Stopped, text};
use crate::model::{CellWrite, Policy, Write};
use crate::records::{Form, fact, member, rows};
use crate::world::{LEAD, VISITS, World};
use anyhow::{Context as _, Result};
use rand::RngExt as _;
use serde_json::{Value, json};
use visita_app::api::{ApiError, ErrorCode};

/// On what a report is published.
const BASES: [&str; 2] = ["decided", "state_asked"];
/// Days from which on a report may be published, and on which findings were told: few enough that people sometimes say the same.
const DAYS: [&str; 3] = ["2026-07-01", "2026-08-01", "2026-09-01"];
/// Most findings that are told at once.
const MAX_TOLD: usize = 2;

impl World {
    /// One of the things that are said of a visit as a whole.
    pub(crate) fn moves_a_visit_on(&mut self, one: usize) -> Result<()> {
        let visit = self.founded_visit()?;
        match self.rng.random_range(0..6) {
            0..=2 => self.changes_its_phase(one, &visit),
            3 if one == LEAD => self.says_when_it_is_published(one, visit),
            3..=4 => self.tells_what_was_found(one),
            _ => self.gives_up_a_seat_or_an_area(one),
        }
    }

    /// One of the visits that were there from the beginning: of those that plans became, two may have written the first facts.
    fn founded_visit(&mut self) -> Result<String> {
        let founded: Vec<String> = self.visits.iter().take(VISITS).cloned().collect();
        self.some(&founded).context("no visits")
    }

    fn changes_its_phase(&mut self, one: usize, visit: &str) -> Result<()> {
        let Some(shown) = self.looks(one, "visit_get", json!({"visit": visit}))? else {
            return Ok(());
        };
        let in_preparation = shown.pointer("/row/phase") == Some(&json!("preparation"));
        let called_off = !text(&shown, "called_off").is_empty();
        if (in_preparation || called_off) && self.once_in(2) {
            let why = if called_off { json!("") } else { self.words(one) };
            let args = json!({"visit": visit, "why": why});
            let cell = fact("visit/called_off".to_owned(), why);
            return self.marks(one, visit, cell, &[], ("visit_call_off", args));
        }
        let next: Vec<String> = rows(&shown, "next_phases")
            .iter()
            .filter_map(Value::as_str)
            .map(ToOwned::to_owned)
            .collect();
        // Mostly on, so that some visits are closed.
        let on = next.last().cloned().filter(|_| !self.once_in(4));
        let Some(phase) = on.or_else(|| self.some(&next)) else {
            return Ok(());
        };
        let args = json!({"visit": visit, "phase": phase, "acknowledge_conflicts": true});
        let cell = fact("visit/phase".to_owned(), json!(phase));
        self.marks(one, visit, cell, &[], ("visit_phase", args))
    }

    fn says_when_it_is_published(&mut self, one: usize, visit: String) -> Result<()> {
        let args = json!({"visit": visit});
        let Some(shown) = self.looks(one, "publication_get", args.clone())? else {
            return Ok(());
        };
        let form = Form {
            record: visit,
            section: "publication".to_owned(),
            command: "publication_set",
            args,
            was: member(&shown, "facts"),
        };
        match self.rng.random_range(0..3) {
            0 => {
                let basis = json!(self.one_of(&BASES)?);
                self.fills_in(one, form, "basis", basis)
            }
            1 => {
                let from = json!(self.one_of(&DAYS)?);
                self.fills_in(one, form, "from", from)
            }
            _ => self.fills_in(one, form, "note", self.words(one)),
        }
    }

    /// Says on which day findings of a visit were told, or that they were not after all.
    fn tells_what_was_found(&mut self, one: usize) -> Result<()> {
        let known = self.findings.clone();
        let Some((at, first)) = self.some(&known) else {
            return Ok(());
        };
        let visit = self.visits.get(at).context("no visit")?.clone();
        let day = (!self.once_in(4)).then(|| self.one_of(&DAYS)).transpose()?;
        let others = known.into_iter().filter(|(other, id)| *other == at && *id != first);
        let others = others.map(|(_, id)| id).take(MAX_TOLD - 1);
        let mut told: Vec<String> = vec![first.clone()];
        if self.once_in(2) {
            told.extend(others);
        }
        let cell = |finding: &String| CellWrite {
            path: format!("finding/{finding}/told_on"),
            policy: Policy::Fact,
            value: day.map(|day| json!(day)),
        };
        let write = Write {
            device: one,
            edits: 1,
            cells: told.iter().map(cell).collect(),
            ..Write::default()
        };
        let args = json!({"visit": visit, "findings": told, "day": day});
        self.writes(one, &visit, write, "finding_told", args).map(|_| ())
    }

    /// Takes somebody off the delegation, or an area off what is to be covered, where people give and name them.
    fn gives_up_a_seat_or_an_area(&mut self, one: usize) -> Result<()> {
        let visit = self.visits.first().cloned().context("no visits")?;
        let Some(shown) = self.looks(one, "visit_get", json!({"visit": visit}))? else {
            return Ok(());
        };
        if self.once_in(2) {
            let mut areas = rows(&shown, "areas");
            // The place as a whole stays.
            areas.retain(|area| text(area, "id") != "general");
            let Some(area) = self.some(&areas) else { return Ok(()) };
            let id = text(&area, "id");
            let gone = json!({"name": text(&area, "name"), "dropped": true});
            let args = json!({"visit": visit, "area": id});
            return self.marks(one, &visit, fact(format!("area/{id}"), gone), &[], ("area_drop", args));
        }
        let Some(seat) = self.some(&rows(&shown, "team")) else {
            return Ok(());
        };
        let somebody = text(&seat, "member");
        let gone = json!({"role": member(&seat, "role"), "areas": member(&seat, "areas"), "dropped": true});
        let args = json!({"visit": visit, "member": somebody});
        self.marks(
            one,
            &visit,
            fact(format!("team/{somebody}"), gone),
            &[],
            ("seat_drop", args),
        )
    }

    /// Calls a command that writes. Where it is refused since a visit is closed, the person says that they mean it, and does it
    /// again.
    pub(crate) fn means(&mut self, one: usize, name: &str, args: Value) -> Result<Result<Value, Stopped>> {
        let device = self.device(one)?;
        let answer = device.call(name, args.clone());
        let Err(Stopped::Refused(ApiError {
            code: ErrorCode::VisitClosed,
            field: Some(visit),
            ..
        })) = &answer
        else {
            return Ok(answer);
        };
        Ok(match device.call("visit_acknowledge_closed", json!({"visit": visit})) {
            Ok(_) => device.call(name, args),
            Err(stopped) => Err(stopped),
        })
    }
}
