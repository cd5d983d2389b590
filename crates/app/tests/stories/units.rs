//! Units of the register on a visit: suggested as areas, linked by their id, and told while nobody has seen them.

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// A place with a unit for women and one for men on remand, and a visit to it.
struct Tarn {
    place: String,
    visit: String,
    women: String,
    remand: String,
}

fn unit(lead: &mut Desk, place: &str, facts: &Value) -> String {
    lead.id("unit_set", json!({"place": place, "facts": facts}))
}

fn tarn(lead: &mut Desk) -> Tarn {
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let women = unit(lead, &place, &json!({"name": "Wing C", "gender": "women"}));
    let remand = unit(
        lead,
        &place,
        &json!({"name": "Block A", "gender": "men", "regime": "Remand"}),
    );
    unit(lead, &place, &json!({"name": "Old Block", "dropped": true}));
    let visit = lead.id("visit_create", desk::visit(&place));
    Tarn {
        place,
        visit,
        women,
        remand,
    }
}

fn board(desk: &mut Desk, visit: &str) -> Vec<Value> {
    let board = desk.ok("coverage_get", json!({"visit": visit, "offset_minutes": 0}));
    board["rows"].as_array().unwrap().clone()
}

fn row(desk: &mut Desk, visit: &str, kind: &str, code: &str) -> Value {
    let rows = board(desk, visit).into_iter();
    let mut rows = rows.filter(|row| row["kind"] == kind && row["code"] == code);
    rows.next().unwrap_or_else(|| panic!("{kind} {code}"))
}

/// Gaps of the debrief, as kind and code.
fn gaps(desk: &mut Desk, visit: &str) -> Vec<(String, String)> {
    let lines = desk.ok("debrief_get", json!({"visit": visit}))["lines"].clone();
    let lines = lines.as_array().unwrap().iter();
    let gaps = lines.filter(|line| line["kind"] == "gap").map(|line| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&line["code"]), text(&line["sides"][0][0]))
    });
    gaps.collect()
}

#[test]
fn a_unit_becomes_an_area_at_one_tap_and_stays_linked_whatever_either_is_called() {
    let mut lead = Desk::founded("Amina");
    let Tarn {
        place,
        visit,
        women,
        remand,
    } = tarn(&mut lead);
    let units = |desk: &mut Desk| desk.ok("visit_get", json!({"visit": visit}))["units"].clone();
    let names = |units: &Value| {
        let units = units.as_array().unwrap().iter();
        units
            .map(|unit| unit["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&units(&mut lead)),
        ["Block A", "Wing C"],
        "one taken off is not suggested"
    );
    let tap = json!({"visit": visit, "name": "", "unit": women});
    let area = lead.id("area_add", tap.clone());
    assert_eq!(
        lead.id("area_add", tap.clone()),
        area,
        "a second tap adds no second area"
    );
    lead.ok(
        "area_set",
        json!({"visit": visit, "area": area, "was": "Wing C", "name": "Women, ground floor"}),
    );
    let was = json!({"name": "Wing C", "gender": "women"});
    lead.ok(
        "unit_set",
        json!({"place": place, "id": women, "was": was, "facts": {"name": "Wing North", "gender": "women"}}),
    );
    let linked = units(&mut lead)[1].clone();
    assert_eq!(
        (&linked["name"], &linked["areas"]),
        (&json!("Wing North"), &json!([area]))
    );
    // Taken off and tapped again, it is called as it was.
    lead.ok("area_drop", json!({"visit": visit, "area": area}));
    assert_eq!(units(&mut lead)[1]["areas"], json!([]));
    lead.ok("area_add", tap);
    let areas = lead.ok("visit_get", json!({"visit": visit}))["areas"].clone();
    assert_eq!(areas[1]["name"], "Women, ground floor");
    // A free area stands for the unit whose name somebody typed.
    let typed = lead.id("area_add", json!({"visit": visit, "name": " block a"}));
    assert_eq!(units(&mut lead)[0]["areas"], json!([typed]));
    assert_ne!(typed, remand);
    let elsewhere = json!({"visit": visit, "name": "", "unit": "elsewhere"});
    assert_eq!(lead.refused("area_add", elsewhere), ErrorCode::NotFound);
}

#[test]
fn a_unit_is_not_yet_seen_until_somebody_records_or_talks_there() {
    let mut lead = Desk::founded("Amina");
    let Tarn {
        visit, women, remand, ..
    } = tarn(&mut lead);
    assert_eq!(row(&mut lead, &visit, "register", &women)["seen"], false);
    let told = gaps(&mut lead, &visit);
    assert!(told.contains(&("register".to_owned(), women.clone())), "{told:?}");
    let area = lead.id("area_add", json!({"visit": visit, "name": "", "unit": women}));
    // An area in which nothing is recorded is told as its unit, once.
    assert_eq!(row(&mut lead, &visit, "register", &women)["areas"], json!([area]));
    assert_eq!(row(&mut lead, &visit, "area", &area)["again"], true);
    let told = gaps(&mut lead, &visit);
    let codes: Vec<&str> = told
        .iter()
        .filter(|(_, code)| *code == area)
        .map(|(kind, _)| kind.as_str())
        .collect();
    assert_eq!(codes, ["register"]);
    lead.answer(&visit, &area, "own_bed", "no");
    assert_eq!(row(&mut lead, &visit, "register", &women)["seen"], true);
    let interviews = row(&mut lead, &visit, "unit", &area);
    assert_eq!(
        (&interviews["seen"], &interviews["again"]),
        (&json!(false), &json!(false))
    );
    // What somebody says was seen is; and a unit that is no area at all is seen by an interview there.
    let interview = lead.id("interview_start", desk::interview(&visit));
    let set = json!({"interview": interview, "section": "frame", "field": "unit", "value": "Block A"});
    lead.ok("interview_set", set);
    assert_eq!(row(&mut lead, &visit, "register", &remand)["seen"], true);
}

#[test]
fn whom_a_unit_holds_is_who_was_heard_there_and_who_is_still_looked_for() {
    let mut lead = Desk::founded("Amina");
    let Tarn { visit, .. } = tarn(&mut lead);
    let women = row(&mut lead, &visit, "gender", "women");
    assert_eq!((&women["seen"], &women["units"]), (&json!(false), &json!(["Wing C"])));
    assert_eq!(row(&mut lead, &visit, "status", "remand")["units"], json!(["Block A"]));
    // The management counts no women; there is a unit for them all the same.
    for (group, number) in [("women", 0), ("men", 40)] {
        let count = json!({"visit": visit, "group": group, "source": "staff", "number": number});
        lead.ok("population_set", count);
    }
    assert_eq!(row(&mut lead, &visit, "gender", "women")["seen"], false);
    let interview = lead.id("interview_start", desk::interview(&visit));
    let set = |field: &str, section: &str, value: &str| json!({"interview": interview, "section": section, "field": field, "value": value});
    lead.ok("interview_set", set("unit", "frame", "block a"));
    for (kind, code, seen) in [
        ("gender", "men", true),
        ("status", "remand", true),
        ("gender", "women", false),
    ] {
        assert_eq!(row(&mut lead, &visit, kind, code)["seen"], seen, "{code}");
    }
    // What the note says of the person goes before what the unit does.
    lead.ok("interview_set", set("gender", "situation", "Woman"));
    for (code, seen) in [("women", true), ("men", false)] {
        assert_eq!(row(&mut lead, &visit, "gender", code)["seen"], seen, "{code}");
    }
}

#[test]
fn two_who_add_one_unit_apart_add_one_area() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let Tarn { visit, women, .. } = tarn(&mut lead);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        desk.ok("area_add", json!({"visit": visit, "name": "", "unit": women}));
    }
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let view = desk.ok("visit_get", json!({"visit": visit}));
        assert_eq!(
            view["areas"].as_array().unwrap().len(),
            2,
            "the place as a whole, and the unit"
        );
        assert_eq!(desk::open_paths(desk), Vec::<String>::new());
    }
}

