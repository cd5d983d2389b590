//! Visits: the hub, the team, the areas, the phases.

use super::interview::RecordReaders;
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
    /// Phases that may follow this one; none while the visit is called off.
    pub next_phases: Vec<String>,
    /// Members who recorded in the visit and have no seat.
    pub others: Vec<super::talk::Named>,
    /// What the delegation waits for.
    pub waiting: Option<Waiting>,
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

/// A seat in the delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeamSeat {
    /// The member, or somebody without a device.
    pub member: String,
    /// Their name in the roster; empty where they had no device and were erased.
    pub name: String,
    /// `lead`, `inspector`, `expert`, `interpreter`, `observer`.
    pub role: String,
    /// A clinician, who may assess injuries.
    pub clinician: bool,
    /// This device's member.
    pub mine: bool,
    /// They have no device.
    pub associate: bool,
    /// The areas they cover.
    pub areas: Vec<String>,
}

/// Somebody without a device who can be given a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Associated {
    /// Their id.
    pub member: String,
    /// Their name.
    pub name: String,
    /// What they are in a delegation, unless a seat says otherwise.
    pub role: String,
}

/// An area of the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A unit of the place, as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AreaUnit {
    /// Its id.
    pub id: String,
    /// Its name there, whatever the area is called.
    pub name: String,
    /// Regime, in words.
    pub regime: String,
    /// `women`, `men`, `mixed`.
    pub gender: Option<String>,
    /// Areas of the visit that stand for it; none: it can be added as one.
    pub areas: Vec<String>,
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

/// Add an area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AreaAdd {
    /// The visit.
    pub visit: String,
    /// Its name; empty: as the register calls the unit.
    pub name: String,
    /// The unit of the place's register that it stands for, whatever either is called later.
    #[serde(default)]
    #[ts(optional)]
    pub unit: Option<String>,
}

/// Rename an area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AreaSet {
    /// The visit.
    pub visit: String,
    /// The area.
    pub area: String,
    /// The name the person was shown. Another one since: `stale`.
    pub was: String,
    /// The new name.
    pub name: String,
}

/// Which area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AreaRef {
    /// The visit.
    pub visit: String,
    /// The area.
    pub area: String,
}

/// Whose seat.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeatRef {
    /// The visit.
    pub visit: String,
    /// The member, or somebody without a device.
    pub member: String,
}

/// Give a member a seat, or somebody without a device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamSeatSet {
    /// The visit.
    pub visit: String,
    /// The member, or somebody without a device: they do not lead.
    pub member: String,
    /// Role in this delegation.
    pub role: String,
    /// A clinician, who may assess injuries.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub clinician: bool,
    /// Areas covered.
    pub areas: Vec<String>,
    /// The seat as somebody was shown it: what a colleague made of it since is not written over unseen.
    #[serde(default)]
    #[ts(optional)]
    pub was: Option<SeatWas>,
}

/// A seat as it stood.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeatWas {
    /// Role in the delegation.
    pub role: String,
    /// A clinician.
    pub clinician: bool,
    /// Areas covered.
    pub areas: Vec<String>,
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

/// Something seen, measured or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Observation {
    /// Its id.
    pub id: String,
    /// What.
    pub text: String,
    /// Where, an area id.
    pub area: Option<String>,
    /// Theme code.
    pub theme: Option<String>,
    /// `observed`, `interview`, `register`, `staff`, `document`, `measured`.
    pub source: String,
    /// Needs care.
    pub flag: bool,
    /// Who.
    pub by: String,
    /// Whether it is this device's member.
    pub mine: bool,
    /// When, RFC 3339.
    pub at: String,
    /// Taken back: it stays in the record and counts no more.
    pub withdrawn: bool,
}

/// Correct an observation. Only what differs is written; a colleague's words stay beside it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ObservationSet {
    /// Which.
    pub observation: String,
    /// As it should be.
    pub facts: ObservationAdd,
}

/// Take an observation back, or take that back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ObservationWithdraw {
    /// The visit.
    pub visit: String,
    /// Which.
    pub observation: String,
    /// Taken back or not.
    pub withdrawn: bool,
}

