//! What must be true in the end, worked out again from what people did: who knew what when comes from the hashes that
//! changes name, the rest from the rules as they are written for people. No code of the rooms under test decides here.

mod write;

pub use self::write::{CellWrite, DecisionWrite, Made, Policy, Write};

use crate::kinds::Kind;
use crate::taken_back::{WITHDRAWAL, meetings, seen};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use visita_record::{RawChange, change_hash};

/// Writes to one record, by the hash of the change that carries them.
#[derive(Debug, Clone, Default)]
pub struct RecordModel {
    /// What it is about.
    pub kind: Kind,
    /// Devices that may read it; none: everybody of the team.
    pub readers: Option<BTreeSet<usize>>,
    /// Acknowledged writes.
    pub acknowledged: BTreeMap<String, Write>,
}

/// What the model expects of a record.
#[derive(Debug, Default, PartialEq)]
pub struct Expected {
    /// Fields in conflict.
    pub conflicts: BTreeSet<String>,
    /// Values that stand side by side, by field: who wrote them (device) and what.
    pub current: BTreeMap<String, BTreeSet<(usize, String)>>,
    /// Letters of the note.
    pub letters: BTreeSet<char>,
}

/// Changes of a record in an order in which each follows what it rests on, and what each of them knew.
pub(crate) struct Graph {
    order: Vec<String>,
    knew: Vec<BTreeSet<usize>>,
}

const HASH_BYTES: usize = 32;

/// The hashes a change says it rests on. Format: automerge's, read by hand.
fn rests_on(change: &[u8]) -> Option<Vec<String>> {
    // Magic and checksum, the type, the length of what follows.
    let mut rest = change.get(9..)?;
    let mut number = || {
        let mut value = 0_usize;
        for shift in (0..63).step_by(7) {
            let (byte, after) = rest.split_first()?;
            rest = after;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    };
    number()?;
    let count = number()?;
    let hashes = rest.get(..count.checked_mul(HASH_BYTES)?)?;
    let hex = |hash: &[u8]| hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(hashes.chunks(HASH_BYTES).map(hex).collect())
}

impl Graph {
    fn of(changes: &[RawChange]) -> Result<Self> {
        let mut open: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for change in changes {
            let hash = change_hash(change).context("not a change")?;
            open.insert(hash, rests_on(change).context("not a change")?);
        }
        let all: BTreeSet<String> = open.keys().cloned().collect();
        let mut graph = Self {
            order: Vec::new(),
            knew: Vec::new(),
        };
        let mut place: BTreeMap<String, usize> = BTreeMap::new();
        while !open.is_empty() {
            // Genesis is in nobody's list.
            let ready: Vec<String> = open
                .iter()
                .filter(|(_, deps)| deps.iter().all(|dep| place.contains_key(dep) || !all.contains(dep)))
                .map(|(hash, _)| hash.clone())
                .collect();
            if ready.is_empty() {
                bail!("changes that rest on each other");
            }
            for hash in ready {
                let mut knew = BTreeSet::new();
                for at in open
                    .remove(&hash)
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|dep| place.get(dep))
                {
                    knew.extend(graph.knew.get(*at).into_iter().flatten());
                    knew.insert(*at);
                }
                place.insert(hash.clone(), graph.order.len());
                graph.order.push(hash);
                graph.knew.push(knew);
            }
        }
        Ok(graph)
    }

    pub(crate) fn knew(&self, later: usize, earlier: usize) -> bool {
        self.knew.get(later).is_some_and(|knew| knew.contains(&earlier))
    }
}

/// A value in its place in the order.
pub(crate) struct Placed<'a> {
    pub at: usize,
    pub device: usize,
    policy: Policy,
    pub value: Option<&'a Value>,
    /// Places of what it covers.
    covers: BTreeSet<usize>,
}

/// What was decided, and what had been seen then.
pub(crate) struct Decided<'a> {
    at: usize,
    value: Option<&'a Value>,
    settles: bool,
    seen: BTreeSet<usize>,
}

