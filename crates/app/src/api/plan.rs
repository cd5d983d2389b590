//! Planned visits, and the preparation of one that has become a visit.

use super::interview::RecordReaders;
use super::visit::VisitRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The facts of a planned visit, as a form holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlanFacts {
    /// First day of its window.
    pub from: String,
    /// Last day of its window.
    pub to: String,
    /// `in_depth`, `thematic`, `ad_hoc`, `follow_up`.
    pub visit_kind: String,
    /// To be announced to the authority.
    pub announced: bool,
    /// `open`, `day`, `night`.
    pub hours: String,
    /// `open`, `weekday`, `weekend`.
    pub days: String,
    /// Draws on the reserve, whatever its kind.
    pub urgent: bool,
    /// Why.
    pub reason: String,
    /// What it is to find out.
    pub objectives: String,
}

/// Plan a visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanAdd {
    /// The place.
    pub place: String,
    /// Its facts.
    pub facts: PlanFacts,
    /// Decided already, or only proposed.
    #[serde(default)]
    pub agreed: bool,
    /// Who may read it.
    #[serde(default)]
    pub readers: PlanReaders,
}

/// Who may read planned visits, or a visit, that are made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlanReaders {
    /// Everybody of the team; otherwise who plans, the leads, and those chosen.
    pub whole_team: bool,
    /// Members chosen.
    pub readers: Vec<String>,
}

/// Which planned visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanRef {
    /// Its id.
    pub plan: String,
}

/// Change a planned visit: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanSet {
    /// Which.
    pub plan: String,
    /// The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
    pub was: PlanFacts,
    /// The facts as they should be.
    pub facts: PlanFacts,
}

/// Move a planned visit to another month, decide it, or give it up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanStateSet {
    /// Which.
    pub plan: String,
    /// `proposed`, `agreed`, `dropped`.
    pub state: String,
}

/// A planned visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// Its id.
    pub id: String,
    /// The place.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// Its type.
    pub place_type: String,
    /// Its facts.
    pub facts: PlanFacts,
    /// Its month, `YYYY-MM`, where its window is exactly one.
    pub month: Option<String>,
    /// Drawn by lot, and how.
    pub lot: Option<LotView>,
    /// `proposed`, `agreed`, `done`, `dropped`; `called_off` where the visit it became is not made after all.
    pub state: String,
    /// Its days are over, and nobody has begun it or given it up.
    pub missed: bool,
    /// The visit it became.
    pub visit: Option<String>,
    /// It counts towards the reserve.
    pub from_reserve: bool,
    /// Not everybody of the team may read it.
    pub sealed: bool,
    /// Who planned it.
    pub by: String,
    /// Fields on which people differ, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// How a place was drawn by lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LotView {
    /// The seed.
    pub seed: String,
    /// The type it was drawn among.
    pub place_type: String,
    /// Places of its type that could have been drawn.
    pub of: u32,
    /// Places of its type that were drawn.
    pub drawn: u32,
    /// Places that could have been drawn.
    pub pool: u32,
    /// Places that were drawn.
    pub count: u32,
    /// There is a record of the draw, readable here or not; an earlier version made none.
    pub recorded: bool,
    /// The draw, where it can be read here.
    pub draw: Option<String>,
    /// SHA-256 of the pool, lower hex; empty where the draw cannot be read here.
    pub digest: String,
}

/// A line of a proposal, or a place drawn, to be planned.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdoptLine {
    /// The place.
    pub place: String,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Why, in the planner's words.
    #[serde(default)]
    pub reason: String,
    /// To be announced to the authority.
    #[serde(default)]
    pub announced: bool,
    /// `open`, `day`, `night`; absent: open.
    #[serde(default)]
    #[ts(optional)]
    pub hours: Option<String>,
    /// `open`, `weekday`, `weekend`; absent: open.
    #[serde(default)]
    #[ts(optional)]
    pub days: Option<String>,
}

/// Plan the lines chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanAdopt {
    /// The lines.
    pub lines: Vec<AdoptLine>,
    /// Decided already, or only proposed.
    #[serde(default)]
    pub agreed: bool,
    /// Who may read them.
    #[serde(default)]
    pub readers: PlanReaders,
    /// The draw they are from, by its id, to be recorded with each; absent: none.
    #[serde(default)]
    #[ts(optional)]
    pub draw: Option<String>,
}

