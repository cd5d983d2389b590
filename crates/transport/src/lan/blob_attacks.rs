//! A device of the team with tools of its own, against a device of ours: each is refused, with a reason on our side.

use super::blobs::{Device, Shelf};
use super::*;
use std::sync::atomic::Ordering;
use visita_wire::{BlobMessage, BlobPiece, BlobWant, DocId, MAX_BLOB_MESSAGE_BYTES, MAX_BLOB_OFFERS};

/// A message that was said already is read within this.
const SOON: Duration = Duration::from_millis(100);

/// Ours, and an attacker who has entered as device 2 and opened a lane.
struct Scene {
    ours: Device,
    attacker: Attacker,
    line: super::Line,
    lane: SendStream,
}

fn framed(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

fn said(message: &BlobMessage) -> Vec<u8> {
    framed(&message.encode().unwrap())
}

impl Scene {
    fn new() -> Self {
        let team = Team::found(7).admit(2);
        let mut ours = Device::new(&team, 1);
        let attacker = Attacker::new();
        let mut line = attacker.dial(&ours.lan.address().unwrap()).unwrap();
        attacker.enter(&mut line, &team, 2);
        let lane = attacker.runtime.block_on(line.connection.open_uni()).unwrap();
        ours.until(|ours| ours.plan.peers().next().is_some());
        Self {
            ours,
            attacker,
            line,
            lane,
        }
    }

    fn say(&mut self, bytes: &[u8]) {
        // Ours may have hung up already.
        let _ = self.attacker.runtime.block_on(self.lane.write_all(bytes));
    }

    /// What ours says on its lane: the next message.
    fn hears(&mut self, lane: &mut RecvStream) -> BlobMessage {
        let message = async { tokio::time::timeout(PATIENCE, hear(lane)).await };
        self.attacker.runtime.block_on(message).expect("nothing is said")
    }

    /// Offers one attachment of the attacker's shelf and waits until it is asked for.
    fn offers(&mut self, offer: BlobOffer) -> BlobWant {
        self.say(&said(&BlobMessage::Offer(vec![offer])));
        self.ours.until(|ours| ours.plan.holders(&offer.id).len() == 1);
        let mut lane = self
            .attacker
            .runtime
            .block_on(self.line.connection.accept_uni())
            .unwrap();
        let BlobMessage::Want(wants) = self.hears(&mut lane) else {
            panic!("something else is said");
        };
        wants[0]
    }

    fn piece(&mut self, id: BlobId, from: u64, bytes: &[u8]) {
        let length = bytes.len() as u32;
        let piece = said(&BlobMessage::Piece(BlobPiece {
            id,
            from,
            bytes: length,
        }));
        self.say(&piece);
        self.say(bytes);
    }

    /// The rest of an attachment from this byte of its run on, its list whole.
    fn brings(&mut self, offer: BlobOffer, run: &[u8], from: u64) {
        let list = usize::try_from(offer.size.list_bytes()).unwrap();
        let mut at = usize::try_from(from).unwrap();
        while at < run.len() {
            let end = if at < list { list } else { (at + 65_552).min(run.len()) };
            self.piece(offer.id, at as u64, &run[at..end]);
            at = end;
        }
    }

    /// Where ours goes on from, if it asks again now.
    fn asked_again(&mut self, lane: &mut RecvStream) -> Option<u64> {
        let mut length = [0; 4];
        let begun = async { tokio::time::timeout(SOON, lane.read_exact(&mut length)).await };
        self.attacker.runtime.block_on(begun).ok()?.unwrap();
        let BlobMessage::Want(wants) = self.attacker.runtime.block_on(hear_rest(lane, length)) else {
            panic!("something else is said");
        };
        Some(wants[0].from)
    }

    /// Ours lets the attacker go for this reason, and says nothing of it to them.
    fn ends(mut self, failure: Failure) -> Device {
        self.ours.until(|ours| ours.failures.contains(&failure));
        assert!(!failure.to_string().is_empty());
        let closed = self.attacker.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, self.line.connection.closed())
                .await
                .unwrap()
        });
        assert!(neutral(&closed), "{closed:?}");
        self.ours
    }
}

async fn hear(lane: &mut RecvStream) -> BlobMessage {
    let mut length = [0; 4];
    lane.read_exact(&mut length).await.unwrap();
    hear_rest(lane, length).await
}

async fn hear_rest(lane: &mut RecvStream, length: [u8; 4]) -> BlobMessage {
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    lane.read_exact(&mut bytes).await.unwrap();
    BlobMessage::decode(&bytes).unwrap()
}

fn true_one() -> (BlobOffer, Vec<u8>) {
    let shelf = Shelf::make();
    let offer = shelf.keep(150_000, 3);
    let run = std::fs::read(shelf.file(&offer.id)).unwrap();
    (offer, run)
}

