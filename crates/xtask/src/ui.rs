//! The screens: their packages, their build, their checks.

use crate::steps;
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Oldest Node that builds the screens.
const NODE: (u32, u32) = (20, 19);

fn folder() -> PathBuf {
    steps::root().join("ui")
}

fn npm(step: &str, args: &[&str]) -> Result<()> {
    steps::run_in(step, &folder(), Command::new("npm").args(args))
}

fn check_node() -> Result<()> {
    let output = Command::new("node")
        .arg("--version")
        .output()
        .context("Node is needed to build the screens: install Node 20.19 or newer, with npm")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut numbers = said
        .trim()
        .trim_start_matches('v')
        .split('.')
        .filter_map(|part| part.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= NODE => Ok(()),
        _ => bail!("Node {}.{} or newer is needed; this is {}", NODE.0, NODE.1, said.trim()),
    }
}

/// Installs the packages of the lock file where they are not, exactly as locked and without running their scripts.
pub fn install() -> Result<()> {
    check_node()?;
    let (wanted, installed) = (
        folder().join("package-lock.json"),
        folder().join("node_modules/.visita-lock"),
    );
    let lock = std::fs::read(&wanted).context("ui/package-lock.json cannot be read")?;
    if std::fs::read(&installed).is_ok_and(|held| held == lock) {
        return Ok(());
    }
    npm(
        "packages of the screens",
        &["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    )?;
    std::fs::write(&installed, lock).context("ui/node_modules cannot be written")
}

/// Builds the page that the window shows.
pub fn build() -> Result<()> {
    install()?;
    npm("screens", &["run", "--silent", "build"])
}

/// Types, scripts, styles, parts, translations, and the types made from Rust.
pub fn check() -> Result<()> {
    npm("types of the screens", &["run", "--silent", "check"])?;
    npm("lints of the screens", &["run", "--silent", "lint"])?;
    // Among them that every sentence is there in every language.
    npm("parts of the screens", &["run", "--silent", "test:parts"])?;
    steps::run_in("bindings", &steps::root(), &mut bindings())
}

/// Holds the types made from Rust against those the screens have.
fn bindings() -> Command {
    let mut command = Command::new("cargo");
    command.args(crate::SELECTION).args(["--quiet", "--test", "bindings"]);
    command
}

/// Writes the types of the commands for the screens.
pub fn write_bindings() -> Result<()> {
    steps::run_in("bindings", &steps::root(), bindings().env("VISITA_WRITE_BINDINGS", "1"))
}

/// Every screen in a browser over the real use cases; the parts are tested among the checks.
pub fn test() -> Result<()> {
    steps::run_in(
        "screens in a browser",
        &folder(),
        Command::new("npm")
            .args(["run", "--silent", "test:screens"])
            .env("VISITA_BRIDGE", steps::target().join("debug/visita-bridge")),
    )
}
