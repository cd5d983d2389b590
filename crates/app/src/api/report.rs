//! The report of a visit: what is built, and what is looked at before.

use super::publication::PublicationSaid;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A report to build.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportBuild {
    /// The visit.
    pub visit: String,
    /// `en` or `ar`.
    pub language: String,
    /// `internal`, `authority`, `public`.
    pub audience: String,
    /// Where to write it; absent: preview only.
    pub path: Option<String>,
    /// Write it for publication though it may not be published, or not yet: otherwise that is refused, about `publication`.
    #[serde(default)]
    pub anyway: bool,
}

/// A piece of a report, for the preview. `Written` texts come from people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum ReportBlock {
    /// A heading of level 1 to 3.
    Heading {
        /// Level.
        level: u8,
        /// Text.
        text: String,
    },
    /// A sentence of ours.
    Sentence {
        /// Text.
        text: String,
    },
    /// A paragraph that somebody wrote.
    Written {
        /// Text.
        text: String,
    },
    /// Names with what was written.
    Facts {
        /// Name and value.
        rows: Vec<(String, String)>,
    },
    /// A quote under a pseudonym.
    Quote {
        /// Who; may be empty.
        by: String,
        /// What.
        text: String,
    },
    /// A table.
    Table {
        /// Caption.
        caption: String,
        /// Headers.
        headers: Vec<String>,
        /// Cells by row.
        rows: Vec<Vec<String>>,
    },
}

/// A built report.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReportBuilt {
    /// One self-contained HTML page.
    pub html: String,
    /// The same, for the preview.
    pub blocks: Vec<ReportBlock>,
    /// Where it was written.
    pub path: Option<String>,
    /// Interview excerpts left out for want of consent.
    pub withheld: u32,
    /// Excerpts in it from groups under three persons, or of unknown size.
    pub small_groups: u32,
    /// Interviews of the visit that are sealed for others: nothing of them is in it.
    pub sealed: u32,
    /// Open conflicts named in it.
    pub conflicts: u32,
    /// Whether it may be published.
    pub publication: PublicationSaid,
}
