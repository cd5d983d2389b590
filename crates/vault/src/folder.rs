//! The folder of a vault: made, opened by one process at a time, closed.

use crate::binding::{half_of, read_slots};
use crate::blobs::{BlobFolder, RESERVE_BYTES};
use crate::checked::Checked;
use crate::error::{Retry, VaultError};
use crate::file::write_atomically;
use crate::keystore::Keystore;
use crate::life;
use crate::news::News;
use crate::store;
use crate::tables::Tx;
use rand::CryptoRng;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use visita_seal::slots::{SlotError, SlotFile};
use visita_seal::{Secret, Subkey, VaultKey};

pub(crate) const SLOTS: &str = "vault.json";
const DATABASE: &str = "vault.db";
const LOCK: &str = "lock";
const BLOBS: &str = "blobs";
const TRIES: &str = "tries.json";
/// Stands while a vault is being made: what is found with it and without slots was never a vault.
const UNFINISHED: &str = "unfinished";

/// Wrong passphrases that cost nothing.
const FREE_TRIES: u32 = 3;
/// Longest wait between two tries, milliseconds.
const LONGEST_WAIT_MS: i64 = 15 * 60 * 1_000;

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Tries {
    wrong: u32,
    next_ms: i64,
}

/// An open vault. Dropping it closes the database, wipes the keys and frees the lock.
pub struct Vault {
    connection: Connection,
    identity_key: Secret,
    device_seed: Secret,
    news: RefCell<News>,
    folder: PathBuf,
    blobs: BlobFolder,
    life: u32,
    _lock: File,
    #[cfg(feature = "harness")]
    pub(crate) fuse: crate::harness::Fuse,
}

/// A new vault, and the recovery words to show once.
pub struct Created {
    /// Open.
    pub vault: Vault,
    /// 24 words.
    pub words: Vec<&'static str>,
}

/// A lock that looks taken is tried again for so long.
const LOCK_PATIENCE: Duration = Duration::from_millis(500);
const LOCK_RETRY: Duration = Duration::from_millis(20);

