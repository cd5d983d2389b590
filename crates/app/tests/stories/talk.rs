//! Talk within the team, and the register of reprisals: who is told, on which device, and who is not.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn on_a_visit() -> (Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let out = lead.bundle();
    inspector.take(&out);
    (lead, inspector, visit)
}

fn meet(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

fn member(desk: &mut Desk) -> String {
    desk.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned()
}

fn today(desk: &mut Desk, what: &str) -> Vec<Value> {
    desk.ok("today_get", json!({}))[what].as_array().unwrap().clone()
}

#[test]
fn a_mention_stands_on_the_today_of_whoever_is_mentioned_until_it_is_settled() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let whom = member(&mut inspector);
    let said = json!({"doc": visit, "about": "", "text": "Did you see the yard?", "mentions": [whom]});
    let comment = lead.id("comment_add", said);
    meet(&mut lead, &mut inspector);
    assert_eq!(
        today(&mut lead, "mentions"),
        Vec::<Value>::new(),
        "nobody is told of their own words"
    );
    let told = today(&mut inspector, "mentions");
    assert_eq!(
        (&told[0]["text"], &told[0]["by"]),
        (&json!("Did you see the yard?"), &json!("Lead"))
    );
    inspector.reopen();
    assert_eq!(today(&mut inspector, "mentions").len(), 1, "from the store too");
    inspector.ok(
        "comment_resolve",
        json!({"doc": visit, "comment": comment, "resolved": true}),
    );
    assert_eq!(today(&mut inspector, "mentions"), Vec::<Value>::new());
    meet(&mut lead, &mut inspector);
    let rows = lead.ok("comment_list", json!({"doc": visit}))["rows"].clone();
    assert_eq!(
        (&rows[0]["resolved"], &rows[0]["resolved_by"]),
        (&json!(true), &json!("Inspector"))
    );
}

#[test]
fn what_is_said_beside_a_sealed_interview_is_read_by_its_readers_alone() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let interview = lead.id("interview_start", desk::confidential_interview(&visit));
    let say = |mentions: Value| json!({"doc": interview, "text": "He is afraid of the cook", "mentions": mentions});
    let whom = member(&mut inspector);
    assert_eq!(
        lead.refused("comment_add", say(json!([whom]))),
        ErrorCode::NotFound,
        "no reader of it"
    );
    let me = member(&mut lead);
    lead.ok("comment_add", say(json!([me])));
    let told = today(&mut lead, "mentions");
    assert_eq!(
        (&told[0]["kind"], &told[0]["text"]),
        (&json!("interview"), &json!("")),
        "where, and not what"
    );
    meet(&mut lead, &mut inspector);
    assert_eq!(
        inspector.refused("comment_list", json!({"doc": interview})),
        ErrorCode::NotFound
    );
    let people = lead.ok("comment_list", json!({"doc": interview}))["members"].clone();
    assert_eq!(people.as_array().unwrap().len(), 1);
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "talk", "state": "withdrawn", "explained": ""}),
    );
    assert_eq!(
        lead.ok("comment_list", json!({"doc": interview}))["rows"],
        json!([]),
        "it goes with what was said"
    );
    assert_eq!(lead.refused("comment_add", say(json!([]))), ErrorCode::NoConsent);
}

fn words(text: &str) -> Value {
    json!({"text": text, "mentions": []})
}

fn comments(desk: &mut Desk, doc: &str) -> Vec<Value> {
    let shown = desk.ok("comment_list", json!({"doc": doc}));
    shown["rows"].as_array().unwrap().clone()
}

fn found(desk: &mut Desk, query: &str) -> usize {
    let hits = desk.ok("search_find", json!({"query": query}))["hits"].clone();
    hits.as_array().unwrap().len()
}

#[test]
fn a_comment_is_said_otherwise_by_its_author_alone_while_a_colleague_settles_it() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let comment = lead.id("comment_add", json!({"doc": visit, "text": "Ask Petrovic"}));
    meet(&mut lead, &mut inspector);
    let set =
        |was: &str, wanted: &str| json!({"doc": visit, "comment": comment, "was": words(was), "facts": words(wanted)});
    let theirs = set("Ask Petrovic", "Ask nobody");
    assert_eq!(inspector.refused("comment_set", theirs), ErrorCode::Refused);
    lead.ok("comment_set", set("Ask Petrovic", "Ask the cook"));
    assert_eq!(
        lead.refused("comment_set", set("Ask Petrovic", "Ask the nurse")),
        ErrorCode::Stale
    );
    let settled = json!({"doc": visit, "comment": comment, "resolved": true});
    inspector.ok("comment_resolve", settled);
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let row = comments(desk, &visit).remove(0);
        assert_eq!(
            (&row["text"], &row["resolved"], &row["by"]),
            (&json!("Ask the cook"), &json!(true), &json!("Lead"))
        );
        assert!(row["changed_at"].is_string());
        assert_eq!((found(desk, "Petrovic"), found(desk, "cook")), (0, 1));
    }
}

