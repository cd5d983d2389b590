//! The suite, over any backend.

use crate::stand::{SMALL, envelope, tag, token};
use bytes::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use visita_relay::Store;
use visita_relay::hash::Hash;
use visita_relay::news::{News, Rung};
use visita_relay::store::{Allowance, Body, Fate, Incoming, Look};
use visita_wire::relay::{InvitationToken, Refusal};

pub const TODAY: u32 = 20_000;
pub const INVITATION: InvitationToken = InvitationToken([9; 32]);
const ROOM: u64 = 8 * 1024 * 1024;
const MAILBOX_BYTES: u64 = 64 * 1024 * 1024;
/// For news to arrive; far more than they need.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where databases can be made.
pub trait Ground {
    type Site: Clone + Send + Sync + 'static;
    type Store: Store;
    /// Room for an empty database.
    fn site(&self) -> Self::Site;
    /// Opens it; again, as another process would.
    fn open(&self, site: &Self::Site, mailbox_bytes: u64, news: Arc<News>) -> impl Future<Output = Self::Store>;
}

pub async fn all<G: Ground>(ground: &G) {
    positions_ascend_and_pages_hold_what_was_put(ground).await;
    the_same_envelope_keeps_its_position(ground).await;
    a_token_that_is_not_its_own_opens_nothing(ground).await;
    quotas_hold_and_room_comes_back(ground).await;
    what_is_withdrawn_or_over_takes_nothing_new(ground).await;
    an_answer_holds_what_there_is_room_for_and_says_where_it_is_cut(ground).await;
    nothing_appears_below_a_position_that_was_read(ground).await;
    two_processes_open_the_same_mailboxes(ground).await;
    everything_is_there_after_a_restart(ground).await;
    news_are_rung_after_they_are_visible(ground).await;
    what_expired_is_gone_and_its_positions_are_not_given_out_again(ground).await;
}

pub fn incoming(mailbox: u64, n: u64, sealed: usize) -> Incoming {
    let outer = envelope(tag(mailbox), n, sealed);
    Incoming {
        tag: tag(mailbox),
        key: Hash::of_token(&tag(mailbox), &token(mailbox)),
        invitation: Some(Hash::of_invitation(&INVITATION)),
        hash: Hash::of_outer(&outer),
        body: Body::Inline(Bytes::from(outer)),
    }
}

pub fn look(mailbox: u64, after: u64) -> Look {
    Look {
        tag: tag(mailbox),
        key: Hash::of_token(&tag(mailbox), &token(mailbox)),
        after,
    }
}

pub async fn open<G: Ground>(ground: &G, site: &G::Site) -> G::Store {
    ground.open(site, MAILBOX_BYTES, Arc::default()).await
}

pub async fn invited<G: Ground>(ground: &G) -> (G::Site, G::Store) {
    let site = ground.site();
    let store = open(ground, &site).await;
    invite(&store, u64::MAX / 2).await;
    (site, store)
}

async fn invite<S: Store>(store: &S, bytes: u64) -> i64 {
    let allowance = Allowance {
        mailboxes: 100,
        bytes,
        until: Some(TODAY + 100),
    };
    store.invite(Hash::of_invitation(&INVITATION), allowance).await.unwrap()
}

fn kept(position: u64, is_new: bool) -> Fate {
    Fate::Kept { position, is_new }
}

async fn put<S: Store>(store: &S, items: Vec<Incoming>) -> Vec<Fate> {
    store.put(items, TODAY).await.unwrap()
}

async fn held<S: Store>(store: &S, mailbox: u64, after: u64) -> (Option<u64>, Vec<(u64, Body)>) {
    let pages = store.pages(vec![look(mailbox, after)], ROOM).await.unwrap();
    let page = pages.held.into_iter().next().unwrap();
    (page.head, page.kept)
}

