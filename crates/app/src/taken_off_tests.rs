//! Withdrawn by one, edited by another, and neither knew: a lead is asked, and nothing is lost.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_report::{Language, Words};

/// A place that both hold.
fn two_with_a_place() -> (Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    exchange(&mut lead, &mut inspector);
    (lead, inspector, place)
}

fn with(facts: &Value, name: &str, value: Value) -> Value {
    let mut changed = facts.clone();
    changed[name] = value;
    changed
}

/// The one conflict of both desks: at this path, named in every language, counted on the badge, with these two texts.
fn asks_the_lead(desks: [&mut Desk; 2], path: &str, edit: &str) -> Value {
    let mut shown = Value::Null;
    for desk in desks {
        let open = desk.ok("conflict_list", json!({}))["open"].clone();
        assert_eq!(open.as_array().unwrap().len(), 1, "{open}");
        assert_eq!(open[0]["path"], path);
        let label = open[0]["label"].as_str().unwrap();
        for language in [Language::English, Language::Arabic] {
            assert!(Words::of(language).knows(label), "{label}");
        }
        let versions = open[0]["versions"].as_array().unwrap().iter();
        let mut texts: Vec<_> = versions.map(|version| version["text"].as_str().unwrap()).collect();
        texts.sort_unstable();
        assert_eq!(texts, [edit, "withdrawn"]);
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 1);
        shown = open[0].clone();
    }
    shown
}

/// The lead takes the edit, which takes back the withdrawal, or keeps the withdrawal.
fn decides(lead: &mut Desk, conflict: &Value, edit: bool) {
    let versions = conflict["versions"].as_array().unwrap();
    let seen: Vec<&Value> = versions.iter().map(|version| &version["slot"]).collect();
    let taken = versions
        .iter()
        .find(|version| (version["text"] != "withdrawn") == edit)
        .unwrap();
    lead.ok(
        "conflict_decide",
        json!({"doc": conflict["doc"], "path": conflict["path"], "outcome": "take", "slot": taken["slot"], "seen": seen}),
    );
    assert_eq!(lead.ok("conflict_list", json!({}))["open"], json!([]));
    assert_eq!(lead.ok("today_get", json!({}))["open_conflicts"], 0);
}

#[test]
fn a_recommendation_withdrawn_while_a_colleague_rewords_it_waits_for_the_lead() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let facts = json!({"text": "A bed each.", "place": place});
    let id = lead.id("recommendation_add", json!({"facts": facts}));
    exchange(&mut lead, &mut inspector);
    let was = inspector.ok("recommendation_get", json!({"recommendation": id}))["facts"].clone();
    let facts = with(&was, "text", json!("A bed and a mattress each."));
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": id, "withdrawn": true}),
    );
    inspector.ok(
        "recommendation_set",
        json!({"recommendation": id, "was": was, "facts": facts}),
    );
    exchange(&mut lead, &mut inspector);
    let path = "withdrawal/recommendation/whole";
    let conflict = asks_the_lead([&mut inspector, &mut lead], path, "A bed and a mattress each.");
    assert_eq!(conflict["subject"], "A bed and a mattress each.");
    let view = inspector.ok("recommendation_get", json!({"recommendation": id}));
    assert_eq!(
        (&view["conflicts"], &view["row"]["conflicts"]),
        (&json!([path]), &json!(1))
    );
    decides(&mut lead, &conflict, true);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let view = desk.ok("recommendation_get", json!({"recommendation": id}));
        assert_eq!(
            (&view["row"]["column"], &view["facts"]["text"]),
            (&json!("draft"), &json!("A bed and a mattress each."))
        );
    }
}

