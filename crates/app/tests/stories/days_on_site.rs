//! Access, counts, coverage, debrief, findings and talk: what a delegation does at the place and in the evening, on devices
//! that do not see each other.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// A lead and an inspector with one visit that both hold.
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

fn open_paths(desk: &mut Desk, visit: &str) -> Vec<(String, String)> {
    let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    let open = open.as_array().unwrap().iter();
    open.map(|one| {
        (
            one["path"].as_str().unwrap().to_owned(),
            one["label"].as_str().unwrap().to_owned(),
        )
    })
    .collect()
}

#[test]
fn a_wait_at_the_gate_is_one_tap_outlives_the_app_and_ends_with_one() {
    let (mut lead, _, visit) = on_a_visit();
    let started = lead.id("access_start", json!({"visit": visit}));
    lead.reopen();
    let view = lead.ok("visit_get", json!({"visit": visit}));
    assert_eq!(
        (&view["waiting"]["access"], &view["waiting"]["asked"]),
        (&json!(started), &json!("entry"))
    );
    let end = json!({"visit": visit, "access": started, "outcome": "refused"});
    lead.ok("access_end", end.clone());
    assert_eq!(lead.refused("access_end", end), ErrorCode::NotFound, "it is over");
    let log = lead.ok("access_list", json!({"visit": visit}));
    assert_eq!(log["rows"][0]["facts"]["outcome"], "refused");
    assert_eq!(log["rows"][0]["facts"]["article"], "20_c");
    assert_eq!(lead.ok("visit_get", json!({"visit": visit}))["waiting"], json!(null));

    let stay = lead.id("stay_arrive", json!({"visit": visit, "offset_minutes": 120}));
    assert_eq!(
        lead.ok("visit_get", json!({"visit": visit}))["here"]["stay"],
        json!(stay)
    );
    lead.ok("stay_leave", json!({"visit": visit, "stay": stay}));
    assert_eq!(lead.ok("visit_get", json!({"visit": visit}))["here"], json!(null));
}

#[test]
fn a_stay_is_entered_in_the_evening_with_the_times_on_paper_and_corrected_when_they_were_wrong() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let stay = |arrived: Value, left: Value| json!({"arrived_at": arrived, "left_at": left, "offset_minutes": 120});
    let add = |facts: &Value| json!({"visit": visit, "facts": facts});
    for facts in [
        stay(json!(null), json!("2026-03-02T16:00:00Z")),
        stay(json!("2026-03-02T16:00:00Z"), json!("2026-03-02T08:00:00Z")),
        stay(json!("yesterday"), json!(null)),
    ] {
        assert_eq!(lead.refused("stay_add", add(&facts)), ErrorCode::Refused, "{facts}");
    }
    let typed = stay(json!("2026-03-02T06:40:00Z"), json!("2026-03-02T16:00:00Z"));
    let added = lead.id("stay_add", add(&typed));
    meet(&mut lead, &mut inspector);
    let seen = inspector.ok("access_list", json!({"visit": visit}))["stays"][0].clone();
    assert_eq!(
        (&seen["id"], &seen["facts"]["offset_minutes"]),
        (&json!(added), &json!(120))
    );
    assert_eq!(inspector.ok("visit_get", json!({"visit": visit}))["here"], json!(null));

    let mut right = seen["facts"].clone();
    right["left_at"] = json!("2026-03-02T19:30:00Z");
    let set = json!({"visit": visit, "stay": added, "was": seen["facts"], "facts": right});
    inspector.ok("stay_set", set);
    meet(&mut lead, &mut inspector);
    let stays = lead.ok("access_list", json!({"visit": visit}))["stays"].clone();
    assert_eq!(stays.as_array().unwrap().len(), 1);
    let left = stays[0]["facts"]["left_at"].as_str().unwrap();
    assert!(left.starts_with("2026-03-02T19:30:00"), "{left}");
    // What was met on another day says nothing of how long they stood at the gate on this one.
    let entry = json!({"asked": "entry", "outcome": "granted", "asked_at": "2026-03-03T08:00:00Z", "answered_at": "2026-03-03T08:20:00Z"});
    lead.id("access_add", json!({"visit": visit, "facts": entry}));
    let stays = lead.ok("access_list", json!({"visit": visit}))["stays"].clone();
    assert_eq!(stays[0]["gate_minutes"], json!(null));
    let board = lead.ok("coverage_get", json!({"visit": visit, "offset_minutes": 0}));
    let hours = board["rows"].as_array().unwrap().iter();
    let seen = hours.filter(|row| row["kind"] == "hours" && row["seen"] == true);
    assert!(seen.count() > 0, "the hours of a stay typed in count as seen");
}

