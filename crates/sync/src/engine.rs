//! The engine: an event in, effects out.

use crate::fresh::{Fresh, Seasoned};
use crate::ledger::{Ledger, lacking};
use crate::presumed::{Presumed, bytes_of};
use crate::snapshots::{Room, SNAPSHOTS_AT_ONCE, before_puts, bytes_of as bytes_of_made, snapshots};
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, DocId, Have, Message};

/// Bytes of envelopes and snapshots sent before the peer has said what it holds.
pub const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of snapshots among them, give or take the last: the rest is for envelopes, since a peer's word tells of those alone.
const SNAPSHOT_BYTES: usize = BATCH_BYTES / 2;
/// Milliseconds without news before a peer is told again what is held here.
pub const RETRY_MS: i64 = 5_000;

/// Milliseconds between two accounts of what is held here, unless much came or the peer is new.
pub const TELL_MS: i64 = 500;
/// Bytes of an account of what is held that is given to all at each change: one that takes more costs more than the envelopes
/// that somebody would pass on for want of it.
const SMALL_HAVE_BYTES: usize = 16 * 1024;
/// Bytes of envelopes from a peer that are acknowledged at once: it may wait with more.
const MUCH_BYTES: usize = BATCH_BYTES / 2;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A connection to a device of the team stands.
    Connected(DeviceId),
    /// It is gone.
    Disconnected(DeviceId),
    /// A message came.
    Received {
        /// From whom.
        peer: DeviceId,
        /// It.
        message: Message,
    },
    /// Something was written here, or taken in from anywhere.
    Changed,
    /// What [`Effect::Take`] brought from this peer is held now, or was refused.
    Taken(DeviceId),
    /// Time passed.
    Tick,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a message.
    Send {
        /// To whom.
        peer: DeviceId,
        /// It.
        message: Message,
    },
    /// Check and keep what came; then say [`Event::Taken`], and [`Event::Changed`] if anything was new.
    Take {
        /// From whom.
        from: DeviceId,
        /// Roster entries, grants, snapshots or envelopes, none of them verified.
        message: Message,
    },
}

#[derive(Debug, Default)]
struct Peer {
    theirs: Option<Have>,
    told_at_ms: i64,
    /// More is held here than it was told.
    untold: bool,
    /// Bytes of envelopes that came from it since.
    heard_bytes: usize,
    answered: Option<Have>,
    answered_at_ms: i64,
    /// What was sent to it or came from it since, until [`RETRY_MS`] pass without its word.
    presumed: Presumed,
    presumed_at_ms: i64,
    /// The last answer was a part: the rest waits for its word.
    more: bool,
    /// Documents of which a snapshot went to it, or need not: once while the connection stands.
    snapshots: BTreeSet<DocId>,
}

impl Peer {
    fn presume<T>(&mut self, now_ms: i64, work: impl FnOnce(&mut Presumed) -> T) -> T {
        if self.presumed.is_empty() {
            self.presumed_at_ms = now_ms;
        }
        work(&mut self.presumed)
    }
}

/// Whether [`RETRY_MS`] have passed. A clock that jumped back asks again as well.
fn due(at_ms: i64, now_ms: i64) -> bool {
    passed(RETRY_MS, at_ms, now_ms)
}

/// Whether so many milliseconds have passed, or the clock jumped back.
pub(crate) fn passed(ms: i64, at_ms: i64, now_ms: i64) -> bool {
    !(at_ms..at_ms.saturating_add(ms)).contains(&now_ms)
}

/// The state of all conversations. It can be lost at any time: a new one begins where the ledger stands.
#[derive(Debug, Default)]
pub struct Engine {
    peers: BTreeMap<DeviceId, Peer>,
    fresh: Fresh,
}

impl Engine {
    /// Handles one event at a time `now_ms` that never needs to be right, only to pass.
    ///
    /// # Errors
    /// The ledger's own. The engine may be asked again; what it was about to say is said a few seconds later at most.
    pub fn handle<L: Ledger>(&mut self, now_ms: i64, ledger: &L, event: Event) -> Result<Vec<Effect>, L::Error> {
        match event {
            Event::Connected(peer) => {
                self.peers.insert(peer, Peer::default());
                self.tell(now_ms, ledger, peer)
            }
            Event::Disconnected(peer) => {
                self.peers.remove(&peer);
                Ok(Vec::new())
            }
            Event::Received {
                peer,
                message: Message::Have(have),
            } => {
                let Some(state) = self.peers.get_mut(&peer) else {
                    return Ok(Vec::new());
                };
                let news = state.theirs.as_ref() != Some(&have);
                state.presumed.confirm(&have);
                state.theirs = Some(have);
                if news {
                    self.answer(now_ms, ledger, peer, false)
                } else {
                    Ok(Vec::new())
                }
            }
            Event::Received { peer, message } => {
                let Some(state) = self.peers.get_mut(&peer) else {
                    return Ok(Vec::new());
                };
                self.fresh.came(now_ms, ledger, &message)?;
                // Who sends an envelope holds it: it need not come back to them.
                state.presume(now_ms, |presumed| presumed.passed(std::slice::from_ref(&message)));
                state.heard_bytes = state.heard_bytes.saturating_add(bytes_of(&message));
                Ok(vec![Effect::Take { from: peer, message }])
            }
            Event::Taken(peer) => {
                // The others hear of it too, before anybody passes it on to them.
                let all = bytes_of_have(&ledger.have()?) <= SMALL_HAVE_BYTES;
                for (other, state) in &mut self.peers {
                    state.untold |= all || *other == peer;
                }
                let waits = self
                    .peers
                    .get(&peer)
                    .is_some_and(|state| state.heard_bytes < MUCH_BYTES && !passed(TELL_MS, state.told_at_ms, now_ms));
                if waits {
                    return Ok(Vec::new());
                }
                self.tell(now_ms, ledger, peer)
            }
            Event::Changed => self.answer_all(now_ms, ledger),
            Event::Tick => self.tick(now_ms, ledger),
        }
    }

