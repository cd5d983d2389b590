//! One person follows a recommendation from the finding to what became of it.

use super::*;
use crate::api::ErrorCode;

#[test]
fn from_a_finding_to_a_letter_a_reply_a_visit_and_done() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let row = get(&mut lead, &id)["row"].clone();
    assert_eq!(
        (&row["column"], &row["place_name"], &row["addressee_name"]),
        (&json!("draft"), &json!("Tarn Hill"), &json!("Ministry of Justice"))
    );
    assert!(row["reference"].as_str().unwrap().starts_with("2026-"));
    let findings = get(&mut lead, &id)["findings"].clone();
    assert_eq!(findings[0]["statement"], "Fourteen persons slept on the floor.");

    send(&mut lead, &id, "2026-03-10", json!("2099-04-10"));
    assert_eq!(get(&mut lead, &id)["row"]["column"], "sent");
    let facts = json!({"on": "2026-03-30", "words": "Beds were ordered.", "reference": "MJ/7", "grade": "b"});
    lead.ok("reply_add", json!({"recommendation": id, "facts": facts}));
    let row = get(&mut lead, &id)["row"].clone();
    assert_eq!(
        (&row["column"], &row["grade"], &row["days_to_reply"], &row["due_kind"]),
        (&json!("replied"), &json!("b"), &json!(20), &json!("implementation"))
    );
    let call = json!({"on": "2026-04-02", "way": "call", "words": "The beds come in May."});
    lead.ok("message_add", json!({"recommendation": id, "facts": call}));

    // The next visit to the place asks for it by itself; the visit it came out of does not.
    let next = lead.id(
        "visit_create",
        with(&desk::visit(&ground.place), "starts_on", "2026-06-01"),
    );
    let asked = |desk: &mut Desk, visit: &str| desk.ok("verify_list", json!({"visit": visit}))["rows"].clone();
    assert_eq!(asked(&mut lead, &ground.visit), json!([]));
    assert_eq!(asked(&mut lead, &next)[0]["last_reply"], "Beds were ordered.");
    let found =
        json!({"visit": next, "recommendation": id, "result": "fully", "source": "observed", "note": "Counted."});
    lead.ok("verified_set", found);
    let view = get(&mut lead, &id);
    assert_eq!(
        (&view["proposed"], &view["row"]["checked"]),
        (&json!("full"), &json!("fully"))
    );
    let entries: Vec<&str> = view["thread"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["entry"].as_str().unwrap())
        .collect();
    assert_eq!(entries, ["letter", "reply", "message", "visit"]);
    let set = |was: &str| json!({"recommendation": id, "was": was, "implementation": "full"});
    assert_eq!(lead.refused("implementation_set", set("partial")), ErrorCode::Stale);
    lead.ok("implementation_set", set("none"));
    let view = get(&mut lead, &id);
    assert_eq!(
        (&view["row"]["column"], &view["proposed"]),
        (&json!("done"), &Value::Null)
    );

    lead.reopen();
    assert_eq!(get(&mut lead, &id), view, "as it was before the lock");
    lead.ok("vault_rebuild", json!({}));
    assert_eq!(get(&mut lead, &id), view, "as it is made anew");
}

/// What a visit is to look at, by id.
fn to_verify(desk: &mut Desk, visit: &str) -> Vec<Value> {
    let items = desk.ok("verify_list", json!({"visit": visit}))["rows"].clone();
    let rows = items.as_array().unwrap().iter();
    rows.map(|item| item["row"]["id"].clone()).collect()
}

fn visit_on(desk: &mut Desk, ground: &Ground, day: &str) -> String {
    desk.id("visit_create", with(&desk::visit(&ground.place), "starts_on", day))
}

/// Takes the day of a visit away, or writes another field of a record, as no form does.
fn write(desk: &mut Desk, doc: &str, path: &str, value: Option<&Value>) {
    let session = desk.session.as_mut().unwrap();
    let id = doc.parse().unwrap();
    let written = session.write(id, |edit| edit.set(path, value, WritePolicy::Fact), |_| Ok(()));
    written.unwrap();
}

