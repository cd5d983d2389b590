//! Which change knew of which.

use super::MemberOf;
use crate::cell::{DEVICE_BYTES, device_of};
use automerge::{ActorId, ChangeHash};
use std::collections::{BTreeMap, HashMap, HashSet};
use visita_domain::MemberId;

/// One change, as far as its place in history goes.
pub(super) struct Written {
    pub hash: ChangeHash,
    /// The device that signed it and its member; `None` for genesis.
    pub by: Option<([u8; DEVICE_BYTES], MemberId)>,
    pub at_s: i64,
    /// Place of its actor in [`Past::actors`], and its number there from 1.
    actor: usize,
    seq: u64,
    /// By actor, how many of its changes this one knows, itself among them.
    clock: Vec<u64>,
}

/// The changes of a document, each after all it knows.
pub(super) struct Past {
    /// In the order by which automerge breaks ties.
    pub actors: Vec<ActorId>,
    changes: Vec<Written>,
    /// By actor, its changes in order.
    chains: Vec<Vec<usize>>,
}

/// What is asked of a change before its operations are decoded.
pub(super) struct Told {
    pub hash: ChangeHash,
    pub actor: ActorId,
    pub seq: u64,
    pub at_s: i64,
    pub deps: Vec<ChangeHash>,
}

impl Past {
    /// From every change, each after what it rests on. Linear in changes times actors.
    pub fn of(told: Vec<Told>, member_of: &MemberOf<'_>) -> Self {
        let mut actors: Vec<ActorId> = told.iter().map(|change| change.actor.clone()).collect();
        actors.sort();
        actors.dedup();
        let mut at: HashMap<ChangeHash, usize> = HashMap::new();
        let mut owners: HashMap<[u8; DEVICE_BYTES], Option<MemberId>> = HashMap::new();
        let mut changes: Vec<Written> = Vec::with_capacity(told.len());
        let mut chains: Vec<Vec<usize>> = vec![Vec::new(); actors.len()];
        for change in told {
            let actor = actors.binary_search(&change.actor).unwrap_or_default();
            let mut clock = vec![0; actors.len()];
            for dep in change.deps.iter().filter_map(|dep| changes.get(*at.get(dep)?)) {
                for (known, more) in clock.iter_mut().zip(&dep.clock) {
                    *known = (*known).max(*more);
                }
            }
            if let Some(own) = clock.get_mut(actor) {
                *own = change.seq;
            }
            if let Some(chain) = chains.get_mut(actor) {
                chain.push(changes.len());
            }
            let device = device_of(&change.actor);
            let owner = device.and_then(|device| owners.entry(device).or_insert_with(|| member_of(&device)).clone());
            at.insert(change.hash, changes.len());
            changes.push(Written {
                hash: change.hash,
                by: device.zip(owner),
                at_s: change.at_s,
                actor,
                seq: change.seq,
                clock,
            });
        }
        Self {
            actors,
            changes,
            chains,
        }
    }

    pub fn get(&self, change: usize) -> Option<&Written> {
        self.changes.get(change)
    }

    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether `later` is `earlier` or was made by somebody who had it.
    pub fn knows(&self, later: usize, earlier: usize) -> bool {
        let (Some(later), Some(earlier)) = (self.get(later), self.get(earlier)) else {
            return false;
        };
        later
            .clock
            .get(earlier.actor)
            .is_some_and(|known| *known >= earlier.seq)
    }

    /// Whether these were made without knowing of each other: by two members, or by one on two devices or in two windows.
    pub fn apart(&self, one: usize, other: usize) -> bool {
        let is_somebodys = |change: usize| self.get(change).is_some_and(|change| change.by.is_some());
        is_somebodys(one) && is_somebodys(other) && !self.knows(one, other) && !self.knows(other, one)
    }

    /// An order in which every change stands after all it knows, the same on every device.
    pub fn order(&self, change: usize) -> Option<(u64, [u8; 32])> {
        let written = self.get(change)?;
        Some((written.clock.iter().sum(), written.hash.0))
    }

    /// Of some changes, those that are apart from at least one other of them. Linear in changes times actors.
    pub fn contested(&self, among: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut contested = vec![false; self.len()];
        let owned = self.changes.iter().filter(|change| change.by.is_some());
        let owned: HashSet<usize> = owned.map(|change| change.actor).collect();
        let foreign =
            |actor: usize, change: &Written| actor != change.actor && owned.contains(&actor) && change.by.is_some();
        // Forwards: the last change of another that this one does not know.
        let mut last = vec![0; self.actors.len()];
        for (at, change) in self.changes.iter().enumerate().filter(|(at, _)| among(*at)) {
            let unknown = last.iter().zip(&change.clock).enumerate();
            let apart = unknown
                .filter(|(_, (last, known))| last > known)
                .any(|(a, _)| foreign(a, change));
            if let Some(slot) = contested.get_mut(at).filter(|_| apart) {
                *slot = true;
            }
            if let Some(slot) = last.get_mut(change.actor) {
                *slot = change.seq;
            }
        }
        // Backwards: the least that any later change of another knows of this one's actor.
        let mut least: Vec<Vec<u64>> = vec![vec![u64::MAX; self.actors.len()]; self.actors.len()];
        for (at, change) in self.changes.iter().enumerate().rev().filter(|(at, _)| among(*at)) {
            let unknowing = least.iter().enumerate();
            let apart = unknowing
                .filter(|(_, known)| known.get(change.actor).is_some_and(|known| *known < change.seq))
                .any(|(actor, _)| foreign(actor, change));
            if let Some(slot) = contested.get_mut(at).filter(|_| apart) {
                *slot = true;
            }
            for (known, clock) in least.get_mut(change.actor).into_iter().flatten().zip(&change.clock) {
                *known = (*known).min(*clock);
            }
        }
        contested
    }

    /// The place of every change by its hash.
    pub fn places(&self) -> HashMap<ChangeHash, usize> {
        let hashes = self.changes.iter().map(|change| change.hash);
        hashes.zip(0..).collect()
    }

    /// Of some changes, the first or the last under each actor: who knows the last knows all, who knows none of the first
    /// knows none.
    pub fn ends(&self, changes: &[usize], last: bool) -> Vec<usize> {
        let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
        for change in changes {
            let Some(written) = self.get(*change) else { continue };
            let end = ends.entry(written.actor).or_insert(*change);
            *end = if last { (*end).max(*change) } else { (*end).min(*change) };
        }
        ends.into_values().collect()
    }

    /// The last changes of a device that know none of `unknown`, one for each actor it wrote under.
    pub fn last_without(&self, device: &[u8; DEVICE_BYTES], unknown: &[usize]) -> Vec<usize> {
        let first = self.ends(unknown, false);
        let own = |chain: &&Vec<usize>| {
            let written = chain.first().and_then(|change| self.get(*change));
            written.is_some_and(|change| change.by.as_ref().is_some_and(|(by, _)| by == device))
        };
        let chains = self.chains.iter().filter(own);
        chains
            .filter_map(|chain| {
                let end = chain.partition_point(|change| !first.iter().any(|other| self.knows(*change, *other)));
                chain.get(end.checked_sub(1)?).copied()
            })
            .collect()
    }
}
