use super::*;
use crate::Secret;
use crate::envelope::DeviceKey;
use crate::roster::{Act, DeviceCard, Person, Role, found};
use crate::sealed_file::FileKey;
use proptest::prelude::*;
use visita_wire::{MemberId, TeamId};

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

fn admit(n: u8, role: Role) -> Act {
    Act::Admit {
        person: person(n, role),
        card: DeviceCard {
            device: device(n).id(),
            recipient: FileKey::make().recipient(),
        },
    }
}

fn person(n: u8, role: Role) -> Person {
    Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    }
}

fn remove(n: u8) -> Act {
    Act::Remove {
        device: device(n).id(),
        kept: vec![],
    }
}

/// A roster with its entries, as one device holds it.
#[derive(Clone)]
struct Copy {
    entries: Vec<Vec<u8>>,
    roster: Roster,
}

impl Copy {
    /// Amina (1) founded the team and admitted two leads: Chen (3), and after him Boris (2).
    fn team() -> Self {
        let recipient = FileKey::make().recipient();
        let made = found(
            TeamId([1; 16]),
            "B",
            "T",
            person(1, Role::Lead),
            &recipient,
            &device(1),
            0,
        );
        let (entry, roster) = made.unwrap();
        let entries = vec![entry];
        let mut team = Self { entries, roster };
        team.by(1, admit(3, Role::Lead));
        team.by(1, admit(2, Role::Lead));
        team
    }

    fn by(&mut self, author: u8, act: Act) {
        let entry = self.roster.write(act, &device(author), 0).unwrap();
        self.entries.push(entry);
    }

    fn with(&self, author: u8, act: Act) -> Self {
        let mut copy = self.clone();
        copy.by(author, act);
        copy
    }

    /// Sees another's copy; returns what was lost, if they forked.
    fn see(&mut self, other: &Self) -> usize {
        match weigh(&self.entries, &other.entries).unwrap() {
            Weighed::Known => 0,
            Weighed::Longer(roster) | Weighed::Fork { wins: Some(roster), .. } => {
                let lost = self.entries.len() - self.shared(other);
                *self = Self {
                    entries: other.entries.clone(),
                    roster,
                };
                lost
            }
            Weighed::Fork { wins: None, lost, .. } => lost.len(),
        }
    }

    fn shared(&self, other: &Self) -> usize {
        let pairs = self.entries.iter().zip(&other.entries);
        pairs.take_while(|(a, b)| a == b).count()
    }
}

#[test]
fn a_longer_roster_is_taken_and_an_older_one_says_nothing() {
    let old = Copy::team();
    let new = old.with(1, admit(4, Role::Inspector));
    assert_eq!(
        weigh(&old.entries, &new.entries),
        Ok(Weighed::Longer(new.roster.clone()))
    );
    assert_eq!(weigh(&new.entries, &old.entries), Ok(Weighed::Known));
    assert_eq!(weigh(&new.entries, &new.entries), Ok(Weighed::Known));
}

#[test]
fn two_leads_offline_append_to_the_same_head_and_every_device_takes_the_same_branch() {
    let team = Copy::team();
    let chens = team.with(3, admit(4, Role::Inspector));
    let boriss = team.with(2, admit(5, Role::Inspector)).with(2, admit(6, Role::Expert));
    let (mut first, mut second) = (chens.clone(), boriss.clone());
    assert_eq!(first.see(&boriss), 2, "both of Boris's entries are kept for the lead");
    assert_eq!(second.see(&chens), 2);
    assert_eq!(first.roster, chens.roster, "Chen became a lead before Boris");
    assert_eq!(second.roster, chens.roster);
    // The founder stands before both.
    let aminas = team.with(1, admit(7, Role::Observer));
    assert_eq!((first.see(&aminas), first.roster), (1, aminas.roster));
}

