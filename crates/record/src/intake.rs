//! What is let in from other devices.

use crate::cell::{CellKey, DEVICE_BYTES, device_of, hex};
use crate::chunk::within_bounds;
use crate::document::{MAX_CELL_BYTES, RawChange, RecordDocument};
use automerge::legacy::{Key, ObjectId, OpType};
use automerge::{Change, ChangeHash, ObjId, ScalarValue};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What an intake did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// So many changes are new in the document.
    New(usize),
    /// All were there already.
    Known,
    /// They rest on changes that have not arrived: hold them and offer them again.
    Waiting,
}

/// Why changes were refused. They belong in quarantine; the document is as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too large, compressed, or more operations than a change may have.
    #[error("outside the bounds of a change")]
    Bounds,
    /// Not decodable.
    #[error("not a change")]
    Malformed,
    /// Its actor is not the device that signed it.
    #[error("written in another device's name")]
    ForeignActor,
    /// Operation numbers that do not follow from what it rests on.
    #[error("its numbering is false")]
    Numbering,
    /// Writes something other than its own cells and the record's text.
    #[error("writes what it may not")]
    Schema,
    /// The same sequence number twice: a restored backup, or a forgery.
    #[error("a sequence number twice")]
    Duplicate,
    /// The document did not take it.
    #[error("the document did not take it")]
    NotTaken,
}

/// Changes that one device signed together.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The device.
    pub device: &'a [u8; DEVICE_BYTES],
    /// Its changes.
    pub changes: &'a [RawChange],
}

/// What became of everything that came in at once.
#[derive(Debug)]
pub struct Intake {
    /// For each of what came, in its order.
    pub outcomes: Vec<Result<Applied, Refusal>>,
    /// The record's bytes, written and read back; none when nothing was new.
    pub bytes: Option<Vec<u8>>,
}

/// Changes that passed every check and wait for the one apply.
#[derive(Default)]
struct Staged {
    changes: Vec<Change>,
    /// The last operation of each.
    max_ops: HashMap<ChangeHash, u64>,
    /// Whether any of them writes to the text.
    writes_text: bool,
}

/// What a look at one batch found.
enum Look {
    New(Staged),
    Known,
    Waiting,
}

impl Look {
    fn settle(self, keep: impl FnOnce(Staged) -> Result<(), Refusal>) -> Result<Applied, Refusal> {
        match self {
            Self::Known => Ok(Applied::Known),
            Self::Waiting => Ok(Applied::Waiting),
            Self::New(new) => {
                let count = new.changes.len();
                keep(new)?;
                Ok(Applied::New(count))
            }
        }
    }
}

impl RecordDocument {
    /// Takes in changes signed by `device`: bounds before decoding, then decoding, rules, and a copy that must read back.
    ///
    /// # Errors
    /// See [`Refusal`]; the document is untouched.
    pub fn intake(&mut self, changes: &[RawChange], device: &[u8; DEVICE_BYTES]) -> Result<Applied, Refusal> {
        self.look(Incoming { device, changes }, &Staged::default())?
            .settle(|new| self.apply(new).map(|_| ()))
    }

