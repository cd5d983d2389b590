//! What others sent: verified, opened, taken into a copy, and only then kept.

mod grants;
mod roster;

use crate::api::{ApiError, ErrorCode};
use crate::attempt;
use crate::envelopes::{Fate, Offered, Settled, Tried, UNOPENABLE, UNSETTLED};
use crate::session::Open;
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_seal::envelope::envelope_hash;
use visita_vault::{EnvelopeNumber, EnvelopeRow, EnvelopeState, Tx, VaultError};
use visita_wire::{Message, Outer, Put, encode_messages};

/// What an intake did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub applied: u32,
    pub known: u32,
    pub waiting: u32,
    pub sealed: u32,
    pub quarantined: u32,
    /// Records that are read by a snapshot now.
    pub read: u32,
}

/// Highest number of an envelope that can be kept: no device ever counts so far.
pub(crate) const MAX_SEQ: u64 = i64::MAX as u64;

/// Reason of an envelope whose number another one has.
const DUPLICATE_NUMBER: &str = "duplicate_number";

/// Reason of what ended the process when it was tried.
pub(crate) const CRASHED_BEFORE: &str = "crashed_before";

impl Counts {
    fn add(&mut self, settled: &Settled) {
        match settled.fate {
            Fate::Applied => self.applied += 1,
            Fate::Waiting => self.waiting += u32::from(settled.offered.new),
            Fate::Refused(_) => self.quarantined += 1,
        }
    }
}

impl Open {
    /// Keeps envelopes whose key is not here, to be passed on and opened when it comes.
    fn take_sealed(
        &mut self,
        sealed: Vec<(EnvelopeRow, [u8; 32])>,
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        self.vault.transact(|tx| {
            for (row, mailbox) in sealed {
                let granted = tx.is_granted(&row.doc, &mailbox)?;
                if granted {
                    give_way(tx, &row, at_ms)?;
                }
                if !tx.put_envelope(&row, EnvelopeState::Sealed(mailbox))? {
                    let new = tx.quarantine(&row.device, DUPLICATE_NUMBER, at_ms, &row.outer)?;
                    counts.quarantined += u32::from(new);
                } else if granted {
                    // A grant that is here and brought no key was for others.
                    counts.sealed += 1;
                } else {
                    counts.waiting += 1;
                }
            }
            Ok::<(), VaultError>(())
        })?;
        Ok(())
    }

    /// Takes envelopes, with those that waited before for others or for a key that has come. Those whose key is not here
    /// are kept sealed, and not looked at again until it comes.
    pub(crate) fn take_puts(&mut self, puts: Vec<Put>, at_ms: i64) -> Result<Counts, ApiError> {
        if self.forgot_by_puts(&puts)? {
            self.begin_life()?;
        }
        let mut counts = Counts::default();
        let mut by_doc: BTreeMap<[u8; 16], Vec<Offered>> = BTreeMap::new();
        let stored = self.vault.read();
        let before = [stored.waiting_envelopes()?, stored.unsealed_envelopes()?].concat();
        for row in before {
            by_doc.entry(row.doc).or_default().push(self.offered_again(row));
        }
        let mut sealed = Vec::new();
        let mut came: BTreeMap<EnvelopeNumber, [u8; 32]> = BTreeMap::new();
        for put in puts {
            let hash = envelope_hash(&put.outer).0;
            if put.seq > MAX_SEQ {
                // No device of ours comes to such a number, and the store has no room for it.
                let new = self
                    .vault
                    .transact(|tx| tx.quarantine(&put.device.0, "mislabelled", at_ms, &put.outer))?;
                counts.quarantined += u32::from(new);
                continue;
            }
            let row = EnvelopeRow {
                doc: put.doc.0,
                device: put.device.0,
                seq: put.seq,
                hash,
                outer: put.outer.to_vec(),
            };
            let number = (row.doc, row.device, row.seq);
            let standing = self.holds_number(&row)?;
            match standing.or_else(|| came.get(&number).copied()) {
                Some(held) if held == row.hash => counts.known += 1,
                Some(_) => {
                    // Two envelopes of one number: a device that was restored, or one that lies.
                    let new = self
                        .vault
                        .transact(|tx| tx.quarantine(&row.device, DUPLICATE_NUMBER, at_ms, &row.outer))?;
                    counts.quarantined += u32::from(new);
                }
                None => {
                    let mailbox = self.sealed_for(&row.outer)?;
                    let is_unvouched = match &mailbox {
                        Some(mailbox) => !self.vault.read().is_granted(&row.doc, mailbox)?,
                        None => false,
                    };
                    // What nobody granted takes no number from what comes with it either.
                    if !is_unvouched {
                        came.insert(number, row.hash);
                    }
                    match mailbox {
                        Some(mailbox) => sealed.push((row, mailbox)),
                        None => by_doc.entry(row.doc).or_default().push(Offered::come(row)),
                    }
                }
            }
        }
        self.take_sealed(sealed, at_ms, &mut counts)?;
        for (doc, rows) in by_doc {
            self.take_of(DocumentId::from_bytes(doc), rows, at_ms, &mut counts)?;
        }
        counts.quarantined += self.settle_snapshots(at_ms)?;
        Ok(counts)
    }

