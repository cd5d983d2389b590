//! Which attachment is asked of whom, and what is offered to whom: each of one peer at a time, of several peers at once.

use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{BlobId, BlobOffer, BlobSize, DeviceId};

/// Attachments asked of one peer at a time: as many as keep it busy while the answer to the first is handled.
pub const ASKED_AT_ONCE: usize = 16;
/// Most attachments that one peer may offer: as many as a vault may keep.
pub const MAX_OFFERED: usize = 50_000;

/// A peer offered more than any device keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyOffers;

/// An attachment to ask of a peer.
pub type Ask = (DeviceId, BlobId, BlobSize);

/// What is known of one peer's attachments.
#[derive(Default)]
struct Peer {
    /// What it offered and is not here.
    offered: BTreeMap<BlobId, BlobOffer>,
    /// What it offered and is here: should that be lost, it has it.
    had: BTreeMap<BlobId, BlobOffer>,
    /// Offers that came, those of what is here too.
    heard: usize,
    /// What it brings now.
    asked: BTreeSet<BlobId>,
    /// What it did not have when it was asked: it is not asked again before it offers it anew.
    gone: BTreeSet<BlobId>,
    /// What it was told of, or told of itself.
    told: BTreeSet<BlobId>,
    /// What it was told of and was then not given: it is told again once it may be given.
    refused: BTreeSet<BlobId>,
    /// It was asked and brought nothing: others are asked, and it is not, until it is tried again.
    silent: bool,
    /// What cannot be taken from it at present.
    later: BTreeSet<BlobId>,
}

/// The plan. It can be lost at any time: peers say again what they have when they connect.
#[derive(Default)]
pub struct BlobPlan {
    peers: BTreeMap<DeviceId, Peer>,
    here: BTreeMap<BlobId, BlobOffer>,
    lacking: BTreeMap<BlobId, BlobSize>,
    /// What somebody brings.
    coming: BTreeSet<BlobId>,
    /// What somebody brought wrongly: they are never asked for it again.
    wrong: BTreeSet<(DeviceId, BlobId)>,
    /// What is not asked of anybody until that is changed, as on a disk that is full.
    paused: bool,
}

impl BlobPlan {
    /// A peer is connected, or is so anew: what it said before counts no more.
    pub fn connected(&mut self, peer: DeviceId) {
        self.disconnected(&peer);
        self.peers.insert(peer, Peer::default());
    }

    /// A peer is gone; others are asked for what it was to bring.
    pub fn disconnected(&mut self, peer: &DeviceId) {
        for id in self.peers.remove(peer).into_iter().flat_map(|peer| peer.asked) {
            self.coming.remove(&id);
        }
    }

    /// A peer offers attachments.
    ///
    /// # Errors
    /// [`TooManyOffers`]: let it go.
    pub fn offered(&mut self, from: &DeviceId, offers: &[BlobOffer]) -> Result<(), TooManyOffers> {
        let Some(peer) = self.peers.get_mut(from) else {
            return Ok(());
        };
        peer.heard += offers.len();
        if peer.heard > MAX_OFFERED {
            return Err(TooManyOffers);
        }
        for offer in offers {
            peer.told.insert(offer.id);
            peer.gone.remove(&offer.id);
            if self.here.contains_key(&offer.id) {
                peer.had.insert(offer.id, *offer);
            } else {
                peer.offered.insert(offer.id, *offer);
            }
        }
        Ok(())
    }

    /// An attachment is wanted here.
    pub fn lacks(&mut self, id: BlobId, size: BlobSize) {
        let was_here = self.here.remove(&id).is_some();
        self.lacking.insert(id, size);
        for peer in self.peers.values_mut() {
            if let Some(offer) = peer.had.remove(&id) {
                peer.offered.insert(id, offer);
            }
            // What was told of it does not hold any more: when it is here again, that is news.
            if was_here && !peer.offered.contains_key(&id) {
                peer.told.remove(&id);
            }
        }
    }

    /// An attachment is not wanted here any more, or not in this size.
    pub fn forget(&mut self, id: &BlobId) {
        self.here.remove(id);
        self.lacking.remove(id);
    }

