//! A person at a device that others can reach: a session behind its door, and what its front is told.

use crate::desk::{Desk, PASSPHRASE};
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use visita_app::api::table::call;
use visita_app::api::{ApiError, ErrorCode};
use visita_app::{Clock, Door, NearbySettings, Session, SystemClock};

/// How long anything may take to come about before a story is over.
const PATIENCE: Duration = Duration::from_secs(20);

/// A clock that stands where it was put; at zero it is the device's own.
#[derive(Clone, Default)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    pub fn set(&self, at_ms: i64) {
        self.0.store(at_ms, Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn now(&self) -> visita_domain::dates::Timestamp {
        match self.0.load(Ordering::SeqCst) {
            0 => SystemClock.now(),
            at_ms => visita_domain::dates::from_millis(at_ms).unwrap(),
        }
    }
}

/// Some noon.
pub fn noon() -> i64 {
    1_772_452_800_000
}

pub struct Live {
    pub door: Door,
    pub clock: Hands,
    told: Mutex<Receiver<()>>,
    folder: tempfile::TempDir,
}

impl Live {
    pub fn of(desk: Desk) -> Self {
        Self::with(desk, Hands::default())
    }

    pub fn at_noon(desk: Desk) -> Self {
        let clock = Hands::default();
        clock.set(noon());
        Self::with(desk, clock)
    }

    fn with(mut desk: Desk, clock: Hands) -> Self {
        desk.close();
        let (tell, told) = channel();
        let mut session =
            Session::at(desk.folder.path().join("vault"), Box::new(clock.clone())).with_nearby(NearbySettings {
                listen: vec![(Ipv4Addr::LOCALHOST, 0).into()],
                announce: false,
            });
        session.tell(Arc::new(move |_| {
            let _ = tell.send(());
        }));
        let live = Self {
            door: session.share(),
            clock,
            told: Mutex::new(told),
            folder: desk.folder,
        };
        live.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
        live
    }

    #[allow(dead_code)]
    pub fn folder(&self) -> std::path::PathBuf {
        self.folder.path().join("vault")
    }

    pub fn call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        call(&mut self.door.lock().unwrap(), name, args)
    }

    pub fn ok(&self, name: &str, args: Value) -> Value {
        self.call(name, args)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    pub fn refused(&self, name: &str, args: Value) -> ErrorCode {
        self.call(name, args).expect_err(name).code
    }

    pub fn id(&self, name: &str, args: Value) -> String {
        self.ok(name, args)["id"].as_str().unwrap().to_owned()
    }

    /// Waits until something is so, looking again whenever the front is told that anything changed.
    pub fn until(&self, so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !so(self) {
            let left = PATIENCE.saturating_sub(began.elapsed());
            let told = self.told.lock().unwrap().recv_timeout(left);
            assert!(told.is_ok(), "it never came about: {}", self.nearby());
        }
    }

    pub fn nearby(&self) -> Value {
        self.ok("nearby_get", json!({}))
    }

    pub fn pairing(&self) -> Value {
        self.ok("pairing_get", json!({}))
    }

    /// Turns exchange nearby on; where it is reached.
    pub fn turns_on(&self) -> String {
        let on = self.ok("nearby_set", json!({"on": true, "minutes": 30}));
        on["address"].as_str().unwrap().to_owned()
    }

    /// Both are reached by the other, by the address of one of them.
    pub fn meets(&self, other: &Self) {
        let address = self.turns_on();
        other.turns_on();
        let began = Instant::now();
        let before = self.nearby()["connected"].as_u64().unwrap();
        other.ok("nearby_dial", json!({"address": address}));
        self.until(|here| here.nearby()["connected"].as_u64().unwrap() > before);
        eprintln!("connected after {:?}", began.elapsed());
    }

    pub fn observes(&self, visit: &str, text: &str) {
        self.ok(
            "observation_add",
            json!({"visit": visit, "text": text, "area": null, "theme": null, "source": "observed", "flag": false}),
        );
    }

    pub fn has_visit(&self, visit: &str) -> bool {
        self.call("visit_get", json!({"visit": visit})).is_ok()
    }

    pub fn has_seen(&self, visit: &str, text: &str) -> bool {
        let view = self.ok("visit_get", json!({"visit": visit}));
        view["observations"].to_string().contains(text)
    }
}
