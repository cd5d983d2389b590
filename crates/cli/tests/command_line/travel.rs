//! A journey with the built `visita`: what stays, who hands the key back, and that all of it is here again.

use crate::person::{Person, REFUSED};
use serde_json::json;

#[test]
fn a_journey_begins_with_what_may_stay_and_ends_with_the_key_from_home() {
    let lead = Person::founded("Lead");
    let other = Person::joined(&lead, "Boris");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let kest = lead.id(&["place", "add", "--name", "Kest Remand", "--type", "prison"]);
    let places = |person: &Person| person.json(&["place", "list"])["rows"].as_array().unwrap().len();
    let file = lead.path("journey");
    let begin = ["travel", "begin", &visit, "--all", "--understood", "-o", &file];
    let look = || lead.json(&["travel", "look", &visit])["records"][0].clone();
    assert_eq!(
        (&look()["record"], &look()["why_not"]),
        (&json!(kest), &json!("only_here"))
    );
    assert_eq!(lead.code(&begin), REFUSED, "nothing may stay yet");
    let (out, back) = (lead.path("out"), other.path("back"));
    lead.json(&["bundle", "export", &out]);
    other.json(&["bundle", "import", &out]);
    other.json(&["bundle", "export", &back]);
    lead.json(&["bundle", "import", &back]);
    assert_eq!(look()["why_not"], json!(null));
    let unread = ["travel", "begin", &visit, "--leave", &kest, "-o", &file];
    assert_eq!(lead.code(&unread), REFUSED);
    assert_eq!(lead.json(&begin)["left"]["places"], 1);
    assert_eq!(places(&lead), 1);
    assert_eq!(lead.code(&["place", "show", &kest]), REFUSED, "it is at home");
    assert_eq!(lead.json(&["travel", "show"])["holders"], json!(["Boris"]));
    assert_eq!(lead.json(&["travel", "clean"])["traces"], json!(false));
    let handed = other.path("handed");
    let said = other.json(&["travel", "hand-back", &file, "-o", &handed]);
    assert_eq!(said["member"], "Lead");
    assert_eq!(lead.json(&["travel", "end", &handed])["away"], json!(false));
    assert_eq!(places(&lead), 2);
}
