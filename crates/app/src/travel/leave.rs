//! The journey begins: the key goes into a file for those at home, and what is left behind goes in one transaction.

use super::chest::{Item, Sealed};
use super::key_file::{JourneyKey, MAX_FILE_BYTES, holders};
use super::standing::Standing;
use super::{DRAFTS, JOURNEY, Journey, Left, TRACES};
use crate::api::travel::{TravelBegin, TravelState};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{read_file, write_file};
use crate::envelopes::Offered;
use crate::relay::BookShelf;
use crate::session::{Open, Session};
use crate::snapshot::Unweighed;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::DocumentKind;
use visita_seal::sealed_file::FileKey;
use visita_sync::Ledger as _;
use visita_vault::{ChainHeld, EnvelopeRow, EnvelopeState, LeftRow, Tx, VaultError};
use visita_wire::{DocId, Outer};

/// A record that is about to be left behind.
struct Leaving {
    row: LeftRow,
    /// Each envelope, and the mailbox of the key that opens it.
    envelopes: Vec<(EnvelopeRow, [u8; 32])>,
}

/// Everything that one transaction takes away.
struct Plan {
    records: Vec<Leaving>,
    /// Keys, identities and drafts, in one piece.
    chest: Sealed,
    /// Grants, by their hash.
    grants: Vec<([u8; 32], Sealed)>,
    /// Keys of the drafts in it.
    drafts: Vec<String>,
}

impl Session {
    /// Leaves records behind: refused where one of them is needed, or must not be left.
    pub(crate) fn travel_begin(&mut self, args: TravelBegin) -> Result<TravelState, ApiError> {
        if !args.acknowledged {
            return Err(ApiError::about(ErrorCode::Refused, "acknowledged"));
        }
        let since_ms = self.now_ms();
        let records = self.what_stays(&args)?;
        let (files, this) = (self.chosen(), self.open()?.device.id());
        let team = self.team()?.clone();
        let holding = holders(&team, &this);
        let seats = holding.iter().filter_map(|device| team.roster.devices.get(device));
        let recipients: Vec<String> = seats.map(|seat| seat.recipient.clone()).collect();
        if recipients.is_empty() {
            return Err(ErrorCode::CannotLeave.into());
        }
        let people = holding.iter().filter_map(|device| team.roster.person_of(device));
        let names: BTreeSet<String> = people.map(|person| person.name.clone()).collect();
        let made = JourneyKey {
            team: team.roster.team,
            device: this,
            since_ms,
            key: FileKey::make(),
        };
        let recipient = made.key.recipient();
        let plan = self.open()?.looked_out(&records, &recipient)?;
        // The file first, and read back: nothing is put away under a key that nobody has.
        let sealed = made.sealed(&recipients)?;
        write_file(files.as_ref(), &args.path, &sealed)?;
        if read_file(files.as_ref(), &args.path, MAX_FILE_BYTES)? != sealed {
            return Err(ApiError::about(ErrorCode::FileUnreachable, args.path));
        }
        let journey = Journey {
            recipient,
            since_ms,
            visit: args.visit,
            holders: names.into_iter().collect(),
        };
        self.open()?.leave_behind(&plan, &journey)?;
        // What was left is away; where its traces cannot be written over now, the state says so, and each unlock tries again.
        let _ = self.write_over_traces();
        self.journey_get(Nothing {})
    }

