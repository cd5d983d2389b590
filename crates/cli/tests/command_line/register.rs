//! The register from the command line: facts of a place, what it has several of, and where places are.

use crate::person::{NOT_FOUND, OPEN, Person, USAGE};
use serde_json::{Value, json};

/// What a place says of itself.
fn facts(person: &Person, place: &str) -> Value {
    person.json(&["place", "show", place])["row"]["facts"].clone()
}

#[test]
fn a_fact_of_a_place_is_changed_by_whoever_says_what_stood_there() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    let set = |field: &str, value: &str, was: &str| {
        let run = lead.run(&["place", "set", &place, field, value, "--was", was], "");
        run.status.code().unwrap()
    };
    assert_eq!(set("capacity", "120", "null"), 0);
    assert_eq!(set("address", "\"Hill Road 3\"", "\"\""), 0);
    // Whoever was shown something else changes nothing.
    assert_eq!(set("capacity", "90", "80"), OPEN);
    assert_eq!(set("capacity", "90", "null"), OPEN);
    assert_eq!(set("storeys", "3", "null"), USAGE, "a place has no such fact");
    assert_eq!(set("address", "Hill Road 5", "\"Hill Road 3\""), USAGE, "no JSON");
    assert_eq!(
        lead.code(&["place", "set", &place, "capacity", "90"]),
        USAGE,
        "what stood there must be said"
    );
    let now = facts(&lead, &place);
    assert_eq!(
        (&now["name"], &now["capacity"], &now["address"]),
        (&json!("Tarn Hill"), &json!(120), &json!("Hill Road 3"))
    );
}

#[test]
fn the_map_says_where_places_are_and_how_urgent_each_is() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    lead.id(&["place", "add", "--name", "Fell Court", "--type", "court_cells"]);
    // Degrees go together: what is one change is made as one.
    let was = facts(&lead, &place);
    let mut wanted = was.clone();
    (wanted["latitude"], wanted["longitude"]) = (json!(-1.5), json!(36.75));
    let both = json!({"place": place, "was": was, "facts": wanted});
    lead.feed(&["place", "set", "--stdin"], &both.to_string());
    let north = ["place", "set", &place, "latitude", "-2.25", "--was", "-1.5"];
    lead.json(&north);
    let map = lead.json(&["programme", "map"]);
    assert_eq!(map["without"], 1, "the list has the other one");
    let dot = &map["dots"][0];
    assert_eq!(
        (&dot["name"], &dot["latitude"], &dot["longitude"], &dot["state"]),
        (
            &json!("Tarn Hill"),
            &json!(-2.25),
            &json!(36.75),
            &json!("never_visited")
        )
    );
}

#[test]
fn units_counts_contacts_and_documents_are_added_and_changed() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    let add = |noun: &str, said: &[&str]| lead.id(&[["place", noun, place.as_str()].as_slice(), said].concat());
    let unit = add("unit", &["Wing B", "--capacity", "40", "--gender", "women"]);
    add("count", &["2026-01-10", "--held", "611", "--women", "12"]);
    add("contact", &["--role", "Duty officer", "--phone", "555 0100"]);
    add("document", &["House rules", "--kept", "Binder 4"]);
    let too_many = ["place", "count", &place, "2026-01-11", "--held", "3", "--women", "4"];
    assert_ne!(lead.code(&too_many), 0, "never more of them than all");
    assert_eq!(lead.code(&["place", "unit", &place]), USAGE, "a unit has a name");

    let shown = lead.json(&["place", "show", &place]);
    let one = |list: &str, field: &str| shown[list][0]["facts"][field].clone();
    assert_eq!(shown["row"]["held"], 611);
    assert_eq!(
        (one("units", "name"), one("units", "gender")),
        (json!("Wing B"), json!("women"))
    );
    assert_eq!(
        (one("counts", "on"), one("counts", "women")),
        (json!("2026-01-10"), json!(12))
    );
    assert_eq!(one("contacts", "phone"), "555 0100");
    assert_eq!(one("documents", "kept"), "Binder 4");

    let was = shown["units"][0]["facts"].clone();
    let change = |capacity: u32| {
        let mut facts = was.clone();
        facts["capacity"] = json!(capacity);
        let change = json!({"place": place, "id": unit, "was": was, "facts": facts});
        let run = lead.run(&["place", "unit", "--stdin"], &change.to_string());
        run.status.code().unwrap()
    };
    assert_eq!(change(44), 0);
    // The form that was filled in before that knows nothing of it.
    assert_eq!(change(50), OPEN);
    let units = lead.json(&["place", "show", &place])["units"].clone();
    assert_eq!(units.as_array().unwrap().len(), 1);
    assert_eq!(units[0]["facts"]["capacity"], 44);
}

#[test]
fn facts_and_checklists_of_a_visit_are_changed_together() {
    let lead = Person::founded("Lead");
    let visit = lead.visit(&lead.place(), "2026-03-02");
    let shown = lead.json(&["visit", "show", &visit]);
    let mut was = json!({"objectives": shown["objectives"]});
    for name in ["visit_kind", "announced", "starts_on", "ends_on"] {
        was[name] = shown["row"][name].clone();
    }
    let mut facts = was.clone();
    facts["objectives"] = json!("The wing for remand");
    let lists = json!({"was": [], "chosen": ["remand"]});
    let change = json!({"visit": visit, "was": was, "facts": facts, "checklists": lists});
    lead.feed(&["visit", "set"], &change.to_string());
    let shown = lead.json(&["visit", "show", &visit]);
    assert_eq!(shown["objectives"], "The wing for remand");
    assert_eq!(shown["checklists"][0]["checklist"], "remand");
}

