#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("admission_opened"), |bytes: &[u8]| hand("admission_opened", bytes));
