//! Passages that were typed or cleared twice over, neither knowing of the other: by two members, or by one on two devices.
//!
//! The merged text keeps every letter, but it may read as nobody meant it. Here such places are found, from the changes
//! alone: the same on every device that holds the same changes. Work grows with the number of operations, and with the
//! number of actors for each change; only concurrent typing at one and the same place costs more than one step a run.

mod overlap;
mod past;
mod sequence;

pub use overlap::Overlap;

use crate::cell::{DEVICE_BYTES, hex};
use crate::document::RecordDocument;
use automerge::legacy::{ObjectId, OpId};
use overlap::{Cluster, Meeting};
use past::{Past, Told};
use sequence::{Run, Sequence, text_ops};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use visita_domain::MemberId;
use visita_domain::dates::from_millis;
use visita_domain::slots::{Field, Slot, SlotId};

/// Where decisions on passages stand.
pub const PASSAGES: &str = "passage/";
/// Characters shown on either side of what was touched.
const CONTEXT_CHARS: usize = 80;
/// Characters of a word that context may end with, beyond its length.
const MAX_WORD_CHARS: usize = 40;
/// Longest excerpt, characters; the middle of a longer one is left out.
const MAX_EXCERPT_CHARS: usize = 4_000;
/// In place of what an excerpt leaves out.
const LEFT_OUT: &str = " … ";
/// Hex digits of a change that go into the id of a passage.
const ID_CHARS: usize = 16;
/// Milliseconds in a second.
const MS_PER_S: i64 = 1_000;

/// Whose device it is. What a device of nobody wrote is left out.
pub type MemberOf<'a> = dyn Fn(&[u8; DEVICE_BYTES]) -> Option<MemberId> + 'a;

/// What a member meant a passage to say. One who typed on two devices, or in two windows, has two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub by: MemberId,
    /// On which device, lower hex.
    pub device: String,
    /// When they last wrote there, seconds since 1970 by that device's clock.
    pub at_s: i64,
    /// How it read to them before they knew of the others, with some text around it.
    pub text: String,
    /// Names exactly the changes of this side, to be named in `seen`: another one makes another token.
    pub token: SlotId,
}

/// A place where the text of a record may read as nobody meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The same on every device, whatever is typed later by those who have seen it.
    pub id: String,
    /// How they met.
    pub how: BTreeSet<Overlap>,
    /// Two sides or more.
    pub sides: Vec<Side>,
    /// How it reads now, with some text around it.
    pub now: String,
}

impl Passage {
    /// Where its decisions stand.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{PASSAGES}{}", self.id)
    }

    /// As a field in which every side is a slot, so that decisions on it follow the one rule of conflict: a side that grew
    /// after it was read opens it again. `decisions` is the field of [`Self::path`].
    #[must_use]
    pub fn field(&self, decisions: &Field<Json>) -> Field<Json> {
        let slots = self.sides.iter().map(|side| Slot {
            id: side.token.clone(),
            // Two may have meant the same words and still be merged into others: the token keeps them apart.
            value: Some(json!({ "text": side.text, "token": side.token })),
            by: side.by.clone(),
            device: side.device.clone(),
            at: from_millis(side.at_s.saturating_mul(MS_PER_S)).unwrap_or_default(),
            covers: BTreeSet::new(),
        });
        Field {
            slots: slots.collect(),
            decisions: decisions.decisions.clone(),
        }
    }
}

impl RecordDocument {
    /// Passages of the record's text that were typed or cleared twice over, neither knowing of the other, in the order of
    /// the text. `member_of` says whose device it is. Nothing is said of what was typed in turn, or far apart.
    ///
    /// The answer is kept until the text is edited or anything is taken in: cells that are written here meanwhile cost nothing.
    pub fn passages(&mut self, member_of: &MemberOf<'_>) -> Arc<[Passage]> {
        if let Some(known) = &self.passages {
            return Arc::clone(known);
        }
        let found: Arc<[Passage]> = self.find_passages(member_of).into();
        self.passages = Some(Arc::clone(&found));
        found
    }