impl Vault {
    /// Whether a vault is in the folder.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        folder.join(SLOTS).exists()
    }

    /// Makes a vault. The slot file is written last: without it there is no vault, with it the vault is whole.
    ///
    /// # Errors
    /// [`VaultError::Present`]; [`VaultError::Damaged`] where a store stands whose slots are gone: it may be somebody's, and
    /// stays as it is; [`VaultError::Slot`], [`VaultError::InUse`], [`VaultError::DiskFull`],
    /// [`VaultError::Unwritable`].
    pub fn create(
        folder: &Path,
        passphrase: &str,
        repeat: &str,
        memory_kib: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<Created, VaultError> {
        if Self::exists(folder) {
            return Err(VaultError::Present);
        }
        // A passphrase that is refused leaves nothing behind, not even the folder.
        let new = SlotFile::make(passphrase, repeat, memory_kib, rng)?;
        create_private(folder)?;
        let lock = lock(folder)?;
        // Somebody else may have made one meanwhile.
        if Self::exists(folder) {
            return Err(VaultError::Present);
        }
        clear_unfinished(folder)?;
        write_atomically(&folder.join(UNFINISHED), b"")?;
        let vault = Self::with_key(folder, lock, &new.key, store::make)?;
        life::note(folder, Checked::of(&vault.connection), life::FIRST_LIFE, rng)?;
        // The tables stand in the database itself, whatever becomes of its log.
        vault
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        write_atomically(&folder.join(SLOTS), &new.file.to_json()?)?;
        // If it stays, it says nothing beside slots.
        let _ = std::fs::remove_file(folder.join(UNFINISHED));
        Ok(Created {
            vault,
            words: new.words,
        })
    }

    /// Opens with the passphrase, and with what the keystore holds where the vault is bound to it. `now_ms` is the device's
    /// clock, for the wait after wrong tries.
    ///
    /// # Errors
    /// Every [`VaultError`]; wrong tries are counted before the passphrase is tried, so that killing the app does not
    /// give free tries. A keystore that is closed or has lost its half is no wrong try.
    pub fn unlock(folder: &Path, passphrase: &str, now_ms: i64, keystore: &dyn Keystore) -> Result<Self, VaultError> {
        if !Self::exists(folder) {
            return Err(VaultError::Absent);
        }
        let lock = lock(folder)?;
        let after_ms = Self::wait_ms(folder, now_ms);
        if after_ms > 0 {
            begin_wait_anew(folder, now_ms)?;
            return Err(VaultError::BackedOff(Retry { after_ms }));
        }
        let slots = read_slots(folder)?;
        let half = half_of(&slots, keystore)?;
        let wrong = tries(folder).wrong.saturating_add(1);
        let over = wrong.saturating_sub(FREE_TRIES);
        let wait = if over == 0 {
            0
        } else {
            1_000_i64.checked_shl(over.min(20)).unwrap_or(LONGEST_WAIT_MS)
        };
        let counted = Tries {
            wrong,
            next_ms: now_ms.saturating_add(wait.min(LONGEST_WAIT_MS)),
        };
        write_tries(folder, &counted)?;
        let key = slots.open(passphrase, half.as_ref())?;
        write_tries(folder, &Tries::default())?;
        Self::with_key(folder, lock, &key, store::open)?.resumed(&mut rand::rng())
    }

    /// Opens with the recovery words and sets a new passphrase. Words of 256 bits cannot be guessed, so no wait stands
    /// before them: whoever forgot the passphrase has just made the wrong tries that would bring it about. A vault that is
    /// bound stays so where the keystore holds its half; anywhere else the new passphrase opens it alone.
    ///
    /// # Errors
    /// As [`Self::unlock`] without the wait and the keystore, and the refusals of a new passphrase.
    pub fn recover(
        folder: &Path,
        words: &str,
        passphrase: &str,
        repeat: &str,
        memory_kib: u32,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let open = |slots: &SlotFile| slots.open_by_words(words);
        Self::recover_with(folder, open, (passphrase, repeat), memory_kib, keystore, rng)
    }

    /// Opens in a way that needs no passphrase, and sets a new one.
    pub(crate) fn recover_with(
        folder: &Path,
        open: impl FnOnce(&SlotFile) -> Result<VaultKey, SlotError>,
        (passphrase, repeat): (&str, &str),
        memory_kib: u32,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        if !Self::exists(folder) {
            return Err(VaultError::Absent);
        }
        let lock = lock(folder)?;
        let slots = read_slots(folder)?;
        let key = open(&slots)?;
        // On another device, or where the keystore lost its half, there is nothing to bind to any more.
        let half = half_of(&slots, keystore).unwrap_or_default();
        let slots = slots.with_passphrase(&key, passphrase, repeat, half.as_ref(), memory_kib, rng)?;
        let vault = Self::with_key(folder, lock, &key, store::open)?;
        write_atomically(&folder.join(SLOTS), &slots.to_json()?)?;
        write_tries(folder, &Tries::default())?;
        vault.resumed(rng)
    }

    fn resumed(mut self, rng: &mut impl CryptoRng) -> Result<Self, VaultError> {
        self.life = life::resume(&self.folder, Checked::of(&self.connection), rng)?;
        Ok(self)
    }

    /// The life of this device that its envelopes and changes are numbered in: another one after the vault was, or may have
    /// been, restored from a copy.
    #[must_use]
    pub fn life(&self) -> u32 {
        self.life
    }

    /// Begins another life: this vault is a copy, whatever it looks like.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`]; the life is as before.
    pub fn begin_life(&mut self, rng: &mut impl CryptoRng) -> Result<u32, VaultError> {
        let life = life::draw(rng);
        life::note(&self.folder, Checked::of(&self.connection), life, rng)?;
        self.life = life;
        Ok(life)
    }

    /// Milliseconds until the next passphrase may be tried; 0 when it may be now.
    #[must_use]
    pub fn wait_ms(folder: &Path, now_ms: i64) -> i64 {
        let tries = tries(folder);
        if tries.wrong <= FREE_TRIES {
            return 0;
        }
        tries.next_ms.saturating_sub(now_ms).clamp(0, LONGEST_WAIT_MS)
    }

    fn with_key(
        folder: &Path,
        lock: File,
        key: &VaultKey,
        store: fn(&Path, &Secret) -> Result<Connection, VaultError>,
    ) -> Result<Self, VaultError> {
        let subkey = |subkey| key.subkey(subkey).map_err(|_| VaultError::Damaged);
        Ok(Self {
            connection: store(&folder.join(DATABASE), &subkey(Subkey::Database)?)?,
            identity_key: subkey(Subkey::Identity)?,
            device_seed: subkey(Subkey::Device)?,
            news: RefCell::default(),
            folder: folder.to_owned(),
            blobs: BlobFolder::leaving(folder.join(BLOBS), RESERVE_BYTES),
            life: life::FIRST_LIFE,
            _lock: lock,
            #[cfg(feature = "harness")]
            fuse: crate::harness::Fuse::default(),
        })
    }

    #[cfg(feature = "harness")]
    pub(crate) fn with_words(folder: &Path, words: &str, rng: &mut impl CryptoRng) -> Result<Self, VaultError> {
        let lock = lock(folder)?;
        Self::with_key(folder, lock, &read_slots(folder)?.open_by_words(words)?, store::open)?.resumed(rng)
    }

    #[cfg(feature = "harness")]
    pub(crate) fn wait_for_no_disk(&self) -> Result<(), VaultError> {
        Ok(self.connection.execute_batch("PRAGMA synchronous = OFF;")?)
    }

    /// Changes the passphrase; the old one is checked again. A vault that is bound stays so.
    ///
    /// # Errors
    /// [`VaultError::Slot`], [`VaultError::Keystore`], [`VaultError::DiskFull`], [`VaultError::Unwritable`].
    pub fn change_passphrase(
        &mut self,
        old: &str,
        passphrase: &str,
        repeat: &str,
        memory_kib: u32,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let slots = read_slots(&self.folder)?;
        let half = half_of(&slots, keystore)?;
        let key = slots.open(old, half.as_ref())?;
        let changed = slots.with_passphrase(&key, passphrase, repeat, half.as_ref(), memory_kib, rng)?;
        write_atomically(&self.folder.join(SLOTS), &changed.to_json()?)
    }

    /// The folder it stands in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the bytes of attachments lie: for threads that must not wait for the vault.
    #[must_use]
    pub fn blobs(&self) -> &BlobFolder {
        &self.blobs
    }

    /// Seed of this device's own keys.
    #[must_use]
    pub fn device_seed(&self) -> &Secret {
        &self.device_seed
    }

    /// The one door for writes: all of it is durable when this returns, or none of it happened.
    ///
    /// # Errors
    /// Whatever `work` refuses with, and the store's own.
    pub fn transact<T, E: From<VaultError>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let connection = Checked::of(&self.connection);
        let transaction = connection.begin().map_err(E::from)?;
        let news = RefCell::default();
        let value = work(&Tx {
            connection,
            identity_key: &self.identity_key,
            news: &news,
        })?;
        #[cfg(feature = "harness")]
        self.fuse.burn().map_err(E::from)?;
        connection.commit(transaction).map_err(E::from)?;
        #[cfg(feature = "harness")]
        self.fuse.burn().map_err(E::from)?;
        self.news.get_mut().add(news.into_inner());
        Ok(value)
    }

    /// Writes the database anew without what was deleted from it, and cuts its log: for words that must not stay here. It
    /// takes as much room again while it lasts, in memory as well as on the disk; where there is none, or a page is damaged,
    /// nothing has changed.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`], [`VaultError::Damaged`].
    pub fn compact(&mut self) -> Result<(), VaultError> {
        Checked::of(&self.connection).compact()
    }

    /// Refuses where the disk has no room for [`Self::compact`]. A disk that does not say how full it is has room until it says
    /// that it has none.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`].
    pub fn require_room_to_compact(&self) -> Result<(), VaultError> {
        let takes = std::fs::metadata(self.folder.join(DATABASE))?.len();
        match fs4::available_space(&self.folder) {
            Ok(free) if free < takes => Err(VaultError::DiskFull),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// What has changed since this was asked last, by transactions that committed.
    pub fn take_news(&self) -> News {
        self.news.take()
    }

    /// Reads without writing.
    #[must_use]
    pub fn read(&self) -> Tx<'_> {
        Tx {
            connection: Checked::of(&self.connection),
            identity_key: &self.identity_key,
            news: &self.news,
        }
    }
}

