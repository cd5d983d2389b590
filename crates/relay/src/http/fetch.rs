//! Handing envelopes out.

use super::answer::{Answer, body, trouble};
use super::{Relay, fault, looks};
use crate::store::Store;
use axum::extract::Request;
use std::net::SocketAddr;
use visita_wire::relay::{FetchAnswer, FetchRequest, Kept, MAX_ASK_REQUEST_BYTES, Page};

/// What an answer takes: the envelopes, and the bytes they are written into.
const COPIES: usize = 2;

pub(super) async fn fetch<S: Store>(relay: &Relay<S>, peer: SocketAddr, request: Request) -> Answer {
    let admitted = relay.admit(peer, request, MAX_ASK_REQUEST_BYTES).await?;
    let asked = FetchRequest::decode(&admitted.bytes).map_err(|error| trouble(error.into(), 0))?;
    let room_bytes = usize::try_from(asked.room_bytes).unwrap_or_default();
    let room = relay.room(room_bytes * COPIES).await?;
    let pages = relay.depot.pages(looks(&asked.asks), asked.room_bytes.into()).await;
    let (filled, is_cut) = pages.map_err(|error| fault(&error))?;
    let mut pages = Vec::with_capacity(filled.len());
    for page in filled {
        let mut kept = Vec::with_capacity(page.kept.len());
        for (position, bytes) in page.kept {
            relay.figures.fetched.inc();
            relay.figures.fetched_bytes.inc_by(bytes.len() as u64);
            let outer = Vec::from(bytes).into();
            kept.push(Kept { position, outer });
        }
        pages.push(Page { head: page.head, kept });
    }
    let answer = FetchAnswer {
        generation: relay.depot.store().generation(),
        is_cut,
        pages,
    };
    let bytes = answer.encode().map_err(|error| trouble(error.into(), 0))?;
    Ok(body(200, bytes, Some(room)))
}
