//! Which interviews the register opens to show itself.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk};
use crate::session::Open;
use serde_json::{Value, json};
use visita_domain::DocumentId;

fn open(desk: &mut Desk) -> &mut Open {
    desk.session.as_mut().unwrap().open().unwrap()
}

/// Two interviews of a visit, somebody watches over the person of the first.
fn two_interviews(desk: &mut Desk) -> [String; 2] {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let interviews = [(); 2].map(|()| desk.id("interview_start", desk::interview(&visit)));
    desk.ok(
        "interview_set",
        json!({"interview": interviews[0], "section": "protection", "field": "reprisal_risk", "value": true}),
    );
    interviews
}

/// The records on the register, and whether a record had to be opened to show it.
fn shown_with(desk: &mut Desk, looked_into: &str) -> (Value, bool) {
    open(desk).records.clear();
    let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
    let records = rows.as_array().unwrap().iter().map(|row| row["record"].clone());
    let id: DocumentId = looked_into.parse().unwrap();
    (records.collect(), open(desk).records.contains_key(&id))
}

#[test]
fn an_interview_that_nobody_watches_over_is_not_opened_for_the_register() {
    let mut lead = Desk::founded("Amina");
    let [watched, other] = two_interviews(&mut lead);
    assert_eq!(shown_with(&mut lead, &other), (json!([watched]), false));
    lead.reopen();
    assert_eq!(
        shown_with(&mut lead, &other),
        (json!([watched]), false),
        "from the store too"
    );
    let again = json!({"record": other, "facts": {"due": "2026-04-01"}});
    lead.ok("recontact_add", again);
    let (records, opened) = shown_with(&mut lead, &other);
    assert_eq!((records, opened), (json!([other, watched]), true));
}

#[test]
fn of_a_list_that_an_earlier_version_made_the_records_say_who_is_watched_over() {
    let mut lead = Desk::founded("Amina");
    let [watched, other] = two_interviews(&mut lead);
    let vault = &mut open(&mut lead).vault;
    let rows = vault.read().projections("interview").unwrap();
    for row in rows {
        let mut body: Value = serde_json::from_str(&row.body).unwrap();
        body.as_object_mut().unwrap().remove("watched").unwrap();
        let earlier = visita_vault::Projection {
            body: body.to_string(),
            ..row
        };
        vault.transact(|tx| tx.put_projection(&earlier)).unwrap();
    }
    open(&mut lead).shelf = None;
    assert_eq!(shown_with(&mut lead, &other), (json!([watched]), true));
}
