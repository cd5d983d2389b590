//! Where the passphrase comes from: a file, the environment, or the terminal, in this order.

use anyhow::{Context as _, Result, bail};
use std::io::IsTerminal as _;
use std::path::Path;

/// The variable that may hold the passphrase.
pub const VARIABLE: &str = "VISITA_PASSPHRASE";

/// The passphrase, and whether a person typed it (then a new one is asked twice).
pub fn read(file: Option<&Path>, prompt: &str) -> Result<(String, bool)> {
    if let Some(path) = file {
        let text = std::fs::read_to_string(path).context("the passphrase file cannot be read")?;
        return Ok((text.lines().next().unwrap_or_default().to_owned(), false));
    }
    if let Ok(passphrase) = std::env::var(VARIABLE) {
        return Ok((passphrase, false));
    }
    if !std::io::stdin().is_terminal() {
        bail!("no passphrase: set {VARIABLE}, give --passphrase-file, or run in a terminal");
    }
    Ok((
        rpassword::prompt_password(prompt).context("the terminal cannot be read")?,
        true,
    ))
}

/// A new passphrase, typed twice where a person types it.
pub fn read_new(file: Option<&Path>) -> Result<(String, String)> {
    let (first, typed) = read(file, "New passphrase: ")?;
    let second = if typed {
        rpassword::prompt_password("Again: ")?
    } else {
        first.clone()
    };
    Ok((first, second))
}
