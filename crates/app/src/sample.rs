//! The sample workspace: a fictional country, made through the same doors as everything else.

/// Set while the sample is loaded: the ids of its documents.
pub(crate) const SETTING: &str = "sample";
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
impl Session {
    pub(crate) fn sample_load(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        Err(ErrorCode::Refused.into())
    }
    pub(crate) fn sample_drop(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        Err(ErrorCode::Refused.into())
    }
}
