//! Which life of this device it is: a vault that was restored from a copy begins another.
//!
//! A copy does not know what was written after it was made, and would give the same numbers to other words. A file beside
//! the database and a line in it say the same secret, which is drawn anew at each opening; and the line says which file on
//! which disk it is, and when that last changed, which no copy can keep. Where the two do not fit, this may be a copy, and a
//! new life is drawn by lot, so that two copies do not draw the same. A life begun in vain costs some bytes, nothing else.

use crate::checked::Checked;
use crate::error::VaultError;
use crate::file::write_atomically;
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The file, in the folder.
const WITNESS: &str = "life.json";
/// The setting, in the database.
const SETTING: &str = "life";
/// The life of a vault that was just made: nothing was written in any before it.
pub(crate) const FIRST_LIFE: u32 = 0;
/// The highest life: numbers of envelopes are stored in 63 bits, 32 of them for the count within a life.
const MAX_LIFE: u32 = 0x7fff_ffff;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Witness {
    token: String,
}

/// Which file it is. A copy is another one, or has changed at another time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    disk: u64,
    file: u64,
    changed_s: i64,
    changed_ns: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    life: u32,
    token: String,
    place: Place,
}

/// The life that goes on, or another. What cannot be noted down (a full disk, a folder that cannot be written to) holds
/// until the vault is closed.
pub(crate) fn resume(folder: &Path, connection: Checked<'_>, rng: &mut impl CryptoRng) -> Result<u32, VaultError> {
    let life = match known(connection)? {
        Some(known) if goes_on(folder, &known) => known.life,
        _ => draw(rng),
    };
    let _ = note(folder, connection, life, rng);
    Ok(life)
}

/// A life by lot; never the first, which belongs to the vault as it was made.
pub(crate) fn draw(rng: &mut impl CryptoRng) -> u32 {
    loop {
        let mut bytes = [0; 4];
        rng.fill_bytes(&mut bytes);
        let life = u32::from_be_bytes(bytes) & MAX_LIFE;
        if life != FIRST_LIFE {
            return life;
        }
    }
}

/// Notes a life in both places: the file first, so that a crash in between is a difference and begins another.
pub(crate) fn note(
    folder: &Path,
    connection: Checked<'_>,
    life: u32,
    rng: &mut impl CryptoRng,
) -> Result<(), VaultError> {
    let mut secret = [0; 16];
    rng.fill_bytes(&mut secret);
    let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let witness = serde_json::to_vec(&Witness { token: token.clone() }).map_err(|_| VaultError::Refused)?;
    write_atomically(&folder.join(WITNESS), &witness)?;
    let place = place(folder).ok_or(VaultError::Unwritable)?;
    let known = serde_json::to_string(&Known { life, token, place }).map_err(|_| VaultError::Refused)?;
    let sql = "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    connection.change(sql, [SETTING, &known])?;
    Ok(())
}

fn known(connection: Checked<'_>) -> Result<Option<Known>, VaultError> {
    let sql = "SELECT value FROM setting WHERE name = ?1";
    let value: Option<String> = connection.one(sql, [SETTING], |row| row.get(0))?;
    Ok(value.and_then(|json| serde_json::from_str(&json).ok()))
}

fn goes_on(folder: &Path, known: &Known) -> bool {
    let said = std::fs::read(folder.join(WITNESS)).ok();
    let said: Option<Witness> = said.and_then(|json| serde_json::from_slice(&json).ok());
    said.is_some_and(|witness| witness.token == known.token) && place(folder).as_ref() == Some(&known.place)
}

#[cfg(unix)]
fn place(folder: &Path) -> Option<Place> {
    use std::os::unix::fs::MetadataExt as _;
    let file = std::fs::metadata(folder.join(WITNESS)).ok()?;
    Some(Place {
        disk: file.dev(),
        file: file.ino(),
        changed_s: file.ctime(),
        changed_ns: file.ctime_nsec(),
    })
}

/// Elsewhere the time at which a file was made stands for both: a copy is made later.
#[cfg(not(unix))]
fn place(folder: &Path) -> Option<Place> {
    let made = std::fs::metadata(folder.join(WITNESS)).ok()?.created().ok()?;
    let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Place {
        disk: 0,
        file: 0,
        changed_s: i64::try_from(since.as_secs()).ok()?,
        changed_ns: i64::from(since.subsec_nanos()),
    })
}
