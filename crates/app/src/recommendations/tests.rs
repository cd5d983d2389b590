//! Stories of recommendations: one person's, two people's, and what leaves the team.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod answering;
mod apart;
mod awaited;
mod following;
mod joint;
mod leaving;
mod list;
mod resting;
mod sent;
mod traced;

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_domain::slots::WritePolicy;
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

/// An authority of that name.
fn authority(desk: &mut Desk, name: &str) -> String {
    let name = json!(name);
    let session = desk.session.as_mut().unwrap();
    let made = session.create(DocumentKind::Authority, Audience::Team, None, |edit| {
        edit.set("authority/name", Some(&name), WritePolicy::Fact)
    });
    made.unwrap().0.to_string()
}

struct Ground {
    place: String,
    visit: String,
    finding: String,
    ministry: String,
}

/// A place, a visit to it with an established finding, and an authority.
fn ground(desk: &mut Desk) -> Ground {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let finding = finding(desk, &visit, "Fourteen persons slept on the floor.");
    Ground {
        ministry: authority(desk, "Ministry of Justice"),
        place,
        visit,
        finding,
    }
}

fn finding(desk: &mut Desk, visit: &str, statement: &str) -> String {
    let finding = desk.id(
        "finding_add",
        json!({"visit": visit, "statement": statement, "theme": "accommodation", "good_practice": false}),
    );
    desk.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "status": "established", "reason": "Counted twice."}),
    );
    finding
}

fn facts(ground: &Ground) -> Value {
    json!({
        "text": "Give every person held in the new wing a bed and a mattress of their own.",
        "addressee": ground.ministry, "visit": ground.visit, "place": ground.place, "theme": "accommodation",
        "standards": "MR 21; MR 13", "priority": "high", "deadline": "2099-06-30", "reply_by": null, "repeats": null,
    })
}

fn with(facts: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut changed = facts.clone();
    changed[name] = value.into();
    changed
}

fn add(desk: &mut Desk, ground: &Ground) -> String {
    let findings = json!([{"visit": ground.visit, "finding": ground.finding}]);
    desk.id(
        "recommendation_add",
        json!({"facts": facts(ground), "findings": findings}),
    )
}

fn send(desk: &mut Desk, recommendation: &str, on: &str, reply_by: Value) {
    desk.ok(
        "recommendation_send",
        json!({"recommendation": recommendation, "on": on, "addressee": null, "reference": "C/12", "reply_by": reply_by}),
    );
}

fn get(desk: &mut Desk, recommendation: &str) -> Value {
    desk.ok("recommendation_get", json!({"recommendation": recommendation}))
}

fn rows(desk: &mut Desk, filter: Value) -> Vec<Value> {
    desk.ok("recommendation_list", filter)["rows"]
        .as_array()
        .unwrap()
        .clone()
}

fn share(from: &mut Desk, to: &mut Desk) {
    let bundle = from.bundle();
    assert_eq!(to.take(&bundle)["quarantined"], 0);
}
