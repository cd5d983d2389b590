//! The simulator, built so that what it spends its time in is fast.

use crate::steps;
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

/// Edits that one run makes: some six minutes of two cores.
pub const EDITS: u64 = 1_000_000;

/// Edits of notes that CI makes: some two minutes of two cores.
const CI_EDITS: u64 = 300_000;

/// Edits that one run of the office makes: twelve worlds, some three minutes of two cores.
pub const OFFICE_EDITS: u64 = 7_200;

/// The profile it is built with, and the folder under what is built.
pub const PROFILE: &str = "simulation";

/// The seed of a run in CI.
pub const SEED: u64 = 1;

/// What the simulated people mostly do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Work {
    /// They type notes of interviews.
    #[default]
    Notes,
    /// They write to records of every other kind.
    Office,
}

impl Work {
    /// What the simulator calls it.
    fn code(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Office => "office",
        }
    }

    /// Edits of a run of which nobody said how many.
    fn edits(self) -> u64 {
        match self {
            Self::Notes => EDITS,
            Self::Office => OFFICE_EDITS,
        }
    }
}

/// Both runs of CI.
pub fn run_all() -> Result<()> {
    run(Work::Notes, SEED, Some(CI_EDITS), None)?;
    run(Work::Office, SEED, None, None)
}

/// The attacks, the mutated parsers, and the worlds that once found something.
pub fn test() -> Result<()> {
    let worlds = ["test", "--locked", "--profile", PROFILE, "-p", "visita-testkit"];
    steps::run("attacks, and worlds that once found something", "cargo", &worlds)
}

/// Builds the simulator and runs it, with the commit in what it prints.
pub fn run(work: Work, seed: u64, edits: Option<u64>, minutes: Option<u64>) -> Result<()> {
    let edits = edits.unwrap_or_else(|| work.edits());
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
        .args(["--work", work.code()])
        .args(["--seed", &seed.to_string(), "--edits", &edits.to_string()]);
    if let Some(minutes) = minutes {
        command.args(["--minutes", &minutes.to_string()]);
    }
    command.env("VISITA_COMMIT", commit.unwrap_or_default());
    steps::run_in(&format!("simulation, {}", work.code()), &steps::root(), &mut command)
}
