//! One step after another, each named before it runs.

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Between two looks at something that runs.
pub const GLANCE: Duration = Duration::from_millis(200);

/// The project's folder.
pub fn root() -> PathBuf {
    let rooms = Path::new(env!("CARGO_MANIFEST_DIR"));
    rooms.ancestors().nth(2).unwrap_or(rooms).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Set where nothing is built twice: what a step built is thrown away when it is over.
const BUILT_ONCE: &str = "VISITA_BUILT_ONCE";

/// Give back the room of a folder of what was built, where nobody builds it again.
pub fn done_with(built: &Path) -> Result<()> {
    if std::env::var_os(BUILT_ONCE).is_none() {
        return Ok(());
    }
    std::fs::remove_dir_all(built).with_context(|| format!("{} cannot be removed", built.display()))
}

/// Say what comes next.
pub fn announce(step: &str) {
    eprintln!("── {step}");
}

/// Run a command in the project's folder and stop at the first failure.
pub fn run(step: &str, program: &str, args: &[&str]) -> Result<()> {
    run_in(step, &root(), Command::new(program).args(args))
}

/// Lets a command make vaults that are quick to open and safe from nobody: it makes hundreds, and throws them away.
pub fn throwing_vaults_away(command: &mut Command) -> &mut Command {
    command.env("VISITA_THROWAWAY_VAULTS", "1")
}

/// Run a command in a folder, say how long it took, and stop at the first failure.
pub fn run_in(step: &str, folder: &Path, command: &mut Command) -> Result<()> {
    announce(step);
    let began = Instant::now();
    // What cargo says of this program is not for what it starts: build scripts that look at it would run anew, and everything
    // above them be built once more, each time that somebody calls cargo by hand in between.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_this_program(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    let status = command
        .current_dir(folder)
        .status()
        .with_context(|| format!("{step}: {} cannot be started", command.get_program().display()))?;
    if !status.success() {
        bail!("{step} failed");
    }
    eprintln!("   {} s", began.elapsed().as_secs());
    Ok(())
}

fn is_of_this_program(variable: &str) -> bool {
    variable.starts_with("CARGO_MANIFEST_") || variable.starts_with("CARGO_PKG_")
}
