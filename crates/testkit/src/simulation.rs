//! Worlds one after another, until so many edits are made.

use crate::vaults::Blanks;
use crate::world::{DEVICES, Plan, Tally, Work, World};
use anyhow::{Context as _, Result};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Edits in one world. More worlds show more than longer ones.
pub const WORLD_EDITS: u64 = 12_000;
/// Edits in a world in which none of them is a letter of a note.
pub const OFFICE_EDITS: u64 = 600;

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
