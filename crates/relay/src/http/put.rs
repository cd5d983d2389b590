//! Keeping envelopes.

use super::answer::{Answer, body, retry_after, trouble};
use super::{Relay, fault, retry_after_seconds, today};
use crate::hash::Hash;
use crate::store::{Body, Fate, Incoming, Store};
use axum::extract::Request;
use bytes::Bytes;
use std::net::SocketAddr;
use visita_wire::relay::{MAX_PUT_REQUEST_BYTES, Outcome, PutAnswer, PutItem, PutRequest, Refusal, sealed_for};

fn refused(refusal: Refusal, retry_after_seconds: u64) -> Outcome {
    Outcome::Refused {
        refusal,
        retry_after_seconds,
    }
}

pub(super) async fn put<S: Store>(relay: &Relay<S>, peer: SocketAddr, request: Request) -> Answer {
    let admitted = relay.admit(peer, request, MAX_PUT_REQUEST_BYTES).await?;
    let asked = PutRequest::decode(&admitted.bytes).map_err(|error| trouble(error.into(), 0))?;
    let invitation = asked.invitation.map(|token| Hash::of_invitation(&token));
    let incoming: Vec<Result<Incoming, Outcome>> = asked
        .items
        .into_iter()
        .map(|item| incoming(relay, item, invitation))
        .collect();
    let items: Vec<Incoming> = incoming.iter().filter_map(|item| item.as_ref().ok().cloned()).collect();
    let sizes: Vec<u64> = items.iter().map(|item| item.body.size()).collect();
    let fates = relay.depot.put(items, today()).await.map_err(|error| fault(&error))?;
    count(relay, &fates, &sizes);
    let mut fates = fates.into_iter();
    let outcomes: Vec<Outcome> = incoming
        .into_iter()
        .map(|item| match item.map(|_| fates.next()) {
            Ok(Some(Fate::Kept { position, .. })) => Outcome::Kept(position),
            Ok(Some(Fate::Refused(refusal))) => refused(refusal, retry_after_seconds(refusal)),
            // A backend answers for each.
            Ok(None) => refused(Refusal::Busy, retry_after_seconds(Refusal::Busy)),
            Err(outcome) => outcome,
        })
        .collect();
    let (status, seconds) = verdict(&outcomes);
    let answer = PutAnswer {
        generation: relay.depot.store().generation(),
        outcomes,
    };
    let bytes = answer.encode().map_err(|error| trouble(error.into(), 0))?;
    Ok(retry_after(body(status, bytes, None), seconds))
}

fn incoming<S>(relay: &Relay<S>, item: PutItem, invitation: Option<Hash>) -> Result<Incoming, Outcome> {
    let outer = Bytes::from(Vec::from(item.outer));
    let tag = sealed_for(&outer).map_err(|error| refused(error.into(), 0))?;
    relay
        .pace
        .put(&tag)
        .map_err(|seconds| refused(Refusal::TooFast, seconds))?;
    Ok(Incoming {
        tag,
        key: Hash::of_token(&tag, &item.token),
        invitation,
        hash: Hash::of_outer(&outer),
        body: Body::Inline(outer),
    })
}

fn count<S>(relay: &Relay<S>, fates: &[Fate], sizes: &[u64]) {
    for (fate, size) in fates.iter().zip(sizes) {
        match fate {
            Fate::Kept { is_new: true, .. } => {
                relay.figures.kept.inc();
                relay.figures.kept_bytes.inc_by(*size);
            }
            Fate::Kept { is_new: false, .. } => {
                relay.figures.repeated.inc();
            }
            Fate::Refused(_) => {}
        }
    }
}

/// The status of the answer, and when to come again: a success as soon as one envelope is kept, else its first refusal.
fn verdict(outcomes: &[Outcome]) -> (u16, u64) {
    let mut first = None;
    for outcome in outcomes {
        match outcome {
            Outcome::Kept(_) => return (200, 0),
            Outcome::Refused {
                refusal,
                retry_after_seconds,
            } => {
                first.get_or_insert((refusal.status(), *retry_after_seconds));
            }
        }
    }
    first.unwrap_or((200, 0))
}
