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
    /// `register` (a unit of the place's register), `area`, `unit` (interviews in an area), `theme`, `hours`, `gender`,
    /// `regime` (one that the register names), `status` (legal status).
    pub kind: String,
    /// Unit id, area id, theme, `day_week`…`night_weekend`, `women`, `men`, `minors`, `remand`, `sentenced`, `administrative`; of a
    /// regime what stands for its name.
    pub code: String,
    /// The name of a unit, an area or a regime; empty for all that has a code.
    pub name: String,
    /// Seen.
    pub seen: bool,
    /// Of a unit of the register: areas of the visit that stand for it.
    pub areas: Vec<String>,
    /// Of a gender, a legal status or a regime: its units of the register, by name.
    pub units: Vec<String>,
    /// Of an area: nobody saw the unit that it stands for, which is told already. A list of gaps leaves it out.
    pub again: bool,
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

/// What one source says, where another says something else. Of interviews it is how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceSays {
    /// Source type.
    pub source: String,
    /// `answer`, `count` (a number noted on the visit), `place` (one of the register of places), `interviews` (how many allege
    /// what an answer denies).
    pub origin: String,
    /// How `says` is read: `answer`, `number`, `minutes`, `day`, `choice`.
    pub form: String,
    /// `yes`…, a number, minutes, a day; empty for a choice.
    pub says: String,
    /// The options of a choice.
    pub options: Vec<Localized>,
    /// The unit of a number.
    pub unit: Option<String>,
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
    /// The area by name; empty for the place as a whole or none. Of a gap: units in which a group is held.
    pub area: String,
    /// What was asked for, the group and the source of numbers, or what is not yet seen: codes in pairs.
    pub sides: Vec<(String, String)>,
    /// Sides of a contradiction, or of numbers that differ: which source, and what it says.
    pub said: Vec<SourceSays>,
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