async fn positions_ascend_and_pages_hold_what_was_put<G: Ground>(ground: &G) {
    let (_, store) = invited(ground).await;
    let first = put(
        &store,
        vec![incoming(1, 1, SMALL), incoming(2, 2, SMALL), incoming(1, 3, SMALL)],
    )
    .await;
    assert_eq!(first, [kept(1, true), kept(1, true), kept(2, true)]);
    assert_eq!(put(&store, vec![incoming(1, 4, 65_536 + 16)]).await, [kept(3, true)]);
    let (head, page) = held(&store, 1, 0).await;
    assert_eq!(head, Some(3));
    let wanted = [
        (1, incoming(1, 1, SMALL).body),
        (2, incoming(1, 3, SMALL).body),
        (3, incoming(1, 4, 65_552).body),
    ];
    assert!(page == wanted);
    assert_eq!(held(&store, 1, 2).await.1.len(), 1);
    assert!(held(&store, 1, 3).await == (Some(3), vec![]));
    assert!(
        held(&store, 1, 9).await == (Some(3), vec![]),
        "beyond the head there is nothing"
    );
    let heads = store
        .heads(vec![look(2, 0), look(7, 0), look(1, 0), look(2, 5)])
        .await
        .unwrap();
    assert_eq!(heads, [Some(1), None, Some(3), Some(1)]);
    let totals = store.totals().await.unwrap();
    assert_eq!((totals.mailboxes, totals.invitations), (2, 1));
}

async fn the_same_envelope_keeps_its_position<G: Ground>(ground: &G) {
    let (_, store) = invited(ground).await;
    let one = || incoming(1, 1, SMALL);
    assert_eq!(
        put(&store, vec![one(), incoming(1, 2, SMALL), one()]).await,
        [kept(1, true), kept(2, true), kept(1, false)]
    );
    assert_eq!(
        put(&store, vec![incoming(1, 3, SMALL), one()]).await,
        [kept(3, true), kept(1, false)]
    );
    // At once, from many.
    let store = Arc::new(store);
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { put(store.as_ref(), vec![incoming(5, 1, SMALL), incoming(5, 2, SMALL)]).await })
        })
        .collect();
    let mut new = 0;
    for task in tasks {
        for (fate, position) in task.await.unwrap().into_iter().zip([1, 2]) {
            assert!(
                fate == kept(position, true) || fate == kept(position, false),
                "{fate:?}"
            );
            new += u32::from(fate == kept(position, true));
        }
    }
    assert_eq!(new, 2);
    assert_eq!(
        store.totals().await.unwrap().bytes,
        5 * incoming(1, 1, SMALL).body.size()
    );
}

async fn a_token_that_is_not_its_own_opens_nothing<G: Ground>(ground: &G) {
    let (_, store) = invited(ground).await;
    put(&store, vec![incoming(1, 1, SMALL)]).await;
    let wrong = Look {
        key: Hash::of_token(&tag(1), &token(2)),
        ..look(1, 0)
    };
    assert_eq!(store.heads(vec![wrong]).await.unwrap(), [None]);
    let pages = store.pages(vec![wrong, look(1, 0)], ROOM).await.unwrap();
    assert!(pages.held[0].head.is_none() && pages.held[0].kept.is_empty());
    assert_eq!(pages.held[1].kept.len(), 1);
    let stranger = |invitation| Incoming {
        key: wrong.key,
        invitation,
        ..incoming(1, 2, SMALL)
    };
    let invitation = Some(Hash::of_invitation(&INVITATION));
    assert_eq!(
        put(&store, vec![stranger(invitation)]).await,
        [Fate::Refused(Refusal::NotOpen)]
    );
    assert_eq!(
        put(&store, vec![stranger(None)]).await,
        [Fate::Refused(Refusal::NotInvited)]
    );
    assert_eq!(held(&store, 1, 0).await.0, Some(1), "nothing was put");
}

