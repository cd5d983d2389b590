//! For the simulator and the attacks alone (feature `harness`): a session without stretching and with a fuse, the engine on
//! this vault's ledger, and what somebody evil has who owns a device of the team. Whatever comes in goes through the one
//! intake; nothing here is a second way.

use crate::api::membership::DeviceRef;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_record::{DocumentKind, RawChange};
use visita_seal::Secret;
use visita_seal::envelope::{DeviceKey, DocKey, envelope_hash, open_envelope};
use visita_seal::roster::Roster;
use visita_seal::sealed_file::FileKey;
use visita_sync::{Effect, Engine, Event, Ledger as _};
use visita_vault::Vault;
pub use visita_vault::harness::Fuse;
use visita_wire::{DeviceId, DocId, DocKind, Have, Message, Put, before_first, last_possible};

/// What an intake did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Envelopes that are in their records now.
    pub applied: u32,
    /// Envelopes that were held already.
    pub known: u32,
    /// Envelopes that wait now.
    pub waiting: u32,
    /// Things that are in quarantine now.
    pub quarantined: u32,
}

/// A record as it lies here.
pub struct Lying {
    /// Its heads, sorted.
    pub heads: Vec<[u8; 32]>,
    /// Its changes but for genesis.
    pub changes: Vec<RawChange>,
    /// Paths that need a lead.
    pub conflicts: Vec<String>,
    /// Its note.
    pub text: String,
}

/// What somebody has who owns a device of the team and wants to do harm with it.
pub struct Owned {
    /// Its signing key.
    pub device: DeviceKey,
    /// Its key for files.
    pub files: FileKey,
    /// The roster.
    pub roster: Roster,
    /// Its entries.
    pub entries: Vec<Vec<u8>>,
    /// Every key it was granted, with the kind of its record.
    pub keys: Vec<(DocKey, DocKind)>,
}

impl Session {
    /// Opens the vault with its recovery words; a transaction burns the fuse.
    ///
    /// # Errors
    /// As `vault_unlock`.
    pub fn harness_unlock(&mut self, words: &str, fuse: Fuse) -> Result<(), ApiError> {
        self.open = None;
        let vault = Vault::open_in_harness(&self.folder.clone(), words, fuse, &mut rand::rng())?;
        self.enter(vault)
    }

