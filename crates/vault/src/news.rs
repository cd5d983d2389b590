//! What committed transactions have changed, gathered until somebody asks: nobody has to look at everything to find out.

use crate::exchange::EnvelopeNumber;
use std::collections::BTreeSet;
use visita_wire::life_of;

/// A device's envelopes in a document, in one of its lives (visita-wire).
pub type Chain = ([u8; 16], [u8; 32], u32);

/// What has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// Chains that grew, or have an envelope that stands otherwise now.
    pub chains: BTreeSet<Chain>,
    /// Grants that are new, and notices that travel with them, by their hashes.
    pub grants: BTreeSet<[u8; 32]>,
    /// The roster is another.
    pub roster: bool,
    /// A number was given up, or everything was forgotten: only counting anew tells what is held.
    pub recount: bool,
    /// Kinds of the records that are others now.
    pub records: BTreeSet<String>,
    /// Something came into quarantine, or left it.
    pub quarantine: bool,
    /// What another device is known to hold.
    pub peers: bool,
}

impl News {
    /// Nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What other devices could be given has changed.
    #[must_use]
    pub fn to_exchange(&self) -> bool {
        !self.chains.is_empty() || !self.grants.is_empty() || self.roster || self.recount
    }

    /// Both together.
    pub fn add(&mut self, more: Self) {
        self.chains.extend(more.chains);
        self.grants.extend(more.grants);
        self.records.extend(more.records);
        self.roster |= more.roster;
        self.recount |= more.recount;
        self.quarantine |= more.quarantine;
        self.peers |= more.peers;
    }

    pub(crate) fn envelope(&mut self, (doc, device, seq): EnvelopeNumber) {
        self.chains.insert((doc, device, life_of(seq)));
    }
}
