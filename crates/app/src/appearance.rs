//! Language, theme, text size and hand: a small file beside the vaults, read before one is open.

use crate::api::vault::Appearance;
use crate::api::{ApiError, ErrorCode};
use crate::file::write_whole;
use std::path::Path;
use visita_vault::VaultError;

/// Its name in the app's data folder, or in the one vault's where there is none.
const FILE: &str = "appearance.json";
/// What is written first.
const BESIDE: &str = "appearance.new";
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
/// [`ErrorCode::Refused`] with the field's name for a value outside its range; [`ErrorCode::DiskFull`]; [`ErrorCode::ReadOnly`].
pub fn write(folder: &Path, appearance: &Appearance) -> Result<(), ApiError> {
    check(appearance)?;
    let bytes = serde_json::to_vec_pretty(appearance).map_err(|_| ErrorCode::BadArguments)?;
    write_whole(folder, BESIDE, FILE, &bytes).map_err(VaultError::from)?;
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
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_no_read_only_folder() {
        // The device that is always full; what stands in its way is a file, which is another matter.
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/full", folder.path().join(BESIDE)).unwrap();
        let full = write(folder.path(), &Appearance::default()).unwrap_err();
        assert_eq!(full.code, ErrorCode::DiskFull);
        let file = folder.path().join("a file");
        std::fs::write(&file, b"").unwrap();
        let refused = write(&file, &Appearance::default()).unwrap_err();
        assert_eq!(refused.code, ErrorCode::ReadOnly);
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