#[test]
fn a_visit_looks_at_what_went_out_by_the_day_it_begins_and_at_what_was_found_on_it() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    let asked = [json!(id)];
    let nothing: [Value; 0] = [];
    let years_before = visit_on(&mut lead, &ground, "2021-05-04");
    let day_before = visit_on(&mut lead, &ground, "2026-03-09");
    let same_day = visit_on(&mut lead, &ground, "2026-03-10");
    let later = visit_on(&mut lead, &ground, "2026-06-01");
    let some_day = visit_on(&mut lead, &ground, "2021-05-04");
    write(&mut lead, &some_day, "visit/starts_on", None);
    for visit in [&years_before, &day_before, &ground.visit] {
        assert_eq!(to_verify(&mut lead, visit), nothing);
    }
    for visit in [&same_day, &later, &some_day] {
        assert_eq!(to_verify(&mut lead, visit), asked);
    }

    // A reminder does not take it off the visits that were made since the first letter.
    send(&mut lead, &id, "2026-09-01", Value::Null);
    assert_eq!(to_verify(&mut lead, &later), asked);

    // What somebody found on an earlier visit all the same stays in sight there.
    let found = json!({"visit": day_before, "recommendation": id, "result": "not", "source": "observed"});
    lead.ok("verified_set", found);
    assert_eq!(to_verify(&mut lead, &day_before), asked);
    lead.reopen();
    assert_eq!(to_verify(&mut lead, &day_before), asked);
    assert_eq!(to_verify(&mut lead, &years_before), nothing);
}

#[test]
fn a_visit_called_off_or_closed_is_to_look_at_nothing_more() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    let asked = [json!(id)];
    let nothing: [Value; 0] = [];
    let (first, second) = (
        visit_on(&mut lead, &ground, "2026-06-01"),
        visit_on(&mut lead, &ground, "2026-09-01"),
    );
    for (why, expected) in [("The road is closed.", nothing.as_slice()), ("", asked.as_slice())] {
        lead.ok("visit_call_off", json!({"visit": first, "why": why}));
        assert_eq!(to_verify(&mut lead, &first), expected, "{why}");
    }

    let found = json!({"visit": second, "recommendation": id, "result": "partly", "source": "observed"});
    lead.ok("verified_set", found);
    for visit in [&first, &second] {
        for phase in ["on_site", "debrief", "reporting", "follow_up", "closed"] {
            assert_eq!(to_verify(&mut lead, visit), asked, "before {phase}");
            lead.ok("visit_phase", json!({"visit": visit, "phase": phase}));
        }
    }
    assert_eq!(to_verify(&mut lead, &first), nothing);
    assert_eq!(to_verify(&mut lead, &second), asked, "it was found there");
    lead.ok("visit_phase", json!({"visit": first, "phase": "follow_up"}));
    assert_eq!(to_verify(&mut lead, &first), asked, "it was taken up again");
}

#[test]
fn what_was_called_sent_without_a_letter_is_looked_at_since_the_visit_that_it_came_out_of() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    write(&mut lead, &id, "recommendation/status", Some(&json!("sent")));
    let nothing: [Value; 0] = [];
    let (before, later) = (
        visit_on(&mut lead, &ground, "2026-03-01"),
        visit_on(&mut lead, &ground, "2026-03-03"),
    );
    for visit in [&before, &ground.visit] {
        assert_eq!(to_verify(&mut lead, visit), nothing);
    }
    assert_eq!(to_verify(&mut lead, &later), [json!(id)]);
}

#[test]
fn one_about_a_place_needs_no_visit_and_the_place_of_one_that_names_a_visit_is_the_visits() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let other = lead.id("place_add", json!({"name": "Fell Side", "place_type": "prison"}));
    let about = with(&with(&facts(&ground), "visit", Value::Null), "place", other.clone());
    let id = lead.id("recommendation_add", json!({"facts": about}));
    let set = |desk: &mut Desk, name: &str, value: Value| {
        let was = get(desk, &id)["facts"].clone();
        let wanted = with(&was, name, value);
        desk.ok(
            "recommendation_set",
            json!({"recommendation": id, "was": was, "facts": wanted}),
        );
        get(desk, &id)["facts"]["place"].clone()
    };
    assert_eq!(get(&mut lead, &id)["facts"]["place"], json!(other));
    assert_eq!(set(&mut lead, "visit", json!(ground.visit)), json!(ground.place));
    assert_eq!(set(&mut lead, "place", json!(other)), json!(ground.place));
    // The visit is taken off, and the place stays until another is chosen.
    assert_eq!(set(&mut lead, "visit", Value::Null), json!(ground.place));
    assert_eq!(set(&mut lead, "place", json!(other)), json!(other));
}