/// Everything written to a field.
#[derive(Default)]
pub(crate) struct FieldModel<'a> {
    values: Vec<Placed<'a>>,
    decisions: Vec<Decided<'a>>,
}

impl<'a> FieldModel<'a> {
    /// What stands side by side for somebody who knows what `known` lets through: the last of each device, less what
    /// another of these covers, less what was taken back.
    pub(crate) fn current(&self, graph: &Graph, known: &dyn Fn(usize) -> bool) -> Vec<&Placed<'a>> {
        let lying = self.lying(graph, known);
        let covered: BTreeSet<usize> = lying.iter().flat_map(|one| one.covers.iter().copied()).collect();
        lying
            .into_iter()
            .filter(|one| one.value.is_some() && !covered.contains(&one.at))
            .collect()
    }

    fn lying(&self, graph: &Graph, known: &dyn Fn(usize) -> bool) -> Vec<&Placed<'a>> {
        let visible: Vec<_> = self.values.iter().filter(|one| known(one.at)).collect();
        visible
            .iter()
            .filter(|one| {
                !visible
                    .iter()
                    .any(|later| later.device == one.device && graph.knew(later.at, one.at))
            })
            .copied()
            .collect()
    }

    fn in_conflict(&self, graph: &Graph, known: &dyn Fn(usize) -> bool) -> bool {
        let current = self.current(graph, known);
        let Some(first) = current.first() else { return false };
        let differ = current.iter().any(|one| one.value != first.value);
        let values = current.iter().filter_map(|one| Some((one.at, one.value?)));
        self.is_settled(known, values).map_or(differ, |settled| !settled)
    }

    /// Whether the last decision known settles these values; none where no decision does settle. One lead decides on one
    /// device: the last decision known is the one that stands.
    fn is_settled<'b>(
        &self,
        known: &dyn Fn(usize) -> bool,
        mut values: impl Iterator<Item = (usize, &'b Value)>,
    ) -> Option<bool> {
        let standing = self.decisions.iter().rfind(|decision| known(decision.at));
        let decision = standing.filter(|decision| decision.settles)?;
        Some(values.all(|(at, value)| decision.seen.contains(&at) || decision.value == Some(value)))
    }
}

/// A value that was not written because it stood already: where it is the author's own word, theirs; else anybody's.
fn stood(
    field: Option<&FieldModel<'_>>,
    (device, cell): (usize, &CellWrite),
    graph: &Graph,
    known: &dyn Fn(usize) -> bool,
) -> Result<()> {
    let mut current = field.map(|field| field.current(graph, known)).unwrap_or_default();
    if cell.policy == Policy::Testimony {
        current.retain(|one| one.device == device);
    }
    // What the record began with, the model does not hold.
    if current.is_empty() || current.iter().any(|one| one.value == cell.value.as_ref()) {
        return Ok(());
    }
    bail!("{}: a value was not written, and did not stand", cell.path)
}

impl RecordModel {
    /// One of a kind, for everybody of the team or for some.
    #[must_use]
    pub fn of(kind: Kind, readers: Option<BTreeSet<usize>>) -> Self {
        Self {
            kind,
            readers,
            ..Self::default()
        }
    }

    /// Whether a device of the team may read it.
    #[must_use]
    pub fn is_for(&self, device: usize) -> bool {
        self.readers.as_ref().is_none_or(|readers| readers.contains(&device))
    }

