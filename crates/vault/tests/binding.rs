//! What a person relies on when a vault is bound to a device.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use rand::SeedableRng as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use visita_seal::Secret;
use visita_seal::slots::{SlotError, least_memory_kib};
use visita_vault::{Keystore, KeystoreClosed, MemoryKeystore, NoKeystore, Vault, VaultError};

const PASSPHRASE: &str = "lantern orbit velvet canyon thistle mosaic";
const NEW_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";

fn rng(seed: u64) -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(seed)
}

/// A vault in the folder, and its recovery words.
fn create(folder: &Path) -> (Vault, String) {
    let made = Vault::create(folder, PASSPHRASE, PASSPHRASE, least_memory_kib(), &mut rng(1));
    let made = made.unwrap_or_else(|e| panic!("{e}"));
    (made.vault, made.words.join(" "))
}

fn error<T>(result: Result<T, VaultError>) -> VaultError {
    result.err().expect("refused")
}

fn unlock(folder: &Path, passphrase: &str, keystore: &dyn Keystore) -> Result<(), VaultError> {
    Vault::unlock(folder, passphrase, 0, keystore).map(drop)
}

fn bind(vault: &mut Vault, keystore: &dyn Keystore) -> Result<(), VaultError> {
    vault.bind(PASSPHRASE, least_memory_kib(), keystore, &mut rng(2))
}

fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

/// A keystore that lets go of nothing, keeps nothing, or is closed.
#[derive(Default)]
struct Unsteady {
    held: MemoryKeystore,
    forgets: AtomicBool,
    closed: AtomicBool,
}

impl Unsteady {
    fn is_open(&self) -> Result<(), KeystoreClosed> {
        if self.closed.load(Ordering::Relaxed) {
            Err(KeystoreClosed)
        } else {
            Ok(())
        }
    }
}

impl Keystore for Unsteady {
    fn is_reachable(&self) -> bool {
        self.is_open().is_ok()
    }
    fn get(&self, vault: &str) -> Result<Option<Secret>, KeystoreClosed> {
        self.is_open()?;
        self.held.get(vault)
    }
    fn set(&self, vault: &str, secret: &Secret) -> Result<(), KeystoreClosed> {
        self.is_open()?;
        if self.forgets.load(Ordering::Relaxed) {
            Ok(())
        } else {
            self.held.set(vault, secret)
        }
    }
    fn remove(&self, _: &str) -> Result<(), KeystoreClosed> {
        Err(KeystoreClosed)
    }
}

#[test]
fn a_copy_of_a_bound_vault_and_its_passphrase_open_nothing_elsewhere_but_the_words_do() {
    let (folder, here) = (tempfile::tempdir().unwrap(), MemoryKeystore::default());
    let (mut vault, words) = create(folder.path());
    vault.transact(|tx| tx.put_setting("a", "b")).unwrap();
    assert_eq!(
        error(vault.bind("wrong", least_memory_kib(), &here, &mut rng(2))),
        VaultError::Slot(SlotError::Wrong)
    );
    assert!(!Vault::is_bound(folder.path()));
    bind(&mut vault, &here).unwrap();
    // Once more changes nothing.
    bind(&mut vault, &here).unwrap();
    drop(vault);
    assert!(Vault::is_bound(folder.path()));
    unlock(folder.path(), PASSPHRASE, &here).unwrap();

    let (copy, elsewhere) = (copy_of(folder.path()), MemoryKeystore::default());
    for _ in 0..10 {
        assert_eq!(
            error(unlock(copy.path(), PASSPHRASE, &elsewhere)),
            VaultError::Slot(SlotError::HalfLost)
        );
        assert_eq!(
            error(unlock(copy.path(), "wrong", &NoKeystore)),
            VaultError::Keystore(KeystoreClosed)
        );
    }
    assert_eq!(Vault::wait_ms(copy.path(), 0), 0, "none of it was a wrong passphrase");
    let recovered = Vault::recover(
        copy.path(),
        &words,
        NEW_PASSPHRASE,
        NEW_PASSPHRASE,
        least_memory_kib(),
        &elsewhere,
        &mut rng(3),
    );
    assert_eq!(
        recovered.unwrap_or_else(|e| panic!("{e}")).read().setting("a"),
        Ok(Some("b".into()))
    );
    assert!(!Vault::is_bound(copy.path()));
    unlock(copy.path(), NEW_PASSPHRASE, &NoKeystore).unwrap();
    // The first one is as it was.
    unlock(folder.path(), PASSPHRASE, &here).unwrap();
    assert_eq!(
        error(unlock(folder.path(), "wrong", &here)),
        VaultError::Slot(SlotError::Wrong)
    );
}

