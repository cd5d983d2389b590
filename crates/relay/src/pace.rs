//! How fast an address may ask, and a mailbox may be written to. In memory only, under keyed hashes: neither an address nor a
//! token is kept.

use crate::limits::PACES;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use visita_wire::MailboxTag;

/// The pace of many.
struct Pacer {
    quota: Quota,
    paces: Mutex<Arc<DefaultKeyedRateLimiter<u64>>>,
}

impl Pacer {
    fn new(a_minute: NonZeroU32) -> Self {
        let quota = Quota::per_minute(a_minute);
        Self {
            quota,
            paces: Mutex::new(Arc::new(RateLimiter::dashmap(quota))),
        }
    }

    fn paces(&self) -> Arc<DefaultKeyedRateLimiter<u64>> {
        Arc::clone(&self.paces.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Seconds to wait, where it is too fast.
    fn check(&self, key: u64) -> Result<(), u64> {
        self.paces().check_key(&key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            wait.as_secs() + 1
        })
    }

    /// Forgets who has been slow for long; everybody, when they are too many to remember.
    fn forget(&self) {
        let paces = self.paces();
        paces.retain_recent();
        paces.shrink_to_fit();
        if paces.len() > PACES {
            *self.paces.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(RateLimiter::dashmap(self.quota));
        }
    }
}

/// The pace of addresses and of mailboxes.
pub struct Pace {
    hasher: RandomState,
    requests: Pacer,
    puts: Pacer,
}

impl Pace {
    /// With so many requests of an address, and so many envelopes for a mailbox, in a minute.
    #[must_use]
    pub fn new(requests_a_minute: NonZeroU32, puts_a_minute: NonZeroU32) -> Self {
        Self {
            hasher: RandomState::new(),
            requests: Pacer::new(requests_a_minute),
            puts: Pacer::new(puts_a_minute),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// Seconds to wait.
    pub fn request(&self, from: IpAddr) -> Result<(), u64> {
        let key = match from.to_canonical() {
            IpAddr::V4(address) => self.hasher.hash_one(address),
            // One subscriber has a whole network of these.
            IpAddr::V6(address) => self.hasher.hash_one(address.to_bits() >> 64),
        };
        self.requests.check(key)
    }

    /// Counts an envelope for a mailbox.
    ///
    /// # Errors
    /// Seconds to wait.
    pub fn put(&self, tag: &MailboxTag) -> Result<(), u64> {
        self.puts.check(self.hasher.hash_one(tag))
    }

    /// Forgets what no longer matters. To be called now and then.
    pub fn forget(&self) {
        self.requests.forget();
        self.puts.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(requests: u32, puts: u32) -> Pace {
        Pace::new(NonZeroU32::new(requests).unwrap(), NonZeroU32::new(puts).unwrap())
    }

    #[test]
    fn who_is_too_fast_waits_and_nobody_else_does() {
        let pace = pace(3, 2);
        let here: IpAddr = "192.0.2.1".parse().unwrap();
        assert!((0..3).all(|_| pace.request(here).is_ok()));
        let wait = pace.request(here).unwrap_err();
        assert!((1..=21).contains(&wait), "{wait}");
        assert!(pace.request("192.0.2.2".parse().unwrap()).is_ok());
        let tag = MailboxTag([1; 32]);
        assert!(pace.put(&tag).is_ok() && pace.put(&tag).is_ok() && pace.put(&tag).is_err());
        assert!(pace.put(&MailboxTag([2; 32])).is_ok());
    }

    #[test]
    fn one_subscriber_is_one_address() {
        let pace = pace(1, 1);
        assert!(pace.request("2001:db8::1".parse().unwrap()).is_ok());
        assert!(pace.request("2001:db8::2".parse().unwrap()).is_err());
        assert!(pace.request("2001:db8:0:1::1".parse().unwrap()).is_ok());
        assert!(pace.request("192.0.2.1".parse().unwrap()).is_ok());
        assert!(pace.request("::ffff:192.0.2.1".parse().unwrap()).is_err());
    }

    #[test]
    fn the_memory_of_paces_is_bounded() {
        let pace = pace(1, 1);
        for n in 0..=PACES {
            let _ = pace.request(IpAddr::from(u32::try_from(n).unwrap().to_be_bytes()));
        }
        assert!(pace.requests.paces().len() > PACES / 2);
        pace.forget();
        assert!(pace.requests.paces().len() <= PACES);
    }
}
