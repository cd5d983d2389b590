//! What is known against the libraries: licences, sources and bans by cargo-deny, advisories by cargo-audit.

use crate::steps;
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The tools, at the versions this was written with.
const TOOLS: &[(&str, &str)] = &[("cargo-deny", "0.20.2"), ("cargo-audit", "0.22.2")];

const EXCEPTIONS: &str = ".cargo/audit.toml";

/// Checks the whole graph. Advisories come from the folder given, a copy of RustSec's database, or else from the network.
pub fn check(advisories: Option<PathBuf>) -> Result<()> {
    steps::announce("dated exceptions");
    let exceptions = std::fs::read_to_string(steps::root().join(EXCEPTIONS))
        .with_context(|| format!("{EXCEPTIONS} cannot be read"))?;
    let faults = faults(&exceptions, &today()?);
    if !faults.is_empty() {
        bail!("{EXCEPTIONS}:\n  {}", faults.join("\n  "));
    }
    for (tool, version) in TOOLS {
        install_if_missing(tool, version)?;
    }
    steps::run(
        "bans, licences, sources",
        "cargo",
        &["deny", "check", "bans", "licenses", "sources"],
    )?;
    let mut audit = Command::new("cargo");
    audit.args(["audit", "--deny", "warnings"]);
    if let Some(folder) = advisories {
        audit.arg("--db").arg(folder).args(["--no-fetch", "--stale"]);
    }
    steps::run_in("advisories", &steps::root(), &mut audit)
}

/// What is wrong with the exceptions, one sentence each: every one says until when it holds and why.
fn faults(exceptions: &str, today: &str) -> Vec<String> {
    exceptions
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"RUSTSEC-"))
        .filter_map(|rest| {
            let id = rest.split('"').next().unwrap_or_default();
            let said = rest.split_once("# until ").and_then(|(_, said)| said.split_once(": "));
            match said {
                Some((day, reason)) if is_day(day) && !reason.trim().is_empty() => {
                    // Days written year first compare as text.
                    (day < today).then(|| format!("RUSTSEC-{id} was excepted until {day}: look at it again"))
                }
                _ => Some(format!("RUSTSEC-{id} needs `# until YYYY-MM-DD: why`")),
            }
        })
        .collect()
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.char_indices().all(|(place, letter)| match place {
            4 | 7 => letter == '-',
            _ => letter.is_ascii_digit(),
        })
}

fn today() -> Result<String> {
    let output = Command::new("date")
        .args(["-u", "+%Y-%m-%d"])
        .output()
        .context("date cannot be started")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn install_if_missing(tool: &str, version: &str) -> Result<()> {
    let there = Command::new(tool)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if there {
        return Ok(());
    }
    let step = format!("install {tool}, a few minutes, once");
    steps::run(&step, "cargo", &["install", tool, "--version", version, "--locked"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_says_until_when_and_why() {
        let good = "[advisories]\nignore = [\n  \"RUSTSEC-2024-0001\", # until 2027-01-31: no fix yet\n]";
        assert!(faults(good, "2027-01-31").is_empty());
        assert_eq!(
            faults(good, "2027-02-01"),
            ["RUSTSEC-2024-0001 was excepted until 2027-01-31: look at it again"]
        );
    }

    #[test]
    fn an_exception_without_a_day_or_a_reason_is_refused() {
        for line in [
            "\"RUSTSEC-2024-0002\",",
            "\"RUSTSEC-2024-0002\", # until spring: no fix",
            "\"RUSTSEC-2024-0002\", # until 2027-01-31: ",
        ] {
            assert_eq!(
                faults(line, "2026-01-01"),
                ["RUSTSEC-2024-0002 needs `# until YYYY-MM-DD: why`"],
                "{line}"
            );
        }
    }
}
