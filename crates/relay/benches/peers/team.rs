//! Our own side: a team of sessions in one process, each with its vault, and one of the two carriers that need no hands.

use crate::Figure;
use crate::day::{Day, INSPECTORS, Step, Work, beginning_of, caret_of};
use crate::desk::{self, Desk, PASSPHRASE};
use crate::stand::program::Program;
use crate::wire::{bytes_passed, seconds_worked};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use visita_app::api::table::call;
use visita_app::{Door, NearbySettings, Session, SystemClock};

/// Typed runs that become one change. The screen makes one when the note is left, and else every 30 s, which is some twenty
/// runs; an answer is a change of its own.
const RUNS_A_CHANGE: usize = 20;
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(300);
/// Between two looks at whether everything has come.
const LOOK: Duration = Duration::from_millis(10);
const LONGEST_BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// Before the first step, so that every device begins at once.
const BEFORE_BEGINNING: Duration = Duration::from_millis(300);

pub struct Device {
    door: Door,
    told: Mutex<Receiver<()>>,
    _folder: tempfile::TempDir,
}

pub struct Team {
    devices: Vec<Device>,
    is_nearby: bool,
    /// This process, and the relay's.
    processes: Vec<u32>,
    visit: String,
    notes: Vec<String>,
}

fn name_of(inspector: usize) -> String {
    format!("Inspector {inspector}")
}

impl Device {
    fn of(mut desk: Desk) -> Self {
        desk.close();
        let (tell, told) = channel();
        let nearby = NearbySettings {
            listen: vec![(Ipv4Addr::LOCALHOST, 0).into()],
            announce: false,
        };
        let vault = desk.folder.path().join("vault");
        let mut session = Session::at(vault, Box::new(SystemClock)).with_nearby(nearby);
        session.tell(Arc::new(move |_| {
            let _ = tell.send(());
        }));
        let device = Self {
            door: session.share(),
            told: Mutex::new(told),
            _folder: desk.folder,
        };
        device.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
        device
    }

    fn ok(&self, name: &str, args: Value) -> Value {
        call(&mut self.door.lock().unwrap(), name, args).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    fn note(&self, interview: &str) -> Option<String> {
        let asked = json!({"interview": interview});
        let view = call(&mut self.door.lock().unwrap(), "interview_get", asked).ok()?;
        view["note"].as_str().map(str::to_owned)
    }

    /// Waits until something is so, looking again when the front would.
    fn until(&self, so: impl Fn(&Self) -> bool) -> Instant {
        let began = Instant::now();
        while !so(self) {
            assert!(began.elapsed() < PATIENCE, "it never came about: {}", self.standing());
            let told = self.told.lock().unwrap();
            let _ = told.recv_timeout(LONGEST_BETWEEN_LOOKS);
            thread::sleep(LOOK);
            while told.try_recv().is_ok() {}
        }
        Instant::now()
    }

    fn standing(&self) -> String {
        let nearby = self.ok("nearby_get", json!({}));
        format!("{nearby} {}", self.ok("relay_get", json!({})))
    }
}

/// One interview as a person has it open: the text on the screen, and what it was typed on.
struct Page {
    text: String,
    base: Value,
    runs: usize,
}

impl Team {
    /// Founded, everybody admitted, a visit and its interviews on every device.
    pub fn gathered(relay: Option<&Program>) -> Self {
        let mut lead = Desk::founded(&name_of(0));
        if let Some(relay) = relay {
            let invitation = relay.invite(&[]).to_text().unwrap();
            lead.ok("relay_set", json!({"invitation": invitation}));
        }
        let others: Vec<Desk> = (1..INSPECTORS).map(|n| lead.admits(&name_of(n), "inspector")).collect();
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = lead.id("visit_create", desk::visit(&place));
        let notes = (0..crate::day::NOTES).map(|note| {
            let interview = lead.id("interview_start", desk::interview(&visit));
            let text = beginning_of(note);
            lead.ok(
                "interview_note",
                json!({"interview": interview, "text": text, "base": null}),
            );
            interview
        });
        let notes = notes.collect();
        let team = Self {
            devices: std::iter::once(lead).chain(others).map(Device::of).collect(),
            is_nearby: relay.is_none(),
            processes: std::iter::once(std::process::id())
                .chain(relay.map(Program::id))
                .collect(),
            visit,
            notes,
        };
        team.meet();
        for device in &team.devices {
            device.until(|there| (0..team.notes.len()).all(|note| team.has_note(there, note, &beginning_of(note))));
        }
        team
    }

    fn has_note(&self, device: &Device, note: usize, text: &str) -> bool {
        device.note(&self.notes[note]).as_deref() == Some(text)
    }

    /// Everybody is in touch: nearby as devices in one room are, each with each.
    fn meet(&self) {
        if !self.is_nearby {
            for device in &self.devices {
                device.ok("relay_automatic", json!({"on": true}));
            }
            return;
        }
        let on = |device: &Device| device.ok("nearby_set", json!({"on": true, "minutes": 30}))["address"].clone();
        let addresses: Vec<Value> = self.devices.iter().map(on).collect();
        for (n, device) in self.devices.iter().enumerate() {
            for address in &addresses[..n] {
                device.ok("nearby_dial", json!({"address": address}));
            }
        }
    }