#[test]
fn a_new_passphrase_and_a_recovery_at_home_keep_the_binding_and_unbinding_ends_it() {
    let (folder, here) = (tempfile::tempdir().unwrap(), MemoryKeystore::default());
    let (mut vault, words) = create(folder.path());
    bind(&mut vault, &here).unwrap();
    let change = |vault: &mut Vault, keystore: &dyn Keystore| {
        vault.change_passphrase(
            PASSPHRASE,
            NEW_PASSPHRASE,
            NEW_PASSPHRASE,
            least_memory_kib(),
            keystore,
            &mut rng(4),
        )
    };
    assert_eq!(
        error(change(&mut vault, &NoKeystore)),
        VaultError::Keystore(KeystoreClosed)
    );
    change(&mut vault, &here).unwrap();
    drop(vault);
    assert_eq!(
        error(unlock(folder.path(), NEW_PASSPHRASE, &MemoryKeystore::default())),
        VaultError::Slot(SlotError::HalfLost)
    );
    unlock(folder.path(), NEW_PASSPHRASE, &here).unwrap();
    let recovered = Vault::recover(
        folder.path(),
        &words,
        PASSPHRASE,
        PASSPHRASE,
        least_memory_kib(),
        &here,
        &mut rng(5),
    );
    let mut vault = recovered.unwrap_or_else(|e| panic!("{e}"));
    assert!(Vault::is_bound(folder.path()));
    let unbind = |vault: &mut Vault, typed: &str| vault.unbind(typed, least_memory_kib(), &here, &mut rng(6));
    assert_eq!(error(unbind(&mut vault, "wrong")), VaultError::Slot(SlotError::Wrong));
    assert!(Vault::is_bound(folder.path()));
    let name = vault_name(folder.path());
    assert!(here.get(&name).unwrap().is_some());
    unbind(&mut vault, PASSPHRASE).unwrap();
    unbind(&mut vault, PASSPHRASE).unwrap();
    assert!(here.get(&name).unwrap().is_none(), "nothing is left in the keystore");
    drop(vault);
    unlock(folder.path(), PASSPHRASE, &NoKeystore).unwrap();
}

fn vault_name(folder: &Path) -> String {
    let slots: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("vault.json")).unwrap()).unwrap();
    slots["vault"].as_str().unwrap().to_owned()
}

/// The process ended between the two writes, on either way: the half is there and no slot asks for it.
#[test]
fn a_half_that_no_slot_asks_for_shuts_nobody_out_and_is_taken_by_the_next_binding() {
    let (folder, here) = (tempfile::tempdir().unwrap(), MemoryKeystore::default());
    let (mut vault, _) = create(folder.path());
    let left = Secret::new([7; 32]);
    here.set(&vault_name(folder.path()), &left).unwrap();
    drop(vault);
    unlock(folder.path(), PASSPHRASE, &here).unwrap();
    vault = Vault::unlock(folder.path(), PASSPHRASE, 0, &here).unwrap_or_else(|e| panic!("{e}"));
    bind(&mut vault, &here).unwrap();
    let held = here.get(&vault_name(folder.path())).unwrap().unwrap();
    assert_eq!(held.expose(), left.expose());
    drop(vault);
    unlock(folder.path(), PASSPHRASE, &here).unwrap();
}

/// The slot file cannot be written: the half is in the keystore, and the vault opens as before, bound or not.
#[test]
fn a_binding_that_cannot_be_written_down_leaves_the_vault_as_it_was() {
    let (folder, here) = (tempfile::tempdir().unwrap(), MemoryKeystore::default());
    let (mut vault, _) = create(folder.path());
    let slots = folder.path().join("vault.json");
    // A folder where the new slot file would be written first.
    let beside = folder.path().join("vault.new");
    std::fs::create_dir(&beside).unwrap();
    let before = std::fs::read(&slots).unwrap();
    assert_eq!(error(bind(&mut vault, &here)), VaultError::Unwritable);
    assert!(
        here.get(&vault_name(folder.path())).unwrap().is_some(),
        "the half comes first"
    );
    assert_eq!(std::fs::read(&slots).unwrap(), before);
    std::fs::remove_dir(&beside).unwrap();
    bind(&mut vault, &here).unwrap();
    std::fs::create_dir(&beside).unwrap();
    let before = std::fs::read(&slots).unwrap();
    let refused = vault.unbind(PASSPHRASE, least_memory_kib(), &here, &mut rng(6));
    assert_eq!(error(refused), VaultError::Unwritable);
    assert!(
        here.get(&vault_name(folder.path())).unwrap().is_some(),
        "the half goes last"
    );
    assert_eq!(std::fs::read(&slots).unwrap(), before);
    std::fs::remove_dir(&beside).unwrap();
    drop(vault);
    unlock(folder.path(), PASSPHRASE, &here).unwrap();
}

#[test]
fn a_keystore_that_only_says_it_keeps_is_never_relied_on_and_one_that_lets_go_of_nothing_hinders_nobody() {
    let (folder, here) = (tempfile::tempdir().unwrap(), Unsteady::default());
    let (mut vault, _) = create(folder.path());
    here.forgets.store(true, Ordering::Relaxed);
    assert_eq!(error(bind(&mut vault, &here)), VaultError::Keystore(KeystoreClosed));
    assert!(!Vault::is_bound(folder.path()));
    here.forgets.store(false, Ordering::Relaxed);
    bind(&mut vault, &here).unwrap();
    here.closed.store(true, Ordering::Relaxed);
    let unbind = |vault: &mut Vault| vault.unbind(PASSPHRASE, least_memory_kib(), &here, &mut rng(6));
    assert_eq!(error(unbind(&mut vault)), VaultError::Keystore(KeystoreClosed));
    here.closed.store(false, Ordering::Relaxed);
    unbind(&mut vault).unwrap();
    drop(vault);
    unlock(folder.path(), PASSPHRASE, &NoKeystore).unwrap();
}
