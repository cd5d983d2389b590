//! A team of three, what an evil member has, and what the screens say.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::AtomicI64;
use visita_app::api::ErrorCode;
use visita_app::harness::{Owned, Taken};
use visita_domain::DocumentId;
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, Header, envelope_hash, seal_envelope};
use visita_testkit::clock::SkewedClock;
use visita_testkit::device::{Device, Stopped, must, text};
use visita_testkit::vaults::Blanks;
use visita_wire::{DeviceId, DocId, DocKind, EnvelopeHash, Message, Put};

/// Devices that a test may use.
const VAULTS: usize = 5;

fn blanks() -> &'static Blanks {
    static BLANKS: OnceLock<Blanks> = OnceLock::new();
    BLANKS.get_or_init(|| Blanks::make(VAULTS).unwrap())
}

/// A lead who is attacked, Boris who is honest, and Mallory, a member who is not.
pub struct Stand {
    pub lead: Device,
    pub boris: Device,
    pub mallory: Device,
    pub visit: String,
    pub root: tempfile::TempDir,
    before: Value,
}

impl Stand {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let mut lead = device(0, &root);
        lead.ok(
            "team_found",
            json!({"body": "Commission", "team": "North", "member": "Amina"}),
        )
        .unwrap();
        let (mut boris, mut mallory) = (device(1, &root), device(2, &root));
        lead.admit(&mut boris, "Boris", "inspector").unwrap();
        lead.admit(&mut mallory, "Mallory", "inspector").unwrap();
        let place = lead
            .id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}))
            .unwrap();
        let visit = lead
            .id(
                "visit_create",
                json!({
                    "place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02",
                    "ends_on": null, "objectives": "", "checklists": ["prison"],
                }),
            )
            .unwrap();
        answers(&mut lead, &visit, "spoken_to", "yes");
        let mut stand = Self {
            lead,
            boris,
            mallory,
            visit,
            root,
            before: Value::Null,
        };
        stand.everybody_hears_of_the_lead();
        stand.remember();
        stand
    }

    /// What the lead holds, carried to the others.
    pub fn everybody_hears_of_the_lead(&mut self) {
        let path = self.root.path().join("all");
        self.lead.ok("bundle_export", json!({"path": path})).unwrap();
        for device in [&mut self.boris, &mut self.mallory] {
            device.ok("bundle_import", json!({"path": path})).unwrap();
        }
    }

    /// What must not change from here on.
    pub fn remember(&mut self) {
        self.before = shown(&mut self.lead);
    }

    /// Nothing that the lead sees has changed, after a restart of the app as well.
    pub fn nothing_changed(&mut self) {
        assert_eq!(shown(&mut self.lead), self.before);
        self.lead.begin_life().unwrap();
        assert_eq!(shown(&mut self.lead), self.before, "after a restart");
    }

    /// As [`Self::nothing_changed`], for a vault that is locked.
    pub fn nothing_changed_after_unlock(&mut self) {
        self.lead.begin_life().unwrap();
        self.nothing_changed();
    }

    /// What Mallory has.
    pub fn owned(&mut self) -> Owned {
        must(self.mallory.with(|session, _| session.harness_owned())).unwrap()
    }

    /// The visit's id.
    pub fn doc(&self) -> DocumentId {
        self.visit.parse().unwrap()
    }

    /// The lead takes messages as from Mallory.
    pub fn gives(&mut self, messages: Vec<Message>) -> Taken {
        let from = self.mallory.id;
        must(self.lead.with(|session, _| session.harness_take(from, messages))).unwrap()
    }

    /// The lead takes envelopes as from Mallory, and finds exactly these in quarantine, each with a sentence.
    pub fn gives_and_sees(&mut self, puts: Vec<Put>, reasons: &[&str]) {
        self.gives(vec![Message::Puts(puts)]);
        self.sees(reasons);
        self.nothing_changed();
    }

    /// What stands in the lead's quarantine, and that it can be said.
    pub fn sees(&mut self, reasons: &[&str]) {
        let rows = self.lead.ok("quarantine_list", json!({})).unwrap()["rows"].clone();
        let found: Vec<_> = rows.as_array().unwrap().iter().map(|row| text(row, "reason")).collect();
        assert_eq!(found, reasons);
        for reason in reasons {
            has_a_sentence("reason", reason);
        }
    }

    /// The lead is refused what Mallory gave, with a sentence, and nothing changes.
    pub fn refuses(&mut self, messages: Vec<Message>, code: ErrorCode) {
        let from = self.mallory.id;
        let answer = self.lead.with(|session, _| session.harness_take(from, messages));
        is_refused(answer, code);
        self.sees(&[]);
        self.nothing_changed();
    }

    /// Mallory's next envelope in the visit.
    pub fn envelope(&mut self, changes: &[Vec<u8>]) -> Put {
        let owned = self.owned();
        let (last, prev) = last_of(&mut self.mallory, self.visit.parse().unwrap());
        let header = Header {
            team: owned.roster.team,
            kind: DocKind::Visit,
            seq: last + 1,
            prev,
            sent_at_ms: 1,
        };
        sealed(&owned, key_of(&owned, self.doc()), &header, changes)
    }

    /// Envelopes of a device in the visit.
    pub fn puts(&mut self, of: Who) -> Vec<Put> {
        let doc = self.doc();
        let device = match of {
            Who::Lead => &mut self.lead,
            Who::Boris => &mut self.boris,
            Who::Mallory => &mut self.mallory,
        };
        let id = device.id;
        let mut puts = must(device.with(|session, _| session.harness_puts(doc))).unwrap();
        puts.retain(|put| put.device == id);
        puts
    }
}

