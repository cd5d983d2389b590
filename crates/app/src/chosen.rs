//! Files that a person chose, to read or to write.

use crate::api::exchange::{ChosenFile, FilePath};
use crate::api::{ApiError, ErrorCode};
use crate::recovery::is_share;
use crate::sample::SECOND_DEVICE;
use crate::session::Session;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use visita_seal::asking::{ANSWER_PREFIX, ASK_PREFIX};
use visita_seal::bundle::open_bundle;
use visita_seal::pairing::{JoinRequest, MAX_REQUEST_CHARS, REQUEST_PREFIX, open_admission};
use visita_transport::bundle::MAX_FILE_BYTES;
use visita_transport::file::{self, ChosenFiles, FileFault};

/// Reads a file of at most so many bytes.
pub(crate) fn read_file(files: &dyn ChosenFiles, place: &str, most: usize) -> Result<Vec<u8>, ApiError> {
    file::read(files, place, most).map_err(|fault| match fault {
        FileFault::Unreachable | FileFault::Stands => ApiError::about(ErrorCode::FileUnreachable, place),
        FileFault::TooLarge => ErrorCode::BadFile.into(),
    })
}

/// Writes a file.
pub(crate) fn write_file(files: &dyn ChosenFiles, place: &str, bytes: &[u8]) -> Result<(), ApiError> {
    files.write(place, bytes).map_err(|error| file_error(error, place))
}

/// Writes a file where none stands yet: what stands there may be the only way back to something, whoever wrote it.
pub(crate) fn write_new(files: &dyn ChosenFiles, place: &str, mut bytes: &[u8]) -> Result<(), ApiError> {
    files
        .write_from(place, &mut bytes)
        .map_err(|error| file_error(error, place))
}

/// Looks whether a file could be written, as [`write_file`] does it or as [`write_new`] does; nothing is written.
pub(crate) fn may_write(files: &dyn ChosenFiles, place: &str, bytes: &[u8], new: bool) -> Result<(), ApiError> {
    if new && stands(files, place) {
        return Err(ApiError::about(ErrorCode::FileStands, place));
    }
    files.may_write(place, bytes).map_err(|error| file_error(error, place))
}

/// Whether something lies at a place. An empty file is one that a chooser made for what comes.
fn stands(files: &dyn ChosenFiles, place: &str) -> bool {
    files.read(place, 1).is_ok_and(|bytes| !bytes.is_empty())
}

/// Why a file was not read or written.
pub(crate) fn file_error(error: io::Error, place: &str) -> ApiError {
    let full = error.kind() == io::ErrorKind::StorageFull;
    let code = match FileFault::from(error) {
        FileFault::Stands => ErrorCode::FileStands,
        FileFault::Unreachable | FileFault::TooLarge if full => ErrorCode::DiskFull,
        FileFault::Unreachable | FileFault::TooLarge => ErrorCode::FileUnreachable,
    };
    ApiError::about(code, place)
}

/// What begins with the same bytes is of the same kind: an older file of ours, which a newer one may replace.
const KIND_BYTES: u64 = 15;

/// The platform's files, and what no file may be written over: the vaults themselves, and what Visita did not make.
struct Guarded {
    files: Arc<dyn ChosenFiles>,
    /// Where the vaults lie.
    home: PathBuf,
    vault: PathBuf,
}

impl Guarded {
    fn is_in_vault(&self, place: &str) -> bool {
        let folder = Path::new(place).parent().map(Path::canonicalize);
        let (Some(Ok(folder)), Ok(home), Ok(vault)) = (folder, self.home.canonicalize(), self.vault.canonicalize())
        else {
            return false;
        };
        // The sample's second device has a room of its own there, and passes files as any other does.
        folder.starts_with(home) && !folder.starts_with(vault.join(SECOND_DEVICE))
    }

    /// Whether something else stands there. What cannot be read may be written: a content address of a phone is new.
    fn is_of_another_kind(&self, place: &str, bytes: &[u8]) -> bool {
        let stands = self.files.read(place, KIND_BYTES).unwrap_or_default();
        !stands.is_empty() && !bytes.starts_with(&stands)
    }
}

impl ChosenFiles for Guarded {
    fn read(&self, place: &str, limit: u64) -> io::Result<Vec<u8>> {
        self.files.read(place, limit)
    }

