//! A planned visit that two people begin apart from each other is one visit.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use crate::api::visit::VisitCreate;
use crate::desk::{self, Desk, exchange, open_paths};
use serde_json::{Value, json};
use visita_domain::programme::{Plan, Window};
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

fn planned(desk: &mut Desk, place: &str, readers: Value) -> String {
    let facts = json!({
        "from": "2026-05-01", "to": "2026-05-31", "visit_kind": "in_depth", "hours": "open", "days": "open",
        "objectives": "Look at the new wing",
    });
    desk.id("plan_add", json!({"place": place, "facts": facts, "readers": readers}))
}

fn begin(desk: &mut Desk, plan: &str, on: &str) -> String {
    desk.id(
        "plan_begin",
        json!({"plan": plan, "starts_on": on, "checklists": ["prison"]}),
    )
}

fn visits(desk: &mut Desk) -> Vec<String> {
    let rows = desk.ok("visit_list", json!({}))["rows"].clone();
    let ids = rows.as_array().unwrap().iter();
    ids.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn plan_of_two() -> (Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let plan = planned(&mut lead, &place, json!({"whole_team": true}));
    exchange(&mut lead, &mut inspector);
    (lead, inspector, plan)
}

#[test]
fn two_who_begin_one_planned_visit_apart_begin_one_visit_and_sit_in_it_both() {
    let (mut lead, mut inspector, plan) = plan_of_two();
    let of_lead = begin(&mut lead, &plan, "2026-05-04");
    assert_eq!(begin(&mut inspector, &plan, "2026-05-04"), of_lead);
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(visits(desk), std::slice::from_ref(&of_lead));
        assert_eq!(open_paths(desk), Vec::<String>::new());
        let visit = desk.ok("visit_get", json!({"visit": of_lead}));
        assert_eq!(visit["team"].as_array().unwrap().len(), 2);
        let shown = desk.ok("plan_get", json!({"plan": plan}));
        assert_eq!((&shown["state"], &shown["visit"]), (&json!("done"), &json!(of_lead)));
    }
}

#[test]
fn what_each_wrote_in_the_visit_they_began_stands_and_other_days_are_asked_about() {
    let (mut lead, mut inspector, plan) = plan_of_two();
    let visit = begin(&mut lead, &plan, "2026-05-04");
    begin(&mut inspector, &plan, "2026-05-06");
    for (desk, item) in [(&mut lead, "own_bed"), (&mut inspector, "daylight")] {
        desk.answer(&visit, "general", item, "no");
        let said = json!({"visit": visit, "statement": item, "theme": "accommodation", "good_practice": false});
        desk.ok("finding_add", said);
    }
    exchange(&mut lead, &mut inspector);
    // Each writes on under one of the two keys, and the other follows.
    inspector.answer(&visit, "general", "vermin", "yes");
    exchange(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(visits(desk), std::slice::from_ref(&visit));
        assert_eq!(open_paths(desk), ["visit/starts_on"]);
        assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], 1);
        let answers = desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
        assert_eq!(answers.as_array().unwrap().len(), 3);
        let findings = desk.ok("finding_list", json!({"visit": visit}))["rows"].clone();
        assert_eq!(findings.as_array().unwrap().len(), 2);
    }
}

