//! The engine: an event in, effects out.

use crate::between::Between;
use crate::fresh::{Chain, Fresh, Seasoned};
use crate::ledger::{Ledger, lacking, parts_of};
use crate::peer::Peer;
use crate::presumed::bytes_of;
use crate::snapshots::{Room, SNAPSHOTS_AT_ONCE, before_puts, bytes_of as bytes_of_made, snapshots};
use crate::turns::{Holder, LITTLE, Lacks, Turns, lack_of_others, turns};
use std::collections::BTreeMap;
use visita_wire::{DeviceId, Have, Message};

/// Bytes of envelopes and snapshots on their way to a peer, or there and not yet acknowledged.
pub const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of snapshots among them, give or take the last: the rest is for envelopes, since a peer's word tells of those alone.
const SNAPSHOT_BYTES: usize = BATCH_BYTES / 2;
/// Milliseconds without news before a peer is told again what is held here, and before it is sent again what it did not
/// acknowledge: that takes twice as long each time, until it says something new.
pub const RETRY_MS: i64 = 5_000;
/// Milliseconds after which what was not acknowledged is sent again, however busy the peer is.
pub const LONGEST_RETRY_MS: i64 = 60_000;
/// The longest that one event tells of time in which words could have been heard: who was busy for longer has them unread.
const LISTENS_MS: i64 = 1_500;
/// Bytes of envelopes in one message to a peer: it says how far it is after each few, and whoever waits sees it get on.
const STEP_BYTES: usize = 256 * 1024;
/// Bytes on their way to a peer from here, from which on it has enough to take in.
const BUSY_BYTES: usize = 64 * 1024;

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
    /// This device; without it there are no turns, and everything goes to everybody at once.
    me: Option<DeviceId>,
    peers: BTreeMap<DeviceId, Peer>,
    fresh: Fresh,
    /// What was held here when it was looked at last, and how often it was something else before.
    word: Option<(Have, u64)>,
    /// When the last event was.
    last_ms: i64,
    /// Milliseconds in which peers' words could have been heard.
    listened_ms: i64,
}

impl Engine {
    /// Of this device.
    #[must_use]
    pub fn of(device: DeviceId) -> Self {
        Self {
            me: Some(device),
            ..Self::default()
        }
    }

