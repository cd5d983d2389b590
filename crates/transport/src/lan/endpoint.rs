//! The endpoint and its thread: what it binds, whom it answers, when it announces itself.

use super::blobs::{BlobShelf, Lane};
use super::dial::{self, Target};
use super::meeting::{Met, meet};
use super::peers::{CLOSED_ON, NoPlace, Peers, Place, REPLACED};
use super::throttle::Throttle;
use super::{ALPN, CLOSE_TIMEOUT, Failure, LanError, LanEvent, Seat, Settings, TICK, frame};
use futures_util::StreamExt as _;
use iroh::address_lookup::{AddressLookup as _, EndpointData};
use iroh::endpoint::{Connection, Incoming, IncomingAddr, PortmapperConfig, QuicTransportConfig, VarInt, presets};
use iroh::{Endpoint, EndpointId, RelayMode, TransportAddr};
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use std::collections::{BTreeSet, HashMap};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, Semaphore, mpsc, watch};
use visita_seal::handshake::Side;
use visita_wire::DeviceId;

/// Name of the service announced. It names no product.
const SERVICE: &str = "nearby1";
/// Handshakes under way at once, of whoever knocks.
const MAX_KNOCKING: usize = 16;
/// How long a whole handshake may take, however its steps divide it.
pub(crate) const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(15);
/// Without a sign of life for this long, a connection is over.
const IDLE_TIMEOUT: Duration = Duration::from_secs(8);
/// How often there is one.
const KEEP_ALIVE: Duration = Duration::from_secs(2);
/// Bytes that may be under way on one stream before they are read. What a break loses of an attachment is at most that.
pub(crate) const STREAM_WINDOW: u32 = 512 * 1024;
/// Bytes that may be under way on one connection: more than its streams together, so that none stands in another's way.
const CONNECTION_WINDOW: u32 = 4 * STREAM_WINDOW;

/// How it went with an endpoint.
pub(crate) enum Ended {
    /// It was a device of the team, and left.
    Left,
    /// It was none of ours, or we none of its.
    Refused,
    /// It was not there.
    Unreached,
}

/// What all tasks of a running endpoint share.
pub(crate) struct Running {
    pub endpoint: Endpoint,
    pub peers: Peers,
    pub events: mpsc::Sender<LanEvent>,
    pub announce: watch::Sender<bool>,
    pub shelf: Arc<dyn BlobShelf>,
    seat: RwLock<Option<Arc<Seat>>>,
    known: Mutex<HashMap<EndpointId, Target>>,
    throttle: Mutex<Throttle>,
    /// Who was refused may be known now.
    pub seat_changed: Notify,
}

type Started = Result<(Arc<Running>, tokio::runtime::Handle), LanError>;

/// Everything, on the thread it is called on, until `stopped`.
pub(crate) fn run(
    seat: Seat,
    settings: Settings,
    shelf: Arc<dyn BlobShelf>,
    events: mpsc::Sender<LanEvent>,
    mut stopped: watch::Receiver<bool>,
    ready: &std::sync::mpsc::Sender<Started>,
) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        // Nobody waits for an answer that nobody can give: the channel closes.
        return;
    };
    runtime.block_on(async {
        let Ok(endpoint) = bind(&settings.listen, ALPN).await else {
            let _ = ready.send(Err(LanError::NoNetwork));
            return;
        };
        let running = Arc::new(Running {
            endpoint,
            peers: Peers::default(),
            events,
            announce: watch::Sender::new(settings.announce),
            shelf,
            seat: RwLock::new(Some(Arc::new(seat))),
            known: Mutex::default(),
            throttle: Mutex::default(),
            seat_changed: Notify::new(),
        });
        let handle = tokio::runtime::Handle::current();
        if ready.send(Ok((Arc::clone(&running), handle))).is_err() {
            return;
        }
        tokio::select! {
            () = running.answer() => {}
            () = running.find_others() => {}
            () = running.tick() => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
        running.peers.close_all();
        // Whoever does not hear it in time will notice by the silence.
        let _ = tokio::time::timeout(CLOSE_TIMEOUT, running.endpoint.close()).await;
    });
    runtime.shutdown_timeout(CLOSE_TIMEOUT);
}

