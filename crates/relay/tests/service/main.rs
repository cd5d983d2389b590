//! The program over real TLS on the loopback: as devices and operators meet it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod blindness;
mod border;
mod endurance;
#[path = "../stand/mod.rs"]
mod stand;
mod stories;

use stand::{envelope, tag, token};
use visita_transport::relay::{AskError, Cursors, Delivery, Patience, Relay, put_all};
use visita_wire::relay::{MAX_PAGE_BYTES, Outcome, PutItem, PutRequest};

/// The `n`th envelope for a mailbox, with its token.
fn item(mailbox: u64, n: u64, sealed: usize) -> PutItem {
    PutItem {
        token: token(mailbox),
        outer: envelope(tag(mailbox), n, sealed).into(),
    }
}

/// Puts once.
async fn put(relay: &visita_transport::relay::RelayClient, items: Vec<PutItem>) -> Result<Vec<Outcome>, AskError> {
    let request = PutRequest {
        invitation: Some(relay.invitation()),
        items,
    };
    Ok(relay.put(&request).await?.outcomes)
}

/// Puts until it is kept.
async fn put_for_sure(relay: &visita_transport::relay::RelayClient, items: Vec<PutItem>) {
    let patience = Patience {
        tries: 100,
        first: std::time::Duration::from_millis(50),
        longest: std::time::Duration::from_secs(5),
    };
    for outcome in put_all(relay, Some(relay.invitation()), items, patience).await {
        assert!(matches!(outcome, Ok(Outcome::Kept(_))), "{outcome:?}");
    }
}

fn following(mailboxes: impl IntoIterator<Item = u64>) -> Cursors {
    let mut cursors = Cursors::default();
    for mailbox in mailboxes {
        cursors.follow(tag(mailbox), token(mailbox), 0);
    }
    cursors
}

/// Fetches until nothing is due.
async fn fetch_all(relay: &visita_transport::relay::RelayClient, cursors: &mut Cursors) -> Vec<Delivery> {
    let mut brought = Vec::new();
    while let Some(request) = cursors.next_fetch(MAX_PAGE_BYTES) {
        let answer = relay.fetch(&request).await.unwrap();
        brought.extend(cursors.take(&request, answer).unwrap());
    }
    brought
}
