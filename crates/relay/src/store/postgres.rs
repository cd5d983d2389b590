//! Any number of processes on one PostgreSQL.

mod listen;
mod read;
mod sweep;
mod write;

use super::{
    Allowance, Day, Fate, Incoming, InvitationRow, Look, ObjectName, Pages, Store, StoreError, Swept, Totals, column,
    make_generation, number,
};
use crate::hash::Hash;
use crate::limits::READERS;
use crate::news::News;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, NoTls};
use visita_wire::relay::Generation;
use write::Writer;

const VERSION: i64 = 1;
const SCHEMA: &str = include_str!("postgres.sql");
/// Held while the tables are made, so that two processes that start together do not both make them.
const MAKING: i64 = 0x5652_454c_0001;
/// Held while a process sweeps: one is enough.
const SWEEPING: i64 = 0x5652_454c_0002;
/// The channel on which processes tell each other of news.
const CHANNEL: &str = "visita_relay";
/// Time to connect; the database is near.
const CONNECT_TIME: Duration = Duration::from_secs(5);
/// A statement that takes longer is given up.
const STATEMENT_MILLISECONDS: u32 = 30_000;

/// A PostgreSQL shared by any number of processes.
pub struct Postgres {
    generation: Generation,
    pool: Pool,
    writer: Writer,
    _listener: listen::Listener,
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        // Codes only: a message may name a value.
        match error.code() {
            Some(code) if *code == SqlState::DISK_FULL => Self::OutOfSpace,
            Some(code) if is_passing(code) => Self::Busy(format!("postgres code {}", code.code())),
            Some(code) => Self::Unusable(format!("postgres code {}", code.code())),
            None => Self::Busy("postgres does not answer".into()),
        }
    }
}

impl From<PoolError> for StoreError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            PoolError::Timeout(_)
            | PoolError::Closed
            | PoolError::NoRuntimeSpecified
            | PoolError::PostCreateHook(_) => Self::Busy("postgres: no connection is free".into()),
        }
    }
}

/// Whether trying again may help: another process was in the way, or the server is starting, stopping or crowded.
fn is_passing(code: &SqlState) -> bool {
    let text = code.code();
    [
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::QUERY_CANCELED,
    ]
    .contains(code)
        || text.starts_with("57P")
        || text.starts_with("08")
        || text.starts_with("53")
}

impl Postgres {
    /// Connects, making the tables when there are none. News of every process are rung on `news`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open(address: &str, mailbox_bytes: u64, news: Arc<News>) -> Result<Self, StoreError> {
        // The parser's own words may repeat the password.
        let unreadable = |_| StoreError::Unusable("the address of the database cannot be read".into());
        let mut config: Config = address.parse().map_err(unreadable)?;
        config
            .application_name("visita-relay")
            .connect_timeout(CONNECT_TIME)
            // Statements are short: compiling one costs more than it saves.
            .options(format!(
                "-c statement_timeout={STATEMENT_MILLISECONDS} -c synchronous_commit=on -c jit=off"
            ));
        let manager = Manager::from_config(
            config.clone(),
            NoTls,
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pool = Pool::builder(manager)
            .max_size(READERS + 1)
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .wait_timeout(Some(CONNECT_TIME))
            .create_timeout(Some(CONNECT_TIME))
            .build()
            .map_err(|_| StoreError::Unusable("postgres: no pool".into()))?;
        let generation = prepare(&mut pool.get().await?).await?;
        Ok(Self {
            generation,
            writer: Writer::start(pool.clone(), mailbox_bytes),
            _listener: listen::Listener::start(config, news),
            pool,
        })
    }
}

/// Makes the tables when there are none; answers the generation.
async fn prepare(client: &mut Object) -> Result<Generation, StoreError> {
    let tx = client.transaction().await?;
    tx.execute("SELECT pg_advisory_xact_lock($1)", &[&MAKING]).await?;
    let is_there: bool = tx
        .query_one("SELECT to_regclass('relay') IS NOT NULL", &[])
        .await?
        .try_get(0)?;
    if !is_there {
        tx.batch_execute(SCHEMA).await?;
        let generation = make_generation()?.0.to_vec();
        tx.execute(
            "INSERT INTO relay (one, version, generation) VALUES (1, $1, $2)",
            &[&VERSION, &generation],
        )
        .await?;
    }
    let row = tx.query_one("SELECT version, generation FROM relay", &[]).await?;
    let version: i64 = row.try_get(0)?;
    if version != VERSION {
        return Err(StoreError::Newer(version));
    }
    let generation = fixed(row.try_get(1)?)?;
    tx.commit().await?;
    Ok(Generation(generation))
}