    fn part(&self) {
        for device in &self.devices {
            if self.is_nearby {
                device.ok("nearby_set", json!({"on": false}));
            } else {
                device.ok("relay_automatic", json!({"on": false}));
            }
        }
    }

    /// All write while in touch; what passed, and how long after the last step all had everything.
    pub fn in_touch(&self, day: &Day) -> Figure {
        thread::sleep(Duration::from_millis(day.settles_ms));
        let before = self.spent();
        let from = Instant::now() + BEFORE_BEGINNING;
        let ends = self.each(|n, device| {
            let ended = self.work(day, n, device, Some(from));
            (ended, self.whole(day, device))
        });
        let last = ends.iter().map(|ends| ends.0).max().unwrap();
        let took = ends.iter().map(|ends| ends.1).max().unwrap() - last;
        self.figure(day, before, took)
    }

    /// Each writes alone, then all meet; what passed, and how long after they met.
    pub fn apart(&self, day: &Day) -> Figure {
        self.part();
        thread::sleep(Duration::from_millis(day.settles_ms));
        self.each(|n, device| self.work(day, n, device, None));
        let before = self.spent();
        let began = Instant::now();
        self.meet();
        let came = self.each(|_, device| self.whole(day, device));
        self.figure(day, before, *came.iter().max().unwrap() - began)
    }

    fn spent(&self) -> (u64, f64) {
        (bytes_passed(), seconds_worked(&self.processes))
    }

    fn figure(&self, day: &Day, before: (u64, f64), took: Duration) -> Figure {
        thread::sleep(Duration::from_millis(day.settles_ms));
        let after = self.spent();
        Figure {
            bytes: after.0 - before.0,
            worked: after.1 - before.1,
            milliseconds: took.as_secs_f64() * 1e3,
        }
    }

    fn each<T: Send>(&self, does: impl Fn(usize, &Device) -> T + Sync) -> Vec<T> {
        let does = &does;
        thread::scope(|scope| {
            let devices = self.devices.iter().enumerate();
            let threads: Vec<_> = devices
                .map(|(n, device)| scope.spawn(move || does(n, device)))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }

    /// Takes a device's steps, each at its time or all at once; when the last was durable.
    fn work(&self, day: &Day, n: usize, device: &Device, from: Option<Instant>) -> Instant {
        let mut pages: BTreeMap<usize, Page> = BTreeMap::new();
        for step in day.steps.iter().filter(|step| step.by == n) {
            let at = from.map(|from| from + Duration::from_millis(step.at_ms));
            thread::sleep(
                at.unwrap_or_else(Instant::now)
                    .saturating_duration_since(Instant::now()),
            );
            self.take(device, step, &mut pages);
        }
        for (note, page) in &mut pages {
            self.commit(device, *note, page);
        }
        Instant::now()
    }

    fn take(&self, device: &Device, step: &Step, pages: &mut BTreeMap<usize, Page>) {
        match &step.work {
            Work::Answer { item, value } => {
                device.ok(
                    "answer_set",
                    json!({
                        "visit": self.visit, "area": "general", "checklist": "prison", "item": item,
                        "value": {"type": "yes_no_partly", "value": value}, "source": "observed",
                    }),
                );
            }
            Work::Run { note, erased, typed } => {
                let page = pages.entry(*note).or_insert_with(|| self.opened(device, *note));
                let end = caret_of(&page.text, step.by);
                page.text.replace_range(end - erased..end, typed);
                page.runs += 1;
                let key = format!("interview/{}", self.notes[*note]);
                device.ok("draft_put", json!({"key": key, "text": page.text}));
                if page.runs == RUNS_A_CHANGE {
                    self.commit(device, *note, page);
                }
            }
        }
    }

    fn opened(&self, device: &Device, note: usize) -> Page {
        let view = device.ok("interview_get", json!({"interview": self.notes[note]}));
        Page {
            text: view["note"].as_str().unwrap().to_owned(),
            base: view["note_base"].clone(),
            runs: 0,
        }
    }

    fn commit(&self, device: &Device, note: usize, page: &mut Page) {
        if page.runs == 0 {
            return;
        }
        let written = json!({"interview": self.notes[note], "text": page.text, "base": page.base});
        page.base = device.ok("interview_note", written)["base"].clone();
        page.runs = 0;
    }

    /// When a device holds every answer and every paragraph as their writers left them.
    fn whole(&self, day: &Day, device: &Device) -> Instant {
        device.until(|there| self.notes_stand(day, there) && self.answers_stand(day, there))
    }

    fn notes_stand(&self, day: &Day, device: &Device) -> bool {
        self.notes.iter().zip(&day.whole.notes).all(|(interview, paragraphs)| {
            let text = device.note(interview).unwrap_or_default();
            let there: Vec<&str> = text.lines().collect();
            there.len() == paragraphs.len() && paragraphs.iter().all(|one| there.contains(&one.as_str()))
        })
    }

    fn answers_stand(&self, day: &Day, device: &Device) -> bool {
        let view = device.ok("answer_list", json!({"visit": self.visit}));
        let mut held = BTreeMap::new();
        for row in view["rows"].as_array().unwrap() {
            for slot in row["slots"].as_array().unwrap() {
                let by = slot["by"].as_str().unwrap().trim_start_matches("Inspector ");
                let key = format!("{}/{by}", row["item"].as_str().unwrap());
                held.insert(key, slot["value"]["value"].as_str().unwrap().to_owned());
            }
        }
        held == day.whole.answers
    }
}