#[test]
fn a_comment_taken_back_holds_no_words_and_what_others_answered_stays() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let whom = member(&mut inspector);
    let said = json!({"doc": visit, "about": "report", "text": "Ask Petrovic", "mentions": [whom]});
    let comment = lead.id("comment_add", said);
    meet(&mut lead, &mut inspector);
    let this = json!({"doc": visit, "comment": comment});
    assert_eq!(
        inspector.refused("comment_withdraw", this.clone()),
        ErrorCode::Refused,
        "nobody takes a colleague's words back"
    );
    lead.ok("comment_withdraw", this);
    inspector.ok(
        "comment_add",
        json!({"doc": visit, "about": "report", "text": "Or the almoner"}),
    );
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let mut rows = comments(desk, &visit);
        rows.sort_by_key(|row| row["text"].as_str().unwrap().to_owned());
        let texts: Vec<&str> = rows.iter().map(|row| row["text"].as_str().unwrap()).collect();
        assert_eq!(texts, ["", "Or the almoner"]);
        assert_eq!(
            (&rows[0]["withdrawn"], &rows[0]["mentions"], &rows[0]["about"]),
            (&json!(true), &json!([]), &json!("report"))
        );
        assert_eq!((found(desk, "Petrovic"), found(desk, "almoner")), (0, 1));
        let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
        assert_eq!(open, json!([]));
    }
    assert_eq!(today(&mut inspector, "mentions"), Vec::<Value>::new());
    // Said after all: the same comment, whole again.
    let facts = json!({"text": "Ask Petrovic", "mentions": [whom]});
    lead.ok(
        "comment_set",
        json!({"doc": visit, "comment": comment, "was": words(""), "facts": facts}),
    );
    meet(&mut lead, &mut inspector);
    let rows = comments(&mut inspector, &visit);
    let row = rows.iter().find(|row| row["id"] == json!(comment)).unwrap();
    assert_eq!(
        (&row["text"], &row["withdrawn"]),
        (&json!("Ask Petrovic"), &json!(false))
    );
    assert_eq!(today(&mut inspector, "mentions").len(), 1);
}

#[test]
fn beside_an_interview_without_notes_a_comment_is_taken_back_and_not_said_otherwise() {
    let (mut lead, _, visit) = on_a_visit();
    let interview = lead.id("interview_start", desk::interview(&visit));
    let comment = lead.id("comment_add", json!({"doc": interview, "text": "Ask Petrovic"}));
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "notes", "state": "refused", "explained": ""}),
    );
    let set = json!({"doc": interview, "comment": comment, "was": words("Ask Petrovic"), "facts": words("Ask him")});
    assert_eq!(lead.refused("comment_set", set), ErrorCode::NoConsent);
    lead.ok("comment_withdraw", json!({"doc": interview, "comment": comment}));
    assert_eq!(comments(&mut lead, &interview)[0]["text"], "");
}

#[test]
fn a_task_stands_on_the_today_of_the_one_it_is_for_until_it_is_done() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let whom = member(&mut inspector);
    let facts = json!({"what": "See the kitchen", "whom": whom, "due": "2026-03-03"});
    let task = lead.id("task_add", json!({"doc": visit, "facts": facts}));
    let stranger = json!({"what": "x", "whom": "0123456789abcdef0123456789abcdef"});
    assert_eq!(
        lead.refused("task_add", json!({"doc": visit, "facts": stranger})),
        ErrorCode::NotFound
    );
    assert_eq!(
        lead.refused("task_add", json!({"doc": visit, "facts": {"what": " "}})),
        ErrorCode::Refused
    );
    meet(&mut lead, &mut inspector);
    assert_eq!(today(&mut lead, "tasks"), Vec::<Value>::new());
    let mine = today(&mut inspector, "tasks");
    assert_eq!(
        (&mine[0]["facts"]["what"], &mine[0]["by"]),
        (&json!("See the kitchen"), &json!("Lead"))
    );
    inspector.ok(
        "task_done",
        json!({"doc": visit, "task": task, "done": true, "note": "Two cooks, no gloves"}),
    );
    assert_eq!(today(&mut inspector, "tasks"), Vec::<Value>::new());
    meet(&mut lead, &mut inspector);
    let rows = lead.ok("task_list", json!({"doc": visit}))["rows"].clone();
    assert_eq!(rows[0]["note"], "Two cooks, no gloves");
}

