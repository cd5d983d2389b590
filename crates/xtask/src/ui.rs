//! The screens: their packages, their build, their checks.

use crate::{node, steps};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

fn folder() -> PathBuf {
    steps::root().join("ui")
}

fn npm(step: &str, args: &[&str]) -> Result<()> {
    steps::run_in(step, &folder(), Command::new("npm").args(args))
}

/// Builds the page that the window shows.
pub fn build() -> Result<()> {
    node::install("packages of the screens", &folder())?;
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

/// How a long list scrolls in a browser, over the bridge as it is given to people.
pub fn frames() -> Result<()> {
    build()?;
    let bridge = [
        "build",
        "--release",
        "--locked",
        "-p",
        "visita-tests",
        "--bin",
        "visita-bridge",
    ];
    steps::run("bridge of the screens", "cargo", &bridge)?;
    steps::run_in(
        "frames",
        &folder(),
        Command::new("npm")
            .args(["run", "--silent", "bench:frames"])
            .env("VISITA_BRIDGE", steps::target().join("release/visita-bridge")),
    )
}

/// Every screen in a browser over the real use cases; the parts are tested among the checks.
pub fn test() -> Result<()> {
    steps::run_in(
        "screens in a browser",
        &folder(),
        steps::throwing_vaults_away(Command::new("npm").args(["run", "--silent", "test:screens"]))
            .env("VISITA_BRIDGE", steps::target().join("debug/visita-bridge")),
    )
}
