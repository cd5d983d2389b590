//! A disk that is really full: a small one in memory, in a mount namespace of this test's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(target_os = "linux")]

use std::process::Command;

/// What runs inside the namespace: makes a vault, fills the disk, writes until it is refused, makes room, and goes on.
const STORY: &str = r#"
set -eu
mount -t tmpfs -o size=6m none "$ROOM"
visita() { "$VISITA" --json --vault "$ROOM/vault" "$@"; }
visita init > /dev/null
visita team found --body Commission --team North --member Lead > /dev/null
place=$(visita place add --name "Before the disk was full" | sed 's/.*"id":"\([^"]*\)".*/\1/')
dd if=/dev/zero of="$ROOM/ballast" bs=4k 2> /dev/null || true
kept=0
for n in $(seq 1 400); do
  if visita place add --name "Place $n" > "$OUT" 2>&1; then kept=$n; else break; fi
done
echo "refused after $kept"
cat "$OUT"
rm "$ROOM/ballast"
visita place add --name "After there was room" > /dev/null
visita rebuild > /dev/null
visita place list
"#;

#[test]
fn a_full_disk_is_said_in_one_sentence_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let room = folder.path().join("room");
    std::fs::create_dir(&room).unwrap();
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", STORY])
        .env("ROOM", &room)
        .env("OUT", folder.path().join("out"))
        .env("VISITA", program("visita"))
        .env("VISITA_PASSPHRASE", "orbit lantern meadow copper sail")
        .output()
        .expect("unshare");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let kept: usize = said
        .split("refused after ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(said.contains("disk_full"), "the reason is named: {said}");
    let list: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    let names: Vec<_> = list["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["facts"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names.len(),
        kept + 2,
        "what was acknowledged is there, and nothing else: {names:?}"
    );
    assert!(names.contains(&"Before the disk was full") && names.contains(&"After there was room"));
}

/// A program of the workspace, built before these tests run.
fn program(name: &str) -> std::path::PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.push(name);
    assert!(path.exists(), "{} is not built: run cargo xtask test", path.display());
    path
}
