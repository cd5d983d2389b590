#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("roster_entry"), |bytes: &[u8]| hand("roster_entry", bytes));
