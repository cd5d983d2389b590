//! Attachments of records: kept sealed, opened again by whoever may read the record, and what is lacking of them. Their keys
//! lie in the records; a device that may not read one carries its attachments all the same, as they came.

use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use std::collections::BTreeMap;
use std::io::Read;
use visita_domain::DocumentId;
use visita_record::{Edit, EditError};
use visita_seal::Secret;
use visita_seal::blob::{BlobRef, MediaType};
use visita_transport::lan::{BlobBegun, BlobShelf, BlobSink, BlobSource, BlobTrouble};
use visita_vault::{Begun, BlobFault, BlobFolder, BlobHere, BlobReader, BlobRow, Incoming, VaultError};
use visita_wire::{BlobId, BlobOffer, BlobSize, DeviceId, DocId};

/// An attachment that is not here whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingBlob {
    /// The attachment.
    pub id: BlobId,
    /// The record it belongs to.
    pub doc: DocumentId,
    /// Chunks that are here, when that was looked at last.
    pub held_chunks: u32,
    /// Its size.
    pub size: BlobSize,
    /// Who said that there is such a one.
    pub announcer: DeviceId,
    /// Devices that are connected nearby and have it.
    pub holders: Vec<DeviceId>,
}

/// What seals content for a record: it may be taken to where nobody waits for the session.
pub(crate) struct BlobSealing {
    folder: BlobFolder,
    doc: DocumentId,
    media: MediaType,
}

/// Content that is sealed and durable, and belongs to no record yet. What never comes to belong to one goes with the next
/// opening of the vault.
pub(crate) struct SealedBlob {
    doc: DocumentId,
    by: BlobRef,
    size: BlobSize,
}

impl BlobSealing {
    /// Seals content of exactly so many bytes. Never more than 64 KiB of it are in memory.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`] about `bytes` (too large, or not as many as said), [`ErrorCode::DiskFull`],
    /// [`ErrorCode::ReadOnly`].
    pub(crate) fn seal(self, content: &mut dyn Read, bytes: u64) -> Result<SealedBlob, ApiError> {
        let mut rng = rand::rng();
        let key = Secret::make(&mut rng);
        let (id, size) = self.folder.keep(content, bytes, &key, &mut rng)?;
        let (doc, media) = (self.doc, self.media);
        let by = BlobRef { id, key, bytes, media };
        Ok(SealedBlob { doc, by, size })
    }
}

impl SealedBlob {
    /// What it is.
    pub(crate) fn media(&self) -> &str {
        self.by.media.as_str()
    }
}

impl Session {
    /// What seals content for a record that this member may write to.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], [`ErrorCode::Refused`] about `media`, and what refuses a writer.
    pub(crate) fn blob_sealing(&mut self, doc: DocumentId, media: &str) -> Result<BlobSealing, ApiError> {
        let open = self.open()?;
        open.still_here()?;
        open.record(doc)?;
        if let Some(team) = &open.team {
            team.require_writer()?;
        }
        let media = MediaType::parse(media).map_err(|_| ApiError::about(ErrorCode::Refused, "media"))?;
        let folder = open.vault.blobs().clone();
        Ok(BlobSealing { folder, doc, media })
    }

