#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk};
use serde_json::{Value, json};

fn listed(desk: &mut Desk) -> Value {
    desk.ok("visit_list", json!({}))
}

/// The list, which must be what it would be were the vault opened anew.
fn follows(desk: &mut Desk) -> Value {
    let kept = listed(desk);
    desk.session.as_mut().unwrap().open().unwrap().shelf = None;
    assert_eq!(kept, listed(desk));
    kept
}

/// What an earlier version left: lists of its own edition, and a place under a name that its record does not have.
fn as_made_earlier(desk: &mut Desk, edition: &str) {
    let vault = &mut desk.session.as_mut().unwrap().open().unwrap().vault;
    let row = vault.read().projections("place").unwrap().remove(0);
    let earlier = visita_vault::Projection {
        body: row.body.replace("Tarn Hill", "Old Mill"),
        ..row
    };
    vault
        .transact(|tx| {
            tx.put_projection(&earlier)?;
            tx.put_setting("lists", edition)
        })
        .unwrap();
}

fn place_name(desk: &mut Desk) -> Value {
    desk.ok("place_list", json!({}))["rows"][0]["facts"]["name"].clone()
}

#[test]
fn lists_of_another_edition_are_made_anew_when_the_vault_opens() {
    let mut lead = Desk::founded("Amina");
    lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    as_made_earlier(&mut lead, "1");
    lead.reopen();
    assert_eq!(place_name(&mut lead), "Tarn Hill");
    as_made_earlier(&mut lead, crate::project::EDITION);
    lead.reopen();
    assert_eq!(
        place_name(&mut lead),
        "Old Mill",
        "lists of this edition are read as they are"
    );
}

/// The findings of a visit, which must be what they would be were the vault opened anew.
fn findings_follow(desk: &mut Desk, visit: &str) -> Value {
    let ask = json!({"visit": visit});
    let kept = desk.ok("finding_list", ask.clone());
    desk.session.as_mut().unwrap().open().unwrap().shelf = None;
    assert_eq!(kept, desk.ok("finding_list", ask));
    kept["rows"].clone()
}

#[test]
fn findings_that_were_read_follow_every_write_in_the_visit_and_in_its_interviews() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    assert_eq!(findings_follow(&mut lead, &visit), json!([]));
    let finding = json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", finding);
    assert_eq!(findings_follow(&mut lead, &visit)[0]["sources"], 0);
    let link = json!({"visit": visit, "finding": finding, "kind": "interview", "target": interview});
    lead.ok("evidence_add", link);
    assert_eq!(findings_follow(&mut lead, &visit)[0]["sources"], 1);
    let said = json!({"doc": visit, "about": format!("finding/{finding}"), "text": "Which wing?"});
    lead.ok("comment_add", said);
    assert_eq!(findings_follow(&mut lead, &visit)[0]["comments"], 1);
    let taken_back = json!({"interview": interview, "purpose": "talk", "state": "withdrawn", "explained": ""});
    lead.ok("consent_set", taken_back);
    let shown = findings_follow(&mut lead, &visit);
    assert_eq!(
        (&shown[0]["sources"], &shown[0]["evidence"][0]["withdrawn"]),
        (&json!(0), &json!(true))
    );
    let other = lead.id("visit_create", desk::visit(&place));
    assert_eq!(findings_follow(&mut lead, &other), json!([]), "each visit has its own");
}

#[test]
fn lists_that_bring_the_app_down_are_left_alone_after_some_tries_and_today_says_so() {
    let mut lead = Desk::founded("Amina");
    lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    as_made_earlier(&mut lead, "1");
    let vault = &mut lead.session.as_mut().unwrap().open().unwrap().vault;
    let tries = format!("lists/tries/{}", crate::project::EDITION);
    vault.transact(|tx| tx.put_setting(&tries, "3")).unwrap();
    lead.reopen();
    assert_eq!(place_name(&mut lead), "Old Mill");
    assert_eq!(lead.ok("today_get", json!({}))["lists_current"], false);
    lead.ok("vault_rebuild", json!({}));
    assert_eq!(place_name(&mut lead), "Tarn Hill");
    assert_eq!(lead.ok("today_get", json!({}))["lists_current"], true);
}

#[test]
fn a_list_that_was_read_follows_every_write() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    assert_eq!(follows(&mut lead)["rows"], json!([]));
    let first = lead.id("visit_create", desk::visit(&place));
    follows(&mut lead);
    let later = json!({"visit_kind": "ad_hoc", "announced": true, "starts_on": "2026-04-02", "objectives": ""});
    let mut of_april = desk::visit(&place);
    of_april["starts_on"] = json!("2026-04-01");
    let second = lead.id("visit_create", of_april);
    assert_eq!(follows(&mut lead)["rows"][0]["id"], json!(second));
    let was = json!({"visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "objectives": ""});
    lead.ok("visit_set", json!({"visit": first, "was": was, "facts": later}));
    assert_eq!(follows(&mut lead)["rows"][0]["id"], json!(first));
    lead.ok("interview_start", desk::interview(&second));
    lead.answer(&second, "general", "own_bed", "yes");
    let rows = follows(&mut lead)["rows"].clone();
    assert_eq!((&rows[1]["interviews"], &rows[1]["answers"]), (&json!(1), &json!(1)));
    assert_eq!(rows[1]["place_name"], "Tarn Hill");
}
