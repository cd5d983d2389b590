//! The only place that asks what time it is.

use visita_domain::dates::Timestamp;

/// Where the time comes from; tests bring their own.
pub trait Clock: Send {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// The clock of the device. It may be wrong: order never rests on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        std::time::SystemTime::now().into()
    }
}
