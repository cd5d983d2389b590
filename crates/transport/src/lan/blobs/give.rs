//! The lane to the other device: what is offered and asked for, and between two pieces, what it asked for.

use super::take::Asked;
use super::{BlobBegun, BlobNews, BlobSink, BlobSource, BlobTrouble, Lane, Order, on_disk};
use crate::lan::{Failure, frame};
use iroh::endpoint::SendStream;
use std::collections::VecDeque;
use tokio::sync::mpsc;
use visita_wire::{BlobId, BlobMessage, BlobPiece, BlobSize, BlobWant};

/// Below the messages, which have 0: an attachment never delays an edit.
const PRIORITY: i32 = -1;

/// An attachment on its way out.
struct Giving {
    id: BlobId,
    source: Box<dyn BlobSource>,
    at: u64,
}

/// What the lane has to do next.
enum Next {
    Order(Order),
    Want(BlobWant),
    Piece,
    Over,
}

impl Lane<'_> {
    pub(super) async fn give(
        &self,
        mut orders: mpsc::Receiver<Order>,
        mut again: mpsc::Receiver<Order>,
        mut wanted: mpsc::Receiver<BlobWant>,
    ) -> Result<(), Failure> {
        // A device that knows nothing of attachments lets no lane be opened; it stays connected all the same.
        let mut stream = self.connection.open_uni().await.map_err(|_| Failure::Unreachable)?;
        let _ = stream.set_priority(PRIORITY);
        let (mut giving, mut waiting) = (None, VecDeque::new());
        loop {
            let busy = giving.is_some() || !waiting.is_empty();
            let next = tokio::select! {
                biased;
                order = again.recv() => order.map_or(Next::Over, Next::Order),
                order = orders.recv() => order.map_or(Next::Over, Next::Order),
                want = wanted.recv() => want.map_or(Next::Over, Next::Want),
                () = std::future::ready(()), if busy => Next::Piece,
            };
            match next {
                Next::Order(order) => self.carry_out(&mut stream, order).await?,
                Next::Want(want) => queue(&mut giving, &mut waiting, want)?,
                Next::Piece => giving = self.give_piece(&mut stream, giving, &mut waiting).await?,
                Next::Over => return Ok(()),
            }
        }
    }

    async fn carry_out(&self, stream: &mut SendStream, order: Order) -> Result<(), Failure> {
        match order {
            Order::Offer(offers) => self.say(stream, &BlobMessage::Offer(offers)).await,
            Order::WantAgain(want) => self.say(stream, &BlobMessage::Want(vec![want])).await,
            Order::Want { id, size } => self.ask(stream, id, size).await,
        }
    }

    /// Asks for what is lacking of an attachment. Where it was asked for here and then not kept, it is kept from now on.
    async fn ask(&self, stream: &mut SendStream, id: BlobId, size: BlobSize) -> Result<(), Failure> {
        if self.asked().get(&id).is_some_and(Asked::is_wanted) {
            return Ok(());
        }
        let shelf = self.shelf();
        let sink = match on_disk(move || shelf.begin(&id, size)).await {
            Ok(BlobBegun::Part(sink)) => sink,
            Ok(BlobBegun::Whole) => {
                self.tell(id, BlobNews::Whole).await;
                return Ok(());
            }
            Err(trouble) => {
                self.tell(id, BlobNews::Stopped(trouble)).await;
                return Ok(());
            }
        };
        match self.put_down(id, size, sink) {
            Ok(None) => Ok(()),
            Ok(Some(from)) => self.say(stream, &BlobMessage::Want(vec![BlobWant { id, from }])).await,
            Err(trouble) => {
                self.tell(id, BlobNews::Stopped(trouble)).await;
                Ok(())
            }
        }
    }

    /// Notes that an attachment is asked for; where it has to be asked for from.
    fn put_down(&self, id: BlobId, size: BlobSize, sink: Box<dyn BlobSink>) -> Result<Option<u64>, BlobTrouble> {
        let mut asked = self.asked();
        if let Some(before) = asked.get_mut(&id) {
            return before.take_up(sink);
        }
        let from = sink.at();
        asked.insert(id, Asked::new(size, sink));
        Ok(Some(from))
    }

    async fn say(&self, stream: &mut SendStream, message: &BlobMessage) -> Result<(), Failure> {
        // Our own words beyond a limit are a mistake of ours: they are not said.
        let Ok(bytes) = message.encode() else { return Ok(()) };
        self.meter.sent(frame::write(stream, &bytes).await?);
        Ok(())
    }

    /// Gives one piece of what is being given, or of what waits next.
    async fn give_piece(
        &self,
        stream: &mut SendStream,
        giving: Option<Giving>,
        waiting: &mut VecDeque<BlobWant>,
    ) -> Result<Option<Giving>, Failure> {
        let giving = match (giving, waiting.pop_front()) {
            (Some(giving), next) => {
                next.into_iter().for_each(|next| waiting.push_front(next));
                giving
            }
            (None, Some(BlobWant { id, from })) => {
                let shelf = self.shelf();
                match on_disk(move || shelf.open(&id)).await {
                    Ok(source) if from < source.size().bytes() => Giving { id, source, at: from },
                    Ok(_) => return self.gone(stream, id, BlobTrouble::Absent).await,
                    Err(trouble) => return self.gone(stream, id, trouble).await,
                }
            }
            (None, None) => return Ok(None),
        };
        let Giving { id, mut source, at } = giving;
        let read = on_disk(move || {
            let bytes = source.read(at)?;
            if bytes.is_empty() {
                Err(BlobTrouble::Absent)
            } else {
                Ok((source, bytes))
            }
        });
        let (source, bytes) = match read.await {
            Ok(read) => read,
            Err(trouble) => return self.gone(stream, id, trouble).await,
        };
        let length = u32::try_from(bytes.len()).map_err(|_| Failure::BadFrame)?;
        let piece = BlobPiece {
            id,
            from: at,
            bytes: length,
        };
        self.say(stream, &BlobMessage::Piece(piece)).await?;
        stream.write_all(&bytes).await.map_err(|_| Failure::Unreachable)?;
        self.meter.sent(bytes.len());
        let at = at + u64::from(length);
        Ok((at < source.size().bytes()).then_some(Giving { id, source, at }))
    }

    /// Says that something cannot be given, to the other device and, where it was here, to ours.
    async fn gone(&self, stream: &mut SendStream, id: BlobId, trouble: BlobTrouble) -> Result<Option<Giving>, Failure> {
        let news = match trouble {
            BlobTrouble::Damaged | BlobTrouble::Absent => BlobNews::Spoiled,
            BlobTrouble::Wrong
            | BlobTrouble::Again
            | BlobTrouble::Busy
            | BlobTrouble::Silent
            | BlobTrouble::DiskFull
            | BlobTrouble::Unwritable => BlobNews::Refused,
        };
        self.tell(id, news).await;
        self.say(stream, &BlobMessage::Gone(id)).await?;
        Ok(None)
    }
}

/// Puts what the other device wants in its place: a later word about an attachment takes the place of an earlier one.
fn queue(giving: &mut Option<Giving>, waiting: &mut VecDeque<BlobWant>, want: BlobWant) -> Result<(), Failure> {
    if giving.as_ref().is_some_and(|giving| giving.id == want.id) {
        *giving = None;
        waiting.push_front(want);
        return Ok(());
    }
    waiting.retain(|other| other.id != want.id);
    if waiting.len() >= super::MAX_WANTS_WAITING {
        return Err(Failure::TooManyWants);
    }
    waiting.push_back(want);
    Ok(())
}
