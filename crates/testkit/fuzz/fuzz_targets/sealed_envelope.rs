#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("sealed_envelope"), |bytes: &[u8]| hand("sealed_envelope", bytes));