#[test]
fn a_reply_nobody_sent_is_due_and_a_refusal_is_told() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-01-10", json!("2026-02-10"));
    let row = get(&mut lead, &id)["row"].clone();
    assert_eq!((&row["column"], &row["passed"]), (&json!("reply_due"), &json!(100)));
    assert!(row["days_left"].as_i64().unwrap() < 0);
    let today = lead.ok("today_get", json!({}));
    assert_eq!((&today["due_count"], &today["due"][0]["id"]), (&json!(1), &json!(id)));
    let refusal = json!({"on": "2026-02-20", "words": "No budget.", "grade": "c", "refuses": true});
    let reply = lead.id("reply_add", json!({"recommendation": id, "facts": refusal}));
    assert_eq!(get(&mut lead, &id)["row"]["column"], "rejected");
    // Logged by mistake: it stays in the record and counts no more.
    let was = get(&mut lead, &id)["thread"][1]["facts"].clone();
    let dropped = json!({"recommendation": id, "reply": reply, "was": was, "facts": with(&was, "dropped", true)});
    lead.ok("reply_set", dropped);
    assert_eq!(get(&mut lead, &id)["row"]["column"], "reply_due");
    assert_eq!(lead.ok("search_find", json!({"query": "budget"}))["hits"], json!([]));
}

#[test]
fn what_names_nothing_here_and_what_would_go_in_a_circle_is_refused() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let first = add(&mut lead, &ground);
    let mut refused = |facts: Value| lead.call("recommendation_add", json!({"facts": facts})).unwrap_err();
    let facts = facts(&ground);
    assert_eq!(refused(with(&facts, "text", " ")).field.as_deref(), Some("text"));
    let gone = "01890000-0000-7000-8000-000000000000";
    for field in ["addressee", "visit", "repeats"] {
        let error = refused(with(&facts, field, gone));
        assert_eq!((error.code, error.field.as_deref()), (ErrorCode::NotFound, Some(field)));
    }
    assert_eq!(
        refused(with(&facts, "deadline", "2026-2-3")).field.as_deref(),
        Some("deadline")
    );
    let second = lead.id(
        "recommendation_add",
        json!({"facts": with(&facts, "repeats", first.clone())}),
    );
    let set = json!({"recommendation": first, "was": facts, "facts": with(&facts, "repeats", second.clone())});
    assert_eq!(
        lead.call("recommendation_set", set).unwrap_err().field.as_deref(),
        Some("repeats")
    );
    send(&mut lead, &first, "2026-03-01", Value::Null);
    assert_eq!(get(&mut lead, &first)["later"][0]["id"], json!(second));
    assert_ne!(
        get(&mut lead, &first)["row"]["column"],
        "repeated",
        "nobody has the later one yet"
    );
    send(&mut lead, &second, "2026-04-01", Value::Null);
    assert_eq!(get(&mut lead, &first)["row"]["column"], "repeated");
    assert_eq!(get(&mut lead, &second)["earlier"][0]["id"], json!(first));
    // A withdrawn one repeats nothing.
    lead.ok(
        "recommendation_withdraw",
        json!({"recommendation": second, "withdrawn": true}),
    );
    assert_ne!(get(&mut lead, &first)["row"]["column"], "repeated");
    assert_eq!(get(&mut lead, &second)["row"]["column"], "withdrawn");
    assert_eq!(rows(&mut lead, json!({})).len(), 1);
    assert_eq!(rows(&mut lead, json!({"withdrawn": true})).len(), 2);
}