/// Takes the lock of the folder. A process that was just started by this one holds a copy of every open file until its
/// own program begins: a lock let go at that moment looks taken for some milliseconds, hence the patience.
fn lock(folder: &Path) -> Result<File, VaultError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < LOCK_PATIENCE => std::thread::sleep(LOCK_RETRY),
            Err(TryLockError::WouldBlock) => return Err(VaultError::InUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}

/// Takes away what a creation left behind that never finished. A store that is there for another reason has lost its slots.
fn clear_unfinished(folder: &Path) -> Result<(), VaultError> {
    let files = [String::new(), "-wal".to_owned(), "-shm".to_owned()];
    let files = files.map(|end| folder.join(format!("{DATABASE}{end}")));
    let left = files.iter().filter(|path| path.exists());
    if !folder.join(UNFINISHED).exists() {
        return if left.count() == 0 {
            Ok(())
        } else {
            Err(VaultError::Damaged)
        };
    }
    for path in left {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

/// A wait that ends later than any wait can was begun by a clock that was wrong: it begins anew, by the clock as it is now.
fn begin_wait_anew(folder: &Path, now_ms: i64) -> Result<(), VaultError> {
    let mut tries = tries(folder);
    let latest_ms = now_ms.saturating_add(LONGEST_WAIT_MS);
    if tries.next_ms <= latest_ms {
        return Ok(());
    }
    tries.next_ms = latest_ms;
    write_tries(folder, &tries)
}

fn tries(folder: &Path) -> Tries {
    std::fs::read(folder.join(TRIES))
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .unwrap_or_default()
}

fn write_tries(folder: &Path, tries: &Tries) -> Result<(), VaultError> {
    let json = serde_json::to_vec(tries).map_err(|_| VaultError::Refused)?;
    write_atomically(&folder.join(TRIES), &json)
}

/// Makes a folder that only whoever runs this looks into, where the platform knows such.
pub(crate) fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
