//! A device we are in touch with: what it said, what it was told and sent, and how long its word is waited for.

use crate::between::Between;
use crate::engine::{LONGEST_RETRY_MS, RETRY_MS};
use crate::presumed::{Patience, Presumed};
use crate::turns::LITTLE;
use std::collections::BTreeSet;
use visita_wire::{DocId, Have};

/// What is known of it while a connection stands.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) theirs: Option<Have>,
    /// The same, to look chains up in.
    pub(crate) holds: Between,
    /// When it last said anything new.
    pub(crate) heard_at_ms: i64,
    /// When it last said anything.
    pub(crate) spoke_at_ms: i64,
    /// When it said the same again: it has taken in whatever had come.
    pub(crate) still_since_ms: Option<i64>,
    pub(crate) told_at_ms: i64,
    /// Which of our words it was told.
    pub(crate) told: u64,
    /// More is held here than it was told.
    pub(crate) untold: bool,
    /// Bytes of envelopes that came from it since.
    pub(crate) heard_bytes: usize,
    /// Bytes of envelopes that came from anybody since.
    pub(crate) news_bytes: usize,
    pub(crate) answered_at_ms: i64,
    /// What was sent to it or came from it since its word.
    pub(crate) presumed: Presumed,
    /// How long its word is waited for before that is sent again.
    pub(crate) retry_ms: i64,
    /// How much more than a little it lacks that others wrote, and since when it gets no further.
    pub(crate) lacks: Option<(u64, i64)>,
    /// Some of that waits for its turn.
    pub(crate) waits: bool,
    /// Those before us were stepped over once: it is in touch with none of them, and gets the rest from here.
    pub(crate) steps_in: bool,
    /// Documents of which a snapshot went to it, or need not: once while the connection stands.
    pub(crate) snapshots: BTreeSet<DocId>,
}

impl Default for Peer {
    fn default() -> Self {
        Self {
            theirs: None,
            holds: Between::default(),
            heard_at_ms: 0,
            spoke_at_ms: 0,
            still_since_ms: None,
            told_at_ms: 0,
            told: 0,
            untold: false,
            heard_bytes: 0,
            news_bytes: 0,
            answered_at_ms: 0,
            presumed: Presumed::default(),
            retry_ms: RETRY_MS,
            lacks: None,
            waits: false,
            steps_in: false,
            snapshots: BTreeSet::new(),
        }
    }
}

impl Peer {
    fn patience(&self) -> Patience {
        Patience {
            heard_at_ms: self.heard_at_ms,
            spoke_at_ms: self.spoke_at_ms,
            quiet_ms: self.retry_ms,
            most_ms: LONGEST_RETRY_MS,
        }
    }

    /// Gives up what was not acknowledged for too long: it is sent again, and the next time is further off. Whether there was any.
    pub(crate) fn give_up(&mut self, now_ms: i64) -> bool {
        let any = self.presumed.give_up(self.patience(), now_ms);
        if any {
            self.retry_ms = self.retry_ms.saturating_mul(2).min(LONGEST_RETRY_MS);
        }
        any
    }

    /// It said what it holds; whether that is new.
    pub(crate) fn says(&mut self, now_ms: i64, have: Have) -> bool {
        self.presumed.confirm(&have, now_ms);
        self.spoke_at_ms = now_ms;
        let is_new = self.theirs.as_ref() != Some(&have);
        if is_new {
            self.heard_at_ms = now_ms;
            self.still_since_ms = None;
            self.retry_ms = RETRY_MS;
            self.holds = Between::of([&have]);
            self.theirs = Some(have);
        } else {
            self.still_since_ms.get_or_insert(now_ms);
        }
        is_new
    }

    /// It lacks so many envelopes that others wrote; since when it gets no further.
    pub(crate) fn lacks(&mut self, now_ms: i64, count: u64) -> i64 {
        let (before, since_ms) = self.lacks.unwrap_or((count, now_ms));
        let gets_on = count.saturating_add(LITTLE) < before;
        let (least, since_ms) = if gets_on { (count, now_ms) } else { (before, since_ms) };
        self.lacks = Some((least, since_ms));
        since_ms
    }
}
