//! Grants and what they say, the keys they brought, and the other signed documents that travel with them.

use crate::checked::Checked;
use crate::error::VaultError;
use crate::tables::Tx;
use rusqlite::{Row, params};
use visita_seal::grant::{Audience, TrustedGrant};

/// A grant, by the SHA-256 of its bytes.
pub type GrantRow = ([u8; 32], Vec<u8>);

/// A document that is sealed for others, and the one it belongs to.
pub type SealedDocument = ([u8; 16], Option<[u8; 16]>);

/// A document's key.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The document.
    pub doc: [u8; 16],
    /// The epoch, from 1.
    pub epoch: u32,
    /// Where it leads.
    pub mailbox: [u8; 32],
    /// What the document is about, as on the wire.
    pub kind: u8,
    /// The key.
    pub key: [u8; 32],
}

/// What one grant says of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantedRow {
    /// The document.
    pub doc: [u8; 16],
    /// The epoch, from 1.
    pub epoch: u32,
    /// Where the key leads.
    pub mailbox: [u8; 32],
    /// What the document is about, as on the wire.
    pub kind: u8,
    /// The members it may be read by beside the leads; `None` for the whole team.
    pub chosen: Option<Vec<[u8; 16]>>,
    /// The document it belongs to.
    pub about: Option<[u8; 16]>,
    /// SHA-256 of the grant.
    pub hash: [u8; 32],
    /// Who issued the grant.
    pub issuer: [u8; 32],
    /// The devices the grant is for; `None` where it does not say.
    pub readers: Option<Vec<[u8; 32]>>,
}

/// A signed document that travels with grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// What kind of document.
    pub kind: String,
    /// Who signed it.
    pub device: [u8; 32],
    /// It, as signed.
    pub bytes: Vec<u8>,
}

const GRANTED: &str = "SELECT doc, epoch, mailbox, kind, chosen, about, granted.hash, issuer, readers
    FROM granted JOIN document_grant ON document_grant.hash = granted.hash";

fn cut<const N: usize>(bytes: &[u8]) -> Vec<[u8; N]> {
    bytes.as_chunks().0.to_vec()
}

fn granted(row: &Row<'_>) -> rusqlite::Result<GrantedRow> {
    Ok(GrantedRow {
        doc: row.get(0)?,
        epoch: row.get(1)?,
        mailbox: row.get(2)?,
        kind: row.get(3)?,
        chosen: row.get::<_, Option<Vec<u8>>>(4)?.map(|bytes| cut(&bytes)),
        about: row.get(5)?,
        hash: row.get(6)?,
        issuer: row.get(7)?,
        readers: row.get::<_, Option<Vec<u8>>>(8)?.map(|bytes| cut(&bytes)),
    })
}

fn key(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    Ok(KeyRow {
        doc: row.get(0)?,
        epoch: row.get(1)?,
        mailbox: row.get(2)?,
        kind: row.get(3)?,
        key: row.get(4)?,
    })
}

fn notice(row: &Row<'_>) -> rusqlite::Result<NoticeRow> {
    Ok(NoticeRow {
        hash: row.get(0)?,
        kind: row.get(1)?,
        device: row.get(2)?,
        bytes: row.get(3)?,
    })
}

/// Keeps a grant with what it says; returns whether it is new.
pub(crate) fn insert_grant(
    connection: Checked<'_>,
    hash: &[u8; 32],
    bytes: &[u8],
    says: &TrustedGrant,
) -> Result<bool, VaultError> {
    let readers = says
        .readers
        .as_ref()
        .map(|readers| readers.iter().flat_map(|device| device.0).collect::<Vec<u8>>());
    let sql = "INSERT INTO document_grant VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let new = connection.change(sql, params![hash, says.issuer.0, readers, bytes])? == 1;
    if !new {
        return Ok(false);
    }
    for subject in &says.subjects {
        let chosen: Option<Vec<u8>> = match &subject.audience {
            Audience::Team => None,
            Audience::Chosen(members) => Some(members.iter().flat_map(|member| member.0).collect()),
        };
        let values = params![
            subject.doc.0,
            subject.epoch,
            subject.mailbox.0,
            hash,
            subject.kind.code(),
            chosen,
            subject.about.map(|about| about.0),
        ];
        connection.change("INSERT INTO granted VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", values)?;
    }
    Ok(true)
}

