//! Relays that lie, and what a team makes of it: delay at most. The honest relay's stories run over the real program, in
//! `crates/relay/tests/product`.

mod delay;
mod removal;

use crate::api::ApiError;
use crate::clock::Clock;
use crate::desk::{Desk, PASSPHRASE, interview, visit};
use crate::relay::repeat::REWIND_AFTER_MS;
use crate::relay::round::{Held, MAX_STRANGE};
use crate::relay::take::Taken;
use crate::relay::{Door, Kind, Round};
use crate::session::{Open, Session, TeamHere};
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use visita_domain::dates::{Timestamp, from_millis};
use visita_seal::roster::{Act, KeptTo};
use visita_sync::Ledger as _;
use visita_transport::relay::{AskError, Relay};
use visita_wire::relay::{
    Endpoint, FetchAnswer, FetchRequest, Generation, Invitation, InvitationToken, Kept, News, Outcome, Page, PutAnswer,
    PutRequest, WaitAnswer, WaitRequest, sealed_for,
};
use visita_wire::{MailboxTag, Outer};

/// A clock that a test moves.
#[derive(Clone)]
struct Moved(Arc<AtomicI64>);

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        from_millis(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// How a relay lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    None,
    /// Says that it keeps, and does not.
    Drops,
    /// Hands everything out again and again, at new positions.
    Replays,
    /// Hands out the last first.
    Reorders,
    /// Hands out of one mailbox what was put into others.
    Swaps,
    /// Hands out nothing, and says there is more.
    Stalls,
    /// Says at every answer that it was restored from another backup.
    Renews,
    /// Says that every mailbox holds less than it said before.
    Falls,
    /// Hands out what nobody of the team can have written.
    Floods,
    /// Changes a byte of everything.
    Damages,
}

const LIES: [Lie; 9] = [
    Lie::Drops,
    Lie::Replays,
    Lie::Reorders,
    Lie::Swaps,
    Lie::Stalls,
    Lie::Renews,
    Lie::Falls,
    Lie::Floods,
    Lie::Damages,
];

#[derive(Default)]
struct Shelves {
    mailboxes: BTreeMap<[u8; 32], Vec<Vec<u8>>>,
    answers: u64,
    puts: u64,
}

/// A relay in memory whose answers are as it pleases.
#[derive(Clone)]
struct Liar {
    shelves: Arc<Mutex<Shelves>>,
    lie: Arc<Mutex<Lie>>,
}

impl Liar {
    fn new(lie: Lie) -> Self {
        Self {
            shelves: Arc::default(),
            lie: Arc::new(Mutex::new(lie)),
        }
    }

    fn now(&self) -> Lie {
        *self.lie.lock().unwrap()
    }

    fn repent(&self) {
        *self.lie.lock().unwrap() = Lie::None;
    }

    fn generation(&self) -> Generation {
        let mut shelves = self.shelves.lock().unwrap();
        shelves.answers += 1;
        if matches!(self.now(), Lie::Renews) {
            Generation(u128::from(shelves.answers).to_be_bytes())
        } else {
            Generation([0xab; 16])
        }
    }

