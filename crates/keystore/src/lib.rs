#![doc = include_str!("../README.md")]

mod native;

use keyring_core::{CredentialStore, Entry, Error};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;
use visita_app::{Keystore, KeystoreClosed, Secret};
use zeroize::Zeroizing;

/// What every entry of ours is filed under; the other part of its name is the vault's id.
const SERVICE: &str = "org.visita.app";
/// What a person sees who looks into the keystore. It says nothing of a vault's content.
const LABEL: &str = "Visita";
/// Longest wait for what a keystore holds. Long enough to type the password that it asks for.
pub const PATIENCE: Duration = Duration::from_secs(120);
/// Longest wait for a sign of it, which asks for nothing.
pub const PATIENCE_FOR_A_SIGN: Duration = Duration::from_secs(5);

/// The keystore of the operating system this runs on. Each call reaches it anew: one that was started again, or unlocked
/// since, is found.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeystore;

impl Keystore for SystemKeystore {
    fn is_reachable(&self) -> bool {
        patiently(PATIENCE_FOR_A_SIGN, || native::store().map(drop)).is_ok()
    }

    fn get(&self, vault: &str) -> Result<Option<Secret>, KeystoreClosed> {
        let vault = vault.to_owned();
        let found = patiently(PATIENCE, move || match entry(&vault)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })?;
        // What is of another length is not ours to use: for the vault it is as good as nothing.
        Ok(found
            .and_then(|bytes| bytes.as_slice().try_into().ok())
            .map(Secret::new))
    }

    fn set(&self, vault: &str, secret: &Secret) -> Result<(), KeystoreClosed> {
        let (vault, secret) = (vault.to_owned(), secret.clone());
        patiently(PATIENCE, move || entry(&vault)?.set_secret(secret.expose()))
    }

    fn remove(&self, vault: &str) -> Result<(), KeystoreClosed> {
        let vault = vault.to_owned();
        patiently(PATIENCE, move || match entry(&vault)?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            done => done,
        })
    }
}

fn entry(vault: &str) -> keyring_core::Result<Entry> {
    let store: Arc<CredentialStore> = native::store()?;
    store.build(SERVICE, vault, Some(&native::modifiers(LABEL)))
}

/// On a thread of its own, for no longer than this: a keystore that never answers must not hold the vault, and one
/// that panics must not end the app.
fn patiently<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> keyring_core::Result<T> + Send + 'static,
) -> Result<T, KeystoreClosed> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        // Nobody waits any more when it took too long.
        let _ = tell.send(work().map_err(|_| KeystoreClosed));
    });
    told.recv_timeout(patience).unwrap_or(Err(KeystoreClosed))
}
