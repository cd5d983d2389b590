#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("nearby_address"), |bytes: &[u8]| hand("nearby_address", bytes));
