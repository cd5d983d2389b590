//! What several record at the place, apart from each other; what nobody saw.

use super::*;

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
