//! Files that a person chose, to read or to write.

use crate::api::exchange::{ChosenFile, FilePath};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::sync::Arc;
use visita_seal::bundle::open_bundle;
use visita_seal::pairing::{JoinRequest, MAX_REQUEST_CHARS, REQUEST_PREFIX, open_admission};
use visita_transport::bundle::MAX_FILE_BYTES;
use visita_transport::file::{self, ChosenFiles, FileFault};

/// Reads a file of at most so many bytes.
pub(crate) fn read_file(files: &dyn ChosenFiles, place: &str, most: usize) -> Result<Vec<u8>, ApiError> {
    file::read(files, place, most).map_err(|fault| match fault {
        FileFault::Unreachable => ApiError::about(ErrorCode::FileUnreachable, place),
        FileFault::TooLarge => ErrorCode::BadFile.into(),
    })
}

/// Writes a file.
pub(crate) fn write_file(files: &dyn ChosenFiles, place: &str, bytes: &[u8]) -> Result<(), ApiError> {
    files
        .write(place, bytes)
        .map_err(|_| ApiError::about(ErrorCode::FileUnreachable, place))
}

impl Session {
    /// The same session, opening files in the platform's own way.
    #[must_use]
    pub fn with_files(mut self, files: Arc<dyn ChosenFiles>) -> Self {
        self.chosen = files;
        self
    }

    pub(crate) fn chosen(&self) -> Arc<dyn ChosenFiles> {
        Arc::clone(&self.chosen)
    }

    /// What a file is, by what is in it; nothing of it is taken in.
    pub(crate) fn file_look(&mut self, args: FilePath) -> Result<ChosenFile, ApiError> {
        let files = self.chosen();
        let open = self.open()?;
        let bytes = read_file(files.as_ref(), &args.path, MAX_FILE_BYTES)?;
        let kind = if bytes.starts_with(REQUEST_PREFIX.as_bytes()) && bytes.len() <= MAX_REQUEST_CHARS {
            JoinRequest::parse(&String::from_utf8_lossy(&bytes))?;
            "request"
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
