//! How urgent a place is: what counts, and the rules that the body sets.

use super::{exchange, place, programme, visited};
use crate::api::ErrorCode;
use crate::desk::{Desk, open_paths};
use serde_json::{Value, json};
use visita_domain::slots::WritePolicy;

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
    let (first, all) = (
        lead.ok("programme_get", json!({"upto": 1})),
        lead.ok("programme_get", json!({"upto": 2})),
    );
    assert_eq!((&first["total"], &all["total"]), (&seen["total"], &seen["total"]));
    assert_eq!(first["places"], json!([seen["places"][0]]));
    assert_eq!(all["places"], json!([seen["places"][0], seen["places"][1]]));
    let today = lead.ok("today_get", json!({}))["programme"].clone();
    assert_eq!(
        (&today["overdue"], &today["due_soon"], &today["next"]),
        (&json!(2), &json!(0), &Value::Null)
    );
}

#[test]
fn a_place_is_found_among_those_not_visited_however_its_name_is_typed() {
    let mut lead = Desk::founded("Amina");
    let arabic = place(&mut lead, "سِجن الوادي للأحداث", "prison");
    let latin = place(&mut lead, "Zakład karny Łódź Północ", "prison");
    let mut asked = |name: &str| {
        let rows = lead.ok("programme_get", json!({"name": name}))["places"].clone();
        let ids = rows.as_array().unwrap().iter().map(|row| row["id"].clone());
        ids.collect::<Vec<_>>()
    };
    for (typed, found) in [
        ("احداث وادي سجن", &arabic),
        ("الاحداث", &arabic),
        ("lodz POLNOC zakl", &latin),
        ("łódź", &latin),
    ] {
        assert_eq!(asked(typed), [json!(found)], "{typed}");
    }
    assert_eq!(asked(" ").len(), 2, "no name is asked for");
    assert_eq!(asked("Tarn"), Vec::<Value>::new());
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
        (
            &row["band"],
            &row["period_months"],
            &row["unshortened_months"],
            &row["rule"]
        ),
        (&json!("raised"), &json!(12), &json!(36), &json!("problem"))
    );
    lead.ok("rule_set", json!({"rule": "problem_months", "value": 30}));
    let row = programme(&mut lead)["places"][0].clone();
    assert_eq!(
        (&row["period_months"], &row["rule"]),
        (&json!(27), &json!("type")),
        "the risk alone shortens it more"
    );
    assert_eq!(lead.ok("bearing_get", json!({"place": station})), said);
}

#[test]
fn two_percents_below_what_ships_stand_beside_each_other() {
    let mut lead = Desk::founded("Amina");
    lead.ok("rule_set", json!({"rule": "high_percent", "was": 50, "value": 15}));
    lead.ok("rule_set", json!({"rule": "raised_percent", "was": 75, "value": 20}));
    let rules = programme(&mut lead)["rules"].clone();
    assert_eq!(
        (&rules["raised_percent"], &rules["high_percent"]),
        (&json!(20), &json!(15))
    );
}

