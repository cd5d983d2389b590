//! Attachments nearby: what devices offer is noted where its record is known, what is lacking is asked of whoever has it.

use crate::api::{ApiError, ErrorCode};
use crate::blobs::offer_of;
use crate::session::Open;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};
use visita_sync::BlobPlan;
use visita_transport::lan::{BlobNews, BlobTrouble, LanEvent, Line};
use visita_vault::BlobRow;
use visita_wire::{BlobId, BlobOffer, DeviceId, DocId, MAX_BLOB_OFFERS};

/// How long nothing is asked for after the disk was full or could not be written to.
const PAUSE: Duration = Duration::from_secs(10);
/// How often it is tried again what a device did not bring or was not given.
const TRY_AGAIN: Duration = Duration::from_secs(20);

/// What a carrier knows of attachments while it runs.
#[derive(Default)]
pub(crate) struct Blobs {
    plan: BlobPlan,
    paused: Option<Instant>,
    tried: Option<Instant>,
    /// As many are kept as may be: word of no more is taken.
    full: bool,
    /// What somebody offered, or a record that came to be known, is to be looked at.
    unknown: bool,
}

impl Blobs {
    /// As the vault stands.
    pub(crate) fn of(rows: &[BlobRow]) -> Self {
        let mut blobs = Self::default();
        rows.iter().for_each(|row| blobs.stands(row));
        blobs
    }

    /// How an attachment stands now.
    pub(crate) fn stands(&mut self, row: &BlobRow) {
        if row.is_whole() {
            self.plan.has(offer_of(row));
        } else {
            self.plan.lacks(row.id, row.size);
        }
    }

    /// Who is connected and has it.
    pub(crate) fn holders(&self, id: &BlobId) -> Vec<DeviceId> {
        self.plan.holders(id)
    }

    /// Notes what the network said; returns the devices to let go, and what has to be written.
    pub(super) fn note(&mut self, event: &LanEvent, said: &mut Said) {
        match event {
            LanEvent::Connected(device) => self.plan.connected(*device),
            LanEvent::Disconnected(device) => {
                self.plan.disconnected(device);
                said.left.insert(*device);
            }
            LanEvent::Offered { from, offers } => {
                self.unknown = true;
                if self.plan.offered(from, offers).is_err() {
                    said.strange.push(*from);
                }
            }
            LanEvent::Blob { from, id, news } => self.note_news(from, id, *news, said),
            // Envelopes and grants: records may be known now that were not.
            LanEvent::Received { .. } | LanEvent::Woken => self.unknown = true,
            LanEvent::Tick => {
                let tried = self.tried.get_or_insert_with(Instant::now);
                if tried.elapsed() >= TRY_AGAIN {
                    *tried = Instant::now();
                    self.plan.try_again();
                }
                if self.paused.is_some_and(|since| since.elapsed() >= PAUSE) {
                    self.paused = None;
                    self.plan.pause(false);
                }
            }
            LanEvent::Found | LanEvent::Failed(_) => {}
        }
    }

    fn note_news(&mut self, from: &DeviceId, id: &BlobId, news: BlobNews, said: &mut Said) {
        match news {
            BlobNews::Came { .. } | BlobNews::Whole => {
                self.plan.brings(from);
                said.moved.insert(*id, news);
            }
            BlobNews::Spoiled => {
                self.plan.refused(from, id);
                said.moved.insert(*id, news);
            }
            BlobNews::Refused => self.plan.refused(from, id),
            BlobNews::Gone => {
                self.plan.gone(from, id);
                said.gone.push((*from, *id));
            }
            BlobNews::Stopped(BlobTrouble::Wrong) => {
                self.plan.wrong(from, id);
                said.wrong.push(*id);
            }
            BlobNews::Stopped(BlobTrouble::DiskFull | BlobTrouble::Unwritable) => {
                self.plan.not_brought(from, id);
                self.rest();
            }
            BlobNews::Stopped(BlobTrouble::Silent) => self.plan.silent(from, id),
            BlobNews::Stopped(BlobTrouble::Busy | BlobTrouble::Absent | BlobTrouble::Damaged | BlobTrouble::Again) => {
                self.plan.not_now(from, id);
            }
        }
    }

    /// Asks for nothing for a while: there is no room.
    fn rest(&mut self) {
        self.plan.pause(true);
        self.paused = Some(Instant::now());
    }

    /// Asks and offers whatever can be asked and offered now.
    fn order(&mut self, line: &Line) {
        for (of, id, size) in self.plan.asks() {
            if line.want(of, id, size).is_err() {
                self.plan.not_brought(&of, &id);
            }
        }
        let peers: Vec<DeviceId> = self.plan.peers().copied().collect();
        for to in peers {
            loop {
                let offers = self.plan.offers(&to, MAX_BLOB_OFFERS);
                // What finds no room now is offered with the next event.
                if offers.is_empty() || line.offer(to, offers.clone()).is_err() {
                    break;
                }
                self.plan.told(&to, &offers);
            }
        }
    }
}

