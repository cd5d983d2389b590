//! What lies between devices: links that come and go, packets that are lost, doubled, late and damaged.

use crate::device::{Device, Standing, Stopped, must};
use crate::world::{Trouble, World};
use anyhow::{Context as _, Result, bail};
use rand::RngExt as _;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use visita_app::api::ErrorCode;
use visita_sync::{Effect, Event};
use visita_wire::{Message, Put, decode_messages, encode_messages};

/// Longest way of a packet, milliseconds.
const MAX_DELAY_MS: i64 = 400;
/// Packets lost, of a thousand.
const LOST: u32 = 60;
/// Packets that come twice, of a thousand.
const DOUBLED: u32 = 60;
/// Packets damaged, of a thousand.
const CORRUPTED: u32 = 4;
/// Deaths between two effects, of a thousand effects.
const DEATHS: u32 = 1;

struct Packet {
    from: usize,
    to: usize,
    bytes: Vec<u8>,
    /// What was sent, where it was damaged on the way.
    undamaged: Option<Vec<u8>>,
}

/// Links and packets.
#[derive(Default)]
pub struct Network {
    links: BTreeSet<(usize, usize)>,
    packets: BTreeMap<(i64, u64), Packet>,
    sent: u64,
}

impl Network {
    /// Nothing is under way.
    pub(crate) fn clear(&mut self) {
        self.packets.clear();
    }
}

impl World {
    /// Two devices meet, if each has the other on its roster.
    pub(crate) fn link(&mut self, a: usize, b: usize) -> Result<()> {
        let pair = (a.min(b), a.max(b));
        if a == b || self.network.links.contains(&pair) || !(self.seats(a, b)? && self.seats(b, a)?) {
            return Ok(());
        }
        self.network.links.insert(pair);
        self.tally.links += 1;
        for (here, there) in [(a, b), (b, a)] {
            let peer = self.device(there)?.id;
            self.happens(here, Event::Connected(peer))?;
        }
        Ok(())
    }

    fn seats(&mut self, here: usize, there: usize) -> Result<bool> {
        if self.standing(here) == Standing::Outside {
            return Ok(false);
        }
        let peer = self.device(there)?.id;
        must(self.device(here)?.with(|session, _| session.harness_seats(peer)))
    }

    /// The link breaks; what was under way is gone.
    pub(crate) fn cut(&mut self, a: usize, b: usize) -> Result<()> {
        if !self.network.links.remove(&(a.min(b), a.max(b))) {
            return Ok(());
        }
        self.network
            .packets
            .retain(|_, packet| ![(a, b), (b, a)].contains(&(packet.from, packet.to)));
        for (here, there) in [(a, b), (b, a)] {
            let peer = self.device(there)?.id;
            self.happens(here, Event::Disconnected(peer))?;
        }
        Ok(())
    }

    /// Every link of a device breaks.
    pub(crate) fn cut_off(&mut self, one: usize) -> Result<()> {
        for other in 0..self.devices.len() {
            self.cut(one, other)?;
        }
        Ok(())
    }

