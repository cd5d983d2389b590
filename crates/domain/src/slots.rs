//! What it means that two people differ.
//!
//! Every field holds *slots*, one per author, and *decisions*. Nothing is ever replaced by somebody else's write, so a
//! conflict is not an event that can be missed: it is the shape of the data.

use crate::dates::Timestamp;
use crate::ids::MemberId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Identity of one write, unique over all devices.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub String);

/// One author's value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slot<T> {
    /// This write.
    pub id: SlotId,
    /// What was written; `None` when the author took it back.
    pub value: Option<T>,
    /// Who.
    pub by: MemberId,
    /// On which device, lower hex.
    pub device: String,
    /// By that device's clock, which may be wrong.
    pub at: Timestamp,
    /// Writes this one was meant to replace.
    pub covers: BTreeSet<SlotId>,
}

/// What a lead decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome<T> {
    /// One of the versions stands.
    Take {
        /// It.
        value: T,
    },
    /// A new wording that takes from several.
    Synthesis {
        /// It.
        value: T,
    },
    /// The disagreement itself is the record.
    KeepBoth,
    /// Back to the authors: stays open.
    SendBack {
        /// Who is asked; empty: every author of what was on the desk.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        to: BTreeSet<MemberId>,
        /// What the lead asks.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        question: String,
    },
    /// Later: stays open.
    Deferred,
}

impl<T> Outcome<T> {
    /// The value that stands, where one does.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Take { value } | Self::Synthesis { value } => Some(value),
            Self::KeepBoth | Self::SendBack { .. } | Self::Deferred => None,
        }
    }

    /// Whether the field is settled by it.
    pub fn settles(&self) -> bool {
        !matches!(self, Self::SendBack { .. } | Self::Deferred)
    }
}

/// A decision, itself a signed write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision<T> {
    /// This write.
    pub id: SlotId,
    /// What.
    #[serde(flatten)]
    pub outcome: Outcome<T>,
    /// The writes that were on the desk.
    pub seen: BTreeSet<SlotId>,
    /// Who.
    pub by: MemberId,
    /// On which device.
    pub device: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub note: Option<String>,
    /// Earlier decisions it replaces.
    pub covers: BTreeSet<SlotId>,
}

/// How a write treats what others wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritePolicy {
    /// Covers only the author's own earlier values: what a person answered, saw or was told.
    Testimony,
    /// Covers what the author was shown, unless the field is in conflict: facts of a place or a visit, and findings, which
    /// are the team's.
    Fact,
}

impl WritePolicy {
    /// The policy of the field at a path. It holds for every device alike: a write that replaces a colleague's testimony
    /// is refused, whoever made it.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let mut segments = path.split('/');
        match (segments.next(), segments.nth(1)) {
            (Some("answer" | "observation" | "remark" | "reply" | "population" | "verified"), _)
            | (Some("statement" | "comment"), Some("said")) => Self::Testimony,
            _ => Self::Fact,
        }
    }
}

/// A field with everything written to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    /// All slots, in any order.
    pub slots: Vec<Slot<T>>,
    /// All decisions, in any order.
    pub decisions: Vec<Decision<T>>,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            decisions: Vec::new(),
        }
    }
}

