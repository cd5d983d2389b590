//! The team's relay: while the vault is open it is asked and told by itself, in a thread that waits for the network alone.

use super::{Carrier, Done, Name, Pass, next_run};
use crate::api::carriers::Topic;
use crate::api::{ApiError, ErrorCode};
use crate::relay::{Door, Kind, Round};
use crate::session::Session;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::Notify;
use visita_transport::relay::{AskError, Patience, pause};

/// What is written together is put together.
const GATHER: Duration = Duration::from_millis(300);
/// A relay that answers at once and brings nothing is not asked again before.
const AT_LEAST: Duration = Duration::from_secs(1);
/// Pauses after trouble: they grow.
const PATIENCE: Patience = Patience {
    tries: u32::MAX,
    first: Duration::from_secs(2),
    longest: Duration::from_secs(120),
};

/// What the session tells the thread.
#[derive(Default)]
struct Signals {
    stop: Notify,
    wake: Notify,
    asked: Notify,
    is_asked: AtomicBool,
    is_busy: AtomicBool,
}

/// The carrier, in the session: it ends with it.
pub(crate) struct Relayed {
    run: u64,
    signals: Arc<Signals>,
}

impl Drop for Relayed {
    fn drop(&mut self) {
        // The thread hears of it at the next place where it waits, at once if it waits already.
        self.signals.stop.notify_one();
    }
}

impl Carrier for Relayed {
    fn run(&self) -> u64 {
        self.run
    }

    fn wake(&self) {
        self.signals.wake.notify_one();
    }
}

impl Relayed {
    /// A person asked for an exchange now.
    pub(crate) fn ask(&self) {
        self.signals.is_asked.store(true, Ordering::SeqCst);
        self.signals.is_busy.store(true, Ordering::SeqCst);
        self.signals.asked.notify_one();
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.signals.is_busy.load(Ordering::SeqCst)
    }
}

impl Session {
    /// Begins where it is wanted: the session is shared, the team has a relay, and this device exchanges by itself.
    pub(crate) fn begin_relay_if_wanted(&mut self) {
        let Some(open) = &self.open else { return };
        let is_idle = open.carriers.relay.is_none() && open.carriers.relay_ended.is_none();
        // A device that has left takes in nothing more.
        let is_here = is_idle && !open.has_left().unwrap_or(true);
        let is_wanted = is_here && open.relay_invitation().is_some() && open.relay_is_automatic().unwrap_or(false);
        if is_wanted && self.is_shared() {
            self.begin_relay(false);
        }
    }

    /// Whether carriers can come in.
    pub(crate) fn is_shared(&self) -> bool {
        self.me.strong_count() > 0
    }

    /// Begins; `once`: for one exchange that a person asked for.
    pub(crate) fn begin_relay(&mut self, once: bool) {
        let me = Weak::clone(&self.me);
        let Some(open) = &mut self.open else { return };
        let run = next_run();
        let signals = Arc::new(Signals::default());
        signals.is_asked.store(once, Ordering::SeqCst);
        signals.is_busy.store(once, Ordering::SeqCst);
        let (pass, heard) = (Pass::new(me, Name::Relay, run), Arc::clone(&signals));
        let thread = std::thread::Builder::new().name("relay".to_owned());
        let begun = thread.spawn(move || carry(&pass, &heard, once));
        open.carriers.relay_ended = None;
        open.carriers.relay = begun.is_ok().then_some(Relayed { run, signals });
    }
}

/// A pass is a door: the session is entered for a step and left before anything is waited for.
impl Door for Pass {
    fn with<T>(&self, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind> {
        let worked = self.enter(|session| {
            step(session).map(|value| Done {
                value,
                topics: Vec::new(),
            })
        });
        worked.map_err(|_| Kind::Gone)
    }

    fn with_news<T>(&self, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind> {
        let topics = vec![Topic::Carriers];
        let worked = self.enter(|session| step(session).map(|value| Done { value, topics }));
        worked.map_err(|_| Kind::Gone)
    }
}

fn carry(pass: &Pass, signals: &Signals, once: bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    if let Ok(runtime) = runtime {
        runtime.block_on(async {
            tokio::select! {
                () = signals.stop.notified() => {}
                _ = run(pass, signals, once) => {}
            }
        });
    }
    // Begun for once, or no runtime to be had: it ends itself, and may be begun again.
    let _ = pass.with_news(|session| {
        let carriers = &mut session.open()?.carriers;
        let ended = (!once).then_some(ErrorCode::CarrierFailed);
        (carriers.relay, carriers.relay_ended) = (None, ended);
        Ok(())
    });
}

/// Exchanges until there is no way in any more.
async fn run(pass: &Pass, signals: &Signals, once: bool) -> Result<(), Kind> {
    let mut failed = 0;
    loop {
        let Some(mut round) = begin(pass, signals).await? else {
            if once {
                return Ok(());
            }
            // Left, or of a newer version: until the roster says otherwise.
            signals.wake.notified().await;
            continue;
        };
        loop {
            let asked = signals.is_asked.swap(false, Ordering::SeqCst);
            signals.is_busy.store(true, Ordering::SeqCst);
            let exchanged = round.exchange(pass, asked, || signals.is_busy.store(false, Ordering::SeqCst));
            match exchanged.await {
                Ok(_) if once => return Ok(()),
                Ok(_) => match rest(pass, signals, &mut round).await {
                    Ok(()) => failed = 0,
                    Err(Kind::Ask(error)) => hold_off(signals, &mut failed, &error).await,
                    Err(Kind::Gone) => break,
                    Err(Kind::Here(error)) => return Err(Kind::Here(error)),
                },
                Err(Kind::Ask(_)) if once => return Ok(()),
                Err(Kind::Ask(error)) => hold_off(signals, &mut failed, &error).await,
                // Another relay, or another invitation to it; or locked, and then there is no way in to begin again.
                Err(Kind::Gone) => break,
                Err(Kind::Here(error)) => return Err(Kind::Here(error)),
            }
        }
    }
}

async fn begin(pass: &Pass, signals: &Signals) -> Result<Option<Round>, Kind> {
    match Round::begin(pass) {
        Err(Kind::Ask(error)) => {
            hold_off(signals, &mut 1, &error).await;
            Ok(None)
        }
        other => other,
    }
}

/// Waits for news of the relay, for something written here, or for a person.
async fn rest(pass: &Pass, signals: &Signals, round: &mut Round) -> Result<(), Kind> {
    tokio::select! {
        () = signals.wake.notified() => {
            tokio::time::sleep(GATHER).await;
            Ok(())
        }
        () = signals.asked.notified() => Ok(()),
        news = round.wait(pass) => {
            if news? {
                tokio::time::sleep(GATHER).await;
            } else {
                tokio::time::sleep(AT_LEAST).await;
            }
            Ok(())
        }
    }
}

/// Waits after trouble: what is written meanwhile waits with it, a person does not.
async fn hold_off(signals: &Signals, failed: &mut u32, error: &AskError) {
    *failed = failed.saturating_add(1);
    let asked_for = match error {
        AskError::Refused { retry_after, .. } => *retry_after,
        AskError::Unreachable | AskError::NotTheRelay | AskError::Unreadable | AskError::TooLarge => None,
    };
    tokio::select! {
        () = tokio::time::sleep(pause(PATIENCE, *failed, asked_for)) => {}
        () = signals.asked.notified() => {}
    }
}
