use super::*;
use serde_json::{Value, json};

fn small() -> Value {
    let text = json!({"en": "a", "ar": "ا"});
    json!({
        "id": "small", "version": 1, "title": text, "place_types": ["prison"],
        "sections": [{"id": "s", "theme": "accommodation", "title": text, "items": [
            {"id": "first", "question": text, "guidance": text, "type": "yes_no_partly",
             "sources": ["observed"], "standards": ["MR 13"]},
            {"id": "second", "question": text, "guidance": text, "type": "number", "unit": "persons",
             "sources": ["register"], "standards": ["MR 13"],
             "relevant_if": {"item": "first", "is": ["no", "partly"]}},
        ]}],
    })
}

fn refused(change: impl FnOnce(&mut Value)) -> ChecklistRefused {
    let mut json = small();
    change(&mut json);
    Checklist::parse(&json.to_string()).unwrap_err()
}

#[test]
fn every_built_in_checklist_holds() {
    for checklist in builtin().unwrap() {
        assert!(checklist.items().count() >= 20, "{}", checklist.id);
    }
}

#[test]
fn the_prison_checklist_leaves_out_no_theme_and_uses_both_items_that_compute() {
    let lists = builtin().unwrap();
    let prison = lists.iter().find(|list| list.id.to_string() == "prison").unwrap();
    assert!(prison.items().count() >= 60);
    let themes: BTreeSet<Theme> = prison.sections.iter().map(|section| section.theme).collect();
    let missing: Vec<_> = Theme::ALL.iter().filter(|theme| !themes.contains(theme)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for computed in [ItemType::CellSize, ItemType::SolitaryDays] {
        assert!(prison.items().any(|item| item.item_type == computed), "{computed:?}");
    }
}

#[test]
fn a_checklist_with_a_hole_is_refused_and_the_hole_is_named() {
    assert!(Checklist::parse(&small().to_string()).is_ok());
    let second = "/sections/0/items/1";
    let set = |path: &'static str, value: Value| move |json: &mut Value| *json.pointer_mut(path).unwrap() = value;
    assert_eq!(
        refused(set("/sections/0/items/1/id", json!("first"))),
        ChecklistRefused::Twice("first".into())
    );
    assert_eq!(
        refused(set("/sections/0/items/0/question/ar", json!(" "))),
        ChecklistRefused::Untranslated("first".into())
    );
    assert_eq!(
        refused(set("/sections/0/items/0/sources", json!([]))),
        ChecklistRefused::Incomplete("first".into())
    );
    assert_eq!(
        refused(set("/sections/0/items/1/relevant_if/item", json!("second"))),
        ChecklistRefused::Relevance("second".into())
    );
    assert_eq!(
        refused(set("/sections/0/items/1/relevant_if/is", json!(["maybe"]))),
        ChecklistRefused::Relevance("second".into())
    );
    assert!(matches!(refused(set("/version", json!(0))), ChecklistRefused::Empty));
    let unknown = refused(|json| json.pointer_mut(second).unwrap()["hint"] = json!("x"));
    assert!(matches!(unknown, ChecklistRefused::Form(_)));
}

#[test]
fn an_item_waits_until_the_earlier_answer_makes_it_relevant() {
    let checklist = Checklist::parse(&small().to_string()).unwrap();
    let relevance = checklist.items().nth(1).unwrap().relevant_if.clone().unwrap();
    let yes_no = |value| Some(AnswerValue::YesNoPartly(value));
    assert!(!relevance.holds(None));
    assert!(!relevance.holds(yes_no(YesNoPartly::Yes).as_ref()));
    assert!(relevance.holds(yes_no(YesNoPartly::Partly).as_ref()));
}

/// What the build holds the data files against, and what holds a file when it is read, agree on the form.
#[test]
fn the_schema_refuses_the_forms_that_reading_refuses() {
    let schema: Value = serde_json::from_str(include_str!("../checklists/schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(schema.is_valid(&small()));
    let item = "/sections/0/items/0";
    let faults: [(&str, &str, Value); 12] = [
        ("", "version", json!(0)),
        ("", "sections", json!([])),
        ("", "hint", json!("x")),
        ("", "place_types", json!(["castle"])),
        ("/title", "ar", json!(" ")),
        ("/sections/0", "theme", json!("weather")),
        (item, "id", json!("A/B")),
        (item, "type", json!("score")),
        (item, "type", json!("choice")),
        (item, "unit", json!("m")),
        (item, "sources", json!([])),
        (item, "standards", json!([])),
    ];
    for (at, field, value) in faults {
        let mut json = small();
        json.pointer_mut(at).unwrap()[field] = value;
        assert!(!schema.is_valid(&json), "{at}/{field}");
        assert!(Checklist::parse(&json.to_string()).is_err(), "{at}/{field}");
    }
}

#[test]
fn the_schema_names_every_theme() {
    let schema: Value = serde_json::from_str(include_str!("../checklists/schema.json")).unwrap();
    let named = schema.pointer("/$defs/section/properties/theme/enum").unwrap();
    let codes: Vec<_> = Theme::ALL.iter().map(|theme| theme.code()).collect();
    assert_eq!(*named, json!(codes));
}
