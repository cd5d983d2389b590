use super::*;
use crate::engine::{BATCH_BYTES, Effect, Engine, Event, RETRY_MS};
use crate::ledger::{MemoryLedger, lacking};
use visita_wire::{Digest, Put, TeamId};

const PEER: [DeviceId; 1] = [DeviceId([9; 32])];

/// A ledger that makes a snapshot of so many bytes of every document but the first.
struct Makes(MemoryLedger, usize);

impl Ledger for Makes {
    type Error = std::convert::Infallible;

    fn have(&self) -> Result<Have, Self::Error> {
        self.0.have()
    }

    fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, Self::Error> {
        self.0.roster_from(first)
    }

    fn head_of(&self, entries: u32) -> Result<Option<Digest>, Self::Error> {
        self.0.head_of(entries)
    }

    fn grants(&self, wanted: &BTreeSet<Digest>) -> Result<Vec<Vec<u8>>, Self::Error> {
        self.0.grants(wanted)
    }

    fn envelopes_after(&self, doc: DocId, device: DeviceId, seq: u64, bytes: usize) -> Result<Vec<Put>, Self::Error> {
        self.0.envelopes_after(doc, device, seq, bytes)
    }

    fn snapshot(&self, doc: DocId, to: &[DeviceId]) -> Result<Option<Vec<u8>>, Self::Error> {
        assert_eq!(to, PEER);
        Ok((doc.0[0] > 1).then(|| vec![doc.0[0]; self.1]))
    }
}

fn ledger(docs: u8) -> Makes {
    let mut ledger = MemoryLedger::new(TeamId([1; 16]), |_| Digest([0; 32]));
    for doc in 1..=docs {
        for seq in 1..=2 {
            ledger.take_put(Put {
                doc: DocId([doc; 16]),
                device: DeviceId([3; 32]),
                seq,
                outer: vec![0; 100].into(),
            });
        }
    }
    Makes(ledger, 10)
}

fn made(ours: &Makes, theirs: &Have, going: &[Message], seen: &mut BTreeSet<DocId>, most: usize) -> Vec<u8> {
    let room = Room {
        count: most,
        bytes: usize::MAX,
    };
    let Ok(made) = snapshots(ours, &PEER, (theirs, going), seen, room);
    made.iter().map(|(doc, _)| doc.0[0]).collect()
}

#[test]
fn a_document_of_which_nothing_is_held_and_whose_envelopes_do_not_all_go_along_gets_one_once() {
    let ours = ledger(4);
    let (Ok(nothing), Ok(two)) = (ledger(0).have(), ledger(2).have());
    let mut seen = BTreeSet::new();
    assert_eq!(
        made(&ours, &nothing, &[], &mut seen, 1),
        [2],
        "of the first none can be made"
    );
    assert_eq!(made(&ours, &nothing, &[], &mut seen, 9), [3, 4]);
    assert_eq!(made(&ours, &nothing, &[], &mut seen, 9), [] as [u8; 0]);
    assert_eq!(made(&ours, &two, &[], &mut BTreeSet::new(), 9), [3, 4]);
    let Ok(all) = lacking(&ours, &nothing, usize::MAX);
    assert_eq!(made(&ours, &nothing, &all, &mut BTreeSet::new(), 9), [] as [u8; 0]);
    // The third document's second envelope does not fit.
    let Ok(some) = lacking(&ours, &nothing, 500);
    assert_eq!(made(&ours, &nothing, &some, &mut BTreeSet::new(), 9), [3, 4]);
}

#[test]
fn snapshots_stand_before_the_envelopes_and_after_what_opens_them() {
    let put = || Message::Puts(Vec::new());
    let grants = || Message::Grants(Vec::new());
    let made = vec![(DocId([1; 16]), vec![7])];
    assert_eq!(
        before_puts(made, vec![grants(), put()]),
        [grants(), Message::Snapshots(vec![vec![7].into()]), put()]
    );
    assert_eq!(before_puts(Vec::new(), vec![put()]), [put()]);
}

#[test]
fn no_more_are_made_once_they_have_the_bytes_there_is_room_for() {
    let (ours, Ok(nothing)) = (ledger(5), ledger(0).have());
    let made = |bytes: usize| {
        let room = Room { count: 9, bytes };
        let Ok(made) = snapshots(&ours, &PEER, (&nothing, &[]), &mut BTreeSet::new(), room);
        made.len()
    };
    assert_eq!([0, 10, 11, 20, 21].map(made), [0, 1, 2, 2, 3], "of ten bytes each");
}

/// What a peer that holds nothing and says so is sent then, and what when it stays silent.
fn sent_to_who_holds_nothing(ours: &Makes) -> (Vec<Message>, Vec<Message>) {
    let mut engine = Engine::default();
    let mut handle = |now_ms, event| {
        let Ok(effects) = engine.handle(now_ms, ours, event);
        let sent = effects.into_iter().filter_map(|effect| match effect {
            Effect::Send { message, .. } => Some(message),
            Effect::Take { .. } => None,
        });
        sent.collect::<Vec<_>>()
    };
    let (peer, Ok(nothing)) = (PEER[0], ledger(0).have());
    handle(0, Event::Connected(peer));
    let message = Message::Have(nothing);
    let first = handle(1, Event::Received { peer, message });
    // It listens all the time, and hears nothing.
    let silent = (1..=2 * RETRY_MS / 500).flat_map(|tick| handle(tick * 500, Event::Tick));
    (first, silent.collect())
}

/// How many snapshots there are in messages, and how many envelopes.
fn count(messages: &[Message]) -> (usize, usize) {
    let counts = messages.iter().map(|message| match message {
        Message::Snapshots(snapshots) => (snapshots.len(), 0),
        Message::Puts(puts) => (0, puts.len()),
        Message::Have(_) | Message::Roster { .. } | Message::Grants(_) => (0, 0),
    });
    counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

#[test]
fn snapshots_take_their_part_of_a_batch_and_are_not_made_for_who_stays_silent() {
    let mut ours = ledger(9);
    for doc in 2..=9 {
        ours.0.take_put(Put {
            doc: DocId([doc; 16]),
            device: DeviceId([3; 32]),
            seq: 3,
            outer: vec![0; BATCH_BYTES / 2].into(),
        });
    }
    let (first, again) = sent_to_who_holds_nothing(&ours);
    assert_eq!(
        count(&first).0,
        7,
        "of the second document everything goes along, of the first none can be made"
    );
    assert_eq!(count(&again).0, 0);
    ours.1 = BATCH_BYTES / 4;
    let (first, again) = sent_to_who_holds_nothing(&ours);
    assert_eq!(count(&first).0, 2);
    assert!(
        (1..20).contains(&count(&first).1),
        "the rest of the batch is for envelopes"
    );
    assert_eq!(count(&again).0, 0);
    ours.1 = 2 * BATCH_BYTES;
    let (first, _) = sent_to_who_holds_nothing(&ours);
    assert_eq!(
        count(&first),
        (1, 1),
        "one goes in any case, and an envelope to hear of"
    );
}
