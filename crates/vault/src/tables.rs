//! What can be read and written, table by table.

use crate::checked::Checked;
use crate::error::VaultError;
use crate::fold::{fold, fold_query};
use crate::news::News;
use rand::CryptoRng;
use rusqlite::{Row, params};
use std::cell::RefCell;
use visita_seal::envelope::envelope_hash;
use visita_seal::{Secret, open_bytes, seal_bytes};

/// Most search hits returned.
const MAX_HITS: i64 = 50;

/// The tables, inside a transaction or for reading.
pub struct Tx<'a> {
    pub(crate) connection: Checked<'a>,
    pub(crate) identity_key: &'a Secret,
    pub(crate) news: &'a RefCell<News>,
}

/// A stored record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its id.
    pub id: [u8; 16],
    /// `visit`, `interview`, `place`, `scratch`.
    pub kind: String,
    /// Heads, 32 bytes each, sorted, one after the other.
    pub heads: Vec<u8>,
    /// The CRDT document: encoded whole, and where it is read, the chunks added since after that.
    pub bytes: Vec<u8>,
}

/// Text not yet part of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The whole text so far.
    pub text: String,
    /// The heads it was typed on.
    pub base: Vec<u8>,
}

/// Something refused on the way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Row.
    pub id: i64,
    /// The device that signed it.
    pub device: [u8; 32],
    /// Reason code.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    /// The bytes, as they came.
    pub bytes: Vec<u8>,
}

/// What a list shows of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// `visit`, `place`, `finding`…
    pub kind: String,
    /// Id of the thing.
    pub id: String,
    /// The document it comes from.
    pub doc: [u8; 16],
    /// The heads it was made from.
    pub heads: Vec<u8>,
    /// JSON.
    pub body: String,
}

/// A text to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRow<'a> {
    /// Kind of thing.
    pub kind: &'a str,
    /// Its id.
    pub id: &'a str,
    /// The document it comes from.
    pub doc: [u8; 16],
    /// One line to show.
    pub title: &'a str,
    /// What is searched.
    pub text: &'a str,
}

/// A text found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// Kind of thing.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The document it comes from.
    pub doc: [u8; 16],
    /// One line to show.
    pub title: String,
}

fn quarantined(row: &Row<'_>) -> rusqlite::Result<Quarantined> {
    Ok(Quarantined {
        id: row.get(0)?,
        device: row.get(1)?,
        reason: row.get(2)?,
        at_ms: row.get(3)?,
        bytes: row.get(4)?,
    })
}