#[test]
fn a_recommendation_that_went_out_is_sent_again_once_its_withdrawal_is_taken_back() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let ministry = lead.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    let other = lead.id(
        "authority_add",
        json!({"name": "Prison Service", "kind": "prison_service"}),
    );
    let facts = json!({"text": "A bed each.", "addressee": ministry, "place": place});
    let id = lead.id("recommendation_add", json!({"facts": facts}));
    lead.ok(
        "recommendation_send",
        json!({"recommendation": id, "on": "2026-03-10", "addressee": null, "reply_by": null}),
    );
    exchange(&mut lead, &mut inspector);
    let was = inspector.ok("recommendation_get", json!({"recommendation": id}))["facts"].clone();
    let facts = with(&was, "addressee", json!(other));
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": id, "withdrawn": true}),
    );
    inspector.ok(
        "recommendation_set",
        json!({"recommendation": id, "was": was, "facts": facts}),
    );
    exchange(&mut lead, &mut inspector);
    // A record that is named is told by its name.
    let path = "withdrawal/recommendation/whole";
    let conflict = asks_the_lead([&mut inspector, &mut lead], path, "Prison Service");
    decides(&mut lead, &conflict, true);
    let view = lead.ok("recommendation_get", json!({"recommendation": id}));
    assert_ne!(view["row"]["column"], "draft");
    assert_ne!(view["row"]["column"], "withdrawn");
}

#[test]
fn a_planned_visit_given_up_while_a_colleague_edits_it_waits_for_the_lead() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let facts =
        json!({"from": "2099-05-01", "to": "2099-05-31", "visit_kind": "in_depth", "hours": "open", "days": "open"});
    let plan = lead.id(
        "plan_add",
        json!({"place": place, "facts": facts, "readers": {"whole_team": true}}),
    );
    exchange(&mut lead, &mut inspector);
    let was = inspector.ok("plan_get", json!({"plan": plan}))["facts"].clone();
    let facts = with(&was, "reason", json!("Three letters came"));
    lead.ok("plan_state", json!({"plan": plan, "state": "dropped"}));
    inspector.ok("plan_set", json!({"plan": plan, "was": was, "facts": facts}));
    exchange(&mut lead, &mut inspector);
    let path = "withdrawal/plan/whole";
    let conflict = asks_the_lead([&mut inspector, &mut lead], path, "Three letters came");
    assert_eq!(conflict["subject"], "Tarn Hill");
    assert_eq!(
        inspector.ok("plan_get", json!({"plan": plan}))["conflicts"],
        json!([path])
    );
    decides(&mut lead, &conflict, true);
    exchange(&mut lead, &mut inspector);
    let shown = inspector.ok("plan_get", json!({"plan": plan}));
    assert_eq!(
        (&shown["state"], &shown["facts"]["reason"]),
        (&json!("proposed"), &json!("Three letters came"))
    );
}

#[test]
fn an_authority_no_longer_there_that_a_colleague_edits_waits_for_the_lead() {
    let (mut lead, mut inspector, _) = two_with_a_place();
    let ministry = lead.id("authority_add", json!({"name": "Ministry", "kind": "ministry"}));
    exchange(&mut lead, &mut inspector);
    let was = lead.ok("authority_get", json!({"authority": ministry}))["facts"].clone();
    let set = |facts: Value| json!({"authority": ministry, "was": was, "facts": facts});
    inspector.ok("authority_set", set(with(&was, "dropped", json!(true))));
    lead.ok("authority_set", set(with(&was, "phone", json!("555 0101"))));
    exchange(&mut lead, &mut inspector);
    let conflict = asks_the_lead([&mut inspector, &mut lead], "withdrawal/authority/whole", "555 0101");
    assert_eq!(conflict["subject"], "Ministry");
    decides(&mut lead, &conflict, false);
    let shown = lead.ok("authority_get", json!({"authority": ministry}))["facts"].clone();
    assert_eq!((&shown["dropped"], &shown["phone"]), (&json!(true), &json!("555 0101")));
}

#[test]
fn a_unit_taken_off_while_a_colleague_edits_it_stays_in_sight_until_the_lead_decides() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let unit = lead.id("unit_set", json!({"place": place, "facts": {"name": "Block B"}}));
    exchange(&mut lead, &mut inspector);
    let units = |desk: &mut Desk| desk.ok("place_get", json!({"place": place}))["units"].clone();
    let was = units(&mut lead)[0]["facts"].clone();
    let set = |facts: Value| json!({"place": place, "id": unit, "was": was, "facts": facts});
    lead.ok("unit_set", set(with(&was, "dropped", json!(true))));
    inspector.ok("unit_set", set(with(&was, "capacity", json!(40))));
    exchange(&mut lead, &mut inspector);
    let path = format!("withdrawal/unit/{unit}");
    let conflict = asks_the_lead([&mut inspector, &mut lead], &path, "40");
    assert_eq!(conflict["subject"], "Block B");
    assert_eq!(units(&mut lead)[0]["in_conflict"], true);
    decides(&mut lead, &conflict, true);
    let shown = units(&mut lead)[0].clone();
    assert_eq!(
        (
            &shown["in_conflict"],
            &shown["facts"]["dropped"],
            &shown["facts"]["capacity"]
        ),
        (&json!(false), &json!(false), &json!(40))
    );
}