async fn quotas_hold_and_room_comes_back<G: Ground>(ground: &G) {
    let size = incoming(1, 1, SMALL).body.size();
    let site = ground.site();
    let store = ground.open(&site, 3 * size, Arc::default()).await;
    invite(&store, 5 * size).await;
    let three = (1..=3).map(|n| incoming(1, n, SMALL)).collect();
    assert!(
        put(&store, three)
            .await
            .iter()
            .all(|fate| matches!(fate, Fate::Kept { .. }))
    );
    assert_eq!(
        put(&store, vec![incoming(1, 4, SMALL)]).await,
        [Fate::Refused(Refusal::MailboxFull)]
    );
    // One request may be kept in part.
    let more = (1..=3).map(|n| incoming(2, n, SMALL)).collect();
    assert_eq!(
        put(&store, more).await,
        [kept(1, true), kept(2, true), Fate::Refused(Refusal::InvitationFull)]
    );
    let swept = store.sweep(TODAY + 1).await.unwrap();
    assert_eq!((swept.items, swept.has_more), (5, false));
    assert_eq!(store.totals().await.unwrap().bytes, 0);
    assert_eq!(
        put(&store, vec![incoming(1, 4, SMALL), incoming(2, 3, SMALL)]).await,
        [kept(4, true), kept(3, true)]
    );
    let rows = store.invitations().await.unwrap();
    assert_eq!((rows[0].mailboxes, rows[0].bytes), (2, 2 * size));
}

async fn what_is_withdrawn_or_over_takes_nothing_new<G: Ground>(ground: &G) {
    let (_, store) = invited(ground).await;
    put(&store, vec![incoming(1, 1, SMALL)]).await;
    let late = store.put(vec![incoming(1, 2, SMALL)], TODAY + 101).await.unwrap();
    assert_eq!(late, [Fate::Refused(Refusal::NotInvited)]);
    let number = store.invitations().await.unwrap()[0].number;
    assert!(store.withdraw(number).await.unwrap());
    assert!(!store.withdraw(number + 1).await.unwrap());
    let refused = Fate::Refused(Refusal::NotInvited);
    assert_eq!(
        put(&store, vec![incoming(1, 2, SMALL), incoming(2, 1, SMALL)]).await,
        [refused, refused]
    );
    assert_eq!(put(&store, vec![incoming(1, 1, SMALL)]).await, [kept(1, false)]);
    assert_eq!(held(&store, 1, 0).await.1.len(), 1, "what is held can be fetched");
    assert!(store.invitations().await.unwrap()[0].is_withdrawn);
    assert_eq!(store.totals().await.unwrap().invitations, 0);
}

async fn an_answer_holds_what_there_is_room_for_and_says_where_it_is_cut<G: Ground>(ground: &G) {
    let (_, store) = invited(ground).await;
    let size = incoming(1, 1, SMALL).body.size();
    for mailbox in [1, 2, 3] {
        put(&store, (1..=3).map(|n| incoming(mailbox, n, SMALL)).collect()).await;
    }
    let looks = || vec![look(1, 1), look(8, 0), look(2, 0), look(3, 0)];
    let page = |room| {
        let store = &store;
        async move {
            let pages = store.pages(looks(), room).await.unwrap();
            let kept: Vec<usize> = pages.held.iter().map(|held| held.kept.len()).collect();
            (kept, pages.is_cut)
        }
    };
    assert_eq!(page(ROOM).await, (vec![2, 0, 3, 3], false));
    assert_eq!(page(8 * size).await, (vec![2, 0, 3, 3], false), "exactly full");
    assert_eq!(page(8 * size - 1).await, (vec![2, 0, 3, 2], true));
    assert_eq!(page(4 * size).await, (vec![2, 0, 2], true));
    assert_eq!(page(2 * size).await, (vec![2, 0, 0], true));
    assert_eq!(page(1).await, (vec![1], true), "one at least, however large");
    // All of it, page after page, by the rule of the format: what is cut goes on where it ended.
    let (mut after, mut seen) = ([0_u64; 4], Vec::new());
    for _ in 0..20 {
        let looks = (1..=3).map(|mailbox| look(mailbox, after[mailbox as usize])).collect();
        let pages = store.pages(looks, 2 * size).await.unwrap();
        let last = pages.held.len() - 1;
        for (place, page) in pages.held.iter().enumerate() {
            let mailbox = place + 1;
            seen.extend(page.kept.iter().map(|(position, _)| (mailbox, *position)));
            let end = page.kept.last().map(|(position, _)| *position);
            after[mailbox] = if place == last && pages.is_cut {
                end.unwrap_or(after[mailbox])
            } else {
                page.head.unwrap()
            };
        }
    }
    let wanted: Vec<_> = (1..=3)
        .flat_map(|mailbox| (1..=3).map(move |position| (mailbox, position)))
        .collect();
    assert_eq!(seen, wanted);
}

