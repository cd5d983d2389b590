//! What every request passes: its pace, its size, room for it, and the time it may take to come.

use super::answer::trouble;
use super::{PERMIT_BYTES, Relay};
use crate::limits::{BODY_TIME, BUSY_SECONDS, ROOM_WAIT};
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use bytes::Bytes;
use std::net::{IpAddr, SocketAddr};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;
use visita_wire::relay::Refusal;

const FORWARDED: &str = "x-forwarded-for";
/// What a request takes while it is looked at: its body, and what is read from it.
const COPIES: usize = 2;

/// A body, and the room it takes until this is dropped.
pub(super) struct Admitted {
    pub(super) bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

/// Who asks: the proxy's word where there is one in front, its last word, since the others are the device's own.
fn address(headers: &HeaderMap, peer: SocketAddr, is_behind_proxy: bool) -> IpAddr {
    let forwarded = || {
        let last = headers.get_all(FORWARDED).iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    if is_behind_proxy {
        forwarded().unwrap_or(peer.ip())
    } else {
        peer.ip()
    }
}

impl<S> Relay<S> {
    /// Room for so many bytes.
    pub(super) async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Response> {
        let busy = || trouble(Refusal::Busy, BUSY_SECONDS);
        let permits = u32::try_from(bytes.div_ceil(PERMIT_BYTES)).map_err(|_| busy())?;
        let room = std::sync::Arc::clone(&self.room).acquire_many_owned(permits);
        match timeout(ROOM_WAIT, room).await {
            Ok(Ok(room)) => Ok(room),
            Ok(Err(_)) | Err(_) => Err(busy()),
        }
    }

    pub(super) async fn admit(&self, peer: SocketAddr, request: Request, most: usize) -> Result<Admitted, Response> {
        let (parts, body) = request.into_parts();
        let from = address(&parts.headers, peer, self.is_behind_proxy);
        self.pace
            .request(from)
            .map_err(|seconds| trouble(Refusal::TooFast, seconds))?;
        let length = parts.headers.get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        // A body that does not say how long it is would take room nobody gave it.
        let length = length.ok_or_else(|| trouble(Refusal::Malformed, 0))?;
        if length > most {
            return Err(trouble(Refusal::TooLarge, 0));
        }
        let room = self.room(length * COPIES).await?;
        match timeout(BODY_TIME, to_bytes(body, most)).await {
            Ok(Ok(bytes)) => Ok(Admitted { bytes, _room: room }),
            Ok(Err(_)) | Err(_) => Err(trouble(Refusal::Malformed, 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_is_believed_and_only_its_last_word() {
        let peer: SocketAddr = "127.0.0.1:9".parse().unwrap();
        let mut headers = HeaderMap::new();
        assert_eq!(address(&headers, peer, true), peer.ip());
        headers.append(FORWARDED, "192.0.2.66".parse().unwrap());
        headers.append(FORWARDED, "192.0.2.7, 2001:db8::9".parse().unwrap());
        assert_eq!(address(&headers, peer, false), peer.ip());
        assert_eq!(address(&headers, peer, true), "2001:db8::9".parse::<IpAddr>().unwrap());
        headers.append(FORWARDED, "nobody".parse().unwrap());
        assert_eq!(address(&headers, peer, true), peer.ip());
    }
}
