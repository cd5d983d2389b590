//! Parsers that meet bytes of others, fuzzed with what the compiler says was reached: one target after another.

use crate::{audit, steps};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long each target runs, unless somebody says otherwise.
pub const SECONDS: u64 = 20;

/// Builds and runs the targets, at the version this was written with.
const FUZZER: (&str, &str) = ("cargo-fuzz", "0.13.2");
/// What alone can say which branches were reached.
const COMPILER: &str = "nightly";
/// Memory that a process may come to, with all that the fuzzer and the sanitizer keep, MiB.
const MOST_MIB: u64 = 1024;
/// What a parser may ask for at once, MiB: nothing that a device hands over is larger.
const MOST_AT_ONCE_MIB: u64 = 64;
/// How long one input may take, s.
const MOST_SECONDS: u64 = 10;
/// Lines of a target's log that are shown where it found something.
const SHOWN: usize = 40;

/// Runs one target, or each, for so long; what was found before is tried again first.
pub fn run(seconds: u64, only: Option<&str>) -> Result<()> {
    if !answers(Command::new("cargo").arg(format!("+{COMPILER}")).arg("--version")) {
        bail!("fuzzing needs a nightly compiler: rustup toolchain install {COMPILER} --profile minimal");
    }
    let targets = chosen(&targets()?, only)?;
    let mut build = fuzzer("build")?;
    build.args(only);
    steps::run_in("targets, some minutes the first time", &folder(), &mut build)?;
    let failed: Vec<&String> = targets
        .iter()
        .filter(|target| match fuzzed(target, seconds) {
            Ok(said) => {
                println!("{target:<18} {said}");
                false
            }
            Err(error) => {
                println!("{target:<18} FOUND: {error:#}");
                true
            }
        })
        .collect();
    if !failed.is_empty() {
        bail!("{failed:?}: the inputs lie in {}", folder().join("artifacts").display());
    }
    Ok(())
}

fn folder() -> PathBuf {
    steps::root().join("crates/testkit/fuzz")
}

fn answers(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// The targets there are, in the order of their names.
fn targets() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder().join("fuzz_targets")).context("the targets cannot be listed")? {
        let path = file?.path();
        found.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    found.sort();
    Ok(found)
}

fn chosen(targets: &[String], only: Option<&str>) -> Result<Vec<String>> {
    let chosen: Vec<String> = targets
        .iter()
        .filter(|target| only.is_none_or(|only| only == *target))
        .cloned()
        .collect();
    if chosen.is_empty() {
        bail!("there is no such target; there are: {}", targets.join(", "));
    }
    Ok(chosen)
}

/// One task of the fuzzer, on the nightly compiler, with a folder of its own for what it builds.
fn fuzzer(task: &str) -> Result<Command> {
    let mut command = audit::tool(FUZZER)
        .context("cargo-fuzz could not be built; it needs a C++ compiler, and the network the first time")?;
    command
        .args(["fuzz", task, "--fuzz-dir"])
        .arg(folder())
        .arg("--target-dir")
        .arg(steps::target().join("fuzz"))
        .env("RUSTUP_TOOLCHAIN", COMPILER)
        // What started this program was another compiler's.
        .env_remove("CARGO")
        .env_remove("RUSTC");
    Ok(command)
}

/// Runs a target; how often it was run and how much of it was reached, or what it found.
fn fuzzed(target: &str, seconds: u64) -> Result<String> {
    let corpus = folder().join("corpus").join(target);
    std::fs::create_dir_all(&corpus).with_context(|| format!("{} cannot be made", corpus.display()))?;
    let found_before = inputs(&folder().join("artifacts").join(target));
    if !found_before.is_empty() {
        let mut again = fuzzer("run")?;
        again.arg(target).args(found_before);
        ended(again.args(["--", &format!("-timeout={MOST_SECONDS}")]))?;
    }
    let mut command = fuzzer("run")?;
    command.arg(target).arg(&corpus).arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-rss_limit_mb={MOST_MIB}"),
        format!("-malloc_limit_mb={MOST_AT_ONCE_MIB}"),
        format!("-timeout={MOST_SECONDS}"),
        "-print_final_stats=1".to_owned(),
    ]);
    Ok(told(&ended(command.env("VISITA_SEEDS", &corpus))?))
}

/// Inputs that a target failed on in an earlier run.
fn inputs(artifacts: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(artifacts).into_iter().flatten().flatten();
    files.map(|file| file.path()).collect()
}

/// What a run logged, where it found nothing.
fn ended(command: &mut Command) -> Result<String> {
    let output = command
        .current_dir(folder())
        .output()
        .context("cargo-fuzz cannot be started")?;
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        let lines: Vec<&str> = log.lines().collect();
        let last = lines.get(lines.len().saturating_sub(SHOWN)..).unwrap_or_default();
        bail!("{}", last.join("\n"));
    }
    Ok(log)
}

/// Runs, branches reached and memory, out of a log.
fn told(log: &str) -> String {
    let stat = |name: &str| {
        log.lines()
            .filter_map(|line| line.strip_prefix("stat::"))
            .find_map(|line| {
                line.strip_prefix(name)?
                    .trim_start_matches([':', ' '])
                    .parse::<u64>()
                    .ok()
            })
            .unwrap_or_default()
    };
    let reached = log
        .rsplit_once(" cov: ")
        .and_then(|(_, after)| after.split(' ').next())
        .unwrap_or("0");
    format!(
        "{:>9} runs, {reached:>6} branches reached, at most {} MiB",
        stat("number_of_executed_units"),
        stat("peak_rss_mb")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_not_there_is_refused_with_those_that_are() {
        let targets = targets().unwrap_or_default();
        assert!(targets.iter().any(|target| target == "change"));
        assert_eq!(chosen(&targets, Some("change")).unwrap_or_default(), ["change"]);
        assert_eq!(chosen(&targets, None).unwrap_or_default(), targets);
        let refused = chosen(&targets, Some("nothing")).map_err(|error| error.to_string());
        assert!(refused.is_err_and(|said| said.contains("change, envelope")));
    }

    #[test]
    fn what_is_told_of_a_run_is_read_out_of_its_log() {
        let log = "#2\tINITED cov: 12 ft: 13 corp: 1/1b\n#9\tDONE   cov: 431 ft: 900 corp: 8/1Kb\n\
                   stat::number_of_executed_units: 12345\nstat::peak_rss_mb:              77\n";
        let said = told(log);
        assert_eq!(said, "    12345 runs,    431 branches reached, at most 77 MiB");
    }
}
