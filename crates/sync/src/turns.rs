//! Whose turn it is to send a peer what several devices hold: the turn of one of them, and of the next only if nothing comes.
//!
//! Nobody is asked for it. Who wrote something comes first; the others who hold it stand in an order that each of them finds by
//! itself. Who is not in touch with the peer after all is stepped over as soon as the peer stands still: it says so itself when
//! it says the same twice, while a silent one is busy taking in.

use crate::between::Between;
use crate::engine::passed;
use crate::fresh::{Chain, PASS_ON_MS};
use std::collections::BTreeMap;
use visita_wire::{DeviceId, DocId, Have, HaveDoc, HeldTo, before_first, life_of};

/// Envelopes of others that are passed on without a turn: to wait for it would cost more than they do.
pub const LITTLE: u64 = 8;
/// Milliseconds after which a turn is stepped over although the peer gets on: what it gets may be other things.
pub const LONGEST_TURN_MS: i64 = 30_000;

/// A device that may have its turn, and what it holds.
pub(crate) type Holder<'a> = (DeviceId, &'a Between);

/// The peer that lacks something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lacks<'a> {
    pub(crate) peer: DeviceId,
    /// What it holds, with what is on its way to it.
    pub(crate) held: &'a Between,
    /// Since when it says nothing new, though it speaks; none while much is on its way to it from here.
    pub(crate) still_since_ms: Option<i64>,
    /// Since when it lacks much.
    pub(crate) lacks_since_ms: i64,
}

/// How many envelopes it lacks that others wrote.
pub(crate) fn lack_of_others(me: DeviceId, ours: &Have, held: &Between) -> u64 {
    let chains = ours.docs.iter().flat_map(|doc| doc.held.iter().map(|to| (doc.doc, to)));
    let others = chains.filter(|(_, to)| to.device != me);
    others.fold(0, |sum, (doc, to)| {
        let after = held.held_to(doc, to.device, life_of(to.seq));
        sum.saturating_add(to.seq.saturating_sub(after))
    })
}

/// What goes to a peer now, and what does not.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    /// The chains whose turn here has not come, each with the number above which nothing of it goes.
    pub(crate) waiting: BTreeMap<Chain, u64>,
    /// Somebody before us was stepped over, since the peer stands still.
    pub(crate) steps_in: bool,
}

/// Whose turn it is with everything that a peer lacks.
pub(crate) fn turns((me, now_ms): (DeviceId, i64), lacks: Lacks<'_>, ours: &Have, holders: &[Holder<'_>]) -> Turns {
    let mut turns = Turns::default();
    for doc in &ours.docs {
        // A record of which nothing is there comes whole from one device: its snapshot and its envelopes.
        let whole = (!lacks.held.holds_any(doc.doc)).then(|| before_us_in(doc, me, lacks, holders));
        for to in &doc.held {
            let after = lacks.held.held_to(doc.doc, to.device, life_of(to.seq));
            if after >= to.seq {
                continue;
            }
            let before_us = whole.unwrap_or_else(|| before_us_of(doc.doc, (to, after), me, lacks, holders));
            if !has_come(before_us, lacks, now_ms) {
                turns.waiting.insert((doc.doc, to.device, life_of(to.seq)), after);
            } else if before_us > 0 {
                turns.steps_in = true;
            }
        }
    }
    turns
}

/// Whether it is our turn, with so many before us.
fn has_come(before_us: i64, lacks: Lacks<'_>, now_ms: i64) -> bool {
    let after = |turn_ms: i64, since_ms| passed(turn_ms.saturating_mul(before_us), since_ms, now_ms);
    before_us == 0
        || after(LONGEST_TURN_MS, lacks.lacks_since_ms)
        || lacks.still_since_ms.is_some_and(|since_ms| {
            let turns_ms = PASS_ON_MS.saturating_mul(before_us.saturating_sub(1));
            passed(turns_ms, since_ms, now_ms)
        })
}

/// How many come before us with a whole record: those who wrote in it are before those who did not.
fn before_us_in(doc: &HaveDoc, me: DeviceId, lacks: Lacks<'_>, holders: &[Holder<'_>]) -> i64 {
    let wrote = |device| {
        let chains = doc.held.iter().filter(|to| to.device == device);
        chains.into_iter().any(|to| to.seq > before_first(life_of(to.seq)))
    };
    let order = |device| (!wrote(device), place(device, doc.doc, lacks.peer));
    let ours = order(me);
    count(holders, |(device, held)| {
        held.holds_any(doc.doc) && order(*device) < ours
    })
}

