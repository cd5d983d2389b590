//! Attacks on envelopes: by whoever carries them, and by a member who makes them.

use crate::stand::*;
use visita_seal::Secret;
use visita_seal::envelope::{DeviceKey, Header, seal_envelope};
use visita_testkit::device::must;
use visita_wire::{DeviceId, DocId, DocKind, MailboxTag, Message, Outer, Put, TeamId};

/// Boris's two envelopes in the visit, which the lead does not hold.
fn of_boris(stand: &mut Stand) -> Vec<Put> {
    let visit = stand.visit.clone();
    answers(&mut stand.boris, &visit, "own_bed", "no");
    answers(&mut stand.boris, &visit, "daylight", "yes");
    stand.puts(Who::Boris)
}

fn outer(put: &Put) -> Outer {
    Outer::decode(&put.outer).unwrap()
}

fn with(put: &Put, outer: &Outer) -> Put {
    Put {
        outer: outer.encode().unwrap().into(),
        ..put.clone()
    }
}

/// The lead hears Boris himself in the end: the attack kept nothing out.
fn boris_is_heard(stand: &mut Stand) {
    let (from, puts) = (stand.boris.id, stand.puts(Who::Boris));
    let count = u32::try_from(puts.len()).unwrap();
    let taken = must(
        stand
            .lead
            .with(|session, _| session.harness_take(from, vec![Message::Puts(puts)])),
    )
    .unwrap();
    assert_eq!(taken.applied + taken.known, count);
    stand.remember();
    stand.nothing_changed();
}

