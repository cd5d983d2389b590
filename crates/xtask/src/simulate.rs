//! The simulator, built so that what it spends its time in is fast.

use crate::steps;
use anyhow::Result;
use std::process::Command;

/// Edits that one run makes: some six minutes of two cores.
pub const EDITS: u64 = 1_000_000;

/// The profile it is built with, and the folder under what is built.
pub const PROFILE: &str = "simulation";

/// The seed of a run in CI.
pub const SEED: u64 = 1;

/// The attacks, the mutated parsers, and the worlds that once found something.
pub fn test() -> Result<()> {
    let worlds = ["test", "--locked", "--profile", PROFILE, "-p", "visita-testkit"];
    steps::run("attacks, and worlds that once found something", "cargo", &worlds)
}

/// Builds the simulator and runs it, with the commit in what it prints.
pub fn run(seed: u64, edits: u64, minutes: Option<u64>) -> Result<()> {
    let head = Command::new("git")
        .args(["rev-parse", "--short", "HEAD"])
        .current_dir(steps::root())
        .output();
    let commit = head.map(|head| String::from_utf8_lossy(&head.stdout).trim().to_owned());
    let mut command = Command::new("cargo");
    command
        .args([
            "run",
            "--locked",
            "--profile",
            PROFILE,
            "-p",
            "visita-testkit",
            "--bin",
            "visita-simulate",
            "--",
        ])
        .args(["--seed", &seed.to_string(), "--edits", &edits.to_string()]);
    if let Some(minutes) = minutes {
        command.args(["--minutes", &minutes.to_string()]);
    }
    command.env("VISITA_COMMIT", commit.unwrap_or_default());
    steps::run_in("simulation", &steps::root(), &mut command)
}
