#![doc = include_str!("../README.md")]

mod layers;
mod packages;
mod steps;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "Checks and tests of the project")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Format, lints with warnings denied, layers.
    Check,
    /// Everything CI runs: the checks, then every test.
    Test,
    /// Which room may depend on which, and who alone may use which library.
    Layers,
}

fn main() -> Result<()> {
    match Cli::parse().task {
        Task::Check => check(),
        Task::Test => {
            check()?;
            steps::run("tests", "cargo", &["test", "--workspace", "--locked"])
        }
        Task::Layers => layers::check_workspace(),
    }
}

fn check() -> Result<()> {
    packages::install_missing()?;
    steps::run("format", "cargo", &["fmt", "--all", "--check"])?;
    steps::run(
        "lints",
        "cargo",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ],
    )?;
    steps::announce("layers");
    layers::check_workspace()
}
