//! Devices that exchange through a relay.

use crate::stand::program::{Program, in_folder, run, run_well};
use crate::stand::{SMALL, envelope, tag};
use crate::{fetch_all, following, item, put, put_for_sure};
use std::time::{Duration, Instant};
use visita_transport::relay::{AskError, Relay, RelayClient};
use visita_wire::relay::{Invitation, MailboxToken, Outcome, Pin, Refusal};

#[tokio::test(flavor = "multi_thread")]
async fn what_amina_puts_boris_fetches_and_a_stranger_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let (amina, boris) = (relay.client(), relay.client());
    let kept = put(
        &amina,
        vec![item(1, 1, SMALL), item(2, 1, (1 << 20) + 16), item(1, 2, SMALL)],
    )
    .await
    .unwrap();
    assert_eq!(kept, [Outcome::Kept(1), Outcome::Kept(1), Outcome::Kept(2)]);
    let mut cursors = following([1, 2, 3]);
    let brought = fetch_all(&boris, &mut cursors).await;
    assert_eq!(brought.len(), 3);
    let sent = [
        envelope(tag(1), 1, SMALL),
        envelope(tag(2), 1, (1 << 20) + 16),
        envelope(tag(1), 2, SMALL),
    ];
    assert!(sent.iter().all(|sent| brought.iter().any(|one| one.outer == *sent)));
    put(&amina, vec![item(1, 2, SMALL), item(1, 3, SMALL)]).await.unwrap();
    let asked = cursors.waits(30).remove(0);
    let news = boris.wait(&asked).await.unwrap();
    assert!(cursors.hear(&asked, &news));
    assert_eq!(
        fetch_all(&boris, &mut cursors).await.len(),
        1,
        "what was put twice comes once"
    );
    // A stranger who knows the tag alone.
    let mut stranger = visita_transport::relay::Cursors::default();
    stranger.follow(tag(1), MailboxToken([3; 32]), 0);
    assert!(fetch_all(&boris, &mut stranger).await.is_empty());
    let mut guess = item(1, 9, SMALL);
    guess.token = MailboxToken([3; 32]);
    let refused = put(&boris, vec![guess]).await.unwrap();
    assert!(matches!(
        refused[0],
        Outcome::Refused {
            refusal: Refusal::NotOpen,
            ..
        }
    ));
    relay.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_key_hears_nothing() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let imposter = Program::start(&in_folder(other.path()), &[]);
    let invited = relay.invite(&[]);
    let elsewhere = imposter.endpoint.parse().unwrap();
    let misled = Invitation::pinned(elsewhere, invited.pin().unwrap(), invited.token()).unwrap();
    let client = RelayClient::new(&misled).unwrap();
    assert_eq!(put(&client, vec![item(1, 1, SMALL)]).await, Err(AskError::NotTheRelay));
    assert_eq!(
        imposter
            .figure("visita_relay_answers_total{route=\"Put\",status=\"200\"}")
            .await,
        0
    );
    // The right place with the wrong pin is the same.
    let misled = Invitation::pinned(relay.endpoint.parse().unwrap(), Pin([7; 32]), invited.token()).unwrap();
    let client = RelayClient::new(&misled).unwrap();
    assert_eq!(put(&client, vec![item(1, 1, SMALL)]).await, Err(AskError::NotTheRelay));
    let right = RelayClient::new(&invited).unwrap();
    assert!(
        put(&right, vec![item(1, 1, SMALL)]).await.is_ok(),
        "and the right one is reached"
    );
    drop(relay);
    assert_eq!(
        put(&right, vec![item(1, 2, SMALL)]).await,
        Err(AskError::Unreachable),
        "nobody is not a stranger"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn news_of_any_of_hundreds_of_mailboxes_come_at_once_in_one_request() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let (amina, boris) = (relay.client(), relay.client());
    let mut cursors = following(0..500);
    assert!(fetch_all(&boris, &mut cursors).await.is_empty());
    // Nothing comes: no news after the time asked, and not before.
    let asked = cursors.waits(1).remove(0);
    let begun = Instant::now();
    assert!(boris.wait(&asked).await.unwrap().news.is_empty());
    assert!(begun.elapsed() >= Duration::from_millis(950));
    for round in 1..=3 {
        let asked = cursors.waits(30).remove(0);
        let waiting = {
            let (boris, asked) = (boris.clone(), asked.clone());
            tokio::spawn(async move { (boris.wait(&asked).await.unwrap(), Instant::now()) })
        };
        while relay.figure("visita_relay_watched").await < 500 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // A mailbox that did not exist when the wait began, in the first round.
        put(&amina, vec![item(321, round, SMALL)]).await.unwrap();
        let kept = Instant::now();
        let (news, heard) = waiting.await.unwrap();
        assert_eq!(news.news.len(), 1);
        assert!(heard.saturating_duration_since(kept) < Duration::from_secs(1));
        assert!(cursors.hear(&asked, &news));
        let brought = fetch_all(&boris, &mut cursors).await;
        assert_eq!((brought.len(), brought[0].mailbox), (1, tag(321)));
    }
    assert_eq!(
        relay.figure("visita_relay_watched").await,
        0,
        "who no longer waits is forgotten"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_answers_who_waits_and_finishes_what_is_under_way() {
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let mut relay = Program::start(&storage, &[]);
    let (amina, boris) = (relay.client(), relay.client());
    put(&amina, vec![item(1, 1, SMALL)]).await.unwrap();
    let mut cursors = following([1]);
    fetch_all(&boris, &mut cursors).await;
    let asked = cursors.waits(50).remove(0);
    let waiting = tokio::spawn(async move { boris.wait(&asked).await });
    while relay.figure("visita_relay_watched").await < 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // The largest put there is, on its way while the signal comes.
    let large = (0..2).map(|n| item(2, n, (3 << 20) + 16)).collect();
    let putting = tokio::spawn(async move { put(&amina, large).await });
    tokio::time::sleep(Duration::from_millis(40)).await;
    let begun = Instant::now();
    relay.signal("-TERM");
    assert!(waiting.await.unwrap().unwrap().news.is_empty());
    let put_outcome = putting.await.unwrap();
    assert!(relay.wait().success());
    assert!(begun.elapsed() < Duration::from_secs(20));
    let relay = Program::start(&storage, &[]);
    let held = fetch_all(&relay.client(), &mut following([2])).await.len();
    // Acknowledged, and there; or it had not begun, and the device was told so.
    assert!(if put_outcome.is_ok() {
        held == 2
    } else {
        held == 0 || held == 2
    });
    let log = std::fs::read_to_string(&relay.log).unwrap();
    assert!(log.contains("\"stopping\"") && log.contains("\"stopped\""), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_hides_nothing_that_was_put_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let relay = Program::start(&storage, &[]);
    let (amina, boris) = (relay.client(), relay.client());
    put_for_sure(&amina, (1..=5).map(|n| item(1, n, SMALL)).collect()).await;
    let copy = folder.path().join("copy.db");
    run_well(&storage, &["backup", copy.to_str().unwrap()]);
    put_for_sure(&amina, (6..=9).map(|n| item(1, n, SMALL)).collect()).await;
    let mut cursors = following([1]);
    assert_eq!(fetch_all(&boris, &mut cursors).await.len(), 9);
    let endpoint = relay.endpoint.clone();
    relay.stop();
    let refused = run(&storage, &["restore", copy.to_str().unwrap()]);
    assert!(!refused.status.success(), "not over a database that is there");
    for name in ["relay.db", "relay.db-wal", "relay.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
    }
    run_well(&storage, &["restore", copy.to_str().unwrap()]);
    let listen = endpoint.strip_prefix("https://").unwrap();
    let _relay = Program::start_at(listen, &storage, &[]);
    // Others come to positions 6 to 9 before Boris asks again: by numbers alone he would never see them.
    put_for_sure(&amina, (11..=14).map(|n| item(1, n, SMALL)).collect()).await;
    let asked = cursors.waits(30).remove(0);
    let news = boris.wait(&asked).await.unwrap();
    assert!(cursors.hear(&asked, &news));
    let brought = fetch_all(&boris, &mut cursors).await;
    let wanted: Vec<_> = (1..=5).chain(11..=14).map(|n| envelope(tag(1), n, SMALL)).collect();
    assert_eq!(brought.into_iter().map(|one| one.outer).collect::<Vec<_>>(), wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_lets_in_sees_how_much_and_takes_back() {
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let relay = Program::start(&storage, &[]);
    let small = RelayClient::new(&relay.invite(&["--mailboxes", "1", "--bytes", "10000"])).unwrap();
    let kept = put(
        &small,
        vec![
            item(1, 1, SMALL),
            item(2, 1, SMALL),
            item(1, 2, SMALL),
            item(1, 3, SMALL),
        ],
    )
    .await
    .unwrap();
    let full = Outcome::Refused {
        refusal: Refusal::InvitationFull,
        retry_after_seconds: 3_600,
    };
    assert_eq!(kept, [Outcome::Kept(1), full, Outcome::Kept(2), full]);
    assert_eq!(
        run_well(&storage, &["invitations"]),
        "1: 1 of 1 mailboxes, 8354 of 10000 bytes, for ever"
    );
    run_well(&storage, &["withdraw", "1"]);
    assert!(run_well(&storage, &["invitations"]).ends_with("withdrawn"));
    let refused = put(&small, vec![item(1, 4, SMALL)]).await.unwrap();
    assert!(matches!(
        refused[0],
        Outcome::Refused {
            refusal: Refusal::NotInvited,
            ..
        }
    ));
    assert_eq!(fetch_all(&small, &mut following([1])).await.len(), 2);
    assert!(!run(&storage, &["withdraw", "7"]).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_with_the_same_key_is_the_same_relay_and_is_read_again_on_a_signal() {
    let folder = tempfile::tempdir().unwrap();
    let (chain, key) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
    let pair = rcgen::KeyPair::generate().unwrap();
    std::fs::write(&key, pair.serialize_pem()).unwrap();
    let renew = |name: &str| {
        let params = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.self_signed(&pair).unwrap();
        std::fs::write(&chain, certificate.pem()).unwrap();
    };
    renew("first.example.org");
    let storage = in_folder(folder.path());
    let given = ["--certificate", chain.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let relay = Program::start(&storage, &given);
    let invitation = relay.invite(&given);
    assert_eq!(
        run_well(&storage, &[&["fingerprint"], given.as_slice()].concat()),
        invitation.pin().unwrap().to_string()
    );
    put(&RelayClient::new(&invitation).unwrap(), vec![item(1, 1, SMALL)])
        .await
        .unwrap();
    renew("second.example.org");
    relay.signal("-HUP");
    while !std::fs::read_to_string(&relay.log).unwrap().contains("read again") {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    put(&RelayClient::new(&invitation).unwrap(), vec![item(1, 2, SMALL)])
        .await
        .unwrap();
    relay.stop();
}
