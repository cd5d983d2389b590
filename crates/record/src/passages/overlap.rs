//! Where changes that did not know of each other met.

use super::past::Past;
use super::sequence::{CharId, Run, Sequence};
use std::collections::{BTreeSet, HashMap};

/// Runs looked at on the way to the neighbour a change saw. Only concurrent typing at one place puts any between.
const MAX_RUNS_BETWEEN: usize = 4_096;

/// Characters between two meetings of the same changes that still make them one: a word put right letter by letter.
const NEAR_CHARS: usize = 24;

/// How two changes met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlap {
    /// One typed into or beside what the other took away.
    TypedIntoDropped,
    /// Both took away the same characters.
    BothDropped,
    /// Both typed at the same place.
    SamePlace,
}

/// A run, touched by a change that put it there or took it away.
type Touch = (usize, usize);

/// Two changes that met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting {
    pub how: Overlap,
    /// The change whose place fixes where it is, and the other.
    pub changes: (usize, usize),
    /// A character of that place.
    pub anchor: CharId,
}

/// Meetings that belong together, because what was touched is one stretch.
#[derive(Debug, Default)]
pub(super) struct Cluster {
    pub meetings: Vec<Meeting>,
    /// Every change with a part in it.
    pub changes: BTreeSet<usize>,
    /// First and last run touched.
    pub runs: Option<(usize, usize)>,
}

#[derive(Default)]
struct Clusters {
    nodes: HashMap<Touch, usize>,
    parents: Vec<usize>,
    clusters: Vec<Cluster>,
}

impl Clusters {
    fn node(&mut self, touch: Touch) -> usize {
        if let Some(node) = self.nodes.get(&touch) {
            return self.root(*node);
        }
        let node = self.parents.len();
        self.nodes.insert(touch, node);
        self.parents.push(node);
        self.clusters.push(Cluster {
            meetings: Vec::new(),
            changes: [touch.1].into(),
            runs: Some((touch.0, touch.0)),
        });
        node
    }

    fn root(&mut self, mut node: usize) -> usize {
        loop {
            let parent = self.parents.get(node).copied().unwrap_or(node);
            if parent == node {
                return node;
            }
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(node) {
                *slot = above;
            }
            node = above;
        }
    }

