//! What a device may say and write while it does not know the whole: lists of all records, colleagues who leave at the same
//! time, and those of whom nobody heard.

use super::{CANARY, carry, comes_back, heads, meet, open, ready, takes_keys_out};
use crate::api::ErrorCode;
use crate::desk::Desk;
use crate::travel::standing::MAX_SILENT_DAYS;
use serde_json::json;
use visita_domain::dates::DAY_MS;
use visita_vault::PeerRow;

/// A year in which nothing is planned.
const YEAR: i32 = 2031;
const A_MINUTE_MS: i64 = 60 * 1_000;

#[test]
fn what_would_take_some_for_all_waits_while_away_and_on_the_way_back() {
    let (mut lead, mut inspector, work) = ready();
    let draw = json!({"year": YEAR, "count": 1, "place_types": []});
    let draw = inspector.ok("plan_draw", draw)["draw"]["id"].clone();
    let path = work.leave(&mut inspector);
    let here = inspector.ok("place_list", json!({}))["rows"][0]["id"].clone();
    // The same place would come out as a new one: its record is not here to be recognised.
    let table = inspector.file("places.csv");
    std::fs::write(&table, format!("Name;Type\n{CANARY} Gate;prison\nHarbour;prison\n")).unwrap();
    let line = json!({"place": here, "month": format!("{YEAR}-05")});
    let asked = [
        ("place_table", json!({"path": table})),
        ("place_import", json!({"choices": []})),
        ("plan_propose", json!({"year": YEAR})),
        ("plan_adopt", json!({"lines": [line], "readers": {"whole_team": true}})),
        ("draw_check", json!({"draw": draw})),
        ("plan_draw", json!({"year": YEAR + 1, "count": 1, "place_types": []})),
        (
            "place_export",
            json!({"path": inspector.file("register.csv"), "format": "csv", "language": "en"}),
        ),
        (
            "numbers_export",
            json!({
                "ask": {"from": format!("{YEAR}-01-01"), "to": format!("{YEAR}-12-31")},
                "language": "en", "path": inspector.file("numbers.csv"),
            }),
        ),
        (
            "programme_export",
            json!({"year": YEAR, "path": inspector.file("calendar"), "title": "Visit"}),
        ),
    ];
    let all_refused = |inspector: &mut Desk| {
        for (name, args) in asked.clone() {
            assert_eq!(inspector.refused(name, args), ErrorCode::LeftBehind, "{name}");
        }
    };
    all_refused(&mut inspector);
    takes_keys_out(&mut lead, &mut inspector, &path);
    all_refused(&mut inspector);
    inspector.reopen();
    assert_eq!(inspector.ok("journey_get", json!({}))["returning"], json!(false));
    for (name, args) in asked {
        let done = inspector.ok(name, args);
        if name == "place_import" {
            assert_eq!(done["added"], json!(1), "{done}");
        }
    }
}

#[test]
fn two_who_leave_at_once_still_hand_each_other_the_way_back() {
    let (mut lead, mut inspector, work) = ready();
    meet(&mut lead, &mut inspector);
    let of_inspector = work.leave(&mut inspector);
    // The lead did not hear of it, and relies on what the inspector held.
    let typed = json!({"key": work.note, "text": format!("{CANARY} typed by the lead")});
    lead.ok("draft_put", typed);
    let of_lead = work.leave(&mut lead);
    let to_lead = inspector.file("handed");
    let handed = inspector.ok("travel_hand_back", json!({"path": of_lead, "to": to_lead}));
    assert_eq!(handed["member"], "Lead");
    comes_back(&mut lead, &mut inspector, &of_inspector);
    let state = lead.ok("travel_end", json!({"path": to_lead}));
    assert_eq!((&state["away"], &state["returning"]), (&json!(false), &json!(false)));
    for record in work.records() {
        assert_eq!(heads(&mut lead, record), heads(&mut inspector, record));
    }
}

/// Everything that others said was said so much earlier.
fn heard_earlier(desk: &mut Desk, by_ms: i64) {
    let vault = &mut open(desk).vault;
    let rows = vault.read().peers().unwrap();
    let earlier = rows.into_iter().map(|row| PeerRow {
        at_ms: row.at_ms - by_ms,
        ..row
    });
    let earlier: Vec<PeerRow> = earlier.collect();
    vault
        .transact(|tx| earlier.iter().try_for_each(|row| tx.put_peer(row)))
        .unwrap();
}

#[test]
fn a_device_that_nobody_heard_of_for_a_week_may_be_away_itself() {
    let (mut lead, mut inspector, work) = ready();
    heard_earlier(&mut inspector, MAX_SILENT_DAYS * DAY_MS - 10 * A_MINUTE_MS);
    assert_eq!(work.why_not(&mut inspector), vec![json!(null); 3]);
    heard_earlier(&mut inspector, 20 * A_MINUTE_MS);
    assert_eq!(work.why_not(&mut inspector), vec![json!("only_here"); 3]);
    let path = inspector.file("journey");
    let refused = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(refused, ErrorCode::CannotLeave);
    carry(&mut lead, &mut inspector);
    assert_eq!(work.why_not(&mut inspector), vec![json!(null); 3]);
}
