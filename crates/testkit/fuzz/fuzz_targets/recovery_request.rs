#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| visita_testkit::parsers::offer("recovery_request", bytes));
