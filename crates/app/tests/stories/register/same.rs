//! Two records of one place: shown as one, parted again, and merged apart by two people.

use super::{labels, meet, open_paths, place, share, view};
use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

#[test]
fn two_records_of_one_place_show_as_one_and_part_again() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let stands = place(&mut lead, "Tarn Hill Prison");
    let other = place(&mut lead, "Tarn Hil Prison");
    lead.id("visit_create", desk::visit(&other));
    lead.ok(
        "count_set",
        json!({"place": other, "id": null, "facts": {"on": "2026-03-10", "held": 450}}),
    );
    share(&mut lead, &mut inspector);
    let pairs = lead.ok("place_pairs", json!({}))["pairs"].clone();
    assert_eq!(pairs.as_array().unwrap().len(), 1);
    assert_eq!(
        (&pairs[0]["likeness"]["same_type"], &pairs[0]["likeness"]["same_region"]),
        (&json!(true), &json!(true))
    );

    lead.ok("place_merge", json!({"place": other, "same_as": stands}));
    share(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let rows = desk.ok("place_list", json!({}))["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!(
            (&rows[0]["visits"], &rows[0]["held"], &rows[0]["merged"]),
            (&json!(1), &json!(450), &json!(1))
        );
        let whole = view(desk, &stands);
        assert_eq!(
            (&whole["counts"][0]["place"], &whole["merged"][0]["place"]),
            (&json!(other), &json!(other))
        );
        assert_eq!(view(desk, &other)["stands"]["place"], json!(stands));
        assert_eq!(desk.ok("place_pairs", json!({}))["pairs"], json!([]));
    }
    let ring = json!({"place": stands, "same_as": other});
    assert_eq!(lead.refused("place_merge", ring), ErrorCode::Refused);

    inspector.ok("place_merge", json!({"place": other, "same_as": null}));
    share(&mut inspector, &mut lead);
    assert_eq!(lead.ok("place_list", json!({}))["rows"].as_array().unwrap().len(), 2);
    assert_eq!(view(&mut lead, &stands)["row"]["held"], Value::Null);
    let apart = json!({"one": stands, "other": other, "apart": true});
    inspector.ok("place_apart", apart);
    share(&mut inspector, &mut lead);
    assert_eq!(lead.ok("place_pairs", json!({}))["pairs"], json!([]));
}

#[test]
fn places_merged_into_each_other_by_two_people_are_one_on_both_devices() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let one = place(&mut lead, "Tarn Hill Prison");
    let other = place(&mut lead, "Tarn Hil Prison");
    share(&mut lead, &mut inspector);
    lead.ok("place_merge", json!({"place": one, "same_as": other}));
    inspector.ok("place_merge", json!({"place": other, "same_as": one}));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let rows = desk.ok("place_list", json!({}))["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!(rows[0]["id"], json!(one), "the older of a ring");
        assert_eq!(view(desk, &other)["stands"]["place"], json!(one));
    }
    // Parted by one of both, the other still says so.
    lead.ok("place_merge", json!({"place": one, "same_as": null}));
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert_eq!(desk.ok("place_list", json!({}))["rows"][0]["id"], json!(one));
    }
}

#[test]
fn what_came_before_the_place_that_stands_for_it_is_one_with_it_when_that_comes() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    assert_eq!(inspector.ok("place_list", json!({}))["rows"], json!([]));
    // Records come in the order in which they were made.
    let older = place(&mut lead, "Tarn Hil Prison");
    let stands = place(&mut lead, "Tarn Hill Prison");
    lead.ok("place_merge", json!({"place": older, "same_as": stands}));
    share(&mut lead, &mut inspector);
    let rows = inspector.ok("place_list", json!({}))["rows"].clone();
    let ids: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&json!(stands)]);
}

#[test]
fn a_place_merged_into_two_others_at_once_is_for_a_lead_to_settle() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let [one, two, three] = ["Tarn", "Tarn Hill", "Tarn Hill Prison"].map(|name| place(&mut lead, name));
    share(&mut lead, &mut inspector);
    lead.ok("place_merge", json!({"place": one, "same_as": two}));
    inspector.ok("place_merge", json!({"place": one, "same_as": three}));
    meet(&mut lead, &mut inspector);
    let shown = |desk: &mut Desk| view(desk, &one)["stands"]["place"].clone();
    assert_eq!(shown(&mut lead), shown(&mut inspector));
    assert_eq!(open_paths(&mut lead), ["place/same_as"]);
    assert_eq!(labels(&mut lead), ["field-place-same_as"]);
}

#[test]
fn who_differ_on_whether_two_records_are_of_two_places_see_the_names_of_both() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let [one, other] = ["Tarn", "Tarn Hill"].map(|name| place(&mut lead, name));
    share(&mut lead, &mut inspector);
    let apart = |apart: bool| json!({"one": one, "other": other, "apart": apart});
    lead.ok("place_apart", apart(true));
    inspector.ok("place_apart", apart(false));
    meet(&mut lead, &mut inspector);
    assert_eq!(labels(&mut lead), ["field-apart"]);
    let open = lead.ok("conflict_list", json!({}))["open"].clone();
    // The older record holds it; ids made at one moment have no order.
    let subject = open[0]["subject"].as_str().unwrap();
    assert!(["Tarn Hill · Tarn", "Tarn · Tarn Hill"].contains(&subject), "{subject}");
}
