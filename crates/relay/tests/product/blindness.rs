//! A canary in every field of every kind of record, exchanged by the app's own sessions, and looked for wherever a relay could
//! know it: its files, its memory, its log and figures, the wire. The same searches then find what is leaked on purpose.

use crate::desk::{Desk, interview};
use crate::stand::program::{Program, in_folder};
use crate::stand::search::{files, found};
use crate::stand::wire::Passage;
use crate::stand::{mixed, tag, token};
use crate::{exchange_well, note};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use visita_transport::relay::{Relay as _, RelayClient};
use visita_wire::Outer;
use visita_wire::relay::{Invitation, Outcome, PutItem, PutRequest};

/// Every field that a person types into, one canary each.
const FIELDS: [&str; 22] = [
    "body",
    "team",
    "lead",
    "inspector",
    "place",
    "authority",
    "region",
    "address",
    "objectives",
    "corrected objectives",
    "area",
    "answer note",
    "observation",
    "pseudonym",
    "explained",
    "language",
    "note",
    "note of another",
    "statement",
    "identity",
    "finding",
    "draft",
];

/// Letters that stand nowhere else.
fn canary(field: &str) -> String {
    let place = FIELDS.iter().position(|one| *one == field).unwrap() as u64;
    mixed(0xca4a_0000 + place)[..20]
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect()
}

fn needles() -> BTreeMap<&'static str, Vec<u8>> {
    FIELDS
        .iter()
        .map(|field| (*field, canary(field).into_bytes()))
        .collect()
}

/// What a person reads on a device: that each canary was recorded, and arrived.
fn on_screen(desk: &mut Desk, visit: &str, interview: &str) -> String {
    let mut seen = String::new();
    for (name, args) in [
        ("team_get", json!({})),
        ("place_list", json!({})),
        ("visit_get", json!({"visit": visit})),
        ("answer_list", json!({"visit": visit})),
        ("interview_get", json!({"interview": interview})),
        ("finding_list", json!({"visit": visit})),
    ] {
        seen.push_str(&desk.ok(name, args).to_string());
    }
    seen
}

fn found_with(desk: &mut Desk, invitation: &Invitation) {
    let names = json!({"body": canary("body"), "team": canary("team"), "member": canary("lead")});
    desk.ok("team_found", names);
    desk.ok("relay_set", json!({"invitation": invitation.to_text().unwrap()}));
}

/// A visit with a canary in everything; visit and interview.
fn record_everything(lead: &mut Desk) -> (String, String) {
    let place = lead.id(
        "place_add",
        json!({
            "name": canary("place"), "place_type": "prison", "authority": canary("authority"),
            "region": canary("region"), "address": canary("address"),
        }),
    );
    let facts = |objectives: &str| {
        json!({"visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
               "objectives": objectives})
    };
    let mut planned = facts(&canary("objectives"));
    planned["place"] = json!(place);
    planned["checklists"] = json!(["prison"]);
    let visit = lead.id("visit_create", planned);
    lead.ok(
        "visit_set",
        json!({"visit": visit, "was": facts(&canary("objectives")), "facts": facts(&canary("corrected objectives"))}),
    );
    let area = lead.id("area_add", json!({"visit": visit, "name": canary("area")}));
    lead.ok(
        "answer_set",
        json!({
            "visit": visit, "area": area, "checklist": "prison", "item": "spoken_to", "note": canary("answer note"),
            "value": {"type": "yes_no_partly", "value": "no"}, "source": "observed",
        }),
    );
    let observation = lead.id(
        "observation_add",
        json!({"visit": visit, "text": canary("observation"), "area": null, "theme": null, "source": "observed",
               "flag": true}),
    );
    let mut begun = interview(&visit);
    begun["pseudonym"] = json!(canary("pseudonym"));
    begun["explained"] = json!(canary("explained"));
    begun["language"] = json!(canary("language"));
    let interview = lead.id("interview_start", begun);
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": canary("note"), "base": null}),
    );
    lead.id(
        "statement_add",
        json!({"interview": interview, "text": canary("statement"), "theme": null, "verbatim": true,
               "first_hand": true, "allegation": true, "degree": null}),
    );
    lead.ok(
        "identity_seal",
        json!({"interview": interview, "identity": canary("identity")}),
    );
    let finding = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": canary("finding"), "theme": "health", "good_practice": false}),
    );
    let _ = (observation, finding);
    lead.ok(
        "draft_put",
        json!({"key": format!("observation/{visit}/new"), "text": canary("draft"), "base": null}),
    );
    (visit, interview)
}

/// Everything in the memory that a process may write to.
fn memory(id: u32) -> Vec<u8> {
    let maps = std::fs::read_to_string(format!("/proc/{id}/maps")).unwrap();
    let mut file = std::fs::File::open(format!("/proc/{id}/mem")).unwrap();
    let mut all = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let (from, to) = (
            u64::from_str_radix(from, 16).unwrap(),
            u64::from_str_radix(to, 16).unwrap(),
        );
        let mut bytes = vec![0; (to - from) as usize];
        if file.seek(SeekFrom::Start(from)).is_ok() && file.read_exact(&mut bytes).is_ok() {
            all.extend(bytes);
        }
    }
    all
}

