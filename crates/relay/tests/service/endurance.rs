//! Load, and death in the middle of it. `VISITA_LONG=1` makes each of these longer.

use crate::stand::cluster::Cluster;
use crate::stand::program::{Program, in_folder, on_database};
use crate::stand::{SMALL, envelope, tag};
use crate::{fetch_all, following, item, put, put_for_sure};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;
use visita_transport::relay::{AskError, Relay, RelayClient};
use visita_wire::relay::Outcome;

const WRITERS: u64 = 6;

fn is_long() -> bool {
    std::env::var_os("VISITA_LONG").is_some()
}

/// Writers that go on until told to stop, each with whichever relay answers; and what was acknowledged to them.
struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    writers: Vec<JoinHandle<Vec<(u64, u64)>>>,
}

impl Load {
    fn start(relays: &[RelayClient]) -> Self {
        let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let writers = (0..WRITERS)
            .map(|writer| {
                let (relays, stop, acknowledged) = (relays.to_vec(), Arc::clone(&stop), Arc::clone(&acknowledged));
                tokio::spawn(async move { write(writer, &relays, &stop, &acknowledged).await })
            })
            .collect();
        Self {
            stop,
            acknowledged,
            writers,
        }
    }

    /// Until so many more are acknowledged.
    async fn progress(&self, more: u64) {
        let (begun, from) = (Instant::now(), self.acknowledged.load(Ordering::Relaxed));
        while self.acknowledged.load(Ordering::Relaxed) < from + more {
            assert!(begun.elapsed() < Duration::from_secs(60), "the devices do not get on");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Mailbox and number of everything that was acknowledged.
    async fn end(self) -> BTreeSet<(u64, u64)> {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = BTreeSet::new();
        for writer in self.writers {
            all.extend(writer.await.unwrap());
        }
        all
    }
}

async fn write(writer: u64, relays: &[RelayClient], stop: &AtomicBool, acknowledged: &AtomicU64) -> Vec<(u64, u64)> {
    let (mut kept, mut turn, mut n) = (Vec::new(), 0, 0);
    while !stop.load(Ordering::Relaxed) {
        let batch: Vec<(u64, u64)> = (0..3).map(|k| (k, writer * 1_000_000 + n + k)).collect();
        let items = || batch.iter().map(|(mailbox, n)| item(*mailbox, *n, SMALL)).collect();
        match put(&relays[turn % relays.len()], items()).await {
            Ok(outcomes) => {
                for (one, outcome) in batch.iter().zip(outcomes) {
                    if let Outcome::Kept(_) = outcome {
                        kept.push(*one);
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                }
                n += 3;
            }
            Err(error) => {
                assert!(error.is_worth_repeating(), "{error:?}");
                // The next relay, or the same one a little later; the same envelopes.
                turn += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
    kept
}

/// Everything acknowledged is there, once.
async fn assert_nothing_lost(relay: &RelayClient, acknowledged: &BTreeSet<(u64, u64)>) {
    let brought = fetch_all(relay, &mut following(0..3)).await;
    let held: BTreeSet<Vec<u8>> = brought.iter().map(|one| one.outer.clone()).collect();
    assert_eq!(held.len(), brought.len(), "something is there twice");
    for (mailbox, n) in acknowledged {
        assert!(
            held.contains(&envelope(tag(*mailbox), *n, SMALL)),
            "{n} was acknowledged and is gone"
        );
    }
    assert!(
        acknowledged.len() > 100,
        "hardly anything was put: {}",
        acknowledged.len()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_again_and_again_it_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let mut relay = Program::start(&storage, &[]);
    let client = relay.client();
    let load = Load::start(std::slice::from_ref(&client));
    for _ in 0..if is_long() { 100 } else { 6 } {
        load.progress(90).await;
        relay.kill();
        let listen = relay.endpoint.strip_prefix("https://").unwrap().to_owned();
        relay = Program::start_at(&listen, &storage, &[]);
    }
    load.progress(90).await;
    let acknowledged = load.end().await;
    assert_nothing_lost(&client, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_relays_on_one_postgres_one_dies_and_the_devices_carry_on() {
    let cluster = Cluster::start();
    let address = cluster.database("shared");
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut first = Program::start(&on_database(one.path(), &address), &[]);
    let second = Program::start(&on_database(other.path(), &address), &[]);
    let relays = [first.client(), second.client()];
    // News of what was put at one are heard at the other.
    let mut cursors = following([77]);
    fetch_all(&relays[1], &mut cursors).await;
    let asked = cursors.waits(30).remove(0);
    let waiting = {
        let (relay, asked) = (relays[1].clone(), asked.clone());
        tokio::spawn(async move { relay.wait(&asked).await.unwrap() })
    };
    while second.figure("visita_relay_watched").await < 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let put_at = Instant::now();
    put_for_sure(&relays[0], vec![item(77, 1, SMALL)]).await;
    assert!(cursors.hear(&asked, &waiting.await.unwrap()));
    assert!(put_at.elapsed() < Duration::from_secs(5));
    let load = Load::start(&relays);
    load.progress(60).await;
    first.kill();
    load.progress(200).await;
    let acknowledged = load.end().await;
    assert_nothing_lost(&relays[1], &acknowledged).await;
    assert_eq!(
        put(&relays[0], vec![item(77, 2, SMALL)]).await,
        Err(AskError::Unreachable)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_dies_under_load_and_comes_back_with_everything_acknowledged() {
    let mut cluster = Cluster::start();
    let folder = tempfile::tempdir().unwrap();
    let address = cluster.database("mortal");
    let relay = Program::start(&on_database(folder.path(), &address), &[]);
    let client = relay.client();
    let load = Load::start(std::slice::from_ref(&client));
    for _ in 0..if is_long() { 20 } else { 2 } {
        load.progress(90).await;
        cluster.crash_and_restart();
    }
    load.progress(90).await;
    // Those who wait hear again as well.
    let mut cursors = following([88]);
    fetch_all(&client, &mut cursors).await;
    let asked = cursors.waits(40).remove(0);
    let waiting = {
        let (client, asked) = (client.clone(), asked.clone());
        tokio::spawn(async move { client.wait(&asked).await.unwrap() })
    };
    while relay.figure("visita_relay_watched").await < 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    put_for_sure(&client, vec![item(88, 1, SMALL)]).await;
    assert!(cursors.hear(&asked, &waiting.await.unwrap()));
    let acknowledged = load.end().await;
    assert_nothing_lost(&client, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_devices_at_once_hear_from_each_other() {
    const DEVICES: u64 = 200;
    const TEAM: u64 = 10;
    const ROUNDS: u64 = 3;
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let invitation = relay.invite(&[]);
    let begun = Instant::now();
    let devices: Vec<_> = (0..DEVICES)
        .map(|device| {
            let invitation = invitation.clone();
            tokio::spawn(async move {
                // A connection of its own, as a device has.
                let relay = RelayClient::new(&invitation).unwrap();
                let team = device / TEAM;
                let mut cursors = following((0..20).map(|n| 1_000 + team * 20 + n));
                let (mut heard, mut slowest) = (0, Vec::new());
                for round in 0..ROUNDS {
                    let mailbox = 1_000 + team * 20 + (device + round) % 20;
                    let asked = Instant::now();
                    put_for_sure(&relay, vec![item(mailbox, device * ROUNDS + round, SMALL)]).await;
                    slowest.push(asked.elapsed());
                }
                while heard < TEAM * ROUNDS {
                    heard += fetch_all(&relay, &mut cursors).await.len() as u64;
                    if heard < TEAM * ROUNDS {
                        let asked = cursors.waits(30).remove(0);
                        let news = relay.wait(&asked).await.unwrap();
                        cursors.hear(&asked, &news);
                    }
                }
                (heard, slowest)
            })
        })
        .collect();
    let mut puts = Vec::new();
    for device in devices {
        let (heard, took) = device.await.unwrap();
        assert_eq!(heard, TEAM * ROUNDS);
        puts.extend(took);
    }
    puts.sort();
    println!(
        "200 devices: {} puts, median {:?}, p99 {:?}, all heard in {:?}",
        puts.len(),
        puts[puts.len() / 2],
        puts[puts.len() * 99 / 100],
        begun.elapsed()
    );
    assert!(begun.elapsed() < Duration::from_secs(120));
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_does_not_grow_with_what_passes_through() {
    const MAILBOXES: u64 = 40;
    const EACH_PUT: u64 = 25;
    /// What allocators and caches may still come to need.
    const GROWTH_BYTES: u64 = 24 * 1024 * 1024;
    let total: u64 = if is_long() { 100_000 } else { 10_000 };
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let client = relay.client();
    let (mut settled, mut passed) = (0, 0);
    let mut cursors = following(0..MAILBOXES);
    for step in 0..10 {
        let mut putting = Vec::new();
        for writer in 0..4 {
            let (client, first) = (client.clone(), step * total / 10 + writer * total / 40);
            putting.push(tokio::spawn(async move {
                for n in (first..first + total / 40).step_by(EACH_PUT as usize) {
                    let items = (n..n + EACH_PUT).map(|n| item(n % MAILBOXES, n, SMALL)).collect();
                    put_for_sure(&client, items).await;
                }
            }));
        }
        for one in putting {
            one.await.unwrap();
        }
        for mailbox in 0..MAILBOXES {
            cursors.follow(tag(mailbox), crate::stand::token(mailbox), 0);
        }
        for asked in cursors.waits(0) {
            let news = client.wait(&asked).await.unwrap();
            cursors.hear(&asked, &news);
        }
        passed += fetch_all(&client, &mut cursors).await.len() as u64;
        if step == 2 {
            settled = relay.memory();
        }
    }
    let grown = relay.memory().saturating_sub(settled);
    println!(
        "memory: {} MiB after 30 %, {grown} bytes more at the end of {total}",
        settled >> 20
    );
    assert_eq!(passed, total);
    assert!(
        grown < GROWTH_BYTES,
        "{grown} bytes more for {} MiB passed",
        (total * 4_177) >> 20
    );
}
