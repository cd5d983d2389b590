//! Two devices pair in person: one shows an address with a one-time token, the other dials it. The request goes one way,
//! the sealed admission the other, as the files would; people compare words in between. The README's steps in their order.

use super::endpoint::{HANDSHAKE_TIMEOUT, bind};
use super::frame::{LENGTH_BYTES, length, read_bytes};
use super::meeting::{Talk, channel, open};
use super::peers::{CLOSED, CLOSED_ON};
use super::throttle::Throttle;
use super::{CLOSE_TIMEOUT, Failure, LanError, TICK, dial};
use iroh::endpoint::{Connection, ConnectionError, IncomingAddr};
use iroh::{Endpoint, EndpointAddr, EndpointId};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use visita_seal::handshake::{Handshake, PROOF_BYTES, Side, TOKEN_BYTES, TeamKey};
use visita_seal::pairing::{MAX_ADMISSION_BYTES, MAX_REQUEST_CHARS};
use visita_wire::NearbyAddress;

/// What two devices that pair agree on before anything is said.
pub(crate) const ALPN: &[u8] = b"nearby-pairing/1";
/// How long a token is good: until then the two people have compared their words, or begin anew.
pub const TOKEN_LASTS: Duration = Duration::from_secs(10 * 60);
/// How long the newcomer may take to say that the admission has come whole.
const RECEIPT_TIMEOUT: Duration = Duration::from_secs(20);
/// Conversations under way at once at the device that shows the token.
const MAX_KNOCKING: usize = 4;
/// Events that wait for whoever reads them.
const EVENT_QUEUE: usize = 8;
/// What the device that shows the token says in the end.
const DECLINED: u8 = 0;
const ADMITTED: u8 = 1;
/// What the newcomer says once it has the admission whole.
const RECEIVED: u8 = 1;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairingEvent {
    /// Somebody with the token asks to join: the text of their request, of which nothing was checked. The same one may be
    /// said again, after a break.
    Asked(String),
    /// The newcomer has the admission.
    Delivered,
    /// The other device has the request; a person is to answer now.
    Waiting,
    /// The answer: a sealed admission, of which nothing was checked.
    Admitted(Vec<u8>),
    /// The answer: no.
    Declined,
    /// It did not work, this time or for good ([`Failure::Refused`]: the token is not good, any more).
    Failed(Failure),
    /// [`TICK`] passed.
    Tick,
}

/// What happens, one after the other.
pub struct PairingEvents(mpsc::Receiver<PairingEvent>);

impl PairingEvents {
    /// Waits for the next; `None` once the [`Pairing`] is gone or has nothing more to do.
    pub fn next_blocking(&mut self) -> Option<PairingEvent> {
        self.0.blocking_recv()
    }
}

/// What the person at the device that shows the token decided.
#[derive(Clone)]
pub enum Answer {
    /// The sealed admission.
    Admission(Arc<[u8]>),
    /// No.
    No,
}

/// One side of a pairing, with an endpoint and a thread of its own. Dropping it closes both.
pub struct Pairing {
    answer: watch::Sender<Option<Answer>>,
    stop: watch::Sender<bool>,
    address: Option<NearbyAddress>,
    thread: Option<JoinHandle<()>>,
}

enum Part {
    Shows([u8; TOKEN_BYTES]),
    Dials { address: NearbyAddress, request: String },
}

type Started = Result<Option<NearbyAddress>, LanError>;

impl Pairing {
    /// Shows a token, good for one newcomer and for [`TOKEN_LASTS`].
    ///
    /// # Errors
    /// [`LanError::NoNetwork`].
    pub fn show(token: [u8; TOKEN_BYTES], listen: Vec<SocketAddr>) -> Result<(Self, PairingEvents), LanError> {
        Self::start(Part::Shows(token), listen)
    }

    /// Dials an address that somebody shows, with the text of a request to join.
    ///
    /// # Errors
    /// [`LanError::NoNetwork`]; [`LanError::NoSeat`] for an address without a token.
    pub fn dial(
        address: NearbyAddress,
        request: String,
        listen: Vec<SocketAddr>,
    ) -> Result<(Self, PairingEvents), LanError> {
        if address.token().is_none() {
            return Err(LanError::NoSeat);
        }
        Self::start(Part::Dials { address, request }, listen)
    }