    /// An attachment is here whole.
    pub fn has(&mut self, offer: BlobOffer) {
        self.release(&offer.id);
        self.lacking.remove(&offer.id);
        for peer in self.peers.values_mut() {
            if let Some(had) = peer.offered.remove(&offer.id) {
                peer.had.insert(offer.id, had);
            }
        }
        self.here.insert(offer.id, offer);
    }

    /// A peer does not bring what it was asked for now; it, or another, is asked again.
    pub fn not_brought(&mut self, from: &DeviceId, id: &BlobId) {
        if let Some(peer) = self.peers.get_mut(from)
            && peer.asked.remove(id)
        {
            self.coming.remove(id);
        }
    }

    /// A peer does not have what it was asked for.
    pub fn gone(&mut self, from: &DeviceId, id: &BlobId) {
        self.not_brought(from, id);
        if let Some(peer) = self.peers.get_mut(from) {
            peer.gone.insert(*id);
        }
    }

    /// A peer does not bring what it was asked for, and is not asked for it again at once.
    pub fn not_now(&mut self, from: &DeviceId, id: &BlobId) {
        self.not_brought(from, id);
        if let Some(peer) = self.peers.get_mut(from) {
            peer.later.insert(*id);
        }
    }

    /// A peer was asked and brings nothing, or next to nothing: others are asked for all that it was to bring.
    pub fn silent(&mut self, from: &DeviceId, id: &BlobId) {
        self.not_brought(from, id);
        if let Some(peer) = self.peers.get_mut(from) {
            peer.silent = true;
        }
    }

    /// A peer brings what it was asked for.
    pub fn brings(&mut self, from: &DeviceId) {
        if let Some(peer) = self.peers.get_mut(from) {
            peer.silent = false;
        }
    }

    /// A peer asked for what it had been offered, and was not given it.
    pub fn refused(&mut self, to: &DeviceId, id: &BlobId) {
        if let Some(peer) = self.peers.get_mut(to) {
            peer.refused.insert(*id);
        }
    }

    /// Some time has passed: whoever brought nothing is asked again, and what was not given is offered again where it is
    /// here.
    pub fn try_again(&mut self) {
        for peer in self.peers.values_mut() {
            peer.silent = false;
            peer.later.clear();
            for id in std::mem::take(&mut peer.refused) {
                peer.told.remove(&id);
            }
        }
    }

    /// A peer brought bytes that are not of what it was asked for.
    pub fn wrong(&mut self, from: &DeviceId, id: &BlobId) {
        self.not_brought(from, id);
        self.wrong.insert((*from, *id));
    }

    /// Asks nobody for anything, or goes on.
    pub fn pause(&mut self, paused: bool) {
        self.paused = paused;
    }

    fn release(&mut self, id: &BlobId) {
        self.coming.remove(id);
        for peer in self.peers.values_mut() {
            peer.asked.remove(id);
        }
    }

    /// What to ask now, and of whom.
    pub fn asks(&mut self) -> Vec<Ask> {
        let mut asks = Vec::new();
        if self.paused {
            return asks;
        }
        for (device, peer) in self.peers.iter_mut().filter(|(_, peer)| !peer.silent) {
            for BlobOffer { id, size, .. } in peer.offered.values() {
                if peer.asked.len() >= ASKED_AT_ONCE {
                    break;
                }
                let wanted = self.lacking.get(id) == Some(size);
                let may = !peer.gone.contains(id) && !peer.later.contains(id) && !self.wrong.contains(&(*device, *id));
                if wanted && may && self.coming.insert(*id) {
                    peer.asked.insert(*id);
                    asks.push((*device, *id, *size));
                }
            }
        }
        asks
    }

    /// What to tell a peer that is here and that it has not been told of: at most so many, ascending.
    #[must_use]
    pub fn offers(&self, to: &DeviceId, most: usize) -> Vec<BlobOffer> {
        let told = self.peers.get(to).map(|peer| &peer.told);
        let untold = self
            .here
            .values()
            .filter(|offer| told.is_some_and(|told| !told.contains(&offer.id)));
        untold.take(most).copied().collect()
    }

    /// It was told.
    pub fn told(&mut self, to: &DeviceId, offers: &[BlobOffer]) {
        if let Some(peer) = self.peers.get_mut(to) {
            peer.told.extend(offers.iter().map(|offer| offer.id));
        }
    }

