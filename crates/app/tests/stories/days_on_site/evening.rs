//! The evening after: the agenda, findings and what they stand on, the sheet for the management, closing.

use super::*;

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
