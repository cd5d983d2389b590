//! Facts that several correct: what each touched is written, and nothing newer is overwritten.

use super::*;

#[test]
fn only_what_was_touched_in_a_form_is_written_and_nothing_newer_is_overwritten() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    share(&mut lead, &mut inspector);
    let was = facts(&mut lead, &visit);
    assert_eq!(was, facts(&mut inspector, &visit));

    // Two forms open on the same facts: what each touched lands, whoever saves last.
    let set = |was: &Value, facts: Value| json!({"visit": visit, "was": was, "facts": facts});
    inspector.ok("visit_set", set(&was, with(&was, "ends_on", "2026-03-04")));
    share(&mut inspector, &mut lead);
    lead.ok("visit_set", set(&was, with(&was, "visit_kind", "thematic")));
    let now = facts(&mut lead, &visit);
    assert_eq!(
        (&now["ends_on"], &now["visit_kind"]),
        (&json!("2026-03-04"), &json!("thematic"))
    );

    // The same fact, changed since the form was opened, is not overwritten.
    let over = set(&was, with(&was, "ends_on", "2026-03-09"));
    let refused = lead.call("visit_set", over).unwrap_err();
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Stale, Some("ends_on"))
    );
    assert_eq!(facts(&mut lead, &visit), now);
    lead.ok("visit_set", set(&now, with(&now, "ends_on", "2026-03-09")));
    let again = facts(&mut lead, &visit);
    lead.ok("visit_set", set(&again, with(&again, "ends_on", Value::Null)));
    assert_eq!(
        facts(&mut lead, &visit)["ends_on"],
        Value::Null,
        "a last day can be taken away"
    );

    let backwards = with(&again, "ends_on", "2026-03-01");
    assert_eq!(lead.refused("visit_set", set(&again, backwards)), ErrorCode::Refused);
}

#[test]
fn facts_of_a_visit_and_its_checklists_are_saved_together_or_not_at_all() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    share(&mut lead, &mut inspector);
    let was = facts(&mut lead, &visit);
    let lists = |desk: &mut Desk| -> Vec<Value> {
        let view = desk.ok("visit_get", json!({"visit": visit}));
        let lists = view["checklists"].as_array().unwrap();
        lists.iter().map(|list| list["checklist"].clone()).collect()
    };
    let shown = lists(&mut lead);
    let set = |was: &Value, facts: Value, chosen: Value| {
        let checklists = json!({"was": shown, "chosen": chosen});
        json!({"visit": visit, "was": was, "facts": facts, "checklists": checklists})
    };

    // A list that does not ship is refused, and the facts beside it with it.
    let wanted = with(&was, "objectives", "The wing for remand");
    assert_eq!(
        lead.refused("visit_set", set(&was, wanted.clone(), json!(["of_nobody"]))),
        ErrorCode::NotFound
    );
    assert_eq!(
        (facts(&mut lead, &visit), lists(&mut lead)),
        (was.clone(), shown.clone())
    );

    // Facts that moved on are refused, and the lists beside them with them.
    inspector.ok(
        "visit_set",
        json!({"visit": visit, "was": was, "facts": with(&was, "objectives", "The yard")}),
    );
    share(&mut inspector, &mut lead);
    assert_eq!(
        lead.refused("visit_set", set(&was, wanted, json!(["remand"]))),
        ErrorCode::Stale
    );
    assert_eq!(lists(&mut lead), shown);

    // What the form touched is written, and a list that a colleague chose meanwhile stays.
    let now = facts(&mut lead, &visit);
    inspector.ok("visit_set", set(&now, now.clone(), json!(["police_custody"])));
    share(&mut inspector, &mut lead);
    lead.ok("visit_set", set(&now, with(&now, "announced", true), json!(["remand"])));
    assert_eq!(facts(&mut lead, &visit)["announced"], true);
    let chosen = lists(&mut lead);
    assert!(
        chosen.contains(&json!("police_custody")) && chosen.contains(&json!("remand")),
        "{chosen:?}"
    );
}

#[test]
fn a_fact_changed_on_two_devices_at_once_is_a_conflict_and_a_further_version_covers_nobodys() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    share(&mut lead, &mut inspector);
    let was = facts(&mut lead, &visit);
    let set = |day: &str| json!({"visit": visit, "was": was, "facts": with(&was, "starts_on", day)});
    inspector.ok("visit_set", set("2026-02-27"));
    lead.ok("visit_set", set("2026-02-28"));
    share(&mut inspector, &mut lead);
    let view = lead.ok("visit_get", json!({"visit": visit}));
    assert_eq!(view["conflicts"], json!(["visit/starts_on"]));
    lead.ok("visit_set", set("2026-03-01"));
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    let said: Vec<&str> = open[0]["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["text"].as_str().unwrap())
        .collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&"2026-02-27") && said.contains(&"2026-03-01"), "{said:?}");
}

#[test]
fn facts_of_a_place_are_corrected_in_the_same_way() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id(
        "place_add",
        json!({"name": "Tarn Hill", "place_type": "prison", "capacity": 420}),
    );
    share(&mut lead, &mut inspector);
    let was = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    let set = |facts: Value| json!({"place": place, "was": was, "facts": facts});
    inspector.ok("place_set", set(with(&was, "capacity", 400)));
    share(&mut inspector, &mut lead);
    lead.ok("place_set", set(with(&was, "region", "North")));
    let now = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
    assert_eq!((&now["capacity"], &now["region"]), (&json!(400), &json!("North")));
    assert_eq!(
        lead.refused("place_set", set(with(&was, "capacity", 500))),
        ErrorCode::Stale
    );
}