    /// Makes one cluster of two; the smaller is poured into the larger.
    fn join(&mut self, one: Touch, other: Touch) -> usize {
        let (a, b) = (self.node(one), self.node(other));
        if a == b {
            return a;
        }
        let size = |at: usize| self.clusters.get(at).map_or(0, |c| c.changes.len() + c.meetings.len());
        let (into, from) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let poured = self.clusters.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(cluster) = self.clusters.get_mut(into) {
            cluster.meetings.extend(poured.meetings);
            cluster.changes.extend(poured.changes);
            cluster.runs = match (cluster.runs, poured.runs) {
                (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
                (some, none) => some.or(none),
            };
        }
        if let Some(slot) = self.parents.get_mut(from) {
            *slot = into;
        }
        into
    }

    fn meet(&mut self, one: Touch, other: Touch, how: Overlap, anchor: CharId) {
        let at = self.join(one, other);
        if let Some(cluster) = self.clusters.get_mut(at) {
            cluster.meetings.push(Meeting {
                how,
                changes: (one.1, other.1),
                anchor,
            });
        }
    }
}

/// What stands to the left of a run, as one change saw it.
enum Left {
    /// Nothing it saw, or nothing of its concern.
    Open,
    /// This run.
    Run(usize),
}

/// Finds where changes met. Each touched run looks left to the first neighbour its change saw; what stands between was
/// not known to it. That is one step but for concurrent typing at one place: linear in operations, save there.
pub(super) fn find(sequence: &Sequence, past: &Past, contested: &[bool]) -> Vec<Cluster> {
    let is_contested = |change: usize| contested.get(change).copied().unwrap_or(false);
    let mut clusters = Clusters::default();
    let mut follows: Vec<(Touch, Touch)> = Vec::new();
    for (at, run) in sequence.runs.iter().enumerate() {
        if is_contested(run.put) {
            let touch = (at, run.put);
            if let Left::Run(left) = look_left(sequence, past, touch, false, &mut clusters) {
                beside(sequence, past, touch, left, &mut clusters, &mut follows, &is_contested);
            }
        }
        for dropper in run.dropped.iter().copied().filter(|change| is_contested(*change)) {
            both_dropped(at, run, dropper, past, &mut clusters);
            let touch = (at, dropper);
            if let Left::Run(left) = look_left(sequence, past, touch, true, &mut clusters)
                && sequence
                    .runs
                    .get(left)
                    .is_some_and(|run| run.dropped.contains(&dropper))
            {
                clusters.join(touch, (left, dropper));
            }
        }
    }
    extend(&mut clusters, past, follows);
    let mut found: Vec<Cluster> = clusters.clusters;
    found.retain(|cluster| !cluster.meetings.is_empty());
    found.sort_by_cached_key(|cluster| {
        let first = cluster.changes.iter().map(|change| past.order(*change)).min();
        (cluster.runs, first)
    });
    near(found, sequence, past)
}

/// Makes one of neighbouring clusters of the same changes with little between them. What is between is measured as those
/// changes knew it, so that nothing typed later can tear them apart.
fn near(found: Vec<Cluster>, sequence: &Sequence, past: &Past) -> Vec<Cluster> {
    let mut joined: Vec<Cluster> = Vec::new();
    for cluster in found {
        match joined.last_mut() {
            Some(last) if is_near(last, &cluster, sequence, past) => {
                last.meetings.extend(cluster.meetings);
                last.changes.extend(cluster.changes);
                last.runs = match (last.runs, cluster.runs) {
                    (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
                    (some, none) => some.or(none),
                };
            }
            _ => joined.push(cluster),
        }
    }
    joined
}

fn is_near(left: &Cluster, right: &Cluster, sequence: &Sequence, past: &Past) -> bool {
    let met = |cluster: &Cluster| -> BTreeSet<usize> {
        let changes = cluster.meetings.iter().flat_map(|m| [m.changes.0, m.changes.1]);
        changes.collect()
    };
    let shared: Vec<usize> = met(left).intersection(&met(right)).copied().collect();
    let (Some((_, end)), Some((start, _))) = (left.runs, right.runs) else {
        return false;
    };
    let mut between = 0;
    for run in sequence.runs.iter().take(start).skip(end + 1) {
        if shared.iter().any(|change| past.knows(*change, run.put)) {
            between += run.text.chars().count();
        }
        if between > NEAR_CHARS {
            return false;
        }
    }
    !shared.is_empty()
}

/// Walks left from a run to the first one that its change saw, and notes what others typed in between.
fn look_left(sequence: &Sequence, past: &Past, touch: Touch, dropping: bool, clusters: &mut Clusters) -> Left {
    let (at, change) = touch;
    let before = sequence.runs.get(..at).unwrap_or_default();
    let anchor = sequence.runs.get(at).map_or((0, 0), |run| run.first);
    for (left, run) in before.iter().enumerate().rev().take(MAX_RUNS_BETWEEN) {
        if run.put == change && dropping {
            // What it put in place of what it took away.
            clusters.join(touch, (left, change));
        } else if past.knows(change, run.put) {
            let gone = run
                .dropped
                .iter()
                .any(|other| *other != change && past.knows(change, *other));
            let own = run.dropped.contains(&change);
            if own && !dropping && !gone {
                clusters.join(touch, (left, change));
            } else if !gone {
                return Left::Run(left);
            }
        } else if past.apart(change, run.put) {
            let how = if dropping {
                Overlap::TypedIntoDropped
            } else {
                Overlap::SamePlace
            };
            clusters.meet(touch, (left, run.put), how, anchor);
        }
    }
    Left::Open
}

/// A change typed beside a run it saw: others may have taken that away, or it may be the same stretch typed on.
fn beside(
    sequence: &Sequence,
    past: &Past,
    touch: Touch,
    left: usize,
    clusters: &mut Clusters,
    follows: &mut Vec<(Touch, Touch)>,
    is_contested: &impl Fn(usize) -> bool,
) {
    let (Some(run), Some(own)) = (sequence.runs.get(left), sequence.runs.get(touch.0)) else {
        return;
    };
    for dropper in run.dropped.iter().filter(|other| past.apart(touch.1, **other)) {
        clusters.meet(touch, (left, *dropper), Overlap::TypedIntoDropped, own.first);
    }
    let member = |change: usize| past.get(change)?.by.as_ref().map(|(_, member)| member);
    if run.put == touch.1 {
        clusters.join(touch, (left, run.put));
    } else if is_contested(run.put) && member(run.put) == member(touch.1) {
        follows.push((touch, (left, run.put)));
    }
}

fn both_dropped(at: usize, run: &Run, dropper: usize, past: &Past, clusters: &mut Clusters) {
    for other in run
        .dropped
        .iter()
        .filter(|other| **other > dropper && past.apart(dropper, **other))
    {
        clusters.meet((at, dropper), (at, *other), Overlap::BothDropped, run.least);
    }
}

/// What a member typed on after a stretch that met another's belongs to it, while neither knew of the other.
fn extend(clusters: &mut Clusters, past: &Past, mut follows: Vec<(Touch, Touch)>) {
    // Every device asks in the same order: who is joined decides whom the next is still apart from.
    follows.sort_by_key(|(touch, _)| past.order(touch.1));
    for (touch, before) in follows {
        let at = clusters.node(before);
        let still_apart = clusters.clusters.get(at).is_some_and(|cluster| {
            let others = cluster.meetings.iter().flat_map(|m| [m.changes.0, m.changes.1]);
            others.into_iter().any(|other| past.apart(touch.1, other))
        });
        if still_apart {
            clusters.join(touch, before);
        }
    }
}
