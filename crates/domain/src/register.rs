//! Registers and files looked at, against what the Convention on enforced disappearance wants in them (CED, Article 17(3)).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An element that every register of persons held has, by its letter in Article 17(3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// (a) Who the person is.
    Identity,
    /// (b) When and where they were deprived of liberty, and by whom.
    Deprivation,
    /// (c) Who ordered it, and on what grounds.
    Order,
    /// (d) Who supervises it.
    Supervision,
    /// (e) Where they are held, when they came, and who answers for the place.
    Admission,
    /// (f) Their state of health.
    Health,
    /// (g) A death: how, of what, and where the remains went.
    Death,
    /// (h) Release or transfer: when, where to, and by whom.
    Release,
}

impl Element {
    /// All, in the order of their letters.
    pub const ALL: [Self; 8] = [
        Self::Identity,
        Self::Deprivation,
        Self::Order,
        Self::Supervision,
        Self::Admission,
        Self::Health,
        Self::Death,
        Self::Release,
    ];
}

/// Whether an element is in the entry looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Completeness {
    Present,
    Partly,
    Missing,
    NotApplicable,
}

/// Which register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Register {
    #[default]
    Admissions,
    PersonalFile,
    Medical,
    Discipline,
    Isolation,
    UseOfForce,
    Searches,
    Complaints,
    Transfers,
    Deaths,
    Visits,
    Other,
}

/// Longest text of a sample, characters.
pub const MAX_SAMPLE_CHARS: usize = 5_000;
/// Longest code of a file, characters.
pub const MAX_CODE_CHARS: usize = 60;
/// Most entries looked at in one sample.
pub const MAX_ENTRIES: u32 = 10_000;

/// One sample: an entry, or several of a kind. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sample {
    /// Which register.
    pub register: Register,
    /// The team's own code for the file; never a name.
    pub code: String,
    /// Entries looked at.
    pub entries: Option<u32>,
    /// (a)
    pub identity: Option<Completeness>,
    /// (b)
    pub deprivation: Option<Completeness>,
    /// (c)
    pub order: Option<Completeness>,
    /// (d)
    pub supervision: Option<Completeness>,
    /// (e)
    pub admission: Option<Completeness>,
    /// (f)
    pub health: Option<Completeness>,
    /// (g)
    pub death: Option<Completeness>,
    /// (h)
    pub release: Option<Completeness>,
    /// What stood out.
    pub note: String,
    /// Entered by mistake.
    pub dropped: bool,
}

impl Sample {
    /// What it says of an element.
    #[must_use]
    pub fn says(&self, element: Element) -> Option<Completeness> {
        match element {
            Element::Identity => self.identity,
            Element::Deprivation => self.deprivation,
            Element::Order => self.order,
            Element::Supervision => self.supervision,
            Element::Admission => self.admission,
            Element::Health => self.health,
            Element::Death => self.death,
            Element::Release => self.release,
        }
    }
}

/// How many samples say what of each element.
#[must_use]
pub fn totals<'a>(samples: impl Iterator<Item = &'a Sample>) -> BTreeMap<(Element, Completeness), u32> {
    let mut counts = BTreeMap::new();
    for sample in samples.filter(|sample| !sample.dropped) {
        for element in Element::ALL {
            if let Some(says) = sample.says(element) {
                *counts.entry((element, says)).or_default() += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_count_what_was_looked_at_and_nothing_taken_back() {
        let sample = |health, dropped| Sample {
            identity: Some(Completeness::Present),
            health,
            dropped,
            ..Sample::default()
        };
        let samples = [
            sample(Some(Completeness::Missing), false),
            sample(None, false),
            sample(Some(Completeness::Missing), true),
        ];
        let counts = totals(samples.iter());
        assert_eq!(counts.get(&(Element::Identity, Completeness::Present)), Some(&2));
        assert_eq!(counts.get(&(Element::Health, Completeness::Missing)), Some(&1));
        assert_eq!(counts.len(), 2);
    }
}
