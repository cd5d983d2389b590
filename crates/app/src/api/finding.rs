//! Findings: what a visit concludes, what each weighs, and what the management was told of it.

use super::capture::Localized;
use super::debrief::SourceSays;
use super::evidence::Evidence;
use super::recommendation::RecommendationRow;
use super::report::ReportBlock;
use crate::concluded::FindingLines;
use crate::findings::VisitFindings;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// Interviews among the evidence that counts.
    pub interviews: u32,
    /// How many of them are independent of each other.
    pub independent: u32,
    /// Two source types, or two independent interviews.
    pub triangulated: bool,
    /// What is written about it beside the statement.
    pub weight: FindingWeight,
    /// Pieces of evidence that say the opposite, and answers to the same questions that do.
    pub against: u32,
    /// Comments about it that are not settled.
    pub comments: u32,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// Findings of a visit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Findings {
    /// By theme.
    #[ts(as = "Vec<Finding>")]
    pub(crate) rows: VisitFindings,
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
    /// Why it was established though one kind of source alone supports it; empty where nobody had said.
    #[ts(optional)]
    pub one_source_reason: Option<String>,
}

/// What the team writes about a finding beside the statement, as a form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FindingWeight {
    /// `shortcoming`, `hardship`, `serious`, `grave`.
    pub severity: Option<String>,
    /// `one_person`, `some`, `one_unit`, `many`, `whole_place`.
    pub spread: Option<String>,
    /// Why it is so.
    pub root_cause: String,
    /// Standards named by hand.
    pub standards: Vec<String>,
    /// Why it is established though one kind of source alone supports it.
    pub one_source_reason: String,
    /// `draft`, `in_review`, `agreed`.
    pub review: String,
    /// It is for the final talk with the management.
    pub immediate: bool,
    /// The day on which the management was told.
    pub told_on: Option<String>,
}

/// Which finding.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FindingRef {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
}

/// Weigh a finding: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FindingWeigh {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: FindingWeight,
    /// As it should be.
    pub facts: FindingWeight,
}

/// What says something else than an answer or a number that a finding stands on: another answer to the question, another number
/// of the same persons, or how many interviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OtherAnswer {
    /// The question, where it is an answer to one or is held against one.
    pub question: Option<Localized>,
    /// The group of persons, where it is held against a number of them.
    pub group: Option<String>,
    /// The area by name; empty for the place as a whole.
    pub area: String,
    /// Which source, and what it says.
    pub said: SourceSays,
    /// Where it is looked at: parts of a route after `visits/<id>`.
    pub route: Vec<String>,
}

/// A finding, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// The line of the board.
    pub row: Finding,
    /// Standards of the items it stands on.
    pub standards_linked: Vec<String>,
    /// What else was said to the questions and of the numbers it stands on.
    pub others: Vec<OtherAnswer>,
    /// The recommendations that answer it, what is awaited soonest first; without those that were withdrawn.
    pub recommendations: Vec<RecommendationRow>,
}

/// Findings told to the management.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FindingsTold {
    /// The visit.
    pub visit: String,
    /// Which.
    pub findings: Vec<String>,
    /// The day; null: not told after all.
    pub day: Option<String>,
}

/// The sheet of immediate observations.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImmediateBuild {
    /// The visit.
    pub visit: String,
    /// `en` or `ar`.
    pub language: String,
    /// Where to write it; absent: preview only.
    pub path: Option<String>,
}

/// A sheet, built.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ImmediateBuilt {
    /// One self-contained HTML page.
    pub html: String,
    /// The same, for the preview.
    pub blocks: Vec<ReportBlock>,
    /// Where it was written.
    pub path: Option<String>,
    /// Findings on it.
    pub told: Vec<String>,
    /// Chosen findings that are not on it: they stand on too few voices, on none who agreed, or people differ on their words.
    pub withheld: Vec<String>,
}

/// How far the report's text has gone through the team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportReview {
    /// The visit.
    pub visit: String,
    /// `draft`, `in_review`, `agreed`.
    pub review: String,
}

/// Findings of all visits, or some. Every member narrows; absent ones do not.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FindingFilter {
    /// A place.
    pub place: Option<String>,
    /// A visit.
    pub visit: Option<String>,
    /// A theme.
    pub theme: Option<String>,
    /// A standard, or what several begin with: `MR 13`, `MR`.
    pub standard: Option<String>,
    /// `draft`, `established`, `withdrawn`.
    pub status: Option<String>,
    /// `shortcoming`, `hardship`, `serious`, `grave`; empty where nobody weighed it.
    pub severity: Option<String>,
    /// Whether a recommendation answers it.
    pub recommended: Option<bool>,
    /// Good practices alone, or concerns alone.
    pub good_practice: Option<bool>,
    /// Words of its statement; empty: any.
    pub text: String,
    /// With those that were withdrawn.
    pub withdrawn: bool,
}

/// One line of the list of all findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingRow {
    /// Its id.
    pub id: String,
    /// Its visit.
    pub visit: String,
    /// The place of the visit, or the one that stands for it; empty where none is named.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The first day of the visit; empty where it has none.
    pub starts_on: String,
    /// The beginning of what it says.
    pub statement: String,
    /// Theme code.
    pub theme: String,
    /// `draft`, `established`, `withdrawn`.
    pub status: String,
    /// `to_be_verified`, `likely`, `confirmed`.
    pub confidence: String,
    /// A good practice rather than a concern.
    pub good_practice: bool,
    /// `shortcoming`, `hardship`, `serious`, `grave`; null before somebody weighed it.
    pub severity: Option<String>,
    /// `one_person`, `some`, `one_unit`, `many`, `whole_place`.
    pub spread: Option<String>,
    /// Every standard it touches.
    pub standards: Vec<String>,
    /// Recommendations that answer it.
    pub recommendations: u32,
}

/// Findings of all visits: the newest visit first, then by theme.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FindingRows {
    /// The lines.
    #[ts(as = "Vec<FindingRow>")]
    pub(crate) rows: FindingLines,
}
