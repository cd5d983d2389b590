//! Bodies of answers, and the room they take until they are sent.

use super::CONTENT_TYPE;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::OwnedSemaphorePermit;
use visita_wire::relay::{Refusal, Trouble};

/// An answer, or a refusal that is one as well.
pub(super) type Answer = Result<Response, Response>;

/// Bytes that hold their room until they are gone.
struct Held {
    bytes: Option<Bytes>,
    _room: Option<OwnedSemaphorePermit>,
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// A body in CBOR.
pub(super) fn body(status: u16, bytes: Vec<u8>, room: Option<OwnedSemaphorePermit>) -> Response {
    let held = Held {
        bytes: Some(bytes.into()),
        _room: room,
    };
    let mut response = Response::new(Body::new(held));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Adds when to come again.
pub(super) fn retry_after(mut response: Response, seconds: u64) -> Response {
    if seconds > 0 {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// A refusal of the whole request.
pub(super) fn trouble(refusal: Refusal, seconds: u64) -> Response {
    let bytes = Trouble::new(refusal, seconds).encode().unwrap_or_default();
    retry_after(body(refusal.status(), bytes, None), seconds)
}