#[test]
fn what_was_asked_is_followed_up_until_the_authority_has_what_says_it_again_and_for_the_same_place() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let first = add(&mut lead, &ground);
    send(&mut lead, &first, "2026-03-01", json!("2026-04-01"));
    let facts = with(&facts(&ground), "repeats", first.clone());
    let visit = with(&desk::visit(&ground.place), "starts_on", "2026-06-01");
    let visit = lead.id("visit_create", visit);
    // Whether it is on Today, on the next visit's list, and in its dossier.
    let followed = |lead: &mut Desk| {
        let holds = |rows: &Value, pointer: &str| {
            let mut rows = rows.as_array().unwrap().iter();
            rows.any(|row| row.pointer(pointer) == Some(&json!(first)))
        };
        let due = holds(&lead.ok("today_get", json!({}))["due"], "/id");
        let looked_at = holds(&lead.ok("verify_list", json!({"visit": visit}))["rows"], "/row/id");
        let told = holds(
            &lead.ok("dossier_get", json!({"visit": visit}))["recommendations"],
            "/id",
        );
        (due, looked_at, told)
    };
    assert_eq!(followed(&mut lead), (true, true, true));
    let second = lead.id("recommendation_add", json!({"facts": facts}));
    assert_eq!(followed(&mut lead), (true, true, true), "a draft takes nothing over");
    let elsewhere = lead.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let of_other = with(&with(&facts, "place", elsewhere), "visit", Value::Null);
    let third = lead.id("recommendation_add", json!({"facts": of_other}));
    send(&mut lead, &third, "2026-04-01", Value::Null);
    assert_eq!(followed(&mut lead), (true, true, true), "it is asked of another place");
    send(&mut lead, &second, "2026-04-01", Value::Null);
    assert_eq!(followed(&mut lead), (false, false, false));
    let of_second = lead.ok("verify_list", json!({"visit": visit}))["rows"].clone();
    assert_eq!(
        of_second[0]["row"]["id"],
        json!(second),
        "it is followed up in its place"
    );
}

