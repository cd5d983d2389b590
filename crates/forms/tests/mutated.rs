//! Files that somebody tampered with, or that broke on the way: read or refused, never a panic that escapes nor a table
//! beyond the limits.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use visita_forms::{MAX_COLUMNS, MAX_ROWS, OutCell, OutSheet, read_table, write_csv, write_xlsx};

fn rows() -> Vec<Vec<OutCell>> {
    let header = ["Name", "Type", "Capacity"].map(OutCell::words).to_vec();
    let row = |n: u32| {
        vec![
            OutCell::Text(format!("Tarn Hill {n}")),
            OutCell::words("prison"),
            OutCell::Whole(n),
        ]
    };
    std::iter::once(header).chain((0..20).map(row)).collect()
}

fn within(bytes: &[u8]) {
    if let Ok(table) = read_table(bytes, None) {
        assert!(table.rows.len() <= MAX_ROWS && table.header.len() <= MAX_COLUMNS);
        assert!(table.rows.iter().all(|(_, cells)| cells.len() == table.header.len()));
    }
}

/// Changes to bytes: where, what, and whether the rest is cut.
fn spoil(bytes: &mut Vec<u8>, changes: &[(prop::sample::Index, u8, u8)]) {
    for (at, byte, kind) in changes {
        if bytes.is_empty() {
            return;
        }
        let at = at.index(bytes.len());
        match kind % 4 {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, *byte),
            2 => drop(bytes.remove(at)),
            _ => bytes[at] = *byte,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_spoiled_file_is_read_within_bounds_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<u8>()), 1..6),
        packed in any::<bool>(),
    ) {
        let mut bytes = if packed {
            let rows = rows();
            write_xlsx(&[OutSheet { name: "S", rows: &rows }], false).unwrap()
        } else {
            write_csv(&rows()).unwrap()
        };
        within(&bytes);
        spoil(&mut bytes, &changes);
        within(&bytes);
    }
}
