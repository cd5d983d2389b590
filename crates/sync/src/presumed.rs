//! What passed between us and a peer that its last word does not say yet. It holds things back for a while, never for good.

use crate::engine::{TELL_MS, passed};
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, Digest, DocId, Have, HaveDoc, HeldTo, Message, Put, life_of};

/// One life of a device in a document: one life says nothing of another.
type Chain = (DocId, DeviceId, u32);

/// What passed of a chain.
#[derive(Debug, Default)]
struct Passed {
    /// Up to which number.
    to: u64,
    /// Since when nothing was heard of it.
    since_ms: i64,
    /// Bytes of each envelope that was sent: what came from the peer burdens nobody.
    sent: BTreeMap<u64, usize>,
}

impl Passed {
    fn bytes(&self) -> usize {
        self.sent.values().sum()
    }
}

/// How long a peer's word is waited for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// When it last said anything new: whoever takes much in gets to the rest of it later.
    pub(crate) heard_at_ms: i64,
    /// When it last said anything: who is silent is taking in, and is not sent the same on top of it.
    pub(crate) spoke_at_ms: i64,
    /// Milliseconds without anything new.
    pub(crate) quiet_ms: i64,
    /// Milliseconds in any case.
    pub(crate) most_ms: i64,
}

impl Patience {
    fn is_over(&self, since_ms: i64, now_ms: i64) -> bool {
        let quiet = |from_ms| passed(self.quiet_ms, from_ms, now_ms);
        let has_spoken = self.spoke_at_ms >= since_ms.saturating_add(TELL_MS);
        passed(self.most_ms, since_ms, now_ms) || (has_spoken && quiet(since_ms) && quiet(self.heard_at_ms))
    }
}

/// Sent to a peer, or come from it.
#[derive(Debug, Default)]
pub(crate) struct Presumed {
    roster: Option<(u32, Digest)>,
    grants: BTreeSet<Digest>,
    /// Since when nothing was heard of those two.
    signed_since_ms: i64,
    chains: BTreeMap<Chain, Passed>,
    /// Bytes of envelopes sent, and not yet heard of.
    envelope_bytes: usize,
    /// Bytes of snapshots sent since its last word, which tells of none.
    snapshot_bytes: usize,
}