#[test]
fn who_lost_the_lead_and_got_it_back_stands_last() {
    let mut team = Copy::team();
    let set = |n: u8, role| Act::SetRole {
        member: MemberId([n; 16]),
        role,
    };
    team.by(1, set(3, Role::Expert));
    team.by(1, set(3, Role::Lead));
    let (mut chens, boriss) = (team.with(3, admit(4, Role::Inspector)), team.with(2, remove(1)));
    chens.see(&boriss);
    assert_eq!(chens.roster, boriss.roster);
}

#[test]
fn two_devices_of_one_lead_and_one_device_twice_are_decided_too() {
    let mut team = Copy::team();
    let card = DeviceCard {
        device: device(11).id(),
        recipient: FileKey::make().recipient(),
    };
    let person = person(1, Role::Lead);
    team.by(1, Act::Admit { person, card });
    let (mut older, newer) = (team.with(1, remove(2)), team.with(11, remove(3)));
    older.see(&newer);
    assert_eq!(
        older.shared(&newer),
        team.entries.len(),
        "the older device's branch stays"
    );
    let (one, other) = (
        team.with(1, admit(4, Role::Expert)),
        team.with(1, admit(5, Role::Expert)),
    );
    let (mut a, mut b) = (one.clone(), other.clone());
    a.see(&other);
    b.see(&one);
    assert_eq!(a.entries, b.entries, "a device that signed twice: the lower hash");
}

#[test]
fn a_removed_founder_cannot_fork_the_team_to_before_the_removal() {
    let team = Copy::team();
    let without = team.with(3, remove(1));
    let ghost = team.with(1, admit(9, Role::Lead));
    let mut held = without.clone();
    assert_eq!(held.see(&ghost), 1, "kept for the leads to see");
    assert_eq!(held.roster, without.roster);
    let mut earlier = team.with(2, admit(5, Role::Expert));
    earlier.see(&without);
    assert_eq!(earlier.roster, without.roster, "Chen's branch stands before Boris's");
    // Nor under another lead's entry.
    let hidden = team.with(3, admit(5, Role::Expert)).with(1, admit(9, Role::Lead));
    held.see(&hidden);
    assert_eq!(held.roster, without.roster);
}

#[test]
fn another_team_and_a_branch_that_does_not_hold_are_refused() {
    let (team, other) = (Copy::team(), Copy::team());
    assert_eq!(weigh(&team.entries, &other.entries), Err(RosterError::Broken(0)));
    let mut bad = team.with(3, admit(4, Role::Expert)).entries;
    bad.last_mut().unwrap()[40] ^= 1;
    let held = team.with(2, admit(5, Role::Expert));
    assert!(weigh(&held.entries, &bad).is_err());
    let mut inspector = team.with(1, admit(4, Role::Inspector));
    let entry = inspector.roster.write(admit(9, Role::Lead), &device(4), 0);
    assert_eq!(entry, Err(RosterError::NotAllowed(4)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Leads write where they stand and meet at random; once everybody has met everybody, all hold the same roster.
    #[test]
    fn whoever_meets_whom_in_whatever_order_all_come_to_hold_the_same(
        steps in proptest::collection::vec((0_usize..3, 0_usize..3, any::<bool>()), 1..14),
    ) {
        let team = Copy::team();
        let mut copies = [team.clone(), team.clone(), team];
        for (n, (one, other, writes)) in steps.into_iter().enumerate() {
            if writes {
                let newcomer = admit(20 + n as u8, if n % 2 == 0 { Role::Lead } else { Role::Expert });
                copies[one].by(one as u8 + 1, newcomer);
            } else {
                let seen = copies[other].clone();
                copies[one].see(&seen);
            }
        }
        for _ in 0..3 {
            for (one, other) in [(0, 1), (1, 2), (2, 0), (1, 0), (0, 2), (2, 1)] {
                let seen: Copy = copies[other].clone();
                copies[one].see(&seen);
            }
        }
        prop_assert_eq!(&copies[0].entries, &copies[1].entries);
        prop_assert_eq!(&copies[1].entries, &copies[2].entries);
    }
}
