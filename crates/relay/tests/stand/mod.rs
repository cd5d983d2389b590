//! What the tests of the relay stand on: a real PostgreSQL, envelopes, and the program itself.
#![allow(dead_code)]

pub mod cluster;
pub mod http;
pub mod program;
pub mod search;
pub mod wire;

use visita_wire::relay::{MailboxToken, sealed_for};
use visita_wire::{MailboxTag, Outer};

/// The smallest envelope there is: 4 KiB of content, sealed.
pub const SMALL: usize = 4096 + 16;

/// Another number each time, and the same in each run.
pub fn mixed(n: u64) -> [u8; 32] {
    let mut state = n;
    let mut bytes = [0; 32];
    for chunk in bytes.chunks_mut(8) {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        chunk.copy_from_slice(&(z ^ (z >> 31)).to_be_bytes());
    }
    bytes
}

pub fn tag(n: u64) -> MailboxTag {
    MailboxTag(mixed(n))
}

pub fn token(n: u64) -> MailboxToken {
    MailboxToken(mixed(n ^ 0x7f00_0000_0000_0000))
}

/// The `n`th envelope for a mailbox, of so many sealed bytes: none compresses, no two are the same.
pub fn envelope(mailbox: MailboxTag, n: u64, sealed: usize) -> Vec<u8> {
    let ciphertext: Vec<u8> = (0..sealed.div_ceil(32))
        .flat_map(|k| mixed(n.wrapping_mul(1_000_003).wrapping_add(k as u64)))
        .take(sealed)
        .collect();
    let outer = Outer {
        mailbox,
        nonce: mixed(n)[..24].try_into().unwrap(),
        ciphertext,
    };
    let bytes = outer.encode().unwrap();
    assert_eq!(sealed_for(&bytes), Ok(mailbox));
    bytes
}
