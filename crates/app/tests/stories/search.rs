//! What the palette finds leads to the place where it stands.

use crate::desk::{self, Desk};
use serde_json::{Value, json};

fn hits(desk: &mut Desk, query: &str) -> Vec<Value> {
    let found = desk.ok("search_find", json!({ "query": query }));
    found["hits"].as_array().unwrap().clone()
}

fn text_answer(visit: &str, text: &str, note: &str) -> Value {
    json!({
        "visit": visit, "area": "general", "checklist": "prison", "item": "shortage",
        "value": {"type": "text", "value": text}, "note": note, "source": "observed",
    })
}

#[test]
fn an_interview_is_found_with_its_visit_and_not_after_it_is_taken_back() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": "He asked for a doctor twice."}),
    );
    let expected = json!({"kind": "interview", "id": interview, "visit": visit, "path": null});
    let hit = &hits(&mut lead, "doctor")[0];
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&hit[name], value, "{name}");
    }
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "notes", "state": "withdrawn"}),
    );
    assert_eq!(hits(&mut lead, "doctor"), Vec::<Value>::new());
}

#[test]
fn a_text_answer_and_every_authors_note_are_found_and_name_their_field() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let out = lead.bundle();
    inspector.take(&out);
    lead.ok(
        "answer_set",
        text_answer(&visit, "No insulin since March", "ward sister"),
    );
    inspector.ok("answer_set", text_answer(&visit, "No blankets", "laundry closed"));
    let back = inspector.bundle();
    lead.take(&back);
    for word in ["insulin", "sister", "blankets", "laundry"] {
        let found = hits(&mut lead, word);
        assert_eq!(found.len(), 1, "{word}");
        assert_eq!(
            (&found[0]["visit"], &found[0]["path"]),
            (&json!(visit), &json!("answer/general/prison/shortage")),
            "{word}"
        );
    }
    lead.ok("vault_rebuild", json!({}));
    assert_eq!(hits(&mut lead, "insulin").len(), 1);
}

/// A name of several words in each script, and what somebody types who looks for it: other forms of the letters, words in
/// another order, the beginning of a word.
const SCRIPTS: [(&str, &str, &str); 7] = [
    ("Latin", "Zakład karny Łódź Północ", "lodz POLNOC zakl"),
    ("Arabic", "سِجن الوادي للأحداث", "احداث وادي سجن"),
    ("Cyrillic", "Исправительная колония Орёл", "орел колон"),
    ("Greek", "Κατάστημα κράτησης Βορρά", "ΒΟΡΡΑ κρατησης"),
    ("Devanagari", "केंद्रीय कारागार उत्तर", "उत्तर कारागार"),
    ("Han", "北方监狱第二监区", "监狱 第二"),
    ("Thai", "เรือนจำกลางภาคเหนือ", "กลาง เหนือ"),
];

