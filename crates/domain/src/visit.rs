//! One visit to one place by one delegation (OPCAT, Article 13).

use crate::dates::Day;
use crate::ids::{AreaId, DocumentId};
use serde::{Deserialize, Serialize};

/// Kind of visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VisitKind {
    #[default]
    InDepth,
    Thematic,
    AdHoc,
    FollowUp,
}

impl VisitKind {
    /// Whether it looks at the place anew, and so begins its period again. A follow-up is short and asks what became of what was
    /// recommended (OPCAT, Article 13(4)): whoever lives in a wing that it does not enter was not visited.
    #[must_use]
    pub fn is_full(self) -> bool {
        self != Self::FollowUp
    }
}

/// Where a visit stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Phase {
    #[default]
    Preparation,
    OnSite,
    Debrief,
    Reporting,
    FollowUp,
    Closed,
}

/// Why a visit does not go on to a phase. Closing one while conflicts are open needs to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhaseRefused {
    /// It is called off: that is taken back first.
    #[error("the visit is called off")]
    CalledOff,
    /// The phase cannot follow this one.
    #[error("this phase cannot follow")]
    NotNext,
    /// So many conflicts are open and nobody acknowledged it.
    #[error("{0} conflicts are open")]
    OpenConflicts(usize),
}

impl Phase {
    /// In the order of the work.
    pub const ALL: [Self; 6] = [
        Self::Preparation,
        Self::OnSite,
        Self::Debrief,
        Self::Reporting,
        Self::FollowUp,
        Self::Closed,
    ];

    /// Phases that may follow: the next one, and any earlier one (work is taken up again).
    #[must_use]
    pub fn next(self) -> Vec<Self> {
        let here = Self::ALL.iter().position(|phase| *phase == self).unwrap_or(0);
        Self::ALL
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != here && *n <= here + 1)
            .map(|(_, phase)| *phase)
            .collect()
    }

    /// Checks a move.
    ///
    /// # Errors
    /// See [`PhaseRefused`].
    pub fn check_move(self, to: Self, open_conflicts: usize, acknowledged: bool) -> Result<(), PhaseRefused> {
        if !self.next().contains(&to) {
            return Err(PhaseRefused::NotNext);
        }
        if to == Self::Closed && open_conflicts > 0 && !acknowledged {
            return Err(PhaseRefused::OpenConflicts(open_conflicts));
        }
        Ok(())
    }
}

/// Role of a member, in the team or in one delegation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Role {
    Lead,
    #[default]
    Inspector,
    Expert,
    Interpreter,
    Observer,
}

/// The facts of a visit. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// The place.
    pub place: Option<DocumentId>,
    /// Kind.
    pub kind: VisitKind,
    /// Announced to the authority.
    pub announced: bool,
    /// First day.
    pub starts_on: Option<Day>,
    /// Last day.
    pub ends_on: Option<Day>,
    /// Objectives.
    pub objectives: String,
    /// Where it stands.
    pub phase: Phase,
    /// Why it is not made after all; empty: nobody called it off. Most visits say nothing of it, nor do records and lists that an
    /// earlier version made.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub called_off: String,
}

impl Visit {
    /// Its first day and its last; none while nobody has said when.
    #[must_use]
    pub fn first_and_last(&self) -> Option<(Day, Day)> {
        let from = self.starts_on?;
        Some((from, self.ends_on.unwrap_or(from).max(from)))
    }

    /// Whether it is called off. One that a colleague began meanwhile is made, whatever was said before anybody went.
    #[must_use]
    pub fn is_called_off(&self) -> bool {
        self.phase == Phase::Preparation && !self.called_off.trim().is_empty()
    }

    /// As [`Phase::next`]; none while it is called off.
    #[must_use]
    pub fn next_phases(&self) -> Vec<Phase> {
        if self.is_called_off() {
            Vec::new()
        } else {
            self.phase.next()
        }
    }

    /// Checks a move.
    ///
    /// # Errors
    /// See [`PhaseRefused`].
    pub fn check_move(&self, to: Phase, open_conflicts: usize, acknowledged: bool) -> Result<(), PhaseRefused> {
        if self.is_called_off() {
            return Err(PhaseRefused::CalledOff);
        }
        self.phase.check_move(to, open_conflicts, acknowledged)
    }
}

/// A member's seat in the delegation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Role in this delegation.
    pub role: Role,
    /// Areas covered.
    #[serde(default)]
    pub areas: Vec<AreaId>,
    /// A clinician, who may assess injuries (Istanbul Protocol), whatever the role.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clinician: bool,
    /// No longer of the delegation. The seat stays in the record, so that a colleague who changes it meanwhile shows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

/// An area of the place, to be covered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// No longer to be covered. It stays in the record, so that a colleague who renames it meanwhile shows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_goes_forward_one_step_and_back_any() {
        assert_eq!(Phase::Preparation.next(), [Phase::OnSite]);
        assert_eq!(
            Phase::Debrief.next(),
            [Phase::Preparation, Phase::OnSite, Phase::Reporting]
        );
        assert_eq!(
            Phase::OnSite.check_move(Phase::Closed, 0, true),
            Err(PhaseRefused::NotNext)
        );
    }

    #[test]
    fn what_is_called_off_goes_nowhere_and_what_was_begun_is_not_called_off() {
        let mut visit = Visit {
            called_off: "The road is closed".to_owned(),
            ..Visit::default()
        };
        assert!(visit.is_called_off());
        assert!(visit.next_phases().is_empty());
        assert_eq!(visit.check_move(Phase::OnSite, 0, false), Err(PhaseRefused::CalledOff));
        visit.phase = Phase::OnSite;
        assert!(!visit.is_called_off());
        assert_eq!(visit.check_move(Phase::Debrief, 0, false), Ok(()));
        let plain = Visit {
            called_off: " ".to_owned(),
            ..Visit::default()
        };
        assert_eq!(plain.next_phases(), [Phase::OnSite]);
    }

    #[test]
    fn closing_with_open_conflicts_must_be_said() {
        assert_eq!(
            Phase::FollowUp.check_move(Phase::Closed, 2, false),
            Err(PhaseRefused::OpenConflicts(2))
        );
        assert_eq!(Phase::FollowUp.check_move(Phase::Closed, 2, true), Ok(()));
        assert_eq!(Phase::FollowUp.check_move(Phase::Closed, 0, false), Ok(()));
    }
}
