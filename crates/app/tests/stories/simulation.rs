//! Real devices, real records, real stores, a careless courier: bundles are lost, taken twice, taken late and in any
//! order, and devices are restarted. In the end everyone holds the same, and every word is there.

use crate::desk::{self, Desk};
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use std::path::PathBuf;

const STEPS: usize = 240;
const ITEMS: [&str; 5] = ["spoken_to", "ill_treatment", "discrimination", "own_bed", "daylight"];
const SAID: [&str; 4] = ["yes", "no", "partly", "not_checked"];
/// Rounds in which everybody carries to everybody; more would show that something never arrives.
const LAST_ROUNDS: usize = 3;

#[test]
fn three_devices_and_a_careless_courier_lose_no_word() {
    for seed in [1, 2] {
        story(seed);
    }
}

fn story(seed: u64) {
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(seed);
    let (mut lead, second) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    let third = lead.admits("Third", "inspector");
    let mut desks = [lead, second, third];
    let first = desks[0].bundle();
    for desk in &mut desks[1..] {
        desk.take(&first);
    }
    let mut carried: Vec<PathBuf> = vec![first];
    let mut words: Vec<String> = Vec::new();
    for step in 0..STEPS {
        let who = rng.random_range(0..desks.len());
        let desk = &mut desks[who];
        match rng.random_range(0..20) {
            0..=8 => {
                let (item, said) = (
                    ITEMS[rng.random_range(0..ITEMS.len())],
                    SAID[rng.random_range(0..SAID.len())],
                );
                desk.answer(&visit, "general", item, said);
            }
            9..=11 => {
                let word = format!("seen{seed}x{step}");
                desk.id(
                    "observation_add",
                    json!({"visit": visit, "text": word, "area": null, "theme": null, "source": "observed", "flag": false}),
                );
                words.push(word);
            }
            12..=14 => {
                let view = desk.ok("interview_get", json!({"interview": interview}));
                let word = format!("said{seed}x{step}");
                let text = format!("{}{word} ", view["note"].as_str().unwrap());
                desk.ok(
                    "interview_note",
                    json!({"interview": interview, "text": text, "base": view["note_base"]}),
                );
                words.push(word);
            }
            15..=16 => carried.push(desk.bundle()),
            17..=18 => {
                let bundle = carried[rng.random_range(0..carried.len())].clone();
                // A bundle of one's own, or one made before the other was known: refused or nothing new, never harm.
                if let Ok(taken) = desk.call("bundle_import", json!({"path": bundle})) {
                    assert_eq!(taken["quarantined"], 0, "seed {seed}, step {step}");
                }
            }
            _ if step % 40 == 0 => desk.reopen(),
            _ => {}
        }
    }
    for _ in 0..LAST_ROUNDS {
        // Around in a ring: what the third knows of the second, it has from the lead's files, forwarded as they were.
        for from in 0..desks.len() {
            let bundle = desks[from].bundle();
            let to = (from + 1) % desks.len();
            assert_eq!(desks[to].take(&bundle)["quarantined"], 0, "seed {seed}");
        }
    }
    let held: Vec<Value> = desks
        .iter_mut()
        .map(|desk| everything(desk, &visit, &interview))
        .collect();
    assert_eq!(held[0], held[1], "seed {seed}");
    assert_eq!(held[0], held[2], "seed {seed}");
    let text = held[0].to_string();
    for word in &words {
        assert!(text.contains(word), "seed {seed}: {word} is lost");
    }
    for desk in &mut desks {
        for doc in [&visit, &interview] {
            let history = desk.ok("history_get", json!({"doc": doc}));
            let entries = history["entries"].as_array().unwrap();
            assert!(entries.iter().all(|entry| entry["signature"] == "valid"), "seed {seed}");
        }
    }
}

/// What a device shows of the visit and the interview, without what is its own: whose answer is mine.
fn everything(desk: &mut Desk, visit: &str, interview: &str) -> Value {
    let mut answers = desk.ok("answer_list", json!({"visit": visit}));
    for row in answers["rows"].as_array_mut().unwrap() {
        let slots = row["slots"].as_array_mut().unwrap();
        for slot in slots.iter_mut() {
            slot.as_object_mut().unwrap().remove("mine");
        }
        slots.sort_by_key(ToString::to_string);
    }
    let mut observations = desk.ok("visit_get", json!({"visit": visit}))["observations"].clone();
    for observation in observations.as_array_mut().unwrap() {
        observation.as_object_mut().unwrap().remove("mine");
    }
    let note = desk.ok("interview_get", json!({"interview": interview}))["note"].clone();
    let history: Vec<usize> = [visit, interview]
        .iter()
        .map(|doc| {
            desk.ok("history_get", json!({"doc": doc}))["entries"]
                .as_array()
                .unwrap()
                .len()
        })
        .collect();
    json!({"answers": answers, "observations": observations, "note": note, "history": history})
}
