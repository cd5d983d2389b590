//! True bytes made false, in the ways that break parsers.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// Changes made to one input, at most.
const MOST_CHANGES: usize = 6;
/// Bytes added at once, at most.
const MOST_ADDED: usize = 48;
/// Depth of nesting put in.
const DEPTH: usize = 4_000;
/// Bytes that stand at the edges of what numbers, lengths and texts may be.
const EDGES: [u8; 12] = [0, 1, 0x17, 0x18, 0x1f, 0x5f, 0x7f, 0x80, 0x9f, 0xbf, 0xf6, 0xff];
/// Heads of CBOR that announce more than there is.
const ANNOUNCED: [&[u8]; 6] = [
    &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0xbb, 0, 0, 0, 1, 0, 0, 0, 0],
    &[0x9a, 0x7f, 0xff, 0xff, 0xff],
    &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
];

/// One of the ways, once or some times; parts of `other` come in.
#[must_use]
pub fn mutated(rng: &mut ChaCha8Rng, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..rng.random_range(1..=MOST_CHANGES) {
        change(rng, &mut bytes, other);
    }
    bytes
}

fn change(rng: &mut ChaCha8Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = rng.random_range(0..=bytes.len());
    let to = rng.random_range(at..=bytes.len());
    match rng.random_range(0..9) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << rng.random_range(0..8);
            }
        }
        1 => {
            let edge = EDGES.get(rng.random_range(0..EDGES.len())).copied().unwrap_or_default();
            if let Some(byte) = bytes.get_mut(at) {
                *byte = edge;
            }
        }
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..to)),
        4 => {
            let twice = bytes.get(at..to).unwrap_or_default().to_vec();
            bytes.splice(to..to, twice);
        }
        5 => {
            let count = rng.random_range(1..=MOST_ADDED);
            let added: Vec<u8> = (0..count).map(|_| rng.random()).collect();
            bytes.splice(at..at, added);
        }
        6 => {
            let from = rng.random_range(0..=other.len());
            let until = rng.random_range(from..=other.len());
            bytes.splice(at..to, other.get(from..until).unwrap_or_default().iter().copied());
        }
        7 => {
            let head = ANNOUNCED
                .get(rng.random_range(0..ANNOUNCED.len()))
                .copied()
                .unwrap_or_default();
            bytes.splice(at..at, head.iter().copied());
        }
        _ => {
            let opening = if rng.random() { 0x81 } else { b'[' };
            bytes.splice(at..at, std::iter::repeat_n(opening, rng.random_range(1..=DEPTH)));
        }
    }
}