#[test]
fn what_is_asked_of_a_ministry_for_all_its_places_is_looked_at_in_each_of_them() {
    let mut lead = Desk::founded("Amina");
    let ministry = lead.id(
        "authority_add",
        json!({"name": "Ministry of Justice", "kind": "ministry"}),
    );
    let service = json!({"name": "Prison Service", "kind": "police", "parent": ministry});
    let service = lead.id("authority_add", service);
    let other = lead.id("authority_add", json!({"name": "Police", "kind": "police"}));
    let prison = json!({"name": "Tarn Hill", "place_type": "prison", "authority_id": service});
    let place = lead.id("place_add", prison);
    let visit = with(&desk::visit(&place), "starts_on", "2026-06-01");
    let visit = lead.id("visit_create", visit);
    let mut asked = |addressee: &str| {
        let facts = json!({"text": "Change the law on solitary confinement.", "addressee": addressee});
        let id = lead.id("recommendation_add", json!({"facts": facts}));
        send(&mut lead, &id, "2026-03-01", Value::Null);
        id
    };
    let (above, itself, _) = (asked(&ministry), asked(&service), asked(&other));
    let ids = |list: &Value, pointer: &str| -> Vec<String> {
        let rows = list.as_array().unwrap().iter();
        let mut ids: Vec<String> = rows
            .map(|row| row.pointer(pointer).unwrap().as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    let wanted = {
        let mut wanted = vec![above, itself];
        wanted.sort();
        wanted
    };
    let items = lead.ok("verify_list", json!({"visit": visit}))["rows"].clone();
    assert_eq!(ids(&items, "/row/id"), wanted);
    let told = lead.ok("dossier_get", json!({"visit": visit}))["recommendations"].clone();
    assert_eq!(ids(&told, "/id"), wanted);
    let others = lead.ok("travel_get", json!({"visit": visit}))["records"].clone();
    assert!(
        ids(&others, "/record").iter().all(|id| !wanted.contains(id)),
        "they come along"
    );
}

#[test]
fn an_earlier_one_that_says_the_same_is_found_while_typing_and_says_by_which_words() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let first = add(&mut lead, &ground);
    let typed = "Every person of the new wing must have a bed and a mattress of their own.";
    let ask = |text: &str, except: Option<&str>| json!({"text": text, "except": except});
    let rows = lead.ok("similar_find", ask(typed, None))["rows"].clone();
    assert_eq!(rows[0]["row"]["id"], json!(first));
    let shared: Vec<&str> = rows[0]["shared"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_str().unwrap())
        .collect();
    assert!(shared.contains(&"mattress") && !shared.contains(&"the"), "{shared:?}");
    assert_eq!(lead.ok("similar_find", ask(typed, Some(&first)))["rows"], json!([]));
    assert_eq!(
        lead.ok("similar_find", ask("Keep a register of restraints.", None))["rows"],
        json!([])
    );
    let arabic = with(
        &facts(&ground),
        "text",
        "توفير سرير وفراش لكل شخص محتجز في الجناح الجديد",
    );
    let second = lead.id("recommendation_add", json!({"facts": arabic}));
    let found = lead.ok(
        "similar_find",
        ask("يجب توفير السرير والفراش لكل محتجز في جناح جديد", None),
    )["rows"]
        .clone();
    assert_eq!(found[0]["row"]["id"], json!(second), "{found}");
}

#[test]
fn advice_is_answered_or_not_and_hints_follow_what_is_written() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let bare = json!({"text": "Consider repairing the heating of the wing."});
    let seen = lead.ok("smart_preview", json!({"facts": bare, "findings": []}))["questions"].clone();
    let hints: Vec<String> = seen
        .as_array()
        .unwrap()
        .iter()
        .map(|q| q["hints"].to_string())
        .collect();
    for hint in ["vague", "no_deadline", "no_finding", "no_standard", "no_addressee"] {
        assert!(hints.iter().any(|of| of.contains(hint)), "{hint}");
    }
    let id = add(&mut lead, &ground);
    let smart = get(&mut lead, &id)["smart"].clone();
    assert!(
        smart
            .as_array()
            .unwrap()
            .iter()
            .all(|q| q["hints"] == json!([]) && q["answer"] == Value::Null)
    );
    let set = |answer: Value| json!({"recommendation": id, "question": "root_cause", "answer": answer});
    lead.ok("smart_set", set(json!("unsure")));
    assert_eq!(get(&mut lead, &id)["smart"][8]["answer"], "unsure");
    lead.ok("smart_set", set(Value::Null));
    assert_eq!(get(&mut lead, &id)["smart"][8]["answer"], Value::Null);
}

#[test]
fn recommendations_and_replies_are_found() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let facts = json!({"on": "2026-03-30", "words": "Procurement began.", "grade": "b"});
    let reply = lead.id("reply_add", json!({"recommendation": id, "facts": facts}));
    let hit = |desk: &mut Desk, query: &str| desk.ok("search_find", json!({"query": query}))["hits"][0].clone();
    let found = hit(&mut lead, "mattress");
    assert_eq!(
        (&found["kind"], &found["id"], &found["visit"]),
        (&json!("recommendation"), &json!(id), &Value::Null)
    );
    let found = hit(&mut lead, "procurement");
    assert_eq!(
        (&found["kind"], &found["id"], &found["path"]),
        (&json!("reply"), &json!(id), &json!(format!("answered/{reply}")))
    );
}

