//! Parsers that meet bytes of others, on bytes that somebody spoilt: no panic, no memory beyond bounds, no long wait.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use peakmem_alloc::{INSTRUMENTED_SYSTEM, PeakMemAlloc, PeakMemAllocTrait as _};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::alloc::System;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_testkit::mutate::mutated;
use visita_testkit::parsers::{PARSERS, Parser};

#[global_allocator]
static MEMORY: &PeakMemAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Inputs for each parser; `VISITA_LONG` makes it a hundred times as many.
const INPUTS: u64 = 20_000;
const LONG: u64 = 100;
/// Bytes that a parser may need beside those it was given, some of which it may copy.
const MOST_BYTES: usize = 24 * 1024 * 1024;
const MOST_COPIES: usize = 16;
/// How long one input may take, on a machine that does much else: a bound against what never ends, not a figure.
const MOST_TIME: Duration = Duration::from_secs(5);

/// What is wrong with a parser, on so many spoilt inputs.
fn fault(parser: &Parser, seed: u64, inputs: u64) -> Option<String> {
    let seeds = (parser.seeds)();
    if seeds.is_empty() || !seeds.iter().all(|seed| (parser.takes)(seed)) {
        return Some(format!("{}: does not take what is true", parser.name));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut most, mut longest, mut taken) = (0, Duration::ZERO, 0_u64);
    for _ in 0..inputs {
        let one = &seeds[rng.random_range(0..seeds.len())];
        let other = &seeds[rng.random_range(0..seeds.len())];
        let bytes = mutated(&mut rng, one, other);
        let room = MOST_BYTES + MOST_COPIES * bytes.len();
        MEMORY.reset_peak_memory();
        let began = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| (parser.takes)(&bytes)));
        let (took, used) = (began.elapsed(), MEMORY.get_peak_memory());
        most = most.max(used);
        longest = longest.max(took);
        taken += u64::from(matches!(ended, Ok(true)));
        let fault = match ended {
            Err(_) => "panics",
            Ok(_) if used > room => "takes too much memory",
            Ok(_) if took > MOST_TIME => "takes too long",
            Ok(_) => continue,
        };
        return Some(format!(
            "{} {fault} (seed {seed}): {}",
            parser.name,
            hex::encode(&bytes)
        ));
    }
    println!(
        "{:<18} {inputs} inputs, {taken} taken, at most {most} bytes, {longest:?}",
        parser.name
    );
    None
}

/// Parsers as they must not be.
const BAD: [(&str, Parser); 2] = [
    (
        "panics",
        Parser {
            name: "believes_there_is_more",
            seeds: || vec![vec![0; 64]],
            takes: |bytes| bytes[40] == 0,
        },
    ),
    (
        "takes too much memory",
        Parser {
            name: "believes_a_length",
            seeds: || vec![vec![0; 64]],
            takes: |bytes| {
                let head = bytes.first_chunk().copied().unwrap_or_default();
                let room = u32::from_be_bytes(head) / 16;
                Vec::<u8>::with_capacity(room as usize).capacity() == 0
            },
        },
    ),
];

#[test]
fn spoilt_bytes_end_no_process_and_fill_no_memory() {
    let seed: u64 = std::env::var("VISITA_SEED").map_or(1, |seed| seed.parse().unwrap());
    let long = std::env::var_os("VISITA_LONG").is_some();
    let inputs = if long { INPUTS * LONG } else { INPUTS };
    // Decoders that panic on hostile bytes are caught where they are called; what they print then is of no use here.
    std::panic::set_hook(Box::new(|_| {}));
    let missed = BAD
        .iter()
        .filter(|(fault_of_it, parser)| !fault(parser, seed, INPUTS).is_some_and(|fault| fault.contains(fault_of_it)));
    let missed: Vec<String> = missed
        .map(|(_, parser)| format!("{}: not caught", parser.name))
        .collect();
    let faults = PARSERS.iter().filter_map(|parser| fault(parser, seed, inputs));
    let faults: Vec<String> = missed.into_iter().chain(faults).collect();
    drop(std::panic::take_hook());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_parser_has_a_target_for_long_fuzzing_and_every_target_a_parser() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let there: BTreeSet<String> = std::fs::read_dir(targets)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let wanted: BTreeSet<String> = PARSERS.iter().map(|parser| parser.name.to_owned()).collect();
    assert_eq!(there, wanted);
}
