//! Devices that meet after a long time apart, and take their time to take in: how much passes, beside what each of them lacks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::VecDeque;
use visita_sync::{Effect, Engine, Event, Ledger as _, MemoryLedger};
use visita_wire::{DeviceId, Digest, DocId, Message, Put, TeamId};

const DOCS: u64 = 5;
const ENVELOPE_BYTES: usize = 4_300;
/// From one look at a device's queue to the next, as long as it is not busy.
const STEP_MS: i64 = 50;
const TICK_MS: i64 = 500;
/// Messages taken together, as the app does.
const TOGETHER: usize = 5;

struct Device {
    id: DeviceId,
    engine: Engine,
    ledger: MemoryLedger,
    queue: VecDeque<(DeviceId, Message)>,
    busy_until_ms: i64,
    ticked_at_ms: i64,
    links: Vec<DeviceId>,
}

struct Room {
    now_ms: i64,
    devices: Vec<Device>,
    /// Milliseconds that an envelope takes to be taken in.
    slowness_ms: i64,
    /// Envelopes sent, each as often as it was.
    sent: usize,
}

fn put(device: DeviceId, doc: u64, seq: u64) -> Put {
    Put {
        doc: DocId([u8::try_from(doc).unwrap() + 1; 16]),
        device,
        seq,
        outer: vec![0; ENVELOPE_BYTES].into(),
    }
}

/// An id as ids are: without a pattern.
fn id(n: usize) -> DeviceId {
    let mut state = n as u64 + 1;
    DeviceId(std::array::from_fn(|_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    }))
}

impl Room {
    fn new(devices: usize, slowness_ms: i64) -> Self {
        let device = |n| Device {
            id: id(n),
            engine: Engine::of(id(n)),
            ledger: MemoryLedger::new(TeamId([1; 16]), |entry| Digest([entry[0]; 32])),
            queue: VecDeque::new(),
            busy_until_ms: 0,
            ticked_at_ms: 0,
            links: Vec::new(),
        };
        Self {
            now_ms: 0,
            devices: (0..devices).map(device).collect(),
            slowness_ms,
            sent: 0,
        }
    }

    /// What a device wrote comes to be held by these.
    fn held_by(&mut self, author: usize, each_doc: u64, holders: &[usize]) {
        let author = self.devices[author].id;
        for holder in holders {
            for doc in 0..DOCS {
                for seq in 1..=each_doc {
                    self.devices[*holder].ledger.take_put(put(author, doc, seq));
                }
            }
        }
    }

    fn link(&mut self, a: usize, b: usize) {
        let (a_id, b_id) = (self.devices[a].id, self.devices[b].id);
        self.devices[a].links.push(b_id);
        self.devices[b].links.push(a_id);
        self.happens(a, Event::Connected(b_id));
        self.happens(b, Event::Connected(a_id));
    }

    fn link_all(&mut self) {
        for a in 0..self.devices.len() {
            for b in a + 1..self.devices.len() {
                self.link(a, b);
            }
        }
    }

    fn happens(&mut self, one: usize, event: Event) -> Vec<(DeviceId, Message)> {
        let device = &mut self.devices[one];
        let Ok(effects) = device.engine.handle(self.now_ms, &device.ledger, event);
        let (from, mut taken) = (device.id, Vec::new());
        for effect in effects {
            match effect {
                Effect::Send { peer, message } => self.send(from, peer, message),
                Effect::Take { from, message } => taken.push((from, message)),
            }
        }
        taken
    }

    fn send(&mut self, from: DeviceId, to: DeviceId, message: Message) {
        if let Message::Puts(puts) = &message {
            self.sent += puts.len();
        }
        let there = self.devices.iter_mut().find(|device| device.id == to).unwrap();
        assert!(there.links.contains(&from));
        there.queue.push_back((from, message));
    }

