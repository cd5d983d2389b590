//! Numbers of the body's work, as plots and tables show them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which numbers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NumbersAsk {
    /// The first day.
    pub from: String,
    /// The last day; at most 20 years later.
    pub to: String,
    /// Numbers of persons from 1 to under this are held back, 0 to 100. The team's own default where none is given.
    #[serde(default)]
    pub threshold: Option<u32>,
}

/// Numbers to be written to a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NumbersExport {
    /// Which.
    pub ask: NumbersAsk,
    /// Only the plot and the table of this name, as in [`NumberTable::key`]; all of these where none is given. Two more stand on
    /// other screens: `recommendations_by_theme`, of whole years, and `place_population`, of a place.
    #[serde(default)]
    pub plot: Option<String>,
    /// The place, for `place_population`.
    #[serde(default)]
    #[ts(optional)]
    pub place: Option<String>,
    /// `csv`, the tables, also where none is given; `svg`, the plots.
    #[serde(default)]
    pub format: String,
    /// `en` or `ar`.
    pub language: String,
    /// Where to write the file.
    pub path: String,
}

/// A file of numbers that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumbersExported {
    /// Tables in it.
    pub tables: u32,
    /// Whether numbers of persons were held back.
    pub held_back: bool,
}

/// The name of a row or a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberLabel {
    /// `month`, `text`, or what its code is of: `theme`, `place-type`, `visit-kind`, `board`, `grade`, `implementation`,
    /// `addressee`, `age-band`, `standing`, `series`.
    pub group: String,
    /// The code, `YYYY-MM`, or the words.
    pub code: String,
}

/// Numbers of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NumberSeries {
    /// Its name.
    pub label: NumberLabel,
    /// One for each row; null where nothing is known, or where it is held back.
    pub values: Vec<Option<f64>>,
    /// The rows in which it is held back, the first of them 0.
    pub held_back: Vec<u32>,
}

/// A plot and its table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NumberTable {
    /// `visits_by_month`, `visits_by_type`, `coverage`, `findings_by_theme`, `findings_by_standard`,
    /// `recommendations_by_status`, `replies_by_grade`, `implementation`, `rates_by_year`, `rates_by_addressee`,
    /// `days_to_reply_by_year`, `days_to_reply_by_addressee`, `population`, `occupancy`, `interviews_by_age`.
    pub key: String,
    /// `things`, `persons`, `percent`, `days`.
    pub unit: String,
    /// `bars`, `stacked`, `line`.
    pub shape: String,
    /// Rows.
    pub rows: Vec<NumberLabel>,
    /// Series.
    pub series: Vec<NumberSeries>,
    /// Whether numbers of persons were held back.
    pub held_back: bool,
    /// Of how many places at most, in one row, the capacity is not known: they are neither in the capacity nor in the occupancy.
    pub without_capacity: u32,
}

/// The dashboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NumbersView {
    /// Numbers of persons under this are held back.
    pub threshold: u32,
    /// Visits begun in the period.
    pub visits: u32,
    /// Visits the programme had planned for it, as far as they can be seen here.
    pub planned: u32,
    /// Of them, those that were missed or called off: nobody goes any more.
    pub lapsed: u32,
    /// Places of the register that were open in the period.
    pub places: u32,
    /// Of them, those visited in the year before the last day.
    pub places_visited: u32,
    /// Recommendations sent in the period.
    pub sent: u32,
    /// Of them, those replied to, per cent; null where none was sent.
    pub replied_percent: Option<f64>,
    /// Of them, those done in full, per cent; null where none was sent.
    pub implemented_percent: Option<f64>,
    /// Days to the first reply, the median; null without a reply.
    pub days_to_reply: Option<f64>,
    /// Interviews, planned visits, visits and recommendations that are sealed for others, and so are not counted.
    pub sealed: u32,
    /// The tables.
    pub tables: Vec<NumberTable>,
}

/// The threshold below which numbers of persons are held back, for the whole team.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct ThresholdSet {
    /// 0 to 100; 0 holds nothing back.
    pub threshold: u32,
}
