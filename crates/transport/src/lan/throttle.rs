//! Who fails at the handshake too often is not answered for a while.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// Handshakes of one address that may fail within [`WINDOW`].
pub(crate) const MAX_FAILED: u32 = 8;
/// How long failures are remembered.
pub(crate) const WINDOW: Duration = Duration::from_secs(60);
/// Addresses remembered; beyond it those that have served their time are forgotten, and new ones are not counted.
const MAX_REMEMBERED: usize = 1_024;

/// Failures by address. Only addresses that completed a QUIC handshake are counted: one that is merely claimed cannot be
/// used to shut out somebody else.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    failed: HashMap<IpAddr, (u32, Instant)>,
}

/// An IPv6 host picks any address of its /64.
fn host(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

impl Throttle {
    pub(crate) fn bars(&self, ip: IpAddr, now: Instant) -> bool {
        self.failed
            .get(&host(ip))
            .is_some_and(|(count, since)| *count >= MAX_FAILED && now.saturating_duration_since(*since) < WINDOW)
    }

    pub(crate) fn failed(&mut self, ip: IpAddr, now: Instant) {
        if self.failed.len() >= MAX_REMEMBERED {
            self.failed
                .retain(|_, (_, since)| now.saturating_duration_since(*since) < WINDOW);
        }
        if self.failed.len() >= MAX_REMEMBERED && !self.failed.contains_key(&host(ip)) {
            return;
        }
        let (count, since) = self.failed.entry(host(ip)).or_insert((0, now));
        if now.saturating_duration_since(*since) >= WINDOW {
            (*count, *since) = (0, now);
        }
        *count = count.saturating_add(1);
    }

    pub(crate) fn succeeded(&mut self, ip: IpAddr) {
        self.failed.remove(&host(ip));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_barred_after_the_last_failure_allowed_and_until_the_window_ends() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        let (ours, other) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        for n in 0..MAX_FAILED {
            assert!(!throttle.bars(ours, start), "after {n}");
            throttle.failed(ours, start);
        }
        assert!(throttle.bars(ours, start + WINDOW - Duration::from_millis(1)));
        assert!(!throttle.bars(other, start));
        assert!(!throttle.bars(ours, start + WINDOW));
        throttle.failed(ours, start + WINDOW);
        assert!(!throttle.bars(ours, start + WINDOW), "counting begins anew");
    }

    #[test]
    fn a_host_cannot_walk_through_its_own_network() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        for n in 0..MAX_FAILED {
            throttle.failed(format!("fd00::{n}").parse().unwrap(), start);
        }
        assert!(throttle.bars("fd00::ffff".parse().unwrap(), start));
        assert!(!throttle.bars("fd00:0:0:1::1".parse().unwrap(), start));
    }

    #[test]
    fn a_crowd_of_addresses_takes_no_more_than_its_room() {
        let (mut throttle, start) = (Throttle::default(), Instant::now());
        for n in 0..u32::try_from(MAX_REMEMBERED).unwrap() + 10 {
            throttle.failed(IpAddr::from(n.to_be_bytes()), start);
        }
        assert_eq!(throttle.failed.len(), MAX_REMEMBERED);
        throttle.failed("192.0.2.1".parse().unwrap(), start + WINDOW);
        assert_eq!(throttle.failed.len(), 1);
    }
}
