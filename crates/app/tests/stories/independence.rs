//! Interviews that lean on each other, and what a finding makes of them.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn finding_on_a_visit(desk: &mut Desk) -> (String, String) {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    let facts = json!({"visit": visit, "statement": "Beaten on arrival", "theme": "dignity", "good_practice": false});
    let finding = desk.id("finding_add", facts);
    (visit, finding)
}

fn link(visit: &str, finding: &str, target: &str) -> Value {
    json!({"visit": visit, "finding": finding, "kind": "interview", "target": target})
}

fn mark(visit: &str, finding: &str, target: &str, depends: Option<&str>) -> Value {
    let mut args = link(visit, finding, target);
    args["depends"] = json!(depends);
    args
}

/// Two interviews that the finding stands on.
fn heard_twice(desk: &mut Desk, visit: &str, finding: &str) -> [String; 2] {
    [0, 1].map(|_| {
        let interview = desk.id("interview_start", desk::interview(visit));
        desk.ok("evidence_add", link(visit, finding, &interview));
        interview
    })
}

fn row(desk: &mut Desk, visit: &str, finding: &str) -> Value {
    desk.ok("finding_get", json!({"visit": visit, "finding": finding}))["row"].clone()
}

fn depends(row: &Value, target: &str) -> Value {
    let links = row["evidence"].as_array().unwrap().iter();
    let link = links.into_iter().find(|link| link["target"] == target);
    link.unwrap()["depends"].clone()
}

fn counted(row: &Value) -> (&Value, &Value, &Value) {
    (&row["interviews"], &row["independent"], &row["triangulated"])
}

fn says(interview: &str, first_hand: bool) -> Value {
    json!({"interview": interview, "text": "They beat him", "theme": "dignity", "verbatim": false,
        "first_hand": first_hand, "allegation": false, "degree": null})
}

#[test]
fn an_interview_that_leans_on_another_no_longer_makes_two_and_is_said_to_stand_alone_again() {
    let mut lead = Desk::founded("Amina");
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let [first, second] = heard_twice(&mut lead, &visit, &finding);
    assert_eq!(
        counted(&row(&mut lead, &visit, &finding)),
        (&json!(2), &json!(2), &json!(true))
    );
    for reason in ["same_person", "heard_from_other", "second_hand"] {
        lead.ok("evidence_depend", mark(&visit, &finding, &second, Some(reason)));
        let shown = row(&mut lead, &visit, &finding);
        assert_eq!(counted(&shown), (&json!(2), &json!(1), &json!(false)), "{reason}");
        assert_eq!(
            (depends(&shown, &second), depends(&shown, &first)),
            (json!(reason), json!(null))
        );
    }
    let established = json!({"visit": visit, "finding": finding, "status": "established"});
    assert_eq!(
        lead.refused("finding_set", established.clone()),
        ErrorCode::ReasonNeeded
    );

    // What it says otherwise stays as it is when it is turned and turned back, or linked again.
    for against in [true, false] {
        let mut turned = link(&visit, &finding, &second);
        turned["against"] = json!(against);
        lead.ok("evidence_turn", turned);
    }
    lead.ok("evidence_add", link(&visit, &finding, &second));
    assert_eq!(depends(&row(&mut lead, &visit, &finding), &second), "second_hand");

    // Beside something seen, hearsay is a source of its own.
    let seen = json!({"visit": visit, "text": "Bruises", "source": "observed", "flag": false});
    let seen = lead.id("observation_add", seen);
    let mut seen = link(&visit, &finding, &seen);
    seen["kind"] = json!("observation");
    lead.ok("evidence_drop", link(&visit, &finding, &first));
    lead.ok("evidence_add", seen.clone());
    assert_eq!(
        counted(&row(&mut lead, &visit, &finding)),
        (&json!(1), &json!(1), &json!(true))
    );
    lead.ok("evidence_drop", seen);
    lead.ok("evidence_add", link(&visit, &finding, &first));
    lead.ok("evidence_depend", mark(&visit, &finding, &second, None));
    assert_eq!(
        counted(&row(&mut lead, &visit, &finding)),
        (&json!(2), &json!(2), &json!(true))
    );
    lead.ok("finding_set", established);
}

#[test]
fn only_an_interview_that_is_linked_takes_a_reason_that_is_known() {
    let mut lead = Desk::founded("Amina");
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let [_, second] = heard_twice(&mut lead, &visit, &finding);
    for unknown in ["newer", "by_telephone", ""] {
        let args = mark(&visit, &finding, &second, Some(unknown));
        assert_eq!(lead.refused("evidence_depend", args), ErrorCode::Refused, "{unknown}");
    }
    let nowhere = mark(&visit, &finding, "none", Some("second_hand"));
    assert_eq!(lead.refused("evidence_depend", nowhere), ErrorCode::NotFound);
    let seen = json!({"visit": visit, "text": "Bruises", "source": "observed", "flag": false});
    let seen = lead.id("observation_add", seen);
    for command in ["evidence_add", "evidence_depend"] {
        let mut args = mark(&visit, &finding, &seen, Some("second_hand"));
        args["kind"] = json!("observation");
        assert_eq!(lead.refused(command, args), ErrorCode::Refused, "{command}");
    }
}