impl Tx<'_> {
    /// Keeps a setting.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_setting(&self, name: &str, value: &str) -> Result<(), VaultError> {
        let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
        self.connection.change(sql, params![name, value])?;
        Ok(())
    }

    /// A setting.
    pub fn setting(&self, name: &str) -> Result<Option<String>, VaultError> {
        let sql = "SELECT value FROM setting WHERE name = ?1";
        self.connection.one(sql, [name], |row| row.get(0))
    }

    /// Settings whose names begin with `prefix`, by name.
    pub fn settings_under(&self, prefix: &str) -> Result<Vec<(String, String)>, VaultError> {
        let sql = "SELECT name, value FROM setting WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name";
        self.connection.all(sql, [prefix], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Forgets a setting.
    pub fn drop_setting(&self, name: &str) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM setting WHERE name = ?1", [name])?;
        Ok(())
    }

    /// Keeps a draft: call it at each keystroke.
    pub fn put_draft(&self, key: &str, draft: &Draft) -> Result<(), VaultError> {
        let sql = "INSERT INTO draft VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET text = excluded.text, base = excluded.base";
        self.connection.change(sql, params![key, draft.text, draft.base])?;
        Ok(())
    }

    /// A draft.
    pub fn draft(&self, key: &str) -> Result<Option<Draft>, VaultError> {
        let sql = "SELECT text, base FROM draft WHERE key = ?1";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(Draft {
                text: row.get(0)?,
                base: row.get(1)?,
            })
        };
        self.connection.one(sql, [key], row)
    }

    /// Keys of drafts that begin with `prefix`, in order.
    pub fn drafts_under(&self, prefix: &str) -> Result<Vec<String>, VaultError> {
        let sql = "SELECT key FROM draft WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key";
        self.connection.all(sql, [prefix], |row| row.get(0))
    }

    /// Forgets a draft, in the transaction that makes it part of a record.
    pub fn drop_draft(&self, key: &str) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM draft WHERE key = ?1", [key])?;
        Ok(())
    }

    /// Keeps what was refused; returns whether it was not there already, for whatever reason.
    pub fn quarantine(&self, device: &[u8; 32], reason: &str, at_ms: i64, bytes: &[u8]) -> Result<bool, VaultError> {
        let sql = "INSERT INTO quarantine (device, reason, at_ms, hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (hash) DO NOTHING";
        let values = params![device, reason, at_ms, envelope_hash(bytes).0, bytes];
        self.news.borrow_mut().quarantine = true;
        Ok(self.connection.change(sql, values)? == 1)
    }

    /// Everything in quarantine, oldest first.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, VaultError> {
        self.connection.all(
            "SELECT id, device, reason, at_ms, bytes FROM quarantine ORDER BY id",
            [],
            quarantined,
        )
    }

    /// What is in quarantine for one reason, oldest first.
    pub fn quarantined_for(&self, reason: &str) -> Result<Vec<Quarantined>, VaultError> {
        let sql = "SELECT id, device, reason, at_ms, bytes FROM quarantine WHERE reason = ?1 ORDER BY id";
        self.connection.all(sql, [reason], quarantined)
    }

    /// One thing in quarantine.
    pub fn quarantined_one(&self, id: i64) -> Result<Option<Quarantined>, VaultError> {
        let sql = "SELECT id, device, reason, at_ms, bytes FROM quarantine WHERE id = ?1";
        self.connection.one(sql, [id], quarantined)
    }

    /// Says anew why something is in quarantine. When it came there stays.
    pub fn set_quarantine_reason(&self, id: i64, reason: &str) -> Result<(), VaultError> {
        self.connection
            .change("UPDATE quarantine SET reason = ?2 WHERE id = ?1", params![id, reason])?;
        Ok(())
    }

    /// As [`Self::set_quarantine_reason`], of what has this hash.
    pub fn set_quarantine_reason_of(&self, hash: &[u8; 32], reason: &str) -> Result<(), VaultError> {
        self.connection.change(
            "UPDATE quarantine SET reason = ?2 WHERE hash = ?1",
            params![hash, reason],
        )?;
        Ok(())
    }

    /// Takes something out of quarantine, in the transaction that keeps it elsewhere.
    pub fn release_quarantined(&self, id: i64) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM quarantine WHERE id = ?1", [id])?;
        self.news.borrow_mut().quarantine = true;
        Ok(())
    }

    /// Takes what has this SHA-256 out of quarantine, in the transaction that keeps it elsewhere.
    pub fn release_refused(&self, hash: &[u8; 32]) -> Result<(), VaultError> {
        self.connection
            .change("DELETE FROM quarantine WHERE hash = ?1", [hash])?;
        Ok(())
    }

    /// Seals a real identity.
    pub fn put_identity(
        &self,
        interview: &[u8; 16],
        identity: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let sealed =
            seal_bytes(self.identity_key, interview, identity.as_bytes(), rng).map_err(|_| VaultError::Refused)?;
        let sql = "INSERT INTO identity VALUES (?1, ?2) ON CONFLICT DO UPDATE SET sealed = excluded.sealed";
        self.connection.change(sql, params![interview, sealed])?;
        Ok(())
    }

    /// Opens a real identity; on purpose, never for a list.
    pub fn identity(&self, interview: &[u8; 16]) -> Result<Option<String>, VaultError> {
        let sql = "SELECT sealed FROM identity WHERE interview = ?1";
        let sealed: Option<Vec<u8>> = self.connection.one(sql, [interview], |row| row.get(0))?;
        let Some(sealed) = sealed else { return Ok(None) };
        let opened = open_bytes(self.identity_key, interview, &sealed).map_err(|_| VaultError::Damaged)?;
        String::from_utf8(opened.to_vec())
            .map(Some)
            .map_err(|_| VaultError::Damaged)
    }

    /// A real identity as it is sealed.
    pub fn sealed_identity(&self, interview: &[u8; 16]) -> Result<Option<Vec<u8>>, VaultError> {
        let sql = "SELECT sealed FROM identity WHERE interview = ?1";
        self.connection.one(sql, [interview], |row| row.get(0))
    }

    /// Keeps a real identity as it was sealed; one that is here stays.
    pub fn put_sealed_identity(&self, interview: &[u8; 16], sealed: &[u8]) -> Result<(), VaultError> {
        let sql = "INSERT INTO identity VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        self.connection.change(sql, params![interview, sealed])?;
        Ok(())
    }

    /// Forgets a real identity, in the transaction that seals it elsewhere.
    pub fn drop_identity(&self, interview: &[u8; 16]) -> Result<(), VaultError> {
        self.connection
            .change("DELETE FROM identity WHERE interview = ?1", [interview])?;
        Ok(())
    }

    /// Keeps a projection.
    pub fn put_projection(&self, row: &Projection) -> Result<(), VaultError> {
        let sql = "INSERT INTO projection VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT DO UPDATE SET doc = excluded.doc, heads = excluded.heads, body = excluded.body";
        self.connection
            .change(sql, params![row.kind, row.id, row.doc, row.heads, row.body])?;
        Ok(())
    }

    /// All projections of a kind, by id.
    pub fn projections(&self, kind: &str) -> Result<Vec<Projection>, VaultError> {
        let sql = "SELECT kind, id, doc, heads, body FROM projection WHERE kind = ?1 ORDER BY id";
        self.connection.all(sql, [kind], |row| {
            Ok(Projection {
                kind: row.get(0)?,
                id: row.get(1)?,
                doc: row.get(2)?,
                heads: row.get(3)?,
                body: row.get(4)?,
            })
        })
    }

    /// Forgets what lists and search show of a document, before it is made anew.
    pub fn drop_projections_of(&self, doc: &[u8; 16]) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM projection WHERE doc = ?1", [doc])?;
        self.connection.change(
            "DELETE FROM search WHERE rowid IN (SELECT number FROM found WHERE doc = ?1)",
            [doc],
        )?;
        self.connection.change("DELETE FROM found WHERE doc = ?1", [doc])?;
        Ok(())
    }

    /// Makes a text findable.
    pub fn put_search(&self, row: &SearchRow<'_>) -> Result<(), VaultError> {
        let sql = "INSERT INTO found (doc, kind, id, title) VALUES (?1, ?2, ?3, ?4)";
        self.connection
            .change(sql, params![row.doc, row.kind, row.id, row.title])?;
        let number = self.connection.last_row();
        self.connection.change(
            "INSERT INTO search (rowid, folded) VALUES (?1, ?2)",
            params![number, fold(row.text)],
        )?;
        Ok(())
    }

    /// Makes a text findable in place of the one of its document that has its kind and its id.
    pub fn replace_search(&self, row: &SearchRow<'_>) -> Result<(), VaultError> {
        self.connection.change(
            "DELETE FROM search WHERE rowid IN (SELECT number FROM found WHERE doc = ?1 AND kind = ?2 AND id = ?3)",
            params![row.doc, row.kind, row.id],
        )?;
        let sql = "DELETE FROM found WHERE doc = ?1 AND kind = ?2 AND id = ?3";
        self.connection.change(sql, params![row.doc, row.kind, row.id])?;
        self.put_search(row)
    }

    /// Finds texts that hold every word of the query, in any script; words may be beginnings of words.
    pub fn search(&self, query: &str) -> Result<Vec<SearchHit>, VaultError> {
        let query = fold_query(query);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        // The best are chosen first: a letter alone stands in thousands of texts, and what each is is asked of few.
        let sql = "SELECT found.kind, found.id, found.doc, found.title
                   FROM (SELECT rowid, rank AS place FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT ?2) AS best
                   JOIN found ON found.number = best.rowid
                   ORDER BY best.place, best.rowid";
        self.connection.all(sql, params![query, MAX_HITS], |row| {
            Ok(SearchHit {
                kind: row.get(0)?,
                id: row.get(1)?,
                doc: row.get(2)?,
                title: row.get(3)?,
            })
        })
    }
}
