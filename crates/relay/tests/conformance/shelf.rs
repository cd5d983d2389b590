//! A backend with a shelf: large bodies beside the database.

use crate::promises::{Ground, TODAY, incoming, invited, look};
use crate::stand::SMALL;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use visita_relay::Store;
use visita_relay::limits::{INLINE_BYTES, ORPHAN_AGE};
use visita_relay::objects::Depot;
use visita_relay::store::{Body, Fate, Incoming};

const LARGE: usize = (1 << 20) + 16;
const MIDDLE: usize = 65_536 + 16;
const ROOM: u64 = 8 << 20;

pub async fn all<G: Ground>(ground: &G) {
    large_bodies_go_to_the_shelf_and_come_back(ground).await;
    what_is_not_needed_is_removed(ground).await;
    an_object_that_is_gone_hides_nothing_else(ground).await;
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder.join("envelopes"))
        .into_iter()
        .flatten()
        .flatten();
    found.map(|entry| entry.path()).collect()
}

async fn depot<G: Ground>(ground: &G, folder: &Path) -> Depot<G::Store> {
    let shelf: Arc<dyn ObjectStore> = Arc::new(LocalFileSystem::new_with_prefix(folder).unwrap());
    Depot::new(invited(ground).await.1, Some(shelf))
}

fn bytes(item: &Incoming) -> bytes::Bytes {
    match &item.body {
        Body::Inline(bytes) => bytes.clone(),
        Body::Shelved { .. } => panic!("made inline"),
    }
}

async fn large_bodies_go_to_the_shelf_and_come_back<G: Ground>(ground: &G) {
    let folder = tempfile::tempdir().unwrap();
    let depot = depot(ground, folder.path()).await;
    const { assert!(LARGE > INLINE_BYTES && MIDDLE < INLINE_BYTES) };
    let items: Vec<_> = [SMALL, LARGE, MIDDLE, LARGE]
        .into_iter()
        .zip(1..)
        .map(|(sealed, n)| incoming(1, n, sealed))
        .collect();
    depot.put(items.clone(), TODAY).await.unwrap();
    assert_eq!(files(folder.path()).len(), 2);
    let (pages, is_cut) = depot.pages(vec![look(1, 0)], ROOM).await.unwrap();
    let wanted: Vec<_> = items
        .iter()
        .zip(1..)
        .map(|(item, position)| (position, bytes(item)))
        .collect();
    assert!(!is_cut && pages[0].head == Some(4) && pages[0].kept == wanted);
}

async fn what_is_not_needed_is_removed<G: Ground>(ground: &G) {
    let folder = tempfile::tempdir().unwrap();
    let depot = depot(ground, folder.path()).await;
    depot.put(vec![incoming(1, 1, LARGE)], TODAY).await.unwrap();
    let again = depot.put(vec![incoming(1, 1, LARGE)], TODAY).await.unwrap();
    assert_eq!(
        again,
        [Fate::Kept {
            position: 1,
            is_new: false
        }]
    );
    let refused = Incoming {
        invitation: None,
        ..incoming(2, 1, LARGE)
    };
    assert!(matches!(
        depot.put(vec![refused], TODAY).await.unwrap()[0],
        Fate::Refused(_)
    ));
    assert_eq!(
        files(folder.path()).len(),
        1,
        "neither the second nor the refused one stays"
    );
    // A crash between object and row leaves an orphan; a day later it goes, and nothing else does.
    let orphan = folder.path().join("envelopes").join("00".repeat(16));
    std::fs::write(&orphan, b"sealed").unwrap();
    let now = SystemTime::now();
    assert_eq!(depot.sweep_orphans(now).await.unwrap(), 0, "it may be on its way");
    let later = now + ORPHAN_AGE + Duration::from_secs(60);
    assert_eq!(depot.sweep_orphans(later).await.unwrap(), 1);
    assert!(!orphan.exists() && files(folder.path()).len() == 1);
    let swept = depot.sweep(TODAY + 1).await.unwrap();
    assert_eq!((swept.items, swept.objects.len()), (1, 1));
    assert!(files(folder.path()).is_empty());
}

async fn an_object_that_is_gone_hides_nothing_else<G: Ground>(ground: &G) {
    let folder = tempfile::tempdir().unwrap();
    let depot = depot(ground, folder.path()).await;
    depot
        .put(vec![incoming(1, 1, LARGE), incoming(1, 2, SMALL)], TODAY)
        .await
        .unwrap();
    std::fs::remove_file(&files(folder.path())[0]).unwrap();
    let (pages, _) = depot.pages(vec![look(1, 0)], ROOM).await.unwrap();
    let positions: Vec<_> = pages[0].kept.iter().map(|(position, _)| *position).collect();
    assert_eq!((positions, depot.missing()), (vec![2], 1));
    assert_eq!(depot.store().totals().await.unwrap().mailboxes, 1);
}
