//! Envelopes put and fetched, beside bare inserts and selects of the same rows: the same schema, settings, sizes and batches,
//! in the same run, by turns. What counts is the ratio: both sides meet the same machine and moment.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../tests/stand/mod.rs"]
mod stand;

use bytes::Bytes;
use rusqlite::Connection;
use stand::cluster::Cluster;
use stand::program::{Program, in_folder, on_database};
use stand::{SMALL, envelope, tag, token};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_postgres::NoTls;
use visita_relay::Store;
use visita_relay::hash::Hash;
use visita_relay::store::postgres::Postgres;
use visita_relay::store::sqlite::Sqlite;
use visita_relay::store::{Allowance, Body, Fate, Incoming, Look};
use visita_transport::relay::{Cursors, Relay, RelayClient};
use visita_wire::relay::{InvitationToken, MAX_PAGE_BYTES, Outcome, PutItem, PutRequest};

/// Turns of each side; the median is told.
const TURNS: u64 = 7;
/// Envelopes of a turn.
const ENVELOPES: u64 = 4_000;
/// Envelopes of one put, and of one bare transaction.
const BATCH: u64 = 200;
const MAILBOXES: u64 = 40;
/// Devices at once, over TLS.
const DEVICES: u64 = 4;
const TODAY: u32 = 20_000;
const INVITATION: InvitationToken = InvitationToken([9; 32]);
const GOAL: &str = "≥ 0.70";
const INSERT_SQLITE: &str =
    "INSERT INTO item (mailbox, position, day, size, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const SELECT_SQLITE: &str = "SELECT position, body FROM item WHERE mailbox = ?1 AND position > ?2 ORDER BY position";
const INSERT_POSTGRES: &str = "INSERT INTO item (mailbox, position, day, size, hash, body)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])";
const SELECT_POSTGRES: &str = "SELECT position, body FROM item WHERE mailbox = $1 AND position > $2 ORDER BY position";

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    println!(
        "{:<44} {:>14} {:>14} {:>9}  goal",
        "figure", "ours", "beside it", "ratio"
    );
    runtime.block_on(async {
        sqlite().await;
        postgres().await;
    });
}

/// One figure: both sides' times for the same envelopes.
fn tell(figure: &str, mut ours: Vec<Duration>, mut bare: Vec<Duration>) {
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let (ours, bare) = (median(&mut ours), median(&mut bare));
    let rate = |seconds: f64| format!("{:.0}/s", ENVELOPES as f64 / seconds);
    let goal = GOAL;
    println!(
        "{figure:<44} {:>14} {:>14} {:>9.2}  {goal}",
        rate(ours),
        rate(bare),
        bare / ours
    );
}

/// Numbers of the envelopes of a turn; no two turns share one.
fn turn(n: u64) -> Vec<u64> {
    (n * ENVELOPES..(n + 1) * ENVELOPES).collect()
}

struct Row {
    mailbox: u64,
    position: i64,
    hash: Hash,
    outer: Bytes,
}

/// The rows of a turn, as a relay would number them.
fn rows(n: u64) -> Vec<Row> {
    turn(n)
        .into_iter()
        .map(|number| {
            let outer = Bytes::from(envelope(tag(number % MAILBOXES), number, SMALL));
            Row {
                mailbox: number % MAILBOXES,
                position: (number / MAILBOXES + 1) as i64,
                hash: Hash::of_outer(&outer),
                outer,
            }
        })
        .collect()
}

fn incoming(row: &Row) -> Incoming {
    Incoming {
        tag: tag(row.mailbox),
        key: Hash::of_token(&tag(row.mailbox), &token(row.mailbox)),
        invitation: Some(Hash::of_invitation(&INVITATION)),
        hash: row.hash,
        body: Body::Inline(row.outer.clone()),
    }
}

async fn invite<S: Store>(store: &S) {
    let allowance = Allowance {
        mailboxes: MAILBOXES,
        bytes: u64::MAX / 2,
        until: None,
    };
    store.invite(Hash::of_invitation(&INVITATION), allowance).await.unwrap();
}

/// Puts a turn: batch by batch, each when the one before it is durable, as the bare side does.
async fn put<S: Store>(store: &S, rows: &[Row]) -> Duration {
    let batches: Vec<Vec<Incoming>> = rows
        .chunks(BATCH as usize)
        .map(|rows| rows.iter().map(incoming).collect())
        .collect();
    let begun = Instant::now();
    for batch in batches {
        let fates = store.put(batch, TODAY).await.unwrap();
        assert!(fates.iter().all(|fate| matches!(fate, Fate::Kept { is_new: true, .. })));
    }
    begun.elapsed()
}

