//! Hundreds of attachments, or a thousand, between two real processes, over links that are cut in the middle of chunks.

use super::network::Network;
use super::serving::{Serving, Vault};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const PLACES: usize = 20;

/// Attachments of a place: with `VISITA_LONG=1` fifty, which makes a thousand.
fn of_a_place() -> usize {
    if std::env::var_os("VISITA_LONG").is_some() {
        50
    } else {
        12
    }
}

/// A connection over a dead link is given up after 8 s.
const LONG: Duration = Duration::from_secs(10);
/// One that comes back before that goes on.
const SHORT: Duration = Duration::from_secs(2);
/// For all of it; many times what it takes.
const PATIENCE: Duration = Duration::from_secs(400);
/// Sealed bytes of one chunk.
const CHUNK: u64 = 64 * 1024 + 16;
/// Hash of a chunk in the list before the chunks.
const HASH: u64 = 32;

/// Content that no other number has, from 1 KiB to some 700 KiB: many small ones, few large ones.
fn content(n: usize) -> Vec<u8> {
    let mut state = n as u64 + 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let part = (next() % 1_000) as f64 / 1_000.0;
    let bytes = (10.0 + 9.5 * part * part).exp2() as usize;
    std::iter::repeat_with(|| next().to_le_bytes())
        .flatten()
        .take(bytes)
        .collect()
}

/// What lies in the folder of attachments: whole ones, and those that have come in part, with their bytes.
fn lying(vault: &Vault) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
    let (mut whole, mut parts) = (BTreeMap::new(), BTreeMap::new());
    for entry in std::fs::read_dir(vault.blobs()).into_iter().flatten().flatten() {
        let (path, bytes) = (entry.path(), entry.metadata().map_or(0, |file| file.len()));
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let place = if path.extension().is_some() {
            &mut parts
        } else {
            &mut whole
        };
        place.insert(name, bytes);
    }
    (whole, parts)
}

fn bytes_here(vault: &Vault) -> u64 {
    let (whole, parts) = lying(vault);
    whole.values().chain(parts.values()).sum()
}

/// Parts that end within a chunk.
fn amid(parts: &BTreeMap<String, u64>, sizes: &BTreeMap<String, u64>) -> usize {
    let within = |(id, bytes): (&String, &u64)| {
        let list = sizes[id] / (CHUNK + HASH) * HASH;
        *bytes > list && !(*bytes - list).is_multiple_of(CHUNK)
    };
    parts.iter().filter(|part| within(*part)).count()
}

/// Waits until so many bytes of attachments are there.
fn until_here(vault: &Vault, bytes: u64) {
    let began = Instant::now();
    while bytes_here(vault) < bytes {
        assert!(
            began.elapsed() < PATIENCE,
            "{} of {bytes} bytes came",
            bytes_here(vault)
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A way for the bytes to stop, and to go on.
#[derive(Clone, Copy, PartialEq)]
enum Break {
    Long,
    Short,
    Address(u8),
}

/// What stood there in part when it broke, and whether nothing of it was lost afterwards.
fn breaks(network: &Network, boris: &Vault, how: Break, sizes: &BTreeMap<String, u64>) -> usize {
    if let Break::Address(host) = how {
        let parts = lying(boris).1;
        network.moves("boris", host);
        return amid(&parts, sizes);
    }
    network.cut("boris");
    std::thread::sleep(if how == Break::Long { LONG } else { SHORT });
    let (_, before) = lying(boris);
    network.heal("boris");
    let here = bytes_here(boris);
    until_here(boris, here + 1);
    let (whole, after) = lying(boris);
    for (id, bytes) in &before {
        let now = whole.get(id).or(after.get(id)).copied().unwrap_or_default();
        assert!(now >= *bytes, "{id} began again: {now} after {bytes}");
    }
    amid(&before, sizes)
}

/// Keeps all of them on one device; the ids of each place's attachments, with the numbers of their contents.
fn kept(amina: &mut Serving, room: &Path) -> Vec<(String, Vec<(String, usize)>)> {
    let mut places = Vec::new();
    for place in 0..PLACES {
        let record = amina.adds(&format!("Place {place}"));
        let mut attachments = Vec::new();
        for n in place * of_a_place()..(place + 1) * of_a_place() {
            let path = room.join(format!("{n}.jpg"));
            std::fs::write(&path, content(n)).unwrap();
            let made = amina.call("attachment_add", json!({"record": record, "path": path}));
            std::fs::remove_file(&path).unwrap();
            attachments.push((made["id"].as_str().unwrap().to_owned(), n));
        }
        places.push((record, attachments));
    }
    places
}

pub fn all_arrive(network: &Network, amina_vault: &Vault, boris_vault: &Vault) {
    let mut amina = Serving::of(amina_vault, network, "amina", &[]);
    let count = PLACES * of_a_place();
    let began = Instant::now();
    let places = kept(&mut amina, &amina_vault.room());
    let (sizes, _) = lying(amina_vault);
    let needed: u64 = sizes.values().sum();
    eprintln!(
        "{count} attachments, {needed} bytes sealed, kept after {:?}",
        began.elapsed()
    );
    assert_eq!(sizes.len(), count);

    let mut boris = Serving::of(boris_vault, network, "boris", &[]);
    let began = Instant::now();
    let ways = [
        Break::Long,
        Break::Short,
        Break::Address(77),
        Break::Short,
        Break::Long,
        Break::Address(78),
        Break::Short,
    ];
    let mut broken_amid = 0;
    for (n, how) in (1_u64..).zip(ways) {
        until_here(boris_vault, needed * n / (ways.len() as u64 + 1));
        broken_amid += usize::from(breaks(network, boris_vault, how, &sizes) > 0);
    }
    until_here(boris_vault, needed);
    boris.until_so(|boris| {
        boris.call("nearby_get", json!({}))["exchanging"] == false && lying(boris_vault).0.len() == count
    });
    let took = began.elapsed();

    // Bit by bit as they were sealed, and as they were before.
    for id in sizes.keys() {
        let of = |vault: &Vault| std::fs::read(vault.blobs().join(id)).unwrap();
        assert!(of(amina_vault) == of(boris_vault), "{id}");
    }
    for (record, attachments) in &places {
        for (attachment, n) in attachments {
            let path: PathBuf = boris_vault.room().join(format!("saved-{n}"));
            boris.call(
                "attachment_save",
                json!({"record": record, "attachment": attachment, "path": path}),
            );
            assert!(std::fs::read(&path).unwrap() == content(*n), "{n}");
            std::fs::remove_file(&path).unwrap();
        }
    }
    let peer = |device: &mut Serving| device.call("nearby_get", json!({}))["peers"][0].clone();
    let sent = peer(&mut amina)["sent_bytes"].as_u64().unwrap();
    let received = peer(&mut boris)["received_bytes"].as_u64().unwrap();
    eprintln!(
        "{count} attachments in {took:?} through {} breaks, {broken_amid} of them amid a chunk; sent and never arrived: {} bytes; \
         arrived beside the attachments, records and all: {} bytes",
        ways.len(),
        sent.saturating_sub(received),
        received.saturating_sub(needed)
    );
    assert!(broken_amid > 0, "no break fell within a chunk");
    // Some thousand bytes a record and an offer: had attachments come twice it would be a multiple of that.
    assert!(received.saturating_sub(needed) < needed / 4, "{received} for {needed}");
}