#[test]
fn a_unit_that_two_records_of_one_place_have_is_one_unit() {
    let mut lead = Desk::founded("Amina");
    let Tarn { place, visit, .. } = tarn(&mut lead);
    let other = lead.id("place_add", json!({"name": "Tarn Hill Prison", "place_type": "prison"}));
    let same = unit(&mut lead, &other, &json!({"name": "wing c"}));
    lead.ok("place_merge", json!({"place": other, "same_as": place}));
    let units = |desk: &mut Desk| desk.ok("visit_get", json!({"visit": visit}))["units"].clone();
    assert_eq!(units(&mut lead).as_array().unwrap().len(), 2);
    // Added by the id that the other record has, it is the same unit still.
    let area = lead.id("area_add", json!({"visit": visit, "name": "", "unit": same}));
    assert_eq!(units(&mut lead)[1]["areas"], json!([area]));
}

#[test]
fn an_area_made_from_one_unit_never_stands_for_another_that_bears_its_name_now() {
    let mut lead = Desk::founded("Amina");
    let Tarn {
        place, visit, remand, ..
    } = tarn(&mut lead);
    let area = lead.id("area_add", json!({"visit": visit, "name": "", "unit": remand}));
    let was = json!({"name": "Block A", "gender": "men", "regime": "Remand"});
    let closed = json!({"name": "Block A", "gender": "men", "regime": "Remand", "dropped": true});
    lead.ok(
        "unit_set",
        json!({"place": place, "id": remand, "was": was, "facts": closed}),
    );
    let new = unit(&mut lead, &place, &json!({"name": "Block A"}));
    lead.answer(&visit, &area, "own_bed", "no");
    let row = row(&mut lead, &visit, "register", &new);
    assert_eq!((&row["seen"], &row["areas"]), (&json!(false), &json!([])));
}

