//! Recommendations and the dialogue with authorities.

use crate::lines::Lines;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A recommendation as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecommendationFacts {
    /// What is to be done.
    pub text: String,
    /// The authority that is to do it.
    pub addressee: Option<String>,
    /// The visit it came out of.
    pub visit: Option<String>,
    /// The place it is about; where a visit is named, the visit's.
    pub place: Option<String>,
    /// Theme code.
    pub theme: Option<String>,
    /// Standards, as written.
    pub standards: String,
    /// `urgent`, `high`, `normal`, `low`.
    pub priority: String,
    /// The day by which it is to be done.
    pub deadline: Option<String>,
    /// The day by which the authority is asked to reply.
    pub reply_by: Option<String>,
    /// An earlier recommendation that this one says again.
    pub repeats: Option<String>,
}

/// A finding of a visit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct FindingLink {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
}

/// Write a recommendation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecommendationAdd {
    /// Its facts.
    pub facts: RecommendationFacts,
    /// The findings it answers.
    #[serde(default)]
    pub findings: Vec<FindingLink>,
}

/// Change a recommendation: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecommendationSet {
    /// Which.
    pub recommendation: String,
    /// The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
    pub was: RecommendationFacts,
    /// The facts as they should be.
    pub facts: RecommendationFacts,
}

/// Link a finding to a recommendation, or unlink it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecommendationLink {
    /// Which.
    pub recommendation: String,
    /// The visit of the finding.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// Linked or not.
    pub linked: bool,
}

/// Withdraw a recommendation, or take that back. It stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecommendationWithdraw {
    /// Which.
    pub recommendation: String,
    /// Withdrawn or not.
    pub withdrawn: bool,
}

/// How far the team is with the text of a recommendation that was not sent; [`ErrorCode::Refused`](crate::api::ErrorCode) of
/// any other. Other words than those agreed on are in review; [`ErrorCode::Stale`](crate::api::ErrorCode) about `text` where it
/// reads otherwise meanwhile.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecommendationReview {
    /// Which.
    pub recommendation: String,
    /// `draft`, `in_review`, `agreed`.
    pub review: String,
    /// The text that was read; absent: whatever it is.
    #[ts(optional)]
    pub text: Option<String>,
}

/// Which recommendation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecommendationRef {
    /// Its id.
    pub recommendation: String,
}

/// All recommendations, or some. Every member narrows; absent ones do not.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecommendationFilter {
    /// A column of the board, as in [`RecommendationRow::column`].
    pub column: Option<String>,
    /// An authority.
    pub addressee: Option<String>,
    /// A place.
    pub place: Option<String>,
    /// A visit.
    pub visit: Option<String>,
    /// A theme.
    pub theme: Option<String>,
    /// A priority.
    pub priority: Option<String>,
    /// A year, as in its reference.
    pub year: Option<i32>,
    /// With those that were withdrawn.
    pub withdrawn: bool,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecommendationRow {
    /// Its id.
    pub id: String,
    /// How people call it: `2026-7KQ4M`.
    pub reference: String,
    /// The year in it.
    pub year: i32,
    /// The beginning of its text.
    pub text: String,
    /// The place; empty where it is about none.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The visit; empty where it came out of none.
    pub visit: String,
    /// The authority; empty where none is named.
    pub addressee: String,
    /// Its name.
    pub addressee_name: String,
    /// Theme code.
    pub theme: Option<String>,
    /// `urgent`, `high`, `normal`, `low`.
    pub priority: String,
    /// `draft`, `sent`, `reply_due`, `replied`, `partly_done`, `done`, `rejected`, `repeated`; `withdrawn`.
    pub column: String,
    /// How far the team is with its text: `draft`, `in_review`, `agreed`.
    pub review: String,
    /// `none`, `partial`, `full`, `obsolete`.
    pub implementation: String,
    /// The day of the first letter.
    pub sent_on: Option<String>,
    /// The day by which it is to be done.
    pub deadline: Option<String>,
    /// `reply` or `implementation`: what is awaited next.
    pub due_kind: Option<String>,
    /// By when.
    pub due_on: Option<String>,
    /// Days until then; negative once it is past.
    pub days_left: Option<i32>,
    /// How much of the time until then has passed, percent.
    pub passed: u8,
    /// Replies that count.
    pub replies: u32,
    /// The day of the last one.
    pub replied_on: Option<String>,
    /// Its grade: `a`, `b`, `c`; `d` where silence was logged last.
    pub grade: Option<String>,
    /// Days from the first letter to the first reply.
    pub days_to_reply: Option<i32>,
    /// What was found last: `not`, `partly`, `fully`, `cannot_tell`; `differ` where inspectors do.
    pub checked: Option<String>,
    /// When: the day of a check, or the first day of the visit.
    pub checked_on: Option<String>,
    /// An earlier one that it says again.
    pub repeats: Option<String>,
    /// Fields in conflict.
    pub conflicts: u32,
}

