//! The team, its devices, and how they are let in.

use super::Input;
use clap::Subcommand;
use std::net::SocketAddr;

/// `visita team …`
#[derive(Subcommand)]
pub enum Team {
    /// Found a team, as its lead.
    Found {
        /// The monitoring body.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        body: String,
        /// The team.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        team: String,
        /// Your name on the roster.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        member: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Ask to join: writes a request file.
    Request {
        /// Your name on the roster.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        member: String,
        /// The file to write.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Look at a request before admitting it: shows the words to compare.
    Inspect {
        /// The request file.
        request: String,
    },
    /// Admit a device after comparing the words.
    Admit {
        /// The request file.
        #[arg(required_unless_present = "stdin", default_value = "")]
        request: String,
        /// The words as read from the other screen.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        words: String,
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        #[arg(long, default_value = "inspector")]
        role: String,
        /// The member (id) on the roster whose further device this is; the role is then that member's.
        #[arg(long)]
        further_device_of: Option<String>,
        /// The admission file to write.
        #[arg(long, short, required_unless_present = "stdin", default_value = "")]
        output: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Join with an admission file.
    Join {
        /// The admission file.
        #[arg(required_unless_present = "stdin", default_value = "")]
        admission: String,
        /// The words as read from the lead's screen.
        #[arg(long, required_unless_present = "stdin", default_value = "")]
        words: String,
        /// Where the arguments come from.
        #[command(flatten)]
        input: Input,
    },
    /// Members and devices.
    Show,
    /// Remove a device, or a member with all devices: what they wrote stays, what is written from now on they cannot
    /// open (a lead). To a device on a journey nothing is handed back any more: drafts and real names that it left are lost.
    Remove {
        /// The device (id).
        #[arg(long, required_unless_present = "member", conflicts_with = "member")]
        device: Option<String>,
        /// Or the member (id).
        #[arg(long)]
        member: Option<String>,
        /// Change nothing: print what they held, what they can still read, and what will change.
        #[arg(long)]
        preview: bool,
    },
    /// Give a member another role (a lead).
    Role {
        /// The member (id).
        member: String,
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        role: String,
    },
    /// Leave the team with this device: writes the last file for the leads; nothing more is recorded here.
    Leave {
        /// The file to write.
        #[arg(long, short)]
        output: String,
    },
    /// What leads did at the same time as others, and what of it has to be done again.
    Forks {
        /// Do it all again (a lead).
        #[arg(long, conflicts_with = "dismiss")]
        redo: bool,
        /// Let this one (id) be (a lead).
        #[arg(long)]
        dismiss: Option<String>,
    },
    /// Pair in person, over the network that both devices stand on.
    #[command(subcommand)]
    Pair(Pair),
}

/// `visita team pair …`
#[derive(Subcommand)]
pub enum Pair {
    /// As the lead: print an address with a one-time token, then the words; reads the newcomer's words from standard input.
    Show {
        /// `lead`, `inspector`, `expert`, `interpreter` or `observer`.
        #[arg(long, default_value = "inspector")]
        role: String,
        /// The member (id) on the roster whose further device this is; the role is then that member's.
        #[arg(long)]
        further_device_of: Option<String>,
        /// Where to listen, `ADDRESS:PORT`; may be repeated. Everywhere if absent.
        #[arg(long)]
        listen: Vec<SocketAddr>,
    },
    /// As the newcomer: dial the address, print the words; reads the lead's words from standard input.
    Dial {
        /// The address that the lead's device shows.
        address: String,
        /// Your name on the roster.
        #[arg(long)]
        member: String,
        /// Where to listen; see `show`.
        #[arg(long)]
        listen: Vec<SocketAddr>,
    },
}
