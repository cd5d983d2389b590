//! Tables of places in and out.

use crate::desk::Desk;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Instant;
use visita_app::api::ErrorCode;

fn table(desk: &mut Desk, text: &str) -> PathBuf {
    let path = desk.file("places.csv");
    std::fs::write(&path, text).unwrap();
    path
}

fn verdicts(view: &Value) -> Vec<&str> {
    view["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["verdict"].as_str().unwrap())
        .collect()
}

fn names(desk: &mut Desk) -> Vec<String> {
    let rows = desk.ok("place_list", json!({}))["rows"].clone();
    let names = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["facts"]["name"].as_str().unwrap().to_owned());
    names.collect()
}

fn counts(done: &Value) -> Value {
    json!([done["added"], done["changed"], done["left"], done["remaining"]])
}

fn rows_done(done: &Value) -> Vec<Value> {
    let rows = done["rows"].as_array().unwrap().iter();
    rows.map(|row| json!([row["number"], row["name"], row["outcome"], row["reason"]]))
        .collect()
}

#[test]
fn a_table_is_looked_at_row_by_row_and_nothing_is_written_before_somebody_says_so() {
    let mut lead = Desk::founded("Amina");
    let known = json!({"name": "Tarn Hill Prison", "place_type": "prison", "region": "North", "capacity": 400});
    lead.ok("place_add", known);
    lead.ok(
        "place_add",
        json!({"name": "Mill Lane", "place_type": "police_station", "region": "North"}),
    );
    let path = table(
        &mut lead,
        "Facility;Kind;Region;السعة;Remarks\n\
         Harbour Cells;court cells;South;12;x\n\
         Mill Lane;police;North;;x\n\
         Tarn Hill Prison;prison;North;420;x\n\
         Tarn Hil Prison;prison;;;x\n\
         Fort;castle;North;;x\n\
         Harbour Cells;court cells;South;13;x\n\
         ;prison;North;;x\n",
    );
    let view = lead.ok("place_table", json!({"path": path}));
    assert_eq!(
        view["columns"],
        json!(["name", "place_type", "region", "capacity", null])
    );
    assert_eq!(
        verdicts(&view),
        ["new", "same", "changed", "duplicate", "refused", "repeated", "refused"]
    );
    assert_eq!(
        view["rows"][2]["changes"],
        json!([{"field": "capacity", "was": "400", "now": "420"}])
    );
    assert_eq!(view["rows"][3]["like"][0]["place"]["name"], "Tarn Hill Prison");
    let reasons: Vec<&Value> = [4, 6].map(|row| &view["rows"][row]["reason"]).into();
    assert_eq!(reasons, ["place_type", "name"]);
    assert_eq!(view["rows"][5]["repeats"], 2);
    assert_eq!(names(&mut lead).len(), 2);

    let wrong = json!({"choices": [{"number": 6, "choice": "add"}]});
    assert_eq!(lead.refused("place_import", wrong), ErrorCode::Refused);
    let done = lead.ok("place_import", json!({"choices": [{"number": 5, "choice": "add"}]}));
    assert_eq!(counts(&done), json!([2, 1, 4, 0]));
    let outcomes: Vec<Value> = rows_done(&done);
    assert_eq!(
        outcomes,
        [
            json!([2, "Harbour Cells", "added", null]),
            json!([3, "Mill Lane", "same", null]),
            json!([4, "Tarn Hill Prison", "changed", null]),
            json!([5, "Tarn Hil Prison", "added", null]),
            json!([6, "Fort", "refused", "place_type"]),
            json!([7, "Harbour Cells", "repeated", null]),
            json!([8, "", "refused", "name"]),
        ]
    );
    assert_eq!(
        names(&mut lead),
        ["Harbour Cells", "Mill Lane", "Tarn Hil Prison", "Tarn Hill Prison"]
    );
    assert_eq!(lead.refused("place_import_go", json!({})), ErrorCode::NotFound);

    let again = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&again)[..4], ["same"; 4]);
}

