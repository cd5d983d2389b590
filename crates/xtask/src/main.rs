#![doc = include_str!("../README.md")]

mod arm;
mod audit;
mod bench;
mod beside;
mod fuzz;
mod layers;
mod mobile;
mod node;
mod open;
mod packages;
mod simulate;
mod steps;
mod ui;

use anyhow::Result;
use beside::Beside;
use clap::{Parser, Subcommand};
use packages::{BUILD, DATABASE, FONTS, MOBILE, TESTS};
use std::path::PathBuf;
use std::process::Command;

#[derive(Parser)]
#[command(name = "xtask", about = "Everything the project does with itself")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build and open the app.
    Run {
        /// On a fictional country.
        #[arg(long)]
        sample: bool,
        /// The same options after `--`, as cargo's users write them.
        #[arg(last = true, value_parser = ["--sample"])]
        after: Vec<String>,
    },
    /// Format, lints with warnings denied, layers, bans and licences, screens, bindings.
    Check,
    /// Everything CI runs: the checks, then every test.
    Test,
    /// The whole app type-checked for Android and iOS, without their toolkits.
    MobileCheck,
    /// The core's tests on an emulated 64-bit ARM processor. Not part of CI.
    ArmTest,
    /// As the checks do, and known advisories of every library. Not part of CI: it needs the advisories' database.
    Audit {
        /// A copy of RustSec's advisory database, to use instead of the network.
        #[arg(long)]
        advisories: Option<PathBuf>,
    },
    /// Devices, people, and everything that goes wrong between them, until so many edits are made.
    Simulate {
        /// Seed of the first world; the next has the next.
        #[arg(long, default_value_t = simulate::SEED)]
        seed: u64,
        /// Edits in all worlds together; as many as CI makes where nothing is said.
        #[arg(long)]
        edits: Option<u64>,
        /// Begin no world after so many minutes, however many edits that makes.
        #[arg(long)]
        minutes: Option<u64>,
        /// What people mostly do.
        #[arg(long, value_enum, default_value_t)]
        work: simulate::Work,
    },
    /// Every parser that meets bytes of others, fuzzed by coverage. Not part of CI: it needs a nightly compiler.
    Fuzz {
        /// How long each target runs.
        #[arg(long, default_value_t = fuzz::SECONDS)]
        seconds: u64,
        /// One target alone.
        target: Option<String>,
    },
    /// Which room may depend on which, and who alone may use which library.
    Layers,
    /// Figures as ratios, measured side by side in one run.
    Bench {
        /// One of them alone.
        #[arg(value_parser = ["figures", "throughput", "peers", "frames"])]
        only: Option<String>,
        /// One group of its figures: `keystroke`, `screens`, `newcomer`, `records`, `lists`, `findings`, `years`.
        group: Option<String>,
    },
    /// Write the types of the commands for the screens.
    Bindings,
    /// What `test` runs beside the rest; started by it alone.
    #[command(name = beside::TASK, hide = true)]
    Beside,
}

/// One selection for everything that is built to be tested: with another, every library would be built once more. The
/// simulator is left out: its doors must not be in the programs that are tested.
const SELECTION: &[&str] = &["test", "--workspace", "--exclude", "visita-testkit", "--locked"];

fn main() -> Result<()> {
    match Cli::parse().task {
        Task::Run { sample, after } => open::run(sample || !after.is_empty()),
        Task::Check => check(),
        Task::Test => test(),
        Task::MobileCheck => mobile::check(),
        Task::ArmTest => arm::test(),
        Task::Audit { advisories } => audit::check(advisories),
        Task::Simulate {
            seed,
            edits,
            minutes,
            work,
        } => simulate::run(work, seed, edits, minutes),
        Task::Fuzz { seconds, target } => fuzz::run(seconds, target.as_deref()),
        Task::Layers => layers::check_workspace(),
        Task::Bench { only, group } => bench::run(only.as_deref(), group.as_deref()),
        Task::Bindings => ui::write_bindings(),
        Task::Beside => beside::run(),
    }
}

fn check() -> Result<()> {
    packages::install_missing(&[BUILD])?;
    // The window's crate embeds the built page: it must stand before anything of it compiles.
    ui::build()?;
    check_built()
}

/// The checks, once the page is built.
fn check_built() -> Result<()> {
    steps::run("format", "cargo", &["fmt", "--all", "--check"])?;
    steps::announce("layers");
    layers::check_workspace()?;
    audit::deny()?;
    let lints = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    steps::run("lints", "cargo", &lints)?;
    ui::check()
}

fn test() -> Result<()> {
    packages::install_missing(&[BUILD, DATABASE, FONTS, TESTS, MOBILE])?;
    ui::build()?;
    let mut beside = Beside::start()?;
    check_built()?;
    steps::run("programs and tests", "cargo", &[SELECTION, &["--no-run"]].concat())?;
    beside.look()?;
    ui::test()?;
    beside.look()?;
    test_window()?;
    beside.look()?;
    steps::run_in("tests", &steps::root(), steps::throwing_vaults_away(&mut tests()))?;
    beside.finish()
}

/// The tests as cargo runs them.
fn tests() -> Command {
    let mut command = Command::new("cargo");
    command.args(SELECTION);
    command
}

/// The window as it is given to people: its vaults are stretched, and its memory locked, as theirs are.
fn test_window() -> Result<()> {
    let (_screen, display) = open::start_screen()?;
    steps::run_in(
        "the real window",
        &steps::root(),
        tests()
            .args(["--test", "window", "--", "--ignored", "--test-threads", "1"])
            .env("DISPLAY", display)
            .env("VISITA_APP", steps::target().join("debug/visita-app")),
    )
}
