//! Two rosters of one team: which one counts. The rule is in the README, normative; here it is kept.
//!
//! Leads who are offline append to the same head, and both are right. Every device that sees both branches takes the same
//! one, by the order in which the leads became leads; nobody's clock and nobody's connection decides.

use crate::entry::{Act, author_of, entry_hash, place_of, said};
use crate::roster::{Roster, RosterError};
use visita_wire::DeviceId;

/// What an offered roster is to the one held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weighed {
    /// The same, or its beginning: nothing new.
    Known,
    /// The one held, and more: take it.
    Longer(Roster),
    /// Another branch, from entry `at` on.
    Fork {
        /// Number of the first entry that differs.
        at: usize,
        /// The offered roster, if it counts from now on; `None` if the one held stays.
        wins: Option<Roster>,
        /// Entries of the branch that lost, with who signed them: to be kept and shown, never dropped.
        lost: Vec<(DeviceId, Vec<u8>)>,
    },
}

/// Weighs an offered roster, from its first entry on, against the one held.
///
/// # Errors
/// See [`RosterError`]: the offered roster does not replay, or was founded by another entry ([`RosterError::Broken`] 0).
pub fn weigh(held: &[Vec<u8>], offered: &[Vec<u8>]) -> Result<Weighed, RosterError> {
    let at = held
        .iter()
        .zip(offered)
        .take_while(|(ours, theirs)| ours == theirs)
        .count();
    let (shared, ours) = held.split_at_checked(at).unwrap_or((held, &[]));
    let theirs = offered.get(at..).unwrap_or_default();
    let (Some(our_first), Some(their_first)) = (ours.first(), theirs.first()) else {
        return if theirs.is_empty() {
            Ok(Weighed::Known)
        } else {
            Roster::replay(offered).map(Weighed::Longer)
        };
    };
    if shared.is_empty() {
        return Err(RosterError::Broken(0));
    }
    let candidate = Roster::replay(offered)?;
    let (fork, standing) = (Roster::replay(shared)?, Roster::replay(held)?);
    // Who lost the lead on the roster we hold cannot bring it back by writing beside it.
    let barred = authored(offered, at)?
        .iter()
        .any(|(author, _)| fork.is_admin(author) && !standing.is_admin(author));
    let rank = |entry: &Vec<u8>| Ok((fork.rank(&author_of(entry, at)?), entry_hash(entry)));
    let wins = !barred && rank(their_first)? < rank(our_first)?;
    Ok(Weighed::Fork {
        at,
        wins: wins.then_some(candidate),
        lost: authored(if wins { held } else { offered }, at)?,
    })
}

/// The entries of a roster from number `at` on, each with the device that signed it.
///
/// # Errors
/// [`RosterError`] for what is no entry.
pub fn authored(entries: &[Vec<u8>], at: usize) -> Result<Vec<(DeviceId, Vec<u8>)>, RosterError> {
    let numbered = entries.iter().zip(0..).skip(at);
    numbered
        .map(|(entry, at)| author_of(entry, at).map(|author| (author, entry.clone())))
        .collect()
}

/// The number one entry gives itself, and the device that signed it: to offer again an entry that was kept apart.
///
/// # Errors
/// [`RosterError`] for what is no entry.
pub fn numbered(entry: &[u8]) -> Result<(usize, DeviceId), RosterError> {
    place_of(entry)
}

/// What one entry says, and the device that signed it: to show and do again what a branch that lost had done.
///
/// # Errors
/// [`RosterError`] for what is no entry.
pub fn lost_act(entry: &[u8]) -> Result<(DeviceId, Act), RosterError> {
    said(entry)
}

#[cfg(test)]
#[path = "succession_tests.rs"]
mod tests;
