//! Stories of the list of all findings: what stands in it, what narrows it, what it follows, and that it is long.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::desk::{self, Desk};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A visit to a place of that name on that day.
fn visit(desk: &mut Desk, name: &str, on: &str) -> (String, String) {
    let place = desk.id("place_add", json!({"name": name, "place_type": "prison"}));
    let mut visit = desk::visit(&place);
    visit["starts_on"] = json!(on);
    (place, desk.id("visit_create", visit))
}

fn finding(desk: &mut Desk, visit: &str, statement: &str, theme: &str) -> String {
    desk.id(
        "finding_add",
        json!({"visit": visit, "statement": statement, "theme": theme, "good_practice": false}),
    )
}

fn weigh(desk: &mut Desk, visit: &str, finding: &str, severity: &str, standard: &str) {
    let row = desk.ok("finding_get", json!({"visit": visit, "finding": finding}))["row"].clone();
    let mut facts = row["weight"].clone();
    (facts["severity"], facts["standards"]) = (json!(severity), json!([standard]));
    desk.ok(
        "finding_weigh",
        json!({"visit": visit, "finding": finding, "was": row["weight"], "facts": facts}),
    );
}

fn found(desk: &mut Desk, filter: Value) -> Vec<Value> {
    desk.ok("concluded_list", filter)["rows"].as_array().unwrap().clone()
}

fn ids(desk: &mut Desk, filter: Value) -> Vec<String> {
    let rows = found(desk, filter).into_iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn set(desk: &mut Desk, visit: &str, finding: &str, more: Value) {
    let mut args = json!({"visit": visit, "finding": finding});
    for (name, value) in more.as_object().unwrap() {
        args[name] = value.clone();
    }
    desk.ok("finding_set", args);
}

#[test]
fn findings_of_all_visits_stand_in_one_list_and_each_filter_narrows_it() {
    let mut lead = Desk::founded("Amina");
    let (hill, earlier) = visit(&mut lead, "Tarn Hill", "2025-03-02");
    let (_, later) = visit(&mut lead, "Holm Gate", "2026-03-02");
    let beds = finding(
        &mut lead,
        &earlier,
        "Fourteen persons slept on the floor.",
        "accommodation",
    );
    let bells = finding(&mut lead, &later, "The call bells do not ring.", "health");
    let food = finding(&mut lead, &later, "One meal is served on Sundays.", "accommodation");
    weigh(&mut lead, &earlier, &beds, "serious", "MR 13");
    weigh(&mut lead, &later, &food, "hardship", "MR 1");
    set(
        &mut lead,
        &earlier,
        &beds,
        json!({"status": "established", "reason": "Counted twice."}),
    );

    // The newest visit first, then by theme.
    let place_of = |theme: &str| Theme::ALL.iter().position(|one| one.code() == theme);
    let mut of_later = [
        (place_of("health"), bells.clone()),
        (place_of("accommodation"), food.clone()),
    ];
    of_later.sort();
    let mut all: Vec<String> = of_later.into_iter().map(|(_, id)| id).collect();
    all.push(beds.clone());
    assert_eq!(ids(&mut lead, json!({})), all);
    let row = found(&mut lead, json!({"visit": earlier})).remove(0);
    assert_eq!(
        (&row["place"], &row["place_name"], &row["starts_on"], &row["severity"]),
        (
            &json!(hill),
            &json!("Tarn Hill"),
            &json!("2025-03-02"),
            &json!("serious")
        )
    );
    for (filter, wanted) in [
        (json!({"place": hill}), &beds),
        (json!({"theme": "health"}), &bells),
        (json!({"standard": "mr 13"}), &beds),
        (json!({"standard": "MR 1"}), &food),
        (json!({"status": "established"}), &beds),
        (json!({"severity": "hardship"}), &food),
        (json!({"text": "BELLS ring"}), &bells),
    ] {
        assert_eq!(ids(&mut lead, filter.clone()), std::slice::from_ref(wanted), "{filter}");
    }
    assert_eq!(ids(&mut lead, json!({"standard": "MR"})).len(), 2);
    assert_eq!(ids(&mut lead, json!({"good_practice": true})).len(), 0);
    assert_eq!(ids(&mut lead, json!({"severity": ""})), [bells]);
}

#[test]
fn the_list_follows_what_becomes_of_a_finding_its_visit_its_place_and_its_recommendations() {
    let mut lead = Desk::founded("Amina");
    let (place, visit) = visit(&mut lead, "Tarn Hill", "2025-03-02");
    let beds = finding(
        &mut lead,
        &visit,
        "Fourteen persons slept on the floor.",
        "accommodation",
    );
    assert_eq!(found(&mut lead, json!({}))[0]["recommendations"], 0);

    let facts = json!({"text": "Give every person a bed.", "visit": visit, "priority": "high"});
    let links = json!([{"visit": visit, "finding": beds}]);
    let recommendation = lead.id("recommendation_add", json!({"facts": facts, "findings": links}));
    assert_eq!(
        ids(&mut lead, json!({"recommended": true})),
        std::slice::from_ref(&beds)
    );
    assert_eq!(ids(&mut lead, json!({"recommended": false})).len(), 0);
    let view = lead.ok("place_get", json!({"place": place}));
    assert_eq!(
        (&view["recommendations"][0]["id"], &view["findings"][0]["id"]),
        (&json!(recommendation), &json!(beds))
    );
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": recommendation, "withdrawn": true}),
    );
    assert_eq!(ids(&mut lead, json!({"recommended": true})).len(), 0);
    assert_eq!(
        lead.ok("place_get", json!({"place": place}))["recommendations"],
        json!([])
    );

    set(&mut lead, &visit, &beds, json!({"statement": "Nobody has a bed."}));
    let was = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let mut renamed = was.clone();
    renamed["name"] = json!("Tarn Hill Prison");
    lead.ok("place_set", json!({"place": place, "was": was, "facts": renamed}));
    let row = found(&mut lead, json!({})).remove(0);
    assert_eq!(
        (&row["statement"], &row["place_name"]),
        (&json!("Nobody has a bed."), &json!("Tarn Hill Prison"))
    );

    // What was withdrawn is shown to whoever asks for it; a lock forgets nothing.
    set(&mut lead, &visit, &beds, json!({"status": "withdrawn"}));
    assert_eq!(ids(&mut lead, json!({})).len(), 0);
    assert_eq!(lead.ok("place_get", json!({"place": place}))["findings"], json!([]));
    lead.reopen();
    for filter in [json!({"withdrawn": true}), json!({"status": "withdrawn"})] {
        assert_eq!(ids(&mut lead, filter), std::slice::from_ref(&beds));
    }
}