#[test]
fn a_task_no_longer_wanted_that_a_colleague_edits_says_so_in_its_line() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let visit = lead.id("visit_create", desk::visit(&place));
    let facts = json!({"what": "Look at the roof", "about": ""});
    let task = lead.id("task_add", json!({"doc": visit, "facts": facts}));
    exchange(&mut lead, &mut inspector);
    let line = |desk: &mut Desk| desk.ok("task_list", json!({"doc": visit}))["rows"][0].clone();
    let was = line(&mut inspector)["facts"].clone();
    lead.ok("task_drop", json!({"doc": visit, "task": task, "dropped": true}));
    let facts = with(&was, "what", json!("Look at the roof of Block C"));
    inspector.ok(
        "task_set",
        json!({"doc": visit, "task": task, "was": was, "facts": facts}),
    );
    exchange(&mut lead, &mut inspector);
    let path = format!("withdrawal/task/{task}");
    let conflict = asks_the_lead([&mut inspector, &mut lead], &path, "Look at the roof of Block C");
    assert_eq!(line(&mut inspector)["conflicts"], json!([path]));
    decides(&mut lead, &conflict, true);
    exchange(&mut lead, &mut inspector);
    let shown = line(&mut inspector);
    assert_eq!((&shown["dropped"], &shown["conflicts"]), (&json!(false), &json!([])));
}

/// An entry of the register that both read, which the lead takes for a mistake while the colleague says more of it.
fn entered_by_mistake(lead: &mut Desk, inspector: &mut Desk, facts: &Value) -> String {
    let me = inspector.ok("team_get", json!({}))["me"].clone();
    let entry = lead.id("reprisal_add", json!({"facts": facts, "readers": [me]}));
    exchange(lead, inspector);
    lead.ok("reprisal_drop", json!({"record": entry, "dropped": true}));
    let wanted = with(facts, "risk", json!("A transfer"));
    inspector.ok("reprisal_set", json!({"record": entry, "was": facts, "facts": wanted}));
    exchange(lead, inspector);
    entry
}

/// The line of an entry in the register.
fn line_of(desk: &mut Desk, entry: &str) -> Value {
    let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["record"] == entry).unwrap().clone()
}

#[test]
fn an_entry_on_reprisals_made_by_mistake_that_a_colleague_edits_waits_for_the_lead() {
    let (mut lead, mut inspector, _) = two_with_a_place();
    let facts = json!({"informant": "staff", "risk": "Dismissal"});
    let entry = entered_by_mistake(&mut lead, &mut inspector, &facts);
    let path = "withdrawal/reprisal/whole";
    let conflict = asks_the_lead([&mut inspector, &mut lead], path, "A transfer");
    let shown = line_of(&mut inspector, &entry);
    assert_eq!(
        (&conflict["severity"], &conflict["subject"]),
        (&json!("high"), &shown["pseudonym"])
    );
    assert_eq!(
        (&shown["conflicts"], &shown["dropped"], &shown["facts"]["risk"]),
        (&json!([path]), &json!(true), &json!("A transfer")),
        "nothing is lost meanwhile"
    );
    decides(&mut lead, &conflict, true);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let shown = line_of(desk, &entry);
        assert_eq!(
            (&shown["conflicts"], &shown["dropped"], &shown["facts"]["risk"]),
            (&json!([]), &json!(false), &json!("A transfer"))
        );
    }
}