#[test]
fn a_mark_that_a_colleague_gave_meanwhile_is_not_written_over_unseen() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let [_, second] = heard_twice(&mut lead, &visit, &finding);
    desk::exchange(&mut lead, &mut inspector);
    inspector.ok("evidence_depend", mark(&visit, &finding, &second, Some("same_person")));
    desk::exchange(&mut lead, &mut inspector);
    let mut late = mark(&visit, &finding, &second, Some("second_hand"));
    late["was"] = json!({"depends": null});
    assert_eq!(lead.refused("evidence_depend", late.clone()), ErrorCode::Stale);
    // Whoever wants what stands already is not late.
    let mut same = mark(&visit, &finding, &second, Some("same_person"));
    same["was"] = json!({"depends": null});
    lead.ok("evidence_depend", same);
    late["was"] = json!({"depends": "same_person"});
    lead.ok("evidence_depend", late);
    assert_eq!(depends(&row(&mut lead, &visit, &finding), &second), "second_hand");
}

#[test]
fn where_two_differ_on_it_the_interview_makes_no_second_until_a_lead_decides() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let [_, second] = heard_twice(&mut lead, &visit, &finding);
    lead.ok("evidence_depend", mark(&visit, &finding, &second, Some("same_person")));
    desk::exchange(&mut lead, &mut inspector);
    lead.ok("evidence_depend", mark(&visit, &finding, &second, Some("second_hand")));
    inspector.ok("evidence_depend", mark(&visit, &finding, &second, None));
    desk::exchange(&mut lead, &mut inspector);
    let path = format!("finding/{finding}/evidence/interview-{second}");
    for desk in [&mut lead, &mut inspector] {
        let shown = row(desk, &visit, &finding);
        assert_eq!(
            (&shown["conflicts"], &shown["triangulated"]),
            (&json!([path]), &json!(false))
        );
    }
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    assert_eq!(open["label"], "field-finding-evidence");
    let versions = open["versions"].as_array().unwrap();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    let alone = versions.iter().find(|version| version["value"]["depends"].is_null());
    let slot = &alone.unwrap()["slot"];
    lead.ok(
        "conflict_decide",
        json!({"doc": visit, "path": path, "outcome": "take", "slot": slot, "seen": seen}),
    );
    assert_eq!(
        counted(&row(&mut lead, &visit, &finding)),
        (&json!(2), &json!(2), &json!(true))
    );
}

#[test]
fn a_mark_on_an_established_finding_is_written_and_the_gap_shows() {
    let mut lead = Desk::founded("Amina");
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let [_, second] = heard_twice(&mut lead, &visit, &finding);
    lead.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "status": "established"}),
    );
    lead.ok(
        "evidence_depend",
        mark(&visit, &finding, &second, Some("heard_from_other")),
    );
    let shown = row(&mut lead, &visit, &finding);
    assert_eq!(
        (
            &shown["status"],
            &shown["triangulated"],
            &shown["weight"]["one_source_reason"]
        ),
        (&json!("established"), &json!(false), &json!(""))
    );
    for (audience, told) in [("internal", true), ("authority", false), ("public", false)] {
        let build = json!({"visit": visit, "language": "en", "audience": audience, "path": null});
        let page = lead.ok("report_build", build)["html"].as_str().unwrap().to_owned();
        assert!(!page.contains("supported by different sources"), "{audience}");
        assert_eq!(page.contains("independent interviews: 1"), told, "{audience}");
    }
}

#[test]
fn hearsay_throughout_is_said_to_those_who_read_the_interview_and_to_nobody_else() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let interview = lead.id("interview_start", desk::confidential_interview(&visit));
    let offered = |desk: &mut Desk| {
        let rows = desk.ok("evidence_sources", json!({"visit": visit}))["rows"].clone();
        rows[0]["hearsay"].clone()
    };
    assert_eq!(offered(&mut lead), false, "nothing was said yet");
    lead.ok("statement_add", says(&interview, false));
    assert_eq!(offered(&mut lead), true);
    let lived = lead.id("statement_add", says(&interview, true));
    assert_eq!(offered(&mut lead), false);
    let back = json!({"interview": interview, "statement": lived, "withdrawn": true});
    lead.ok("statement_withdraw", back);
    assert_eq!(offered(&mut lead), true, "what was taken back does not stand");

    lead.ok("evidence_add", mark(&visit, &finding, &interview, Some("second_hand")));
    desk::exchange(&mut lead, &mut inspector);
    for (desk, hearsay) in [(&mut lead, true), (&mut inspector, false)] {
        let shown = row(desk, &visit, &finding);
        assert_eq!(shown["evidence"][0]["hearsay"], hearsay);
        assert_eq!(depends(&shown, &interview), "second_hand");
    }
}

#[test]
fn one_person_heard_again_is_no_further_voice_on_the_sheet_for_the_management() {
    let mut lead = Desk::founded("Amina");
    let (visit, finding) = finding_on_a_visit(&mut lead);
    let weigh = json!({"visit": visit, "finding": finding, "was": {"review": "draft"},
        "facts": {"review": "draft", "immediate": true}});
    lead.ok("finding_weigh", weigh);
    let mut last = String::new();
    for _ in 0..3 {
        let mut start = desk::interview(&visit);
        start["consents"]["share_with_authority"] = json!("given");
        last = lead.id("interview_start", start);
        lead.ok("evidence_add", link(&visit, &finding, &last));
    }
    let told = |desk: &mut Desk| {
        let build = json!({"visit": visit, "language": "en", "path": null});
        desk.ok("immediate_build", build)["told"].clone()
    };
    assert_eq!(told(&mut lead), json!([finding]));
    lead.ok("evidence_depend", mark(&visit, &finding, &last, Some("same_person")));
    assert_eq!(told(&mut lead), json!([]));
    lead.ok("evidence_depend", mark(&visit, &finding, &last, Some("second_hand")));
    assert_eq!(told(&mut lead), json!([finding]), "hearsay is told by another person");
}
