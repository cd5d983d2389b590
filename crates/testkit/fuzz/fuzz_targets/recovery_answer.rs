#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("recovery_answer"), |bytes: &[u8]| hand("recovery_answer", bytes));
