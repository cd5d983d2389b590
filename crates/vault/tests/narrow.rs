//! A disk that fills up at every possible moment, and a folder that cannot be written: on a small disk in memory, in a
//! mount namespace of this test's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(target_os = "linux")]

use rand::SeedableRng as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use visita_seal::Secret;
use visita_seal::slots::least_memory_kib;
use visita_vault::{Begun, BlobFault, BlobFolder, Draft, NoKeystore, Vault, VaultError};

const PASSPHRASE: &str = "lantern orbit velvet canyon thistle mosaic";
const NEW_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";
/// Where the disk is mounted, for the side that runs inside the namespace.
const ROOM: &str = "VISITA_TEST_ROOM";
const BLOCK_BYTES: usize = 4096;
const ATTACHMENT_BYTES: usize = 150_000;
/// No step needs more than this to go through.
const MOST_BLOCKS: usize = 400;

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(1)
}

/// Fills the disk but for so many blocks.
fn fill(room: &Path, left: usize) {
    let ballast = room.join("ballast");
    let mut file = std::fs::File::create(&ballast).unwrap();
    while file.write_all(&[0; BLOCK_BYTES]).is_ok() {}
    let length = std::fs::metadata(&ballast).unwrap().len();
    file.set_len(length.saturating_sub(u64::try_from(left * BLOCK_BYTES).unwrap()))
        .unwrap();
}

fn free(room: &Path) {
    std::fs::remove_file(room.join("ballast")).unwrap();
}

fn unlock(folder: &Path, passphrase: &str) -> Vault {
    Vault::unlock(folder, passphrase, 0, &NoKeystore).unwrap_or_else(|e| panic!("{e}"))
}

fn note(vault: &Vault) -> String {
    vault
        .read()
        .draft("note")
        .unwrap()
        .map(|draft| draft.text)
        .unwrap_or_default()
}

fn keep(vault: &mut Vault, text: &str) -> Result<(), VaultError> {
    let draft = Draft {
        text: text.to_owned(),
        base: Vec::new(),
    };
    vault.transact(|tx| tx.put_draft("note", &draft))
}

/// Tries with room for 0, 1, 2… blocks until it goes through; each refusal must name the disk. Returns how many refused.
fn at_every_size(room: &Path, step: usize, mut work: impl FnMut(usize) -> Result<(), VaultError>) -> usize {
    for (refused, left) in (0..MOST_BLOCKS).step_by(step).enumerate() {
        fill(room, left);
        let done = work(left);
        free(room);
        match done {
            Ok(()) => return refused,
            Err(error) => assert_eq!(error, VaultError::DiskFull, "{left} blocks left"),
        }
    }
    panic!("never went through");
}

