#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| visita_testkit::parsers::offer("blob_message", bytes));