    /// An event for a device's engine, and all that follows from it.
    pub(crate) fn happens(&mut self, one: usize, event: Event) -> Result<()> {
        let handled = self
            .device(one)?
            .with(|session, engine| session.harness_handle(engine, event));
        let effects = match handled {
            Ok(effects) => effects,
            Err(Stopped::Died) => return self.die(one),
            Err(Stopped::Refused(error)) => bail!("device {one}: the engine: {error:?}"),
        };
        for effect in effects {
            if !self.is_spared(Trouble::Death) && self.bad_luck(DEATHS) {
                return self.die(one);
            }
            match effect {
                Effect::Send { peer, message } => {
                    if let Some(to) = self.devices.iter().position(|device| device.id == peer) {
                        self.send(one, to, message)?;
                    }
                }
                Effect::Take { from, message } => {
                    let brings = !matches!(message, Message::Have(_));
                    if !self.take(one, from, vec![message])? {
                        return Ok(());
                    }
                    self.happens(one, Event::Taken(from))?;
                    if brings {
                        self.happens(one, Event::Changed)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A device takes messages; whether it is still alive after that.
    pub(crate) fn take(&mut self, one: usize, from: visita_wire::DeviceId, messages: Vec<Message>) -> Result<bool> {
        let taken = self
            .device(one)?
            .with(|session, _| session.harness_take(from, messages));
        match taken {
            Ok(taken) => {
                self.tally.taken += u64::from(taken.applied);
                self.tally.quarantined += u64::from(taken.quarantined);
                Ok(true)
            }
            Err(Stopped::Died) => self.die(one).map(|()| false),
            // Damaged on the way, or by somebody who is not of the team any more.
            Err(stopped) if Device::is(&stopped, ErrorCode::BadFile) => Ok(true),
            Err(Stopped::Refused(error)) => bail!("device {one}: takes nothing: {error:?}"),
        }
    }

    fn send(&mut self, from: usize, to: usize, message: Message) -> Result<()> {
        if !self.network.links.contains(&(from.min(to), from.max(to))) {
            return Ok(());
        }
        self.tally.packets += 1;
        if self.bad_luck(LOST) {
            self.tally.lost_packets += 1;
            return Ok(());
        }
        let mut bytes = encode_messages(&[message]).context("a message that cannot be written")?;
        let mut undamaged = None;
        if !self.is_spared(Trouble::Corruption) && self.bad_luck(CORRUPTED) {
            self.tally.corrupted_packets += 1;
            undamaged = Some(bytes.clone());
            let at = self.rng.random_range(0..bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << self.rng.random_range(0..8);
            }
        }
        let twice = self.bad_luck(DOUBLED);
        self.tally.doubled_packets += u64::from(twice);
        for _ in 0..=u32::from(twice) {
            let due = self.now() + self.rng.random_range(1..MAX_DELAY_MS);
            self.network.sent += 1;
            let (bytes, undamaged) = (bytes.clone(), undamaged.clone());
            let packet = Packet {
                from,
                to,
                bytes,
                undamaged,
            };
            self.network.packets.insert((due, self.network.sent), packet);
        }
        Ok(())
    }

    /// Time passes; what is due arrives.
    pub(crate) fn pass(&mut self, ms: i64) -> Result<()> {
        let end = self.now() + ms;
        while let Some(entry) = self.network.packets.first_entry() {
            let due = entry.key().0;
            if due > end {
                break;
            }
            let packet = entry.remove();
            self.now_ms.fetch_max(due, Ordering::Relaxed);
            self.arrives(&packet)?;
        }
        self.now_ms.fetch_max(end, Ordering::Relaxed);
        for one in 0..self.devices.len() {
            if self.standing(one) != Standing::Outside {
                self.happens(one, Event::Tick)?;
            }
        }
        Ok(())
    }

    fn arrives(&mut self, packet: &Packet) -> Result<()> {
        // The carrier lets nobody in who is not of the team, and lets go of who is no longer.
        if !self.seats(packet.to, packet.from)? {
            return self.cut(packet.to, packet.from);
        }
        let Ok(mut messages) = decode_messages(&packet.bytes) else {
            return Ok(());
        };
        if let Some(undamaged) = &packet.undamaged {
            self.noticed_by_carrier(packet.to, &mut messages, undamaged)?;
        }
        let peer = self.device(packet.from)?.id;
        for message in messages {
            self.happens(packet.to, Event::Received { peer, message })?;
        }
        Ok(())
    }

    /// Takes damaged envelopes out that pass through a device which cannot open them: it keeps them for others and has nothing
    /// to tell them from true ones by. Of the real carriers each authenticates what it brings; whatever a device can tell by
    /// itself comes through damaged all the same.
    fn noticed_by_carrier(&mut self, to: usize, messages: &mut [Message], undamaged: &[u8]) -> Result<()> {
        let sent = decode_messages(undamaged).context("a message that cannot be read")?;
        let sent: Vec<_> = sent.iter().flat_map(puts_in).collect();
        for message in messages {
            let Message::Puts(puts) = message else { continue };
            let mut kept = Vec::new();
            for put in std::mem::take(puts) {
                let passes = !sent.contains(&&put)
                    && must(
                        self.device(to)?
                            .with(|session, _| session.harness_keeps_for_others(&put)),
                    )?;
                if !passes {
                    kept.push(put);
                }
            }
            *puts = kept;
        }
        Ok(())
    }
}

fn puts_in(message: &Message) -> &[Put] {
    match message {
        Message::Puts(puts) => puts,
        Message::Have(_) | Message::Roster { .. } | Message::Grants(_) | Message::Snapshots(_) => &[],
    }
}
