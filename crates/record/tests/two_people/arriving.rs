//! What comes from others: in any order, at once, forged, or damaged.

use super::{Device, amina, author, boris, both, meet};
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::answer::YesNoPartly;
use visita_domain::slots::WritePolicy;
use visita_record::{Applied, Author, DocumentKind, Incoming, RawChange, RecordDocument, Refusal, Signer};

#[test]
fn changes_that_arrive_before_what_they_rest_on_wait() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    a.answers(YesNoPartly::No);
    let (first, second) = (a.written[..1].to_vec(), a.written[1..].to_vec());
    assert_eq!(b.record.intake(&second, &Signer::lead(&amina())), Ok(Applied::Waiting));
    assert_eq!(b.record.intake(&first, &Signer::lead(&amina())), Ok(Applied::New(1)));
    assert_eq!(b.record.intake(&second, &Signer::lead(&amina())), Ok(Applied::New(1)));
    assert_eq!(b.record.intake(&second, &Signer::lead(&amina())), Ok(Applied::Known));
}

#[test]
fn a_change_in_the_name_of_another_device_is_refused() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    assert_eq!(
        b.record.intake(&a.written, &Signer::lead(&boris())),
        Err(Refusal::ForeignActor)
    );
    let mut forged = Device::new(
        Author {
            device: [2; 32],
            ..amina()
        },
        DocumentKind::Visit,
    );
    forged.answers(YesNoPartly::Yes);
    assert_eq!(
        a.record.intake(&forged.written, &Signer::lead(&amina())),
        Err(Refusal::ForeignActor)
    );
    assert_eq!(b.state(), "empty");
}

#[test]
fn mutated_changes_never_panic_and_never_leave_a_broken_record() {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(20_261_123);
    let mut a = Device::new(amina(), DocumentKind::Interview);
    a.set("frame/unit", json!("Block B"), WritePolicy::Fact);
    let heads = a.record.heads();
    a.types(&heads, "A short note with some words in it.");
    let fresh = RecordDocument::genesis(DocumentKind::Interview).unwrap();
    for _ in 0..2_000 {
        let mut record = fresh.clone();
        let mut changes = a.written.clone();
        let pick = rng.random_range(0..changes.len());
        let change = &mut changes[pick];
        for _ in 0..rng.random_range(1..4) {
            let place = rng.random_range(0..change.len());
            change[place] = (rng.next_u32() & 0xff) as u8;
        }
        match record.intake(&changes, &Signer::lead(&a.author)) {
            Ok(_) => assert!(RecordDocument::load(&record.compact().unwrap().into_bytes()).is_ok()),
            Err(_) => assert_eq!(record.heads(), fresh.clone().heads()),
        }
    }
}

#[test]
fn three_devices_in_any_order_converge_and_hide_no_conflict() {
    for seed in 0..20 {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        let mut devices: Vec<Device> = (1..=3)
            .map(|n| Device::new(author(["amina", "boris", "chen"][n - 1], n as u8), DocumentKind::Visit))
            .collect();
        for _ in 0..60 {
            let one = rng.random_range(0..3);
            if rng.random_bool(0.7) {
                let item = rng.random_range(0..4);
                let value = rng.random_range(0..3);
                devices[one].set(
                    &format!("answer/general/prison/item{item}"),
                    json!(value),
                    WritePolicy::Testimony,
                );
            } else {
                let other = (one + rng.random_range(1..3)) % 3;
                let (written, signer) = (devices[other].written.clone(), Signer::of(&devices[other].author));
                // Some changes rest on a third device's and wait; that is fine until everybody has met.
                for change in written {
                    devices[one].record.intake(&[change], &signer).unwrap();
                }
            }
        }
        let mut waiting = true;
        while waiting {
            waiting = false;
            for one in 0..3 {
                for other in 0..3 {
                    let (written, signer) = (devices[other].written.clone(), Signer::of(&devices[other].author));
                    for change in written {
                        waiting |= devices[one].record.intake(&[change], &signer).unwrap() == Applied::Waiting;
                    }
                }
            }
        }
        let heads: BTreeSet<_> = devices.iter_mut().map(|device| device.record.heads()).collect();
        assert_eq!(heads.len(), 1, "seed {seed}");
        for device in &devices {
            for (path, field) in devices[0].record.fields::<Value>("answer/") {
                let field = field.unwrap();
                let last = device.record.field::<Value>(&path).unwrap();
                assert_eq!(field.in_conflict(), last.in_conflict(), "seed {seed} {path}");
                let values: BTreeSet<String> = field.current().iter().map(|s| format!("{:?}", s.value)).collect();
                assert_eq!(field.in_conflict(), values.len() > 1, "seed {seed} {path}");
            }
        }
    }
}

#[test]
fn what_comes_at_once_and_in_any_order_is_taken_like_what_comes_one_by_one() {
    for seed in 0..10 {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        let (mut a, mut b) = both(DocumentKind::Visit);
        for _ in 0..12 {
            a.answers(YesNoPartly::Yes);
            b.takes_from(&a);
            b.answers(YesNoPartly::No);
            a.takes_from(&b);
        }
        let mut sent: Vec<(Signer, Vec<RawChange>)> = [&a, &b]
            .into_iter()
            .flat_map(|device| {
                let written = device.written.iter();
                written.map(|change| (Signer::of(&device.author), vec![change.clone()]))
            })
            .collect();
        for place in (1..sent.len()).rev() {
            sent.swap(place, rng.random_range(0..=place));
        }
        let incoming: Vec<Incoming<'_>> = sent
            .iter()
            .map(|(signer, changes)| Incoming { signer, changes })
            .collect();
        let mut c = RecordDocument::genesis(DocumentKind::Visit).unwrap();
        let intake = c.intake_all(&incoming);
        assert!(intake.outcomes.iter().all(|outcome| *outcome == Ok(Applied::New(1))));
        assert_eq!(c.heads(), a.record.heads(), "seed {seed}");
        let mut read_back = RecordDocument::load(&intake.whole.unwrap().into_bytes()).unwrap();
        assert_eq!(read_back.heads(), c.heads());
        let again = c.intake_all(&incoming);
        assert!(again.outcomes.iter().all(|outcome| *outcome == Ok(Applied::Known)));
        assert_eq!(again.whole, None);
    }
}

#[test]
fn one_bad_batch_among_many_costs_the_others_nothing() {
    let (mut a, mut b) = both(DocumentKind::Visit);
    a.answers(YesNoPartly::Yes);
    let backup = a.record.compact().unwrap().into_bytes();
    a.answers(YesNoPartly::No);
    b.answers(YesNoPartly::Partly);
    // A second change of the same number: it passes every look, and only the document itself can tell.
    let mut careless = Device::new(amina(), DocumentKind::Visit);
    careless.record = RecordDocument::load(&backup).unwrap();
    careless.answers(YesNoPartly::NotChecked);
    let (one, two) = (Signer::of(&amina()), Signer::of(&boris()));
    let incoming = [
        Incoming {
            signer: &one,
            changes: &a.written,
        },
        Incoming {
            signer: &one,
            changes: &careless.written,
        },
        Incoming {
            signer: &one,
            changes: &[vec![0; 40]],
        },
        Incoming {
            signer: &two,
            changes: &b.written,
        },
    ];
    let mut c = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let intake = c.intake_all(&incoming);
    assert_eq!(
        intake.outcomes,
        [
            Ok(Applied::New(2)),
            Err(Refusal::Duplicate),
            Err(Refusal::Bounds),
            Ok(Applied::New(1)),
        ]
    );
    meet(&mut a, &mut b);
    assert_eq!(c.heads(), a.record.heads());
}
