use super::*;
use crate::Secret;

use crate::sealed_file::FileKey;
use proptest::prelude::*;

const TEAM: TeamId = TeamId([1; 16]);

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

/// An age recipient; another one each time.
fn recipient() -> String {
    FileKey::make().recipient()
}

fn person(n: u8, role: Role) -> Person {
    Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    }
}

fn admit(n: u8, role: Role) -> Act {
    Act::Admit {
        person: person(n, role),
        card: DeviceCard {
            device: device(n).id(),
            recipient: recipient(),
        },
    }
}

fn remove(n: u8, kept: Vec<KeptTo>) -> Act {
    Act::Remove {
        device: device(n).id(),
        kept,
    }
}

fn founded() -> (Vec<Vec<u8>>, Roster) {
    let made = found(TEAM, "Body", "Team", person(1, Role::Lead), &recipient(), &device(1), 0);
    made.map(|(entry, roster)| (vec![entry], roster)).unwrap()
}

/// Amina (1) leads; Boris (2) inspects; Chen (3) leads too.
fn team() -> (Vec<Vec<u8>>, Roster) {
    let (mut entries, mut roster) = founded();
    entries.push(roster.write(admit(2, Role::Inspector), &device(1), 1).unwrap());
    entries.push(roster.write(admit(3, Role::Lead), &device(1), 2).unwrap());
    (entries, roster)
}

#[test]
fn everyone_who_replays_the_roster_sees_the_same_team() {
    let (entries, roster) = team();
    assert_eq!(Roster::replay(&entries), Ok(roster.clone()));
    assert!(roster.is_member(&device(2).id()) && !roster.is_admin(&device(2).id()));
    assert!(roster.is_admin(&device(3).id()));
    assert_eq!(roster.len(), 3);
}

#[test]
fn every_mutated_byte_of_the_roster_is_refused() {
    let (entries, roster) = team();
    for entry in 0..entries.len() {
        for place in 0..entries[entry].len() {
            let mut bad = entries.clone();
            bad[entry][place] ^= 1 << (place % 8);
            assert_ne!(Roster::replay(&bad), Ok(roster.clone()), "entry {entry} byte {place}");
            assert!(Roster::replay(&bad).is_err(), "entry {entry} byte {place}");
        }
    }
}

#[test]
fn an_entry_left_out_moved_or_from_another_team_breaks_the_chain() {
    let (entries, _) = team();
    let replay = |picked: &[usize]| Roster::replay(&picked.iter().map(|n| entries[*n].clone()).collect::<Vec<_>>());
    assert_eq!(replay(&[0, 2]).err(), Some(RosterError::Broken(1)));
    assert_eq!(replay(&[0, 2, 1]).err(), Some(RosterError::Broken(1)));
    assert_eq!(replay(&[1]).err(), Some(RosterError::Broken(0)));
    assert!(replay(&[0, 1]).is_ok(), "an older roster is a roster");
}

#[test]
fn an_inspector_cannot_admit_a_ghost_and_a_stranger_cannot_either() {
    let (_, mut roster) = team();
    let before = roster.clone();
    assert_eq!(
        roster.write(admit(9, Role::Lead), &device(2), 3),
        Err(RosterError::NotAllowed(3))
    );
    assert_eq!(
        roster.write(admit(9, Role::Lead), &device(9), 3),
        Err(RosterError::NotAllowed(3))
    );
    assert_eq!(roster, before);
}

#[test]
fn a_removed_lead_writes_no_more_and_the_device_never_comes_back() {
    let (_, mut roster) = team();
    roster.write(remove(3, vec![]), &device(1), 3).unwrap();
    assert!(!roster.is_member(&device(3).id()));
    assert_eq!(
        roster.write(admit(4, Role::Observer), &device(3), 4),
        Err(RosterError::NotAllowed(4))
    );
    assert_eq!(
        roster.write(admit(3, Role::Lead), &device(1), 4),
        Err(RosterError::Impossible(4))
    );
}

#[test]
fn the_last_lead_can_neither_leave_nor_step_down() {
    let (_, mut roster) = founded();
    assert_eq!(
        roster.write(remove(1, vec![]), &device(1), 1),
        Err(RosterError::Impossible(1))
    );
    let step_down = Act::SetRole {
        member: MemberId([1; 16]),
        role: Role::Expert,
    };
    assert_eq!(roster.write(step_down, &device(1), 1), Err(RosterError::Impossible(1)));
}

#[test]
fn a_second_device_cannot_bring_another_role_with_it() {
    let (_, mut roster) = team();
    let second = |role| Act::Admit {
        person: person(2, role),
        card: DeviceCard {
            device: device(22).id(),
            recipient: recipient(),
        },
    };
    assert_eq!(
        roster.write(second(Role::Lead), &device(1), 3),
        Err(RosterError::Impossible(3))
    );
    assert!(roster.write(second(Role::Inspector), &device(1), 3).is_ok());
}

#[test]
fn names_that_hide_something_stand_on_no_roster() {
    let named = |name: &str| found(TEAM, "Body", name, person(1, Role::Lead), &recipient(), &device(1), 0);
    assert!(named("North").is_ok());
    let (_, mut roster) = team();
    for hidden in [" ", "Nor\u{202e}th", "North\nLead: Amina", "\u{7}"] {
        assert_eq!(named(hidden).err(), Some(RosterError::Name(0)), "{hidden:?}");
        let mut newcomer = admit(4, Role::Inspector);
        if let Act::Admit { person, .. } = &mut newcomer {
            person.name = hidden.into();
        }
        assert_eq!(roster.write(newcomer, &device(1), 3), Err(RosterError::Name(3)));
    }
}