/// Recommendations: what is awaited soonest first, then those with no day, then what is over.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecommendationRows {
    /// The lines.
    #[ts(as = "Vec<RecommendationRow>")]
    pub(crate) rows: Lines<RecommendationRow>,
}

/// Look for earlier recommendations that say the same.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SimilarAsk {
    /// What was typed so far.
    pub text: String,
    /// The one being written, which is not similar to itself.
    #[serde(default)]
    #[ts(optional)]
    pub except: Option<String>,
}

/// An earlier recommendation that says much the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Similar {
    /// Its line.
    pub row: RecommendationRow,
    /// How much both say of what either says, percent.
    pub percent: u8,
    /// The words of the text asked about that stand in it too.
    pub shared: Vec<String>,
}

/// Similar ones, the most similar first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SimilarRows {
    /// The lines.
    pub rows: Vec<Similar>,
}

/// Say what was done about a recommendation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImplementationSet {
    /// Which.
    pub recommendation: String,
    /// The state the person was shown. Another one since: `stale`.
    pub was: String,
    /// `none`, `partial`, `full`, `obsolete`.
    pub implementation: String,
}

/// Answer one of the ten questions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SmartSet {
    /// Which recommendation.
    pub recommendation: String,
    /// The question: `specific`, `measurable`, `achievable`, `results_oriented`, `time_bound`, `solution_suggestive`,
    /// `mindful_of_risk`, `argued`, `root_cause`, `targeted`.
    pub question: String,
    /// `yes`, `no`, `unsure`; null takes the answer back.
    pub answer: Option<String>,
}

/// What can be seen of a text before it is a recommendation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SmartAsk {
    /// As typed.
    pub facts: RecommendationFacts,
    /// The findings it answers.
    #[serde(default)]
    pub findings: Vec<FindingLink>,
}

/// One of the ten questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmartQuestion {
    /// Its code.
    pub question: String,
    /// `yes`, `no`, `unsure`; null before somebody answered.
    pub answer: Option<String>,
    /// What can be seen: `long`, `short`, `vague`, `no_deadline`, `deadline_past`, `no_finding`, `finding_open`,
    /// `no_standard`, `no_addressee`, `priority_plain`.
    pub hints: Vec<String>,
}

/// The ten questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Smart {
    /// In their order.
    pub questions: Vec<SmartQuestion>,
}

/// A finding that a recommendation answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnsweredFinding {
    /// Its visit.
    pub visit: String,
    /// Its id.
    pub finding: String,
    /// What it says; empty where this device does not have it.
    pub statement: String,
    /// Theme code.
    pub theme: String,
    /// `draft`, `established`, `withdrawn`.
    pub status: String,
    /// The place.
    pub place_name: String,
    /// The first day of the visit.
    pub starts_on: String,
}

/// A recommendation with everything that passed about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecommendationView {
    /// Its line.
    pub row: RecommendationRow,
    /// Its facts.
    pub facts: RecommendationFacts,
    /// The findings it answers.
    pub findings: Vec<AnsweredFinding>,
    /// Letters, replies, messages, checks and results of visits, oldest first.
    pub thread: Vec<super::dialogue::ThreadEntry>,
    /// What the results of checks propose, where that is another state than the one that stands.
    pub proposed: Option<String>,
    /// The ten questions.
    pub smart: Vec<SmartQuestion>,
    /// Those that it says again, the newest first.
    pub earlier: Vec<RecommendationRow>,
    /// Those that say it again, the oldest first.
    pub later: Vec<RecommendationRow>,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}
