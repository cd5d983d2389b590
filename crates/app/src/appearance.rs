//! Language, theme, text size and hand: a small file beside the vault, read before it is open.

use crate::api::vault::Appearance;
use crate::api::{ApiError, ErrorCode};
use std::path::Path;

/// Its name in the vault's folder.
const FILE: &str = "appearance.json";
/// Languages shipped.
pub const LANGUAGES: [&str; 2] = ["en", "ar"];
/// Pseudo-locales, for tests of the screens.
const PSEUDO_LANGUAGES: [&str; 2] = ["en-XA", "ar-XB"];
const THEMES: [&str; 4] = ["system", "light", "dark", "red"];
/// Text size, percent.
const TEXT_PERCENT: std::ops::RangeInclusive<u32> = 80..=200;
/// Minutes without a touch before the vault locks.
const LOCK_MINUTES: std::ops::RangeInclusive<u32> = 1..=60;

/// What the file says, or the defaults: a damaged file must never keep anyone from unlocking.
pub fn read(folder: &Path) -> Appearance {
    std::fs::read(folder.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .filter(|appearance| check(appearance).is_ok())
        .unwrap_or_default()
}

/// Keep a new appearance.
///
/// # Errors
/// [`ErrorCode::Refused`] with the field's name for a value outside its range; [`ErrorCode::ReadOnly`].
pub fn write(folder: &Path, appearance: &Appearance) -> Result<(), ApiError> {
    check(appearance)?;
    let bytes = serde_json::to_vec_pretty(appearance).map_err(|_| ErrorCode::BadArguments)?;
    std::fs::create_dir_all(folder).map_err(|_| ErrorCode::ReadOnly)?;
    std::fs::write(folder.join(FILE), bytes).map_err(|_| ErrorCode::ReadOnly)?;
    Ok(())
}

fn check(appearance: &Appearance) -> Result<(), ApiError> {
    let language = appearance.language.as_str();
    let fields = [
        (
            "language",
            LANGUAGES.contains(&language) || PSEUDO_LANGUAGES.contains(&language),
        ),
        ("theme", THEMES.contains(&appearance.theme.as_str())),
        ("text_percent", TEXT_PERCENT.contains(&appearance.text_percent)),
        ("lock_minutes", LOCK_MINUTES.contains(&appearance.lock_minutes)),
    ];
    match fields.iter().find(|(_, fine)| !fine) {
        Some((field, _)) => Err(ApiError::about(ErrorCode::Refused, *field)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_falls_back_to_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), b"{\"theme\":").unwrap();
        assert_eq!(read(folder.path()), Appearance::default());
    }

    #[test]
    fn what_is_written_is_read_back_and_nonsense_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let arabic = Appearance {
            language: "ar".into(),
            text_percent: 120,
            ..Appearance::default()
        };
        write(folder.path(), &arabic).unwrap();
        let refused = write(
            folder.path(),
            &Appearance {
                lock_minutes: 0,
                ..Appearance::default()
            },
        )
        .unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("lock_minutes"));
        assert_eq!(read(folder.path()), arabic);
    }
}
