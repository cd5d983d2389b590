//! Small worlds in which everything goes wrong, and seeds that once found something.

#![allow(clippy::unwrap_used)]

use visita_testkit::simulation::{OFFICE_EDITS, one_world};
use visita_testkit::vaults::Blanks;
use visita_testkit::world::{DEVICES, Plan, Work};

/// Edits in a world: `cargo xtask simulate` makes longer and more.
const EDITS: u64 = 1_500;

fn lives(seed: u64) {
    lives_long(seed, EDITS, Work::Notes);
}

fn lives_long(seed: u64, edits: u64, work: Work) {
    let blanks = Blanks::make(DEVICES).unwrap();
    let plan = Plan {
        seed,
        edits,
        spared: Vec::new(),
        work,
    };
    let tally = one_world(plan, &blanks).unwrap_or_else(|error| panic!("{error:#}"));
    assert!(tally.edits >= edits && tally.changes > 0 && tally.taken > tally.changes);
    assert_eq!((tally.newcomers, tally.removals, tally.restores), (1, 1, 1));
    assert!(tally.read_by_snapshot > 0, "the newcomer came in by snapshots");
}

#[test]
fn a_device_that_writes_on_after_its_backup_was_put_back_is_not_sent_everything_for_ever() {
    lives(1);
}

#[test]
fn a_device_that_died_twice_while_it_took_something_in_still_gets_it() {
    lives(2);
}

#[test]
fn a_damaged_label_takes_no_number_from_the_true_envelope() {
    lives(3);
}

#[test]
fn what_rests_on_words_beyond_a_cut_off_comes_to_everybody() {
    lives_long(6, 8_000, Work::Notes);
}

#[test]
fn what_is_written_between_visits_meets_and_is_all_there() {
    lives_long(1, OFFICE_EDITS, Work::Office);
}
