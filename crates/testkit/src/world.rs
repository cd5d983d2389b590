//! A world: devices, what lies between them, and what people did. One seed, one course of events.

use crate::clock::{MAX_SKEW_MS, SkewedClock};
use crate::device::{Device, Standing};
use crate::kinds::{ByKind, Kind};
use crate::model::{RecordModel, Write};
use crate::network::Network;
use crate::office::Office;
use crate::relay::Relay;
use crate::vaults::Blanks;
use anyhow::{Context as _, Result};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Devices that found the team together.
pub const FIRST_DEVICES: usize = 5;
/// The lead's device.
pub const LEAD: usize = 0;
/// The device that is put back to an older state.
pub const RESTORED: usize = 2;
/// The device that is removed.
pub const REMOVED: usize = 4;
/// The device that comes in later.
pub const NEWCOMER: usize = 5;
/// All devices.
pub const DEVICES: usize = 6;
/// Visits there are from the beginning.
pub const VISITS: usize = 4;
const INTERVIEWS: usize = 16;
/// Longest a world may live without anything happening, steps: more is a defect of the simulator.
const MAX_STEPS: u64 = 2_000_000;

/// Something that goes wrong in a world, unless it is spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Trouble {
    /// Packets are damaged.
    Corruption,
    /// A relay lies.
    Relay,
    /// Processes die.
    Death,
    /// Somebody comes in while the team is apart.
    Newcomer,
    /// A backup is put back.
    Restore,
    /// A device is removed while the team is apart.
    Removal,
}

/// What people of a world mostly do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Work {
    /// They type notes of interviews.
    #[default]
    Notes,
    /// They write to records of every other kind.
    Office,
}

/// What is to happen.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Everything follows from it.
    pub seed: u64,
    /// Edits that people make.
    pub edits: u64,
    /// What does not go wrong in this world: to find out what a failure is about.
    pub spared: Vec<Trouble>,
    /// What people mostly do.
    pub work: Work,
}

/// What happened.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Tally {
    pub edits: u64,
    pub changes: u64,
    pub taken: u64,
    pub packets: u64,
    pub lost_packets: u64,
    pub doubled_packets: u64,
    pub corrupted_packets: u64,
    pub links: u64,
    pub bundles_taken: u64,
    pub relayed: u64,
    pub relay_lies: u64,
    pub deaths: u64,
    pub deaths_in_transactions: u64,
    pub newcomers: u64,
    pub read_by_snapshot: u64,
    pub removals: u64,
    pub restores: u64,
    pub quarantined: u64,
    pub tried_again: u64,
    pub conflicts: u64,
    pub conflicts_by_kind: ByKind,
    pub edits_by_kind: ByKind,
}

impl Tally {
    /// Counts another world's.
    pub fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.edits, other.edits),
            (&mut self.changes, other.changes),
            (&mut self.taken, other.taken),
            (&mut self.packets, other.packets),
            (&mut self.lost_packets, other.lost_packets),
            (&mut self.doubled_packets, other.doubled_packets),
            (&mut self.corrupted_packets, other.corrupted_packets),
            (&mut self.links, other.links),
            (&mut self.bundles_taken, other.bundles_taken),
            (&mut self.relayed, other.relayed),
            (&mut self.relay_lies, other.relay_lies),
            (&mut self.deaths, other.deaths),
            (&mut self.deaths_in_transactions, other.deaths_in_transactions),
            (&mut self.newcomers, other.newcomers),
            (&mut self.read_by_snapshot, other.read_by_snapshot),
            (&mut self.removals, other.removals),
            (&mut self.restores, other.restores),
            (&mut self.quarantined, other.quarantined),
            (&mut self.tried_again, other.tried_again),
            (&mut self.conflicts, other.conflicts),
        ];
        for (ours, theirs) in pairs {
            *ours += theirs;
        }
        self.conflicts_by_kind.add(&other.conflicts_by_kind);
        self.edits_by_kind.add(&other.edits_by_kind);
    }
}

/// An interview that is written in.
pub struct Interview {
    /// Its id.
    pub id: String,
    /// Letters used up.
    pub letters: u32,
}

/// A write of which nobody knows yet whether it happened: its process died under it.
pub struct Pending {
    /// The record.
    pub record: String,
    /// What.
    pub write: Write,
}

/// A world.
pub struct World {
    /// What is to happen.
    pub plan: Plan,
    /// Chance.
    pub rng: ChaCha8Rng,
    /// Milliseconds since it began.
    pub now_ms: Arc<AtomicI64>,
    /// Devices.
    pub devices: Vec<Device>,
    /// What lies between them.
    pub network: Network,
    /// A relay that lies.
    pub relay: Relay,
    /// Bundles on sticks, some of them old: who made them.
    pub sticks: Vec<(usize, PathBuf)>,
    /// Bundles ever written: no two sticks share a name.
    pub sticks_written: u64,
    /// Visits.
    pub visits: Vec<String>,
    /// Interviews.
    pub interviews: Vec<Interview>,
    /// Findings: number of the visit, id.
    pub findings: Vec<(usize, String)>,
    /// What people work on between visits.
    pub office: Office,
    /// What people did, by record.
    pub records: BTreeMap<String, RecordModel>,
    /// What happened.
    pub tally: Tally,
    /// Nothing goes wrong any more.
    pub calm: bool,
    pub(crate) root: tempfile::TempDir,
}

