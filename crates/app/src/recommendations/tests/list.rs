//! The list follows every write, narrows, and stays quick when it is long.

use super::*;
use crate::api::recommendation::RecommendationFilter;
use crate::recommendations::RecommendationBody;
use std::time::{Duration, Instant};
use visita_domain::DocumentId;
use visita_domain::recommendation::{Recommendation, Status};

/// The list, which must be what it would be were the vault opened anew.
fn follows(desk: &mut Desk) -> Vec<Value> {
    let kept = rows(desk, json!({"withdrawn": true}));
    desk.session.as_mut().unwrap().open().unwrap().shelf = None;
    assert_eq!(kept, rows(desk, json!({"withdrawn": true})));
    kept
}

#[test]
fn a_list_that_was_read_follows_every_write() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    assert_eq!(follows(&mut lead), Vec::<Value>::new());
    let first = add(&mut lead, &ground);
    let second = lead.id(
        "recommendation_add",
        json!({"facts": with(&with(&facts(&ground), "repeats", first.clone()), "deadline", "2098-01-01")}),
    );
    let listed = follows(&mut lead);
    assert_eq!(listed[0]["id"], json!(second), "its day comes first");
    send(&mut lead, &first, "2026-03-10", Value::Null);
    assert!(follows(&mut lead).iter().all(|row| row["column"] != "repeated"));
    send(&mut lead, &second, "2026-03-12", Value::Null);
    assert_eq!(follows(&mut lead).last().unwrap()["column"], "repeated");
    let was = get(&mut lead, &second)["facts"].clone();
    lead.ok(
        "recommendation_set",
        json!({"recommendation": second, "was": was, "facts": with(&was, "repeats", Value::Null)}),
    );
    assert_eq!(
        follows(&mut lead)[0]["column"],
        "reply_due",
        "nothing repeats it any more"
    );
    let visit = lead.id(
        "visit_create",
        with(&desk::visit(&ground.place), "starts_on", "2026-06-01"),
    );
    let found = |result: Value| json!({"visit": visit, "recommendation": first, "result": result, "source": null});
    lead.ok("verified_set", found(json!("not")));
    assert_eq!(follows(&mut lead)[0]["checked"], "not");
    lead.ok("verified_set", found(Value::Null));
    assert_eq!(follows(&mut lead)[0]["checked"], Value::Null);
    let was = lead.ok("place_get", json!({"place": ground.place}))["row"]["facts"].clone();
    lead.ok(
        "place_set",
        json!({"place": ground.place, "was": was, "facts": with(&was, "name", "Tarn Hall")}),
    );
    assert_eq!(follows(&mut lead)[0]["place_name"], "Tarn Hall");
}

#[test]
fn every_filter_narrows() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let (first, other) = (add(&mut lead, &ground), authority(&mut lead, "National Police"));
    let mut bare = facts(&ground);
    for (name, value) in [
        ("addressee", json!(other)),
        ("visit", Value::Null),
        ("place", Value::Null),
    ] {
        bare[name] = value;
    }
    (bare["theme"], bare["priority"]) = (json!("staff"), json!("low"));
    lead.id("recommendation_add", json!({"facts": bare}));
    for filter in [
        json!({"addressee": ground.ministry}),
        json!({"visit": ground.visit}),
        json!({"place": ground.place}),
        json!({"theme": "accommodation"}),
        json!({"priority": "high"}),
    ] {
        let found = rows(&mut lead, filter.clone());
        assert_eq!(
            found.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(),
            [first.as_str()],
            "{filter}"
        );
    }
    assert_eq!(rows(&mut lead, json!({"column": "draft"})).len(), 2);
    assert_eq!(rows(&mut lead, json!({"column": "sent"})).len(), 0);
    assert_eq!(rows(&mut lead, json!({"year": 1999})).len(), 0);
}

/// Recommendations in the long list.
const MANY: u64 = 10_000;
/// A list of them once it was made, unoptimised as tests are built; ten times as long as users of the product wait.
const LONG: Duration = Duration::from_millis(400);

#[test]
fn ten_thousand_are_listed_and_searched_for_likeness_without_reading_a_record() {
    let mut lead = Desk::founded("Amina");
    let shelf = lead.session.as_mut().unwrap().open().unwrap().shelf().unwrap();
    for number in 0..MANY {
        let text =
            format!("Repair the heating of wing {number} and give every person a blanket before winter {number}.");
        let body = RecommendationBody {
            findings: Vec::new(),
            departed: Vec::new(),
            sent_on: None,
            asked_on: None,
            replies: Vec::new(),
            letters: Vec::new(),
            parts: Vec::new(),
            checks: Vec::new(),
            folded: visita_vault::fold(&text),
            conflicts: Vec::new(),
            facts: Recommendation {
                text,
                status: Status::Sent,
                ..Recommendation::default()
            },
        };
        let id = DocumentId::make_at(1_700_000_000_000 + number, [u8::try_from(number % 251).unwrap(); 10]);
        shelf.recommendations.bodies.insert(id.to_string(), body);
    }
    shelf.recommendations.forget_lines();
    let session = lead.session.as_mut().unwrap();
    let mut listed = || {
        let begun = Instant::now();
        let rows = session.recommendation_list(RecommendationFilter::default()).unwrap();
        let text = serde_json::to_string(&rows).unwrap();
        (begun.elapsed(), text.len())
    };
    let ((first, size), (again, same)) = (listed(), listed());
    assert_eq!(size, same);
    eprintln!("10,000 recommendations: {size} bytes, {first:?} made, {again:?} again");
    assert!(again < LONG, "{again:?}");
    let begun = Instant::now();
    let ask = json!({"text": "Repair the heating of wing 77 and give each person a blanket before winter."});
    let found = lead.ok("similar_find", ask)["rows"].clone();
    eprintln!("likeness among 10,000: {:?}", begun.elapsed());
    assert_eq!(found.as_array().unwrap().len(), 5);
}