pub(crate) async fn bind(listen: &[SocketAddr], alpn: &[u8]) -> Result<Endpoint, LanError> {
    let transport = QuicTransportConfig::builder()
        .max_concurrent_bidi_streams(VarInt::from_u32(1))
        .max_concurrent_uni_streams(VarInt::from_u32(1))
        .receive_window(VarInt::from_u32(CONNECTION_WINDOW))
        .stream_receive_window(VarInt::from_u32(STREAM_WINDOW))
        .send_window(u64::from(CONNECTION_WINDOW))
        .datagram_receive_buffer_size(None)
        .max_idle_timeout(Some(IDLE_TIMEOUT.try_into().map_err(|_| LanError::NoNetwork)?))
        .default_path_max_idle_timeout(IDLE_TIMEOUT)
        .keep_alive_interval(KEEP_ALIVE)
        .default_path_keep_alive_interval(KEEP_ALIVE)
        .build();
    // No key is given, so one is made: an endpoint is never recognised again.
    let mut builder = Endpoint::builder(presets::Minimal)
        .relay_mode(RelayMode::Disabled)
        .clear_address_lookup()
        .portmapper_config(PortmapperConfig::Disabled)
        .max_tls_tickets(0)
        .transport_config(transport)
        .alpns(vec![alpn.to_vec()]);
    if !listen.is_empty() {
        builder = builder.clear_ip_transports();
        for socket in listen {
            builder = builder.bind_addr(*socket).map_err(|_| LanError::NoNetwork)?;
        }
    }
    builder.bind().await.map_err(|_| LanError::NoNetwork)
}

