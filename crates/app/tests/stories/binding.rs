//! A vault is bound to a device, copied to another, opened there with its words, and unbound.

use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use visita_app::api::table::call;
use visita_app::api::{ApiError, ErrorCode};
use visita_app::{Keystore, MemoryKeystore, NoKeystore, Session, SystemClock};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
const NEW_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";

/// A device: a folder, and the keystore of whoever sits at it.
struct Device {
    folder: tempfile::TempDir,
    keystore: Arc<dyn Keystore>,
    session: Session,
}

impl Device {
    fn new(keystore: Arc<dyn Keystore>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::at(folder.path().join("vault"), Box::new(SystemClock));
        Self {
            session: session.with_keystore(Arc::clone(&keystore)),
            folder,
            keystore,
        }
    }

    fn call(&mut self, name: &str, args: Value) -> Result<Value, ApiError> {
        call(&mut self.session, name, args)
    }

    fn ok(&mut self, name: &str, args: Value) -> Value {
        self.call(name, args)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    fn refused(&mut self, name: &str, args: Value) -> ErrorCode {
        self.call(name, args).expect_err(name).code
    }

    fn unlock(&mut self, passphrase: &str) -> Result<Value, ApiError> {
        self.ok("vault_lock", json!({}));
        self.call("vault_unlock", json!({"passphrase": passphrase}))
    }

    /// The vault of this device's folder as it is, on another device.
    fn copied_to(&mut self, keystore: Arc<dyn Keystore>) -> Self {
        self.ok("vault_lock", json!({}));
        let other = Self::new(keystore);
        copy(&self.folder.path().join("vault"), &other.folder.path().join("vault"));
        other
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

fn typed(passphrase: &str) -> Value {
    json!({"passphrase": passphrase})
}

#[test]
fn a_copied_folder_and_the_passphrase_are_not_enough_on_a_second_machine_and_the_words_are() {
    let mut amina = Device::new(Arc::new(MemoryKeystore::default()));
    let made = amina.ok("vault_create", json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE}));
    // Nothing is bound before the words are written down: they are the only other way in.
    assert_eq!(amina.refused("vault_bind", typed(PASSPHRASE)), ErrorCode::Refused);
    amina.unlock(PASSPHRASE).unwrap();
    assert_eq!(
        amina.ok("binding_get", json!({})),
        json!({"bound": false, "keystore": true})
    );
    assert_eq!(amina.refused("vault_bind", typed("wrong")), ErrorCode::WrongPassphrase);
    assert_eq!(
        amina.ok("vault_bind", typed(PASSPHRASE)),
        json!({"bound": true, "keystore": true})
    );
    amina.ok("draft_put", json!({"key": "note", "text": "He said tha"}));
    let status = amina.unlock(PASSPHRASE).unwrap();
    assert_eq!((&status["bound"], &status["unlocked"]), (&json!(true), &json!(true)));

    let mut thief = amina.copied_to(Arc::new(MemoryKeystore::default()));
    let mut bare = amina.copied_to(Arc::new(NoKeystore));
    for _ in 0..5 {
        assert_eq!(thief.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::HalfLost);
        assert_eq!(thief.unlock("wrong").unwrap_err().code, ErrorCode::HalfLost);
        assert_eq!(bare.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::NoKeystore);
    }
    let status = thief.ok("app_status", json!({}));
    assert_eq!((&status["bound"], &status["wait_s"]), (&json!(true), &json!(0)));

    let words: Vec<String> = serde_json::from_value(made["recovery_words"].clone()).unwrap();
    let recovery = json!({"words": words.join(" "), "passphrase": NEW_PASSPHRASE, "repeat": NEW_PASSPHRASE});
    for device in [&mut thief, &mut bare] {
        let status = device.ok("vault_recover", recovery.clone());
        assert_eq!((&status["bound"], &status["unlocked"]), (&json!(false), &json!(true)));
        assert_eq!(device.ok("draft_get", json!({"key": "note"}))["text"], "He said tha");
        device.unlock(NEW_PASSPHRASE).unwrap();
    }
    assert_eq!(
        bare.ok("binding_get", json!({})),
        json!({"bound": false, "keystore": false})
    );
    assert_eq!(bare.refused("vault_bind", typed(NEW_PASSPHRASE)), ErrorCode::NoKeystore);
    // What was bound at home is bound, and opens there.
    assert_eq!(amina.unlock(PASSPHRASE).unwrap()["bound"], true);
}

#[test]
fn a_new_passphrase_keeps_the_binding_and_a_lost_keystore_is_no_wrong_passphrase() {
    let held = Arc::new(MemoryKeystore::default());
    let mut device = Device::new(Arc::clone(&held) as Arc<dyn Keystore>);
    device.ok("vault_create", json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE}));
    device.unlock(PASSPHRASE).unwrap();
    device.ok("vault_bind", typed(PASSPHRASE));
    device.ok(
        "vault_change_passphrase",
        json!({"old": PASSPHRASE, "passphrase": NEW_PASSPHRASE, "repeat": NEW_PASSPHRASE}),
    );
    assert_eq!(device.unlock(NEW_PASSPHRASE).unwrap()["bound"], true);
    assert_eq!(device.unlock(PASSPHRASE).unwrap_err().code, ErrorCode::WrongPassphrase);
    device.unlock(NEW_PASSPHRASE).unwrap();
    assert_eq!(
        device.refused("vault_unbind", typed(PASSPHRASE)),
        ErrorCode::WrongPassphrase
    );
    // The keystore is emptied, as by a new login keyring.
    let slots = std::fs::read(device.folder.path().join("vault/vault.json")).unwrap();
    let slots: Value = serde_json::from_slice(&slots).unwrap();
    let name = slots["vault"].as_str().unwrap();
    let half = device.keystore.get(name).unwrap().unwrap();
    held.remove(name).unwrap();
    assert_eq!(device.unlock(NEW_PASSPHRASE).unwrap_err().code, ErrorCode::HalfLost);
    // Another secret under our name is as good as none; put back, ours opens again.
    held.set(name, &visita_app::Secret::new([1; 32])).unwrap();
    assert_eq!(device.unlock(NEW_PASSPHRASE).unwrap_err().code, ErrorCode::HalfLost);
    held.set(name, &half).unwrap();
    device.unlock(NEW_PASSPHRASE).unwrap();
    assert_eq!(
        device.ok("vault_unbind", typed(NEW_PASSPHRASE)),
        json!({"bound": false, "keystore": true})
    );
    assert!(held.get(name).unwrap().is_none());
    assert_eq!(device.unlock(NEW_PASSPHRASE).unwrap()["bound"], false);
}
