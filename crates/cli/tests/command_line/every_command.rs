//! Nothing that the table can do is out of the reach of the command line, unless a reason is written down here.

use std::path::Path;
use visita_app::api::table::COMMANDS;

/// Commands without a verb of their own, and why. `visita call` runs them all the same.
const WITHOUT_A_VERB: &[(&str, &str)] = &[
    ("appearance_set", "colours and letters of the window"),
    ("passphrase_strength", "helps whoever types in the window"),
    ("passphrase_suggest", "helps whoever types in the window"),
    ("vault_choose", "`--vault` says which vault"),
    ("vault_add", "`--vault` names any folder for a new one"),
    (
        "vault_rename",
        "the lock screen of the window lists names; here a vault is its folder",
    ),
    (
        "vault_change_passphrase",
        "the old one and the new one are typed unseen in the window; `recover` sets one here",
    ),
    (
        "binding_get",
        "`bind` and `unbind` answer it, and `unlock-check` tells whether the vault is bound",
    ),
    ("vault_lock", "the vault is locked when a run ends"),
    (
        "draft_put",
        "a form of the window that is not sent yet; a verb sends what it is given",
    ),
    (
        "draft_get",
        "a form of the window that is not sent yet; a verb sends what it is given",
    ),
    (
        "place_import_end",
        "a table that was looked at is let go when a run ends",
    ),
    (
        "visit_acknowledge_closed",
        "a banner of the window; a verb that writes to a closed visit is typed on purpose",
    ),
    (
        "identity_seal",
        "a real name stays out of terminals and of what they remember",
    ),
    (
        "identity_open",
        "a real name stays out of terminals and of what they remember",
    ),
    (
        "smart_preview",
        "hints for a form that is being filled in; `recommendation show` has those of what was written",
    ),
    (
        "reach_get",
        "a mark beside a record in the window; `bundle export --preview` tells what others lack",
    ),
    ("file_look", "what the window says of a file that was chosen there"),
    ("pairing_decline", "whoever declines ends the run of `team pair`"),
    ("pairing_end", "whoever has enough ends the run of `team pair`"),
];

/// All that the command line is made of.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
    all
}

#[test]
fn every_command_has_a_verb_or_a_reason_why_it_has_none() {
    let written = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let has_a_verb = |name: &str| written.contains(&format!("\"{name}\""));
    let excused = |name: &str| WITHOUT_A_VERB.iter().any(|(without, _)| *without == name);
    let forgotten: Vec<_> = COMMANDS
        .iter()
        .map(|row| row.name)
        .filter(|name| !has_a_verb(name) && !excused(name))
        .collect();
    assert!(forgotten.is_empty(), "neither a verb nor a reason: {forgotten:?}");
    for (name, why) in WITHOUT_A_VERB {
        assert!(!why.is_empty() && !has_a_verb(name), "{name} has a verb by now");
        assert!(COMMANDS.iter().any(|row| row.name == *name), "{name} is gone");
    }
}