/// The profile as it would be with these of its facts.
fn profile(desk: &mut Desk, change: Value) -> Value {
    let was = desk.ok("body_get", json!({}))["facts"].clone();
    let mut facts = was.clone();
    for (name, value) in change.as_object().unwrap() {
        facts[name] = value.clone();
    }
    json!({"was": was, "facts": facts})
}

#[test]
fn a_wait_falls_under_the_article_of_the_body_and_a_ground_counts_where_its_profile_knows_it() {
    let (mut lead, _, visit) = on_a_visit();
    let refused = json!({"asked": "premises", "outcome": "refused", "grounds": "public_safety"});
    lead.id("access_add", json!({"visit": visit, "facts": refused}));
    let log = |desk: &mut Desk| desk.ok("access_list", json!({"visit": visit}));
    let of_a_national_body = log(&mut lead);
    assert_eq!(
        (&of_a_national_body["grounds"], &of_a_national_body["grounds_source"]),
        (&json!([]), &json!("OPCAT 20"))
    );
    assert_eq!(of_a_national_body["rows"][0]["ground_known"], false);

    let international = profile(&mut lead, json!({"kind": "international"}));
    lead.ok("body_set", international);
    lead.id("access_start", json!({"visit": visit}));
    let seen = log(&mut lead);
    assert_eq!(seen["grounds"].as_array().unwrap().len(), 4);
    assert_eq!(seen["grounds_source"], "OPCAT 14(2)");
    let rows = seen["rows"].as_array().unwrap();
    let of = |asked: &str| rows.iter().find(|row| row["facts"]["asked"] == asked).unwrap();
    assert_eq!(of("entry")["facts"]["article"], "14_1_c");
    assert_eq!(of("premises")["ground_known"], true);

    let own = profile(&mut lead, json!({"grounds": ["natural_disaster"]}));
    lead.ok("body_set", own);
    let seen = log(&mut lead);
    assert_eq!(
        (&seen["grounds"], &seen["grounds_source"]),
        (&json!(["natural_disaster"]), &json!(""))
    );
    let mut rows = seen["rows"].as_array().unwrap().iter();
    assert!(rows.all(|row| row["ground_known"] == false));
}

#[test]
fn an_access_entry_is_refused_where_it_cannot_be() {
    let (mut lead, _, visit) = on_a_visit();
    let add = |facts: Value| json!({"visit": visit, "facts": facts});
    for facts in [
        json!({}),
        json!({"asked": "everything"}),
        json!({"asked": "files", "asked_at": "2026-03-02T10:00:00Z", "answered_at": "2026-03-02T09:00:00Z"}),
        json!({"asked": "files", "minutes": 999_999}),
        json!({"asked": "files", "by_function": "x".repeat(201)}),
        json!({"asked": "files", "article": "14_1_f"}),
    ] {
        assert_eq!(
            lead.refused("access_add", add(facts.clone())),
            ErrorCode::Refused,
            "{facts}"
        );
    }
    let added = lead.id(
        "access_add",
        add(json!({"asked": "files", "outcome": "delayed", "minutes": 47})),
    );
    lead.ok("access_drop", json!({"visit": visit, "entry": added, "dropped": true}));
    let log = lead.ok("access_list", json!({"visit": visit}));
    assert_eq!(
        (&log["rows"][0]["dropped"], &log["waited_minutes"]),
        (&json!(true), &json!(0))
    );
}

