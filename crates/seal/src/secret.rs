//! Secrets, the keys derived from them, and the one way bytes are sealed.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rand::CryptoRng;
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

/// Bytes of every key.
pub const KEY_BYTES: usize = 32;
/// Bytes of a nonce, random for each sealing.
pub const NONCE_BYTES: usize = 24;

/// 32 secret bytes: no `Debug`, no `Display`, wiped when dropped.
#[derive(Clone)]
pub struct Secret([u8; KEY_BYTES]);

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Secret {
    /// Around bytes that are secret already.
    #[must_use]
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Random.
    pub fn make(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; KEY_BYTES];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The bytes, for the library that needs them.
    #[must_use]
    pub fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    pub(crate) fn derive(&self, salt: &[u8], label: &str) -> Result<Self, SealError> {
        Self::expand(&self.0, salt, label)
    }

    /// From this secret and another: both are of one length, so that their joint is read in one way only.
    pub(crate) fn derive_with(&self, other: &Self, salt: &[u8], label: &str) -> Result<Self, SealError> {
        let both = Zeroizing::new([self.0, other.0]);
        Self::expand(&Zeroizing::new(both.concat()), salt, label)
    }

    fn expand(material: &[u8], salt: &[u8], label: &str) -> Result<Self, SealError> {
        let mut out = Zeroizing::new([0; KEY_BYTES]);
        Hkdf::<Sha256>::new(Some(salt), material)
            .expand(label.as_bytes(), out.as_mut())
            .map_err(|_| SealError::Unopenable)?;
        Ok(Self(*out))
    }
}

/// An empty buffer for secret bytes, wiped when dropped.
#[must_use]
pub fn wiped_bytes() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(4 * KEY_BYTES))
}

/// What a subkey is for; one key, one use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subkey {
    /// The SQLCipher database.
    Database,
    /// Files beside it.
    Attachments,
    /// Real identities of interviewees.
    Identity,
    /// Seed of this device's own keys.
    Device,
}

impl Subkey {
    fn label(self) -> &'static str {
        match self {
            Self::Database => "visita/1/database",
            Self::Attachments => "visita/1/attachments",
            Self::Identity => "visita/1/identity",
            Self::Device => "visita/1/device",
        }
    }
}

/// The random key under which a vault lives.
#[derive(Clone)]
pub struct VaultKey {
    pub(crate) secret: Secret,
    pub(crate) vault: [u8; 16],
}

impl VaultKey {
    /// The key for one use.
    ///
    /// # Errors
    /// None in practice: the output length is fixed.
    pub fn subkey(&self, subkey: Subkey) -> Result<Secret, SealError> {
        self.secret.derive(&self.vault, subkey.label())
    }
}

/// Why sealed bytes do not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Another key, another context, or damaged bytes: these cannot be told apart.
    #[error("sealed for another key, or damaged")]
    Unopenable,
}

/// Seals bytes with a random nonce, bound to `context`. Output: nonce ‖ ciphertext ‖ tag.
///
/// # Errors
/// None in practice: inputs of any length the machine can hold are sealed.
pub fn seal_bytes(key: &Secret, context: &[u8], plain: &[u8], rng: &mut impl CryptoRng) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0; NONCE_BYTES];
    rng.fill_bytes(&mut nonce);
    let sealed = XChaCha20Poly1305::new(&Key::from(*key.expose()))
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: plain,
                aad: context,
            },
        )
        .map_err(|_| SealError::Unopenable)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal_bytes`] sealed.
///
/// # Errors
/// [`SealError::Unopenable`].
pub fn open_bytes(key: &Secret, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(SealError::Unopenable)?;
    XChaCha20Poly1305::new(&Key::from(*key.expose()))
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: sealed,
                aad: context,
            },
        )
        .map(Zeroizing::new)
        .map_err(|_| SealError::Unopenable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn every_flipped_bit_and_every_other_context_is_refused() {
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(1);
        let key = Secret::make(&mut rng);
        let sealed = seal_bytes(&key, b"here", b"a name", &mut rng).unwrap();
        assert_eq!(open_bytes(&key, b"here", &sealed).unwrap().as_slice(), b"a name");
        assert!(open_bytes(&key, b"there", &sealed).is_err());
        assert!(open_bytes(&Secret::make(&mut rng), b"here", &sealed).is_err());
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(open_bytes(&key, b"here", &flipped).is_err(), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert!(open_bytes(&key, b"here", &sealed[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn each_use_has_a_key_of_its_own() {
        let key = VaultKey {
            secret: Secret::new([7; KEY_BYTES]),
            vault: [1; 16],
        };
        let uses = [Subkey::Database, Subkey::Attachments, Subkey::Identity, Subkey::Device];
        let keys: Vec<_> = uses
            .iter()
            .map(|u| hex::encode(key.subkey(*u).unwrap().expose()))
            .collect();
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), uses.len());
    }
}