#[test]
fn a_day_to_look_again_taken_back_while_a_colleague_edits_it_waits_for_the_lead() {
    let (mut lead, mut inspector, _) = two_with_a_place();
    let me = inspector.ok("team_get", json!({}))["me"].clone();
    let facts = json!({"informant": "staff", "risk": "Dismissal"});
    let entry = lead.id("reprisal_add", json!({"facts": facts, "readers": [me]}));
    let was = json!({"due": "2026-04-01", "whom": null, "how": ""});
    let again = lead.id("recontact_add", json!({"record": entry, "facts": was}));
    exchange(&mut lead, &mut inspector);
    let on = json!({"record": entry, "recontact": again});
    lead.ok("recontact_drop", with(&on, "dropped", json!(true)));
    let facts = with(&was, "how", json!("By post"));
    let set = with(&with(&on, "was", was), "facts", facts);
    inspector.ok("recontact_set", set);
    exchange(&mut lead, &mut inspector);
    let path = format!("withdrawal/recontact/{again}");
    let conflict = asks_the_lead([&mut inspector, &mut lead], &path, "By post");
    let shown = line_of(&mut inspector, &entry);
    assert_eq!(
        (&shown["conflicts"], &shown["recontacts"][0]["conflicts"]),
        (&json!([path]), &json!([path]))
    );
    decides(&mut lead, &conflict, true);
    exchange(&mut lead, &mut inspector);
    let shown = line_of(&mut inspector, &entry)["recontacts"][0].clone();
    assert_eq!(
        (&shown["dropped"], &shown["facts"]["how"], &shown["conflicts"]),
        (&json!(false), &json!("By post"), &json!([]))
    );
}

#[test]
fn a_mistaken_entry_says_no_words_on_the_desk_once_its_person_took_them_back() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let visit = lead.id("visit_create", desk::visit(&place));
    let interview = lead.id("interview_start", desk::interview(&visit));
    exchange(&mut lead, &mut inspector);
    let facts = json!({"informant": "staff", "risk": "Dismissal", "interview": interview});
    let entry = entered_by_mistake(&mut lead, &mut inspector, &facts);
    asks_the_lead([&mut inspector, &mut lead], "withdrawal/reprisal/whole", "A transfer");
    let takes_back = json!({"interview": interview, "purpose": "talk", "state": "withdrawn"});
    lead.ok("consent_set", takes_back);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let told = desk.ok("conflict_list", json!({}));
        assert_eq!(told["open"], json!([]));
        assert!(!told.to_string().contains("A transfer"), "{told}");
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 0);
        assert_eq!(line_of(desk, &entry)["conflicts"], json!([]));
    }
    // Whether it is there at all is none of their words.
    lead.ok("reprisal_drop", json!({"record": entry, "dropped": false}));
    let shown = line_of(&mut lead, &entry);
    assert_eq!(
        (&shown["dropped"], &shown["taken_back"], &shown["facts"]["risk"]),
        (&json!(false), &json!(true), &json!(""))
    );
}

#[test]
fn a_unit_edited_in_knowledge_of_its_withdrawal_asks_nobody() {
    let (mut lead, mut inspector, place) = two_with_a_place();
    let unit = lead.id("unit_set", json!({"place": place, "facts": {"name": "Block B"}}));
    let was = lead.ok("place_get", json!({"place": place}))["units"][0]["facts"].clone();
    let dropped = with(&was, "dropped", json!(true));
    lead.ok(
        "unit_set",
        json!({"place": place, "id": unit, "was": was, "facts": dropped}),
    );
    exchange(&mut lead, &mut inspector);
    let edited = with(&dropped, "regime", json!("Closed for works"));
    inspector.ok(
        "unit_set",
        json!({"place": place, "id": unit, "was": dropped, "facts": edited}),
    );
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(desk.ok("conflict_list", json!({}))["open"], json!([]));
        assert_eq!(desk.ok("place_get", json!({"place": place}))["units"], json!([]));
    }
}

#[test]
fn whatever_can_be_withdrawn_has_a_name_in_every_language() {
    for noun in visita_record::withdrawable_nouns() {
        let label = format!("field-withdrawal-{noun}");
        // Findings and statements are named where the window has its words.
        let known = |language| Words::of(language).knows(&label) || matches!(noun, "finding" | "statement");
        assert!([Language::English, Language::Arabic].into_iter().all(known), "{label}");
    }
}
