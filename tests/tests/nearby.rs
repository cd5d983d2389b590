//! Real processes on networks of their own: they find each other by multicast, lose each other, and hold the same in the end.
//!
//! Each device is `visita nearby serve` in a network namespace that this test made; a bridge in one more joins them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(target_os = "linux")]

#[path = "nearby/attachments.rs"]
mod attachments;
#[path = "nearby/network.rs"]
mod network;
#[path = "nearby/serving.rs"]
mod serving;

use network::Network;
use serde_json::json;
use serving::{Serving, Vault};
use std::time::Instant;

#[test]
fn devices_find_each_other_and_hold_the_same_through_partitions_and_new_addresses() {
    let network = Network::of(&["amina", "boris"]);
    let (amina, boris) = Vault::team_of_two();
    amina.run(&["place", "add", "--name", "Before they met"]);
    let began = Instant::now();
    let (mut amina, mut boris) = (
        Serving::of(&amina, &network, "amina", &[]),
        Serving::of(&boris, &network, "boris", &[]),
    );
    amina.until(|view| view["connected"] == 1);
    boris.until(|view| view["connected"] == 1);
    eprintln!(
        "found by multicast and connected {:?} after the first began",
        began.elapsed()
    );
    boris.until_place("Before they met");

    for n in 0..3 {
        let name = format!("Live {n}");
        let began = Instant::now();
        amina.adds(&name);
        boris.until_place(&name);
        eprintln!("an edit is there after {:?}", began.elapsed());
    }

    network.cut("boris");
    amina.adds("Amina, while apart");
    boris.adds("Boris, while apart");
    amina.until(|view| view["connected"] == 0);
    boris.until(|view| view["connected"] == 0);
    let began = Instant::now();
    network.heal("boris");
    amina.until_place("Boris, while apart");
    boris.until_place("Amina, while apart");
    eprintln!("healed after {:?}", began.elapsed());

    let began = Instant::now();
    network.moves("boris", 77);
    amina.adds("After Boris moved");
    boris.adds("From the new address");
    boris.until_place("After Boris moved");
    amina.until_place("From the new address");
    eprintln!("at a new address after {:?}", began.elapsed());

    for n in 0..5 {
        network.cut("amina");
        amina.adds(&format!("Amina, cut {n}"));
        boris.adds(&format!("Boris, cut {n}"));
        network.heal("amina");
    }
    for n in 0..5 {
        boris.until_place(&format!("Amina, cut {n}"));
        amina.until_place(&format!("Boris, cut {n}"));
    }
    assert_eq!(amina.places(), boris.places());
    assert_eq!(amina.call("quarantine_list", json!({}))["rows"], json!([]));
    assert_eq!(boris.call("quarantine_list", json!({}))["rows"], json!([]));
}

#[test]
fn attachments_arrive_bit_by_bit_over_links_that_break_amid_chunks_and_from_new_addresses() {
    let network = Network::of(&["amina", "boris"]);
    let (amina, boris) = Vault::team_of_two();
    attachments::all_arrive(&network, &amina, &boris);
}

#[test]
fn a_stranger_on_the_same_network_gets_nothing() {
    let network = Network::of(&["amina", "stranger"]);
    let (amina, stranger) = (Vault::founded("Amina"), Vault::founded("Stranger"));
    amina.run(&["place", "add", "--name", "Not for everybody"]);
    let (mut amina, mut stranger) = (
        Serving::of(&amina, &network, "amina", &[]),
        Serving::of(&stranger, &network, "stranger", &[]),
    );
    // Each dials the other, and hears a refusal that says nothing.
    amina.until(|view| view["failure"] == "refused");
    stranger.until(|view| view["failure"] == "refused");
    for device in [&mut amina, &mut stranger] {
        let view = device.call("nearby_get", json!({}));
        assert_eq!((&view["peers"], &view["connected"]), (&json!([]), &json!(0)));
    }
    assert!(!stranger.places().contains(&"Not for everybody".to_owned()));
}

#[test]
fn the_sample_workspace_comes_whole_to_a_new_device() {
    let network = Network::of(&["lead", "new"]);
    let lead = Vault::empty();
    lead.run(&["sample", "load"]);
    let new = lead.admits("Newcomer");
    let mut lead = Serving::of(&lead, &network, "lead", &[]);
    let began = Instant::now();
    let mut new = Serving::of(&new, &network, "new", &[]);
    new.until(|view| view["connected"] == 1);
    let connected = began.elapsed();
    let all = |device: &mut Serving| {
        let visits = device.call("visit_list", json!({}));
        (device.places(), visits["rows"].as_array().unwrap().len())
    };
    let wanted = all(&mut lead);
    new.until_so(|new| all(new) == wanted && new.call("nearby_get", json!({}))["exchanging"] == false);
    let peer = new.call("nearby_get", json!({}))["peers"][0].clone();
    eprintln!(
        "connected after {connected:?}, the sample whole {:?} later, {} bytes",
        began.elapsed() - connected,
        peer["received_bytes"]
    );
}

#[test]
fn nothing_is_sent_while_nearby_is_off() {
    let network = Network::of(&["alone"]);
    let vault = Vault::founded("Alone");
    let alone = |args: &[&str]| vault.run_in(&network, "alone", args);
    alone(&["place", "add", "--name", "Quiet"]);
    alone(&["place", "list"]);
    alone(&["visit", "list"]);
    assert_eq!(network.packets_sent("alone"), 0);
    // The same counter moves as soon as it is on.
    Serving::of(&vault, &network, "alone", &[]).until_it_sends(&network, "alone");
}
