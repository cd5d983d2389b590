//! The tables of the exchange: roster, envelopes, peers.

use crate::error::VaultError;
use crate::tables::Tx;
use rusqlite::{Params, Row, params};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use visita_wire::{before_first, life_of};

/// Every table that holds work, those that others refer to last. Settings stay: they hold the device's own keys.
const WORK: [&str; 22] = [
    "put_away",
    "travel",
    "blob",
    "relay_part",
    "relay_held",
    "relay_mailbox",
    "projection",
    "search",
    "found",
    "identity",
    "quarantine",
    "draft",
    "peer",
    "snapshot",
    "envelope",
    "notice",
    "document_key",
    "granted",
    "document_grant",
    "roster_entry",
    "document_chunk",
    "document",
];

/// Whether an envelope counts as held: what is sealed does only where a grant of its document leads to its mailbox. Whoever
/// carries it can write a label, and no key is here to hold it against.
const COUNTS: &str = "(state <> 'sealed' OR EXISTS (SELECT 1 FROM granted
                        WHERE granted.mailbox = envelope.mailbox AND granted.doc = envelope.doc))";

/// Where an envelope stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvelopeState {
    /// In the document.
    Applied,
    /// Opened, but it waits for envelopes it rests on.
    Waiting,
    /// For a key that is not here: the one that leads to this mailbox. Nobody can say yet whether it is what its label says;
    /// until a grant of its document is held that leads there, it takes no number from another and counts as held nowhere.
    Sealed([u8; 32]),
    /// Refused.
    Quarantined,
}

impl EnvelopeState {
    fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Waiting => "waiting",
            Self::Sealed(_) => "sealed",
            Self::Quarantined => "quarantined",
        }
    }

    fn mailbox(self) -> Option<[u8; 32]> {
        match self {
            Self::Sealed(mailbox) => Some(mailbox),
            Self::Applied | Self::Waiting | Self::Quarantined => None,
        }
    }

    fn read(code: &str, mailbox: Option<[u8; 32]>) -> Result<Self, VaultError> {
        match (code, mailbox) {
            ("applied", None) => Ok(Self::Applied),
            ("waiting", None) => Ok(Self::Waiting),
            ("sealed", Some(mailbox)) => Ok(Self::Sealed(mailbox)),
            ("quarantined", None) => Ok(Self::Quarantined),
            _ => Err(VaultError::Damaged),
        }
    }
}

/// An envelope as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeRow {
    /// The document.
    pub doc: [u8; 16],
    /// Who signed it.
    pub device: [u8; 32],
    /// Its number, from 1.
    pub seq: u64,
    /// SHA-256 of `outer`.
    pub hash: [u8; 32],
    /// The bytes.
    pub outer: Vec<u8>,
}

/// Document, device and number of an envelope.
pub type EnvelopeNumber = ([u8; 16], [u8; 32], u64);

/// Device, number and hash of an envelope.
pub type EnvelopeLink = ([u8; 32], u64, [u8; 32]);

/// What another device said it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerRow {
    /// The device.
    pub device: [u8; 32],
    /// When, milliseconds since 1970.
    pub at_ms: i64,
    /// Its `have`, encoded.
    pub have: Vec<u8>,
}

pub(crate) fn envelope(row: &Row<'_>) -> rusqlite::Result<EnvelopeRow> {
    Ok(EnvelopeRow {
        doc: row.get(0)?,
        device: row.get(1)?,
        seq: row.get(2)?,
        hash: row.get(3)?,
        outer: row.get(4)?,
    })
}

fn peer(row: &Row<'_>) -> rusqlite::Result<PeerRow> {
    Ok(PeerRow {
        device: row.get(0)?,
        at_ms: row.get(1)?,
        have: row.get(2)?,
    })
}

