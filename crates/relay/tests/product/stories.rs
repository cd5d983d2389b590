//! Two and three people, never there at the same time.

use crate::desk::Desk;
use crate::stand::cluster::Cluster;
use crate::stand::program::{Program, in_folder, on_database, run_well};
use crate::stand::wire::Passage;
use crate::{exchange, exchange_well, lead_with, note, record, write_note};
use serde_json::json;
use std::path::Path;

#[test]
fn what_one_records_reaches_the_other_while_the_first_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let mut amina = lead_with(&relay.invite(&[]));
    let mut boris = amina.admits("Boris", "inspector");
    assert_eq!(
        boris.ok("relay_get", json!({}))["endpoint"],
        amina.ok("relay_get", json!({}))["endpoint"],
        "who is admitted knows the relay"
    );
    let interview = record(&mut amina, "Held for nine days. ");
    let waiting = amina.ok("relay_get", json!({}));
    assert!(waiting["waiting_changes"].as_u64().unwrap() >= 3 && waiting["waiting_bytes"].as_u64().unwrap() > 12_000);
    exchange_well(&mut amina);
    amina.close();
    exchange_well(&mut boris);
    assert_eq!(note(&mut boris, &interview), "Held for nine days. ");
    write_note(&mut boris, &interview, "No mattress.");
    exchange_well(&mut boris);
    boris.close();
    amina.reopen();
    exchange_well(&mut amina);
    assert_eq!(note(&mut amina, &interview), "Held for nine days. No mattress.");
    // Each knows what the other holds, from what it said itself.
    let team = amina.ok("team_get", json!({}));
    let behind: Vec<_> = team["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["devices"][0]["behind"])
        .collect();
    assert_eq!(behind, [&json!(0), &json!(0)], "{team}");
}

#[test]
fn three_devices_meet_through_the_relay_alone_and_a_newcomer_hears_of_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Program::start(&in_folder(folder.path()), &[]);
    let mut amina = lead_with(&relay.invite(&[]));
    let mut boris = amina.admits("Boris", "inspector");
    let interview = record(&mut amina, "One. ");
    exchange_well(&mut amina);
    exchange_well(&mut boris);
    // The lead exchanges after she has admitted Chen: whoever is heard of later is a stranger until then.
    let mut chen = amina.admits("Chen", "inspector");
    exchange_well(&mut amina);
    exchange_well(&mut chen);
    assert_eq!(note(&mut chen, &interview), "One. ");
    write_note(&mut chen, &interview, "Three. ");
    exchange_well(&mut chen);
    write_note(&mut boris, &interview, "Two. ");
    exchange_well(&mut boris);
    exchange_well(&mut amina);
    exchange_well(&mut boris);
    exchange_well(&mut chen);
    let said = note(&mut amina, &interview);
    assert!(
        ["One. ", "Two. ", "Three. "].iter().all(|part| said.contains(part)),
        "{said}"
    );
    for desk in [&mut boris, &mut chen] {
        assert_eq!(note(desk, &interview), said);
        assert_eq!(
            desk.ok("team_get", json!({}))["words"],
            amina.ok("team_get", json!({}))["words"]
        );
        assert_eq!(desk.ok("quarantine_list", json!({}))["rows"], json!([]));
    }
}

#[test]
fn a_relay_that_is_killed_is_a_state_and_comes_back_with_everything() {
    let folder = tempfile::tempdir().unwrap();
    let storage = in_folder(folder.path());
    let mut relay = Program::start(&storage, &[]);
    let mut amina = lead_with(&relay.invite(&[]));
    let mut boris = amina.admits("Boris", "inspector");
    let interview = record(&mut amina, "Before. ");
    exchange_well(&mut amina);
    exchange_well(&mut boris);
    relay.kill();
    write_note(&mut boris, &interview, "While it was away. ");
    let view = exchange(&mut boris);
    assert_eq!(
        (&view["state"], &view["trouble"]),
        (&json!("offline"), &json!("unreachable"))
    );
    assert_eq!(view["waiting_changes"], 1);
    assert!(view["last_exchange"].is_string(), "the last good one is still known");
    let listen = relay.endpoint.strip_prefix("https://").unwrap().to_owned();
    let _again = Program::start_at(&listen, &storage, &[]);
    assert_eq!(exchange_well(&mut boris)["trouble"], json!(null));
    exchange_well(&mut amina);
    assert_eq!(note(&mut amina, &interview), "Before. While it was away. ");
}

#[test]
fn a_relay_restored_from_an_old_backup_is_filled_up_again() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut relay = Program::start(&in_folder(old.path()), &[]);
    let mut amina = lead_with(&relay.invite(&[]));
    let mut boris = amina.admits("Boris", "inspector");
    let interview = record(&mut amina, "Before the backup. ");
    exchange_well(&mut amina);
    exchange_well(&mut boris);
    let backup = old.path().join("backup.db");
    run_well(&in_folder(old.path()), &["backup", backup.to_str().unwrap()]);
    write_note(&mut amina, &interview, "After it. ");
    exchange_well(&mut amina);
    relay.kill();
    let restored = in_folder(new.path());
    copy_key(old.path(), new.path());
    run_well(&restored, &["restore", backup.to_str().unwrap()]);
    let listen = relay.endpoint.strip_prefix("https://").unwrap().to_owned();
    let _restored = Program::start_at(&listen, &restored, &[]);
    // Boris never saw what was put after the backup, and the relay has lost it; Amina has put it already.
    exchange_well(&mut boris);
    assert_eq!(note(&mut boris, &interview), "Before the backup. ");
    exchange_well(&mut amina);
    exchange_well(&mut boris);
    assert_eq!(note(&mut boris, &interview), "Before the backup. After it. ");
}

