//! Recommendations and the dialogue with authorities.

use super::Input;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `visita recommendation …`
#[derive(Subcommand)]
pub enum Recommendation {
    /// Recommendations, what is awaited soonest first.
    List(RecommendationFilter),
    /// One, with everything that passed about it.
    Show {
        /// Its id.
        recommendation: String,
    },
    /// Write a recommendation.
    Add(Box<RecommendationAdd>),
    /// Change a recommendation: arguments as JSON on standard input.
    Set,
    /// Let it answer one more finding, of whichever visit.
    Link {
        /// Which.
        recommendation: String,
        /// The visit of the finding.
        visit: String,
        /// The finding.
        finding: String,
    },
    /// It does not answer that finding after all.
    Unlink {
        /// Which.
        recommendation: String,
        /// The visit of the finding.
        visit: String,
        /// The finding.
        finding: String,
    },
    /// Withdraw a recommendation; it stays in the record.
    Withdraw {
        /// Which.
        recommendation: String,
        /// It was withdrawn by mistake.
        #[arg(long)]
        undo: bool,
    },
    /// Say how far the team is with its text.
    Review {
        /// Which.
        recommendation: String,
        /// `draft`, `in_review` or `agreed`.
        review: String,
    },
    /// What passes about one.
    #[command(flatten)]
    Dialogue(Dialogue),
    /// Corrections of what passed.
    #[command(flatten)]
    Correction(Correction),
    /// What passes about several at once.
    #[command(flatten)]
    Correspondence(Correspondence),
    /// Recommendations that a visit is to look at: open ones to its place that went out by the day it begins.
    ToVerify {
        /// The visit.
        visit: String,
    },
    /// Answer one of the ten questions that make a recommendation a good one; they advise, and hold nothing up.
    Smart {
        /// Which recommendation.
        recommendation: String,
        /// `specific`, `measurable`, `achievable`, `results_oriented`, `time_bound`, `solution_suggestive`, `mindful_of_risk`,
        /// `argued`, `root_cause` or `targeted`.
        question: String,
        /// `yes`, `no` or `unsure`; without one the answer is taken back.
        answer: Option<String>,
    },
    /// Say what was done about it.
    Implementation {
        /// Which.
        recommendation: String,
        /// The state it has now.
        #[arg(long)]
        was: String,
        /// `none`, `partial`, `full` or `obsolete`.
        state: String,
    },
    /// Earlier recommendations that say the same as a text.
    Similar {
        /// The text.
        text: String,
    },
    /// Write a letter to an authority as one HTML file. It sends nothing and marks nothing as sent.
    Letter {
        /// The recommendations in it, all to one authority.
        #[arg(required = true)]
        recommendations: Vec<String>,
        /// `en` or `ar`.
        #[arg(long, default_value = "en")]
        language: String,
        /// The day it bears.
        #[arg(long)]
        on: String,
        /// Its file reference.
        #[arg(long, default_value = "")]
        reference: String,
        /// The day by which a reply is asked for; without it, 30 days after the letter.
        #[arg(long)]
        reply_by: Option<String>,
        /// Where to write it.
        #[arg(long, short)]
        output: PathBuf,
    },
}

/// What passes about a recommendation.
#[derive(Subcommand)]
pub enum Dialogue {
    /// Log that it was sent.
    Send {
        /// Which.
        recommendation: String,
        /// The day of the letter, `YYYY-MM-DD`.
        #[arg(long)]
        on: String,
        /// To whom, by id; without it, to whom it is addressed.
        #[arg(long)]
        addressee: Option<String>,
        /// File reference of the letter.
        #[arg(long, default_value = "")]
        reference: String,
        /// The day by which a reply is asked for; without it, the one that stands, or 30 days after the letter.
        #[arg(long)]
        reply_by: Option<String>,
    },
    /// Log a reply.
    Reply {
        /// To which recommendation.
        recommendation: String,
        /// The day it bears.
        #[arg(long)]
        on: String,
        /// What it says.
        #[arg(long, default_value = "")]
        words: String,
        /// Its file reference.
        #[arg(long, default_value = "")]
        reference: String,
        /// `a` satisfactory, `b` partial, `c` not satisfactory, `d` none came.
        #[arg(long)]
        grade: Option<String>,
        /// They will not do it.
        #[arg(long)]
        refuses: bool,
    },
    /// Log a meeting, a call or another contact.
    Contact {
        /// About which recommendation.
        recommendation: String,
        /// The day.
        #[arg(long)]
        on: String,
        /// `meeting`, `call`, `letter`, `email` or `other`.
        #[arg(long, default_value = "meeting")]
        way: String,
        /// What was said.
        #[arg(long)]
        words: String,
    },
    /// Log what was found out about it: at a visit with --visit, otherwise without one on a day.
    Verify {
        /// Which.
        recommendation: String,
        /// `not`, `partly`, `fully` or `cannot_tell`.
        result: String,
        /// The visit at which it was found.
        #[arg(long, required_unless_present = "on", conflicts_with = "on")]
        visit: Option<String>,
        /// Or the day.
        #[arg(long)]
        on: Option<String>,
        /// Source type.
        #[arg(long)]
        source: Option<String>,
        /// In words.
        #[arg(long, default_value = "")]
        words: String,
    },
}

