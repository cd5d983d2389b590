//! Tables of units, contacts, documents and counts, in and out.

use crate::desk::Desk;
use serde_json::{Value, json};
use std::path::Path;
use visita_app::api::{ApiError, ErrorCode};
use visita_forms::{Table, read_table};

const ALL: [&str; 4] = ["unit", "contact", "document", "count"];

fn verdicts(view: &Value) -> Vec<&str> {
    let rows = view["rows"].as_array().unwrap().iter();
    rows.map(|row| row["verdict"].as_str().unwrap()).collect()
}

/// Takes in what was looked at, to its end: how many rows were added, changed and left out.
fn taken(desk: &mut Desk, choices: Value) -> (Value, Vec<Value>) {
    let mut done = desk.ok("place_import", json!({"choices": choices}));
    let mut rows = done["rows"].as_array().unwrap().clone();
    while done["remaining"] != 0 {
        done = desk.ok("place_import_go", json!({}));
        rows.extend(done["rows"].as_array().unwrap().clone());
    }
    (json!([done["added"], done["changed"], done["left"]]), rows)
}

/// Writes a table and looks at it.
fn looked(desk: &mut Desk, text: &str) -> Value {
    let path = desk.file("parts.csv");
    std::fs::write(&path, text).unwrap();
    desk.ok("place_table", json!({"path": path}))
}

fn place(desk: &mut Desk, name: &str, region: &str) -> String {
    desk.id(
        "place_add",
        json!({"name": name, "place_type": "prison", "region": region}),
    )
}

/// The rows of a sheet, without the ids that each register gives its places, in an order of their own.
fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let Table { rows, .. } = read_table(&std::fs::read(path).unwrap(), Some(name)).unwrap();
    let mut rows: Vec<Vec<String>> = rows.into_iter().map(|(_, cells)| cells[1..].to_vec()).collect();
    rows.sort();
    rows
}

#[test]
fn the_register_of_the_sample_is_the_same_in_an_empty_vault_that_takes_it_in() {
    for (language, sheets) in [
        ("en", ["Places", "Units", "Contacts", "Documents", "Counts"]),
        ("ar", ["الأماكن", "الوحدات", "جهات الاتصال", "الوثائق", "الإحصاءات"]),
    ] {
        let mut sample = Desk::empty();
        sample.ok("sample_load", json!({}));
        let out = sample.file("places.xlsx");
        let export = |path: &Path| json!({"path": path, "format": "xlsx", "language": language, "parts": ALL});
        let written = sample.ok("place_export", export(&out));
        assert!(written["rows"].as_u64() >= Some(14) && written["parts"].as_u64() >= Some(14));

        let mut other = Desk::founded("Amina");
        for (name, holds) in sheets.iter().zip(["place", "unit", "contact", "document", "count"]) {
            let view = other.ok("place_table", json!({"path": out, "sheet": name}));
            assert_eq!((&view["holds"], &view["sheets"]), (&json!(holds), &json!(sheets)));
            assert!(
                verdicts(&view).iter().all(|verdict| *verdict == "new"),
                "{name}: {view}"
            );
            let (counts, _) = taken(&mut other, json!([]));
            assert_eq!(counts, json!([verdicts(&view).len(), 0, 0]), "{name}");
        }
        let back = other.file("places.xlsx");
        other.ok("place_export", export(&back));
        for name in sheets {
            assert_eq!(sheet(&out, name), sheet(&back, name), "{name}");
            // What is there is not doubled.
            let view = other.ok("place_table", json!({"path": back, "sheet": name}));
            assert!(
                verdicts(&view).iter().all(|verdict| *verdict == "same"),
                "{name}: {view}"
            );
        }
    }
}

