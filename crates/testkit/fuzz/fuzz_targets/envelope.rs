#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("envelope"), |bytes: &[u8]| hand("envelope", bytes));
