//! What is said of a visit as it goes on: areas, what was seen and talked about, how far the report is.

use clap::Subcommand;

/// `visita visit …`
#[derive(Subcommand)]
pub enum VisitPart {
    /// Say that something was seen all the same, whatever the records tell.
    Seen {
        /// The visit.
        visit: String,
        /// `register`, `area`, `theme`, `hours`, `gender`, `regime` or `status`, as `visit coverage` lists it.
        kind: String,
        /// Its code there.
        code: String,
        /// It was not.
        #[arg(long)]
        undo: bool,
    },
    /// Say that a line of the debrief was talked about.
    Talked {
        /// The record in which the mark stands: `doc` of the line, as `visit debrief` lists it.
        record: String,
        /// Its key there.
        key: String,
        /// It was not.
        #[arg(long)]
        undo: bool,
    },
    /// Give an area another name.
    AreaSet {
        /// The visit.
        visit: String,
        /// The area.
        area: String,
        /// The name it is to have.
        name: String,
        /// The name it had when you looked. Where it has another by now, nothing is changed. Without this, whatever it has now.
        #[arg(long)]
        was: Option<String>,
    },
    /// Take an area away.
    AreaDrop {
        /// The visit.
        visit: String,
        /// The area.
        area: String,
    },
    /// Say how far the team is with the report.
    Review {
        /// The visit.
        visit: String,
        /// `draft`, `in_review` or `agreed`.
        review: String,
    },
}