    /// Takes in everything at once, in whatever order it came: each batch is checked as by [`Self::intake`], all that
    /// passed is applied together and read back once. Should that fail, each is taken alone, so that one batch costs the
    /// others nothing but time.
    #[must_use]
    pub fn intake_all(&mut self, incoming: &[Incoming<'_>]) -> Intake {
        let mut staged = Staged::default();
        let outcomes = self.rounds(incoming, |record, one| {
            record.look(one, &staged)?.settle(|new| {
                staged.changes.extend(new.changes);
                staged.max_ops.extend(new.max_ops);
                staged.writes_text |= new.writes_text;
                Ok(())
            })
        });
        if staged.changes.is_empty() {
            return Intake { outcomes, bytes: None };
        }
        if let Ok(bytes) = self.apply(staged) {
            return Intake {
                outcomes,
                bytes: Some(bytes),
            };
        }
        let mut bytes = None;
        let outcomes = self.rounds(incoming, |record, one| {
            record.look(one, &Staged::default())?.settle(|new| {
                bytes = Some(record.apply(new)?);
                Ok(())
            })
        });
        Intake { outcomes, bytes }
    }

    /// Offers each batch until none that waits moves any more.
    fn rounds(
        &mut self,
        incoming: &[Incoming<'_>],
        mut take: impl FnMut(&mut Self, Incoming<'_>) -> Result<Applied, Refusal>,
    ) -> Vec<Result<Applied, Refusal>> {
        let mut outcomes = vec![Ok(Applied::Waiting); incoming.len()];
        loop {
            let mut moved = false;
            for (one, outcome) in incoming.iter().zip(&mut outcomes) {
                if matches!(outcome, Ok(Applied::Waiting)) {
                    *outcome = take(self, *one);
                    moved |= matches!(outcome, Ok(Applied::New(_)));
                }
            }
            if !moved {
                return outcomes;
            }
        }
    }

    /// Checks one batch against the document and what is staged already; neither is changed.
    fn look(&mut self, incoming: Incoming<'_>, staged: &Staged) -> Result<Look, Refusal> {
        if !incoming.changes.iter().all(|change| within_bounds(change)) {
            return Err(Refusal::Bounds);
        }
        // A decoder that panics on hostile bytes costs the change, not the app.
        catch_unwind(AssertUnwindSafe(|| self.admit(incoming, staged))).map_err(|_| Refusal::Malformed)?
    }

    fn admit(&mut self, incoming: Incoming<'_>, staged: &Staged) -> Result<Look, Refusal> {
        let mut new = Staged::default();
        let writer = hex(incoming.device);
        for raw in incoming.changes {
            let change = Change::from_bytes(raw.clone()).map_err(|_| Refusal::Malformed)?;
            let hash = change.hash();
            if self.max_op_of(&hash, staged, &new).is_some() {
                continue;
            }
            if device_of(change.actor_id()) != Some(*incoming.device) {
                return Err(Refusal::ForeignActor);
            }
            let mut last = 0;
            for dep in change.deps() {
                match self.max_op_of(dep, staged, &new) {
                    Some(max) => last = last.max(max),
                    None => return Ok(Look::Waiting),
                }
            }
            if change.start_op().get() <= last || change.start_op().get() > last + Self::ALLOWED_GAP {
                return Err(Refusal::Numbering);
            }
            new.writes_text |= self.check_schema(&change, &writer)?;
            new.max_ops.insert(hash, change.max_op());
            new.changes.push(change);
        }
        Ok(if new.changes.is_empty() {
            Look::Known
        } else {
            Look::New(new)
        })
    }

    /// The last operation of a change that is in the document, staged, or in the batch at hand.
    fn max_op_of(&mut self, hash: &ChangeHash, staged: &Staged, new: &Staged) -> Option<u64> {
        let waiting = new.max_ops.get(hash).or_else(|| staged.max_ops.get(hash));
        waiting
            .copied()
            .or_else(|| self.doc.get_change_meta_by_hash(hash).map(|meta| meta.max_op))
    }

    /// Applies to a copy, which must hold what was applied and read back from its own bytes; then the copy counts.
    fn apply(&mut self, staged: Staged) -> Result<Vec<u8>, Refusal> {
        let mut copy = self.clone();
        if staged.writes_text {
            copy.passages = None;
        }
        let (copy, bytes) = catch_unwind(AssertUnwindSafe(move || {
            let hashes: Vec<ChangeHash> = staged.changes.iter().map(Change::hash).collect();
            copy.doc
                .apply_changes_batch(staged.changes)
                .map_err(|_| Refusal::Duplicate)?;
            if hashes
                .iter()
                .any(|hash| copy.doc.get_change_meta_by_hash(hash).is_none())
            {
                return Err(Refusal::NotTaken);
            }
            let heads = copy.heads();
            let bytes = copy.doc.save();
            let read_back = Self::load(&bytes)
                .map(|mut again| again.heads())
                .map_err(|_| Refusal::NotTaken)?;
            if read_back == heads {
                Ok((copy, bytes))
            } else {
                Err(Refusal::NotTaken)
            }
        }))
        .map_err(|_| Refusal::Malformed)??;
        *self = copy;
        Ok(bytes)
    }

    /// An isolated text edit starts after every operation its author knew, not only after those it rests on. A device
    /// cannot know more operations than a record may hold.
    const ALLOWED_GAP: u64 = 10_000_000;

    /// Whether it writes to the text, where it writes only what it may.
    fn check_schema(&self, change: &Change, writer: &str) -> Result<bool, Refusal> {
        let (cells, text) = (object_id(&self.cells)?, object_id(&self.text)?);
        let mut writes_text = false;
        for op in &change.decode().operations {
            writes_text |= op.obj == text;
            let fine = match (&op.key, &op.action) {
                (Key::Map(key), OpType::Put(ScalarValue::Str(value))) => {
                    op.obj == cells
                        && !op.insert
                        && value.len() <= MAX_CELL_BYTES
                        && CellKey::parse(key).is_some_and(|cell| cell.device == writer)
                }
                (Key::Seq(_), OpType::Put(ScalarValue::Str(value))) => {
                    op.obj == text && op.insert && value.chars().count() <= 1
                }
                (Key::Seq(_), OpType::Delete) => op.obj == text,
                _ => false,
            };
            if !fine {
                return Err(Refusal::Schema);
            }
        }
        Ok(writes_text)
    }
}

/// An object as decoded operations name it.
fn object_id(id: &ObjId) -> Result<ObjectId, Refusal> {
    id.to_string().parse().map_err(|_| Refusal::Schema)
}
