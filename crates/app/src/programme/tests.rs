#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use crate::api::ErrorCode;
use crate::desk::{self, Desk, open_paths};
use serde_json::{Value, json};
use visita_domain::dates::{Day, days_earlier, months_later};
use visita_domain::programme::Month;

fn today(desk: &mut Desk) -> Day {
    desk.session.as_mut().unwrap().today()
}

/// The first month that no plan of today can be late for.
fn next_month(desk: &mut Desk) -> Month {
    Month::of(months_later(today(desk), 1))
}

fn place(desk: &mut Desk, name: &str, place_type: &str) -> String {
    desk.id("place_add", json!({"name": name, "place_type": place_type}))
}

fn visited(desk: &mut Desk, place: &str, days_ago: u64) -> String {
    let mut visit = desk::visit(place);
    let on = days_earlier(today(desk), days_ago);
    visit["starts_on"] = json!(on.to_string());
    let id = desk.id("visit_create", visit);
    desk.ok("visit_phase", json!({"visit": id, "phase": "on_site"}));
    id
}

fn facts(month: Month) -> Value {
    json!({
        "from": month.first_day().to_string(), "to": month.last_day().to_string(), "visit_kind": "in_depth",
        "announced": false, "hours": "open", "days": "open", "urgent": false, "reason": "", "objectives": "",
    })
}

fn planned(desk: &mut Desk, place: &str, whole_team: bool) -> String {
    let month = next_month(desk);
    desk.id(
        "plan_add",
        json!({"place": place, "facts": facts(month), "readers": {"whole_team": whole_team}}),
    )
}

fn year(desk: &mut Desk) -> i32 {
    next_month(desk).year()
}

fn programme(desk: &mut Desk) -> Value {
    let year = year(desk);
    desk.ok("programme_get", json!({"year": year}))
}

fn exchange(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

#[test]
fn a_place_long_without_a_visit_comes_first_and_says_why() {
    let mut lead = Desk::founded("Amina");
    let late = place(&mut lead, "Velm", "remand_prison");
    let fresh = place(&mut lead, "Kest", "remand_prison");
    let never = place(&mut lead, "Tarn", "remand_prison");
    visited(&mut lead, &late, 500);
    visited(&mut lead, &fresh, 20);
    let seen = programme(&mut lead);
    let names: Vec<_> = seen["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(names, [json!(never), json!(late), json!(fresh)]);
    assert_eq!(seen["places"][0]["state"], "never_visited");
    assert_eq!(seen["places"][1]["state"], "overdue");
    let why = &seen["places"][1]["reasons"][0];
    assert_eq!(
        (&why["factor"], &why["number"], &why["of"]),
        (&json!("time"), &json!(500), &json!(365))
    );
    assert_eq!(
        seen["places"][1]["unknown"],
        json!(["crowding", "turnover", "complaints", "groups"])
    );
    assert_eq!(
        seen["counts"],
        json!({"never_visited": 1, "no_full_visit": 0, "overdue": 1, "due_soon": 0, "in_time": 1})
    );
    let wanted = lead.ok("programme_get", json!({"name": "VEL"}));
    assert_eq!(
        (&wanted["total"], &wanted["places"][0]["id"]),
        (&json!(1), &json!(late))
    );
    let today = lead.ok("today_get", json!({}))["programme"].clone();
    assert_eq!(
        (&today["overdue"], &today["due_soon"], &today["next"]),
        (&json!(2), &json!(0), &Value::Null)
    );
}

#[test]
fn a_problem_that_the_body_knows_of_counts_and_shortens_the_period() {
    let mut lead = Desk::founded("Amina");
    let station = lead.id(
        "place_add",
        json!({"name": "Harbour", "place_type": "police_station", "capacity": 10, "occupancy": 22}),
    );
    assert_eq!(programme(&mut lead)["places"][0]["period_months"], 36);
    let none = lead.ok("bearing_get", json!({"place": station}));
    let said = json!({
        "complaints": 4, "complaints_until": null, "known_problem": "Complaints about the night shift",
    });
    lead.ok("bearing_set", json!({"place": station, "was": none, "facts": said}));
    let row = programme(&mut lead)["places"][0].clone();
    assert_eq!(
        (&row["band"], &row["period_months"], &row["unshortened_months"]),
        (&json!("raised"), &json!(27), &json!(36))
    );
    assert_eq!(lead.ok("bearing_get", json!({"place": station})), said);
}

#[test]
fn rules_that_two_set_apart_are_two_versions_on_the_merge_desk_and_none_is_lost() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let tarn = place(&mut lead, "Tarn", "prison");
    exchange(&mut lead, &mut inspector);
    lead.ok("rule_set", json!({"rule": "type", "of": "prison", "value": 24}));
    inspector.ok("rule_set", json!({"rule": "type", "of": "prison", "value": 12}));
    lead.ok("rule_set", json!({"rule": "place", "of": tarn, "value": 6}));
    inspector.ok("rule_set", json!({"rule": "place", "of": tarn, "value": 9}));
    lead.ok("rule_set", json!({"rule": "per_month", "value": 5}));
    inspector.ok("rule_set", json!({"rule": "per_month", "value": 2}));
    exchange(&mut lead, &mut inspector);
    let mut paths = open_paths(&mut lead);
    paths.sort();
    let of_place = format!("place_rule/{tarn}/months");
    assert_eq!(paths, [of_place.as_str(), "regularity/per_month", "rule/prison"]);
    assert_eq!(programme(&mut inspector)["conflicts"].as_array().unwrap().len(), 3);
    let open = lead.ok("conflict_list", json!({}))["open"].clone();
    let of_tarn = open
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["path"] == json!(of_place))
        .unwrap()
        .clone();
    assert_eq!(of_tarn["subject"], "Tarn");
    assert_eq!(of_tarn["versions"].as_array().unwrap().len(), 2);
    for one in open.as_array().unwrap() {
        let seen: Vec<_> = one["versions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v["slot"].clone())
            .collect();
        let decision = json!({
            "doc": one["doc"], "path": one["path"], "seen": seen, "outcome": "take", "slot": seen[0],
            "value": null, "to": [], "question": "", "note": null,
        });
        lead.ok("conflict_decide", decision);
    }
    exchange(&mut lead, &mut inspector);
    assert_eq!(programme(&mut lead)["rules"], programme(&mut inspector)["rules"]);
    assert!(open_paths(&mut inspector).is_empty());
}

#[test]
fn a_rule_that_nobody_can_mean_is_refused_and_one_that_changed_meanwhile_is_stale() {
    let mut lead = Desk::founded("Amina");
    for (rule, of, value) in [
        ("type", Some("prison"), 0),
        ("type", Some("prison"), 241),
        ("type", Some("palace"), 12),
        ("reserve_percent", None, 91),
        ("high_percent", None, 80),
        ("moon_phase", None, 1),
    ] {
        assert_eq!(
            lead.refused("rule_set", json!({"rule": rule, "of": of, "value": value})),
            ErrorCode::Refused,
            "{rule}"
        );
    }
    lead.ok("rule_set", json!({"rule": "type", "of": "prison", "value": 18}));
    assert_eq!(
        lead.refused("rule_set", json!({"rule": "type", "of": "prison", "value": 20})),
        ErrorCode::Stale
    );
    lead.ok(
        "rule_set",
        json!({"rule": "type", "of": "prison", "was": 18, "value": 20}),
    );
    // Back to what ships.
    lead.ok("rule_set", json!({"rule": "type", "of": "prison", "was": 20}));
    let rules = programme(&mut lead)["rules"]["types"].clone();
    let prison = rules
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["place_type"] == "prison")
        .unwrap()
        .clone();
    assert_eq!((&prison["months"], &prison["default"]), (&json!(30), &json!(true)));
}

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

