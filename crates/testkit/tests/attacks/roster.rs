//! Attacks on the roster: who is in the team, and who says so.

use crate::stand::*;
use visita_app::api::ErrorCode;
use visita_seal::Secret;
use visita_seal::envelope::DeviceKey;
use visita_seal::roster::{Act, DeviceCard, Person, Role, Roster, found};
use visita_testkit::device::must;
use visita_wire::{MemberId, Message, TeamId};

fn entries(from: usize, entries: &[Vec<u8>]) -> Message {
    Message::Roster {
        from: u32::try_from(from).unwrap(),
        entries: entries.iter().map(|entry| entry.clone().into()).collect(),
    }
}

fn ghost(recipient: &str) -> (DeviceKey, DeviceCard) {
    let key = DeviceKey::derive(&Secret::new([66; 32]));
    let card = DeviceCard {
        device: key.id(),
        recipient: recipient.to_owned(),
    };
    (key, card)
}

fn person(name: &str, role: Role) -> Person {
    Person {
        member: MemberId([66; 16]),
        name: name.to_owned(),
        role,
    }
}

/// An entry that follows the roster, by a device that may not write it.
fn by_mallory(stand: &mut Stand, act: Act) -> Vec<u8> {
    let owned = stand.owned();
    owned.roster.sign_unchecked(act, &owned.device, 1).unwrap()
}

#[test]
fn a_member_enrols_a_ghost_in_silence() {
    let mut stand = Stand::new();
    let recipient = stand.owned().files.recipient();
    let (_, card) = ghost(&recipient);
    let entry = by_mallory(
        &mut stand,
        Act::Admit {
            person: person("Nobody", Role::Inspector),
            card,
        },
    );
    let at = stand.owned().entries.len();
    stand.refuses(vec![entries(at, &[entry])], ErrorCode::NotAllowed);
}

#[test]
fn a_member_makes_itself_a_lead() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let member = owned.roster.person_of(&owned.device.id()).unwrap().member;
    let entry = by_mallory(
        &mut stand,
        Act::SetRole {
            member,
            role: Role::Lead,
        },
    );
    stand.refuses(vec![entries(owned.entries.len(), &[entry])], ErrorCode::NotAllowed);
}

#[test]
fn a_member_removes_the_lead() {
    let mut stand = Stand::new();
    let device = stand.lead.id;
    let entry = by_mallory(
        &mut stand,
        Act::Remove {
            device,
            kept: Vec::new(),
        },
    );
    let at = stand.owned().entries.len();
    stand.refuses(vec![entries(at, &[entry])], ErrorCode::NotAllowed);
}

#[test]
fn a_roster_with_an_entry_left_out() {
    let mut stand = Stand::new();
    let mut all = stand.owned().entries;
    all.remove(1);
    stand.refuses(vec![entries(0, &all)], ErrorCode::BadFile);
}

#[test]
fn a_roster_with_two_entries_changed_about() {
    let mut stand = Stand::new();
    let mut all = stand.owned().entries;
    all.swap(1, 2);
    stand.refuses(vec![entries(0, &all)], ErrorCode::BadFile);
}

#[test]
fn a_roster_whose_signature_is_not_the_leads() {
    let mut stand = Stand::new();
    let mut all = stand.owned().entries;
    let last = all.last_mut().unwrap();
    let end = last.len() - 1;
    last[end] ^= 1;
    stand.refuses(vec![entries(0, &all)], ErrorCode::BadFile);
}

#[test]
fn a_roster_cut_short_takes_nobody_off() {
    let mut stand = Stand::new();
    let all = stand.owned().entries;
    stand.gives(vec![entries(0, &all[..1])]);
    stand.sees(&[]);
    stand.nothing_changed();
}

#[test]
fn a_roster_of_another_team_under_the_same_name() {
    let mut stand = Stand::new();
    let owned = stand.owned();
    let founder = Person {
        role: Role::Lead,
        ..person("Amina", Role::Lead)
    };
    let (entry, _) = found(
        owned.roster.team,
        "Commission",
        "North",
        founder,
        &owned.files.recipient(),
        &owned.device,
        1,
    )
    .unwrap();
    stand.refuses(vec![entries(0, &[entry])], ErrorCode::BadFile);
}

#[test]
fn a_roster_that_begins_far_ahead() {
    let mut stand = Stand::new();
    let all = stand.owned().entries;
    stand.gives(vec![entries(4_000_000_000, &all)]);
    stand.sees(&[]);
    stand.nothing_changed();
}

/// A second lead, who forks.
fn second_lead(stand: &mut Stand) -> usize {
    let owned = stand.owned();
    let member = owned.roster.person_of(&owned.device.id()).unwrap().member;
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let mut roster = leads.roster.clone();
    let entry = roster
        .write(
            Act::SetRole {
                member,
                role: Role::Lead,
            },
            &leads.device,
            1,
        )
        .unwrap();
    let lead = stand.lead.id;
    must(stand.lead.with(|session, _| {
        session.harness_take(lead, vec![entries(leads.entries.len(), std::slice::from_ref(&entry))])
    }))
    .unwrap();
    must(
        stand
            .mallory
            .with(|session, _| session.harness_take(lead, vec![entries(leads.entries.len(), &[entry])])),
    )
    .unwrap();
    stand.remember();
    leads.entries.len() + 1
}