async fn nothing_appears_below_a_position_that_was_read<G: Ground>(ground: &G) {
    const WRITERS: u64 = 24;
    const EACH: u64 = 12;
    let (site, store) = invited(ground).await;
    let (store, other) = (Arc::new(store), Arc::new(open(ground, &site).await));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = Arc::clone(if writer % 2 == 0 { &store } else { &other });
            tokio::spawn(async move {
                for n in 0..EACH {
                    let (mailbox, id) = (1 + (writer + n) % 3, 1 + writer * EACH + n);
                    let fates = put(store.as_ref(), vec![incoming(mailbox, id, SMALL)]).await;
                    assert!(matches!(fates[0], Fate::Kept { is_new: true, .. }), "{fates:?}");
                }
            })
        })
        .collect();
    let reader = Arc::clone(&store);
    let reading = tokio::spawn(async move {
        let mut seen: BTreeMap<u64, u64> = BTreeMap::new();
        let mut hashes = BTreeSet::new();
        while (hashes.len() as u64) < WRITERS * EACH {
            for mailbox in 1..=3 {
                let after = seen.get(&mailbox).copied().unwrap_or_default();
                let (head, page) = held(reader.as_ref(), mailbox, after).await;
                for (place, (position, body)) in page.into_iter().enumerate() {
                    assert_eq!(position, after + place as u64 + 1, "a position was skipped");
                    let Body::Inline(bytes) = body else {
                        panic!("nothing is shelved here")
                    };
                    assert!(hashes.insert(Hash::of_outer(&bytes)), "twice");
                    seen.insert(mailbox, position);
                }
                assert!(head.unwrap_or_default() == seen.get(&mailbox).copied().unwrap_or_default());
            }
        }
        seen
    });
    for writer in writers {
        writer.await.unwrap();
    }
    let seen = reading.await.unwrap();
    assert_eq!(seen.values().sum::<u64>(), WRITERS * EACH);
}

async fn two_processes_open_the_same_mailboxes<G: Ground>(ground: &G) {
    let (site, store) = invited(ground).await;
    let other = open(ground, &site).await;
    for round in 0..10 {
        let batch = |writer: u64| {
            // The same new mailboxes, named in opposite orders.
            let mut items: Vec<_> = (0..6)
                .map(|m| incoming(100 + 6 * round + m, 1 + writer, SMALL))
                .collect();
            if writer == 1 {
                items.reverse();
            }
            items
        };
        let (one, two) = tokio::join!(store.put(batch(0), TODAY), other.put(batch(1), TODAY));
        let fates: Vec<_> = one.unwrap().into_iter().chain(two.unwrap()).collect();
        let positions: u64 = fates
            .iter()
            .map(|fate| match fate {
                Fate::Kept { position, is_new: true } => *position,
                Fate::Kept { .. } | Fate::Refused(_) => panic!("{fate:?}"),
            })
            .sum();
        assert_eq!(positions, 6 * (1 + 2));
    }
    assert_eq!(store.totals().await.unwrap().mailboxes, 60);
}

