use super::*;
use crate::roster::{Act, DeviceCard, KeptTo, Person, Role, found};
use visita_wire::MemberId;

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

fn person(n: u8, role: Role) -> Person {
    Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    }
}

fn team() -> (Roster, Vec<FileKey>) {
    let keys = vec![FileKey::make(), FileKey::make()];
    let founder = person(1, Role::Lead);
    let (_, mut roster) = found(TeamId([1; 16]), "B", "T", founder, &keys[0].recipient(), &device(1), 0).unwrap();
    let card = DeviceCard {
        device: device(2).id(),
        recipient: keys[1].recipient(),
    };
    roster
        .write(
            Act::Admit {
                person: person(2, Role::Inspector),
                card,
            },
            &device(1),
            1,
        )
        .unwrap();
    (roster, keys)
}

/// One key of a visit for the whole team, granted to these devices.
fn make_grant(
    key: &DocKey,
    kind: DocKind,
    roster: &Roster,
    to: &[DeviceId],
    device: &DeviceKey,
) -> Result<Vec<u8>, GrantError> {
    let keyed = Keyed {
        key: DocKey {
            doc: key.doc,
            epoch: key.epoch,
            key: key.key.clone(),
        },
        kind,
        audience: Audience::Team,
        about: None,
    };
    let grants = make_grants(&[keyed], roster, &to.iter().copied().collect(), device)?;
    assert_eq!(grants.len(), 1);
    Ok(grants.into_iter().next().unwrap())
}

fn doc_key() -> DocKey {
    DocKey {
        doc: DocId([5; 16]),
        epoch: 1,
        key: Secret::new([6; 32]),
    }
}

#[test]
fn a_granted_device_gets_the_key_and_others_only_carry_it() {
    let (roster, keys) = team();
    let grant = make_grant(&doc_key(), DocKind::Visit, &roster, &[device(2).id()], &device(1)).unwrap();
    let verified = verify_grant(&grant, &roster).ok().unwrap();
    let says = TrustedGrant {
        issuer: device(1).id(),
        readers: Some(vec![device(2).id()]),
        subjects: vec![Subject {
            doc: DocId([5; 16]),
            epoch: 1,
            mailbox: doc_key().mailbox().unwrap(),
            kind: DocKind::Visit,
            audience: Audience::Team,
            about: None,
        }],
    };
    assert_eq!(verified.says(), says);
    assert_eq!(trusted_grant(&grant), Ok(says));
    assert_eq!(verified.open(&keys[1]).ok().unwrap()[0].key.expose(), &[6; 32]);
    assert_eq!(verified.open(&keys[0]).err(), Some(GrantError::NotForUs));
    assert_eq!(
        make_grant(&doc_key(), DocKind::Visit, &roster, &[device(9).id()], &device(1)).err(),
        Some(GrantError::Malformed),
        "a ghost device is on no roster"
    );
}

#[test]
fn strangers_forgers_and_the_removed_grant_nothing() {
    let (mut roster, _) = team();
    let by = |n, roster: &Roster| {
        let to = [device(n).id()];
        make_grant(&doc_key(), DocKind::Visit, roster, &to, &device(n)).unwrap()
    };
    let theirs = found(
        TeamId([1; 16]),
        "B",
        "T",
        person(9, Role::Lead),
        &FileKey::make().recipient(),
        &device(9),
        0,
    );
    let strangers = by(9, &theirs.unwrap().1);
    assert_eq!(verify_grant(&strangers, &roster).err(), Some(GrantError::Stranger));
    let good = by(2, &roster);
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1 << (place % 8);
        assert!(verify_grant(&bad, &roster).is_err(), "byte {place}");
    }
    let removed = roster.write(
        Act::Remove {
            device: device(2).id(),
            kept: vec![],
        },
        &device(1),
        2,
    );
    assert!(removed.is_ok());
    assert_eq!(verify_grant(&good, &roster).err(), Some(GrantError::AfterRemoval));
}

