//! Devices of one team on one network, live. Nothing is bound, sent or announced before [`Lan::start`] nor after the
//! handle is dropped.

mod blobs;
mod dial;
mod endpoint;
mod frame;
mod meeting;
pub mod pairing;
mod peers;
mod throttle;

pub use blobs::{BlobBegun, BlobNews, BlobShelf, BlobSink, BlobSource, BlobTrouble, MAX_WANTS_WAITING, NoBlobs};
pub use frame::MAX_FRAME_BYTES;
pub use meeting::MAX_INTRODUCTION_BYTES;
pub use peers::Traffic;

use blobs::Order;
use endpoint::Running;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use visita_seal::SealError;
use visita_seal::envelope::DeviceKey;
use visita_seal::handshake::TeamKey;
use visita_seal::roster::Roster;
use visita_wire::{BlobId, BlobOffer, BlobSize, DeviceId, Message, NearbyAddress, encode_messages};

/// What the endpoints agree on before anything is said. It names no product; who knows this protocol knows it.
pub(crate) const ALPN: &[u8] = b"nearby/1";
/// Events that wait for whoever reads them, before the network is held back.
const EVENT_QUEUE: usize = 4;
/// How often [`LanEvent::Tick`] comes.
pub const TICK: Duration = Duration::from_millis(500);
/// How long closing may take: others are told, and nobody is waited for longer than this.
pub const CLOSE_TIMEOUT: Duration = Duration::from_millis(300);

/// Who this device is, for the others: what a handshake needs.
pub struct Seat {
    device: Arc<DeviceKey>,
    key: TeamKey,
    roster: Roster,
    entries: Vec<Vec<u8>>,
}

impl Seat {
    /// A device on a roster, with the roster's entries from the first on.
    ///
    /// # Errors
    /// [`LanError::NoSeat`] when there is no entry, or the device is not of the team.
    pub fn new(device: DeviceKey, roster: Roster, entries: Vec<Vec<u8>>) -> Result<Self, LanError> {
        Self::take(Arc::new(device), roster, entries)
    }

    fn take(device: Arc<DeviceKey>, roster: Roster, entries: Vec<Vec<u8>>) -> Result<Self, LanError> {
        let founding = entries.first().ok_or(LanError::NoSeat)?;
        if !roster.is_member(&device.id()) {
            return Err(LanError::NoSeat);
        }
        let key = TeamKey::derive(&roster.team, founding)?;
        Ok(Self {
            device,
            key,
            roster,
            entries,
        })
    }
}

/// Where to listen, and whether to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Sockets to bind; none: every interface, at a port of the system's choice.
    pub listen: Vec<SocketAddr>,
    /// Announce this endpoint by multicast, and look for others that do.
    pub announce: bool,
}

/// Why nothing was started or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LanError {
    /// This device is not of the team.
    #[error("this device is not of the team")]
    NoSeat,
    /// No socket can be bound: there is no network, or the system forbids it.
    #[error("no network to listen on")]
    NoNetwork,
    /// No connection to that device.
    #[error("no connection to that device")]
    NotConnected,
    /// More is waiting for that device than may. Drop it: what is lacking is asked for again.
    #[error("too much is waiting for that device")]
    Full,
    /// Beyond the limits of a message.
    #[error("beyond the limits of a message")]
    TooLarge,
}

impl From<SealError> for LanError {
    fn from(_: SealError) -> Self {
        Self::NoSeat
    }
}

/// Why a device was not reached, or was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody answers there.
    #[error("nobody answers there")]
    Unreachable,
    /// One of the two is not of the other's team, or no longer, or was silent too long: they cannot be told apart.
    #[error("not of one team, or silent too long")]
    Refused,
    /// It sent what no device of ours sends.
    #[error("it sent what cannot be read")]
    BadFrame,
    /// It sent bytes that are not of the attachment that it was asked for.
    #[error("it sent bytes that are not of the attachment it was asked for")]
    WrongBlob,
    /// It sent an attachment that it was not asked for, or more of one than there is.
    #[error("it sent an attachment that nobody asked for, or more of one than there is")]
    Unasked,
    /// It asked for more attachments at once than may be.
    #[error("it asked for more attachments at once than may be")]
    TooManyWants,
    /// More devices are connected, or knock, than may.
    #[error("too many devices at once")]
    Crowded,
}

