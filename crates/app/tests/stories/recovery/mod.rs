//! Getting back in with colleagues' help, as stories: shares made and carried, asked for, answered, and the vault opened.

mod held;
mod kept;

use crate::desk::{Desk, PASSPHRASE};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use visita_app::api::ErrorCode;
use visita_app::{Clock, Session};
use visita_domain::dates::{Timestamp, from_millis};

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
