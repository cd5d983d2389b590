#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("recovery_request"), |bytes: &[u8]| hand("recovery_request", bytes));
