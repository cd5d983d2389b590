//! Worlds one after another, until so many edits are made.

use crate::kinds::{ByKind, Kind};
use crate::vaults::Blanks;
use crate::world::{DEVICES, Plan, Tally, Work, World};
use anyhow::{Context as _, Result, ensure};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Edits in one world. More worlds show more than longer ones.
pub const WORLD_EDITS: u64 = 12_000;
/// Edits in a world in which none of them is a letter of a note.
pub const OFFICE_EDITS: u64 = 600;
/// Worlds of the office from which on every kind that people edit there has been edited. The rarest gets some four edits a world.
pub const WORLDS_TO_EDIT: u64 = 10;
/// Worlds of the office from which on people have differed over each kind that all of them work on. The rarest meets some two
/// conflicts a world.
pub const WORLDS_TO_DIFFER: u64 = 10;
/// As [`WORLDS_TO_DIFFER`], of kinds that few work on, or seldom: the rarest meets a conflict in less than every second world.
pub const WORLDS_TO_DIFFER_SELDOM: u64 = 60;

/// How long to go on.
#[derive(Debug, Clone, Copy)]
pub struct Until {
    /// Edits, in all worlds together.
    pub edits: u64,
    /// At most so long, if anything is said.
    pub time: Option<Duration>,
}

/// Lives through one world.
///
/// # Errors
/// What must not happen, with the seed to repeat it.
pub fn one_world(plan: Plan, blanks: &Blanks) -> Result<Tally> {
    let (seed, edits, work) = (plan.seed, plan.edits, plan.work);
    let lived = World::make(plan, blanks).and_then(|mut world| {
        world.live()?;
        Ok(world.tally)
    });
    lived.with_context(|| format!("repeat with --seed {seed} --edits {edits} --work {work:?}"))
}

/// Lives through worlds with consecutive seeds, on so many threads; after each, `lived` is given what happened in all of them so
/// far, and how many they are.
///
/// # Errors
/// The first that fails.
pub fn many_worlds(
    until: Until,
    threads: usize,
    pattern: &Plan,
    lived: impl Fn(&Tally, u64) + Sync,
) -> Result<(Tally, u64)> {
    let blanks = Blanks::make(DEVICES)?;
    let began = Instant::now();
    let (next, made) = (AtomicU64::new(0), AtomicU64::new(0));
    let whole = Mutex::new((Tally::default(), 0_u64));
    let failed: Mutex<Option<anyhow::Error>> = Mutex::new(None);
    let most = match pattern.work {
        Work::Notes => WORLD_EDITS,
        Work::Office => OFFICE_EDITS,
    };
    let stop = || failed.lock().map_or(true, |failed| failed.is_some());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let late = until.time.is_some_and(|time| began.elapsed() >= time);
                    let left = until.edits.saturating_sub(made.fetch_add(most, Ordering::Relaxed));
                    if left == 0 || late || stop() {
                        return;
                    }
                    let seed = pattern.seed.wrapping_add(next.fetch_add(1, Ordering::Relaxed));
                    let plan = Plan {
                        seed,
                        edits: left.min(most),
                        ..pattern.clone()
                    };
                    match one_world(plan, &blanks) {
                        Ok(tally) => {
                            if let Ok(mut whole) = whole.lock() {
                                whole.0.add(&tally);
                                whole.1 += 1;
                                lived(&whole.0, whole.1);
                            }
                        }
                        Err(error) => {
                            if let Ok(mut failed) = failed.lock() {
                                failed.get_or_insert(error);
                            }
                            return;
                        }
                    }
                }
            });
        }
    });
    if let Some(error) = failed.into_inner().unwrap_or_default() {
        return Err(error);
    }
    whole.into_inner().map_err(|_| anyhow::anyhow!("a world panicked"))
}