#[test]
fn a_wait_and_a_stay_whose_ends_two_set_apart_can_be_put_right() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let at = |time: &str| json!(format!("2026-03-02T{time}:00Z"));
    let waited = json!({
        "asked": "files", "outcome": "granted", "asked_at": at("09:00"), "answered_at": at("09:30"),
    });
    let access = lead.id("access_add", json!({"visit": visit, "facts": waited}));
    let stay = lead.id("stay_arrive", json!({"visit": visit, "offset_minutes": 0}));
    let shown = |desk: &mut Desk, what: &str| {
        let log = desk.ok("access_list", json!({"visit": visit}));
        let rows = if what == "access" { "rows" } else { "stays" };
        log[rows][0]["facts"].clone()
    };
    let set = |desk: &mut Desk, what: &str, changed: &[(&str, &str)]| {
        let was = shown(desk, what);
        let mut facts = was.clone();
        for (member, time) in changed {
            facts[*member] = at(time);
        }
        let id = if what == "access" { &access } else { &stay };
        let args = json!({"visit": visit, (what): id, "was": was, "facts": facts});
        desk.call(&format!("{what}_set"), args).map_err(|error| error.code)
    };
    set(&mut lead, "stay", &[("arrived_at", "08:00"), ("left_at", "12:00")]).unwrap();
    meet(&mut lead, &mut inspector);
    for (what, from, to) in [("access", "asked_at", "answered_at"), ("stay", "arrived_at", "left_at")] {
        set(&mut lead, what, &[(to, "09:10")]).unwrap();
        set(&mut inspector, what, &[(from, "09:20")]).unwrap();
        meet(&mut lead, &mut inspector);
        let seen = shown(&mut lead, what);
        assert!(
            seen[from].as_str() > seen[to].as_str(),
            "each is right by itself: {seen}"
        );
        assert_eq!(
            set(&mut lead, what, &[(to, "09:15")]),
            Err(ErrorCode::Refused),
            "what is wanted is held to the rules"
        );
        set(&mut lead, what, &[(to, "09:40")]).unwrap();
        let seen = shown(&mut lead, what);
        assert!(seen[from].as_str() < seen[to].as_str(), "{seen}");
    }
}

/// Every kind of field that can be written apart, and what it is called on the merge desk.
#[test]
fn what_two_write_apart_on_site_is_a_conflict_in_words_and_nothing_is_lost() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let finding = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false}),
    );
    let access = lead.id(
        "access_add",
        json!({"visit": visit, "facts": {"asked": "files", "outcome": "refused"}}),
    );
    let stay = lead.id("stay_arrive", json!({"visit": visit, "offset_minutes": 0}));
    let sample = lead.id(
        "register_sample_add",
        json!({"visit": visit, "facts": {"register": "medical"}}),
    );
    let task = lead.id("task_add", json!({"doc": visit, "facts": {"what": "See Unit B"}}));
    let comment = lead.id("comment_add", json!({"doc": visit, "text": "Look again"}));
    meet(&mut lead, &mut inspector);
    for (desk, one) in [(&mut lead, true), (&mut inspector, false)] {
        let pick = |a: &'static str, b: &'static str| if one { a } else { b };
        let was = json!({"asked": "files", "outcome": "refused"});
        let mut facts = desk.ok("access_list", json!({"visit": visit}))["rows"][0]["facts"].clone();
        let shown = facts.clone();
        facts["reason"] = json!(pick("An order", "No key"));
        facts["grounds"] = json!(pick("none", "safety"));
        let _ = was;
        desk.ok(
            "access_set",
            json!({"visit": visit, "access": access, "was": shown, "facts": facts}),
        );
        let shown = desk.ok("access_list", json!({"visit": visit}))["stays"][0]["facts"].clone();
        let mut facts = shown.clone();
        facts["arrived_at"] = json!(pick("2026-03-02T08:00:00Z", "2026-03-02T08:10:00Z"));
        desk.ok(
            "stay_set",
            json!({"visit": visit, "stay": stay, "was": shown, "facts": facts}),
        );
        let number = if one { 412 } else { 398 };
        desk.ok(
            "population_set",
            json!({"visit": visit, "group": "total", "source": "register", "number": number}),
        );
        let shown = json!({"register": "medical"});
        let facts = json!({"register": "medical", "health": pick("present", "missing")});
        desk.ok(
            "register_sample_set",
            json!({"visit": visit, "sample": sample, "was": shown, "facts": facts}),
        );
        let weigh =
            json!({"severity": pick("grave", "serious"), "root_cause": pick("Law", "Means"), "review": "draft"});
        desk.ok(
            "finding_weigh",
            json!({"visit": visit, "finding": finding, "was": {"review": "draft"}, "facts": weigh}),
        );
        let due = pick("2026-03-03", "2026-03-04");
        desk.ok(
            "task_set",
            json!({"doc": visit, "task": task, "was": {"what": "See Unit B"}, "facts": {"what": "See Unit B", "due": due}}),
        );
        desk.ok(
            "comment_resolve",
            json!({"doc": visit, "comment": comment, "resolved": one}),
        );
        desk.ok(
            "report_review",
            json!({"visit": visit, "review": pick("in_review", "agreed")}),
        );
        desk.ok(
            "coverage_mark",
            json!({"visit": visit, "kind": "hours", "code": "night_week", "seen": one}),
        );
    }
    meet(&mut lead, &mut inspector);
    let mine = open_paths(&mut lead, &visit);
    assert_eq!(mine, open_paths(&mut inspector, &visit));
    let labels: Vec<&str> = mine.iter().map(|(_, label)| label.as_str()).collect();
    for wanted in [
        "field-access-reason",
        "field-access-grounds",
        "field-stay-arrived_at",
        "field-population-total",
        "field-sample-health",
        "field-finding-severity",
        "field-finding-root_cause",
        "field-task-due",
        "field-comment-resolved",
        "field-report-review",
        "field-covered",
    ] {
        assert!(labels.contains(&wanted), "{wanted} in {labels:?}");
    }
    let counted = lead.ok("population_get", json!({"visit": visit}));
    assert_eq!(
        counted["rows"][0]["slots"].as_array().unwrap().len(),
        2,
        "both numbers stand"
    );
    let words = lead.ok(
        "report_build",
        json!({"visit": visit, "language": "en", "audience": "internal", "path": null}),
    );
    let page = words["html"].as_str().unwrap();
    assert!(
        page.contains("An order") && page.contains("No key"),
        "both in the team's report"
    );
    assert!(!page.contains("field-"), "every field has a name");
}