#[test]
fn a_row_writes_over_nothing_that_changed_since_it_was_looked_at() {
    let mut lead = Desk::founded("Amina");
    let place = lead.id(
        "place_add",
        json!({"name": "Mill Lane", "place_type": "police_station", "region": "North", "capacity": 12}),
    );
    let path = table(&mut lead, "Name;Capacity;Address\nMill Lane;14;Mill Lane 3\n");
    assert_eq!(verdicts(&lead.ok("place_table", json!({"path": path}))), ["changed"]);
    let was = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let mut counted = was.clone();
    counted["capacity"] = json!(16);
    lead.ok("place_set", json!({"place": place, "was": was, "facts": counted}));
    let done = lead.ok("place_import", json!({"choices": []}));
    assert_eq!(counts(&done), json!([0, 0, 1, 0]));
    assert_eq!(done["rows"][0]["outcome"], "stale");
    let facts = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    assert_eq!((&facts["capacity"], &facts["address"]), (&json!(16), &json!("")));
}

#[test]
fn a_person_says_what_a_column_holds() {
    let mut lead = Desk::founded("Amina");
    let path = table(&mut lead, "A,B\nprison,Tarn Hill\n");
    let unknown = lead.ok("place_table", json!({"path": path}));
    assert_eq!(unknown["rows"][0]["reason"], "columns");
    let said = lead.ok("place_table", json!({"path": path, "columns": ["place_type", "name"]}));
    assert_eq!(verdicts(&said), ["new"]);
    let twice = json!({"path": path, "columns": ["name", "name"]});
    assert_eq!(lead.refused("place_table", twice), ErrorCode::Refused);
    assert_eq!(
        lead.refused("place_import", json!({})),
        ErrorCode::NotFound,
        "a refused look leaves none"
    );
}

#[test]
fn a_person_says_what_unknown_words_for_types_mean() {
    let mut lead = Desk::founded("Amina");
    let path = table(
        &mut lead,
        "Name,Type,Region\nGate,Police post,North\nQuay,police  POST,South\nFort,Castle,North\nTarn Hill,prison,North\n",
    );
    let view = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&view), ["refused", "refused", "refused", "new"]);
    let like = |word: &str, rows: u32, kind: Value, like: Value| json!({"word": word, "rows": rows, "place_type": kind, "like": like});
    assert_eq!(
        view["types"],
        json!([
            like("Police post", 2, Value::Null, json!("police_station")),
            like("Castle", 1, Value::Null, Value::Null),
        ])
    );
    let types = json!([
        {"word": "police post", "place_type": "police_station"},
        {"word": "Castle", "place_type": "other"},
    ]);
    let view = lead.ok("place_table", json!({"path": path, "types": types}));
    assert_eq!(verdicts(&view), ["new"; 4]);
    assert_eq!(view["types"][0]["place_type"], "police_station", "it stays to be seen");
    lead.ok("place_import", json!({}));
    let rows = lead.ok("place_list", json!({}))["rows"].clone();
    let of = |name: &str| {
        let found = rows.as_array().unwrap().iter().find(|row| row["facts"]["name"] == name);
        let facts = found.unwrap()["facts"].clone();
        json!([facts["place_type"], facts["other_type"]])
    };
    assert_eq!(of("Gate"), json!(["police_station", ""]));
    assert_eq!(of("Fort"), json!(["other", "Castle"]), "the word stays with the place");
    let wrong = json!({"path": path, "types": [{"word": "Castle", "place_type": "castle"}]});
    assert_eq!(lead.refused("place_table", wrong), ErrorCode::Refused);
}

#[test]
fn posts_of_one_name_are_told_apart_by_where_they_are_and_one_said_to_be_repeated_can_be_taken_in() {
    let mut lead = Desk::founded("Amina");
    let path = table(
        &mut lead,
        "Name,Type,Region,Address,Latitude,Longitude\n\
         Post,police,North,Mill Lane 3,,\n\
         Post,police,South,Mill Lane 3,,\n\
         Post,police,North,Harbour 1,,\n\
         Cells,court,North,,33.5,36.2\n\
         Cells,court,North,,34.5,36.2\n\
         Cells,court,North,,,\n",
    );
    let view = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&view), ["new", "new", "new", "new", "new", "repeated"]);
    assert_eq!(view["rows"][5]["repeats"], 5);
    let done = lead.ok("place_import", json!({"choices": [{"number": 7, "choice": "add"}]}));
    assert_eq!(counts(&done), json!([6, 0, 0, 0]));
    // Each row is known again as the place that was made of it.
    let again = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&again), ["same"; 6]);
    let places: std::collections::BTreeSet<&str> = again["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["place"].as_str().unwrap())
        .collect();
    assert_eq!(places.len(), 6);
    // Another address of a known name is asked about, and changes nothing by itself.
    let path = table(&mut lead, "Name,Type,Region,Address\nPost,police,North,Quay 9\n");
    assert_eq!(verdicts(&lead.ok("place_table", json!({"path": path}))), ["duplicate"]);
}

