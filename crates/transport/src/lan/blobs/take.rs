//! The lane from the other device: what it offers and asks for, and the pieces of what it was asked for. Every byte goes to
//! the shelf as it comes.

use super::{BlobNews, BlobSink, BlobTrouble, Lane, Order, hear, on_disk};
use crate::lan::frame::STALL_TIMEOUT;
use crate::lan::{Failure, LanEvent};
use iroh::endpoint::RecvStream;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use visita_wire::{BlobId, BlobMessage, BlobPiece, BlobSize, BlobWant};

/// How often it is said how far an attachment has come.
const PROGRESS: Duration = Duration::from_millis(250);
/// Bytes taken from the network at a time: what a break finds in here is lost.
const READ_BYTES: usize = 16 * 1024;

/// An attachment that was asked for.
pub(super) struct Asked {
    size: BlobSize,
    /// None once it cannot be kept: what is still under way is let pass.
    sink: Option<Box<dyn BlobSink>>,
    /// Where the next piece begins.
    next: u64,
    /// Bytes that came of an earlier asking; there is an end to them.
    passed: u64,
    /// It was asked for anew, from an earlier byte.
    again: bool,
}

impl Asked {
    pub(super) fn new(size: BlobSize, sink: Box<dyn BlobSink>) -> Self {
        Self {
            size,
            next: sink.at(),
            sink: Some(sink),
            passed: 0,
            again: false,
        }
    }

    /// Why it cannot be asked for anew yet, where it cannot be kept.
    pub(super) fn trouble(&self) -> Option<BlobTrouble> {
        self.sink.is_none().then_some(BlobTrouble::Busy)
    }
}

impl Lane<'_> {
    pub(super) async fn take(
        &self,
        wants: &mpsc::Sender<BlobWant>,
        again: &mpsc::Sender<Order>,
    ) -> Result<(), Failure> {
        let mut stream = self.connection.accept_uni().await.map_err(|_| Failure::Unreachable)?;
        let mut said = Instant::now();
        loop {
            let (message, bytes) = hear(&mut stream).await?;
            self.meter.received(bytes);
            match message {
                BlobMessage::Offer(offers) => {
                    let from = self.device;
                    self.running.tell(LanEvent::Offered { from, offers }).await;
                }
                BlobMessage::Want(wanted) => {
                    for want in wanted {
                        wants.try_send(want).map_err(|_| Failure::TooManyWants)?;
                    }
                }
                BlobMessage::Piece(piece) => self.take_piece(&mut stream, piece, again, &mut said).await?,
                BlobMessage::Gone(id) => {
                    self.asked().remove(&id).ok_or(Failure::Unasked)?;
                    self.tell(id, BlobNews::Gone).await;
                }
            }
        }
    }

    /// Takes one piece, which follows.
    async fn take_piece(
        &self,
        stream: &mut RecvStream,
        piece: BlobPiece,
        again: &mpsc::Sender<Order>,
        said: &mut Instant,
    ) -> Result<(), Failure> {
        let mut asked = self.asked().remove(&piece.id).ok_or(Failure::Unasked)?;
        let length = u64::from(piece.bytes);
        if piece.from != asked.next {
            asked.passed += length;
            if !asked.again || asked.passed > asked.size.bytes() {
                return Err(Failure::Unasked);
            }
            self.asked().insert(piece.id, asked);
            return self.let_pass(stream, length).await;
        }
        if piece.from + length > asked.size.bytes() {
            return Err(Failure::Unasked);
        }
        let mut left = length;
        let mut buffer = vec![0; READ_BYTES];
        while left > 0 {
            let came = read_some(stream, &mut buffer, left).await?;
            self.meter.received(came.len());
            left -= u64::try_from(came.len()).map_err(|_| Failure::BadFrame)?;
            asked = match self.keep(piece.id, asked, came, again).await? {
                Kept::More(asked) => asked,
                Kept::Again(asked) => {
                    asked_anew(self, piece.id, asked, left);
                    return self.let_pass(stream, left).await;
                }
                Kept::Whole => return Ok(()),
            };
        }
        if said.elapsed() >= PROGRESS {
            *said = Instant::now();
            let (bytes, of) = (asked.next, asked.size.bytes());
            self.running.say(self.event(piece.id, BlobNews::Came { bytes, of }));
        }
        if asked.next < asked.size.bytes() {
            self.asked().insert(piece.id, asked);
        }
        Ok(())
    }

    /// Puts bytes on the shelf.
    async fn keep(
        &self,
        id: BlobId,
        mut asked: Asked,
        bytes: Vec<u8>,
        again: &mpsc::Sender<Order>,
    ) -> Result<Kept, Failure> {
        asked.next += u64::try_from(bytes.len()).map_err(|_| Failure::BadFrame)?;
        let Some(mut sink) = asked.sink.take() else {
            return Ok(Kept::More(asked));
        };
        let kept = on_disk(move || {
            let kept = sink.append(&bytes);
            Ok((sink, kept))
        });
        match kept.await {
            Ok((sink, Ok(false))) => {
                asked.sink = Some(sink);
                Ok(Kept::More(asked))
            }
            Ok((_, Ok(true))) => {
                self.tell(id, BlobNews::Whole).await;
                Ok(Kept::Whole)
            }
            Ok((sink, Err(BlobTrouble::Again))) if !asked.again => {
                (asked.next, asked.again) = (sink.at(), true);
                asked.sink = Some(sink);
                let want = BlobWant { id, from: asked.next };
                again
                    .try_send(Order::WantAgain(want))
                    .map_err(|_| Failure::Unreachable)?;
                Ok(Kept::Again(asked))
            }
            Ok((_, Err(BlobTrouble::Wrong | BlobTrouble::Again))) => {
                self.tell(id, BlobNews::Stopped(BlobTrouble::Wrong)).await;
                Err(Failure::WrongBlob)
            }
            Ok((_, Err(trouble))) | Err(trouble) => {
                self.tell(id, BlobNews::Stopped(trouble)).await;
                Ok(Kept::More(asked))
            }
        }
    }

    /// Reads bytes that are of no use any more.
    async fn let_pass(&self, stream: &mut RecvStream, mut left: u64) -> Result<(), Failure> {
        let mut buffer = vec![0; READ_BYTES];
        while left > 0 {
            let came = read_some(stream, &mut buffer, left).await?;
            self.meter.received(came.len());
            left -= u64::try_from(came.len()).map_err(|_| Failure::BadFrame)?;
        }
        Ok(())
    }
}

/// What became of bytes.
enum Kept {
    More(Asked),
    Again(Asked),
    Whole,
}

fn asked_anew(lane: &Lane<'_>, id: BlobId, mut asked: Asked, left: u64) {
    asked.passed += left;
    lane.asked().insert(id, asked);
}

/// The next bytes of a piece, as many as are there.
async fn read_some(stream: &mut RecvStream, buffer: &mut [u8], left: u64) -> Result<Vec<u8>, Failure> {
    let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
    let room = buffer.get_mut(..most).unwrap_or_default();
    match tokio::time::timeout(STALL_TIMEOUT, stream.read(room)).await {
        Ok(Ok(Some(length))) => Ok(buffer.get(..length).unwrap_or_default().to_vec()),
        Ok(Ok(None) | Err(_)) => Err(Failure::Unreachable),
        Err(_) => Err(Failure::BadFrame),
    }
}
