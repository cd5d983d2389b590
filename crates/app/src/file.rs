//! Small files beside the vaults, with nothing of the work in them.

use std::io;
use std::path::Path;

/// Whole or not at all: a disk that fills up must not take along what stood there. Written `beside` first, then moved.
pub(crate) fn write_whole(folder: &Path, beside: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let beside = folder.join(beside);
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, folder.join(name)));
    if written.is_err() {
        // Nothing of it is of use; what a failing disk does not let go is overwritten next time.
        drop(std::fs::remove_file(&beside));
    }
    written
}