/// What events about attachments come to.
#[derive(Default)]
pub(super) struct Said {
    strange: Vec<DeviceId>,
    moved: BTreeMap<BlobId, BlobNews>,
    wrong: Vec<BlobId>,
    gone: Vec<(DeviceId, BlobId)>,
    left: BTreeSet<DeviceId>,
}

impl Open {
    /// Writes down what was said, asks and offers; returns the devices to let go.
    pub(super) fn handle_blobs(&mut self, said: Said) -> Result<Vec<DeviceId>, ApiError> {
        let Some(nearby) = &mut self.carriers.nearby else {
            return Ok(Vec::new());
        };
        let mut blobs = std::mem::take(&mut nearby.blobs);
        let mut written = self.write_blobs(&mut blobs, &said);
        if written
            .as_ref()
            .is_err_and(|error| matches!(error.code, ErrorCode::DiskFull | ErrorCode::ReadOnly))
        {
            // How far attachments have come is looked at again when they are asked for: nobody is let go for a full disk.
            blobs.rest();
            blobs.unknown = true;
            written = Ok(());
        }
        if let Some(nearby) = &mut self.carriers.nearby {
            blobs.order(&nearby.line());
            nearby.blobs = blobs;
        }
        written.map(|()| said.strange)
    }

    fn write_blobs(&mut self, blobs: &mut Blobs, said: &Said) -> Result<(), ApiError> {
        for id in said.moved.keys() {
            self.move_blob(blobs, id)?;
        }
        for id in &said.wrong {
            self.doubt_blob(blobs, id)?;
        }
        for (from, id) in &said.gone {
            let row = self.vault.read().blob(id)?;
            if row.is_some_and(|row| row.announcer == *from) {
                self.doubt_blob(blobs, id)?;
            }
        }
        for device in &said.left {
            self.forget_word_of(blobs, device)?;
        }
        if std::mem::take(&mut blobs.unknown) && !blobs.full {
            self.take_word(blobs)?;
        }
        Ok(())
    }

    /// Notes how much of an attachment is here now.
    fn move_blob(&mut self, blobs: &mut Blobs, id: &BlobId) -> Result<(), ApiError> {
        let Some(mut row) = self.vault.read().blob(id)? else {
            return Ok(());
        };
        let (before, whole) = (row.held, row.is_whole());
        row.held = self.vault.blobs().held(id, row.size);
        if row.held != before {
            // Whoever looks at its record is told that it has come.
            let come = row.is_whole().then(|| self.vault.read().document(&row.doc.0));
            let record = come.transpose()?.flatten();
            self.vault.transact(|tx| {
                if let Some(record) = &record {
                    tx.tell_of_record(&record.kind);
                }
                tx.set_blob_held(id, row.held)
            })?;
        }
        if row.is_whole() || whole {
            blobs.stands(&row);
        }
        Ok(())
    }

    /// Somebody brought wrong bytes, or has not what it said. Where not even the hashes have come, what was said of it may be wrong altogether: the
    /// next who offers it is believed instead.
    fn doubt_blob(&mut self, blobs: &mut Blobs, id: &BlobId) -> Result<(), ApiError> {
        let row = self.vault.read().blob(id)?;
        if row.is_some_and(|row| !row.is_whole() && self.vault.blobs().held(id, row.size) == 0) {
            self.vault.transact(|tx| tx.drop_blob(id))?;
            // One that is being written at this moment goes with the next opening of the vault.
            let _ = self.vault.blobs().remove(id);
            blobs.plan.forget(id);
            blobs.unknown = true;
        }
        Ok(())
    }

    /// Who said that there is such an attachment is not there to bring it: what it said, which nobody signed, does not stand in the
    /// way of what others say. It is said anew when it comes back.
    fn forget_word_of(&mut self, blobs: &mut Blobs, device: &DeviceId) -> Result<(), ApiError> {
        let rows = self.vault.read().unbegun_blobs_of(device)?;
        if rows.is_empty() {
            return Ok(());
        }
        self.vault
            .transact(|tx| rows.iter().try_for_each(|row| tx.drop_blob(&row.id)))?;
        for row in &rows {
            blobs.plan.forget(&row.id);
        }
        (blobs.full, blobs.unknown) = (false, true);
        Ok(())
    }

    /// Takes word of attachments whose records are known here.
    fn take_word(&mut self, blobs: &mut Blobs) -> Result<(), ApiError> {
        let mut known: BTreeMap<DocId, bool> = BTreeMap::new();
        let mut rows: BTreeMap<BlobId, BlobRow> = BTreeMap::new();
        for (announcer, BlobOffer { doc, id, size }) in blobs.plan.unknown() {
            let knows = match known.get(&doc) {
                Some(knows) => *knows,
                None => *known.entry(doc).or_insert(self.vault.read().knows_document(&doc)?),
            };
            if knows {
                let row = BlobRow {
                    id,
                    doc,
                    size,
                    held: 0,
                    announcer,
                };
                rows.entry(id).or_insert(row);
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        let kept = self.vault.transact(|tx| tx.put_blobs(rows.values()))?;
        for (row, kept) in rows.values().zip(kept) {
            if kept {
                blobs.stands(row);
            } else {
                blobs.full = true;
            }
        }
        Ok(())
    }
}
