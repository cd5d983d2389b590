//! A whole document's changes at once, as a snapshot brings them: who made each, and the one intake of all or nothing.

use crate::authorship::Signer;
use crate::cell::{DEVICE_BYTES, device_of, life_of};
use crate::chunk::within_bounds;
use crate::document::{RawChange, RecordDocument};
use crate::intake::{Applied, Incoming, Refusal, Staged};
use crate::stored::Whole;
use automerge::Change;
use std::panic::catch_unwind;

/// Most operations of all changes that come in as one document. A change may claim some ten thousand in a hundred bytes,
/// and here they come by the ten thousand.
pub const MAX_WHOLE_OPERATIONS: usize = 2_000_000;

/// Who made a change, by what it says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Hash of the change.
    pub hash: [u8; 32],
    /// The device.
    pub device: [u8; DEVICE_BYTES],
    /// Which life of it.
    pub life: u32,
}

/// Who made each of these changes.
///
/// # Errors
/// [`Refusal::Bounds`] beyond what one change, or all of them together, may have; [`Refusal::Malformed`] for what is no
/// change of a device.
pub fn origins(changes: &[RawChange]) -> Result<Vec<Origin>, Refusal> {
    let mut operations = 0_usize;
    let mut found = Vec::with_capacity(changes.len());
    for raw in changes {
        if !within_bounds(raw) {
            return Err(Refusal::Bounds);
        }
        // A decoder that panics on hostile bytes costs the change, not the app.
        let change = catch_unwind(|| Change::from_bytes(raw.clone()).ok());
        let change = change.ok().flatten().ok_or(Refusal::Malformed)?;
        operations = operations.saturating_add(change.len());
        if operations > MAX_WHOLE_OPERATIONS {
            return Err(Refusal::Bounds);
        }
        let of_device = device_of(change.actor_id()).zip(life_of(change.actor_id()));
        let (device, life) = of_device.ok_or(Refusal::Malformed)?;
        found.push(Origin {
            hash: change.hash().0,
            device,
            life,
        });
    }
    Ok(found)
}

impl RecordDocument {
    /// Takes in changes of many devices, each after those it rests on and each by the rules for what its own device signed:
    /// all of them, or none.
    ///
    /// # Errors
    /// See [`Refusal`]; [`Refusal::NotTaken`] where one rests on what is not among them or comes twice. The document is
    /// untouched.
    pub fn intake_whole(&mut self, changes: &[(Signer, RawChange)]) -> Result<Whole, Refusal> {
        let mut staged = Staged::default();
        for (signer, change) in changes {
            let one = Incoming {
                signer,
                changes: std::slice::from_ref(change),
            };
            let taken = self.look(one, &staged)?.settle(|new| {
                staged.add(new);
                Ok(())
            })?;
            if taken != Applied::New(1) {
                return Err(Refusal::NotTaken);
            }
        }
        self.apply(staged)
    }
}
