//! Six devices, a bad network, and a hundred thousand edits. Seeded: `VISITA_SEED=n` repeats a run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};
use visita_sync::{Effect, Engine, Event, Ledger as _, MemoryLedger, RETRY_MS};
use visita_wire::{DeviceId, Digest, DocId, Message, Put, TeamId, decode_messages, encode_messages};

const TEAM: TeamId = TeamId([1; 16]);
const DEVICES: usize = 6;
const EDITS: u64 = 100_000;
/// As the app does: about twenty edits go into one envelope.
const EDITS_PER_ENVELOPE: u64 = 20;
const DOCS: u8 = 12;

struct Device {
    id: DeviceId,
    engine: Engine,
    ledger: MemoryLedger,
    written: BTreeMap<DocId, u64>,
}

struct Packet {
    due: i64,
    from: usize,
    to: usize,
    bytes: Vec<u8>,
}

struct World {
    rng: ChaCha8Rng,
    now: i64,
    devices: Vec<Device>,
    packets: Vec<Packet>,
    links: BTreeSet<(usize, usize)>,
    acknowledged: Vec<u64>,
    faulty: bool,
}

impl World {
    fn new(seed: u64) -> Self {
        let device = |n: usize| Device {
            id: DeviceId([n as u8 + 1; 32]),
            engine: Engine::of(DeviceId([n as u8 + 1; 32])),
            ledger: MemoryLedger::new(TEAM, |entry| Digest([entry[0]; 32])),
            written: BTreeMap::new(),
        };
        let mut world = Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            now: 0,
            devices: (0..DEVICES).map(device).collect(),
            packets: Vec::new(),
            links: BTreeSet::new(),
            acknowledged: Vec::new(),
            faulty: true,
        };
        world.devices[0].ledger.take_roster(0, vec![vec![1; 64], vec![2; 64]]);
        world
    }

    fn happens(&mut self, one: usize, event: Event) {
        let now = self.now;
        let device = &mut self.devices[one];
        let Ok(effects) = device.engine.handle(now, &device.ledger, event);
        for effect in effects {
            match effect {
                Effect::Send { peer, message } => {
                    let to = self.devices.iter().position(|device| device.id == peer).unwrap();
                    self.send(one, to, message);
                }
                Effect::Take { from, message } => {
                    let new = self.take(one, message);
                    self.happens(one, Event::Taken(from));
                    if new {
                        self.happens(one, Event::Changed);
                    }
                }
            }
        }
    }

    fn send(&mut self, from: usize, to: usize, message: Message) {
        if !self.links.contains(&(from.min(to), from.max(to))) {
            return;
        }
        let bytes = encode_messages(&[message]).unwrap();
        let copies = match self.rng.random_range(0..10) {
            0 if self.faulty => 0,
            1 if self.faulty => 2,
            _ => 1,
        };
        for _ in 0..copies {
            let due = self.now + self.rng.random_range(1..200);
            self.packets.push(Packet {
                due,
                from,
                to,
                bytes: bytes.clone(),
            });
        }
    }

    fn take(&mut self, one: usize, message: Message) -> bool {
        let ledger = &mut self.devices[one].ledger;
        match message {
            Message::Have(_) | Message::Snapshots(_) => false,
            Message::Roster { from, entries } => {
                ledger.take_roster(from, entries.into_iter().map(|e| e.to_vec()).collect())
            }
            Message::Grants(grants) => grants.into_iter().fold(false, |new, grant| {
                let hash = Digest(grant[..32].try_into().unwrap());
                ledger.take_grant(hash, grant.to_vec()) || new
            }),
            Message::Puts(puts) => puts.into_iter().filter(|put| ledger.take_put(put.clone())).count() > 0,
        }
    }

    fn write(&mut self, one: usize) {
        let first = self.acknowledged.len() as u64 * EDITS_PER_ENVELOPE;
        let doc = DocId([self.rng.random_range(0..DOCS); 16]);
        let device = &mut self.devices[one];
        let seq = device.written.entry(doc).or_default();
        *seq += 1;
        let outer: Vec<u8> = (first..first + EDITS_PER_ENVELOPE).flat_map(u64::to_be_bytes).collect();
        device.ledger.take_put(Put {
            doc,
            device: device.id,
            seq: *seq,
            outer: outer.into(),
        });
        if *seq == 1 {
            let mut grant = [0; 64];
            grant[..16].copy_from_slice(&doc.0);
            grant[16] = one as u8;
            device
                .ledger
                .take_grant(Digest(grant[..32].try_into().unwrap()), grant.to_vec());
        }
        self.acknowledged.push(first);
        self.happens(one, Event::Changed);
    }

    fn link(&mut self, a: usize, b: usize) {
        if self.links.insert((a.min(b), a.max(b))) {
            let (a_id, b_id) = (self.devices[a].id, self.devices[b].id);
            self.happens(a, Event::Connected(b_id));
            self.happens(b, Event::Connected(a_id));
        }
    }

    fn cut(&mut self, a: usize, b: usize) {
        if self.links.remove(&(a.min(b), a.max(b))) {
            let (a_id, b_id) = (self.devices[a].id, self.devices[b].id);
            self.packets
                .retain(|packet| ![(a, b), (b, a)].contains(&(packet.from, packet.to)));
            self.happens(a, Event::Disconnected(b_id));
            self.happens(b, Event::Disconnected(a_id));
        }
    }

    /// The process dies: what the engine knew is gone, what the ledger holds is not.
    fn restart(&mut self, one: usize) {
        for other in 0..DEVICES {
            if other != one {
                self.cut(one, other);
            }
        }
        self.devices[one].engine = Engine::of(self.devices[one].id);
    }

    fn pass(&mut self, ms: i64) {
        let end = self.now + ms;
        while let Some(next) = self
            .packets
            .iter()
            .enumerate()
            .min_by_key(|(_, packet)| packet.due)
            .map(|(n, _)| n)
        {
            if self.packets[next].due > end {
                break;
            }
            let packet = self.packets.swap_remove(next);
            self.now = self.now.max(packet.due);
            let peer = self.devices[packet.from].id;
            for message in decode_messages(&packet.bytes).unwrap() {
                self.happens(packet.to, Event::Received { peer, message });
            }
        }
        self.now = end;
        for one in 0..DEVICES {
            self.happens(one, Event::Tick);
        }
    }

    /// A bundle on a stick, made now and read whenever: everything, whoever reads it.
    fn bundle(&self, one: usize) -> Vec<Put> {
        self.devices[one].ledger.puts().cloned().collect()
    }

    fn same(&self) -> bool {
        let have = |device: &Device| device.ledger.have();
        self.devices.iter().all(|device| have(device) == have(&self.devices[0]))
    }
}

