//! What carries changes between devices.

use super::Input;
use clap::{Args, Subcommand};
use std::net::SocketAddr;

/// `visita bundle …`
#[derive(Subcommand)]
pub enum Bundle {
    /// Write what the team's other devices are not known to have.
    Export {
        /// The file to write.
        #[arg(required_unless_present_any = ["stdin", "preview"], default_value = "")]
        output: String,
        /// Seal it to this device only: its id or the first 8 digits of it, or its member's name; may be repeated. Default: all
        /// others of the team.
        #[arg(long)]
        to: Vec<String>,
        /// For a newcomer: snapshots by a lead in place of the changes, so that a small file is enough to read by at once. The
        /// changes come with any other exchange, and prove them.
        #[arg(long)]
        first: bool,
        /// Write nothing: print how many records, changes and bytes it would hold.
        #[arg(long)]
        preview: bool,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// From whom, what, how much; changes nothing.
    Inspect {
        /// The file.
        file: String,
    },
    /// Take it in.
    Import {
        /// The file.
        #[arg(required_unless_present = "stdin", default_value = "")]
        file: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
}

/// `visita relay …`
#[derive(Subcommand)]
pub enum Relay {
    /// Set it for the whole team (a lead).
    Set {
        /// The invitation, as the operator gave it: one line, `visitarelay1…`.
        invitation: String,
    },
    /// Which it is, the last exchange, what waits to be sent.
    Show,
    /// The team uses none from now on (a lead).
    Leave,
    /// Fetch what is new and put what it lacks, once, now.
    Exchange,
    /// Whether the app on this device exchanges by itself.
    Automatic {
        /// `on` or `off`.
        #[arg(action = clap::ArgAction::Set, value_parser = clap::builder::BoolishValueParser::new())]
        on: bool,
    },
}

/// `visita nearby …`
#[derive(Subcommand)]
pub enum Nearby {
    /// Be found, find others, and exchange; prints a line whenever something changes, the address first.
    Serve {
        /// How it runs.
        #[command(flatten)]
        how: Serving,
    },
    /// The same, and dial an address that another device shows.
    Dial {
        /// The address.
        address: String,
        /// How it runs.
        #[command(flatten)]
        how: Serving,
    },
    /// When each device was last in touch, and what it is not known to have.
    Status,
}

/// How exchange nearby runs.
#[derive(Args)]
pub struct Serving {
    /// Minutes until it ends by itself.
    #[arg(long, default_value_t = 30)]
    pub minutes: u32,
    /// Where to listen, `ADDRESS:PORT`; may be repeated. Everywhere if absent.
    #[arg(long)]
    pub listen: Vec<SocketAddr>,
    /// Neither announce this device nor look for others: who is dialled, or dials, is met.
    #[arg(long)]
    pub quiet: bool,
    /// End as soon as some device is connected and each holds what the other does.
    #[arg(long)]
    pub until_same: bool,
    /// Run commands of the table while it runs: one JSON object a line on standard input, `{"name": …, "args": …}`, each
    /// answered by a line `{"answer": …}` or `{"error": …}`. Ends with standard input.
    #[arg(long)]
    pub calls: bool,
}