    fn find_passages(&mut self, member_of: &MemberOf<'_>) -> Vec<Passage> {
        let told = self.doc.get_changes_meta(&[]);
        let past = Past::of(
            told.into_iter()
                .map(|change| Told {
                    hash: change.hash,
                    actor: change.actor.into_owned(),
                    seq: change.seq,
                    at_s: change.timestamp,
                    deps: change.deps,
                })
                .collect(),
            member_of,
        );
        let contested = past.contested(|_| true);
        if !contested.contains(&true) {
            return Vec::new();
        }
        let Ok(text) = self.text.to_string().parse::<OpId>() else {
            return Vec::new();
        };
        let changes = self.doc.get_changes(&[]);
        let text = ObjectId::Id(text);
        // Most contested changes write cells alone; where all do, the rest need not be decoded.
        let of_contested = text_ops(&changes, &text, &past, |change| contested.get(change) == Some(&true));
        if of_contested.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        let ops = text_ops(&changes, &text, &past, |_| true);
        let contested = past.contested(|change| ops.get(change).is_some_and(|ops| !ops.is_empty()));
        if !contested.contains(&true) {
            return Vec::new();
        }
        let sequence = Sequence::of(ops, &past);
        let clusters = overlap::find(&sequence, &past, &contested);
        clusters
            .iter()
            .filter_map(|cluster| passage(cluster, &sequence, &past))
            .collect()
    }

    /// The fields of passages that need a lead, by path; see [`Self::passages`].
    pub fn open_passages(&mut self, member_of: &MemberOf<'_>) -> Vec<String> {
        let found = self.passages(member_of);
        let decided = if found.is_empty() {
            BTreeMap::new()
        } else {
            self.raw_fields(PASSAGES)
        };
        let nothing = Field::default();
        found
            .iter()
            .map(|passage| (passage.path(), passage))
            .filter(|(path, passage)| passage.field(decided.get(path).unwrap_or(&nothing)).in_conflict())
            .map(|(path, _)| path)
            .collect()
    }
}

/// Who sees what: a change and all it knows.
struct Reading<'a> {
    past: &'a Past,
    /// `None` reads the text as it is now.
    heads: Option<Vec<usize>>,
}

impl Reading<'_> {
    fn sees(&self, run: &Run) -> bool {
        match &self.heads {
            None => run.dropped.is_empty(),
            Some(heads) => {
                let known = |change: usize| heads.iter().any(|head| self.past.knows(*head, change));
                known(run.put) && !run.dropped.iter().any(|change| known(*change))
            }
        }
    }
}

fn passage(cluster: &Cluster, sequence: &Sequence, past: &Past) -> Option<Passage> {
    let groups = sides_of(cluster, past)?;
    let mut readings = vec![Reading { past, heads: None }];
    for (_, changes) in &groups {
        let others: Vec<usize> = cluster
            .changes
            .iter()
            .copied()
            .filter(|c| !changes.contains(c))
            .collect();
        let devices: BTreeSet<&[u8; DEVICE_BYTES]> = changes
            .iter()
            .filter_map(|change| past.get(*change)?.by.as_ref().map(|(device, _)| device))
            .collect();
        let mut heads: Vec<usize> = devices
            .into_iter()
            .flat_map(|device| past.last_without(device, &others))
            .collect();
        // Who went on after reading one of the others is read where they went on.
        heads.extend(past.ends(changes, true));
        readings.push(Reading {
            past,
            heads: Some(heads),
        });
    }
    let (from, to) = surroundings(&sequence.runs, cluster.runs?, &readings);
    let runs = sequence.runs.get(from.0..=to.0)?;
    let mut texts = readings.iter().map(|reading| excerpt(runs, from.1, to.1, reading));
    let now = texts.next()?;
    let sides: Vec<Side> = groups
        .iter()
        .zip(texts)
        .filter_map(|((member, changes), text)| side(member, changes, text, past))
        .collect();
    // All meant the same, and it is what stands.
    if sides.iter().all(|side| side.text == now) {
        return None;
    }
    Some(Passage {
        id: id(cluster.meetings.iter(), past)?,
        how: cluster.meetings.iter().map(|meeting| meeting.how).collect(),
        sides,
        now,
    })
}

/// The changes of a cluster by who made them knowing of their own: by member, and for each as many as went on apart.
fn sides_of<'a>(cluster: &Cluster, past: &'a Past) -> Option<Vec<(&'a MemberId, Vec<usize>)>> {
    let mut changes: Vec<usize> = cluster.changes.iter().copied().collect();
    changes.sort_by_key(|change| past.order(*change));
    let mut groups: Vec<(&MemberId, Vec<usize>)> = Vec::new();
    for change in changes {
        let (_, member) = past.get(change)?.by.as_ref()?;
        let own = groups
            .iter_mut()
            .find(|(one, made)| *one == member && !made.iter().any(|earlier| past.apart(change, *earlier)));
        match own {
            Some((_, made)) => made.push(change),
            None => groups.push((member, vec![change])),
        }
    }
    groups.sort_by_key(|(one, _)| *one);
    Some(groups)
}