fn edits(device: &Device) -> BTreeSet<u64> {
    device
        .ledger
        .puts()
        .flat_map(|put| {
            put.outer
                .chunks(8)
                .map(|bytes| u64::from_be_bytes(bytes.try_into().unwrap()))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn run(seed: u64, total: u64) -> World {
    let mut world = World::new(seed);
    let mut late_bundle: Option<Vec<Put>> = None;
    while (world.acknowledged.len() as u64) * EDITS_PER_ENVELOPE < total {
        let (a, b) = (world.rng.random_range(0..DEVICES), world.rng.random_range(0..DEVICES));
        match world.rng.random_range(0..100) {
            0..=89 => world.write(a),
            90..=92 if a != b => world.link(a, b),
            93..=94 if a != b => world.cut(a, b),
            95 => world.restart(a),
            96 if late_bundle.is_none() => late_bundle = Some(world.bundle(a)),
            97 if world.rng.random_range(0..20) == 0 => {
                if let Some(puts) = late_bundle.take() {
                    world.take(a, Message::Puts(puts));
                    world.happens(a, Event::Changed);
                }
            }
            _ => world.pass(50),
        }
    }
    // At last a chain of good links: two who never meet still come to hold the same.
    world.faulty = false;
    for one in 0..DEVICES {
        world.restart(one);
    }
    world.packets.clear();
    for one in 1..DEVICES {
        world.link(one - 1, one);
    }
    let mut rounds = 0;
    while !world.same() {
        world.pass(RETRY_MS);
        rounds += 1;
        assert!(rounds < 2_000, "does not settle; repeat with VISITA_SEED={seed}");
    }
    world
}

#[test]
fn six_devices_converge_and_no_edit_is_lost() {
    let seed = std::env::var("VISITA_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_261_124);
    let world = run(seed, EDITS);
    let expected: BTreeSet<u64> = (0..world.acknowledged.len() as u64 * EDITS_PER_ENVELOPE).collect();
    assert!(expected.len() as u64 >= EDITS);
    for device in &world.devices {
        assert!(
            edits(device) == expected,
            "edits lost on {:?}; repeat with VISITA_SEED={seed}",
            device.id
        );
    }
}

#[test]
fn small_worlds_converge_whatever_the_seed() {
    for seed in 0..40 {
        let world = run(seed, 2_000);
        let expected: BTreeSet<u64> = (0..world.acknowledged.len() as u64 * EDITS_PER_ENVELOPE).collect();
        assert!(
            world.devices.iter().all(|device| edits(device) == expected),
            "repeat with VISITA_SEED={seed}"
        );
    }
}