#[test]
fn a_table_of_text_has_the_others_beside_it_and_contacts_go_out_only_where_they_are_named() {
    let mut lead = Desk::founded("Amina");
    let prison = place(&mut lead, "Tarn Hill", "North");
    let part = |facts: Value| json!({"place": prison, "id": null, "was": null, "facts": facts});
    lead.ok("unit_set", part(json!({"name": "=Wing B", "gender": "women"})));
    lead.ok(
        "contact_set",
        part(json!({"name": "Zebedee Quill", "phone": "5550199", "note": "two\nlines"})),
    );
    let folder = lead.file("tables");
    std::fs::create_dir(&folder).unwrap();
    let out =
        |parts: &[&str]| json!({"path": folder.join("places.csv"), "format": "csv", "language": "en", "parts": parts});
    let files = || {
        let entries = std::fs::read_dir(&folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let written = lead.ok("place_export", out(&["unit", "document"]));
    assert_eq!(written, json!({"rows": 1, "parts": 1}));
    assert_eq!(
        files(),
        ["places-units.csv", "places.csv"],
        "no file of what there is none of"
    );
    let text = std::fs::read_to_string(folder.join("places-units.csv")).unwrap();
    assert!(text.contains("'=Wing B"), "no spreadsheet runs it: {text}");
    lead.ok("place_export", out(&["contact"]));
    let contacts = folder.join("places-contacts.csv");
    assert!(std::fs::read_to_string(&contacts).unwrap().contains("Zebedee Quill"));
    for path in [folder.join("places-units.csv"), contacts] {
        let view = lead.ok("place_table", json!({"path": path}));
        assert_eq!(verdicts(&view), ["same"], "{view}");
    }
    assert_eq!(lead.refused("place_export", out(&["visit"])), ErrorCode::Refused);
}

#[test]
fn rows_that_cannot_be_taken_say_which_they_are_and_why() {
    let mut lead = Desk::founded("Amina");
    place(&mut lead, "Tarn Hill", "North");
    let view = looked(
        &mut lead,
        "Place;Counted on;Persons held;Women;Source\n\
         Tarn Hill;2026-01-10;380;12;register\n\
         Tarn Hill;2026-01-10;381;;register\n\
         Tarn Hill;last week;380;;\n\
         Tarn Hill;2026-02-10;3;4;\n\
         Tarn Hill;2026-03-10;;;\n\
         Nowhere;2026-04-10;9;;\n\
         Tarn Hill;2026-05-10;9;;a rumour\n",
    );
    assert_eq!(view["holds"], "count");
    assert_eq!(
        verdicts(&view),
        ["new", "repeated", "refused", "refused", "refused", "refused", "refused"]
    );
    assert_eq!(view["rows"][1]["repeats"], 2);
    let (counts, rows) = taken(&mut lead, json!([]));
    assert_eq!(counts, json!([1, 0, 6]));
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| json!([row["number"], row["at"], row["name"], row["outcome"], row["reason"]]))
        .collect();
    assert_eq!(
        rows,
        [
            json!([2, "Tarn Hill", "2026-01-10", "added", null]),
            json!([3, "Tarn Hill", "2026-01-10", "repeated", null]),
            json!([4, "Tarn Hill", "last week", "refused", "counted_on"]),
            json!([5, "Tarn Hill", "2026-02-10", "refused", "women"]),
            json!([6, "Tarn Hill", "2026-03-10", "refused", "held"]),
            json!([7, "Nowhere", "2026-04-10", "refused", "no_place"]),
            json!([8, "Tarn Hill", "2026-05-10", "refused", "source"]),
        ]
    );
    // A table that says no place is one of counts only where somebody says so.
    let path = lead.file("parts.csv");
    std::fs::write(&path, "Counted on,Persons held\n2026-01-10,3\n").unwrap();
    let view = lead.ok("place_table", json!({"path": path, "holds": "count"}));
    assert_eq!(view["rows"][0]["reason"], "part_columns");
    let wrong = json!({"path": path, "holds": "count", "columns": ["unit", "held"]});
    assert_eq!(lead.refused("place_table", wrong), ErrorCode::Refused);
    let nothing = json!({"path": path, "holds": "visit"});
    assert_eq!(lead.refused("place_table", nothing), ErrorCode::Refused);
}

#[test]
fn what_stands_there_is_changed_only_as_it_was_seen_and_a_place_of_many_is_asked_about() {
    let mut lead = Desk::founded("Amina");
    let north = place(&mut lead, "Tarn Hill", "North");
    let post = place(&mut lead, "Post", "North");
    place(&mut lead, "Post", "South");
    let unit = |place: &str, id: Option<&str>, was: Value, facts: Value| json!({"place": place, "id": id, "was": was, "facts": facts});
    let wing = lead.id(
        "unit_set",
        unit(&north, None, Value::Null, json!({"name": "Wing B", "capacity": 40})),
    );
    lead.ok(
        "unit_set",
        unit(&post, None, Value::Null, json!({"name": "Cells", "capacity": 4})),
    );
    let text = "Place,Unit,Capacity,Regime\nTarn Hill,wing b,44,closed\nPost,Cells,5,\nPost,Yard,,open\n";
    let view = looked(&mut lead, text);
    assert_eq!(verdicts(&view), ["changed", "unplaced", "unplaced"]);
    let changes: Vec<&Value> = view["rows"][0]["changes"].as_array().unwrap().iter().collect();
    assert!(changes.contains(&&json!({"field": "capacity", "was": "40", "now": "44"})));
    assert_eq!(view["rows"][1]["like"].as_array().unwrap().len(), 2);
    let elsewhere = json!([{"number": 3, "choice": "change", "place": north}]);
    assert_eq!(
        lead.refused("place_import", json!({"choices": elsewhere})),
        ErrorCode::Refused
    );
    // A colleague counts anew before the rows are taken in.
    let facts = |capacity: u32| json!({"name": "Wing B", "capacity": capacity});
    lead.ok("unit_set", unit(&north, Some(&wing), facts(40), facts(42)));
    let choices =
        json!([{"number": 3, "choice": "change", "place": post}, {"number": 4, "choice": "change", "place": post}]);
    let (counts, rows) = taken(&mut lead, choices);
    assert_eq!(counts, json!([1, 0, 2]));
    let outcomes: Vec<&str> = rows.iter().map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["stale", "stands", "added"]);
    let units = lead.ok("place_get", json!({"place": north}))["units"].clone();
    assert_eq!(
        (units.as_array().unwrap().len(), &units[0]["facts"]["capacity"]),
        (1, &json!(42))
    );
    // Looked at again, it is changed as it is seen.
    let view = looked(&mut lead, "Place,Unit,Capacity\nTarn Hill,Wing B,44\n");
    assert_eq!(verdicts(&view), ["changed"]);
    assert_eq!(taken(&mut lead, json!([])).0, json!([0, 1, 0]));
    let units = lead.ok("place_get", json!({"place": north}))["units"].clone();
    assert_eq!(units[0]["facts"]["capacity"], 44);
}

