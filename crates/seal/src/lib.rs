#![doc = include_str!("../README.md")]

pub mod envelope;
pub mod passphrase;
pub mod roster;
pub mod secret;
pub mod slots;

pub use secret::{SealError, Secret, Subkey, VaultKey, open_bytes, seal_bytes};
