//! Devices on the same network: on for a chosen time, off by itself.

use super::blobs::{Blobs, Said};
use super::{Barred, Carrier, Done, Exchange, Name, Outcome, Pass, next_run};
use crate::api::carriers::{NearbyFailure, Topic};
use crate::api::{ApiError, ErrorCode};
use crate::blobs::Shelf;
use crate::session::{Seating, Session};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};
use visita_seal::envelope::DeviceKey;
use visita_sync::Event;
use visita_transport::lan::{Events, Lan, LanEvent, Line, Seat, Traffic};
use visita_vault::BlobRow;
use visita_wire::{DeviceId, Have, Message, NearbyAddress};

/// Shortest time that can be chosen.
pub(crate) const MIN_MINUTES: u32 = 1;
/// Longest: a working day.
pub(crate) const MAX_MINUTES: u32 = 8 * 60;
/// Events taken from the network before the session is entered: what came together is handled together.
const MAX_TOGETHER: usize = 32;

/// The endpoint, and what is known of the others. Here, in the session, so that it goes when the vault is locked.
pub(crate) struct Nearby {
    lan: Lan,
    run: u64,
    ends: Deadline,
    /// The roster that the endpoint knows.
    seating: Seating,
    woken: Cell<bool>,
    pub theirs: BTreeMap<DeviceId, Have>,
    pub connected: BTreeSet<DeviceId>,
    pub found: bool,
    pub failure: Option<NearbyFailure>,
    pub blobs: Blobs,
    /// Bytes that had passed when the front was told last.
    told_bytes: u64,
}

/// When it is over: by the clock on the wall, which a device asleep still follows, or by the time that passed, which
/// nobody can set. Whichever comes first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    at_ms: i64,
    at: Instant,
}

impl Deadline {
    pub(super) fn after(lasts: Duration, now_ms: i64) -> Self {
        Self {
            at_ms: now_ms.saturating_add(i64::try_from(lasts.as_millis()).unwrap_or(0)),
            at: Instant::now().checked_add(lasts).unwrap_or_else(Instant::now),
        }
    }

    pub(crate) fn left(&self, now_ms: i64) -> Duration {
        let on_the_wall = Duration::from_millis(u64::try_from(self.at_ms.saturating_sub(now_ms)).unwrap_or(0));
        on_the_wall.min(self.at.saturating_duration_since(Instant::now()))
    }
}

impl Carrier for Nearby {
    fn run(&self) -> u64 {
        self.run
    }

    fn wake(&self) {
        // The thread may find its queue full and this wake lost: what it has to know stands here.
        self.woken.set(true);
        self.lan.wake();
    }
}

impl Nearby {
    pub(crate) fn address(&self) -> Option<NearbyAddress> {
        self.lan.address().ok()
    }

    pub(crate) fn dial(&self, address: &NearbyAddress) {
        self.lan.dial(address);
    }

    pub(crate) fn traffic(&self) -> BTreeMap<DeviceId, Traffic> {
        self.lan.traffic()
    }

    /// Notes what the network said, and what the engine is to hear of it.
    fn note(&mut self, event: LanEvent, events: &mut Vec<Event>, topics: &mut Vec<Topic>) {
        match event {
            LanEvent::Connected(device) => {
                self.connected.insert(device);
                self.failure = None;
                events.push(Event::Connected(device));
            }
            LanEvent::Disconnected(device) => {
                self.connected.remove(&device);
                self.theirs.remove(&device);
                events.push(Event::Disconnected(device));
            }
            LanEvent::Received { from, messages } => {
                for message in messages {
                    if let Message::Have(have) = &message {
                        self.theirs.insert(from, have.clone());
                    }
                    events.push(Event::Received { peer: from, message });
                }
                return;
            }
            LanEvent::Found => self.found = true,
            LanEvent::Failed(failure) => self.failure = Some(failure.into()),
            LanEvent::Woken | LanEvent::Offered { .. } => return,
            LanEvent::Blob { .. } => {}
            LanEvent::Tick => {
                events.push(Event::Tick);
                let passed = self.traffic().values().map(|t| t.received_bytes + t.sent_bytes).sum();
                if self.told_bytes == passed {
                    return;
                }
                self.told_bytes = passed;
            }
        }
        topics.push(Topic::Carriers);
    }

    pub(super) fn line(&self) -> Line {
        self.lan.line()
    }

