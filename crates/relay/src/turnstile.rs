//! So many connections at once; the others are closed before they cost anything.

use crate::limits::CONNECTIONS;
use axum_server::accept::Accept;
use prometheus_client::metrics::gauge::Gauge;
use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_service::Service;

/// Lets connections in, and counts them.
#[derive(Clone)]
pub(crate) struct Turnstile {
    places: Arc<Semaphore>,
    taken: Gauge,
}

impl Turnstile {
    pub(crate) fn new(taken: Gauge) -> Self {
        Self {
            places: Arc::new(Semaphore::new(CONNECTIONS)),
            taken,
        }
    }
}

impl<S> Accept<TcpStream, S> for Turnstile {
    type Stream = TcpStream;
    type Service = Seated<S>;
    type Future = Ready<io::Result<(TcpStream, Seated<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(io::Error::other);
        ready(place.and_then(|permit| {
            stream.set_nodelay(true)?;
            self.taken.inc();
            let place = Arc::new(Place {
                taken: self.taken.clone(),
                _permit: permit,
            });
            Ok((stream, Seated { service, _place: place }))
        }))
    }
}

struct Place {
    taken: Gauge,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.taken.dec();
    }
}

/// What serves a connection, and the connection's place for as long.
#[derive(Clone)]
pub(crate) struct Seated<S> {
    service: S,
    _place: Arc<Place>,
}

impl<R, S: Service<R>> Service<R> for Seated<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.service.call(request)
    }
}
