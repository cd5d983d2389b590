//! How a carrier's thread comes into the session, and what happens when it stumbles there.

use super::{Door, Name};
use crate::api::carriers::Topic;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError, Weak};

/// Lets one run of one carrier in, as long as it runs.
pub(crate) struct Pass {
    door: Weak<Mutex<Session>>,
    name: Name,
    run: u64,
}

/// The vault is locked, or the carrier was ended or begun anew: its thread has nothing to do here any more.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Barred;

/// What work in the session comes to, with what the front should look at again beside what was written.
pub(crate) struct Done<T> {
    pub value: T,
    pub topics: Vec<Topic>,
}

impl Pass {
    pub(crate) fn new(door: Weak<Mutex<Session>>, name: Name, run: u64) -> Self {
        Self { door, name, run }
    }

    /// Works in the session: nothing of the network may be waited for. The other carriers are woken if anything was
    /// written, and the front is told once the door is open again. An error or a panic ends this carrier and nothing else.
    pub(crate) fn enter<T>(&self, work: impl FnOnce(&mut Session) -> Result<Done<T>, ApiError>) -> Result<T, Barred> {
        let door: Door = self.door.upgrade().ok_or(Barred)?;
        let (value, notice) = {
            let mut session = door.lock().unwrap_or_else(PoisonError::into_inner);
            let runs = session
                .open
                .as_ref()
                .is_some_and(|open| open.carriers.runs(self.name, self.run));
            if !runs {
                return Err(Barred);
            }
            let worked = catch_unwind(AssertUnwindSafe(|| work(&mut session)));
            let done = worked.unwrap_or_else(|_| Err(ErrorCode::CarrierFailed.into()));
            let mut topics = session.settle(Some(self.name));
            let value = match done {
                Ok(done) => {
                    topics.extend(done.topics);
                    Ok(done.value)
                }
                Err(error) => {
                    topics.push(Topic::Carriers);
                    if let Some(open) = &mut session.open {
                        open.carriers.end(self.name, error.code);
                    }
                    Err(Barred)
                }
            };
            (value, session.notice(topics))
        };
        if let Some((observer, changed)) = notice {
            observer(&changed);
        }
        value
    }
}