/// Runs inside the namespace, on a disk of its own.
#[test]
fn inside_a_small_disk() {
    let Some(room) = std::env::var_os(ROOM).map(PathBuf::from) else {
        return;
    };
    // Making one: until it is whole there is none, and the next try begins anew.
    let folder = room.join("vault");
    let mut words = Vec::new();
    let refused = at_every_size(&room, 16, |_| {
        let created = Vault::create(&folder, PASSPHRASE, PASSPHRASE, least_memory_kib(), &mut rng())?;
        words = created.words;
        Ok(())
    });
    println!("create: {refused} refused");
    assert!(refused > 0);

    // Writing: what was acknowledged is there, whatever came to nothing after it.
    let mut vault = unlock(&folder, PASSPHRASE);
    keep(&mut vault, "before").unwrap();
    let long = "long ".repeat(20_000);
    let refused = at_every_size(&room, 1, |left| {
        let done = keep(&mut vault, &long);
        if done.is_err() {
            assert_eq!(note(&vault), "before", "{left} blocks left");
        }
        done
    });
    println!("write: {refused} refused");
    assert!(refused > 0);
    assert_eq!(note(&vault), long);
    drop(vault);

    // Opening, changing the passphrase, opening by words: refused or done, and the way in that was there still is one.
    let refused = at_every_size(&room, 1, |_| {
        Vault::unlock(&folder, PASSPHRASE, 0, &NoKeystore).map(drop)
    });
    println!("open: {refused} refused");
    assert!(refused > 0);
    assert_eq!(note(&unlock(&folder, PASSPHRASE)), long);
    let refused = at_every_size(&room, 1, |_| {
        let mut vault = Vault::unlock(&folder, PASSPHRASE, 0, &NoKeystore)?;
        vault.change_passphrase(
            PASSPHRASE,
            NEW_PASSPHRASE,
            NEW_PASSPHRASE,
            least_memory_kib(),
            &NoKeystore,
            &mut rng(),
        )
    });
    println!("new passphrase: {refused} refused");
    assert!(refused > 0);
    let words = words.join(" ");
    let refused = at_every_size(&room, 1, |_| {
        Vault::recover(
            &folder,
            &words,
            PASSPHRASE,
            PASSPHRASE,
            least_memory_kib(),
            &NoKeystore,
            &mut rng(),
        )
        .map(drop)
    });
    println!("recovery words: {refused} refused");
    assert!(refused > 0);
    assert_eq!(note(&unlock(&folder, PASSPHRASE)), long);

    attachments(&room);

    // A disk that became read-only: said as such, nothing changed, and it opens once it can be written again.
    remount(&room, "remount,ro");
    let refused = Vault::unlock(&folder, PASSPHRASE, 0, &NoKeystore).err();
    assert_eq!(refused, Some(VaultError::Unwritable));
    let elsewhere = Vault::create(
        &room.join("other"),
        PASSPHRASE,
        PASSPHRASE,
        least_memory_kib(),
        &mut rng(),
    );
    assert_eq!(elsewhere.err(), Some(VaultError::Unwritable));
    remount(&room, "remount,rw");
    let mut vault = unlock(&folder, PASSPHRASE);
    assert_eq!(note(&vault), long);
    assert_eq!(keep(&mut vault, "after"), Ok(()));
    println!("inside: all of it ran");
}

/// Kept or not, and nothing left of what was not; what comes from elsewhere stays as far as it came.
fn attachments(room: &Path) {
    let full = |fault: BlobFault| {
        assert_eq!(fault, BlobFault::DiskFull);
        VaultError::DiskFull
    };
    let (folder, there) = (BlobFolder::at(room.join("blobs")), BlobFolder::at(room.join("there")));
    let (content, key) = ([5; ATTACHMENT_BYTES], Secret::new([1; 32]));
    let mut kept = None;
    let refused = at_every_size(room, 4, |left| {
        let keep = folder.keep(&mut content.as_slice(), content.len() as u64, &key, &mut rng());
        if keep.is_err() {
            let entries = std::fs::read_dir(room.join("blobs"));
            assert_eq!(entries.map_or(0, Iterator::count), 0, "{left} blocks left");
        }
        kept = Some(keep.map_err(full)?);
        Ok(())
    });
    println!("attachment: {refused} refused");
    assert!(refused > 0);
    let (id, size) = kept.unwrap();
    let run = std::fs::read(room.join("blobs").join(id.to_string())).unwrap();
    let mut at = 0;
    let refused = at_every_size(room, 4, |_| {
        let Begun::Part(mut incoming) = there.begin(&id, size).map_err(full)? else {
            return Ok(());
        };
        assert!(incoming.at() >= at, "what came stays");
        at = incoming.at();
        let whole = incoming.append(&run[at as usize..]).map_err(full)?;
        assert!(whole);
        Ok(())
    });
    println!("attachment from elsewhere: {refused} refused");
    assert!(refused > 0);
    assert_eq!(std::fs::read(room.join("there").join(id.to_string())).unwrap(), run);
}

fn remount(room: &Path, how: &str) {
    let done = Command::new("mount").args(["-o", how]).arg(room).status().unwrap();
    assert!(done.success(), "{how}");
}

#[test]
fn a_disk_that_fills_up_or_turns_read_only_at_any_step_loses_nothing() {
    let room = tempfile::tempdir().unwrap();
    let inside = "set -eu; mount -t tmpfs -o size=3m none \"$VISITA_TEST_ROOM\"; exec \"$0\" --exact inside_a_small_disk --nocapture";
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", inside])
        .arg(std::env::current_exe().unwrap())
        .env(ROOM, room.path())
        .output()
        .expect("unshare");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.contains("inside: all of it ran"),
        "{said}\n{errors}"
    );
    said.lines()
        .filter(|line| line.ends_with("refused"))
        .for_each(|line| println!("{line}"));
}
