use super::*;
use crate::ledger::{MemoryLedger, lacking};
use visita_wire::{Digest, Put, TeamId};

const PEER: [DeviceId; 1] = [DeviceId([9; 32])];

/// A ledger that makes a snapshot of every document but the first.
struct Makes(MemoryLedger);

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
        Ok((doc.0[0] > 1).then(|| vec![doc.0[0]; 10]))
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
    Makes(ledger)
}

fn made(ours: &Makes, theirs: &Have, going: &[Message], seen: &mut BTreeSet<DocId>, most: usize) -> Vec<u8> {
    let Ok(made) = snapshots(ours, &PEER, (theirs, going), seen, most);
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