/// A lead, an inspector and a colleague, with a plan that the first two read.
fn plan_of_two_among_three() -> (Desk, Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let mut colleague = lead.admits("Boris", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let me = inspector.ok("team_get", json!({}))["me"].clone();
    let plan = planned(&mut lead, &place, json!({"whole_team": false, "readers": [me]}));
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    (lead, inspector, colleague, plan)
}

/// Begins the visit of a plan for the whole team, whoever reads the plan.
fn begin_for_all(desk: &mut Desk, plan: &str) -> String {
    let begin = json!({
        "plan": plan, "starts_on": "2026-05-04", "checklists": ["prison"], "readers": {"whole_team": true, "readers": []},
    });
    desk.id("plan_begin", begin)
}

fn answers(desk: &mut Desk, visit: &str) -> usize {
    let rows = desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
    rows.as_array().unwrap().len()
}

#[test]
fn a_sealed_plan_begun_twice_is_one_visit_and_stays_with_those_who_read_the_plan() {
    let (mut lead, mut inspector, mut colleague, plan) = plan_of_two_among_three();
    let visit = begin(&mut lead, &plan, "2026-05-04");
    // Nothing that the colleague holds says which visit the plan will be.
    let derived = plan.parse::<visita_domain::DocumentId>().unwrap().derive_other();
    assert_ne!(visit, derived.to_string());
    assert_eq!(begin(&mut inspector, &plan, "2026-05-04"), visit);
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    assert_eq!(visits(&mut colleague), Vec::<String>::new());
    inspector.answer(&visit, "general", "own_bed", "no");
    exchange(&mut lead, &mut inspector);
    assert_eq!(answers(&mut lead, &visit), 1);
    for desk in [&mut lead, &mut inspector] {
        let access = desk.ok("visit_access", json!({"visit": visit}));
        let authors = access["members"].as_array().unwrap().iter();
        let authors = authors.filter(|one| one["why"] == "author").count();
        assert_eq!((&access["whole_team"], authors), (&json!(false), 2));
        assert_eq!(access["may_change"], true);
    }
}

#[test]
fn a_visit_opened_at_its_start_is_one_visit_also_for_a_colleague_who_never_saw_the_plan() {
    let (mut lead, mut inspector, mut colleague, plan) = plan_of_two_among_three();
    let visit = begin_for_all(&mut lead, &plan);
    assert_eq!(begin_for_all(&mut inspector, &plan), visit);
    exchange(&mut lead, &mut inspector);
    exchange(&mut lead, &mut colleague);
    assert_eq!(visits(&mut colleague), std::slice::from_ref(&visit));
    colleague.answer(&visit, "general", "own_bed", "no");
    exchange(&mut lead, &mut colleague);
    exchange(&mut lead, &mut inspector);
    assert_eq!(answers(&mut inspector, &visit), 1);
}

#[test]
fn where_one_opens_the_visit_and_another_begins_it_for_few_no_word_of_theirs_goes_further_than_they_meant() {
    let (mut lead, mut inspector, mut colleague, plan) = plan_of_two_among_three();
    let visit = begin_for_all(&mut lead, &plan);
    begin(&mut inspector, &plan, "2026-05-04");
    exchange(&mut lead, &mut inspector);
    inspector.answer(&visit, "general", "own_bed", "no");
    exchange(&mut lead, &mut inspector);
    lead.answer(&visit, "general", "daylight", "no");
    exchange(&mut lead, &mut colleague);
    // What the lead told everybody is told; what came after that is for those whom both named.
    assert_eq!(visits(&mut colleague), std::slice::from_ref(&visit));
    assert_eq!(answers(&mut colleague, &visit), 0);
    assert_eq!(colleague.ok("visit_access", json!({"visit": visit}))["closed"], true);
    let opens = json!({
        "visit": visit, "was": {"readers": [], "whole_team": false}, "readers": [], "whole_team": true,
    });
    lead.ok("visit_access_set", opens);
    exchange(&mut lead, &mut colleague);
    assert_eq!(answers(&mut colleague, &visit), 2);
    assert_eq!(open_paths(&mut colleague), Vec::<String>::new());
}

#[test]
fn a_plan_of_an_earlier_version_becomes_one_visit_too() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let month = "2026-05".parse().unwrap();
    let plan = Plan {
        place: Some(place.parse().unwrap()),
        window: Some(Window::of(month)),
        ..Plan::default()
    };
    let session = lead.session.as_mut().unwrap();
    let made = session.create(DocumentKind::Plan, Audience::Team, None, |edit| {
        edit.set_section("plan", &plan)
    });
    let plan = made.unwrap().0.to_string();
    exchange(&mut lead, &mut inspector);
    let visit = begin(&mut lead, &plan, "2026-05-04");
    assert_eq!(begin(&mut inspector, &plan, "2026-05-04"), visit);
    exchange(&mut lead, &mut inspector);
    assert_eq!(visits(&mut lead), [visit]);
}

#[test]
fn whoever_finds_the_visit_begun_joins_it_and_changes_none_of_its_facts() {
    let (mut lead, mut inspector, _) = plan_of_two();
    let place = lead.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    exchange(&mut lead, &mut inspector);
    let given = VisitCreate {
        place,
        visit_kind: "ad_hoc".to_owned(),
        announced: true,
        starts_on: "2026-07-01".to_owned(),
        ends_on: None,
        objectives: "Another".to_owned(),
        checklists: vec!["police_custody".to_owned()],
        readers: None,
    };
    let session = inspector.session.as_mut().unwrap();
    session
        .visit_begin_as(visit.parse().unwrap(), given, Audience::Team)
        .unwrap();
    let shown = inspector.ok("visit_get", json!({"visit": visit}));
    assert_eq!(shown["row"]["starts_on"], "2026-03-02");
    assert_eq!(
        (&shown["objectives"], &shown["row"]["visit_kind"]),
        (&json!(""), &json!("in_depth"))
    );
    assert_eq!(shown["team"].as_array().unwrap().len(), 2);
    assert_eq!(shown["checklists"].as_array().unwrap().len(), 2);
    assert_eq!(open_paths(&mut inspector), Vec::<String>::new());
}
