//! What a backend promises, and what both are made of.
//!
//! The promise, tested on each by `tests/conformance.rs`:
//! - What [`Store::put`] answers as kept survives the death of the process and of the machine.
//! - Positions of a mailbox ascend by one, in the order in which they become visible: nothing appears below a position that
//!   was already read.
//! - The same envelope put again has the position it had, for as long as it is kept.
//! - A page is of one moment: complete up to the head it names, unless it is cut.
//! - A mailbox's news are rung after they are visible.

pub mod ledger;
pub mod postgres;
pub mod sqlite;

use crate::hash::Hash;
use bytes::Bytes;
use std::future::Future;
use visita_wire::MailboxTag;
use visita_wire::relay::{Generation, Refusal};

/// Days since 1970-01-01, UTC. Nothing finer is kept: a seized disk tells no hours.
pub type Day = u32;

/// Why a backend did not do what it was asked. Nothing of what was asked is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk of the database is full")]
    OutOfSpace,
    /// Too much is waiting, or the database does not answer; later may help.
    #[error("the database is busy or away ({0})")]
    Busy(String),
    /// It answers, but not as it should: an operator must look.
    #[error("the database cannot be used ({0})")]
    Unusable(String),
    /// Made by a newer program.
    #[error("the database is of version {0}: use the program that made it, or a newer one")]
    Newer(i64),
}

/// Where a body is.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// With its row.
    Inline(Bytes),
    /// In object storage, under this name.
    Shelved {
        /// Random.
        name: ObjectName,
        /// Its size.
        bytes: u64,
    },
}

/// The name of an object: random, so that it says nothing and is never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectName(pub [u8; 16]);

impl Body {
    /// Its size, wherever it is.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Self::Inline(bytes) => bytes.len() as u64,
            Self::Shelved { bytes, .. } => *bytes,
        }
    }
}

/// An envelope to keep.
#[derive(Clone)]
pub struct Incoming {
    /// Its mailbox.
    pub tag: MailboxTag,
    /// Of the mailbox's token.
    pub key: Hash,
    /// Of the invitation that came with it.
    pub invitation: Option<Hash>,
    /// Of the envelope.
    pub hash: Hash,
    /// It.
    pub body: Body,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Kept at this position.
    Kept {
        /// In its mailbox.
        position: u64,
        /// Whether it was not there before.
        is_new: bool,
    },
    /// Not kept.
    Refused(Refusal),
}

/// A mailbox looked into.
#[derive(Clone, Copy)]
pub struct Look {
    /// The mailbox.
    pub tag: MailboxTag,
    /// Of its token.
    pub key: Hash,
    /// The last position known.
    pub after: u64,
}

/// What one mailbox holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    /// Last position given out; none where there is no such mailbox, or the token is another's.
    pub head: Option<u64>,
    /// Ascending.
    pub kept: Vec<(u64, Body)>,
}

/// Pages of one moment.
#[derive(Clone, PartialEq, Eq)]
pub struct Pages {
    /// For the first of the mailboxes looked into.
    pub held: Vec<Held>,
    /// Whether the last ends before its mailbox does.
    pub is_cut: bool,
}

/// What an invitation allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Mailboxes it may open.
    pub mailboxes: u64,
    /// Bytes they may hold together.
    pub bytes: u64,
    /// Last day it opens mailboxes and takes envelopes; none for ever.
    pub until: Option<Day>,
}

/// An invitation as the operator sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationRow {
    /// Its number.
    pub number: i64,
    /// What it allows.
    pub allowance: Allowance,
    /// Mailboxes opened.
    pub mailboxes: u64,
    /// Bytes held.
    pub bytes: u64,
    /// Whether the operator withdrew it.
    pub is_withdrawn: bool,
}

/// What a sweep removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Envelopes.
    pub items: u64,
    /// Objects that no row names any more.
    pub objects: Vec<ObjectName>,
    /// Whether there is more to remove.
    pub has_more: bool,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Invitations that are not withdrawn.
    pub invitations: u64,
    /// Mailboxes.
    pub mailboxes: u64,
    /// Bytes of envelopes.
    pub bytes: u64,
}

/// A backend.
pub trait Store: Send + Sync + 'static {
    /// What its positions are of.
    fn generation(&self) -> Generation;

    /// Keeps envelopes; answers when they are durable, in their order.
    ///
    /// # Errors
    /// None of them is kept, as far as is known.
    fn put(&self, items: Vec<Incoming>, today: Day) -> impl Future<Output = Result<Vec<Fate>, StoreError>> + Send;

    /// What mailboxes hold after the positions known: at most `room_bytes` of envelopes, or one.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn pages(&self, looks: Vec<Look>, room_bytes: u64) -> impl Future<Output = Result<Pages, StoreError>> + Send;

    /// The heads of those mailboxes that are open to their tokens, in the order asked; none for the others.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn heads(&self, looks: Vec<Look>) -> impl Future<Output = Result<Vec<Option<u64>>, StoreError>> + Send;

    /// Lets in whoever has the token with this hash; answers its number.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn invite(&self, token: Hash, allowance: Allowance) -> impl Future<Output = Result<i64, StoreError>> + Send;

    /// All invitations, by number.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn invitations(&self) -> impl Future<Output = Result<Vec<InvitationRow>, StoreError>> + Send;

    /// Takes an invitation back: nothing is put under it any more, what it holds can be fetched until it expires. Whether
    /// there was one.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn withdraw(&self, number: i64) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Removes some of the envelopes kept before a day.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn sweep(&self, before: Day) -> impl Future<Output = Result<Swept, StoreError>> + Send;

    /// Which of these objects are named by a row.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn named(&self, objects: Vec<ObjectName>) -> impl Future<Output = Result<Vec<ObjectName>, StoreError>> + Send;

    /// How much there is.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn totals(&self) -> impl Future<Output = Result<Totals, StoreError>> + Send;

    /// Begins a new generation, after a backup was restored. Processes that run keep the old one until they start again.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn renew(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

pub(crate) fn make_generation() -> Result<Generation, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Unusable("no randomness".into()))?;
    Ok(Generation(bytes))
}

/// For a column: never beyond what it holds.
pub(crate) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// From a column that is never negative.
pub(crate) fn number(column: i64) -> u64 {
    u64::try_from(column).unwrap_or_default()
}
