//! What carries envelopes while the vault is open: who runs, how they come into the session, what they say to the fronts.
//!
//! A carrier has a thread of its own and waits for the network there, never in the session. It comes in by a [`Pass`],
//! does what it has to do and goes. When the vault is locked the keys go first and the carriers after them.

mod blobs;
mod exchange;
pub(crate) mod nearby;
mod notice;
pub(crate) mod pairing;
mod pass;
pub(crate) mod relay;

pub use notice::Observer;

use crate::api::ErrorCode;
use crate::api::carriers::{Changed, Topic};
use crate::session::{Open, Session};
use nearby::Nearby;
use pairing::PairingHere;
use relay::Relayed;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};
use visita_vault::News;

pub(crate) use exchange::{Exchange, Outcome};
pub(crate) use pass::{Barred, Done, Pass};

/// The session, as fronts and carriers share it.
pub type Door = Arc<Mutex<Session>>;

/// Looking something up so soon after a notice is the page's doing, not a person's: it does not put the lock off.
pub(crate) const RELOADING: Duration = Duration::from_secs(2);

/// A way for envelopes to travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// Devices on the same network.
    Nearby,
    /// A newcomer in the same room.
    Pairing,
    /// The team's relay.
    Relay,
}

impl Name {
    const ALL: [Self; 3] = [Self::Nearby, Self::Pairing, Self::Relay];
}

/// What every carrier can do. Dropping it ends it, and must not wait for a thread that may be waiting for the session.
pub(crate) trait Carrier {
    /// Which of its runs this is: a thread of an earlier one finds the door closed.
    fn run(&self) -> u64;
    /// Something was written or taken in here. Never waits.
    fn wake(&self);
}

/// The carriers of an open vault. The last field of what is open: whatever holds keys is gone before them.
#[derive(Default)]
pub(crate) struct Carriers {
    pub nearby: Option<Nearby>,
    /// Why the last one ended by itself.
    pub nearby_ended: Option<ErrorCode>,
    pub pairing: Option<PairingHere>,
    pub relay: Option<Relayed>,
    /// Why the last one ended by itself.
    pub relay_ended: Option<ErrorCode>,
}

/// Runs of carriers begun in this process, whichever vault was open: a thread of one vault is never taken for one of another.
static RUNS: AtomicU64 = AtomicU64::new(0);

/// A number for the next run of a carrier.
pub(crate) fn next_run() -> u64 {
    RUNS.fetch_add(1, Ordering::Relaxed)
}

impl Carriers {
    fn of(&self, name: Name) -> Option<&dyn Carrier> {
        match name {
            Name::Nearby => self.nearby.as_ref().map(|nearby| nearby as &dyn Carrier),
            Name::Pairing => self.pairing.as_ref().map(|pairing| pairing as &dyn Carrier),
            Name::Relay => self.relay.as_ref().map(|relay| relay as &dyn Carrier),
        }
    }

    fn runs(&self, name: Name, run: u64) -> bool {
        self.of(name).is_some_and(|carrier| carrier.run() == run)
    }

    /// Wakes every carrier but the one that brought the news.
    fn wake(&self, but: Option<Name>) {
        for name in Name::ALL.into_iter().filter(|name| Some(*name) != but) {
            if let Some(carrier) = self.of(name) {
                carrier.wake();
            }
        }
    }

    fn end(&mut self, name: Name, why: ErrorCode) {
        match name {
            Name::Nearby => (self.nearby, self.nearby_ended) = (None, Some(why)),
            Name::Pairing => self.pairing = None,
            Name::Relay => (self.relay, self.relay_ended) = (None, Some(why)),
        }
    }
}

impl Session {
    /// Shares the session: only a shared one can have carriers, since they come in through the same door.
    #[must_use]
    pub fn share(mut self) -> Door {
        Arc::new_cyclic(|me| {
            self.me = Weak::clone(me);
            Mutex::new(self)
        })
    }

    /// Says to whom what carriers bring is told. It is called on a carrier's thread, with the door open.
    pub fn tell(&mut self, observer: Observer) {
        self.observer = Some(observer);
    }

    /// Wakes the carriers if there is anything new for them, but for the one that brought it, and says what is new: called
    /// once after whatever may have written, whoever wrote.
    pub(crate) fn settle(&mut self, brought_by: Option<Name>) -> Vec<Topic> {
        self.begin_relay_if_wanted();
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        open.hear_news();
        let news = open.unsaid.take();
        if news.to_exchange() {
            open.carriers.wake(brought_by);
        }
        notice::topics(&news)
    }

    /// The notice of these topics, and to whom it goes; none when there is nothing to say or nobody to hear it.
    pub(crate) fn notice(&mut self, topics: Vec<Topic>) -> Option<(Observer, Changed)> {
        if topics.is_empty() {
            return None;
        }
        let observer = self.observer.clone()?;
        self.noticed = Some(Instant::now());
        Some((observer, Changed { topics }))
    }

    /// A command that only looks is no sign of somebody there while the page reads again what a notice named.
    pub(crate) fn is_reloading(&self, command: &str) -> bool {
        let looks = command.ends_with("_get") || command.ends_with("_list");
        looks && self.noticed.is_some_and(|noticed| noticed.elapsed() < RELOADING)
    }
}

impl Open {
    /// Hears what committed transactions changed, for the ledger and for the carriers.
    pub(crate) fn hear_news(&self) {
        let news = self.vault.take_news();
        if !news.is_empty() {
            self.held.borrow_mut().follow(News::clone(&news));
            self.unsaid.borrow_mut().add(news);
        }
    }
}
