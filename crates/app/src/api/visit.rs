//! Visits: the list, the hub, the phases.

use super::area::{Area, AreaUnit};
use super::delegation::{Associated, TeamSeat};
use super::interview::RecordReaders;
use super::observation::Observation;
use super::plan::PlanReaders;
use crate::lines::Lines;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A visit to create.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitCreate {
    /// The place.
    pub place: String,
    /// `in_depth`, `thematic`, `ad_hoc`, `follow_up`.
    pub visit_kind: String,
    /// Announced to the authority.
    pub announced: bool,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: Option<String>,
    /// Objectives, free text.
    pub objectives: String,
    /// Checklists chosen.
    pub checklists: Vec<String>,
    /// Who may read it; absent: everybody of the team.
    #[serde(default)]
    #[ts(optional)]
    pub readers: Option<PlanReaders>,
}

/// Say who may read a visit, beside who began it and the leads. What belongs to it follows: nobody may read an interview of a
/// visit, or what is recommended because of it, who may not read the visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitAccessSet {
    /// The visit.
    pub visit: String,
    /// Who the person was shown. Others since: `stale`.
    pub was: RecordReaders,
    /// The members.
    pub readers: Vec<String>,
    /// Everybody of the team.
    pub whole_team: bool,
}

/// The facts of a visit, as a form holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitFacts {
    /// `in_depth`, `thematic`, `ad_hoc`, `follow_up`.
    pub visit_kind: String,
    /// Announced to the authority.
    pub announced: bool,
    /// First day.
    pub starts_on: String,
    /// Last day, where it has one.
    pub ends_on: Option<String>,
    /// Objectives.
    pub objectives: String,
}

/// Change the facts of a visit: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitSet {
    /// The visit.
    pub visit: String,
    /// The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
    pub was: VisitFacts,
    /// The facts as they should be.
    pub facts: VisitFacts,
    /// The checklists, where they are chosen with the facts: all of it is written, or nothing.
    #[serde(default)]
    #[ts(optional)]
    pub checklists: Option<ChecklistsSet>,
}

/// The checklists of a visit, as a form holds them: only what differs is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChecklistsSet {
    /// Those that were chosen when the person was shown them.
    pub was: Vec<String>,
    /// Those that should be.
    pub chosen: Vec<String>,
}

/// One line of the list of visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitRow {
    /// Its id.
    pub id: String,
    /// The place.
    pub place: String,
    /// The place's name.
    pub place_name: String,
    /// The place's type.
    pub place_type: String,
    /// Kind of visit.
    pub visit_kind: String,
    /// `preparation`, `on_site`, `debrief`, `reporting`, `follow_up`, `closed`.
    pub phase: String,
    /// Announced.
    pub announced: bool,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: Option<String>,
    /// Answers given.
    pub answers: u32,
    /// Interviews held.
    pub interviews: u32,
    /// Interviews that are sealed for others.
    pub sealed_interviews: u32,
    /// Open conflicts.
    pub conflicts: u32,
    /// It is not made after all. One that a colleague began meanwhile is.
    pub called_off: bool,
    /// Not everybody of the team may read it.
    pub sealed: bool,
}

/// Visits, newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VisitRows {
    /// The lines.
    #[ts(as = "Vec<VisitRow>")]
    pub(crate) rows: Lines<VisitRow>,
}

/// Which visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitRef {
    /// Its id.
    pub visit: String,
}

/// The hub of one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitView {
    /// The line of the list.
    pub row: VisitRow,
    /// Objectives.
    pub objectives: String,
    /// Why it was called off; empty: nobody did. It stays where a colleague began the visit meanwhile.
    pub called_off: String,
    /// Members of the delegation.
    pub team: Vec<TeamSeat>,
    /// Who goes with delegations without a device and has no seat in this one, by name.
    pub associates: Vec<Associated>,
    /// Areas to cover.
    pub areas: Vec<Area>,
    /// Units that the register knows of the place, by name.
    pub units: Vec<AreaUnit>,
    /// Checklists chosen.
    pub checklists: Vec<ChecklistProgress>,
    /// Observations, newest first.
    pub observations: Vec<Observation>,
    /// Areas × themes: how many answers and observations stand in each; "not checked" is none.
    pub coverage: Vec<CoverageCell>,
    /// Themes that the checklists chosen ask about, whether anything was recorded on them or not.
    pub themes: Vec<String>,
    /// Phases that may follow this one; none while the visit is called off.
    pub next_phases: Vec<String>,
    /// Members who recorded in the visit and have no seat.
    pub others: Vec<super::talk::Named>,
    /// What the delegation waits for, as it was asked for.
    pub waiting: Vec<Waiting>,
    /// The stay that has not ended.
    pub here: Option<StayHere>,
    /// How far the report's text has gone: `draft`, `in_review`, `agreed`.
    pub report_review: String,
    /// Tasks that wait.
    pub tasks: u32,
    /// Facts of the visit on which people differ, as merge paths: `visit/starts_on`…
    pub conflicts: Vec<String>,
    /// Cells that could not be read, by path: shown, never dropped.
    pub unreadable: Vec<String>,
}

/// A request that nobody has met yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Waiting {
    /// The request.
    pub access: String,
    /// What was asked for, as in `AccessFacts::asked`.
    pub asked: String,
    /// Which of them, where somebody wrote it down.
    pub what: String,
    /// Since when, RFC 3339.
    pub asked_at: String,
}

/// A stay that has not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StayHere {
    /// The stay.
    pub stay: String,
    /// Since when, RFC 3339.
    pub arrived_at: String,
}

/// How far a checklist is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChecklistProgress {
    /// Its id.
    pub checklist: String,
    /// Items answered in at least one area.
    pub answered: u32,
    /// Items in all.
    pub items: u32,
}

/// One cell of the coverage grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CoverageCell {
    /// Area id.
    pub area: String,
    /// Theme code.
    pub theme: String,
    /// Answers and observations.
    pub count: u32,
}

/// Move a visit to another phase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitPhaseSet {
    /// The visit.
    pub visit: String,
    /// The phase.
    pub phase: String,
    /// Closing with open conflicts must be said.
    #[serde(default)]
    pub acknowledge_conflicts: bool,
}

/// Call a visit off that is in preparation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitCallOff {
    /// The visit.
    pub visit: String,
    /// Why; empty: it is made after all.
    pub why: String,
}
