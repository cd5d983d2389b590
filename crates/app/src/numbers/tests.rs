#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use serde_json::{Value, json};

fn ask() -> Value {
    json!({"from": "2026-01-01", "to": "2026-12-31"})
}

fn table<'a>(view: &'a Value, key: &str) -> &'a Value {
    view["tables"]
        .as_array()
        .unwrap()
        .iter()
        .find(|table| table["key"] == key)
        .unwrap()
}

fn desk_with_a_visit() -> (Desk, String) {
    let mut lead = Desk::founded("Amina");
    let place = lead.id(
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison", "capacity": 40}),
    );
    lead.id("place_add", json!({"name": "Quay", "place_type": "court_cells"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    (lead, visit)
}

#[test]
fn a_visit_counts_once_it_was_begun_and_its_findings_once_they_are_established() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    assert_eq!(lead.ok("numbers_get", ask())["visits"], 0);
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    let finding =
        json!({"visit": visit, "statement": "No doctor at night.", "theme": "health", "good_practice": false});
    let finding = lead.id("finding_add", finding);
    let before = lead.ok("numbers_get", ask());
    assert_eq!((&before["visits"], &before["places_visited"]), (&json!(1), &json!(1)));
    assert_eq!(table(&before, "findings_by_theme")["rows"], json!([]));
    let established =
        json!({"visit": visit, "finding": finding, "status": "established", "reason": "All of us saw it."});
    lead.ok("finding_set", established);
    let after = lead.ok("numbers_get", ask());
    assert_eq!(
        table(&after, "findings_by_theme")["rows"],
        json!([{"group": "theme", "code": "health"}])
    );
}

#[test]
fn types_of_the_bodys_own_are_counted_apart_from_others_and_two_spellings_are_one() {
    let mut lead = Desk::founded("Amina");
    for (name, own) in [
        ("Quay", "Transit zone"),
        ("Runway", "transit  ZONE"),
        ("Pier", "Transit zone"),
        ("Barge", ""),
    ] {
        let place = json!({"name": name, "place_type": "other", "other_type": own});
        let place = lead.id("place_add", place);
        if name == "Runway" {
            let visit = lead.id("visit_create", desk::visit(&place));
            lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
        }
    }
    let view = lead.ok("numbers_get", ask());
    let own = json!({"group": "text", "code": "Transit zone"});
    assert_eq!(table(&view, "visits_by_type")["rows"], json!([own]));
    let coverage = table(&view, "coverage");
    assert_eq!(coverage["rows"], json!([{"group": "place-type", "code": "other"}, own]));
    let series = |at: usize| coverage["series"][at]["values"].clone();
    assert_eq!((series(0), series(2)), (json!([0.0, 1.0]), json!([1.0, 2.0])));
    let path = lead.file("coverage.csv");
    let asked = json!({"ask": ask(), "plot": "coverage", "format": "csv", "language": "en", "path": path});
    lead.ok("numbers_export", asked);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("\nTransit zone,1,0,2"), "{text}");
}

#[test]
fn few_persons_are_held_back_by_the_threshold_of_the_team_and_leads_who_differ_hold_back_most() {
    let (mut lead, visit) = desk_with_a_visit();
    for _ in 0..2 {
        let interview = lead.id("interview_start", desk::interview(&visit));
        let age = json!({"interview": interview, "section": "situation", "field": "age_band", "value": "25_39"});
        lead.ok("interview_set", age);
    }
    let ages = |view: &Value| table(view, "interviews_by_age")["series"][0]["values"].clone();
    let view = lead.ok("numbers_get", ask());
    assert_eq!((&view["threshold"], ages(&view)), (&json!(3), json!([null])));
    assert_eq!(table(&view, "interviews_by_age")["held_back"], true);
    lead.ok("threshold_set", json!({"threshold": 2}));
    let view = lead.ok("numbers_get", ask());
    assert_eq!((&view["threshold"], ages(&view)), (&json!(2), json!([2.0])));
    assert_eq!(
        lead.refused("threshold_set", json!({"threshold": 101})),
        ErrorCode::Refused
    );
}

#[test]
fn a_plot_and_its_table_go_out_alone_or_with_all_others_and_hold_back_what_the_screen_does() {
    let (mut lead, visit) = desk_with_a_visit();
    let interview = lead.id("interview_start", desk::interview(&visit));
    let age = json!({"interview": interview, "section": "situation", "field": "age_band", "value": "25_39"});
    lead.ok("interview_set", age);
    let mut write = |plot: Option<&str>, format: &str, language: &str| {
        let path = lead.file(&format!("{}-{language}.{format}", plot.unwrap_or("all")));
        let export = json!({"ask": ask(), "plot": plot, "format": format, "language": language, "path": path});
        let written = lead.ok("numbers_export", export);
        (written, std::fs::read_to_string(path).unwrap())
    };
    let (written, svg) = write(Some("interviews_by_age"), "svg", "en");
    assert_eq!(written, json!({"tables": 1, "held_back": true}));
    assert!(svg.contains("Persons interviewed, by age") && svg.contains(">held back<"));
    assert!(
        !svg.contains("class=\"bar\""),
        "no bar from which the number could be read"
    );
    let (_, csv) = write(Some("interviews_by_age"), "csv", "ar");
    assert!(csv.contains("محجوب") && !csv.contains("الزيارات بحسب"));
    let (written, all) = write(None, "svg", "ar");
    assert_eq!(written["tables"], 15);
    assert!(all.contains("direction=\"rtl\"") && all.contains("من 2026-01-01 إلى 2026-12-31"));
    let (_, csv) = write(None, "csv", "en");
    assert!(csv.contains("Visits by month and kind") && csv.contains("held back"));
    let is_key = |cell: &str| cell.contains('-') && cell.chars().all(|one| one == '-' || one.is_ascii_lowercase());
    let keys: Vec<&str> = csv
        .split([',', '\n'])
        .map(str::trim)
        .filter(|cell| is_key(cell))
        .collect();
    assert_eq!(keys, Vec::<&str>::new(), "every label is written in words");

    let other = json!({"ask": ask(), "plot": "weather", "format": "svg", "language": "en", "path": "x"});
    assert_eq!(lead.refused("numbers_export", other), ErrorCode::Refused);
}

#[test]
fn the_plots_of_other_screens_go_out_by_their_names_and_a_place_only_with_its_own() {
    let (mut lead, visit) = desk_with_a_visit();
    let place = lead.ok("visit_get", json!({"visit": visit}))["row"]["place"].clone();
    count(&mut lead, place.as_str().unwrap(), "2026-01-10", 2);
    count(&mut lead, place.as_str().unwrap(), "2026-02-10", 52);
    let [path, other] = ["place.csv", "themes.csv"].map(|name| lead.file(name));
    let export = |plot: Option<&str>, place: &Value, path: &std::path::Path| {
        let ask = ask();
        json!({"ask": ask, "plot": plot, "place": place, "format": "csv", "language": "en", "path": path})
    };
    let written = lead.ok("numbers_export", export(Some("place_population"), &place, &path));
    assert_eq!(written, json!({"tables": 1, "held_back": true}));
    let csv = std::fs::read_to_string(&path).unwrap();
    assert!(
        csv.contains("2026-02-10,52,100") && csv.contains("2026-01-10,held back,100"),
        "{csv}"
    );
    for (plot, place) in [
        (None, &place),
        (Some("coverage"), &place),
        (Some("place_population"), &Value::Null),
    ] {
        assert_eq!(
            lead.refused("numbers_export", export(plot, place, &path)),
            ErrorCode::Refused
        );
    }
    let written = lead.ok(
        "numbers_export",
        export(Some("recommendations_by_theme"), &Value::Null, &other),
    );
    assert_eq!(written["tables"], 1);
}

#[test]
fn a_plot_is_not_written_over_what_somebody_drew() {
    let (mut lead, _) = desk_with_a_visit();
    let path = lead.file("mine.svg");
    std::fs::write(&path, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    let export = json!({"ask": ask(), "plot": "coverage", "format": "svg", "language": "en", "path": path});
    assert_eq!(lead.refused("numbers_export", export), ErrorCode::FileStands);
}

#[test]
fn a_period_that_cannot_be_is_refused() {
    let (mut lead, _) = desk_with_a_visit();
    for (from, to) in [
        ("2026-12-31", "2026-01-01"),
        ("1950-01-01", "2026-01-01"),
        ("2026", "2027"),
    ] {
        assert_eq!(
            lead.refused("numbers_get", json!({"from": from, "to": to})),
            ErrorCode::Refused,
            "{from}"
        );
    }
}

#[test]
fn persons_held_are_those_of_the_last_count_in_the_register_or_on_site() {
    let (mut lead, visit) = desk_with_a_visit();
    let place = lead.ok("visit_get", json!({"visit": visit}))["row"]["place"].clone();
    let count = json!({"on": "2026-01-10", "held": 52, "capacity": 40});
    lead.ok("count_set", json!({"place": place, "id": null, "facts": count}));
    let view = lead.ok("numbers_get", ask());
    let held = &table(&view, "population")["series"][0]["values"];
    assert_eq!((&held[0], &held[11]), (&json!(52.0), &json!(52.0)));
    let occupancy = &table(&view, "occupancy")["series"][0]["values"];
    assert_eq!(occupancy[11], json!(130.0));
}

fn count(desk: &mut Desk, place: &str, on: &str, held: u32) {
    let facts = json!({"on": on, "held": held, "capacity": 100});
    desk.ok("count_set", json!({"place": place, "id": null, "facts": facts}));
}

fn held(view: &Value) -> Value {
    table(view, "population")["series"][0]["values"].clone()
}

#[test]
fn two_records_of_one_place_are_one_place_and_hold_its_persons_once() {
    let mut lead = Desk::founded("Amina");
    let [stands, other] = ["Tarn Hill", "Tarn Hil"].map(|name| {
        lead.id(
            "place_add",
            json!({"name": name, "place_type": "prison", "capacity": 100}),
        )
    });
    count(&mut lead, &stands, "2026-01-10", 80);
    count(&mut lead, &other, "2026-02-10", 90);
    let visit = lead.id("visit_create", desk::visit(&other));
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    let on_site = json!({"visit": visit, "group": "total", "source": "register", "number": 95});
    lead.ok("population_set", on_site);
    lead.ok("place_merge", json!({"place": other, "same_as": stands}));
    let view = lead.ok("numbers_get", ask());
    assert_eq!((&view["places"], &view["places_visited"]), (&json!(1), &json!(1)));
    let values = held(&view);
    assert_eq!(
        (&values[0], &values[1], &values[2]),
        (&json!(80.0), &json!(90.0), &json!(95.0))
    );
}

#[test]
fn the_counted_capacity_of_a_place_stays_where_a_record_merged_into_it_has_a_newer_count_of_persons() {
    let mut lead = Desk::founded("Amina");
    let stands = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let other = json!({"name": "Tarn Hil", "place_type": "prison", "capacity": 10});
    let other = lead.id("place_add", other);
    count(&mut lead, &stands, "2026-01-10", 90);
    let facts = json!({"on": "2026-02-10", "held": 95});
    lead.ok("count_set", json!({"place": other, "id": null, "facts": facts}));
    lead.ok("place_merge", json!({"place": other, "same_as": stands}));
    let row = lead.ok("place_get", json!({"place": stands}))["row"].clone();
    assert_eq!((&row["capacity"], &row["held"]), (&json!(100), &json!(95)), "{row}");
}

#[test]
fn the_last_count_of_a_place_that_was_closed_does_not_stand_for_ever() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id(
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison", "closed_on": "2026-03-31"}),
    );
    count(&mut lead, &place, "2026-01-10", 80);
    let values = held(&lead.ok("numbers_get", ask()));
    assert_eq!((&values[1], &values[2]), (&json!(80.0), &Value::Null));
}

#[test]
fn a_year_that_is_over_knows_nothing_of_later_visits() {
    let (mut lead, _) = desk_with_a_visit();
    let then = lead.ok("numbers_get", json!({"from": "2024-01-01", "to": "2024-12-31"}));
    assert_eq!(then["places_visited"], 0);
    let coverage = table(&then, "coverage")["series"].as_array().unwrap().clone();
    let never = coverage
        .iter()
        .find(|series| series["label"]["code"] == "never_visited");
    let never = never.unwrap()["values"].as_array().unwrap().clone();
    let never: f64 = never.iter().filter_map(Value::as_f64).sum();
    assert_eq!(never.to_string(), "2");
    assert_eq!(lead.ok("numbers_get", ask())["places_visited"], 1);
}

/// How many places of the period were visited, of how many, and the sum of each series of the plot.
fn covered(desk: &mut Desk, from: &str, to: &str) -> (Value, Value, Vec<f64>) {
    let view = desk.ok("numbers_get", json!({"from": from, "to": to}));
    let series = table(&view, "coverage")["series"].as_array().unwrap().clone();
    let sums = series.iter().map(|one| {
        let values = one["values"].as_array().unwrap();
        values.iter().filter_map(Value::as_f64).sum::<f64>()
    });
    (view["places_visited"].clone(), view["places"].clone(), sums.collect())
}

#[test]
fn a_place_counts_as_covered_or_not_in_periods_in_which_it_was_open_and_its_visits_count_as_visits() {
    let mut lead = Desk::founded("Amina");
    let facts = [
        json!({"name": "Tarn Hill", "place_type": "prison", "closed_on": "2026-06-30"}),
        json!({"name": "Quay", "place_type": "prison", "opened_on": "2027-02-01"}),
    ];
    let [closed, _] = facts.map(|facts| lead.id("place_add", facts));
    let visit = lead.id("visit_create", desk::visit(&closed));
    lead.ok("visit_phase", json!({"visit": visit, "phase": "on_site"}));
    let none = vec![0.0, 0.0, 0.0];
    let (one, nothing) = (json!(1), json!(0));
    assert_eq!(
        covered(&mut lead, "2026-01-01", "2026-12-31"),
        (one.clone(), one.clone(), vec![1.0, 0.0, 0.0]),
        "closed within the period, and not opened in it"
    );
    assert_eq!(lead.ok("numbers_get", ask())["visits"], 1);
    assert_eq!(
        covered(&mut lead, "2026-07-01", "2026-12-31"),
        (nothing.clone(), nothing.clone(), none),
        "closed before it, and opened after it"
    );
    assert_eq!(
        covered(&mut lead, "2027-01-01", "2027-12-31"),
        (nothing, one, vec![0.0, 0.0, 1.0])
    );
}

#[test]
fn persons_in_a_place_of_unknown_capacity_are_counted_and_the_file_says_that_the_rate_is_without_it() {
    let mut lead = Desk::founded("Amina");
    let [known, unknown] =
        ["Tarn Hill", "Quay"].map(|name| lead.id("place_add", json!({"name": name, "place_type": "prison"})));
    count(&mut lead, &known, "2026-02-10", 80);
    let held = json!({"on": "2026-03-10", "held": 50});
    lead.ok("count_set", json!({"place": unknown, "id": null, "facts": held}));
    let view = lead.ok("numbers_get", ask());
    let values = |key: &str, at: usize| table(&view, key)["series"][at]["values"].as_array().unwrap()[..3].to_vec();
    assert_eq!(values("population", 0), [Value::Null, json!(80.0), json!(130.0)]);
    assert_eq!(values("population", 1), [Value::Null, json!(100.0), json!(100.0)]);
    assert_eq!(values("occupancy", 0), [Value::Null, json!(80.0), json!(80.0)]);
    for key in ["population", "occupancy"] {
        assert_eq!(table(&view, key)["without_capacity"], 1, "{key}");
    }
    let path = lead.file("occupancy.csv");
    let export = json!({"ask": ask(), "plot": "occupancy", "format": "csv", "language": "en", "path": path});
    lead.ok("numbers_export", export);
    let csv = std::fs::read_to_string(&path).unwrap();
    assert!(csv.contains("One place of unknown capacity"), "{csv}");
}

#[test]
fn a_month_in_which_nobody_was_counted_is_not_said_to_be_held_back_where_another_is() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    count(&mut lead, &place, "2026-02-10", 2);
    count(&mut lead, &place, "2026-03-10", 60);
    let view = lead.ok("numbers_get", ask());
    for key in ["population", "occupancy"] {
        let series = &table(&view, key)["series"][0];
        assert_eq!(
            (&series["values"][0], &series["values"][1], &series["held_back"]),
            (&Value::Null, &Value::Null, &json!([1])),
            "{key}"
        );
    }
    let path = lead.file("held.csv");
    let export = json!({"ask": ask(), "plot": "population", "format": "csv", "language": "en", "path": path});
    lead.ok("numbers_export", export);
    let csv = std::fs::read_to_string(&path).unwrap();
    assert!(
        csv.contains("2026-01,,") && csv.contains("2026-02,held back,100"),
        "{csv}"
    );
}
