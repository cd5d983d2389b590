//! Waiting for news: answered as soon as there are any.

use super::answer::{Answer, body, trouble};
use super::{Relay, fault};
use crate::limits::BUSY_SECONDS;
use crate::news::Rung;
use crate::store::{Store, StoreError};
use axum::extract::Request;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};
use visita_wire::relay::{Ask, MAX_ASK_REQUEST_BYTES, News, Refusal, WaitAnswer, WaitRequest};

pub(super) async fn wait<S: Store>(relay: &Relay<S>, peer: SocketAddr, request: Request) -> Answer {
    let asked = {
        // The request's bytes are let go before the wait.
        let admitted = relay.admit(peer, request, MAX_ASK_REQUEST_BYTES).await?;
        WaitRequest::decode(&admitted.bytes).map_err(|error| trouble(error.into(), 0))?
    };
    let generation = relay.depot.store().generation();
    let news = news(relay, &asked).await?;
    let bytes = WaitAnswer { generation, news }.encode();
    Ok(body(200, bytes.map_err(|error| trouble(error.into(), 0))?, None))
}

async fn news<S: Store>(relay: &Relay<S>, asked: &WaitRequest) -> Result<Vec<News>, axum::response::Response> {
    let generation = relay.depot.store().generation();
    let until = Instant::now() + Duration::from_secs(asked.seconds.into());
    // Listen first, then look: what comes between the two is heard.
    let tags = asked.asks.iter().map(|ask| ask.tag).collect();
    let watch = relay.news.watch(tags);
    let watch = watch.ok_or_else(|| trouble(Refusal::Busy, BUSY_SECONDS))?;
    let everything: Vec<usize> = (0..asked.asks.len()).collect();
    let mut found = look(relay, asked, &everything).await.map_err(|error| fault(&error))?;
    let is_another = asked.generation.is_some_and(|known| known != generation);
    let mut stop = relay.stop.clone();
    while found.is_empty() && !is_another && asked.seconds > 0 && !*stop.borrow() {
        let rung = tokio::select! {
            rung = timeout_at(until, watch.rung()) => rung.ok(),
            _ = stop.changed() => None,
        };
        let places = match rung {
            None => break,
            Some(Rung::Anything) => everything.clone(),
            Some(Rung::Places(mut places)) => {
                places.sort_unstable();
                places.dedup();
                places
            }
        };
        found = look(relay, asked, &places).await.map_err(|error| fault(&error))?;
    }
    Ok(found)
}

/// The news of some places, ascending.
async fn look<S: Store>(relay: &Relay<S>, asked: &WaitRequest, places: &[usize]) -> Result<Vec<News>, StoreError> {
    let picked = places
        .iter()
        .filter_map(|place| Some((*place, *asked.asks.get(*place)?)));
    let (places, asks): (Vec<usize>, Vec<Ask>) = picked.unzip();
    let heads = relay.heads(&asks).await?;
    let news = places
        .into_iter()
        .zip(&asks)
        .zip(heads)
        .filter_map(|((place, ask), head)| {
            // A head below what is known is news too: a backup was restored.
            let head = head.filter(|head| *head != ask.after)?;
            Some(News {
                place: u32::try_from(place).ok()?,
                head,
            })
        });
    Ok(news.collect())
}
