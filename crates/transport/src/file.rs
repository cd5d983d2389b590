//! Files that pass between devices and people: read within a bound, written whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// Why a file was not read or written. What stood under its name before still stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It cannot be opened, read, written or moved into place.
    #[error("the file cannot be reached")]
    Unreachable,
    /// Something stands there that must stay.
    #[error("another file stands there")]
    Stands,
    /// Larger than it may be.
    #[error("the file is too large")]
    TooLarge,
}

impl From<std::io::Error> for FileFault {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == io::ErrorKind::AlreadyExists {
            Self::Stands
        } else {
            Self::Unreachable
        }
    }
}

/// How a platform opens what its chooser gave: a path on a computer, a content address on a phone.
pub trait ChosenFiles: Send + Sync {
    /// The bytes at a place, of which no more than `limit` are read.
    ///
    /// # Errors
    /// Whatever the platform says.
    fn read(&self, place: &str, limit: u64) -> io::Result<Vec<u8>>;

    /// Puts these bytes at a place, instead of what was there.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] for what must stay there; whatever the platform says.
    fn write(&self, place: &str, bytes: &[u8]) -> io::Result<()>;

    /// Whether these bytes could be put there, as far as that is known before; nothing is written.
    ///
    /// # Errors
    /// As [`Self::write`].
    fn may_write(&self, _place: &str, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }

    /// Opens what lies at a place, to be read piece by piece, and says how many bytes it has. Where a platform has no way to
    /// do so it is read whole, of which no more than `limit` bytes.
    ///
    /// # Errors
    /// Whatever the platform says.
    fn open(&self, place: &str, limit: u64) -> io::Result<(Box<dyn Read + Send>, u64)> {
        let bytes = self.read(place, limit)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok((Box::new(io::Cursor::new(bytes)), length))
    }

    /// Puts everything that can be read from `content` at a place, piece by piece where the platform has a way to; as
    /// [`Self::write`].
    ///
    /// # Errors
    /// As [`Self::write`], and whatever reading says: then nothing new stands there.
    fn write_from(&self, place: &str, content: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        self.write(place, &bytes)
    }

    /// Takes away what was just written there. Where a platform cannot, nothing is left in it.
    ///
    /// # Errors
    /// As [`Self::write`].
    fn remove(&self, place: &str) -> io::Result<()> {
        self.write(place, b"")
    }
}

/// Places are paths.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskFiles;

impl ChosenFiles for DiskFiles {
    fn read(&self, place: &str, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(place)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&self, place: &str, mut bytes: &[u8]) -> io::Result<()> {
        self.write_from(place, &mut bytes)
    }

    fn may_write(&self, place: &str, _: &[u8]) -> io::Result<()> {
        if Path::new(place).is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(())
    }

    /// A file alone: a pipe or a terminal has no length, and would be waited for.
    fn open(&self, place: &str, _: u64) -> io::Result<(Box<dyn Read + Send>, u64)> {
        if !std::fs::metadata(place)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let file = File::open(place)?;
        let length = file.metadata()?.len();
        Ok((Box::new(file), length))
    }

    /// Beside its name, made durable, and moved into place.
    fn write_from(&self, place: &str, content: &mut dyn Read) -> io::Result<()> {
        let path = Path::new(place);
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(".part");
        let beside = path.with_file_name(name);
        let written = created(&beside).and_then(|mut file| {
            io::copy(content, &mut file)?;
            file.sync_all()?;
            std::fs::rename(&beside, path)?;
            sync_folder(path)
        });
        if written.is_err() {
            // What could not be finished is of no use to anyone; it may not even exist.
            let _ = std::fs::remove_file(&beside);
        }
        written
    }

    fn remove(&self, place: &str) -> io::Result<()> {
        std::fs::remove_file(place)
    }
}

/// Makes it durable that a file bears its name; only Unix asks for it.
fn sync_folder(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match File::open(folder.unwrap_or(Path::new(".")))?.sync_all() {
        // Some file systems of sticks and shares know no such thing: the file itself is durable.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// A file that only whoever runs this reads, where the platform knows such: reports and bundles are nobody else's.
fn created(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// See [`FileFault`].
pub fn read(files: &dyn ChosenFiles, place: &str, most: usize) -> Result<Vec<u8>, FileFault> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let bytes = files.read(place, limit)?;
    if bytes.len() > most {
        Err(FileFault::TooLarge)
    } else {
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_over_the_bound_is_refused_and_one_at_the_bound_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        DiskFiles.write(&place("file"), &[7; 10]).unwrap();
        assert_eq!(read(&DiskFiles, &place("file"), 10), Ok(vec![7; 10]));
        assert_eq!(read(&DiskFiles, &place("file"), 9), Err(FileFault::TooLarge));
        assert_eq!(read(&DiskFiles, &place("none"), 9), Err(FileFault::Unreachable));
    }

    #[test]
    fn what_is_copied_piece_by_piece_is_the_same_and_what_breaks_off_leaves_nothing() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::InvalidData.into())
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let long: Vec<u8> = (0..300_000).map(|n| (n % 251) as u8).collect();
        DiskFiles.write_from(&place("long"), &mut &long[..]).unwrap();
        let (mut opened, length) = DiskFiles.open(&place("long"), 1).unwrap();
        let mut read = Vec::new();
        opened.read_to_end(&mut read).unwrap();
        assert_eq!((read, length), (long.clone(), 300_000));
        let broken = DiskFiles.write_from(&place("long"), &mut (&long[..9]).chain(Broken));
        assert_eq!(broken.unwrap_err().kind(), io::ErrorKind::InvalidData);
        assert_eq!(std::fs::metadata(place("long")).unwrap().len(), 300_000);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(DiskFiles.open(folder.path().to_str().unwrap(), 1).is_err());
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(place("long")).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_write_that_fails_leaves_what_was_there_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("folder");
        std::fs::create_dir(&taken).unwrap();
        std::fs::write(taken.join("kept"), b"kept").unwrap();
        assert!(DiskFiles.write(taken.to_str().unwrap(), b"new").is_err());
        assert_eq!(std::fs::read(taken.join("kept")).unwrap(), b"kept");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
