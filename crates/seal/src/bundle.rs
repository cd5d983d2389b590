//! Bundles: a batch of messages in a file for the team's devices, signed by the one that made it.

use crate::envelope::{DeviceKey, verify_signature};
use crate::sealed_file::{FileError, FileKey, open_file, seal_file};
use visita_wire::{DeviceId, MAX_BATCH_BYTES};
use zeroize::Zeroizing;

const LABEL: &[u8] = b"visita/bundle/1";
const DEVICE_BYTES: usize = 32;
const SIGNATURE_BYTES: usize = 64;

/// Largest bundle, bytes, unsealed.
pub const MAX_BUNDLE_BYTES: usize = MAX_BATCH_BYTES + DEVICE_BYTES + SIGNATURE_BYTES;

/// A bundle whose signature verified. Whether its device is of the team is for the roster to say.
pub struct SignedBundle {
    /// The device that signed it.
    pub from: DeviceId,
    /// Messages, encoded.
    pub messages: Zeroizing<Vec<u8>>,
}

/// Seals messages for devices: device ‖ messages ‖ signature, in one age file.
///
/// # Errors
/// See [`FileError`].
pub fn seal_bundle(messages: &[u8], device: &DeviceKey, recipients: &[String]) -> Result<Vec<u8>, FileError> {
    let id = device.id().0;
    let signature = device.sign(&[LABEL, &id, messages].concat());
    let plain = Zeroizing::new([&id, messages, &signature].concat());
    if plain.len() > MAX_BUNDLE_BYTES {
        return Err(FileError::TooLarge);
    }
    seal_file(&plain, recipients)
}

/// Opens a bundle and checks its signature.
///
/// # Errors
/// See [`FileError`]; a false signature is [`FileError::Damaged`].
pub fn open_bundle(sealed: &[u8], key: &FileKey) -> Result<SignedBundle, FileError> {
    let plain = open_file(sealed, key, MAX_BUNDLE_BYTES)?;
    let (from, rest) = plain.split_first_chunk::<DEVICE_BYTES>().ok_or(FileError::Damaged)?;
    let (messages, signature) = rest.split_last_chunk::<SIGNATURE_BYTES>().ok_or(FileError::Damaged)?;
    let from = DeviceId(*from);
    verify_signature(&from, &[LABEL, &from.0, messages].concat(), signature).map_err(|_| FileError::Damaged)?;
    Ok(SignedBundle {
        from,
        messages: Zeroizing::new(messages.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    #[test]
    fn a_bundle_says_who_made_it_and_nobody_can_say_otherwise() {
        let (device, key) = (DeviceKey::derive(&Secret::new([1; 32])), FileKey::make());
        let sealed = seal_bundle(b"messages", &device, &[key.recipient()]).unwrap();
        let opened = open_bundle(&sealed, &key).ok().unwrap();
        assert_eq!(
            (opened.from, opened.messages.as_slice()),
            (device.id(), b"messages".as_slice())
        );
        let plain = open_file(&sealed, &key, MAX_BUNDLE_BYTES).unwrap();
        for place in 0..plain.len() {
            let mut bad = plain.to_vec();
            bad[place] ^= 1;
            let resealed = seal_file(&bad, &[key.recipient()]).unwrap();
            assert_eq!(
                open_bundle(&resealed, &key).err(),
                Some(FileError::Damaged),
                "byte {place}"
            );
        }
    }
}