#[test]
fn what_a_removed_device_granted_up_to_its_cut_off_still_opens() {
    let (roster, keys) = team();
    let by_removed = |doc: u8, epoch| {
        let key = DocKey {
            doc: DocId([doc; 16]),
            epoch,
            key: Secret::new([6; 32]),
        };
        make_grant(&key, DocKind::Visit, &roster, &[device(1).id()], &device(2)).unwrap()
    };
    let (held, next_epoch, other_doc) = (by_removed(5, 2), by_removed(5, 3), by_removed(6, 1));
    let mut after = roster.clone();
    let kept = vec![KeptTo {
        doc: DocId([5; 16]),
        seq: 0,
        epoch: 2,
    }];
    let remove = Act::Remove {
        device: device(2).id(),
        kept,
    };
    after.write(remove, &device(1), 2).unwrap();
    assert!(verify_grant(&held, &after).ok().unwrap().open(&keys[0]).is_ok());
    for late in [next_epoch, other_doc] {
        assert_eq!(verify_grant(&late, &after).err(), Some(GrantError::AfterRemoval));
    }
}

#[test]
fn a_grant_of_another_team_and_one_to_the_removed_are_refused() {
    let (mut roster, keys) = team();
    let founder = person(1, Role::Lead);
    let other = found(TeamId([7; 16]), "B", "T", founder, &keys[0].recipient(), &device(1), 0);
    let foreign = make_grant(
        &doc_key(),
        DocKind::Visit,
        &other.unwrap().1,
        &[device(1).id()],
        &device(1),
    );
    assert_eq!(
        verify_grant(&foreign.unwrap(), &roster).err(),
        Some(GrantError::ForeignTeam)
    );
    let remove = Act::Remove {
        device: device(2).id(),
        kept: vec![],
    };
    roster.write(remove, &device(1), 2).unwrap();
    let to_removed = make_grant(&doc_key(), DocKind::Visit, &roster, &[device(2).id()], &device(1));
    assert_eq!(to_removed.err(), Some(GrantError::Malformed));
}

#[test]
fn who_was_removed_is_named_as_having_a_key_and_not_sealed_to() {
    let (mut roster, keys) = team();
    let remove = Act::Remove {
        device: device(2).id(),
        kept: vec![],
    };
    roster.write(remove, &device(1), 2).unwrap();
    let both = BTreeSet::from([device(1).id(), device(2).id()]);
    let made = |readers| make_grants_of_known(&[keyed(1, Audience::Team)], &roster, readers, &device(1));
    let grants = made(&both).unwrap();
    let verified = verify_grant(&grants[0], &roster).ok().unwrap();
    assert_eq!(
        verified.says().readers.unwrap().into_iter().collect::<BTreeSet<_>>(),
        both
    );
    assert!(verified.open(&keys[0]).is_ok());
    assert_eq!(verified.open(&keys[1]).err(), Some(GrantError::NotForUs));
    assert_eq!(
        made(&BTreeSet::from([device(2).id()])).err(),
        Some(GrantError::Malformed),
        "for nobody else there is none"
    );
}

#[test]
fn an_observer_grants_nothing_and_who_became_one_unsays_nothing() {
    let (roster, keys) = team();
    let to = [device(1).id()];
    let good = make_grant(&doc_key(), DocKind::Visit, &roster, &to, &device(2)).unwrap();
    let set = |role| Act::SetRole {
        member: MemberId([2; 16]),
        role,
    };
    let mut demoted = roster.clone();
    demoted.write(set(Role::Observer), &device(1), 2).unwrap();
    assert!(verify_grant(&good, &demoted).ok().unwrap().open(&keys[0]).is_ok());
    let by_observer = make_grant(&doc_key(), DocKind::Visit, &demoted, &to, &device(2));
    assert_eq!(by_observer.err(), Some(GrantError::NotAllowed));
    // A program of their own does not ask, and an observer from the beginning is refused by everybody.
    let mut looked_on = found(
        TeamId([1; 16]),
        "B",
        "T",
        person(1, Role::Lead),
        &keys[0].recipient(),
        &device(1),
        0,
    )
    .unwrap()
    .1;
    let card = DeviceCard {
        device: device(2).id(),
        recipient: keys[1].recipient(),
    };
    let person = person(2, Role::Observer);
    looked_on.write(Act::Admit { person, card }, &device(1), 1).unwrap();
    assert_eq!(verify_grant(&good, &looked_on).err(), Some(GrantError::NotAllowed));
}

#[test]
fn two_keys_for_one_document_and_epoch_are_seen_by_those_who_can_open_neither() {
    let (roster, _) = team();
    let by = |n: u8, key: u8| {
        let key = DocKey {
            key: Secret::new([key; 32]),
            ..doc_key()
        };
        make_grant(&key, DocKind::Visit, &roster, &[device(1).id()], &device(n)).unwrap()
    };
    let subject = |bytes: &[u8]| trusted_grant(bytes).unwrap().subjects;
    assert_ne!(subject(&by(1, 6)), subject(&by(2, 7)));
    assert_eq!(subject(&by(1, 6)), subject(&by(2, 6)), "granted to others as well");
}