/// Add an observation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ObservationAdd {
    /// The visit.
    pub visit: String,
    /// What.
    pub text: String,
    /// Where.
    pub area: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Source type.
    pub source: String,
    /// Needs care.
    pub flag: bool,
}

/// A finding with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// The visit.
    pub visit: String,
    /// What the team concludes.
    pub statement: String,
    /// Theme code.
    pub theme: String,
    /// `draft`, `established`, `withdrawn`.
    pub status: String,
    /// `to_be_verified`, `likely`, `confirmed`.
    pub confidence: String,
    /// A good practice rather than a concern.
    pub good_practice: bool,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Pieces of evidence that a newer version linked and this one cannot read: they stay, and count for nothing here.
    pub newer: u32,
    /// Different source types among the evidence that counts.
    pub sources: u32,
    /// Two source types, or two independent interviews.
    pub triangulated: bool,
    /// What is written about it beside the statement.
    pub weight: super::finding::FindingWeight,
    /// Pieces of evidence that say the opposite, and answers to the same questions that do.
    pub against: u32,
    /// Comments about it that are not settled.
    pub comments: u32,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// What a count, a sample or a request on site says, for a front to put in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceSays {
    /// The group that was counted, the register that was sampled, or what was asked for.
    pub code: String,
    /// How a request was met; none of a count and a sample.
    pub outcome: Option<String>,
    /// The number of a count as it stands.
    pub number: Option<u32>,
}

/// A link from a finding to what supports it, or what could be linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// As in [`EvidenceAdd`].
    pub kind: String,
    /// As in [`EvidenceAdd`].
    pub target: String,
    /// Where it is looked at, as a screen's address; empty where this device does not hold it.
    pub at: String,
    /// Source type; empty where nobody said it, which nothing linked is.
    pub source: String,
    /// One line to show, in words of the record; empty for an answer, which has a question.
    pub title: String,
    /// The question of an answer.
    pub question: Option<super::capture::Localized>,
    /// The area of an answer by name; empty for the place as a whole.
    pub area: Option<String>,
    /// What a count, a sample or a request says beside its title.
    pub says: Option<EvidenceSays>,
    /// From an interview with a group under three persons, or of unknown size: a quote points at who spoke.
    pub small_group: bool,
    /// Taken back since: an interview that was withdrawn, anything that was taken off, a request that was met after all. It no
    /// longer counts.
    pub withdrawn: bool,
    /// It says the opposite.
    pub against: bool,
}

/// What can be linked to a finding of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceSources {
    /// By kind.
    pub rows: Vec<Evidence>,
}

/// Findings of a visit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Findings {
    /// By theme.
    #[ts(as = "Vec<Finding>")]
    pub(crate) rows: Lines<Finding>,
}

/// Add a finding.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FindingAdd {
    /// The visit.
    pub visit: String,
    /// Statement.
    pub statement: String,
    /// Theme code.
    pub theme: String,
    /// `to_be_verified`, `likely`, `confirmed`; absent: to be verified.
    #[serde(default)]
    #[ts(optional)]
    pub confidence: Option<String>,
    /// Good practice.
    pub good_practice: bool,
}

/// Change a finding; absent members stay.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FindingSet {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// New statement.
    pub statement: Option<String>,
    /// New status.
    pub status: Option<String>,
    /// New confidence.
    #[ts(optional)]
    pub confidence: Option<String>,
    /// New theme code.
    #[ts(optional)]
    pub theme: Option<String>,
    /// A good practice rather than a concern, or the other way round.
    #[ts(optional)]
    pub good_practice: Option<bool>,
    /// Why it is established though one kind of source alone supports it.
    #[ts(optional)]
    pub reason: Option<String>,
    /// How it stood where somebody changed it: what a colleague wrote since is not written over unseen.
    #[ts(optional)]
    pub was: Option<FindingWas>,
}

/// How a finding stood; absent members are held to nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FindingWas {
    /// Its statement.
    #[ts(optional)]
    pub statement: Option<String>,
    /// Its status.
    #[ts(optional)]
    pub status: Option<String>,
    /// Its confidence.
    #[ts(optional)]
    pub confidence: Option<String>,
    /// Its theme.
    #[ts(optional)]
    pub theme: Option<String>,
    /// Whether it was a good practice.
    #[ts(optional)]
    pub good_practice: Option<bool>,
}

