//! A team's day of work through this and through others' stacks, on one machine and after each other: bytes on the wire, and
//! how long until all devices hold the same.
//!
//! Ours is counted as it is: signed, encrypted, padded, and durable on each device. The others send in the clear, keep what
//! devices write in memory, and are used as their documentation shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod day;
#[allow(dead_code)]
#[path = "../../../app/tests/desk/mod.rs"]
mod desk;
#[path = "../../tests/stand/mod.rs"]
mod stand;
mod team;
mod wire;

use day::Day;
use serde::Deserialize;
use stand::program::{Program, in_folder};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use team::Team;

const SEED: u64 = 1;
const STACKS: [(&str, &str); 2] = [("automerge", "automerge-repo"), ("yjs", "Yjs")];

/// What one stack needed for a day, in one way of working.
#[derive(Deserialize)]
pub struct Figure {
    pub bytes: u64,
    /// Until all held the same, in wall time: on a machine that does much else it says little.
    pub milliseconds: f64,
    /// Seconds of processors, of the devices and of the server: the writing too where that was done in touch.
    pub worked: f64,
}

/// A stack, and its figures in touch and apart.
struct Measured {
    name: &'static str,
    figures: [Figure; 2],
}

fn main() {
    wire::go_inside();
    let folder = tempfile::tempdir().unwrap();
    let day = day::make(SEED);
    let day_file = folder.path().join("day.json");
    std::fs::write(&day_file, serde_json::to_vec(&day).unwrap()).unwrap();
    println!("a day of {} devices: {}", day.inspectors, day.told());
    let relay = Program::start(&in_folder(&folder.path().join("relay")), &[]);
    let ours = [
        measured("nearby", || Team::gathered(None), &day),
        measured("relay", || Team::gathered(Some(&relay)), &day),
    ];
    drop(relay);
    let others = STACKS.map(|(stack, name)| Measured {
        name,
        figures: ["in_touch", "apart"].map(|how| beside(stack, how, &day_file, &folder.path().join(stack).join(how))),
    });
    println!("{:<44} {:>14} {:>14} {:>9}", "figure", "ours", "beside it", "ratio");
    for (n, how) in ["in touch", "apart, then met"].into_iter().enumerate() {
        for ours in &ours {
            for other in &others {
                tell(how, ours.name, &ours.figures[n], other.name, &other.figures[n]);
            }
        }
    }
}

/// Each way of working begins with a team of its own: what the first left would pass again.
fn measured(name: &'static str, team: impl Fn() -> Team, day: &Day) -> Measured {
    let in_touch = said(name, "in touch", team().in_touch(day));
    Measured {
        name,
        figures: [in_touch, said(name, "apart", team().apart(day))],
    }
}

/// Says a figure as soon as it is there: all of them take some minutes.
fn said(name: &str, how: &str, figure: Figure) -> Figure {
    eprintln!(
        "   {name}, {how}: {} bytes, {:.0} ms, {:.1} s of processors",
        figure.bytes, figure.milliseconds, figure.worked
    );
    figure
}

/// Lets another stack do the same.
fn beside(stack: &str, how: &str, day: &Path, folder: &Path) -> Figure {
    std::fs::create_dir_all(folder).unwrap();
    let programs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/benches/peers");
    let done = Command::new("node")
        .arg(programs.join("run.mjs"))
        .args([stack, how])
        .args([day, folder])
        .stderr(Stdio::inherit())
        .output()
        .expect("Node is missing");
    assert!(done.status.success(), "{stack}, {how}");
    said(stack, how, serde_json::from_slice(&done.stdout).unwrap())
}

#[allow(clippy::cast_precision_loss)]
fn tell(how: &str, ours: &str, figure: &Figure, other: &str, beside: &Figure) {
    let kib = |bytes: u64| format!("{:.0} KiB", bytes as f64 / 1024.0);
    println!(
        "{:<44} {:>14} {:>14} {:>9.2}",
        format!("{how}, bytes: {ours} / {other}"),
        kib(figure.bytes),
        kib(beside.bytes),
        figure.bytes as f64 / beside.bytes as f64
    );
    let ms = |figure: &Figure| format!("{:.0} ms", figure.milliseconds);
    println!(
        "{:<44} {:>14} {:>14} {:>9.2}",
        format!("{how}, time: {ours} / {other}"),
        ms(figure),
        ms(beside),
        figure.milliseconds / beside.milliseconds
    );
    let worked = |figure: &Figure| format!("{:.1} s", figure.worked);
    println!(
        "{:<44} {:>14} {:>14} {:>9.2}",
        format!("{how}, processors: {ours} / {other}"),
        worked(figure),
        worked(beside),
        figure.worked / beside.worked
    );
}
