//! The built `visita` and a real Secret Service: GNOME Keyring on a bus of its own, in folders of its own.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
const NEW_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";
/// Exit codes, as `--help` lists them.
const LOCKED: i32 = 3;
const UNREACHABLE: i32 = 9;
/// Longest wait for a daemon to begin.
const START: Duration = Duration::from_secs(20);

/// A bus that offers nothing by itself, and listens in one folder.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A person's login on a device: their bus, their keyring, and a folder for everything of theirs.
struct Login {
    folder: tempfile::TempDir,
    address: String,
    bus: Child,
    keyring: Option<Child>,
}

impl Drop for Login {
    fn drop(&mut self) {
        self.end_keyring();
        end(&mut self.bus);
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

impl Login {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        std::fs::write(&config, BUS.replace("FOLDER", folder.path().to_str().unwrap())).unwrap();
        let mut bus = Command::new("dbus-daemon")
            .args(["--nofork", "--nosyslog", "--print-address"])
            .arg(format!("--config-file={}", config.display()))
            .stdout(Stdio::piped())
            .spawn()
            .expect("this test needs dbus-daemon (Debian: dbus)");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        let mut login = Self {
            folder,
            address: address.trim().to_owned(),
            bus,
            keyring: None,
        };
        login.begin_keyring();
        login
    }

    /// Starts the keyring and unlocks it, as a login does.
    fn begin_keyring(&mut self) {
        let mut keyring = Command::new("gnome-keyring-daemon");
        self.place(&mut keyring)
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut keyring = keyring
            .spawn()
            .expect("this test needs gnome-keyring-daemon (Debian: gnome-keyring)");
        // The password ends with its stream.
        keyring.stdin.take().unwrap().write_all(b"of the login").unwrap();
        self.keyring = Some(keyring);
    }

    fn end_keyring(&mut self) {
        if let Some(mut keyring) = self.keyring.take() {
            end(&mut keyring);
        }
    }

    /// Puts a program into this login, and into no other.
    fn place<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn run(&self, args: &[&str], passphrase: &str, stdin: &str) -> Output {
        let mut visita = Command::new(env!("CARGO_BIN_EXE_visita"));
        run(self.place(&mut visita), &self.vault(), args, passphrase, stdin)
    }

    fn json(&self, args: &[&str], passphrase: &str, stdin: &str) -> Value {
        let output = self.run(args, passphrase, stdin);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Waits until the keyring answers. What it says of itself is asked of the program under test.
    fn wait_for_keyring(&self) {
        let began = Instant::now();
        while self.json(&["call", "binding_get"], PASSPHRASE, "{}")["keystore"] != true {
            assert!(began.elapsed() < START, "the keyring never answered");
        }
    }
}

fn run(visita: &mut Command, vault: &Path, args: &[&str], passphrase: &str, stdin: &str) -> Output {
    let mut child = visita
        .args(["--json", "--vault"])
        .arg(vault)
        .args(args)
        .env("VISITA_PASSPHRASE", passphrase)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that refuses before it reads closes the pipe: that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

/// Without a login: no bus, and no place where one is looked for.
fn run_nowhere(vault: &Path, args: &[&str], passphrase: &str) -> Output {
    let nowhere = tempfile::tempdir().unwrap();
    let mut visita = Command::new(env!("CARGO_BIN_EXE_visita"));
    visita
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("XDG_RUNTIME_DIR", nowhere.path())
        .env("HOME", nowhere.path());
    run(&mut visita, vault, args, passphrase, "")
}

fn refusal(output: &Output) -> (i32, Value) {
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.code().unwrap(), said["error"]["code"].clone())
}

#[test]
fn a_vault_is_bound_to_a_keyring_copied_recovered_and_unbound() {
    let mut home = Login::new();
    let made = home.json(&["init"], PASSPHRASE, "");
    home.wait_for_keyring();
    assert_eq!(
        home.json(&["bind"], PASSPHRASE, ""),
        json!({"bound": true, "keystore": true})
    );
    assert_eq!(home.json(&["unlock-check"], PASSPHRASE, "")["bound"], true);
    // The keyring kept it: another one over the same files gives it out.
    home.end_keyring();
    assert_eq!(
        refusal(&home.run(&["unlock-check"], PASSPHRASE, "")),
        (UNREACHABLE, json!("no_keystore"))
    );
    home.begin_keyring();
    let began = Instant::now();
    while !home.run(&["unlock-check"], PASSPHRASE, "").status.success() {
        assert!(began.elapsed() < START, "the keyring lost what it kept");
    }
    let wrong = home.run(&["unlock-check"], NEW_PASSPHRASE, "");
    assert_eq!(refusal(&wrong), (LOCKED, json!("wrong_passphrase")));

    let away = Login::new();
    std::fs::create_dir(away.vault()).unwrap();
    for file in std::fs::read_dir(home.vault()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), away.vault().join(file.file_name())).unwrap();
    }
    let began = Instant::now();
    while refusal(&away.run(&["unlock-check"], PASSPHRASE, "")) != (LOCKED, json!("half_lost")) {
        assert!(began.elapsed() < START, "the other keyring never answered");
    }
    let nowhere = run_nowhere(&away.vault(), &["unlock-check"], PASSPHRASE);
    assert_eq!(refusal(&nowhere), (UNREACHABLE, json!("no_keystore")));
    let words: Vec<String> = serde_json::from_value(made["recovery_words"].clone()).unwrap();
    let recovered = away.run(&["recover"], NEW_PASSPHRASE, &words.join(" "));
    assert!(recovered.status.success());
    let said = String::from_utf8_lossy(&recovered.stderr).into_owned();
    assert!(said.contains("is not any more"), "{said}");
    assert!(
        run_nowhere(&away.vault(), &["unlock-check"], NEW_PASSPHRASE)
            .status
            .success()
    );

    assert_eq!(
        home.json(&["unbind"], PASSPHRASE, ""),
        json!({"bound": false, "keystore": true})
    );
    assert!(
        run_nowhere(&home.vault(), &["unlock-check"], PASSPHRASE)
            .status
            .success()
    );
}
