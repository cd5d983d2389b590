//! What devices hold between them, as far as they said, and what of somebody else's they lack.

use std::collections::BTreeMap;
use visita_wire::{DeviceId, DocId, Have, HaveDoc, Message, before_first, life_of};

/// What some devices hold: of each life of a device in a document, as far as whoever holds the most of it.
#[derive(Debug, Clone, Default)]
pub struct Between(BTreeMap<(DocId, DeviceId, u32), u64>);

impl Between {
    /// From what each of them said.
    pub fn of<'a>(haves: impl IntoIterator<Item = &'a Have>) -> Self {
        let mut most = BTreeMap::new();
        for doc in haves.into_iter().flat_map(|have| &have.docs) {
            for to in &doc.held {
                let held = most.entry((doc.doc, to.device, life_of(to.seq))).or_default();
                *held = to.seq.max(*held);
            }
        }
        Self(most)
    }

    /// What somebody holds who takes the envelopes in these messages, each life's from its first on.
    pub(crate) fn of_going(messages: &[Message]) -> Self {
        let mut most: BTreeMap<_, u64> = BTreeMap::new();
        for message in messages {
            let Message::Puts(puts) = message else { continue };
            for put in puts {
                let held = most.entry((put.doc, put.device, life_of(put.seq))).or_default();
                *held = put.seq.max(*held);
            }
        }
        Self(most)
    }

    /// The number up to which one of them holds what a device wrote in one life: the one before the first where none does.
    pub(crate) fn held_to(&self, doc: DocId, device: DeviceId, life: u32) -> u64 {
        let held = self.0.get(&(doc, device, life)).copied();
        held.unwrap_or(before_first(life))
    }

    /// Whether one of them holds anything of a document.
    pub(crate) fn holds_any(&self, doc: DocId) -> bool {
        let (first, last) = (DeviceId([0; 32]), DeviceId([u8::MAX; 32]));
        let mut chains = self.0.range((doc, first, 0)..=(doc, last, u32::MAX));
        chains.any(|((_, _, life), held)| *held > before_first(*life))
    }

    /// How many envelopes of `ours` none of them holds.
    #[must_use]
    pub fn lack(&self, ours: &Have) -> u64 {
        ours.docs
            .iter()
            .fold(0, |sum, doc| sum.saturating_add(self.lack_of(doc)))
    }

    /// How many envelopes of one document none of them holds.
    #[must_use]
    pub fn lack_of(&self, ours: &HaveDoc) -> u64 {
        ours.held.iter().fold(0, |sum, to| {
            let held = self.held_to(ours.doc, to.device, life_of(to.seq));
            sum.saturating_add(to.seq.saturating_sub(held))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_wire::{Digest, HeldTo, TeamId};

    fn have(seqs: &[u64]) -> Have {
        let device = DeviceId([2; 32]);
        let held = seqs.iter().map(|seq| HeldTo { device, seq: *seq }).collect();
        Have {
            team: TeamId([0; 16]),
            roster: 1,
            head: Digest([1; 32]),
            grants: Vec::new(),
            docs: vec![HaveDoc {
                doc: DocId([1; 16]),
                held,
            }],
        }
    }

    #[test]
    fn each_life_of_a_device_counts_for_itself() {
        let later = before_first(9);
        let ours = have(&[5, later + 2]);
        let lack = |theirs: &[Have]| Between::of(theirs).lack(&ours);
        assert_eq!(lack(&[]), 7);
        assert_eq!(lack(&[have(&[3])]), 4);
        assert_eq!(lack(&[have(&[later + 1])]), 6, "of the first life nothing is held");
        assert_eq!(lack(&[have(&[3]), have(&[4, later + 2])]), 1, "between them");
        assert_eq!(lack(&[have(&[900, later + 900])]), 0, "who holds more lacks nothing");
    }
}
