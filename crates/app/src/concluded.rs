//! Findings of all visits as one list, kept in memory and written out once, as the list of recommendations is. It is made from
//! what the lists hold of each visit, and opens no record; a write makes anew the lines it is about.

use crate::api::ApiError;
use crate::api::finding::{FindingFilter, FindingRow, FindingRows};
use crate::api::visit::VisitRow;
use crate::lines::{Line, Lines};
use crate::session::{Session, code_of};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, HashMap};
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::finding::{Confidence, Finding, FindingStatus, Severity, Spread, Weight};
use visita_domain::recommendation::Status;
use visita_domain::theme::Theme;

/// What lists hold of the findings of a visit stands under this kind, where there are any.
pub(crate) const CONCLUDED: &str = "concluded";

/// Characters of a statement in its line.
const STATEMENT_CHARS: usize = 280;
/// The status of what was withdrawn, which is shown to whoever asks for it.
const WITHDRAWN: &str = "withdrawn";

/// A finding, as lists hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Concluded {
    pub id: String,
    /// The beginning of its statement.
    pub statement: String,
    pub theme: Theme,
    pub status: FindingStatus,
    pub confidence: Confidence,
    pub good_practice: bool,
    pub severity: Option<Severity>,
    pub spread: Option<Spread>,
    /// Every standard it touches.
    pub standards: Vec<String>,
    /// Its statement, whole, as the search folds it.
    pub folded: String,
}

impl Concluded {
    pub(crate) fn of(id: String, finding: &Finding, weight: &Weight, standards: Vec<String>) -> Self {
        Self {
            id,
            statement: finding.statement.chars().take(STATEMENT_CHARS).collect(),
            theme: finding.theme,
            status: finding.status,
            confidence: finding.confidence,
            good_practice: finding.good_practice,
            severity: weight.severity,
            spread: weight.spread,
            standards,
            folded: visita_vault::fold(&finding.statement),
        }
    }
}

/// What a line is sorted and chosen by beside what it shows.
#[derive(Debug)]
pub(crate) struct FindingKey {
    theme: Theme,
    folded: String,
}

/// The list.
pub(crate) type FindingLines = Lines<FindingRow, FindingKey>;
type FindingLine = Line<FindingRow, FindingKey>;

/// How many recommendations answer each finding.
type Answering<'a> = HashMap<(DocumentId, &'a str), u32>;

/// The newest visit first; within it by theme, concerns before good practices.
fn order(a: &FindingLine, b: &FindingLine) -> Ordering {
    fn visit(line: &FindingLine) -> Reverse<(&str, &str)> {
        Reverse((&line.row.starts_on, &line.row.visit))
    }
    fn within(line: &FindingLine) -> (Theme, bool, &str) {
        (line.key.theme, line.row.good_practice, &line.row.id)
    }
    visit(a).cmp(&visit(b)).then_with(|| within(a).cmp(&within(b)))
}

