//! Two bodies on one device: nothing of one is seen while the other is meant.

#![allow(clippy::panic)]

use crate::api::table::call;
use crate::api::{ApiError, ErrorCode};
use crate::desk::PASSPHRASE;
use crate::{Session, SystemClock};
use serde_json::{Value, json};
use std::path::PathBuf;

const OTHER_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";

/// A device, and the app's data folder on it.
struct Device {
    folder: tempfile::TempDir,
    session: Session,
}

impl Device {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::among(folder.path().join("data"), Box::new(SystemClock));
        Self { folder, session }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The app is closed and opened again.
    fn restarted(mut self) -> Self {
        self.session = Session::among(self.data(), Box::new(SystemClock));
        self
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

    /// A vault with a place in it, made where the session is.
    fn body(&mut self, passphrase: &str, place: &str) {
        self.ok("vault_create", json!({"passphrase": passphrase, "repeat": passphrase}));
        self.ok(
            "team_found",
            json!({"body": "Commission", "team": "North", "member": "Amina"}),
        );
        self.ok("place_add", json!({"name": place, "place_type": "prison"}));
    }

    fn unlock(&mut self, passphrase: &str) -> Result<Value, ApiError> {
        self.call("vault_unlock", json!({"passphrase": passphrase}))
    }

    fn places(&mut self) -> Vec<String> {
        let rows = self.ok("place_list", json!({}))["rows"].clone();
        let name = |row: &Value| row["facts"]["name"].as_str().unwrap().to_owned();
        rows.as_array().unwrap().iter().map(name).collect()
    }

    /// Number, name, chosen: as the lock screen has them.
    fn rows(&mut self) -> Value {
        let status = self.ok("app_status", json!({}));
        let rows = status["vaults"].as_array().unwrap().iter();
        rows.map(|row| json!([row["number"], row["name"], row["chosen"]]))
            .collect()
    }

    fn id_of(&mut self, number: u32) -> Value {
        let status = self.ok("app_status", json!({}));
        let mut rows = status["vaults"].as_array().unwrap().iter();
        json!({"vault": rows.find(|row| row["number"] == number).unwrap()["id"]})
    }
}

fn two_bodies() -> Device {
    let mut device = Device::new();
    device.body(PASSPHRASE, "Tarn Hill");
    device.ok("vault_add", json!({}));
    device.body(OTHER_PASSPHRASE, "Sea Gate");
    device
}

#[test]
fn each_body_has_a_vault_of_its_own_and_sees_nothing_of_the_other() {
    let mut device = two_bodies();
    assert_eq!(device.places(), ["Sea Gate"]);
    assert_eq!(device.ok("search_find", json!({"query": "Tarn"}))["hits"], json!([]));

    let first = device.id_of(1);
    let status = device.ok("vault_choose", first);
    assert_eq!(
        (&status["unlocked"], &status["vault_exists"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(device.refused("place_list", json!({})), ErrorCode::Locked);
    assert_eq!(
        device.unlock(OTHER_PASSPHRASE).unwrap_err().code,
        ErrorCode::WrongPassphrase
    );
    device.unlock(PASSPHRASE).unwrap();
    assert_eq!(device.places(), ["Tarn Hill"]);
    assert_eq!(device.ok("search_find", json!({"query": "Sea"}))["hits"], json!([]));
}

#[test]
fn the_vault_chosen_last_is_the_one_a_device_begins_with() {
    let mut device = two_bodies();
    assert_eq!(device.rows(), json!([[1, "", false], [2, "", true]]));
    let first = device.id_of(1);
    device.ok("vault_choose", first);
    let mut device = device.restarted();
    assert_eq!(device.rows(), json!([[1, "", true], [2, "", false]]));
    device.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_vault_that_was_begun_and_not_made_leaves_nothing_behind() {
    let mut device = Device::new();
    device.body(PASSPHRASE, "Tarn Hill");
    let status = device.ok("vault_add", json!({}));
    assert_eq!(
        (&status["unlocked"], &status["vault_exists"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(device.rows(), json!([[1, "", true]]));
    let first = device.id_of(1);
    device.ok("vault_choose", first);
    assert_eq!(std::fs::read_dir(device.data().join("vaults")).unwrap().count(), 1);
    device.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_name_is_readable_outside_and_changed_only_by_who_can_open_the_vault() {
    let mut device = two_bodies();
    device.ok("vault_rename", json!({"name": " Sea side "}));
    let first = device.id_of(1);
    device.ok("vault_choose", first);
    assert_eq!(
        device.refused("vault_rename", json!({"name": "Mine"})),
        ErrorCode::Locked
    );
    let mut device = device.restarted();
    assert_eq!(device.rows(), json!([[1, "", true], [2, "Sea side", false]]));
    device.unlock(PASSPHRASE).unwrap();
    for name in ["SEA SIDE", "two\nlines", &"a".repeat(41)] {
        assert_eq!(
            device.refused("vault_rename", json!({"name": name})),
            ErrorCode::Refused,
            "{name}"
        );
    }
    device.ok("vault_rename", json!({"name": "a".repeat(40)}));
    device.ok("vault_rename", json!({"name": ""}));
    assert_eq!(device.rows(), json!([[1, "", true], [2, "Sea side", false]]));
}

#[test]
fn a_vault_that_lies_where_the_only_one_once_did_is_the_first_of_several() {
    let mut device = Device::new();
    let mut older = Session::at(device.data(), Box::new(SystemClock));
    let new = json!({"passphrase": PASSPHRASE, "repeat": PASSPHRASE});
    call(&mut older, "vault_create", new).unwrap();
    let arabic = json!({"language": "ar", "theme": "dark"});
    call(&mut older, "appearance_set", arabic).unwrap();
    drop(older);

    device = device.restarted();
    assert_eq!(device.rows(), json!([[1, "", true]]));
    device.unlock(PASSPHRASE).unwrap();
    device.ok("vault_add", json!({}));
    device.body(OTHER_PASSPHRASE, "Sea Gate");
    assert_eq!(device.rows(), json!([[1, "", false], [2, "", true]]));
    // How things look is the device's, whichever vault is meant.
    assert_eq!(device.ok("app_status", json!({}))["appearance"]["theme"], "dark");
    let first = device.id_of(1);
    device.ok("vault_choose", first);
    device.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_list_that_is_damaged_or_says_what_is_not_so_keeps_nobody_out() {
    let mut device = two_bodies();
    let list = device.data().join("vaults.json");
    for text in [
        "{\"chosen\":",
        "{\"chosen\": \"../../etc\", \"vaults\": [{\"id\": \"../../etc\", \"number\": 1, \"name\": \"x\"}]}",
    ] {
        std::fs::write(&list, text).unwrap();
        device = device.restarted();
        assert_eq!(device.rows().as_array().unwrap().len(), 2);
        assert_eq!(
            device.refused("vault_choose", json!({"vault": "../../etc"})),
            ErrorCode::NotFound
        );
        let opened = [1, 2].map(|number| {
            let id = device.id_of(number);
            device.ok("vault_choose", id);
            [PASSPHRASE, OTHER_PASSPHRASE].map(|passphrase| device.unlock(passphrase).is_ok())
        });
        assert!(opened.iter().all(|each| each.contains(&true)), "{opened:?}");
    }
}

#[test]
fn a_file_is_written_into_no_vault_of_the_device() {
    let mut device = two_bodies();
    let first = device.id_of(1)["vault"].as_str().unwrap().to_owned();
    let inside = device.data().join("vaults").join(first).join("places.csv");
    let export = json!({"path": inside, "format": "csv", "language": "en"});
    assert_eq!(device.refused("place_export", export), ErrorCode::FileStands);
    assert!(!inside.exists());
}

#[test]
fn a_front_that_was_given_one_folder_has_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::at(folder.path().join("vault"), Box::new(SystemClock));
    let status = call(&mut session, "app_status", json!({})).unwrap();
    assert_eq!(status["vaults"], json!([]));
    for (name, args) in [("vault_add", json!({})), ("vault_choose", json!({"vault": "older"}))] {
        assert_eq!(call(&mut session, name, args).unwrap_err().code, ErrorCode::NotFound);
    }
}