    /// Takes what one record has that waited or was sealed for a key that has come: for whoever has many such records, so that
    /// memory holds the envelopes of one of them at a time.
    pub(crate) fn take_held_of(&mut self, id: DocumentId, at_ms: i64) -> Result<(), ApiError> {
        let before = self.vault.read().openable_envelopes_of(&id.bytes())?;
        if before.is_empty() {
            return Ok(());
        }
        let rows = before.into_iter().map(|row| self.offered_again(row)).collect();
        self.take_of(id, rows, at_ms, &mut Counts::default())
    }

    /// An envelope that has waited. What was in a record when that was left is in it again.
    fn offered_again(&self, row: EnvelopeRow) -> Offered {
        Offered {
            taken: self.left.had(&row),
            ..Offered::waited(row)
        }
    }

    /// Takes envelopes of one document.
    fn take_of(&mut self, id: DocumentId, rows: Vec<Offered>, at_ms: i64, counts: &mut Counts) -> Result<(), ApiError> {
        let suspect = self.suspects.contains(&id);
        let taken = if suspect {
            self.take_apart(id, rows, at_ms, counts)
        } else {
            self.take_together(id, rows, at_ms, counts)
        };
        if taken.is_err() {
            // The process is alive: an error is no crash. On a disk too full even for this, the envelope would be
            // held back at worst.
            let place = attempt::Place::Record(id);
            let _ = self.vault.transact(|tx| match suspect {
                true => attempt::begin(tx, place, attempt::Attempt::Together),
                false => attempt::end(tx, place),
            });
        }
        taken
    }

    /// The hash of the envelope that has a number. What a removal alone keeps out holds none: a device that gave one number
    /// twice after it was removed shall not keep out what a colleague had of it before. Neither do what ended the process and
    /// what is sealed for a key that nobody granted: their labels were never looked at.
    pub(crate) fn holds_number(&self, row: &EnvelopeRow) -> Result<Option<[u8; 32]>, ApiError> {
        let tx = self.vault.read();
        let standing = tx.envelope_standing(&row.doc, &row.device, row.seq)?;
        Ok(match standing {
            _ if yields(&tx, standing, row)? => None,
            Some((hash, EnvelopeState::Quarantined)) if hash != row.hash && tx.is_refused_for(&hash, UNSETTLED)? => {
                None
            }
            standing => standing.map(|(hash, _)| hash),
        })
    }

    /// The mailbox of an envelope, if no key that leads there is here.
    pub(crate) fn sealed_for(&self, outer: &[u8]) -> Result<Option<[u8; 32]>, ApiError> {
        let Ok(outer) = Outer::decode(outer) else {
            return Ok(None);
        };
        let has_key = self.vault.read().has_key(&outer.mailbox.0)?;
        Ok((!has_key).then_some(outer.mailbox.0))
    }

    /// All envelopes of one document: one note of what is attempted before, one transaction after.
    fn take_together(
        &mut self,
        id: DocumentId,
        rows: Vec<Offered>,
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        // Without a key nothing of them is opened.
        let opens = !self.vault.read().keys_of(&id.bytes())?.is_empty();
        let place = attempt::Place::Record(id);
        if opens {
            self.attempt(place, &rows, at_ms)?;
        }
        let tried = self.try_envelopes(id, rows)?;
        self.store(
            id,
            &tried,
            at_ms,
            |tx| {
                if opens { attempt::end(tx, place) } else { Ok(()) }
            },
        )?;
        for settled in &tried.settled {
            counts.add(settled);
        }
        Ok(())
    }

    /// The envelopes of a document whose last intake ended with the process: one at a time, each named before it is tried,
    /// round after round until none of the waiting moves.
    fn take_apart(
        &mut self,
        id: DocumentId,
        mut rows: Vec<Offered>,
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        rows.sort_by_key(|offered| (offered.row.seq, offered.row.device));
        let place = attempt::Place::Record(id);
        loop {
            let (mut waiting, mut moved) = (Vec::new(), false);
            for offered in rows {
                let one = vec![offered];
                self.attempt(place, &one, at_ms)?;
                let tried = self.try_envelopes(id, one)?;
                self.store(id, &tried, at_ms, |tx| {
                    attempt::begin(tx, place, attempt::Attempt::Together)
                })?;
                for settled in tried.settled {
                    if matches!(settled.fate, Fate::Waiting) {
                        waiting.push(settled.offered);
                    } else {
                        // It need not be the one that was tried: what that one rests on may have come in with it.
                        moved = true;
                        counts.add(&settled);
                    }
                }
            }
            rows = waiting;
            if !moved || rows.is_empty() {
                break;
            }
        }
        counts.waiting += u32::try_from(rows.iter().filter(|offered| offered.new).count()).unwrap_or(u32::MAX);
        self.vault.transact(|tx| attempt::end(tx, place))?;
        self.suspects.remove(&id);
        Ok(())
    }

