//! At the gate: waits, stays, and on what ground access was refused.

use super::*;

#[test]
fn a_wait_at_the_gate_is_one_tap_outlives_the_app_and_ends_with_one() {
    let (mut lead, _, visit) = on_a_visit();
    let started = lead.id("access_start", json!({"visit": visit}));
    lead.reopen();
    let view = lead.ok("visit_get", json!({"visit": visit}));
    assert_eq!(
        (&view["waiting"][0]["access"], &view["waiting"][0]["asked"]),
        (&json!(started), &json!("entry"))
    );
    let end = json!({"visit": visit, "access": started, "outcome": "refused"});
    lead.ok("access_end", end.clone());
    assert_eq!(lead.refused("access_end", end), ErrorCode::NotFound, "it is over");
    let log = lead.ok("access_list", json!({"visit": visit}));
    assert_eq!(log["rows"][0]["facts"]["outcome"], "refused");
    assert_eq!(log["rows"][0]["facts"]["article"], "20_c");
    assert_eq!(lead.ok("visit_get", json!({"visit": visit}))["waiting"], json!([]));

    let stay = lead.id("stay_arrive", json!({"visit": visit, "offset_minutes": 120}));
    assert_eq!(
        lead.ok("visit_get", json!({"visit": visit}))["here"]["stay"],
        json!(stay)
    );
    lead.ok("stay_leave", json!({"visit": visit, "stay": stay}));
    assert_eq!(lead.ok("visit_get", json!({"visit": visit}))["here"], json!(null));
}

#[test]
fn documents_are_awaited_while_the_gate_is_shut_and_each_wait_ends_by_itself() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let waits = |desk: &mut Desk| desk.ok("visit_get", json!({"visit": visit}))["waiting"].clone();
    let asked = |desk: &mut Desk| -> Vec<String> {
        let waits = waits(desk);
        let all = waits.as_array().unwrap().iter();
        all.map(|one| one["asked"].as_str().unwrap().to_owned()).collect()
    };
    let entry = lead.id("access_start", json!({"visit": visit}));
    let files = lead.id("access_start", json!({"visit": visit, "asked": "files"}));
    // A colleague waits for the same kind of thing elsewhere: that is a wait of its own.
    meet(&mut lead, &mut inspector);
    let others = inspector.id("access_start", json!({"visit": visit, "asked": "files"}));
    meet(&mut lead, &mut inspector);
    lead.reopen();
    assert_eq!(asked(&mut lead).len(), 3);
    assert_eq!(asked(&mut lead)[0], "entry");
    let end = |access: &str, outcome: &str| json!({"visit": visit, "access": access, "outcome": outcome});
    lead.ok("access_end", end(&files, "refused"));
    assert_eq!(asked(&mut lead), ["entry", "files"], "the others go on");
    lead.ok("access_end", end(&entry, "granted"));
    let left = waits(&mut lead);
    assert_eq!(
        (left.as_array().unwrap().len(), &left[0]["access"]),
        (1, &json!(others))
    );
    meet(&mut lead, &mut inspector);
    inspector.ok("access_end", end(&others, "partly"));
    assert_eq!(waits(&mut inspector), json!([]));
    let log = inspector.ok("access_list", json!({"visit": visit}))["rows"].clone();
    let outcome = |id: &str| {
        let rows = log.as_array().unwrap().iter();
        let mut rows = rows.filter(|row| row["id"] == id);
        rows.next().unwrap()["facts"]["outcome"].clone()
    };
    assert_eq!(
        [outcome(&entry), outcome(&files), outcome(&others)],
        [json!("granted"), json!("refused"), json!("partly")]
    );
}

