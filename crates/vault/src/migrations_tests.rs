use crate::error::VaultError;
use crate::migrations::{SCHEMA, migrate, migrate_by};
use rusqlite::Connection;

/// Every schema that was ever shipped, from version 1 on.
const SHIPPED: [&str; 2] = [include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// One row in each table of version 1, and one thing twice in quarantine.
const ROWS: &str = "
    INSERT INTO setting VALUES ('name', 'value');
    INSERT INTO document VALUES (zeroblob(16), 'visit', zeroblob(32), x'01');
    INSERT INTO roster_entry VALUES (0, x'02');
    INSERT INTO document_grant VALUES (zeroblob(32), x'03');
    INSERT INTO document_key VALUES (zeroblob(16), 1, 1, zeroblob(32));
    INSERT INTO envelope VALUES (zeroblob(16), zeroblob(32), 1, zeroblob(32), 'applied', x'04');
    INSERT INTO peer VALUES (zeroblob(32), 5, x'05');
    INSERT INTO draft VALUES ('note', 'typed', zeroblob(32));
    INSERT INTO quarantine VALUES (3, zeroblob(32), 'malformed', 6, x'06');
    INSERT INTO quarantine VALUES (4, zeroblob(32), 'bounds', 7, x'06');
    INSERT INTO quarantine VALUES (9, zeroblob(32), 'bounds', 8, x'07');
    INSERT INTO identity VALUES (zeroblob(16), x'08');
    INSERT INTO projection VALUES ('visit', 'id', zeroblob(16), zeroblob(32), '{}');
    INSERT INTO search VALUES ('visit', 'id', zeroblob(16), 'title', 'folded');
";

fn shipped(version: usize) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SHIPPED[version - 1]).unwrap();
    connection.pragma_update(None, "user_version", version).unwrap();
    connection
}

/// Everything the schema is made of, in its own words.
fn words(connection: &Connection) -> Vec<(String, String, Option<String>)> {
    let mut statement = connection
        .prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

fn dump(connection: &Connection, table: &str) -> Vec<Vec<rusqlite::types::Value>> {
    let mut statement = connection
        .prepare(&format!("SELECT * FROM {table} ORDER BY 1"))
        .unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect());
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_new_vault_and_a_migrated_one_have_exactly_the_schema() {
    let written = Connection::open_in_memory().unwrap();
    written.execute_batch(SCHEMA).unwrap();
    let mut new = Connection::open_in_memory().unwrap();
    migrate(&mut new).unwrap();
    assert_eq!(words(&new), words(&written));
    for version in 1..=SHIPPED.len() {
        let mut old = shipped(version);
        assert_ne!(words(&old), words(&written), "version {version} is this one");
        migrate(&mut old).unwrap();
        assert_eq!(words(&old), words(&written), "from version {version}");
        migrate(&mut old).unwrap();
    }
}

#[test]
fn every_row_of_the_first_version_comes_along() {
    let mut vault = shipped(1);
    vault.execute_batch(ROWS).unwrap();
    let tables = [
        "setting",
        "document",
        "roster_entry",
        "document_grant",
        "document_key",
        "envelope",
        "peer",
        "draft",
        "identity",
        "projection",
    ];
    let before: Vec<_> = tables.iter().map(|table| dump(&vault, table)).collect();
    assert!(before.iter().all(|rows| rows.len() == 1));
    migrate(&mut vault).unwrap();
    for (table, before) in tables.iter().zip(before) {
        assert_eq!(dump(&vault, table), before, "{table}");
    }
    let kept: Vec<(i64, String, Vec<u8>)> = vault
        .prepare("SELECT id, reason, bytes FROM quarantine ORDER BY id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let found: (String, String) = vault
        .query_row(
            "SELECT kind, title FROM search JOIN found ON number = search.rowid WHERE search MATCH 'folded'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(found, ("visit".into(), "title".into()));
    assert_eq!(kept, [(3, "malformed".into(), vec![6]), (9, "bounds".into(), vec![7])]);
}

#[test]
fn a_step_that_fails_leaves_the_vault_as_it_was() {
    let mut vault = shipped(1);
    vault.execute_batch(ROWS).unwrap();
    let before = words(&vault);
    let outcome = migrate_by(
        &mut vault,
        &[|tx| {
            tx.execute_batch("DROP TABLE quarantine")?;
            Err(VaultError::DiskFull)
        }],
    );
    assert_eq!(outcome, Err(VaultError::DiskFull));
    assert_eq!(words(&vault), before);
    assert_eq!(dump(&vault, "quarantine").len(), 3);
    migrate(&mut vault).unwrap();
}

#[test]
fn a_newer_schema_and_one_that_never_was_are_refused() {
    let mut vault = shipped(1);
    vault.pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(migrate(&mut vault), Err(VaultError::Newer));
    vault.pragma_update(None, "user_version", -1).unwrap();
    assert_eq!(migrate(&mut vault), Err(VaultError::Damaged));
}
