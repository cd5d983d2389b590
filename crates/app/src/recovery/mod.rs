//! Getting back in with colleagues' help: who holds shares, what a locked device asks, what a holder answers.
//!
//! A locked device knows that so many answers open it, and nothing of who could give them.

mod asking;
mod holding;
mod sharing;
mod standing;
mod waiting;

use crate::api::{ApiError, ErrorCode};
use crate::chosen::read_file;
use visita_domain::dates::{from_millis, rfc3339};
use visita_seal::asking::MAX_ASK_BYTES;
use visita_transport::file::ChosenFiles;

pub(crate) use holding::is_share;

/// The text of a request or an answer, given as text or in a file.
fn given_text(files: &dyn ChosenFiles, given: &crate::api::exchange::RequestText) -> Result<String, ApiError> {
    match (&given.text, &given.path) {
        (Some(text), _) if text.len() > MAX_ASK_BYTES => Err(ErrorCode::BadFile.into()),
        (Some(text), _) if !text.trim().is_empty() => Ok(text.clone()),
        (_, Some(path)) => {
            let bytes = read_file(files, path, MAX_ASK_BYTES)?;
            String::from_utf8(bytes).map_err(|_| ErrorCode::BadFile.into())
        }
        _ => Err(ApiError::about(ErrorCode::BadArguments, "request")),
    }
}

/// An instant for the fronts; empty for one that no calendar has.
fn instant(ms: i64) -> String {
    from_millis(ms).map(rfc3339).unwrap_or_default()
}