#[test]
fn a_calendar_file_names_no_place_and_nothing_that_is_for_a_few_unless_somebody_asks() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn, Hill", "prison");
    planned(&mut lead, &tarn, true);
    let few = planned(&mut lead, &tarn, false);
    let (year, path) = (year(&mut lead), lead.file("calendar"));
    let ask = |names: bool, sealed: bool| json!({"year": year, "path": path, "place_names": names, "sealed": sealed, "title": "Visit"});
    let told = lead.ok("programme_export", ask(false, false));
    assert_eq!((&told["events"], &told["left_out"]), (&json!(1), &json!(1)));
    let file = std::fs::read_to_string(&path).unwrap();
    assert!(!file.contains("Tarn") && !file.contains(&few));
    let mut begun = desk::visit(&tarn);
    begun["starts_on"] = json!(format!("{year}-12-30"));
    begun["ends_on"] = json!(format!("{year}-12-31"));
    begun["readers"] = json!({"whole_team": false, "readers": []});
    let secret = lead.id("visit_create", begun);
    let told = lead.ok("programme_export", ask(false, false));
    assert_eq!((&told["events"], &told["left_out"]), (&json!(1), &json!(2)));
    assert!(!std::fs::read_to_string(&path).unwrap().contains(&secret));
    assert_eq!(lead.ok("programme_export", ask(true, true))["events"], 3);
    let file = std::fs::read_to_string(&path).unwrap();
    assert!(file.contains("SUMMARY:Visit: Tarn\\, Hill\r\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o077,
            0,
            "for its owner alone"
        );
    }
}

