#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("notice"), |bytes: &[u8]| hand("notice", bytes));