fn side(member: &MemberId, changes: &[usize], text: String, past: &Past) -> Option<Side> {
    let written = changes.iter().filter_map(|change| past.get(*change));
    let last = written.max_by_key(|change| (change.at_s, change.hash.0))?;
    let most = changes
        .iter()
        .filter_map(|change| Some(past.get(*change)?.hash.0))
        .max()?;
    Some(Side {
        by: member.clone(),
        device: hex(&last.by.as_ref()?.0),
        at_s: last.at_s,
        text,
        // A side only ever grows: its number of changes tells its states apart.
        token: SlotId(format!("{}-{}", hex(&most), changes.len())),
    })
}

/// Made from the first meeting by the order of ids: two changes and a character, none of which later writing can alter.
fn id<'a>(meetings: impl Iterator<Item = &'a Meeting>, past: &Past) -> Option<String> {
    let short = |change: usize| {
        Some(
            hex(&past.get(change)?.hash.0)
                .chars()
                .take(ID_CHARS)
                .collect::<String>(),
        )
    };
    let named = meetings.filter_map(|meeting| {
        let (one, other) = (short(meeting.changes.0)?, short(meeting.changes.1)?);
        let (least, most) = if one < other { (one, other) } else { (other, one) };
        Some((meeting.anchor.0, least, most))
    });
    let (number, least, most) = named.min()?;
    Some(format!("{least}-{most}-{number}"))
}

/// A place in the sequence: a run, and characters into it.
type Point = (usize, usize);

/// Widens a stretch until enough of its surroundings is there for any of the readings, to the end of a word.
fn surroundings(runs: &[Run], touched: (usize, usize), readings: &[Reading<'_>]) -> (Point, Point) {
    let seen = |run: &Run| readings.iter().any(|reading| reading.sees(run));
    (before(runs, touched.0, &seen), after(runs, touched.1, &seen))
}

/// Whether so many characters of context do, when the next is this one.
fn enough(taken: usize, next: char) -> bool {
    taken >= CONTEXT_CHARS && (next.is_whitespace() || taken >= CONTEXT_CHARS + MAX_WORD_CHARS)
}

fn before(runs: &[Run], first: usize, seen: &impl Fn(&Run) -> bool) -> Point {
    let mut from = (first, 0);
    let mut taken = 0;
    for (at, run) in runs.iter().enumerate().take(first).rev().filter(|(_, run)| seen(run)) {
        let length = run.text.chars().count();
        from = (at, length);
        for (back, char) in run.text.chars().rev().enumerate() {
            if enough(taken, char) {
                return from;
            }
            from = (at, length - back - 1);
            taken += 1;
        }
    }
    from
}

fn after(runs: &[Run], last: usize, seen: &impl Fn(&Run) -> bool) -> Point {
    let mut to = (last, usize::MAX);
    let mut taken = 0;
    for (at, run) in runs.iter().enumerate().skip(last + 1).filter(|(_, run)| seen(run)) {
        for (forth, char) in run.text.chars().enumerate() {
            if enough(taken, char) {
                return to;
            }
            to = (at, forth + 1);
            taken += 1;
        }
    }
    to
}

/// What a reading sees of a stretch, of which the first and last run count in part.
fn excerpt(runs: &[Run], skip: usize, take: usize, reading: &Reading<'_>) -> String {
    let last = runs.len().saturating_sub(1);
    let mut text = String::new();
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| reading.sees(run)) {
        let from = if at == 0 { skip } else { 0 };
        let to = if at == last { take } else { usize::MAX };
        text.extend(run.text.chars().take(to).skip(from));
    }
    let length = text.chars().count();
    if length <= MAX_EXCERPT_CHARS {
        return text;
    }
    let half = MAX_EXCERPT_CHARS / 2;
    let (head, tail) = (text.chars().take(half), text.chars().skip(length - half));
    head.chain(LEFT_OUT.chars()).chain(tail).collect()
}

#[cfg(test)]
mod tests;
