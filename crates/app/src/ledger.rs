//! What this device holds, as the exchange sees it.

use crate::api::{ApiError, ErrorCode};
use std::collections::{BTreeMap, BTreeSet};
use visita_seal::roster::entry_hash;
use visita_sync::Ledger;
use visita_vault::Tx;
use visita_wire::{DeviceId, Digest, DocId, Have, HaveDoc, HeldTo, Put, TeamId};

/// The vault as a ledger.
pub(crate) struct VaultLedger<'a> {
    pub tx: Tx<'a>,
    pub team: TeamId,
}

impl Ledger for VaultLedger<'_> {
    type Error = ApiError;

    fn have(&self) -> Result<Have, ApiError> {
        let mut docs: BTreeMap<DocId, BTreeMap<DeviceId, u64>> = BTreeMap::new();
        for (doc, device, seq) in self.tx.envelope_numbers()? {
            let held = docs.entry(DocId(doc)).or_default().entry(DeviceId(device)).or_default();
            if seq == *held + 1 {
                *held = seq;
            }
        }
        let docs = docs
            .into_iter()
            .map(|(doc, held)| HaveDoc {
                doc,
                held: held.into_iter().map(|(device, seq)| HeldTo { device, seq }).collect(),
            })
            .collect();
        let entries = self.tx.roster_from(0)?;
        let roster = u32::try_from(entries.len()).map_err(|_| ErrorCode::Damaged)?;
        let head = Digest(entries.last().map_or([0; 32], |entry| entry_hash(entry)));
        let grants = self.tx.grant_hashes()?.into_iter().map(Digest).collect();
        Ok(Have {
            team: self.team,
            roster,
            head,
            grants,
            docs,
        })
    }

    fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, ApiError> {
        Ok(self.tx.roster_from(first)?)
    }

    fn head_of(&self, entries: u32) -> Result<Option<Digest>, ApiError> {
        let Some(last) = entries.checked_sub(1) else {
            return Ok(None);
        };
        let from_last = self.tx.roster_from(last)?;
        Ok(from_last.first().map(|entry| Digest(entry_hash(entry))))
    }

    fn grants(&self, wanted: &BTreeSet<Digest>) -> Result<Vec<Vec<u8>>, ApiError> {
        let all = self.tx.grants()?.into_iter();
        Ok(all
            .filter(|(hash, _)| wanted.contains(&Digest(*hash)))
            .map(|(_, bytes)| bytes)
            .collect())
    }

    fn envelopes_after(&self, doc: DocId, device: DeviceId, seq: u64, bytes: usize) -> Result<Vec<Put>, ApiError> {
        let rows = self.tx.envelopes_after(&doc.0, &device.0, seq, bytes)?;
        Ok(rows
            .into_iter()
            .map(|row| Put {
                doc,
                device,
                seq: row.seq,
                outer: row.outer.into(),
            })
            .collect())
    }
}
