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
    let subject = Subject {
        doc: DocId([5; 16]),
        epoch: 1,
        mailbox: doc_key().mailbox().unwrap(),
    };
    assert_eq!((verified.subject(), verified.issuer()), (subject, device(1).id()));
    assert_eq!(trusted_subject(&grant), Ok(subject));
    assert_eq!(verified.open(&keys[1]).ok().unwrap().key.expose(), &[6; 32]);
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
    let subject = |bytes: &[u8]| trusted_subject(bytes).unwrap();
    assert_ne!(subject(&by(1, 6)), subject(&by(2, 7)));
    assert_eq!(subject(&by(1, 6)), subject(&by(2, 6)), "granted to others as well");
}

#[test]
fn a_grant_that_names_another_key_than_it_brings_is_not_taken() {
    let (roster, keys) = team();
    let grant = make_grant(&doc_key(), DocKind::Visit, &roster, &[device(2).id()], &device(1)).unwrap();
    let mut verified = verify_grant(&grant, &roster).ok().unwrap();
    verified.0.mailbox = MailboxTag([9; 32]);
    assert_eq!(verified.open(&keys[1]).err(), Some(GrantError::Malformed));
}

#[test]
fn a_key_wrapped_for_another_document_is_not_taken() {
    let (roster, keys) = team();
    let grant = make_grant(&doc_key(), DocKind::Visit, &roster, &[device(2).id()], &device(1)).unwrap();
    let mut verified = verify_grant(&grant, &roster).ok().unwrap();
    verified.0.doc = DocId([8; 16]);
    assert_eq!(verified.open(&keys[1]).err(), Some(GrantError::Malformed));
}
