//! What is changed of a place: its facts, one by one, and what it has several of.

use super::Input;
use clap::{Args, Subcommand};

/// A fact of a place as typed.
#[derive(Args)]
pub struct PlaceFact {
    /// The place.
    #[arg(required_unless_present = "stdin", default_value = "")]
    pub place: String,
    /// Which fact: `name`, `capacity`, `address`… as `place show` calls it.
    #[arg(required_unless_present = "stdin", default_value = "")]
    pub field: String,
    /// What it is to be, as JSON: `120`, `"Hill Road 3"`, `null`.
    #[arg(
        required_unless_present = "stdin",
        default_value = "null",
        allow_negative_numbers = true
    )]
    pub value: String,
    /// What stood there when you looked, as JSON. Where something else does by now, nothing is changed.
    #[arg(
        long,
        required_unless_present = "stdin",
        default_value = "null",
        allow_negative_numbers = true
    )]
    pub was: String,
    /// Where the arguments come from.
    #[command(flatten)]
    pub input: Input,
}

/// What a place has several of. Each verb adds one; with `--stdin` it changes one that stands, too.
#[derive(Subcommand)]
pub enum PlacePart {
    /// Add a unit; with `--stdin` change one: `{"place", "id", "was", "facts"}`.
    Unit {
        /// The place.
        #[arg(required_unless_present = "stdin", default_value = "")]
        place: String,
        /// Its name.
        #[arg(required_unless_present = "stdin", default_value = "")]
        name: String,
        /// Persons it is meant for.
        #[arg(long)]
        capacity: Option<u32>,
        /// Regime, in words.
        #[arg(long, default_value = "")]
        regime: String,
        /// `women`, `men` or `mixed`.
        #[arg(long)]
        gender: Option<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Add a count of the persons held; with `--stdin` change one: `{"place", "id", "was", "facts"}`.
    Count {
        /// The place.
        #[arg(required_unless_present = "stdin", default_value = "")]
        place: String,
        /// The day, `YYYY-MM-DD`.
        #[arg(required_unless_present = "stdin", default_value = "")]
        on: String,
        /// Persons held.
        #[arg(long)]
        held: Option<u32>,
        /// Official capacity then, persons.
        #[arg(long)]
        capacity: Option<u32>,
        /// Of them, women.
        #[arg(long)]
        women: Option<u32>,
        /// Of them, under eighteen.
        #[arg(long)]
        minors: Option<u32>,
        /// Of them, foreign nationals.
        #[arg(long)]
        foreign: Option<u32>,
        /// Of them, on remand.
        #[arg(long)]
        remand: Option<u32>,
        /// Source type.
        #[arg(long)]
        source: Option<String>,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Add a contact, a name or at least a role; with `--stdin` change one: `{"place", "id", "was", "facts"}`.
    Contact {
        /// The place.
        #[arg(required_unless_present = "stdin", default_value = "")]
        place: String,
        /// Name.
        #[arg(long, default_value = "")]
        name: String,
        /// What they do there.
        #[arg(long, default_value = "")]
        role: String,
        /// Telephone.
        #[arg(long, default_value = "")]
        phone: String,
        /// Address for letters or mail.
        #[arg(long, default_value = "")]
        mail: String,
        /// Anything else.
        #[arg(long, default_value = "")]
        note: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Add a document that is kept elsewhere; with `--stdin` change one: `{"place", "id", "was", "facts"}`.
    Document {
        /// The place.
        #[arg(required_unless_present = "stdin", default_value = "")]
        place: String,
        /// What it is.
        #[arg(required_unless_present = "stdin", default_value = "")]
        title: String,
        /// Its date, `YYYY-MM-DD`.
        #[arg(long)]
        on: Option<String>,
        /// Where it is kept.
        #[arg(long, default_value = "")]
        kept: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
}
