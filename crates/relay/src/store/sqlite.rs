//! One file, one machine: SQLite, one connection that writes for everybody, a few that read.

mod read;
mod write;

use super::{
    Allowance, Day, Fate, Incoming, InvitationRow, Look, ObjectName, Pages, Store, StoreError, Swept, Totals, column,
    make_generation, number,
};
use crate::hash::Hash;
use crate::limits::READERS;
use crate::news::News;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;
use visita_wire::relay::Generation;
use write::Writer;

/// Kept in `PRAGMA user_version`.
const VERSION: i64 = 1;
/// `VREL`, so that nobody takes it for another program's file.
const APPLICATION: i64 = 0x5652_454c;
const SCHEMA: &str = include_str!("sqlite.sql");
/// Another process (the operator's command line) may hold the lock so long.
const LOCK_WAIT: Duration = Duration::from_secs(10);
/// Statements kept ready on each connection.
const STATEMENTS: usize = 32;

/// The embedded database.
pub struct Sqlite {
    generation: Generation,
    writer: Writer,
    readers: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // Codes only: a message may name a value.
        match error.sqlite_error() {
            Some(fault) if fault.code == ErrorCode::DiskFull => Self::OutOfSpace,
            Some(fault) if matches!(fault.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Busy("sqlite is locked".into())
            }
            Some(fault) => Self::Unusable(format!("sqlite code {}", fault.extended_code)),
            None => Self::Unusable("sqlite: a row of another form".into()),
        }
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(LOCK_WAIT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Before the first table: space that expired envelopes leave is given back to the disk.
    connection.execute_batch(
        "PRAGMA auto_vacuum = INCREMENTAL;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(connection)
}

/// Makes the tables when there are none; answers the generation.
fn prepare(connection: &mut Connection) -> Result<Generation, StoreError> {
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        VERSION => {}
        0 => {
            let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            if tables > 0 {
                return Err(StoreError::Unusable("the file is another program's".into()));
            }
            tx.execute_batch(SCHEMA)?;
            tx.execute(
                "INSERT INTO relay (one, generation) VALUES (1, ?1)",
                [make_generation()?.0],
            )?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", VERSION)?;
        }
        newer => return Err(StoreError::Newer(newer)),
    }
    let generation = tx.query_row("SELECT generation FROM relay", [], |row| row.get(0))?;
    tx.commit()?;
    Ok(Generation(generation))
}

impl Sqlite {
    /// Opens a file, making it when there is none. News of its own puts are rung on `news`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(path: &Path, mailbox_bytes: u64, news: Arc<News>) -> Result<Self, StoreError> {
        let mut connection = connect(path)?;
        let generation = prepare(&mut connection)?;
        let readers: Result<Vec<_>, _> = (0..READERS).map(|_| connect(path)).collect();
        Ok(Self {
            generation,
            writer: Writer::start(connection, mailbox_bytes, news)?,
            readers: Arc::new(Mutex::new(readers?)),
            turns: Arc::new(Semaphore::new(READERS)),
        })
    }

    /// Copies the database to a file that does not exist yet, as it stands, while the relay runs.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn back_up(&self, to: PathBuf) -> Result<(), StoreError> {
        self.read(move |connection| {
            let to = to.to_str().ok_or(StoreError::Unusable("the path is not text".into()))?;
            connection.execute("VACUUM INTO ?1", [to])?;
            Ok(())
        })
        .await
    }

    /// Writes everything into the one file, so that it can be moved.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn close(self) -> Result<(), StoreError> {
        drop(self.readers);
        self.writer
            .run(|connection| {
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
                connection.pragma_update(None, "journal_mode", "DELETE")?;
                Ok(())
            })
            .await
    }

    async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let closed = || StoreError::Busy("the relay is stopping".into());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| closed())?;
        let readers = Arc::clone(&self.readers);
        let looked = tokio::task::spawn_blocking(move || {
            let taken = readers.lock().map_err(|_| closed())?.pop();
            let mut connection = taken.ok_or_else(closed)?;
            let looked = look(&mut connection);
            readers.lock().map_err(|_| closed())?.push(connection);
            drop(turn);
            looked
        });
        looked.await.map_err(|_| closed())?
    }
}

impl Store for Sqlite {
    fn generation(&self) -> Generation {
        self.generation
    }

    async fn put(&self, items: Vec<Incoming>, today: Day) -> Result<Vec<Fate>, StoreError> {
        self.writer.put(items, today).await
    }

    async fn pages(&self, looks: Vec<Look>, room_bytes: u64) -> Result<Pages, StoreError> {
        self.read(move |connection| read::pages(connection, &looks, room_bytes))
            .await
    }

    async fn heads(&self, looks: Vec<Look>) -> Result<Vec<Option<u64>>, StoreError> {
        self.read(move |connection| read::heads(connection, &looks)).await
    }

    async fn invite(&self, token: Hash, allowance: Allowance) -> Result<i64, StoreError> {
        self.writer
            .run(move |connection| {
                connection.execute(
                    "INSERT INTO invitation (token_hash, mailboxes_most, bytes_most, until_day) VALUES (?1, ?2, ?3, ?4)",
                    (token.0, column(allowance.mailboxes), column(allowance.bytes), allowance.until),
                )?;
                Ok(connection.last_insert_rowid())
            })
            .await
    }

    async fn invitations(&self) -> Result<Vec<InvitationRow>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT number, mailboxes_most, bytes_most, until_day, mailboxes, bytes, is_withdrawn
                 FROM invitation ORDER BY number",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(InvitationRow {
                    number: row.get(0)?,
                    allowance: Allowance {
                        mailboxes: number(row.get(1)?),
                        bytes: number(row.get(2)?),
                        until: row.get(3)?,
                    },
                    mailboxes: number(row.get(4)?),
                    bytes: number(row.get(5)?),
                    is_withdrawn: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn withdraw(&self, number: i64) -> Result<bool, StoreError> {
        self.writer
            .run(move |connection| {
                let changed =
                    connection.execute("UPDATE invitation SET is_withdrawn = 1 WHERE number = ?1", [number])?;
                Ok(changed > 0)
            })
            .await
    }

    async fn sweep(&self, before: Day) -> Result<Swept, StoreError> {
        self.writer
            .run(move |connection| write::sweep(connection, before))
            .await
    }

    async fn named(&self, objects: Vec<ObjectName>) -> Result<Vec<ObjectName>, StoreError> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached("SELECT 1 FROM item WHERE object = ?1")?;
            let mut named = Vec::new();
            for object in objects {
                if statement.query_row([object.0], |_| Ok(())).optional()?.is_some() {
                    named.push(object);
                }
            }
            Ok(named)
        })
        .await
    }

    async fn totals(&self) -> Result<Totals, StoreError> {
        self.read(|connection| {
            Ok(connection.query_row(
                "SELECT count(*) FILTER (WHERE NOT is_withdrawn), coalesce(sum(mailboxes), 0), coalesce(sum(bytes), 0)
                 FROM invitation",
                [],
                |row| {
                    Ok(Totals {
                        invitations: number(row.get(0)?),
                        mailboxes: number(row.get(1)?),
                        bytes: number(row.get(2)?),
                    })
                },
            )?)
        })
        .await
    }

    async fn renew(&self) -> Result<(), StoreError> {
        let generation = make_generation()?;
        self.writer
            .run(move |connection| {
                connection.execute("UPDATE relay SET generation = ?1", [generation.0])?;
                Ok(())
            })
            .await
    }
}