#[test]
fn a_number_of_one_source_beside_that_of_another_is_a_doubt_and_no_conflict() {
    let (mut lead, _, visit) = on_a_visit();
    let set = |group: &str, source: &str, number: Value| json!({"visit": visit, "group": group, "source": source, "number": number});
    lead.ok("population_set", set("total", "staff", json!(412)));
    lead.ok("population_set", set("total", "register", json!(398)));
    assert_eq!(open_paths(&mut lead, &visit), []);
    let doubts = lead.ok("population_get", json!({"visit": visit}))["doubts"].clone();
    assert_eq!(
        doubts,
        json!([{"kind": "sources_differ", "group": "total", "source": null}])
    );
    lead.ok("population_set", set("total", "register", json!(null)));
    assert_eq!(
        lead.ok("population_get", json!({"visit": visit}))["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        lead.refused("population_set", set("total", "staff", json!(1_000_001))),
        ErrorCode::Refused
    );
    assert_eq!(
        lead.refused("population_set", set("everybody", "staff", json!(1))),
        ErrorCode::Refused
    );
}

#[test]
fn what_is_not_seen_is_a_list_that_somebody_is_sent_to_and_no_interview_shows_in_it() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let unit = lead.id("area_add", json!({"visit": visit, "name": "Unit B"}));
    let board = |desk: &mut Desk| desk.ok("coverage_get", json!({"visit": visit, "offset_minutes": 0}));
    let seen = |board: &Value, kind: &str, code: &str| {
        let rows = board["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["kind"] == kind && row["code"] == code);
        row.unwrap_or_else(|| panic!("{kind} {code}")).clone()
    };
    assert_eq!(seen(&board(&mut lead), "area", &unit)["seen"], false);
    let whom = member(&mut inspector);
    lead.ok(
        "task_add",
        json!({"doc": visit, "facts": {"what": "Walk Unit B", "whom": whom, "about": format!("area/{unit}")}}),
    );
    assert_eq!(seen(&board(&mut lead), "area", &unit)["asked"], json!(["Inspector"]));
    let interview = lead.id("interview_start", desk::interview(&visit));
    for (section, field, value) in [("frame", "unit", "unit b"), ("situation", "gender", "Woman")] {
        lead.ok(
            "interview_set",
            json!({"interview": interview, "section": section, "field": field, "value": value}),
        );
    }
    lead.answer(&visit, &unit, "own_bed", "no");
    let after = board(&mut lead);
    for (kind, code) in [("area", unit.as_str()), ("unit", unit.as_str()), ("gender", "women")] {
        assert_eq!(seen(&after, kind, code)["seen"], true, "{kind} {code}");
    }
    assert_eq!(seen(&after, "gender", "men")["seen"], false);
    let pseudonym = lead.ok("interview_get", json!({"interview": interview}))["row"]["pseudonym"].clone();
    assert!(!after.to_string().contains(pseudonym.as_str().unwrap()) && !after.to_string().contains(&interview));
    lead.ok(
        "coverage_mark",
        json!({"visit": visit, "kind": "hours", "code": "night_weekend", "seen": true}),
    );
    assert_eq!(seen(&board(&mut lead), "hours", "night_weekend")["seen"], true);
}

#[test]
fn what_nobody_checked_is_answered_and_covers_nothing() {
    let (mut lead, _, visit) = on_a_visit();
    let unit = lead.id("area_add", json!({"visit": visit, "name": "Unit B"}));
    let hub = |desk: &mut Desk| desk.ok("visit_get", json!({"visit": visit}));
    lead.answer(&visit, &unit, "own_bed", "not_checked");
    let view = hub(&mut lead);
    assert_eq!(view["checklists"][0]["answered"], 1);
    assert_eq!(view["coverage"], json!([]));
    lead.answer(&visit, &unit, "own_bed", "no");
    let view = hub(&mut lead);
    assert_eq!(view["checklists"][0]["answered"], 1);
    assert_eq!(
        (&view["coverage"][0]["area"], &view["coverage"][0]["count"]),
        (&json!(unit), &json!(1))
    );
}

#[test]
fn the_agenda_holds_everything_open_and_a_line_talked_about_says_by_whom() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let unit = lead.id("area_add", json!({"visit": visit, "name": "Unit B"}));
    lead.ok(
        "access_add",
        json!({"visit": visit, "facts": {"asked": "files", "outcome": "refused", "what": "Medical"}}),
    );
    let answer = |area: &str, source: &str, value: &str| {
        json!({"visit": visit, "area": area, "checklist": "prison", "item": "own_bed", "source": source,
            "value": {"type": "yes_no_partly", "value": value}, "note": "", "flag": false})
    };
    lead.ok("answer_set", answer("general", "staff", "yes"));
    lead.ok("answer_set", answer(&unit, "observed", "no"));
    let interview = lead.id("interview_start", desk::confidential_interview(&visit));
    lead.ok(
        "interview_set",
        json!({"interview": interview, "section": "protection", "field": "self_harm", "value": true}),
    );
    meet(&mut lead, &mut inspector);
    let agenda = |desk: &mut Desk| desk.ok("debrief_get", json!({"visit": visit}))["lines"].clone();
    let kinds = |lines: &Value| -> Vec<String> {
        let lines = lines.as_array().unwrap().iter();
        lines.map(|line| line["kind"].as_str().unwrap().to_owned()).collect()
    };
    let mine = agenda(&mut lead);
    for kind in ["risk", "access", "contradiction", "gap"] {
        assert!(kinds(&mine).iter().any(|one| one == kind), "{kind}");
    }
    assert_eq!(kinds(&mine)[0], "risk", "the person first");
    let theirs = agenda(&mut inspector);
    assert!(
        !kinds(&theirs).iter().any(|one| one == "risk"),
        "a sealed interview says nothing here"
    );
    let contradiction = mine
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["kind"] == "contradiction")
        .unwrap()
        .clone();
    assert_eq!(contradiction["area"], "Unit B");
    assert_eq!(contradiction["said"].as_array().unwrap().len(), 2);
    let mark = json!({"doc": contradiction["doc"], "key": contradiction["key"], "talked": true});
    lead.ok("debrief_mark", mark);
    let marked = agenda(&mut lead);
    let marked = marked
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["key"] == contradiction["key"])
        .unwrap()
        .clone();
    assert_eq!(marked["talked_by"], "Lead");
    assert_eq!(
        lead.refused("debrief_mark", json!({"doc": visit, "key": "a/b", "talked": true})),
        ErrorCode::Refused
    );
}