/// Something of every kind that the search knows, under one name; what it is to be found as.
fn say_everywhere(desk: &mut Desk, name: &str, item: &str) -> Vec<&'static str> {
    let place = desk.id("place_add", json!({"name": name, "place_type": "prison"}));
    let authority = desk.id("authority_add", json!({"name": name, "kind": "other"}));
    let mut facts = desk::visit(&place);
    facts["objectives"] = json!(name);
    let visit = desk.id("visit_create", facts);
    let mut answer = text_answer(&visit, "", name);
    answer["item"] = json!(item);
    answer["value"] = json!({"type": "yes_no_partly", "value": "yes"});
    desk.ok("answer_set", answer);
    let seen = json!({"visit": visit, "text": name, "area": null, "theme": null, "source": "observed", "flag": false});
    desk.ok("observation_add", seen);
    let finding = json!({"visit": visit, "statement": name, "theme": "accommodation", "good_practice": false});
    desk.ok("finding_add", finding);
    let interview = desk.id("interview_start", desk::interview(&visit));
    desk.ok("interview_note", json!({"interview": interview, "text": name}));
    let text = json!({"text": name, "priority": "normal"});
    let recommendation = desk.id("recommendation_add", json!({ "facts": text }));
    let reply = json!({"on": "2026-03-20", "words": name});
    desk.ok(
        "recommendation_send",
        json!({"recommendation": recommendation, "on": "2026-03-10", "addressee": authority, "reference": "", "reply_by": null}),
    );
    desk.ok("reply_add", json!({"recommendation": recommendation, "facts": reply}));
    let met = json!({"on": "2026-03-22", "way": "meeting", "words": name});
    desk.ok("message_add", json!({"recommendation": recommendation, "facts": met}));
    let facts = json!({"from": "2026-12-01", "to": "2026-12-31", "visit_kind": "in_depth", "announced": false,
        "hours": "open", "days": "open", "urgent": false, "reason": name, "objectives": ""});
    desk.ok(
        "plan_add",
        json!({"place": place, "facts": facts, "readers": {"whole_team": true}}),
    );
    desk.ok("comment_add", json!({"doc": recommendation, "text": name}));
    desk.ok("task_add", json!({"doc": place, "facts": {"what": name}}));
    desk.ok(
        "access_add",
        json!({"visit": visit, "facts": {"asked": "files", "what": name}}),
    );
    let sample = json!({"register": "medical", "note": name});
    desk.ok("register_sample_add", json!({"visit": visit, "facts": sample}));
    KINDS.to_vec()
}

/// Every kind of hit.
const KINDS: [&str; 15] = [
    "access",
    "answer",
    "authority",
    "comment",
    "dialogue",
    "finding",
    "interview",
    "observation",
    "place",
    "plan",
    "recommendation",
    "reply",
    "sample",
    "task",
    "visit",
];

/// Kinds of hits in the body's own record, and draws by lot.
const OF_BODY: [&str; 5] = ["associate", "body", "draw", "member", "rule"];

#[test]
fn what_the_body_says_and_whom_it_works_with_are_found_and_somebody_erased_is_not() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let was = lead.ok("body_get", json!({}))["facts"].clone();
    let mut facts = was.clone();
    (facts["mandate"], facts["publication"]) = (json!("Act 12 on the Ombudsman"), json!("Yearly, after the gazette"));
    lead.ok("body_set", json!({"was": was, "facts": facts}));
    let known = json!({"name": "Dr Okafor", "profession": "Forensic doctor", "skills": ["social_work"],
        "own_skills": ["Ballistics"], "languages": ["Tigrinya"]});
    let id = lead.id("associate_add", known.clone());
    lead.ok(
        "rule_set",
        json!({"rule": "own_type", "of": "Transit zone", "value": 3}),
    );
    let me = lead.ok("team_get", json!({}))["me"].clone();
    let person = json!({"skills": ["law"], "own_skills": ["Falconry"]});
    lead.ok("person_set", json!({"member": me, "was": {}, "facts": person}));
    let name = lead.ok("body_get", json!({}))["people"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["member"] == me)
        .unwrap()["name"]
        .clone();
    let out = lead.bundle();
    inspector.take(&out);
    for desk in [&mut lead, &mut inspector] {
        for (query, kind, title) in [
            ("ombudsman", "body", json!("Act 12 on the Ombudsman")),
            ("gazette", "body", json!("Yearly, after the gazette")),
            ("transit", "rule", json!("Transit zone")),
            ("okafor", "associate", json!("Dr Okafor")),
            ("forensic", "associate", json!("Dr Okafor")),
            ("tigrinya", "associate", json!("Dr Okafor")),
            ("ballistics", "associate", json!("Dr Okafor")),
            ("social work", "associate", json!("Dr Okafor")),
            ("falconry", "member", name.clone()),
        ] {
            let hit = hits(desk, query);
            assert_eq!(hit.len(), 1, "{query}: {hit:?}");
            assert_eq!(
                (&hit[0]["kind"], &hit[0]["title"], &hit[0]["record"]),
                (&json!(kind), &title, &json!("body")),
                "{query}"
            );
        }
        desk.ok("vault_rebuild", json!({}));
        assert_eq!(hits(desk, "okafor").len(), 1);
    }
    // A rule that was taken back is no rule any more, until the type has another.
    let none: Option<u32> = None;
    for (rule, was, value, found) in [
        ("unannounced_own_type", None, Some(12), 1),
        ("own_type", Some(3), none, 1),
        ("unannounced_own_type", Some(12), none, 0),
        ("own_type", none, Some(4), 1),
    ] {
        let asked = json!({"rule": rule, "of": "Transit zone", "was": was, "value": value});
        lead.ok("rule_set", asked);
        assert_eq!(hits(&mut lead, "transit").len(), found, "{rule}");
    }
    let suggested = lead.ok("body_get", json!({}))["own_skills"].clone();
    assert_eq!(suggested, json!(["Ballistics", "Falconry"]));
    lead.ok("associate_erase", json!({"associate": id}));
    for query in ["okafor", "forensic", "tigrinya", "ballistics"] {
        assert_eq!(hits(&mut lead, query), Vec::<Value>::new(), "{query}");
    }
}