/// What was logged of a dialogue is corrected, graded or taken back: `facts` as JSON on standard input, with `was` as somebody was
/// shown them. Without `was`, `facts` are what is to be otherwise than it stands now.
#[derive(Subcommand)]
pub enum Correction {
    /// Correct a letter: `{"recommendation", "letter", "was", "facts"}` as JSON on standard input. Without `was`, `facts` are what
    /// is to be otherwise than it stands now.
    #[command(name = "letter-set")]
    Letter,
    /// Correct or grade a reply: `{"recommendation", "reply", "was", "facts"}`, likewise.
    #[command(name = "reply-set")]
    Reply,
    /// Correct what was noted of a contact: `{"recommendation", "message", "was", "facts"}`, likewise.
    #[command(name = "contact-set")]
    Contact,
    /// Correct what was found out without a visit: `{"recommendation", "verification", "was", "facts"}`, likewise.
    #[command(name = "verify-set")]
    Verify,
}

/// What passes between the body and an authority about several recommendations at once.
#[derive(Subcommand)]
pub enum Correspondence {
    /// Letters to an authority, and its replies to several recommendations.
    Letters {
        /// The authority.
        authority: String,
    },
    /// Recommendations that a reply of an authority can answer.
    Answerable {
        /// The authority.
        authority: String,
        /// Only those in the letter of this day.
        #[arg(long)]
        on: Option<String>,
        /// And of this file reference.
        #[arg(long, requires = "on", default_value = "")]
        reference: String,
    },
    /// Log one reply to many recommendations, in all of them or in none. What it says about each, and grades of their own, are given as
    /// JSON with --stdin.
    ReplyToMany {
        /// The authority that sent it.
        #[arg(required_unless_present = "stdin", default_value = "")]
        authority: String,
        /// The recommendations that it answers.
        #[arg(required_unless_present = "stdin")]
        recommendations: Vec<String>,
        /// The day it bears.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        on: String,
        /// Its file reference.
        #[arg(long, default_value = "")]
        reference: String,
        /// `a` satisfactory, `b` partial, `c` not satisfactory, `d` none came.
        #[arg(long)]
        grade: Option<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// A reply to many recommendations, with its parts.
    JointReply {
        /// Its id.
        reply: String,
    },
    /// Correct the day and the reference of a reply to many, once for all: `{"reply", "was", "on", "reference", "dropped"}` as JSON on
    /// standard input.
    JointReplySet,
}

/// A recommendation as typed.
#[derive(Args)]
pub struct RecommendationAdd {
    /// What is to be done.
    #[arg(long, default_value = "")]
    pub text: String,
    /// The authority that is to do it, by id.
    #[arg(long)]
    pub addressee: Option<String>,
    /// The visit it came out of.
    #[arg(long)]
    pub visit: Option<String>,
    /// A finding of that visit that it answers; may be repeated.
    #[arg(long = "finding", requires = "visit")]
    pub findings: Vec<String>,
    /// The place, where it came out of no visit.
    #[arg(long)]
    pub place: Option<String>,
    /// Theme.
    #[arg(long)]
    pub theme: Option<String>,
    /// Standards, as written.
    #[arg(long, default_value = "")]
    pub standards: String,
    /// `urgent`, `high`, `normal` or `low`.
    #[arg(long, default_value = "normal")]
    pub priority: String,
    /// The day by which it is to be done, `YYYY-MM-DD`.
    #[arg(long)]
    pub deadline: Option<String>,
    /// An earlier one that it says again.
    #[arg(long)]
    pub repeats: Option<String>,
    /// Where the arguments come from.
    #[command(flatten)]
    pub input: Input,
}

/// Which recommendations.
#[derive(Args)]
pub struct RecommendationFilter {
    /// `draft`, `sent`, `reply_due`, `replied`, `partly_done`, `done`, `rejected` or `repeated`.
    #[arg(long)]
    pub column: Option<String>,
    /// To this authority, by id.
    #[arg(long)]
    pub addressee: Option<String>,
    /// About this place.
    #[arg(long)]
    pub place: Option<String>,
    /// Out of this visit.
    #[arg(long)]
    pub visit: Option<String>,
    /// On this theme.
    #[arg(long)]
    pub theme: Option<String>,
    /// Of this priority.
    #[arg(long)]
    pub priority: Option<String>,
    /// Of this year.
    #[arg(long)]
    pub year: Option<i32>,
    /// With those that were withdrawn.
    #[arg(long)]
    pub withdrawn: bool,
}

/// `visita trace …`
#[derive(Args)]
pub struct Trace {
    #[command(flatten)]
    pub of: TraceOf,
    /// With every other visit to the places it is about, as the trace of a place shows them.
    #[arg(long)]
    pub whole: bool,
}

/// What is traced.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct TraceOf {
    /// Of a place: all its visits, the newest first.
    #[arg(long)]
    pub place: Option<String>,
    /// Or of a visit.
    #[arg(long)]
    pub visit: Option<String>,
    /// Or of a recommendation.
    #[arg(long)]
    pub recommendation: Option<String>,
}