#[test]
fn one_kind_of_source_establishes_nothing_without_a_reason_that_only_the_team_reads() {
    let (mut lead, _, visit) = on_a_visit();
    let finding = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false}),
    );
    lead.answer(&visit, "general", "own_bed", "no");
    let evidence = json!({"visit": visit, "finding": finding, "kind": "answer", "target": "general/prison/own_bed"});
    lead.ok("evidence_add", evidence);
    let establish =
        |reason: Value| json!({"visit": visit, "finding": finding, "status": "established", "reason": reason});
    assert_eq!(
        lead.refused("finding_set", establish(json!(null))),
        ErrorCode::ReasonNeeded
    );
    assert_eq!(
        lead.refused("finding_set", establish(json!(" "))),
        ErrorCode::ReasonNeeded
    );
    lead.ok("finding_set", establish(json!("We counted the beds ourselves.")));
    let view = lead.ok("finding_get", json!({"visit": visit, "finding": finding}));
    assert_eq!(
        view["row"]["weight"]["one_source_reason"],
        "We counted the beds ourselves."
    );
    assert!(!view["standards_linked"].as_array().unwrap().is_empty());
    for (audience, told) in [("internal", true), ("authority", false), ("public", false)] {
        let built = lead.ok(
            "report_build",
            json!({"visit": visit, "language": "en", "audience": audience, "path": null}),
        );
        let page = built["html"].as_str().unwrap();
        assert!(page.contains("No beds"));
        assert_eq!(page.contains("We counted the beds"), told, "{audience}");
    }
}

