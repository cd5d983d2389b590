//! The programme of regular visits, and what is planned in it.

use super::{Input, Readers};
use clap::Subcommand;

/// `visita programme …`
#[derive(Subcommand)]
pub enum Programme {
    /// A year: how urgent each place is and why, what is planned, what the body can do, how mixed it is.
    Show {
        /// The year; without it, this one.
        #[arg(long, default_value_t = 0)]
        year: i32,
        /// Only places with these words in their names, however they are typed.
        #[arg(long, default_value = "")]
        name: String,
        /// Only this type.
        #[arg(long = "type")]
        place_type: Option<String>,
        /// Only `never_visited`, `no_full_visit`, `overdue`, `due_soon` or `in_time`.
        #[arg(long)]
        state: Option<String>,
        /// How many places at most; without it, as many as a screen begins with.
        #[arg(long, default_value_t = 0)]
        upto: u32,
    },
    /// Where places are, and how urgent each is: coordinates and state of those whose position is known.
    Map {
        /// The year; without it, this one.
        #[arg(long, default_value_t = 0)]
        year: i32,
    },
    /// Set a rule: `visita programme rule type prison 24`, `… own_type "Transit zone" 3`, `… place ID 6`, `… per_month 5`,
    /// `… unannounced_type prison 60`: one full visit in 60 months is to be unannounced, 0: none has to be.
    Rule {
        /// `type`, `own_type` (one that the body itself names), `place`, each of them also after `unannounced_`, `per_month`, `reserve_percent`, `raised_percent`,
        /// `high_percent`, `problem_months`, `groups_months` or `due_soon_days`.
        rule: String,
        /// The type or the place and the value; of a number the value alone. Without a value the rule is taken away.
        #[arg(num_args = 0..=2)]
        said: Vec<String>,
        /// The value that stood before, where there was one.
        #[arg(long)]
        was: Option<u32>,
    },
    /// What bears on how urgent a place is beside its rules: complaints of a year, and a problem that the body knows of. With
    /// options those are changed, and the rest stays as it is; with `--stdin`: `{"place", "was", "facts"}`, and without `was`
    /// likewise.
    Bearing {
        /// The place.
        #[arg(required_unless_present = "stdin", default_value = "")]
        place: String,
        /// Complaints in a year; 0 is an answer.
        #[arg(long)]
        complaints: Option<u32>,
        /// The last day of that year, `YYYY-MM-DD`.
        #[arg(long)]
        until: Option<String>,
        /// The problem in words; `""` where there is none any more. What is not meant for the shell's history comes with `--stdin`.
        #[arg(long)]
        known_problem: Option<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Propose a plan of the year; nothing is written. Of its lines `visita plan adopt` takes `place`,
    /// `month`, `hours`, `days` and `announced`.
    Propose {
        /// The year; without it, this one.
        #[arg(long, default_value_t = 0)]
        year: i32,
    },
    /// Draw places by lot. The draw is recorded; take its lines with `visita plan adopt`, or discard it, before the next.
    Draw {
        /// How many.
        count: u32,
        /// The year for which it is; without it, this one.
        #[arg(long, default_value_t = 0)]
        year: i32,
        /// Only among this type; may be repeated.
        #[arg(long = "type")]
        place_types: Vec<String>,
        /// Only among places of this type of the body's own, in whatever spelling; not beside `--type`.
        #[arg(long, conflicts_with = "place_types")]
        own_type: Option<String>,
        /// 32 hex digits, thrown or published elsewhere.
        #[arg(long)]
        seed: Option<String>,
    },
    /// The draws for a year, those discarded too.
    Draws {
        /// The year; without it, this one.
        #[arg(long, default_value_t = 0)]
        year: i32,
    },
    /// Discard a draw; it stays in the record with the reason.
    Discard {
        /// Its id.
        draw: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Draw again with what is recorded of a draw, and say what has changed in its pool since; nothing is written.
    Check {
        /// Its id.
        draw: String,
    },
    /// Write what is to come, planned or in preparation, as a calendar file (iCalendar).
    Export {
        /// Where to write it.
        #[arg(long, short)]
        output: String,
        /// The year; without it, this one.
        #[arg(long, default_value_t = 0)]
        year: i32,
        /// With the names of places.
        #[arg(long)]
        place_names: bool,
        /// With those that not everybody of the team may read.
        #[arg(long)]
        sealed: bool,
        /// What an event is called.
        #[arg(long, default_value = "Visit")]
        title: String,
    },
}

/// `visita plan …`
#[derive(Subcommand)]
pub enum Plan {
    /// Whether a full visit on a day has to be unannounced, and why.
    Unannounced {
        /// The place.
        place: String,
        /// The day, `YYYY-MM-DD`.
        on: String,
        /// The plan that is changed, which is not held against itself.
        #[arg(long)]
        plan: Option<String>,
    },
    /// Plan a visit.
    Add {
        /// The place.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        place: String,
        /// First day of its window, `YYYY-MM-DD`.
        #[arg(long, default_value = "")]
        from: String,
        /// Last day of its window.
        #[arg(long, default_value = "")]
        to: String,
        /// `in_depth`, `thematic`, `ad_hoc` or `follow_up`.
        #[arg(long, default_value = "in_depth")]
        kind: String,
        /// To be announced to the authority.
        #[arg(long)]
        announced: bool,
        /// `open`, `day` or `night`.
        #[arg(long, default_value = "open")]
        hours: String,
        /// `open`, `weekday` or `weekend`.
        #[arg(long, default_value = "open")]
        days: String,
        /// Draws on the reserve, whatever its kind.
        #[arg(long)]
        urgent: bool,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// What it is to find out.
        #[arg(long, default_value = "")]
        objectives: String,
        /// Decided already.
        #[arg(long)]
        agreed: bool,
        /// Everybody of the team may read it; otherwise you, the leads and those named.
        #[arg(long)]
        whole_team: bool,
        /// A member who may read it; may be repeated.
        #[arg(long = "reader")]
        readers: Vec<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// One planned visit.
    Show {
        /// Its id.
        plan: String,
    },
    /// Change one: `{"plan", "was", "facts"}` as JSON on standard input.
    Set,
    /// Take lines of a proposal or of a draw: JSON on standard input. The month, the hours, the days and whether it is announced may
    /// be others than proposed.
    Adopt,
    /// Agree to one.
    Agree {
        /// Its id.
        plan: String,
    },
    /// Give one up; it stays in the record.
    Drop {
        /// Its id.
        plan: String,
        /// Take it up again, as proposed.
        #[arg(long)]
        undo: bool,
    },
    /// Make the visit of one, in preparation.
    Begin {
        /// Its id.
        plan: String,
        /// First day of the visit, `YYYY-MM-DD`.
        #[arg(long)]
        starts_on: String,
        /// A checklist to use; may be repeated.
        #[arg(long = "checklist")]
        checklists: Vec<String>,
        /// Everybody of the team may read the visit; otherwise those who may read the plan, you, and those named.
        #[arg(long)]
        whole_team: bool,
        /// A member who may read the visit, too; may be repeated.
        #[arg(long = "reader", conflicts_with = "whole_team")]
        readers: Vec<String>,
    },
    /// Who may read one; with readers named, or the whole team, or nobody else: who may from now
    /// on. Whoever was chosen before is said, too: what a colleague decided since is not undone unseen.
    Access {
        /// Its id.
        plan: String,
        /// Who may from now on.
        #[command(flatten)]
        to: Readers,
    },
    /// What is known of the place of a visit before it.
    Dossier {
        /// The visit.
        visit: String,
    },
    /// The packing list of a visit.
    Packing {
        /// The visit.
        visit: String,
    },
    /// Add something to the packing list of a visit.
    PackingAdd {
        /// The visit.
        visit: String,
        /// What.
        what: String,
    },
    /// Tick something of a packing list, or take it off.
    PackingSet {
        /// The visit.
        visit: String,
        /// What, by its id.
        item: String,
        /// `packed`, `not_packed`, `not_needed`, or `needed` after all.
        #[arg(value_parser = ["packed", "not_packed", "not_needed", "needed"])]
        state: String,
    },
}
