//! One exchange with a relay: fetch what is new, put what it lacks. The session is taken for each step and let go before any
//! question to the network.

use crate::api::ApiError;
use crate::relay::give::{Parcel, Refused};
use crate::relay::here::Start;
use crate::relay::take::Taken;
use crate::session::Session;
use futures_util::future::select_all;
use std::cell::RefCell;
use std::time::Duration;
use visita_transport::relay::{AskError, Cursors, Patience, Relay, RelayClient, patiently, put_all};
use visita_wire::MailboxTag;
use visita_wire::relay::{Invitation, MAX_PAGE_BYTES, MAX_WAIT_SECONDS};

/// Things nobody can read that are looked at in one exchange: a relay that hands out more of them is left for now.
pub(crate) const MAX_STRANGE: u32 = 1_000;
/// Answers in one exchange that bring nothing forward: a relay that gives more of them is left for now.
pub(crate) const MAX_IDLE_ANSWERS: u32 = 16;
/// Generations that one fetch may run into: each asks for everything again, and a relay that names more is left for now.
pub(crate) const MAX_GENERATIONS: u32 = 3;
/// Relays that one exchange may be sent on to.
const RELAYS_IN_A_ROW: u32 = 3;
/// Each question is asked so often at most; who asks again later is the driver, or the person.
const PATIENCE: Patience = Patience {
    tries: 2,
    first: Duration::from_millis(300),
    longest: Duration::from_secs(2),
};

