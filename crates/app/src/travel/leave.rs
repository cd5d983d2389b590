//! The journey begins: the key goes into a file for those at home, and what is left behind goes in one transaction.

use super::chest::{Item, Sealed};
use super::key_file::{JourneyKey, MAX_FILE_BYTES, holders};
use super::partial::partial;
use super::standing::Standing;
use super::{DRAFTS, JOURNEY, Journey, Left, PARTIAL, TRACES};
use crate::api::travel::{TravelBegin, TravelState};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{read_file, write_new};
use crate::envelopes::Offered;
use crate::relay::BookShelf;
use crate::session::{Open, Session};
use crate::snapshot::Unweighed;
use crate::vaults::LISTS;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::DocumentKind;
use visita_seal::sealed_file::FileKey;
use visita_sync::Ledger as _;
use visita_vault::{ChainHeld, Draft, EnvelopeRow, EnvelopeState, LeftRow, Tx, VaultError};
use visita_wire::{DocId, Outer};

/// Times that traces are written over by itself; from then on whoever travels says when.
pub(super) const MAX_TRIES: u32 = 3;

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
    /// Those of them under which nothing may be typed meanwhile: they name what is left.
    closed: Vec<String>,
    /// The visits that lack something from then on.
    partial: BTreeSet<DocumentId>,
}

impl Session {
    /// Leaves records behind: refused where one of them is needed, or must not be left.
    pub(crate) fn travel_begin(&mut self, args: TravelBegin) -> Result<TravelState, ApiError> {
        self.leave_records(args)?;
        // What was left is away; where its traces cannot be written over now, the state says so, and it is tried again.
        let _ = self.write_over_traces();
        self.journey_get(Nothing {})
    }

    /// Leaves them, and nothing on a list or in the search tells of them any more. What the store still shows of them is left to
    /// be written over.
    pub(super) fn leave_records(&mut self, args: TravelBegin) -> Result<(), ApiError> {
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
        // The file first, and read back: nothing is put away under a key that nobody has. Nor is the key of another journey
        // written over, which would be the end of what was put away under it.
        let sealed = made.sealed(&recipients)?;
        write_new(files.as_ref(), &args.path, &sealed)?;
        if read_file(files.as_ref(), &args.path, MAX_FILE_BYTES)? != sealed {
            return Err(ApiError::about(ErrorCode::FileUnreachable, args.path));
        }
        let journey = Journey {
            recipient,
            since_ms,
            visit: args.visit,
            holders: names.into_iter().collect(),
        };
        self.open()?.leave_behind(&plan, &journey)
    }

