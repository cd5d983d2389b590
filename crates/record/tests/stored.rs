//! What is stored of a record reads back as the record, however it was cut into chunks, or it is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::json;
use visita_domain::MemberId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::{Author, DocumentKind, NotReadBack, OpenError, RawChange, RecordDocument, Signer, Standing};

fn author(device: u8) -> Author {
    Author {
        member: MemberId::parse(&format!("member{device}")).unwrap(),
        device: [device; 32],
        incarnation: 0,
    }
}

/// A record in memory, and what a store has of it.
struct Kept {
    record: RecordDocument,
    bytes: Vec<u8>,
    chunks: usize,
    clock: i64,
}

impl Kept {
    fn new() -> Self {
        let mut record = RecordDocument::genesis(DocumentKind::Interview).unwrap();
        let bytes = record.compact().unwrap().into_bytes();
        Self {
            record,
            bytes,
            chunks: 0,
            clock: 0,
        }
    }

    fn write(&mut self, number: u32) -> (Standing, Vec<RawChange>) {
        self.clock += 1;
        let before = self.record.standing();
        let heads = self.record.heads();
        let text = format!("{}{number} ", self.record.text());
        let at = from_millis(1_700_000_000_000 + self.clock * 1_000).unwrap();
        let path = format!("frame/field{}", number % 5);
        let made = self.record.edit(&author(1), at, |edit| {
            if !number.is_multiple_of(3) {
                edit.set(&path, Some(&json!(number)), WritePolicy::Testimony)?;
            }
            if number % 3 < 2 {
                edit.set_text(&heads, &text)?;
            }
            Ok(())
        });
        (before, made.unwrap())
    }

    fn add(&mut self, number: u32) {
        let (before, changes) = self.write(number);
        let chunk = self.record.chunk_since(&before, &changes).unwrap();
        self.bytes.extend(chunk.bytes());
        self.chunks += 1;
    }

    /// Boris wrote on what stood here before, and it is taken in.
    fn take(&mut self, number: u32) {
        let mut his = self.record.clone();
        self.add(number);
        let at = from_millis(1_700_000_500_000 + i64::from(number)).unwrap();
        let made = his.edit(&author(2), at, |edit| {
            edit.set("frame/field1", Some(&json!(number)), WritePolicy::Testimony)
        });
        self.record.intake(&made.unwrap(), &Signer::of(&author(2))).unwrap();
        self.compact();
    }

    fn compact(&mut self) {
        self.bytes = self.record.compact().unwrap().into_bytes();
        self.chunks = 0;
    }

    fn heads(&mut self) -> Vec<u8> {
        self.record.standing().heads()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn chunks_and_whole_encodings_say_the_same(steps in prop::collection::vec((0_u8..8, 0_u32..60), 1..40)) {
        let mut kept = Kept::new();
        for (kind, number) in steps {
            match kind {
                0 => kept.compact(),
                1 => kept.take(number),
                _ => kept.add(number),
            }
            let heads = kept.heads();
            let mut again = RecordDocument::open(&kept.bytes, &heads).unwrap();
            prop_assert_eq!(again.standing(), kept.record.standing());
            prop_assert_eq!(again.changes(), kept.record.changes());
            prop_assert_eq!(again.text(), kept.record.text());
            prop_assert_eq!(again.raw_fields(""), kept.record.raw_fields(""));
            prop_assert_eq!(again.compact().unwrap(), kept.record.compact().unwrap());
        }
    }

    #[test]
    fn a_flipped_bit_never_reads_back_as_another_record(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut kept = Kept::new();
        (0..6).for_each(|number| kept.add(number));
        let heads = kept.heads();
        let at = at.index(kept.bytes.len());
        kept.bytes[at] ^= 1 << bit;
        if let Ok(mut read) = RecordDocument::open(&kept.bytes, &heads) {
            prop_assert_eq!(read.standing(), kept.record.standing());
            prop_assert_eq!(read.raw_fields(""), kept.record.raw_fields(""));
        }
    }
}

#[test]
fn a_record_that_lacks_a_chunk_does_not_open() {
    let mut kept = Kept::new();
    let mut without = Vec::new();
    for number in 0..6 {
        let before = kept.bytes.len();
        kept.add(number);
        if number != 3 {
            without.extend(&kept.bytes[before..]);
        }
    }
    let heads = kept.heads();
    let whole = RecordDocument::genesis(DocumentKind::Interview)
        .unwrap()
        .compact()
        .unwrap();
    let without = [whole.into_bytes(), without].concat();
    let opened = |bytes: &[u8]| RecordDocument::open(bytes, &heads).map(|_| ());
    assert_eq!(opened(&kept.bytes), Ok(()));
    assert_eq!(opened(&without), Err(OpenError::Damaged), "one in the middle");
    let mut shorter = kept.bytes.clone();
    while shorter.len() > kept.bytes.len() / 2 {
        shorter.pop();
        assert_eq!(opened(&shorter), Err(OpenError::Damaged), "cut at {}", shorter.len());
    }
}

#[test]
fn a_whole_encoding_that_does_not_hold_takes_nobodys_place() {
    let mut kept = Kept::new();
    kept.add(1);
    let earlier = kept.record.compact().unwrap().into_bytes();
    kept.add(2);
    let good = kept.record.compact().unwrap().into_bytes();
    let other = RecordDocument::genesis(DocumentKind::Visit).unwrap().compact().unwrap();
    let cut = good[..good.len() - 1].to_vec();
    for bad in [earlier, other.into_bytes(), cut, Vec::new(), vec![0; 64]] {
        assert_eq!(kept.record.read_back(bad), Err(NotReadBack));
    }
    assert!(kept.record.read_back(good).is_ok());
}

#[test]
fn a_chunk_that_does_not_lead_from_there_to_here_is_refused() {
    let mut kept = Kept::new();
    kept.add(1);
    let (before, changes) = kept.write(4);
    assert_eq!(changes.len(), 2, "a cell and the text");
    let false_sum = |mut change: RawChange| {
        change[4] ^= 1;
        change
    };
    let (one, two) = (changes[0].clone(), changes[1].clone());
    let bad = [
        vec![],
        vec![one.clone()],
        vec![two.clone()],
        vec![one.clone(), one.clone(), two.clone()],
        vec![one.clone(), false_sum(two.clone())],
        vec![one, two, vec![1, 2, 3]],
    ];
    for bad in bad {
        assert_eq!(kept.record.chunk_since(&before, &bad), Err(NotReadBack));
    }
    let here = kept.record.standing();
    assert_eq!(kept.record.chunk_since(&here, &changes), Err(NotReadBack), "twice");
    assert!(kept.record.chunk_since(&before, &changes).is_ok());
}
