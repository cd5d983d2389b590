//! What every backend promises, on each of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod promises;
mod shelf;
#[path = "../stand/mod.rs"]
mod stand;

use promises::Ground;
use stand::cluster::Cluster;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use visita_relay::news::News;
use visita_relay::store::postgres::Postgres;
use visita_relay::store::sqlite::Sqlite;

struct Files {
    folder: tempfile::TempDir,
    next: AtomicU32,
}

impl Ground for Files {
    type Site = PathBuf;
    type Store = Sqlite;

    fn site(&self) -> PathBuf {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        self.folder.path().join(format!("{n}.db"))
    }

    async fn open(&self, site: &PathBuf, mailbox_bytes: u64, news: Arc<News>) -> Sqlite {
        Sqlite::open(site, mailbox_bytes, news).unwrap()
    }
}

struct Databases {
    cluster: Cluster,
    next: AtomicU32,
}

impl Ground for Databases {
    type Site = String;
    type Store = Postgres;

    fn site(&self) -> String {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        self.cluster.database(&format!("site_{n}"))
    }

    async fn open(&self, site: &String, mailbox_bytes: u64, news: Arc<News>) -> Postgres {
        Postgres::open(site, mailbox_bytes, news).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_every_promise() {
    let files = Files {
        folder: tempfile::tempdir().unwrap(),
        next: AtomicU32::new(0),
    };
    promises::all(&files).await;
    shelf::all(&files).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_every_promise() {
    let databases = Databases {
        cluster: Cluster::start(),
        next: AtomicU32::new(0),
    };
    promises::all(&databases).await;
    shelf::all(&databases).await;
    promises::news_of_another_process_are_heard(&databases).await;
}

#[tokio::test]
async fn a_file_of_another_program_or_a_newer_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE theirs (x)").unwrap();
    let opened = Sqlite::open(&path, 1, Arc::default()).err().unwrap();
    assert!(opened.to_string().contains("another program"), "{opened}");
    other.execute_batch("PRAGMA user_version = 9").unwrap();
    let opened = Sqlite::open(&path, 1, Arc::default()).err().unwrap();
    assert!(opened.to_string().contains("version 9"), "{opened}");
    let tables: String = other
        .query_row("SELECT group_concat(name) FROM sqlite_schema", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, "theirs");
}
