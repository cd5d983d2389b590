//! Attacks, each with a name, each against the real session: what an evil relay, courier, member or stranger tries. Nothing
//! changes but quarantine, and the person is told in one sentence of their language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod envelopes;
mod files;
mod keys;
mod pairing;
mod records;
mod roster;
mod snapshots;
mod stand;

use std::collections::BTreeSet;

/// Fewest attacks that must stand here.
const FEWEST: usize = 40;

#[test]
fn the_table_in_the_readme_names_every_attack_and_no_other() {
    let sources = [
        include_str!("envelopes.rs"),
        include_str!("files.rs"),
        include_str!("keys.rs"),
        include_str!("pairing.rs"),
        include_str!("records.rs"),
        include_str!("roster.rs"),
        include_str!("snapshots.rs"),
    ];
    let names = |text: &'static str| {
        let tests = text.split("#[test]\nfn ").skip(1);
        tests.map(|test| test.split('(').next().unwrap()).collect::<Vec<_>>()
    };
    let stand: BTreeSet<&str> = sources.into_iter().flat_map(names).collect();
    let table: BTreeSet<&str> = include_str!("../../README.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(table, stand);
    assert!(stand.len() >= FEWEST, "{} attacks", stand.len());
}
