//! Bundles out and in.

use crate::api::exchange::*;
use crate::api::{ApiError, ErrorCode};
use crate::intake::Counts;
use crate::ledger::VaultLedger;
use crate::merge::{SHORT_DEVICE_CHARS, device_owner};

use crate::session::{Open, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use visita_seal::envelope::DeviceKey;
use visita_seal::roster::{Person, Roster};
use visita_sync::{Ledger as _, Room, before_puts, lacking, snapshots};
use visita_transport::bundle::{self, Bundle, BundleError, MAX_EXPORT_BYTES, MAX_EXPORT_SNAPSHOT_BYTES};
use visita_transport::file::ChosenFiles;
use visita_vault::PeerRow;
use visita_wire::{
    DeviceId, Digest, DocId, Have, HeldTo, MAX_SNAPSHOTS, Message, Outer, TeamId, before_first, decode_messages,
    life_of,
};

impl Session {
    pub(crate) fn bundle_export(&mut self, args: BundleExport) -> Result<BundleView, ApiError> {
        let files = self.chosen();
        self.bundle_out(files.as_ref(), args)
    }

    /// What a bundle to these devices would hold; nothing is written. The file itself may differ by what age adds at random.
    pub(crate) fn bundle_preview(&mut self, args: BundlePreview) -> Result<BundleView, ApiError> {
        let BundlePreview { devices, first } = args;
        let path = String::new();
        self.bundle_out(&Nowhere, BundleExport { path, devices, first })
    }

    fn bundle_out(&mut self, files: &dyn ChosenFiles, args: BundleExport) -> Result<BundleView, ApiError> {
        let open = self.open()?;
        open.packed(&args.devices, args.first)?
            .write(files, args.path, &open.device)
    }

    pub(crate) fn bundle_inspect(&mut self, args: FilePath) -> Result<BundleView, ApiError> {
        let bundle = self.read_bundle(&args.path)?;
        let open = self.open()?;
        let mut new = 0;
        for message in &bundle.messages {
            let Message::Puts(puts) = message else { continue };
            for put in puts {
                new += u32::from(
                    open.vault
                        .read()
                        .envelope(&put.doc.0, &put.device.0, put.seq)?
                        .is_none(),
                );
            }
        }
        let from = device_owner(open, &bundle.from.to_string());
        Ok(BundleView {
            from,
            bytes: u32::try_from(bundle.bytes).unwrap_or(u32::MAX),
            path: args.path,
            new_envelopes: new,
            ..open.describe(&bundle.messages)?
        })
    }

    pub(crate) fn bundle_import(&mut self, args: FilePath) -> Result<BundleImported, ApiError> {
        let at_ms = self.now_ms();
        self.open()?.still_here()?;
        let bundle = self.read_bundle(&args.path)?;
        let counts = self.open()?.take_bundle(bundle.from, bundle.messages, at_ms)?;
        let open_conflicts = self.conflict_total()?;
        Ok(BundleImported {
            applied: counts.applied,
            known: counts.known,
            read: counts.read,
            waiting: counts.waiting,
            sealed: counts.sealed,
            quarantined: counts.quarantined,
            open_conflicts,
        })
    }

    fn read_bundle(&mut self, path: &str) -> Result<Bundle, ApiError> {
        let files = self.chosen();
        let open = self.open()?;
        if open.team.is_none() {
            return Err(ErrorCode::NoTeam.into());
        }
        bundle::read(files.as_ref(), path, &open.files).map_err(|error| bundle_error(error, path))
    }

    /// How many conflicts stand open in all records that this device may read, and are told.
    pub(crate) fn conflict_total(&mut self) -> Result<u32, ApiError> {
        let told = self.open()?.count_told()?;
        Ok(u32::try_from(told).unwrap_or(u32::MAX))
    }
}

/// What a bundle will hold, and for whom it is sealed.
pub(crate) struct Packed {
    messages: Vec<Message>,
    ages: Vec<String>,
    view: BundleView,
}

impl Packed {
    /// Takes a notice along that is not kept here yet.
    pub(crate) fn take_along(&mut self, notice: &[u8]) {
        self.messages.push(Message::Grants(vec![notice.to_vec().into()]));
    }

    /// Seals it into a file.
    pub(crate) fn write(
        self,
        files: &dyn ChosenFiles,
        path: String,
        device: &DeviceKey,
    ) -> Result<BundleView, ApiError> {
        let written = bundle::write(files, &path, &self.messages, device, &self.ages);
        let bytes = written.map_err(|error| bundle_error(error, &path))?;
        Ok(BundleView {
            bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            path,
            ..self.view
        })
    }
}

impl Open {
    /// What goes to these devices; to all others of the team where none is named.
    pub(crate) fn packed(&self, devices: &[String], first: bool) -> Result<Packed, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let to = recipients(&team.roster, &self.device.id(), devices)?;
        let seats = to.iter().filter_map(|device| team.roster.devices.get(device));
        let ages = seats.map(|seat| seat.recipient.clone()).collect();
        let ledger = self.ledger(team.roster.team);
        let known = self.known_to_all(team.roster.team, &to)?;
        let mut messages = vec![Message::Have(ledger.have()?)];
        messages.extend(to_go(&ledger, &known, &to, first)?);
        let view = BundleView {
            from: device_owner(self, &self.device.id().to_string()),
            ..self.describe(&messages)?
        };
        Ok(Packed { messages, ages, view })
    }

    /// Takes a bundle of a member: roster first, then grants, then snapshots, then envelopes, then what the sender holds.
    pub(crate) fn take_bundle(
        &mut self,
        from: DeviceId,
        messages: Vec<Message>,
        at_ms: i64,
    ) -> Result<Counts, ApiError> {
        self.still_here()?;
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?.roster.team;
        let (mut haves, mut grants, mut snapshots, mut puts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut roster: Option<(u32, Vec<Vec<u8>>)> = None;
        for message in messages {
            match message {
                Message::Roster { from, entries } => {
                    // A long roster comes in parts.
                    let (_, all) = roster.get_or_insert((from, Vec::new()));
                    all.extend(entries.into_iter().map(|entry| entry.to_vec()));
                }
                Message::Have(have) if have.team == team => haves.push(have),
                Message::Have(_) => return Err(ErrorCode::BadFile.into()),
                Message::Grants(bytes) => grants.extend(bytes.into_iter().map(|grant| grant.to_vec())),
                Message::Snapshots(more) => snapshots.extend(more.into_iter().map(|outer| outer.to_vec())),
                Message::Puts(more) => puts.extend(more),
            }
        }
        // Its own entries may bring the sender onto the roster. Who is not on it even then is a stranger: nothing is kept.
        let offered = roster.as_ref().map(|(first, entries)| (*first, entries.as_slice()));
        // Who is known to be removed still brings what is of others, and its own goes by the cut-off.
        let held = self.team.as_ref().and_then(|team| team.roster.devices.get(&from));
        let is_out = held.is_some_and(|seat| seat.removed);
        if !is_out && !self.roster_with(offered)?.is_member(&from) {
            return Err(ErrorCode::BadFile.into());
        }
        let forked = match offered {
            Some((first, entries)) => self.take_roster(first, entries, at_ms)?,
            None => 0,
        };
        let seat = self.team.as_ref().and_then(|team| team.roster.devices.get(&from));
        let seated = match seat {
            Some(seat) => !seat.removed,
            None => return Err(ErrorCode::BadFile.into()),
        };
        // Before anything else of it is taken: what comes may be what this device forgot.
        if self.forgot_by_haves(&haves)? {
            self.begin_life()?;
        }
        let refused = self.take_grants(&from, &grants, at_ms)?;
        let mut read = Counts::default();
        self.take_snapshots(&from, &snapshots, at_ms, &mut read)?;
        let mut counts = self.take_puts(puts, at_ms)?;
        counts.quarantined += forked + refused + read.quarantined;
        counts.read = read.read;
        self.stand_by_keys(at_ms)?;
        self.settle_epochs()?;
        for have in haves.into_iter().filter(|_| seated) {
            if self.precedes_journey(&from, &have)? {
                continue;
            }
            let row = PeerRow {
                device: from.0,
                at_ms,
                have: self.encode_have(have)?,
            };
            self.vault.transact(|tx| tx.put_peer(&row))?;
        }
        self.stand_by_words(at_ms)?;
        Ok(counts)
    }

    /// What messages hold. A record of which a snapshot and envelopes come is one record; whose snapshot nobody here can open
    /// is one that nothing else is known of.
    fn describe(&self, messages: &[Message]) -> Result<BundleView, ApiError> {
        let keys = self.vault.read().keys()?.into_iter();
        let docs: BTreeMap<[u8; 32], DocId> = keys.map(|key| (key.mailbox, DocId(key.doc))).collect();
        let doc_of = |outer: &[u8]| {
            let outer = Outer::decode(outer).ok();
            outer.and_then(|outer| docs.get(&outer.mailbox.0).copied())
        };
        let (mut records, mut envelopes, mut snapshots, mut unknown) = (BTreeSet::new(), 0, 0, 0);
        for message in messages {
            match message {
                Message::Puts(puts) => {
                    envelopes += puts.len();
                    records.extend(puts.iter().map(|put| put.doc));
                }
                Message::Snapshots(more) => {
                    snapshots += more.len();
                    for outer in more {
                        match doc_of(outer) {
                            Some(doc) => _ = records.insert(doc),
                            None => unknown += 1,
                        }
                    }
                }
                Message::Have(_) | Message::Roster { .. } | Message::Grants(_) => {}
            }
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(BundleView {
            from: String::new(),
            records: count(records.len() + unknown),
            snapshots: count(snapshots),
            envelopes: count(envelopes),
            new_envelopes: 0,
            bytes: 0,
            path: String::new(),
        })
    }

    pub(crate) fn peer_haves(&self) -> Result<Vec<(DeviceId, Have)>, ApiError> {
        let mut haves = Vec::new();
        for peer in self.vault.read().peers()? {
            for message in decode_messages(&peer.have).map_err(|_| ErrorCode::Damaged)? {
                if let Message::Have(have) = message {
                    haves.push((DeviceId(peer.device), have));
                }
            }
        }
        Ok(haves)
    }

    /// What every one of these devices is known to hold: the least of each.
    fn known_to_all(&self, team: TeamId, devices: &[DeviceId]) -> Result<Have, ApiError> {
        let haves: Vec<Have> = self
            .peer_haves()?
            .into_iter()
            .filter(|(device, _)| devices.contains(device))
            .map(|(_, h)| h)
            .collect();
        let nothing = Have {
            team,
            roster: 0,
            head: Digest([0; 32]),
            grants: Vec::new(),
            docs: Vec::new(),
        };
        let Some((first, rest)) = haves.split_first().filter(|_| haves.len() == devices.len()) else {
            return Ok(nothing);
        };
        let mut least = first.clone();
        for other in rest {
            // The shorter roster is the beginning of the longer, or they have forked and both get ours whole.
            if other.roster < least.roster {
                (least.roster, least.head) = (other.roster, other.head);
            } else if other.roster == least.roster && other.head != least.head {
                (least.roster, least.head) = (nothing.roster, nothing.head);
            }
            least.grants.retain(|grant| other.grants.contains(grant));
            for doc in &mut least.docs {
                let theirs = other.docs.iter().find(|candidate| candidate.doc == doc.doc);
                for to in &mut doc.held {
                    let life = life_of(to.seq);
                    let same = |candidate: &&HeldTo| candidate.device == to.device && life_of(candidate.seq) == life;
                    let held = theirs.and_then(|d| d.held.iter().find(same));
                    to.seq = to.seq.min(held.map_or(before_first(life), |held| held.seq));
                }
            }
        }
        Ok(least)
    }
}

/// Snapshots in a bundle. How many there are, their bytes alone say.
const ROOM: Room = Room {
    count: MAX_SNAPSHOTS,
    bytes: MAX_EXPORT_SNAPSHOT_BYTES,
};

/// Documents of which any of these devices is known to hold anything.
fn held_by_any(open: &Open, devices: &[DeviceId]) -> Result<BTreeSet<DocId>, ApiError> {
    let haves = open.peer_haves()?.into_iter();
    let docs = haves
        .filter(|(device, _)| devices.contains(device))
        .flat_map(|(_, have)| have.docs);
    let holds = |to: &HeldTo| to.seq > before_first(life_of(to.seq));
    Ok(docs
        .filter(|doc| doc.held.iter().any(holds))
        .map(|doc| doc.doc)
        .collect())
}

/// What goes to devices that all hold `known`: a snapshot of each document of which one of them holds nothing, where its
/// envelopes do not all fit; in a first bundle wherever one can be made, and then none of its envelopes, unless somebody holds
/// a part of it: they would take no snapshot, and lack the rest.
fn to_go(ledger: &VaultLedger<'_>, known: &Have, to: &[DeviceId], first: bool) -> Result<Vec<Message>, ApiError> {
    let mut seen = BTreeSet::new();
    if !first {
        let messages = lacking(ledger, known, MAX_EXPORT_BYTES)?;
        let made = snapshots(ledger, to, (known, &messages), &mut seen, ROOM)?;
        return Ok(before_puts(made, messages));
    }
    let made = snapshots(ledger, to, (known, &[]), &mut seen, ROOM)?;
    let read: BTreeSet<DocId> = made.iter().map(|(doc, _)| *doc).collect();
    let team = ledger.open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
    let begun = held_by_any(ledger.open, to)?;
    // What nobody of them may read comes later as well, to be passed on.
    let may_wait = |doc: &DocId| {
        if begun.contains(doc) {
            return false;
        }
        let readers = ledger.open.access(&doc.0).map(|access| access.readers(&team.roster));
        read.contains(doc) || !readers.is_ok_and(|readers| to.iter().any(|device| readers.contains(device)))
    };
    let (later, now): (Vec<_>, Vec<_>) = ledger.have()?.docs.into_iter().partition(|doc| may_wait(&doc.doc));
    let mut without = known.clone();
    without.docs.retain(|doc| now.iter().any(|other| other.doc == doc.doc));
    without.docs.extend(later);
    Ok(before_puts(made, lacking(ledger, &without, MAX_EXPORT_BYTES)?))
}

/// Seals as for a file, and keeps nothing: what would be written is measured by writing it.
struct Nowhere;

impl ChosenFiles for Nowhere {
    fn read(&self, _: &str, _: u64) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn write(&self, _: &str, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// Digits of a device's id that are enough to name it.
const DEVICE_PREFIX_CHARS: usize = SHORT_DEVICE_CHARS;

/// The devices a bundle is sealed to: all others of the team, or those named, each by its id or the beginning of it, or
/// by its member's id or name. Whoever is named and is not there is an error: a bundle for fewer than were meant is none.
fn recipients(roster: &Roster, this: &DeviceId, named: &[String]) -> Result<Vec<DeviceId>, ApiError> {
    let others = roster.devices.iter().filter(|(id, seat)| *id != this && !seat.removed);
    let others: Vec<DeviceId> = others.map(|(id, _)| *id).collect();
    let mut to: BTreeSet<DeviceId> = BTreeSet::new();
    for name in named {
        let is_meant = |device: &&DeviceId| {
            let id = device.to_string();
            let by_id = name.len() >= DEVICE_PREFIX_CHARS && id.starts_with(name.as_str());
            let by_member = |person: &Person| person.name == *name || person.member.to_string() == *name;
            by_id || roster.person_of(device).is_some_and(by_member)
        };
        let meant: Vec<DeviceId> = others.iter().filter(is_meant).copied().collect();
        if meant.is_empty() {
            return Err(ApiError::about(ErrorCode::NotFound, "devices"));
        }
        to.extend(meant);
    }
    let to: Vec<DeviceId> = if named.is_empty() {
        others
    } else {
        to.into_iter().collect()
    };
    if to.is_empty() {
        return Err(ApiError::about(ErrorCode::NotFound, "devices"));
    }
    Ok(to)
}

fn bundle_error(error: BundleError, path: &str) -> ApiError {
    match error {
        BundleError::Unreachable => ApiError::about(ErrorCode::FileUnreachable, path),
        BundleError::Stands => ApiError::about(ErrorCode::FileStands, path),
        BundleError::NotForUs => ErrorCode::NotForThisDevice.into(),
        BundleError::Bad => ErrorCode::BadFile.into(),
        BundleError::Refused => ErrorCode::Refused.into(),
    }
}