/// What was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanAdopted {
    /// Planned visits made, in the order of the lines.
    pub plans: Vec<String>,
    /// When it became durable.
    pub saved_at: String,
}

/// Make the visit of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanBegin {
    /// Which.
    pub plan: String,
    /// First day of the visit.
    pub starts_on: String,
    /// Last day, where it has one.
    #[serde(default)]
    #[ts(optional)]
    pub ends_on: Option<String>,
    /// Checklists chosen.
    #[serde(default)]
    pub checklists: Vec<String>,
    /// Who may read the visit beside those who may read its plan, and who begins it; absent: they alone.
    #[serde(default)]
    #[ts(optional, as = "Option<_>")]
    pub readers: PlanReaders,
}

/// Say who may read a planned visit, beside who planned it and the leads.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanAccessSet {
    /// Which.
    pub plan: String,
    /// Who the person was shown. Others since: `stale`.
    pub was: RecordReaders,
    /// The members.
    pub readers: Vec<String>,
    /// Everybody of the team.
    pub whole_team: bool,
}

/// What is known of a place before a visit to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Dossier {
    /// The place.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// Earlier visits, newest first.
    pub visits: Vec<VisitRow>,
    /// Findings of earlier visits, newest visit first; what was taken back is not among them.
    pub findings: Vec<EarlierFinding>,
    /// Numbers over time, oldest first.
    pub numbers: Vec<NumberThen>,
    /// Recommendations not yet carried out.
    pub recommendations: Vec<OpenRecommendation>,
    /// How urgent the place was held to be, and why.
    pub standing: super::programme::ProgrammePlace,
    /// The plan the visit comes from: objectives and reason.
    pub plan: Option<PlanView>,
    /// The body's mandate in law.
    pub mandate: String,
    /// The law under which people are held in the place.
    pub legal_basis: String,
    /// A problem that the body knows of.
    pub known_problem: String,
    /// What earlier visits were refused, or given late or in part; newest visit first.
    pub access: Vec<EarlierAccess>,
    /// Earlier visits, older than those, of which neither findings nor access are told here.
    pub untold: u32,
}

/// A request of an earlier visit that fell short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierAccess {
    /// The visit.
    pub visit: String,
    /// Its first day.
    pub on: String,
    /// What was asked for: a code of the access log.
    pub asked: Option<String>,
    /// Which unit, register, person by code.
    pub what: String,
    /// `delayed`, `partly`, `refused`.
    pub outcome: String,
    /// Minutes of delay, counted or measured.
    pub delay_minutes: Option<u32>,
    /// What they said.
    pub reason: String,
}

/// A finding of an earlier visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierFinding {
    /// The visit.
    pub visit: String,
    /// Its first day.
    pub on: String,
    /// Theme code.
    pub theme: String,
    /// What the team concluded.
    pub statement: String,
    /// `draft`, `established`.
    pub status: String,
    /// A good practice rather than a concern.
    pub good_practice: bool,
}

/// How many were held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberThen {
    /// The day.
    pub on: String,
    /// Persons held.
    pub held: Option<u32>,
    /// Official capacity.
    pub capacity: Option<u32>,
}

/// A recommendation that is not yet carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenRecommendation {
    /// Its id.
    pub id: String,
    /// What it asks for.
    pub text: String,
    /// By when.
    pub deadline: Option<String>,
}

/// The packing list of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Packing {
    /// What is needed, by group.
    pub items: Vec<PackingItem>,
    /// What ships and was taken off the list.
    pub dropped: Vec<PackingItem>,
}

/// A thing to take along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackingItem {
    /// Its id.
    pub id: String,
    /// `papers`, `tools`, `care`, `safety`, `own`.
    pub group: String,
    /// What it is, of what ships.
    pub shipped: Option<super::capture::Localized>,
    /// What it is, in a colleague's words.
    pub what: Option<String>,
    /// Packed.
    pub packed: bool,
    /// People differ on it.
    pub in_conflict: bool,
}

/// Add something to a packing list.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PackingAdd {
    /// The visit.
    pub visit: String,
    /// What.
    pub what: String,
}

/// Tick something of a packing list, or take it off; absent members stay.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PackingSet {
    /// The visit.
    pub visit: String,
    /// What, by its id.
    pub item: String,
    /// Packed or not.
    #[ts(optional)]
    pub packed: Option<bool>,
    /// Not needed, or needed after all.
    #[ts(optional)]
    pub dropped: Option<bool>,
}
