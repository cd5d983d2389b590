use super::*;
use crate::before_first;

fn snapshot(chains: Vec<ChainTo>) -> InnerSnapshot {
    InnerSnapshot {
        team: TeamId([1; 16]),
        doc: DocId([2; 16]),
        kind: DocKind::Visit,
        epoch: 3,
        device: DeviceId([4; 32]),
        chains,
        payload: vec![7, 8],
        signature: [6; 64],
    }
}

fn chain(device: u8, seq: u64) -> ChainTo {
    ChainTo {
        device: DeviceId([device; 32]),
        seq,
        hash: EnvelopeHash([5; 32]),
    }
}

fn reads(chains: Vec<ChainTo>) -> bool {
    let written = snapshot(chains.clone());
    InnerSnapshot::decode(&written.encode().unwrap()).is_ok_and(|read| read == written)
}

#[test]
fn chains_are_named_once_in_one_order_and_there_is_one_at_least() {
    let later = before_first(9);
    assert!(reads(vec![chain(1, 5), chain(1, later + 2), chain(2, 1)]));
    for wrong in [
        vec![],
        vec![chain(1, 0)],
        vec![chain(1, later)],
        vec![chain(2, 1), chain(1, 1)],
        vec![chain(1, 5), chain(1, 6)],
        vec![chain(1, later + 2), chain(1, 5)],
    ] {
        assert!(!reads(wrong.clone()), "{wrong:?}");
    }
}

#[test]
fn as_many_chains_as_devices_may_write_in_a_document_and_no_more() {
    let chains = |n: usize| (1..=n).map(|life| chain(1, before_first(u32::try_from(life).unwrap()) + 1));
    assert!(reads(chains(MAX_DEVICES).collect()));
    assert!(!reads(chains(MAX_DEVICES + 1).collect()));
}

#[test]
fn trailing_bytes_a_short_end_and_another_version_are_refused() {
    let bytes = snapshot(vec![chain(1, 1)]).encode().unwrap();
    assert!(InnerSnapshot::decode(&[bytes.as_slice(), &[0]].concat()).is_err());
    assert!(InnerSnapshot::decode(&bytes[..bytes.len() - 1]).is_err());
    let mut other = bytes;
    other[1] = 2;
    assert_eq!(InnerSnapshot::decode(&other).err(), Some(WireError::Version(2)));
}
