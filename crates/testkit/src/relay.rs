//! A relay that lies: it withholds, repeats, mixes up the order, and hands out what it holds under other tags. It has what
//! a relay has: sealed envelopes, no key.

use crate::device::{Standing, must};
use crate::world::World;
use anyhow::Result;
use rand::RngExt as _;
use rand::seq::SliceRandom as _;
use std::collections::BTreeSet;
use visita_wire::{Message, Outer};

/// Envelopes a device puts at once.
const PUT: usize = 20;
/// Envelopes handed out at once.
const HANDED_OUT: usize = 24;
/// Lies, of a thousand envelopes handed out.
const LIES: u32 = 40;

/// Sealed envelopes.
#[derive(Default)]
pub struct Relay {
    held: Vec<Vec<u8>>,
    known: BTreeSet<[u8; 32]>,
}

impl World {
    /// A device leaves envelopes of one record.
    pub(crate) fn relay_put(&mut self, one: usize) -> Result<()> {
        if self.standing(one) == Standing::Outside {
            return Ok(());
        }
        let records = must(self.device(one)?.with(|session, _| session.harness_records()))?;
        let Some(record) = records.get(self.rng.random_range(0..records.len().max(1))).copied() else {
            return Ok(());
        };
        let puts = must(self.device(one)?.with(|session, _| session.harness_puts(record)))?;
        let from = self.rng.random_range(0..puts.len().max(1));
        for put in puts.iter().skip(from).take(PUT) {
            if self
                .relay
                .known
                .insert(visita_seal::envelope::envelope_hash(&put.outer).0)
            {
                self.relay.held.push(put.outer.to_vec());
            }
        }
        Ok(())
    }

    /// A device asks for news, and gets what the relay likes.
    pub(crate) fn relay_fetch(&mut self, one: usize) -> Result<()> {
        if self.standing(one) == Standing::Outside || self.relay.held.is_empty() {
            return Ok(());
        }
        let mut handed: Vec<Vec<u8>> = Vec::new();
        for _ in 0..HANDED_OUT {
            let at = self.rng.random_range(0..self.relay.held.len());
            handed.extend(self.relay.held.get(at).cloned());
        }
        handed.shuffle(&mut self.rng);
        for at in 0..handed.len() {
            if self.bad_luck(LIES) {
                self.tally.relay_lies += 1;
                let other = self.rng.random_range(0..self.relay.held.len());
                let swapped = swap_mailbox(handed.get(at), self.relay.held.get(other));
                handed.extend(swapped);
            }
        }
        let puts = must(self.device(one)?.with(|session, _| session.harness_numbered(&handed)))?;
        self.tally.relayed += u64::try_from(puts.len())?;
        let this = self.device(one)?.id;
        if self.take(one, this, vec![Message::Puts(puts)])? {
            self.happens(one, visita_sync::Event::Changed)?;
        }
        Ok(())
    }
}

/// The content of one under the tag of another.
fn swap_mailbox(content: Option<&Vec<u8>>, tag: Option<&Vec<u8>>) -> Option<Vec<u8>> {
    let (content, tag) = (Outer::decode(content?).ok()?, Outer::decode(tag?).ok()?);
    Outer {
        mailbox: tag.mailbox,
        ..content
    }
    .encode()
    .ok()
}