/// What a field says.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldState<'a, T> {
    /// Nothing written, or all taken back.
    Empty,
    /// One value, by one author or several.
    Agreed(&'a T),
    /// Two or more values, or two decisions.
    Conflict {
        /// A decision that leaves it open, or that newer values reopened.
        standing: Option<&'a Decision<T>>,
        /// Newer values came after a settling decision.
        reopened: bool,
    },
    /// Settled by a decision; `None` when both are kept.
    Decided(&'a Decision<T>),
}

impl<T: PartialEq> Field<T> {
    /// Slots no other slot covers, in the order of their ids.
    #[must_use]
    pub fn current(&self) -> Vec<&Slot<T>> {
        let covered: BTreeSet<&SlotId> = self
            .slots
            .iter()
            .flat_map(|slot| slot.covers.iter().filter(move |id| **id != slot.id))
            .collect();
        let mut current: Vec<_> = self
            .slots
            .iter()
            .filter(|slot| slot.value.is_some() && !covered.contains(&slot.id))
            .collect();
        current.sort_by(|a, b| a.id.cmp(&b.id));
        current
    }

    fn current_decisions(&self) -> Vec<&Decision<T>> {
        let covered: BTreeSet<&SlotId> = self
            .decisions
            .iter()
            .flat_map(|d| d.covers.iter().filter(move |id| **id != d.id))
            .collect();
        let mut current: Vec<_> = self.decisions.iter().filter(|d| !covered.contains(&d.id)).collect();
        current.sort_by(|a, b| a.id.cmp(&b.id));
        current
    }

    /// What the field says, whatever order its writes arrived in.
    #[must_use]
    pub fn state(&self) -> FieldState<'_, T> {
        let current = self.current();
        let Some(first) = current.first().and_then(|slot| slot.value.as_ref()) else {
            return FieldState::Empty;
        };
        let differ = current.iter().any(|slot| slot.value.as_ref() != Some(first));
        let decisions = self.current_decisions();
        // Two leads who decided apart from each other disagree as well, unless they decided the same.
        let standing = match decisions.as_slice() {
            [] => None,
            [one, rest @ ..] if rest.iter().all(|d| d.outcome == one.outcome) => Some(*one),
            [one, ..] => {
                return FieldState::Conflict {
                    standing: Some(one),
                    reopened: true,
                };
            }
        };
        match standing {
            Some(decision) if decision.outcome.settles() => {
                let seen = |slot: &&Slot<T>| decisions.iter().any(|d| d.seen.contains(&slot.id));
                let fits = |slot: &&Slot<T>| {
                    decision.outcome.value().is_some() && slot.value.as_ref() == decision.outcome.value()
                };
                if current.iter().all(|slot| seen(slot) || fits(slot)) {
                    FieldState::Decided(decision)
                } else {
                    FieldState::Conflict {
                        standing: Some(decision),
                        reopened: true,
                    }
                }
            }
            open if differ => FieldState::Conflict {
                standing: open,
                reopened: false,
            },
            _ => FieldState::Agreed(first),
        }
    }

    /// Who is still asked by a lead to look at the field again: the addressees of the send-back that stands, less those
    /// who wrote after it. What a person writes is new when the lead had not seen it.
    #[must_use]
    pub fn asked(&self) -> Option<(&Decision<T>, BTreeSet<&MemberId>)> {
        let FieldState::Conflict {
            standing: Some(decision),
            ..
        } = self.state()
        else {
            return None;
        };
        let Outcome::SendBack { to, .. } = &decision.outcome else {
            return None;
        };
        let seen = |slot: &&Slot<T>| decision.seen.contains(&slot.id);
        let mut asked: BTreeSet<&MemberId> = if to.is_empty() {
            self.slots.iter().filter(seen).map(|slot| &slot.by).collect()
        } else {
            to.iter().collect()
        };
        // Taking a value back is an answer too; what a colleague had corrected before is not.
        let covered: BTreeSet<&SlotId> = self.slots.iter().flat_map(|slot| &slot.covers).collect();
        let written_since = self
            .slots
            .iter()
            .filter(|slot| !seen(slot) && !covered.contains(&slot.id));
        for slot in written_since {
            asked.remove(&slot.by);
        }
        Some((decision, asked))
    }

    /// Whether a lead is needed.
    #[must_use]
    pub fn in_conflict(&self) -> bool {
        matches!(self.state(), FieldState::Conflict { .. })
    }

    /// The value to show first: what is agreed or decided, else the newest current one.
    #[must_use]
    pub fn shown(&self) -> Option<&T> {
        match self.state() {
            FieldState::Empty => None,
            FieldState::Agreed(value) => Some(value),
            FieldState::Decided(decision) => decision.outcome.value().or_else(|| self.newest()),
            FieldState::Conflict { .. } => self.newest(),
        }
    }

    fn newest(&self) -> Option<&T> {
        self.current()
            .into_iter()
            .max_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)))
            .and_then(|slot| slot.value.as_ref())
    }

    /// The writes a new write by `author` covers.
    #[must_use]
    pub fn covered_by_write(&self, author: &MemberId, policy: WritePolicy) -> BTreeSet<SlotId> {
        let all = policy == WritePolicy::Fact && !self.in_conflict();
        // A value its author took back is covered too, or it would stay for ever.
        self.slots
            .iter()
            .filter(|slot| all || slot.by == *author)
            .map(|slot| slot.id.clone())
            .collect()
    }
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