#[test]
fn a_stay_is_entered_in_the_evening_with_the_times_on_paper_and_corrected_when_they_were_wrong() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let stay = |arrived: Value, left: Value| json!({"arrived_at": arrived, "left_at": left, "offset_minutes": 120});
    let add = |facts: &Value| json!({"visit": visit, "facts": facts});
    for facts in [
        stay(json!(null), json!("2026-03-02T16:00:00Z")),
        stay(json!("2026-03-02T16:00:00Z"), json!("2026-03-02T08:00:00Z")),
        stay(json!("yesterday"), json!(null)),
    ] {
        assert_eq!(lead.refused("stay_add", add(&facts)), ErrorCode::Refused, "{facts}");
    }
    let typed = stay(json!("2026-03-02T06:40:00Z"), json!("2026-03-02T16:00:00Z"));
    let added = lead.id("stay_add", add(&typed));
    meet(&mut lead, &mut inspector);
    let seen = inspector.ok("access_list", json!({"visit": visit}))["stays"][0].clone();
    assert_eq!(
        (&seen["id"], &seen["facts"]["offset_minutes"]),
        (&json!(added), &json!(120))
    );
    assert_eq!(inspector.ok("visit_get", json!({"visit": visit}))["here"], json!(null));

    let mut right = seen["facts"].clone();
    right["left_at"] = json!("2026-03-02T19:30:00Z");
    let set = json!({"visit": visit, "stay": added, "was": seen["facts"], "facts": right});
    inspector.ok("stay_set", set);
    meet(&mut lead, &mut inspector);
    let stays = lead.ok("access_list", json!({"visit": visit}))["stays"].clone();
    assert_eq!(stays.as_array().unwrap().len(), 1);
    let left = stays[0]["facts"]["left_at"].as_str().unwrap();
    assert!(left.starts_with("2026-03-02T19:30:00"), "{left}");
    // What was met on another day says nothing of how long they stood at the gate on this one.
    let entry = json!({"asked": "entry", "outcome": "granted", "asked_at": "2026-03-03T08:00:00Z", "answered_at": "2026-03-03T08:20:00Z"});
    lead.id("access_add", json!({"visit": visit, "facts": entry}));
    let stays = lead.ok("access_list", json!({"visit": visit}))["stays"].clone();
    assert_eq!(stays[0]["gate_minutes"], json!(null));
    let board = lead.ok("coverage_get", json!({"visit": visit, "offset_minutes": 0}));
    let hours = board["rows"].as_array().unwrap().iter();
    let seen = hours.filter(|row| row["kind"] == "hours" && row["seen"] == true);
    assert!(seen.count() > 0, "the hours of a stay typed in count as seen");
}

/// The profile as it would be with these of its facts.
fn profile(desk: &mut Desk, change: Value) -> Value {
    let was = desk.ok("body_get", json!({}))["facts"].clone();
    let mut facts = was.clone();
    for (name, value) in change.as_object().unwrap() {
        facts[name] = value.clone();
    }
    json!({"was": was, "facts": facts})
}

#[test]
fn a_wait_falls_under_the_article_of_the_body_and_a_ground_counts_where_its_profile_knows_it() {
    let (mut lead, _, visit) = on_a_visit();
    let refused = json!({"asked": "premises", "outcome": "refused", "grounds": "public_safety"});
    lead.id("access_add", json!({"visit": visit, "facts": refused}));
    let log = |desk: &mut Desk| desk.ok("access_list", json!({"visit": visit}));
    let of_a_national_body = log(&mut lead);
    assert_eq!(
        (&of_a_national_body["grounds"], &of_a_national_body["grounds_source"]),
        (&json!([]), &json!("OPCAT 20"))
    );
    assert_eq!(of_a_national_body["rows"][0]["ground_known"], false);

    let international = profile(&mut lead, json!({"kind": "international"}));
    lead.ok("body_set", international);
    lead.id("access_start", json!({"visit": visit}));
    let seen = log(&mut lead);
    assert_eq!(seen["grounds"].as_array().unwrap().len(), 4);
    assert_eq!(seen["grounds_source"], "OPCAT 14(2)");
    let rows = seen["rows"].as_array().unwrap();
    let of = |asked: &str| rows.iter().find(|row| row["facts"]["asked"] == asked).unwrap();
    assert_eq!(of("entry")["facts"]["article"], "14_1_c");
    assert_eq!(of("premises")["ground_known"], true);

    let own = profile(&mut lead, json!({"grounds": ["natural_disaster"]}));
    lead.ok("body_set", own);
    let seen = log(&mut lead);
    assert_eq!(
        (&seen["grounds"], &seen["grounds_source"]),
        (&json!(["natural_disaster"]), &json!(""))
    );
    let mut rows = seen["rows"].as_array().unwrap().iter();
    assert!(rows.all(|row| row["ground_known"] == false));
}

