//! Node and its packages: those of the screens, and those that the bench measures beside ours.

use crate::steps;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::Command;

/// Oldest Node that builds the screens and runs the bench's other side.
const OLDEST: (u32, u32) = (20, 19);
/// Beside what was installed: the lock file that it was installed by.
const INSTALLED: &str = "node_modules/.visita-lock";

fn check() -> Result<()> {
    let output = Command::new("node")
        .arg("--version")
        .output()
        .context("Node is missing: install Node 20.19 or newer, with npm")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut numbers = said
        .trim()
        .trim_start_matches('v')
        .split('.')
        .filter_map(|part| part.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
        _ => bail!(
            "Node {}.{} or newer is needed; this is {}",
            OLDEST.0,
            OLDEST.1,
            said.trim()
        ),
    }
}

/// Installs the packages of a folder's lock file where they are not, exactly as locked and without running their scripts.
pub fn install(step: &str, folder: &Path) -> Result<()> {
    check()?;
    let (wanted, installed) = (folder.join("package-lock.json"), folder.join(INSTALLED));
    let lock = std::fs::read(&wanted).with_context(|| format!("{} cannot be read", wanted.display()))?;
    if std::fs::read(&installed).is_ok_and(|held| held == lock) {
        return Ok(());
    }
    let exactly = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    steps::run_in(step, folder, Command::new("npm").args(exactly))?;
    std::fs::write(&installed, lock).with_context(|| format!("{} cannot be written", installed.display()))
}
