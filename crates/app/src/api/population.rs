//! Numbers of persons held, and registers looked at.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A number, as one member was told or counted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountSlot {
    /// Persons.
    pub number: u32,
    /// Who noted it.
    pub by: String,
    /// This device's member.
    pub mine: bool,
    /// When, RFC 3339.
    pub at: String,
}

/// What one source says of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountRow {
    /// `total`, `women`, `men`, `minors`, `remand`, `sentenced`, `administrative`, `foreign`, `older`, `pregnant`, `with_child`,
    /// `disability`, `isolation`.
    pub group: String,
    /// `observed`, `interview`, `register`, `staff`, `document`, `measured`.
    pub source: String,
    /// What is shown.
    pub number: u32,
    /// Members noted different numbers.
    pub conflict: bool,
    /// Every number that stands.
    pub slots: Vec<CountSlot>,
}

/// Something about the numbers to ask about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountDoubt {
    /// `sources_differ`, `more_than_all`, `parts_exceed`.
    pub kind: String,
    /// The group, where it is about one.
    pub group: Option<String>,
    /// The source, where it is about one.
    pub source: Option<String>,
}

/// The numbers of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Population {
    /// By group, then source.
    pub rows: Vec<CountRow>,
    /// What to ask about.
    pub doubts: Vec<CountDoubt>,
    /// Official capacity of the place, where it is known.
    pub capacity: Option<u32>,
}

/// Note a number, or take one's own back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CountSet {
    /// The visit.
    pub visit: String,
    /// As in [`CountRow::group`].
    pub group: String,
    /// As in [`CountRow::source`].
    pub source: String,
    /// Persons; null takes one's own number back.
    pub number: Option<u32>,
}

/// A sample of a register, as a form holds it. Every element: `present`, `partly`, `missing`, `not_applicable`, or not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SampleFacts {
    /// `admissions`, `personal_file`, `medical`, `discipline`, `isolation`, `use_of_force`, `searches`, `complaints`,
    /// `transfers`, `deaths`, `visits`, `other`.
    pub register: String,
    /// The team's own code for the file; never a name.
    pub code: String,
    /// Entries looked at.
    pub entries: Option<u32>,
    /// (a) Identity.
    pub identity: Option<String>,
    /// (b) When, where and by whom they were deprived of liberty.
    pub deprivation: Option<String>,
    /// (c) Who ordered it, and the grounds.
    pub order: Option<String>,
    /// (d) Who supervises it.
    pub supervision: Option<String>,
    /// (e) Where they are held, since when, and who answers for it.
    pub admission: Option<String>,
    /// (f) State of health.
    pub health: Option<String>,
    /// (g) A death.
    pub death: Option<String>,
    /// (h) Release or transfer.
    pub release: Option<String>,
    /// What stood out.
    pub note: String,
}

/// A sample, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SampleView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub facts: SampleFacts,
    /// Who took it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Taken back: it stays, and counts no more.
    pub dropped: bool,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// How many samples say what of one element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ElementTotal {
    /// `identity`, `deprivation`, `order`, `supervision`, `admission`, `health`, `death`, `release`.
    pub element: String,
    /// There.
    pub present: u32,
    /// In part.
    pub partly: u32,
    /// Not there.
    pub missing: u32,
    /// Does not apply.
    pub not_applicable: u32,
}

/// Samples of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Samples {
    /// As they were taken.
    pub rows: Vec<SampleView>,
    /// Over all that count, (a) to (h).
    pub totals: Vec<ElementTotal>,
}

/// Add a sample.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SampleAdd {
    /// The visit.
    pub visit: String,
    /// What it says.
    pub facts: SampleFacts,
}

/// Change a sample: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SampleSet {
    /// The visit.
    pub visit: String,
    /// The sample.
    pub sample: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: SampleFacts,
    /// As it should be.
    pub facts: SampleFacts,
}