#[test]
fn seats_and_areas_can_be_changed_and_removed_and_what_is_recorded_in_an_area_keeps_it() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let area = lead.id("area_add", json!({"visit": visit, "name": "Wing B"}));
    let members = lead.ok("team_get", json!({}))["members"].clone();
    let boris = members
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["role"] == "inspector")
        .unwrap()["member"]
        .clone();
    lead.ok(
        "visit_seat",
        json!({"visit": visit, "member": boris, "role": "expert", "areas": [area]}),
    );
    share(&mut lead, &mut inspector);
    let seats = |desk: &mut Desk| {
        desk.ok("visit_get", json!({"visit": visit}))["team"]
            .as_array()
            .unwrap()
            .len()
    };
    let areas = |desk: &mut Desk| {
        desk.ok("visit_get", json!({"visit": visit}))["areas"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((seats(&mut lead), areas(&mut lead)), (2, 2));

    lead.ok("seat_drop", json!({"visit": visit, "member": boris}));
    assert_eq!(seats(&mut lead), 1);
    assert_eq!(
        lead.refused("seat_drop", json!({"visit": visit, "member": boris})),
        ErrorCode::NotFound
    );
    // A colleague who changes the seat meanwhile disagrees, and both are there to see.
    inspector.ok(
        "visit_seat",
        json!({"visit": visit, "member": boris, "role": "interpreter", "areas": []}),
    );
    share(&mut inspector, &mut lead);
    let open = lead.ok("conflict_list", json!({"visit": visit}))["open"].clone();
    assert_eq!(open[0]["path"], json!(format!("team/{}", boris.as_str().unwrap())));

    let rename = |was: &str, name: &str| json!({"visit": visit, "area": area, "was": was, "name": name});
    lead.ok("area_set", rename("Wing B", "Wing C"));
    assert_eq!(lead.refused("area_set", rename("Wing B", "Wing D")), ErrorCode::Stale);
    // Recorded on the other device while it is removed here: it is there again.
    inspector.answer(&visit, &area, "spoken_to", "yes");
    lead.ok("area_drop", json!({"visit": visit, "area": area}));
    assert_eq!(areas(&mut lead), 1);
    share(&mut inspector, &mut lead);
    assert_eq!(areas(&mut lead), 2);
    assert_eq!(
        lead.refused("area_drop", json!({"visit": visit, "area": area})),
        ErrorCode::NotEmpty
    );
}

#[test]
fn days_that_two_put_out_of_order_apart_can_be_put_right() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let place = lead.id(
        "place_add",
        json!({"name": "Velm", "place_type": "prison", "opened_on": "2000-01-01", "closed_on": "2020-01-01"}),
    );
    let member = inspector.ok("team_get", json!({}))["me"].clone();
    let of_person = |desk: &mut Desk| {
        let people = desk.ok("body_get", json!({}))["people"].clone();
        let mut people = people.as_array().unwrap().iter();
        people.find(|one| one["member"] == member).unwrap()["facts"].clone()
    };
    let shown = |desk: &mut Desk, what: &str| match what {
        "visit" => facts(desk, &visit),
        "place" => desk.ok("place_get", json!({"place": place}))["row"]["facts"].clone(),
        _ => of_person(desk),
    };
    let set = |desk: &mut Desk, what: &str, changed: &[(&str, &str)]| {
        let was = shown(desk, what);
        let wanted = changed
            .iter()
            .fold(was.clone(), |facts, (name, day)| with(&facts, name, *day));
        let (noun, id) = match what {
            "visit" => ("visit", json!(visit)),
            "place" => ("place", json!(place)),
            _ => ("member", member.clone()),
        };
        let args = json!({(noun): id, "was": was, "facts": wanted});
        desk.call(&format!("{what}_set"), args).map_err(|error| error.code)
    };
    set(&mut lead, "visit", &[("ends_on", "2026-03-05")]).unwrap();
    let away = [("away_from", "2026-05-01"), ("away_until", "2026-05-20")];
    set(&mut lead, "person", &away).unwrap();
    share(&mut lead, &mut inspector);
    // The lead moves the last day back, the inspector the first one on.
    for (what, first, last, days) in [
        (
            "visit",
            "starts_on",
            "ends_on",
            ["2026-03-04", "2026-03-03", "2026-03-02", "2026-03-06"],
        ),
        (
            "place",
            "opened_on",
            "closed_on",
            ["2010-01-01", "2005-01-01", "2004-01-01", "2011-01-01"],
        ),
        (
            "person",
            "away_from",
            "away_until",
            ["2026-05-15", "2026-05-10", "2026-05-09", "2026-05-16"],
        ),
    ] {
        let [later_first, earlier_last, still_wrong, right] = days;
        set(&mut lead, what, &[(last, earlier_last)]).unwrap();
        set(&mut inspector, what, &[(first, later_first)]).unwrap();
        share(&mut inspector, &mut lead);
        let seen = shown(&mut lead, what);
        assert_eq!(
            (&seen[first], &seen[last]),
            (&json!(later_first), &json!(earlier_last)),
            "{what}"
        );
        assert_eq!(
            set(&mut lead, what, &[(last, still_wrong)]),
            Err(ErrorCode::Refused),
            "what is wanted is held to the rules: {what}"
        );
        set(&mut lead, what, &[(last, right)]).unwrap();
        assert_eq!(shown(&mut lead, what)[last], right);
    }
}
