//! What a target of `fuzz` does with the parser of its name.

use crate::parsers::{PARSERS, offer};
use std::panic::{catch_unwind, set_hook};
use std::path::Path;
use std::sync::Mutex;

/// Names the folder that true bytes are laid into before the fuzzer looks there for what to begin from.
const SEEDS: &str = "VISITA_SEEDS";

/// Where the last panic was, and what it said.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Lays out the seeds of a parser, and leaves panics to whoever catches them.
///
/// The fuzzer's own hook would end the process at each panic, also where the intake guard catches what a decoder does on
/// hostile bytes; what nobody catches still ends it, in [`hand`].
pub fn begin(name: &str) {
    set_hook(Box::new(|panic| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = panic.to_string();
        }
    }));
    if let Some(folder) = std::env::var_os(SEEDS)
        && let Err(error) = lay_seeds(name, Path::new(&folder))
    {
        eprintln!("the seeds of {name} cannot be written: {error}");
        std::process::abort();
    }
}

fn lay_seeds(name: &str, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let seeds = PARSERS.iter().filter(|parser| parser.name == name);
    for (number, seed) in seeds.flat_map(|parser| (parser.seeds)()).enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

/// Hands bytes to a parser; a panic that comes out of it ends the process, as the fuzzer expects of a find.
pub fn hand(name: &str, bytes: &[u8]) {
    if catch_unwind(|| offer(name, bytes)).is_err() {
        eprintln!("{}", LAST_PANIC.lock().map(|last| last.clone()).unwrap_or_default());
        std::process::abort();
    }
}