#[test]
fn a_packing_list_that_two_tick_apart_keeps_both_ticks_and_what_they_differ_on_is_taken_along() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let tarn = place(&mut lead, "Tarn", "prison");
    let visit = lead.id("visit_create", desk::visit(&tarn));
    lead.ok("packing_set", json!({"visit": visit, "item": "torch", "packed": true}));
    exchange(&mut lead, &mut inspector);
    lead.ok("packing_set", json!({"visit": visit, "item": "torch", "packed": false}));
    inspector.ok("packing_set", json!({"visit": visit, "item": "water", "dropped": true}));
    lead.ok(
        "packing_set",
        json!({"visit": visit, "item": "water", "dropped": false}),
    );
    let own = inspector.id("packing_add", json!({"visit": visit, "what": "Rain coats"}));
    exchange(&mut lead, &mut inspector);
    let list = lead.ok("packing_list", json!({"visit": visit}));
    let item = |id: &str| {
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["id"] == id)
            .cloned()
    };
    assert_eq!(item("torch").unwrap()["packed"], false);
    assert_eq!(item("water").unwrap()["in_conflict"], true);
    assert_eq!(item(&own).unwrap()["what"], "Rain coats");
    assert_eq!(open_paths(&mut lead), ["packing/water/dropped"]);
    let unknown = json!({"visit": visit, "item": "umbrella", "packed": true});
    assert_eq!(lead.refused("packing_set", unknown), ErrorCode::NotFound);
}

#[test]
fn bearings_that_two_say_apart_are_for_the_merge_desk() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let tarn = place(&mut lead, "Tarn", "prison");
    exchange(&mut lead, &mut inspector);
    let none = json!({"complaints": null, "complaints_until": null, "known_problem": ""});
    let set = |complaints: u32, until: &str, problem: &str| {
        let facts = json!({"complaints": complaints, "complaints_until": until, "known_problem": problem});
        json!({"place": tarn, "was": none, "facts": facts})
    };
    lead.ok("bearing_set", set(2, "2026-01-31", "Night shift"));
    inspector.ok("bearing_set", set(5, "2026-03-31", "Kitchen"));
    exchange(&mut lead, &mut inspector);
    let mut paths = open_paths(&mut inspector);
    paths.sort();
    assert_eq!(
        paths,
        [
            "programme/complaints",
            "programme/complaints_until",
            "programme/known_problem"
        ]
    );
}

#[test]
fn a_dossier_tells_what_earlier_visits_found_and_travel_what_a_visit_needs() {
    let mut lead = Desk::founded("Amina");
    let (tarn, kest) = (place(&mut lead, "Tarn", "prison"), place(&mut lead, "Kest", "prison"));
    let before = visited(&mut lead, &tarn, 400);
    let finding = json!({"visit": before, "statement": "Two sleep on the floor.", "theme": "accommodation", "good_practice": false});
    let finding = lead.id("finding_add", finding);
    lead.ok(
        "finding_set",
        json!({"visit": before, "finding": finding, "status": "established", "reason": "All of us saw it."}),
    );
    for (what, outcome, minutes) in [("Wing A", "granted", None), ("Wing B", "refused", Some(50))] {
        lead.ok(
            "access_add",
            json!({"visit": before, "facts": {"asked": "premises", "what": what, "outcome": outcome, "minutes": minutes}}),
        );
    }
    let was = lead.ok("place_get", json!({"place": tarn}))["row"]["facts"].clone();
    let mut facts = was.clone();
    facts["legal_basis"] = json!("Prisons Act");
    lead.ok("place_set", json!({"place": tarn, "was": was, "facts": facts}));
    lead.ok("interview_start", desk::interview(&before));
    let other = visited(&mut lead, &kest, 30);
    lead.ok("interview_start", desk::interview(&other));
    let visit = lead.id("visit_create", desk::visit(&tarn));
    let dossier = lead.ok("dossier_get", json!({"visit": visit}));
    assert_eq!(dossier["visits"][0]["id"], json!(before));
    assert_eq!(dossier["findings"][0]["statement"], "Two sleep on the floor.");
    assert_eq!(dossier["legal_basis"], "Prisons Act");
    let access = dossier["access"].as_array().unwrap();
    assert_eq!(access.len(), 1, "what was granted is not among it");
    assert_eq!(
        (&access[0]["what"], &access[0]["outcome"], &access[0]["delay_minutes"]),
        (&json!("Wing B"), &json!("refused"), &json!(50))
    );
    let factors: Vec<_> = dossier["standing"]["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["factor"].clone())
        .collect();
    assert!(factors.contains(&json!("hardships")), "{factors:?}");
    let travel = lead.ok("travel_get", json!({"visit": visit}));
    assert_eq!(
        travel["needed"],
        json!({"places": 1, "visits": 2, "interviews": 0, "plans": 0, "recommendations": 0})
    );
    assert_eq!(
        travel["could_stay"],
        json!({"places": 0, "visits": 0, "interviews": 0, "plans": 0, "recommendations": 0})
    );
    let records = travel["records"].as_array().unwrap();
    assert_eq!(records.len(), 4);
    assert!(
        records.iter().all(|one| one["why_not"] == "only_here"),
        "nobody else is there"
    );
}
