//! What passed between us and a peer that its last word does not say yet. It holds things back for a while, never for good.

use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, Digest, DocId, Have, HaveDoc, HeldTo, Message, life_of};

/// Sent to a peer, or come from it.
#[derive(Debug, Default)]
pub(crate) struct Presumed {
    roster: Option<(u32, Digest)>,
    grants: BTreeSet<Digest>,
    /// Up to which number, for each life of a device in a document: one life says nothing of another.
    chains: BTreeMap<(DocId, DeviceId, u32), u64>,
}

impl Presumed {
    /// Nothing is on its way.
    pub(crate) fn is_empty(&self) -> bool {
        self.roster.is_none() && self.grants.is_empty() && self.chains.is_empty()
    }

    /// The peer says itself now what it holds: that much is presumed no more.
    pub(crate) fn confirm(&mut self, theirs: &Have) {
        for doc in &theirs.docs {
            for to in &doc.held {
                let chain = (doc.doc, to.device, life_of(to.seq));
                if self.chains.get(&chain).is_some_and(|seq| *seq <= to.seq) {
                    self.chains.remove(&chain);
                }
            }
        }
        let held: BTreeSet<Digest> = theirs.grants.iter().copied().collect();
        self.grants.retain(|grant| !held.contains(grant));
        if self.roster.is_some_and(|(_, head)| head == theirs.head) {
            self.roster = None;
        }
    }

    /// Envelopes passed.
    pub(crate) fn passed(&mut self, messages: &[Message]) {
        for message in messages {
            let Message::Puts(puts) = message else { continue };
            for put in puts {
                let held = self.chains.entry((put.doc, put.device, life_of(put.seq))).or_default();
                *held = put.seq.max(*held);
            }
        }
    }

    /// These were sent, out of what is held here; returns how many bytes of envelopes they are.
    pub(crate) fn sent(&mut self, messages: &[Message], ours: &Have) -> usize {
        let mut bytes = 0_usize;
        for message in messages {
            match message {
                Message::Roster { .. } => self.roster = Some((ours.roster, ours.head)),
                Message::Grants(_) => self.grants.extend(&ours.grants),
                Message::Puts(_) | Message::Have(_) | Message::Snapshots(_) => {}
            }
            bytes = bytes.saturating_add(bytes_of(message));
        }
        self.passed(messages);
        bytes
    }

    /// What a peer holds that said `theirs`, once everything that passed has arrived.
    pub(crate) fn on_top_of(&self, theirs: &Have) -> Have {
        let mut chains = self.chains.clone();
        for doc in &theirs.docs {
            for to in &doc.held {
                let held = chains.entry((doc.doc, to.device, life_of(to.seq))).or_default();
                *held = to.seq.max(*held);
            }
        }
        let mut docs: Vec<HaveDoc> = Vec::new();
        for ((doc, device, _), seq) in chains {
            let to = HeldTo { device, seq };
            match docs.last_mut().filter(|last| last.doc == doc) {
                Some(last) => last.held.push(to),
                None => docs.push(HaveDoc { doc, held: vec![to] }),
            }
        }
        let (roster, head) = self.roster.unwrap_or((theirs.roster, theirs.head));
        let grants: BTreeSet<Digest> = self.grants.iter().chain(&theirs.grants).copied().collect();
        Have {
            team: theirs.team,
            roster,
            head,
            grants: grants.into_iter().collect(),
            docs,
        }
    }
}

/// Bytes of the envelopes in a message.
pub(crate) fn bytes_of(message: &Message) -> usize {
    match message {
        Message::Puts(puts) => puts.iter().fold(0, |sum, put| sum.saturating_add(put.outer.len())),
        Message::Have(_) | Message::Roster { .. } | Message::Grants(_) | Message::Snapshots(_) => 0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use visita_wire::{Put, TeamId};

    fn puts(seqs: &[u64]) -> Vec<Message> {
        let put = |seq: &u64| Put {
            doc: DocId([1; 16]),
            device: DeviceId([2; 32]),
            seq: *seq,
            outer: vec![0; 10].into(),
        };
        vec![Message::Puts(seqs.iter().map(put).collect())]
    }

    fn have(seq: u64) -> Have {
        have_of(&[seq])
    }

    fn have_of(seqs: &[u64]) -> Have {
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
    fn what_passed_counts_until_the_peer_says_it_holds_as_much() {
        let mut presumed = Presumed::default();
        assert_eq!(presumed.sent(&puts(&[3, 4]), &have(4)), 20);
        assert_eq!(presumed.on_top_of(&have(2)), have(4));
        assert_eq!(presumed.on_top_of(&have(9)), have(9));
        presumed.confirm(&have(3));
        assert!(!presumed.is_empty());
        presumed.confirm(&have(4));
        assert!(presumed.is_empty());
    }

    #[test]
    fn each_life_of_a_device_is_presumed_by_itself() {
        let later = visita_wire::before_first(9) + 1;
        let mut presumed = Presumed::default();
        presumed.passed(&puts(&[3, later]));
        assert_eq!(presumed.on_top_of(&have(2)), have_of(&[3, later]));
        assert_eq!(presumed.on_top_of(&have_of(&[5, later])), have_of(&[5, later]));
        presumed.confirm(&have(later));
        assert_eq!(
            presumed.on_top_of(&have(2)),
            have(3),
            "the first life is still on its way"
        );
    }
}