#[test]
fn an_access_entry_is_refused_where_it_cannot_be() {
    let (mut lead, _, visit) = on_a_visit();
    let add = |facts: Value| json!({"visit": visit, "facts": facts});
    for facts in [
        json!({}),
        json!({"asked": "everything"}),
        json!({"asked": "files", "asked_at": "2026-03-02T10:00:00Z", "answered_at": "2026-03-02T09:00:00Z"}),
        json!({"asked": "files", "minutes": 999_999}),
        json!({"asked": "files", "by_function": "x".repeat(201)}),
        json!({"asked": "files", "article": "14_1_f"}),
    ] {
        assert_eq!(
            lead.refused("access_add", add(facts.clone())),
            ErrorCode::Refused,
            "{facts}"
        );
    }
    let added = lead.id(
        "access_add",
        add(json!({"asked": "files", "outcome": "delayed", "minutes": 47})),
    );
    lead.ok("access_drop", json!({"visit": visit, "entry": added, "dropped": true}));
    let log = lead.ok("access_list", json!({"visit": visit}));
    assert_eq!(
        (&log["rows"][0]["dropped"], &log["waited_minutes"]),
        (&json!(true), &json!(0))
    );
}

#[test]
fn a_wait_and_a_stay_whose_ends_two_set_apart_can_be_put_right() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let at = |time: &str| json!(format!("2026-03-02T{time}:00Z"));
    let waited = json!({
        "asked": "files", "outcome": "granted", "asked_at": at("09:00"), "answered_at": at("09:30"),
    });
    let access = lead.id("access_add", json!({"visit": visit, "facts": waited}));
    let stay = lead.id("stay_arrive", json!({"visit": visit, "offset_minutes": 0}));
    let shown = |desk: &mut Desk, what: &str| {
        let log = desk.ok("access_list", json!({"visit": visit}));
        let rows = if what == "access" { "rows" } else { "stays" };
        log[rows][0]["facts"].clone()
    };
    let set = |desk: &mut Desk, what: &str, changed: &[(&str, &str)]| {
        let was = shown(desk, what);
        let mut facts = was.clone();
        for (member, time) in changed {
            facts[*member] = at(time);
        }
        let id = if what == "access" { &access } else { &stay };
        let args = json!({"visit": visit, (what): id, "was": was, "facts": facts});
        desk.call(&format!("{what}_set"), args).map_err(|error| error.code)
    };
    set(&mut lead, "stay", &[("arrived_at", "08:00"), ("left_at", "12:00")]).unwrap();
    meet(&mut lead, &mut inspector);
    for (what, from, to) in [("access", "asked_at", "answered_at"), ("stay", "arrived_at", "left_at")] {
        set(&mut lead, what, &[(to, "09:10")]).unwrap();
        set(&mut inspector, what, &[(from, "09:20")]).unwrap();
        meet(&mut lead, &mut inspector);
        let seen = shown(&mut lead, what);
        assert!(
            seen[from].as_str() > seen[to].as_str(),
            "each is right by itself: {seen}"
        );
        assert_eq!(
            set(&mut lead, what, &[(to, "09:15")]),
            Err(ErrorCode::Refused),
            "what is wanted is held to the rules"
        );
        set(&mut lead, what, &[(to, "09:40")]).unwrap();
        let seen = shown(&mut lead, what);
        assert!(seen[from].as_str() < seen[to].as_str(), "{seen}");
    }
}