impl Running {
    pub(crate) fn seat(&self) -> Option<Arc<Seat>> {
        self.seat.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn take_seat(&self, seat: Option<Seat>) {
        *self.seat.write().unwrap_or_else(PoisonError::into_inner) = seat.map(Arc::new);
        self.seat_changed.notify_waiters();
    }

    pub(crate) fn known(&self) -> MutexGuard<'_, HashMap<EndpointId, Target>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn throttle(&self) -> MutexGuard<'_, Throttle> {
        self.throttle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what is good to know and may be missed.
    pub(crate) fn say(&self, event: LanEvent) {
        let _ = self.events.try_send(event);
    }

    /// Sockets of this endpoint as others may reach them.
    pub(crate) fn sockets(&self) -> Vec<SocketAddr> {
        let mut sockets: Vec<SocketAddr> = self.endpoint.addr().ip_addrs().copied().collect();
        sockets.extend(self.endpoint.bound_sockets());
        sockets
    }

    async fn tick(&self) {
        let mut interval = tokio::time::interval(TICK);
        interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            interval.tick().await;
            self.say(LanEvent::Tick);
        }
    }

    /// Announces itself and looks for others while that is wanted.
    async fn find_others(self: &Arc<Self>) {
        let mut wanted = self.announce.subscribe();
        loop {
            if wanted.wait_for(|on| *on).await.is_err() {
                return;
            }
            tokio::select! {
                () = self.multicast() => {
                    // This network has no multicast; another one may come.
                    self.say(LanEvent::Failed(Failure::Unreachable));
                    tokio::time::sleep(IDLE_TIMEOUT).await;
                }
                _ = wanted.wait_for(|on| !*on) => {}
            }
        }
    }

    async fn multicast(self: &Arc<Self>) {
        let Ok(lookup) = MdnsAddressLookup::builder()
            .service_name(SERVICE)
            .build(self.endpoint.id())
        else {
            return;
        };
        let mut events = lookup.subscribe().await;
        let mut announced = BTreeSet::new();
        let mut interval = tokio::time::interval(TICK);
        loop {
            tokio::select! {
                event = events.next() => match event {
                    Some(DiscoveryEvent::Discovered { endpoint_info, .. }) => {
                        let addresses: Vec<_> = endpoint_info.ip_addrs().copied().collect();
                        dial::found(self, endpoint_info.endpoint_id, addresses);
                    }
                    Some(DiscoveryEvent::Expired { endpoint_id }) => dial::gone(self, endpoint_id),
                    Some(_) => {}
                    None => return,
                },
                _ = interval.tick() => {
                    let sockets: BTreeSet<_> = self
                        .sockets()
                        .into_iter()
                        .filter(|socket| dial::is_local(socket.ip()) && !socket.ip().is_unspecified())
                        .collect();
                    if sockets != announced {
                        lookup.publish(&EndpointData::from_iter(sockets.iter().copied().map(TransportAddr::Ip)));
                        announced = sockets;
                    }
                }
            }
        }
    }

    /// Answers those who knock.
    async fn answer(self: &Arc<Self>) {
        let knocking = Arc::new(Semaphore::new(MAX_KNOCKING));
        while let Some(incoming) = self.endpoint.accept().await {
            let IncomingAddr::Ip(from) = incoming.remote_addr() else {
                incoming.ignore();
                continue;
            };
            if self.throttle().bars(from.ip(), Instant::now()) {
                incoming.ignore();
                continue;
            }
            if !incoming.remote_addr_validated() && knocking.available_permits() < MAX_KNOCKING / 2 {
                // Many at once: let them show that they are where they say before anything is kept for them.
                let _ = incoming.retry();
                continue;
            }
            let Ok(place) = Arc::clone(&knocking).try_acquire_owned() else {
                incoming.ignore();
                continue;
            };
            let running = Arc::clone(self);
            tokio::spawn(async move { running.admit(incoming, from.ip(), place).await });
        }
    }

    async fn admit(self: Arc<Self>, incoming: Incoming, from: IpAddr, place: tokio::sync::OwnedSemaphorePermit) {
        let Ok(Ok(connection)) = tokio::time::timeout(HANDSHAKE_TIMEOUT, async { incoming.await }).await else {
            return;
        };
        let met = self.meet(&connection, Side::Responder).await;
        drop(place);
        match met {
            Ok(met) => {
                self.throttle().succeeded(from);
                self.converse(&connection, Side::Responder, met).await;
            }
            Err(_) => self.throttle().failed(from, Instant::now()),
        }
    }

    /// Meets whoever is at the other end of a connection that we opened, and stays as long as they do.
    pub(crate) async fn host(self: &Arc<Self>, connection: Connection, side: Side) -> Ended {
        match self.meet(&connection, side).await {
            Ok(met) => self.converse(&connection, side, met).await,
            Err(_) => {
                self.say(LanEvent::Failed(Failure::Refused));
                Ended::Refused
            }
        }
    }

    async fn meet(&self, connection: &Connection, side: Side) -> Result<Met, Failure> {
        let met = match self.seat() {
            Some(seat) => {
                let meeting = meet(connection, self.endpoint.id(), side, seat);
                tokio::time::timeout(HANDSHAKE_TIMEOUT, meeting)
                    .await
                    .unwrap_or(Err(Failure::Refused))
            }
            None => Err(Failure::Refused),
        };
        if met.is_err() {
            connection.close(CLOSED_ON, b"");
        }
        met
    }

    /// Frames to and fro, until one side leaves.
    async fn converse(self: &Arc<Self>, connection: &Connection, side: Side, met: Met) -> Ended {
        let Met {
            device,
            introduction,
            mut send,
            mut recv,
        } = met;
        let initiator = match side {
            Side::Initiator => self.endpoint.id(),
            Side::Responder => connection.remote_id(),
        };
        let Place {
            mut frames,
            orders,
            meter,
        } = match self.peers.enter(device, connection, initiator) {
            Ok(place) => place,
            Err(NoPlace::Taken) => {
                connection.close(REPLACED, b"");
                return Ended::Left;
            }
            Err(NoPlace::Crowded) => {
                connection.close(CLOSED_ON, b"");
                self.say(LanEvent::Failed(Failure::Crowded));
                return Ended::Unreached;
            }
        };
        self.tell(LanEvent::Connected(device)).await;
        if let Some(message) = introduction {
            let messages = vec![message];
            self.tell(LanEvent::Received { from: device, messages }).await;
        }
        let hearing = async {
            loop {
                let (messages, bytes) = frame::read(&mut recv).await?;
                meter.received(bytes);
                self.tell(LanEvent::Received { from: device, messages }).await;
            }
        };
        let saying = async {
            while let Some(frame) = frames.recv().await {
                meter.sent(frame::write(&mut send, &frame).await?);
            }
            Ok(())
        };
        let lane = Lane::new(self, device, connection, &meter);
        let failure: Result<(), Failure> = tokio::select! {
            failure = hearing => failure,
            failure = saying => failure,
            failure = lane.run(orders) => failure,
            _ = connection.closed() => Ok(()),
        };
        connection.close(CLOSED_ON, b"");
        self.depart(device, connection).await;
        match failure {
            Err(failure) if failure.is_theirs() => {
                self.say(LanEvent::Failed(failure));
                Ended::Refused
            }
            Ok(()) | Err(_) => Ended::Left,
        }
    }

    async fn depart(&self, device: DeviceId, connection: &Connection) {
        if self.peers.leave(&device, connection) {
            self.tell(LanEvent::Disconnected(device)).await;
        }
    }

    /// Says what must not be missed; the connection waits as long as nobody reads.
    pub(crate) async fn tell(&self, event: LanEvent) {
        // Without a reader there is nobody to miss it.
        let _ = self.events.send(event).await;
    }
}