#[test]
fn somebody_without_a_device_is_seated_and_a_unit_becomes_an_area() {
    let person = Person::founded("Lead");
    let place = person.place();
    let visit = person.visit(&place, "2026-03-02");
    let doctor = person.id(&[
        "body",
        "associate",
        "add",
        "--name",
        "Dr Okafor",
        "--profession",
        "Forensic doctor",
        "--skill",
        "medicine",
        "--speaks",
        "Arabic",
    ]);
    let known = person.json(&["body", "show"])["associates"].clone();
    assert_eq!(
        (&known[0]["associate"], &known[0]["facts"]["role"]),
        (&json!(doctor), &json!("expert"))
    );
    let advice = person.json(&["body", "advice", "--member", &doctor])["advice"].clone();
    assert!(
        advice
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["code"] != "no_clinician")
    );
    let area = person.id(&["visit", "area", &visit, "Wing B"]);
    person.json(&["visit", "seat", &visit, &doctor, "--role", "expert", "--area", &area]);
    let seat = person.json(&["visit", "show", &visit])["team"].clone();
    let seat = seat
        .as_array()
        .unwrap()
        .iter()
        .find(|seat| seat["associate"] == true)
        .unwrap();
    assert_eq!((&seat["name"], &seat["areas"]), (&json!("Dr Okafor"), &json!([area])));
    person.json(&["body", "associate", "erase", &doctor]);
    assert_eq!(person.json(&["body", "show"])["associates"], json!([]));
    assert_eq!(
        person.code(&["visit", "area", &visit, "--unit", "nowhere"]),
        NOT_FOUND,
        "a unit that the register does not know"
    );
}

#[test]
fn a_table_of_places_says_of_every_row_what_became_of_it() {
    let person = Person::founded("Lead");
    let path = person.path("places.csv");
    let text =
        "Name,Type,Region\nGate,Police post,North\nGate,Police post,North\nGate,Police post,South\nFort,Castle,North\n";
    std::fs::write(&path, text).unwrap();
    let looked = person.json(&["place", "import", &path]);
    assert_eq!(looked["types"][0]["like"], "police_station");
    let take = [
        "place",
        "import",
        &path,
        "--type",
        "police post=police_station",
        "--yes",
    ];
    let done = person.json(&take);
    let told: Vec<Value> = done["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["number"], row["outcome"], row["reason"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!([2, "added", null]),
            json!([3, "repeated", null]),
            json!([4, "added", null]),
            json!([5, "refused", "place_type"]),
        ]
    );
    let all = [&take[..], &["--add", "3"]].concat();
    assert_eq!(person.json(&all)["added"], 1, "taken in all the same");
    assert_eq!(
        person.code(&["place", "import", &path, "--type", "castle", "--yes"]),
        USAGE
    );
}

#[test]
fn what_places_have_several_of_goes_out_in_sheets_and_comes_in_row_by_row() {
    let lead = Person::founded("Lead");
    let place = lead.place();
    lead.id(&["place", "unit", &place, "Wing B", "--capacity", "40"]);
    lead.id(&["place", "contact", &place, "--role", "Duty officer"]);
    let path = lead.path("register.xlsx");
    let export = ["place", "export", "--output", &path, "--format", "xlsx"];
    let written = lead.json(&[&export[..], &["--with", "unit,count"]].concat());
    assert_eq!(written, json!({"rows": 1, "parts": 1}));
    let other = Person::founded("Other");
    let import = |sheet: &'static str| ["place", "import", &path, "--sheet", sheet, "--yes"];
    assert_eq!(other.code(&import("Units")), USAGE, "nobody said what the rows are");
    let take = |sheet: &'static str| {
        let holds: &[&str] = if sheet == "Units" { &["--holds", "unit"] } else { &[] };
        other.json(&[&import(sheet)[..], holds].concat())
    };
    assert_eq!(
        take("Units")["rows"][0]["reason"],
        "no_place",
        "before its place is there"
    );
    assert_eq!(take("Places")["added"], 1);
    let done = take("Units");
    assert_eq!(
        (&done["added"], &done["rows"][0]["name"]),
        (&json!(1), &json!("Wing B"))
    );
    assert_eq!(take("Units")["rows"][0]["outcome"], "same");
    let contacts = ["place", "import", &path, "--sheet", "Contacts"];
    assert_eq!(other.code(&contacts), NOT_FOUND, "nobody named them");

    let text = other.path("units.csv");
    std::fs::write(&text, "Name,Wing\nTarn Hill,Yard\n").unwrap();
    let looked = other.json(&["place", "import", &text]);
    assert_eq!(looked["holds"], "place", "the headers do not say it");
    let named = [
        "place",
        "import",
        &text,
        "--holds",
        "unit",
        "--columns",
        "place,unit",
        "--yes",
    ];
    assert_eq!(other.json(&named)["added"], 1);
}
