//! System packages the work needs, installed where they are missing and can be.

use crate::steps;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

/// Debian and Ubuntu packages, and what each is for.
pub type Packages = &'static [(&'static str, &'static str)];

/// To compile everything.
pub const BUILD: Packages = &[
    ("build-essential", "compiles the C of the encrypted store"),
    ("libssl-dev", "cryptography under the encrypted store"),
    ("pkg-config", "finds the libraries above and below"),
    ("libwebkit2gtk-4.1-dev", "shows the window"),
];

/// To read what the window shows.
pub const FONTS: Packages = &[("fonts-noto-core", "letters of the languages shipped")];

/// To open a window where there is no screen, and to take its picture.
pub const VIRTUAL_SCREEN: Packages = &[
    ("xvfb", "a screen in memory"),
    ("imagemagick", "takes the picture of it"),
];

/// To drive the real window and a browser in tests.
pub const TESTS: Packages = &[
    ("xvfb", "a screen in memory"),
    ("webkit2gtk-driver", "drives the real window"),
    ("chromium", "shows every screen to the accessibility checks"),
    ("age", "the stock tool that opens a bundle, as a check"),
    ("gnome-keyring", "the keystore that a vault is bound to"),
    ("dbus", "the private bus that this keystore answers on"),
    ("iproute2", "makes the networks that devices are tested on"),
];

/// To test and measure the relay on its larger database.
pub const DATABASE: Packages = &[("postgresql", "started by the relay's tests, in folders of their own")];

/// To count what passes on a network of the bench's own.
pub const NETWORK: Packages = &[("iproute2", "makes its loopback"), ("util-linux", "makes the network")];

/// To check types for phones.
pub const MOBILE: Packages = &[
    (
        "cargo-web",
        "builds the standard library for phones, with the compiler below",
    ),
    (
        "rust-web-src",
        "the standard library's source, of exactly that compiler's version",
    ),
    ("rustc-web", "the compiler of that version"),
];

/// To run the core on another processor.
pub const ARM: Packages = &[
    ("gcc-aarch64-linux-gnu", "links for 64-bit ARM"),
    ("libc6-dev-arm64-cross", "the C library the tests run against"),
    ("qemu-user-static", "runs 64-bit ARM programs here"),
];

/// Never at the price of a package that somebody chose: some of these exclude another compiler.
const INSTALL: &[&str] = &["install", "-y", "--no-install-recommends", "--no-remove"];

/// Installs what is missing, with sudo only where this user is not root.
pub fn install_missing(groups: &[Packages]) -> Result<()> {
    if !Path::new("/usr/bin/dpkg").exists() {
        // Another system: the compiler will say what it lacks.
        return Ok(());
    }
    let wanted = groups.iter().flat_map(|group| group.iter());
    let missing: Vec<_> = wanted.filter(|(package, _)| !installed(package)).collect();
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
        .and_then(|()| apt(&[INSTALL, names.as_slice()].concat()))
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
