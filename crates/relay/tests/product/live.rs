//! Sessions that are left to themselves: their carrier exchanges, waits, and ends with the lock.

use crate::desk::{Desk, PASSPHRASE};
use crate::stand::program::{Program, in_folder};
use crate::{lead_with, record};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use visita_app::api::table::call;
use visita_app::{Door, Session, SystemClock};

/// How long anything may take to come about before a story is over.
const PATIENCE: Duration = Duration::from_secs(90);

struct Live {
    door: Door,
    told: Receiver<()>,
    _folder: tempfile::TempDir,
}

impl Live {
    fn of(mut desk: Desk) -> Self {
        desk.close();
        let (tell, told) = channel();
        let mut session = Session::at(desk.folder.path().join("vault"), Box::new(SystemClock));
        session.tell(Arc::new(move |_| {
            let _ = tell.send(());
        }));
        let live = Self {
            door: session.share(),
            told,
            _folder: desk.folder,
        };
        live.unlock();
        live
    }

    fn unlock(&self) {
        self.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
    }

    fn ok(&self, name: &str, args: Value) -> Value {
        let answer = call(&mut self.door.lock().unwrap(), name, args);
        answer.unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    fn note(&self, interview: &str) -> String {
        let view = call(
            &mut self.door.lock().unwrap(),
            "interview_get",
            json!({"interview": interview}),
        );
        view.map_or_else(|_| String::new(), |view| view["note"].as_str().unwrap().to_owned())
    }

    fn writes(&self, interview: &str, more: &str) {
        let view = self.ok("interview_get", json!({"interview": interview}));
        let text = format!("{}{more}", view["note"].as_str().unwrap());
        self.ok(
            "interview_note",
            json!({"interview": interview, "text": text, "base": view["note_base"]}),
        );
    }

    /// Waits until something is so, looking again whenever the front is told that anything changed.
    fn until(&self, so: impl Fn(&Self) -> bool) -> Duration {
        let began = Instant::now();
        while !so(self) {
            let told = self.told.recv_timeout(PATIENCE.saturating_sub(began.elapsed()));
            assert!(told.is_ok(), "it never came about: {}", self.ok("relay_get", json!({})));
        }
        began.elapsed()
    }
}

#[test]
fn left_to_themselves_devices_exchange_outlive_the_relay_and_fall_silent_when_locked() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let mut relay = Program::start(&storage, &[]);
    let mut lead = lead_with(&relay.invite(&[]));
    let boris = lead.admits("Boris", "inspector");
    let interview = record(&mut lead, "Written before. ");
    let (amina, boris) = (Live::of(lead), Live::of(boris));
    boris.until(|here| here.note(&interview) == "Written before. ");
    amina.writes(&interview, "Written while both look on. ");
    let took = boris.until(|here| here.note(&interview).contains("look on"));
    println!("on the other device after {took:?}");

    relay.kill();
    boris.writes(&interview, "Written without a relay. ");
    boris.until(|here| here.ok("relay_get", json!({}))["state"] == "offline");
    assert_eq!(boris.ok("relay_get", json!({}))["waiting_changes"], 1);
    let listen = relay.endpoint.strip_prefix("https://").unwrap().to_owned();
    let relay = Program::start_at(&listen, &storage, &[]);
    amina.until(|here| here.note(&interview).contains("without a relay"));

    let watched = || runtime.block_on(relay.figure("visita_relay_watched"));
    let falls_silent = |how: &str| {
        let began = Instant::now();
        while watched() > 0 {
            assert!(began.elapsed() < PATIENCE, "{how}: somebody still waits at the relay");
            std::thread::yield_now();
        }
    };
    amina.ok("vault_lock", json!({}));
    boris.ok("relay_automatic", json!({"on": false}));
    falls_silent("locked, and turned off");
    // By hand it still goes, once.
    boris.writes(&interview, "By hand. ");
    let view = boris.ok("relay_exchange", json!({}));
    assert_eq!((&view["exchanging"], &view["automatic"]), (&json!(true), &json!(false)));
    boris.until(|here| {
        let view = here.ok("relay_get", json!({}));
        view["exchanging"] == false && view["waiting_changes"] == 0
    });
    falls_silent("after once");
    amina.unlock();
    amina.until(|here| here.note(&interview).contains("By hand. "));
}
