//! Getting back in with colleagues' help, as stories: shares made and carried, asked for, answered, and the vault opened.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)]
mod desk;

use desk::{Desk, PASSPHRASE};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use visita_app::api::ErrorCode;
use visita_app::{Clock, Session};
use visita_domain::dates::{Timestamp, from_millis};
use visita_seal::envelope::DeviceKey;
use visita_seal::roster::Roster;
use visita_seal::share_file::{Holder, seal_shares};
use visita_seal::shares::Share;
use visita_vault::{NoKeystore, Vault};

const NEW_PASSPHRASE: &str = "ribbon fossil quartz ember willow drift";

/// A lead with so many colleagues.
fn team(colleagues: usize) -> (Desk, Vec<Desk>) {
    let mut lead = Desk::founded("Amina");
    let names = ["Boris", "Chen", "Dalia", "Elif", "Farid"];
    let others = names
        .into_iter()
        .take(colleagues)
        .map(|name| lead.admits(name, "inspector"))
        .collect();
    (lead, others)
}

/// Shares for everybody who can hold one; the file for all of them.
fn shared(lead: &mut Desk, needed: u32) -> PathBuf {
    let view = lead.ok("recovery_get", json!({}));
    let members: Vec<Value> = view["may_hold"]
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["member"].clone())
        .collect();
    let path = lead.file("shares");
    lead.ok(
        "recovery_share",
        json!({"passphrase": PASSPHRASE, "members": members, "needed": needed, "path": path}),
    );
    path
}

fn take_all(holders: &mut [Desk], path: &PathBuf) {
    for holder in holders {
        holder.ok("share_take", json!({"path": path}));
    }
}

fn ask(desk: &mut Desk) -> Value {
    desk.ok("recovery_ask", json!({}))["request"].clone()
}

fn answer(holder: &mut Desk, request: &Value) -> Value {
    let (path, text) = (holder.file("request"), request["text"].as_str().unwrap());
    std::fs::write(&path, text).unwrap();
    assert_eq!(
        holder.ok("file_look", json!({"path": path}))["kind"],
        "recovery_request"
    );
    let given = json!({"text": request["text"]});
    let seen = holder.ok("recovery_inspect", given.clone());
    assert_eq!(seen["words"], json!(null), "the words are heard, not shown");
    holder.ok("recovery_answer", json!({"request": given, "words": request["words"]}))["text"].clone()
}

fn give(desk: &mut Desk, answer: &Value) -> Value {
    desk.ok("recovery_take", json!({"text": answer}))
}

fn new_passphrase() -> Value {
    json!({"passphrase": NEW_PASSPHRASE, "repeat": NEW_PASSPHRASE})
}

fn standing(desk: &mut Desk) -> Value {
    desk.ok("today_get", json!({}))["recovery"].clone()
}

#[test]
fn three_of_five_open_the_vault_and_a_new_passphrase_is_set() {
    let (mut amina, mut others) = team(5);
    let path = shared(&mut amina, 3);
    assert_eq!(others[0].ok("file_look", json!({"path": path}))["kind"], "share");
    take_all(&mut others, &path);
    amina.ok("vault_lock", json!({}));
    amina.close();
    assert_eq!(amina.ok("app_status", json!({}))["shares_needed"], 3);
    let request = ask(&mut amina);
    for (n, holder) in [4, 0, 2].into_iter().enumerate() {
        let answer = answer(&mut others[holder], &request);
        // The app of who asks may be closed in between.
        amina.close();
        assert_eq!(give(&mut amina, &answer)["answers"], n + 1);
        assert_eq!(
            give(&mut amina, &answer)["answers"],
            n + 1,
            "once more is the same answer"
        );
    }
    let weak = json!({"passphrase": "password1", "repeat": "password1"});
    assert_eq!(amina.refused("recovery_open", weak), ErrorCode::WeakPassphrase);
    amina.ok("recovery_open", new_passphrase());
    assert_eq!(amina.ok("team_get", json!({}))["name"], "North");
    // What let her in lay on the disk meanwhile: the shares are to be made anew.
    assert_eq!(standing(&mut amina)["state"], "outdated");
    assert!(!amina.folder.path().join("vault/asking.json").exists());
    amina.close();
    assert_eq!(
        amina.refused("vault_unlock", json!({"passphrase": PASSPHRASE})),
        ErrorCode::WrongPassphrase
    );
    amina.ok("vault_unlock", json!({"passphrase": NEW_PASSPHRASE}));
}

