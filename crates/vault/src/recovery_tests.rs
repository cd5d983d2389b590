//! A process that is killed while it brings back what a killed one before it left in the log.

use crate::error::VaultError;
use crate::store::make as open;
use rand::{Rng as _, SeedableRng as _};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use visita_seal::Secret;

/// Kills of a process that has begun to bring back a log.
const KILLS: usize = 1_000;
/// Of these, so many at least must have come before it was through; the rest came as it was ending.
const LEAST_INSIDE: usize = 250;
/// So many kills apart, one process is let through: it says what it finds, and writes more.
const LET_THROUGH_EVERY: usize = 50;
/// Length of the log that is brought back: long enough that this takes a while.
const LOG_BYTES: u64 = 8 << 20;
const LONG_WRITE_BYTES: usize = 400_000;
/// Writes acknowledged by each process that was let through, beside those that fill the log.
const SHORT_WRITES: u64 = 60;
const CHILD: &str = "VISITA_TEST_STORE_FOLDER";
/// Where the index of the log says that it is whole: zero until the log has been brought back.
const INDEX_READY_AT: usize = 12;
/// No opening takes as long.
const PATIENCE: Duration = Duration::from_secs(60);

fn opened(folder: &Path) -> Result<rusqlite::Connection, VaultError> {
    open(&folder.join("vault.db"), &Secret::new([7; 32]))
}

fn index(folder: &Path) -> PathBuf {
    folder.join("vault.db-shm")
}

fn log_bytes(folder: &Path) -> u64 {
    std::fs::metadata(folder.join("vault.db-wal")).map_or(0, |log| log.len())
}

/// The newest write, when all before it are there too.
fn newest(connection: &rusqlite::Connection) -> u64 {
    let sql = "SELECT count(*), coalesce(max(CAST(name AS INTEGER)), 0) FROM setting";
    let (count, newest): (u64, u64) = connection
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(count, newest, "one in between is missing");
    newest
}

/// The side that is killed: says what it found, and each write once it is durable.
#[test]
fn child_that_opens_and_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let say = |line: &str| {
        let mut out = std::io::stdout();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    let connection = opened(&folder).unwrap();
    connection.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
    let mut next = newest(&connection);
    say(&format!("\nfound {next}"));
    let mut write = |text: &str| {
        next += 1;
        // The long text stands in one row, so that the store does not grow without end.
        connection
            .execute_batch(&format!(
                "BEGIN IMMEDIATE; INSERT INTO setting VALUES ('{next}', 'here');
                 INSERT OR REPLACE INTO draft VALUES ('long', '{next} {text}', x''); COMMIT;"
            ))
            .unwrap();
        say(&format!("ack {next}"));
    };
    for _ in 0..SHORT_WRITES {
        write("short");
    }
    let long = "x".repeat(LONG_WRITE_BYTES);
    while log_bytes(&folder) < LOG_BYTES {
        write(&long);
    }
    say("all written");
    // Until it is killed.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

fn spawn(folder: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "recovery_tests::child_that_opens_and_writes_until_it_is_killed",
            "--nocapture",
        ])
        .env(CHILD, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

/// Whether the log has been brought back; `None` before that has begun.
fn is_index_ready(folder: &Path) -> Option<bool> {
    let mut bytes = [0; INDEX_READY_AT + 1];
    let mut file = std::fs::File::open(index(folder)).ok()?;
    let whole = file.read_exact(&mut bytes).is_ok();
    Some(whole && bytes[INDEX_READY_AT] != 0)
}

fn await_index(folder: &Path, is_there: impl Fn(Option<bool>) -> bool) {
    let began = Instant::now();
    while !is_there(is_index_ready(folder)) {
        assert!(began.elapsed() < PATIENCE, "the child does not open");
        std::hint::spin_loop();
    }
}

/// What the numbers after a word say, in all lines.
fn numbers(lines: &[String], word: &str) -> Vec<u64> {
    lines
        .iter()
        .filter_map(|line| line.strip_prefix(word)?.trim().parse().ok())
        .collect()
}

#[test]
fn a_thousand_kills_while_a_log_is_brought_back_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut chance = rand_chacha::ChaCha20Rng::seed_from_u64(20_261_125);
    drop(opened(folder).unwrap());
    let (mut acknowledged, mut inside, mut kills, mut window) = (0, 0, 0, Duration::ZERO);
    let mut windows = Vec::new();
    for cycle in 0.. {
        if kills == KILLS {
            break;
        }
        // Only what is in memory of a log that nobody has open: made anew each time, and seen to begin by its absence.
        let _ = std::fs::remove_file(index(folder));
        let (mut child, mut out) = spawn(folder);
        await_index(folder, |ready| ready.is_some());
        let began = Instant::now();
        if cycle % LET_THROUGH_EVERY == 0 {
            await_index(folder, |ready| ready == Some(true));
            windows.push(began.elapsed());
            windows.sort_unstable();
            // The middle one: a busy machine must not push the kills behind the end, or all to the beginning.
            window = windows.get(windows.len() / 2).copied().unwrap();
            let mut lines = Vec::new();
            while !lines.last().is_some_and(|line: &String| line.contains("all written")) {
                let mut line = String::new();
                assert!(out.read_line(&mut line).unwrap() > 0, "the child ended: {lines:?}");
                lines.push(line);
            }
            child.kill().unwrap();
            child.wait().unwrap();
            let found = numbers(&lines, "found ");
            // One more than was heard of may be there for each kill: durable, but not yet said.
            let is_there = matches!(found[..], [found] if found >= acknowledged);
            assert!(
                is_there,
                "found {found:?}, acknowledged {acknowledged}, after {kills} kills"
            );
            acknowledged = numbers(&lines, "ack ").into_iter().max().unwrap();
            continue;
        }
        let at = Duration::from_nanos(chance.next_u64() % u64::try_from(window.as_nanos()).unwrap().max(1));
        while began.elapsed() < at {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        inside += usize::from(is_index_ready(folder) == Some(false));
        // The few that were through already may have written.
        let lines: Vec<String> = out.lines().map_while(Result::ok).collect();
        acknowledged = numbers(&lines, "ack ").into_iter().max().unwrap_or(acknowledged);
    }
    let connection = opened(folder).unwrap();
    let sql = "PRAGMA integrity_check";
    let whole: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    let found = newest(&connection);
    assert!(found >= acknowledged, "found {found}, acknowledged {acknowledged}");
    println!(
        "{kills} kills, {inside} of them while a log was brought back (which took {window:?}); {acknowledged} writes acknowledged, 0 lost"
    );
    assert!(acknowledged > 1_000, "{acknowledged}");
    assert!(inside >= LEAST_INSIDE, "only {inside} inside");
}
