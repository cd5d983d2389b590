//! Kinds of records, as people tell them apart, and counts by them.

use std::fmt;

/// What a record is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    #[default]
    Visit,
    Interview,
    Place,
    Body,
    Authority,
    Plan,
    /// Places drawn by lot.
    Draw,
    Recommendation,
    /// A person without an interview who may suffer for what they told.
    Reprisal,
}

impl Kind {
    /// Every kind, in the order they are told in.
    pub const ALL: [Self; 9] = [
        Self::Visit,
        Self::Interview,
        Self::Place,
        Self::Body,
        Self::Authority,
        Self::Plan,
        Self::Draw,
        Self::Recommendation,
        Self::Reprisal,
    ];

    /// What several of them are called.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Visit => "visits",
            Self::Interview => "interviews",
            Self::Place => "places",
            Self::Body => "body",
            Self::Authority => "authorities",
            Self::Plan => "plans",
            Self::Draw => "draws",
            Self::Recommendation => "recommendations",
            Self::Reprisal => "reprisals",
        }
    }
}

/// A count for each kind.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct ByKind([u64; Kind::ALL.len()]);

impl ByKind {
    /// Counts so many more of a kind.
    pub fn count(&mut self, kind: Kind, more: u64) {
        let of_kind = Kind::ALL.iter().zip(&mut self.0).find(|(known, _)| **known == kind);
        if let Some((_, count)) = of_kind {
            *count += more;
        }
    }

    /// How many of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> u64 {
        let mut all = Kind::ALL.iter().zip(self.0);
        all.find(|(known, _)| **known == kind).map_or(0, |(_, count)| count)
    }

    /// Counts another's.
    pub fn add(&mut self, other: &Self) {
        for (ours, theirs) in self.0.iter_mut().zip(other.0) {
            *ours += theirs;
        }
    }
}

impl fmt::Display for ByKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<String> = Kind::ALL
            .iter()
            .zip(self.0)
            .map(|(kind, count)| format!("{} {count}", kind.plural()))
            .collect();
        f.write_str(&told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_counted_apart_and_told() {
        let mut counts = ByKind::default();
        counts.count(Kind::Plan, 2);
        let mut both = counts;
        both.add(&counts);
        assert_eq!((both.of(Kind::Plan), both.of(Kind::Visit)), (4, 0));
        assert!(both.to_string().contains("plans 4") && both.to_string().contains("visits 0"));
    }
}
