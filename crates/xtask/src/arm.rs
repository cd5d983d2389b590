//! The core's own tests as a phone's processor would run them: 64-bit ARM, emulated.

use crate::packages::{self, ARM};
use crate::steps;
use anyhow::{Context as _, Result};
use std::process::Command;

const TARGET: &str = "aarch64-unknown-linux-gnu";
const COMPILER: &str = "aarch64-linux-gnu-gcc";
/// The emulator, and where the C library of the other processor lies.
const RUNNER: &str = "qemu-aarch64-static -L /usr/aarch64-linux-gnu";

/// The rooms that decide what a record says and how it is sealed. The store and the fronts are left to their own tests.
const ROOMS: &[&str] = &[
    "visita-domain",
    "visita-record",
    "visita-wire",
    "visita-seal",
    "visita-sync",
];

/// Runs the core's tests under the emulator.
pub fn test() -> Result<()> {
    packages::install_missing(&[ARM])?;
    steps::run("standard library for 64-bit ARM", "rustup", &["target", "add", TARGET]).context(
        "without rustup, install the standard library of this compiler for aarch64-unknown-linux-gnu by other means",
    )?;
    let mut command = Command::new("cargo");
    command
        .args(["test", "--locked", "--target", TARGET])
        .args(ROOMS.iter().flat_map(|room| ["--package", room]))
        .env("CARGO_TARGET_DIR", steps::root().join("target-arm"))
        .env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", COMPILER)
        .env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", RUNNER)
        .env("CC_aarch64_unknown_linux_gnu", COMPILER);
    steps::run_in("core tests on 64-bit ARM", &steps::root(), &mut command)
}