async fn everything_is_there_after_a_restart<G: Ground>(ground: &G) {
    let (site, store) = invited(ground).await;
    put(&store, vec![incoming(1, 1, SMALL), incoming(1, 2, (4 << 20) + 16)]).await;
    let generation = store.generation();
    drop(store);
    let store = open(ground, &site).await;
    assert!(store.generation() == generation);
    let (head, page) = held(&store, 1, 0).await;
    assert!(head == Some(2) && page[1].1 == incoming(1, 2, (4 << 20) + 16).body);
    assert_eq!(put(&store, vec![incoming(1, 3, SMALL)]).await, [kept(3, true)]);
    store.renew().await.unwrap();
    drop(store);
    assert!(open(ground, &site).await.generation() != generation);
}

async fn news_are_rung_after_they_are_visible<G: Ground>(ground: &G) {
    let site = ground.site();
    let news: Arc<News> = Arc::default();
    let store = ground.open(&site, MAILBOX_BYTES, Arc::clone(&news)).await;
    invite(&store, u64::MAX / 2).await;
    heard(&store, &store, &news).await;
}

pub async fn news_of_another_process_are_heard<G: Ground>(ground: &G) {
    let (site, writer) = invited(ground).await;
    let news: Arc<News> = Arc::default();
    let reader = ground.open(&site, MAILBOX_BYTES, Arc::clone(&news)).await;
    heard(&writer, &reader, &news).await;
}

/// News of what one writes, at the other.
async fn heard<S: Store>(writer: &S, reader: &S, news: &Arc<News>) {
    // More mailboxes than one notification names.
    const MAILBOXES: u64 = 200;
    for round in 1..=3 {
        let watch = news.watch((0..MAILBOXES).map(tag).collect()).unwrap();
        put(writer, (0..90).map(|m| incoming(m, round, SMALL)).collect()).await;
        put(writer, (90..MAILBOXES / 2).map(|m| incoming(m, round, SMALL)).collect()).await;
        let mut places = BTreeSet::new();
        while places.len() < 100 {
            match tokio::time::timeout(PATIENCE, watch.rung())
                .await
                .expect("no news came")
            {
                Rung::Places(rung) => places.extend(rung),
                // It has just begun to listen.
                Rung::Anything => places.extend(0..100),
            }
            let looks: Vec<_> = places.iter().map(|place| look(*place as u64, 0)).collect();
            let heads = reader.heads(looks).await.unwrap();
            assert!(heads.iter().all(|head| head.is_some()), "rung before it was visible");
        }
        assert!(
            places.iter().all(|place| *place < 100),
            "rung where there is nothing new"
        );
    }
}

async fn what_expired_is_gone_and_its_positions_are_not_given_out_again<G: Ground>(ground: &G) {
    let (_, store) = invited(ground).await;
    // More than one sweep removes.
    let many: Vec<_> = (1..=600).map(|n| incoming(1, n, SMALL)).collect();
    for chunk in many.chunks(200) {
        store.put(chunk.to_vec(), TODAY - 1).await.unwrap();
    }
    put(&store, vec![incoming(1, 601, SMALL), incoming(2, 1, SMALL)]).await;
    assert_eq!(store.sweep(TODAY - 1).await.unwrap().items, 0, "nothing is that old");
    let first = store.sweep(TODAY).await.unwrap();
    assert!(first.has_more && first.items < 600);
    let second = store.sweep(TODAY).await.unwrap();
    assert_eq!((first.items + second.items, second.has_more), (600, false));
    let (head, page) = held(&store, 1, 0).await;
    assert_eq!((head, page[0].0, page.len()), (Some(601), 601, 1));
    assert_eq!(
        put(&store, vec![incoming(1, 5, SMALL)]).await,
        [kept(602, true)],
        "expired, so it is new again"
    );
    assert_eq!(
        store.totals().await.unwrap().bytes,
        3 * incoming(1, 1, SMALL).body.size()
    );
    assert_eq!(held(&store, 2, 0).await.1.len(), 1);
}
