//! The one door for this device's own writes.

use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::membership::epochs::Made;
use crate::named::put_named;
use crate::project::{Projected, project};
use crate::session::{Open, Session, TeamHere, member_of};
use crate::stored::{self, ToStore};
use std::sync::Arc;
use visita_domain::DocumentId;
use visita_domain::dates::{Timestamp, rfc3339};
use visita_record::{Author, DocumentKind, Edit, EditError, RawChange, RecordDocument, change_hash};
use visita_seal::envelope::{DeviceKey, DocKey, Header, envelope_hash, seal_envelope};
use visita_seal::grant::Audience;
use visita_vault::{EnvelopeRow, EnvelopeState, Projection, SearchRow, Tx, VaultError};
use visita_wire::{DocId, DocKind, EnvelopeHash, before_first, last_possible};

/// What [`DocumentKind`] is on the wire.
pub(crate) fn wire_kind(kind: DocumentKind) -> DocKind {
    match kind {
        DocumentKind::Visit => DocKind::Visit,
        DocumentKind::Interview => DocKind::Interview,
        DocumentKind::Place => DocKind::Place,
        DocumentKind::Scratch => DocKind::Scratch,
        DocumentKind::Body => DocKind::Body,
        DocumentKind::Authority => DocKind::Authority,
        DocumentKind::Plan => DocKind::Plan,
        DocumentKind::Recommendation => DocKind::Recommendation,
    }
}

/// What [`DocKind`] is in records.
pub(crate) fn record_kind(kind: DocKind) -> DocumentKind {
    match kind {
        DocKind::Visit => DocumentKind::Visit,
        DocKind::Interview => DocumentKind::Interview,
        DocKind::Place => DocumentKind::Place,
        DocKind::Scratch => DocumentKind::Scratch,
        DocKind::Body => DocumentKind::Body,
        DocKind::Authority => DocumentKind::Authority,
        DocKind::Plan => DocumentKind::Plan,
        DocKind::Recommendation => DocumentKind::Recommendation,
    }
}

