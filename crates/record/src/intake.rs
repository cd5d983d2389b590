//! What is let in from other devices.

use crate::authorship::{Claim, Signer};
use crate::cell::{CellKey, device_of};
use crate::chunk::{says_its_hash, within_bounds};
use crate::document::{MAX_CELL_BYTES, RawChange, RecordDocument};
use crate::stored::Whole;
use automerge::legacy::{Key, ObjectId, OpType};
use automerge::{Change, ChangeHash, ObjId, ReadDoc as _, ScalarValue};
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
    /// A cell in the name of a member whose device did not sign it.
    #[error("written in another member's name")]
    ForeignMember,
    /// It claims to replace, or to have seen, what its author may not or could not.
    #[error("replaces what it may not")]
    ForeignCovers,
    /// A decision by somebody who was never a lead.
    #[error("decides without being a lead")]
    NotALead,
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
    /// Who signed them.
    pub signer: &'a Signer,
    /// Its changes.
    pub changes: &'a [RawChange],
}

/// What became of everything that came in at once.
#[derive(Debug)]
pub struct Intake {
    /// For each of what came, in its order.
    pub outcomes: Vec<Result<Applied, Refusal>>,
    /// The record encoded whole and read back; none when nothing was new.
    pub whole: Option<Whole>,
}

/// Changes that passed every check and wait for the one apply.
#[derive(Default)]
pub(crate) struct Staged {
    changes: Vec<Change>,
    /// The last operation of each.
    max_ops: HashMap<ChangeHash, u64>,
    /// What they say of cells of others, to be judged where they stand.
    claims: Vec<Claim>,
}

impl Staged {
    pub(crate) fn add(&mut self, new: Self) {
        self.changes.extend(new.changes);
        self.max_ops.extend(new.max_ops);
        self.claims.extend(new.claims);
    }
}

/// What a look at one batch found.
pub(crate) enum Look {
    New(Staged),
    Known,
    Waiting,
}

impl Look {
    pub(crate) fn settle(self, keep: impl FnOnce(Staged) -> Result<(), Refusal>) -> Result<Applied, Refusal> {
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
    /// Takes in signed changes: bounds before decoding, then decoding, rules, and a copy that must read back.
    ///
    /// # Errors
    /// See [`Refusal`]; the document is untouched.
    pub fn intake(&mut self, changes: &[RawChange], signer: &Signer) -> Result<Applied, Refusal> {
        self.look(Incoming { signer, changes }, &Staged::default())?
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
                staged.add(new);
                Ok(())
            })
        });
        if staged.changes.is_empty() {
            return Intake { outcomes, whole: None };
        }
        if let Ok(whole) = self.apply(staged) {
            return Intake {
                outcomes,
                whole: Some(whole),
            };
        }
        let mut whole = None;
        let outcomes = self.rounds(incoming, |record, one| {
            record.look(one, &Staged::default())?.settle(|new| {
                whole = Some(record.apply(new)?);
                Ok(())
            })
        });
        Intake { outcomes, whole }
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
    pub(crate) fn look(&mut self, incoming: Incoming<'_>, staged: &Staged) -> Result<Look, Refusal> {
        if !incoming.changes.iter().all(|change| within_bounds(change)) {
            return Err(Refusal::Bounds);
        }
        // A decoder that panics on hostile bytes costs the change, not the app.
        catch_unwind(AssertUnwindSafe(|| self.admit(incoming, staged))).map_err(|_| Refusal::Malformed)?
    }

    fn admit(&mut self, incoming: Incoming<'_>, staged: &Staged) -> Result<Look, Refusal> {
        let mut new = Staged::default();
        let mine = Containers {
            cells: object_id(&self.cells)?,
            text: object_id(&self.text)?,
        };
        for raw in incoming.changes {
            let change = Change::try_from(raw.as_slice()).map_err(|_| Refusal::Malformed)?;
            let hash = change.hash();
            if !says_its_hash(raw, &hash.0) {
                return Err(Refusal::Malformed);
            }
            // Also of what is here already: it may be here on the word of a lead alone, and no other device proves it.
            if device_of(change.actor_id()) != Some(incoming.signer.device) {
                return Err(Refusal::ForeignActor);
            }
            if self.max_op_of(&hash, staged, &new).is_some() {
                continue;
            }
            let mut last = 0;
            for dep in change.deps() {
                match self.max_op_of(dep, staged, &new) {
                    Some(max) => last = last.max(max),
                    None => return Ok(Look::Waiting),
                }
            }
            // Every record rests on its genesis. Honest operations are numbered from there without a gap, so that the
            // highest number is bounded by the bytes it took to get there.
            if change.deps().is_empty() || Some(change.start_op().get()) != last.checked_add(1) {
                return Err(Refusal::Numbering);
            }
            check_schema(&change, &mine, incoming.signer, &mut new)?;
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
    pub(crate) fn apply(&mut self, staged: Staged) -> Result<Whole, Refusal> {
        let mut copy = self.clone();
        // Cells alone may tell what whoever typed knew of.
        copy.passages = None;
        let (copy, whole) = catch_unwind(AssertUnwindSafe(move || {
            let expected = u64::try_from(staged.changes.len()).ok();
            let before = copy.doc.stats().num_changes;
            copy.doc
                .apply_changes_batch(staged.changes)
                .map_err(|_| Refusal::Duplicate)?;
            // None was there before: all are in it now, or one is held back.
            if copy.doc.stats().num_changes.checked_sub(before) != expected {
                return Err(Refusal::NotTaken);
            }
            if !staged.claims.iter().all(|claim| copy.bears_out(claim)) {
                return Err(Refusal::ForeignCovers);
            }
            let whole = copy.compact().map_err(|_| Refusal::NotTaken)?;
            Ok((copy, whole))
        }))
        .map_err(|_| Refusal::Malformed)??;
        *self = copy;
        Ok(whole)
    }
}

/// What a change may write into, as decoded operations name it.
struct Containers {
    cells: ObjectId,
    text: ObjectId,
}

/// Lets it by where it writes only what its signer may.
fn check_schema(change: &Change, mine: &Containers, signer: &Signer, new: &mut Staged) -> Result<(), Refusal> {
    for op in &change.decode().operations {
        let (in_cells, in_text) = (op.obj == mine.cells, op.obj == mine.text);
        let fine = match (&op.key, &op.action) {
            (Key::Map(key), OpType::Put(ScalarValue::Str(value)))
                if in_cells && !op.insert && value.len() <= MAX_CELL_BYTES =>
            {
                let cell = CellKey::parse(key).ok_or(Refusal::Schema)?;
                new.claims.extend(signer.judge(cell, value, change.deps())?);
                true
            }
            (Key::Seq(_), OpType::Put(ScalarValue::Str(value))) => in_text && op.insert && value.chars().count() <= 1,
            (Key::Seq(_), OpType::Delete) => in_text,
            _ => false,
        };
        if !fine {
            return Err(Refusal::Schema);
        }
    }
    Ok(())
}

/// An object as decoded operations name it.
fn object_id(id: &ObjId) -> Result<ObjectId, Refusal> {
    id.to_string().parse().map_err(|_| Refusal::Schema)
}
