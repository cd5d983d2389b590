//! What only just came: whoever wrote it may be in touch with the others too, and they will say so before it is passed on.

use crate::engine::passed;
use crate::ledger::Ledger;
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, Digest, DocId, Have, Message, Put, before_first, life_of};

/// Milliseconds before what came from one peer is passed on to another that has not said it holds it: longer than anybody
/// takes to say so ([`crate::TELL_MS`], and a carrier's tick).
pub const PASS_ON_MS: i64 = 1_500;

/// One life of a device in a document.
pub(crate) type Chain = (DocId, DeviceId, u32);

fn chain(put: &Put) -> Chain {
    (put.doc, put.device, life_of(put.seq))
}

/// Envelopes that were new when they came, for [`PASS_ON_MS`].
#[derive(Debug, Default)]
pub(crate) struct Fresh(BTreeMap<Chain, Vec<(u64, i64)>>);

impl Fresh {
    /// A message came. What is held already was no news, so that nobody keeps it from others by sending it again.
    pub(crate) fn came<L: Ledger>(&mut self, now_ms: i64, ledger: &L, message: &Message) -> Result<(), L::Error> {
        let Message::Puts(puts) = message else {
            return Ok(());
        };
        let held = crate::Between::of([&ledger.have()?]);
        for put in puts {
            let (doc, device, life) = chain(put);
            if put.seq > held.held_to(doc, device, life) {
                self.0.entry(chain(put)).or_default().push((put.seq, now_ms));
            }
        }
        Ok(())
    }

    /// Whether anything is not fresh any more. A clock that jumped back makes everything old.
    pub(crate) fn grow_old(&mut self, now_ms: i64) -> bool {
        let count = |all: &Self| all.0.values().map(Vec::len).sum::<usize>();
        let before = count(self);
        self.0.retain(|_, came| {
            came.retain(|(_, at_ms)| !passed(PASS_ON_MS, *at_ms, now_ms));
            !came.is_empty()
        });
        count(self) < before
    }

    /// The number up to which a chain is passed on, of those held up to `seq`.
    fn up_to(&self, doc: DocId, device: DeviceId, seq: u64) -> u64 {
        let life = life_of(seq);
        let first = self
            .0
            .get(&(doc, device, life))
            .into_iter()
            .flatten()
            .map(|(seq, _)| *seq)
            .min();
        first.map_or(seq, |first| seq.min(first.saturating_sub(1)).max(before_first(life)))
    }
}

/// A ledger without what is fresh, and without what it is another's turn to send.
pub(crate) struct Seasoned<'a, L> {
    pub(crate) ledger: &'a L,
    pub(crate) fresh: &'a Fresh,
    /// Chains of which nothing goes above a number.
    pub(crate) not_yet: &'a BTreeMap<Chain, u64>,
}

impl<L> Seasoned<'_, L> {
    /// The number up to which a chain goes, of those held up to `seq`.
    fn up_to(&self, doc: DocId, device: DeviceId, seq: u64) -> u64 {
        let seasoned = self.fresh.up_to(doc, device, seq);
        let turn = self.not_yet.get(&(doc, device, life_of(seq)));
        turn.map_or(seasoned, |turn| seasoned.min(*turn))
    }
}

impl<L: Ledger> Ledger for Seasoned<'_, L> {
    type Error = L::Error;

    fn have(&self) -> Result<Have, L::Error> {
        let mut have = self.ledger.have()?;
        for doc in &mut have.docs {
            for to in &mut doc.held {
                to.seq = self.up_to(doc.doc, to.device, to.seq);
            }
        }
        Ok(have)
    }

    fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, L::Error> {
        self.ledger.roster_from(first)
    }

    fn head_of(&self, entries: u32) -> Result<Option<Digest>, L::Error> {
        self.ledger.head_of(entries)
    }

    fn grants(&self, wanted: &BTreeSet<Digest>) -> Result<Vec<Vec<u8>>, L::Error> {
        self.ledger.grants(wanted)
    }

    fn envelopes_after(&self, doc: DocId, device: DeviceId, seq: u64, bytes: usize) -> Result<Vec<Put>, L::Error> {
        let mut puts = self.ledger.envelopes_after(doc, device, seq, bytes)?;
        puts.retain(|put| self.up_to(doc, device, put.seq) == put.seq);
        Ok(puts)
    }

    fn snapshot(&self, doc: DocId, to: &[DeviceId]) -> Result<Option<Vec<u8>>, L::Error> {
        self.ledger.snapshot(doc, to)
    }
}