    /// Peers.
    pub fn peers(&self) -> impl Iterator<Item = &DeviceId> {
        self.peers.keys()
    }

    /// Who offers what is lacking here, by attachment.
    #[must_use]
    pub fn holders(&self, id: &BlobId) -> Vec<DeviceId> {
        let holds = self.peers.iter().filter(|(_, peer)| peer.offered.contains_key(id));
        holds.map(|(device, _)| *device).collect()
    }

    /// What peers offer and is neither here nor known to be wanted, in a size that they did not fail to bring: new, or of a
    /// document that was not known here.
    #[must_use]
    pub fn unknown(&self) -> Vec<(DeviceId, BlobOffer)> {
        let new = |offer: &BlobOffer| !self.lacking.contains_key(&offer.id) && !self.here.contains_key(&offer.id);
        let of_peer = |(device, peer): (&DeviceId, &Peer)| {
            let right = |offer: &&BlobOffer| !self.wrong.contains(&(*device, offer.id));
            let offers = peer.offered.values().filter(|offer| new(offer)).filter(right);
            offers.map(|offer| (*device, *offer)).collect::<Vec<_>>()
        };
        self.peers.iter().flat_map(of_peer).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_wire::DocId;

    fn peer(n: u8) -> DeviceId {
        DeviceId([n; 32])
    }

    fn offer(n: u8) -> BlobOffer {
        BlobOffer {
            doc: DocId([1; 16]),
            id: BlobId([n; 32]),
            size: BlobSize::new(2).unwrap(),
        }
    }

    /// A device that lacks so many attachments, all of which each of two peers has.
    fn plan(lacking: u8) -> BlobPlan {
        let mut plan = BlobPlan::default();
        let all: Vec<_> = (0..lacking).map(offer).collect();
        all.iter().for_each(|offer| plan.lacks(offer.id, offer.size));
        for n in [1, 2] {
            plan.connected(peer(n));
            plan.offered(&peer(n), &all).unwrap();
        }
        plan
    }

    fn asked_of(asks: &[Ask], n: u8) -> usize {
        asks.iter().filter(|(device, ..)| *device == peer(n)).count()
    }

    #[test]
    fn each_is_asked_of_one_peer_and_several_peers_bring_at_once() {
        let mut plan = plan(40);
        let asks = plan.asks();
        assert_eq!((asked_of(&asks, 1), asked_of(&asks, 2)), (ASKED_AT_ONCE, ASKED_AT_ONCE));
        let ids: BTreeSet<_> = asks.iter().map(|(_, id, _)| id).collect();
        assert_eq!(ids.len(), asks.len());
        assert!(plan.asks().is_empty());
        plan.has(offer(0));
        assert_eq!(plan.asks().len(), 1);
    }

    #[test]
    fn what_a_peer_that_left_was_to_bring_is_asked_of_another() {
        let mut plan = plan(10);
        assert_eq!(asked_of(&plan.asks(), 1), 10);
        plan.disconnected(&peer(1));
        assert_eq!(asked_of(&plan.asks(), 2), 10);
        plan.connected(peer(2));
        assert!(plan.asks().is_empty(), "it has to say anew what it has");
    }

    #[test]
    fn who_could_not_bring_it_is_not_asked_again_and_another_is() {
        let mut plan = plan(1);
        assert_eq!(plan.asks(), [(peer(1), offer(0).id, offer(0).size)]);
        plan.gone(&peer(1), &offer(0).id);
        assert_eq!(asked_of(&plan.asks(), 2), 1);
        plan.not_brought(&peer(2), &offer(0).id);
        assert_eq!(asked_of(&plan.asks(), 2), 1, "it was only busy");
        plan.wrong(&peer(2), &offer(0).id);
        plan.connected(peer(2));
        plan.offered(&peer(2), &[offer(0)]).unwrap();
        assert!(plan.asks().is_empty(), "what it brought was wrong, and stays so");
        plan.offered(&peer(1), &[offer(0)]).unwrap();
        assert_eq!(asked_of(&plan.asks(), 1), 1, "it has it now");
    }

    #[test]
    fn what_was_here_and_is_lost_is_asked_of_who_has_it() {
        let mut plan = plan(1);
        plan.has(offer(0));
        assert!(plan.asks().is_empty());
        plan.lacks(offer(0).id, offer(0).size);
        assert_eq!(plan.asks().len(), 1);
    }

    #[test]
    fn nobody_is_asked_for_what_is_not_wanted_in_that_size_or_while_the_disk_is_full() {
        let mut plan = plan(0);
        plan.offered(&peer(1), &[offer(5)]).unwrap();
        assert!(plan.asks().is_empty());
        assert_eq!(plan.unknown(), [(peer(1), offer(5))]);
        plan.lacks(offer(5).id, BlobSize::new(3).unwrap());
        assert!(plan.asks().is_empty());
        plan.lacks(offer(5).id, offer(5).size);
        plan.pause(true);
        assert!(plan.asks().is_empty());
        plan.pause(false);
        assert_eq!(plan.asks().len(), 1);
        assert_eq!(plan.holders(&offer(5).id), [peer(1)]);
        plan.forget(&offer(5).id);
        assert_eq!(plan.unknown(), [(peer(1), offer(5))]);
    }

    #[test]
    fn a_peer_is_told_once_what_is_here_and_not_what_it_has_itself() {
        let mut plan = plan(2);
        plan.has(offer(0));
        assert!(plan.offers(&peer(1), 9).is_empty(), "it is from there");
        plan.has(offer(7));
        plan.has(offer(8));
        assert_eq!(plan.offers(&peer(1), 1), [offer(7)]);
        plan.told(&peer(1), &[offer(7)]);
        assert_eq!(plan.offers(&peer(1), 9), [offer(8)]);
        plan.connected(peer(1));
        assert_eq!(plan.offers(&peer(1), 9).len(), 3);
        assert!(plan.offers(&peer(9), 9).is_empty());
    }

    #[test]
    fn who_brings_nothing_holds_no_place_and_is_tried_again() {
        let mut plan = plan(ASKED_AT_ONCE as u8);
        let asks = plan.asks();
        assert_eq!(asked_of(&asks, 1), ASKED_AT_ONCE);
        asks.iter().for_each(|(_, id, _)| plan.silent(&peer(1), id));
        assert_eq!(asked_of(&plan.asks(), 2), ASKED_AT_ONCE, "the other is asked instead");
        plan.disconnected(&peer(2));
        assert!(plan.asks().is_empty(), "and it is not, for a while");
        plan.try_again();
        assert_eq!(asked_of(&plan.asks(), 1), ASKED_AT_ONCE);
        asks.iter().for_each(|(_, id, _)| plan.silent(&peer(1), id));
        plan.brings(&peer(1));
        assert_eq!(plan.asks().len(), ASKED_AT_ONCE, "it has begun by itself");
        plan.not_now(&peer(1), &asks[0].1);
        assert!(plan.asks().is_empty(), "not this one, at present");
        plan.try_again();
        assert_eq!(plan.asks().len(), 1);
    }

    #[test]
    fn what_was_lost_here_is_offered_again_when_it_has_come_back() {
        let mut plan = BlobPlan::default();
        plan.connected(peer(1));
        plan.has(offer(3));
        plan.told(&peer(1), &[offer(3)]);
        plan.lacks(offer(3).id, offer(3).size);
        assert!(plan.offers(&peer(1), 9).is_empty(), "it is not here");
        plan.has(offer(3));
        assert_eq!(plan.offers(&peer(1), 9), [offer(3)]);
        plan.told(&peer(1), &[offer(3)]);
        plan.refused(&peer(1), &offer(3).id);
        assert!(
            plan.offers(&peer(1), 9).is_empty(),
            "not at once: it would be asked for at once"
        );
        plan.try_again();
        assert_eq!(plan.offers(&peer(1), 9), [offer(3)]);
    }

    #[test]
    fn a_flood_of_offers_has_an_end() {
        let mut plan = BlobPlan::default();
        plan.connected(peer(1));
        let offers = vec![offer(1); MAX_OFFERED];
        assert_eq!(plan.offered(&peer(1), &offers), Ok(()));
        assert_eq!(plan.offered(&peer(1), &offers[..1]), Err(TooManyOffers));
    }
}
