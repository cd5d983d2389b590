//! The database: opened in a fixed order of pragmas, at one version of the schema.

use crate::checked::Checked;
use crate::error::VaultError;
use crate::key::set_key;
use crate::migrations::{make_schema, migrate};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::Path;
use visita_seal::Secret;
use visita_seal::slots::thrown_away;

/// What is said before the key is: nothing about it may be logged.
const BEFORE_KEY: &str = "PRAGMA cipher_log_level = NONE;";
/// The store's memory is locked, and wiped when it is given back.
const LOCKED: &str = "PRAGMA cipher_memory_security = ON;";
/// Where vaults are thrown away, and in the simulator: locking took half of the time, and proves nothing there.
const NOT_LOCKED: &str = "PRAGMA cipher_memory_security = OFF;";

/// Makes the database of a new vault.
pub(crate) fn make(path: &Path, key: &Secret) -> Result<Connection, VaultError> {
    ready(Connection::open(path)?, key, make_schema)
}

/// Opens the database of a vault. One that is gone, empty or without tables is damage: a new one in its place would look
/// like a vault in which nothing was ever written, and would take away the log that still holds the latest writes.
pub(crate) fn open(path: &Path, key: &Secret) -> Result<Connection, VaultError> {
    if std::fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Err(VaultError::Damaged);
    }
    ready(Connection::open(path)?, key, migrate)
}

fn ready(
    mut connection: Connection,
    key: &Secret,
    to_schema: fn(&mut Connection) -> Result<(), VaultError>,
) -> Result<Connection, VaultError> {
    connection.execute_batch(BEFORE_KEY)?;
    let unlocked = cfg!(feature = "harness") || thrown_away();
    connection.execute_batch(if unlocked { NOT_LOCKED } else { LOCKED })?;
    set_key(&connection, key)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA mmap_size = 0;
         PRAGMA foreign_keys = ON;
         PRAGMA busy_timeout = 0;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let migrated = to_schema(&mut connection);
    // A migration commits nothing that rests on a page that did not verify; why it did not is said here.
    Checked::of(&connection).verify()?;
    migrated.map(|()| connection)
}
