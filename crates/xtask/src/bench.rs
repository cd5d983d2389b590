//! Figures as ratios, each measured beside something else in the same run.

use crate::packages::{self, BUILD, DATABASE, NETWORK, TESTS};
use crate::{node, steps, ui};
use anyhow::Result;

/// What other stacks are measured with, under the project's folder.
const PEERS: &str = "tests/benches/peers";

/// The rooms that measure, and what.
const BENCHES: [(&str, &str); 3] = [
    ("visita-tests", "figures"),
    ("visita-relay", "throughput"),
    ("visita-relay", "peers"),
];

/// How a long list scrolls: measured in a browser.
const FRAMES: &str = "frames";

/// Runs every bench, or one of them, or one group of its figures.
pub fn run(only: Option<&str>, group: Option<&str>) -> Result<()> {
    packages::install_missing(&[BUILD, DATABASE, NETWORK])?;
    let chosen = |bench: &str| only.is_none_or(|only| only == bench);
    for (room, bench) in BENCHES.into_iter().filter(|(_, bench)| chosen(bench)) {
        if bench == "peers" {
            node::install("packages of the stacks beside ours", &steps::root().join(PEERS))?;
        }
        let mut args = vec!["bench", "--locked", "-p", room, "--bench", bench];
        args.extend(group.iter().flat_map(|group| ["--", *group]));
        steps::run(bench, "cargo", &args)?;
    }
    if chosen(FRAMES) {
        packages::install_missing(&[TESTS])?;
        ui::frames()?;
    }
    Ok(())
}
