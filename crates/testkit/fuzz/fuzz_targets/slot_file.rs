#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("slot_file"), |bytes: &[u8]| hand("slot_file", bytes));
