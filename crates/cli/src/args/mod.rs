//! What can be typed. Each verb is one command of the table, or a short sequence of them.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

mod attachment;
mod exchange;
mod onsite;
mod place_parts;
mod programme;
mod recommendation;
mod recovery;
mod register;
mod team;
mod travel;
mod upkeep;
mod visit_parts;
mod work;

pub use attachment::Attachment;
pub use exchange::{Bundle, Nearby, Relay, Serving};
pub use onsite::{Access, Comment, Population, Reprisal, Review, Task};
pub use place_parts::{PlaceFact, PlacePart};
pub use programme::{Plan, Programme};
pub use recommendation::{Correction, Correspondence, Dialogue, Recommendation, RecommendationAdd, Trace};
pub use recovery::Recovery;
pub use register::{Associate, Authority, Body, Place};
pub use team::{Pair, Team};
pub use travel::{Begin, Travel};
pub use upkeep::{Conflicts, Quarantine, Sample};
pub use visit_parts::VisitPart;
pub use work::{Answer, Checklist, Finding, Interview, Observation, Visit};

/// Visita without a window.
#[derive(Parser)]
#[command(name = "visita", version, about, after_help = crate::exit::TABLE)]
pub struct Cli {
    /// Folder of the vault; of those that the window keeps, one of `vaults/<id>` in the app's data folder, or that folder itself.
    #[arg(long, global = true, env = "VISITA_FOLDER", default_value = "visita-data")]
    pub vault: PathBuf,
    /// Read the passphrase from the first line of this file instead of `VISITA_PASSPHRASE` or the terminal.
    #[arg(long, global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON, one document, instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// Where a file is written, an older one of the same kind may go.
    #[arg(long, global = true)]
    pub replace: bool,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The nouns.
#[derive(Subcommand)]
pub enum Verb {
    /// Make a vault; prints its 24 recovery words once.
    Init,
    /// Check that the passphrase opens the vault.
    UnlockCheck,
    /// Open the vault with its 24 recovery words, and set a new passphrase. The words are read from standard input or the
    /// terminal, the passphrase from where it always comes.
    Recover,
    /// Getting back in with colleagues' help: shares of a key, requests, answers, rehearsals.
    #[command(subcommand)]
    Recovery(Recovery),
    /// Bind the vault to this device: its passphrase then opens it only together with a secret that this device's keystore
    /// holds. A copy of the folder and the passphrase are not enough elsewhere; if the keystore is lost, only the recovery
    /// words open it.
    Bind,
    /// End the binding: the passphrase alone opens the vault again.
    Unbind,
    /// The team and its devices.
    #[command(subcommand)]
    Team(Team),
    /// The register of places.
    #[command(subcommand)]
    Place(Place),
    /// Authorities that run places or answer for them.
    #[command(subcommand)]
    Authority(Authority),
    /// The body itself: its profile, its members' skills.
    #[command(subcommand)]
    Body(Body),
    /// The programme of regular visits.
    #[command(subcommand)]
    Programme(Programme),
    /// Planned visits, and the preparation of those that became one.
    #[command(subcommand)]
    Plan(Plan),
    /// Journeys: taking only what one visit needs, and the way back.
    #[command(subcommand)]
    Travel(Travel),
    /// Visits.
    #[command(subcommand)]
    Visit(Visit),
    /// Checklists on this device.
    #[command(subcommand)]
    Checklist(Checklist),
    /// Answers to checklist items.
    #[command(subcommand)]
    Answer(Answer),
    /// Interview notes.
    #[command(subcommand)]
    Interview(Interview),
    /// Observations.
    #[command(subcommand)]
    Observation(Observation),
    /// Findings.
    #[command(subcommand)]
    Finding(Finding),
    /// Recommendations to authorities, and what became of them.
    #[command(subcommand)]
    Recommendation(Recommendation),
    /// Those who may suffer reprisals, as far as this device may open their entries.
    #[command(subcommand)]
    Reprisal(Reprisal),
    /// From a place to what became of it: visit, sources, findings, recommendations, replies, verification.
    Trace(Trace),
    /// Access on site: what was asked for and how it was met; arrival and departure.
    #[command(subcommand)]
    Access(Access),
    /// Numbers of persons held, and samples of registers.
    #[command(subcommand)]
    Population(Population),
    /// Tasks of a visit.
    #[command(subcommand)]
    Task(Task),
    /// Comments within the team.
    #[command(subcommand)]
    Comment(Comment),
    /// How far the team is with a record, or with one entry in it: draft, in review, agreed.
    #[command(subcommand)]
    Review(Review),
    /// Files kept with a record: photographs, scans, recordings.
    #[command(subcommand)]
    Attachment(Attachment),
    /// Encrypted files that carry changes.
    #[command(subcommand)]
    Bundle(Bundle),
    /// The relay that the team exchanges through.
    #[command(subcommand)]
    Relay(Relay),
    /// Devices on the same network. Runs in the foreground, until its time is over or it is interrupted.
    #[command(subcommand)]
    Nearby(Nearby),
    /// The merge desk.
    #[command(subcommand)]
    Conflicts(Conflicts),
    /// What was refused and kept aside.
    #[command(subcommand)]
    Quarantine(Quarantine),
    /// Who wrote what, when, on which device, and whether the signature verifies.
    History {
        /// Id of the visit, interview or place.
        record: String,
    },
    /// What is to be done: the next visit, questions, tasks, what is due.
    Today,
    /// Visits, findings, recommendations and persons held, counted; small numbers of persons are held back.
    Numbers {
        /// The first day, `YYYY-MM-DD`.
        from: String,
        /// The last day; at most 20 years later.
        to: String,
        /// Hold back numbers of persons from 1 to under this; the team's own default where none is given.
        #[arg(long)]
        threshold: Option<u32>,
        /// Write the tables to a CSV file instead.
        #[arg(
            long = "csv",
            visible_alias = "output",
            short,
            conflicts_with = "svg",
            value_name = "FILE"
        )]
        output: Option<String>,
        /// Write the plots to an SVG file instead.
        #[arg(long, value_name = "FILE")]
        svg: Option<String>,
        /// Into the file, only the plot or the table of this name: `visits_by_month`, `visits_by_type`, `coverage`,
        /// `findings_by_theme`, `findings_by_standard`, `recommendations_by_status`, `replies_by_grade`, `implementation`,
        /// `rates_by_year`, `rates_by_addressee`, `days_to_reply_by_year`, `days_to_reply_by_addressee`, `population`, `occupancy`,
        /// `interviews_by_age`; or `recommendations_by_theme`, of whole years, or `place_population`, with `--place`.
        #[arg(long, value_name = "NAME")]
        plot: Option<String>,
        /// The place, for `place_population`.
        #[arg(long, value_name = "ID", requires = "plot")]
        place: Option<String>,
        /// Language of the file: `en` or `ar`.
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Search everything readable on this device.
    Search {
        /// Words, in any script.
        query: String,
    },
    /// Write the report of a visit as one HTML file.
    Report {
        /// The visit.
        #[arg(required_unless_present = "stdin", default_value = "")]
        visit: String,
        /// `en` or `ar`.
        #[arg(long, default_value = "en")]
        language: String,
        /// `internal`, `authority` or `public`.
        #[arg(long, default_value = "internal")]
        audience: String,
        /// Where to write it.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Write it for the public though it may not be published, or not yet. Otherwise that is refused.
        #[arg(long)]
        anyway: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// The sheet of immediate observations for the final talk with the management: findings that were weighed as such, in the
    /// team's words, without those that would point at somebody.
    Immediate {
        /// The visit.
        visit: String,
        /// `en` or `ar`.
        #[arg(long, default_value = "en")]
        language: String,
        /// Write it as one HTML file; without it, say what would stand on it.
        #[arg(long, short)]
        output: Option<String>,
    },
    /// Whether the report of a visit may be published, from when, and on what that rests.
    Publication {
        /// The visit; with `--set` it stands in the arguments.
        #[arg(required_unless_present = "set", default_value = "")]
        visit: String,
        /// Record what was decided on it: arguments as JSON on standard input. For leads.
        #[arg(long, conflicts_with = "visit")]
        set: bool,
    },
    /// Make every list and index anew from the records.
    Rebuild,
    /// Say that this vault was restored from a copy: what is written from now on is numbered apart.
    Restored,
    /// The fictional sample workspace.
    #[command(subcommand)]
    Sample(Sample),
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Run one command of the table as the window would: arguments as JSON on standard input.
    Call {
        /// Its name, `noun_verb`.
        name: String,
    },
}

/// Who may read a record from now on.
#[derive(Args)]
pub struct Readers {
    /// A member (id) who may; may be repeated. Whoever is not named may not.
    #[arg(long = "reader", conflicts_with_all = ["whole_team", "nobody_else"])]
    pub readers: Vec<String>,
    /// Everybody of the team.
    #[arg(long)]
    pub whole_team: bool,
    /// Nobody beside whoever began it and the leads.
    #[arg(long, conflicts_with = "whole_team")]
    pub nobody_else: bool,
    /// Who might when you looked.
    #[command(flatten)]
    pub was: ReadersShown,
}

/// Who was chosen to read, as somebody was shown it.
#[derive(Args)]
pub struct ReadersShown {
    /// A member (id) who was `chosen` when you looked; may be repeated. Where others are by now, nothing is changed.
    #[arg(long = "was-reader", conflicts_with = "was_whole_team")]
    pub was_readers: Vec<String>,
    /// Everybody of the team was, when you looked.
    #[arg(long)]
    pub was_whole_team: bool,
}

/// Where the arguments of a write come from.
#[derive(Args)]
pub struct Input {
    /// Arguments as one JSON object on standard input, in the form of the command table; options are ignored.
    #[arg(long)]
    pub stdin: bool,
}