#[test]
fn a_grant_that_names_another_key_than_it_brings_is_not_taken() {
    let (roster, keys) = team();
    let grant = make_grant(&doc_key(), DocKind::Visit, &roster, &[device(2).id()], &device(1)).unwrap();
    let mut verified = verify_grant(&grant, &roster).ok().unwrap();
    verified.0.subjects[0].mailbox = MailboxTag([9; 32]);
    assert_eq!(verified.open(&keys[1]).err(), Some(GrantError::Malformed));
}

#[test]
fn a_key_wrapped_for_another_document_is_not_taken() {
    let (roster, keys) = team();
    let grant = make_grant(&doc_key(), DocKind::Visit, &roster, &[device(2).id()], &device(1)).unwrap();
    let mut verified = verify_grant(&grant, &roster).ok().unwrap();
    verified.0.subjects[0].doc = DocId([8; 16]);
    assert_eq!(verified.open(&keys[1]).err(), Some(GrantError::Malformed));
}

fn keyed(n: u16, audience: Audience) -> Keyed {
    let mut doc = [0; 16];
    doc[..2].copy_from_slice(&n.to_be_bytes());
    Keyed {
        key: DocKey {
            doc: DocId(doc),
            epoch: 1,
            key: Secret::new([7; 32]),
        },
        kind: DocKind::Interview,
        audience,
        about: Some(DocId([9; 16])),
    }
}

#[test]
fn many_keys_go_in_few_grants_and_each_is_opened_as_what_it_is() {
    let (roster, keys) = team();
    let readers = BTreeSet::from([device(1).id(), device(2).id()]);
    let chosen = Audience::Chosen(BTreeSet::from([MemberId([2; 16])]));
    let many: Vec<Keyed> = (0..500).rev().map(|n| keyed(n, chosen.clone())).collect();
    let grants = make_grants(&many, &roster, &readers, &device(2)).unwrap();
    assert!((2..=3).contains(&grants.len()), "{} grants", grants.len());
    let mut opened = Vec::new();
    for grant in &grants {
        assert!(grant.len() <= MAX_GRANT_BYTES);
        let verified = verify_grant(grant, &roster).ok().unwrap();
        assert!(
            verified
                .says()
                .subjects
                .iter()
                .all(|subject| subject.audience == chosen)
        );
        assert_eq!(verified.says().subjects[0].about, Some(DocId([9; 16])));
        opened.extend(verified.open(&keys[0]).ok().unwrap().into_iter().map(|key| key.doc));
    }
    opened.sort();
    assert_eq!(opened.len(), 500);
    assert!(opened.is_sorted_by(|a, b| a < b), "each once");
}

#[test]
fn a_grant_to_more_devices_than_one_holds_is_cut_and_an_audience_beyond_all_room_refused() {
    let (mut roster, _) = team();
    let recipient = FileKey::make().recipient();
    for n in 3..u8::MAX {
        let card = DeviceCard {
            device: device(n).id(),
            recipient: recipient.clone(),
        };
        let act = Act::Admit {
            person: person(n, Role::Inspector),
            card,
        };
        roster.write(act, &device(1), 1).unwrap();
    }
    let everyone: BTreeSet<DeviceId> = roster.devices.keys().copied().collect();
    assert!(everyone.len() > MAX_READERS);
    let at_most: BTreeSet<DeviceId> = everyone.iter().copied().take(MAX_READERS).collect();
    for (readers, grants) in [(at_most, 1), (everyone, 2)] {
        let made = make_grants(&[keyed(1, Audience::Team)], &roster, &readers, &device(1)).unwrap();
        assert_eq!(made.len(), grants);
        let named: BTreeSet<DeviceId> = made
            .iter()
            .flat_map(|grant| verify_grant(grant, &roster).ok().unwrap().says().readers.unwrap())
            .collect();
        assert_eq!(named, readers);
    }
    // With somebody who was removed and sorts last: no run is for nobody.
    let last = *roster.devices.keys().next_back().unwrap();
    let admin = (1..u8::MAX)
        .map(device)
        .find(|device| roster.is_admin(&device.id()))
        .unwrap();
    let act = Act::Remove {
        device: last,
        kept: vec![],
    };
    roster.write(act, &admin, 2).unwrap();
    let known: BTreeSet<DeviceId> = roster.devices.keys().copied().collect();
    let made = make_grants_of_known(&[keyed(1, Audience::Team)], &roster, &known, &admin).unwrap();
    let named = made
        .iter()
        .flat_map(|grant| verify_grant(grant, &roster).ok().unwrap().says().readers.unwrap());
    assert_eq!(named.collect::<BTreeSet<DeviceId>>(), known);
    let crowd = (0..5_000_u32).map(|n| {
        let mut member = [0; 16];
        member[..4].copy_from_slice(&n.to_be_bytes());
        MemberId(member)
    });
    let too_many = Audience::Chosen(crowd.collect());
    let refused = make_grants(
        &[keyed(1, too_many)],
        &roster,
        &BTreeSet::from([device(1).id()]),
        &device(1),
    );
    assert_eq!(refused.err(), Some(GrantError::Malformed));
}