impl Presumed {
    /// Nothing is on its way.
    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.roster.is_none() && self.grants.is_empty() && self.chains.is_empty()
    }

    /// Bytes on their way to the peer, or waiting there to be taken in.
    pub(crate) fn bytes(&self) -> usize {
        self.envelope_bytes.saturating_add(self.snapshot_bytes)
    }

    /// The peer says itself now what it holds: that much is presumed no more.
    pub(crate) fn confirm(&mut self, theirs: &Have, now_ms: i64) {
        self.snapshot_bytes = 0;
        if self.chains.is_empty() && self.grants.is_empty() && self.roster.is_none() {
            return;
        }
        for doc in &theirs.docs {
            for to in &doc.held {
                self.confirm_chain((doc.doc, to.device, life_of(to.seq)), to.seq, now_ms);
            }
        }
        let held: BTreeSet<Digest> = theirs.grants.iter().copied().collect();
        self.grants.retain(|grant| !held.contains(grant));
        if self.roster.is_some_and(|(_, head)| head == theirs.head) {
            self.roster = None;
        }
    }

    fn confirm_chain(&mut self, chain: Chain, held_to: u64, now_ms: i64) {
        let Some(passed) = self.chains.get_mut(&chain) else {
            return;
        };
        let before = passed.bytes();
        let rest = passed.sent.split_off(&held_to.saturating_add(1));
        if !passed.sent.is_empty() {
            passed.since_ms = now_ms;
        }
        passed.sent = rest;
        let (done, left) = (passed.to <= held_to, passed.bytes());
        self.envelope_bytes = self.envelope_bytes.saturating_sub(before.saturating_sub(left));
        if done {
            self.chains.remove(&chain);
        }
    }

    /// What nobody was heard of for too long did not arrive, and is presumed no more. Whether there was any.
    pub(crate) fn give_up(&mut self, patience: Patience, now_ms: i64) -> bool {
        let before = self.chains.len();
        self.chains
            .retain(|_, passed| !patience.is_over(passed.since_ms, now_ms));
        let mut any = self.chains.len() < before;
        if any {
            self.envelope_bytes = self.chains.values().map(Passed::bytes).sum();
        }
        let signed = self.roster.is_some() || !self.grants.is_empty();
        if signed && patience.is_over(self.signed_since_ms, now_ms) {
            self.roster = None;
            self.grants.clear();
            any = true;
        }
        any
    }

    fn chain(&mut self, put: &Put, now_ms: i64) -> &mut Passed {
        let chain = (put.doc, put.device, life_of(put.seq));
        let passed = self.chains.entry(chain).or_insert_with(|| Passed {
            since_ms: now_ms,
            ..Passed::default()
        });
        passed.to = passed.to.max(put.seq);
        passed
    }

    /// Envelopes came from the peer.
    pub(crate) fn came(&mut self, message: &Message, now_ms: i64) {
        let Message::Puts(puts) = message else { return };
        for put in puts {
            self.chain(put, now_ms);
        }
    }

    /// These were sent, out of what is held here.
    pub(crate) fn sent(&mut self, messages: &[Message], ours: &Have, now_ms: i64) {
        for message in messages {
            match message {
                Message::Roster { .. } | Message::Grants(_) => self.sent_signed(message, ours, now_ms),
                Message::Puts(puts) => puts.iter().for_each(|put| self.sent_put(put, now_ms)),
                Message::Snapshots(snapshots) => {
                    let bytes = snapshots.iter().map(|snapshot| snapshot.len()).sum();
                    self.snapshot_bytes = self.snapshot_bytes.saturating_add(bytes);
                }
                Message::Have(_) => {}
            }
        }
    }

    fn sent_signed(&mut self, message: &Message, ours: &Have, now_ms: i64) {
        if self.roster.is_none() && self.grants.is_empty() {
            self.signed_since_ms = now_ms;
        }
        match message {
            Message::Roster { .. } => self.roster = Some((ours.roster, ours.head)),
            Message::Grants(_) => self.grants.extend(&ours.grants),
            Message::Puts(_) | Message::Have(_) | Message::Snapshots(_) => {}
        }
    }

    fn sent_put(&mut self, put: &Put, now_ms: i64) {
        let bytes = put.outer.len();
        if self.chain(put, now_ms).sent.insert(put.seq, bytes).is_none() {
            self.envelope_bytes = self.envelope_bytes.saturating_add(bytes);
        }
    }

    /// What a peer holds that said `theirs`, once everything that passed has arrived.
    pub(crate) fn on_top_of(&self, theirs: &Have) -> Have {
        let mut chains: BTreeMap<Chain, u64> = self.chains.iter().map(|(chain, passed)| (*chain, passed.to)).collect();
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

    fn after(puts: &[Message]) -> Presumed {
        let mut presumed = Presumed::default();
        presumed.sent(puts, &have(4), 0);
        presumed
    }

    #[test]
    fn what_passed_counts_until_the_peer_says_it_holds_as_much() {
        let mut presumed = after(&puts(&[3, 4]));
        assert_eq!(presumed.bytes(), 20);
        assert_eq!(presumed.on_top_of(&have(2)), have(4));
        assert_eq!(presumed.on_top_of(&have(9)), have(9));
        presumed.confirm(&have(3), 1);
        assert_eq!((presumed.is_empty(), presumed.bytes()), (false, 10));
        presumed.confirm(&have(4), 2);
        assert_eq!((presumed.is_empty(), presumed.bytes()), (true, 0));
    }

    #[test]
    fn each_life_of_a_device_is_presumed_by_itself() {
        let later = visita_wire::before_first(9) + 1;
        let mut presumed = after(&puts(&[3, later]));
        assert_eq!(presumed.on_top_of(&have(2)), have_of(&[3, later]));
        assert_eq!(presumed.on_top_of(&have_of(&[5, later])), have_of(&[5, later]));
        presumed.confirm(&have(later), 1);
        assert_eq!(
            presumed.on_top_of(&have(2)),
            have(3),
            "the first life is still on its way"
        );
    }

    #[test]
    fn what_came_from_the_peer_is_there_and_burdens_nobody() {
        let mut presumed = Presumed::default();
        puts(&[3, 4]).iter().for_each(|message| presumed.came(message, 0));
        assert_eq!((presumed.on_top_of(&have(2)), presumed.bytes()), (have(4), 0));
    }

    /// Whether what was sent at 0 is given up at this time, by one who heard something new at that, and anything at all at the third.
    fn given_up(now_ms: i64, heard_at_ms: i64, spoke_at_ms: i64) -> bool {
        let patience = Patience {
            heard_at_ms,
            spoke_at_ms,
            quiet_ms: 1_000,
            most_ms: 9_000,
        };
        let mut presumed = after(&puts(&[3, 4]));
        let any = presumed.give_up(patience, now_ms);
        assert_eq!((any, presumed.bytes()), (presumed.is_empty(), if any { 0 } else { 20 }));
        any
    }

    #[test]
    fn what_is_not_heard_of_is_given_up_after_a_while_and_later_while_the_peer_gets_on() {
        assert_eq!([999, 1_000].map(|now_ms| given_up(now_ms, 0, TELL_MS)), [false, true]);
        assert_eq!([1_899, 1_900].map(|now_ms| given_up(now_ms, 900, 900)), [false, true]);
        assert_eq!(
            [8_999, 9_000].map(|now_ms| given_up(now_ms, now_ms, now_ms)),
            [false, true]
        );
        let silent = |now_ms| given_up(now_ms, 0, TELL_MS - 1);
        assert_eq!([8_999, 9_000].map(silent), [false, true]);
    }

    #[test]
    fn a_part_that_is_heard_of_gives_the_rest_its_time_anew() {
        let patience = Patience {
            heard_at_ms: 0,
            spoke_at_ms: 10,
            quiet_ms: 10,
            most_ms: 10,
        };
        let mut presumed = after(&puts(&[3, 4]));
        presumed.confirm(&have(3), 9);
        assert!(!presumed.give_up(patience, 18));
        assert!(presumed.give_up(patience, 19));
    }
}