/// Fetches a turn's rows: every mailbox from where the turn before ended.
async fn fetch<S: Store>(store: &S, n: u64) -> Duration {
    let begun = Instant::now();
    let mut count = 0;
    for mailbox in 0..MAILBOXES {
        let look = Look {
            tag: tag(mailbox),
            key: Hash::of_token(&tag(mailbox), &token(mailbox)),
            after: n * ENVELOPES / MAILBOXES,
        };
        let pages = store.pages(vec![look], MAX_PAGE_BYTES as u64).await.unwrap();
        assert!(!pages.is_cut);
        count += pages.held[0].kept.len() as u64;
    }
    assert_eq!(count, ENVELOPES);
    begun.elapsed()
}

/// A turn over TLS, from several devices at once.
async fn put_over_tls(relay: &RelayClient, n: u64) -> Duration {
    let requests: Vec<PutRequest> = turn(n)
        .chunks(BATCH as usize)
        .map(|numbers| PutRequest {
            invitation: Some(relay.invitation()),
            items: numbers
                .iter()
                .map(|number| PutItem {
                    token: token(number % MAILBOXES),
                    outer: envelope(tag(number % MAILBOXES), *number, SMALL).into(),
                })
                .collect(),
        })
        .collect();
    let requests = Arc::new(requests);
    let begun = Instant::now();
    let devices: Vec<_> = (0..DEVICES)
        .map(|device| {
            let (relay, requests) = (relay.clone(), Arc::clone(&requests));
            tokio::spawn(async move {
                for request in requests.iter().skip(device as usize).step_by(DEVICES as usize) {
                    let answer = relay.put(request).await.unwrap();
                    assert!(
                        answer
                            .outcomes
                            .iter()
                            .all(|outcome| matches!(outcome, Outcome::Kept(_)))
                    );
                }
            })
        })
        .collect();
    for device in devices {
        device.await.unwrap();
    }
    begun.elapsed()
}

async fn fetch_over_tls(relay: &RelayClient, cursors: &mut Cursors) -> Duration {
    for asked in cursors.waits(0) {
        let news = relay.wait(&asked).await.unwrap();
        cursors.hear(&asked, &news);
    }
    let begun = Instant::now();
    let mut count = 0;
    while let Some(request) = cursors.next_fetch(MAX_PAGE_BYTES) {
        let answer = relay.fetch(&request).await.unwrap();
        count += cursors.take(&request, answer).unwrap().len() as u64;
    }
    assert_eq!(count, ENVELOPES);
    begun.elapsed()
}

fn following() -> Cursors {
    let mut cursors = Cursors::default();
    for mailbox in 0..MAILBOXES {
        cursors.follow(tag(mailbox), token(mailbox), 0);
    }
    cursors
}

#[derive(Default)]
struct Times {
    put: [Vec<Duration>; 3],
    fetch: [Vec<Duration>; 3],
}

impl Times {
    fn tell(self, backend: &str) {
        let [stored, over_tls, bare] = self.put;
        tell(&format!("{backend}: put, beside inserts"), stored, bare.clone());
        tell(
            &format!("{backend}: put over TLS, beside inserts"),
            over_tls,
            bare.clone(),
        );
        let inserts = bare;
        let [stored, over_tls, bare] = self.fetch;
        tell(
            &format!("{backend}: fetch, beside selects"),
            stored.clone(),
            bare.clone(),
        );
        tell(
            &format!("{backend}: fetch over TLS, beside selects"),
            over_tls.clone(),
            bare,
        );
        tell(&format!("{backend}: fetch, beside inserts"), stored, inserts.clone());
        tell(&format!("{backend}: fetch over TLS, beside inserts"), over_tls, inserts);
    }
}

/// Empties a store, and gives its tables the same mailboxes.
fn bare_sqlite(path: &Path) -> Connection {
    drop(Sqlite::open(path, u64::MAX, Arc::default()).unwrap());
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")
        .unwrap();
    let invitation =
        "INSERT INTO invitation (number, token_hash, mailboxes_most, bytes_most) VALUES (1, zeroblob(32), 1, 1)";
    connection.execute_batch(invitation).unwrap();
    for mailbox in 0..MAILBOXES {
        let row = (mailbox as i64, tag(mailbox).0);
        connection
            .execute("INSERT INTO mailbox VALUES (?1, ?2, zeroblob(32), 1, 0, 0)", row)
            .unwrap();
    }
    connection
}

fn put_bare_sqlite(connection: &mut Connection, rows: &[Row]) -> Duration {
    let begun = Instant::now();
    for batch in rows.chunks(BATCH as usize) {
        let tx = connection.transaction().unwrap();
        {
            let mut insert = tx.prepare_cached(INSERT_SQLITE).unwrap();
            for row in batch {
                let size = row.outer.len() as i64;
                insert
                    .execute((
                        row.mailbox as i64,
                        row.position,
                        TODAY,
                        size,
                        row.hash.0,
                        row.outer.as_ref(),
                    ))
                    .unwrap();
            }
        }
        tx.commit().unwrap();
    }
    begun.elapsed()
}

