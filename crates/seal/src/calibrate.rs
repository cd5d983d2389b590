//! How much memory a device can give to the stretching of a passphrase in the time a person waits.

use crate::slots::{FLOOR_MEMORY_KIB, FLOOR_PASSES};
use argon2::{Algorithm, Argon2, Params, Version};
use std::time::{Duration, Instant};

/// How long unlocking may take on a phone.
pub const TARGET: Duration = Duration::from_secs(1);
/// Memory is chosen in steps of a MiB.
const STEP_KIB: u32 = 1024;

/// The memory for which one stretching takes about `target`: never below the floor, however slow the device, nor above
/// `ceiling_kib`. `time` measures one stretching with so much memory; the time grows with it in proportion.
#[must_use]
pub fn memory_kib(target: Duration, ceiling_kib: u32, time: impl FnOnce(u32) -> Duration) -> u32 {
    let at_floor = time(FLOOR_MEMORY_KIB).as_micros().max(1);
    let fitting = u128::from(FLOOR_MEMORY_KIB).saturating_mul(target.as_micros()) / at_floor;
    let fitting = u32::try_from(fitting).unwrap_or(u32::MAX) / STEP_KIB * STEP_KIB;
    fitting.clamp(FLOOR_MEMORY_KIB, ceiling_kib.max(FLOOR_MEMORY_KIB))
}

/// Stretches something that is no secret, and says how long it took on this device.
#[must_use]
pub fn time_stretching(memory_kib: u32) -> Duration {
    let began = Instant::now();
    let mut out = [0; 32];
    let made = Params::new(memory_kib, FLOOR_PASSES, 1, None)
        .map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
        .and_then(|argon| argon.hash_password_into(b"calibration", b"no salt of ours", &mut out));
    // What cannot be done takes for ever: the floor is taken then, and making the slot says why it fails.
    if made.is_ok() { began.elapsed() } else { Duration::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slots::DESKTOP_MEMORY_KIB;

    fn with(at_floor_ms: u64) -> u32 {
        memory_kib(TARGET, DESKTOP_MEMORY_KIB, |asked| {
            assert_eq!(asked, FLOOR_MEMORY_KIB);
            Duration::from_millis(at_floor_ms)
        })
    }

    #[test]
    fn a_slow_phone_keeps_the_floor_and_a_fast_one_gives_what_a_second_allows() {
        assert_eq!(with(4_000), FLOOR_MEMORY_KIB);
        assert_eq!(with(1_000), FLOOR_MEMORY_KIB);
        assert_eq!(with(999), FLOOR_MEMORY_KIB, "less than a step more");
        assert_eq!(with(500), 2 * FLOOR_MEMORY_KIB);
        assert_eq!(with(10), DESKTOP_MEMORY_KIB);
        assert_eq!(with(0), DESKTOP_MEMORY_KIB);
    }

    #[test]
    fn a_device_that_cannot_do_it_at_all_is_given_the_floor() {
        assert_eq!(
            memory_kib(TARGET, DESKTOP_MEMORY_KIB, |_| Duration::MAX),
            FLOOR_MEMORY_KIB
        );
    }

    #[test]
    fn the_measure_is_of_the_real_thing() {
        assert!(time_stretching(FLOOR_MEMORY_KIB) > Duration::from_millis(5));
        assert_eq!(time_stretching(0), Duration::MAX);
    }
}
