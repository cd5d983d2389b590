//! What of a place has been seen and what not yet, and what the team talks about in the evening.

use super::capture::Localized;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which visit, and how its hours are told.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CoverageAsk {
    /// The visit.
    pub visit: String,
    /// Minutes by which the reader's clock is ahead of UTC: used where no stay says the place's own.
    #[serde(default)]
    pub offset_minutes: i32,
}

/// One thing that is seen or not yet seen. Whom the team talked with never shows: of a group it says *seen* only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Seen {
    /// `area`, `unit` (interviews in an area), `theme`, `hours`, `gender`, `regime`.
    pub kind: String,
    /// Area id, theme, `day_week`…`night_weekend`, `women`, `men`, `minors`, `remand`, `sentenced`, `administrative`.
    pub code: String,
    /// The name of an area; empty for all that has a code.
    pub name: String,
    /// Seen.
    pub seen: bool,
    /// Who was asked to go there, where a task says so.
    pub asked: Vec<String>,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CoverageBoard {
    /// Everything, in the order of the screen.
    pub rows: Vec<Seen>,
    /// Interviews that are sealed for others: what was seen in them is not counted here.
    pub sealed: u32,
}

/// A line of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaLine {
    /// Its key, for marking it.
    pub key: String,
    /// The record in which the mark stands.
    pub doc: String,
    /// `risk`, `access`, `conflict`, `contradiction`, `numbers`, `flag`, `gap`, `task`.
    pub kind: String,
    /// What, in words of the record: a pseudonym, an observation, what was asked.
    pub text: String,
    /// A code beside it: risk, outcome, group, or the kind of gap as `area`, `hours`…
    pub code: String,
    /// The question of an answer.
    pub question: Option<Localized>,
    /// The area by name; empty for the place as a whole or none.
    pub area: String,
    /// Sides of a contradiction: source type and what it says.
    pub sides: Vec<(String, String)>,
    /// Where it is looked at: parts of a route after `visits/<id>`.
    pub route: Vec<String>,
    /// Label key of a field in conflict.
    pub label: Option<String>,
    /// Who marked it as talked about.
    pub talked_by: Option<String>,
    /// When, RFC 3339.
    pub talked_at: Option<String>,
}

/// The agenda of the debrief, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Agenda {
    /// The lines.
    pub lines: Vec<AgendaLine>,
}

/// Mark a line as talked about, or not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgendaMark {
    /// As in [`AgendaLine::doc`].
    pub doc: String,
    /// As in [`AgendaLine::key`].
    pub key: String,
    /// Talked about.
    pub talked: bool,
}

/// Mark something as seen all the same, or not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CoverageMark {
    /// The visit.
    pub visit: String,
    /// As in [`Seen::kind`].
    pub kind: String,
    /// As in [`Seen::code`].
    pub code: String,
    /// Seen.
    pub seen: bool,
}