#[test]
fn rows_of_one_place_are_one_change_to_it_and_long_ones_are_all_taken_in() {
    let mut lead = Desk::founded("Amina");
    let (tarn, post) = (
        place(&mut lead, "Tarn Hill", "North"),
        place(&mut lead, "Post", "North"),
    );
    let changes = |lead: &mut Desk, place: &str| {
        let history = lead.ok("history_get", json!({"doc": place}));
        history["entries"].as_array().unwrap().len()
    };
    let before = (changes(&mut lead, &tarn), changes(&mut lead, &post));
    looked(
        &mut lead,
        "Place,Wing\nTarn Hill,A\nPost,Cells\nTarn Hill,B\nTarn Hill,C\nTarn Hill,a\n",
    );
    let (counts, rows) = taken(&mut lead, json!([]));
    assert_eq!(counts, json!([4, 0, 1]));
    let outcomes: Vec<&str> = rows.iter().map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["added", "added", "added", "added", "repeated"]);
    let after = (changes(&mut lead, &tarn), changes(&mut lead, &post));
    assert_eq!(after, (before.0 + 1, before.1 + 1));

    // More than one change may hold.
    let note = "س".repeat(19_000);
    let mut text = "Place,Contact,Note\n".to_owned();
    for number in 0..12 {
        text.push_str(&format!("Tarn Hill,Officer {number},{note}\n"));
    }
    looked(&mut lead, &text);
    assert_eq!(taken(&mut lead, json!([])).0, json!([12, 0, 0]));
    let contacts = lead.ok("place_get", json!({"place": tarn}))["contacts"].clone();
    assert_eq!(contacts.as_array().unwrap().len(), 12);
}

#[test]
fn a_file_beside_the_first_is_written_over_only_where_that_was_said_and_half_an_export_never_stands() {
    let mut lead = Desk::founded("Amina");
    let prison = place(&mut lead, "Tarn Hill", "North");
    let unit = json!({"place": prison, "id": null, "was": null, "facts": {"name": "Wing B"}});
    lead.ok("unit_set", unit);
    let folder = lead.file("tables");
    std::fs::create_dir(&folder).unwrap();
    let (first, units) = (folder.join("places.csv"), folder.join("places-units.csv"));
    let out = |replace: bool| json!({"path": first, "format": "csv", "language": "en", "parts": ["unit"], "replace": replace});
    let refusal = |called: Result<Value, ApiError>| {
        let refused = called.unwrap_err();
        (refused.code, refused.field)
    };
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();

    // What a person wrote goes for no word of anybody.
    std::fs::write(&units, "my own list of units").unwrap();
    for replace in [false, true] {
        let (code, about) = refusal(lead.call("place_export", out(replace)));
        assert_eq!((code, about.as_deref()), (ErrorCode::FileStands, units.to_str()));
        assert!(!first.exists(), "no half of it stands");
        assert_eq!(read(&units), "my own list of units");
    }
    // An older one of the same kind goes where that was said.
    std::fs::remove_file(&units).unwrap();
    lead.ok("place_export", out(false));
    let older = read(&units);
    let facts = json!({"place": prison, "id": null, "was": null, "facts": {"name": "Wing C"}});
    lead.ok("unit_set", facts);
    std::fs::remove_file(&first).unwrap();
    assert_eq!(refusal(lead.call("place_export", out(false))).0, ErrorCode::FileStands);
    assert_eq!((first.exists(), read(&units)), (false, older));
    lead.ok("place_export", out(true));
    assert!(first.exists() && read(&units).contains("Wing C"));
}