    /// How an attachment stands now.
    pub(crate) fn stands(&mut self, row: &BlobRow) {
        self.blobs.stands(row);
        self.wake();
    }

    pub(crate) fn left(&self, now_ms: i64) -> Duration {
        self.ends.left(now_ms)
    }
}

impl Session {
    /// Begins, or goes on for so long from now.
    pub(crate) fn begin_nearby(&mut self, minutes: u32) -> Result<(), ApiError> {
        if !(MIN_MINUTES..=MAX_MINUTES).contains(&minutes) {
            return Err(ApiError::about(ErrorCode::Refused, "minutes"));
        }
        let ends = Deadline::after(Duration::from_secs(u64::from(minutes) * 60), self.now_ms());
        let (me, settings) = (Weak::clone(&self.me), self.nearby.clone());
        let open = self.open()?;
        open.still_here()?;
        if let Some(nearby) = &mut open.carriers.nearby {
            nearby.ends = ends;
            return Ok(());
        }
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let device = DeviceKey::derive(open.vault.device_seed());
        let seat = Seat::new(device, team.roster.clone(), team.entries.clone())?;
        let blobs = Blobs::of(&open.vault.read().blobs()?);
        let shelf = Arc::new(Shelf(open.vault.blobs().clone()));
        let (lan, events) = Lan::start(seat, settings, shelf)?;
        let seating = team.seating();
        let run = next_run();
        let (pass, line) = (Pass::new(me, Name::Nearby, run), lan.line());
        let nearby = Nearby {
            lan,
            run,
            ends,
            seating,
            woken: Cell::new(false),
            theirs: BTreeMap::new(),
            connected: BTreeSet::new(),
            found: false,
            failure: None,
            blobs,
            told_bytes: 0,
        };
        std::thread::Builder::new()
            .name("exchange".to_owned())
            .spawn(move || carry(&pass, &line, events))
            .map_err(|_| ErrorCode::NoNetwork)?;
        open.carriers.nearby = Some(nearby);
        open.carriers.nearby_ended = None;
        Ok(())
    }
}

/// One visit of the carrier's thread in the session.
fn step(session: &mut Session, exchange: &mut Exchange, came: Vec<LanEvent>) -> Result<Done<Outcome>, ApiError> {
    let now_ms = session.now_ms();
    let carriers = &mut session.open()?.carriers;
    let nearby = carriers.nearby.as_mut().ok_or(ErrorCode::NearbyOff)?;
    if nearby.left(now_ms).is_zero() {
        carriers.nearby = None;
        return Ok(Done {
            value: Outcome::default(),
            topics: vec![Topic::Carriers],
        });
    }
    let (mut events, mut topics) = (Vec::new(), Vec::new());
    if nearby.woken.take() {
        events.push(Event::Changed);
    }
    let mut said = Said::default();
    for event in came {
        nearby.blobs.note(&event, &mut said);
        nearby.note(event, &mut events, &mut topics);
    }
    let mut value = exchange.handle(session, events)?;
    let open = session.open()?;
    value.strange.extend(open.handle_blobs(said)?);
    let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
    let nearby = open.carriers.nearby.as_mut().ok_or(ErrorCode::NearbyOff)?;
    let seating = team.seating();
    if nearby.seating != seating {
        nearby.lan.set_roster(team.roster.clone(), team.entries.clone())?;
        nearby.seating = seating;
    }
    Ok(Done { value, topics })
}

/// The thread of the carrier: from the network into the session, and back to the network once the session is left.
fn carry(pass: &Pass, line: &Line, mut events: Events) {
    let mut exchange = Exchange::new();
    while let Some(first) = events.next_blocking() {
        let mut came = vec![first];
        while came.len() < MAX_TOGETHER
            && let Some(next) = events.try_next()
        {
            came.push(next);
        }
        let stepped = pass.enter(|session| step(session, &mut exchange, came));
        let Ok(outcome) = stepped else { return };
        for (to, message) in outcome.sends {
            // What is not sent is asked for again.
            let _ = line.send(to, vec![message]);
        }
        for device in outcome.strange {
            line.close(device);
        }
    }
    // The endpoint is gone: the vault was locked, it was turned off, or its thread fell.
    let _: Result<(), Barred> = pass.enter(|_| Err(ErrorCode::CarrierFailed.into()));
}
