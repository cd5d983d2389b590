//! Opening the app: on the screen there is, or on one in memory.

use crate::packages::{self, BUILD, FONTS, VIRTUAL_SCREEN};
use crate::{steps, ui};
use anyhow::{Context as _, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A screen in memory, larger than the window.
const SCREEN: &str = "1280x800x24";
/// The numbers to try for it.
const DISPLAYS: std::ops::Range<u32> = 90..120;
/// The longest wait for a screen in memory to stand.
const SCREEN_WAIT: Duration = Duration::from_secs(10);
/// The page has painted after this, on a slow machine too.
const PAINT: Duration = Duration::from_secs(6);

/// Something that runs for us and ends with us.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Installs, builds and opens the app.
pub fn run(sample: bool) -> Result<()> {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let visible = screen || cfg!(not(target_os = "linux"));
    packages::install_missing(if visible {
        &[BUILD, FONTS]
    } else {
        &[BUILD, FONTS, VIRTUAL_SCREEN]
    })?;
    ui::build()?;
    // Both at once, with and without the sample: apart, what they share would be built for each.
    let both = ["build", "--locked", "-p", "visita-shell", "-p", "visita-cli"];
    steps::run("the app and its command line", "cargo", &both)?;
    let mut app = Command::new(steps::target().join("debug/visita-app"));
    app.current_dir(steps::root());
    if sample {
        app.env("VISITA_FOLDER", make_sample()?);
    }
    steps::announce("open");
    if visible {
        let status = app.status().context("the app cannot be started")?;
        ensure!(status.success(), "the app ended with {status}");
        return Ok(());
    }
    eprintln!("   no display here: opening on a screen in memory");
    let (_screen, display) = start_screen()?;
    let mut running = Running(
        app.env("DISPLAY", &display)
            .spawn()
            .context("the app cannot be started")?,
    );
    std::thread::sleep(PAINT);
    if let Some(status) = running.0.try_wait()? {
        bail!("the app ended at once with {status}");
    }
    let picture = steps::target().join("visita.png");
    take_picture(&display, &picture)?;
    eprintln!("   the window, as it is: {}", picture.display());
    Ok(())
}

/// A vault with the fictional country in it, made anew; its passphrase is said once.
fn make_sample() -> Result<PathBuf> {
    let folder = steps::target().join("sample-vault");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).context("the old sample cannot be removed")?;
    }
    steps::announce("sample");
    let passphrase = "meadow copper lantern orbit sail";
    for verb in [&["init"][..], &["sample", "load"]] {
        let status = Command::new(steps::target().join("debug/visita"))
            .arg("--vault")
            .arg(&folder)
            .args(verb)
            .env("VISITA_PASSPHRASE", passphrase)
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "the sample could not be made");
    }
    eprintln!("   a fictional country; its passphrase is: {passphrase}");
    Ok(folder)
}

/// Starts a screen in memory. It ends when what is returned goes.
pub fn start_screen() -> Result<(Running, String)> {
    for number in DISPLAYS {
        let socket = PathBuf::from(format!("/tmp/.X11-unix/X{number}"));
        if socket.exists() {
            continue;
        }
        let display = format!(":{number}");
        let child = Command::new("Xvfb")
            .args([&display, "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let screen = Running(child);
        let began = Instant::now();
        while began.elapsed() < SCREEN_WAIT {
            if socket.exists() {
                return Ok((screen, display));
            }
            std::thread::sleep(steps::GLANCE);
        }
    }
    bail!("no screen in memory could be started")
}

fn take_picture(display: &str, to: &Path) -> Result<()> {
    let status = Command::new("import")
        .args(["-display", display, "-window", "root"])
        .arg(to)
        .status()
        .context("import (of imagemagick) cannot be started")?;
    ensure!(status.success(), "no picture could be taken");
    Ok(())
}
