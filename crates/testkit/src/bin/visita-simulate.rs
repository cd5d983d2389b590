//! Worlds until so many edits are made or so many minutes have passed.

use anyhow::Result;
use clap::Parser;
use std::time::{Duration, Instant};
use visita_testkit::simulation::{Until, many_worlds, require_every_kind};
use visita_testkit::world::{Plan, Trouble, Work};

/// A line says how far it has come, each time so many more worlds have ended.
const WORLDS_A_LINE: u64 = 10;

#[derive(Parser)]
#[command(about = "Devices, people, and everything that goes wrong between them")]
struct Cli {
    /// Seed of the first world; the next has the next.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Edits in all worlds together.
    #[arg(long, default_value_t = 1_000_000)]
    edits: u64,
    /// Begin no world after so many minutes.
    #[arg(long)]
    minutes: Option<u64>,
    /// Worlds at a time.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// What is not to go wrong, to find out what a failure is about.
    #[arg(long, value_delimiter = ',')]
    spare: Vec<Trouble>,
    /// What people mostly do.
    #[arg(long, value_enum, ignore_case = true, default_value_t)]
    work: Work,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let began = Instant::now();
    let until = Until {
        edits: if cli.minutes.is_some() { u64::MAX } else { cli.edits },
        time: cli.minutes.map(|minutes| Duration::from_secs(minutes * 60)),
    };
    let pattern = Plan {
        seed: cli.seed,
        edits: 0,
        spared: cli.spare,
        work: cli.work,
    };
    let commit = std::env::var("VISITA_COMMIT").unwrap_or_else(|_| "unknown".to_owned());
    println!("commit {commit}, {:?}, first seed {}", cli.work, cli.seed);
    let (tally, worlds) = many_worlds(until, cli.threads, &pattern, |tally, worlds| {
        if worlds % WORLDS_A_LINE == 0 {
            let minutes = began.elapsed().as_secs() / 60;
            println!("{worlds} worlds, {} edits, {minutes} min, none lost", tally.edits);
        }
    })?;
    let seconds = began.elapsed().as_secs();
    println!("{worlds} worlds, {seconds} s, 0 edits lost\n{tally:#?}");
    println!("edits by kind: {}", tally.edits_by_kind);
    println!("conflicts by kind: {}", tally.conflicts_by_kind);
    println!(
        "commit {commit}, seeds from {} to {}",
        cli.seed,
        cli.seed.wrapping_add(worlds.saturating_sub(1))
    );
    // Last: whatever is missing, what was counted stands above.
    require_every_kind(cli.work, worlds, &tally)
}