#[test]
fn a_file_that_is_no_table_says_why() {
    let mut lead = Desk::founded("Amina");
    let path = lead.file("places.xls");
    for (bytes, why) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1"[..], "a_workbook_of_an_old_kind"),
        (b"PK\x03\x04 broken", "not_a_table"),
        (b"Name\n\xE9t\xE9", "not_Unicode"),
        (b"Name\n", "empty"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let refused = lead.call("place_table", json!({"path": path})).unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::BadTable, Some(why))
        );
    }
}

#[test]
fn the_register_goes_out_and_comes_back_the_same_in_both_formats_and_languages() {
    let mut lead = Desk::founded("Amina");
    let id = lead.id(
        "place_add",
        json!({"name": "=Tarn Hill", "place_type": "remand_prison", "region": "-North", "latitude": -33.25,
            "longitude": 18.5, "operator": "private", "vulnerable": ["women", "foreign"], "opened_on": "1990-01-01",
            "suspected": true, "suspected_note": "@once", "turnover": 1_200}),
    );
    lead.ok(
        "count_set",
        json!({"place": id, "id": null, "facts": {"on": "2026-01-10", "held": 41, "capacity": 40}}),
    );
    lead.ok(
        "contact_set",
        json!({"place": id, "id": null, "facts": {"name": "Zebedee Quill", "phone": "5550199"}}),
    );
    for format in ["csv", "xlsx"] {
        for language in ["en", "ar"] {
            let path = lead.file(format);
            let out = json!({"path": path, "format": format, "language": language});
            assert_eq!(lead.ok("place_export", out)["rows"], 1);
            let view = lead.ok("place_table", json!({"path": path}));
            assert_eq!(verdicts(&view), ["same"], "{format} {language}: {}", view["rows"][0]);
            assert!(view["columns"].as_array().unwrap().iter().all(Value::is_string));
            let bytes = std::fs::read(&path).unwrap();
            if format == "csv" {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains("'=Tarn Hill") && !text.contains("Quill") && !text.contains("5550199"));
            }
        }
    }
}

/// The register written out as text, with these words in place of others, and looked at again.
fn brought_back(desk: &mut Desk, edits: &[(&str, &str)]) -> Value {
    let path = desk.file("places.csv");
    desk.ok("place_export", json!({"path": path, "format": "csv", "language": "en"}));
    let mut text = std::fs::read_to_string(&path).unwrap();
    for (was, now) in edits {
        assert!(text.contains(was), "{was} in {text}");
        text = text.replace(was, now);
    }
    std::fs::write(&path, text).unwrap();
    desk.ok("place_table", json!({"path": path}))
}

fn facts(desk: &mut Desk, place: &str) -> Value {
    desk.ok("place_get", json!({"place": place}))["row"]["facts"].clone()
}

