//! The database: opened in a fixed order of pragmas, at one version of the schema.

use crate::error::VaultError;
use crate::key::set_key;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::Path;
use visita_seal::Secret;

/// Version of `schema.sql`, kept in `PRAGMA user_version`.
pub(crate) const SCHEMA_VERSION: i64 = 1;
pub(crate) const SCHEMA: &str = include_str!("schema.sql");

/// Opens the database, making it when it is empty.
pub(crate) fn open(path: &Path, key: &Secret) -> Result<Connection, VaultError> {
    let connection = Connection::open(path)?;
    // Before the key: nothing about it may be logged, and its memory must be locked and wiped.
    connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON;")?;
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
    migrate(&connection)?;
    Ok(connection)
}

fn migrate(connection: &Connection) -> Result<(), VaultError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        SCHEMA_VERSION => Ok(()),
        0 => {
            let tx = connection.unchecked_transaction()?;
            tx.execute_batch(SCHEMA)?;
            tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
            Ok(tx.commit()?)
        }
        newer if newer > SCHEMA_VERSION => Err(VaultError::Newer),
        _ => Err(VaultError::Damaged),
    }
}