impl Tx<'_> {
    /// Adds the next roster entry.
    ///
    /// # Errors
    /// See [`VaultError`], here and below.
    pub fn put_roster_entry(&self, number: u32, bytes: &[u8]) -> Result<(), VaultError> {
        self.connection
            .change("INSERT INTO roster_entry VALUES (?1, ?2)", params![number, bytes])?;
        self.news.borrow_mut().roster = true;
        Ok(())
    }

    /// Drops the roster from this entry on: another branch of it counts.
    pub fn drop_roster_from(&self, first: u32) -> Result<(), VaultError> {
        self.connection
            .change("DELETE FROM roster_entry WHERE number >= ?1", [first])?;
        self.news.borrow_mut().roster = true;
        Ok(())
    }

    /// The roster from this entry on.
    pub fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, VaultError> {
        let sql = "SELECT bytes FROM roster_entry WHERE number >= ?1 ORDER BY number";
        self.connection.all(sql, [first], |row| row.get(0))
    }

    /// Keeps an envelope; returns whether its number was free. A taken number keeps what it has.
    pub fn put_envelope(&self, row: &EnvelopeRow, state: EnvelopeState) -> Result<bool, VaultError> {
        let sql = "INSERT INTO envelope VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
        let (code, mailbox) = (state.code(), state.mailbox());
        let values = params![row.doc, row.device, row.seq, row.hash, code, mailbox, row.outer];
        let kept = self.connection.change(sql, values)? == 1;
        if kept {
            self.news.borrow_mut().envelope((row.doc, row.device, row.seq));
        }
        Ok(kept)
    }

    /// Keeps an envelope whose number is free, or taken by one that was refused; returns whether it did. What is applied
    /// or waits under that number stays.
    pub fn put_envelope_over_refused(&self, row: &EnvelopeRow, state: EnvelopeState) -> Result<bool, VaultError> {
        let sql = "INSERT INTO envelope VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT DO UPDATE SET hash = excluded.hash, state = excluded.state, mailbox = excluded.mailbox,
                     outer = excluded.outer
                   WHERE envelope.state = 'quarantined'";
        let (code, mailbox) = (state.code(), state.mailbox());
        let values = params![row.doc, row.device, row.seq, row.hash, code, mailbox, row.outer];
        let kept = self.connection.change(sql, values)? == 1;
        if kept {
            self.news.borrow_mut().envelope((row.doc, row.device, row.seq));
        }
        Ok(kept)
    }

    /// Frees the numbers that a refused envelope of this hash holds, but for the one that is its own.
    pub fn free_refused(&self, hash: &[u8; 32], own: Option<&EnvelopeNumber>) -> Result<(), VaultError> {
        let sql = "DELETE FROM envelope WHERE state <> 'applied' AND state = 'quarantined' AND hash = ?1
                   AND (doc, device, seq) IS NOT (?2, ?3, ?4)";
        let (doc, device, seq) = (own.map(|one| one.0), own.map(|one| one.1), own.map(|one| one.2));
        let freed = self.connection.change(sql, params![hash, doc, device, seq])?;
        self.news.borrow_mut().recount |= freed > 0;
        Ok(())
    }

    /// Lets the envelopes that were refused for this reason wait again, out of quarantine.
    pub fn reconsider(&self, reason: &str) -> Result<(), VaultError> {
        let wait = "UPDATE envelope SET state = 'waiting' WHERE state <> 'applied' AND state = 'quarantined'
                    AND hash IN (SELECT hash FROM quarantine WHERE reason = ?1)";
        let release = "DELETE FROM quarantine WHERE reason = ?1
                       AND hash IN (SELECT hash FROM envelope WHERE state <> 'applied' AND state = 'waiting')";
        self.connection.change(wait, [reason])?;
        self.connection.change(release, [reason])?;
        Ok(())
    }

    /// Forgets an envelope that is not applied, and with it the number it holds.
    pub fn drop_unapplied(&self, row: &EnvelopeRow) -> Result<(), VaultError> {
        let sql = "DELETE FROM envelope
                   WHERE state <> 'applied' AND doc = ?1 AND device = ?2 AND seq = ?3 AND hash = ?4";
        let gave_up = self
            .connection
            .change(sql, params![row.doc, row.device, row.seq, row.hash])?;
        // Or nobody would bring what has that number in truth.
        self.news.borrow_mut().recount |= gave_up > 0;
        Ok(())
    }

    /// Says where an envelope stands now; another envelope of the same number is left as it is.
    pub fn set_envelope_state(&self, row: &EnvelopeRow, state: EnvelopeState) -> Result<(), VaultError> {
        let sql = "UPDATE envelope SET state = ?4, mailbox = ?6
                   WHERE doc = ?1 AND device = ?2 AND seq = ?3 AND hash = ?5";
        let (code, mailbox) = (state.code(), state.mailbox());
        self.connection
            .change(sql, params![row.doc, row.device, row.seq, code, row.hash, mailbox])?;
        Ok(())
    }

    /// Hash and standing of the envelope that has a number.
    pub fn envelope_standing(
        &self,
        doc: &[u8; 16],
        device: &[u8; 32],
        seq: u64,
    ) -> Result<Option<([u8; 32], EnvelopeState)>, VaultError> {
        let sql = "SELECT hash, state, mailbox FROM envelope WHERE doc = ?1 AND device = ?2 AND seq = ?3";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?));
        let found: Option<([u8; 32], String, Option<[u8; 32]>)> =
            self.connection.one(sql, params![doc, device, seq], row)?;
        found
            .map(|(hash, code, mailbox)| EnvelopeState::read(&code, mailbox).map(|state| (hash, state)))
            .transpose()
    }

    /// An envelope of this hash that waits or was refused.
    pub fn unapplied_envelope(&self, hash: &[u8; 32]) -> Result<Option<EnvelopeRow>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, outer FROM envelope WHERE state <> 'applied' AND hash = ?1 LIMIT 1";
        self.connection.one(sql, [hash], envelope)
    }

    /// One envelope.
    pub fn envelope(&self, doc: &[u8; 16], device: &[u8; 32], seq: u64) -> Result<Option<EnvelopeRow>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, outer FROM envelope WHERE doc = ?1 AND device = ?2 AND seq = ?3";
        self.connection.one(sql, params![doc, device, seq], envelope)
    }

    /// The last number and hash of a device in a document, among those after a number up to another.
    pub fn last_envelope(
        &self,
        doc: &[u8; 16],
        device: &[u8; 32],
        (after, last): (u64, u64),
    ) -> Result<Option<(u64, [u8; 32])>, VaultError> {
        let sql = "SELECT seq, hash FROM envelope WHERE doc = ?1 AND device = ?2 AND seq > ?3 AND seq <= ?4
                   ORDER BY seq DESC LIMIT 1";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.connection.one(sql, params![doc, device, after, last], row)
    }

    /// How far the numbers of one device in one document go on without a gap from `held`, which is held.
    pub fn held_on(&self, doc: &[u8; 16], device: &[u8; 32], held: u64) -> Result<u64, VaultError> {
        let sql =
            format!("SELECT seq FROM envelope WHERE doc = ?1 AND device = ?2 AND seq > ?3 AND {COUNTS} ORDER BY seq");
        let mut last = held;
        self.connection.until(&sql, params![doc, device, held], |row| {
            if row.get::<_, u64>(0)? != last.saturating_add(1) {
                return Ok(ControlFlow::Break(()));
            }
            last = last.saturating_add(1);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(last)
    }

    /// Numbers that count as held, by document and device, in order.
    pub fn envelope_numbers(&self) -> Result<Vec<EnvelopeNumber>, VaultError> {
        let sql = format!("SELECT doc, device, seq FROM envelope WHERE {COUNTS} ORDER BY doc, device, seq");
        self.connection
            .all(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Envelopes of a device in a document after a number up to another, in order, within `bytes` (but at least one).
    pub fn envelopes_after(
        &self,
        doc: &[u8; 16],
        device: &[u8; 32],
        seq: u64,
        last: u64,
        bytes: usize,
    ) -> Result<Vec<EnvelopeRow>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, outer FROM envelope
                   WHERE doc = ?1 AND device = ?2 AND seq > ?3 AND seq <= ?4 ORDER BY seq";
        self.envelopes_within(sql, params![doc, device, seq, last], bytes)
    }

    /// The envelopes that are found, within `bytes` (but at least one).
    fn envelopes_within(&self, sql: &str, values: impl Params, bytes: usize) -> Result<Vec<EnvelopeRow>, VaultError> {
        let mut room = bytes;
        let mut found = Vec::new();
        self.connection.until(sql, values, |row| {
            let row = envelope(row)?;
            if !found.is_empty() && row.outer.len() > room {
                return Ok(ControlFlow::Break(()));
            }
            room = room.saturating_sub(row.outer.len());
            found.push(row);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// Device, number and hash of every envelope of a document.
    pub fn envelope_hashes(&self, doc: &[u8; 16]) -> Result<Vec<EnvelopeLink>, VaultError> {
        let sql = "SELECT device, seq, hash FROM envelope WHERE doc = ?1";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.connection.all(sql, [doc], row)
    }

    /// As [`Self::envelope_hashes`], but for those that do not count as held and those that were refused for one of these
    /// reasons.
    pub fn envelope_hashes_but(&self, doc: &[u8; 16], reasons: [&str; 2]) -> Result<Vec<EnvelopeLink>, VaultError> {
        let sql = format!(
            "SELECT device, seq, hash FROM envelope WHERE doc = ?1 AND {COUNTS} AND NOT (state = 'quarantined'
             AND EXISTS (SELECT 1 FROM quarantine WHERE quarantine.hash = envelope.hash AND reason IN (?2, ?3)))"
        );
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.connection.all(&sql, params![doc, reasons[0], reasons[1]], row)
    }

    /// Envelopes of a document, all devices, in order of device and number.
    pub fn envelopes_of(&self, doc: &[u8; 16]) -> Result<Vec<EnvelopeRow>, VaultError> {
        let sql = "SELECT doc, device, seq, hash, outer FROM envelope WHERE doc = ?1 ORDER BY device, seq";
        self.connection.all(sql, [doc], envelope)
    }

    /// Envelopes that wait.
    pub fn waiting_envelopes(&self) -> Result<Vec<EnvelopeRow>, VaultError> {
        let sql =
            "SELECT doc, device, seq, hash, outer FROM envelope WHERE state = 'waiting' ORDER BY doc, seq, device";
        self.connection.all(sql, [], envelope)
    }

    /// Envelopes of a document that were refused for this reason, within `bytes` (but at least one).
    pub fn refused_envelopes(
        &self,
        doc: &[u8; 16],
        reason: &str,
        bytes: usize,
    ) -> Result<Vec<EnvelopeRow>, VaultError> {
        let sql = "SELECT doc, envelope.device, seq, envelope.hash, outer FROM envelope
                   JOIN quarantine ON quarantine.hash = envelope.hash
                   WHERE state <> 'applied' AND state = 'quarantined' AND doc = ?1 AND reason = ?2 ORDER BY seq";
        self.envelopes_within(sql, params![doc, reason], bytes)
    }

    /// Whether any envelope of a document was refused for this reason.
    pub fn has_refused(&self, doc: &[u8; 16], reason: &str) -> Result<bool, VaultError> {
        let sql = "SELECT 1 FROM envelope JOIN quarantine ON quarantine.hash = envelope.hash
                   WHERE state <> 'applied' AND state = 'quarantined' AND doc = ?1 AND reason = ?2 LIMIT 1";
        let found: Option<i64> = self.connection.one(sql, params![doc, reason], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Whether what has this hash was refused for one of these reasons.
    pub fn is_refused_for(&self, hash: &[u8; 32], reasons: [&str; 2]) -> Result<bool, VaultError> {
        let sql = "SELECT 1 FROM quarantine WHERE hash = ?1 AND reason IN (?2, ?3)";
        let found: Option<i64> = self
            .connection
            .one(sql, params![hash, reasons[0], reasons[1]], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Envelopes that were sealed for a key that is here now.
    pub fn unsealed_envelopes(&self) -> Result<Vec<EnvelopeRow>, VaultError> {
        let sql = "SELECT envelope.doc, device, seq, hash, outer FROM document_key
                   CROSS JOIN envelope ON envelope.mailbox = document_key.mailbox AND envelope.doc = document_key.doc
                   WHERE envelope.mailbox IS NOT NULL ORDER BY envelope.doc, seq, device";
        self.connection.all(sql, [], envelope)
    }

    /// How many numbers are held by envelopes that were refused and are in quarantine no more: nobody can free them.
    #[cfg(feature = "harness")]
    pub fn blocked_numbers(&self) -> Result<u64, VaultError> {
        let sql = "SELECT count(*) FROM envelope
                   WHERE state = 'quarantined' AND hash NOT IN (SELECT hash FROM quarantine)";
        let count: i64 = self.connection.value(sql, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// How far a device's envelopes are held without a gap, by document and life: the last number of each.
    pub fn held_of(&self, device: &[u8; 32]) -> Result<BTreeMap<([u8; 16], u32), u64>, VaultError> {
        let sql = format!(
            "SELECT doc, seq FROM envelope WHERE device = ?1 AND state <> 'quarantined' AND {COUNTS} ORDER BY doc, seq"
        );
        let mut held: BTreeMap<([u8; 16], u32), u64> = BTreeMap::new();
        let rows: Vec<([u8; 16], u64)> = self
            .connection
            .all(&sql, [device], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (doc, seq) in rows {
            let life = life_of(seq);
            let to = held.entry((doc, life)).or_insert(before_first(life));
            if seq == to.saturating_add(1) {
                *to = seq;
            }
        }
        Ok(held)
    }

    /// Keeps what another device said it holds.
    pub fn put_peer(&self, row: &PeerRow) -> Result<(), VaultError> {
        let sql = "INSERT INTO peer VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, have = excluded.have";
        self.connection.change(sql, params![row.device, row.at_ms, row.have])?;
        self.news.borrow_mut().peers = true;
        Ok(())
    }

    /// What other devices said they hold.
    pub fn peers(&self) -> Result<Vec<PeerRow>, VaultError> {
        self.connection
            .all("SELECT device, at_ms, have FROM peer ORDER BY device", [], peer)
    }

    /// What one other device said it holds.
    pub fn peer(&self, device: &[u8; 32]) -> Result<Option<PeerRow>, VaultError> {
        let sql = "SELECT device, at_ms, have FROM peer WHERE device = ?1";
        self.connection.one(sql, [device], peer)
    }

    /// Forgets the team and all work: what is left is an empty vault of the same device.
    ///
    /// # Errors
    /// [`VaultError`] of the store.
    pub fn forget_work(&self) -> Result<(), VaultError> {
        for table in WORK {
            self.connection.change(&format!("DELETE FROM {table}"), [])?;
        }
        let mut news = self.news.borrow_mut();
        (news.recount, news.roster, news.quarantine, news.peers) = (true, true, true, true);
        Ok(())
    }
}