    fn start(part: Part, listen: Vec<SocketAddr>) -> Result<(Self, PairingEvents), LanError> {
        let (events, receiver) = mpsc::channel(EVENT_QUEUE);
        let (stop, stopped) = watch::channel(false);
        let (answer, answered) = watch::channel(None);
        let (ready, started) = std::sync::mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("pairing".to_owned())
            .spawn(move || run(part, &listen, events, answered, stopped, &ready))
            .map_err(|_| LanError::NoNetwork)?;
        let address = started.recv().map_err(|_| LanError::NoNetwork)??;
        let pairing = Self {
            answer,
            stop,
            address,
            thread: Some(thread),
        };
        Ok((pairing, PairingEvents(receiver)))
    }

    /// Where it is reached, with the token: for the one who shows it.
    #[must_use]
    pub fn address(&self) -> Option<&NearbyAddress> {
        self.address.as_ref()
    }

    /// Answers the newcomer, now or when they are back. The first answer stays.
    pub fn answer(&self, answer: Answer) {
        self.answer.send_if_modified(|held| {
            let first = held.is_none();
            if first {
                *held = Some(answer);
            }
            first
        });
    }
}

impl Drop for Pairing {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(
    part: Part,
    listen: &[SocketAddr],
    events: mpsc::Sender<PairingEvent>,
    answered: watch::Receiver<Option<Answer>>,
    mut stopped: watch::Receiver<bool>,
    ready: &std::sync::mpsc::Sender<Started>,
) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    runtime.block_on(async {
        let Ok(endpoint) = bind(listen, ALPN).await else {
            let _ = ready.send(Err(LanError::NoNetwork));
            return;
        };
        let address = match &part {
            Part::Shows(token) => shown(&endpoint, *token).map(Some),
            Part::Dials { .. } => Ok(None),
        };
        let good = address.is_ok();
        if ready.send(address).is_err() || !good {
            return;
        }
        let work = async {
            match part {
                Part::Shows(token) => {
                    let host = Host {
                        endpoint: endpoint.clone(),
                        token,
                        since: Instant::now(),
                        events: events.clone(),
                        answered,
                        asked: Mutex::default(),
                        throttle: Mutex::default(),
                    };
                    Arc::new(host).answer_all().await;
                }
                Part::Dials { address, request } => guest(&endpoint, &address, &request, &events).await,
            }
        };
        tokio::select! {
            () = work => {}
            () = tick(&events) => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
        let _ = tokio::time::timeout(CLOSE_TIMEOUT, endpoint.close()).await;
    });
    runtime.shutdown_timeout(CLOSE_TIMEOUT);
}

fn shown(endpoint: &Endpoint, token: [u8; TOKEN_BYTES]) -> Result<NearbyAddress, LanError> {
    let mut sockets: Vec<SocketAddr> = endpoint.addr().ip_addrs().copied().collect();
    sockets.extend(endpoint.bound_sockets());
    NearbyAddress::new(*endpoint.id().as_bytes(), sockets, Some(token)).map_err(|_| LanError::NoNetwork)
}

async fn tick(events: &mpsc::Sender<PairingEvent>) {
    let mut interval = tokio::time::interval(TICK);
    loop {
        interval.tick().await;
        let _ = events.try_send(PairingEvent::Tick);
    }
}

/// The device that shows the token.
struct Host {
    endpoint: Endpoint,
    token: [u8; TOKEN_BYTES],
    since: Instant,
    events: mpsc::Sender<PairingEvent>,
    answered: watch::Receiver<Option<Answer>>,
    /// The one request that the token was good for.
    asked: Mutex<Option<String>>,
    throttle: Mutex<Throttle>,
}

impl Host {
    async fn answer_all(self: Arc<Self>) {
        let knocking = Arc::new(tokio::sync::Semaphore::new(MAX_KNOCKING));
        while let Some(incoming) = self.endpoint.accept().await {
            let IncomingAddr::Ip(from) = incoming.remote_addr() else {
                incoming.ignore();
                continue;
            };
            let (from, now) = (from.ip(), Instant::now());
            let over = now.saturating_duration_since(self.since) >= TOKEN_LASTS;
            let barred = self.throttle().bars(from, now);
            let Ok(place) = Arc::clone(&knocking).try_acquire_owned() else {
                incoming.ignore();
                continue;
            };
            if over || barred {
                incoming.ignore();
                continue;
            }
            let host = Arc::clone(&self);
            tokio::spawn(async move {
                let Ok(Ok(connection)) = tokio::time::timeout(HANDSHAKE_TIMEOUT, async { incoming.await }).await else {
                    return;
                };
                match tokio::time::timeout(HANDSHAKE_TIMEOUT, host.hear(&connection)).await {
                    Ok(Ok(talk)) => {
                        host.throttle().succeeded(from);
                        host.reply(&connection, talk).await;
                    }
                    Ok(Err(_)) | Err(_) => {
                        host.throttle().failed(from, Instant::now());
                        connection.close(CLOSED_ON, b"");
                    }
                }
                drop(place);
            });
        }
    }

