//! Waiting before asking again.

use std::time::Duration;

/// How long somebody keeps asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Questions asked in all.
    pub tries: u32,
    /// About the first pause; each is about twice the one before it.
    pub first: Duration,
    /// The longest pause. A relay that asks for a longer one is left alone.
    pub longest: Duration,
}

impl Default for Patience {
    /// Half a minute of trying in all.
    fn default() -> Self {
        Self {
            tries: 7,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
        }
    }
}

/// A pause after so many tries: anything between half and one and a half times the growing one, but not less than the relay
/// asked for.
#[must_use]
pub fn pause(patience: Patience, tried: u32, asked_for: Option<Duration>) -> Duration {
    let grown = patience
        .first
        .saturating_mul(2_u32.saturating_pow(tried.saturating_sub(1)));
    let grown = grown.min(patience.longest);
    // Without randomness, devices that failed together ask together again: no worse than that.
    let share = getrandom::u32().map_or(0.5, |random| f64::from(random) / f64::from(u32::MAX));
    grown.mul_f64(0.5 + share).max(asked_for.unwrap_or_default())
}
