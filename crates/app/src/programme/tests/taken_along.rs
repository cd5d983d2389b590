//! What is made ready for a visit: the calendar, the packing list, the dossier.

use super::{exchange, place, planned, visited, year};
use crate::api::ErrorCode;
use crate::desk::{self, Desk, open_paths};
use serde_json::json;

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
