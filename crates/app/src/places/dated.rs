//! Days that may be left open.

use crate::api::ApiError;
use crate::visits::day;
use visita_domain::dates::Day;

/// A day, or none where nothing was typed.
pub(super) fn optional_day(text: Option<&str>, field: &str) -> Result<Option<Day>, ApiError> {
    let typed = text.filter(|text| !text.is_empty());
    typed.map(|text| day(text, field)).transpose()
}
