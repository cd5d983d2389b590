//! One step after another, each named before it runs.

use anyhow::{Context as _, Result, bail};
use std::process::Command;

/// Say what comes next.
pub fn announce(step: &str) {
    eprintln!("── {step}");
}

/// Run a command in the project's folder and stop at the first failure.
pub fn run(step: &str, program: &str, args: &[&str]) -> Result<()> {
    announce(step);
    let status = Command::new(program)
        .args(args)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .status()
        .with_context(|| format!("{program} cannot be started"))?;
    if !status.success() {
        bail!("{step} failed: {program} {}", args.join(" "));
    }
    Ok(())
}