/// How many come before us with what a device wrote after a number.
fn before_us_of(
    doc: DocId,
    (to, after): (&HeldTo, u64),
    me: DeviceId,
    lacks: Lacks<'_>,
    holders: &[Holder<'_>],
) -> i64 {
    if to.device == me {
        return 0;
    }
    let ours = place(me, doc, lacks.peer);
    count(holders, |(device, held)| {
        let more = || held.held_to(doc, to.device, life_of(to.seq)) > after;
        *device == to.device || (more() && place(*device, doc, lacks.peer) < ours)
    })
}

fn count(holders: &[Holder<'_>], is_before_us: impl Fn(&Holder<'_>) -> bool) -> i64 {
    let before_us = holders.iter().filter(|holder| is_before_us(holder)).count();
    i64::try_from(before_us).unwrap_or(i64::MAX)
}

/// Where a device stands among those who hold a record that a peer lacks: the same on all of them, and for another record or
/// peer another place (FNV-1a; ids are random, and nobody gains by being first).
fn place(device: DeviceId, doc: DocId, peer: DeviceId) -> (u64, DeviceId) {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = doc.0.iter().chain(&peer.0).chain(&device.0);
    let mixed = bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    (mixed, device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_wire::{Digest, HaveDoc, TeamId};

    const DOC: DocId = DocId([1; 16]);
    const PEER: DeviceId = DeviceId([9; 32]);
    const AUTHOR: DeviceId = DeviceId([5; 32]);
    const DEVICES: [DeviceId; 3] = [DeviceId([1; 32]), DeviceId([2; 32]), DeviceId([3; 32])];

    fn have(seqs: &[(DeviceId, u64)]) -> Have {
        let held: Vec<HeldTo> = seqs
            .iter()
            .map(|(device, seq)| HeldTo {
                device: *device,
                seq: *seq,
            })
            .collect();
        let docs = if held.is_empty() {
            Vec::new()
        } else {
            vec![HaveDoc { doc: DOC, held }]
        };
        Have {
            team: TeamId([0; 16]),
            roster: 1,
            head: Digest([1; 32]),
            grants: Vec::new(),
            docs,
        }
    }

    /// Which of these would send now, each seeing the others, with the peer still for so long and lacking much for so long.
    fn senders(devices: &[DeviceId], there: &[(DeviceId, u64)], still_ms: Option<i64>, lacks_ms: i64) -> Vec<DeviceId> {
        let ours = have(&[(AUTHOR, 90)]);
        let (all, held) = (Between::of([&ours]), Between::of([&have(there)]));
        let now_ms = 1_000_000;
        let lacks = Lacks {
            peer: PEER,
            held: &held,
            still_since_ms: still_ms.map(|ms| now_ms - ms),
            lacks_since_ms: now_ms - lacks_ms,
        };
        let sends = |me: &&DeviceId| {
            let others = devices.iter().filter(|other| other != me);
            let holders: Vec<Holder<'_>> = others.map(|other| (*other, &all)).collect();
            turns((**me, now_ms), lacks, &ours, &holders).waiting.is_empty()
        };
        devices.iter().filter(sends).copied().collect()
    }

    #[test]
    fn of_those_who_hold_the_same_one_sends_it_and_the_next_when_the_peer_stands_still() {
        for there in [&[][..], &[(AUTHOR, 4)]] {
            assert_eq!(senders(&DEVICES, there, None, 0).len(), 1);
            assert_eq!(senders(&DEVICES, there, Some(0), 0).len(), 2);
            assert_eq!(senders(&DEVICES, there, Some(PASS_ON_MS), 0).len(), 3);
        }
    }

    #[test]
    fn who_wrote_it_comes_first() {
        let devices = [DEVICES[0], AUTHOR, DEVICES[2]];
        for there in [&[][..], &[(AUTHOR, 4)]] {
            assert_eq!(senders(&devices, there, None, 0), [AUTHOR]);
        }
    }

    #[test]
    fn while_much_is_on_its_way_nobody_is_stepped_over_for_long() {
        let still = |lacks_ms| senders(&DEVICES, &[], None, lacks_ms).len();
        assert_eq!([0, LONGEST_TURN_MS - 1, LONGEST_TURN_MS].map(still), [1, 1, 2]);
    }

    #[test]
    fn what_we_wrote_ourselves_is_not_counted_as_others() {
        let ours = have(&[(DEVICES[0], 7), (AUTHOR, 9)]);
        let nothing = Between::default();
        assert_eq!(lack_of_others(AUTHOR, &ours, &nothing), 7);
        assert_eq!(lack_of_others(DEVICES[0], &ours, &nothing), 9);
    }
}