#[test]
fn evidence_that_says_the_opposite_is_kept_in_sight_and_counts_for_nothing() {
    let (mut lead, _, visit) = on_a_visit();
    let finding = lead.id(
        "finding_add",
        json!({"visit": visit, "statement": "No beds", "theme": "accommodation", "good_practice": false}),
    );
    for (text, source) in [
        ("Forty beds", "observed"),
        ("The register lists a bed each", "register"),
    ] {
        let seen = lead.id(
            "observation_add",
            json!({"visit": visit, "text": text, "source": source, "flag": false}),
        );
        lead.ok(
            "evidence_add",
            json!({"visit": visit, "finding": finding, "kind": "observation", "target": seen}),
        );
        if source == "register" {
            let turned =
                json!({"visit": visit, "finding": finding, "kind": "observation", "target": seen, "against": true});
            lead.ok("evidence_turn", turned);
        }
    }
    let row = lead.ok("finding_get", json!({"visit": visit, "finding": finding}))["row"].clone();
    assert_eq!(
        (&row["triangulated"], &row["sources"], &row["against"]),
        (&json!(false), &json!(1), &json!(1))
    );
}

#[test]
fn the_sheet_for_the_management_names_nobody_and_leaves_out_what_few_voices_said() {
    let (mut lead, _, visit) = on_a_visit();
    let weigh = |finding: &str| json!({"visit": visit, "finding": finding, "was": {"review": "draft"}, "facts": {"review": "draft", "immediate": true}});
    let found = |desk: &mut Desk, statement: &str| {
        let add = json!({"visit": visit, "statement": statement, "theme": "health", "good_practice": false});
        let id = desk.id("finding_add", add);
        desk.ok("finding_weigh", weigh(&id));
        id
    };
    let (heard, seen) = (
        found(&mut lead, "Beaten at night"),
        found(&mut lead, "No doctor on Sundays"),
    );
    let interview = lead.id("interview_start", desk::interview(&visit));
    lead.ok(
        "evidence_add",
        json!({"visit": visit, "finding": heard, "kind": "interview", "target": interview}),
    );
    let roster = json!({"visit": visit, "text": "The duty roster", "source": "document", "flag": false});
    let roster = lead.id("observation_add", roster);
    lead.ok(
        "evidence_add",
        json!({"visit": visit, "finding": seen, "kind": "observation", "target": roster}),
    );
    let built = lead.ok(
        "immediate_build",
        json!({"visit": visit, "language": "ar", "path": null}),
    );
    assert_eq!((&built["told"], &built["withheld"]), (&json!([seen]), &json!([heard])));
    let page = built["html"].as_str().unwrap();
    assert!(page.contains("No doctor on Sundays") && !page.contains("Beaten") && !page.contains("duty roster"));
    let pseudonym = lead.ok("interview_get", json!({"interview": interview}))["row"]["pseudonym"].clone();
    assert!(!page.contains(pseudonym.as_str().unwrap()));
    lead.ok(
        "finding_told",
        json!({"visit": visit, "findings": [seen], "day": "2026-03-03"}),
    );
    let row = lead.ok("finding_get", json!({"visit": visit, "finding": seen}))["row"].clone();
    assert_eq!(row["weight"]["told_on"], "2026-03-03");
}

