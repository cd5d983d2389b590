//! What this device holds, as the exchange sees it.

use crate::api::{ApiError, ErrorCode};
use crate::session::Open;
use crate::travel::travels;
use std::collections::{BTreeMap, BTreeSet};
use visita_seal::roster::entry_hash;
use visita_sync::Ledger;
use visita_vault::{News, Tx};
use visita_wire::{DeviceId, Digest, DocId, Have, HaveDoc, HeldTo, Put, TeamId, before_first, last_possible, life_of};

/// What is held, counted once and then followed: what it costs depends on what changed, not on what is there.
#[derive(Default)]
pub(crate) struct Held {
    counted: Option<Counted>,
    stale: News,
}

#[derive(Default)]
struct Counted {
    roster: u32,
    head: Option<Digest>,
    grants: BTreeSet<Digest>,
    docs: BTreeMap<DocId, BTreeMap<(DeviceId, u32), u64>>,
}

impl Held {
    /// What has changed since it was counted.
    pub(crate) fn follow(&mut self, news: News) {
        self.stale.add(news);
    }

    fn have(&mut self, tx: &Tx<'_>, team: TeamId) -> Result<Have, ApiError> {
        let stale = std::mem::take(&mut self.stale);
        // An error on the way leaves nothing counted: the next one to ask counts anew.
        let counted = match self.counted.take() {
            Some(counted) if !stale.recount => counted.after(&stale, tx)?,
            _ => Counted::all(tx)?,
        };
        let have = counted.have(team);
        self.counted = Some(counted);
        Ok(have)
    }
}

impl Counted {
    fn all(tx: &Tx<'_>) -> Result<Self, ApiError> {
        let mut counted = Self::default();
        for (doc, device, seq) in tx.envelope_numbers()? {
            let held = counted.held(doc, device, life_of(seq));
            if seq == *held + 1 {
                *held = seq;
            }
        }
        counted.grants = tx.grant_hashes()?.into_iter().map(Digest).collect();
        counted.take_roster(tx)?;
        Ok(counted)
    }

    fn after(mut self, news: &News, tx: &Tx<'_>) -> Result<Self, ApiError> {
        for (doc, device, life) in &news.chains {
            let held = self.held(*doc, *device, *life);
            *held = tx.held_on(doc, device, *held)?;
        }
        self.grants.extend(news.grants.iter().copied().map(Digest));
        if news.roster {
            self.take_roster(tx)?;
        }
        Ok(self)
    }

    fn held(&mut self, doc: [u8; 16], device: [u8; 32], life: u32) -> &mut u64 {
        let held = self.docs.entry(DocId(doc)).or_default();
        held.entry((DeviceId(device), life)).or_insert(before_first(life))
    }

    fn take_roster(&mut self, tx: &Tx<'_>) -> Result<(), ApiError> {
        let entries = tx.roster_from(0)?;
        self.roster = u32::try_from(entries.len()).map_err(|_| ErrorCode::Damaged)?;
        self.head = entries.last().map(|entry| Digest(entry_hash(entry)));
        Ok(())
    }

    fn have(&self, team: TeamId) -> Have {
        let docs = self.docs.iter().map(|(doc, held)| HaveDoc {
            doc: *doc,
            held: held
                .iter()
                .map(|((device, _), seq)| HeldTo {
                    device: *device,
                    seq: *seq,
                })
                .collect(),
        });
        Have {
            team,
            roster: self.roster,
            head: self.head.unwrap_or(Digest([0; 32])),
            grants: self.grants.iter().copied().collect(),
            docs: docs.collect(),
        }
    }
}

/// The vault as a ledger.
pub(crate) struct VaultLedger<'a> {
    pub open: &'a Open,
    pub team: TeamId,
}

impl VaultLedger<'_> {
    fn tx(&self) -> Tx<'_> {
        self.open.vault.read()
    }
}

