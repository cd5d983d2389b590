#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("join_request"), |bytes: &[u8]| hand("join_request", bytes));