/// Holds a run of the office to having tried what it is there for: an error names the kinds that nobody edited, or those over which
/// nobody differed, where so many worlds cannot have left them out by chance. A run of notes is held to nothing.
///
/// # Errors
/// The kinds that are missing.
pub fn require_every_kind(work: Work, worlds: u64, tally: &Tally) -> Result<()> {
    match work {
        Work::Notes => return Ok(()),
        Work::Office => {}
    }
    let unedited = missing(&tally.edits_by_kind, worlds, |_| WORLDS_TO_EDIT);
    ensure!(unedited.is_empty(), "{worlds} worlds, and no edits of: {unedited}");
    let agreed = missing(&tally.conflicts_by_kind, worlds, worlds_to_differ);
    ensure!(agreed.is_empty(), "{worlds} worlds, and no conflicts of: {agreed}");
    Ok(())
}

/// Kinds of which nothing was counted, though so many worlds are enough for them.
fn missing(counts: &ByKind, worlds: u64, enough: impl Fn(Kind) -> u64) -> String {
    let missing = Kind::ALL
        .into_iter()
        .filter(|kind| worlds >= enough(*kind) && counts.of(*kind) == 0);
    missing.map(Kind::plural).collect::<Vec<_>>().join(", ")
}

/// After how many worlds of the office people have differed over a kind.
fn worlds_to_differ(kind: Kind) -> u64 {
    match kind {
        Kind::Visit | Kind::Place | Kind::Authority | Kind::Recommendation => WORLDS_TO_DIFFER,
        Kind::Interview | Kind::Body | Kind::Plan | Kind::Draw | Kind::Reprisal => WORLDS_TO_DIFFER_SELDOM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind, but for these.
    fn all_but(left_out: &[Kind]) -> ByKind {
        let mut counts = ByKind::default();
        for kind in Kind::ALL.into_iter().filter(|kind| !left_out.contains(kind)) {
            counts.count(kind, 1);
        }
        counts
    }

    fn said(work: Work, worlds: u64, unedited: &[Kind], agreed: &[Kind]) -> String {
        let tally = Tally {
            edits_by_kind: all_but(unedited),
            conflicts_by_kind: all_but(agreed),
            ..Tally::default()
        };
        require_every_kind(work, worlds, &tally).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn a_run_of_the_office_that_leaves_a_kind_unedited_fails_and_names_it() {
        let of = |worlds, unedited: &[Kind]| said(Work::Office, worlds, unedited, &[]);
        assert!(of(WORLDS_TO_EDIT, &[Kind::Draw, Kind::Reprisal]).ends_with("no edits of: draws, reprisals"));
        assert_eq!(of(WORLDS_TO_EDIT - 1, &Kind::ALL), "");
        assert!(of(WORLDS_TO_EDIT, &[Kind::Interview]).ends_with("no edits of: interviews"));
    }

    #[test]
    fn a_run_of_the_office_in_which_nobody_differs_over_a_kind_fails_once_it_is_long_enough() {
        let of = |worlds, agreed: &[Kind]| said(Work::Office, worlds, &[], agreed);
        assert!(of(WORLDS_TO_DIFFER, &[Kind::Authority]).ends_with("no conflicts of: authorities"));
        assert_eq!(of(WORLDS_TO_DIFFER - 1, &Kind::ALL), "");
        assert_eq!(of(WORLDS_TO_DIFFER_SELDOM - 1, &[Kind::Body, Kind::Plan]), "");
        assert!(of(WORLDS_TO_DIFFER_SELDOM, &[Kind::Body, Kind::Plan]).ends_with("no conflicts of: body, plans"));
        assert!(of(WORLDS_TO_DIFFER_SELDOM, &[Kind::Interview]).ends_with("no conflicts of: interviews"));
    }

    #[test]
    fn a_run_of_notes_is_held_to_nothing() {
        assert_eq!(said(Work::Notes, WORLDS_TO_DIFFER_SELDOM, &Kind::ALL, &Kind::ALL), "");
    }
}
