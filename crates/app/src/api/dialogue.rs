//! What passes about a recommendation: letters, replies, messages, checks, and what is found at visits.

use super::recommendation::RecommendationRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A letter, as logged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LetterFacts {
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
    /// To whom, by id.
    pub addressee: Option<String>,
    /// Logged by mistake.
    pub dropped: bool,
}

/// A reply, as logged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReplyFacts {
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    pub reference: String,
    /// What it says.
    pub words: String,
    /// `a` satisfactory, `b` partial, `c` not satisfactory, `d` none came; null before it was read.
    pub grade: Option<String>,
    /// The authority says that it will not do it.
    pub refuses: bool,
    /// Logged by mistake.
    pub dropped: bool,
}

/// A step of the dialogue that is no reply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MessageFacts {
    /// The day.
    pub on: String,
    /// `meeting`, `call`, `letter`, `email`, `other`.
    pub way: String,
    /// What was said.
    pub words: String,
    /// Logged by mistake.
    pub dropped: bool,
}

/// What was found out without a visit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CheckFacts {
    /// The day.
    pub on: String,
    /// `not`, `partly`, `fully`, `cannot_tell`.
    pub result: String,
    /// `observed`, `interview`, `register`, `staff`, `document`, `measured`.
    pub source: Option<String>,
    /// In words.
    pub words: String,
    /// Logged by mistake.
    pub dropped: bool,
}

/// A recommendation that was sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecommendationSend {
    /// Which.
    pub recommendation: String,
    /// The day of the letter.
    pub on: String,
    /// To whom; null: to whom it is addressed.
    pub addressee: Option<String>,
    /// Reference of the letter.
    #[serde(default)]
    pub reference: String,
    /// The day by which a reply is asked for; null: the one that stands, or 30 days after the letter where that one is past
    /// by then or none was named.
    pub reply_by: Option<String>,
}

/// Correct a letter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LetterSet {
    /// The recommendation.
    pub recommendation: String,
    /// The letter.
    pub letter: String,
    /// As the person was shown it.
    pub was: LetterFacts,
    /// As it should be.
    pub facts: LetterFacts,
}

/// Log a reply.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReplyAdd {
    /// The recommendation.
    pub recommendation: String,
    /// What it says.
    pub facts: ReplyFacts,
}

/// Correct or grade a reply.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReplySet {
    /// The recommendation.
    pub recommendation: String,
    /// The reply.
    pub reply: String,
    /// As the person was shown it.
    pub was: ReplyFacts,
    /// As it should be.
    pub facts: ReplyFacts,
}

/// Log a step of the dialogue.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MessageAdd {
    /// The recommendation.
    pub recommendation: String,
    /// What.
    pub facts: MessageFacts,
}

/// Correct a step of the dialogue.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MessageSet {
    /// The recommendation.
    pub recommendation: String,
    /// The message.
    pub message: String,
    /// As the person was shown it.
    pub was: MessageFacts,
    /// As it should be.
    pub facts: MessageFacts,
}

/// Log what was found out without a visit.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VerificationAdd {
    /// The recommendation.
    pub recommendation: String,
    /// What.
    pub facts: CheckFacts,
}

/// Correct what was found out without a visit.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VerificationSet {
    /// The recommendation.
    pub recommendation: String,
    /// Which.
    pub verification: String,
    /// As the person was shown it.
    pub was: CheckFacts,
    /// As it should be.
    pub facts: CheckFacts,
}

/// Say what was found about a recommendation at a visit. It is this member's word, beside the words of others.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VerifiedSet {
    /// The visit.
    pub visit: String,
    /// The recommendation.
    pub recommendation: String,
    /// `not`, `partly`, `fully`, `cannot_tell`; null takes it back.
    pub result: Option<String>,
    /// `observed`, `interview`, `register`, `staff`, `document`, `measured`.
    pub source: Option<String>,
    /// In words.
    #[serde(default)]
    pub note: String,
}

