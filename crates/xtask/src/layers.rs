//! The table of layers, held against what cargo says the rooms depend on.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::process::Command;

/// A room and the rooms it may depend on.
const ROOMS: &[(&str, &[&str])] = &[
    (
        "visita-app",
        &[
            "visita-domain",
            "visita-forms",
            "visita-record",
            "visita-report",
            "visita-seal",
            "visita-sync",
            "visita-transport",
            "visita-vault",
            "visita-wire",
        ],
    ),
    ("visita-cli", &["visita-app", "visita-keystore"]),
    ("visita-domain", &[]),
    ("visita-forms", &[]),
    ("visita-keystore", &["visita-app"]),
    ("visita-record", &["visita-domain"]),
    ("visita-relay", &["visita-wire"]),
    ("visita-report", &["visita-domain"]),
    ("visita-seal", &["visita-wire"]),
    ("visita-shell", &["visita-app", "visita-keystore"]),
    ("visita-sync", &["visita-wire"]),
    (
        "visita-testkit",
        &[
            "visita-app",
            "visita-domain",
            "visita-record",
            "visita-seal",
            "visita-sync",
            "visita-vault",
            "visita-wire",
        ],
    ),
    ("visita-tests", &["visita-app"]),
    ("visita-transport", &["visita-seal", "visita-wire"]),
    ("visita-vault", &["visita-seal", "visita-wire"]),
    ("visita-wire", &[]),
    ("visita-xtask", &[]),
];

/// Libraries that only some rooms may use.
const SINGLE_USERS: &[(&str, &[&str])] = &[
    ("automerge", &["visita-record"]),
    ("rusqlite", &["visita-relay", "visita-vault"]),
    ("tokio-postgres", &["visita-relay"]),
    ("object_store", &["visita-relay"]),
    ("argon2", &["visita-seal"]),
    ("chacha20poly1305", &["visita-seal"]),
    ("aead-stream", &["visita-seal"]),
    ("age", &["visita-seal"]),
    ("vsss-rs", &["visita-seal"]),
    ("hkdf", &["visita-seal"]),
    ("hmac", &["visita-seal"]),
    ("ed25519-dalek", &["visita-seal"]),
    ("sha2", &["visita-relay", "visita-seal", "visita-transport"]),
    ("chrono", &["visita-domain"]),
    ("calamine", &["visita-forms"]),
    ("csv", &["visita-forms"]),
    ("rust_xlsxwriter", &["visita-forms"]),
    ("zip", &["visita-forms"]),
    ("keyring-core", &["visita-keystore"]),
    ("zbus-secret-service-keyring-store", &["visita-keystore"]),
    ("apple-native-keyring-store", &["visita-keystore"]),
    ("android-native-keyring-store", &["visita-keystore"]),
    ("windows-native-keyring-store", &["visita-keystore"]),
    ("iroh", &["visita-transport"]),
    ("iroh-mdns-address-lookup", &["visita-transport"]),
];

/// The feature with the simulator's own doors, and the room that may ask for it.
const HARNESS: (&str, &str) = ("harness", "visita-testkit");

/// Holds the workspace against the table.
pub fn check_workspace() -> Result<()> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .context("cargo metadata cannot be started")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata is not JSON")?;
    let violations = violations(&metadata);
    if violations.is_empty() {
        return Ok(());
    }
    bail!("the layers do not hold:\n  {}", violations.join("\n  "))
}

/// What does not hold, one sentence each. Dependencies for tests only are free.
fn violations(metadata: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for package in metadata.get("packages").and_then(Value::as_array).into_iter().flatten() {
        let room = text(package, "name");
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            found.push(format!("{room} is not in the table"));
            continue;
        };
        for dependency in package
            .get("dependencies")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if text(dependency, "kind") == "dev" {
                continue;
            }
            let name = text(dependency, "name");
            let features = dependency
                .get("features")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            if room != HARNESS.1 && features.into_iter().any(|feature| feature == HARNESS.0) {
                found.push(format!("{room} may not open the doors of the simulator in {name}"));
            }
            if name.starts_with("visita-") && !allowed.contains(&name) {
                found.push(format!("{room} may not depend on {name}"));
            }
            if SINGLE_USERS
                .iter()
                .any(|(library, users)| *library == name && !users.contains(&room))
            {
                found.push(format!("{room} may not use {name}"));
            }
        }
    }
    found
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn room(name: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let dependencies: Vec<_> = dependencies
            .iter()
            .map(|(name, kind)| json!({ "name": name, "kind": kind }))
            .collect();
        json!({ "packages": [{ "name": name, "dependencies": dependencies }] })
    }

    #[test]
    fn the_workspace_as_it_stands_holds() {
        check_workspace().unwrap();
    }

    #[test]
    fn a_dependency_against_the_layers_is_named() {
        let upward = room("visita-domain", &[("visita-record", None)]);
        assert_eq!(violations(&upward), ["visita-domain may not depend on visita-record"]);
        let borrowed = room("visita-domain", &[("automerge", None)]);
        assert_eq!(violations(&borrowed), ["visita-domain may not use automerge"]);
        let stranger = room("visita-cloud", &[]);
        assert_eq!(violations(&stranger), ["visita-cloud is not in the table"]);
    }

    #[test]
    fn the_doors_of_the_simulator_stay_closed_elsewhere() {
        let asks = |room: &str| {
            let dependency = json!({ "name": "visita-app", "kind": null, "features": ["harness"] });
            json!({ "packages": [{ "name": room, "dependencies": [dependency] }] })
        };
        assert!(violations(&asks("visita-testkit")).is_empty());
        assert_eq!(
            violations(&asks("visita-cli")),
            ["visita-cli may not open the doors of the simulator in visita-app"]
        );
    }

    #[test]
    fn what_only_tests_use_is_free() {
        assert!(violations(&room("visita-domain", &[("visita-record", Some("dev"))])).is_empty());
    }
}
