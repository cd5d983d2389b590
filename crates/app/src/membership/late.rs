//! What a removed device wrote or granted beyond its cut-off and this device had taken in before it heard of the removal.

use crate::api::ApiError;
use crate::envelopes::{AFTER_REMOVAL, MAX_BYTES_BEYOND, links, open_taken};
use crate::membership::epochs::{Access, Made, doc_key};
use crate::session::{Open, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::dates::from_millis;
use visita_seal::grant::{GrantError, Keyed, TrustedGrant, make_grants_of_known, trusted_grant, verify_grant};
use visita_seal::roster::{DeviceSeat, Roster};
use visita_vault::{EnvelopeRow, GrantRow, Tx};
use visita_wire::{DeviceId, DocId};

/// Keys by the devices that may read by them or have them already.
type ByReaders = BTreeMap<BTreeSet<DeviceId>, Vec<Keyed>>;

impl Open {
    /// Grants the keys that only a removed device had granted, as this device's own word, and that one's grants beyond the
    /// cut-off go to quarantine, as they do where they come later. What is due for the team is worked out after that.
    pub(crate) fn stand_by_keys(&mut self, at_ms: i64) -> Result<(), ApiError> {
        if !self.stands_by()? {
            return Ok(());
        }
        let Some(team) = &self.team else { return Ok(()) };
        let tx = self.vault.read();
        let (mut dropped, mut brought) = (Vec::new(), ByReaders::new());
        for (device, seat) in team.log.devices.iter().filter(|(_, seat)| seat.removed) {
            for grant in granted_beyond(&tx, device, seat, &team.log)? {
                if let Ok(says) = trusted_grant(&grant.1) {
                    self.keys_brought(&tx, &says, team, &mut brought)?;
                }
                dropped.push((*device, grant));
            }
        }
        if dropped.is_empty() {
            return Ok(());
        }
        let mut grants = Vec::new();
        for (readers, keyed) in &brought {
            grants.extend(make_grants_of_known(keyed, &team.roster, readers, &self.device)?);
        }
        let made = Made::of(&grants);
        self.vault.transact(|tx| {
            for (device, (hash, bytes)) in &dropped {
                tx.drop_grant(hash)?;
                tx.quarantine(&device.0, AFTER_REMOVAL, at_ms, bytes)?;
            }
            made.put(tx)
        })?;
        self.reshelve_sealed()
    }

    /// Keys that a grant of a removed device brought here, unless others have said already who has them. Among those are
    /// the removed device and whomever it named: nobody shall write under such a key for want of knowing it.
    fn keys_brought(
        &self,
        tx: &Tx<'_>,
        says: &TrustedGrant,
        team: &TeamHere,
        brought: &mut ByReaders,
    ) -> Result<(), ApiError> {
        for subject in &says.subjects {
            let granted = tx.granted_of(&subject.doc.0)?;
            let of_others: Vec<_> = granted.into_iter().filter(|row| row.issuer != says.issuer.0).collect();
            // What a removed device says of who may read counts no further than what others have said.
            let access = Access::of(&of_others);
            let audience = match &access {
                Some(access) => subject.audience.within(&access.audience),
                None => subject.audience.clone(),
            };
            let mut readers = team.roster.readers(&audience);
            let held = tx.keys_of(&subject.doc.0)?;
            let key = held.iter().find(|row| row.mailbox == subject.mailbox.0);
            let Some(key) = key.filter(|_| readers.contains(&self.device.id())) else {
                continue;
            };
            let known = team.log.devices.keys();
            let named = |device: &&DeviceId| {
                says.readers.as_ref().is_none_or(|named| named.contains(device)) || **device == says.issuer
            };
            readers.extend(known.filter(named));
            let mut said: BTreeSet<[u8; 32]> = BTreeSet::new();
            for row in of_others.into_iter().filter(|row| row.mailbox == subject.mailbox.0) {
                said.insert(row.issuer);
                said.extend(row.readers.into_iter().flatten());
            }
            if readers.iter().any(|reader| !said.contains(&reader.0)) {
                brought.entry(readers).or_default().push(Keyed {
                    key: doc_key(key),
                    kind: access.as_ref().map_or(subject.kind, |access| access.kind),
                    audience,
                    about: access.map_or(subject.about, |access| access.about),
                });
            }
        }
        Ok(())
    }

    /// Says of words of a removed device that are the last of a record, and so nobody has written on top of them, that this
    /// device has them: by a change that writes nothing and rests on them. Whoever takes that takes them too; otherwise its
    /// record would differ from everybody else's for ever, and nobody would be told. A record that cannot be written now is
    /// tried again with whatever comes next.
    pub(crate) fn stand_by_words(&mut self, at_ms: i64) -> Result<(), ApiError> {
        let Some(now) = from_millis(at_ms) else { return Ok(()) };
        if !self.stands_by()? {
            return Ok(());
        }
        for id in self.taken_beyond()? {
            let _ = self.write_change(id, now, |record, author| Ok(record.stand_by(author, now)), |_| Ok(()));
        }
        Ok(())
    }

    /// Whether this device writes and grants, so that others take its word.
    fn stands_by(&self) -> Result<bool, ApiError> {
        let writes = self.team.as_ref().is_some_and(|team| team.require_writer().is_ok());
        Ok(writes && !self.has_left()?)
    }

    /// Records that end in what a removed device wrote beyond its cut-off, among those this device may write to.
    fn taken_beyond(&self) -> Result<BTreeSet<DocumentId>, ApiError> {
        let mut found = BTreeSet::new();
        let Some(team) = &self.team else { return Ok(found) };
        let tx = self.vault.read();
        for (device, seat) in team.log.devices.iter().filter(|(_, seat)| seat.removed) {
            for ((doc, life), held) in tx.held_of(&device.0)? {
                let cut_off = seat.cut_off(&DocId(doc), life).filter(|last| *last < held);
                let Some(cut_off) = cut_off else { continue };
                let readers = self.access(&doc).map(|access| access.readers(&team.log));
                let reads = readers.is_ok_and(|readers| readers.contains(&self.device.id()));
                let beyond = tx.envelopes_after(&doc, &device.0, cut_off, held, MAX_BYTES_BEYOND)?;
                if reads && ends_in(&tx, &doc, &beyond, &team.log)? {
                    found.insert(DocumentId::from_bytes(doc));
                }
            }
        }
        Ok(found)
    }
}

/// Whether the last changes of a record are of these envelopes.
fn ends_in(tx: &Tx<'_>, doc: &[u8; 16], envelopes: &[EnvelopeRow], roster: &Roster) -> Result<bool, ApiError> {
    let Some(standing) = tx.document_standing(doc)? else {
        return Ok(false);
    };
    let keys = tx.keys_of(doc)?;
    let mut opened = envelopes.iter().filter_map(|row| open_taken(&row.outer, &keys, roster));
    Ok(opened.any(|envelope| {
        links(&envelope)
            .iter()
            .any(|link| standing.heads.chunks(link.hash.len()).any(|head| head == link.hash))
    }))
}

/// The grants of a removed device beyond its cut-off that are held.
fn granted_beyond(
    tx: &Tx<'_>,
    device: &DeviceId,
    seat: &DeviceSeat,
    roster: &Roster,
) -> Result<Vec<GrantRow>, ApiError> {
    let epochs = tx.epochs_granted_by(&device.0)?;
    if epochs
        .iter()
        .all(|(doc, epoch)| seat.accepts_grant(&DocId(*doc), *epoch))
    {
        return Ok(Vec::new());
    }
    let mut grants = tx.grants_by(&device.0)?;
    grants.retain(|(_, bytes)| verify_grant(bytes, roster).err() == Some(GrantError::AfterRemoval));
    Ok(grants)
}