#[test]
fn two_of_five_do_not_and_it_says_so_and_changes_nothing() {
    let (mut amina, mut others) = team(5);
    let path = shared(&mut amina, 3);
    take_all(&mut others, &path);
    amina.close();
    assert_eq!(
        amina.refused("recovery_open", new_passphrase()),
        ErrorCode::NothingAsked
    );
    let request = ask(&mut amina);
    for holder in &mut others[..2] {
        let answer = answer(holder, &request);
        give(&mut amina, &answer);
    }
    let slots = std::fs::read(amina.folder.path().join("vault/vault.json")).unwrap();
    assert_eq!(
        amina.refused("recovery_open", new_passphrase()),
        ErrorCode::TooFewAnswers
    );
    assert_eq!(
        std::fs::read(amina.folder.path().join("vault/vault.json")).unwrap(),
        slots
    );
    assert_eq!(
        amina.ok("recovery_asked", json!({}))["answers"],
        2,
        "what came is still there"
    );
    amina.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
    assert!(
        !amina.folder.path().join("vault/asking.json").exists(),
        "who is in asks nobody"
    );
    // The answers lay beside their key: who had the device meanwhile may have had a third.
    assert_eq!(standing(&mut amina)["state"], "outdated");
}

#[test]
fn a_holder_answers_from_their_second_device() {
    let (mut amina, mut others) = team(2);
    let boris = others[0].ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let mut tablet = amina.admits_further("Boris", &boris);
    let path = shared(&mut amina, 2);
    tablet.ok("share_take", json!({"path": path}));
    take_all(&mut others, &path);
    amina.close();
    let request = ask(&mut amina);
    let from_tablet = answer(&mut tablet, &request);
    assert_eq!(give(&mut amina, &from_tablet)["answers"], 1);
    let from_laptop = answer(&mut others[0], &request);
    assert_eq!(give(&mut amina, &from_laptop)["answers"], 1, "the same member's share");
    assert_eq!(
        amina.refused("recovery_open", new_passphrase()),
        ErrorCode::TooFewAnswers
    );
    let chens = answer(&mut others[1], &request);
    give(&mut amina, &chens);
    amina.ok("recovery_open", new_passphrase());
}

#[test]
fn shares_of_before_the_renewal_are_worthless_on_either_side() {
    let (mut amina, mut others) = team(3);
    let old = shared(&mut amina, 2);
    take_all(&mut others, &old);
    let new = shared(&mut amina, 2);
    // Boris has both; it is the newer one that is asked for.
    others[0].ok("share_take", json!({"path": new}));
    others[0].ok("share_take", json!({"path": old}));
    amina.close();
    let request = ask(&mut amina);
    let given = json!({"text": request["text"]});
    // Chen has not taken the new one yet.
    assert_eq!(
        others[1].refused("recovery_inspect", given.clone()),
        ErrorCode::OtherShares
    );
    let forced = json!({"request": given, "words": request["words"]});
    assert_eq!(others[1].refused("recovery_answer", forced), ErrorCode::OtherShares);
    let boris = answer(&mut others[0], &request);
    give(&mut amina, &boris);
    assert_eq!(
        amina.refused("recovery_open", new_passphrase()),
        ErrorCode::TooFewAnswers
    );
    others[1].ok("share_take", json!({"path": new}));
    let chen = answer(&mut others[1], &request);
    give(&mut amina, &chen);
    amina.ok("recovery_open", new_passphrase());
}

