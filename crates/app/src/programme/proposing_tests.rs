//! Lines of a proposal are taken as they are, or as somebody changed them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::Desk;
use serde_json::{Value, json};
use visita_domain::dates::months_later;
use visita_domain::programme::Month;

#[test]
fn a_proposed_line_is_taken_as_it_is_or_as_somebody_changed_it() {
    let mut lead = Desk::founded("Amina");
    for name in ["Velm", "Kest", "Orn"] {
        lead.id("place_add", json!({"name": name, "place_type": "remand_prison"}));
    }
    let today = lead.session.as_mut().unwrap().today();
    let year = Month::of(months_later(today, 1)).year();
    let lines = lead.ok("plan_propose", json!({"year": year}))["lines"].clone();
    let announced: Vec<_> = lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["announced"])
        .collect();
    assert_eq!(announced, [false, false, true]);
    let mut changed = lines[0].clone();
    for (name, value) in [
        ("month", json!(format!("{}-12", year + 1))),
        ("hours", json!("day")),
        ("days", json!("weekday")),
        ("announced", json!(true)),
    ] {
        changed[name] = value;
    }
    // As the screen does: why it is proposed and when it is due are the programme's.
    let taken = |line: &Value| {
        let wanted = ["place", "month", "hours", "days", "announced"];
        Value::Object(
            wanted
                .map(|name| (name.to_owned(), line[name].clone()))
                .into_iter()
                .collect(),
        )
    };
    let lines_taken = [taken(&changed), taken(&lines[2])];
    let made = lead.ok("plan_adopt", json!({"lines": lines_taken}));
    let mut plan = |at: usize| lead.ok("plan_get", json!({"plan": made["plans"][at]}));
    let (first, second) = (plan(0), plan(1));
    for name in ["hours", "days", "announced"] {
        assert_eq!(first["facts"][name], changed[name], "{name}");
        assert_eq!(second["facts"][name], lines[2][name], "{name}");
    }
    assert_eq!(
        (&first["month"], &second["month"]),
        (&changed["month"], &lines[2]["month"])
    );
}
