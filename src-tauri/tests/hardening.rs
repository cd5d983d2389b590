//! What the window may do, read from the configuration, page and permissions as they were built in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use tauri::utils::config::Csp;
use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{Context, Wry};

fn context() -> Context<Wry> {
    visita_shell::context()
}

#[test]
fn the_page_may_load_its_own_files_and_nothing_else() {
    let context = context();
    let Some(Csp::DirectiveMap(policy)) = &context.config().app.security.csp else {
        panic!("no policy, or not one by directive");
    };
    let said = |directive: &str| -> Vec<String> {
        let sources: Vec<String> = policy.get(directive).cloned().expect(directive).into();
        sources
            .into_iter()
            .flat_map(|source| source.split(' ').map(ToOwned::to_owned).collect::<Vec<_>>())
            .collect()
    };
    for nothing in ["default-src", "frame-src", "object-src", "base-uri", "form-action"] {
        assert_eq!(said(nothing), ["'none'"], "{nothing}");
    }
    for own in ["script-src", "style-src", "font-src"] {
        assert_eq!(said(own), ["'self'"], "{own}");
    }
    // The only way out of the page is the window's own channel.
    assert_eq!(said("connect-src"), ["ipc:", "http://ipc.localhost"]);
    assert_eq!(said("img-src"), ["'self'", "data:", "blob:"]);
}

#[test]
fn the_window_gives_the_page_no_more_than_it_needs() {
    let context = context();
    let app = &context.config().app;
    assert!(!app.with_global_tauri, "the interface stays out of the global scope");
    assert!(
        app.security.freeze_prototype,
        "prototypes are frozen before any script runs"
    );
    assert!(
        !app.security.asset_protocol.enable,
        "no file of the device is served to the page"
    );
    assert!(
        !app.security.capabilities.is_empty(),
        "an empty list would mean all of them"
    );
    assert!(context.config().build.dev_url.is_none(), "no development server");
    for window in &app.windows {
        assert!(window.content_protected, "no pictures of the window");
        assert!(!window.devtools.unwrap_or(false), "no developer tools");
    }
    let mut granted = BTreeSet::new();
    for file in ["desktop.json", "mobile.json"] {
        let path = format!("{}/capabilities/{file}", env!("CARGO_MANIFEST_DIR"));
        let capability: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert!(
            capability.get("remote").is_none(),
            "{file}: no page from elsewhere is ever trusted"
        );
        for permission in capability["permissions"].as_array().unwrap() {
            granted.insert(permission.as_str().unwrap().to_owned());
        }
    }
    // The chooser and the files behind it are the shell's: the page gets no more than what a person chose.
    let expected = ["core:event:allow-listen", "core:event:allow-unlisten"];
    assert_eq!(granted, expected.map(ToOwned::to_owned).into());
}

#[test]
fn of_the_device_the_page_may_use_the_camera_and_nothing_else() {
    let given = |kind| visita_shell::camera::may_use(kind) == PermissionResponse::Allow;
    assert!(given(PermissionKind::Camera));
    for refused in [
        PermissionKind::Microphone,
        PermissionKind::Geolocation,
        PermissionKind::Notifications,
        PermissionKind::ClipboardRead,
        PermissionKind::DisplayCapture,
        PermissionKind::Other,
    ] {
        assert!(!given(refused), "{refused:?}");
    }
    // On systems that ask for a reason, in the words that a person is shown.
    let reasons = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Info.plist")).unwrap();
    assert_eq!(reasons.matches("UsageDescription").count(), 1);
    assert!(reasons.contains("<key>NSCameraUsageDescription</key>"));
    let rights = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Entitlements.plist")).unwrap();
    assert_eq!(rights.matches("<key>").count(), 1);
    assert!(rights.contains("<key>com.apple.security.device.camera</key>"));
}

#[test]
fn the_built_page_names_no_other_place() {
    let context = context();
    let mut files = 0;
    for (path, bytes) in context.assets().iter() {
        files += 1;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with(".html") {
            assert!(
                !text.contains("<style"),
                "{path}: a style inside the page would be refused by its policy"
            );
            assert!(!text.contains("javascript:"), "{path}");
        }
        for (at, _) in text.match_indices("://") {
            // Names of the shell's own events, such as tauri://resize: nothing is loaded from them.
            if text[..at].ends_with("tauri") {
                continue;
            }
            let rest: String = text[at + 3..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || ".-".contains(*c))
                .collect();
            // Names of vocabularies and pages named in messages of the framework: never fetched.
            let harmless = [
                "",
                "www.w3.org",
                "svelte.dev",
                "localhost",
                "asset.localhost",
                "ipc.localhost",
            ];
            assert!(harmless.contains(&rest.as_str()), "{path} names {rest}");
        }
    }
    assert!(files >= 3, "the page was built in: {files} files");
}

#[test]
fn exactly_these_plugins_are_linked_and_none_for_programs_or_the_network() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock")).unwrap();
    let linked: BTreeSet<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"tauri-plugin-")?.strip_suffix('"'))
        .collect();
    // The chooser is built on the types of the file plugin. That one is started on phones only, for content addresses, and
    // the page is granted nothing of either (above).
    assert_eq!(linked, BTreeSet::from(["dialog", "fs"]));
}