#[test]
fn a_draw_is_found_by_its_places_and_its_reason_by_those_alone_who_may_read_it() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let out = lead.bundle();
    inspector.take(&out);
    let draw = lead.ok("plan_draw", json!({"year": 2099, "count": 1}))["draw"]["id"].clone();
    let draws = |desk: &mut Desk, query: &str| found(desk, "draw", query);
    assert_eq!(draws(&mut lead, "tarn"), std::slice::from_ref(&draw));
    let hit = hits(&mut lead, "2099")
        .into_iter()
        .find(|hit| hit["kind"] == "draw")
        .unwrap();
    assert_eq!(
        (&hit["record"], &hit["record_title"], &hit["title"]),
        (&json!("draw"), &json!("2099"), &json!("2099 · Tarn Hill"))
    );
    lead.ok(
        "draw_discard",
        json!({"draw": draw, "reason": "Flooded by the Okavango"}),
    );
    assert_eq!(draws(&mut lead, "okavango"), std::slice::from_ref(&draw));
    rename(&mut lead, &place, "Quay Side");
    assert_eq!(draws(&mut lead, "quay"), std::slice::from_ref(&draw));
    assert_eq!(draws(&mut lead, "tarn"), Vec::<Value>::new());
    let out = lead.bundle();
    inspector.take(&out);
    assert_eq!(hits(&mut inspector, "quay").len(), 1, "the place alone");
    assert_eq!(hits(&mut inspector, "okavango"), Vec::<Value>::new());
    lead.ok("vault_rebuild", json!({}));
    assert_eq!(draws(&mut lead, "quay"), [draw]);
}

#[test]
fn every_kind_of_hit_has_its_word_in_the_window() {
    for language in ["en", "ar"] {
        let words = format!("{}/../../ui/src/i18n/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
        let words = std::fs::read_to_string(words).unwrap();
        for kind in KINDS.into_iter().chain(OF_BODY) {
            assert!(words.contains(&format!("\nkind-{kind} = ")), "{language}: {kind}");
        }
    }
}

#[test]
fn a_hit_names_its_record_and_what_was_taken_off_is_found_no_more() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let unit = json!({"name": "Sycamore wing"});
    lead.ok("unit_set", json!({"place": place, "facts": unit}));
    assert_eq!(hits(&mut lead, "sycamore")[0]["id"], json!(place), "under its place");
    let task = lead.id("task_add", json!({"doc": place, "facts": {"what": "Ring the almoner"}}));
    let hit = hits(&mut lead, "almoner")[0].clone();
    assert_eq!(
        (&hit["record"], &hit["record_title"], &hit["visit"]),
        (&json!("place"), &json!("Tarn Hill"), &Value::Null)
    );
    lead.ok("task_drop", json!({"doc": place, "task": task, "dropped": true}));
    assert_eq!(hits(&mut lead, "almoner"), Vec::<Value>::new());
}

/// The records of a kind that a query finds.
fn found(desk: &mut Desk, kind: &str, query: &str) -> Vec<Value> {
    let found = hits(desk, query).into_iter();
    found
        .filter(|hit| hit["kind"] == kind)
        .map(|hit| hit["id"].clone())
        .collect()
}

