//! The order found here is the order automerge shows.

use super::*;
use crate::authorship::Signer;
use crate::cell::Author;
use crate::document::DocumentKind;
use proptest::prelude::*;
use visita_domain::dates::from_millis;

fn author(name: &str, device: u8) -> Author {
    Author {
        member: MemberId::parse(name).unwrap(),
        device: [device; 32],
        incarnation: 0,
    }
}

fn member_of(device: &[u8; DEVICE_BYTES]) -> Option<MemberId> {
    MemberId::parse(&format!("m{}", device[0])).ok()
}

/// The whole text, as the sequence has it.
fn read(record: &mut RecordDocument) -> String {
    let told = record.doc.get_changes_meta(&[]).into_iter().map(|change| Told {
        hash: change.hash,
        actor: change.actor.into_owned(),
        seq: change.seq,
        at_s: change.timestamp,
        deps: change.deps,
    });
    let past = Past::of(told.collect(), &member_of);
    let changes = record.doc.get_changes(&[]);
    let text = ObjectId::Id(record.text.to_string().parse().unwrap());
    let sequence = Sequence::of(text_ops(&changes, &text, &past, |_| true), &past);
    let now = Reading {
        past: &past,
        heads: None,
    };
    sequence
        .runs
        .iter()
        .filter(|run| now.sees(run))
        .map(|run| run.text.as_str())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn what_is_read_here_is_what_automerge_reads(
        steps in proptest::collection::vec((0_usize..3, 0_usize..30, 0_usize..6, "[a-zé😀 ]{0,6}", any::<bool>()), 1..40),
    ) {
        let mut devices: Vec<(Author, RecordDocument, Vec<Vec<u8>>)> = (1..=3)
            .map(|n| (author("amina", n), RecordDocument::genesis(DocumentKind::Interview).unwrap(), Vec::new()))
            .collect();
        for (who, at, drop, put, meet) in steps {
            let (from, to) = (who, (who + 1) % 3);
            let (author, record, written) = &mut devices[from];
            let mut chars: Vec<char> = record.text().chars().collect();
            let at = at.min(chars.len());
            let end = (at + drop).min(chars.len());
            chars.splice(at..end, put.chars());
            let (heads, text): (_, String) = (record.heads(), chars.into_iter().collect());
            let author = author.clone();
            let made = record.edit(&author, from_millis(1_000).unwrap(), |edit| edit.set_text(&heads, &text)).unwrap();
            written.extend(made);
            if meet {
                let (signer, written) = (Signer::of(&author), written.clone());
                for change in written {
                    devices[to].1.intake(&[change], &signer).unwrap();
                }
            }
        }
        for (_, record, _) in &mut devices {
            let text = record.text();
            prop_assert_eq!(read(record), text);
        }
    }
}