#[test]
fn an_emptied_relay_takes_everything_again_from_whoever_has_it() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut relay = Program::start(&in_folder(old.path()), &[]);
    let mut amina = lead_with(&relay.invite(&[]));
    let mut boris = amina.admits("Boris", "inspector");
    let mut chen = amina.admits("Chen", "inspector");
    exchange_well(&mut amina);
    exchange_well(&mut boris);
    let interview = record(&mut boris, "Boris wrote this. ");
    exchange_well(&mut boris);
    exchange_well(&mut amina);
    boris.close();
    relay.kill();
    copy_key(old.path(), new.path());
    let listen = relay.endpoint.strip_prefix("https://").unwrap().to_owned();
    let empty = Program::start_at(&listen, &in_folder(new.path()), &[]);
    // Nobody is invited there any more: that is said, and nothing is lost.
    let view = exchange(&mut amina);
    assert_eq!(
        (&view["state"], &view["trouble"]),
        (&json!("trouble"), &json!("not_invited")),
        "{view}"
    );
    assert!(view["waiting_changes"].as_u64().unwrap() > 0);
    let text = empty.invite(&[]).to_text().unwrap();
    amina.ok("relay_set", json!({"invitation": text}));
    exchange_well(&mut amina);
    // Chen has the old invitation, hears of the new one through the mailboxes, and of everything Boris wrote from Amina.
    exchange(&mut chen);
    exchange_well(&mut chen);
    assert_eq!(note(&mut chen, &interview), "Boris wrote this. ");
    let word = chen.ok("history_get", json!({"doc": interview}))["entries"][0].clone();
    assert_eq!((&word["by"], &word["signature"]), (&json!("Boris"), &json!("valid")));
}

#[test]
fn of_two_relays_on_one_postgres_one_dies_and_the_team_carries_on() {
    let cluster = Cluster::start();
    let address = cluster.database("team");
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut first = Program::start(&on_database(one.path(), &address), &[]);
    copy_key(one.path(), other.path());
    let second = Program::start(&on_database(other.path(), &address), &[]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let socket = |relay: &Program| relay.endpoint.strip_prefix("https://").unwrap().parse().unwrap();
    let front = runtime.block_on(Passage::open_to_any(vec![socket(&first), socket(&second)]));
    let mut amina = lead_with(&front.invitation(&first.invite(&[])));
    let mut boris = amina.admits("Boris", "inspector");
    let interview = record(&mut amina, "Through the first. ");
    exchange_well(&mut amina);
    first.kill();
    exchange_well(&mut boris);
    write_note(&mut boris, &interview, "Through the second. ");
    exchange_well(&mut boris);
    exchange_well(&mut amina);
    assert_eq!(note(&mut amina, &interview), "Through the first. Through the second. ");
}

#[test]
fn who_answers_in_its_place_gets_nothing_and_a_lead_alone_sets_or_leaves_it() {
    let (folder, others) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut relay = Program::start(&in_folder(folder.path()), &[]);
    let mut amina = lead_with(&relay.invite(&[]));
    let mut boris = amina.admits("Boris", "inspector");
    record(&mut amina, "Not for strangers. ");
    relay.kill();
    let listen = relay.endpoint.strip_prefix("https://").unwrap().to_owned();
    let stranger = Program::start_at(&listen, &in_folder(others.path()), &[]);
    let view = exchange(&mut amina);
    assert_eq!(
        (&view["state"], &view["trouble"]),
        (&json!("trouble"), &json!("not_the_relay"))
    );
    drop(stranger);
    use visita_app::api::ErrorCode;
    let text = relay_text(&mut amina);
    assert_eq!(
        boris.refused("relay_set", json!({"invitation": text})),
        ErrorCode::NotAllowed
    );
    assert_eq!(boris.refused("relay_leave", json!({})), ErrorCode::NotAllowed);
    for bad in ["", "visitarelay1qqqq", "https://relay.example.org"] {
        assert_eq!(
            amina.refused("relay_set", json!({"invitation": bad})),
            ErrorCode::BadInvitation
        );
    }
    assert_eq!(amina.ok("relay_leave", json!({}))["state"], "none");
    assert_eq!(amina.refused("relay_leave", json!({})), ErrorCode::NoRelay);
    assert_eq!(amina.refused("relay_exchange", json!({})), ErrorCode::NoRelay);
    assert_eq!(boris.ok("relay_automatic", json!({"on": false}))["automatic"], false);
}

fn relay_text(desk: &mut Desk) -> String {
    desk.ok("relay_get", json!({}))["endpoint"].as_str().unwrap().to_owned()
}

/// The same key in another folder: the same relay, to whoever knows it by its key.
fn copy_key(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        if entry.path().is_dir() {
            let folder = to.join(entry.file_name());
            std::fs::create_dir_all(&folder).unwrap();
            copy_key(&entry.path(), &folder);
        } else if entry.path().extension().is_some_and(|extension| extension == "pem") {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
