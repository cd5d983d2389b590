//! The days on site and the evenings after: access, numbers, registers, coverage, tasks, comments, reprisals.

use super::{Input, Readers};
use clap::Subcommand;

/// `visita access …`
#[derive(Subcommand)]
pub enum Access {
    /// Requests and stays of a visit.
    List {
        /// The visit.
        visit: String,
    },
    /// Begin to wait, now.
    Wait {
        /// The visit.
        visit: String,
        /// `entry`, `numbers`, `information`, `premises`, `registers`, `files`, `private_interview`, `person`, `equipment`,
        /// `other`.
        #[arg(long, default_value = "entry")]
        asked: String,
    },
    /// The wait is over, now.
    End {
        /// The visit.
        visit: String,
        /// The request.
        access: String,
        /// `granted`, `partly` or `refused`.
        outcome: String,
    },
    /// Note a request after the fact.
    Add {
        /// The visit.
        #[arg(long, default_value = "")]
        visit: String,
        /// As for `wait`.
        #[arg(long, default_value = "")]
        asked: String,
        /// Which unit, register, person by code.
        #[arg(long, default_value = "")]
        what: String,
        /// `granted`, `delayed`, `partly` or `refused`.
        #[arg(long)]
        outcome: Option<String>,
        /// Minutes of delay.
        #[arg(long)]
        minutes: Option<u32>,
        /// The function of whoever decided; never a name.
        #[arg(long, default_value = "")]
        by_function: String,
        /// What they said.
        #[arg(long, default_value = "")]
        reason: String,
        /// The ground they gave, as a code.
        #[arg(long)]
        grounds: Option<String>,
        /// The paragraph, as `20_c`.
        #[arg(long)]
        article: Option<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Correct a request: `{"visit", "access", "was", "facts"}` as JSON on standard input. Without `was`, `facts` are what is to be
    /// otherwise than it stands now.
    Set,
    /// A request was noted by mistake; it stays in the record and counts no more.
    Drop {
        /// The visit.
        visit: String,
        /// The request.
        access: String,
        /// It was not, after all.
        #[arg(long)]
        undo: bool,
    },
    /// The delegation is at the gate, now.
    Arrive {
        /// The visit.
        visit: String,
        /// Minutes by which the place's clock is ahead of UTC.
        #[arg(long, default_value_t = 0, allow_hyphen_values = true)]
        offset_minutes: i32,
    },
    /// The delegation is out again, now.
    Leave {
        /// The visit.
        visit: String,
        /// The stay.
        stay: String,
    },
    /// Add a stay after the fact.
    Stay {
        /// The visit.
        visit: String,
        /// At the gate, as `2026-03-02T08:40:00+02:00`.
        arrived_at: String,
        /// Out again, likewise; none while the delegation is there.
        left_at: Option<String>,
        /// Minutes by which the place's clock is ahead of UTC.
        #[arg(long, default_value_t = 0, allow_hyphen_values = true)]
        offset_minutes: i32,
    },
    /// Correct the times of a stay: arguments as JSON on standard input.
    Correct,
    /// A stay was noted by mistake; it stays in the record and counts no more.
    DropStay {
        /// The visit.
        visit: String,
        /// The stay.
        stay: String,
        /// It was not, after all.
        #[arg(long)]
        undo: bool,
    },
}

/// `visita population …`
#[derive(Subcommand)]
pub enum Population {
    /// Numbers of persons held, and what to ask about them.
    Show {
        /// The visit.
        visit: String,
    },
    /// Note a number; without one, take your own back.
    Set {
        /// The visit.
        visit: String,
        /// `total`, `women`, `men`, `minors`, `remand`, `sentenced`…
        group: String,
        /// `register`, `staff`, `observed`, `document`…
        source: String,
        /// Persons.
        number: Option<u32>,
    },
    /// Samples of registers, with their totals.
    Samples {
        /// The visit.
        visit: String,
    },
    /// Add a sample: arguments as JSON on standard input.
    Sample,
    /// Correct a sample: `{"visit", "sample", "was", "facts"}` as JSON on standard input. Without `was`, `facts` are what is to be
    /// otherwise than it stands now.
    SampleSet,
    /// A sample was added by mistake; it stays in the record and counts no more.
    SampleDrop {
        /// The visit.
        visit: String,
        /// The sample.
        sample: String,
        /// It was not, after all.
        #[arg(long)]
        undo: bool,
    },
}

/// `visita task …`
#[derive(Subcommand)]
pub enum Task {
    /// Tasks of a record.
    List {
        /// The visit, place, authority, planned visit or recommendation.
        record: String,
    },
    /// Ask somebody to do something.
    Add {
        /// The visit, place, authority, planned visit or recommendation.
        record: String,
        /// What.
        what: String,
        /// For whom, a member.
        #[arg(long)]
        whom: Option<String>,
        /// Until when, `YYYY-MM-DD`.
        #[arg(long)]
        due: Option<String>,
        /// The path it is about, as `finding/<id>`.
        #[arg(long, default_value = "")]
        about: String,
    },
    /// Change a task: `{"doc", "task", "was", "facts"}` as JSON on standard input. Without `was`, `facts` are what is to be otherwise
    /// than it stands now.
    Set,
    /// A task is not wanted any more; it stays in the record.
    Drop {
        /// The visit, place, authority, planned visit or recommendation.
        record: String,
        /// The task.
        task: String,
        /// It is, after all.
        #[arg(long)]
        undo: bool,
    },
    /// It is done.
    Done {
        /// The visit, place, authority, planned visit or recommendation.
        record: String,
        /// The task.
        task: String,
        /// What was done.
        #[arg(long, default_value = "")]
        note: String,
        /// Not after all.
        #[arg(long)]
        undo: bool,
    },
}

/// `visita review …`
#[derive(Subcommand)]
pub enum Review {
    /// Whatever in a record somebody said a review of.
    List {
        /// The record.
        record: String,
    },
    /// How far the team is with a record, or with one entry in it.
    Show {
        /// The record.
        record: String,
        /// The path of the entry, as `observation/<id>`.
        #[arg(long, default_value = "")]
        about: String,
    },
    /// Say how far the team is with it.
    Set {
        /// The record.
        record: String,
        /// What it is now: `draft`, `in_review` or `agreed`.
        was: String,
        /// What it is to be: `draft`, `in_review` or `agreed`.
        review: String,
        /// The path of the entry, as `observation/<id>`.
        #[arg(long, default_value = "")]
        about: String,
        /// The digest of the words that were read, as `show` tells it.
        #[arg(long)]
        words: Option<String>,
    },
}

/// `visita comment …`
#[derive(Subcommand)]
pub enum Comment {
    /// Comments on a record.
    List {
        /// The record.
        record: String,
    },
    /// Say something beside it.
    Add {
        /// The record.
        record: String,
        /// What.
        text: String,
        /// The path it is about.
        #[arg(long, default_value = "")]
        about: String,
        /// A member who should see it; may be repeated.
        #[arg(long = "mention")]
        mentions: Vec<String>,
    },
    /// Say one of your own otherwise: `{"doc", "comment", "was", "facts"}` as JSON on standard input, each with `text` and
    /// `mentions`.
    Set,
    /// Take back one of your own: its words stay in the history of the record alone.
    Withdraw {
        /// The record.
        record: String,
        /// The comment.
        comment: String,
    },
    /// Nothing more to say about it.
    Resolve {
        /// The record.
        record: String,
        /// The comment.
        comment: String,
        /// There is, after all.
        #[arg(long)]
        undo: bool,
    },
}

/// The register of reprisals. An entry takes its words from standard input alone: they stay out of the shell's history.
#[derive(Subcommand)]
pub enum Reprisal {
    /// Entries that this device may open.
    List {
        /// Of this visit alone.
        #[arg(long)]
        visit: Option<String>,
    },
    /// Add one: `{"facts", "readers"}` as JSON on standard input.
    Add,
    /// Correct one: `{"record", "was", "facts"}` as JSON on standard input.
    Set,
    /// Somebody is to look after the person again: `{"record", "facts"}` as JSON on standard input.
    Recontact,
    /// Change that: `{"record", "recontact", "was", "facts"}` as JSON on standard input.
    RecontactSet,
    /// Say that it was done: `{"record", "recontact", …}` as JSON on standard input.
    Done {
        /// Not after all.
        #[arg(long)]
        undo: bool,
    },
    /// Say that an entry was made by mistake, or a day to look after somebody again.
    Drop {
        /// The entry; with a day, also an interview.
        record: String,
        /// The day alone.
        #[arg(long)]
        recontact: Option<String>,
        /// Not after all.
        #[arg(long)]
        undo: bool,
    },
    /// Who may open an entry beside its author and the leads; without an option, say who may. Whoever was chosen before is
    /// said, too: what a colleague decided since is not undone unseen.
    Access {
        /// The entry.
        record: String,
        /// Who may from now on.
        #[command(flatten)]
        to: Readers,
    },
}