#[test]
fn a_percent_that_cannot_be_meant_beside_a_colleagues_is_corrected_by_whoever_sees_the_default() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    place(&mut lead, "Tarn", "prison");
    exchange(&mut lead, &mut inspector);
    lead.ok("rule_set", json!({"rule": "raised_percent", "was": 75, "value": 60}));
    exchange(&mut lead, &mut inspector);
    lead.ok("rule_set", json!({"rule": "high_percent", "was": 50, "value": 58}));
    inspector.ok("rule_set", json!({"rule": "raised_percent", "was": 60, "value": 55}));
    exchange(&mut lead, &mut inspector);
    let rules = programme(&mut lead)["rules"].clone();
    assert_eq!(
        (&rules["raised_percent"], &rules["high_percent"]),
        (&json!(55), &json!(50))
    );
    lead.ok("rule_set", json!({"rule": "high_percent", "was": 50, "value": 40}));
    let rules = programme(&mut lead)["rules"].clone();
    assert_eq!(rules["high_percent"], 40);
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
fn a_type_that_the_register_names_has_a_rule_of_its_own_in_whatever_spelling() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let zone = |desk: &mut Desk, name: &str, own: &str| {
        desk.id(
            "place_add",
            json!({"name": name, "place_type": "other", "other_type": own}),
        )
    };
    zone(&mut lead, "Quay", "Transit zone");
    zone(&mut lead, "Runway", "transit  ZONE");
    zone(&mut lead, "Ferry", "Ship's cell");
    exchange(&mut lead, &mut inspector);
    let named = |desk: &mut Desk| programme(desk)["rules"]["own_types"].clone();
    let months = |desk: &mut Desk, name: &str| {
        let places = programme(desk)["places"].clone();
        let one = places.as_array().unwrap().iter().find(|one| one["name"] == name);
        one.unwrap()["period_months"].as_u64().unwrap()
    };
    let other = months(&mut lead, "Ferry");
    assert_eq!(months(&mut lead, "Quay"), other);
    let shown = named(&mut lead);
    assert_eq!(shown.as_array().unwrap().len(), 2, "{shown}");
    assert_eq!((&shown[0]["places"], &shown[0]["months"]), (&json!(2), &json!(null)));

    lead.ok(
        "rule_set",
        json!({"rule": "own_type", "of": "Transit zone", "value": 3}),
    );
    assert_eq!((months(&mut lead, "Quay"), months(&mut lead, "Runway")), (3, 3));
    assert_eq!(months(&mut lead, "Ferry"), other);
    // A colleague who writes it otherwise means the same type: two versions, and neither is lost.
    inspector.ok(
        "rule_set",
        json!({"rule": "own_type", "of": "transit zone", "value": 9}),
    );
    exchange(&mut lead, &mut inspector);
    let open = lead.ok("conflict_list", json!({}))["open"].clone();
    let of_months = open
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["label"] == "rules-months");
    let of_months = of_months.unwrap();
    assert_eq!(of_months["versions"].as_array().unwrap().len(), 2);
    assert!(
        of_months["subject"]
            .as_str()
            .unwrap()
            .eq_ignore_ascii_case("transit zone")
    );

    assert_eq!(
        lead.refused("rule_set", json!({"rule": "own_type", "of": " - ", "value": 3})),
        ErrorCode::Refused
    );
    lead.ok("rule_set", json!({"rule": "own_type", "of": "Ship's cell", "value": 4}));
    lead.ok("rule_set", json!({"rule": "own_type", "of": "ship's cell", "was": 4}));
    assert_eq!(months(&mut lead, "Ferry"), other);
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
fn months_that_nobody_can_mean_are_corrected_by_whoever_sees_the_default() {
    let mut lead = Desk::founded("Amina");
    let tarn = place(&mut lead, "Tarn", "prison");
    lead.ok("rule_set", json!({"rule": "own_type", "of": "Ship's cell", "value": 4}));
    let own = super::super::own_types::path_of("Ship's cell").unwrap();
    let own = format!("{own}/months");
    let of_place = format!("unannounced/place/{tarn}");
    // As another version would write them.
    for path in ["rule/prison", "unannounced/type/prison", &own, &of_place] {
        let session = lead.session.as_mut().unwrap();
        let written = session.write_body(|edit| edit.set(path, Some(&json!(9_999)), WritePolicy::Fact));
        written.unwrap();
    }
    for (rule, of, was) in [
        ("type", "prison", Some(30)),
        ("unannounced_type", "prison", Some(60)),
        ("own_type", "Ship's cell", None),
        ("unannounced_place", tarn.as_str(), None),
    ] {
        let asked = |was: Option<u32>, value: u32| json!({"rule": rule, "of": of, "was": was, "value": value});
        lead.ok("rule_set", asked(was, 24));
        assert_eq!(lead.refused("rule_set", asked(was, 36)), ErrorCode::Stale, "{rule}");
        lead.ok("rule_set", asked(Some(24), 36));
    }
}