    fn answer_all<L: Ledger>(&mut self, now_ms: i64, ledger: &L) -> Result<Vec<Effect>, L::Error> {
        let mut effects = Vec::new();
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            effects.extend(self.answer(now_ms, ledger, peer, false)?);
        }
        Ok(effects)
    }

    /// Says what is held here to whom it is due, and passes on what nobody said they have meanwhile.
    fn tick<L: Ledger>(&mut self, now_ms: i64, ledger: &L) -> Result<Vec<Effect>, L::Error> {
        let to_pass_on = self.fresh.grow_old(now_ms);
        let mut effects = Vec::new();
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            let Some(state) = self.peers.get(&peer) else { continue };
            let tell_after = if state.untold { TELL_MS } else { RETRY_MS };
            let again = due(state.answered_at_ms, now_ms);
            if passed(tell_after, state.told_at_ms, now_ms) {
                effects.extend(self.tell(now_ms, ledger, peer)?);
            }
            if again || to_pass_on {
                effects.extend(self.answer(now_ms, ledger, peer, again)?);
            }
        }
        Ok(effects)
    }

    /// Says what is held here.
    fn tell<L: Ledger>(&mut self, now_ms: i64, ledger: &L, peer: DeviceId) -> Result<Vec<Effect>, L::Error> {
        let have = ledger.have()?;
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        state.told_at_ms = now_ms;
        state.untold = false;
        state.heard_bytes = 0;
        Ok(vec![Effect::Send {
            peer,
            message: Message::Have(have),
        }])
    }

    /// Sends what the peer lacks beyond what is on its way already, a part at a time; everything again when it stays silent.
    fn answer<L: Ledger>(
        &mut self,
        now_ms: i64,
        ledger: &L,
        peer: DeviceId,
        again: bool,
    ) -> Result<Vec<Effect>, L::Error> {
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        let Some(theirs) = state.theirs.clone() else {
            return Ok(Vec::new());
        };
        // However much passes meanwhile: what nobody confirmed in all that time did not arrive.
        if again || (!state.presumed.is_empty() && due(state.presumed_at_ms, now_ms)) {
            state.presumed = Presumed::default();
        } else if state.more && state.answered.as_ref() == Some(&theirs) {
            return Ok(Vec::new());
        }
        let held = state.presumed.on_top_of(&theirs);
        let ledger = &Seasoned {
            ledger,
            fresh: &self.fresh,
        };
        let (mut messages, mut made) = (lacking(ledger, &held, BATCH_BYTES)?, Vec::new());
        if !again {
            let room = Room {
                count: SNAPSHOTS_AT_ONCE,
                bytes: SNAPSHOT_BYTES,
            };
            let going = (&held, messages.as_slice());
            made = snapshots(ledger, &[peer], going, &mut state.snapshots, room)?;
        }
        let taken = bytes_of_made(&made);
        if taken > 0 {
            messages = lacking(ledger, &held, BATCH_BYTES.saturating_sub(taken).max(1))?;
        }
        let messages = before_puts(made, messages);
        state.answered_at_ms = now_ms;
        let ours = ledger.have()?;
        let bytes = state.presume(now_ms, |presumed| presumed.sent(&messages, &ours));
        state.more = bytes.saturating_add(taken) >= BATCH_BYTES;
        state.answered = Some(theirs);
        Ok(messages
            .into_iter()
            .map(|message| Effect::Send { peer, message })
            .collect())
    }
}

/// Bytes that an account of what is held takes, about.
fn bytes_of_have(have: &Have) -> usize {
    /// A hash with its length.
    const HASH: usize = 34;
    /// An id with its length, and the beginning of a list.
    const DOC: usize = 20;
    /// A device and a number.
    const CHAIN: usize = 40;
    let docs = have.docs.iter().map(|doc| DOC + CHAIN * doc.held.len());
    HASH * have.grants.len() + docs.sum::<usize>()
}