fn fetch_bare_sqlite(connection: &Connection, n: u64) -> Duration {
    let begun = Instant::now();
    let mut count = 0;
    for mailbox in 0..MAILBOXES {
        let mut select = connection.prepare_cached(SELECT_SQLITE).unwrap();
        let after = (n * ENVELOPES / MAILBOXES) as i64;
        let kept: Vec<(i64, Vec<u8>)> = select
            .query_map((mailbox as i64, after), |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        count += kept.len() as u64;
    }
    assert_eq!(count, ENVELOPES);
    begun.elapsed()
}

async fn sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&folder.path().join("store.db"), u64::MAX, Arc::default()).unwrap();
    invite(&store).await;
    let mut bare = bare_sqlite(&folder.path().join("bare.db"));
    let relay = Program::start(&in_folder(&folder.path().join("relay")), &[]);
    let (client, mut cursors, mut times) = (relay.client(), following(), Times::default());
    for n in 0..TURNS {
        let rows = rows(n);
        times.put[0].push(put(&store, &rows).await);
        times.put[2].push(put_bare_sqlite(&mut bare, &rows));
        times.put[1].push(put_over_tls(&client, n).await);
        times.fetch[0].push(fetch(&store, n).await);
        times.fetch[2].push(fetch_bare_sqlite(&bare, n));
        times.fetch[1].push(fetch_over_tls(&client, &mut cursors).await);
    }
    times.tell("SQLite");
}

async fn bare_postgres(address: &str) -> tokio_postgres::Client {
    drop(Postgres::open(address, u64::MAX, Arc::default()).await.unwrap());
    let (client, connection) = tokio_postgres::connect(address, NoTls).await.unwrap();
    tokio::spawn(connection);
    let zeros = [0_u8; 32].as_slice();
    let invitation = "INSERT INTO invitation (token_hash, mailboxes_most, bytes_most) VALUES ($1, 1, 1)";
    client.execute(invitation, &[&zeros]).await.unwrap();
    for mailbox in 0..MAILBOXES {
        client
            .execute(
                "INSERT INTO mailbox OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, 1, 0, 0)",
                &[&(mailbox as i64), &tag(mailbox).0.as_slice(), &zeros],
            )
            .await
            .unwrap();
    }
    client
}

async fn put_bare_postgres(client: &tokio_postgres::Client, rows: &[Row]) -> Duration {
    let insert = client.prepare(INSERT_POSTGRES).await.unwrap();
    let begun = Instant::now();
    for batch in rows.chunks(BATCH as usize) {
        let mailboxes: Vec<i64> = batch.iter().map(|row| row.mailbox as i64).collect();
        let positions: Vec<i64> = batch.iter().map(|row| row.position).collect();
        let days = vec![i64::from(TODAY); batch.len()];
        let sizes: Vec<i64> = batch.iter().map(|row| row.outer.len() as i64).collect();
        let hashes: Vec<&[u8]> = batch.iter().map(|row| row.hash.0.as_slice()).collect();
        let bodies: Vec<&[u8]> = batch.iter().map(|row| row.outer.as_ref()).collect();
        client
            .execute(&insert, &[&mailboxes, &positions, &days, &sizes, &hashes, &bodies])
            .await
            .unwrap();
    }
    begun.elapsed()
}

async fn fetch_bare_postgres(client: &tokio_postgres::Client, n: u64) -> Duration {
    let select = client.prepare(SELECT_POSTGRES).await.unwrap();
    let begun = Instant::now();
    let mut count = 0;
    for mailbox in 0..MAILBOXES {
        let after = (n * ENVELOPES / MAILBOXES) as i64;
        let rows = client.query(&select, &[&(mailbox as i64), &after]).await.unwrap();
        let kept: Vec<(i64, Vec<u8>)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        count += kept.len() as u64;
    }
    assert_eq!(count, ENVELOPES);
    begun.elapsed()
}

async fn postgres() {
    let cluster = Cluster::start();
    let folder = tempfile::tempdir().unwrap();
    let store = Postgres::open(&cluster.database("store"), u64::MAX, Arc::default())
        .await
        .unwrap();
    invite(&store).await;
    let bare = bare_postgres(&cluster.database("bare")).await;
    let relay = Program::start(&on_database(folder.path(), &cluster.database("relay")), &[]);
    let (client, mut cursors, mut times) = (relay.client(), following(), Times::default());
    for n in 0..TURNS {
        let rows = rows(n);
        times.put[0].push(put(&store, &rows).await);
        times.put[2].push(put_bare_postgres(&bare, &rows).await);
        times.put[1].push(put_over_tls(&client, n).await);
        times.fetch[0].push(fetch(&store, n).await);
        times.fetch[2].push(fetch_bare_postgres(&bare, n).await);
        times.fetch[1].push(fetch_over_tls(&client, &mut cursors).await);
    }
    times.tell("PostgreSQL");
}
