//! A text with everything that was ever in it, in order: who put it there, who took it away.

use super::past::Past;
use automerge::legacy::{ElementId, Key, ObjectId, OpId, OpType};
use automerge::{ActorId, Change, ScalarValue};
use std::collections::HashMap;

/// Id of a character: its operation's number and its actor's place.
pub(super) type CharId = (u64, usize);

struct Char {
    id: CharId,
    text: char,
    put: usize,
    dropped: Vec<usize>,
}

/// Neighbouring characters of one change with one fate.
pub(super) struct Run {
    /// The least id of its characters, and the first in order.
    pub least: CharId,
    pub first: CharId,
    pub text: String,
    /// The change that put it there.
    pub put: usize,
    /// The changes that took it away.
    pub dropped: Vec<usize>,
}

/// The text: runs in order.
pub(super) struct Sequence {
    pub runs: Vec<Run>,
}

/// What each of the wanted changes did to a text, by its place in the past.
pub(super) fn text_ops(
    changes: &[Change],
    text: &ObjectId,
    past: &Past,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Vec<TextOp>> {
    let places = past.places();
    let mut ops: Vec<Vec<TextOp>> = Vec::new();
    ops.resize_with(past.len(), Vec::new);
    for change in changes {
        let place = places.get(&change.hash()).filter(|at| wanted(**at));
        if let Some(slot) = place.and_then(|at| ops.get_mut(*at)) {
            *slot = ops_of(change, text);
        }
    }
    ops
}

/// What an operation does to a text.
pub(super) enum TextOp {
    Put { id: OpId, after: Option<OpId>, text: char },
    Drop { what: OpId },
}

fn ops_of(change: &Change, text: &ObjectId) -> Vec<TextOp> {
    let decoded = change.decode();
    let actor: &ActorId = change.actor_id();
    let numbered = decoded.operations.into_iter().zip(change.start_op().get()..);
    numbered
        .filter(|(op, _)| op.obj == *text)
        .filter_map(|(op, number)| match (op.key, op.action) {
            (Key::Seq(after), OpType::Put(ScalarValue::Str(value))) if op.insert => Some(TextOp::Put {
                id: OpId::new(number, actor),
                after: match after {
                    ElementId::Head => None,
                    ElementId::Id(id) => Some(id),
                },
                text: value.chars().next()?,
            }),
            (Key::Seq(ElementId::Id(what)), OpType::Delete) => Some(TextOp::Drop { what }),
            _ => None,
        })
        .collect()
}

impl Sequence {
    /// Puts the operations of all changes in the order in which automerge shows them: what was put after the same
    /// character stands newest first. Linear in operations but for the sorting of siblings.
    pub fn of(ops: Vec<Vec<TextOp>>, past: &Past) -> Self {
        let place = |id: &OpId| Some((id.counter(), past.actors.binary_search(id.actor()).ok()?));
        let mut chars: Vec<Char> = Vec::new();
        let mut at: HashMap<CharId, usize> = HashMap::new();
        let mut after: HashMap<Option<CharId>, Vec<usize>> = HashMap::new();
        for (change, ops) in ops.into_iter().enumerate() {
            for op in ops {
                match op {
                    TextOp::Put { id, after: left, text } => {
                        let Some(id) = place(&id) else { continue };
                        let left = left.as_ref().and_then(place);
                        at.insert(id, chars.len());
                        after.entry(left).or_default().push(chars.len());
                        chars.push(Char {
                            id,
                            text,
                            put: change,
                            dropped: Vec::new(),
                        });
                    }
                    TextOp::Drop { what } => {
                        let known = place(&what).and_then(|id| at.get(&id));
                        if let Some(char) = known.and_then(|at| chars.get_mut(*at)) {
                            char.dropped.push(change);
                        }
                    }
                }
            }
        }
        for siblings in after.values_mut() {
            siblings.sort_by_key(|at| chars.get(*at).map(|char| char.id));
        }
        let mut runs: Vec<Run> = Vec::new();
        let mut stack: Vec<usize> = after.remove(&None).unwrap_or_default();
        while let Some(char) = stack.pop().and_then(|at| chars.get(at)) {
            match runs.last_mut() {
                Some(run) if run.put == char.put && run.dropped == char.dropped => {
                    run.text.push(char.text);
                    run.least = run.least.min(char.id);
                }
                _ => runs.push(Run {
                    least: char.id,
                    first: char.id,
                    text: char.text.to_string(),
                    put: char.put,
                    dropped: char.dropped.clone(),
                }),
            }
            stack.extend(after.remove(&Some(char.id)).unwrap_or_default());
        }
        Self { runs }
    }
}