#[test]
fn who_brings_next_to_nothing_holds_no_place_and_may_still_bring_it_later() {
    let (offer, run) = true_one();
    for begun in [0, 10] {
        let mut scene = Scene::new();
        scene.say(&said(&BlobMessage::Offer(vec![offer])));
        let ours = &mut scene.ours;
        ours.until(|ours| ours.plan.holders(&offer.id).len() == 1);
        let connection = scene.line.connection.clone();
        let mut lane = scene.attacker.runtime.block_on(connection.accept_uni()).unwrap();
        assert!(matches!(scene.hears(&mut lane), BlobMessage::Want(_)));
        let list = usize::try_from(offer.size.list_bytes()).unwrap();
        if begun > 0 {
            let piece = BlobPiece {
                id: offer.id,
                from: 0,
                bytes: list as u32,
            };
            scene.say(&said(&BlobMessage::Piece(piece)));
            scene.say(&run[..begun]);
        }
        let silent = BlobNews::Stopped(BlobTrouble::Silent);
        scene
            .ours
            .until(|ours| ours.news.iter().any(|(.., news)| *news == silent));
        assert!(scene.ours.failures.is_empty(), "it may only be slow");
        // The rest of what had begun passes.
        if begun > 0 {
            let before = scene.ours.received();
            scene.say(&run[begun..list]);
            scene.ours.has_received(before + (list - begun) as u64);
        }
        scene.ours.plan.try_again();
        scene.ours.lan.wake();
        scene.ours.step();
        // Of what had begun the rest is asked for; what overtakes our asking passes, and is asked for once more.
        let mut from = (begun == 0).then_some(0);
        let began = Instant::now();
        while !scene.ours.news.iter().any(|(.., news)| *news == BlobNews::Whole) {
            assert!(began.elapsed() < 3 * PATIENCE, "it never came about");
            if let Some(from) = from {
                scene.brings(offer, &run, from);
            }
            from = scene.asked_again(&mut lane);
            scene.ours.step();
        }
        assert!(scene.ours.failures.is_empty());
        assert_eq!(std::fs::read(scene.ours.shelf.file(&offer.id)).unwrap(), run);
    }
}

#[test]
fn asked_again_amid_a_piece_what_is_left_of_it_passes() {
    let (offer, run) = true_one();
    let mut scene = Scene::new();
    scene.say(&said(&BlobMessage::Offer(vec![offer])));
    scene.ours.until(|ours| ours.plan.holders(&offer.id).len() == 1);
    let connection = scene.line.connection.clone();
    let mut lane = scene.attacker.runtime.block_on(connection.accept_uni()).unwrap();
    assert!(matches!(scene.hears(&mut lane), BlobMessage::Want(_)));
    let list = usize::try_from(offer.size.list_bytes()).unwrap();
    let (id, from, bytes) = (offer.id, 0, list as u32);
    scene.say(&said(&BlobMessage::Piece(BlobPiece { id, from, bytes })));
    scene.say(&run[..10]);
    let silent = BlobNews::Stopped(BlobTrouble::Silent);
    scene
        .ours
        .until(|ours| ours.news.iter().any(|(.., news)| *news == silent));
    // More of that piece comes while it is not wanted, and what is left of it only after it was asked for again.
    let before = scene.ours.received();
    scene.say(&run[10..20]);
    scene.ours.has_received(before + 10);
    std::thread::sleep(SOON);
    scene.ours.plan.try_again();
    scene.ours.lan.wake();
    scene.ours.step();
    let BlobMessage::Want(wants) = scene.hears(&mut lane) else {
        panic!("something else is said");
    };
    assert_eq!(wants[0].from, 10);
    scene.say(&run[20..list]);
    scene.brings(offer, &run, 10);
    scene
        .ours
        .until(|ours| ours.news.iter().any(|(.., news)| *news == BlobNews::Whole));
    assert!(scene.ours.failures.is_empty());
    assert_eq!(std::fs::read(scene.ours.shelf.file(&offer.id)).unwrap(), run);
}

#[test]
fn a_wrong_chunk_is_refused_and_never_asked_of_that_device_again() {
    let (offer, run) = true_one();
    for place in [0, 200, run.len() - 1] {
        let mut scene = Scene::new();
        assert_eq!(scene.offers(offer).from, 0);
        let mut bad = run.clone();
        bad[place] ^= 1;
        let list = offer.size.list_bytes() as usize;
        let mut at = 0;
        for piece in std::iter::once(&bad[..list]).chain(bad[list..].chunks(65_552)) {
            scene.piece(offer.id, at, piece);
            at += piece.len() as u64;
        }
        let ours = scene.ends(Failure::WrongBlob);
        assert!(
            ours.news
                .contains(&(device(2).id(), offer.id, BlobNews::Stopped(BlobTrouble::Wrong)))
        );
        assert!(!ours.shelf.file(&offer.id).exists());
        let mut plan = ours.plan;
        plan.connected(device(2).id());
        plan.offered(&device(2).id(), &[offer]).unwrap();
        assert!(plan.asks().is_empty());
    }
}