/// The way to a session: taken for a step, never across a question to the network.
pub(crate) trait Door {
    /// One step; [`Kind::Gone`] where there is no way in.
    fn with<T>(&self, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind>;

    /// One step that changes what is shown of the exchange.
    fn with_news<T>(&self, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind> {
        self.with(step)
    }
}

/// A session that nobody else waits for.
pub(crate) struct Held<'a>(RefCell<&'a mut Session>);

impl<'a> Held<'a> {
    pub fn of(session: &'a mut Session) -> Self {
        Self(RefCell::new(session))
    }
}

impl Door for Held<'_> {
    fn with<T>(&self, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind> {
        step(&mut self.0.borrow_mut()).map_err(Kind::Here)
    }
}

/// Why an exchange ended before its end.
#[derive(Debug)]
pub(crate) enum Kind {
    /// The relay, or the way there: to be tried again later.
    Ask(AskError),
    /// This device's own store.
    Here(ApiError),
    /// Locked, without a team, or another relay now.
    Gone,
}

impl From<AskError> for Kind {
    fn from(error: AskError) -> Self {
        Self::Ask(error)
    }
}

impl From<ApiError> for Kind {
    fn from(error: ApiError) -> Self {
        Self::Here(error)
    }
}

/// A relay, and how far it is known. Lost at no loss: the vault has what counts.
pub(crate) struct Round<R = RelayClient> {
    client: R,
    invitation: Invitation,
    cursors: Cursors,
    is_first: bool,
    /// Bundles that may have arrived, as they were sealed, and the head of the roster then: put again they cost nothing.
    unanswered: Option<([u8; 32], Vec<Parcel>)>,
}

impl Round {
    /// With the team's relay; none where there is none to exchange with now.
    pub fn begin(door: &impl Door) -> Result<Option<Self>, Kind> {
        Self::begin_with(door, RelayClient::new)
    }
}

impl<R: Relay> Round<R> {
    /// As [`Round::begin`], through a client of one's own.
    pub fn begin_with(
        door: &impl Door,
        client: impl FnOnce(&Invitation) -> Result<R, AskError>,
    ) -> Result<Option<Self>, Kind> {
        let Some(Start { invitation, cursors }) = door.with(Session::relay_start)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            client: client(&invitation)?,
            invitation,
            cursors,
            is_first: true,
            unanswered: None,
        }))
    }

    /// Exchanges once, and notes how it ended. `asked`: a person asked for it. `ended` is called before that is noted.
    pub async fn exchange(&mut self, door: &impl Door, asked: bool, ended: impl FnOnce()) -> Result<Taken, Kind> {
        let exchanged = self.try_exchange(door, asked).await;
        ended();
        let how = match &exchanged {
            Ok(taken) => Ok(taken.strange),
            Err(Kind::Ask(error)) => Err(error),
            Err(Kind::Here(_) | Kind::Gone) => return exchanged,
        };
        let noted = door.with_news(|session| {
            if session.relay_goes_on(&self.invitation) {
                session.relay_ended(how)
            } else {
                Ok(())
            }
        });
        noted.and(exchanged)
    }

    async fn try_exchange(&mut self, door: &impl Door, asked: bool) -> Result<Taken, Kind> {
        // The first time everything is due anyway.
        if !std::mem::take(&mut self.is_first) {
            self.hear(door, 0).await?;
        }
        let mut taken = self.fetch(door).await?;
        let refused = self.put(door, asked).await?;
        // What was granted meanwhile opens mailboxes that have not been asked for.
        taken.add(self.fetch(door).await?);
        match refused {
            Some(error) => Err(error.into()),
            None => Ok(taken),
        }
    }

    /// One step with the session, while it is open and this is its relay.
    fn step<T>(&self, door: &impl Door, step: impl FnOnce(&mut Session) -> Result<T, ApiError>) -> Result<T, Kind> {
        let stepped = door.with(|session| {
            if session.relay_goes_on(&self.invitation) {
                step(session).map(Some)
            } else {
                Ok(None)
            }
        });
        stepped?.ok_or(Kind::Gone)
    }

    async fn fetch(&mut self, door: &impl Door) -> Result<Taken, Kind> {
        let (mut all, mut idle, mut generations) = (Taken::default(), 0, 0);
        while let Some(request) = self.cursors.next_fetch(MAX_PAGE_BYTES) {
            let answer = patiently(PATIENCE, || self.client.fetch(&request)).await?;
            let (before, generation) = (self.positions(), self.cursors.generation());
            let deliveries = self.cursors.take(&request, answer)?;
            generations += u32::from(self.cursors.generation() != generation);
            if generations > MAX_GENERATIONS {
                return Err(AskError::Unreadable.into());
            }
            let mut cursors = std::mem::take(&mut self.cursors);
            let taken = self.step(door, |session| session.relay_take(deliveries, &before, &mut cursors));
            self.cursors = cursors;
            let taken = taken?;
            idle += u32::from(!taken.is_news());
            all.add(taken);
            if all.strange > MAX_STRANGE || idle > MAX_IDLE_ANSWERS + idle_allowance(&before) {
                return Err(AskError::Unreadable.into());
            }
        }
        Ok(all)
    }

    /// Puts until nothing is left; what was refused, if anything was.
    async fn put(&mut self, door: &impl Door, asked: bool) -> Result<Option<AskError>, Kind> {
        let (mut refused, mut trouble, mut asked) = (Refused::default(), None, asked);
        loop {
            let head = self.step(door, Session::relay_head)?;
            let again = self.unanswered.take().filter(|(then, _)| *then == head);
            let parcels = match again {
                Some((_, parcels)) => parcels,
                None => self.step(door, |session| session.relay_give(asked, &refused))?,
            };
            asked = false;
            if parcels.is_empty() {
                return Ok(trouble);
            }
            let items = parcels.iter().flat_map(|parcel| parcel.items.clone()).collect();
            let outcomes = put_all(&self.client, Some(self.invitation.token()), items, PATIENCE).await;
            let given = self.step(door, |session| session.relay_gave(&parcels, outcomes, &mut refused))?;
            if let Some(error) = given.broken {
                self.unanswered = Some((head, parcels));
                return Err(error.into());
            }
            trouble = trouble.or(given.refused);
        }
    }

    /// Waits until there are news, or the time is over; whether there are.
    pub async fn wait(&mut self, door: &impl Door) -> Result<bool, Kind> {
        self.hear(door, MAX_WAIT_SECONDS).await
    }

    async fn hear(&mut self, door: &impl Door, seconds: u16) -> Result<bool, Kind> {
        let asks = self.cursors.waits(seconds);
        if asks.is_empty() {
            if seconds > 0 {
                tokio::time::sleep(Duration::from_secs(seconds.into())).await;
            }
            return Ok(false);
        }
        let waits = asks.iter().map(|asked| Box::pin(self.client.wait(asked)));
        let mut left: Vec<_> = waits.collect();
        let mut numbers: Vec<usize> = (0..asks.len()).collect();
        let mut answers = Vec::new();
        // The first of several that has news is enough; without time to wait, all of them are heard.
        while !left.is_empty() {
            let (answer, place, others) = select_all(left).await;
            left = others;
            // As `select_all` takes them out: the last moves into the place.
            let number = numbers.swap_remove(place);
            let answer = answer?;
            let has_news = !answer.news.is_empty() || Some(answer.generation) != self.cursors.generation();
            answers.push((number, answer));
            if has_news && seconds > 0 {
                break;
            }
        }
        drop(left);
        let before = self.positions();
        let mut is_due = false;
        for (number, answer) in &answers {
            if let Some(asked) = asks.get(*number) {
                is_due = self.cursors.hear(asked, answer);
            }
        }
        let cursors = std::mem::take(&mut self.cursors);
        let noted = self.step(door, |session| {
            let open = session.open()?;
            open.relay_set_back(&before, &cursors)?;
            open.relay_positions(&before, &cursors)
        });
        self.cursors = cursors;
        noted.map(|()| is_due)
    }

    fn positions(&self) -> Vec<(MailboxTag, u64)> {
        self.cursors.positions().collect()
    }
}

/// Answers that may bring nothing because they say how so many mailboxes stand.
fn idle_allowance(mailboxes: &[(MailboxTag, u64)]) -> u32 {
    u32::try_from(mailboxes.len()).unwrap_or(u32::MAX / 2)
}

/// Exchanges once with the relay of a session that nobody else waits for. An exchange that failed is noted and no error:
/// being offline is a state.
pub(crate) fn once(session: &mut Session) -> Result<(), ApiError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|_| crate::api::ErrorCode::Damaged)?;
    let door = Held::of(session);
    let exchanged = runtime.block_on(async {
        let mut last = Err(Kind::Gone);
        // What was fetched may name another relay, or another invitation to it: then once more, with that.
        for _ in 0..RELAYS_IN_A_ROW {
            let Some(mut round) = Round::begin(&door)? else {
                return Err(Kind::Gone);
            };
            last = round.exchange(&door, true, || {}).await.map(|_| ());
            if !matches!(last, Err(Kind::Gone)) {
                break;
            }
        }
        last
    });
    match exchanged {
        Ok(()) | Err(Kind::Ask(_)) => Ok(()),
        Err(Kind::Here(error)) => Err(error),
        Err(Kind::Gone) => Err(crate::api::ErrorCode::NoRelay.into()),
    }
}
