//! The small files of a vault's folder: written whole or not at all, for their owner alone.

use crate::error::VaultError;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Permissions of the files beside the database.
#[cfg(unix)]
const OWNER_ONLY: u32 = 0o600;

/// Takes a file away; none there is as good.
pub(crate) fn remove(path: &Path) -> Result<(), VaultError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// A new file, which on Unix nobody but its owner reads.
fn make_private(path: &Path) -> Result<File, VaultError> {
    // One that is left of an earlier writing would keep the permissions it has.
    remove(path)?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OWNER_ONLY);
    Ok(options.open(path)?)
}

/// Whole or not at all, also when the power fails: written beside, made durable, then moved into place.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let beside = path.with_extension("new");
    let mut file = make_private(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
