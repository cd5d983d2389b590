//! Key slots: the ways a vault key can be unwrapped.

use crate::binding::{mixed, token_of};
use crate::passphrase::{acceptable, normalised};
use crate::secret::{KEY_BYTES, Secret, VaultKey, open_bytes, seal_bytes};
use crate::shares::{SharesSlot, VAULT_BYTES};
pub use crate::slot_error::SlotError;
use argon2::{Algorithm, Argon2, Params, Version};
use bip39::{Language, Mnemonic};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Newest version of the slot file: one with a slot that shares open.
pub const FORMAT: u32 = 3;
/// Version of a slot file whose passphrase slot is bound to a keystore, and which has no shares.
const BOUND_FORMAT: u32 = 2;
/// Version of a slot file that opens with the passphrase alone, as all versions of Visita read it.
const UNBOUND_FORMAT: u32 = 1;
/// Version of the slots themselves, in what they are bound to.
const SLOT_VERSION: u32 = 1;
/// Least memory of Argon2id, KiB. Below it a slot is neither made nor opened.
pub const FLOOR_MEMORY_KIB: u32 = 64 * 1024;
/// Set where many vaults are made to be thrown away, in a build whose assertions are on: their slots are stretched with as good
/// as no memory, and nobody locks the memory of their stores. No build that is given to people asks for it.
const THROWN_AWAY: &str = "VISITA_THROWAWAY_VAULTS";
/// Memory of such a slot, KiB.
const THROWN_AWAY_MEMORY_KIB: u32 = 1024;
/// Least passes of Argon2id.
pub const FLOOR_PASSES: u32 = 3;
/// Memory on a computer, KiB.
pub const DESKTOP_MEMORY_KIB: u32 = 256 * 1024;
/// Most memory a slot file may ask for, KiB.
pub const CEILING_MEMORY_KIB: u32 = 2 * 1024 * 1024;
/// Most passes a slot file may ask for.
pub const CEILING_PASSES: u32 = 32;
/// Words of the recovery sheet.
pub const RECOVERY_WORDS: usize = 24;
const SALT_BYTES: usize = 16;

/// How a passphrase is stretched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
    /// 16 random bytes, lower hex.
    pub salt: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PassphraseSlot {
    stretch: Stretch,
    /// Where a keystore holds the other half: what tells that half from any other, 32 bytes, lower hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keystore: Option<String>,
    wrapped: String,
}

impl PassphraseSlot {
    /// What the slot is bound to: its kind, and everything its key is made with.
    fn context(&self, vault: &[u8; VAULT_BYTES]) -> Vec<u8> {
        let stretched = parameters(&self.stretch);
        match &self.keystore {
            None => context(vault, "passphrase", &stretched),
            Some(token) => context(vault, "passphrase+keystore", &format!("{stretched}/{token}")),
        }
    }
}

/// The slot file: public but for the wrapped keys, and bound so that nothing in it can be exchanged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotFile {
    format: u32,
    vault: String,
    passphrase: PassphraseSlot,
    recovery: String,
    /// The slot that shares open, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shares: Option<SharesSlot>,
}

/// A new vault: its slot file, its key, and the recovery words to show once.
pub struct NewVault {
    /// To be written beside the database.
    pub file: SlotFile,
    /// The key.
    pub key: VaultKey,
    /// 24 words.
    pub words: Vec<&'static str>,
}

impl SlotFile {
    /// Makes a vault key and its two slots, and opens both again before anything relies on them.
    ///
    /// # Errors
    /// [`SlotError::Differ`], [`SlotError::Weak`], [`SlotError::Parameters`].
    pub fn make(
        passphrase: &str,
        repeat: &str,
        memory_kib: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<NewVault, SlotError> {
        check_new(passphrase, repeat)?;
        let mut vault = [0; VAULT_BYTES];
        rng.fill_bytes(&mut vault);
        let key = VaultKey {
            secret: Secret::make(rng),
            vault,
        };
        let entropy = Zeroizing::new(*Secret::make(rng).expose());
        let words = Mnemonic::from_entropy(entropy.as_slice()).map_err(|_| SlotError::Damaged)?;
        let recovery = seal_bytes(
            &recovery_key(&vault, entropy.as_slice())?,
            &context(&vault, "recovery", ""),
            key.secret.expose(),
            rng,
        )
        .map_err(|_| SlotError::Damaged)?;
        let passphrase_slot = wrap_passphrase(&key, passphrase, None, memory_kib, rng)?;
        let file = Self {
            format: UNBOUND_FORMAT,
            vault: hex::encode(vault),
            passphrase: passphrase_slot,
            recovery: hex::encode(recovery),
            shares: None,
        };
        let words: Vec<&'static str> = words.words().collect();
        let reopened = [file.open(passphrase, None)?, file.open_by_words(&words.join(" "))?];
        if reopened
            .iter()
            .any(|again| again.secret.expose() != key.secret.expose())
        {
            return Err(SlotError::Damaged);
        }
        Ok(NewVault { file, key, words })
    }

    /// Reads a slot file.
    ///
    /// # Errors
    /// [`SlotError::Damaged`], [`SlotError::Newer`], [`SlotError::Parameters`].
    pub fn parse(json: &[u8]) -> Result<Self, SlotError> {
        let value: serde_json::Value = serde_json::from_slice(json).map_err(|_| SlotError::Damaged)?;
        match value.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format > u64::from(FORMAT) => return Err(SlotError::Newer),
            Some(_) => {}
            None => return Err(SlotError::Damaged),
        }
        let file: Self = serde_json::from_value(value).map_err(|_| SlotError::Damaged)?;
        if file.format != file.format_of() {
            return Err(SlotError::Damaged);
        }
        check_stretch(&file.passphrase.stretch)?;
        file.shared()?;
        Ok(file)
    }