#[test]
fn damaged_and_foreign_answers_are_told_apart_and_change_nothing() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    amina.close();
    let first = ask(&mut amina);
    let late = answer(&mut others[0], &first);
    assert_eq!(amina.refused("recovery_ask", json!({})), ErrorCode::AlreadyAsked);
    assert_eq!(
        amina.ok("recovery_asked", json!({}))["request"],
        first,
        "it waits as before"
    );
    amina.ok("recovery_cancel", json!({}));
    // She asks anew: what answers the first request answers nothing any more.
    let request = ask(&mut amina);
    assert_ne!(first["words"], request["words"]);
    assert_eq!(
        amina.refused("recovery_take", json!({"text": late})),
        ErrorCode::OtherRequest
    );
    let mut damaged = answer(&mut others[0], &request).as_str().unwrap().to_owned();
    let end = damaged.len() - 20;
    damaged.truncate(end);
    assert_eq!(
        amina.refused("recovery_take", json!({"text": damaged})),
        ErrorCode::BadFile
    );
    assert_eq!(
        amina.refused("recovery_take", json!({"text": request["text"]})),
        ErrorCode::BadFile
    );
    assert_eq!(amina.ok("recovery_asked", json!({}))["answers"], 0);
    let wrong_words = json!({"request": {"text": request["text"]}, "words": first["words"]});
    assert_eq!(
        others[0].refused("recovery_answer", wrong_words),
        ErrorCode::WordsDiffer
    );
    amina.ok("recovery_cancel", json!({}));
    let boris = answer(&mut others[0], &request);
    assert_eq!(
        amina.refused("recovery_take", json!({"text": boris})),
        ErrorCode::NothingAsked
    );
}

#[test]
fn who_holds_no_share_of_that_vault_has_nothing_to_answer_with() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    let chens = shared_by(&mut others[1]);
    // Boris has not heard of Chen yet, who joined after him.
    assert_eq!(
        others[0].refused("share_take", json!({"path": chens})),
        ErrorCode::UnknownSender
    );
    let news = amina.bundle();
    others[0].take(&news);
    // He took Chen's, and never Amina's.
    others[0].ok("share_take", json!({"path": chens}));
    amina.close();
    let request = ask(&mut amina);
    let given = json!({"text": request["text"]});
    for holder in &mut others {
        assert_eq!(
            holder.refused("recovery_inspect", given.clone()),
            ErrorCode::NoShareHeld
        );
    }
    let mut stranger = Desk::founded("Zora");
    assert_eq!(
        stranger.refused("share_take", json!({"path": path})),
        ErrorCode::NotForThisDevice
    );
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 10;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(
        others[1].refused("share_take", json!({"path": path})),
        ErrorCode::BadFile
    );
}

fn shared_by(desk: &mut Desk) -> PathBuf {
    let view = desk.ok("recovery_get", json!({}));
    let members: Vec<Value> = view["may_hold"]
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["member"].clone())
        .collect();
    let path = desk.file("shares");
    let args = json!({"passphrase": PASSPHRASE, "members": members, "needed": 2, "path": path});
    desk.ok("recovery_share", args);
    path
}

#[test]
fn a_rehearsal_is_the_same_way_and_its_date_stands_on_today() {
    let (mut amina, mut others) = team(2);
    assert_eq!(
        standing(&mut amina),
        json!({"state": "untested", "tested": null, "left": []})
    );
    assert_eq!(amina.refused("recovery_ask", json!({})), ErrorCode::NoShares);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    let request = ask(&mut amina);
    assert_eq!(amina.refused("recovery_test", json!({})), ErrorCode::TooFewAnswers);
    for holder in &mut others {
        let answer = answer(holder, &request);
        give(&mut amina, &answer);
    }
    let view = amina.ok("recovery_test", json!({}));
    assert_eq!(view["standing"]["state"], "tested");
    assert!(view["shares"]["tested"].is_string());
    assert_eq!(amina.ok("recovery_asked", json!({}))["request"], json!(null));
    assert!(
        !amina.folder.path().join("vault/asking.json").exists(),
        "a rehearsal waits inside the vault"
    );
    amina.reopen();
    assert_eq!(standing(&mut amina)["state"], "tested");
    shared(&mut amina, 2);
    assert_eq!(
        standing(&mut amina)["state"],
        "untested",
        "new shares are not tried yet"
    );
}

