//! Who is connected now: one connection a device, and what waits to be sent on it.

use super::LanError;
use super::blobs::{ORDER_QUEUE, Order};
use iroh::EndpointId;
use iroh::endpoint::{Connection, VarInt};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, mpsc};
use visita_seal::roster::Roster;
use visita_wire::DeviceId;

/// Devices connected at once: a large team.
pub(crate) const MAX_PEERS: usize = 64;
/// Frames that wait for one device. The engine sends a few and waits for an answer.
const SEND_QUEUE_FRAMES: usize = 64;
/// Closed in the ordinary way.
pub(crate) const CLOSED: VarInt = VarInt::from_u32(0);
/// Closed for any reason that the other side has no business with: refused, unreadable, too many.
pub(crate) const CLOSED_ON: VarInt = VarInt::from_u32(1);
/// Another connection of the same two devices stays.
pub(crate) const REPLACED: VarInt = VarInt::from_u32(2);

/// Bytes to and from a device since the start, frames with their lengths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// It is connected now.
    pub connected: bool,
    /// From it.
    pub received_bytes: u64,
    /// To it.
    pub sent_bytes: u64,
}

/// Counts as bytes pass.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    received: AtomicU64,
    sent: AtomicU64,
}

impl Meter {
    pub(crate) fn received(&self, bytes: usize) {
        self.received
            .fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    pub(crate) fn sent(&self, bytes: usize) {
        self.sent
            .fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

struct Peer {
    connection: Connection,
    initiator: EndpointId,
    frames: mpsc::Sender<Vec<u8>>,
    orders: mpsc::Sender<Order>,
}

#[derive(Default)]
struct Table {
    connected: BTreeMap<DeviceId, Peer>,
    meters: BTreeMap<DeviceId, Arc<Meter>>,
}

/// A place in the table.
pub(crate) struct Place {
    pub frames: mpsc::Receiver<Vec<u8>>,
    pub orders: mpsc::Receiver<Order>,
    pub meter: Arc<Meter>,
}

/// Why there is no place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// A connection that stays.
    Taken,
    /// Too many devices.
    Crowded,
}

/// The table.
#[derive(Default)]
pub(crate) struct Peers {
    table: Mutex<Table>,
    /// Somebody came or went.
    pub changed: Notify,
}

impl Peers {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place for a connection. Of two connections between the same two endpoints, opened by both at once, that of
    /// the lower endpoint stays: both sides choose the same. Otherwise the newer one stays, since the other side began anew.
    pub(crate) fn enter(
        &self,
        device: DeviceId,
        connection: &Connection,
        initiator: EndpointId,
    ) -> Result<Place, NoPlace> {
        let mut table = self.table();
        if let Some(old) = table.connected.get(&device) {
            let both_dialled = old.connection.remote_id() == connection.remote_id() && old.initiator != initiator;
            if both_dialled && old.connection.close_reason().is_none() && old.initiator < initiator {
                return Err(NoPlace::Taken);
            }
            old.connection.close(REPLACED, b"");
        } else if table.connected.len() >= MAX_PEERS {
            return Err(NoPlace::Crowded);
        }
        let (frames, receiver) = mpsc::channel(SEND_QUEUE_FRAMES);
        let (orders, ordered) = mpsc::channel(ORDER_QUEUE);
        let meter = Arc::clone(table.meters.entry(device).or_default());
        table.connected.insert(
            device,
            Peer {
                connection: connection.clone(),
                initiator,
                frames,
                orders,
            },
        );
        drop(table);
        self.changed.notify_waiters();
        Ok(Place {
            frames: receiver,
            orders: ordered,
            meter,
        })
    }

    /// Gives up the place of a connection; returns whether it was still its own.
    pub(crate) fn leave(&self, device: &DeviceId, connection: &Connection) -> bool {
        let mut table = self.table();
        let own = table
            .connected
            .get(device)
            .is_some_and(|peer| peer.connection.stable_id() == connection.stable_id());
        if own {
            table.connected.remove(device);
        }
        drop(table);
        self.changed.notify_waiters();
        own
    }

    pub(crate) fn has_endpoint(&self, endpoint: EndpointId) -> bool {
        self.table()
            .connected
            .values()
            .any(|peer| peer.connection.remote_id() == endpoint)
    }

    pub(crate) fn send(&self, device: &DeviceId, frame: Vec<u8>) -> Result<(), LanError> {
        let table = self.table();
        let peer = table.connected.get(device).ok_or(LanError::NotConnected)?;
        peer.frames.try_send(frame).map_err(not_queued)
    }

    pub(crate) fn order(&self, device: &DeviceId, order: Order) -> Result<(), LanError> {
        let table = self.table();
        let peer = table.connected.get(device).ok_or(LanError::NotConnected)?;
        peer.orders.try_send(order).map_err(not_queued)
    }

    pub(crate) fn close(&self, device: &DeviceId) {
        if let Some(peer) = self.table().connected.get(device) {
            peer.connection.close(CLOSED_ON, b"");
        }
    }

    pub(crate) fn close_all(&self) {
        for peer in self.table().connected.values() {
            peer.connection.close(CLOSED, b"");
        }
    }

    /// Lets go of everyone who is not of the team.
    pub(crate) fn retain(&self, roster: &Roster) {
        for (device, peer) in &self.table().connected {
            if !roster.is_member(device) {
                peer.connection.close(CLOSED_ON, b"");
            }
        }
    }

    pub(crate) fn traffic(&self) -> BTreeMap<DeviceId, Traffic> {
        let table = self.table();
        table
            .meters
            .iter()
            .map(|(device, meter)| {
                let traffic = Traffic {
                    connected: table.connected.contains_key(device),
                    received_bytes: meter.received.load(Ordering::Relaxed),
                    sent_bytes: meter.sent.load(Ordering::Relaxed),
                };
                (*device, traffic)
            })
            .collect()
    }
}

fn not_queued<T>(error: mpsc::error::TrySendError<T>) -> LanError {
    match error {
        mpsc::error::TrySendError::Full(_) => LanError::Full,
        mpsc::error::TrySendError::Closed(_) => LanError::NotConnected,
    }
}