    /// The records that are meant, each of which may be left behind.
    fn what_stays(&mut self, args: &TravelBegin) -> Result<Vec<(DocumentId, DocumentKind)>, ApiError> {
        let open = self.open()?;
        open.still_here()?;
        if open.left.is_away() || !open.vault.read().left()?.is_empty() {
            return Err(ErrorCode::AlreadyTravelling.into());
        }
        let known: BTreeMap<DocumentId, _> = self
            .carried(&args.visit)?
            .into_iter()
            .map(|one| (one.id, one))
            .collect();
        let now_ms = self.now_ms();
        let standing = Standing::of(self.open()?, now_ms)?;
        let mut records = BTreeMap::new();
        for text in &args.records {
            let refused = || ApiError::about(ErrorCode::CannotLeave, text.clone());
            let id: DocumentId = text.parse()?;
            let one = known.get(&id).filter(|one| !one.needed).ok_or_else(refused)?;
            if standing.why_not(id).is_some() {
                return Err(refused());
            }
            records.insert(id, one.kind);
        }
        if records.is_empty() {
            return Err(ApiError::about(ErrorCode::Refused, "records"));
        }
        self.require_entries_stay(&records)?;
        Ok(records.into_iter().collect())
    }

    /// Makes what can be found anew, and writes the store anew without what was deleted from it.
    pub(super) fn write_over_traces(&mut self) -> Result<(), ApiError> {
        self.open()?.vault.transact(|tx| tx.forget_search())?;
        self.rebuild()?;
        let vault = &mut self.open()?.vault;
        vault.compact()?;
        Ok(vault.transact(|tx| tx.drop_setting(TRACES))?)
    }

    /// What a journey left half done when the process ended: its traces, or the way back.
    pub(crate) fn settle_travel(&mut self) -> Result<(), ApiError> {
        let open = self.open()?;
        let traces = open.vault.read().setting(TRACES)?.is_some();
        let returns = !open.left.is_away() && !open.vault.read().left()?.is_empty();
        let written_over = if traces { self.write_over_traces() } else { Ok(()) };
        if returns {
            self.come_back()?;
        }
        written_over
    }
}

impl Open {
    /// Looks out everything that goes, and seals what exists here alone. Nothing is written.
    fn looked_out(&mut self, records: &[(DocumentId, DocumentKind)], recipient: &str) -> Result<Plan, ApiError> {
        let ids: BTreeSet<DocumentId> = records.iter().map(|(id, _)| *id).collect();
        let docs: BTreeSet<[u8; 16]> = ids.iter().map(|id| id.bytes()).collect();
        let held = self.chains_held()?;
        let mut leaving = Vec::with_capacity(records.len());
        for (id, kind) in records {
            let chains = held.get(&id.bytes()).cloned().unwrap_or_default();
            leaving.push(self.left_record(*id, *kind, chains)?);
        }
        let tx = self.vault.read();
        let mut items = Vec::new();
        for doc in &docs {
            items.extend(tx.keys_of(doc)?.into_iter().map(Item::Key));
            if let Some(sealed) = tx.sealed_identity(doc)? {
                items.push(Item::Identity {
                    interview: *doc,
                    sealed,
                });
            }
        }
        let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let mut drafts = Vec::new();
        for key in tx.drafts_under("")? {
            let Some(draft) = tx.draft(&key)? else { continue };
            if names(&key, &ids) || texts.iter().any(|id| draft.text.contains(id)) {
                drafts.push(key.clone());
                items.push(Item::Draft { key, draft });
            }
        }
        let of_left = tx
            .grants_of_keys()?
            .into_iter()
            .filter(|grant| docs.contains(&grant.doc));
        let hashes: BTreeSet<[u8; 32]> = of_left.map(|grant| grant.hash).collect();
        let mut grants = Vec::with_capacity(hashes.len());
        for (hash, bytes) in tx.grants()?.into_iter().filter(|(hash, _)| hashes.contains(hash)) {
            grants.push((hash, Sealed::of(&[Item::Grant(bytes)], recipient)?));
        }
        Ok(Plan {
            records: leaving,
            chest: Sealed::of(&items, recipient)?,
            grants,
            drafts,
        })
    }

