//! The API over HTTP: three things to ask, each a POST whose body holds every tag and token, so that no address line and no
//! header carries one into somebody's log.

mod admit;
mod answer;
mod fetch;
mod put;
mod wait;

use crate::figures::{Figures, Route, gauge};
use crate::hash::Hash;
use crate::limits::{BUSY_SECONDS, BYTES_IN_FLIGHT, FULL_SECONDS};
use crate::news::News;
use crate::objects::Depot;
use crate::pace::Pace;
use crate::store::{Day, Look, Store, StoreError};
use answer::{Answer, trouble};
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Instant, SystemTime};
use tokio::sync::{Semaphore, watch};
use visita_wire::relay::{Ask, Refusal};

/// What travels in bodies.
pub const CONTENT_TYPE: &str = "application/cbor";
const DAY_SECONDS: u64 = 24 * 3_600;
/// Permits are of so many bytes.
const PERMIT_BYTES: usize = 1024;

/// A relay: everything the three questions need.
pub struct Relay<S> {
    /// Where envelopes are.
    pub depot: Depot<S>,
    /// Who waits.
    pub news: Arc<News>,
    /// Figures.
    pub figures: Figures,
    pace: Pace,
    room: Arc<Semaphore>,
    stop: watch::Receiver<bool>,
    is_behind_proxy: bool,
}

/// Today, by the clock of this machine.
#[must_use]
pub fn today() -> Day {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        Day::try_from(since.as_secs() / DAY_SECONDS).unwrap_or(Day::MAX)
    })
}

impl<S: Store> Relay<S> {
    /// Ready to answer until `stop` says true.
    #[must_use]
    pub fn new(
        depot: Depot<S>,
        news: Arc<News>,
        pace: Pace,
        is_behind_proxy: bool,
        stop: watch::Receiver<bool>,
    ) -> Self {
        Self {
            depot,
            news,
            figures: Figures::default(),
            pace,
            room: Arc::new(Semaphore::new(BYTES_IN_FLIGHT / PERMIT_BYTES)),
            stop,
            is_behind_proxy,
        }
    }

    /// Forgets old paces.
    pub fn forget(&self) {
        self.pace.forget();
    }

    /// The figures as text, as they are now.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn figures(&self) -> Result<String, StoreError> {
        let totals = self.depot.store().totals().await?;
        self.figures.watched.set(gauge(self.news.watched() as u64));
        self.figures.missing.set(gauge(self.depot.missing()));
        self.figures.invitations.set(gauge(totals.invitations));
        self.figures.mailboxes.set(gauge(totals.mailboxes));
        self.figures.held_bytes.set(gauge(totals.bytes));
        Ok(self.figures.to_text())
    }

    async fn heads(&self, asks: &[Ask]) -> Result<Vec<Option<u64>>, StoreError> {
        self.depot.store().heads(looks(asks)).await
    }
}

fn looks(asks: &[Ask]) -> Vec<Look> {
    asks.iter()
        .map(|ask| Look {
            tag: ask.tag,
            key: Hash::of_token(&ask.tag, &ask.token),
            after: ask.after,
        })
        .collect()
}

/// When something refused may be tried again; 0 where that does not help.
fn retry_after_seconds(refusal: Refusal) -> u64 {
    match refusal {
        Refusal::MailboxFull | Refusal::InvitationFull | Refusal::OutOfSpace => FULL_SECONDS,
        Refusal::TooFast | Refusal::Busy => BUSY_SECONDS,
        Refusal::Malformed | Refusal::Version | Refusal::TooLarge | Refusal::NotOpen | Refusal::NotInvited => 0,
    }
}

/// What a device is told of a fault of the store; the operator is told more.
fn fault(error: &StoreError) -> Response {
    let refusal = match error {
        StoreError::OutOfSpace => Refusal::OutOfSpace,
        StoreError::Busy(_) | StoreError::Unusable(_) | StoreError::Newer(_) => Refusal::Busy,
    };
    tracing::warn!(%error, "the store did not answer");
    trouble(refusal, retry_after_seconds(refusal))
}

/// The API. `/health` says whether the database answers.
pub fn router<S: Store>(relay: Arc<Relay<S>>) -> Router {
    Router::new()
        .route("/v1/put", post(put_answered))
        .route("/v1/fetch", post(fetch_answered))
        .route("/v1/wait", post(wait_answered))
        .route("/health", get(health))
        .with_state(relay)
}

/// What the operator's own tools look at: figures and health, on a door of its own.
pub fn operator_router<S: Store>(relay: Arc<Relay<S>>) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .route("/health", get(health))
        .with_state(relay)
}

type From = ConnectInfo<SocketAddr>;

async fn put_answered<S: Store>(State(relay): State<Arc<Relay<S>>>, from: From, request: Request) -> Response {
    counted(&relay, Route::Put, put::put(&relay, from.0, request)).await
}

async fn fetch_answered<S: Store>(State(relay): State<Arc<Relay<S>>>, from: From, request: Request) -> Response {
    counted(&relay, Route::Fetch, fetch::fetch(&relay, from.0, request)).await
}

async fn wait_answered<S: Store>(State(relay): State<Arc<Relay<S>>>, from: From, request: Request) -> Response {
    counted(&relay, Route::Wait, wait::wait(&relay, from.0, request)).await
}

async fn counted<S: Store>(relay: &Relay<S>, route: Route, answer: impl Future<Output = Answer>) -> Response {
    let began = Instant::now();
    let response = answer.await.unwrap_or_else(|refused| refused);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    relay.figures.answered(route, status, took);
    tracing::debug!(?route, status, milliseconds = took.as_millis(), "answered");
    response
}

async fn health<S: Store>(State(relay): State<Arc<Relay<S>>>) -> Response {
    match relay.depot.store().totals().await {
        Ok(_) if !*relay.stop.borrow() => (StatusCode::OK, "ok\n").into_response(),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

async fn metrics<S: Store>(State(relay): State<Arc<Relay<S>>>) -> Response {
    match relay.figures().await {
        Ok(text) => ([("content-type", "text/plain; version=0.0.4")], text).into_response(),
        Err(error) => fault(&error),
    }
}