#[test]
fn a_removed_lead_forks_to_before_its_removal() {
    let mut stand = Stand::new();
    let at = second_lead(&mut stand);
    let mallory = stand.mallory.id;
    must(stand.lead.with(|session, _| session.harness_remove(mallory))).unwrap();
    stand.remember();
    // Backdated: on the roster as it was before, by a device that was a lead's then, dated long ago.
    let owned = stand.owned();
    let mut roster = owned.roster.clone();
    let (_, card) = ghost(&owned.files.recipient());
    let entry = roster
        .write(
            Act::Admit {
                person: person("Ghost", Role::Lead),
                card,
            },
            &owned.device,
            -1,
        )
        .unwrap();
    let boris = stand.boris.id;
    must(
        stand
            .lead
            .with(|session, _| session.harness_take(boris, vec![entries(at, &[entry])])),
    )
    .unwrap();
    stand.sees(&["roster_fork"]);
    stand.nothing_changed();
}

#[test]
fn a_junior_lead_forks_against_the_founder() {
    let mut stand = Stand::new();
    let at = second_lead(&mut stand);
    let device = stand.boris.id;
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let mut roster = leads.roster.clone();
    let entry = roster
        .write(
            Act::Remove {
                device,
                kept: Vec::new(),
            },
            &leads.device,
            1,
        )
        .unwrap();
    let lead = stand.lead.id;
    must(
        stand
            .lead
            .with(|session, _| session.harness_take(lead, vec![entries(at, &[entry])])),
    )
    .unwrap();
    stand.remember();
    let owned = stand.owned();
    let mut fork = owned.roster.clone();
    let founder = leads.roster.person_of(&lead).unwrap().member;
    let entry = fork
        .write(
            Act::SetRole {
                member: founder,
                role: Role::Observer,
            },
            &owned.device,
            1,
        )
        .unwrap();
    stand.gives(vec![entries(at, &[entry])]);
    stand.sees(&["roster_fork"]);
    stand.nothing_changed();
}

#[test]
fn a_removed_device_is_enrolled_again_under_its_key() {
    let mut stand = Stand::new();
    let at = second_lead(&mut stand);
    let boris = stand.boris.id;
    let owned = stand.owned();
    let mut roster = owned.roster.clone();
    let seat = roster.person_of(&boris).unwrap().clone();
    let removal = roster
        .write(
            Act::Remove {
                device: boris,
                kept: Vec::new(),
            },
            &owned.device,
            1,
        )
        .unwrap();
    let recipient = owned.roster.devices[&boris].recipient.clone();
    let again = Act::Admit {
        person: seat,
        card: DeviceCard {
            device: boris,
            recipient,
        },
    };
    let entry = roster.sign_unchecked(again, &owned.device, 1).unwrap();
    stand.refuses(vec![entries(at, &[removal, entry])], ErrorCode::Refused);
}

#[test]
fn the_last_lead_is_removed() {
    let stand = &mut Stand::new();
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let act = Act::Remove {
        device: stand.lead.id,
        kept: Vec::new(),
    };
    let entry = leads.roster.sign_unchecked(act, &leads.device, 1).unwrap();
    stand.refuses(vec![entries(leads.entries.len(), &[entry])], ErrorCode::Refused);
}

#[test]
fn a_name_that_turns_what_stands_around_it() {
    let mut stand = Stand::new();
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let (_, card) = ghost(&leads.files.recipient());
    let act = Act::Admit {
        person: person("Anna \u{202e}dael", Role::Inspector),
        card,
    };
    let entry = leads.roster.sign_unchecked(act, &leads.device, 1).unwrap();
    stand.refuses(vec![entries(leads.entries.len(), &[entry])], ErrorCode::Refused);
}

#[test]
fn a_recipient_nobody_can_seal_to() {
    let mut stand = Stand::new();
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let (_, card) = ghost("age1nobodywillevereadthis");
    let act = Act::Admit {
        person: person("Chen", Role::Inspector),
        card,
    };
    let entry = leads.roster.sign_unchecked(act, &leads.device, 1).unwrap();
    stand.refuses(vec![entries(leads.entries.len(), &[entry])], ErrorCode::BadFile);
}

#[test]
fn a_team_that_is_not_this_one_says_what_it_holds() {
    let mut stand = Stand::new();
    let have = must(stand.mallory.with(|session, _| session.harness_have())).unwrap();
    let other = visita_wire::Have {
        team: TeamId([8; 16]),
        ..have
    };
    stand.refuses(vec![Message::Have(other)], ErrorCode::BadFile);
}

#[test]
fn a_member_says_it_holds_more_than_there_is() {
    let mut stand = Stand::new();
    let mut have = must(stand.mallory.with(|session, _| session.harness_have())).unwrap();
    for doc in &mut have.docs {
        for to in &mut doc.held {
            to.seq = u64::MAX;
        }
    }
    have.roster = u32::MAX;
    stand.gives(vec![Message::Have(have)]);
    stand.sees(&[]);
    stand.nothing_changed();
    // It is believed about itself alone: the others still get everything.
    let path = stand.root.path().join("after-the-lie");
    stand
        .lead
        .ok(
            "bundle_export",
            serde_json::json!({"path": path, "devices": [stand.boris.id.to_string()]}),
        )
        .unwrap();
    assert!(Roster::replay(&stand.owned().entries).is_ok());
}