#[test]
fn a_record_that_another_stands_for_is_asked_for_by_either() {
    let mut lead = Desk::founded("Amina");
    let (hill, _) = visit(&mut lead, "Tarn Hill", "2025-03-02");
    let (twin, at_twin) = visit(&mut lead, "Tarn Hill Prison", "2025-05-02");
    let beds = finding(&mut lead, &at_twin, "Nobody has a bed.", "accommodation");
    lead.ok("place_merge", json!({"place": twin, "same_as": hill}));
    for place in [hill, twin] {
        let asked = json!({"place": place});
        assert_eq!(ids(&mut lead, asked), std::slice::from_ref(&beds), "{place}");
    }
}

#[test]
fn a_finding_that_comes_from_a_colleague_stands_in_the_list() {
    let (mut lead, mut other) = Desk::team_of_two();
    let (_, visit) = visit(&mut lead, "Tarn Hill", "2025-03-02");
    let beds = finding(
        &mut lead,
        &visit,
        "Fourteen persons slept on the floor.",
        "accommodation",
    );
    assert_eq!(ids(&mut other, json!({})).len(), 0);
    let bundle = lead.bundle();
    assert_eq!(other.take(&bundle)["quarantined"], 0);
    assert_eq!(ids(&mut other, json!({})), [beds]);
}

/// Visits in the long list, each with some findings.
const VISITS: u64 = 2_000;
const OF_EACH: u64 = 5;
/// A list of ten thousand once it was made, unoptimised as tests are built; ten times as long as users of the product wait.
const LONG: Duration = Duration::from_millis(400);

#[test]
fn ten_thousand_findings_are_listed_without_reading_a_record() {
    let mut lead = Desk::founded("Amina");
    let shelf = lead.session.as_mut().unwrap().open().unwrap().shelf().unwrap();
    for number in 0..VISITS {
        let id = DocumentId::make_at(1_700_000_000_000 + number, [u8::try_from(number % 251).unwrap(); 10]);
        let of_visit = (0..OF_EACH).map(|one| {
            let finding = Finding {
                statement: format!("Wing {number} was not heated in winter, and {one} windows were broken."),
                theme: Theme::ALL[usize::try_from(one).unwrap()],
                status: FindingStatus::Draft,
                confidence: Confidence::Likely,
                good_practice: false,
            };
            Concluded::of(format!("{one}"), &finding, &Weight::default(), vec!["MR 13".to_owned()])
        });
        let of_visit = of_visit.collect();
        shelf.concluded.insert(id.to_string(), of_visit);
    }
    shelf.across = None;
    let session = lead.session.as_mut().unwrap();
    let mut listed = |text: &str| {
        let filter = FindingFilter {
            text: text.to_owned(),
            standard: Some("MR 13".to_owned()),
            ..FindingFilter::default()
        };
        let begun = Instant::now();
        let rows = session.concluded_list(filter).unwrap();
        let text = serde_json::to_string(&rows).unwrap();
        (begun.elapsed(), text.matches("\"statement\"").count())
    };
    let ((first, all), (again, same), (narrowed, few)) = (listed(""), listed(""), listed("wing 77 broken"));
    assert_eq!((all, same), (10_000, 10_000));
    assert!(few > 0 && few < all);
    eprintln!("10,000 findings: {first:?} made, {again:?} again, {narrowed:?} narrowed");
    assert!(again < LONG && narrowed < LONG, "{again:?} {narrowed:?}");
}
