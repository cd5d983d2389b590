//! What is kept of a record: where it begins, what it is compacted to, what a newer version or a backup brings.

use super::{Device, OWN_BED, amina, at, boris, both, meet};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::answer::YesNoPartly;
use visita_domain::place::Place;
use visita_domain::slots::WritePolicy;
use visita_record::{Applied, Author, DocumentKind, RecordDocument, Signer};

#[test]
fn genesis_is_the_same_bytes_on_every_device() {
    for kind in DocumentKind::ALL {
        let mut one = RecordDocument::genesis(kind).unwrap();
        let mut other = RecordDocument::genesis(kind).unwrap();
        assert_eq!(
            one.compact().unwrap().into_bytes(),
            other.compact().unwrap().into_bytes()
        );
    }
    let head: String = RecordDocument::genesis(DocumentKind::Visit).unwrap().heads()[0]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(
        head,
        include_str!("genesis_visit.txt").trim(),
        "genesis changed: old and new devices could not merge"
    );
}

#[test]
fn a_restored_backup_writes_in_a_new_incarnation_and_merges() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    let backup = a.record.compact().unwrap().into_bytes();
    a.answers(YesNoPartly::No);
    b.takes_from(&a);

    let mut restored = Device::new(
        Author {
            incarnation: 1,
            ..amina()
        },
        DocumentKind::Visit,
    );
    restored.record = RecordDocument::load(&backup).unwrap();
    restored.answers(YesNoPartly::Partly);
    assert!(matches!(
        b.record.intake(&restored.written, &Signer::lead(&amina())),
        Ok(Applied::New(1))
    ));

    let mut careless = Device::new(amina(), DocumentKind::Visit);
    careless.record = RecordDocument::load(&backup).unwrap();
    careless.answers(YesNoPartly::NotChecked);
    let before = b.record.heads();
    assert!(
        b.record.intake(&careless.written, &Signer::lead(&amina())).is_err(),
        "the same number twice can never merge"
    );
    assert_eq!(b.record.heads(), before);
}

#[test]
fn what_only_words_in_two_lives_had_covered_stands_again_once_they_are_written_over() {
    let (mut a, mut b) = both(DocumentKind::Place);
    b.set("place/name", json!("Tarn Hill"), WritePolicy::Fact);
    a.takes_from(&b);
    let backup = a.record.compact().unwrap().into_bytes();
    a.set("place/name", json!("Tarn Hall"), WritePolicy::Fact);

    let mut restored = Device::new(
        Author {
            incarnation: 1,
            ..amina()
        },
        DocumentKind::Place,
    );
    restored.record = RecordDocument::load(&backup).unwrap();
    restored.set("place/name", json!("Tarn Hull"), WritePolicy::Fact);
    restored.takes_from(&a);
    assert_eq!(restored.record.conflicts("place"), ["place/name"], "one person, twice");
    restored.set("place/name", json!("Tarn Hale"), WritePolicy::Fact);
    b.takes_from(&a);
    b.takes_from(&restored);
    for device in [&restored, &b] {
        assert_eq!(
            device.record.conflicts("place"),
            ["place/name"],
            "rather shown once more than gone"
        );
        let field = device.record.field::<String>("place/name").unwrap();
        let mut current: Vec<_> = field.current().iter().flat_map(|slot| slot.value.clone()).collect();
        current.sort();
        assert_eq!(current, ["Tarn Hale", "Tarn Hill"]);
    }
}

#[test]
fn fields_of_a_newer_version_survive_and_an_unreadable_one_is_named() {
    let mut a = Device::new(amina(), DocumentKind::Place);
    a.set("place/name", json!("Tarn"), WritePolicy::Fact);
    a.set("place/holograms", json!({"count": 3}), WritePolicy::Fact);
    a.set("place/capacity", json!("many"), WritePolicy::Fact);
    let read = a.record.section::<Place>("place");
    assert_eq!((read.value.name.as_str(), read.value.capacity), ("Tarn", None));
    assert_eq!(read.unreadable, ["place/capacity"]);
    let mut again = RecordDocument::load(&a.record.compact().unwrap().into_bytes()).unwrap();
    let author = a.author.clone();
    again
        .edit(&author, at(9_999), |edit| {
            edit.set_section(
                "place",
                &Place {
                    name: "Tarn Hill".into(),
                    ..read.value
                },
            )
        })
        .unwrap();
    assert_eq!(
        again.field::<Value>("place/holograms").unwrap().shown(),
        Some(&json!({"count": 3}))
    );
    assert_eq!(
        again.field::<Value>("place/capacity").unwrap().shown(),
        Some(&json!("many")),
        "kept as it was"
    );
}

#[test]
fn compaction_reads_back_before_it_replaces() {
    let mut a = Device::new(amina(), DocumentKind::Visit);
    for _ in 0..20 {
        a.answers(YesNoPartly::Yes);
        a.answers(YesNoPartly::No);
    }
    let bytes = a.record.compact().unwrap().into_bytes();
    assert_eq!(RecordDocument::load(&bytes).unwrap().heads(), a.record.heads());
    let damaged: Vec<u8> = bytes.iter().take(bytes.len() - 1).copied().collect();
    assert!(RecordDocument::load(&damaged).is_err());
}

#[test]
fn every_write_is_found_in_the_history_with_its_device() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    b.answers(YesNoPartly::No);
    meet(&mut a, &mut b);
    let history = a.record.history();
    let who: BTreeSet<_> = history
        .iter()
        .filter(|e| e.paths.contains(OWN_BED))
        .filter_map(|e| e.device.clone())
        .collect();
    assert_eq!(who, [amina().device_hex(), boris().device_hex()].into());
}