fn entry(visit: &str, readers: Value) -> Value {
    json!({"readers": readers, "facts": {"visit": visit, "informant": "staff", "level": "high", "about": "The second register",
        "risk": "A transfer", "mitigation": "We asked for all", "channel": "The lawyers' association"}})
}

#[test]
fn an_entry_on_reprisals_is_opened_by_those_chosen_and_leaves_no_trace_for_others() {
    let mut lead = Desk::founded("Lead");
    let mut chosen = lead.admits("Chosen", "expert");
    let mut other = lead.admits("Other", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let whom = member(&mut chosen);
    let record = lead.id("reprisal_add", entry(&visit, json!([whom])));
    let facts = json!({"due": "2026-04-01", "whom": whom, "how": "Ask for the weekly list"});
    let recontact = lead.id("recontact_add", json!({"record": record, "facts": facts}));
    let outside = json!({"due": "2026-04-01", "whom": member(&mut other), "how": ""});
    assert_eq!(
        lead.refused("recontact_add", json!({"record": record, "facts": outside})),
        ErrorCode::NotFound,
        "nobody is asked to look after somebody of whom they may not read"
    );
    let out = lead.bundle();
    chosen.take(&out);
    other.take(&out);

    let rows = |desk: &mut Desk| desk.ok("reprisal_list", json!({}))["rows"].as_array().unwrap().clone();
    assert_eq!(rows(&mut chosen)[0]["facts"]["risk"], "A transfer");
    assert_eq!(rows(&mut other), Vec::<Value>::new());
    assert_eq!(
        other.refused("interview_get", json!({"interview": record})),
        ErrorCode::NotFound
    );
    assert_eq!(today(&mut other, "recontacts"), Vec::<Value>::new());
    let due = today(&mut chosen, "recontacts");
    assert_eq!((&due[0]["due"], &due[0]["mine"]), (&json!("2026-04-01"), &json!(true)));
    assert!(
        !due[0].to_string().contains("weekly list"),
        "Today says when, and not how"
    );
    // Nobody counts it among the interviews, sealed or not, and it is in no report and in no search.
    for desk in [&mut lead, &mut other] {
        let view = desk.ok("visit_get", json!({"visit": visit}));
        assert_eq!(
            (&view["row"]["interviews"], &view["row"]["sealed_interviews"]),
            (&json!(0), &json!(0))
        );
        for audience in ["internal", "authority", "public"] {
            let build = json!({"visit": visit, "language": "en", "audience": audience, "path": null});
            let page = desk.ok("report_build", build)["html"].clone();
            assert!(!page.as_str().unwrap().contains("A transfer"));
        }
        assert_eq!(desk.ok("search_find", json!({"query": "transfer"}))["hits"], json!([]));
    }
    let done = json!({"record": record, "recontact": recontact, "done": true, "note": "He is well"});
    chosen.ok("recontact_done", done);
    assert_eq!(today(&mut chosen, "recontacts"), Vec::<Value>::new());
}

#[test]
fn two_who_write_to_an_entry_apart_are_both_kept_and_the_merge_desk_names_the_field() {
    let mut lead = Desk::founded("Lead");
    let mut second = lead.admits("Second", "lead");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let record = lead.id("reprisal_add", entry(&visit, json!([])));
    let due = json!({"record": record, "facts": {"due": "2026-04-01"}});
    let recontact = lead.id("recontact_add", due);
    meet(&mut lead, &mut second);
    for (desk, word, day) in [
        (&mut lead, "By post", "2026-04-02"),
        (&mut second, "By phone", "2026-04-03"),
    ] {
        let was = desk.ok("reprisal_list", json!({}))["rows"][0]["facts"].clone();
        let mut facts = was.clone();
        facts["channel"] = json!(word);
        desk.ok("reprisal_set", json!({"record": record, "was": was, "facts": facts}));
        let (was, facts) = (json!({"due": "2026-04-01"}), json!({"due": day}));
        desk.ok(
            "recontact_set",
            json!({"record": record, "recontact": recontact, "was": was, "facts": facts}),
        );
    }
    meet(&mut lead, &mut second);
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    let labels: Vec<&str> = open
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels.len(), 2, "{labels:?}");
    assert!(labels.contains(&"field-reprisal-channel") && labels.contains(&"field-recontact-due"));
    assert_eq!(lead.ok("today_get", json!({}))["open_conflicts"], 2);
    let channel = open
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["label"] == "field-reprisal-channel")
        .unwrap();
    let seen: Vec<&Value> = channel["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["slot"])
        .collect();
    let decide = json!({"doc": record, "path": channel["path"], "outcome": "synthesis", "value": "By post, then by phone",
        "seen": seen, "slot": null, "note": null});
    lead.ok("conflict_decide", decide);
    assert_eq!(
        lead.ok("reprisal_list", json!({}))["rows"][0]["facts"]["channel"],
        "By post, then by phone"
    );
}

