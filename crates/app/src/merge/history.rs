//! Who wrote what in a record, and who signed it or vouches for it.

use super::{device_owner, short};
use crate::api::merge::{History, HistoryEntry, RecordRef};
use crate::api::{ApiError, ErrorCode};
use crate::envelopes::open_taken;
use crate::session::Session;
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_domain::dates::{from_millis, rfc3339};
use visita_record::change_hash;

impl Session {
    pub(crate) fn history_get(&mut self, args: RecordRef) -> Result<History, ApiError> {
        let id: DocumentId = args.doc.parse()?;
        let open = self.open()?;
        let history = open.record(id)?.clone().history();
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        // Old envelopes are sealed for old epochs.
        let keys = open.vault.read().keys_of(&id.bytes())?;
        let mut signatures: BTreeMap<String, &str> = BTreeMap::new();
        for row in open.vault.read().envelopes_of(&id.bytes())? {
            // Removed devices signed what they signed: the signature is checked, not today's membership.
            if let Some(envelope) = open_taken(&row.outer, &keys, &team.roster) {
                let device = envelope.device().to_string();
                for hash in envelope.changes().iter().filter_map(|change| change_hash(change)) {
                    let of_author = history
                        .iter()
                        .any(|e| e.hash == hash && e.device.as_deref() == Some(&device));
                    signatures.insert(hash, if of_author { "valid" } else { "invalid" });
                }
            }
        }
        let vouched = open.vouched(id)?;
        let entries = history
            .into_iter()
            .filter_map(|entry| {
                let device = entry.device?;
                let by = device_owner(open, &device);
                let vouches = vouched.as_ref().filter(|(_, changes)| changes.contains(&entry.hash));
                let vouched_by = vouches.map(|(lead, _)| device_owner(open, &lead.to_string()));
                let signature = signatures.get(&entry.hash).copied();
                let unsigned = if vouched_by.is_some() { "vouched" } else { "missing" };
                Some(HistoryEntry {
                    by,
                    device: short(&device),
                    at: from_millis(entry.at_s.saturating_mul(1_000))
                        .map(rfc3339)
                        .unwrap_or_default(),
                    paths: entry.paths.into_iter().collect(),
                    vouched_by: vouched_by.filter(|_| signature.is_none()),
                    signature: signature.unwrap_or(unsigned).to_owned(),
                })
            })
            .collect();
        Ok(History { entries })
    }
}
