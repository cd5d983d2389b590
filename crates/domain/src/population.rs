//! How many persons are held, by group and by where the number comes from. A number from the staff and one from a register
//! stand side by side: where they differ, that is what the delegation asks about.

use crate::answer::SourceType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A group of persons held. Groups overlap; only those of one [`Group::parts_of_the_whole`] add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Group {
    Total,
    Women,
    Men,
    Minors,
    Remand,
    Sentenced,
    Administrative,
    Foreign,
    Older,
    Pregnant,
    WithChild,
    Disability,
    Isolation,
}

impl Group {
    /// All, in the order of the screen.
    pub const ALL: [Self; 13] = [
        Self::Total,
        Self::Women,
        Self::Men,
        Self::Minors,
        Self::Remand,
        Self::Sentenced,
        Self::Administrative,
        Self::Foreign,
        Self::Older,
        Self::Pregnant,
        Self::WithChild,
        Self::Disability,
        Self::Isolation,
    ];

    /// Groups no two of which hold the same person.
    #[must_use]
    pub fn parts_of_the_whole() -> [&'static [Self]; 2] {
        [
            &[Self::Women, Self::Men],
            &[Self::Remand, Self::Sentenced, Self::Administrative],
        ]
    }
}

/// Most persons that a place holds, as somebody might type.
pub const MAX_PERSONS: u32 = 1_000_000;

/// Numbers by group and source.
pub type Counts = BTreeMap<(Group, SourceType), u32>;

/// Something about the numbers that cannot be, or that sources disagree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Sources give different numbers for one group.
    SourcesDiffer(Group),
    /// By one source, a group is larger than all persons held.
    MoreThanAll(Group, SourceType),
    /// By one source, parts that do not overlap are more than all persons held.
    PartsExceed(SourceType),
}

/// What to ask about, group by group.
#[must_use]
pub fn doubts(counts: &Counts) -> Vec<Doubt> {
    let mut found = Vec::new();
    for group in Group::ALL {
        let mut numbers: Vec<u32> = counts
            .iter()
            .filter(|((one, _), _)| *one == group)
            .map(|(_, n)| *n)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.len() > 1 {
            found.push(Doubt::SourcesDiffer(group));
        }
    }
    let totals = counts.iter().filter(|((group, _), _)| *group == Group::Total);
    for ((_, source), total) in totals {
        let of = |group: Group| counts.get(&(group, *source)).copied().unwrap_or_default();
        let larger = Group::ALL.into_iter().filter(|group| of(*group) > *total);
        found.extend(larger.map(|group| Doubt::MoreThanAll(group, *source)));
        let exceeds =
            |parts: &&[Group]| parts.iter().map(|group| u64::from(of(*group))).sum::<u64>() > u64::from(*total);
        if Group::parts_of_the_whole().iter().any(exceeds) {
            found.push(Doubt::PartsExceed(*source));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_agree_raise_no_doubt() {
        let counts = Counts::from([
            ((Group::Total, SourceType::Register), 412),
            ((Group::Total, SourceType::Staff), 412),
            ((Group::Women, SourceType::Register), 12),
            ((Group::Men, SourceType::Register), 400),
        ]);
        assert_eq!(doubts(&counts), []);
    }

    #[test]
    fn a_register_and_the_staff_that_differ_are_asked_about() {
        let counts = Counts::from([
            ((Group::Total, SourceType::Register), 398),
            ((Group::Total, SourceType::Staff), 412),
        ]);
        assert_eq!(doubts(&counts), [Doubt::SourcesDiffer(Group::Total)]);
    }

    #[test]
    fn parts_above_the_whole_cannot_be() {
        let counts = Counts::from([
            ((Group::Total, SourceType::Register), 10),
            ((Group::Women, SourceType::Register), 6),
            ((Group::Men, SourceType::Register), 5),
            ((Group::Foreign, SourceType::Register), 11),
        ]);
        assert_eq!(
            doubts(&counts),
            [
                Doubt::MoreThanAll(Group::Foreign, SourceType::Register),
                Doubt::PartsExceed(SourceType::Register)
            ]
        );
    }
}
