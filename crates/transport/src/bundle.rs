//! A bundle: messages in one file, for chosen devices, carried by any means at hand.

use crate::file::{self, ChosenFiles, FileFault};
use visita_seal::bundle::{MAX_BUNDLE_BYTES, open_bundle, seal_bundle};
use visita_seal::envelope::DeviceKey;
use visita_seal::sealed_file::{FileError, FileKey};
use visita_wire::{DeviceId, MAX_BATCH_BYTES, Message, decode_messages, encode_messages};

/// Bytes the age format may add to a bundle.
const MAX_FILE_OVERHEAD_BYTES: usize = 16 * 1024 * 1024;
/// Largest file that can be a bundle, bytes.
pub const MAX_FILE_BYTES: usize = MAX_BUNDLE_BYTES + MAX_FILE_OVERHEAD_BYTES;
/// Envelopes put into one bundle, bytes: well below what a bundle may hold.
pub const MAX_EXPORT_BYTES: usize = 128 * 1024 * 1024;

/// Room in a bundle for the roster, grants, and what envelopes and snapshots go over their own limits by one each, bytes.
const MAX_OTHERS_BYTES: usize = 16 * 1024 * 1024;
/// Snapshots put into one bundle, give or take the last, bytes: beside envelopes up to [`MAX_EXPORT_BYTES`].
pub const MAX_EXPORT_SNAPSHOT_BYTES: usize = MAX_BATCH_BYTES - MAX_EXPORT_BYTES - MAX_OTHERS_BYTES;

/// Why a bundle was not written or read. A bundle that is refused changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The file cannot be reached.
    #[error("the file cannot be reached")]
    Unreachable,
    /// Something stands there that must stay.
    #[error("another file stands there")]
    Stands,
    /// Sealed for other devices.
    #[error("sealed for other devices")]
    NotForUs,
    /// Not a bundle, damaged, forged, or outside the limits.
    #[error("not a bundle, or damaged")]
    Bad,
    /// No recipients, or more messages than a bundle may hold.
    #[error("these messages cannot be put into a bundle")]
    Refused,
}

impl From<FileFault> for BundleError {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::Unreachable => Self::Unreachable,
            FileFault::Stands => Self::Stands,
            FileFault::TooLarge => Self::Bad,
        }
    }
}

/// A bundle that was read: its signature verified.
#[derive(Debug)]
pub struct Bundle {
    /// The device that made it. Whether it is of the team is for the roster to say.
    pub from: DeviceId,
    /// What it says, in the order of the file.
    pub messages: Vec<Message>,
    /// Bytes of the file.
    pub bytes: usize,
}

/// Writes a bundle for the devices with these recipients (`age1…`); returns the bytes of the file.
///
/// # Errors
/// [`BundleError::Refused`], [`BundleError::Stands`], [`BundleError::Unreachable`].
pub fn write(
    files: &dyn ChosenFiles,
    place: &str,
    messages: &[Message],
    device: &DeviceKey,
    recipients: &[String],
) -> Result<usize, BundleError> {
    let encoded = encode_messages(messages).map_err(|_| BundleError::Refused)?;
    let sealed = seal_bundle(&encoded, device, recipients).map_err(|_| BundleError::Refused)?;
    files.write(place, &sealed).map_err(FileFault::from)?;
    Ok(sealed.len())
}

/// Reads a bundle with this device's key.
///
/// # Errors
/// [`BundleError::Unreachable`], [`BundleError::NotForUs`], [`BundleError::Bad`].
pub fn read(files: &dyn ChosenFiles, place: &str, key: &FileKey) -> Result<Bundle, BundleError> {
    let sealed = file::read(files, place, MAX_FILE_BYTES)?;
    let opened = open_bundle(&sealed, key).map_err(|error| match error {
        FileError::NotForUs => BundleError::NotForUs,
        FileError::Recipient | FileError::Damaged | FileError::TooLarge => BundleError::Bad,
    })?;
    Ok(Bundle {
        from: opened.from,
        messages: decode_messages(&opened.messages).map_err(|_| BundleError::Bad)?,
        bytes: sealed.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::DiskFiles;
    use visita_seal::Secret;
    use visita_wire::{Digest, Have, TeamId};

    fn have() -> Vec<Message> {
        vec![Message::Have(Have {
            team: TeamId([3; 16]),
            roster: 0,
            head: Digest([0; 32]),
            grants: Vec::new(),
            docs: Vec::new(),
        })]
    }

    #[test]
    fn what_was_written_is_read_by_those_it_is_for_and_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.visita");
        let device = DeviceKey::derive(&Secret::new([1; 32]));
        let (ours, others) = (FileKey::make(), FileKey::make());
        let bytes = write(
            &DiskFiles,
            path.to_str().unwrap(),
            &have(),
            &device,
            &[ours.recipient()],
        )
        .unwrap();
        let bundle = read(&DiskFiles, path.to_str().unwrap(), &ours).unwrap();
        assert_eq!((bundle.from, bundle.bytes), (device.id(), bytes));
        assert_eq!(bundle.messages, have());
        assert_eq!(
            read(&DiskFiles, path.to_str().unwrap(), &others).err(),
            Some(BundleError::NotForUs)
        );
        assert_eq!(
            read(&DiskFiles, folder.path().join("none").to_str().unwrap(), &ours).err(),
            Some(BundleError::Unreachable)
        );
    }

    #[test]
    fn a_bundle_for_nobody_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.visita");
        let device = DeviceKey::derive(&Secret::new([1; 32]));
        assert_eq!(
            write(&DiskFiles, path.to_str().unwrap(), &have(), &device, &[]),
            Err(BundleError::Refused)
        );
        assert!(!path.exists());
    }

    #[test]
    fn no_damaged_byte_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.visita");
        let (device, key) = (DeviceKey::derive(&Secret::new([1; 32])), FileKey::make());
        write(&DiskFiles, path.to_str().unwrap(), &have(), &device, &[key.recipient()]).unwrap();
        let good = std::fs::read(&path).unwrap();
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 1;
            std::fs::write(&path, &bad).unwrap();
            let read = read(&DiskFiles, path.to_str().unwrap(), &key);
            assert!(
                matches!(read, Err(BundleError::Bad | BundleError::NotForUs)),
                "byte {place}: {read:?}"
            );
        }
    }
}