#[test]
fn readers_are_the_chosen_and_the_leads_while_they_are_seated() {
    let (mut roster, keys) = team();
    let card = DeviceCard {
        device: device(3).id(),
        recipient: keys[1].recipient(),
    };
    let act = Act::Admit {
        person: person(3, Role::Expert),
        card,
    };
    roster.write(act, &device(1), 2).unwrap();
    let chosen = Audience::Chosen(BTreeSet::from([MemberId([2; 16])]));
    let ids = |of: &[u8]| of.iter().map(|n| device(*n).id()).collect::<BTreeSet<_>>();
    assert_eq!(roster.readers(&chosen), ids(&[1, 2]));
    assert_eq!(roster.readers(&Audience::Team), ids(&[1, 2, 3]));
    let suspended = roster.suspending(&device(2).id(), &[]);
    assert_eq!(suspended.readers(&chosen), ids(&[1]));
    assert_eq!((suspended.len(), suspended.head()), (roster.len(), roster.head()));
    let by_suspended = make_grants(&[keyed(1, Audience::Team)], &roster, &ids(&[1]), &device(2)).unwrap();
    assert_eq!(
        verify_grant(&by_suspended[0], &suspended).err(),
        Some(GrantError::AfterRemoval)
    );
}

#[test]
fn audiences_meet_and_join() {
    let of = |members: &[u8]| Audience::Chosen(members.iter().map(|n| MemberId([*n; 16])).collect());
    assert_eq!(of(&[1, 2]).with(&of(&[2, 3])), of(&[1, 2, 3]));
    assert_eq!(of(&[1, 2]).within(&of(&[2, 3])), of(&[2]));
    assert_eq!(of(&[1]).with(&Audience::Team), Audience::Team);
    assert_eq!(Audience::Team.within(&of(&[1])), of(&[1]));
    assert_eq!(Audience::Team.within(&Audience::Team), Audience::Team);
}

#[test]
fn a_grant_has_one_form_only() {
    let (roster, _) = team();
    let good = make_grant(
        &doc_key(),
        DocKind::Visit,
        &roster,
        &[device(1).id(), device(2).id()],
        &device(1),
    )
    .unwrap();
    let (terms, ..) = read(&good).ok().unwrap();
    let signed = |terms: &Terms| {
        let mut bytes = write(terms).unwrap();
        let signature = device(1).sign(&[WRITTEN_LABEL, &bytes].concat());
        bytes.extend(signature);
        bytes
    };
    assert!(verify_grant(&signed(&terms), &roster).is_ok());
    let (mut unordered, ..) = read(&good).ok().unwrap();
    unordered.readers.as_mut().unwrap().reverse();
    let (mut twice, ..) = read(&good).ok().unwrap();
    twice.subjects.push(twice.subjects[0].clone());
    let (mut to_nobody, ..) = read(&good).ok().unwrap();
    to_nobody.readers = Some(Vec::new());
    let (mut of_nothing, ..) = read(&good).ok().unwrap();
    of_nothing.subjects.clear();
    let (mut before_the_first, ..) = read(&good).ok().unwrap();
    before_the_first.subjects[0].epoch = 0;
    for (bad, name) in [
        (&unordered, "unordered"),
        (&twice, "twice"),
        (&to_nobody, "to nobody"),
        (&of_nothing, "of nothing"),
        (&before_the_first, "epoch 0"),
    ] {
        assert_eq!(
            verify_grant(&signed(bad), &roster).err(),
            Some(GrantError::Malformed),
            "{name}"
        );
    }
}