/// The visits that a query finds.
fn visits_found(desk: &mut Desk, query: &str) -> Vec<Value> {
    found(desk, "visit", query)
}

/// The planned visits that a query finds.
fn plans_found(desk: &mut Desk, query: &str) -> Vec<Value> {
    found(desk, "plan", query)
}

/// A planned visit to a place, for these readers.
fn planned(desk: &mut Desk, place: &str, objectives: &str, readers: &Value) -> Value {
    let facts = json!({"from": "2026-12-01", "to": "2026-12-31", "visit_kind": "in_depth", "announced": false,
        "hours": "open", "days": "open", "urgent": false, "reason": "", "objectives": objectives});
    json!(desk.id("plan_add", json!({"place": place, "facts": facts, "readers": readers})))
}

fn rename(desk: &mut Desk, place: &str, name: &str) {
    let was = desk.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let mut facts = was.clone();
    facts["name"] = json!(name);
    desk.ok("place_set", json!({"place": place, "was": was, "facts": facts}));
}

#[test]
fn a_visit_is_found_by_every_name_of_its_place_and_by_none_that_it_has_no_more() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let other = lead.id("place_add", json!({"name": "Old Mill", "place_type": "prison"}));
    let mut facts = desk::visit(&place);
    facts["objectives"] = json!("Look at the infirmary");
    let visit = json!(lead.id("visit_create", facts));
    facts = desk::visit(&other);
    facts["objectives"] = json!("");
    let elsewhere = json!(lead.id("visit_create", facts));
    assert_eq!(
        visits_found(&mut lead, "tarn hill infirmary"),
        std::slice::from_ref(&visit)
    );
    assert_eq!(visits_found(&mut lead, "mill"), std::slice::from_ref(&elsewhere));
    let found = hits(&mut lead, "mill");
    let titles: Vec<&Value> = found
        .iter()
        .filter(|hit| hit["kind"] == "visit")
        .map(|hit| &hit["title"])
        .collect();
    assert_eq!(titles, ["Old Mill · 2026-03-02"], "where nobody wrote what it is for");

    rename(&mut lead, &place, "Sycamore House");
    assert_eq!(
        visits_found(&mut lead, "sycamore infirmary"),
        std::slice::from_ref(&visit)
    );
    assert_eq!(visits_found(&mut lead, "tarn"), Vec::<Value>::new());

    lead.ok("place_merge", json!({"place": other, "same_as": place}));
    for name in ["sycamore", "old mill"] {
        assert_eq!(visits_found(&mut lead, name).len(), 2, "{name}: one place now");
    }
    rename(&mut lead, &other, "Old Weir");
    assert_eq!(visits_found(&mut lead, "old mill"), Vec::<Value>::new());
    assert_eq!(visits_found(&mut lead, "weir").len(), 2);
    // What search says stays when everything is made anew, and when the visit is written in.
    lead.ok("vault_rebuild", json!({}));
    lead.ok(
        "observation_add",
        json!({"visit": visit, "text": "No daylight", "area": null, "theme": null, "source": "observed", "flag": false}),
    );
    assert_eq!(visits_found(&mut lead, "weir").len(), 2);

    lead.ok("place_merge", json!({"place": other, "same_as": null}));
    assert_eq!(visits_found(&mut lead, "sycamore"), [visit]);
    assert_eq!(visits_found(&mut lead, "weir"), [elsewhere]);
}

#[test]
fn a_name_that_a_colleague_gives_a_place_finds_its_visits_here() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = json!(lead.id("visit_create", desk::visit(&place)));
    let out = lead.bundle();
    inspector.take(&out);
    assert_eq!(visits_found(&mut inspector, "tarn"), std::slice::from_ref(&visit));
    rename(&mut inspector, &place, "سجن الوادي");
    let back = inspector.bundle();
    lead.take(&back);
    assert_eq!(visits_found(&mut lead, "وادي"), [visit]);
    assert_eq!(visits_found(&mut lead, "tarn"), Vec::<Value>::new());
}

