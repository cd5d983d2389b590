//! What is let in from other devices.

use crate::cell::{CellKey, DEVICE_BYTES, device_of, hex};
use crate::chunk::within_bounds;
use crate::document::{MAX_CELL_BYTES, RawChange, RecordDocument};
use automerge::{Change, ChangeHash};
use std::collections::BTreeMap;
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

impl RecordDocument {
    /// Takes in changes signed by `device`: bounds before decoding, then decoding, rules, and a copy that must read back.
    ///
    /// # Errors
    /// See [`Refusal`]; the document is untouched.
    pub fn intake(&mut self, changes: &[RawChange], device: &[u8; DEVICE_BYTES]) -> Result<Applied, Refusal> {
        if !changes.iter().all(|change| within_bounds(change)) {
            return Err(Refusal::Bounds);
        }
        let mut copy = self.clone();
        // A decoder that panics on hostile bytes costs the change, not the app.
        let (applied, copy) = catch_unwind(AssertUnwindSafe(move || {
            let applied = copy.admit(changes, device)?;
            Ok::<_, Refusal>((applied, copy))
        }))
        .map_err(|_| Refusal::Malformed)??;
        if matches!(applied, Applied::New(_)) {
            *self = copy;
        }
        Ok(applied)
    }

    fn admit(&mut self, changes: &[RawChange], device: &[u8; DEVICE_BYTES]) -> Result<Applied, Refusal> {
        let mut max_ops: BTreeMap<ChangeHash, u64> = BTreeMap::new();
        let mut new = Vec::new();
        for raw in changes {
            let change = Change::from_bytes(raw.clone()).map_err(|_| Refusal::Malformed)?;
            let hash = change.hash();
            if self.doc.get_change_by_hash(&hash).is_some() {
                continue;
            }
            if device_of(change.actor_id()) != Some(*device) {
                return Err(Refusal::ForeignActor);
            }
            let mut last = 0;
            for dep in change.deps() {
                let known = match max_ops.get(dep) {
                    Some(max) => Some(*max),
                    None => self.doc.get_change_by_hash(dep).map(|dep| dep.max_op()),
                };
                match known {
                    Some(max) => last = last.max(max),
                    None => return Ok(Applied::Waiting),
                }
            }
            if change.start_op().get() <= last || change.start_op().get() > last + Self::ALLOWED_GAP {
                return Err(Refusal::Numbering);
            }
            if self.check_schema(&change, device)? {
                self.passages = None;
            }
            max_ops.insert(hash, change.max_op());
            new.push(change);
        }
        if new.is_empty() {
            return Ok(Applied::Known);
        }
        let hashes: Vec<ChangeHash> = new.iter().map(Change::hash).collect();
        self.doc.apply_changes_batch(new).map_err(|_| Refusal::Duplicate)?;
        if hashes.iter().any(|hash| self.doc.get_change_by_hash(hash).is_none()) {
            return Err(Refusal::NotTaken);
        }
        let heads = self.heads();
        let bytes = self.doc.save();
        let read_back = Self::load(&bytes)
            .map(|mut again| again.heads())
            .map_err(|_| Refusal::NotTaken)?;
        if read_back == heads {
            Ok(Applied::New(hashes.len()))
        } else {
            Err(Refusal::NotTaken)
        }
    }

    /// An isolated text edit starts after every operation its author knew, not only after those it rests on. A device
    /// cannot know more operations than a record may hold.
    const ALLOWED_GAP: u64 = 10_000_000;

    /// Whether it writes to the text, where it writes only what it may.
    fn check_schema(&self, change: &Change, device: &[u8; DEVICE_BYTES]) -> Result<bool, Refusal> {
        let decoded = change.decode();
        let cells = self.cells.to_string();
        let text = self.text.to_string();
        let device = hex(device);
        let mut writes_text = false;
        for op in &decoded.operations {
            let object = op.obj.to_string();
            writes_text |= object == text;
            let fine = match (&op.key, &op.action) {
                (
                    automerge::legacy::Key::Map(key),
                    automerge::legacy::OpType::Put(automerge::ScalarValue::Str(value)),
                ) => {
                    object == cells
                        && !op.insert
                        && value.len() <= MAX_CELL_BYTES
                        && CellKey::parse(key).is_some_and(|cell| cell.device == device)
                }
                (
                    automerge::legacy::Key::Seq(_),
                    automerge::legacy::OpType::Put(automerge::ScalarValue::Str(value)),
                ) => object == text && op.insert && value.chars().count() <= 1,
                (automerge::legacy::Key::Seq(_), automerge::legacy::OpType::Delete) => object == text,
                _ => false,
            };
            if !fine {
                return Err(Refusal::Schema);
            }
        }
        Ok(writes_text)
    }
}
