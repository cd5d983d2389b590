//! Snapshots: for documents of which somebody holds nothing, and whose envelopes do not all go along.

use crate::between::Between;
use crate::ledger::{Ledger, parts};
use std::collections::BTreeSet;
use visita_wire::{DeviceId, DocId, Have, HaveDoc, Message, before_first, life_of};

/// Snapshots made for one answer: each takes the time it takes to read a whole document, and somebody waits.
pub const SNAPSHOTS_AT_ONCE: usize = 32;

/// How many snapshots may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// At most so many.
    pub count: usize,
    /// None more once they have so many bytes together, give or take the last.
    pub bytes: usize,
}

/// A document, and the snapshot of it that was made.
pub type Made = (DocId, Vec<u8>);

/// Whether any envelope of a document is named.
fn names_any(doc: &HaveDoc) -> bool {
    doc.held.iter().any(|to| to.seq > before_first(life_of(to.seq)))
}

/// Snapshots, as far as there is room, for devices that hold `theirs`, of documents of which they hold nothing and whose envelopes are
/// not all in `going`; what was looked at goes into `seen` and is not looked at again.
///
/// # Errors
/// The ledger's own.
pub fn snapshots<L: Ledger>(
    ledger: &L,
    to: &[DeviceId],
    (theirs, going): (&Have, &[Message]),
    seen: &mut BTreeSet<DocId>,
    room: Room,
) -> Result<Vec<Made>, L::Error> {
    let ours = ledger.have()?;
    if ours.team != theirs.team {
        return Ok(Vec::new());
    }
    let named: BTreeSet<DocId> = theirs
        .docs
        .iter()
        .filter(|doc| names_any(doc))
        .map(|doc| doc.doc)
        .collect();
    let going = Between::of_going(going);
    let mut made: Vec<Made> = Vec::new();
    for doc in &ours.docs {
        if made.len() >= room.count || bytes_of(&made) >= room.bytes {
            break;
        }
        if named.contains(&doc.doc) || seen.contains(&doc.doc) || going.lack_of(doc) == 0 {
            continue;
        }
        seen.insert(doc.doc);
        made.extend(ledger.snapshot(doc.doc, to)?.map(|snapshot| (doc.doc, snapshot)));
    }
    Ok(made)
}

/// Bytes of snapshots.
pub(crate) fn bytes_of(made: &[Made]) -> usize {
    made.iter()
        .fold(0, |sum, (_, snapshot)| sum.saturating_add(snapshot.len()))
}

/// Puts snapshots before the envelopes that go along: who takes them in that order reads at once.
#[must_use]
pub fn before_puts(made: Vec<Made>, messages: Vec<Message>) -> Vec<Message> {
    let (puts, others): (Vec<_>, Vec<_>) = messages
        .into_iter()
        .partition(|message| matches!(message, Message::Puts(_)));
    let snapshots = made.into_iter().map(|(_, snapshot)| snapshot).collect();
    let snapshots = parts(snapshots, Vec::len).into_iter();
    let snapshots = snapshots.map(|part| Message::Snapshots(part.into_iter().map(Into::into).collect()));
    others.into_iter().chain(snapshots).chain(puts).collect()
}

#[cfg(test)]
#[path = "snapshots_tests.rs"]
mod tests;
