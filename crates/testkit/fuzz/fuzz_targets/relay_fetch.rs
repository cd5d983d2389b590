#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("relay_fetch"), |bytes: &[u8]| hand("relay_fetch", bytes));
