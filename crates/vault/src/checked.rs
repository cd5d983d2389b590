//! The one way to read the database: what was read is handed out only when every page it came from has verified.
//!
//! Each page carries a MAC. Where one fails, SQLCipher hands SQLite zeros in place of the page, with no error, and notes the
//! failure for good in the connection. SQLite itself sees that a tree of zeros is none, but a page that only continues a
//! long value may well be zeros: the value would come out other than it was written, and only the next page read would
//! fail. The note is therefore asked for after each read and before each commit. It covers every page that the connection
//! has ever read, so that nothing has to be read twice, and no sums need to be kept beside the values.

use crate::error::VaultError;
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};
use std::ops::ControlFlow;

/// What SQLCipher says of a connection all of whose pages have verified. The answer is written into the statement when that
/// is prepared: it must never come from a cached one.
const VERIFIED: &str = "1";
/// What SQLite says of a database in which it found nothing wrong.
const SOUND: &str = "ok";

/// A connection whose answers are checked.
#[derive(Clone, Copy)]
pub(crate) struct Checked<'a>(&'a Connection);

impl<'a> Checked<'a> {
    pub(crate) fn of(connection: &'a Connection) -> Self {
        Self(connection)
    }

    /// Refuses where any page that was ever read did not verify.
    pub(crate) fn verify(self) -> Result<(), VaultError> {
        let said = self
            .0
            .query_row("PRAGMA cipher_status", [], |row| row.get::<_, String>(0));
        match said {
            Ok(said) if said == VERIFIED => Ok(()),
            _ => Err(VaultError::Damaged),
        }
    }

    /// What was read, or why it cannot be: after a page that did not verify, SQLite's own error says something else.
    fn verified<T>(self, read: rusqlite::Result<T>) -> Result<T, VaultError> {
        self.verify()?;
        Ok(read?)
    }

    /// Why something came to nothing, said as in [`Self::verified`].
    fn reason(self, error: rusqlite::Error) -> VaultError {
        self.verify().err().unwrap_or_else(|| error.into())
    }

    /// Begins a transaction that writes; what is not committed is undone when it is dropped.
    pub(crate) fn begin(self) -> Result<Transaction<'a>, VaultError> {
        Transaction::new_unchecked(self.0, TransactionBehavior::Immediate).map_err(|error| self.reason(error))
    }

    /// Commits what rests on verified pages alone.
    pub(crate) fn commit(self, transaction: Transaction<'_>) -> Result<(), VaultError> {
        self.verify()?;
        transaction.commit().map_err(|error| self.reason(error))
    }

    /// Reads rows until told to stop.
    pub(crate) fn until(
        self,
        sql: &str,
        params: impl Params,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), VaultError> {
        let read = || {
            let mut statement = self.0.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            while let Some(next) = rows.next()? {
                if row(next)?.is_break() {
                    break;
                }
            }
            Ok(())
        };
        self.verified(read())
    }

    /// Every row.
    pub(crate) fn all<T>(
        self,
        sql: &str,
        params: impl Params,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, VaultError> {
        let mut rows = Vec::new();
        self.until(sql, params, |next| {
            rows.push(row(next)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        self,
        sql: &str,
        params: impl Params,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, VaultError> {
        let mut found = None;
        self.until(sql, params, |first| {
            found = Some(row(first)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// The one row that is always there, as of a count.
    pub(crate) fn value<T>(
        self,
        sql: &str,
        params: impl Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, VaultError> {
        self.one(sql, params, row)?.ok_or(VaultError::Damaged)
    }

    /// Changes rows, and says how many. What such a statement reads on its way is not asked about here: after a page that did
    /// not verify, SQLCipher writes nothing any more, and no commit succeeds.
    pub(crate) fn change(self, sql: &str, params: impl Params) -> Result<usize, VaultError> {
        let changed = self.0.prepare_cached(sql).and_then(|mut sql| sql.execute(params));
        changed.map_err(|error| self.reason(error))
    }

    /// Writes every page anew without what was deleted, and cuts the log. Pages are read and verified before that: a damaged one
    /// would come out as an empty one.
    pub(crate) fn compact(self) -> Result<(), VaultError> {
        // What is wrong is said in rows, the first of which is enough: what SQLite skips over would not come out again.
        if self.value("PRAGMA quick_check", [], |row| row.get::<_, String>(0))? != SOUND {
            return Err(VaultError::Damaged);
        }
        let written = self.0.execute_batch("VACUUM");
        self.verified(written)?;
        let busy = self
            .0
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        match self.verified(busy)? {
            0 => Ok(()),
            _ => Err(VaultError::InUse),
        }
    }

    /// The number of the row that was added last.
    pub(crate) fn last_row(self) -> i64 {
        self.0.last_insert_rowid()
    }
}
