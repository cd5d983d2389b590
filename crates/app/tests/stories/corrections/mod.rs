//! What is corrected, asked back and taken back, on two devices.

mod facts;
mod findings;
mod questions;
mod withdrawals;

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn visit_of(desk: &mut Desk) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    desk.id("visit_create", desk::visit(&place))
}

fn facts(desk: &mut Desk, visit: &str) -> Value {
    let view = desk.ok("visit_get", json!({"visit": visit}));
    let row = &view["row"];
    json!({
        "visit_kind": row["visit_kind"], "announced": row["announced"], "starts_on": row["starts_on"],
        "ends_on": row["ends_on"], "objectives": view["objectives"],
    })
}

fn with(facts: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut changed = facts.clone();
    changed[name] = value.into();
    changed
}

fn share(from: &mut Desk, to: &mut Desk) {
    let bundle = from.bundle();
    assert_eq!(to.take(&bundle)["quarantined"], 0);
}
