//! What comes to the border of the API that no client of ours would send. In the clear on the loopback: TLS is tested elsewhere.

use crate::item;
use crate::stand::http::{get, post, say};
use crate::stand::program::{Program, in_folder, run};
use crate::stand::{SMALL, tag, token};
use std::time::Duration;
use visita_wire::relay::{
    Ask, FetchRequest, InvitationToken, MAX_ASK_REQUEST_BYTES, MAX_PUT_REQUEST_BYTES, MIN_PAGE_BYTES, Outcome,
    PutAnswer, PutItem, PutRequest, Refusal, Trouble, WaitRequest,
};

fn with_length(body: &[u8]) -> String {
    format!("content-length: {}\r\n", body.len())
}

async fn ask(relay: &Program, path: &str, body: &[u8]) -> (String, Vec<u8>) {
    post(&relay.endpoint, path, &with_length(body), body).await
}

fn assert_refused((head, body): (String, Vec<u8>), refusal: Refusal) {
    assert!(
        head.starts_with(&format!("http/1.1 {} ", refusal.status())),
        "{refusal:?}: {head}"
    );
    assert_eq!(Trouble::decode(&body).unwrap().refusal().unwrap(), refusal);
}

fn a_put(invitation: InvitationToken, items: Vec<PutItem>) -> Vec<u8> {
    let request = PutRequest {
        invitation: Some(invitation),
        items,
    };
    request.encode().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_of_the_api_is_refused_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let invitation = relay.invite(&[]).token();
    for path in ["/v1/put", "/v1/fetch", "/v1/wait"] {
        assert_refused(ask(&relay, path, b"").await, Refusal::Malformed);
        assert_refused(ask(&relay, path, b"\x82\x01\x80").await, Refusal::Malformed);
        assert_refused(ask(&relay, path, b"\x82\x02\x80").await, Refusal::Version);
        let most = if path == "/v1/put" {
            MAX_PUT_REQUEST_BYTES
        } else {
            MAX_ASK_REQUEST_BYTES
        };
        assert_refused(ask(&relay, path, &vec![0; most + 1]).await, Refusal::TooLarge);
        assert_refused(ask(&relay, path, &vec![0; most]).await, Refusal::Malformed);
        let (head, _) = get(&format!("{}{path}", relay.endpoint)).await;
        assert!(head.starts_with("http/1.1 405 "), "{head}");
    }
    let good = a_put(invitation, vec![item(1, 1, SMALL)]);
    assert_refused(
        post(
            &relay.endpoint,
            "/v1/put",
            "transfer-encoding: chunked\r\n",
            b"0\r\n\r\n",
        )
        .await,
        Refusal::Malformed,
    );
    assert!(ask(&relay, "/v2/put", &good).await.0.starts_with("http/1.1 404 "));
    assert!(
        get(&format!("{}/metrics", relay.endpoint))
            .await
            .0
            .starts_with("http/1.1 404 "),
        "figures have their own door"
    );
    assert!(ask(&relay, "/v1/put", &good).await.0.starts_with("http/1.1 200 "));
    assert_eq!(get(&format!("{}/health", relay.endpoint)).await.1, "ok\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_sealed_and_padded_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let invitation = relay.invite(&[]).token();
    let mut words = item(1, 1, SMALL);
    words.outer = b"what an inspector wrote".to_vec().into();
    let mut unpadded = item(1, 1, SMALL);
    unpadded.outer = visita_wire::Outer {
        mailbox: tag(1),
        nonce: [0; 24],
        ciphertext: vec![0; 777],
    }
    .encode()
    .unwrap()
    .into();
    let body = a_put(invitation, vec![words.clone(), item(1, 1, SMALL), unpadded]);
    let (head, body) = ask(&relay, "/v1/put", &body).await;
    let malformed = Outcome::Refused {
        refusal: Refusal::Malformed,
        retry_after_seconds: 0,
    };
    assert!(head.starts_with("http/1.1 200 "), "{head}");
    assert_eq!(
        PutAnswer::decode(&body).unwrap().outcomes,
        [malformed, Outcome::Kept(1), malformed]
    );
    let (head, body) = ask(&relay, "/v1/put", &a_put(invitation, vec![words])).await;
    assert!(head.starts_with("http/1.1 400 "), "{head}");
    assert_eq!(PutAnswer::decode(&body).unwrap().outcomes, [malformed]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_too_fast_is_told_when_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let slow = ["--insecure-http", "--requests-a-minute", "5", "--puts-a-minute", "3"];
    let relay = Program::start(&in_folder(folder.path()), &slow);
    let invitation = relay.invite(&[]).token();
    let items = (1..=4).map(|n| item(1, n, SMALL)).chain([item(2, 1, SMALL)]).collect();
    let (_, body) = ask(&relay, "/v1/put", &a_put(invitation, items)).await;
    let outcomes = PutAnswer::decode(&body).unwrap().outcomes;
    assert!(matches!(
        outcomes[3],
        Outcome::Refused {
            refusal: Refusal::TooFast,
            retry_after_seconds: 1..
        }
    ));
    assert_eq!(outcomes[4], Outcome::Kept(1), "another mailbox has its own pace");
    let (head, _) = ask(&relay, "/v1/put", &a_put(invitation, vec![item(1, 5, SMALL)])).await;
    assert!(
        head.starts_with("http/1.1 429 ") && head.contains("\r\nretry-after: "),
        "{head}"
    );
    for _ in 0..3 {
        assert_refused(ask(&relay, "/v1/fetch", b"").await, Refusal::Malformed);
    }
    let (head, body) = ask(&relay, "/v1/fetch", b"").await;
    assert!(head.contains("\r\nretry-after: "), "{head}");
    assert_refused((head, body), Refusal::TooFast);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_full_says_507_and_when_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut storage = in_folder(folder.path());
    storage.extend(["--mailbox-bytes".into(), "5000".into()]);
    let relay = Program::start(&storage, &["--insecure-http"]);
    let invitation = relay.invite(&[]).token();
    let of = |n| a_put(invitation, vec![item(1, n, SMALL)]);
    assert!(ask(&relay, "/v1/put", &of(1)).await.0.starts_with("http/1.1 200 "));
    let (head, _) = ask(&relay, "/v1/put", &of(2)).await;
    assert!(
        head.starts_with("http/1.1 507 ") && head.contains("\r\nretry-after: 3600\r\n"),
        "{head}"
    );
    assert!(
        ask(&relay, "/v1/put", &of(1)).await.0.starts_with("http/1.1 200 "),
        "what is there costs nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn mutated_requests_are_answered_and_the_relay_lives() {
    const MUTANTS: u64 = 600;
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let invitation = relay.invite(&[]).token();
    let asks = vec![
        Ask {
            tag: tag(1),
            token: token(1),
            after: 0,
        };
        3
    ];
    let fetch = FetchRequest {
        room_bytes: MIN_PAGE_BYTES as u32,
        asks: asks.clone(),
    };
    let wait = WaitRequest {
        generation: None,
        seconds: 0,
        asks,
    };
    let seeds = [
        ("/v1/put", a_put(invitation, vec![item(1, 1, SMALL), item(2, 1, SMALL)])),
        ("/v1/fetch", fetch.encode().unwrap()),
        ("/v1/wait", wait.encode().unwrap()),
    ];
    for n in 0..MUTANTS {
        let (path, seed) = &seeds[(n % 3) as usize];
        let random = crate::stand::mixed(n);
        let mut mutant = seed.clone();
        for change in random.chunks(4).take(1 + n as usize % 3) {
            // Near the beginning, where the structure is.
            let place = usize::from(u16::from_be_bytes([change[0], change[1]])) % mutant.len().min(200);
            mutant[place] = change[2];
            if change[3] == 0 {
                mutant.truncate(place);
            }
        }
        // A wait mutated into a long one is not waited for.
        let answered = tokio::time::timeout(Duration::from_secs(5), ask(&relay, path, &mutant)).await;
        if let Ok((head, _)) = answered {
            let status = head.split(' ').nth(1).unwrap_or_default();
            assert!(
                ["200", "400", "403", "404", "413"].contains(&status),
                "{path} {n}: {head}"
            );
        }
    }
    assert_eq!(get(&format!("{}/health", relay.endpoint)).await.1, "ok\n");
    let log = std::fs::read_to_string(&relay.log).unwrap();
    assert!(!log.contains("panicked"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_never_ends_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &["--insecure-http"]);
    let address = relay.endpoint.strip_prefix("http://").unwrap();
    let begun = std::time::Instant::now();
    let (half, silent) = tokio::join!(say(address, b"POST /v1/put HTTP/1.1\r\nhost: x\r\n"), say(address, b""));
    assert!(half.1.is_empty() && silent.1.is_empty());
    assert!(begun.elapsed() < Duration::from_secs(40));
    while relay.figure("visita_relay_connections").await > 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[test]
fn without_tls_only_where_nobody_else_can_listen() {
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let done = run(&storage, &["serve", "--listen", "0.0.0.0:0", "--insecure-http"]);
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("only on the loopback"));
    let done = run(&storage, &["invite", "--endpoint", "http://relay.example.org"]);
    assert!(!done.status.success(), "nor an invitation to such a place");
}