    fn page(&self, tag: &MailboxTag, after: u64) -> (Page, bool) {
        let shelves = self.shelves.lock().unwrap();
        let ours = shelves.mailboxes.get(&tag.0).cloned().unwrap_or_default();
        let numbered = |outers: Vec<Vec<u8>>| -> Vec<Kept> {
            (1..)
                .zip(outers)
                .filter(|(position, _)| *position > after)
                .map(|(position, outer)| Kept {
                    position,
                    outer: outer.into(),
                })
                .collect()
        };
        let head = |length: usize| (length > 0).then_some(length as u64);
        match self.now() {
            Lie::None | Lie::Drops | Lie::Renews => (
                Page {
                    head: head(ours.len()),
                    kept: numbered(ours),
                },
                false,
            ),
            Lie::Replays => {
                let kept: Vec<Kept> = (after + 1..)
                    .zip(ours)
                    .map(|(position, outer)| Kept {
                        position,
                        outer: outer.into(),
                    })
                    .collect();
                (
                    Page {
                        head: Some(kept.last().map_or(after, |last| last.position)),
                        kept,
                    },
                    false,
                )
            }
            Lie::Reorders => {
                let mut ours = ours;
                ours.reverse();
                (
                    Page {
                        head: head(ours.len()),
                        kept: numbered(ours),
                    },
                    false,
                )
            }
            Lie::Swaps => {
                let others: Vec<Vec<u8>> = shelves
                    .mailboxes
                    .iter()
                    .filter(|(of, _)| **of != tag.0)
                    .flat_map(|(_, outers)| outers.clone())
                    .collect();
                (
                    Page {
                        head: head(others.len()),
                        kept: numbered(others),
                    },
                    false,
                )
            }
            Lie::Stalls => (
                Page {
                    head: Some(after + 7),
                    kept: Vec::new(),
                },
                true,
            ),
            Lie::Falls => (
                Page {
                    head: Some(after.saturating_sub(1)),
                    kept: Vec::new(),
                },
                false,
            ),
            Lie::Floods => {
                let junk = |position: u64| Kept {
                    position,
                    outer: Outer {
                        mailbox: *tag,
                        nonce: [position as u8; 24],
                        ciphertext: vec![position as u8; 4096 + 16],
                    }
                    .encode()
                    .unwrap()
                    .into(),
                };
                let kept: Vec<Kept> = (after + 1..=after + 1_000).map(junk).collect();
                (
                    Page {
                        head: Some(after + 5_000),
                        kept,
                    },
                    true,
                )
            }
            Lie::Damages => {
                let damaged = ours.into_iter().map(|mut outer| {
                    let last = outer.len() - 1;
                    outer[last] ^= 1;
                    outer
                });
                let damaged: Vec<_> = damaged.collect();
                (
                    Page {
                        head: head(damaged.len()),
                        kept: numbered(damaged),
                    },
                    false,
                )
            }
        }
    }
}

impl Relay for Liar {
    async fn put(&self, request: &PutRequest) -> Result<PutAnswer, AskError> {
        let generation = self.generation();
        let mut shelves = self.shelves.lock().unwrap();
        let outcomes = request.items.iter().map(|item| {
            let tag = sealed_for(&item.outer).unwrap();
            shelves.puts += 1;
            let shelf = shelves.mailboxes.entry(tag.0).or_default();
            if self.now() != Lie::Drops && !shelf.contains(&item.outer.to_vec()) {
                shelf.push(item.outer.to_vec());
            }
            Outcome::Kept(shelf.len() as u64)
        });
        let outcomes = outcomes.collect();
        Ok(PutAnswer { generation, outcomes })
    }

    async fn fetch(&self, request: &FetchRequest) -> Result<FetchAnswer, AskError> {
        let mut answer = FetchAnswer {
            generation: self.generation(),
            is_cut: false,
            pages: Vec::new(),
        };
        for ask in &request.asks {
            let (page, is_cut) = self.page(&ask.tag, ask.after);
            answer.pages.push(page);
            answer.is_cut = is_cut;
            if is_cut {
                break;
            }
        }
        // What travels is what is taken: a page that no decoder would let by is no lie worth telling.
        FetchAnswer::decode(&answer.encode().unwrap()).map_err(|_| AskError::Unreadable)
    }

    async fn wait(&self, request: &WaitRequest) -> Result<WaitAnswer, AskError> {
        let generation = self.generation();
        let shelves = self.shelves.lock().unwrap();
        let news = request.asks.iter().zip(0..).filter_map(|(ask, place)| {
            let head = shelves.mailboxes.get(&ask.tag.0).map_or(0, Vec::len) as u64;
            (head != ask.after).then_some(News { place, head })
        });
        let news = news.collect();
        Ok(WaitAnswer { generation, news })
    }
}

/// A team whose clocks a test moves, with a relay on its roster.
struct Team {
    desks: Vec<Desk>,
    clock: Moved,
}

impl Team {
    fn of(members: usize) -> Self {
        Self::with(&vec!["inspector"; members - 1])
    }