#[test]
fn one_cell_that_was_edited_elsewhere_is_all_that_is_written() {
    let mut lead = Desk::founded("Amina");
    let [justice, other] = ["Ministry of Justice", "Ministry of Health"]
        .map(|name| lead.id("authority_add", json!({"name": name, "kind": "ministry"})));
    let place = json!({"name": "Tarn Hill", "place_type": "prison", "address": "Quay 9", "capacity": 100, "authority_id": justice});
    let place = lead.id("place_add", place);
    let double = lead.id("place_add", json!({"name": "Old jail", "place_type": "prison"}));
    let mut count = |of: &str, on: &str, held: u32| {
        let facts = json!({"on": on, "held": held, "capacity": 40});
        lead.ok("count_set", json!({"place": of, "id": null, "facts": facts}));
    };
    count(&place, "2026-01-10", 41);
    count(&double, "2026-02-10", 44);
    lead.ok("place_merge", json!({"place": double, "same_as": place}));
    assert_eq!(verdicts(&brought_back(&mut lead, &[])), ["same"], "an untouched table");
    let view = brought_back(&mut lead, &[("Quay 9", "Quay 10")]);
    let address = json!([{"field": "address", "was": "Quay 9", "now": "Quay 10"}]);
    assert_eq!(view["rows"][0]["changes"], address);
    let was = facts(&mut lead, &place);
    assert_eq!(counts(&lead.ok("place_import", json!({}))), json!([0, 1, 0, 0]));
    let mut wanted = was;
    wanted["address"] = json!("Quay 10");
    assert_eq!(
        facts(&mut lead, &place),
        wanted,
        "neither its counts nor a name beside the link"
    );
    let view = brought_back(&mut lead, &[("Ministry of Justice", "ministry of health")]);
    let authority = json!([{"field": "authority", "was": "Ministry of Justice", "now": "Ministry of Health"}]);
    assert_eq!(view["rows"][0]["changes"], authority);
    lead.ok("place_import", json!({}));
    let linked = facts(&mut lead, &place);
    assert_eq!(
        (&linked["authority_id"], &linked["authority"]),
        (&json!(other), &json!(""))
    );
    let view = brought_back(&mut lead, &[("Ministry of Health", "Regional council")]);
    assert_eq!(view["rows"][0]["changes"][0]["now"], "Regional council");
    lead.ok("place_import", json!({}));
    let named = facts(&mut lead, &place);
    let no_record = (&Value::Null, &json!("Regional council"));
    assert_eq!((&named["authority_id"], &named["authority"]), no_record);
}

#[test]
fn a_new_place_is_linked_to_the_one_authority_that_its_row_names() {
    let mut lead = Desk::founded("Amina");
    let justice = lead.id("authority_add", json!({"name": "وزارة العدل", "kind": "ministry"}));
    for _ in 0..2 {
        lead.ok("authority_add", json!({"name": "Police", "kind": "police"}));
    }
    let path = table(
        &mut lead,
        "Name,Type,Authority,Groups held\nTarn Hill,prison,وزارة العدل,نساء؛ أحداث\nKest,police,Police,Foreign nationals\n",
    );
    assert_eq!(verdicts(&lead.ok("place_table", json!({"path": path}))), ["new", "new"]);
    lead.ok("place_import", json!({}));
    let rows = lead.ok("place_list", json!({}))["rows"].clone();
    let of = |name: &str| {
        let mut rows = rows.as_array().unwrap().iter();
        let facts = rows.find(|row| row["facts"]["name"] == name).unwrap()["facts"].clone();
        json!([facts["authority_id"], facts["authority"], facts["vulnerable"]])
    };
    assert_eq!(of("Tarn Hill"), json!([justice, "", ["women", "children"]]));
    assert_eq!(
        of("Kest"),
        json!([null, "Police", ["foreign"]]),
        "which of two, nobody said"
    );
    let again = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&again), ["same", "same"]);
}

#[test]
fn a_row_of_a_record_that_is_merged_makes_no_place_anew_and_goes_over_none_by_itself() {
    let mut lead = Desk::founded("Amina");
    let stands = json!({"name": "Central Prison", "place_type": "prison", "region": "North", "capacity": 400});
    let stands = lead.id("place_add", stands);
    let old = json!({"name": "Old jail", "place_type": "prison", "region": "North", "capacity": 40});
    let old = lead.id("place_add", old);
    let path = lead.file("places.csv");
    lead.ok("place_export", json!({"path": path, "format": "csv", "language": "en"}));
    lead.ok("place_merge", json!({"place": old, "same_as": stands}));
    let view = lead.ok("place_table", json!({"path": path}));
    let mut told = verdicts(&view);
    told.sort_unstable();
    assert_eq!(told, ["duplicate", "same"]);
    let row = view["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == "Old jail")
        .unwrap();
    assert_eq!(row["like"][0]["place"]["place"], json!(stands));
    assert_eq!(row["like"][0]["likeness"], Value::Null);
    let before = facts(&mut lead, &stands);
    assert_eq!(counts(&lead.ok("place_import", json!({}))), json!([0, 0, 2, 0]));
    assert_eq!(facts(&mut lead, &stands), before);
    // By its old name alone it is asked about too.
    let path = table(&mut lead, "Name,Type,Region\nOld jail,prison,North\n");
    let view = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&view), ["duplicate"]);
    assert_eq!(view["rows"][0]["like"][0]["place"]["place"], json!(stands));
}