    /// Handles one event at a time `now_ms` that never needs to be right, only to pass.
    ///
    /// # Errors
    /// The ledger's own. The engine may be asked again; what it was about to say is said a few seconds later at most.
    pub fn handle<L: Ledger>(&mut self, now_ms: i64, ledger: &L, event: Event) -> Result<Vec<Effect>, L::Error> {
        let since_last_ms = now_ms.saturating_sub(self.last_ms).clamp(0, LISTENS_MS);
        (self.last_ms, self.listened_ms) = (now_ms, self.listened_ms.saturating_add(since_last_ms));
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
                if state.says(self.listened_ms, have) {
                    self.answer(now_ms, ledger, peer)
                } else {
                    Ok(Vec::new())
                }
            }
            Event::Received { peer, message } => self.received(now_ms, ledger, peer, message),
            Event::Taken(peer) => self.taken(now_ms, ledger, peer),
            Event::Changed => self.answer_all(now_ms, ledger),
            Event::Tick => self.tick(now_ms, ledger),
        }
    }

    fn received<L: Ledger>(
        &mut self,
        now_ms: i64,
        ledger: &L,
        peer: DeviceId,
        message: Message,
    ) -> Result<Vec<Effect>, L::Error> {
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        self.fresh.came(now_ms, ledger, &message)?;
        // Who sends an envelope holds it: it need not come back to them.
        state.presumed.came(&message, self.listened_ms);
        let bytes = bytes_of(&message);
        state.heard_bytes = state.heard_bytes.saturating_add(bytes);
        for state in self.peers.values_mut() {
            state.news_bytes = state.news_bytes.saturating_add(bytes);
        }
        Ok(vec![Effect::Take { from: peer, message }])
    }

    fn taken<L: Ledger>(&mut self, now_ms: i64, ledger: &L, peer: DeviceId) -> Result<Vec<Effect>, L::Error> {
        // The others hear of it too, before anybody passes it on to them: unless saying so is more than what came.
        let have = ledger.have()?;
        let word = bytes_of_have(&have);
        self.word(have);
        for (other, state) in &mut self.peers {
            state.untold |= *other == peer || word <= SMALL_HAVE_BYTES.max(state.news_bytes);
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

    fn answer_all<L: Ledger>(&mut self, now_ms: i64, ledger: &L) -> Result<Vec<Effect>, L::Error> {
        let mut effects = Vec::new();
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            effects.extend(self.answer(now_ms, ledger, peer)?);
        }
        Ok(effects)
    }

    /// Says what is held here to whom it is due, passes on what nobody said they have meanwhile, and sends again what nobody
    /// acknowledged.
    fn tick<L: Ledger>(&mut self, now_ms: i64, ledger: &L) -> Result<Vec<Effect>, L::Error> {
        let to_pass_on = self.fresh.grow_old(now_ms);
        let mut effects = Vec::new();
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            let Some(state) = self.peers.get(&peer) else { continue };
            let is_untold = state.untold && self.word.as_ref().is_none_or(|(_, word)| *word != state.told);
            let tell_after = if is_untold { TELL_MS } else { RETRY_MS };
            let to_answer = to_pass_on || state.waits || due(state.answered_at_ms, now_ms);
            if passed(tell_after, state.told_at_ms, now_ms) {
                effects.extend(self.tell(now_ms, ledger, peer)?);
            }
            if to_answer {
                effects.extend(self.answer(now_ms, ledger, peer)?);
            }
        }
        Ok(effects)
    }

    /// The number of this word: who is told the same twice without need takes us for idle.
    fn word(&mut self, have: Have) -> u64 {
        let number = match &self.word {
            Some((last, number)) if *last == have => return *number,
            Some((_, number)) => number.saturating_add(1),
            None => 1,
        };
        self.word = Some((have, number));
        number
    }

    /// Says what is held here.
    fn tell<L: Ledger>(&mut self, now_ms: i64, ledger: &L, peer: DeviceId) -> Result<Vec<Effect>, L::Error> {
        let have = ledger.have()?;
        let word = self.word(have.clone());
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        state.told = word;
        state.told_at_ms = now_ms;
        state.untold = false;
        (state.heard_bytes, state.news_bytes) = (0, 0);
        Ok(vec![Effect::Send {
            peer,
            message: Message::Have(have),
        }])
    }

    /// Sends what the peer lacks beyond what is on its way already, a part at a time; what stays unacknowledged once more.
    fn answer<L: Ledger>(&mut self, now_ms: i64, ledger: &L, peer: DeviceId) -> Result<Vec<Effect>, L::Error> {
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        let again = state.give_up(self.listened_ms);
        let Some(theirs) = &state.theirs else {
            return Ok(Vec::new());
        };
        let (held, ours) = (state.presumed.on_top_of(theirs), ledger.have()?);
        let not_yet = self.not_yet(peer, &ours, &Between::of([&held]));
        let Some(state) = self.peers.get_mut(&peer) else {
            return Ok(Vec::new());
        };
        state.waits = !not_yet.is_empty();
        let ledger = &Seasoned {
            ledger,
            fresh: &self.fresh,
            not_yet: &not_yet,
        };
        let room = BATCH_BYTES.saturating_sub(state.presumed.bytes());
        let mut messages = lacking(ledger, &held, room)?;
        // None is made for who stays silent, nor for who has much to take in.
        if !again && room >= SNAPSHOT_BYTES {
            let snapshot_room = Room {
                count: SNAPSHOTS_AT_ONCE,
                bytes: SNAPSHOT_BYTES,
            };
            let going = (&held, messages.as_slice());
            let made = snapshots(ledger, &[peer], going, &mut state.snapshots, snapshot_room)?;
            let taken = bytes_of_made(&made);
            if taken > 0 {
                messages = lacking(ledger, &held, room.saturating_sub(taken).max(1))?;
            }
            messages = before_puts(made, messages);
        }
        state.answered_at_ms = now_ms;
        state.presumed.sent(&messages, &ours, self.listened_ms);
        let messages = messages.into_iter().flat_map(in_steps);
        Ok(messages.map(|message| Effect::Send { peer, message }).collect())
    }

    /// What it is another's turn to send a peer that holds so much.
    fn not_yet(&mut self, peer: DeviceId, ours: &Have, held: &Between) -> BTreeMap<Chain, u64> {
        let now_ms = self.listened_ms;
        let (Some(me), Some(state)) = (self.me, self.peers.get_mut(&peer)) else {
            return BTreeMap::new();
        };
        let count = lack_of_others(me, ours, held);
        if count <= LITTLE {
            (state.lacks, state.steps_in) = (None, false);
            return BTreeMap::new();
        }
        if state.steps_in {
            return BTreeMap::new();
        }
        let is_busy = state.presumed.bytes() >= BUSY_BYTES;
        let lacks = Lacks {
            peer,
            held,
            still_since_ms: state.still_since_ms.filter(|_| !is_busy),
            lacks_since_ms: state.lacks(now_ms, count),
        };
        let others = self.peers.iter().filter(|(other, _)| **other != peer);
        let holders: Vec<Holder<'_>> = others.map(|(other, state)| (*other, &state.holds)).collect();
        let Turns { waiting, steps_in } = turns((me, now_ms), lacks, ours, &holders);
        if let Some(state) = self.peers.get_mut(&peer) {
            state.steps_in = steps_in;
        }
        waiting
    }
}

/// A message as it goes out: envelopes in steps of about [`STEP_BYTES`].
fn in_steps(message: Message) -> Vec<Message> {
    match message {
        Message::Puts(puts) => {
            let steps = parts_of(STEP_BYTES, puts, |put| put.outer.len()).into_iter();
            steps.map(Message::Puts).collect()
        }
        Message::Have(_) | Message::Roster { .. } | Message::Grants(_) | Message::Snapshots(_) => vec![message],
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
