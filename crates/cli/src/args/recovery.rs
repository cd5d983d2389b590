//! Getting back in with colleagues' help.

use clap::Subcommand;

/// `visita recovery …`
#[derive(Subcommand)]
pub enum Recovery {
    /// Who holds shares, whether they were tried, who can hold one, and what is held here for others.
    Show,
    /// Make shares, one for each member named, in one file for all of them. Older ones do not open the vault as it is from now
    /// on; a copy of its folder from before they do.
    Share {
        /// A member (id) who gets one; may be repeated.
        #[arg(long = "member", required = true)]
        members: Vec<String>,
        /// So many of them let you back in.
        #[arg(long)]
        needed: u32,
        /// The file to write.
        #[arg(long, short)]
        output: String,
    },
    /// End the shares: they do not open the vault as it is from now on; a copy of its folder from before they do.
    End,
    /// Take the share that a colleague's file brings.
    Keep {
        /// The file.
        file: String,
    },
    /// Give up a share that is held for a colleague.
    LetGo {
        /// The share (id), as `recovery show` lists it.
        share: String,
    },
    /// Ask colleagues: prints the request, and the words to compare by voice or in person. Needs no passphrase.
    Ask {
        /// The file to write, beside.
        #[arg(long, short)]
        output: Option<String>,
        /// As a rehearsal, in the open vault.
        #[arg(long)]
        rehearsal: bool,
    },
    /// What was asked, and how many have answered. Needs no passphrase.
    Asked {
        /// The rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Look at a colleague's request: whose vault it asks for. Its words are for them to read to you.
    Inspect {
        /// The request file.
        request: String,
    },
    /// Answer a colleague's request after comparing the words; prints the answer.
    Answer {
        /// The request file.
        request: String,
        /// The words as read from the other screen.
        #[arg(long)]
        words: String,
        /// The share (id) to answer with, where the request asks for more than one.
        #[arg(long)]
        share: Option<String>,
        /// The file to write, beside.
        #[arg(long, short)]
        output: Option<String>,
    },
    /// Take a colleague's answer. Needs no passphrase.
    Take {
        /// The answer file.
        answer: String,
        /// Of the rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Drop an answer that is doubted. Needs no passphrase.
    Drop {
        /// The answer (id), as `recovery asked` lists it.
        answer: String,
        /// Of the rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Give up what was asked. Needs no passphrase.
    GiveUp {
        /// The rehearsal.
        #[arg(long)]
        rehearsal: bool,
    },
    /// Open the vault with the answers, and set a new passphrase.
    Open,
    /// Test the answers of the rehearsal; changes nothing but the date of the test.
    Test,
    /// Test the 24 recovery words, read from standard input; changes nothing but the date of the test.
    TestWords,
}

impl Recovery {
    /// Whether it is done on a locked vault.
    pub fn is_locked(&self) -> bool {
        match self {
            Self::Ask { rehearsal, .. }
            | Self::Asked { rehearsal }
            | Self::Take { rehearsal, .. }
            | Self::Drop { rehearsal, .. }
            | Self::GiveUp { rehearsal } => !rehearsal,
            Self::Open => true,
            Self::Show
            | Self::Share { .. }
            | Self::End
            | Self::Keep { .. }
            | Self::LetGo { .. }
            | Self::Inspect { .. }
            | Self::Answer { .. }
            | Self::Test
            | Self::TestWords => false,
        }
    }
}