#[test]
fn the_recovery_words_are_tried_without_opening_anything() {
    let mut amina = Desk::empty();
    let words = amina.words.join(" ");
    let wrong = json!({"words": words.replacen(' ', " abandon ", 1)});
    assert_eq!(
        amina.refused("recovery_words_test", wrong),
        ErrorCode::WrongRecoveryWords
    );
    assert_eq!(standing(&mut amina)["state"], "untested");
    let view = amina.ok("recovery_words_test", json!({"words": words}));
    assert!(view["words_tested"].is_string());
    assert_eq!(standing(&mut amina)["state"], "tested");
}

#[test]
fn a_holder_who_leaves_makes_the_shares_out_of_date_and_their_vault_is_asked_for_in_vain() {
    let (mut amina, mut others) = team(3);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    let chens = shared_by(&mut others[1]);
    amina.ok("share_take", json!({"path": chens}));
    let chen = others[1].ok("team_get", json!({}))["me"].clone();
    assert_eq!(amina.ok("recovery_get", json!({}))["held"].as_array().unwrap().len(), 1);
    amina.ok("member_remove", json!({"member": chen}));
    assert_eq!(
        standing(&mut amina),
        json!({"state": "outdated", "tested": null, "left": ["Chen"]})
    );
    others[1].close();
    let request = ask(&mut others[1]);
    let given = json!({"text": request["text"]});
    assert_eq!(amina.refused("recovery_inspect", given), ErrorCode::NoShareHeld);
    shared(&mut amina, 2);
    assert_eq!(standing(&mut amina)["state"], "untested");
}

#[test]
fn nobody_is_named_where_the_vault_is_locked() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    amina.close();
    let said = [
        amina.ok("app_status", json!({})),
        amina.ok("recovery_ask", json!({})),
        amina.ok("recovery_asked", json!({})),
    ];
    for said in said {
        let said = said.to_string();
        for name in ["Amina", "Boris", "Chen", "North", "Commission"] {
            assert!(!said.contains(name), "{name}: {said}");
        }
    }
    for file in ["vault.json", "asking.json"] {
        let kept = std::fs::read_to_string(amina.folder.path().join("vault").join(file)).unwrap();
        assert!(!kept.contains("Boris") && !kept.contains("Amina"), "{file}");
    }
    assert_eq!(amina.refused("recovery_get", json!({})), ErrorCode::Locked);
    assert_eq!(amina.refused("recovery_test", json!({})), ErrorCode::Locked);
}

#[test]
fn ended_shares_open_nothing_and_the_numbers_have_bounds() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    let view = amina.ok("recovery_end", json!({}));
    assert_eq!(view["shares"], json!(null));
    let members: Vec<Value> = view["may_hold"]
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["member"].clone())
        .collect();
    let path = amina.file("shares");
    let try_with = |members: &[Value], needed: u32| json!({"passphrase": PASSPHRASE, "members": members, "needed": needed, "path": path});
    for (members, needed) in [(&members[..], 1), (&members[..], 3), (&members[..1], 1), (&[], 2)] {
        assert_eq!(
            amina.refused("recovery_share", try_with(members, needed)),
            ErrorCode::Refused
        );
    }
    let twice = [members[0].clone(), members[0].clone()];
    assert_eq!(amina.refused("recovery_share", try_with(&twice, 2)), ErrorCode::Refused);
    let me = amina.ok("team_get", json!({}))["me"].clone();
    let with_me = [members[0].clone(), me];
    assert_eq!(
        amina.refused("recovery_share", try_with(&with_me, 2)),
        ErrorCode::Refused
    );
    let mut wrong = try_with(&members, 2);
    wrong["passphrase"] = "not this one at all".into();
    assert_eq!(amina.refused("recovery_share", wrong), ErrorCode::WrongPassphrase);
    assert!(!path.exists());
    amina.close();
    assert_eq!(amina.ok("app_status", json!({}))["shares_needed"], 0);
    assert_eq!(amina.refused("recovery_ask", json!({})), ErrorCode::NoShares);
}