#[test]
fn an_interview_at_risk_stands_in_the_register_with_its_days_and_its_words_go_when_they_are_taken_back() {
    let (mut lead, _, visit) = on_a_visit();
    let interview = lead.id("interview_start", desk::interview(&visit));
    assert_eq!(lead.ok("reprisal_list", json!({"visit": visit}))["rows"], json!([]));
    for (field, value) in [("reprisal_risk", json!(true)), ("fears", json!("The night guard"))] {
        let set = json!({"interview": interview, "section": "protection", "field": field, "value": value});
        lead.ok("interview_set", set);
    }
    for due in ["2026-04-20", "2026-04-06"] {
        let facts = json!({"due": due, "how": "Through his sister"});
        lead.ok("recontact_add", json!({"record": interview, "facts": facts}));
    }
    let row = lead.ok("reprisal_list", json!({"visit": visit}))["rows"][0].clone();
    assert_eq!(
        (&row["interview"], &row["facts"]["risk"]),
        (&json!(true), &json!("The night guard"))
    );
    assert_eq!(
        row["recontacts"][0]["facts"]["due"], "2026-04-06",
        "the nearest day first"
    );
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "notes", "state": "withdrawn", "explained": ""}),
    );
    let row = lead.ok("reprisal_list", json!({"visit": visit}))["rows"][0].clone();
    assert_eq!(
        (&row["facts"]["risk"], &row["recontacts"][0]["facts"]["how"]),
        (&json!(""), &json!(""))
    );
    let words = json!({"record": interview, "facts": {"due": "2026-05-01", "how": "Through his sister"}});
    assert_eq!(lead.refused("recontact_add", words), ErrorCode::NoConsent);
    lead.ok(
        "recontact_add",
        json!({"record": interview, "facts": {"due": "2026-05-01"}}),
    );
}

/// A record of each kind that a team writes in together, and what it is called.
fn every_record(lead: &mut Desk, visit: &str) -> Vec<(&'static str, String, &'static str)> {
    let place = lead.ok("visit_get", json!({"visit": visit}))["row"]["place"].clone();
    let authority = lead.id(
        "authority_add",
        json!({"name": "Prison Service", "kind": "prison_service"}),
    );
    let facts = json!({"from": "2026-12-01", "to": "2026-12-31", "visit_kind": "in_depth", "announced": false,
        "hours": "open", "days": "open", "urgent": false, "reason": "", "objectives": ""});
    let plan = lead.id(
        "plan_add",
        json!({"place": place, "facts": facts, "readers": {"whole_team": true}}),
    );
    let facts = json!({"text": "Give every person a bed.", "visit": visit, "priority": "high"});
    let recommendation = lead.id("recommendation_add", json!({"facts": facts}));
    vec![
        ("visit", visit.to_owned(), "Tarn Hill"),
        ("place", place.as_str().unwrap().to_owned(), "Tarn Hill"),
        ("authority", authority, "Prison Service"),
        ("plan", plan, "Tarn Hill"),
        ("recommendation", recommendation, "Give every person a bed."),
    ]
}

