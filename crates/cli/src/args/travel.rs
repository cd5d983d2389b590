//! Journeys: what a device leaves behind, and the way back.

use clap::{Args, Subcommand};

/// `visita travel …`
#[derive(Subcommand)]
pub enum Travel {
    /// What a visit needs on this device, and what could stay at home, with why what must not. Nothing is left by it.
    Look {
        /// The visit.
        visit: String,
    },
    /// Leave records behind and write the key of the journey to a file that stays with those at home.
    Begin(Begin),
    /// Whether this device is on a journey, and what is left behind.
    Show,
    /// For those at home: open the file of a colleague's journey, and write the key for their device alone.
    HandBack {
        /// The file that was left.
        file: String,
        /// The file to write.
        #[arg(long, short)]
        output: String,
    },
    /// End the journey with the key that was handed back.
    End {
        /// The file.
        file: String,
    },
    /// Write over what the store still shows of what was left, where there was no room for it when the journey began.
    Clean,
}

/// How a journey begins.
#[derive(Args)]
pub struct Begin {
    /// The visit that it is for.
    pub visit: String,
    /// A record (id) that stays; may be repeated.
    #[arg(long = "leave", required_unless_present = "all")]
    pub leave: Vec<String>,
    /// Everything stays that the visit does not need and that may be left.
    #[arg(long, conflicts_with = "leave")]
    pub all: bool,
    /// The file for those at home. Do not take it along.
    #[arg(long, short)]
    pub output: String,
    /// You know that drafts and real names of what is left come back by that file alone, and that who is at home hands it back.
    #[arg(long)]
    pub understood: bool,
}