    /// This device's id.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_device(&mut self) -> Result<DeviceId, ApiError> {
        Ok(self.open()?.device.id())
    }

    /// The engine, on what this vault holds.
    ///
    /// # Errors
    /// Locked, no team, or the store's own.
    pub fn harness_handle(&mut self, engine: &mut Engine, event: Event) -> Result<Vec<Effect>, ApiError> {
        let now_ms = self.now_ms();
        let team = self.team()?.roster.team;
        let ledger = self.open()?.ledger(team);
        engine.handle(now_ms, &ledger, event)
    }

    /// Takes what a device said, as from a bundle.
    ///
    /// # Errors
    /// As `bundle_import`.
    pub fn harness_take(&mut self, from: DeviceId, messages: Vec<Message>) -> Result<Taken, ApiError> {
        let at_ms = self.now_ms();
        let counts = self.open()?.take_bundle(from, messages, at_ms)?;
        Ok(Taken {
            applied: counts.applied,
            known: counts.known,
            waiting: counts.waiting,
            quarantined: counts.quarantined,
        })
    }

    /// What is held.
    ///
    /// # Errors
    /// Locked, no team.
    pub fn harness_have(&mut self) -> Result<Have, ApiError> {
        let team = self.team()?.roster.team;
        self.open()?.ledger(team).have()
    }

    /// Every envelope held of a record, as it would be passed on.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_puts(&mut self, record: DocumentId) -> Result<Vec<Put>, ApiError> {
        let held = self.open()?.vault.read().envelopes_of(&record.bytes())?;
        let put = |row: visita_vault::EnvelopeRow| Put {
            doc: DocId(row.doc),
            device: DeviceId(row.device),
            seq: row.seq,
            outer: row.outer.into(),
        };
        Ok(held.into_iter().map(put).collect())
    }

    /// The number of this device's last envelope in a record in this life of it, and the hashes of the changes in it; the
    /// number before the first for none.
    ///
    /// # Errors
    /// Locked; [`ErrorCode::Damaged`] when it does not open.
    pub fn harness_last_own(&mut self, record: DocumentId) -> Result<(u64, Vec<String>), ApiError> {
        let open = self.open()?;
        let (this, life) = (open.device.id(), open.vault.life());
        let numbers = (before_first(life), last_possible(life));
        let Some((seq, _)) = open.vault.read().last_envelope(&record.bytes(), &this.0, numbers)? else {
            return Ok((before_first(life), Vec::new()));
        };
        let row = open
            .vault
            .read()
            .envelope(&record.bytes(), &this.0, seq)?
            .ok_or(ErrorCode::Damaged)?;
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        for key in open.vault.read().keys_of(&record.bytes())? {
            let key = DocKey {
                doc: DocId(key.doc),
                epoch: key.epoch,
                key: Secret::new(key.key),
            };
            let Ok(opened) = open_envelope(&row.outer, &key) else {
                continue;
            };
            let verified = opened.verify_taken(&team.roster).map_err(|_| ErrorCode::Damaged)?;
            let hashes = verified
                .changes()
                .iter()
                .map(|change| visita_record::change_hash(change));
            return Ok((seq, hashes.collect::<Option<_>>().ok_or(ErrorCode::Damaged)?));
        }
        Err(ErrorCode::Damaged.into())
    }

    /// Fields and texts that a change of a record wrote, as memory has it: what was just written is there.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], damage.
    pub fn harness_written(&mut self, record: DocumentId, change: &str) -> Result<BTreeSet<String>, ApiError> {
        Ok(self.open()?.record(record)?.written_by(change))
    }

    /// Whether an envelope is applied under its number, byte for byte.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_standing(&mut self, put: &Put) -> Result<bool, ApiError> {
        let standing = self
            .open()?
            .vault
            .read()
            .envelope_standing(&put.doc.0, &put.device.0, put.seq)?;
        let hash = envelope_hash(&put.outer).0;
        Ok(standing == Some((hash, visita_vault::EnvelopeState::Applied)))
    }

    /// Whether an envelope would be kept here for others, unopened: nothing is here to hold its label against.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_keeps_for_others(&mut self, put: &Put) -> Result<bool, ApiError> {
        let open = self.open()?;
        match open.sealed_for(&put.outer)? {
            Some(mailbox) => Ok(open.vault.read().is_granted(&put.doc.0, &mailbox)?),
            None => Ok(false),
        }
    }

    /// Ids of all records.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_records(&mut self) -> Result<Vec<DocumentId>, ApiError> {
        let open = self.open()?;
        let mut found = Vec::new();
        for kind in DocumentKind::ALL {
            found.extend(
                open.vault
                    .read()
                    .document_ids(kind.code())?
                    .into_iter()
                    .map(DocumentId::from_bytes),
            );
        }
        Ok(found)
    }

    /// Hashes of the changes in a record; none for one that is not held.
    ///
    /// # Errors
    /// Locked, damage.
    pub fn harness_held(&mut self, record: DocumentId) -> Result<Vec<String>, ApiError> {
        match self.open()?.vault.read().document(&record.bytes())? {
            Some(row) => {
                let changes = crate::stored::opened(&row)?.changes();
                Ok(changes
                    .iter()
                    .filter_map(|change| visita_record::change_hash(change))
                    .collect())
            }
            None => Ok(Vec::new()),
        }
    }

    /// A record as the store has it, not as memory does.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], damage.
    pub fn harness_record(&mut self, record: DocumentId) -> Result<Lying, ApiError> {
        let open = self.open()?;
        let row = open
            .vault
            .read()
            .document(&record.bytes())?
            .ok_or(ErrorCode::NotFound)?;
        let mut document = crate::stored::opened(&row)?;
        let team = open.team.clone();
        Ok(Lying {
            conflicts: crate::project::conflicts(&mut document, &crate::session::member_of(team.as_ref())),
            heads: document.heads(),
            changes: document.changes(),
            text: document.text(),
        })
    }

    /// A field of a record as it is kept: who wrote what, over what, and what was decided. To find out what a failure is about.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], damage.
    pub fn harness_field(&mut self, record: DocumentId, path: &str) -> Result<String, ApiError> {
        let row = self.open()?.vault.read().document(&record.bytes())?;
        let document = crate::stored::opened(&row.ok_or(ErrorCode::NotFound)?)?;
        Ok(format!("{:#?}", document.raw_fields(path).get(path)))
    }

    /// A record as it is stored, encoded whole.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`].
    pub fn harness_bytes(&mut self, record: DocumentId) -> Result<Vec<u8>, ApiError> {
        let row = self.open()?.vault.read().document(&record.bytes())?;
        let mut document = crate::stored::opened(&row.ok_or(ErrorCode::NotFound)?)?;
        Ok(document.compact()?.into_bytes())
    }

    /// How many records rest on the word of a lead, since their envelopes have not all come.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_unproven(&mut self) -> Result<usize, ApiError> {
        Ok(self.open()?.vault.read().snapshots()?.len())
    }

    /// How many envelopes lie closed whose key is here, and how many numbers are held by what is in no quarantine any more.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_stuck(&mut self) -> Result<(usize, u64), ApiError> {
        let tx = self.open()?.vault.read();
        Ok((tx.unsealed_envelopes()?.len(), tx.blocked_numbers()?))
    }

    /// Every grant held, as it would be passed on.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_grants(&mut self) -> Result<Vec<Vec<u8>>, ApiError> {
        let held = self.open()?.vault.read().grants()?;
        Ok(held.into_iter().map(|(_, bytes)| bytes).collect())
    }

    /// What was refused: reason and bytes.
    ///
    /// # Errors
    /// Locked.
    pub fn harness_quarantine(&mut self) -> Result<Vec<(String, Vec<u8>)>, ApiError> {
        let held = self.open()?.vault.read().quarantined()?;
        Ok(held.into_iter().map(|row| (row.reason, row.bytes)).collect())
    }

    /// What the owner of this device has.
    ///
    /// # Errors
    /// Locked, no team.
    pub fn harness_owned(&mut self) -> Result<Owned, ApiError> {
        let open = self.open()?;
        let team = open.team.clone().ok_or(ErrorCode::NoTeam)?;
        let mut keys = Vec::new();
        for row in open.vault.read().keys()? {
            let key = DocKey {
                doc: DocId(row.doc),
                epoch: row.epoch,
                key: Secret::new(row.key),
            };
            keys.push((key, DocKind::from_code(row.kind).map_err(|_| ErrorCode::Damaged)?));
        }
        Ok(Owned {
            device: DeviceKey::derive(open.vault.device_seed()),
            files: FileKey::parse(&open.files.expose())?,
            roster: team.roster,
            entries: team.entries,
            keys,
        })
    }

    /// The key that this device would write under now.
    ///
    /// # Errors
    /// Locked, no team, [`ErrorCode::NotReader`].
    pub fn harness_writing(&mut self, record: DocumentId) -> Result<DocKey, ApiError> {
        Ok(self.open()?.writing(record)?.key)
    }

    /// Removes a device: the cut-off is what is held here of it, and every record gets a key of a new epoch, granted to
    /// whoever is left.
    ///
    /// # Errors
    /// [`ErrorCode::NotAllowed`] for all but leads.
    pub fn harness_remove(&mut self, device: DeviceId) -> Result<(), ApiError> {
        let device = device.to_string();
        self.device_remove(DeviceRef { device }).map(|_| ())
    }

    /// Whether a device is of the team, as far as this one knows.
    ///
    /// # Errors
    /// Locked, no team.
    pub fn harness_seats(&mut self, device: DeviceId) -> Result<bool, ApiError> {
        Ok(self.team()?.roster.is_member(&device))
    }

    /// Sealed envelopes from a relay, under the numbers that their signers gave them; what does not open is left out, as
    /// there is nothing to keep it under.
    ///
    /// # Errors
    /// Locked, no team.
    pub fn harness_numbered(&mut self, outers: &[Vec<u8>]) -> Result<Vec<Put>, ApiError> {
        let open = self.open()?;
        let mut puts = Vec::new();
        for outer in outers {
            if let Ok(row) = open.numbered_row(outer)? {
                let (doc, device) = (DocId(row.doc), DeviceId(row.device));
                puts.push(Put {
                    doc,
                    device,
                    seq: row.seq,
                    outer: row.outer.into(),
                });
            }
        }
        Ok(puts)
    }
}
