#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("relay_answer"), |bytes: &[u8]| hand("relay_answer", bytes));