impl World {
    /// A founded team on a few visits and interviews; everybody holds the same.
    ///
    /// # Errors
    /// When the product refuses what it must not.
    pub fn make(plan: Plan, blanks: &Blanks) -> Result<Self> {
        let root = tempfile::tempdir()?;
        let now_ms: Arc<AtomicI64> = Arc::default();
        let mut devices = Vec::new();
        for number in 0..DEVICES {
            devices.push(Device::make(number, blanks, root.path(), SkewedClock::of(&now_ms))?);
        }
        let mut world = Self {
            rng: ChaCha8Rng::seed_from_u64(plan.seed),
            plan,
            now_ms,
            devices,
            network: Network::default(),
            relay: Relay::default(),
            sticks: Vec::new(),
            sticks_written: 0,
            visits: Vec::new(),
            interviews: Vec::new(),
            findings: Vec::new(),
            office: Office::default(),
            records: BTreeMap::new(),
            tally: Tally::default(),
            calm: true,
            root,
        };
        world.found()?;
        world.calm = false;
        Ok(world)
    }

    fn found(&mut self) -> Result<()> {
        let (lead, others) = self.devices.split_first_mut().context("no devices")?;
        let team = lead.ok(
            "team_found",
            json!({"body": "Commission", "team": "North", "member": "Lead"}),
        )?;
        lead.member = crate::device::text(&team, "me");
        lead.standing = Standing::Member;
        for device in others.iter_mut().take(FIRST_DEVICES - 1) {
            let name = format!("Inspector {}", device.number);
            lead.admit(device, &name, "inspector")?;
        }
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}))?;
        for _ in 0..VISITS {
            let visit = json!({
                "place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
                "objectives": "", "checklists": ["prison"],
            });
            self.visits.push(lead.id("visit_create", visit)?);
        }
        for number in 0..INTERVIEWS {
            let visit = self.visits.get(number % VISITS).context("no visits")?;
            let interview = json!({
                "visit": visit, "pseudonym": format!("Person {number}"), "consents": {"talk": "given", "notes": "given"},
                "explained": "In person", "interviewee": "individual", "language": "en",
                "whole_team": true,
            });
            let id = lead.id("interview_start", interview)?;
            self.interviews.push(Interview { id, letters: 0 });
        }
        for visit in &self.visits {
            self.records.insert(visit.clone(), RecordModel::of(Kind::Visit, None));
        }
        for interview in &self.interviews {
            let model = RecordModel::of(Kind::Interview, None);
            self.records.insert(interview.id.clone(), model);
        }
        self.found_office(place)?;
        // Whoever founded the records has written the first envelope of each.
        self.refresh_own(LEAD)?;
        for to in 1..FIRST_DEVICES {
            self.link(LEAD, to)?;
        }
        self.settle()?;
        for device in 0..DEVICES {
            self.cut_off(device)?;
        }
        Ok(())
    }

    /// Records that people write to.
    #[must_use]
    pub fn all_records(&self) -> Vec<String> {
        self.records.keys().cloned().collect()
    }

    /// Lives until the edits are made, then lets everything come to rest.
    ///
    /// # Errors
    /// Whatever must not happen; the caller says the seed.
    pub fn live(&mut self) -> Result<()> {
        let mut steps = 0_u64;
        let mut milestones = crate::faults::milestones(&self.plan);
        while self.tally.edits < self.plan.edits {
            steps += 1;
            anyhow::ensure!(steps < MAX_STEPS, "nobody gets anything written");
            if let Some(due) = milestones
                .first()
                .filter(|(at, _)| self.tally.edits >= *at)
                .map(|(_, due)| *due)
            {
                milestones.remove(0);
                self.happens_once(due)?;
                continue;
            }
            self.step()?;
        }
        self.rest()
    }

    fn step(&mut self) -> Result<()> {
        let (a, b) = (self.rng.random_range(0..DEVICES), self.rng.random_range(0..DEVICES));
        match self.rng.random_range(0..1_000) {
            0..=719 => self.somebody_works(a),
            720..=779 => self.link(a, b),
            780..=829 => self.cut(a, b),
            830..=919 => {
                let ms = self.rng.random_range(10..2_000);
                self.pass(ms)
            }
            920..=939 => self.export(a),
            940..=954 => self.import(a),
            955..=969 if !self.is_spared(Trouble::Relay) => self.relay_put(a),
            970..=984 if !self.is_spared(Trouble::Relay) => self.relay_fetch(a),
            985..=991 if !self.is_spared(Trouble::Death) => self.light_fuse(a),
            992 => {
                let skew = self.rng.random_range(-MAX_SKEW_MS..=MAX_SKEW_MS);
                self.devices.get(a).context("no device")?.clock.set_skew_ms(skew);
                Ok(())
            }
            993 => {
                // Weeks pass: what is under way arrives, what is on sticks grows old.
                let weeks = self.rng.random_range(1..4);
                self.pass(weeks * 7 * 24 * 3_600 * 1_000)
            }
            _ => {
                let ms = self.rng.random_range(1..10);
                self.pass(ms)
            }
        }
    }

    /// The world's time.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    pub(crate) fn is_spared(&self, trouble: Trouble) -> bool {
        self.plan.spared.contains(&trouble)
    }

    /// One of a thousand, when things go wrong.
    pub(crate) fn bad_luck(&mut self, per_thousand: u32) -> bool {
        !self.calm && self.rng.random_range(0..1_000) < per_thousand
    }

    pub(crate) fn device(&mut self, number: usize) -> Result<&mut Device> {
        self.devices.get_mut(number).context("no such device")
    }

    pub(crate) fn standing(&self, number: usize) -> Standing {
        self.devices
            .get(number)
            .map_or(Standing::Outside, |device| device.standing)
    }
}
