//! Clocks of devices: virtual, and wrong.

use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicI64, Ordering};
use visita_app::Clock;
use visita_domain::dates::{Timestamp, from_millis, local_day};

/// When every simulated world begins: 2 March 2026, 08:00 UTC.
pub const BEGINNING_MS: i64 = 1_772_438_400_000;
/// How wrong a clock may be, either way.
pub const MAX_SKEW_MS: i64 = 10 * 365 * 24 * 3_600 * 1_000;

/// A device's clock: the world's time, how wrong it is, and how far its zone is ahead of UTC.
#[derive(Debug, Clone, Default)]
pub struct SkewedClock {
    world_ms: Arc<AtomicI64>,
    skew_ms: Arc<AtomicI64>,
    offset_minutes: Arc<AtomicI32>,
}

impl SkewedClock {
    /// On the time of this world, right.
    #[must_use]
    pub fn of(world_ms: &Arc<AtomicI64>) -> Self {
        Self {
            world_ms: Arc::clone(world_ms),
            skew_ms: Arc::default(),
            offset_minutes: Arc::default(),
        }
    }

    /// Sets how wrong it is.
    pub fn set_skew_ms(&self, skew_ms: i64) {
        self.skew_ms.store(skew_ms, Ordering::Relaxed);
    }

    /// What it shows, as records keep it.
    #[must_use]
    pub fn shows(&self) -> Value {
        json!(self.now())
    }

    /// The day it shows, as records keep it.
    #[must_use]
    pub fn shows_day(&self) -> Value {
        let now = self.now();
        json!(local_day(now, self.offset_minutes(now)))
    }

    /// Sets how far its zone is ahead of UTC, minutes; at first it is in UTC.
    pub fn set_offset_minutes(&self, offset_minutes: i32) {
        self.offset_minutes.store(offset_minutes, Ordering::Relaxed);
    }
}

impl Clock for SkewedClock {
    fn now(&self) -> Timestamp {
        let world = self.world_ms.load(Ordering::Relaxed);
        from_millis(BEGINNING_MS + world + self.skew_ms.load(Ordering::Relaxed)).unwrap_or_default()
    }

    fn offset_minutes(&self, _at: Timestamp) -> i32 {
        self.offset_minutes.load(Ordering::Relaxed)
    }
}
