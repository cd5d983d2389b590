//! Files that a command writes. Nobody is there to be asked, so an older one stays unless it was said that it may go.

use std::io::{self, Read};
use visita_app::{ChosenFiles, DiskFiles};

/// Paths, none of which is written over. An empty file may be: somebody made it for this.
pub struct NewFiles;

fn must_be_new(place: &str) -> io::Result<()> {
    match std::fs::metadata(place) {
        Ok(stands) if stands.len() > 0 => Err(io::ErrorKind::AlreadyExists.into()),
        _ => Ok(()),
    }
}

impl ChosenFiles for NewFiles {
    fn read(&self, place: &str, limit: u64) -> io::Result<Vec<u8>> {
        DiskFiles.read(place, limit)
    }

    fn write(&self, place: &str, bytes: &[u8]) -> io::Result<()> {
        must_be_new(place)?;
        DiskFiles.write(place, bytes)
    }

    fn may_write(&self, place: &str, bytes: &[u8]) -> io::Result<()> {
        must_be_new(place)?;
        DiskFiles.may_write(place, bytes)
    }

    fn open(&self, place: &str, limit: u64) -> io::Result<(Box<dyn Read + Send>, u64)> {
        DiskFiles.open(place, limit)
    }

    fn write_from(&self, place: &str, content: &mut dyn Read) -> io::Result<()> {
        must_be_new(place)?;
        DiskFiles.write_from(place, content)
    }

    fn remove(&self, place: &str) -> io::Result<()> {
        DiskFiles.remove(place)
    }
}