#[test]
fn a_team_talks_on_every_kind_of_record_and_today_names_each() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let whom = member(&mut inspector);
    let records = every_record(&mut lead, &visit);
    for (kind, doc, _) in &records {
        let said = json!({"doc": doc, "text": format!("On a {kind}"), "mentions": [whom]});
        lead.ok("comment_add", said);
        let facts = json!({"what": format!("Look at the {kind}"), "whom": whom, "due": "2026-03-03"});
        lead.ok("task_add", json!({"doc": doc, "facts": facts}));
    }
    meet(&mut lead, &mut inspector);
    for _ in 0..2 {
        let (tasks, mentions) = (today(&mut inspector, "tasks"), today(&mut inspector, "mentions"));
        assert_eq!((tasks.len(), mentions.len()), (records.len(), records.len()));
        for (kind, doc, title) in &records {
            for told in [&tasks, &mentions] {
                let line = told.iter().find(|line| line["doc"] == json!(doc)).unwrap();
                assert_eq!((&line["kind"], &line["title"]), (&json!(kind), &json!(title)));
            }
        }
        inspector.reopen();
    }
    for (_, doc, _) in &records {
        let task = inspector.ok("task_list", json!({"doc": doc}))["rows"][0]["id"].clone();
        inspector.ok("task_done", json!({"doc": doc, "task": task, "done": true}));
        let comment = inspector.ok("comment_list", json!({"doc": doc}))["rows"][0]["id"].clone();
        inspector.ok(
            "comment_resolve",
            json!({"doc": doc, "comment": comment, "resolved": true}),
        );
    }
    assert_eq!(today(&mut inspector, "tasks"), Vec::<Value>::new());
    assert_eq!(today(&mut inspector, "mentions"), Vec::<Value>::new());
}

#[test]
fn a_task_on_any_record_that_two_change_apart_is_a_conflict_and_one_taken_off_meanwhile_too() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let records = every_record(&mut lead, &visit);
    let of: Vec<String> = records
        .iter()
        .map(|(_, doc, _)| lead.id("task_add", json!({"doc": doc, "facts": {"what": "Look again"}})))
        .collect();
    meet(&mut lead, &mut inspector);
    for ((_, doc, _), task) in records.iter().zip(&of) {
        for (desk, due) in [(&mut lead, "2026-03-03"), (&mut inspector, "2026-03-04")] {
            let (was, facts) = (json!({"what": "Look again"}), json!({"what": "Look again", "due": due}));
            desk.ok(
                "task_set",
                json!({"doc": doc, "task": task, "was": was, "facts": facts}),
            );
        }
        lead.ok("task_drop", json!({"doc": doc, "task": task, "dropped": true}));
    }
    meet(&mut lead, &mut inspector);
    let open = lead.ok("conflict_list", json!({"visit": null}))["open"].clone();
    let open = open.as_array().unwrap();
    for ((kind, doc, title), task) in records.iter().zip(&of) {
        for path in [format!("task/{task}/due"), format!("withdrawal/task/{task}")] {
            let of_task = |one: &&Value| one["doc"] == json!(doc) && one["path"] == json!(path);
            let found = open.iter().find(of_task).unwrap_or_else(|| panic!("{kind}: {path}"));
            let subject = found["subject"].as_str().unwrap();
            assert!(subject.contains("Look again"), "{kind}: {subject}");
            assert!(*kind == "visit" || subject.contains(title), "{kind}: {subject}");
        }
    }
}