    /// Notes durably what is tried next. What is tried alone is kept with the note, so that it is there to be looked at
    /// should it end the process.
    fn attempt(&mut self, place: attempt::Place, rows: &[Offered], at_ms: i64) -> Result<(), ApiError> {
        self.vault.transact(|tx| match rows {
            [one] => {
                if !tx.put_envelope(&one.row, EnvelopeState::Waiting)? {
                    tx.set_envelope_state(&one.row, EnvelopeState::Waiting)?;
                    // Another one may have its number, and keeps it until this one has proven what it is.
                    let standing = tx.envelope_standing(&one.row.doc, &one.row.device, one.row.seq)?;
                    if standing.is_some_and(|(hash, _)| hash != one.row.hash) {
                        tx.quarantine(&one.row.device, UNOPENABLE, at_ms, &one.row.outer)?;
                    }
                }
                attempt::begin(tx, place, attempt::Attempt::Alone(one.row.hash))
            }
            _ => attempt::begin(tx, place, attempt::Attempt::Together),
        })?;
        Ok(())
    }

    /// Stores what became of envelopes, and does `also` in the same transaction.
    fn store(
        &mut self,
        id: DocumentId,
        tried: &Tried,
        at_ms: i64,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<(), ApiError> {
        self.vault.transact(|tx| {
            tried.put_record(tx, id)?;
            tried
                .settled
                .iter()
                .try_for_each(|settled| settle(tx, settled, at_ms))?;
            also(tx)
        })?;
        self.stored(id, tried);
        Ok(())
    }

    /// Everything this device holds, as a message.
    pub(crate) fn encode_have(&self, have: visita_wire::Have) -> Result<Vec<u8>, ApiError> {
        encode_messages(&[Message::Have(have)]).map_err(|_| ErrorCode::Refused.into())
    }
}

/// Whether what has the number of an envelope is another one, sealed for a key that nobody granted.
fn yields(tx: &Tx<'_>, standing: Option<([u8; 32], EnvelopeState)>, to: &EnvelopeRow) -> Result<bool, VaultError> {
    let Some((hash, EnvelopeState::Sealed(mailbox))) = standing else {
        return Ok(false);
    };
    Ok(hash != to.hash && !tx.is_granted(&to.doc, &mailbox)?)
}

/// Lets the number of an envelope go that is sealed for a key nobody granted, where another one of that number comes of which
/// more is known. It is kept in quarantine.
pub(crate) fn give_way(tx: &Tx<'_>, to: &EnvelopeRow, at_ms: i64) -> Result<(), VaultError> {
    let standing = tx.envelope_standing(&to.doc, &to.device, to.seq)?;
    if !yields(tx, standing, to)? {
        return Ok(());
    }
    if let Some(held) = tx.envelope(&to.doc, &to.device, to.seq)? {
        tx.quarantine(&held.device, UNOPENABLE, at_ms, &held.outer)?;
        tx.drop_unapplied(&held)?;
    }
    Ok(())
}

/// Stores what became of an envelope.
pub(crate) fn settle(tx: &Tx<'_>, settled: &Settled, at_ms: i64) -> Result<(), VaultError> {
    let row = &settled.offered.row;
    let state = match settled.fate {
        Fate::Applied => EnvelopeState::Applied,
        Fate::Waiting => EnvelopeState::Waiting,
        Fate::Refused(reason) => {
            let new = tx.quarantine(&row.device, reason, at_ms, &row.outer)?;
            if !new && !settled.fate.is_unproven() {
                // It came under a false label before, or could not be opened: now it is known what it is.
                tx.set_quarantine_reason_of(&row.hash, reason)?;
            }
            EnvelopeState::Quarantined
        }
    };
    if settled.fate.is_unproven() {
        return tx.drop_unapplied(row);
    }
    give_way(tx, row, at_ms)?;
    let was_closed = || tx.is_refused_for(&row.hash, [UNOPENABLE; 2]);
    if state == EnvelopeState::Applied || (state == EnvelopeState::Waiting && was_closed()?) {
        // It may have been refused before: beside one that had its number without right, or while nobody vouched for it. Where that
        // was under a false label, the number there is free for the one that has it in truth.
        tx.free_refused(&row.hash, Some(&(row.doc, row.device, row.seq)))?;
        tx.release_refused(&row.hash)?;
    }
    let put = match state {
        EnvelopeState::Quarantined => tx.put_envelope(row, state)?,
        EnvelopeState::Applied | EnvelopeState::Waiting | EnvelopeState::Sealed(_) => {
            tx.put_envelope_over_refused(row, state)?
        }
    };
    if !put {
        tx.set_envelope_state(row, state)?;
    }
    Ok(())
}