#[test]
fn a_planned_visit_is_found_by_every_name_of_its_place_and_by_none_that_it_has_no_more() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let other = lead.id("place_add", json!({"name": "Old Mill", "place_type": "prison"}));
    let everybody = json!({"whole_team": true});
    let plan = planned(&mut lead, &place, "Look at the infirmary", &everybody);
    let elsewhere = planned(&mut lead, &other, "", &everybody);
    assert_eq!(
        plans_found(&mut lead, "tarn hill infirmary"),
        std::slice::from_ref(&plan)
    );
    assert_eq!(plans_found(&mut lead, "mill"), std::slice::from_ref(&elsewhere));
    let of_mill = hits(&mut lead, "mill");
    let hit = of_mill.iter().find(|hit| hit["kind"] == "plan").unwrap();
    assert_eq!(
        (&hit["record"], &hit["path"], &hit["title"]),
        (&json!("plan"), &Value::Null, &json!("Old Mill · 2026-12-01")),
        "where nobody wrote what it is for"
    );

    rename(&mut lead, &place, "Sycamore House");
    assert_eq!(
        plans_found(&mut lead, "sycamore infirmary"),
        std::slice::from_ref(&plan)
    );
    assert_eq!(plans_found(&mut lead, "tarn"), Vec::<Value>::new());

    lead.ok("place_merge", json!({"place": other, "same_as": place}));
    for name in ["sycamore", "old mill"] {
        assert_eq!(plans_found(&mut lead, name).len(), 2, "{name}: one place now");
    }
    // What search says stays when everything is made anew, and when the plan is written in.
    lead.ok("vault_rebuild", json!({}));
    lead.ok("plan_state", json!({"plan": plan, "state": "dropped"}));
    assert_eq!(plans_found(&mut lead, "old mill").len(), 2);

    lead.ok("place_merge", json!({"place": other, "same_as": null}));
    assert_eq!(plans_found(&mut lead, "sycamore"), [plan]);
    assert_eq!(plans_found(&mut lead, "old mill"), [elsewhere]);
}

#[test]
fn whoever_may_not_read_a_planned_visit_finds_its_place_alone_whatever_that_is_called() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let plan = planned(&mut lead, &place, "", &json!({"whole_team": false}));
    let out = lead.bundle();
    inspector.take(&out);
    assert_eq!(plans_found(&mut lead, "tarn"), std::slice::from_ref(&plan));
    assert_eq!(plans_found(&mut inspector, "tarn"), Vec::<Value>::new());
    rename(&mut inspector, &place, "Sycamore House");
    assert_eq!(plans_found(&mut inspector, "sycamore"), Vec::<Value>::new());
    inspector.ok("vault_rebuild", json!({}));
    assert_eq!(found(&mut inspector, "place", "sycamore"), [json!(place)]);
    assert_eq!(plans_found(&mut inspector, "sycamore"), Vec::<Value>::new());
    let back = inspector.bundle();
    lead.take(&back);
    assert_eq!(plans_found(&mut lead, "sycamore"), [plan]);
    assert_eq!(plans_found(&mut lead, "tarn"), Vec::<Value>::new());
}

#[test]
fn what_the_team_says_beside_a_person_is_not_found() {
    let mut lead = Desk::founded("Lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    lead.ok(
        "comment_add",
        json!({"doc": interview, "text": "Ask about the almoner"}),
    );
    assert_eq!(hits(&mut lead, "almoner"), Vec::<Value>::new());
}

#[test]
fn every_kind_of_record_is_found_in_seven_scripts_however_the_words_are_typed() {
    let mut lead = Desk::founded("Lead");
    let items = [
        "own_bed",
        "daylight",
        "vermin",
        "spoken_to",
        "own_bed",
        "daylight",
        "vermin",
    ];
    for ((script, name, asked), item) in SCRIPTS.into_iter().zip(items) {
        let expected = say_everywhere(&mut lead, name, item);
        for query in [name, asked] {
            let found = hits(&mut lead, query);
            let mut kinds: Vec<&str> = found.iter().map(|hit| hit["kind"].as_str().unwrap()).collect();
            kinds.sort_unstable();
            assert_eq!(kinds, expected, "{script}: {query}");
        }
    }
}