/// Link evidence to a finding.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceAdd {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// `answer`, `observation`, `interview`, `count`, `sample`, `access`, `document`, `reply`, `attachment`.
    pub kind: String,
    /// `AREA/CHECKLIST/ITEM` of an answer, `GROUP/SOURCE` of a count, `PLACE/DOCUMENT` of a document of a place,
    /// `RECOMMENDATION/REPLY` of a reply; the id of the others.
    pub target: String,
}

/// A report to build.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportBuild {
    /// The visit.
    pub visit: String,
    /// `en` or `ar`.
    pub language: String,
    /// `internal`, `authority`, `public`.
    pub audience: String,
    /// Where to write it; absent: preview only.
    pub path: Option<String>,
    /// Write it for publication though it may not be published, or not yet: otherwise that is refused, about `publication`.
    #[serde(default)]
    pub anyway: bool,
}

/// Whether a report or a letter may be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicationSaid {
    /// `may`; `from` a day on; `put_off` by the State under Article 24 of the Protocol; `confidential`; `unread` where what was
    /// decided on it cannot be read here.
    pub verdict: String,
    /// `from`: the day; `put_off`: until when, where that is known.
    pub from: Option<String>,
    /// On what it rests, where it was released: as in [`PublicationInput::basis`].
    pub basis: Option<String>,
    /// `national`, `international`, `other`: who may release it depends on that.
    pub body_kind: String,
    /// Where that is written: an article; empty where it is the body's own rule, or practice.
    pub source: String,
    /// Where it is written that no personal data is published without the person's express consent; may be empty.
    pub consent_source: String,
    /// How and when the body publishes, in its own words; may be empty.
    pub rule: String,
}

/// What was decided on the publication of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PublicationInput {
    /// `decided` by the body, `state_asked`, `state_published` in part, decided by the `committee`; none while nothing is.
    pub basis: Option<String>,
    /// The first day on which it may be published.
    pub from: Option<String>,
    /// What else there is to say.
    pub note: String,
}

/// Whether the report of a visit may be published, and what was decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicationView {
    /// Whether.
    pub said: PublicationSaid,
    /// What was decided.
    pub facts: PublicationInput,
    /// This member may change it.
    pub may_change: bool,
    /// Fields on which devices disagree, as merge paths: what is disputed releases nothing.
    pub conflicts: Vec<String>,
}

/// Record what was decided on the publication of a report. For leads; also of a closed visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PublicationSet {
    /// The visit.
    pub visit: String,
    /// As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
    pub was: PublicationInput,
    /// As it should be.
    pub facts: PublicationInput,
}

/// A piece of a report, for the preview. `Written` texts come from people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum ReportBlock {
    /// A heading of level 1 to 3.
    Heading {
        /// Level.
        level: u8,
        /// Text.
        text: String,
    },
    /// A sentence of ours.
    Sentence {
        /// Text.
        text: String,
    },
    /// A paragraph that somebody wrote.
    Written {
        /// Text.
        text: String,
    },
    /// Names with what was written.
    Facts {
        /// Name and value.
        rows: Vec<(String, String)>,
    },
    /// A quote under a pseudonym.
    Quote {
        /// Who; may be empty.
        by: String,
        /// What.
        text: String,
    },
    /// A table.
    Table {
        /// Caption.
        caption: String,
        /// Headers.
        headers: Vec<String>,
        /// Cells by row.
        rows: Vec<Vec<String>>,
    },
}

/// A built report.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReportBuilt {
    /// One self-contained HTML page.
    pub html: String,
    /// The same, for the preview.
    pub blocks: Vec<ReportBlock>,
    /// Where it was written.
    pub path: Option<String>,
    /// Interview excerpts left out for want of consent.
    pub withheld: u32,
    /// Excerpts in it from groups under three persons, or of unknown size.
    pub small_groups: u32,
    /// Interviews of the visit that are sealed for others: nothing of them is in it.
    pub sealed: u32,
    /// Open conflicts named in it.
    pub conflicts: u32,
    /// Whether it may be published.
    pub publication: PublicationSaid,
}
