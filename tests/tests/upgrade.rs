//! A vault that an earlier version made opens in this one, with everything in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use std::path::Path;
use visita_app::api::table::call;
use visita_app::{Session, SystemClock};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
const VISIT: &str = "01a210fb-413f-7cbb-8e7f-d6ba7fc08600";
const INTERVIEW: &str = "01a210fb-d3c2-7203-b190-05e93b2eac80";
/// Made by the version whose schema was number 1, and the same as the version of schema 2 left it. What they hold is fictional.
const EARLIER: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/vault-1"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/vault-2"),
];

fn ok(session: &mut Session, name: &str, args: Value) -> Value {
    call(session, name, args).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// Everything a person would look for in it.
fn look(session: &mut Session) -> Value {
    json!({
        "visits": ok(session, "visit_list", json!({})),
        "visit": ok(session, "visit_get", json!({"visit": VISIT})),
        "answers": ok(session, "answer_list", json!({"visit": VISIT, "area": "general"})),
        "note": ok(session, "interview_get", json!({"interview": INTERVIEW})),
        "identity": ok(session, "identity_open", json!({"interview": INTERVIEW})),
        "draft": ok(session, "draft_get", json!({"key": format!("observation/{VISIT}/new")})),
        "found": ok(session, "search_find", json!({"query": "nine days"})),
        "history": ok(session, "history_get", json!({"doc": INTERVIEW})),
    })
}

#[test]
fn a_vault_of_every_earlier_version_opens_with_everything_and_goes_on() {
    for vault in EARLIER {
        opens_and_goes_on(vault);
    }
}

fn opens_and_goes_on(vault: &str) {
    let folder = tempfile::tempdir().unwrap();
    for file in ["vault.db", "vault.json"] {
        std::fs::copy(Path::new(vault).join(file), folder.path().join(file)).unwrap();
    }
    let mut session = Session::at(folder.path().to_owned(), Box::new(SystemClock));
    ok(&mut session, "vault_unlock", json!({"passphrase": PASSPHRASE}));
    let seen = look(&mut session);
    assert_eq!(seen["visits"]["rows"][0]["place_name"], "Harbour Prison (fictional)");
    assert!(seen["answers"].to_string().contains("Three slept on the floor"));
    assert!(seen["note"].to_string().contains("Held alone for nine days."));
    assert_eq!(seen["identity"]["identity"], "A. Person (fictional)");
    assert_eq!(seen["draft"]["text"], "Typed and not yet kept");
    assert_eq!(seen["found"]["hits"][0]["id"], INTERVIEW);
    let signatures = seen["history"]["entries"].as_array().unwrap();
    assert!(!signatures.is_empty() && signatures.iter().all(|entry| entry["signature"] == "valid"));

    ok(&mut session, "vault_rebuild", json!({}));
    assert_eq!(
        look(&mut session),
        seen,
        "made anew once more, lists say what they said when the vault opened"
    );
    ok(
        &mut session,
        "interview_note",
        json!({"interview": INTERVIEW, "text": "Held alone for nine days. No mattress."}),
    );
    drop(session);
    let mut again = Session::at(folder.path().to_owned(), Box::new(SystemClock));
    ok(&mut again, "vault_unlock", json!({"passphrase": PASSPHRASE}));
    assert!(look(&mut again)["note"].to_string().contains("No mattress."));
}
