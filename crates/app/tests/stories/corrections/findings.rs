//! Findings that one corrects while another withdraws them.

use super::*;

#[test]
fn confidence_is_a_fact_like_the_others_and_a_small_group_is_named() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let add = json!({"visit": visit, "statement": "Cold cells", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", add);
    let group = |persons: u32| json!({"section": "frame", "field": "group_size", "value": persons});
    let mut start = desk::interview(&visit);
    start["interviewee"] = json!("group");
    let interview = lead.id("interview_start", start);
    let evidence = json!({"visit": visit, "finding": finding, "kind": "interview", "target": interview});
    lead.ok("evidence_add", evidence);
    lead.ok(
        "interview_note",
        json!({"interview": interview, "text": "All of them were cold."}),
    );
    share(&mut lead, &mut inspector);
    let row = |desk: &mut Desk| desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    assert_eq!(
        (&row(&mut lead)["confidence"], &row(&mut lead)["sources"]),
        (&json!("to_be_verified"), &json!(1))
    );
    let report = json!({"visit": visit, "language": "en", "audience": "internal", "path": null});
    for (persons, small) in [(None, true), (Some(2), true), (Some(3), false)] {
        if let Some(persons) = persons {
            let mut set = group(persons);
            set["interview"] = json!(interview);
            lead.ok("interview_set", set);
        }
        assert_eq!(row(&mut lead)["evidence"][0]["small_group"], small, "{persons:?}");
        assert_eq!(
            lead.ok("report_build", report.clone())["small_groups"],
            u32::from(small)
        );
    }
    let set = |confidence: &str| json!({"visit": visit, "finding": finding, "confidence": confidence});
    assert_eq!(lead.refused("finding_set", set("certain")), ErrorCode::Refused);
    lead.ok("finding_set", set("confirmed"));
    inspector.ok("finding_set", set("likely"));
    share(&mut inspector, &mut lead);
    assert_eq!(
        row(&mut lead)["conflicts"],
        json!([format!("finding/{finding}/confidence")])
    );
}

#[test]
fn a_theme_that_two_change_at_once_waits_for_the_lead_as_the_words_do() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let finding = inspector_finding(&mut lead, &visit, "accommodation");
    share(&mut lead, &mut inspector);
    let set = |field: &str, value: Value| json!({"visit": visit, "finding": finding, field: value});
    let unknown = set("theme", json!("weather"));
    assert_eq!(lead.refused("finding_set", unknown), ErrorCode::Refused);
    lead.ok("finding_set", set("theme", json!("health")));
    inspector.ok("finding_set", set("theme", json!("discipline")));
    // On this they agree.
    for desk in [&mut lead, &mut inspector] {
        desk.ok("finding_set", set("good_practice", json!(true)));
    }
    share(&mut inspector, &mut lead);
    share(&mut lead, &mut inspector);
    let path = format!("finding/{finding}/theme");
    for desk in [&mut lead, &mut inspector] {
        let row = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
        assert_eq!(
            (&row["conflicts"], &row["good_practice"]),
            (&json!([path]), &json!(true))
        );
        let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
        assert_eq!((&open[0]["path"], &open[1]), (&json!(path), &Value::Null));
        assert_eq!(open[0]["label"], "field-finding-theme");
    }
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let versions = open["versions"].as_array().unwrap();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    let taken = versions
        .iter()
        .find(|version| version["value"] == "discipline")
        .unwrap();
    lead.ok(
        "conflict_decide",
        json!({"doc": visit, "path": path, "outcome": "take", "slot": taken["slot"], "seen": seen}),
    );
    share(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let row = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
        assert_eq!((&row["theme"], &row["conflicts"]), (&json!("discipline"), &json!([])));
    }
}

/// A finding that both hold; the lead withdraws it while the inspector rewords it.
fn withdrawn_while_reworded() -> (Desk, Desk, String, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let theme = "accommodation";
    let finding = inspector_finding(&mut lead, &visit, theme);
    let out = lead.bundle();
    inspector.take(&out);
    lead.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "status": "withdrawn"}),
    );
    inspector.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "statement": "Beds are shared in Block B"}),
    );
    let back = inspector.bundle();
    lead.take(&back);
    let out = lead.bundle();
    inspector.take(&out);
    (lead, inspector, visit, finding)
}

fn inspector_finding(desk: &mut Desk, visit: &str, theme: &str) -> String {
    desk.id(
        "finding_add",
        json!({"visit": visit, "statement": "Beds are shared", "theme": theme, "good_practice": false}),
    )
}

fn standing(desk: &mut Desk, visit: &str) -> (String, String) {
    let row = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
    let text = |name: &str| row[name].as_str().unwrap().to_owned();
    (text("status"), text("statement"))
}

#[test]
fn a_finding_withdrawn_while_a_colleague_rewords_it_waits_for_the_lead_on_every_device() {
    let (mut lead, mut inspector, visit, finding) = withdrawn_while_reworded();
    let path = format!("withdrawal/finding/{finding}");
    for desk in [&mut lead, &mut inspector] {
        let open = desk.ok("conflict_list", json!({"visit": visit}))["open"].clone();
        assert_eq!(open.as_array().unwrap().len(), 1);
        assert_eq!(open[0]["path"], json!(path));
        assert_eq!(open[0]["label"], "field-withdrawal-finding");
        let mut texts: Vec<&str> = open[0]["versions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|version| version["text"].as_str().unwrap())
            .collect();
        texts.sort_unstable();
        assert_eq!(texts, ["Beds are shared in Block B", "withdrawn"]);
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 1);
        let row = desk.ok("finding_list", json!({"visit": visit}))["rows"][0].clone();
        assert_eq!(row["conflicts"], json!([path]));
    }
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let versions = open["versions"].as_array().unwrap();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    let reworded = versions.iter().find(|version| version["text"] != "withdrawn").unwrap();
    let decision =
        |outcome: &str| json!({"doc": visit, "path": path, "outcome": outcome, "slot": reworded["slot"], "seen": seen});
    assert_eq!(
        lead.refused("conflict_decide", decision("synthesis")),
        ErrorCode::Refused
    );
    lead.ok("conflict_decide", decision("take"));
    let out = lead.bundle();
    assert_eq!(inspector.take(&out)["quarantined"], 0);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(desk.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
        assert_eq!(
            standing(desk, &visit),
            ("draft".into(), "Beds are shared in Block B".into())
        );
    }
}

#[test]
fn an_edit_in_knowledge_of_the_withdrawal_asks_nobody() {
    let (mut lead, mut inspector, visit, finding) = withdrawn_while_reworded();
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let versions = open["versions"].as_array().unwrap();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    let withdrawn = versions.iter().find(|version| version["text"] == "withdrawn").unwrap();
    lead.ok(
        "conflict_decide",
        json!({"doc": visit, "path": open["path"], "outcome": "take", "slot": withdrawn["slot"], "seen": seen}),
    );
    assert_eq!(lead.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
    assert_eq!(standing(&mut lead, &visit).0, "withdrawn");
    let out = lead.bundle();
    inspector.take(&out);
    // Reworded in knowledge of the withdrawal: nothing to ask.
    inspector.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "statement": "Beds are shared everywhere"}),
    );
    let back = inspector.bundle();
    lead.take(&back);
    assert_eq!(lead.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
}
