#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("inner_envelope"), |bytes: &[u8]| hand("inner_envelope", bytes));
