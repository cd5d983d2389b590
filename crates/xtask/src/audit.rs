//! What is known against the libraries: licences, sources and bans by cargo-deny, advisories by cargo-audit.

use crate::steps;
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The tools, at the versions this was written with.
const DENY: (&str, &str) = ("cargo-deny", "0.20.2");
const AUDIT: (&str, &str) = ("cargo-audit", "0.22.2");

const EXCEPTIONS: &str = ".cargo/audit.toml";

/// Bans, licences and sources of the whole graph, and the days of the exceptions. Needs no network but for the tool itself.
pub fn deny() -> Result<()> {
    steps::announce("dated exceptions");
    let exceptions = std::fs::read_to_string(steps::root().join(EXCEPTIONS))
        .with_context(|| format!("{EXCEPTIONS} cannot be read"))?;
    let faults = faults(&exceptions, &today()?);
    if !faults.is_empty() {
        bail!("{EXCEPTIONS}:\n  {}", faults.join("\n  "));
    }
    steps::run_in(
        "bans, licences, sources",
        &steps::root(),
        tool(DENY)?.args(["deny", "--log-level", "warn", "check", "bans", "licenses", "sources"]),
    )
}

/// Everything known against the libraries. Advisories come from the folder given, a copy of RustSec's database, or else
/// from the network.
pub fn check(advisories: Option<PathBuf>) -> Result<()> {
    deny()?;
    let mut audit = tool(AUDIT)?;
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

/// A tool of exactly this version, built into a folder of its own the first time: nothing of the user's is replaced. It is
/// used for seconds, so it is built as fast as it can be.
pub fn tool((name, version): (&str, &str)) -> Result<Command> {
    let folder = steps::target().join("tools").join(format!("{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.exists() {
        let step = format!("build {name}, some minutes, once");
        let mut install = Command::new("cargo");
        install
            .args(["install", name, "--version", version, "--locked", "--debug", "--quiet"])
            .arg("--root")
            .arg(&folder)
            .env("CARGO_PROFILE_DEV_DEBUG", "false");
        steps::run_in(&step, &steps::root(), &mut install)?;
    }
    Ok(Command::new(program))
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
