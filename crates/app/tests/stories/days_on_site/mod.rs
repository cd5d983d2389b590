//! Access, counts, coverage, debrief, findings and talk: what a delegation does at the place and in the evening, on devices
//! that do not see each other.

mod access;
mod evening;
mod recorded;

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// A lead and an inspector with one visit that both hold.
fn on_a_visit() -> (Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let out = lead.bundle();
    inspector.take(&out);
    (lead, inspector, visit)
}

fn meet(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

fn member(desk: &mut Desk) -> String {
    desk.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned()
}

fn open_paths(desk: &mut Desk, visit: &str) -> Vec<(String, String)> {
    let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    let open = open.as_array().unwrap().iter();
    open.map(|one| {
        (
            one["path"].as_str().unwrap().to_owned(),
            one["label"].as_str().unwrap().to_owned(),
        )
    })
    .collect()
}
