//! The engine in the session: what a carrier heard goes in, what is to be sent comes out. It waits for nothing.

use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use visita_sync::{Effect, Engine, Event};
use visita_vault::PeerRow;
use visita_wire::{DeviceId, Have, Message};

/// How long what a device holds stays in the vault as it was said, while the device says nothing else: the contact is
/// dated anew then.
const CONTACT: Duration = Duration::from_secs(60);

/// One carrier's conversations. It can be lost at any time: a new one begins where the vault stands.
pub(crate) struct Exchange {
    /// None until it is known whose it is.
    engine: Option<Engine>,
    began: Instant,
    /// What devices said they hold and the vault does not know yet.
    said: BTreeMap<DeviceId, Have>,
    /// What the vault knows of it, and since when.
    kept: BTreeMap<DeviceId, (Have, Instant)>,
}

/// What came of events.
#[derive(Default)]
pub(crate) struct Outcome {
    /// To send, in this order.
    pub sends: Vec<(DeviceId, Message)>,
    /// Devices that sent what no device of ours sends: let them go.
    pub strange: Vec<DeviceId>,
}

impl Outcome {
    /// Of two accounts of what is held here only the newer one is of use.
    fn send(&mut self, to: DeviceId, message: Message) {
        if matches!(message, Message::Have(_)) {
            self.sends
                .retain(|(peer, said)| *peer != to || !matches!(said, Message::Have(_)));
        }
        self.sends.push((to, message));
    }
}

impl Exchange {
    pub(crate) fn new() -> Self {
        Self {
            engine: None,
            began: Instant::now(),
            said: BTreeMap::new(),
            kept: BTreeMap::new(),
        }
    }

    /// Handles events that came together: what they brought is taken in at once, and only then said, sent or passed on, so that
    /// nobody is sent what their own word, a moment later, says they have.
    pub(crate) fn handle(
        &mut self,
        session: &mut Session,
        events: impl IntoIterator<Item = Event>,
    ) -> Result<Outcome, ApiError> {
        let at_ms = session.now_ms();
        let open = session.open()?;
        let mut outcome = Outcome::default();
        let mut came: BTreeMap<DeviceId, Vec<Message>> = BTreeMap::new();
        let mut ticks = false;
        for event in events {
            match &event {
                Event::Received {
                    peer,
                    message: Message::Have(have),
                } => {
                    self.said.insert(*peer, have.clone());
                }
                Event::Disconnected(_) => self.keep_said(open, at_ms)?,
                Event::Tick => {
                    ticks = true;
                    continue;
                }
                Event::Connected(_) | Event::Received { .. } | Event::Changed | Event::Taken(_) => {}
            }
            self.ask(open, event, &mut outcome, &mut came)?;
        }
        for (peer, messages) in std::mem::take(&mut came) {
            match open.take_bundle(peer, messages, at_ms) {
                Ok(_) => {}
                Err(error) if is_theirs(error.code) => {
                    outcome.strange.push(peer);
                    continue;
                }
                Err(error) => return Err(error),
            }
            self.ask(open, Event::Taken(peer), &mut outcome, &mut came)?;
        }
        open.hear_news();
        if open.unsaid.borrow().to_exchange() {
            self.ask(open, Event::Changed, &mut outcome, &mut came)?;
        }
        if ticks {
            self.keep_said(open, at_ms)?;
            self.ask(open, Event::Tick, &mut outcome, &mut came)?;
        }
        Ok(outcome)
    }

    fn ask(
        &mut self,
        open: &Open,
        event: Event,
        outcome: &mut Outcome,
        came: &mut BTreeMap<DeviceId, Vec<Message>>,
    ) -> Result<(), ApiError> {
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?.roster.team;
        let now_ms = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX);
        let engine = self.engine.get_or_insert_with(|| Engine::of(open.device.id()));
        for effect in engine.handle(now_ms, &open.ledger(team), event)? {
            match effect {
                Effect::Send { peer, message } => outcome.send(peer, message),
                Effect::Take { from, message } => came.entry(from).or_default().push(message),
            }
        }
        Ok(())
    }

    /// Keeps what devices said they hold: not at each of their words, since each costs a write.
    fn keep_said(&mut self, open: &mut Open, at_ms: i64) -> Result<(), ApiError> {
        let kept = &self.kept;
        self.said.retain(|device, have| {
            kept.get(device)
                .is_none_or(|(before, since)| before != have || since.elapsed() >= CONTACT)
        });
        if self.said.is_empty() {
            return Ok(());
        }
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?.roster.team;
        let mut rows = Vec::new();
        for (device, have) in std::mem::take(&mut self.said) {
            if have.team == team {
                self.kept.insert(device, (have.clone(), Instant::now()));
                let have = open.encode_have(have)?;
                rows.push(PeerRow {
                    device: device.0,
                    at_ms,
                    have,
                });
            }
        }
        open.vault
            .transact(|tx| rows.iter().try_for_each(|row| tx.put_peer(row)))?;
        Ok(())
    }
}

/// Whether it is the sender's doing. Everything else is ours: the disk, the store, the team we are not in any more.
fn is_theirs(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::BadFile | ErrorCode::Refused | ErrorCode::NotAllowed)
}
