//! The only place that asks what time it is, and how far from UTC the people around this device set their clocks.

use visita_domain::dates::{Local, Timestamp};

const SECONDS_A_MINUTE: i32 = 60;

/// Where the time comes from; tests bring their own.
pub trait Clock: Send {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;

    /// Minutes by which the clocks on the wall here were, or are, ahead of UTC at a moment: what day it is hangs on it.
    fn offset_minutes(&self, _at: Timestamp) -> i32 {
        0
    }
}

/// The clock of the device. It may be wrong: order never rests on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        std::time::SystemTime::now().into()
    }

    /// By the zone that the device is set to; 0 where none is known.
    fn offset_minutes(&self, at: Timestamp) -> i32 {
        let there = at.with_timezone(&Local);
        there.offset().local_minus_utc().div_euclid(SECONDS_A_MINUTE)
    }
}
