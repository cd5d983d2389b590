//! Planned visits in lists, kept in memory and written out once, as the other lists are: a write makes anew the lines it is
//! about.

use crate::api::ApiError;
use crate::api::plan::PlanView;
use crate::lines::{Line, Lines};
use crate::project::PlanBody;
use crate::session::{Open, Session};
use crate::shelf::Shelf;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::Day;

/// Planned visits; each line with the year it begins in, none while nobody has said when.
pub(crate) type PlanLines = Lines<PlanView, Option<i32>>;
type PlanLine = Line<PlanView, Option<i32>>;

fn by_day_and_place(a: &PlanLine, b: &PlanLine) -> Ordering {
    fn key(line: &PlanLine) -> (&str, &str, &str) {
        (&line.row.facts.from, &line.row.place_name, &line.row.id)
    }
    key(a).cmp(&key(b))
}

/// The lines of all planned visits, once they were asked for.
#[derive(Default)]
pub(crate) struct PlanShelf {
    lines: PlanLines,
    /// The roster that the names of planners are from; none before the first line was made.
    roster: Option<[u8; 32]>,
    /// The day they were made on: the next, a plan may be missed.
    on: Option<Day>,
    /// Those to be made anew.
    stale: BTreeSet<String>,
    /// The lines of the year that was asked for last, until one of all lines changes.
    of_year: Option<(i32, PlanLines)>,
}

impl Shelf {
    /// A planned visit was stored, or who may read it changed.
    pub(crate) fn plan_changed(&mut self, id: &str) {
        self.plan_lines.stale.insert(id.to_owned());
    }

    /// A planned visit says whether the draw it is from can be read here.
    pub(crate) fn draw_of_plans_changed(&mut self, draw: &str) {
        let Ok(draw) = draw.parse::<DocumentId>() else { return };
        if self.plan_lines.roster.is_none() {
            return;
        }
        let of = |body: &PlanBody| body.facts.lot.as_ref().and_then(|lot| lot.draw);
        let from_it = self.plans.iter().filter(|(_, body)| of(body) == Some(draw));
        self.plan_lines.stale.extend(from_it.map(|(id, _)| id.clone()));
    }

    /// Planned visits show the name of their place. Before anybody asked for their lines there is nothing to make anew.
    pub(crate) fn place_of_plans_changed(&mut self, place: &str) {
        if self.plan_lines.roster.is_none() {
            return;
        }
        let place: Option<DocumentId> = place.parse().ok();
        let there = self.plans.iter().filter(|(_, body)| body.facts.place == place);
        self.plan_lines.stale.extend(there.map(|(id, _)| id.clone()));
    }

    /// A plan that became a visit says whether that one was called off.
    pub(crate) fn visit_of_plans_changed(&mut self, visit: &str) {
        let visit: Option<DocumentId> = visit.parse().ok();
        if self.plan_lines.roster.is_none() || visit.is_none() {
            return;
        }
        let became = self.plans.iter().filter(|(_, body)| body.facts.visit == visit);
        self.plan_lines.stale.extend(became.map(|(id, _)| id.clone()));
    }
}

impl Open {
    fn plan_line(&self, id: &str, body: &PlanBody, today: Day) -> Result<PlanLine, ApiError> {
        let year = body.facts.month().map(|month| month.year());
        Line::new(self.plan_view(id, body, today), year)
    }

    /// The lines, after those that changed were made anew; on another day, all of them.
    pub(crate) fn plan_lines(&mut self, today: Day) -> Result<PlanLines, ApiError> {
        let roster = self.team.as_ref().map(|team| team.roster.head());
        let mut kept = std::mem::take(&mut self.shelf()?.plan_lines);
        let all = kept.roster.is_none() || kept.roster != roster || kept.on != Some(today);
        if !all && kept.stale.is_empty() {
            let lines = kept.lines.clone();
            self.shelf()?.plan_lines = kept;
            return Ok(lines);
        }
        let plans = self.shelf.iter().flat_map(|shelf| &shelf.plans);
        let made = plans.filter(|(id, _)| all || kept.stale.contains(*id));
        let made = made.map(|(id, body)| self.plan_line(id, body, today));
        let made = made.collect::<Result<Vec<_>, _>>()?;
        if all {
            kept.lines = Lines::sorted(made, by_day_and_place);
        } else {
            let gone = |row: &PlanView| kept.stale.contains(&row.id);
            kept.lines.renew(gone, made, by_day_and_place);
        }
        let lines = kept.lines.clone();
        self.shelf()?.plan_lines = PlanShelf {
            lines: kept.lines,
            roster,
            on: Some(today),
            stale: BTreeSet::new(),
            of_year: None,
        };
        Ok(lines)
    }
}

impl Session {
    /// Planned visits of a year, by day.
    pub(super) fn plans_of(&mut self, year: i32) -> Result<PlanLines, ApiError> {
        let today = self.today();
        let lines = self.open()?.plan_lines(today)?;
        let kept = &mut self.open()?.shelf()?.plan_lines;
        if let Some((_, lines)) = kept.of_year.as_ref().filter(|(of, _)| *of == year) {
            return Ok(lines.clone());
        }
        let lines = lines.kept(|line| line.key == Some(year));
        kept.of_year = Some((year, lines.clone()));
        Ok(lines)
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