    /// What must stand in a record that holds these changes.
    ///
    /// # Errors
    /// Bytes that are no changes.
    pub fn expected(&self, changes: &[RawChange]) -> Result<Expected> {
        let graph = Graph::of(changes)?;
        let mut fields: BTreeMap<String, FieldModel<'_>> = BTreeMap::new();
        let (mut typed, mut deleted) = (BTreeSet::new(), BTreeSet::new());
        for (at, hash) in graph.order.iter().enumerate() {
            let Some(write) = self.acknowledged.get(hash) else {
                continue;
            };
            let known = |earlier: usize| graph.knew(at, earlier);
            for cell in &write.stood {
                stood(fields.get(&cell.path), (write.device, cell), &graph, &known)?;
            }
            if let Some(decision) = &write.decision {
                let seen = if decision.path.starts_with(WITHDRAWAL) {
                    seen(meetings(&fields, &graph, &known).get(&decision.path))
                } else {
                    let field = fields.entry(decision.path.clone()).or_default();
                    field.current(&graph, &known).iter().map(|one| one.at).collect()
                };
                fields
                    .entry(decision.path.clone())
                    .or_default()
                    .decisions
                    .push(Decided {
                        at,
                        value: decision.value.as_ref(),
                        settles: decision.settles,
                        seen,
                    });
            }
            for cell in &write.cells {
                let field = fields.entry(cell.path.clone()).or_default();
                let all = cell.policy == Policy::Fact && !field.in_conflict(&graph, &known);
                let covers = field.lying(&graph, &known);
                let covers = covers
                    .iter()
                    .filter(|one| all || one.device == write.device)
                    .map(|one| one.at);
                let placed = Placed {
                    at,
                    device: write.device,
                    policy: cell.policy,
                    value: cell.value.as_ref(),
                    covers: covers.collect(),
                };
                field.values.push(placed);
            }
            typed.extend(write.runs.iter().flatten());
            deleted.extend(write.deleted.iter());
        }
        let mut expected = Expected {
            letters: typed.difference(&deleted).copied().copied().collect(),
            ..Expected::default()
        };
        let everything = |_: usize| true;
        let nothing = FieldModel::default();
        for (path, meeting) in meetings(&fields, &graph, &everything) {
            let decided = fields.get(&path).unwrap_or(&nothing);
            let values = meeting.iter().map(|one| (one.at, &one.shown));
            if decided.is_settled(&everything, values) != Some(true) {
                expected.conflicts.insert(path);
            }
        }
        for (path, field) in fields {
            if field.in_conflict(&graph, &everything) {
                expected.conflicts.insert(path.clone());
            }
            let testimony = field.values.iter().all(|one| one.policy == Policy::Testimony);
            if testimony {
                let current = field.current(&graph, &everything);
                let current = current
                    .iter()
                    .filter_map(|one| Some((one.device, one.value?.to_string())));
                expected.current.insert(path, current.collect());
            }
        }
        Ok(expected)
    }

    /// Changes of a record, each after what it rests on: its place, its hash, what is known of it, and those before it that it
    /// did not know. To find out what a failure is about.
    ///
    /// # Errors
    /// Bytes that are no changes.
    pub fn course(&self, changes: &[RawChange]) -> Result<Vec<(String, String)>> {
        let graph = Graph::of(changes)?;
        let said = |(at, hash): (usize, &String)| {
            let apart: Vec<_> = (0..at).filter(|earlier| !graph.knew(at, *earlier)).collect();
            let known = self.acknowledged.get(hash);
            (hash.clone(), format!("{at}, apart from {apart:?}: {known:?}"))
        };
        Ok(graph.order.iter().enumerate().map(said).collect())
    }

    /// Hashes of acknowledged writes that are not among these changes.
    ///
    /// # Errors
    /// Bytes that are no changes.
    pub fn lost(&self, changes: &[RawChange]) -> Result<Vec<String>> {
        let held: Option<BTreeSet<String>> = changes.iter().map(|change| change_hash(change)).collect();
        let held = held.context("not a change")?;
        let mine = self
            .acknowledged
            .iter()
            .filter(|(hash, write)| !write.excused && !held.contains(*hash));
        Ok(mine.map(|(hash, _)| hash.clone()).collect())
    }

    /// Whether a note keeps the letters of every run in the order they were typed in.
    #[must_use]
    pub fn keeps_runs(&self, note: &str) -> bool {
        let place: BTreeMap<char, usize> = note.chars().enumerate().map(|(at, letter)| (letter, at)).collect();
        let runs = self.acknowledged.values().flat_map(|write| &write.runs);
        runs.into_iter().all(|run| {
            let places: Vec<_> = run.iter().filter_map(|letter| place.get(letter)).collect();
            places.is_sorted()
        })
    }
}
