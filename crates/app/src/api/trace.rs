//! From a place to what became of it: place, visit, source, finding, standard, recommendation, reply, verification.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Trace what one place, one visit or one recommendation rests on and led to. One of the three.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TraceAsk {
    /// A place: all its visits, the newest first, with what was found on each.
    pub place: Option<String>,
    /// Or a visit.
    pub visit: Option<String>,
    /// Or a recommendation.
    pub recommendation: Option<String>,
    /// Of a visit or a recommendation: with every other visit to the places it is about, as the trace of a place shows them.
    pub whole: bool,
}

/// Something in the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TraceNode {
    /// Its id within the trace.
    pub id: String,
    /// `place`, `visit`, `source`, `finding`, `standard`, `recommendation`, `reply`, `verification`: its column.
    pub column: String,
    /// What it is, as a code: a visit kind, a source type, a finding's status, a board column, a grade, a result.
    pub code: Option<String>,
    /// What people wrote; empty for interviews, which are only counted.
    pub text: String,
    /// The question of an answer.
    pub question: Option<super::capture::Localized>,
    /// The kind of evidence that a source is; none of interviews, and of what is no source.
    pub kind: Option<String>,
    /// What a count, a sample or a request says beside its text.
    pub says: Option<super::evidence::EvidenceSays>,
    /// A day, where it has one.
    pub on: Option<String>,
    /// How many interviews it stands for.
    pub interviews: u32,
    /// Where it stands: record kind, then ids, as a screen's address: `visits/<id>/findings/<id>`. Of a standard the findings that
    /// touch it, or those of the theme that it stands for, and after it the record whose trace it was met in.
    pub at: String,
}

/// From one thing to what rests on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct TraceEdge {
    /// A node.
    pub from: String,
    /// A node of a later column; of a reply also the source that it is.
    pub to: String,
}

/// A trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trace {
    /// Nodes, by column; within it the newest visit first, with what is of it.
    pub nodes: Vec<TraceNode>,
    /// Edges.
    pub edges: Vec<TraceEdge>,
    /// Older visits that stand as a line alone, with the way to their own traces: there was no room for what was found on them.
    pub beyond: u32,
}
