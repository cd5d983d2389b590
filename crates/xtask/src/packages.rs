//! System packages the build needs, installed where they are missing and can be.

use crate::steps;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// Debian and Ubuntu packages, and what each is for.
const NEEDED: &[(&str, &str)] = &[
    ("build-essential", "compiles the C of the encrypted store"),
    ("libssl-dev", "cryptography under the encrypted store"),
    ("pkg-config", "finds the library above"),
];

/// Installs what is missing, with sudo only where this user is not root.
pub fn install_missing() -> Result<()> {
    if !Path::new("/usr/bin/dpkg").exists() {
        // Another system: the compiler will say what it lacks.
        return Ok(());
    }
    let missing: Vec<_> = NEEDED.iter().filter(|(package, _)| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    steps::announce("system packages");
    for (package, purpose) in &missing {
        eprintln!("   {package}: {purpose}");
    }
    let names: Vec<&str> = missing.iter().map(|(package, _)| *package).collect();
    let advice = format!("install these packages by hand: {}", names.join(" "));
    apt(&["update", "-qq"])
        .and_then(|()| apt(&[&["install", "-y", "--no-install-recommends"], names.as_slice()].concat()))
        .context(advice)
}

fn installed(package: &str) -> bool {
    Command::new("dpkg")
        .args(["-s", package])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn apt(args: &[&str]) -> Result<()> {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout == b"0\n");
    let mut command = if root {
        Command::new("apt-get")
    } else {
        Command::new("sudo")
    };
    if !root {
        command.arg("apt-get");
    }
    let status = command
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .context("apt-get cannot be started")?;
    if !status.success() {
        bail!("apt-get {} failed", args.join(" "));
    }
    Ok(())
}