#[test]
fn readers_outside_are_told_that_access_was_refused_and_not_who_said_what_nor_small_numbers() {
    let (mut lead, _, visit) = on_a_visit();
    let facts = json!({"asked": "person", "outcome": "refused", "what": "File P-7", "by_function": "Night officer",
        "reason": "He sleeps", "grounds": "health", "article": "20_e", "minutes": 30});
    lead.ok("access_add", json!({"visit": visit, "facts": facts}));
    for (group, number) in [("total", 431), ("pregnant", 1)] {
        let set = json!({"visit": visit, "group": group, "source": "register", "number": number});
        lead.ok("population_set", set);
    }
    lead.ok(
        "register_sample_add",
        json!({"visit": visit, "facts": {"register": "medical", "code": "M-1", "health": "missing", "note": "Torn"}}),
    );
    lead.ok("task_add", json!({"doc": visit, "facts": {"what": "Return at night"}}));
    lead.ok("comment_add", json!({"doc": visit, "text": "Careful with this"}));
    for (audience, inside) in [("internal", true), ("authority", false), ("public", false)] {
        let built = lead.ok(
            "report_build",
            json!({"visit": visit, "language": "en", "audience": audience, "path": null}),
        );
        let page = built["html"].as_str().unwrap();
        for told in ["A person we chose", "20(e)", "Health or infection", "431"] {
            assert!(page.contains(told), "{told} for {audience}");
        }
        for word in [
            "File P-7",
            "Night officer",
            "He sleeps",
            "Pregnant women",
            "State of health",
        ] {
            assert_eq!(page.contains(word), inside, "{word} for {audience}");
        }
        for never in ["Return at night", "Careful with this", "Torn", "M-1"] {
            assert!(!page.contains(never), "{never} for {audience}");
        }
    }
}

#[test]
fn a_closed_visit_takes_nothing_in_until_somebody_says_that_they_mean_it() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    for phase in ["on_site", "debrief", "reporting", "follow_up", "closed"] {
        lead.ok("visit_phase", json!({"visit": visit, "phase": phase}));
    }
    meet(&mut lead, &mut inspector);
    let area = json!({"visit": visit, "name": "Unit B"});
    assert_eq!(lead.refused("area_add", area.clone()), ErrorCode::VisitClosed);
    assert_eq!(inspector.refused("area_add", area.clone()), ErrorCode::VisitClosed);
    lead.ok("visit_acknowledge_closed", json!({"visit": visit}));
    lead.ok("area_add", area.clone());
    lead.reopen();
    assert_eq!(
        lead.refused("area_add", area.clone()),
        ErrorCode::VisitClosed,
        "once the vault was locked"
    );
    lead.ok("visit_phase", json!({"visit": visit, "phase": "follow_up"}));
    lead.ok("area_add", area);
}

#[test]
fn who_recorded_without_a_seat_is_named_with_the_delegation() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    inspector.answer(&visit, "general", "own_bed", "yes");
    meet(&mut lead, &mut inspector);
    let others = lead.ok("visit_get", json!({"visit": visit}))["others"].clone();
    assert_eq!(others[0]["name"], "Inspector");
    let seat = json!({"visit": visit, "member": others[0]["member"], "role": "inspector", "areas": []});
    lead.ok("visit_seat", seat);
    assert_eq!(lead.ok("visit_get", json!({"visit": visit}))["others"], json!([]));
}