#[test]
fn a_relay_swaps_mailboxes() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let place = must(stand.mallory.with(|session, _| session.harness_records())).unwrap();
    let other = place.into_iter().find(|record| record.bytes() != put.doc.0).unwrap();
    let tag = must(stand.mallory.with(|session, _| session.harness_puts(other))).unwrap();
    let swapped = Outer {
        mailbox: outer(&tag[0]).mailbox,
        ..outer(&put)
    };
    stand.gives_and_sees(vec![with(&put, &swapped)], &["unopenable"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_carrier_makes_up_a_mailbox_under_anothers_number() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let made_up = |byte| {
        let mailbox = MailboxTag([byte; 32]);
        with(&put, &Outer { mailbox, ..outer(&put) })
    };
    // Of the two that nobody can open the first has the number, until one comes that opens.
    stand.gives_and_sees(vec![made_up(3)], &[]);
    stand.gives_and_sees(vec![made_up(4)], &["duplicate_number"]);
    let held = |stand: &mut Stand| {
        let have = must(stand.lead.with(|session, _| session.harness_have())).unwrap();
        let docs = have.docs.into_iter().filter(|doc| doc.doc == put.doc);
        let chains = docs.flat_map(|doc| doc.held);
        chains.filter(|to| to.device == put.device).map(|to| to.seq).max()
    };
    assert!(
        held(&mut stand).is_none_or(|seq| seq < put.seq),
        "nobody would bring the true one"
    );
    boris_is_heard(&mut stand);
    assert!(held(&mut stand).is_some_and(|seq| seq > put.seq));
    stand.sees(&["duplicate_number", "unopenable"]);
}

/// The same bytes for a mailbox that nobody ever granted.
fn for_nobody(put: &Put) -> Put {
    let mailbox = MailboxTag([3; 32]);
    with(put, &Outer { mailbox, ..outer(put) })
}

#[test]
fn a_carrier_puts_a_made_up_mailbox_before_the_true_one() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let taken = stand.gives(vec![Message::Puts(vec![for_nobody(&put), put])]);
    assert_eq!((taken.applied, taken.quarantined), (1, 0));
    stand.sees(&["unopenable"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_carrier_brings_noise_under_the_number_of_what_waits_for_its_key() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let sealed = for_nobody(&put);
    stand.gives_and_sees(vec![sealed.clone()], &[]);
    let noise = Put {
        outer: vec![7; 64].into(),
        ..put
    };
    stand.gives_and_sees(vec![noise], &["unopenable"]);
    let again = stand.gives(vec![Message::Puts(vec![sealed])]);
    assert_eq!((again.known, again.waiting), (1, 0), "what waits is still there");
    boris_is_heard(&mut stand);
}

#[test]
fn a_member_takes_numbers_for_later_before_its_removal() {
    let mut stand = Stand::new();
    let (removed, visit) = (stand.mallory.id, stand.visit.clone());
    let number = stand.envelope(&[]);
    stand.gives(vec![Message::Puts(vec![for_nobody(&number)])]);
    must(stand.lead.with(|session, _| session.harness_remove(removed))).unwrap();
    stand.remember();
    answers(&mut stand.mallory, &visit, "vermin", "yes");
    let put = stand.puts(Who::Mallory).remove(0);
    assert_eq!(put.seq, number.seq);
    let from = stand.boris.id;
    let puts = vec![Message::Puts(vec![put])];
    let taken = must(stand.lead.with(|session, _| session.harness_take(from, puts))).unwrap();
    assert_eq!(taken.applied, 0, "the made-up number let nothing in after the removal");
    stand.sees(&["after_removal", "unopenable"]);
    stand.nothing_changed();
}

#[test]
fn a_relay_swaps_nonces() {
    let mut stand = Stand::new();
    let puts = of_boris(&mut stand);
    let swapped = Outer {
        nonce: outer(&puts[1]).nonce,
        ..outer(&puts[0])
    };
    stand.gives_and_sees(vec![with(&puts[0], &swapped)], &["unopenable"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_relay_flips_one_bit() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let mut flipped = outer(&put);
    flipped.ciphertext[100] ^= 1;
    stand.gives_and_sees(vec![with(&put, &flipped)], &["unopenable"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_relay_cuts_an_envelope_short() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let cut = Put {
        outer: put.outer[..put.outer.len() / 2].to_vec().into(),
        ..put
    };
    stand.gives_and_sees(vec![cut], &["malformed"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_relay_downgrades_the_version() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let mut bytes = put.outer.to_vec();
    assert_eq!(bytes[1], 1, "the version");
    bytes[1] = 0;
    stand.gives_and_sees(
        vec![Put {
            outer: bytes.into(),
            ..put
        }],
        &["malformed"],
    );
    boris_is_heard(&mut stand);
}

#[test]
fn a_relay_replays_what_is_held() {
    let mut stand = Stand::new();
    let held = stand.puts(Who::Lead);
    let taken = stand.gives(vec![Message::Puts([held.clone(), held].concat())]);
    assert_eq!((taken.applied, taken.quarantined), (0, 0));
    stand.sees(&[]);
    stand.nothing_changed();
}

#[test]
fn a_relay_withholds_the_first_of_two() {
    let mut stand = Stand::new();
    let puts = of_boris(&mut stand);
    let taken = stand.gives(vec![Message::Puts(vec![puts[1].clone()])]);
    assert_eq!(
        (taken.applied, taken.waiting),
        (0, 1),
        "what rests on it waits, and is not shown without it"
    );
    stand.sees(&[]);
    stand.nothing_changed();
    let taken = stand.gives(vec![Message::Puts(vec![puts[0].clone()])]);
    assert_eq!(taken.applied, 2);
}

#[test]
fn a_relay_reorders() {
    let mut stand = Stand::new();
    let mut puts = of_boris(&mut stand);
    puts.reverse();
    assert_eq!(stand.gives(vec![Message::Puts(puts)]).applied, 2);
    stand.sees(&[]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_relay_floods_with_noise() {
    let mut stand = Stand::new();
    let template = of_boris(&mut stand).remove(0);
    let noise = (1..=200_u8).map(|n| {
        let mut outer = outer(&template);
        outer.ciphertext[7] ^= n;
        with(
            &Put {
                seq: u64::from(n),
                ..template.clone()
            },
            &outer,
        )
    });
    let noise: Vec<Put> = noise.collect();
    let reasons = vec!["unopenable"; noise.len()];
    stand.gives_and_sees(noise, &reasons);
    boris_is_heard(&mut stand);
}

#[test]
fn a_member_labels_an_envelope_with_another_document() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    let records = must(stand.lead.with(|session, _| session.harness_records())).unwrap();
    let other = records.into_iter().find(|record| record.bytes() != put.doc.0).unwrap();
    stand.gives_and_sees(
        vec![Put {
            doc: DocId(other.bytes()),
            ..put
        }],
        &["unopenable"],
    );
    boris_is_heard(&mut stand);
}

#[test]
fn a_member_labels_an_envelope_with_another_number() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    stand.gives_and_sees(vec![Put { seq: 2, ..put }], &["mislabelled"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_member_labels_its_own_envelope_with_anothers_name() {
    let mut stand = Stand::new();
    of_boris(&mut stand);
    let visit = stand.visit.clone();
    answers(&mut stand.mallory, &visit, "vermin", "yes");
    let put = stand.puts(Who::Mallory).remove(0);
    stand.gives_and_sees(
        vec![Put {
            device: stand.boris.id,
            ..put
        }],
        &["mislabelled"],
    );
    boris_is_heard(&mut stand);
}

#[test]
fn a_member_takes_a_number_before_its_owner_comes() {
    let mut stand = Stand::new();
    let true_one = of_boris(&mut stand).remove(0);
    let mut garbage = outer(&true_one);
    garbage.ciphertext.reverse();
    // Two at once under one number: the false one first.
    stand.gives(vec![Message::Puts(vec![with(&true_one, &garbage), true_one])]);
    assert!(reasons(&mut stand.lead).contains("unopenable"));
    boris_is_heard(&mut stand);
    stand.sees(&["unopenable"]);
}

#[test]
fn a_member_says_a_record_is_of_another_kind() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let header = Header {
        team: owned.roster.team,
        kind: DocKind::Interview,
        seq: 1,
        prev: None,
        sent_at_ms: 1,
    };
    let put = sealed(&owned, key_of(&owned, stand.doc()), &header, &[vec![0; 40]]);
    stand.gives_and_sees(vec![put], &["mislabelled"]);
}

#[test]
fn a_member_brings_another_teams_envelope() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let header = Header {
        team: TeamId([7; 16]),
        kind: DocKind::Visit,
        seq: 1,
        prev: None,
        sent_at_ms: 1,
    };
    let put = sealed(&owned, key_of(&owned, stand.doc()), &header, &[]);
    stand.gives_and_sees(vec![put], &["foreign_team"]);
}

#[test]
fn a_ghost_device_writes_with_a_stolen_key() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let ghost = DeviceKey::derive(&Secret::new([66; 32]));
    let header = Header {
        team: owned.roster.team,
        kind: DocKind::Visit,
        seq: 1,
        prev: None,
        sent_at_ms: 1,
    };
    let bytes = seal_envelope(key_of(&owned, stand.doc()), &header, &[], &ghost, &mut rand::rng()).unwrap();
    let put = Put {
        doc: DocId(stand.doc().bytes()),
        device: ghost.id(),
        seq: 1,
        outer: bytes.into(),
    };
    stand.gives_and_sees(vec![put], &["stranger"]);
}

#[test]
fn a_member_signs_one_number_twice() {
    let mut stand = Stand::new();
    let visit = stand.visit.clone();
    let second = stand.envelope(&[]);
    answers(&mut stand.mallory, &visit, "vermin", "yes");
    let first = stand.puts(Who::Mallory).remove(0);
    assert_eq!(first.seq, second.seq);
    stand.gives(vec![Message::Puts(vec![first])]);
    stand.remember();
    stand.gives_and_sees(vec![second], &["duplicate_number"]);
}

#[test]
fn a_member_forks_its_own_chain() {
    let mut stand = Stand::new();
    let visit = stand.visit.clone();
    answers(&mut stand.mallory, &visit, "vermin", "yes");
    let first = stand.puts(Who::Mallory);
    let seq = first[0].seq + 1;
    stand.gives(vec![Message::Puts(first)]);
    stand.remember();
    let owned = stand.owned();
    let prev = Some(visita_wire::EnvelopeHash([5; 32]));
    let header = Header {
        team: owned.roster.team,
        kind: DocKind::Visit,
        seq,
        prev,
        sent_at_ms: 1,
    };
    let put = sealed(&owned, key_of(&owned, stand.doc()), &header, &[]);
    stand.gives_and_sees(vec![put], &["broken_chain"]);
}

#[test]
fn a_removed_device_writes_on() {
    let mut stand = Stand::new();
    let removed = stand.mallory.id;
    must(stand.lead.with(|session, _| session.harness_remove(removed))).unwrap();
    stand.remember();
    let visit = stand.visit.clone();
    answers(&mut stand.mallory, &visit, "vermin", "yes");
    let (from, puts) = (stand.boris.id, stand.puts(Who::Mallory));
    let taken = must(
        stand
            .lead
            .with(|session, _| session.harness_take(from, vec![Message::Puts(puts)])),
    )
    .unwrap();
    assert_eq!(taken.applied, 0);
    stand.sees(&["after_removal"]);
    stand.nothing_changed();
}

#[test]
fn a_member_sends_more_than_a_person_writes() {
    let mut stand = Stand::new();
    // Sixteen megabytes of one letter travel as a few kilobytes.
    let put = stand.envelope(&[vec![b'a'; 16 * 1024 * 1024 - 4]]);
    assert!(put.outer.len() < 8 * 1024);
    stand.gives_and_sees(vec![put], &["bounds"]);
}

#[test]
fn a_member_floods_with_orphans() {
    let mut stand = Stand::new();
    let visit = stand.visit.clone();
    for round in 0..30 {
        answers(
            &mut stand.mallory,
            &visit,
            "vermin",
            if round % 2 == 0 { "yes" } else { "no" },
        );
    }
    let mut orphans = stand.puts(Who::Mallory);
    orphans.remove(0);
    let taken = stand.gives(vec![Message::Puts(orphans)]);
    assert_eq!((taken.applied, taken.waiting, taken.quarantined), (0, 29, 0));
    stand.sees(&[]);
    stand.nothing_changed();
    // Work goes on beside them.
    answers(&mut stand.lead, &visit, "toilets", "no");
}

#[test]
fn a_member_writes_an_unknown_record_nobody_has_a_key_for() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let key = visita_seal::envelope::DocKey {
        doc: DocId([3; 16]),
        epoch: 1,
        key: Secret::new([4; 32]),
    };
    let header = Header {
        team: owned.roster.team,
        kind: DocKind::Visit,
        seq: 1,
        prev: None,
        sent_at_ms: 1,
    };
    let put = sealed(&owned, &key, &header, &[]);
    let taken = stand.gives(vec![Message::Puts(vec![put])]);
    assert_eq!((taken.applied, taken.waiting), (0, 1));
    stand.sees(&[]);
    stand.nothing_changed();
}

#[test]
fn a_stranger_brings_true_envelopes() {
    let mut stand = Stand::new();
    let puts = of_boris(&mut stand);
    let stranger: DeviceId = NOBODY;
    let answer = stand
        .lead
        .with(|session, _| session.harness_take(stranger, vec![Message::Puts(puts)]));
    is_refused(answer, visita_app::api::ErrorCode::BadFile);
    stand.sees(&[]);
    stand.nothing_changed();
}

#[test]
fn a_member_numbers_an_envelope_beyond_all_numbers() {
    let mut stand = Stand::new();
    let put = of_boris(&mut stand).remove(0);
    stand.gives_and_sees(vec![Put { seq: u64::MAX, ..put }], &["mislabelled"]);
    boris_is_heard(&mut stand);
}

#[test]
fn a_member_signs_a_number_beyond_all_numbers() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let prev = Some(visita_wire::EnvelopeHash([5; 32]));
    let header = Header {
        team: owned.roster.team,
        kind: DocKind::Visit,
        seq: u64::MAX,
        prev,
        sent_at_ms: 1,
    };
    let put = sealed(&owned, key_of(&owned, stand.doc()), &header, &[]);
    stand.gives_and_sees(vec![put], &["mislabelled"]);
    let rows = stand.lead.ok("quarantine_list", serde_json::json!({})).unwrap();
    let again = stand
        .lead
        .ok("quarantine_retry", serde_json::json!({"id": rows["rows"][0]["id"]}))
        .unwrap();
    assert_eq!(again["reason"], "mislabelled");
}
