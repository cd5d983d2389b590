#![no_main]

use visita_testkit::fuzzing::{begin, hand};

libfuzzer_sys::fuzz_target!(init: begin("share_file"), |bytes: &[u8]| hand("share_file", bytes));
