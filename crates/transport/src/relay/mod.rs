//! The carrier that is always there: a relay, spoken to over TLS, known by its key, and believed about nothing but positions.

mod client;
mod cursors;
mod pause;
mod pin;

use std::future::Future;
use std::time::Duration;
use visita_wire::relay::{
    FetchAnswer, FetchRequest, MAX_PUT_ITEMS, MAX_PUT_REQUEST_BYTES, Outcome, PutAnswer, PutItem, PutRequest, Refusal,
    WaitAnswer, WaitRequest,
};

pub use client::RelayClient;
pub use cursors::{Cursors, Delivery};
pub use pause::{Patience, pause};

/// Bytes around one envelope in a put, at most.
const ITEM_OVERHEAD_BYTES: usize = 48;
/// Bytes around all of them, at most.
const PUT_OVERHEAD_BYTES: usize = 64;

/// Why a relay did not answer what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// No connection, or it broke. What was put may be there: put it again.
    #[error("the relay cannot be reached")]
    Unreachable,
    /// Whoever answers there has not the key of the invitation.
    #[error("whoever answers is not the relay that was meant")]
    NotTheRelay,
    /// It refuses.
    #[error("the relay refuses: {refusal:?}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// When to try again, if it said so.
        retry_after: Option<Duration>,
    },
    /// It answers what is no answer: another program, or another version of it.
    #[error("the relay's answer cannot be read")]
    Unreadable,
    /// What should be asked is beyond the limits.
    #[error("this cannot be asked of a relay")]
    TooLarge,
}

impl AskError {
    /// Whether asking again may help.
    #[must_use]
    pub fn is_worth_repeating(&self) -> bool {
        match self {
            Self::Unreachable => true,
            Self::Refused { refusal, .. } => refusal.is_worth_repeating(),
            Self::NotTheRelay | Self::Unreadable | Self::TooLarge => false,
        }
    }
}

/// What a device can ask of a relay. One question, one answer: patience is the caller's, see [`patiently`].
pub trait Relay {
    /// Keeps envelopes; those it says are kept are durable.
    ///
    /// # Errors
    /// See [`AskError`].
    fn put(&self, request: &PutRequest) -> impl Future<Output = Result<PutAnswer, AskError>> + Send;

    /// Hands envelopes out.
    ///
    /// # Errors
    /// See [`AskError`].
    fn fetch(&self, request: &FetchRequest) -> impl Future<Output = Result<FetchAnswer, AskError>> + Send;

    /// Answers when there are news, or the time is over.
    ///
    /// # Errors
    /// See [`AskError`].
    fn wait(&self, request: &WaitRequest) -> impl Future<Output = Result<WaitAnswer, AskError>> + Send;
}

/// Asks until there is an answer, an error that repeating does not mend, or patience ends. Pauses grow, and no two devices
/// pause alike.
///
/// # Errors
/// The last.
pub async fn patiently<T, F: Future<Output = Result<T, AskError>>>(
    patience: Patience,
    mut ask: impl FnMut() -> F,
) -> Result<T, AskError> {
    let mut tried = 0;
    loop {
        let error = match ask().await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        tried += 1;
        if tried >= patience.tries || !error.is_worth_repeating() {
            return Err(error);
        }
        let asked_for = match &error {
            AskError::Refused { retry_after, .. } => *retry_after,
            AskError::Unreachable | AskError::NotTheRelay | AskError::Unreadable | AskError::TooLarge => None,
        };
        if asked_for.is_some_and(|wait| wait > patience.longest) {
            return Err(error);
        }
        tokio::time::sleep(pause(patience, tried, asked_for)).await;
    }
}

/// Puts any number of envelopes, in as few requests as they need, with patience for each; what became of each, in their
/// order. Those of a request that failed in the end carry its refusal, or none where the relay did not answer.
pub async fn put_all<R: Relay>(
    relay: &R,
    invitation: Option<visita_wire::relay::InvitationToken>,
    items: Vec<PutItem>,
    patience: Patience,
) -> Vec<Result<Outcome, AskError>> {
    let mut outcomes = Vec::with_capacity(items.len());
    let mut items = items.into_iter().peekable();
    while items.peek().is_some() {
        let request = PutRequest {
            invitation,
            items: next_request(&mut items),
        };
        let count = request.items.len();
        match patiently(patience, || relay.put(&request)).await {
            Ok(answer) => outcomes.extend(answer.outcomes.into_iter().map(Ok)),
            Err(error) => outcomes.extend(std::iter::repeat_n(Err(error), count)),
        }
    }
    outcomes
}

/// As many as one request holds; one at least.
fn next_request(items: &mut std::iter::Peekable<impl Iterator<Item = PutItem>>) -> Vec<PutItem> {
    let mut taken = Vec::new();
    let mut bytes = PUT_OVERHEAD_BYTES;
    while let Some(item) = items.next_if(|item| {
        bytes += item.outer.len() + ITEM_OVERHEAD_BYTES;
        taken.is_empty() || (bytes <= MAX_PUT_REQUEST_BYTES && taken.len() < MAX_PUT_ITEMS)
    }) {
        taken.push(item);
    }
    taken
}

#[cfg(test)]
#[path = "relay_tests.rs"]
mod tests;