impl Failure {
    /// Whether it did what no device of ours does.
    pub(crate) fn is_theirs(self) -> bool {
        matches!(
            self,
            Self::BadFrame | Self::WrongBlob | Self::Unasked | Self::TooManyWants
        )
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LanEvent {
    /// A device of the team is connected; said again when a newer connection replaced the one before.
    Connected(DeviceId),
    /// Messages of it came, decoded, none of what they carry verified.
    Received {
        /// From whom.
        from: DeviceId,
        /// In the order sent.
        messages: Vec<Message>,
    },
    /// It has attachments whole, beside those it offered before.
    Offered {
        /// From whom.
        from: DeviceId,
        /// Ascending by id.
        offers: Vec<BlobOffer>,
    },
    /// How it goes with an attachment that it was asked for.
    Blob {
        /// Of whom.
        from: DeviceId,
        /// The attachment.
        id: BlobId,
        /// What there is to say.
        news: BlobNews,
    },
    /// It is gone.
    Disconnected(DeviceId),
    /// Somebody announces themselves on this network; whether they are of the team is not known.
    Found,
    /// A device was not reached, or was let go.
    Failed(Failure),
    /// [`Lan::wake`] was called.
    Woken,
    /// [`TICK`] passed.
    Tick,
}

/// What happens, one after the other. The network waits when nobody reads.
pub struct Events(mpsc::Receiver<LanEvent>);

impl Events {
    /// Waits for the next; `None` once the [`Lan`] is gone. Not to be called inside an asynchronous task.
    pub fn next_blocking(&mut self) -> Option<LanEvent> {
        self.0.blocking_recv()
    }

    /// The next, if there is one already.
    pub fn try_next(&mut self) -> Option<LanEvent> {
        self.0.try_recv().ok()
    }
}

/// Sends for a [`Lan`] from elsewhere, without keeping it alive.
#[derive(Clone)]
pub struct Line(Weak<Running>);

impl Line {
    /// As [`Lan::send`].
    ///
    /// # Errors
    /// As [`Lan::send`]; [`LanError::NotConnected`] once the [`Lan`] is gone.
    pub fn send(&self, to: DeviceId, messages: Vec<Message>) -> Result<(), LanError> {
        for message in messages {
            let frame = encode_messages(&[message]).map_err(|_| LanError::TooLarge)?;
            let running = self.0.upgrade().ok_or(LanError::NotConnected)?;
            running.peers.send(&to, frame)?;
        }
        Ok(())
    }

    /// Offers attachments to a device: at most [`visita_wire::MAX_BLOB_OFFERS`], ascending by id.
    ///
    /// # Errors
    /// [`LanError::NotConnected`]; [`LanError::Full`]: offer them again later.
    pub fn offer(&self, to: DeviceId, offers: Vec<BlobOffer>) -> Result<(), LanError> {
        self.order(to, Order::Offer(offers))
    }

    /// Asks a device for an attachment, from the first byte on that is not on the shelf. How it goes is told as
    /// [`LanEvent::Blob`].
    ///
    /// # Errors
    /// [`LanError::NotConnected`], [`LanError::Full`].
    pub fn want(&self, of: DeviceId, id: BlobId, size: BlobSize) -> Result<(), LanError> {
        self.order(of, Order::Want { id, size })
    }

    fn order(&self, device: DeviceId, order: Order) -> Result<(), LanError> {
        let running = self.0.upgrade().ok_or(LanError::NotConnected)?;
        running.peers.order(&device, order)
    }

    /// As [`Lan::close`].
    pub fn close(&self, device: DeviceId) {
        if let Some(running) = self.0.upgrade() {
            running.peers.close(&device);
        }
    }
}

/// A running endpoint, with a thread of its own. Dropping it closes every connection and socket.
pub struct Lan {
    running: Arc<Running>,
    runtime: tokio::runtime::Handle,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Lan {
    /// Binds, with a key made for this time only, and begins to answer. What devices give each other of attachments is read
    /// from the shelf and put there, on threads of the endpoint's own.
    ///
    /// # Errors
    /// [`LanError::NoNetwork`].
    pub fn start(seat: Seat, settings: Settings, shelf: Arc<dyn BlobShelf>) -> Result<(Self, Events), LanError> {
        let (events, receiver) = mpsc::channel(EVENT_QUEUE);
        let (stop, stopped) = watch::channel(false);
        let (ready, started) = std::sync::mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("nearby".to_owned())
            .spawn(move || endpoint::run(seat, settings, shelf, events, stopped, &ready))
            .map_err(|_| LanError::NoNetwork)?;
        // Neither an answer nor a thread: it could not even begin.
        let (running, runtime) = started.recv().map_err(|_| LanError::NoNetwork)??;
        let lan = Self {
            running,
            runtime,
            stop,
            thread: Some(thread),
        };
        Ok((lan, Events(receiver)))
    }

    /// The roster has changed. Devices that are not of the team any more are let go.
    ///
    /// # Errors
    /// [`LanError::NoSeat`]: this device is none of them.
    pub fn set_roster(&self, roster: Roster, entries: Vec<Vec<u8>>) -> Result<(), LanError> {
        let device = Arc::clone(&self.running.seat().ok_or(LanError::NoSeat)?.device);
        let seat = Seat::take(device, roster, entries)?;
        self.running.peers.retain(&seat.roster);
        self.running.take_seat(Some(seat));
        Ok(())
    }

    /// Begins, or ceases, to announce this endpoint and to look for others.
    pub fn announce(&self, on: bool) {
        self.running.announce.send_replace(on);
    }

    /// Reaches out to an endpoint, and keeps at it while this runs.
    pub fn dial(&self, address: &NearbyAddress) {
        let running = Arc::clone(&self.running);
        let address = address.clone();
        self.runtime.spawn(async move { dial::typed(&running, &address) });
    }

    /// Where this endpoint is reached now, to show to somebody.
    ///
    /// # Errors
    /// [`LanError::NoNetwork`]: it has no address that could be dialled.
    pub fn address(&self) -> Result<NearbyAddress, LanError> {
        let endpoint = *self.running.endpoint.id().as_bytes();
        NearbyAddress::new(endpoint, self.running.sockets(), None).map_err(|_| LanError::NoNetwork)
    }

    /// Sends messages to a device: each in a frame of its own, in this order.
    ///
    /// # Errors
    /// [`LanError::NotConnected`], [`LanError::Full`], [`LanError::TooLarge`]. What is not sent is asked for again.
    pub fn send(&self, to: DeviceId, messages: Vec<Message>) -> Result<(), LanError> {
        self.line().send(to, messages)
    }

    /// Sends without the handle: for a thread that must not keep the endpoint alive.
    #[must_use]
    pub fn line(&self) -> Line {
        Line(Arc::downgrade(&self.running))
    }

    /// Lets a device go.
    pub fn close(&self, device: DeviceId) {
        self.running.peers.close(&device);
    }

    /// Bytes to and from each device met since the start, and whether it is connected now.
    #[must_use]
    pub fn traffic(&self) -> BTreeMap<DeviceId, Traffic> {
        self.running.peers.traffic()
    }

    /// Sends [`LanEvent::Woken`] to whoever reads the events, unless events wait there already.
    pub fn wake(&self) {
        // A full queue means that the reader is about to look around anyway.
        let _ = self.running.events.try_send(LanEvent::Woken);
    }
}

impl Drop for Lan {
    fn drop(&mut self) {
        // The keys go first, whatever the network does.
        self.running.take_seat(None);
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has closed its sockets as well.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