#[test]
fn what_people_call_a_recommendation_and_its_letter_by_finds_it_and_a_finding_is_found_by_its_cause() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let found = |desk: &mut Desk, query: &str| -> Vec<Value> {
        let hits = desk.ok("search_find", json!({"query": query}))["hits"].clone();
        let hits = hits.as_array().unwrap().iter();
        hits.map(|hit| json!([hit["kind"], hit["id"], hit["path"]])).collect()
    };
    let reference = get(&mut lead, &id)["row"]["reference"].as_str().unwrap().to_owned();
    let itself = json!(["recommendation", id, null]);
    assert_eq!(found(&mut lead, &reference), std::slice::from_ref(&itself));
    assert_eq!(found(&mut lead, &reference.to_lowercase()), [itself]);

    let letter = json!({"recommendation": id, "on": "2026-03-10", "addressee": null, "reference": "Quokka/4711",
        "reply_by": null});
    lead.ok("recommendation_send", letter);
    let entry = get(&mut lead, &id)["thread"][0].clone();
    let path = format!("letter/{}", entry["id"].as_str().unwrap());
    assert_eq!(found(&mut lead, "quokka/4711"), [json!(["dialogue", id, path])]);
    let dropped = with(&entry["facts"], "dropped", true);
    lead.ok(
        "letter_set",
        json!({"recommendation": id, "letter": entry["id"], "was": entry["facts"], "facts": dropped}),
    );
    assert_eq!(found(&mut lead, "quokka/4711"), Vec::<Value>::new());

    let Ground { visit, finding, .. } = &ground;
    assert_eq!(found(&mut lead, "quartermaster"), Vec::<Value>::new());
    lead.ok(
        "finding_weigh",
        json!({"visit": visit, "finding": finding, "was": {"review": "draft"},
            "facts": {"review": "draft", "root_cause": "The quartermaster has no budget."}}),
    );
    let at = format!("finding/{finding}");
    assert_eq!(found(&mut lead, "quartermaster"), [json!(["finding", visit, at])]);
    assert_eq!(found(&mut lead, "fourteen persons"), [json!(["finding", visit, at])]);
}

#[test]
fn a_trace_leads_from_the_place_to_what_was_found_and_names_no_interview() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let Ground { visit, finding, .. } = &ground;
    let mut interview = desk::interview(visit);
    interview["pseudonym"] = json!("Blue-17");
    let interview = lead.id("interview_start", interview);
    lead.ok(
        "evidence_add",
        json!({"visit": visit, "finding": finding, "kind": "interview", "target": interview}),
    );
    let seen = lead.id(
        "observation_add",
        json!({"visit": visit, "text": "Fourteen mattresses.", "area": null, "theme": "accommodation",
            "source": "observed", "flag": false}),
    );
    lead.ok(
        "evidence_add",
        json!({"visit": visit, "finding": finding, "kind": "observation", "target": seen}),
    );
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    let reply = json!({"on": "2026-03-30", "words": "Beds were ordered.", "grade": "b"});
    lead.ok("reply_add", json!({"recommendation": id, "facts": reply}));
    let check = json!({"on": "2026-05-01", "result": "partly", "source": "document", "words": "Invoice."});
    lead.ok("verification_add", json!({"recommendation": id, "facts": check}));
    for ask in [json!({"visit": visit}), json!({"recommendation": id})] {
        let trace = lead.ok("trace_get", ask);
        let nodes = trace["nodes"].as_array().unwrap();
        let columns: Vec<&str> = nodes.iter().map(|node| node["column"].as_str().unwrap()).collect();
        let expected = [
            "place",
            "visit",
            "source",
            "source",
            "finding",
            "standard",
            "standard",
            "recommendation",
            "reply",
            "verification",
        ];
        assert_eq!(columns, expected);
        let told = trace.to_string();
        assert!(
            !told.contains("Blue-17") && !told.contains(&interview),
            "an interview is counted only"
        );
        assert!(nodes.iter().any(|node| node["interviews"] == 1));
        let known: Vec<&Value> = nodes.iter().map(|node| &node["id"]).collect();
        for edge in trace["edges"].as_array().unwrap() {
            assert!(known.contains(&&edge["from"]) && known.contains(&&edge["to"]), "{edge}");
        }
    }
    // What was taken back is no source any more, and the finding is the visit's alone.
    lead.ok(
        "consent_set",
        json!({"interview": interview, "purpose": "talk", "state": "withdrawn"}),
    );
    lead.ok(
        "evidence_drop",
        json!({"visit": visit, "finding": finding, "kind": "observation", "target": seen}),
    );
    let trace = lead.ok("trace_get", json!({"visit": visit}));
    let mut nodes = trace["nodes"].as_array().unwrap().iter();
    assert!(nodes.clone().all(|node| node["column"] != "source"), "{trace}");
    let found = nodes.find(|node| node["column"] == "finding").unwrap();
    let edge = json!({"from": format!("visit:{visit}"), "to": found["id"]});
    assert!(trace["edges"].as_array().unwrap().contains(&edge), "{trace}");
}
