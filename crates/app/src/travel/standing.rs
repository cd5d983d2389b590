//! Which records may be left behind: those that lack nothing here, and that a device of somebody who reads them holds whole.

use super::travels;
use crate::api::{ApiError, ErrorCode};
use crate::membership::epochs::Access;
use crate::session::{Open, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::dates::DAY_MS;
use visita_seal::grant::trusted_grant;
use visita_sync::{Between, Ledger as _};
use visita_vault::GrantedRow;
use visita_wire::{DeviceId, Digest, DocId, Have, HaveDoc, Message, count_of, decode_messages};

/// Something of the record waits, was refused, or has a gap before it.
const UNSETTLED: &str = "unsettled";
/// The record is the word of a lead until its envelopes have come.
const VOUCHED: &str = "vouched";
/// No other device that reads it is known to hold all of it.
const ONLY_HERE: &str = "only_here";

/// Oldest word of a device that counts, days. One that was not heard of since may be on a journey itself. Nor does one count
/// that was heard more than a day from now: clocks differ by less, and it would never grow old.
pub(super) const MAX_SILENT_DAYS: i64 = 7;

/// Another device, by what it last said.
struct Peer {
    device: DeviceId,
    held: Between,
    grants: BTreeSet<Digest>,
}

/// What is known of all records, looked up once.
pub(super) struct Standing {
    held: BTreeMap<DocId, HaveDoc>,
    counts: BTreeMap<[u8; 16], u64>,
    unsettled: BTreeSet<[u8; 16]>,
    vouched: BTreeSet<[u8; 16]>,
    readers: BTreeMap<[u8; 16], BTreeSet<DeviceId>>,
    grants: BTreeMap<[u8; 16], Vec<GrantedRow>>,
    /// Mailboxes that the keys here lead to, by document.
    keys: BTreeMap<[u8; 16], Vec<[u8; 32]>>,
    peers: Vec<Peer>,
}

impl Standing {
    pub(super) fn of(open: &Open, now_ms: i64) -> Result<Self, ApiError> {
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let tx = open.vault.read();
        let ours = open.ledger(team.roster.team).have()?;
        let (mut readers, mut grants) = (BTreeMap::new(), BTreeMap::new());
        for rows in tx.granted()?.chunk_by(|a, b| a.doc == b.doc) {
            if let Some(access) = Access::of(rows) {
                readers.insert(access.doc.0, access.readers(&team.roster));
                grants.insert(access.doc.0, rows.to_vec());
            }
        }
        let mut keys: BTreeMap<[u8; 16], Vec<[u8; 32]>> = BTreeMap::new();
        for key in tx.keys()? {
            keys.entry(key.doc).or_default().push(key.mailbox);
        }
        let mut unsettled = tx.unsettled_documents()?;
        unsettled.extend(open.suspects.iter().map(|id| id.bytes()));
        // A key that was refused is a key all the same, and it lies here.
        for refused in tx.quarantined()? {
            let subjects = trusted_grant(&refused.bytes).map(|says| says.subjects);
            unsettled.extend(subjects.unwrap_or_default().iter().map(|subject| subject.doc.0));
        }
        Ok(Self {
            held: ours.docs.into_iter().map(|doc| (doc.doc, doc)).collect(),
            counts: tx.envelope_counts()?,
            unsettled,
            vouched: tx.snapshots()?.into_iter().collect(),
            readers,
            grants,
            keys,
            peers: peers(open, team, now_ms)?,
        })
    }

    /// Why a record must not be left behind; none where it may.
    pub(super) fn why_not(&self, id: DocumentId) -> Option<&'static str> {
        let doc = id.bytes();
        if self.vouched.contains(&doc) {
            return Some(VOUCHED);
        }
        let Some(held) = self.held.get(&DocId(doc)) else {
            return Some(UNSETTLED);
        };
        let without_gap: u64 = held.held.iter().map(|to| count_of(to.seq)).sum();
        if self.unsettled.contains(&doc) || self.counts.get(&doc) != Some(&without_gap) {
            return Some(UNSETTLED);
        }
        let is_held = self.peers.iter().any(|peer| self.holds(peer, &doc, held));
        (!is_held).then_some(ONLY_HERE)
    }

    /// Whether a device reads a record, holds every envelope of it and every grant, and can open each key that is here.
    fn holds(&self, peer: &Peer, doc: &[u8; 16], held: &HaveDoc) -> bool {
        let reads = self
            .readers
            .get(doc)
            .is_some_and(|readers| readers.contains(&peer.device));
        if !reads || peer.held.lack_of(held) > 0 {
            return false;
        }
        let grants = self.grants.get(doc).map(Vec::as_slice).unwrap_or_default();
        let is_for = |grant: &GrantedRow| {
            let named = grant.readers.as_ref();
            grant.issuer == peer.device.0 || named.is_some_and(|readers| readers.contains(&peer.device.0))
        };
        let opens = |mailbox: &[u8; 32]| grants.iter().any(|grant| grant.mailbox == *mailbox && is_for(grant));
        let keys = self.keys.get(doc).map(Vec::as_slice).unwrap_or_default();
        !keys.is_empty()
            && keys.iter().all(opens)
            && grants.iter().all(|grant| peer.grants.contains(&Digest(grant.hash)))
    }
}

impl Open {
    /// Whether what a device says in a bundle may be from before the last it said on its journey, since nothing in it is newer:
    /// such a word neither ends the journey nor counts as heard now. Bundles come in any order.
    pub(crate) fn precedes_journey(&self, device: &DeviceId, have: &Have) -> Result<bool, ApiError> {
        let Some(row) = self.vault.read().peer(&device.0)? else {
            return Ok(false);
        };
        let messages = decode_messages(&row.have).map_err(|_| ErrorCode::Damaged)?;
        let said = messages.into_iter().find_map(|message| match message {
            Message::Have(have) => Some(have),
            Message::Roster { .. } | Message::Grants(_) | Message::Puts(_) | Message::Snapshots(_) => None,
        });
        let Some(said) = said.filter(|said| said != have) else {
            return Ok(false);
        };
        let known: BTreeSet<&Digest> = said.grants.iter().collect();
        let is_newer = have.roster > said.roster
            || have.grants.iter().any(|grant| !known.contains(grant))
            || Between::of([&said]).lack(have) > 0;
        Ok(known.contains(&travels(device)) && !is_newer)
    }
}

/// The other devices of the team that were heard of lately and are not on a journey themselves, as far as they said.
fn peers(open: &Open, team: &TeamHere, now_ms: i64) -> Result<Vec<Peer>, ApiError> {
    let earliest_ms = now_ms.saturating_sub(MAX_SILENT_DAYS * DAY_MS);
    let heard = open.vault.read().peers()?.into_iter();
    let heard = heard.filter(|peer| (earliest_ms..=now_ms.saturating_add(DAY_MS)).contains(&peer.at_ms));
    let heard: BTreeSet<[u8; 32]> = heard.map(|peer| peer.device).collect();
    let haves = open.team_haves()?.into_iter();
    let haves = haves.filter(|(device, _)| heard.contains(&device.0));
    let at_home = haves
        .filter(|(device, have)| have.team == team.roster.team && have.grants.binary_search(&travels(device)).is_err());
    Ok(at_home
        .map(|(device, have)| Peer {
            device,
            held: Between::of([&have]),
            grants: have.grants.into_iter().collect(),
        })
        .collect())
}