/// Who of the stand.
#[derive(Clone, Copy)]
pub enum Who {
    Lead,
    Boris,
    Mallory,
}

/// A device with an empty vault.
pub fn device(number: usize, root: &tempfile::TempDir) -> Device {
    let time = std::sync::Arc::new(AtomicI64::new(0));
    Device::make(number, blanks(), root.path(), SkewedClock::of(&time)).unwrap()
}

pub fn answers(device: &mut Device, visit: &str, item: &str, value: &str) {
    let answer = json!({
        "visit": visit, "area": "general", "checklist": "prison", "item": item,
        "value": {"type": "yes_no_partly", "value": value}, "source": "observed",
    });
    device.ok("answer_set", answer).unwrap();
}

/// Everything the lead's screens say but for quarantine, and every record's heads.
pub fn shown(device: &mut Device) -> Value {
    let records = must(device.with(|session, _| session.harness_records())).unwrap();
    let mut heads = Vec::new();
    for record in records {
        heads.push(
            must(device.with(|session, _| session.harness_record(record)))
                .unwrap()
                .heads,
        );
    }
    let visits = device.ok("visit_list", json!({})).unwrap();
    let mut team = device.ok("team_get", json!({})).unwrap();
    // What others may lack, and when they were heard, follow from what they say of themselves and from what is kept for
    // the lead.
    for member in team["members"].as_array_mut().unwrap() {
        for seat in member["devices"].as_array_mut().unwrap() {
            let seat = seat.as_object_mut().unwrap();
            seat.remove("behind");
            seat.remove("last_contact");
        }
    }
    json!({"heads": heads, "visits": visits, "words": team["words"], "members": team["members"]})
}

pub fn key_of(owned: &Owned, doc: DocumentId) -> &DocKey {
    &owned.keys.iter().find(|(key, _)| key.doc.0 == doc.bytes()).unwrap().0
}

/// A copy of a key.
pub fn copy(key: &DocKey) -> DocKey {
    DocKey {
        doc: key.doc,
        epoch: key.epoch,
        key: Secret::new(*key.key.expose()),
    }
}

/// The number of a device's last envelope in this life of it, the one before the first for none, and its hash.
fn last_of(device: &mut Device, doc: DocumentId) -> (u64, Option<EnvelopeHash>) {
    let id = device.id;
    let (last, _) = must(device.with(|session, _| session.harness_last_own(doc))).unwrap();
    let puts = must(device.with(|session, _| session.harness_puts(doc))).unwrap();
    let put = puts.into_iter().find(|put| put.device == id && put.seq == last);
    (last, put.map(|put| envelope_hash(&put.outer)))
}

pub fn sealed(owned: &Owned, key: &DocKey, header: &Header, changes: &[Vec<u8>]) -> Put {
    let outer = seal_envelope(key, header, changes, &owned.device, &mut rand::rng()).unwrap();
    Put {
        doc: DocId(key.doc.0),
        device: owned.device.id(),
        seq: header.seq,
        outer: outer.into(),
    }
}

/// A person is told: the code has a sentence in every language that is shipped, and not the same in both.
pub fn has_a_sentence(kind: &str, code: &str) {
    let key = format!("{kind}-{}", code.replace('_', "-"));
    let say = |language: &'static str| {
        let prefix = format!("{key} = ");
        let line = language.lines().find_map(|line| line.strip_prefix(prefix.as_str()));
        line.map(str::trim)
            .filter(|line| !line.is_empty())
            .unwrap_or_else(|| panic!("nothing to say of {key}"))
    };
    let (english, arabic) = (
        say(include_str!("../../../../ui/src/i18n/en.ftl")),
        say(include_str!("../../../../ui/src/i18n/ar.ftl")),
    );
    assert_ne!(english, arabic, "{key}");
}

pub fn is_refused<T>(answer: Result<T, Stopped>, code: ErrorCode) {
    match answer {
        Err(Stopped::Refused(error)) => assert_eq!(error.code, code),
        Err(Stopped::Died) => panic!("it died"),
        Ok(_) => panic!("it was taken"),
    }
    let said = serde_json::to_value(code).unwrap();
    has_a_sentence("error", said.as_str().unwrap());
}

/// Reasons in quarantine, without order.
pub fn reasons(device: &mut Device) -> BTreeSet<String> {
    let held = must(device.with(|session, _| session.harness_quarantine())).unwrap();
    held.into_iter().map(|(reason, _)| reason).collect()
}

/// A member who is not there.
pub const NOBODY: DeviceId = DeviceId([9; 32]);
