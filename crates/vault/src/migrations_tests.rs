use crate::error::VaultError;
use crate::every_table::with_tables;
use crate::exchange::EnvelopeState;
use crate::migrations::{SCHEMA, make_schema, migrate, migrate_by};
use crate::travel::LeftRow;
use rusqlite::{Connection, params};
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, envelope_hash};
use visita_seal::grant::trusted_grant;
use visita_wire::{DocId, MailboxTag, Outer};

/// Every schema that was ever shipped, from version 1 on.
const SHIPPED: [&str; 7] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
];

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
    make_schema(&mut new).unwrap();
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
    // What stood among the grants and is none is kept where a lead sees it.
    assert_eq!(
        kept,
        [
            (3, "malformed".into(), vec![6]),
            (9, "bounds".into(), vec![7]),
            (10, "malformed".into(), vec![3])
        ]
    );
    let key = DocKey {
        doc: DocId([0; 16]),
        epoch: 1,
        key: Secret::new([0; 32]),
    };
    let keyed: ([u8; 32], [u8; 32]) = vault
        .query_row(
            "SELECT mailbox, key FROM document_key WHERE epoch = 1 AND kind = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(keyed, (key.mailbox().unwrap().0, [0; 32]));
    let envelope: (String, Option<[u8; 32]>, Vec<u8>) = vault
        .query_row("SELECT state, mailbox, outer FROM envelope WHERE seq = 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(envelope, ("applied".into(), None, vec![4]));
}

/// A grant of version 1, as frozen in `tests/vectors`.
fn old_grant() -> Vec<u8> {
    let path = format!("{}/../../tests/vectors/grant.json", env!("CARGO_MANIFEST_DIR"));
    let vector: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    hex::decode(vector["grant"].as_str().unwrap()).unwrap()
}

#[test]
fn what_waits_for_a_key_is_told_apart_from_what_waits_for_its_like() {
    let mut vault = shipped(3);
    let grant = old_grant();
    let says = trusted_grant(&grant).unwrap();
    vault
        .execute(
            "INSERT INTO document_grant VALUES (?1, ?2)",
            params![envelope_hash(&grant).0, grant],
        )
        .unwrap();
    let outer = Outer {
        mailbox: MailboxTag([9; 32]),
        nonce: [0; 24],
        ciphertext: vec![0; 16],
    };
    let outer = outer.encode().unwrap();
    let put = |doc: u8, seq: u8, state: &str, outer: &[u8]| {
        vault
            .execute(
                "INSERT INTO envelope VALUES (?1, zeroblob(32), ?2, ?3, ?4, ?5)",
                params![[doc; 16], seq, [seq; 32], state, outer],
            )
            .unwrap();
    };
    put(1, 1, "waiting", &outer);
    put(2, 2, "waiting", &outer);
    put(1, 3, "waiting", &[4]);
    put(1, 4, "applied", &outer);
    vault
        .execute(
            "INSERT INTO document_key VALUES (?1, 1, 2, zeroblob(32))",
            params![[2_u8; 16]],
        )
        .unwrap();
    migrate(&mut vault).unwrap();
    let states: Vec<(u8, String, Option<Vec<u8>>)> = vault
        .prepare("SELECT seq, state, mailbox FROM envelope ORDER BY seq")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let waiting = || "waiting".to_owned();
    assert_eq!(
        states,
        [
            (1, "sealed".to_owned(), Some(vec![9; 32])),
            (2, waiting(), None),
            (3, waiting(), None),
            (4, "applied".to_owned(), None)
        ]
    );
    let granted: ([u8; 16], u32, [u8; 32], Vec<u8>) = vault
        .query_row(
            "SELECT doc, epoch, issuer, bytes FROM granted JOIN document_grant USING (hash)
             WHERE readers IS NULL AND chosen IS NULL AND about IS NULL",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    assert_eq!(
        granted,
        (says.subjects[0].doc.0, says.subjects[0].epoch, says.issuer.0, grant)
    );
}

#[test]
fn a_vault_of_before_journeys_takes_one() {
    let mut vault = Connection::open_in_memory().unwrap();
    crate::key::set_key(&vault, &Secret::new([7; 32])).unwrap();
    vault.execute_batch(SHIPPED[6]).unwrap();
    vault.pragma_update(None, "user_version", 7).unwrap();
    vault
        .execute_batch(
            "INSERT INTO document VALUES (zeroblob(16), 'visit', zeroblob(32), x'01');
             INSERT INTO document_key VALUES (zeroblob(16), 1, zeroblob(32), 1, zeroblob(32));
             INSERT INTO envelope VALUES (zeroblob(16), zeroblob(32), 1, zeroblob(32), 'applied', NULL, x'04');",
        )
        .unwrap();
    migrate(&mut vault).unwrap();
    let row = LeftRow {
        doc: [0; 16],
        kind: "visit".into(),
        heads: vec![0; 32],
        held: vec![([0; 32], 1)],
    };
    let taken: Result<(), VaultError> = with_tables(&vault, |tx| {
        let envelope = tx.envelopes_of(&row.doc)?.remove(0);
        tx.set_envelope_state(&envelope, EnvelopeState::Sealed([0; 32]))?;
        tx.drop_document(&row.doc, &row.kind)?;
        let keys = tx.keys_of(&row.doc)?;
        tx.drop_keys_of(&row.doc)?;
        tx.put_left(&row)?;
        tx.put_away(&[9; 32], b"sealed")?;
        assert_eq!((tx.is_away()?, tx.left()?), (true, vec![row.clone()]));
        assert!(tx.openable_envelopes_of(&row.doc)?.is_empty());
        assert!(!tx.may_open_more_of(&row.doc)?, "without a key");
        keys.iter().try_for_each(|key| tx.put_key(key))?;
        assert_eq!(tx.openable_envelopes_of(&row.doc)?, [envelope]);
        assert!(tx.may_open_more_of(&row.doc)?);
        Ok(())
    });
    taken.unwrap();
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