/// The row of a regime, by its name.
fn regime(desk: &mut Desk, visit: &str, name: &str) -> Value {
    let rows = board(desk, visit).into_iter();
    let mut rows = rows.filter(|row| row["kind"] == "regime" && row["name"] == name);
    rows.next().unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn a_regime_is_seen_where_one_of_its_units_is_and_is_told_with_them_until_then() {
    let mut lead = Desk::founded("Amina");
    let Tarn { place, visit, .. } = tarn(&mut lead);
    let closed = unit(&mut lead, &place, &json!({"name": "Block S", "regime": "Segregation"}));
    unit(&mut lead, &place, &json!({"name": "Block T", "regime": " segregation"}));
    unit(&mut lead, &place, &json!({"name": "Farm", "regime": "Open"}));
    let told = |desk: &mut Desk| -> Vec<String> {
        let rows = board(desk, &visit).into_iter();
        let rows = rows.filter(|row| row["kind"] == "regime");
        rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(told(&mut lead), ["Open", "Remand", "Segregation"], "each once");
    let row = regime(&mut lead, &visit, "Segregation");
    assert_eq!(
        (&row["seen"], &row["units"]),
        (&json!(false), &json!(["Block S", "Block T"]))
    );
    let code = row["code"].as_str().unwrap().to_owned();
    assert!(gaps(&mut lead, &visit).contains(&("regime".to_owned(), code.clone())));
    // Somebody is sent there by a task about it.
    let me = lead.ok("task_list", json!({"doc": visit}))["members"][0]["member"].clone();
    let task = json!({"what": "See the cells", "whom": me, "about": format!("regime/{code}")});
    lead.ok("task_add", json!({"doc": visit, "facts": task}));
    assert_eq!(
        regime(&mut lead, &visit, "Segregation")["asked"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    // What is recorded in an area that stands for one of its units makes it seen.
    let area = lead.id("area_add", json!({"visit": visit, "name": "", "unit": closed}));
    assert_eq!(regime(&mut lead, &visit, "Segregation")["seen"], false);
    lead.answer(&visit, &area, "own_bed", "no");
    assert_eq!(regime(&mut lead, &visit, "Segregation")["seen"], true);
    // So does an interview in one, and a mark.
    let interview = lead.id("interview_start", desk::interview(&visit));
    assert_eq!(regime(&mut lead, &visit, "Remand")["seen"], false);
    let there = json!({"interview": interview, "section": "frame", "field": "unit", "value": "block a"});
    lead.ok("interview_set", there);
    assert_eq!(regime(&mut lead, &visit, "Remand")["seen"], true);
    let open = regime(&mut lead, &visit, "Open")["code"].clone();
    for seen in [true, false] {
        lead.ok(
            "coverage_mark",
            json!({"visit": visit, "kind": "regime", "code": open, "seen": seen}),
        );
        assert_eq!(regime(&mut lead, &visit, "Open")["seen"], seen);
    }
    let pseudonym = lead.ok("interview_get", json!({"interview": interview}))["row"]["pseudonym"].clone();
    let all = json!(board(&mut lead, &visit)).to_string();
    assert!(!all.contains(pseudonym.as_str().unwrap()) && !all.contains(&interview));
}

#[test]
fn a_legal_status_is_heard_by_its_code_and_what_an_older_version_marked_of_it_holds_on() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    let set = |field: &str, value: &str| json!({"interview": interview, "section": "situation", "field": field, "value": value});
    let seen = |desk: &mut Desk, code: &str| row(desk, &visit, "status", code)["seen"] == true;
    lead.ok("interview_set", set("legal_status", "sentenced"));
    assert!(seen(&mut lead, "sentenced") && !seen(&mut lead, "remand"));
    // Another one is told in words, which are read as no status; an older note is read by its words.
    lead.ok("interview_set", set("legal_status", "other"));
    lead.ok(
        "interview_set",
        set("legal_status_other", "Convicted abroad, sentenced there"),
    );
    assert!(!seen(&mut lead, "sentenced"));
    lead.ok("interview_set", set("legal_status", "Awaiting trial"));
    assert!(seen(&mut lead, "remand") && !seen(&mut lead, "sentenced"));

    let mark = |kind: &str, seen: bool| json!({"visit": visit, "kind": kind, "code": "administrative", "seen": seen});
    let line = |desk: &mut Desk| {
        let lines = desk.ok("debrief_get", json!({"visit": visit}))["lines"].clone();
        let mut lines = lines.as_array().unwrap().clone().into_iter();
        lines.find(|line| line["key"] == "gap-status-administrative")
    };
    let talked = |key: &str, talked: bool| json!({"doc": visit, "key": key, "talked": talked});
    lead.ok("debrief_mark", talked("gap-regime-administrative", true));
    assert_ne!(line(&mut lead).unwrap()["talked_by"], Value::Null);
    lead.ok("debrief_mark", talked("gap-status-administrative", false));
    assert_eq!(line(&mut lead).unwrap()["talked_by"], Value::Null);
    // So were they marked before regimes were those of the register.
    lead.ok("coverage_mark", mark("regime", true));
    assert!(seen(&mut lead, "administrative"));
    lead.ok("coverage_mark", mark("status", false));
    assert!(!seen(&mut lead, "administrative"), "taken back under either name");
    lead.ok("coverage_mark", mark("status", true));
    assert!(seen(&mut lead, "administrative"));
}