impl Tx<'_> {
    /// Keeps a grant with what it says; returns whether it is new.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_grant(&self, hash: &[u8; 32], bytes: &[u8], says: &TrustedGrant) -> Result<bool, VaultError> {
        let new = insert_grant(self.connection, hash, bytes, says)?;
        if new {
            self.news.borrow_mut().grants.insert(*hash);
            // What came sealed before it counts from now on.
            let sql = "SELECT doc, device, seq FROM envelope WHERE mailbox = ?1";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            for subject in &says.subjects {
                for number in self.connection.all(sql, [subject.mailbox.0], row)? {
                    self.news.borrow_mut().envelope(number);
                }
            }
        }
        Ok(new)
    }

    /// All grants with their hashes, and the notices that travel with them; without those that are put away for a journey.
    pub fn grants(&self) -> Result<Vec<GrantRow>, VaultError> {
        let sql = "SELECT hash, bytes FROM document_grant WHERE length(bytes) > 0
                   UNION ALL SELECT hash, bytes FROM notice ORDER BY 1";
        self.connection.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The grants a device issued, by hash; without those that are put away for a journey.
    pub fn grants_by(&self, device: &[u8; 32]) -> Result<Vec<GrantRow>, VaultError> {
        let sql = "SELECT hash, bytes FROM document_grant WHERE issuer = ?1 AND length(bytes) > 0 ORDER BY hash";
        self.connection.all(sql, [device], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Forgets a grant and what it says; the keys it brought stay.
    pub fn drop_grant(&self, hash: &[u8; 32]) -> Result<(), VaultError> {
        self.connection.change("DELETE FROM granted WHERE hash = ?1", [hash])?;
        self.connection
            .change("DELETE FROM document_grant WHERE hash = ?1", [hash])?;
        self.news.borrow_mut().recount = true;
        Ok(())
    }

    /// Takes the bytes of a grant away, or puts them back; what it says stays, and so does that it is held.
    pub fn set_grant_bytes(&self, hash: &[u8; 32], bytes: &[u8]) -> Result<(), VaultError> {
        let sql = "UPDATE document_grant SET bytes = ?2 WHERE hash = ?1";
        self.connection.change(sql, params![hash, bytes])?;
        Ok(())
    }

    /// Hashes of all grants and notices, in order.
    pub fn grant_hashes(&self) -> Result<Vec<[u8; 32]>, VaultError> {
        let sql = "SELECT hash FROM document_grant UNION ALL SELECT hash FROM notice ORDER BY 1";
        self.connection.all(sql, [], |row| row.get(0))
    }

    /// What all grants say of one document, by epoch and mailbox.
    pub fn granted_of(&self, doc: &[u8; 16]) -> Result<Vec<GrantedRow>, VaultError> {
        let sql = format!("{GRANTED} WHERE doc = ?1 ORDER BY epoch, mailbox");
        self.connection.all(&sql, [doc], granted)
    }

    /// What all grants say, by document, epoch and mailbox.
    pub fn granted(&self) -> Result<Vec<GrantedRow>, VaultError> {
        let sql = format!("{GRANTED} ORDER BY doc, epoch, mailbox");
        self.connection.all(&sql, [], granted)
    }

    /// What all grants say of documents of a kind, in the same order.
    pub fn granted_of_kind(&self, kind: u8) -> Result<Vec<GrantedRow>, VaultError> {
        let sql = format!("{GRANTED} WHERE kind = ?1 ORDER BY doc, epoch, mailbox");
        self.connection.all(&sql, [kind], granted)
    }

    /// Documents of a kind that grants are about and that are not held: sealed for others. With what each belongs to. What was
    /// left behind for a journey is not sealed for others.
    pub fn sealed_documents(&self, kind: u8) -> Result<Vec<SealedDocument>, VaultError> {
        let sql = "SELECT doc, max(about) FROM granted WHERE kind = ?1
                   AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = granted.doc)
                   AND NOT EXISTS (SELECT 1 FROM document_key WHERE document_key.doc = granted.doc)
                   AND NOT EXISTS (SELECT 1 FROM travel WHERE travel.doc = granted.doc)
                   GROUP BY doc ORDER BY doc";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.connection.all(sql, [kind], row)
    }

    /// The highest epoch of each document whose key a device granted.
    pub fn epochs_granted_by(&self, device: &[u8; 32]) -> Result<Vec<([u8; 16], u32)>, VaultError> {
        let sql = "SELECT doc, max(epoch) FROM document_grant JOIN granted ON granted.hash = document_grant.hash
                   WHERE issuer = ?1 GROUP BY doc ORDER BY doc";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.connection.all(sql, [device], row)
    }

    /// Whether a grant of the key of this document that leads there is held, for whomever.
    pub fn is_granted(&self, doc: &[u8; 16], mailbox: &[u8; 32]) -> Result<bool, VaultError> {
        let sql = "SELECT 1 FROM granted WHERE mailbox = ?2 AND doc = ?1 LIMIT 1";
        let found: Option<i64> = self.connection.one(sql, params![doc, mailbox], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Whether the key that leads there is held.
    pub fn has_key(&self, mailbox: &[u8; 32]) -> Result<bool, VaultError> {
        let sql = "SELECT 1 FROM document_key WHERE mailbox = ?1 LIMIT 1";
        let found: Option<i64> = self.connection.one(sql, [mailbox], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Keeps a document's key.
    pub fn put_key(&self, row: &KeyRow) -> Result<(), VaultError> {
        let sql = "INSERT INTO document_key VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        self.connection
            .change(sql, params![row.doc, row.epoch, row.mailbox, row.kind, row.key])?;
        Ok(())
    }

    /// The keys of one document, oldest epoch first.
    pub fn keys_of(&self, doc: &[u8; 16]) -> Result<Vec<KeyRow>, VaultError> {
        let sql = "SELECT doc, epoch, mailbox, kind, key FROM document_key WHERE doc = ?1 ORDER BY epoch, mailbox";
        self.connection.all(sql, [doc], key)
    }

    /// All keys, by document, epoch and mailbox.
    pub fn keys(&self) -> Result<Vec<KeyRow>, VaultError> {
        let sql = "SELECT doc, epoch, mailbox, kind, key FROM document_key ORDER BY doc, epoch, mailbox";
        self.connection.all(sql, [], key)
    }

    /// Forgets the keys of a document.
    pub fn drop_keys_of(&self, doc: &[u8; 16]) -> Result<(), VaultError> {
        self.connection
            .change("DELETE FROM document_key WHERE doc = ?1", [doc])?;
        Ok(())
    }

    /// How many keys there are: keys are added and never changed.
    pub fn key_count(&self) -> Result<usize, VaultError> {
        let sql = "SELECT count(*) FROM document_key";
        self.connection.value(sql, [], |row| row.get(0))
    }

    /// Keeps a signed document that travels with grants; returns whether it is new.
    pub fn put_notice(&self, row: &NoticeRow) -> Result<bool, VaultError> {
        let sql = "INSERT INTO notice VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let values = params![row.hash, row.kind, row.device, row.bytes];
        let new = self.connection.change(sql, values)? == 1;
        if new {
            self.news.borrow_mut().grants.insert(row.hash);
        }
        Ok(new)
    }

    /// The notices of a kind, by hash.
    pub fn notices(&self, kind: &str) -> Result<Vec<NoticeRow>, VaultError> {
        let sql = "SELECT hash, kind, device, bytes FROM notice WHERE kind = ?1 ORDER BY hash";
        self.connection.all(sql, [kind], notice)
    }
}