#[test]
fn chunks_in_another_order_are_refused() {
    let (offer, run) = true_one();
    let mut scene = Scene::new();
    scene.offers(offer);
    let list = offer.size.list_bytes() as usize;
    let second = offer.size.chunk(1).unwrap();
    scene.piece(offer.id, 0, &run[..list]);
    scene.piece(offer.id, list as u64, &run[second.start as usize..second.end as usize]);
    scene.ends(Failure::WrongBlob);
}

#[test]
fn more_than_was_said_is_refused_before_it_is_read() {
    let (offer, run) = true_one();
    // Beyond the end of what was asked for, and pieces that leave a gap or come again.
    let end = offer.size.bytes();
    for (from, bytes) in [(end - 10, 11), (5, 10), (end, 1)] {
        let mut scene = Scene::new();
        scene.offers(offer);
        scene.piece(offer.id, from, &run[..bytes]);
        let ours = scene.ends(Failure::Unasked);
        assert_eq!(ours.shelf.appended.load(Ordering::SeqCst), 0);
    }
}

#[test]
fn an_attachment_that_has_come_is_not_taken_again_without_end() {
    let (offer, run) = true_one();
    let mut scene = Scene::new();
    scene.offers(offer);
    let list = offer.size.list_bytes() as usize;
    let mut at = 0;
    for piece in std::iter::once(&run[..list]).chain(run[list..].chunks(65_552)) {
        scene.piece(offer.id, at, piece);
        at += piece.len() as u64;
    }
    scene.ours.until(|ours| ours.shelf.file(&offer.id).exists());
    scene.piece(offer.id, 0, &run[..list]);
    scene.ends(Failure::Unasked);
}

#[test]
fn what_nobody_asked_for_is_refused() {
    for message in [
        BlobMessage::Piece(BlobPiece {
            id: BlobId([9; 32]),
            from: 0,
            bytes: 5,
        }),
        BlobMessage::Gone(BlobId([9; 32])),
    ] {
        let mut scene = Scene::new();
        scene.say(&said(&message));
        scene.ends(Failure::Unasked);
    }
}

#[test]
fn an_attachment_said_to_be_of_another_size_is_not_believed() {
    let (offer, run) = true_one();
    let mut scene = Scene::new();
    let larger = BlobOffer {
        size: BlobSize::new(8).unwrap(),
        ..offer
    };
    scene.offers(larger);
    scene.piece(offer.id, 0, &run[..larger.size.list_bytes() as usize]);
    scene.ends(Failure::WrongBlob);
}

#[test]
fn garbage_on_the_lane_is_refused() {
    let oversize = u32::try_from(MAX_BLOB_MESSAGE_BYTES + 1)
        .unwrap()
        .to_be_bytes()
        .to_vec();
    for bytes in [
        oversize,
        vec![0; 4],
        framed(b"garbage"),
        framed(&[0x82, 0x01, 0x9f, 0xff]),
    ] {
        let mut scene = Scene::new();
        scene.say(&bytes);
        scene.ends(Failure::BadFrame);
    }
}

#[test]
fn a_flood_of_wants_and_a_flood_of_offers_have_an_end() {
    let id = |n: usize| {
        let mut id = [0; 32];
        id[..8].copy_from_slice(&(n as u64).to_be_bytes());
        BlobId(id)
    };
    // Nobody reads what ours answers, so that the wants pile up.
    let mut scene = Scene::new();
    for n in (0..400_000).step_by(64) {
        if scene.line.connection.close_reason().is_some() {
            break;
        }
        let wants = (n..n + 64).map(|n| BlobWant { id: id(n), from: 0 }).collect();
        scene.say(&said(&BlobMessage::Want(wants)));
    }
    scene.ends(Failure::TooManyWants);
    let mut scene = Scene::new();
    let size = BlobSize::new(1).unwrap();
    for n in (0..visita_sync::MAX_OFFERED + 2 * MAX_BLOB_OFFERS).step_by(MAX_BLOB_OFFERS) {
        let offers = (n..n + MAX_BLOB_OFFERS).map(|n| BlobOffer {
            doc: DocId([1; 16]),
            id: id(n),
            size,
        });
        scene.say(&said(&BlobMessage::Offer(offers.collect())));
        (0..2).for_each(|_| scene.ours.step());
    }
    scene.ours.until(|ours| ours.plan.peers().next().is_none());
}

#[test]
fn who_is_not_on_the_roster_gets_nothing_of_a_lane() {
    let team = Team::found(7).admit(2);
    let ours = Device::new(&team, 1);
    let attacker = Attacker::new();
    let mut line = attacker.dial(&ours.lan.address().unwrap()).unwrap();
    let lane = attacker.runtime.block_on(line.connection.open_uni());
    if let Ok(mut lane) = lane {
        let want = BlobMessage::Want(vec![BlobWant {
            id: BlobId([1; 32]),
            from: 0,
        }]);
        let _ = attacker.runtime.block_on(lane.write_all(&said(&want)));
    }
    attacker.say(&mut line, &[0xff; PROOF_BYTES]);
    let (heard, closed) = attacker.rest(&mut line);
    assert!(heard.is_empty() && neutral(&closed), "{closed:?}");
    assert!(ours.lan.traffic().is_empty());
}
