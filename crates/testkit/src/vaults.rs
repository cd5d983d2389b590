//! Vaults made beforehand: stretching a passphrase costs more than a thousand edits, and every world needs seven.

use anyhow::{Context as _, Result};
use rand::SeedableRng as _;
use std::path::{Path, PathBuf};
use visita_app::{Clock, Session};
use visita_seal::slots::FLOOR_MEMORY_KIB;
use visita_vault::Vault;

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
/// Seed of the vaults' keys: the same devices in every run.
const SEED: u64 = 20_261_125;

/// An empty vault, to be copied.
pub struct Blank {
    folder: PathBuf,
    /// Its recovery words.
    pub words: String,
}

/// Empty vaults of different devices.
pub struct Blanks {
    _folder: tempfile::TempDir,
    blanks: Vec<Blank>,
}

impl Blanks {
    /// So many vaults, made as the app makes them, at the least memory it allows.
    ///
    /// # Errors
    /// The store's own.
    pub fn make(count: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(SEED);
        let mut blanks = Vec::new();
        for number in 0..count {
            let place = folder.path().join(number.to_string());
            let made = Vault::create(&place, PASSPHRASE, PASSPHRASE, FLOOR_MEMORY_KIB, &mut rng)?;
            blanks.push(Blank {
                folder: place,
                words: made.words.join(" "),
            });
        }
        Ok(Self {
            _folder: folder,
            blanks,
        })
    }

    /// Copies blank number `number` to a place where nothing is; returns its recovery words.
    ///
    /// # Errors
    /// The disk's own.
    pub fn copy(&self, number: usize, to: &Path) -> Result<String> {
        let blank = self.blanks.get(number).context("too few blank vaults")?;
        copy_folder(&blank.folder, to)?;
        Ok(blank.words.clone())
    }
}

/// Copies the files of a vault's folder, without its lock.
///
/// # Errors
/// The disk's own.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        if file.file_name() != "lock" && file.file_type()?.is_file() {
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// A locked session there.
#[must_use]
pub fn session(folder: &Path, clock: impl Clock + 'static) -> Session {
    Session::at(folder.to_owned(), Box::new(clock))
}
