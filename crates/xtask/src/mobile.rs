//! The whole app, type-checked for phones on a machine that has neither of their toolkits.
//!
//! What this proves: every line compiled only for a phone has types that fit. What it cannot: C for phones, linking,
//! Kotlin, Swift, and how a phone's web view behaves.

use crate::packages::{self, MOBILE};
use crate::{steps, ui};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The phones' platforms, and what a person calls them.
const TARGETS: &[(&str, &str)] = &[("aarch64-linux-android", "Android"), ("aarch64-apple-ios", "iOS")];

/// The distribution's own compiler and cargo: only theirs match the standard library's source in `rust-web-src`.
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Programs a build calls on the way to a library nobody will link. Each answers what its caller waits for. The first
/// two have names of their own: a plain `cc` on the path would also link the build scripts of this machine.
const STUBS: &[(&str, &str)] = &[
    (
        "empty-cc",
        "#!/bin/sh
# A C compiler that compiles nothing: an empty file where an object is asked for.
while [ $# -gt 0 ]; do
  if [ \"$1\" = -o ]; then : > \"$2\"; fi
  shift
done
",
    ),
    (
        "empty-ar",
        "#!/bin/sh
# An archiver that archives nothing: an empty archive.
for argument; do
  case $argument in *.a) printf '!<arch>\\n' > \"$argument\" ;; esac
done
",
    ),
    (
        "xcrun",
        "#!/bin/sh
# Apple's tool finder: every SDK is the empty folder.
echo \"$SDKROOT\"
",
    ),
    (
        "swift",
        "#!/bin/sh
# Apple's compiler: describes its target, builds nothing.
case \" $* \" in
  *\" -print-target-info \"*) echo '{\"target\":{\"triple\":\"arm64-apple-ios13.0\",\
\"unversionedTriple\":\"arm64-apple-ios\",\"moduleTriple\":\"arm64-apple-ios\",\"librariesRequireRPath\":false},\
\"paths\":{\"runtimeLibraryPaths\":[],\"runtimeLibraryImportPaths\":[],\"runtimeResourcePath\":\"\"}}' ;;
esac
",
    ),
];

/// Builds the page that the library embeds, then type-checks.
pub fn check() -> Result<()> {
    packages::install_missing(&[MOBILE])?;
    ui::build()?;
    check_types()
}

/// What is built for them stands apart: the compiler is another one.
pub fn folder() -> PathBuf {
    steps::root().join("target-mobile")
}

/// Type-checks the window's library for every phone at once: what the build itself runs is built for this machine and shared.
pub fn check_types() -> Result<()> {
    for program in [RUSTC, CARGO] {
        ensure!(
            Path::new(program).exists(),
            "{program} is missing: this check needs Debian's rustc-web, rust-web-src and cargo-web"
        );
    }
    let folder = folder();
    let stubs = write_stubs(&folder)?;
    let phones: Vec<&str> = TARGETS.iter().map(|(_, phone)| *phone).collect();
    let step = format!("types for {}", phones.join(" and "));
    steps::run_in(&step, &steps::root(), &mut check_command(&folder, &stubs))
}

fn check_command(folder: &Path, stubs: &Path) -> Command {
    let searched = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(stubs.to_owned()).chain(std::env::split_paths(&searched)));
    let mut command = Command::new(CARGO);
    command
        .args(["check", "--package", "visita-shell", "--lib", "--locked"])
        .arg("-Zbuild-std=std,panic_abort")
        .env("PATH", path.unwrap_or(searched))
        .env("RUSTC", RUSTC)
        // Building the standard library asks for unstable options; a stable compiler grants them on request.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder)
        .env("SDKROOT", folder.join("sdk"))
        // These point at the toolchain that runs this task.
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO");
    for (target, _) in TARGETS {
        let underscored = target.replace('-', "_");
        command
            .args(["--target", target])
            .env(format!("CC_{underscored}"), stubs.join("empty-cc"))
            .env(format!("CXX_{underscored}"), stubs.join("empty-cc"))
            .env(format!("AR_{underscored}"), stubs.join("empty-ar"))
            .env(format!("RANLIB_{underscored}"), "true");
    }
    command
}

fn write_stubs(folder: &Path) -> Result<PathBuf> {
    let stubs = folder.join("stubs");
    for made in [&stubs, &folder.join("sdk")] {
        std::fs::create_dir_all(made).with_context(|| format!("{} cannot be made", made.display()))?;
    }
    for (name, script) in STUBS {
        let path = stubs.join(name);
        std::fs::write(&path, script).with_context(|| format!("{} cannot be written", path.display()))?;
        let status = Command::new("chmod").arg("755").arg(&path).status()?;
        ensure!(status.success(), "{} cannot be made a program", path.display());
    }
    Ok(stubs)
}