fn fixed<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], StoreError> {
    let another_form = |_| StoreError::Unusable("postgres: a row of another form".into());
    bytes.try_into().map_err(another_form)
}

fn day(column: i64) -> Day {
    Day::try_from(column).unwrap_or(Day::MAX)
}

fn allowance(row: &tokio_postgres::Row, first: usize) -> Result<Allowance, StoreError> {
    Ok(Allowance {
        mailboxes: number(row.try_get(first)?),
        bytes: number(row.try_get(first + 1)?),
        until: row.try_get::<_, Option<i64>>(first + 2)?.map(day),
    })
}

impl Store for Postgres {
    fn generation(&self) -> Generation {
        self.generation
    }

    async fn put(&self, items: Vec<Incoming>, today: Day) -> Result<Vec<Fate>, StoreError> {
        self.writer.put(items, today).await
    }

    async fn pages(&self, looks: Vec<Look>, room_bytes: u64) -> Result<Pages, StoreError> {
        read::pages(&self.pool.get().await?, &looks, room_bytes).await
    }

    async fn heads(&self, looks: Vec<Look>) -> Result<Vec<Option<u64>>, StoreError> {
        read::heads(&self.pool.get().await?, &looks).await
    }

    async fn invite(&self, token: Hash, allowance: Allowance) -> Result<i64, StoreError> {
        let row = self
            .pool
            .get()
            .await?
            .query_one(
                "INSERT INTO invitation (token_hash, mailboxes_most, bytes_most, until_day) VALUES ($1, $2, $3, $4)
                 RETURNING number",
                &[
                    &token.0.as_slice(),
                    &column(allowance.mailboxes),
                    &column(allowance.bytes),
                    &allowance.until.map(i64::from),
                ],
            )
            .await?;
        Ok(row.try_get(0)?)
    }

    async fn invitations(&self) -> Result<Vec<InvitationRow>, StoreError> {
        let rows = self
            .pool
            .get()
            .await?
            .query(
                "SELECT number, mailboxes_most, bytes_most, until_day, mailboxes, bytes, is_withdrawn
                 FROM invitation ORDER BY number",
                &[],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(InvitationRow {
                    number: row.try_get(0)?,
                    allowance: allowance(row, 1)?,
                    mailboxes: number(row.try_get(4)?),
                    bytes: number(row.try_get(5)?),
                    is_withdrawn: row.try_get(6)?,
                })
            })
            .collect()
    }

    async fn withdraw(&self, number: i64) -> Result<bool, StoreError> {
        let changed = self
            .pool
            .get()
            .await?
            .execute(
                "UPDATE invitation SET is_withdrawn = true WHERE number = $1",
                &[&number],
            )
            .await?;
        Ok(changed > 0)
    }

    async fn sweep(&self, before: Day) -> Result<Swept, StoreError> {
        sweep::sweep(&mut self.pool.get().await?, before).await
    }

    async fn named(&self, objects: Vec<ObjectName>) -> Result<Vec<ObjectName>, StoreError> {
        let names: Vec<&[u8]> = objects.iter().map(|object| object.0.as_slice()).collect();
        let rows = self
            .pool
            .get()
            .await?
            .query("SELECT object FROM item WHERE object = ANY($1)", &[&names])
            .await?;
        rows.iter().map(|row| Ok(ObjectName(fixed(row.try_get(0)?)?))).collect()
    }

    async fn totals(&self) -> Result<Totals, StoreError> {
        let row = self
            .pool
            .get()
            .await?
            .query_one(
                "SELECT count(*) FILTER (WHERE NOT is_withdrawn), coalesce(sum(mailboxes), 0)::bigint,
                        coalesce(sum(bytes), 0)::bigint
                 FROM invitation",
                &[],
            )
            .await?;
        Ok(Totals {
            invitations: number(row.try_get(0)?),
            mailboxes: number(row.try_get(1)?),
            bytes: number(row.try_get(2)?),
        })
    }

    async fn renew(&self) -> Result<(), StoreError> {
        let generation = make_generation()?.0.to_vec();
        self.pool
            .get()
            .await?
            .execute("UPDATE relay SET generation = $1", &[&generation])
            .await?;
        Ok(())
    }
}