    /// Writes what is sealed into its record, by the edits that `work` makes with its reference: the record and word of the
    /// attachment are written together, so that neither is ever without the other.
    ///
    /// # Errors
    /// [`ErrorCode::Stale`]: the vault was locked meanwhile; [`ErrorCode::Refused`] about `attachments`: there are as many as
    /// there may be; and what refuses a write. Nothing is kept then.
    pub(crate) fn blob_record(
        &mut self,
        sealed: SealedBlob,
        work: impl FnOnce(&mut Edit<'_>, &BlobRef) -> Result<(), EditError>,
    ) -> Result<(Saved, BlobRef), ApiError> {
        let SealedBlob { doc, by, size } = sealed;
        let open = self.open()?;
        let folder = open.vault.blobs().clone();
        if folder.held(&by.id, size) != size.chunks() {
            return Err(ErrorCode::Stale.into());
        }
        let row = BlobRow {
            id: by.id,
            doc: DocId(doc.bytes()),
            size,
            held: size.chunks(),
            announcer: open.device.id(),
        };
        let mut full = false;
        let written = self.write(
            doc,
            |edit| work(edit, &by),
            |tx| {
                full = !tx.put_blob(&row)?;
                if full { Err(VaultError::Refused) } else { Ok(()) }
            },
        );
        match written {
            Ok(saved) => {
                self.open()?.tell_nearby(&row);
                Ok((saved, by))
            }
            Err(error) => {
                // If it stays, the next opening of the vault takes it away.
                let _ = folder.remove(&by.id);
                Err(if full { BlobFault::NoRoom.into() } else { error })
            }
        }
    }

    /// Opens an attachment of a record that is read here. Damage found later, while reading, is an error of the reader: see
    /// [`Self::blob_fetch_again`].
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`]: no such record, or the attachment has not come whole; [`ErrorCode::Damaged`]: it is fetched
    /// again when somebody who has it is nearby.
    pub fn blob_open(&mut self, doc: DocumentId, blob: &BlobRef) -> Result<BlobReader, ApiError> {
        let open = self.open()?;
        open.record(doc)?;
        let here = open.vault.blobs().open(&blob.id);
        if here.as_ref().err() == Some(&BlobFault::Damaged) {
            open.blob_spoiled(&blob.id)?;
        }
        Ok(here?.opened(blob)?)
    }

    /// An attachment turned out to be damaged while it was read: what is lacking of it is fetched again.
    ///
    /// # Errors
    /// [`ErrorCode::Locked`], [`ErrorCode::Damaged`], [`ErrorCode::DiskFull`].
    pub fn blob_fetch_again(&mut self, blob: &BlobRef) -> Result<(), ApiError> {
        self.open()?.blob_spoiled(&blob.id)
    }

    /// What is lacking here, and of whom it could come.
    ///
    /// # Errors
    /// [`ErrorCode::Locked`], [`ErrorCode::Damaged`].
    pub fn blobs_missing(&mut self) -> Result<Vec<MissingBlob>, ApiError> {
        let open = self.open()?;
        let nearby = open.carriers.nearby.as_ref();
        let rows = open.vault.read().blobs()?.into_iter().filter(|row| !row.is_whole());
        let missing = |row: BlobRow| MissingBlob {
            holders: nearby.map_or_else(Vec::new, |nearby| nearby.blobs.holders(&row.id)),
            id: row.id,
            doc: DocumentId::from_bytes(row.doc.0),
            held_chunks: row.held,
            size: row.size,
            announcer: row.announcer,
        };
        Ok(rows.map(missing).collect())
    }
}

impl Open {
    /// Holds the rows of attachments against the files: a crash came between the two, or somebody took files away.
    pub(crate) fn settle_blobs(&mut self) -> Result<(), ApiError> {
        let rows = self.vault.read().blobs()?;
        let known: BTreeMap<BlobId, BlobSize> = rows.iter().map(|row| (row.id, row.size)).collect();
        let held = self.vault.blobs().sweep(&known)?;
        let other: Vec<_> = rows
            .iter()
            .filter_map(|row| held.get(&row.id).map(|held| (row, *held)))
            .collect();
        let mut other = other.into_iter().filter(|(row, held)| row.held != *held);
        self.vault
            .transact(|tx| other.try_for_each(|(row, held)| tx.set_blob_held(&row.id, held)))?;
        Ok(())
    }

    /// An attachment that was here is damaged: it is wanted again.
    pub(crate) fn blob_spoiled(&mut self, id: &BlobId) -> Result<(), ApiError> {
        let Some(row) = self.vault.read().blob(id)? else {
            return Ok(());
        };
        let held = self.vault.blobs().held(id, row.size);
        self.vault.transact(|tx| tx.set_blob_held(id, held))?;
        self.tell_nearby(&BlobRow { held, ..row });
        Ok(())
    }

    /// Tells the carrier nearby how an attachment stands now.
    fn tell_nearby(&mut self, row: &BlobRow) {
        if let Some(nearby) = &mut self.carriers.nearby {
            nearby.stands(row);
        }
    }
}

/// What a row says to other devices.
pub(crate) fn offer_of(row: &BlobRow) -> BlobOffer {
    BlobOffer {
        doc: row.doc,
        id: row.id,
        size: row.size,
    }
}

impl From<BlobFault> for ApiError {
    fn from(fault: BlobFault) -> Self {
        match fault {
            BlobFault::Absent => ErrorCode::NotFound.into(),
            BlobFault::Damaged | BlobFault::Wrong | BlobFault::Again => ErrorCode::Damaged.into(),
            BlobFault::Busy => ErrorCode::InUse.into(),
            BlobFault::Size => Self::about(ErrorCode::Refused, "bytes"),
            BlobFault::NoRoom => Self::about(ErrorCode::Refused, "attachments"),
            BlobFault::DiskFull => ErrorCode::DiskFull.into(),
            BlobFault::Unwritable => ErrorCode::ReadOnly.into(),
        }
    }
}

/// The folder of attachments, for the network's threads.
pub(crate) struct Shelf(pub BlobFolder);

impl BlobShelf for Shelf {
    fn begin(&self, id: &BlobId, size: BlobSize) -> Result<BlobBegun, BlobTrouble> {
        Ok(match self.0.begin(id, size).map_err(trouble)? {
            Begun::Whole => BlobBegun::Whole,
            Begun::Part(incoming) => BlobBegun::Part(Box::new(Sink(incoming))),
        })
    }

    fn open(&self, id: &BlobId) -> Result<Box<dyn BlobSource>, BlobTrouble> {
        Ok(Box::new(Source(self.0.open(id).map_err(trouble)?)))
    }
}

struct Sink(Incoming);

impl BlobSink for Sink {
    fn at(&self) -> u64 {
        self.0.at()
    }

    fn append(&mut self, bytes: &[u8]) -> Result<bool, BlobTrouble> {
        self.0.append(bytes).map_err(trouble)
    }
}

struct Source(BlobHere);

impl BlobSource for Source {
    fn size(&self) -> BlobSize {
        self.0.size()
    }

    fn read(&mut self, from: u64) -> Result<Vec<u8>, BlobTrouble> {
        self.0.read(from).map_err(trouble)
    }
}

fn trouble(fault: BlobFault) -> BlobTrouble {
    match fault {
        BlobFault::Absent => BlobTrouble::Absent,
        BlobFault::Damaged => BlobTrouble::Damaged,
        BlobFault::Wrong | BlobFault::Size => BlobTrouble::Wrong,
        BlobFault::Again => BlobTrouble::Again,
        BlobFault::Busy => BlobTrouble::Busy,
        BlobFault::NoRoom | BlobFault::DiskFull => BlobTrouble::DiskFull,
        BlobFault::Unwritable => BlobTrouble::Unwritable,
    }
}