    fn throttle(&self) -> std::sync::MutexGuard<'_, Throttle> {
        self.throttle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newcomer's proof and request. Nothing is said before the proof.
    async fn hear(&self, connection: &Connection) -> Result<Talk, Failure> {
        let side = Side::Responder;
        let mut talk = open(connection, side).await?;
        let handshake = begin(&self.token, connection, self.endpoint.id(), side)?;
        let proof = handshake.proof()?;
        handshake.check_proof(&talk.hear::<PROOF_BYTES>().await?)?;
        talk.say(&proof).await?;
        let header = talk.hear::<LENGTH_BYTES>().await?;
        let length = length(&header, MAX_REQUEST_CHARS)?;
        let bytes = read_bytes(&mut talk.recv, length, HANDSHAKE_TIMEOUT).await?;
        let request = String::from_utf8(bytes).map_err(|_| Failure::Refused)?;
        {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            if asked.get_or_insert_with(|| request.clone()) != &request {
                // The token was for another; this one saw it too late, or should not have seen it.
                return Err(Failure::Refused);
            }
        }
        let _ = self.events.send(PairingEvent::Asked(request)).await;
        Ok(talk)
    }

    /// The answer, once there is one.
    async fn reply(&self, connection: &Connection, mut talk: Talk) {
        let mut answered = self.answered.clone();
        let answer = tokio::select! {
            answer = answered.wait_for(Option::is_some) => answer.ok().and_then(|answer| answer.clone()),
            _ = connection.closed() => None,
        };
        let said = match answer {
            Some(Answer::Admission(bytes)) => admission(&mut talk, &bytes).await,
            Some(Answer::No) => {
                let said = talk.say(&[DECLINED]).await;
                // Until the other has read it, and closes.
                let _ = tokio::time::timeout(RECEIPT_TIMEOUT, connection.closed()).await;
                said
            }
            None => return,
        };
        match said {
            Ok(()) => connection.close(CLOSED, b""),
            // The newcomer asks again; until they have it, they are told again.
            Err(failure) => {
                let _ = self.events.send(PairingEvent::Failed(failure)).await;
                return;
            }
        }
        let _ = self.events.send(PairingEvent::Delivered).await;
    }
}

async fn admission(talk: &mut Talk, bytes: &[u8]) -> Result<(), Failure> {
    let length = u32::try_from(bytes.len()).map_err(|_| Failure::BadFrame)?;
    talk.say(&[ADMITTED]).await?;
    talk.say(&length.to_be_bytes()).await?;
    talk.send.write_all(bytes).await.map_err(|_| Failure::Unreachable)?;
    let receipt = tokio::time::timeout(RECEIPT_TIMEOUT, talk.hear_whenever::<1>());
    match receipt.await {
        Ok(Ok([RECEIVED])) => Ok(()),
        Ok(_) | Err(_) => Err(Failure::Unreachable),
    }
}

fn begin(
    token: &[u8; TOKEN_BYTES],
    connection: &Connection,
    here: EndpointId,
    side: Side,
) -> Result<Handshake, Failure> {
    let key = TeamKey::of_token(token).map_err(|_| Failure::Refused)?;
    Ok(Handshake::begin(key, side, channel(connection, here, side)?))
}

/// The newcomer: asks until there is an answer, however often the connection breaks.
async fn guest(endpoint: &Endpoint, address: &NearbyAddress, request: &str, events: &mpsc::Sender<PairingEvent>) {
    let mut failures = 0;
    loop {
        let asked = ask(endpoint, address, request, events).await;
        let last = match asked {
            Ok(event) => event,
            Err(Failure::Unreachable) => {
                failures += 1;
                let _ = events.send(PairingEvent::Failed(Failure::Unreachable)).await;
                tokio::time::sleep(dial::wait_after(failures)).await;
                continue;
            }
            Err(failure) => PairingEvent::Failed(failure),
        };
        let _ = events.send(last).await;
        return;
    }
}

async fn ask(
    endpoint: &Endpoint,
    address: &NearbyAddress,
    request: &str,
    events: &mpsc::Sender<PairingEvent>,
) -> Result<PairingEvent, Failure> {
    let (id, token) = EndpointId::from_bytes(address.endpoint())
        .ok()
        .zip(address.token())
        .ok_or(Failure::Refused)?;
    let sockets = address.addresses().iter().copied();
    let to = sockets.fold(EndpointAddr::new(id), EndpointAddr::with_ip_addr);
    let connecting = tokio::time::timeout(dial::CONNECT_TIMEOUT, endpoint.connect(to, ALPN));
    let connection = connecting
        .await
        .map_err(|_| Failure::Unreachable)?
        .map_err(|_| Failure::Unreachable)?;
    let asked = converse(endpoint, &connection, token, request, events).await;
    match asked {
        Ok(event) => {
            connection.close(CLOSED, b"");
            Ok(event)
        }
        // Closed on purpose, or broken: only the first is an answer.
        Err(failure) => Err(match connection.close_reason() {
            Some(ConnectionError::ApplicationClosed(closed)) if closed.error_code == CLOSED_ON => Failure::Refused,
            Some(_) => Failure::Unreachable,
            None => {
                connection.close(CLOSED_ON, b"");
                if failure == Failure::BadFrame {
                    failure
                } else {
                    Failure::Unreachable
                }
            }
        }),
    }
}

async fn converse(
    endpoint: &Endpoint,
    connection: &Connection,
    token: &[u8; TOKEN_BYTES],
    request: &str,
    events: &mpsc::Sender<PairingEvent>,
) -> Result<PairingEvent, Failure> {
    let side = Side::Initiator;
    let mut talk = open(connection, side).await?;
    let handshake = begin(token, connection, endpoint.id(), side)?;
    talk.say(&handshake.proof()?).await?;
    handshake.check_proof(&talk.hear::<PROOF_BYTES>().await?)?;
    let length_of = u32::try_from(request.len()).map_err(|_| Failure::BadFrame)?;
    talk.say(&length_of.to_be_bytes()).await?;
    talk.say(request.as_bytes()).await?;
    let _ = events.send(PairingEvent::Waiting).await;
    match talk.hear_whenever::<1>().await? {
        [DECLINED] => return Ok(PairingEvent::Declined),
        [ADMITTED] => {}
        _ => return Err(Failure::BadFrame),
    }
    let header = talk.hear::<LENGTH_BYTES>().await?;
    let length = length(&header, MAX_ADMISSION_BYTES)?;
    let bytes = read_bytes(&mut talk.recv, length, RECEIPT_TIMEOUT).await?;
    talk.say(&[RECEIVED]).await?;
    // Until the other has read it, and closes.
    let _ = tokio::time::timeout(RECEIPT_TIMEOUT, connection.closed()).await;
    Ok(PairingEvent::Admitted(bytes))
}

#[cfg(test)]
#[path = "pairing_tests.rs"]
mod tests;
