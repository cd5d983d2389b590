//! What passes between the body and an authority about several recommendations at once: letters, and replies that answer many.

use super::recommendation::RecommendationRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A letter, by what it bears: all that went out in it was logged with the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterKey {
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
}

/// Which recommendations can a reply of an authority answer?
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnswerableAsk {
    /// The authority.
    pub authority: String,
    /// Only those that this letter took there; null: all that it has.
    #[serde(default)]
    pub letter: Option<LetterKey>,
}

/// A letter to an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterRow {
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
    /// Recommendations in it.
    pub recommendations: u32,
    /// How many of them nothing came back on since.
    pub unanswered: u32,
}

/// A reply of an authority to several recommendations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JointReplyRow {
    /// Its id.
    pub reply: String,
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
    /// Recommendations that it answers.
    pub recommendations: u32,
    /// How many of these answers the body has graded.
    pub graded: u32,
}

/// Letters to an authority and its replies to several recommendations, each the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correspondence {
    /// What went there.
    pub letters: Vec<LetterRow>,
    /// What came back.
    pub replies: Vec<JointReplyRow>,
}

/// What a reply says about one recommendation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReplyPart {
    /// The recommendation.
    pub recommendation: String,
    /// What it says about it, quoted or summed up.
    #[serde(default)]
    pub words: String,
    /// `a`, `b`, `c`, `d` as in a reply to one; null: the grade of those left.
    pub grade: Option<String>,
    /// The authority says that it will not do it.
    #[serde(default)]
    pub refuses: bool,
}

/// Log one reply to many recommendations: in all of them, or in none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JointReplyAdd {
    /// The authority that sent it.
    pub authority: String,
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    #[serde(default)]
    pub reference: String,
    /// The grade of the parts that name none; null: they are not graded yet.
    pub grade: Option<String>,
    /// What it says about each, of at most 200.
    pub parts: Vec<ReplyPart>,
}

/// Which joint reply.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JointReplyRef {
    /// Its id.
    pub reply: String,
}

/// What a joint reply says about one recommendation, without its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JointReplyPart {
    /// Its id among the replies to that recommendation.
    pub id: String,
    /// The recommendation.
    pub row: RecommendationRow,
    /// The day that stands in this part.
    pub on: String,
    /// The file reference that stands in it.
    pub reference: String,
    /// `a`, `b`, `c`, `d`; null before it was graded.
    pub grade: Option<String>,
    /// The authority says that it will not do it.
    pub refuses: bool,
    /// Logged by mistake.
    pub dropped: bool,
}

/// A joint reply with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JointReplyView {
    /// Its id.
    pub reply: String,
    /// The authority that sent it; its documents are kept with that record, as what is about this id.
    pub authority: String,
    /// Its name.
    pub authority_name: String,
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
    /// Whether a part that counts bears another day or reference: somebody corrected one apart from the others.
    pub differ: bool,
    /// Its parts, what is awaited soonest first.
    pub parts: Vec<JointReplyPart>,
}

/// A part as the person was shown it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JointPartShown {
    /// The recommendation.
    pub recommendation: String,
    /// Its id among the replies to that recommendation.
    pub id: String,
    /// The day that stood in it.
    pub on: String,
    /// The reference that stood in it.
    pub reference: String,
    /// Whether it was logged by mistake.
    pub dropped: bool,
}

/// Correct the day and the reference of a joint reply, once for all its parts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JointReplySet {
    /// Which.
    pub reply: String,
    /// All its parts as the person was shown them. Others since, or one that says something else: `stale`.
    pub was: Vec<JointPartShown>,
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
    /// Whether all of it was logged by mistake; absent: each part stays as it is.
    #[serde(default)]
    #[ts(optional)]
    pub dropped: Option<bool>,
}
