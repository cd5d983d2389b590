//! What a relay must not know or say is looked for where it could be: its files, its database, its log, its figures, the wire.
//! Each search is first shown to find what is there.

use crate::stand::cluster::Cluster;
use crate::stand::program::{Program, in_folder, on_database};
use crate::stand::search::{base64, files, found};
use crate::stand::wire::{DEVICE_ADDRESS, Passage};
use crate::stand::{SMALL, tag, token};
use crate::{fetch_all, following, item, put};
use std::collections::BTreeMap;
use std::path::Path;
use visita_transport::relay::RelayClient;
use visita_wire::relay::{Invitation, PutRequest};

const WORDS: &str = "canary-Samira-was-beaten-in-cell-14";
fn needles(invitation: &Invitation) -> BTreeMap<&'static str, Vec<u8>> {
    BTreeMap::from([
        ("token", token(1).0.to_vec()),
        ("invitation", invitation.token().0.to_vec()),
        ("address", DEVICE_ADDRESS.into()),
        ("words", WORDS.into()),
    ])
}

/// A day in the life of a relay: puts, fetches and waits from a device of that address, some of them wrong.
async fn a_day(relay: &Program, invitation: &Invitation) {
    let here = relay.endpoint.strip_prefix("https://").unwrap().parse().unwrap();
    let passing = Passage::open(here).await;
    let device = RelayClient::new(&passing.invitation(invitation)).unwrap();
    put(&device, (0..20).map(|n| item(n % 4, n, SMALL)).collect())
        .await
        .unwrap();
    let mut unsealed = item(1, 99, SMALL);
    unsealed.outer = WORDS.repeat(120).into_bytes().into();
    put(&device, vec![unsealed]).await.unwrap();
    let mut stranger = item(2, 98, SMALL);
    stranger.token = token(1);
    put(&device, vec![stranger]).await.unwrap();
    let mut cursors = following([0, 1, 2, 3, 4]);
    assert_eq!(fetch_all(&device, &mut cursors).await.len(), 20);
    let news = visita_transport::relay::Relay::wait(&device, &cursors.waits(1).remove(0)).await;
    assert!(news.unwrap().news.is_empty());
    let wire = passing.seen();
    assert!(wire.len() > 150_000, "the wire was listened to");
    let mut secret = needles(invitation);
    secret.insert("tag", tag(1).0.to_vec());
    assert_eq!(found(&secret, &wire), Vec::<&str>::new(), "on the wire");
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_files_nor_log_nor_figures_hold_a_token_or_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let invitation = relay.invite(&[]);
    a_day(&relay, &invitation).await;
    let said = [
        std::fs::read(&relay.log).unwrap(),
        crate::stand::http::get(&relay.figures).await.1.into_bytes(),
    ]
    .concat();
    assert!(
        String::from_utf8_lossy(&said).matches("\"answered\"").count() >= 5,
        "the log is a full one"
    );
    assert_eq!(relay.figure("visita_relay_kept_total").await, 20);
    let mut unsaid = needles(&invitation);
    assert_eq!(
        found(&unsaid, &files(folder.path(), "")),
        Vec::<&str>::new(),
        "in its folder"
    );
    // Tags are in the database, and there alone: that they are found shows that the search does.
    unsaid.insert("tag", tag(1).0.to_vec());
    assert_eq!(found(&unsaid, &said), Vec::<&str>::new(), "in the log and the figures");
    assert_eq!(found(&unsaid, &files(folder.path(), "log.jsonl")), ["tag"]);
    leak(&relay, &folder.path().join("relay.db"), &invitation);
    let everywhere = files(folder.path(), "");
    assert_eq!(
        found(&unsaid, &everywhere),
        ["address", "invitation", "tag", "token", "words"],
        "the planted leaks are found"
    );
}

/// What a careless program would do.
fn leak(relay: &Program, database: &Path, invitation: &Invitation) {
    let line = format!(
        "{{\"message\":\"from {DEVICE_ADDRESS}:4711\",\"invitation\":\"{}\"}}\n",
        base64(&invitation.token().0, b"-_")
    );
    std::fs::write(relay.log.with_extension("leaked"), line).unwrap();
    let connection = rusqlite::Connection::open(database).unwrap();
    connection
        .execute_batch("CREATE TABLE leaked (token BLOB, words TEXT)")
        .unwrap();
    let row = (token(1).0, WORDS);
    connection.execute("INSERT INTO leaked VALUES (?1, ?2)", row).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_does_a_postgres() {
    let cluster = Cluster::start();
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&on_database(folder.path(), &cluster.database("blind")), &[]);
    let invitation = relay.invite(&[]);
    a_day(&relay, &invitation).await;
    cluster.run("blind", "CHECKPOINT");
    let mut unsaid = needles(&invitation);
    unsaid.insert("tag", tag(1).0.to_vec());
    assert_eq!(
        found(&unsaid, &files(folder.path(), "")),
        Vec::<&str>::new(),
        "in the relay's folder"
    );
    assert_eq!(found(&unsaid, &files(cluster.folder(), "")), ["tag"]);
    let hex = hex::encode(token(1).0);
    cluster.run(
        "blind",
        &format!("CREATE TABLE leaked AS SELECT '\\x{hex}'::bytea AS token; CHECKPOINT"),
    );
    assert_eq!(
        found(&unsaid, &files(cluster.folder(), "")),
        ["tag", "token"],
        "the planted leak is found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_tls_the_wire_shows_what_it_must_not() {
    // The positive control of the wire: the same search, where nothing hides.
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let invitation = relay.invite(&[]);
    let passing = Passage::open(relay.endpoint.strip_prefix("http://").unwrap().parse().unwrap()).await;
    let request = PutRequest {
        invitation: Some(invitation.token()),
        items: vec![item(1, 1, SMALL)],
    };
    let body = request.encode().unwrap();
    let address = format!("http://{}", passing.address);
    crate::stand::http::post(
        &address,
        "/v1/put",
        &format!("content-length: {}\r\n", body.len()),
        &body,
    )
    .await;
    let mut secret = needles(&invitation);
    secret.insert("tag", tag(1).0.to_vec());
    assert_eq!(found(&secret, &passing.seen()), ["invitation", "tag", "token"]);
}
