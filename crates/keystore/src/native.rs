//! Which keystore a platform has, and how an entry of it is kept from leaving the device.

use keyring_core::CredentialStore;
use std::collections::HashMap;
use std::sync::Arc;

/// The Secret Service of the desktop, over the session's D-Bus: GNOME Keyring, KWallet, KeePassXC.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
pub(crate) fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// What a person sees beside it.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
pub(crate) fn modifiers(label: &str) -> HashMap<&str, &str> {
    HashMap::from([("label", label)])
}

/// The login keychain of the person: a command line may use it, which the protected one does not allow.
#[cfg(target_os = "macos")]
pub(crate) fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "macos")]
pub(crate) fn modifiers(_: &str) -> HashMap<&str, &str> {
    HashMap::new()
}

/// The protected data of this app.
#[cfg(target_os = "ios")]
pub(crate) fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::protected::Store::new()?)
}

/// Never in a backup that another device could be made from.
#[cfg(target_os = "ios")]
pub(crate) fn modifiers(_: &str) -> HashMap<&str, &str> {
    HashMap::from([("access-policy", "when-unlocked-this-device-only")])
}

/// A key of the Android Keystore, which leaves no device, over a file of the app.
#[cfg(target_os = "android")]
pub(crate) fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(android_native_keyring_store::Store::new()?)
}

#[cfg(target_os = "android")]
pub(crate) fn modifiers(_: &str) -> HashMap<&str, &str> {
    HashMap::new()
}

/// The Credential Manager of the person.
#[cfg(windows)]
pub(crate) fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// It would otherwise follow the person to other machines of their organisation.
#[cfg(windows)]
pub(crate) fn modifiers(_: &str) -> HashMap<&str, &str> {
    HashMap::from([("persistence", "Local")])
}
