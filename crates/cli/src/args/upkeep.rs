//! What has to be looked at: disagreements, what was refused, the sample.

use super::Input;
use clap::Subcommand;

/// `visita conflicts …`
#[derive(Subcommand)]
pub enum Conflicts {
    /// Open and decided conflicts.
    List {
        /// Only this visit.
        #[arg(long)]
        visit: Option<String>,
    },
    /// One field with all its versions, open or decided; a decision with who took it and when.
    Show {
        /// Document id.
        doc: String,
        /// Path of the field.
        path: String,
    },
    /// Answer a question that came back to you from the desk: `{"doc", "path", "text"}` as JSON on standard input.
    Answer,
    /// Decide: arguments as JSON on standard input (`doc`, `path`, `outcome`, `slot` or `value`, `seen`).
    Resolve,
}

/// `visita quarantine …`
#[derive(Subcommand)]
pub enum Quarantine {
    /// What was refused.
    List,
    /// One item.
    Show {
        /// Its id.
        id: String,
    },
    /// Take it once more, with every check (a lead).
    Retry {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        id: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Take in knowingly what a removed device wrote after its removal (a lead).
    Accept {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        id: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Write its bytes as they came, for an expert to look at (a lead).
    Export {
        /// Its id.
        #[arg(required_unless_present = "stdin", default_value = "")]
        id: String,
        /// Where to write them.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
}

/// `visita sample …`
#[derive(Subcommand)]
pub enum Sample {
    /// Load the fictional workspace.
    Load {
        /// With a year of a body's work besides.
        #[arg(long)]
        year: bool,
        /// With so many years of it, 1 to 10.
        #[arg(long, conflicts_with = "year", value_parser = clap::value_parser!(u32).range(1..=10))]
        years: Option<u32>,
    },
    /// Delete it.
    Drop,
}