/// Which canaries are where: on disk (but for the log), in memory, in the log and the figures.
fn where_found(relay: &Program, folder: &Path, figures: &str) -> [Vec<&'static str>; 3] {
    let said = [std::fs::read(&relay.log).unwrap(), figures.as_bytes().to_vec()].concat();
    [files(folder, "log.jsonl"), memory(relay.id()), said].map(|hay| found(&needles(), &hay))
}

fn nothing() -> [Vec<&'static str>; 3] {
    [Vec::new(), Vec::new(), Vec::new()]
}

#[test]
fn of_no_field_of_any_record_a_byte_reaches_the_relay_or_the_wire() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let here = relay.endpoint.strip_prefix("https://").unwrap().parse().unwrap();
    let passing = runtime.block_on(Passage::open(here));
    let invitation = passing.invitation(&relay.invite(&[]));
    let mut lead = Desk::empty();
    found_with(&mut lead, &invitation);
    let mut inspector = lead.admits(&canary("inspector"), "inspector");
    let (visit, interview) = record_everything(&mut lead);
    exchange_well(&mut lead);
    exchange_well(&mut inspector);
    let both = format!("{}{}", note(&mut inspector, &interview), canary("note of another"));
    let view = inspector.ok("interview_get", json!({"interview": interview}));
    inspector.ok(
        "interview_note",
        json!({"interview": interview, "text": both, "base": view["note_base"]}),
    );
    exchange_well(&mut inspector);
    exchange_well(&mut lead);
    // Everything was recorded and has arrived, but for what never leaves a device, was corrected, or is shown on no screen.
    let seen = on_screen(&mut inspector, &visit, &interview);
    for field in FIELDS {
        let stays = ["identity", "draft", "objectives", "explained"].contains(&field);
        assert_eq!(seen.contains(&canary(field)), !stays, "{field}: {seen}");
    }
    let figures = runtime.block_on(crate::stand::http::get(&relay.figures)).1;
    assert!(
        runtime.block_on(relay.figure("visita_relay_kept_total")) >= 15,
        "much has passed"
    );
    let wire = passing.seen();
    assert!(wire.len() > 100_000, "the wire was listened to");
    assert_eq!(found(&needles(), &wire), Vec::<&str>::new(), "on the wire");
    assert_eq!(where_found(&relay, folder.path(), &figures), nothing());
    println!(
        "{} canaries: 0 in {} KiB on the wire, {} KiB on disk, {} KiB of memory, {} bytes of log",
        FIELDS.len(),
        wire.len() >> 10,
        files(folder.path(), "log.jsonl").len() >> 10,
        memory(relay.id()).len() >> 10,
        std::fs::metadata(&relay.log).unwrap().len(),
    );

    // The control: a device that pads and does not seal, and a log that says too much.
    runtime.block_on(leak(&RelayClient::new(&invitation).unwrap()));
    let line = json!({"message": canary("statement")}).to_string();
    std::fs::write(&relay.log, line).unwrap();
    let [on_disk, in_memory, said] = where_found(&relay, folder.path(), &figures);
    assert_eq!(on_disk, ["identity", "note"], "on disk");
    assert!(
        in_memory.contains(&"identity") && in_memory.contains(&"note"),
        "in memory: {in_memory:?}"
    );
    assert_eq!(said, ["statement"], "in the log");
}

/// Puts, and fetches again, what only looks like an envelope: one canary as it is, one in the letters of UTF-16.
async fn leak(client: &RelayClient) {
    let wide: Vec<u8> = canary("note").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let unsealed = [(1, canary("identity").into_bytes()), (2, wide)].map(|(n, said)| {
        let outer = Outer {
            mailbox: tag(n),
            nonce: [7; 24],
            ciphertext: said.iter().copied().cycle().take(4096 + 16).collect(),
        };
        PutItem {
            token: token(n),
            outer: outer.encode().unwrap().into(),
        }
    });
    let request = PutRequest {
        invitation: Some(client.invitation()),
        items: unsealed.to_vec(),
    };
    let answer = client.put(&request).await.unwrap();
    assert_eq!(answer.outcomes, [Outcome::Kept(1), Outcome::Kept(1)]);
    let mut cursors = visita_transport::relay::Cursors::default();
    for n in [1, 2] {
        cursors.follow(tag(n), token(n), 0);
    }
    let asked = cursors.next_fetch(0).unwrap();
    assert_eq!(client.fetch(&asked).await.unwrap().pages.len(), 2);
}

#[test]
fn without_tls_and_without_sealing_the_wire_shows_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let here = relay.endpoint.strip_prefix("http://").unwrap().parse().unwrap();
    let passing = runtime.block_on(Passage::open(here));
    let endpoint = format!("http://{}", passing.address).parse().unwrap();
    let invitation = Invitation::loopback(endpoint, relay.invite(&[]).token()).unwrap();
    // The app's own session says nothing even so: what it sends is sealed before any TLS.
    let mut lead = Desk::empty();
    found_with(&mut lead, &invitation);
    let mut inspector = lead.admits(&canary("inspector"), "inspector");
    record_everything(&mut lead);
    exchange_well(&mut lead);
    exchange_well(&mut inspector);
    // At least a padded envelope for each of a dozen records: otherwise nothing was looked at.
    let seen = passing.seen().len();
    assert!(seen > 12 * 4_096, "{seen} bytes passed");
    assert_eq!(found(&needles(), &passing.seen()), Vec::<&str>::new());
    runtime.block_on(leak(&RelayClient::new(&invitation).unwrap()));
    assert_eq!(found(&needles(), &passing.seen()), ["identity", "note"]);
}
