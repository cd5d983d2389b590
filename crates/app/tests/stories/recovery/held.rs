//! Shares at their holders: which are kept, given up, and told apart where two colleagues claim one vault.

use super::*;
use visita_seal::envelope::DeviceKey;
use visita_seal::roster::Roster;
use visita_seal::share_file::{Holder, seal_shares};
use visita_seal::shares::Share;
use visita_vault::{NoKeystore, Vault};

#[test]
fn the_last_two_sets_are_held_and_the_older_ones_go() {
    let (mut amina, mut others) = team(2);
    let sets: Vec<PathBuf> = (0..3).map(|_| shared(&mut amina, 2)).collect();
    let boris = &mut others[0];
    for path in &sets {
        boris.ok("share_take", json!({"path": path}));
    }
    assert_eq!(
        boris.refused("share_take", json!({"path": sets[0]})),
        ErrorCode::OtherShares
    );
    let held = boris.ok("recovery_get", json!({}))["held"].clone();
    assert_eq!(held.as_array().unwrap().len(), 2);
    let view = boris.ok("share_drop", json!({"share": held[0]["id"]}));
    assert_eq!(view["held"], json!([held[1]]));
    assert_eq!(
        boris.refused("share_drop", json!({"share": held[0]["id"]})),
        ErrorCode::NotFound
    );
}

#[test]
fn a_clock_that_was_ahead_once_keeps_no_later_set_out() {
    const YEAR_MS: i64 = 365 * 24 * 60 * 60 * 1_000;
    let (mut amina, mut others) = team(2);
    let today = Arc::new(AtomicI64::new(1_800_000_000_000));
    let ahead = Arc::new(AtomicI64::new(1_800_000_000_000 + YEAR_MS));
    let vault = amina.folder.path().join("vault");
    let mut sets = Vec::new();
    for clock in [&ahead, &today, &today] {
        amina.session = Some(Session::at(vault.clone(), Box::new(HandClock(Arc::clone(clock)))));
        amina.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
        sets.push(shared(&mut amina, 2));
        amina.ok("recovery_end", json!({}));
    }
    sets.push(shared(&mut amina, 2));
    for path in &sets {
        take_all(&mut others, path);
    }
    let mark = amina.ok("recovery_get", json!({}))["shares"]["mark"].clone();
    let held = others[0].ok("recovery_get", json!({}))["held"].clone();
    assert_eq!(held[0]["mark"], mark, "the newest comes first");
}

#[test]
fn a_share_file_whose_slot_was_not_kept_is_taken_away() {
    let (mut amina, _) = team(2);
    let members: Vec<Value> = amina.ok("recovery_get", json!({}))["may_hold"]
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["member"].clone())
        .collect();
    // Nothing can be written in the place of the slot file.
    let vault = amina.folder.path().join("vault");
    std::fs::create_dir(vault.join("vault.new")).unwrap();
    let path = amina.file("shares");
    let args = json!({"passphrase": PASSPHRASE, "members": members, "needed": 2, "path": path});
    assert_eq!(amina.refused("recovery_share", args), ErrorCode::ReadOnly);
    assert!(!path.exists());
}

#[test]
fn who_has_left_takes_no_share() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    let farewell = others[0].file("farewell");
    others[0].ok("member_leave", json!({"path": farewell}));
    assert_eq!(
        others[0].refused("share_take", json!({"path": path})),
        ErrorCode::HasLeft
    );
}

/// A share file for everybody else, in which a holder says that a colleague's vault is their own.
fn claimed(claimant: &mut Desk, owner: &Desk) -> PathBuf {
    claimant.close();
    let vault = claimant.folder.path().join("vault");
    let vault = Vault::unlock(&vault, PASSPHRASE, 1_800_000_000_000, &NoKeystore).unwrap();
    let roster = Roster::replay(&vault.read().roster_from(0).unwrap()).unwrap();
    let device = DeviceKey::derive(vault.device_seed());
    let shared = Vault::shared(&owner.folder.path().join("vault")).unwrap().unwrap();
    let seats = roster.devices.iter().filter(|(id, _)| **id != device.id());
    let holders: Vec<Holder> = seats
        .map(|(_, seat)| Holder {
            member: seat.member,
            recipients: vec![seat.recipient.clone()],
        })
        .collect();
    let shares: Vec<Share> = (1..)
        .take(holders.len())
        .map(|number| Share::parse(&[&[number][..], &[9; 32]].concat()).unwrap())
        .collect();
    let sealed = seal_shares(roster.team, &device, &shared, &holders, &shares, i64::MAX - 1).unwrap();
    let path = claimant.file("claimed");
    std::fs::write(&path, sealed).unwrap();
    path
}

#[test]
fn who_says_that_a_colleagues_vault_is_theirs_keeps_no_true_share_out() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    let claimed = claimed(&mut others[1], &amina);
    let news = amina.bundle();
    others[0].take(&news);
    others[0].ok("share_take", json!({"path": claimed}));
    others[1].ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
    take_all(&mut others, &path);
    amina.close();
    let request = ask(&mut amina);
    let given = json!({"text": request["text"]});
    let seen = others[0].ok("recovery_inspect", given.clone());
    let shares = seen["shares"].as_array().unwrap();
    let names: Vec<&Value> = shares.iter().map(|share| &share["member"]).collect();
    assert_eq!(names, ["Chen", "Amina"], "both are shown");
    let mut answer_with = json!({"request": given, "words": request["words"]});
    assert_eq!(
        others[0].refused("recovery_answer", answer_with.clone()),
        ErrorCode::BadArguments
    );
    answer_with["share"] = shares[1]["id"].clone();
    let true_one = others[0].ok("recovery_answer", answer_with.clone())["text"].clone();
    answer_with["share"] = shares[0]["id"].clone();
    let false_one = others[0].ok("recovery_answer", answer_with)["text"].clone();
    give(&mut amina, &false_one);
    let taken = give(&mut amina, &true_one)["taken"].clone();
    assert_eq!(
        taken.as_array().unwrap().len(),
        2,
        "the false one keeps the true one out by no number"
    );
    let chens = answer(&mut others[1], &request);
    give(&mut amina, &chens);
    amina.ok("recovery_open", new_passphrase());
}
