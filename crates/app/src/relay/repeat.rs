//! What a device lacks although the relay was said to hold it: expired, lost or dropped there, or sealed before the device
//! stood on the roster. It is put again, and whoever holds it puts it. What this device lacks itself although another has it
//! may have been passed over: its mailbox is read again from the beginning.

use crate::api::{ApiError, ErrorCode};
use crate::session::Open;
use std::collections::{BTreeMap, BTreeSet};
use visita_sync::Ledger as _;
use visita_wire::{DeviceId, Digest, DocId, Have, MailboxTag, before_first, life_of};

/// A device is not thought to lack what was put so short a time before it was heard of.
pub(crate) const REPEAT_AFTER_MS: i64 = 10 * 60 * 1_000;

/// A mailbox is read again for that no sooner than so long after the last time.
pub(crate) const REWIND_AFTER_MS: i64 = 24 * 60 * 60 * 1_000;
/// Noted among what a mailbox holds when it is: no hash of anything.
const REWOUND: [u8; 32] = [0; 32];

impl Open {
    /// Mailboxes to read again from the beginning: of documents of which this device's last `have` names more than is here.
    pub(crate) fn relay_rewind(&mut self, devices: &[DeviceId], at_ms: i64) -> Result<Vec<MailboxTag>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?.roster.team;
        let ours = self.ledger(team).have()?;
        let here: BTreeMap<Chain, u64> = numbers(&ours).collect();
        let mut lacking: BTreeSet<DocId> = BTreeSet::new();
        for (_, theirs) in self.peer_haves()?.iter().filter(|(peer, _)| devices.contains(peer)) {
            let more = numbers(theirs).filter(|(chain, seq)| *seq > held_to(&here, chain));
            lacking.extend(more.map(|((doc, ..), _)| doc));
        }
        let book = self.relay_book()?;
        let places = book.docs.iter().filter(|(_, place)| lacking.contains(&place.key.doc));
        let mut rewound = Vec::new();
        for (tag, _) in places {
            let last = self.vault.read().relay_held(&tag.0, &REWOUND)?;
            if last.is_none_or(|last| !(last..last.saturating_add(REWIND_AFTER_MS)).contains(&at_ms)) {
                rewound.push(*tag);
            }
        }
        self.vault.transact(|tx| {
            rewound.iter().try_for_each(|tag| {
                tx.put_relay_held(&tag.0, &REWOUND, at_ms)?;
                tx.put_relay_position(&tag.0, 0)
            })
        })?;
        Ok(rewound)
    }

    /// Forgets that the relay holds what this device's last `have` lacks, where it has had the time to fetch it.
    pub(crate) fn relay_repeat(&mut self, device: &DeviceId) -> Result<u32, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?.roster.team;
        let heard = self
            .vault
            .read()
            .peers()?
            .into_iter()
            .find(|peer| peer.device == device.0);
        let Some(at_ms) = heard.map(|peer| peer.at_ms) else {
            return Ok(0);
        };
        let theirs = self.peer_haves()?.into_iter().find(|(peer, _)| peer == device);
        let Some((_, theirs)) = theirs else { return Ok(0) };
        let ours = self.ledger(team).have()?;
        let before_ms = at_ms.saturating_sub(REPEAT_AFTER_MS);
        let lacked = self.envelopes_lacked(&ours, &theirs)?;
        let (grants, told): (Vec<_>, Vec<_>) = (
            lacking_grants(&ours, &theirs),
            self.relay_book()?.own.iter().map(|own| own.mailbox.tag).collect(),
        );
        let behind = (ours.head != theirs.head).then_some(ours.head.0);
        let dropped = self.vault.transact(|tx| {
            let mut dropped = 0;
            for hash in &lacked {
                dropped += u32::from(tx.drop_relay_held_anywhere(hash, before_ms)?);
            }
            for tag in &told {
                for hash in grants.iter().chain(&behind) {
                    dropped += u32::from(tx.drop_relay_held(&tag.0, hash, before_ms)?);
                }
            }
            Ok::<u32, visita_vault::VaultError>(dropped)
        })?;
        Ok(dropped)
    }

    /// Hashes of the envelopes that are here and not there.
    fn envelopes_lacked(&self, ours: &Have, theirs: &Have) -> Result<Vec<[u8; 32]>, ApiError> {
        let held: BTreeMap<Chain, u64> = numbers(theirs).collect();
        let mut lacked = Vec::new();
        for doc in &ours.docs {
            let is_lacked = |device: DeviceId, seq: u64| seq > held_to(&held, &(doc.doc, device, life_of(seq)));
            if doc.held.iter().any(|to| is_lacked(to.device, to.seq)) {
                let all = self.vault.read().envelope_hashes(&doc.doc.0)?.into_iter();
                let lacking = all.filter(|(device, seq, _)| is_lacked(DeviceId(*device), *seq));
                lacked.extend(lacking.map(|(_, _, hash)| hash));
            }
        }
        Ok(lacked)
    }
}

/// What counts for itself: one life of a device in a document.
type Chain = (DocId, DeviceId, u32);

fn numbers(have: &Have) -> impl Iterator<Item = (Chain, u64)> {
    let docs = have.docs.iter();
    docs.flat_map(|doc| {
        let held = doc.held.iter();
        held.map(|to| ((doc.doc, to.device, life_of(to.seq)), to.seq))
    })
}

fn held_to(held: &BTreeMap<Chain, u64>, chain: &Chain) -> u64 {
    held.get(chain).copied().unwrap_or(before_first(chain.2))
}

fn lacking_grants(ours: &Have, theirs: &Have) -> Vec<[u8; 32]> {
    let theirs: BTreeSet<&Digest> = theirs.grants.iter().collect();
    let lacked = ours.grants.iter().filter(|grant| !theirs.contains(grant));
    lacked.map(|grant| grant.0).collect()
}
