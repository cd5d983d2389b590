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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::api::table::call;
    use crate::carriers::Carrier as _;
    use crate::desk::{Desk, PASSPHRASE};
    use serde_json::json;
    use std::net::Ipv4Addr;
    use std::sync::Arc;
    use visita_domain::slots::WritePolicy;
    use visita_transport::lan::Settings;

    /// A session with exchange nearby on, and a pass for that run of it.
    fn on() -> (Door, Pass, tempfile::TempDir) {
        let mut desk = Desk::founded("Lead");
        let session = desk.session.take().unwrap().with_nearby(Settings {
            listen: vec![(Ipv4Addr::LOCALHOST, 0).into()],
            announce: false,
        });
        let door = session.share();
        let mut inside = door.lock().unwrap();
        call(&mut inside, "nearby_set", json!({"on": true, "minutes": 5})).unwrap();
        let run = inside.open.as_ref().unwrap().carriers.nearby.as_ref().unwrap().run();
        drop(inside);
        let pass = Pass::new(Arc::downgrade(&door), Name::Nearby, run);
        (door, pass, desk.folder)
    }

    fn state(door: &Door) -> serde_json::Value {
        let mut session = door.lock().unwrap_or_else(PoisonError::into_inner);
        let view = call(&mut session, "nearby_get", json!({})).unwrap();
        json!([view["on"], view["ended"]])
    }

    fn nothing() -> Result<Done<()>, ApiError> {
        Ok(Done {
            value: (),
            topics: Vec::new(),
        })
    }

    #[test]
    fn a_carrier_that_stumbles_ends_alone_and_says_so() {
        let (door, pass, _folder) = on();
        assert_eq!(pass.enter(|_| nothing()), Ok(()));
        assert_eq!(
            pass.enter(|_| -> Result<Done<()>, ApiError> { panic!("a bug") }),
            Err(Barred)
        );
        assert_eq!(state(&door), json!([false, "carrier_failed"]));
        assert_eq!(pass.enter(|_| nothing()), Err(Barred), "it does not come in again");
        let mut session = door.lock().unwrap_or_else(PoisonError::into_inner);
        call(
            &mut session,
            "place_add",
            json!({"name": "Tarn Hill", "place_type": "prison"}),
        )
        .unwrap();
    }

    #[test]
    fn an_error_of_the_disk_ends_a_carrier_and_is_named() {
        let (door, pass, _folder) = on();
        let full = |_: &mut Session| -> Result<Done<()>, ApiError> { Err(ErrorCode::DiskFull.into()) };
        assert_eq!(pass.enter(full), Err(Barred));
        assert_eq!(state(&door), json!([false, "disk_full"]));
    }

    #[test]
    fn what_was_written_is_for_the_carriers_also_where_the_command_is_refused() {
        let mut desk = Desk::founded("Lead");
        let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let session = desk.session.as_mut().unwrap();
        let renamed = session.write(
            place.parse().unwrap(),
            |edit| edit.set("place/name", Some(&json!("Tarn Fell")), WritePolicy::Fact),
            |_| Ok(()),
        );
        renamed.unwrap();
        let heard = |session: &Session| session.open.as_ref().unwrap().vault.take_news().is_empty();
        call(session, "place_get", json!({"place": "none"})).unwrap_err();
        assert!(heard(session), "the refused command left it to another");
    }

    #[test]
    fn a_pass_is_for_one_opening_of_the_vault() {
        let (door, pass, _folder) = on();
        for (name, args) in [
            ("vault_lock", json!({})),
            ("vault_unlock", json!({"passphrase": PASSPHRASE})),
            ("nearby_set", json!({"on": true, "minutes": 5})),
        ] {
            call(&mut door.lock().unwrap(), name, args).unwrap();
        }
        assert_eq!(state(&door), json!([true, null]));
        assert_eq!(pass.enter(|_| nothing()), Err(Barred));
    }

    #[test]
    fn a_pass_is_for_one_run() {
        let (door, pass, _folder) = on();
        for on in [false, true] {
            let mut session = door.lock().unwrap();
            call(&mut session, "nearby_set", json!({"on": on, "minutes": 5})).unwrap();
        }
        assert_eq!(state(&door), json!([true, null]));
        assert_eq!(pass.enter(|_| nothing()), Err(Barred));
        drop(door);
        assert_eq!(pass.enter(|_| nothing()), Err(Barred));
    }
}
