//! Attachments between two devices: a lane of its own on each side, beside the messages and after them. What is offered and
//! what is asked of whom is decided elsewhere; where the bytes lie is the shelf's.

mod give;
mod pace;
mod take;

use super::endpoint::Running;
use super::frame::{LENGTH_BYTES, STALL_TIMEOUT, length, read_bytes};
use super::peers::Meter;
use super::{Failure, LanEvent};
use iroh::endpoint::{Connection, RecvStream};
use pace::Pace;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use take::Asked;
use tokio::sync::mpsc;
use visita_wire::{BlobId, BlobMessage, BlobOffer, BlobSize, BlobWant, DeviceId, MAX_BLOB_MESSAGE_BYTES};

/// Attachments that a device may have asked us for and that wait.
pub const MAX_WANTS_WAITING: usize = 256;
/// Orders that wait for one device: offers of a large vault, and what it is asked for.
pub(crate) const ORDER_QUEUE: usize = 128;

/// Why the shelf did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobTrouble {
    /// It is not there.
    #[error("the attachment is not there")]
    Absent,
    /// It was there, and is damaged.
    #[error("the attachment is damaged there")]
    Damaged,
    /// These bytes are not of this attachment.
    #[error("these bytes are not of this attachment")]
    Wrong,
    /// They are not, together with some from before: it goes on from an earlier byte.
    #[error("what was there before is not of this attachment")]
    Again,
    /// Somebody else brings it at this moment.
    #[error("it is coming already")]
    Busy,
    /// Whoever was asked for it brings nothing, or next to nothing.
    #[error("it does not come")]
    Silent,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The folder cannot be used.
    #[error("the folder cannot be used")]
    Unwritable,
}

/// Where sealed attachments lie. All of it may wait for a disk; none is called on the thread of the network.
pub trait BlobShelf: Send + Sync {
    /// Begins to take an attachment, or goes on.
    ///
    /// # Errors
    /// [`BlobTrouble`], here and below.
    fn begin(&self, id: &BlobId, size: BlobSize) -> Result<BlobBegun, BlobTrouble>;
    /// Opens one that is whole.
    fn open(&self, id: &BlobId) -> Result<Box<dyn BlobSource>, BlobTrouble>;
}

/// What there is of an attachment that is asked for.
pub enum BlobBegun {
    /// All of it.
    Whole,
    /// Not all.
    Part(Box<dyn BlobSink>),
}

/// Takes the bytes of one attachment, in their order, and checks them.
pub trait BlobSink: Send {
    /// The first byte of the run that is lacking.
    fn at(&self) -> u64;
    /// Keeps the next bytes; returns whether it is whole.
    ///
    /// # Errors
    /// [`BlobTrouble`].
    fn append(&mut self, bytes: &[u8]) -> Result<bool, BlobTrouble>;
}

/// Gives the bytes of one attachment.
pub trait BlobSource: Send {
    /// Its size.
    fn size(&self) -> BlobSize;
    /// Bytes of the run from here on, checked: some, and at most a chunk.
    ///
    /// # Errors
    /// [`BlobTrouble`].
    fn read(&mut self, from: u64) -> Result<Vec<u8>, BlobTrouble>;
}

/// No attachments: none are given and none taken.
pub struct NoBlobs;

impl BlobShelf for NoBlobs {
    fn begin(&self, _: &BlobId, _: BlobSize) -> Result<BlobBegun, BlobTrouble> {
        Err(BlobTrouble::Unwritable)
    }

    fn open(&self, _: &BlobId) -> Result<Box<dyn BlobSource>, BlobTrouble> {
        Err(BlobTrouble::Absent)
    }
}

/// How it goes with an attachment that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobNews {
    /// So many bytes of its run are here, of so many. Said now and then.
    Came {
        /// Here.
        bytes: u64,
        /// Of.
        of: u64,
    },
    /// It is here whole, and durable.
    Whole,
    /// The other device does not have it, or not any more.
    Gone,
    /// It cannot be kept here.
    Stopped(BlobTrouble),
    /// It was to be given, and is damaged here, or gone.
    Spoiled,
    /// It was to be given, and cannot be read here now.
    Refused,
}

/// What to say to a device about attachments.
pub(crate) enum Order {
    Offer(Vec<BlobOffer>),
    Want {
        id: BlobId,
        size: BlobSize,
    },
    /// Again, from an earlier byte.
    WantAgain(BlobWant),
}

/// Both lanes of one connection, and what is asked for on it.
pub(crate) struct Lane<'a> {
    running: &'a Running,
    device: DeviceId,
    connection: &'a Connection,
    meter: &'a Meter,
    asked: Mutex<BTreeMap<BlobId, Asked>>,
    pace: Pace,
}

impl<'a> Lane<'a> {
    pub(crate) fn new(running: &'a Running, device: DeviceId, connection: &'a Connection, meter: &'a Meter) -> Self {
        Self {
            running,
            device,
            connection,
            meter,
            asked: Mutex::default(),
            pace: Pace::default(),
        }
    }

    /// Gives and takes, until the connection is over or the other side does what no device of ours does.
    pub(crate) async fn run(self, orders: mpsc::Receiver<Order>) -> Result<(), Failure> {
        let (wants, wanted) = mpsc::channel(MAX_WANTS_WAITING);
        let (again, asked_again) = mpsc::channel(ORDER_QUEUE);
        tokio::select! {
            ended = self.give(orders, asked_again, wanted) => ended,
            ended = self.take(&wants, &again) => ended,
            () = self.watch() => Ok(()),
        }
    }

    fn asked(&self) -> MutexGuard<'_, BTreeMap<BlobId, Asked>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn event(&self, id: BlobId, news: BlobNews) -> LanEvent {
        LanEvent::Blob {
            from: self.device,
            id,
            news,
        }
    }

    async fn tell(&self, id: BlobId, news: BlobNews) {
        self.running.tell(self.event(id, news)).await;
    }

    fn shelf(&self) -> Arc<dyn BlobShelf> {
        Arc::clone(&self.running.shelf)
    }
}

/// Work that may wait for the disk. A thread that is gone has ended with the endpoint.
async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BlobTrouble> + Send + 'static,
) -> Result<T, BlobTrouble> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or(Err(BlobTrouble::Unwritable))
}

/// Reads one message, waiting for its beginning as long as the connection stands; with its bytes.
async fn hear(stream: &mut RecvStream) -> Result<(BlobMessage, usize), Failure> {
    let mut header = [0; LENGTH_BYTES];
    stream.read_exact(&mut header).await.map_err(|_| Failure::Unreachable)?;
    let length = length(&header, MAX_BLOB_MESSAGE_BYTES)?;
    let bytes = read_bytes(stream, length, STALL_TIMEOUT).await?;
    let message = BlobMessage::decode(&bytes).map_err(|_| Failure::BadFrame)?;
    Ok((message, LENGTH_BYTES + length))
}
