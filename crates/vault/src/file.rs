//! The small files of a vault's folder: written whole or not at all, for their owner alone.

use crate::error::VaultError;
use std::fs::{File, OpenOptions};
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
pub(crate) fn make_private(path: &Path) -> Result<File, VaultError> {
    // One that is left of an earlier writing would keep the permissions it has.
    remove(path)?;
    Ok(private(File::options().create_new(true)).open(path)?)
}

/// For reading and writing, by the owner alone where it is made.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, OWNER_ONLY);
    options.read(true).write(true)
}

/// Moves a finished file to its name; durable, the name too.
pub(crate) fn move_into_place(file: &File, from: &Path, to: &Path) -> Result<(), VaultError> {
    file.sync_all()?;
    std::fs::rename(from, to)?;
    #[cfg(unix)]
    if let Some(folder) = to.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Whole or not at all, also when the power fails: written beside, made durable, then moved into place.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let beside = path.with_extension("new");
    let mut file = make_private(&beside)?;
    file.write_all(bytes)?;
    move_into_place(&file, &beside, path)
}
