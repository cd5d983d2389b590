//! The half of a passphrase slot's key that the keystore of an operating system holds.
//!
//! Labels are normative (README): one key, one use.

use crate::secret::{SealError, Secret};

/// What a half is told by, in the slot file.
const TOKEN: &str = "visita/1/keystore/token";
/// The key of a slot that is bound.
const SLOT: &str = "visita/1/keystore/slot";

/// What tells this half from any other without showing it: 32 bytes, lower hex. It stands in the slot file, so that a
/// keystore which has lost its half is told from a wrong passphrase.
pub(crate) fn token_of(half: &Secret, vault: &[u8; 16]) -> Result<String, SealError> {
    Ok(hex::encode(half.derive(vault, TOKEN)?.expose()))
}

/// The key of a bound slot, from the stretched passphrase and the half: neither leads to it alone.
pub(crate) fn mixed(stretched: &Secret, half: &Secret, vault: &[u8; 16]) -> Result<Secret, SealError> {
    stretched.derive_with(half, vault, SLOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed apart from this code: RFC 5869 by hand over the hash of another implementation.
    #[test]
    fn a_half_and_its_mixture_answer_known_values() {
        let (vault, half, stretched) = ([1; 16], Secret::new([8; 32]), Secret::new([5; 32]));
        let key = mixed(&stretched, &half, &vault).unwrap();
        assert_eq!(
            token_of(&half, &vault).unwrap(),
            "03a73be956ca11a1a80897a229921bc9ff61ecf31a60a094cd18c5e9a813ac7c"
        );
        assert_eq!(
            hex::encode(key.expose()),
            "3dd6f3db93a817c28dd24d28eb316089a25ecf9158f7c6b18f4ae0361317d81d"
        );
        let crossed = mixed(&half, &stretched, &vault).unwrap();
        assert_ne!(crossed.expose(), key.expose(), "which is which is told");
    }
}
