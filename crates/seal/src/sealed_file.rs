//! Files for chosen devices, in the age format: they open with the stock `age` command and the device's key as well.

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use std::io::{Read as _, Write as _};
use zeroize::Zeroizing;

/// The key a device opens files with. No `Debug`.
pub struct FileKey(Identity);

/// Why a file was not sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// No recipients, or one that is not an age recipient.
    #[error("not a recipient")]
    Recipient,
    /// Sealed for other devices.
    #[error("sealed for other devices")]
    NotForUs,
    /// Not an age file, or damaged.
    #[error("not such a file, or damaged")]
    Damaged,
    /// Larger than it may be.
    #[error("too large")]
    TooLarge,
}

impl FileKey {
    /// Random, and the one thing of this crate that takes no randomness as an argument: the age crate draws an identity,
    /// and the file keys and ephemeral keys of every sealing, from the operating system by itself, and has no door for
    /// another source.
    #[must_use]
    pub fn make() -> Self {
        Self(Identity::generate())
    }

    /// From the text the vault keeps (`AGE-SECRET-KEY-1…`).
    ///
    /// # Errors
    /// [`FileError::Damaged`].
    pub fn parse(text: &str) -> Result<Self, FileError> {
        text.parse().map(Self).map_err(|_| FileError::Damaged)
    }

    /// The text for the vault; secret.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// What others seal to (`age1…`).
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }
}

/// Checks that a text is an age recipient (`age1…`), in the one form age writes.
///
/// # Errors
/// [`FileError::Recipient`].
pub fn check_recipient(text: &str) -> Result<(), FileError> {
    match text.parse::<Recipient>() {
        Ok(recipient) if recipient.to_string() == text => Ok(()),
        _ => Err(FileError::Recipient),
    }
}

/// Seals bytes to recipients.
///
/// # Errors
/// [`FileError::Recipient`].
pub fn seal_file(plain: &[u8], recipients: &[String]) -> Result<Vec<u8>, FileError> {
    let recipients: Vec<Recipient> = recipients
        .iter()
        .map(|text| text.parse())
        .collect::<Result<_, _>>()
        .map_err(|_| FileError::Recipient)?;
    let encryptor = age::Encryptor::with_recipients(recipients.iter().map(|r| r as &dyn age::Recipient))
        .map_err(|_| FileError::Recipient)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| FileError::Damaged)?;
    writer
        .write_all(plain)
        .and_then(|()| writer.finish().map(|_| ()))
        .map_err(|_| FileError::Damaged)?;
    Ok(sealed)
}

/// Opens a file of at most `limit` bytes of content.
///
/// # Errors
/// [`FileError::NotForUs`], [`FileError::Damaged`], [`FileError::TooLarge`].
pub fn open_file(sealed: &[u8], key: &FileKey, limit: usize) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(|_| FileError::Damaged)?;
    // A passphrase file asks for work of its author's choosing: never one of ours.
    if decryptor.is_scrypt() {
        return Err(FileError::Damaged);
    }
    let reader = decryptor
        .decrypt(std::iter::once(&key.0 as &dyn age::Identity))
        .map_err(|error| {
            if matches!(error, age::DecryptError::NoMatchingKeys) {
                FileError::NotForUs
            } else {
                FileError::Damaged
            }
        })?;
    let mut plain = Zeroizing::new(Vec::new());
    let most = u64::try_from(limit).map_err(|_| FileError::TooLarge)?.saturating_add(1);
    reader
        .take(most)
        .read_to_end(&mut plain)
        .map_err(|_| FileError::Damaged)?;
    if plain.len() > limit {
        Err(FileError::TooLarge)
    } else {
        Ok(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn only_the_devices_it_is_for_open_it() {
        let (amina, boris, chen) = (FileKey::make(), FileKey::make(), FileKey::make());
        let sealed = seal_file(b"bundle", &[amina.recipient(), boris.recipient()]).unwrap();
        for key in [&amina, &boris] {
            assert_eq!(open_file(&sealed, key, 6).unwrap().as_slice(), b"bundle");
        }
        assert_eq!(open_file(&sealed, &chen, 6).err(), Some(FileError::NotForUs));
        assert_eq!(open_file(&sealed, &amina, 5).err(), Some(FileError::TooLarge));
        assert_eq!(seal_file(b"x", &[]).err(), Some(FileError::Recipient));
        let again = FileKey::parse(&amina.expose()).unwrap();
        assert_eq!(again.recipient(), amina.recipient());
    }

    #[test]
    fn every_mutated_byte_is_refused() {
        let key = FileKey::make();
        let sealed = seal_file(b"bundle", &[key.recipient()]).unwrap();
        for place in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[place] ^= 1 << (place % 8);
            assert!(open_file(&bad, &key, 100).is_err(), "byte {place}");
        }
    }

    /// Where the stock command is installed, it opens what we seal.
    #[test]
    fn the_stock_age_command_opens_it() {
        if Command::new("age").arg("--version").output().is_err() {
            eprintln!("age is not installed: not checked");
            return;
        }
        let key = FileKey::make();
        let folder = std::env::temp_dir().join(format!("visita-age-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (identity, file) = (folder.join("key"), folder.join("file.age"));
        std::fs::write(&identity, key.expose().as_str()).unwrap();
        std::fs::write(&file, seal_file(b"for the stock command", &[key.recipient()]).unwrap()).unwrap();
        let output = Command::new("age")
            .arg("--decrypt")
            .arg("--identity")
            .arg(&identity)
            .arg(&file)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            output.stdout,
            b"for the stock command",
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