    /// The oldest version that knows every slot of this file.
    fn format_of(&self) -> u32 {
        match (&self.shares, &self.passphrase.keystore) {
            (Some(_), _) => FORMAT,
            (None, Some(_)) => BOUND_FORMAT,
            (None, None) => UNBOUND_FORMAT,
        }
    }

    /// The same file, under the version that its slots ask for.
    pub(crate) fn settled(mut self) -> Self {
        self.format = self.format_of();
        self
    }

    /// Whether the passphrase opens the vault only together with what a keystore holds.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.passphrase.keystore.is_some()
    }

    /// The name under which a keystore holds its half for this vault: the vault's id, 32 hex digits.
    ///
    /// # Errors
    /// [`SlotError::Damaged`].
    pub fn vault_name(&self) -> Result<String, SlotError> {
        Ok(hex::encode(self.vault_bytes()?))
    }

    /// Holds what a keystore gave against what the slot asks for, before any passphrase is tried: nothing where the
    /// passphrase alone opens it, the half where it is the right one.
    ///
    /// # Errors
    /// [`SlotError::HalfLost`], [`SlotError::Damaged`].
    pub fn half<'a>(&self, held: Option<&'a Secret>) -> Result<Option<&'a Secret>, SlotError> {
        let Some(token) = &self.passphrase.keystore else {
            return Ok(None);
        };
        let half = held.ok_or(SlotError::HalfLost)?;
        if token_of(half, &self.vault_bytes()?)? == *token {
            Ok(Some(half))
        } else {
            Err(SlotError::HalfLost)
        }
    }

    /// The bytes to write.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_json(&self) -> Result<Vec<u8>, SlotError> {
        serde_json::to_vec_pretty(self).map_err(|_| SlotError::Damaged)
    }

    /// Opens with the passphrase, and with the keystore's half where the slot is bound to one. Takes about a second, on
    /// purpose.
    ///
    /// # Errors
    /// [`SlotError::HalfLost`], before the passphrase is tried; [`SlotError::Wrong`], [`SlotError::Damaged`],
    /// [`SlotError::Parameters`].
    pub fn open(&self, passphrase: &str, held: Option<&Secret>) -> Result<VaultKey, SlotError> {
        let slot = &self.passphrase;
        let vault = self.vault_bytes()?;
        let key = wrapping_key(passphrase, &slot.stretch, self.half(held)?, &vault)?;
        unwrap(&key, &slot.context(&vault), &slot.wrapped, vault)
    }

    /// Opens with the 24 words, in any case and with any white space.
    ///
    /// # Errors
    /// [`SlotError::Wrong`], [`SlotError::Damaged`].
    pub fn open_by_words(&self, words: &str) -> Result<VaultKey, SlotError> {
        let vault = self.vault_bytes()?;
        let tidy = Zeroizing::new(
            words
                .split_whitespace()
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
                .join(" "),
        );
        let words = Mnemonic::parse_in_normalized(Language::English, &tidy).map_err(|_| SlotError::Wrong)?;
        if words.word_count() != RECOVERY_WORDS {
            return Err(SlotError::Wrong);
        }
        let entropy = Zeroizing::new(words.to_entropy());
        unwrap(
            &recovery_key(&vault, &entropy)?,
            &context(&vault, "recovery", ""),
            &self.recovery,
            vault,
        )
    }

    /// The same vault under a new passphrase, bound to the half given or to none; the other slots stay.
    ///
    /// # Errors
    /// [`SlotError::Differ`], [`SlotError::Weak`], [`SlotError::Parameters`].
    pub fn with_passphrase(
        &self,
        key: &VaultKey,
        passphrase: &str,
        repeat: &str,
        half: Option<&Secret>,
        memory_kib: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SlotError> {
        check_new(passphrase, repeat)?;
        self.with_half(key, passphrase, half, memory_kib, rng)
    }

    /// The same vault under the same passphrase, bound to the half given or to none; the recovery slot stays. It is opened
    /// again before anything relies on it.
    ///
    /// # Errors
    /// [`SlotError::Parameters`], [`SlotError::Damaged`].
    pub fn with_half(
        &self,
        key: &VaultKey,
        passphrase: &str,
        half: Option<&Secret>,
        memory_kib: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SlotError> {
        let slot = wrap_passphrase(key, passphrase, half, memory_kib, rng)?;
        let file = Self {
            passphrase: slot,
            ..self.clone()
        }
        .settled();
        file.open(passphrase, half)?;
        Ok(file)
    }

    pub(crate) fn vault_bytes(&self) -> Result<[u8; VAULT_BYTES], SlotError> {
        let bytes = hex::decode(&self.vault).map_err(|_| SlotError::Damaged)?;
        bytes.try_into().map_err(|_| SlotError::Damaged)
    }
}

fn check_new(passphrase: &str, repeat: &str) -> Result<(), SlotError> {
    if passphrase != repeat {
        return Err(SlotError::Differ);
    }
    if !acceptable(passphrase) {
        return Err(SlotError::Weak);
    }
    Ok(())
}

/// Whether the vaults made here are to be thrown away.
#[must_use]
pub fn thrown_away() -> bool {
    cfg!(debug_assertions) && std::env::var_os(THROWN_AWAY).is_some()
}

/// The least memory a slot may be made with here, KiB.
#[must_use]
pub fn least_memory_kib() -> u32 {
    if thrown_away() {
        THROWN_AWAY_MEMORY_KIB
    } else {
        FLOOR_MEMORY_KIB
    }
}

fn check_stretch(stretch: &Stretch) -> Result<(), SlotError> {
    let enough = (FLOOR_MEMORY_KIB..=CEILING_MEMORY_KIB).contains(&stretch.memory_kib)
        || (thrown_away() && stretch.memory_kib == THROWN_AWAY_MEMORY_KIB);
    let fine = enough && (FLOOR_PASSES..=CEILING_PASSES).contains(&stretch.passes);
    if fine { Ok(()) } else { Err(SlotError::Parameters) }
}

fn wrap_passphrase(
    key: &VaultKey,
    passphrase: &str,
    half: Option<&Secret>,
    memory_kib: u32,
    rng: &mut impl CryptoRng,
) -> Result<PassphraseSlot, SlotError> {
    let mut salt = [0; SALT_BYTES];
    rng.fill_bytes(&mut salt);
    let mut slot = PassphraseSlot {
        stretch: Stretch {
            memory_kib,
            passes: FLOOR_PASSES,
            salt: hex::encode(salt),
        },
        keystore: half.map(|half| token_of(half, &key.vault)).transpose()?,
        wrapped: String::new(),
    };
    let wrapping = wrapping_key(passphrase, &slot.stretch, half, &key.vault)?;
    let wrapped = seal_bytes(&wrapping, &slot.context(&key.vault), key.secret.expose(), rng)?;
    slot.wrapped = hex::encode(wrapped);
    Ok(slot)
}

/// The key of a passphrase slot: the stretched passphrase, mixed with a keystore's half where there is one.
fn wrapping_key(
    passphrase: &str,
    parameters: &Stretch,
    half: Option<&Secret>,
    vault: &[u8; VAULT_BYTES],
) -> Result<Secret, SlotError> {
    let stretched = stretch(passphrase, parameters)?;
    match half {
        None => Ok(stretched),
        Some(half) => Ok(mixed(&stretched, half, vault)?),
    }
}

fn stretch(passphrase: &str, parameters: &Stretch) -> Result<Secret, SlotError> {
    check_stretch(parameters)?;
    let salt = hex::decode(&parameters.salt).map_err(|_| SlotError::Damaged)?;
    let params =
        Params::new(parameters.memory_kib, parameters.passes, 1, Some(KEY_BYTES)).map_err(|_| SlotError::Parameters)?;
    let mut out = Zeroizing::new([0; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(&normalised(passphrase), &salt, out.as_mut())
        .map_err(|_| SlotError::Damaged)?;
    Ok(Secret::new(*out))
}

fn recovery_key(vault: &[u8; VAULT_BYTES], entropy: &[u8]) -> Result<Secret, SlotError> {
    let entropy: [u8; KEY_BYTES] = entropy.try_into().map_err(|_| SlotError::Wrong)?;
    Secret::new(entropy)
        .derive(vault, "visita/1/recovery")
        .map_err(|_| SlotError::Damaged)
}

fn parameters(stretch: &Stretch) -> String {
    format!("argon2id/{}/{}/{}", stretch.memory_kib, stretch.passes, stretch.salt)
}

/// What a slot is bound to: version, vault, kind, parameters.
pub(crate) fn context(vault: &[u8; VAULT_BYTES], kind: &str, parameters: &str) -> Vec<u8> {
    [
        b"visita/slot/".as_slice(),
        &SLOT_VERSION.to_be_bytes(),
        vault,
        kind.as_bytes(),
        b"/",
        parameters.as_bytes(),
    ]
    .concat()
}

pub(crate) fn unwrap(
    key: &Secret,
    context: &[u8],
    wrapped: &str,
    vault: [u8; VAULT_BYTES],
) -> Result<VaultKey, SlotError> {
    let wrapped = hex::decode(wrapped).map_err(|_| SlotError::Damaged)?;
    let opened = open_bytes(key, context, &wrapped).map_err(|_| SlotError::Wrong)?;
    let bytes: [u8; KEY_BYTES] = opened.as_slice().try_into().map_err(|_| SlotError::Damaged)?;
    Ok(VaultKey {
        secret: Secret::new(bytes),
        vault,
    })
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