    fn write(&self, place: &str, bytes: &[u8]) -> io::Result<()> {
        self.may_write(place, bytes)?;
        self.files.write(place, bytes)
    }

    fn may_write(&self, place: &str, bytes: &[u8]) -> io::Result<()> {
        if self.is_in_vault(place) || self.is_of_another_kind(place, bytes) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.files.may_write(place, bytes)
    }

    fn open(&self, place: &str, limit: u64) -> io::Result<(Box<dyn io::Read + Send>, u64)> {
        self.files.open(place, limit)
    }

    /// Nothing that stands there is an earlier one of it.
    fn write_from(&self, place: &str, content: &mut dyn io::Read) -> io::Result<()> {
        if stands(self.files.as_ref(), place) || self.is_in_vault(place) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.files.write_from(place, content)
    }

    fn remove(&self, place: &str) -> io::Result<()> {
        if self.is_in_vault(place) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.files.remove(place)
    }
}

impl Session {
    /// The same session, opening files in the platform's own way.
    #[must_use]
    pub fn with_files(mut self, files: Arc<dyn ChosenFiles>) -> Self {
        self.chosen = files;
        self
    }

    pub(crate) fn chosen(&self) -> Arc<dyn ChosenFiles> {
        Arc::new(Guarded {
            files: Arc::clone(&self.chosen),
            home: self.home().to_owned(),
            vault: self.folder.clone(),
        })
    }

    /// What a file is, by what is in it; nothing of it is taken in.
    pub(crate) fn file_look(&mut self, args: FilePath) -> Result<ChosenFile, ApiError> {
        let files = self.chosen();
        let open = self.open()?;
        let bytes = read_file(files.as_ref(), &args.path, MAX_FILE_BYTES)?;
        let kind = if bytes.starts_with(REQUEST_PREFIX.as_bytes()) && bytes.len() <= MAX_REQUEST_CHARS {
            JoinRequest::parse(&String::from_utf8_lossy(&bytes))?;
            "request"
        } else if bytes.starts_with(ASK_PREFIX.as_bytes()) {
            "recovery_request"
        } else if bytes.starts_with(ANSWER_PREFIX.as_bytes()) {
            "recovery_answer"
        } else if is_share(open, &bytes) {
            "share"
        } else if open.team.is_some() {
            open_bundle(&bytes, &open.files)?;
            "bundle"
        } else {
            // Before there is a team, the only file for this device is the answer to its own request.
            open_admission(&bytes, &open.request()?, &open.files)?;
            "admission"
        };
        Ok(ChosenFile {
            kind: kind.to_owned(),
            path: args.path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_transport::file::DiskFiles;

    #[test]
    fn a_file_replaces_an_older_one_of_its_kind_and_nothing_else_and_never_the_vault() {
        let room = tempfile::tempdir().unwrap();
        let vault = room.path().join("vault");
        std::fs::create_dir(&vault).unwrap();
        let files = Guarded {
            files: Arc::new(DiskFiles),
            home: vault.clone(),
            vault: vault.clone(),
        };
        let place = |name: &str| room.path().join(name).to_str().unwrap().to_owned();
        let stays = |name: &str, was: &[u8]| {
            std::fs::write(place(name), was).unwrap();
            let refused = files.write(&place(name), b"<!doctype html>new").unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(std::fs::read(place(name)).unwrap(), was);
        };
        stays("mine.txt", b"what I wrote myself");
        stays("short", b"mine");
        stays("vault/vault.json", b"{}");
        stays("vault/../vault/report.html", b"<!doctype html>even this");
        for text in [&b"<!doctype html>old"[..], b"<!doctype html>new"] {
            files.write(&place("report.html"), text).unwrap();
            assert_eq!(std::fs::read(place("report.html")).unwrap(), text);
        }
        // A key is of one journey: not even another key takes its place. An empty file is one that a chooser made for it.
        let (one, other) = (&b"age-encryption.org/v1 one"[..], &b"age-encryption.org/v1 other"[..]);
        std::fs::write(place("key"), b"").unwrap();
        write_new(&files, &place("key"), one).unwrap();
        let stands = write_new(&files, &place("key"), other).unwrap_err();
        assert_eq!(stands.code, ErrorCode::FileStands);
        assert_eq!(std::fs::read(place("key")).unwrap(), one);
    }
}
