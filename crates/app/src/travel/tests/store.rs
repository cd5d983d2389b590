//! Everything in a vault's database, column by column, as somebody reads it who has the device and what opens it.

use crate::desk::Desk;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use visita_seal::Subkey;
use visita_seal::slots::SlotFile;

/// Texts and bytes, each with its table. The tables in which the index of the search is kept are among them.
pub(super) struct Store(Vec<(String, Vec<u8>)>);

impl Store {
    /// Reads the database beside whoever has it open.
    pub(super) fn of(desk: &Desk) -> Self {
        let connection = connection(desk);
        let names = "SELECT name FROM sqlite_master WHERE type = 'table'";
        let mut statement = connection.prepare(names).unwrap();
        let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let tables: Vec<String> = tables.map(Result::unwrap).collect();
        let mut held = Vec::new();
        for table in tables {
            let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    match row.get_ref(column).unwrap() {
                        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => held.push((table.clone(), bytes.to_vec())),
                        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {}
                    }
                }
            }
        }
        Self(held)
    }

    /// What is in one table.
    pub(super) fn of_table(&self, name: &str) -> Self {
        let of_table = self.0.iter().filter(|(table, _)| table == name);
        Self(of_table.cloned().collect())
    }

    /// Whether any text or bytes hold these.
    pub(super) fn holds(&self, wanted: &[u8]) -> bool {
        let mut all = self.0.iter();
        all.any(|(_, held)| held.windows(wanted.len()).any(|window| window == wanted))
    }
}

fn connection(desk: &Desk) -> Connection {
    let vault = desk.folder.path().join("vault");
    let slots = SlotFile::parse(&std::fs::read(vault.join("vault.json")).unwrap()).unwrap();
    let opened = slots.open_by_words(&desk.words.join(" ")).unwrap();
    let key = opened.subkey(Subkey::Database).unwrap();
    let digits: String = key.expose().iter().map(|byte| format!("{byte:02x}")).collect();
    let connection = Connection::open(vault.join("vault.db")).unwrap();
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{digits}'\";"))
        .unwrap();
    connection
}