#[test]
fn nobody_is_asked_for_something_in_a_plan_that_they_may_not_read() {
    let mut lead = Desk::founded("Lead");
    let mut chosen = lead.admits("Chosen", "inspector");
    let mut other = lead.admits("Other", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let (reader, stranger) = (member(&mut chosen), member(&mut other));
    let facts = json!({"from": "2026-12-01", "to": "2026-12-31", "visit_kind": "in_depth", "announced": false,
        "hours": "open", "days": "open", "urgent": false, "reason": "", "objectives": ""});
    let readers = json!({"whole_team": false, "readers": [reader]});
    let plan = lead.id("plan_add", json!({"place": place, "facts": facts, "readers": readers}));
    let ask = |whom: &str| json!({"doc": plan, "facts": {"what": "Find an interpreter", "whom": whom}});
    assert_eq!(lead.refused("task_add", ask(&stranger)), ErrorCode::NotFound);
    lead.ok("task_add", ask(&reader));
    let out = lead.bundle();
    chosen.take(&out);
    other.take(&out);
    assert_eq!(today(&mut chosen, "tasks")[0]["kind"], "plan");
    assert_eq!(today(&mut other, "tasks"), Vec::<Value>::new());
    assert_eq!(
        other.refused("task_list", json!({"doc": plan})),
        ErrorCode::NotFound,
        "nor do they see what others are asked for"
    );
}

#[test]
fn what_is_to_be_done_for_a_person_is_no_task_of_an_interview() {
    let (mut lead, _, visit) = on_a_visit();
    let interview = lead.id("interview_start", desk::interview(&visit));
    let task = json!({"doc": interview, "facts": {"what": "Ask again"}});
    assert_eq!(lead.refused("task_add", task), ErrorCode::NotFound);
}

#[test]
fn how_far_the_team_is_with_a_recommendation_is_told_and_two_who_differ_are_asked() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let facts = json!({"text": "Give every person a bed.", "visit": visit, "priority": "high"});
    let id = lead.id("recommendation_add", json!({"facts": facts}));
    let say = |review: &str| json!({"recommendation": id, "review": review});
    let shown = |desk: &mut Desk| desk.ok("recommendation_list", json!({}))["rows"][0]["review"].clone();
    assert_eq!(shown(&mut lead), "draft");
    assert_eq!(lead.refused("recommendation_review", say("done")), ErrorCode::Refused);
    lead.ok("recommendation_review", say("in_review"));
    meet(&mut lead, &mut inspector);
    assert_eq!(shown(&mut inspector), "in_review");
    lead.ok("recommendation_review", say("agreed"));
    inspector.ok("recommendation_review", say("draft"));
    meet(&mut lead, &mut inspector);
    let open = lead.ok("conflict_list", json!({"visit": null}))["open"].clone();
    assert_eq!(
        (&open[0]["path"], &open[0]["label"]),
        (&json!("recommendation/review"), &json!("field-recommendation-review"))
    );

    // Sent all the same, it is in the report for the authority, whatever the two think of its text.
    let authority = lead.id(
        "authority_add",
        json!({"name": "Prison Service", "kind": "prison_service"}),
    );
    let letter =
        json!({"recommendation": id, "on": "2026-03-10", "addressee": authority, "reference": "", "reply_by": null});
    lead.ok("recommendation_send", letter);
    let build = json!({"visit": visit, "language": "en", "audience": "authority", "path": null});
    let report = lead.ok("report_build", build)["html"].clone();
    assert!(report.as_str().unwrap().contains("Give every person a bed."));
    assert_eq!(
        lead.refused("recommendation_review", say("draft")),
        ErrorCode::Refused,
        "it stands as it was sent"
    );
}

#[test]
fn other_words_than_those_agreed_on_are_not_agreed() {
    let mut lead = Desk::founded("Lead");
    let was = json!({"text": "Give every person a bed.", "priority": "high"});
    let id = lead.id("recommendation_add", json!({"facts": was}));
    lead.ok(
        "recommendation_review",
        json!({"recommendation": id, "review": "agreed"}),
    );
    let shown = |desk: &mut Desk| desk.ok("recommendation_list", json!({}))["rows"][0]["review"].clone();
    for (name, value, review) in [
        ("standards", "MR 13", "agreed"),
        ("text", "Give them beds.", "in_review"),
    ] {
        let was = lead.ok("recommendation_get", json!({"recommendation": id}))["facts"].clone();
        let mut facts = was.clone();
        facts[name] = json!(value);
        lead.ok(
            "recommendation_set",
            json!({"recommendation": id, "was": was, "facts": facts}),
        );
        assert_eq!(shown(&mut lead), review, "{name}");
    }
}

#[test]
fn words_written_apart_from_those_that_were_agreed_on_are_to_be_read_again() {
    let (mut lead, mut inspector, _) = on_a_visit();
    let was = json!({"text": "Give every person a bed.", "priority": "high"});
    let id = lead.id("recommendation_add", json!({"facts": was}));
    meet(&mut lead, &mut inspector);
    let agree = json!({"recommendation": id, "review": "agreed"});
    lead.ok("recommendation_review", agree.clone());
    let was = inspector.ok("recommendation_get", json!({"recommendation": id}))["facts"].clone();
    let mut facts = was.clone();
    facts["text"] = json!("Give every person a mattress.");
    let set = json!({"recommendation": id, "was": was, "facts": facts});
    inspector.ok("recommendation_set", set);
    let shown = |desk: &mut Desk| desk.ok("recommendation_list", json!({}))["rows"][0]["review"].clone();
    assert_eq!(shown(&mut lead), "agreed");
    meet(&mut lead, &mut inspector);
    assert_eq!(
        (shown(&mut lead), shown(&mut inspector)),
        (json!("in_review"), json!("in_review"))
    );
    let open = lead.ok("conflict_list", json!({"visit": null}))["open"].clone();
    assert_eq!(open, json!([]), "nobody said two things of one field");
    inspector.ok("recommendation_review", agree);
    meet(&mut lead, &mut inspector);
    assert_eq!(
        (shown(&mut lead), shown(&mut inspector)),
        (json!("agreed"), json!("agreed"))
    );
}