#[test]
fn a_device_nobody_could_seal_to_is_not_admitted() {
    let (_, mut roster) = team();
    let upper = recipient().to_uppercase();
    for wrong in ["age1", "", "age1zzzz", &upper, &format!("{} ", recipient())] {
        let founding = found(TEAM, "B", "T", person(1, Role::Lead), wrong, &device(1), 0);
        assert_eq!(founding.err(), Some(RosterError::Recipient(0)), "{wrong}");
        let mut newcomer = admit(4, Role::Inspector);
        if let Act::Admit { card, .. } = &mut newcomer {
            card.recipient = wrong.into();
        }
        assert_eq!(roster.write(newcomer, &device(1), 3), Err(RosterError::Recipient(3)));
    }
}

#[test]
fn the_cut_off_of_a_removal_names_each_document_once_in_order_and_is_bounded() {
    let to = |n: u16| {
        let mut doc = [0; 16];
        doc[..2].copy_from_slice(&n.to_be_bytes());
        KeptTo {
            doc: DocId(doc),
            seq: u64::MAX,
            epoch: u32::MAX,
        }
    };
    let removal = |kept: Vec<KeptTo>| team().1.write(remove(2, kept), &device(1), 3);
    let many = |n: usize| (0..n).map(|n| to(n as u16)).collect::<Vec<_>>();
    assert!(removal(many(MAX_CUT_OFFS)).is_ok());
    assert_eq!(removal(many(MAX_CUT_OFFS + 1)), Err(RosterError::Impossible(3)));
    assert_eq!(removal(vec![to(2), to(1)]), Err(RosterError::Impossible(3)));
    assert_eq!(removal(vec![to(1), to(1)]), Err(RosterError::Impossible(3)));
}

#[test]
fn a_cut_off_moves_forward_and_never_back_and_only_for_the_removed() {
    let (_, mut roster) = team();
    let kept = |doc: u8, seq, epoch| KeptTo {
        doc: DocId([doc; 16]),
        seq,
        epoch,
    };
    let keep = |kept| Act::Keep {
        device: device(2).id(),
        kept,
    };
    let refused = |roster: &Roster, act| roster.clone().write(act, &device(1), 9).err();
    assert_eq!(
        refused(&roster, keep(vec![kept(5, 9, 9)])),
        Some(RosterError::Impossible(3))
    );
    roster.write(remove(2, vec![kept(5, 2, 1)]), &device(1), 3).unwrap();
    for (bad, name) in [
        (vec![], "nothing"),
        (vec![kept(6, 1, 1), kept(5, 9, 9)], "out of order"),
        (vec![kept(5, 9, 9), kept(5, 9, 9)], "twice"),
    ] {
        assert_eq!(refused(&roster, keep(bad)), Some(RosterError::Impossible(4)), "{name}");
    }
    roster
        .write(keep(vec![kept(5, 1, 3), kept(6, 4, 0)]), &device(3), 4)
        .unwrap();
    let seat = &roster.devices[&device(2).id()];
    let (five, six) = (DocId([5; 16]), DocId([6; 16]));
    assert!(seat.accepts(&five, 2) && !seat.accepts(&five, 3), "never back");
    assert!(seat.accepts_grant(&five, 3) && !seat.accepts_grant(&five, 4));
    assert!(seat.accepts(&six, 4) && !seat.accepts(&six, 5) && !seat.accepts_grant(&six, 1));
    let by_removed = roster.clone().write(keep(vec![kept(5, 9, 9)]), &device(2), 5);
    assert_eq!(by_removed.err(), Some(RosterError::NotAllowed(5)));
}

#[test]
fn an_entry_names_its_team_and_the_hash_of_the_one_before_it() {
    let (entries, roster) = team();
    let next = |change: &dyn Fn(&mut Entry)| {
        let mut entry = Entry {
            version: VERSION,
            team: TEAM,
            index: 3,
            prev: roster.head().to_vec(),
            author: device(1).id(),
            at_ms: 3,
            act: remove(2, vec![]),
        };
        change(&mut entry);
        let signed = sign(&entry, &device(1)).unwrap();
        Roster::replay(&[entries.clone(), vec![signed]].concat()).map(|roster| roster.len())
    };
    assert_eq!(next(&|_| {}), Ok(4));
    let broken = Err(RosterError::Broken(3));
    assert_eq!(next(&|entry| entry.team = TeamId([2; 16])), broken, "another team's");
    assert_eq!(next(&|entry| entry.prev[0] ^= 1), broken);
    assert_eq!(next(&|entry| entry.prev.clear()), broken);
    assert_eq!(next(&|entry| entry.prev = entry_hash(&entries[1]).to_vec()), broken);
    assert_eq!(next(&|entry| entry.index = 4), broken);
    assert_eq!(next(&|entry| entry.version = 2), Err(RosterError::Malformed(3)));
    assert_eq!(
        next(&|entry| entry.author = device(3).id()),
        Err(RosterError::Forged(3)),
        "signed by another than it says"
    );
}

proptest! {
    #[test]
    fn foreign_bytes_are_no_entry_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (entries, _) = founded();
        prop_assert!(Roster::replay(std::slice::from_ref(&bytes)).is_err());
        prop_assert!(Roster::replay(&[entries, vec![bytes]].concat()).is_err());
    }
}