    /// One look at a device's queue; what it holds afterwards, it says when it has got to the end.
    fn step(&mut self, one: usize) {
        let count = self.devices[one].queue.len().min(TOGETHER);
        let came: Vec<_> = self.devices[one].queue.drain(..count).collect();
        let mut taken = Vec::new();
        for (peer, message) in came {
            taken.extend(self.happens(one, Event::Received { peer, message }));
        }
        let (mut envelopes, mut from) = (0, Vec::new());
        for (peer, message) in taken {
            let Message::Puts(puts) = message else { continue };
            envelopes += puts.len();
            for put in puts {
                self.devices[one].ledger.take_put(put);
            }
            from.push(peer);
        }
        let busy_ms = i64::try_from(envelopes).unwrap() * self.slowness_ms;
        self.devices[one].busy_until_ms = self.now_ms + busy_ms;
        // Its words go out when it is done: meanwhile nobody hears of it.
        let before_ms = std::mem::replace(&mut self.now_ms, self.devices[one].busy_until_ms);
        from.dedup();
        for peer in &from {
            self.happens(one, Event::Taken(*peer));
        }
        if !from.is_empty() {
            self.happens(one, Event::Changed);
        }
        if self.now_ms - self.devices[one].ticked_at_ms >= TICK_MS {
            self.devices[one].ticked_at_ms = self.now_ms;
            self.happens(one, Event::Tick);
        }
        self.now_ms = before_ms;
    }

    fn pass(&mut self) {
        self.now_ms += STEP_MS;
        for one in 0..self.devices.len() {
            if self.devices[one].busy_until_ms > self.now_ms {
                continue;
            }
            self.step(one);
        }
    }

    fn is_same(&self) -> bool {
        let first = self.devices[0].ledger.have();
        self.devices.iter().all(|device| device.ledger.have() == first)
    }

    /// Until all hold the same and nothing is on its way; how long it took.
    fn settles(&mut self) -> i64 {
        let mut took_ms = 0;
        for _ in 0..20_000 {
            self.pass();
            if took_ms == 0 && self.is_same() {
                took_ms = self.now_ms;
            }
            if took_ms > 0 && self.now_ms > took_ms + 10_000 {
                return took_ms;
            }
        }
        panic!("does not settle: {} envelopes sent", self.sent);
    }
}

#[test]
fn six_who_wrote_apart_and_meet_send_each_other_little_more_than_they_lack() {
    for slowness_ms in [0, 2, 10, 30] {
        let mut room = Room::new(6, slowness_ms);
        for author in 0..6 {
            room.held_by(author, 1, &[0, 1, 2, 3, 4, 5]);
            room.held_by(author, 21, &[author]);
        }
        room.link_all();
        let took_ms = room.settles();
        let lacked = 6 * 5 * 20 * usize::try_from(DOCS).unwrap();
        println!(
            "{slowness_ms} ms each: {} sent, {lacked} lacked, {took_ms} ms",
            room.sent
        );
        assert!(room.sent * 10 <= lacked * 12, "{} sent, {lacked} lacked", room.sent);
    }
}

#[test]
fn a_newcomer_gets_from_one_what_five_could_send_it() {
    for slowness_ms in [0, 2, 10, 30] {
        let mut room = Room::new(6, slowness_ms);
        for author in 0..5 {
            room.held_by(author, 40, &[0, 1, 2, 3, 4]);
        }
        room.link_all();
        let took_ms = room.settles();
        let lacked = 5 * 40 * usize::try_from(DOCS).unwrap();
        println!(
            "{slowness_ms} ms each: {} sent, {lacked} lacked, {took_ms} ms",
            room.sent
        );
        assert!(room.sent <= lacked * 2, "{} sent, {lacked} lacked", room.sent);
    }
}

#[test]
fn who_reaches_only_one_of_those_who_hold_it_gets_everything_from_that_one() {
    for only in 0..5 {
        let mut room = Room::new(6, 2);
        for author in 0..5 {
            room.held_by(author, 40, &[0, 1, 2, 3, 4]);
        }
        for a in 0..5 {
            for b in a + 1..5 {
                room.link(a, b);
            }
        }
        room.link(only, 5);
        let took_ms = room.settles();
        assert!(took_ms < 20_000, "{took_ms} ms by {only}");
        assert_eq!(room.sent, 5 * 40 * usize::try_from(DOCS).unwrap());
    }
}
