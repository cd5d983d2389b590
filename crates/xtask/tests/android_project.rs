//! The committed Android project keeps what SECURITY.md says of phones. Regenerating it must not quietly undo that.

#![allow(clippy::panic)]

use std::path::{Path, PathBuf};

const MANIFEST: &str = "app/src/main/AndroidManifest.xml";
const EXTRACTION_RULES: &str = "app/src/main/res/xml/data_extraction_rules.xml";
const ACTIVITY: &str = "app/src/main/java/org/visita/app/MainActivity.kt";

/// Every place that Android's backup knows, in both of its storages.
const DOMAINS: &[&str] = &[
    "root",
    "file",
    "database",
    "sharedpref",
    "external",
    "device_root",
    "device_file",
    "device_database",
    "device_sharedpref",
];

const DENSITIES: &[&str] = &["mdpi", "hdpi", "xhdpi", "xxhdpi", "xxxhdpi"];

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/gen/android")
}

fn read(file: &str) -> String {
    let path = project().join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

/// The XML without its comments, so that a sentence about an attribute is not taken for one.
fn xml(file: &str) -> String {
    let mut rest = read(file);
    while let Some((before, after)) = rest.split_once("<!--") {
        let (_, after) = after.split_once("-->").unwrap_or_default();
        rest = format!("{before}{after}");
    }
    rest
}

/// The opening tags of a name, each on one line.
fn tags(xml: &str, name: &str) -> Vec<String> {
    xml.split('<')
        .filter(|piece| piece.split(|c: char| c.is_whitespace() || c == '>').next() == Some(name))
        .filter_map(|piece| piece.split('>').next())
        .map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn application() -> String {
    tags(&xml(MANIFEST), "application").join(" ")
}

fn meta_data_says(name: &str, value: &str) -> bool {
    tags(&xml(MANIFEST), "meta-data")
        .iter()
        .any(|tag| tag.contains(&format!("\"{name}\"")) && tag.contains(&format!("android:value=\"{value}\"")))
}

#[test]
fn the_system_may_not_back_the_vault_up() {
    let application = application();
    for attribute in [
        "android:allowBackup=\"false\"",
        "android:fullBackupContent=\"false\"",
        "android:dataExtractionRules=\"@xml/data_extraction_rules\"",
    ] {
        assert!(
            application.contains(attribute),
            "<application> in {MANIFEST} lacks {attribute}: the system would copy the vault out"
        );
    }
}

#[test]
fn every_domain_is_excluded_from_cloud_and_from_transfer() {
    let rules = xml(EXTRACTION_RULES);
    assert!(!rules.contains("<include"), "{EXTRACTION_RULES} includes something");
    for section in ["cloud-backup", "device-transfer"] {
        let inside = rules
            .split_once(&format!("<{section}>"))
            .and_then(|(_, after)| after.split_once(&format!("</{section}>")))
            .map(|(inside, _)| inside)
            .unwrap_or_default();
        let excluded = tags(inside, "exclude");
        for domain in DOMAINS {
            let line = format!("exclude domain=\"{domain}\" path=\".\" /");
            assert!(
                excluded.contains(&line),
                "<{section}> in {EXTRACTION_RULES} does not exclude the whole of {domain}"
            );
        }
    }
}

#[test]
fn the_screen_is_secured_before_there_is_anything_to_see() {
    let activity = read(ACTIVITY);
    let secured = activity.find("\n    window.setFlags(WindowManager.LayoutParams.FLAG_SECURE");
    let shown = activity.find("\n    super.onCreate");
    assert!(
        matches!((secured, shown), (Some(secured), Some(shown)) if secured < shown),
        "{ACTIVITY} must set FLAG_SECURE before super.onCreate: screenshots and recent apps would show interviews"
    );
}

#[test]
fn nothing_travels_in_clear() {
    assert!(
        application().contains("android:usesCleartextTraffic=\"false\""),
        "<application> in {MANIFEST} must refuse cleartext traffic, in debug builds too"
    );
}

#[test]
fn no_permission_is_asked_for_but_the_camera() {
    let manifest = xml(MANIFEST);
    let permissions = tags(&manifest, "uses-permission");
    let (camera, others): (Vec<_>, Vec<_>) = permissions
        .iter()
        .partition(|tag| **tag == "uses-permission android:name=\"android.permission.CAMERA\" /");
    assert_eq!(
        camera.len(),
        1,
        "{MANIFEST} must ask for the camera: codes are scanned with it"
    );
    for tag in tags(&manifest, "uses-feature") {
        assert!(
            tag.contains("android:required=\"false\""),
            "{MANIFEST} keeps the app from phones without a camera: {tag}"
        );
    }
    for tag in others {
        assert!(
            tag.contains("tools:node=\"remove\""),
            "{MANIFEST} asks for a permission the app does not need: {tag}"
        );
    }
    assert!(
        permissions
            .iter()
            .any(|tag| tag.contains("android.permission.INTERNET")),
        "{MANIFEST} must remove INTERNET, which a library could bring in"
    );
}

#[test]
fn no_other_app_can_reach_in() {
    let manifest = xml(MANIFEST);
    for name in ["provider", "service", "receiver"] {
        assert!(
            tags(&manifest, name).is_empty(),
            "{MANIFEST} declares a {name}: only the window may be reachable"
        );
    }
    let activities = tags(&manifest, "activity");
    assert_eq!(
        activities.len(),
        1,
        "{MANIFEST} must declare the one window and nothing else"
    );
}

#[test]
fn the_web_view_reports_to_nobody() {
    for (name, value) in [
        ("android.webkit.WebView.MetricsOptOut", "true"),
        ("android.webkit.WebView.EnableSafeBrowsing", "false"),
    ] {
        assert!(meta_data_says(name, value), "{MANIFEST} must set {name} to {value}");
    }
}

#[test]
fn the_launcher_shows_our_own_icon() {
    assert!(
        application().contains("android:icon=\"@mipmap/ic_launcher\""),
        "<application> in {MANIFEST} names no launcher icon"
    );
    for density in DENSITIES {
        for layer in ["ic_launcher", "ic_launcher_foreground"] {
            let icon = project().join(format!("app/src/main/res/mipmap-{density}/{layer}.png"));
            assert!(icon.exists(), "{} is missing", icon.display());
        }
    }
    let adaptive = xml("app/src/main/res/mipmap-anydpi-v26/ic_launcher.xml");
    assert!(
        adaptive.contains("@mipmap/ic_launcher_foreground") && adaptive.contains("@color/ic_launcher_background"),
        "the adaptive icon does not use our layers"
    );
}

#[test]
fn what_belongs_to_one_machine_is_ignored() {
    let ignored = read(".gitignore");
    for file in [
        "local.properties",
        "key.properties",
        "keystore.properties",
        "*.jks",
        "*.keystore",
    ] {
        assert!(
            ignored.lines().any(|line| line == file),
            ".gitignore of the Android project must name {file}"
        );
    }
}