/// What one member found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifiedSlot {
    /// `not`, `partly`, `fully`, `cannot_tell`.
    pub result: String,
    /// Where they know it from.
    pub source: Option<String>,
    /// In words.
    pub note: String,
    /// Who.
    pub by: String,
    /// Whether it is this device's member.
    pub mine: bool,
    /// When, RFC 3339.
    pub at: String,
}

/// A recommendation to look at on a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyItem {
    /// Its line.
    pub row: RecommendationRow,
    /// Its text, whole.
    pub text: String,
    /// What the authority said last; empty where it said nothing.
    pub last_reply: String,
    /// `open`, `agreed`, `conflict`, `decided`.
    pub state: String,
    /// What members found.
    pub slots: Vec<VerifiedSlot>,
}

/// Recommendations to look at on a visit: open ones to the place that went out by the day it begins, while it is neither called off
/// nor closed; and those somebody looked at already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyItems {
    /// The most pressing first.
    pub rows: Vec<VerifyItem>,
}

/// A step in the thread of a recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum ThreadEntry {
    /// A letter to the authority.
    Letter {
        /// Its id.
        id: String,
        /// What.
        facts: LetterFacts,
        /// The authority's name on that day.
        to: String,
        /// The text as it was sent; null in a letter that an earlier version logged.
        words: Option<String>,
        /// Who logged it.
        by: String,
        /// Fields in conflict, as merge paths.
        conflicts: Vec<String>,
    },
    /// A reply of the authority, with the body's assessment.
    Reply {
        /// Its id.
        id: String,
        /// What.
        facts: ReplyFacts,
        /// Who logged it.
        by: String,
        /// Fields in conflict, as merge paths.
        conflicts: Vec<String>,
        /// The reply to several recommendations of which this is a part; null where it answers this one alone.
        joint: Option<String>,
        /// The record that its documents are kept with: this one, or the authority's.
        kept_in: String,
        /// What of that record they are about.
        about: String,
    },
    /// A step of the dialogue.
    Message {
        /// Its id.
        id: String,
        /// What.
        facts: MessageFacts,
        /// Who logged it.
        by: String,
        /// Fields in conflict, as merge paths.
        conflicts: Vec<String>,
    },
    /// A check without a visit.
    Check {
        /// Its id.
        id: String,
        /// What.
        facts: CheckFacts,
        /// Who logged it.
        by: String,
        /// Fields in conflict, as merge paths.
        conflicts: Vec<String>,
    },
    /// What was found at a visit. It stands in the record of the visit.
    Visit {
        /// The visit.
        visit: String,
        /// The place.
        place_name: String,
        /// Its first day.
        on: String,
        /// `agreed`, `conflict`, `decided`.
        state: String,
        /// What members found.
        slots: Vec<VerifiedSlot>,
    },
}

/// A letter to write.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LetterBuild {
    /// The recommendations in it, all to one authority.
    pub recommendations: Vec<String>,
    /// `en` or `ar`.
    pub language: String,
    /// The day it bears.
    pub on: String,
    /// Its file reference.
    #[serde(default)]
    pub reference: String,
    /// The day by which a reply is asked for; null: 30 days after the letter.
    pub reply_by: Option<String>,
    /// Where to write it; null: preview only.
    pub path: Option<String>,
}

/// A letter.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LetterBuilt {
    /// One self-contained HTML page.
    pub html: String,
    /// The same, for the preview.
    pub blocks: Vec<super::report::ReportBlock>,
    /// Where it was written.
    pub path: Option<String>,
    /// Findings behind them that are left out, since they are not established, or inspectors differ on them.
    pub left_out: u32,
    /// Fields of the recommendations on which colleagues differ: their newest version is in it.
    pub conflicts: u32,
    /// Whether it may be published: of the visits behind it, as the one whose report is held back most.
    pub publication: super::publication::PublicationSaid,
}