impl Ledger for VaultLedger<'_> {
    type Error = ApiError;

    fn have(&self) -> Result<Have, ApiError> {
        self.open.hear_news();
        let mut have = self.open.held.borrow_mut().have(&self.tx(), self.team)?;
        if self.open.left.is_away() {
            let word = travels(&self.open.device.id());
            if let Err(place) = have.grants.binary_search(&word) {
                have.grants.insert(place, word);
            }
        }
        Ok(have)
    }

    fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, ApiError> {
        Ok(self.tx().roster_from(first)?)
    }

    fn head_of(&self, entries: u32) -> Result<Option<Digest>, ApiError> {
        let Some(last) = entries.checked_sub(1) else {
            return Ok(None);
        };
        let from_last = self.tx().roster_from(last)?;
        Ok(from_last.first().map(|entry| Digest(entry_hash(entry))))
    }

    fn grants(&self, wanted: &BTreeSet<Digest>) -> Result<Vec<Vec<u8>>, ApiError> {
        let all = self.tx().grants()?.into_iter();
        Ok(all
            .filter(|(hash, _)| wanted.contains(&Digest(*hash)))
            .map(|(_, bytes)| bytes)
            .collect())
    }

    fn envelopes_after(&self, doc: DocId, device: DeviceId, seq: u64, bytes: usize) -> Result<Vec<Put>, ApiError> {
        let last = last_possible(life_of(seq));
        let rows = self.tx().envelopes_after(&doc.0, &device.0, seq, last, bytes)?;
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

    fn snapshot(&self, doc: DocId, to: &[DeviceId]) -> Result<Option<Vec<u8>>, ApiError> {
        self.open.make_snapshot(doc, to)
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::desk::Desk;
    use std::time::Instant;
    use visita_vault::{EnvelopeRow, EnvelopeState, VaultError};

    const DOCS: u8 = 100;
    const DEVICES: u8 = 5;
    const EACH: u64 = 20;

    fn row(doc: u8, device: u8, seq: u64) -> EnvelopeRow {
        EnvelopeRow {
            doc: [doc; 16],
            device: [device; 32],
            seq,
            hash: [1; 32],
            outer: vec![0; 64],
        }
    }

    #[test]
    fn ten_thousand_envelopes_are_counted_once_and_then_followed() {
        let mut desk = Desk::founded("Lead");
        let open = desk.session.as_mut().unwrap().open().unwrap();
        let team = open.team.as_ref().unwrap().roster.team;
        open.vault
            .transact(|tx| {
                for doc in 0..DOCS {
                    for device in 0..DEVICES {
                        for seq in 1..=EACH {
                            tx.put_envelope(&row(doc, device, seq), EnvelopeState::Waiting)?;
                        }
                    }
                }
                Ok::<(), VaultError>(())
            })
            .unwrap();
        let timed = |open: &Open| {
            let began = Instant::now();
            let have = open.ledger(team).have().unwrap();
            (have, began.elapsed())
        };
        let (_, counted) = timed(open);
        let after: Vec<_> = [EACH + 1, EACH + 3, EACH + 2]
            .into_iter()
            .map(|seq| {
                let put = open
                    .vault
                    .transact(|tx| tx.put_envelope(&row(3, 2, seq), EnvelopeState::Waiting));
                assert!(put.unwrap());
                timed(open)
            })
            .collect();
        let held = |have: &Have| have.docs[3].held[2].seq;
        let seqs: Vec<u64> = after.iter().map(|(have, _)| held(have)).collect();
        assert_eq!(
            seqs,
            [EACH + 1, EACH + 1, EACH + 3],
            "a gap holds back what comes after it"
        );
        let anew = Counted::all(&open.vault.read()).unwrap().have(team);
        assert_eq!(after[2].0, anew);
        let followed = after.iter().map(|(_, took)| *took).min().unwrap();
        eprintln!("counted in {counted:?}, followed in {followed:?}");
        assert!(followed * 3 < counted, "{followed:?} against {counted:?}");
        // A number that is given up is noticed.
        open.vault
            .transact(|tx| {
                tx.put_envelope(&row(99, 4, EACH + 1), EnvelopeState::Quarantined)?;
                tx.free_refused(&[1; 32], None)
            })
            .unwrap();
        assert_eq!(timed(open).0.docs[99].held[4].seq, EACH);
    }
}
