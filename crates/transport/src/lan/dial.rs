//! Endpoints to reach: typed by somebody, or found by multicast. Each has one task that keeps at it.

use super::endpoint::{Ended, Running};
use super::{ALPN, Failure, LanEvent};
use iroh::{EndpointAddr, EndpointId};
use rand::RngExt as _;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use visita_seal::handshake::Side;
use visita_wire::NearbyAddress;

/// Endpoints known at once. Somebody who floods the network with announcements cannot fill more.
pub(crate) const MAX_KNOWN: usize = 128;
/// Addresses of one endpoint that are tried.
const MAX_ADDRESSES: usize = 16;
/// How long one attempt to connect may take.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The first wait after a failure; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// How long the endpoint with the higher id leaves it to the lower to dial, when both found each other.
const COURTESY: Duration = Duration::from_secs(2);
/// Refusals after which an endpoint is left alone, until the roster or its address is another.
const MAX_REFUSALS: u32 = 3;

/// An endpoint that is dialled: where it is, as far as is known now; `None` once it is not to be dialled any more.
pub(crate) type Target = watch::Sender<Option<BTreeSet<SocketAddr>>>;

/// Dials an address that a person gave.
pub(crate) fn typed(running: &Arc<Running>, address: &NearbyAddress) {
    let Ok(endpoint) = EndpointId::from_bytes(address.endpoint()) else {
        running.say(LanEvent::Failed(Failure::Unreachable));
        return;
    };
    reach(
        running,
        endpoint,
        address.addresses().iter().copied().collect(),
        Duration::ZERO,
    );
}

/// Dials an endpoint that announces itself.
pub(crate) fn found(running: &Arc<Running>, endpoint: EndpointId, addresses: impl IntoIterator<Item = SocketAddr>) {
    // An announcement cannot send us out of the network it came from.
    let addresses: BTreeSet<_> = addresses.into_iter().filter(|address| is_local(address.ip())).collect();
    if addresses.is_empty() || endpoint == running.endpoint.id() {
        return;
    }
    let patience = if running.endpoint.id() < endpoint {
        Duration::ZERO
    } else {
        COURTESY
    };
    if reach(running, endpoint, addresses, patience) {
        running.say(LanEvent::Found);
    }
}

/// An endpoint says no more that it is there.
pub(crate) fn gone(running: &Running, endpoint: EndpointId) {
    if let Some(target) = running.known().remove(&endpoint) {
        target.send_replace(None);
    }
}

/// Whether an address is one of a private network, or of this machine.
pub(crate) fn is_local(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_private() || v4.is_link_local() || v4.is_loopback(),
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_loopback(),
    }
}

/// Begins to dial, or says where to dial from now on; returns whether it was new.
fn reach(running: &Arc<Running>, endpoint: EndpointId, addresses: BTreeSet<SocketAddr>, patience: Duration) -> bool {
    let addresses = addresses.into_iter().take(MAX_ADDRESSES).collect();
    let mut known = running.known();
    known.retain(|_, target| !target.is_closed());
    if let Some(target) = known.get(&endpoint) {
        target.send_replace(Some(addresses));
        return false;
    }
    if known.len() >= MAX_KNOWN {
        return false;
    }
    let (target, addresses) = watch::channel(Some(addresses));
    known.insert(endpoint, target);
    drop(known);
    tokio::spawn(keep_at_it(Arc::clone(running), endpoint, addresses, patience));
    true
}

async fn keep_at_it(
    running: Arc<Running>,
    endpoint: EndpointId,
    mut target: watch::Receiver<Option<BTreeSet<SocketAddr>>>,
    patience: Duration,
) {
    tokio::time::sleep(patience).await;
    let (mut failures, mut refusals) = (0_u32, 0_u32);
    loop {
        let changed = running.peers.changed.notified();
        if running.peers.has_endpoint(endpoint) {
            // They are connected, whoever dialled: nothing to do until they are not.
            changed.await;
            continue;
        }
        let Some(addresses) = target.borrow_and_update().clone() else {
            return;
        };
        match attempt(&running, endpoint, addresses).await {
            Ended::Left => (failures, refusals) = (0, 0),
            Ended::Refused => refusals += 1,
            Ended::Unreached => {
                failures = failures.saturating_add(1);
                if failures == 1 {
                    running.say(LanEvent::Failed(Failure::Unreachable));
                }
            }
        }
        if refusals >= MAX_REFUSALS {
            let seat_changed = running.seat_changed.notified();
            tokio::select! {
                () = seat_changed => {}
                told = target.changed() => if told.is_err() { return },
            }
            refusals = 0;
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(wait_after(failures.max(refusals))) => {}
            // Where it is has changed, or it is gone.
            told = target.changed() => if told.is_err() { return },
        }
    }
}

/// How long to wait after so many failures: doubled each time, up to a limit, and never in step with others.
pub(crate) fn wait_after(failures: u32) -> Duration {
    let wait = FIRST_WAIT
        .saturating_mul(1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX))
        .min(LONGEST_WAIT);
    wait.mul_f64(rand::rng().random_range(0.5..1.0))
}

async fn attempt(running: &Arc<Running>, endpoint: EndpointId, addresses: BTreeSet<SocketAddr>) -> Ended {
    let to = addresses
        .into_iter()
        .fold(EndpointAddr::new(endpoint), EndpointAddr::with_ip_addr);
    let connecting = running.endpoint.connect(to, ALPN);
    match tokio::time::timeout(CONNECT_TIMEOUT, connecting).await {
        Ok(Ok(connection)) => running.host(connection, Side::Initiator).await,
        Ok(Err(_)) | Err(_) => Ended::Unreached,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_limit_and_are_never_in_step() {
        for failures in 0..200_u32 {
            let most = FIRST_WAIT
                .saturating_mul(1 << failures.saturating_sub(1).min(20))
                .min(LONGEST_WAIT);
            let wait = wait_after(failures);
            assert!(wait >= most / 2 && wait <= most, "{failures}: {wait:?}");
        }
        let waits: BTreeSet<_> = (0..20).map(|_| wait_after(5)).collect();
        assert!(waits.len() > 10);
    }

    #[test]
    fn an_announcement_leads_nowhere_but_into_a_private_network() {
        for inside in [
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.9",
            "169.254.1.1",
            "127.0.0.1",
            "fd00::1",
            "fe80::1",
            "::1",
        ] {
            assert!(is_local(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["1.1.1.1", "172.32.0.1", "2001:db8::1", "224.0.0.1", "0.0.0.0", "::"] {
            assert!(!is_local(outside.parse().unwrap()), "{outside}");
        }
    }
}
