//! The app's own sessions through the program itself, over real TLS on the loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod blindness;
#[allow(dead_code)]
#[path = "../../../app/tests/desk/mod.rs"]
mod desk;
mod live;
#[path = "../stand/mod.rs"]
mod stand;
mod stories;

use desk::Desk;
use serde_json::{Value, json};
use visita_wire::relay::Invitation;

/// A lead whose team uses this relay.
fn lead_with(invitation: &Invitation) -> Desk {
    let mut lead = Desk::founded("Lead");
    let text = invitation.to_text().unwrap();
    assert_eq!(lead.ok("relay_set", json!({"invitation": text}))["state"], "never");
    lead
}

/// One exchange; how it stands then.
fn exchange(desk: &mut Desk) -> Value {
    desk.ok("relay_exchange", json!({}))
}

/// One exchange that goes well.
fn exchange_well(desk: &mut Desk) -> Value {
    let view = exchange(desk);
    assert_eq!(
        (&view["state"], &view["waiting_changes"]),
        (&json!("reached"), &json!(0)),
        "{view}"
    );
    assert_eq!(view["strange"], 0, "{view}");
    view
}

fn note(desk: &mut Desk, interview: &str) -> String {
    let view = desk.ok("interview_get", json!({"interview": interview}));
    view["note"].as_str().unwrap().to_owned()
}

fn write_note(desk: &mut Desk, interview: &str, more: &str) {
    let view = desk.ok("interview_get", json!({"interview": interview}));
    let text = format!("{}{more}", view["note"].as_str().unwrap());
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": text, "base": view["note_base"]}),
    );
}

/// A place, a visit and an interview with this note; the id of the interview.
fn record(desk: &mut Desk, said: &str) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let interview = desk.id("interview_start", desk::interview(&visit));
    desk.ok(
        "interview_note",
        json!({"interview": interview, "text": said, "base": null}),
    );
    interview
}
