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
    /// None where it is not kept, or in hand: what is still under way is let pass.
    sink: Option<Box<dyn BlobSink>>,
    /// Bytes of it are being put on the shelf.
    in_hand: bool,
    /// Where the next piece begins.
    next: u64,
    /// Bytes that came of an earlier asking; there is an end to them.
    passed: u64,
    /// It was asked for anew, from an earlier byte.
    again: bool,
    /// When it was asked for.
    since: Instant,
}

impl Asked {
    pub(super) fn new(size: BlobSize, sink: Box<dyn BlobSink>) -> Self {
        Self {
            size,
            next: sink.at(),
            sink: Some(sink),
            in_hand: false,
            passed: 0,
            again: false,
            since: Instant::now(),
        }
    }

    /// Whether it is to be kept.
    pub(super) fn is_wanted(&self) -> bool {
        self.sink.is_some() || self.in_hand
    }

    pub(super) fn is_late(&self, patience: Duration) -> bool {
        self.is_wanted() && self.since.elapsed() >= patience
    }

    /// It is not to be kept any more; whether it was.
    pub(super) fn let_go(&mut self) -> bool {
        let was_wanted = self.is_wanted();
        (self.sink, self.in_hand) = (None, false);
        was_wanted
    }

    /// It is to be kept after all. Returns where it has to be asked for again from, if what comes next is not what is
    /// lacking; none where it only has to be waited for. Asked for again once: there is an end to what may pass.
    pub(super) fn take_up(&mut self, sink: Box<dyn BlobSink>) -> Result<Option<u64>, BlobTrouble> {
        let at = sink.at();
        if at != self.next && self.again {
            return Err(BlobTrouble::Busy);
        }
        (self.sink, self.since) = (Some(sink), Instant::now());
        Ok((at != self.next).then(|| self.go_back(at)))
    }

    /// It goes on from an earlier byte, which it has to be asked for from.
    fn go_back(&mut self, at: u64) -> u64 {
        (self.next, self.again) = (at, true);
        at
    }

    fn hand(&mut self) -> Option<Box<dyn BlobSink>> {
        let sink = self.sink.take();
        self.in_hand = sink.is_some();
        sink
    }

    /// Unless it was let go meanwhile.
    fn put_back(&mut self, sink: Box<dyn BlobSink>) {
        if std::mem::take(&mut self.in_hand) {
            self.sink = Some(sink);
        }
    }

    /// Whether so many bytes of an earlier asking may pass.
    fn may_pass(&mut self, bytes: u64) -> bool {
        self.passed = self.passed.saturating_add(bytes);
        self.again && self.passed <= self.size.bytes()
    }
}

/// What to do with the rest of a piece.
enum Rest {
    Keep,
    Pass,
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
        let mut left = u64::from(piece.bytes);
        match self.place(&piece)? {
            Rest::Keep => {}
            Rest::Pass => return self.let_pass(stream, left).await,
        }
        let mut at = piece.from;
        let mut buffer = vec![0; READ_BYTES];
        while left > 0 {
            let came = read_some(stream, &mut buffer, left).await?;
            self.meter.received(came.len());
            self.pace.brought(came.len());
            let count = u64::try_from(came.len()).map_err(|_| Failure::BadFrame)?;
            let kept = self.keep(piece.id, at, came, again).await?;
            (at, left) = (at.saturating_add(count), left.saturating_sub(count));
            match kept {
                Rest::Keep => {}
                Rest::Pass => {
                    if let Some(asked) = self.asked().get_mut(&piece.id) {
                        asked.passed += left;
                    }
                    return self.let_pass(stream, left).await;
                }
            }
        }
        self.say_progress(piece.id, said);
        Ok(())
    }

    /// Whether a piece is the next of what was asked for, or of an earlier asking.
    fn place(&self, piece: &BlobPiece) -> Result<Rest, Failure> {
        let mut asked = self.asked();
        let asked = asked.get_mut(&piece.id).ok_or(Failure::Unasked)?;
        let length = u64::from(piece.bytes);
        if piece.from == asked.next && piece.from.saturating_add(length) <= asked.size.bytes() {
            return Ok(Rest::Keep);
        }
        if piece.from != asked.next && asked.may_pass(length) {
            return Ok(Rest::Pass);
        }
        Err(Failure::Unasked)
    }

    /// Says now and then how far it has come; forgets what has come to its end without being kept.
    fn say_progress(&self, id: BlobId, said: &mut Instant) {
        let mut asked = self.asked();
        let Some((bytes, of)) = asked.get(&id).map(|asked| (asked.next, asked.size.bytes())) else {
            return;
        };
        if bytes >= of {
            asked.remove(&id);
        } else if said.elapsed() >= PROGRESS {
            *said = Instant::now();
            self.running.say(self.event(id, BlobNews::Came { bytes, of }));
        }
    }

    /// Puts bytes that begin at this one on the shelf, where they are to be kept. Amid a piece the attachment may have been
    /// asked for anew, from an earlier byte: the rest of that piece is of the earlier asking.
    async fn keep(&self, id: BlobId, at: u64, bytes: Vec<u8>, again: &mpsc::Sender<Order>) -> Result<Rest, Failure> {
        let count = u64::try_from(bytes.len()).map_err(|_| Failure::BadFrame)?;
        let sink = match self.asked().get_mut(&id) {
            Some(asked) if asked.next != at => {
                asked.passed = asked.passed.saturating_add(count);
                return Ok(Rest::Pass);
            }
            Some(asked) => {
                asked.next += count;
                asked.hand()
            }
            None => None,
        };
        let Some(mut sink) = sink else {
            return Ok(Rest::Keep);
        };
        let kept = on_disk(move || {
            let kept = sink.append(&bytes);
            Ok((sink, kept))
        });
        match kept.await {
            Ok((sink, Ok(false))) => {
                if let Some(asked) = self.asked().get_mut(&id) {
                    asked.put_back(sink);
                }
                Ok(Rest::Keep)
            }
            Ok((_, Ok(true))) => {
                self.asked().remove(&id);
                self.tell(id, BlobNews::Whole).await;
                Ok(Rest::Keep)
            }
            Ok((sink, Err(BlobTrouble::Again))) => {
                if self.goes_back(id, sink, again)? {
                    Ok(Rest::Pass)
                } else {
                    self.wrong(id).await
                }
            }
            Ok((_, Err(BlobTrouble::Wrong))) => self.wrong(id).await,
            Ok((_, Err(trouble))) | Err(trouble) => {
                if let Some(asked) = self.asked().get_mut(&id) {
                    asked.let_go();
                }
                self.tell(id, BlobNews::Stopped(trouble)).await;
                Ok(Rest::Keep)
            }
        }
    }

    async fn wrong(&self, id: BlobId) -> Result<Rest, Failure> {
        self.asked().remove(&id);
        self.tell(id, BlobNews::Stopped(BlobTrouble::Wrong)).await;
        Err(Failure::WrongBlob)
    }

    /// What was here before is not of this attachment: asks for it again from an earlier byte, once.
    fn goes_back(&self, id: BlobId, sink: Box<dyn BlobSink>, again: &mpsc::Sender<Order>) -> Result<bool, Failure> {
        let mut asked = self.asked();
        let Some(asked) = asked.get_mut(&id).filter(|asked| !asked.again) else {
            return Ok(false);
        };
        let from = asked.go_back(sink.at());
        asked.put_back(sink);
        let order = Order::WantAgain(BlobWant { id, from });
        again.try_send(order).map_err(|_| Failure::Unreachable)?;
        Ok(true)
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
