//! What a locked device asked: kept through what goes wrong, and not forgotten where answers had come.

use super::*;

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