    /// The records that are meant, each of which may be left behind.
    fn what_stays(&mut self, args: &TravelBegin) -> Result<Vec<(DocumentId, DocumentKind)>, ApiError> {
        let open = self.open()?;
        open.still_here()?;
        if open.left.lacks_some() {
            return Err(ErrorCode::AlreadyTravelling.into());
        }
        // What was given up on an earlier way back, and has come since, is a record like any other.
        open.settle_left()?;
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

    /// Writes over what the store still shows of what was left, as often as it is asked for.
    pub(crate) fn travel_clean(&mut self, _: Nothing) -> Result<TravelState, ApiError> {
        if self.open()?.tries_at_traces()?.is_some() {
            self.write_over_traces()?;
        }
        self.journey_get(Nothing {})
    }

    /// Makes what can be found anew, and writes the store anew without what was deleted from it. That takes as much memory as
    /// the store is large, and the system may end the process for it without a word: that it is tried is written down before.
    fn write_over_traces(&mut self) -> Result<(), ApiError> {
        let vault = &mut self.open()?.vault;
        vault.transact(|tx| put_tries(tx, tries_at_traces(tx)?.unwrap_or_default().saturating_add(1)))?;
        let written_over = self.rebuild_and_compact();
        if written_over
            .as_ref()
            .is_err_and(|error| error.code == ErrorCode::DiskFull)
        {
            // The process is alive, and there may be room the next time.
            let _ = self.open()?.vault.transact(|tx| {
                let tries = tries_at_traces(tx)?;
                tries.map_or(Ok(()), |tries| put_tries(tx, tries.saturating_sub(1)))
            });
        }
        written_over
    }

    fn rebuild_and_compact(&mut self) -> Result<(), ApiError> {
        // Lists and search that were emptied are made anew first: that needs no second copy of the store, so it is done where
        // there is no room for one, too.
        let are_empty = self.open()?.vault.read().setting(LISTS)?.is_none();
        if are_empty {
            self.rebuild()?;
        }
        let vault = &mut self.open()?.vault;
        vault.require_room_to_compact()?;
        if !are_empty {
            // Somebody made them anew meanwhile, or an earlier version left without emptying them.
            vault.transact(empty_lists)?;
            self.rebuild()?;
        }
        let vault = &mut self.open()?.vault;
        vault.compact()?;
        Ok(vault.transact(|tx| tx.drop_setting(TRACES))?)
    }

    /// What a journey left half done when the process ended: its traces, or the way back.
    pub(crate) fn settle_travel(&mut self) -> Result<(), ApiError> {
        self.forget_parts_away();
        let open = self.open()?;
        let tries = open.tries_at_traces()?;
        let written_over = if tries.is_some_and(|tries| tries < MAX_TRIES) {
            self.write_over_traces()
        } else {
            Ok(())
        };
        if self.open()?.left.is_returning() {
            self.come_back()?;
        }
        written_over
    }

    /// Forgets the parts of bundles that came on a journey and have not come whole, before this vault is locked and after it was
    /// opened: they may bring keys of what was left, and stand as they were sealed. They are asked for again, from the beginning
    /// of their mailbox.
    pub(crate) fn forget_parts_away(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|open| open.left.is_away()) {
            let _ = open.vault.transact(|tx| tx.forget_relay_parts());
        }
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
        let partial = partial(self.shelf()?, &ids);
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
        let (mut drafts, mut closed) = (Vec::new(), Vec::new());
        for (key, draft, is_about) in drafts_about(&tx, &ids)? {
            // What merely mentions a record is of something else, which goes on.
            closed.extend(is_about.then(|| key.clone()));
            drafts.push(key.clone());
            items.push(Item::Draft { key, draft });
        }
        Ok(Plan {
            records: leaving,
            chest: Sealed::of(&items, recipient)?,
            grants: grants_sealed(&tx, &docs, recipient)?,
            drafts,
            closed,
            partial,
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
        let closed = serde_json::to_string(&plan.closed).map_err(|_| ErrorCode::Refused)?;
        let partial = serde_json::to_string(&plan.partial).map_err(|_| ErrorCode::Refused)?;
        self.vault.transact(|tx| {
            plan.chest.put(tx)?;
            tx.put_setting(PARTIAL, &partial)?;
            for (hash, sealed) in &plan.grants {
                sealed.put(tx)?;
                tx.set_grant_bytes(hash, &[])?;
            }
            plan.records.iter().try_for_each(|leaving| leaving.take_away(tx))?;
            plan.drafts.iter().try_for_each(|key| tx.drop_draft(key))?;
            // Parts of bundles may hold grants of what is left; they are asked for again.
            tx.forget_relay_parts()?;
            tx.put_setting(JOURNEY, &journey)?;
            tx.put_setting(DRAFTS, &closed)?;
            put_tries(tx, 0)?;
            // What comes along is found by names of what stays.
            empty_lists(tx)
        })?;
        self.forget_in_memory()
    }

    fn tries_at_traces(&self) -> Result<Option<u32>, VaultError> {
        tries_at_traces(&self.vault.read())
    }

    /// What memory holds of records is read again from the store.
    pub(crate) fn forget_in_memory(&mut self) -> Result<(), ApiError> {
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

/// Drafts that name one of these records, and whether their key does.
fn drafts_about(tx: &Tx<'_>, ids: &BTreeSet<DocumentId>) -> Result<Vec<(String, Draft, bool)>, VaultError> {
    let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let mut found = Vec::new();
    for key in tx.drafts_under("")? {
        let Some(draft) = tx.draft(&key)? else { continue };
        let is_about = texts.iter().any(|id| key.contains(id));
        if is_about || texts.iter().any(|id| draft.text.contains(id)) {
            found.push((key, draft, is_about));
        }
    }
    Ok(found)
}

/// The grants that brought keys of these records, by their hash, each sealed for itself.
fn grants_sealed(tx: &Tx<'_>, docs: &BTreeSet<[u8; 16]>, recipient: &str) -> Result<Vec<([u8; 32], Sealed)>, ApiError> {
    let of_left = tx.granted()?.into_iter().filter(|grant| docs.contains(&grant.doc));
    let hashes: BTreeSet<[u8; 32]> = of_left.map(|grant| grant.hash).collect();
    let mut grants = Vec::with_capacity(hashes.len());
    for (hash, bytes) in tx.grants()?.into_iter().filter(|(hash, _)| hashes.contains(hash)) {
        grants.push((hash, Sealed::of(&[Item::Grant(bytes)], recipient)?));
    }
    Ok(grants)
}

/// How many times it was begun to write traces over; none where there is none to write over.
fn tries_at_traces(tx: &Tx<'_>) -> Result<Option<u32>, VaultError> {
    let tries = tx.setting(TRACES)?.map(|tries| tries.parse::<u32>());
    tries.transpose().map_err(|_| VaultError::Damaged)
}

fn put_tries(tx: &Tx<'_>, tries: u32) -> Result<(), VaultError> {
    tx.put_setting(TRACES, &tries.to_string())
}

/// Empties the search. Until they are made anew, it and the lists are of no edition: an unlock sees to it.
fn empty_lists(tx: &Tx<'_>) -> Result<(), VaultError> {
    tx.forget_search()?;
    tx.drop_setting(LISTS)
}