    /// A founder, and others in these roles.
    fn with(roles: &[&str]) -> Self {
        let clock = Moved(Arc::new(AtomicI64::new(1_764_000_000_000)));
        let mut lead = Desk::founded("Lead");
        let endpoint: Endpoint = "http://127.0.0.1:9".parse().unwrap();
        let invitation = Invitation::loopback(endpoint, InvitationToken([3; 32])).unwrap();
        lead.ok("relay_set", json!({"invitation": invitation.to_text().unwrap()}));
        let mut desks = vec![lead];
        for (role, number) in roles.iter().zip(1..) {
            let newcomer = desks[0].admits(&format!("Member {number}"), role);
            desks.push(newcomer);
        }
        let first = desks[0].bundle();
        for desk in &mut desks[1..] {
            desk.take(&first);
        }
        for desk in &mut desks {
            desk.close();
            let vault = desk.folder.path().join("vault");
            desk.session = Some(Session::at(vault, Box::new(clock.clone())));
            desk.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
        }
        Self { desks, clock }
    }

    fn pass(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// One exchange of one device.
    fn exchange(&mut self, who: usize, relay: &Liar) -> Result<Taken, Kind> {
        let session = self.desks[who].session.as_mut().unwrap();
        let door = Held::of(session);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut round = Round::begin_with(&door, |_| Ok(relay.clone())).unwrap().unwrap();
            round.exchange(&door, true, || {}).await
        })
    }

    fn everybody(&mut self, relay: &Liar) -> u32 {
        let mut strange = 0;
        for who in 0..self.desks.len() {
            let taken = self.exchange(who, relay).unwrap();
            assert_eq!(taken.counts.quarantined, 0);
            strange += taken.strange;
        }
        strange
    }

    fn held(&mut self, who: usize) -> Value {
        let desk = &mut self.desks[who];
        let rows = desk.ok("visit_list", json!({}))["rows"].clone();
        let mut all = Vec::new();
        for row in rows.as_array().unwrap() {
            let visit = row["id"].as_str().unwrap();
            let interviews = desk.ok("interview_list", json!({"visit": visit}))["rows"].clone();
            for one in interviews.as_array().unwrap() {
                let view = desk.ok("interview_get", json!({"interview": one["id"]}));
                all.push(view["note"].clone());
            }
        }
        json!({"visits": rows, "notes": all, "words": desk.ok("team_get", json!({}))["words"]})
    }

    fn words(&mut self, who: usize) -> Value {
        self.desks[who].ok("team_get", json!({}))["words"].clone()
    }

    /// Takes a device off the roster, with the cut-off of what the remover holds of it.
    fn remove(&mut self, by: usize, who: usize) {
        let device = self.open(who).device.id();
        let open = self.open(by);
        let here = open.team.clone().unwrap();
        let held = open.ledger(here.roster.team).have().unwrap();
        let of_device = |doc: &visita_wire::HaveDoc| doc.held.iter().find(|to| to.device == device).map(|to| to.seq);
        let kept = held.docs.iter().map(|doc| KeptTo {
            doc: doc.doc,
            seq: of_device(doc).unwrap_or(0),
            epoch: 1,
        });
        let remove = Act::Remove {
            device,
            kept: kept.collect(),
        };
        let mut roster = here.roster.clone();
        let entry = roster.write(remove, &open.device, 1_000).unwrap();
        let number = u32::try_from(here.entries.len()).unwrap();
        open.vault.transact(|tx| tx.put_roster_entry(number, &entry)).unwrap();
        let entries = [here.entries, vec![entry]].concat();
        open.team = Some(TeamHere::new(roster, entries, &open.device, open.vault.life(), &[]).unwrap());
    }

    fn open(&mut self, who: usize) -> &mut Open {
        self.desks[who].session.as_mut().unwrap().open().unwrap()
    }

    fn quarantine(&mut self, who: usize) -> usize {
        self.desks[who].ok("quarantine_list", json!({}))["rows"]
            .as_array()
            .unwrap()
            .len()
    }
}

/// A place, a visit and a note on the first device; the id of the interview.
fn record(team: &mut Team, said: &str) -> String {
    let desk = &mut team.desks[0];
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = desk.id("visit_create", visit(&place));
    let interview = desk.id("interview_start", interview(&visit));
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": said, "base": null}),
    );
    interview
}

fn note(team: &mut Team, who: usize, interview: &str, more: &str) {
    let desk = &mut team.desks[who];
    let view = desk.ok("interview_get", json!({"interview": interview}));
    let text = format!("{}{more}", view["note"].as_str().unwrap());
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": text, "base": view["note_base"]}),
    );
}
