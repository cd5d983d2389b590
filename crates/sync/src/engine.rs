//! The engine: an event in, effects out.

use crate::ledger::{Ledger, lacking};
use crate::presumed::Presumed;
use crate::snapshots::{SNAPSHOTS_AT_ONCE, before_puts, snapshots};
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, DocId, Have, Message};

/// Bytes of envelopes sent before the peer has said what it holds.
pub const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// Milliseconds without news before a peer is told again what is held here.
pub const RETRY_MS: i64 = 5_000;

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
    told: Option<Have>,
    told_at_ms: i64,
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
    !(at_ms..at_ms.saturating_add(RETRY_MS)).contains(&now_ms)
}

/// The state of all conversations. It can be lost at any time: a new one begins where the ledger stands.
#[derive(Debug, Default)]
pub struct Engine {
    peers: BTreeMap<DeviceId, Peer>,
}

impl Engine {
    /// Handles one event at a time `now_ms` that never needs to be right, only to pass.
    ///
    /// # Errors
    /// The ledger's own; the engine is as before and may be asked again.
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
                // Who sends an envelope holds it: it need not come back to them.
                state.presume(now_ms, |presumed| presumed.passed(std::slice::from_ref(&message)));
                Ok(vec![Effect::Take { from: peer, message }])
            }
            Event::Taken(peer) => self.tell(now_ms, ledger, peer),
            Event::Changed => {
                let mut effects = Vec::new();
                for peer in self.peers.keys().copied().collect::<Vec<_>>() {
                    effects.extend(self.answer(now_ms, ledger, peer, false)?);
                }
                Ok(effects)
            }
            Event::Tick => {
                let mut effects = Vec::new();
                for peer in self.peers.keys().copied().collect::<Vec<_>>() {
                    let state = self.peers.get(&peer);
                    let (tell, answer) = state.map_or((false, false), |peer| {
                        (due(peer.told_at_ms, now_ms), due(peer.answered_at_ms, now_ms))
                    });
                    if tell {
                        effects.extend(self.tell(now_ms, ledger, peer)?);
                    }
                    if answer {
                        effects.extend(self.answer(now_ms, ledger, peer, true)?);
                    }
                }
                Ok(effects)
            }
        }
    }

    /// Says what is held here.
    fn tell<L: Ledger>(&mut self, now_ms: i64, ledger: &L, peer: DeviceId) -> Result<Vec<Effect>, L::Error> {
        let have = ledger.have()?;
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        state.told = Some(have.clone());
        state.told_at_ms = now_ms;
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
        let messages = lacking(ledger, &held, BATCH_BYTES)?;
        let going = (&held, messages.as_slice());
        let made = snapshots(ledger, &[peer], going, &mut state.snapshots, SNAPSHOTS_AT_ONCE)?;
        let messages = before_puts(made, messages);
        state.answered_at_ms = now_ms;
        let ours = ledger.have()?;
        let bytes = state.presume(now_ms, |presumed| presumed.sent(&messages, &ours));
        state.more = bytes >= BATCH_BYTES;
        state.answered = Some(theirs);
        Ok(messages
            .into_iter()
            .map(|message| Effect::Send { peer, message })
            .collect())
    }
}
