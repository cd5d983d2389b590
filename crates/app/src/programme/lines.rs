//! Planned visits in lists, kept in memory and written out once, as the other lists are: a write makes anew the lines it is
//! about.

use crate::api::plan::PlanView;
use crate::api::{ApiError, ErrorCode};
use crate::project::PlanBody;
use crate::session::{Open, Session};
use crate::shelf::Shelf;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::sync::Arc;
use visita_domain::DocumentId;

/// A planned visit, and what a page reads of it.
#[derive(Debug, Clone)]
pub(crate) struct PlanLine {
    pub view: PlanView,
    /// The year it begins in; none while nobody has said when.
    year: Option<i32>,
    json: Box<RawValue>,
}

impl PlanLine {
    /// By day, then by place.
    fn order(&self) -> (&str, &str, &str) {
        (&self.view.facts.from, &self.view.place_name, &self.view.id)
    }
}

/// Planned visits of a year, as they are handed out.
#[derive(Debug, Clone)]
pub(crate) struct PlanLines(pub Vec<Arc<PlanLine>>);

impl Serialize for PlanLines {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|line| &line.json))
    }
}

/// The lines of all planned visits, once they were asked for.
#[derive(Default)]
pub(crate) struct PlanShelf {
    lines: Arc<Vec<Arc<PlanLine>>>,
    /// The roster that the names of planners are from; none before the first line was made.
    roster: Option<[u8; 32]>,
    /// Those to be made anew.
    stale: BTreeSet<String>,
}

impl Shelf {
    /// A planned visit was stored, or who may read it changed.
    pub(crate) fn plan_changed(&mut self, id: &str) {
        self.plan_lines.stale.insert(id.to_owned());
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
}

impl Open {
    fn plan_line(&self, id: &str, body: &PlanBody) -> Result<Arc<PlanLine>, ApiError> {
        let view = self.plan_view(id, body);
        let json = serde_json::value::to_raw_value(&view).map_err(|_| ErrorCode::Damaged)?;
        let year = body.facts.month().map(|month| month.year());
        Ok(Arc::new(PlanLine { view, year, json }))
    }

    /// The lines, after those that changed were made anew.
    pub(crate) fn plan_lines(&mut self) -> Result<Arc<Vec<Arc<PlanLine>>>, ApiError> {
        let roster = self.team.as_ref().map(|team| team.roster.head());
        let mut kept = std::mem::take(&mut self.shelf()?.plan_lines);
        let plans = self.shelf.iter().flat_map(|shelf| &shelf.plans);
        let lines = Arc::make_mut(&mut kept.lines);
        if kept.roster.is_none() || kept.roster != roster {
            *lines = plans
                .map(|(id, body)| self.plan_line(id, body))
                .collect::<Result<_, _>>()?;
            lines.sort_by(|a, b| a.order().cmp(&b.order()));
        } else {
            lines.retain(|line| !kept.stale.contains(&line.view.id));
            for (id, body) in plans.filter(|(id, _)| kept.stale.contains(*id)) {
                let line = self.plan_line(id, body)?;
                let at = lines.partition_point(|other| other.order() < line.order());
                lines.insert(at, line);
            }
        }
        let lines = Arc::clone(&kept.lines);
        let stale = BTreeSet::new();
        self.shelf()?.plan_lines = PlanShelf { roster, stale, ..kept };
        Ok(lines)
    }
}

impl Session {
    /// Planned visits of a year, by day.
    pub(super) fn plans_of(&mut self, year: i32) -> Result<PlanLines, ApiError> {
        let lines = self.open()?.plan_lines()?;
        let of_year = lines.iter().filter(|line| line.year == Some(year));
        Ok(PlanLines(of_year.cloned().collect()))
    }
}

#[cfg(test)]
#[path = "lines_tests.rs"]
mod tests;
