//! What was written into any table is not to be seen in the folder, in the log, in the database, open or closed.

use crate::every_table::{fill, with_tables};
use crate::store::make as open;
use std::path::Path;
use visita_seal::Secret;

const CANARY: &str = "canary-Amal-Haddad-7731";
/// So many bytes are enough to show a name.
const FRAGMENT_BYTES: usize = 8;

/// Whether any file of the folder holds a fragment of the canary, as it is or in UTF-16.
fn shows(folder: &Path) -> bool {
    let wide: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let fragments: Vec<&[u8]> = [CANARY.as_bytes(), &wide]
        .into_iter()
        .flat_map(|bytes| bytes.windows(FRAGMENT_BYTES))
        .collect();
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(FRAGMENT_BYTES).any(|window| fragments.contains(&window))
    })
}

#[test]
fn no_table_shows_what_it_holds_and_a_planted_leak_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let connection = open(&folder.path().join("vault.db"), &Secret::new([7; 32])).unwrap();
    with_tables(&connection, |tx| fill(tx, CANARY)).unwrap();
    let log = std::fs::metadata(folder.path().join("vault.db-wal")).unwrap();
    assert!(log.len() > 0, "the log holds it");
    assert!(!shows(folder.path()), "in the log");
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    assert!(!shows(folder.path()), "in the database");
    drop(connection);
    assert!(!shows(folder.path()), "after closing");
    std::fs::write(folder.path().join("thumbnail.tmp"), format!("..{CANARY}..")).unwrap();
    assert!(shows(folder.path()), "the search itself works");
}