/// Whether a standard is the one asked for, or one of its parts: `MR 1` is asked for by `MR`, and `MR 13` is not by `MR 1`.
fn is_of(standard: &str, wanted: &str) -> bool {
    let (standard, wanted) = (standard.trim().to_lowercase(), wanted.trim().to_lowercase());
    let rest = standard.strip_prefix(&wanted);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn fits(filter: &FindingFilter, words: &[&str], line: &FindingLine) -> bool {
    let row = &line.row;
    let same = |wanted: &Option<String>, here: &str| wanted.as_ref().is_none_or(|wanted| wanted == here);
    let standard = filter.standard.as_deref().filter(|wanted| !wanted.trim().is_empty());
    same(&filter.place, &row.place)
        && same(&filter.visit, &row.visit)
        && same(&filter.theme, &row.theme)
        && same(&filter.status, &row.status)
        && same(&filter.severity, row.severity.as_deref().unwrap_or_default())
        && standard.is_none_or(|wanted| row.standards.iter().any(|standard| is_of(standard, wanted)))
        && filter
            .recommended
            .is_none_or(|wanted| wanted == (row.recommendations > 0))
        && filter.good_practice.is_none_or(|wanted| wanted == row.good_practice)
        && words.iter().all(|word| line.key.folded.contains(word))
        && (filter.withdrawn || filter.status.is_some() || row.status != WITHDRAWN)
}

/// What of a visit stands in the lines of its findings: the place, and the first day.
pub(crate) type Headed = (Option<DocumentId>, Option<Day>);

impl Shelf {
    pub(crate) fn finding_heading(&self, visit: &str) -> Headed {
        let facts = self.visits.get(visit).map(|body| &body.facts);
        facts.map_or((None, None), |facts| (facts.place, facts.starts_on))
    }

    /// Visits of the findings that a recommendation answers.
    pub(crate) fn visits_behind(&self, recommendation: &str) -> BTreeSet<String> {
        let body = self.recommendations.bodies.get(recommendation).into_iter();
        body.flat_map(|body| &body.findings)
            .map(|basis| basis.visit.to_string())
            .collect()
    }

    /// What was withdrawn answers nothing.
    fn answering(&self) -> Answering<'_> {
        let all = self.recommendations.bodies.values();
        let standing = all.filter(|body| body.facts.status != Status::Withdrawn);
        let mut answering = Answering::new();
        for basis in standing.flat_map(|body| &body.findings) {
            *answering.entry((basis.visit, basis.finding.as_str())).or_default() += 1;
        }
        answering
    }

    /// The lines of one visit, added to others.
    fn add_lines(&self, visit: &str, answering: &Answering<'_>, lines: &mut Vec<FindingLine>) -> Result<(), ApiError> {
        let (Some(found), Ok(id)) = (self.concluded.get(visit), visit.parse::<DocumentId>()) else {
            return Ok(());
        };
        let facts = self.visits.get(visit).map(|body| &body.facts);
        let place = facts.and_then(|facts| facts.place);
        let place = place
            .map(|place| self.standing_place(&place.to_string()))
            .unwrap_or_default();
        let known = self.places.get(&place);
        let starts_on = facts.and_then(|facts| facts.starts_on);
        for one in found {
            let row = FindingRow {
                id: one.id.clone(),
                visit: visit.to_owned(),
                place: place.clone(),
                place_name: known.map(|body| body.facts.name.clone()).unwrap_or_default(),
                starts_on: starts_on.map(|day| day.to_string()).unwrap_or_default(),
                statement: one.statement.clone(),
                theme: one.theme.code().to_owned(),
                status: code_of(&one.status),
                confidence: code_of(&one.confidence),
                good_practice: one.good_practice,
                severity: one.severity.as_ref().map(code_of),
                spread: one.spread.as_ref().map(code_of),
                standards: one.standards.clone(),
                recommendations: answering.get(&(id, one.id.as_str())).copied().unwrap_or_default(),
            };
            let key = FindingKey {
                theme: one.theme,
                folded: one.folded.clone(),
            };
            lines.push(Line::new(row, key)?);
        }
        Ok(())
    }

    fn made_lines<'a>(&self, visits: impl Iterator<Item = &'a String>) -> Result<Vec<FindingLine>, ApiError> {
        let answering = self.answering();
        let mut lines = Vec::new();
        for visit in visits {
            self.add_lines(visit, &answering, &mut lines)?;
        }
        Ok(lines)
    }

    /// Findings of all visits.
    pub(crate) fn findings_across(&mut self) -> Result<FindingLines, ApiError> {
        if let Some(lines) = &self.across {
            return Ok(lines.clone());
        }
        let lines = Lines::sorted(self.made_lines(self.concluded.keys())?, order);
        self.across = Some(lines.clone());
        Ok(lines)
    }

    /// Makes the lines of some visits anew.
    pub(crate) fn renew_across(&mut self, visits: &BTreeSet<String>) -> Result<(), ApiError> {
        let Some(mut lines) = self.across.take() else {
            return Ok(());
        };
        if !visits.is_empty() {
            let made = self.made_lines(visits.iter())?;
            lines.renew(|row| visits.contains(&row.visit), made, order);
        }
        self.across = Some(lines);
        Ok(())
    }
}

impl Session {
    pub(crate) fn concluded_list(&mut self, mut args: FindingFilter) -> Result<FindingRows, ApiError> {
        let shelf = self.open()?.shelf()?;
        // Lines name the place that stands: a record under it is asked for as that one.
        args.place = args.place.map(|place| shelf.standing_place(&place));
        let all = shelf.findings_across()?;
        let folded = visita_vault::fold(&args.text);
        let words: Vec<&str> = folded.split_whitespace().collect();
        Ok(FindingRows {
            rows: all.kept(|line| fits(&args, &words, line)),
        })
    }

    /// The findings of some visits, those that were withdrawn left out.
    pub(crate) fn findings_of(&mut self, visits: &[VisitRow]) -> Result<Vec<FindingRow>, ApiError> {
        let visits: BTreeSet<&str> = visits.iter().map(|visit| visit.id.as_str()).collect();
        let all = self.open()?.shelf()?.findings_across()?;
        let here = all
            .rows()
            .filter(|row| visits.contains(row.visit.as_str()) && row.status != WITHDRAWN);
        Ok(here.cloned().collect())
    }
}

#[cfg(test)]
#[path = "concluded_tests.rs"]
mod tests;