#[test]
fn a_row_said_to_be_a_place_shows_before_what_it_changes_and_goes_over_nothing_newer() {
    let mut lead = Desk::founded("Amina");
    let known = json!({"name": "Tarn Hill Prison", "place_type": "prison", "region": "North", "capacity": 400, "address": "Quay 9"});
    let place = lead.id("place_add", known);
    let path = table(
        &mut lead,
        "Name,Type,Capacity,Address\nTarn Hil Prison,prison,40,Mill 3\nTarn Hill Prisom,prison,41,Quay 9\n",
    );
    let view = lead.ok("place_table", json!({"path": path}));
    assert_eq!(verdicts(&view), ["duplicate", "duplicate"]);
    let change = |field: &str, was: &str, now: &str| json!({"field": field, "was": was, "now": now});
    let changes = json!([
        change("name", "Tarn Hill Prison", "Tarn Hil Prison"),
        change("address", "Quay 9", "Mill 3"),
        change("capacity", "400", "40"),
    ]);
    assert_eq!(view["rows"][0]["like"][0]["changes"], changes);
    let into = |number: u32| json!({"number": number, "choice": "change", "place": place});
    let done = lead.ok("place_import", json!({"choices": [into(2), into(3)]}));
    assert_eq!(
        counts(&done),
        json!([0, 1, 1, 0]),
        "the second goes over the first by nobody's word"
    );
    assert_eq!(rows_done(&done)[1][2], "stale");
    let after = facts(&mut lead, &place);
    assert_eq!(
        (&after["name"], &after["capacity"]),
        (&json!("Tarn Hil Prison"), &json!(40))
    );
}

#[test]
fn ten_thousand_rows_are_looked_at_and_written_in_steps() {
    let rows = 10_000;
    let mut lead = Desk::founded("Amina");
    let kinds = ["prison", "police station", "court cells"];
    let mut text = "Name,Type,Region,Capacity,Latitude,Longitude\n".to_owned();
    for n in 0..rows {
        let (word, kind) = (word(n), kinds[n % 3]);
        text.push_str(&format!(
            "{word} {kind} {n},{kind},Region {},{},{},{}\n",
            n % 40,
            n % 900,
            n % 80,
            n % 170
        ));
    }
    let path = table(&mut lead, &text);
    let began = Instant::now();
    let view = lead.ok("place_table", json!({"path": path}));
    let looked = began.elapsed();
    assert!(verdicts(&view).iter().all(|verdict| *verdict == "new"));
    let began = Instant::now();
    let mut done = lead.ok("place_import", json!({}));
    let mut steps = 1;
    while done["remaining"] != 0 && steps < 3 {
        done = lead.ok("place_import_go", json!({}));
        steps += 1;
    }
    let wrote = began.elapsed();
    assert_eq!(done["added"], 600);
    println!("looked at {rows} in {looked:?}; {steps} steps of 200 in {wrote:?}");
    lead.ok("place_import_end", json!({}));
    let again = lead.ok("place_table", json!({"path": path}));
    let same = verdicts(&again).iter().filter(|verdict| **verdict == "same").count();
    assert_eq!(same, 600, "what was written before it was stopped stays written");
}

/// A name of its own for each number.
fn word(n: usize) -> String {
    const PARTS: [&str; 10] = ["ka", "mo", "ri", "tu", "le", "sa", "no", "vi", "pe", "zo"];
    [n / 1_000, n / 100, n / 10, n].map(|digit| PARTS[digit % 10]).concat()
}