    /// How far each chain is held, by document.
    fn chains_held(&self) -> Result<BTreeMap<[u8; 16], Vec<ChainHeld>>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let have = self.ledger(team.roster.team).have()?;
        let docs = have.docs.into_iter().map(|doc| {
            let held = doc.held.into_iter().map(|to| (to.device.0, to.seq));
            let DocId(id) = doc.doc;
            (id, held.collect())
        });
        Ok(docs.collect())
    }

    /// One record, made anew from its envelopes as it will be on the way back: what does not come out as it stands is not left.
    fn left_record(&mut self, id: DocumentId, kind: DocumentKind, held: Vec<ChainHeld>) -> Result<Leaving, ApiError> {
        let refused = || ApiError::about(ErrorCode::CannotLeave, id.to_string());
        let doc = id.bytes();
        let standing = self.vault.read().document_standing(&doc)?.ok_or_else(refused)?;
        let rows = self.vault.read().envelopes_of(&doc)?;
        let offered = rows.iter().cloned().map(|row| Offered {
            row,
            new: false,
            taken: true,
        });
        let tried = self.try_afresh(id, offered.collect())?;
        if tried.heads() != Some(standing.heads.as_slice()) {
            return Err(refused());
        }
        let mut envelopes = Vec::with_capacity(rows.len());
        for row in rows {
            let mailbox = Outer::decode(&row.outer).map_err(|_| ErrorCode::Damaged)?.mailbox;
            if !self.vault.read().has_key(&mailbox.0)? {
                return Err(refused());
            }
            // Which it is says enough; its bytes stay where they are.
            let outer = Vec::new();
            envelopes.push((EnvelopeRow { outer, ..row }, mailbox.0));
        }
        Ok(Leaving {
            row: LeftRow {
                doc,
                kind: kind.code().to_owned(),
                heads: standing.heads,
                held,
            },
            envelopes,
        })
    }

    /// Takes all of it away, or nothing; then what memory holds of it.
    fn leave_behind(&mut self, plan: &Plan, journey: &Journey) -> Result<(), ApiError> {
        let journey = serde_json::to_string(journey).map_err(|_| ErrorCode::Refused)?;
        let drafts = serde_json::to_string(&plan.drafts).map_err(|_| ErrorCode::Refused)?;
        self.vault.transact(|tx| {
            plan.chest.put(tx)?;
            for (hash, sealed) in &plan.grants {
                sealed.put(tx)?;
                tx.set_grant_bytes(hash, &[])?;
            }
            plan.records.iter().try_for_each(|leaving| leaving.take_away(tx))?;
            plan.drafts.iter().try_for_each(|key| tx.drop_draft(key))?;
            // Parts of bundles may hold grants of what is left; whoever sent them puts them again.
            tx.forget_relay_parts()?;
            tx.put_setting(JOURNEY, &journey)?;
            tx.put_setting(DRAFTS, &drafts)?;
            tx.put_setting(TRACES, "due")
        })?;
        self.forget_in_memory()
    }

    /// What memory holds of records is read again from the store.
    pub(super) fn forget_in_memory(&mut self) -> Result<(), ApiError> {
        self.records.clear();
        self.shelf = None;
        self.import = None;
        self.meant.clear();
        self.book = BookShelf::default();
        self.unweighed = Unweighed::default();
        self.left = Left::load(&self.vault.read())?;
        Ok(())
    }
}

impl Leaving {
    fn take_away(&self, tx: &Tx<'_>) -> Result<(), VaultError> {
        for (row, mailbox) in &self.envelopes {
            tx.set_envelope_state(row, EnvelopeState::Sealed(*mailbox))?;
        }
        tx.drop_document(&self.row.doc, &self.row.kind)?;
        tx.drop_keys_of(&self.row.doc)?;
        tx.drop_identity(&self.row.doc)?;
        tx.put_left(&self.row)
    }
}

/// Whether the key of a draft names one of these records.
fn names(key: &str, ids: &BTreeSet<DocumentId>) -> bool {
    let mut named = key.split('/').filter_map(|part| part.parse().ok());
    named.any(|id: DocumentId| ids.contains(&id))
}
