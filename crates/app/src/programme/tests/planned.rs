//! Plans: proposed, for a few, moved apart, and begun as visits.

use super::{exchange, next_month, place, planned, programme, visited, year};
use crate::api::ErrorCode;
use crate::desk::{Desk, open_paths};
use serde_json::json;
use visita_domain::dates::Day;

#[test]
fn a_plan_is_proposed_with_its_reasons_and_only_the_lines_taken_are_written() {
    let mut lead = Desk::founded("Amina");
    let late = place(&mut lead, "Velm", "remand_prison");
    place(&mut lead, "Kest", "remand_prison");
    visited(&mut lead, &late, 700);
    let year = year(&mut lead);
    let proposal = lead.ok("plan_propose", json!({"year": year}));
    assert_eq!(
        lead.ok("plan_propose", json!({"year": year})),
        proposal,
        "the same each time"
    );
    let lines = proposal["lines"].as_array().unwrap();
    let of_late = lines.iter().find(|line| line["place"] == json!(late)).unwrap();
    assert_eq!(of_late["why"], "overdue");
    assert_eq!(programme(&mut lead)["plans"], json!([]), "nothing is written");
    let taken = json!({"place": late, "month": of_late["month"], "reason": "Overdue", "hours": "night"});
    let made = lead.ok("plan_adopt", json!({"lines": [taken], "readers": {"whole_team": true}}));
    assert_eq!(made["plans"].as_array().unwrap().len(), 1);
    let seen = programme(&mut lead);
    assert_eq!(seen["plans"][0]["month"], of_late["month"]);
    assert_eq!(
        (&seen["plans"][0]["facts"]["hours"], &seen["plans"][0]["sealed"]),
        (&json!("night"), &json!(false))
    );
    assert_eq!(seen["load"]["regular"], 1);
    assert_eq!(lead.ok("plan_propose", json!({"year": year}))["planned"], 1);
    let slip = json!({"place": late, "month": "2026-13"});
    let fine = json!({"place": late, "month": of_late["month"]});
    assert_eq!(
        lead.refused("plan_adopt", json!({"lines": [fine, slip]})),
        ErrorCode::Refused
    );
    assert_eq!(
        programme(&mut lead)["plans"].as_array().unwrap().len(),
        1,
        "all or nothing"
    );
}

#[test]
fn an_unannounced_visit_is_planned_for_a_few_and_for_others_is_a_number_without_a_place() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let mut colleague = lead.admits("Boris", "inspector");
    let tarn = place(&mut lead, "Tarn", "prison");
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    let plan = planned(&mut inspector, &tarn, false);
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    assert_eq!(programme(&mut lead)["plans"][0]["sealed"], true, "leads read it");
    let theirs = programme(&mut colleague);
    assert_eq!((&theirs["plans"], &theirs["sealed_plans"]), (&json!([]), &json!(1)));
    assert_eq!(theirs["places"][0]["planned"], json!([]));
    assert_eq!(
        colleague.refused("plan_get", json!({"plan": plan})),
        ErrorCode::NotFound
    );
    let access = inspector.ok("plan_access", json!({"plan": plan}));
    assert_eq!(
        (&access["whole_team"], &access["may_change"]),
        (&json!(false), &json!(true))
    );
    inspector.ok(
        "plan_access_set",
        json!({
            "plan": plan, "was": {"readers": [], "whole_team": false}, "readers": [], "whole_team": true,
        }),
    );
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    let theirs = programme(&mut colleague);
    assert_eq!(
        (&theirs["plans"][0]["id"], &theirs["sealed_plans"]),
        (&json!(plan), &json!(0))
    );
    let unseen = json!({
        "plan": plan, "was": {"readers": [], "whole_team": false}, "readers": [], "whole_team": false,
    });
    assert_eq!(lead.refused("plan_access_set", unseen), ErrorCode::Stale);
}