/// A clock that is set by hand, milliseconds.
struct HandClock(Arc<AtomicI64>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        from_millis(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

#[test]
fn what_was_asked_more_than_seven_days_ago_is_forgotten_with_its_key() {
    const SEVEN_DAYS_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    let (now, vault) = (
        Arc::new(AtomicI64::new(1_800_000_000_000)),
        amina.folder.path().join("vault"),
    );
    amina.session = Some(Session::at(vault.clone(), Box::new(HandClock(Arc::clone(&now)))));
    let request = ask(&mut amina);
    now.fetch_add(SEVEN_DAYS_MS, Ordering::Relaxed);
    assert_eq!(
        amina.ok("recovery_asked", json!({}))["request"],
        request,
        "to the last moment"
    );
    now.fetch_add(1, Ordering::Relaxed);
    assert_eq!(amina.ok("recovery_asked", json!({}))["request"], json!(null));
    assert!(!vault.join("asking.json").exists());
}

fn asking(desk: &Desk) -> PathBuf {
    desk.folder.path().join("vault/asking.json")
}

/// Shares with everybody, and a locked device that has asked and has its first answer.
fn asked_with_one_answer(colleagues: usize, needed: u32) -> (Desk, Vec<Desk>, Value) {
    let (mut amina, mut others) = team(colleagues);
    let path = shared(&mut amina, needed);
    take_all(&mut others, &path);
    amina.close();
    let request = ask(&mut amina);
    let first = answer(&mut others[0], &request);
    give(&mut amina, &first);
    (amina, others, request)
}

#[test]
fn what_was_asked_outlasts_a_slot_file_that_cannot_be_read_and_a_clock_set_back() {
    let (mut amina, mut others, request) = asked_with_one_answer(2, 2);
    let slots = amina.folder.path().join("vault/vault.json");
    let whole = std::fs::read(&slots).unwrap();
    std::fs::write(&slots, &whole[..whole.len() / 2]).unwrap();
    amina.ok("app_status", json!({}));
    assert_eq!(amina.refused("recovery_asked", json!({})), ErrorCode::Damaged);
    std::fs::remove_file(&slots).unwrap();
    assert_eq!(amina.refused("recovery_asked", json!({})), ErrorCode::NoVault);
    std::fs::write(&slots, whole).unwrap();
    let (vault, long_ago) = (
        amina.folder.path().join("vault"),
        Arc::new(AtomicI64::new(1_000_000_000_000)),
    );
    amina.session = Some(Session::at(vault, Box::new(HandClock(long_ago))));
    amina.ok("app_status", json!({}));
    assert_eq!(amina.refused("recovery_asked", json!({})), ErrorCode::RequestAhead);
    amina.close();
    assert_eq!(amina.ok("recovery_asked", json!({}))["answers"], 1);
    let second = answer(&mut others[1], &request);
    give(&mut amina, &second);
    amina.ok("recovery_open", new_passphrase());
}

#[test]
fn what_was_asked_and_cannot_be_read_is_said_and_stays_until_it_is_given_up() {
    let (mut amina, _, request) = asked_with_one_answer(2, 2);
    let path = asking(&amina);
    let whole = std::fs::read(&path).unwrap();
    for damaged in [&whole[..whole.len() / 2], b"", &vec![b' '; 300_000]] {
        std::fs::write(&path, damaged).unwrap();
        amina.ok("app_status", json!({}));
        for name in ["recovery_asked", "recovery_ask"] {
            assert_eq!(amina.refused(name, json!({})), ErrorCode::AskingDamaged);
        }
        assert_eq!(std::fs::read(&path).unwrap(), damaged);
    }
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(amina.ok("recovery_asked", json!({}))["request"], request);
    std::fs::write(&path, b"{").unwrap();
    assert_eq!(amina.ok("recovery_cancel", json!({}))["request"], json!(null));
    ask(&mut amina);
}

#[test]
fn an_answer_is_kept_without_its_padding_and_no_longer_text_is_taken() {
    let (mut amina, mut others, request) = asked_with_one_answer(2, 2);
    let before = std::fs::metadata(asking(&amina)).unwrap().len();
    let second = answer(&mut others[1], &request);
    let text = second.as_str().unwrap();
    let padded = format!("{}\n{text}", " ".repeat(1_000));
    assert_eq!(give(&mut amina, &json!(padded))["answers"], 2);
    let after = std::fs::metadata(asking(&amina)).unwrap().len();
    assert!(after - before < text.len() as u64 + 10, "{before} {after}");
    let long = format!("{text}{}", " ".repeat(8_000));
    assert_eq!(
        amina.refused("recovery_take", json!({"text": long})),
        ErrorCode::BadFile
    );
}

#[test]
fn that_answers_had_come_is_known_after_they_were_given_up_dropped_or_lapsed() {
    let (mut amina, mut others, request) = asked_with_one_answer(2, 2);
    let asked = amina.ok("recovery_asked", json!({}));
    let id = asked["taken"][0]["id"].clone();
    assert_eq!(
        amina.refused("recovery_drop", json!({"answer": "none"})),
        ErrorCode::NotFound
    );
    assert_eq!(amina.ok("recovery_drop", json!({"answer": id}))["taken"], json!([]));
    amina.ok("recovery_cancel", json!({}));
    let kept = std::fs::read_to_string(asking(&amina)).unwrap();
    assert!(!kept.contains("AGE-SECRET-KEY"), "the key is gone");
    let again = ask(&mut amina);
    assert_ne!(again, request);
    amina.ok("vault_unlock", json!({"passphrase": PASSPHRASE}));
    assert_eq!(standing(&mut amina)["state"], "outdated");
    assert!(!asking(&amina).exists());

    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    assert_eq!(standing(&mut amina)["state"], "untested");
    amina.close();
    let request = ask(&mut amina);
    let first = answer(&mut others[0], &request);
    give(&mut amina, &first);
    let late = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_millis();
    let late = Arc::new(AtomicI64::new(i64::try_from(late).unwrap() + 8 * 24 * 60 * 60 * 1_000));
    let vault = amina.folder.path().join("vault");
    amina.session = Some(Session::at(vault, Box::new(HandClock(late))));
    // Nobody looks at what was asked: the first screen is enough.
    amina.ok("app_status", json!({}));
    assert!(
        !std::fs::read_to_string(asking(&amina))
            .unwrap()
            .contains("AGE-SECRET-KEY")
    );
    amina.reopen();
    assert_eq!(standing(&mut amina)["state"], "outdated");
}

#[test]
fn a_request_whose_file_cannot_be_written_does_not_wait() {
    let (mut amina, mut others) = team(2);
    let path = shared(&mut amina, 2);
    take_all(&mut others, &path);
    amina.close();
    let nowhere = amina.folder.path().join("none/request");
    assert_eq!(
        amina.refused("recovery_ask", json!({"path": nowhere})),
        ErrorCode::FileUnreachable
    );
    assert!(!asking(&amina).exists());
    ask(&mut amina);
}

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
    assert_eq!(give(&mut amina, &true_one)["answers"], 2);
    let chens = answer(&mut others[1], &request);
    give(&mut amina, &chens);
    amina.ok("recovery_open", new_passphrase());
}