impl Session {
    /// Changes a record, and whatever `also` does, in one transaction.
    pub(crate) fn write(
        &mut self,
        id: DocumentId,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<Saved, ApiError> {
        self.write_change(id, work, also).map(|(saved, _)| saved)
    }

    /// As [`Self::write`], and the hash of the change that was made, in hex; none when nothing differed.
    pub(crate) fn write_change(
        &mut self,
        id: DocumentId,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<(Saved, Option<String>), ApiError> {
        self.require_under_way(id)?;
        self.write_in_any_phase(id, work, also)
    }

    /// As [`Self::write_change`], into a closed visit too: for whoever moves it to another phase.
    pub(crate) fn write_in_any_phase(
        &mut self,
        id: DocumentId,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<(Saved, Option<String>), ApiError> {
        let now = self.now();
        let open = self.open()?;
        open.write_change(id, now, |record, author| record.edit(author, now, work), also)
    }

    /// Makes a record with its key, granted to those who may read it; `about` is the record it belongs to.
    pub(crate) fn create(
        &mut self,
        kind: DocumentKind,
        audience: Audience,
        about: Option<DocumentId>,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
    ) -> Result<(DocumentId, Saved), ApiError> {
        let id = make_document_id(self.now());
        let saved = self.create_at(id, kind, audience, about, work)?;
        Ok((id, saved))
    }

    /// As [`Self::create`], with an id that every device of the team knows. Who makes it while others do makes the same
    /// record: their keys stand side by side. Where its key came before it did, that is the one it is written under, unless
    /// fewer are to read it.
    pub(crate) fn create_at(
        &mut self,
        id: DocumentId,
        kind: DocumentKind,
        audience: Audience,
        about: Option<DocumentId>,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
    ) -> Result<Saved, ApiError> {
        let now = self.now();
        let open = self.open()?;
        open.still_here()?;
        open.require_here(id)?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        team.require_writer()?;
        let writing = match open.access(&id.bytes()) {
            Ok(_) => open.writing_within(id, &audience)?,
            Err(unknown) if unknown.code == ErrorCode::NotFound => {
                let about = about.map(|about| DocId(about.bytes()));
                Made::first_key(DocId(id.bytes()), wire_kind(kind), audience, about, team, &open.device)?
            }
            Err(error) => return Err(error),
        };
        let mut record = RecordDocument::genesis(kind)?;
        let changes = record.edit(&team.author, now, work)?;
        let author = Sealer {
            device: &open.device,
            team,
        };
        let envelope = author.seal(&open.vault.read(), &writing.key, kind, &changes, now)?;
        let to_store = ToStore::new(id, &mut record)?;
        open.keep(id, record, &to_store, envelope.as_ref(), |tx| writing.made.put(tx))?;
        Ok(Saved { saved_at: rfc3339(now) })
    }

    /// Makes many records of one kind, each with a key granted to those who may read it, in one transaction: all of them or
    /// none. No visit is at a place that is only made here, so of places none is named anew.
    pub(crate) fn create_many<T>(
        &mut self,
        kind: DocumentKind,
        audience: &Audience,
        all: &[T],
        work: impl Fn(&mut Edit<'_>, &T) -> Result<(), EditError>,
    ) -> Result<Vec<DocumentId>, ApiError> {
        let now = self.now();
        let open = self.open()?;
        open.still_here()?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        team.require_writer()?;
        let ids: Vec<DocumentId> = all.iter().map(|_| make_document_id(now)).collect();
        let docs: Vec<DocId> = ids.iter().map(|id| DocId(id.bytes())).collect();
        let (keys, made) = Made::first_keys(&docs, wire_kind(kind), audience, team, &open.device)?;
        let author = Sealer {
            device: &open.device,
            team,
        };
        let mut kept = Vec::with_capacity(all.len());
        for ((id, key), one) in ids.iter().zip(&keys).zip(all) {
            let mut record = RecordDocument::genesis(kind)?;
            let changes = record.edit(&team.author, now, |edit| work(edit, one))?;
            let envelope = author.seal(&open.vault.read(), key, kind, &changes, now)?;
            let to_store = ToStore::new(*id, &mut record)?;
            let projected = project(*id, &mut record, &member_of(open.team.as_ref()));
            kept.push((*id, to_store, envelope, projected));
        }
        if kind == DocumentKind::Plan {
            for (id, _, _, projected) in &mut kept {
                open.name_visits(*id, projected)?;
            }
        }
        open.vault.transact(|tx| {
            made.put(tx)?;
            kept.iter().try_for_each(|(id, to_store, envelope, projected)| {
                to_store.put(tx)?;
                put_own(tx, envelope.as_ref())?;
                put_projected(tx, *id, &to_store.heads, projected)
            })
        })?;
        for (id, _, _, projected) in &kept {
            open.shelve(*id, projected);
        }
        Ok(ids)
    }

    /// Changes many records of a kind that is never closed, in one transaction: all of them or none.
    pub(crate) fn write_many<T>(
        &mut self,
        all: &[(DocumentId, T)],
        work: impl Fn(&mut Edit<'_>, &T) -> Result<(), EditError>,
    ) -> Result<Saved, ApiError> {
        let now = self.now();
        let open = self.open()?;
        open.still_here()?;
        open.team.as_ref().ok_or(ErrorCode::NoTeam)?.require_writer()?;
        let mut kept = Vec::with_capacity(all.len());
        for (id, one) in all {
            kept.push(open.changed(*id, now, |edit| work(edit, one))?);
        }
        open.keep_many(kept)?;
        Ok(Saved { saved_at: rfc3339(now) })
    }
}

/// A record that was changed and is not stored yet, with everything that is stored with it.
struct Changed {
    id: DocumentId,
    record: RecordDocument,
    to_store: ToStore,
    envelope: Option<EnvelopeRow>,
    made: Made,
    projected: Projected,
}

/// An id of a record that is made now.
pub(crate) fn make_document_id(now: Timestamp) -> DocumentId {
    let mut random = [0; 10];
    rand::Rng::fill_bytes(&mut rand::rng(), &mut random);
    DocumentId::make_at(u64::try_from(now.timestamp_millis()).unwrap_or(0), random)
}

/// Keeps this device's own envelope.
fn put_own(tx: &Tx<'_>, envelope: Option<&EnvelopeRow>) -> Result<(), VaultError> {
    if let Some(envelope) = envelope
        && !tx.put_envelope(envelope, EnvelopeState::Applied)?
    {
        // Our own number is taken: another copy of this device wrote. Keep neither silently.
        return Err(VaultError::Refused);
    }
    Ok(())
}

/// Who signs what is written.
pub(crate) struct Sealer<'a> {
    pub device: &'a DeviceKey,
    pub team: &'a TeamHere,
}

impl Sealer<'_> {
    /// Seals changes as this device's next envelope in the document; `None` when there are none.
    pub(crate) fn seal(
        &self,
        tx: &Tx<'_>,
        key: &DocKey,
        kind: DocumentKind,
        changes: &[RawChange],
        now: Timestamp,
    ) -> Result<Option<EnvelopeRow>, ApiError> {
        if changes.is_empty() {
            return Ok(None);
        }
        let device = self.device.id();
        let life = self.team.author.incarnation;
        let last = tx.last_envelope(&key.doc.0, &device.0, (before_first(life), last_possible(life)))?;
        let header = Header {
            team: self.team.roster.team,
            kind: wire_kind(kind),
            seq: last.map_or(before_first(life), |(seq, _)| seq).saturating_add(1),
            prev: last.map(|(_, hash)| EnvelopeHash(hash)),
            sent_at_ms: now.timestamp_millis(),
        };
        let outer =
            seal_envelope(key, &header, changes, self.device, &mut rand::rng()).map_err(|_| ErrorCode::Refused)?;
        let hash = envelope_hash(&outer).0;
        Ok(Some(EnvelopeRow {
            doc: key.doc.0,
            device: device.0,
            seq: header.seq,
            hash,
            outer,
        }))
    }
}

impl Open {
    /// Changes a record as this device, and whatever `also` does, in one transaction; the hash of the last change made.
    pub(crate) fn write_change(
        &mut self,
        id: DocumentId,
        now: Timestamp,
        work: impl FnOnce(&mut RecordDocument, &Author) -> Result<Vec<RawChange>, EditError>,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<(Saved, Option<String>), ApiError> {
        self.team.as_ref().ok_or(ErrorCode::NoTeam)?.require_writer()?;
        self.still_here()?;
        let mut record = self.record(id)?.clone();
        let before = record.standing();
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let changes = work(&mut record, &team.author)?;
        let chunks = stored::chunks(&self.vault.read(), id)?;
        let to_store = ToStore::edited(id, &before, &mut record, &changes, chunks)?;
        let writing = self.writing(id)?;
        let author = Sealer {
            device: &self.device,
            team,
        };
        let envelope = author.seal(&self.vault.read(), &writing.key, record.kind(), &changes, now)?;
        self.keep(id, record, &to_store, envelope.as_ref(), |tx| {
            writing.made.put(tx)?;
            also(tx)
        })?;
        let change = changes.last().and_then(|change| change_hash(change));
        Ok((Saved { saved_at: rfc3339(now) }, change))
    }

    /// A record as an edit leaves it, sealed and not stored.
    fn changed(
        &mut self,
        id: DocumentId,
        now: Timestamp,
        work: impl FnOnce(&mut Edit<'_>) -> Result<(), EditError>,
    ) -> Result<Changed, ApiError> {
        let mut record = self.record(id)?.clone();
        let before = record.standing();
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let changes = record.edit(&team.author, now, work)?;
        let chunks = stored::chunks(&self.vault.read(), id)?;
        let to_store = ToStore::edited(id, &before, &mut record, &changes, chunks)?;
        let writing = self.writing(id)?;
        let author = Sealer {
            device: &self.device,
            team,
        };
        let envelope = author.seal(&self.vault.read(), &writing.key, record.kind(), &changes, now)?;
        let made = writing.made;
        let mut projected = project(id, &mut record, &member_of(self.team.as_ref()));
        self.name_visits(id, &mut projected)?;
        Ok(Changed {
            id,
            record,
            to_store,
            envelope,
            made,
            projected,
        })
    }

    /// Stores records that were changed together: all of them or none.
    fn keep_many(&mut self, all: Vec<Changed>) -> Result<(), ApiError> {
        let kept = self.vault.transact(|tx| {
            all.iter().try_for_each(|one| {
                one.made.put(tx)?;
                one.to_store.put(tx)?;
                put_own(tx, one.envelope.as_ref())?;
                put_projected(tx, one.id, &one.to_store.heads, &one.projected)
            })
        });
        if let Err(error) = kept {
            // What memory holds may be other than what is stored: the next read asks the store.
            for one in &all {
                self.records.remove(&one.id);
            }
            return Err(error.into());
        }
        for one in all {
            self.shelve(one.id, &one.projected);
            self.records.insert(one.id, Arc::new(one.record));
        }
        Ok(())
    }

    /// Stores a record with its envelope, its projections and whatever else belongs to the write.
    pub(crate) fn keep(
        &mut self,
        id: DocumentId,
        mut record: RecordDocument,
        to_store: &ToStore,
        envelope: Option<&EnvelopeRow>,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<(), ApiError> {
        let mut projected = project(id, &mut record, &member_of(self.team.as_ref()));
        self.name_visits(id, &mut projected)?;
        let kept = self.vault.transact(|tx| {
            to_store.put(tx)?;
            put_own(tx, envelope)?;
            put_projected(tx, id, &to_store.heads, &projected)?;
            also(tx)
        });
        if let Err(error) = kept {
            // What memory holds may be other than what is stored: the next read asks the store.
            self.records.remove(&id);
            return Err(error.into());
        }
        self.shelve(id, &projected);
        self.records.insert(id, Arc::new(record));
        Ok(())
    }
}

/// Replaces what lists and search show of a document.
pub(crate) fn put_projected(
    tx: &Tx<'_>,
    id: DocumentId,
    heads: &[u8],
    projected: &Projected,
) -> Result<(), VaultError> {
    tx.drop_projections_of(&id.bytes())?;
    for (kind, body) in &projected.rows {
        tx.put_projection(&Projection {
            kind: (*kind).to_owned(),
            id: id.to_string(),
            doc: id.bytes(),
            heads: heads.to_vec(),
            body: body.to_string(),
        })?;
    }
    for found in &projected.texts {
        tx.put_search(&SearchRow {
            kind: found.kind,
            id: found.at.as_deref().unwrap_or(&id.to_string()),
            doc: id.bytes(),
            title: &found.title,
            text: &found.text,
        })?;
    }
    put_named(tx, &projected.named)
}