#[test]
fn a_plan_that_two_move_apart_is_one_conflict_about_the_whole_of_its_days() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let tarn = place(&mut lead, "Tarn", "prison");
    let plan = planned(&mut lead, &tarn, true);
    exchange(&mut lead, &mut inspector);
    let was = lead.ok("plan_get", json!({"plan": plan}))["facts"].clone();
    let month = next_month(&mut lead);
    let moved = |days: [u32; 2], reason: &str| {
        let mut facts = was.clone();
        let on = |day: u32| {
            json!(
                Day::from_ymd_opt(month.year(), month.number(), day)
                    .unwrap()
                    .to_string()
            )
        };
        (facts["from"], facts["to"], facts["reason"]) = (on(days[0]), on(days[1]), json!(reason));
        json!({"plan": plan, "was": was, "facts": facts})
    };
    lead.ok("plan_set", moved([3, 4], "The management is back"));
    inspector.ok("plan_set", moved([10, 12], ""));
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let open = desk.ok("conflict_list", json!({}))["open"].clone();
        assert_eq!(
            (&open[0]["path"], &open[0]["subject"]),
            (&json!("plan/window"), &json!("Tarn"))
        );
        assert_eq!(
            (&open[0]["kind"], &open[0]["versions"].as_array().unwrap().len()),
            (&json!("plan"), &2)
        );
        assert_eq!(
            desk.ok("plan_get", json!({"plan": plan}))["facts"]["reason"],
            "The management is back"
        );
    }
    assert_eq!(programme(&mut lead)["plans"][0]["conflicts"], json!(["plan/window"]));
}

#[test]
fn every_other_fact_of_a_plan_becomes_a_conflict_too_and_one_who_saw_less_is_told_so() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let tarn = place(&mut lead, "Tarn", "prison");
    let plan = planned(&mut lead, &tarn, true);
    exchange(&mut lead, &mut inspector);
    let was = lead.ok("plan_get", json!({"plan": plan}))["facts"].clone();
    let changed = |kind: &str, announced: bool, hours: &str, days: &str, urgent: bool, said: &str| {
        let facts = json!({
            "from": was["from"], "to": was["to"], "visit_kind": kind, "announced": announced, "hours": hours,
            "days": days, "urgent": urgent, "reason": said, "objectives": said,
        });
        json!({"plan": plan, "was": was, "facts": facts})
    };
    lead.ok("plan_set", changed("thematic", true, "night", "weekend", true, "One"));
    assert_eq!(
        lead.refused("plan_set", changed("ad_hoc", false, "day", "weekday", false, "Two")),
        ErrorCode::Stale
    );
    inspector.ok("plan_set", changed("ad_hoc", false, "day", "weekday", false, "Two"));
    lead.ok("plan_state", json!({"plan": plan, "state": "agreed"}));
    inspector.ok("plan_state", json!({"plan": plan, "state": "dropped"}));
    exchange(&mut lead, &mut inspector);
    let mut paths = open_paths(&mut lead);
    paths.sort();
    let of = ["days", "hours", "kind", "objectives", "reason", "state"];
    let mut expected = of.map(|name| format!("plan/{name}")).to_vec();
    // Given up by one while the other edited it.
    expected.push("withdrawal/plan/whole".to_owned());
    assert_eq!(paths, expected);
}

#[test]
fn a_plan_becomes_a_visit_in_preparation_once_and_the_two_are_linked() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    let plan = planned(&mut lead, &tarn, false);
    let month = next_month(&mut lead);
    let begin = json!({"plan": plan, "starts_on": month.first_day().to_string(), "checklists": ["prison"]});
    let visit = lead.id("plan_begin", begin.clone());
    assert_eq!(lead.refused("plan_begin", begin), ErrorCode::Refused, "once");
    assert_eq!(
        lead.refused("plan_state", json!({"plan": plan, "state": "dropped"})),
        ErrorCode::Refused
    );
    let view = lead.ok("plan_get", json!({"plan": plan}));
    assert_eq!((&view["state"], &view["visit"]), (&json!("done"), &json!(visit)));
    assert_eq!(
        lead.ok("visit_get", json!({"visit": visit}))["row"]["phase"],
        "preparation"
    );
    let seen = programme(&mut lead);
    assert_eq!(seen["load"]["regular"], 1, "counted once");
    let dossier = lead.ok("dossier_get", json!({"visit": visit}));
    assert_eq!((&dossier["plan"]["id"], &dossier["visits"]), (&json!(plan), &json!([])));
}
