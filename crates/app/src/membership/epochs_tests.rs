#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use proptest::prelude::*;
use visita_seal::roster::{Act, DeviceCard, Person, Role, found};
use visita_seal::sealed_file::FileKey;
use visita_wire::TeamId;

const DOC: [u8; 16] = [7; 16];

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

/// Members 1 to 5 with a device each; the first leads, and so do those named. Those removed are.
fn roster(leads: &[u8], removed: &[u8]) -> Roster {
    let recipient = FileKey::make().recipient();
    let person = |n: u8| Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role: if n == 1 || leads.contains(&n) {
            Role::Lead
        } else {
            Role::Expert
        },
    };
    let (_, mut roster) = found(TeamId([1; 16]), "B", "T", person(1), &recipient, &device(1), 0).unwrap();
    for n in 2..=5 {
        let card = DeviceCard {
            device: device(n).id(),
            recipient: recipient.clone(),
        };
        let person = person(n);
        roster.write(Act::Admit { person, card }, &device(1), 1).unwrap();
    }
    for n in removed {
        let device_id = device(*n).id();
        let act = Act::Remove {
            device: device_id,
            kept: Vec::new(),
        };
        roster.write(act, &device(1), 2).unwrap();
    }
    roster
}

fn some_of(range: std::ops::RangeInclusive<u8>) -> impl Strategy<Value = Vec<u8>> {
    let all: Vec<u8> = range.collect();
    let most = all.len();
    proptest::sample::subsequence(all, 0..=most)
}

fn row() -> impl Strategy<Value = GrantedRow> {
    let chosen = proptest::option::of(some_of(1..=5));
    let readers = proptest::option::weighted(0.9, some_of(1..=5));
    (1..4_u32, 0..3_u8, chosen, 1..=5_u8, readers).prop_map(|(epoch, mailbox, chosen, issuer, readers)| GrantedRow {
        doc: DOC,
        epoch,
        mailbox: [mailbox; 32],
        kind: DocKind::Interview.code(),
        chosen: chosen.map(|members| members.into_iter().map(|n| [n; 16]).collect()),
        about: None,
        hash: [0; 32],
        issuer: device(issuer).id().0,
        readers: readers.map(|readers| readers.into_iter().map(|n| device(n).id().0).collect()),
    })
}

/// Rows as the vault gives them.
fn ordered(mut rows: Vec<GrantedRow>) -> Vec<GrantedRow> {
    rows.sort_by_key(|row| (row.epoch, row.mailbox));
    rows
}

fn held(rows: &[GrantedRow]) -> Vec<KeyRow> {
    let key = |row: &GrantedRow| KeyRow {
        doc: row.doc,
        epoch: row.epoch,
        mailbox: row.mailbox,
        kind: row.kind,
        key: [0; 32],
    };
    rows.iter().map(key).collect()
}

proptest! {
    /// Whatever grants there are, and whoever was removed since.
    #[test]
    fn nobody_who_may_not_read_holds_the_key_that_is_written_under(
        rows in proptest::collection::vec(row(), 1..12), leads in some_of(2..=5), removed in some_of(2..=5),
    ) {
        let rows = ordered(rows);
        let roster = roster(&leads, &removed);
        let access = Access::of(&rows).unwrap();
        let may_read = access.readers(&roster);
        prop_assert!(may_read.contains(&device(1).id()), "a lead always may");
        prop_assert!(removed.iter().all(|n| !may_read.contains(&device(*n).id())));
        prop_assert_eq!(access.epoch, rows.iter().map(|row| row.epoch).max().unwrap());
        if let Some(key) = access.key_to_write(&roster, &held(&rows)) {
            prop_assert_eq!(key.epoch, access.epoch, "never an older one");
            for row in rows.iter().filter(|row| (row.epoch, row.mailbox) == (key.epoch, key.mailbox)) {
                prop_assert!(may_read.contains(&DeviceId(row.issuer)));
                for reader in row.readers.iter().flatten() {
                    prop_assert!(may_read.contains(&DeviceId(*reader)));
                }
            }
        }
    }

    /// Every device that has all grants and all keys writes under the same one, in whatever order they came.
    #[test]
    fn all_who_hold_the_same_write_under_the_same_key(
        rows in proptest::collection::vec(row(), 1..12), removed in some_of(2..=5), seed in any::<u64>(),
    ) {
        let roster = roster(&[], &removed);
        let mut shuffled = rows.clone();
        let turn = usize::try_from(seed % rows.len() as u64).unwrap();
        shuffled.rotate_left(turn);
        let choose = |rows: Vec<GrantedRow>| {
            let rows = ordered(rows);
            let access = Access::of(&rows).unwrap();
            access.key_to_write(&roster, &held(&rows)).map(|row| (row.epoch, row.mailbox))
        };
        prop_assert_eq!(choose(rows), choose(shuffled));
    }

    /// The next epoch is for those who may read and nobody else, and is written under from then on.
    #[test]
    fn the_next_epoch_is_clean(rows in proptest::collection::vec(row(), 1..12), removed in some_of(2..=5)) {
        let mut rows = ordered(rows);
        let roster = roster(&[], &removed);
        let access = Access::of(&rows).unwrap();
        let next = access.next_key();
        let made = key_row(&next).unwrap();
        rows.push(GrantedRow {
            epoch: made.epoch,
            mailbox: made.mailbox,
            chosen: match &next.audience {
                Audience::Team => None,
                Audience::Chosen(members) => Some(members.iter().map(|member| member.0).collect()),
            },
            issuer: device(1).id().0,
            readers: Some(access.readers(&roster).iter().map(|device| device.0).collect()),
            ..rows[0].clone()
        });
        let after = Access::of(&rows).unwrap();
        prop_assert_eq!(after.readers(&roster), access.readers(&roster));
        let under = after.key_to_write(&roster, &held(&rows)).map(|row| row.mailbox);
        prop_assert_eq!(under, Some(made.mailbox));
        prop_assert!(after.lacking(&roster, &[made]).is_empty());
    }
}
