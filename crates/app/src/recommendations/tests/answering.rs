//! Findings of several visits that one recommendation answers, seen from either side, and the way from any of them to the others.

use super::*;

/// Ids of the recommendations that answer a finding, as its own screen names them.
fn answering(desk: &mut Desk, visit: &str, finding: &str) -> Vec<Value> {
    let view = desk.ok("finding_get", json!({"visit": visit, "finding": finding}));
    let rows = view["recommendations"].as_array().unwrap().iter();
    rows.map(|row| row["id"].clone()).collect()
}

fn trace(desk: &mut Desk, ask: Value) -> Vec<Value> {
    desk.ok("trace_get", ask)["nodes"].as_array().unwrap().clone()
}

fn of<'a>(nodes: &'a [Value], column: &str) -> Vec<&'a Value> {
    nodes.iter().filter(|node| node["column"] == column).collect()
}

#[test]
fn a_recommendation_answers_findings_of_several_visits_and_each_of_them_names_it() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let id = add(&mut lead, &ground);
    let next = lead.id("visit_create", desk::visit(&ground.place));
    let again = finding(&mut lead, &next, "Eleven persons slept on the floor.");
    assert_eq!(answering(&mut lead, &ground.visit, &ground.finding), [json!(id)]);
    assert_eq!(answering(&mut lead, &next, &again), Vec::<Value>::new());
    let link = |linked: bool| json!({"recommendation": id, "visit": next, "finding": again, "linked": linked});
    lead.ok("recommendation_link", link(true));
    assert_eq!(answering(&mut lead, &next, &again), [json!(id)]);
    assert_eq!(get(&mut lead, &id)["findings"].as_array().unwrap().len(), 2);
    // What was withdrawn answers nothing, until it is taken up again.
    let withdraw = |withdrawn: bool| json!({"recommendation": id, "withdrawn": withdrawn});
    lead.ok("recommendation_withdraw", withdraw(true));
    assert_eq!(answering(&mut lead, &next, &again), Vec::<Value>::new());
    lead.ok("recommendation_withdraw", withdraw(false));
    lead.ok("recommendation_link", link(false));
    assert_eq!(answering(&mut lead, &next, &again), Vec::<Value>::new());
    assert_eq!(answering(&mut lead, &ground.visit, &ground.finding), [json!(id)]);
}

#[test]
fn every_part_of_a_trace_leads_to_where_it_stands_and_a_place_has_a_trace_of_its_own() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let Ground {
        visit, finding, place, ..
    } = &ground;
    let interview = lead.id("interview_start", desk::interview(visit));
    let link = json!({"visit": visit, "finding": finding, "kind": "interview", "target": interview});
    lead.ok("evidence_add", link);
    let view = lead.ok("finding_get", json!({"visit": visit, "finding": finding}));
    assert_eq!(
        view["row"]["evidence"][0]["at"],
        json!(format!("visits/{visit}/interview/{interview}"))
    );
    let id = add(&mut lead, &ground);
    send(&mut lead, &id, "2026-03-10", Value::Null);
    let reply = json!({"on": "2026-03-30", "words": "Beds were ordered.", "grade": "b"});
    lead.ok("reply_add", json!({"recommendation": id, "facts": reply}));
    let mut later = desk::visit(place);
    later["starts_on"] = json!("2026-09-01");
    let later = lead.id("visit_create", later);
    let found = json!({"visit": later, "recommendation": id, "result": "partly", "source": "observed", "note": ""});
    lead.ok("verified_set", found);

    let asks = [
        json!({"place": place}),
        json!({"visit": visit}),
        json!({"recommendation": id}),
    ];
    for ask in asks {
        let nodes = trace(&mut lead, ask.clone());
        let at = |column: &str| of(&nodes, column).first().unwrap()["at"].clone();
        let found = json!(format!("visits/{visit}/findings/{finding}"));
        assert_eq!(at("place"), json!(format!("places/{place}")), "{ask}");
        assert_eq!(
            (&at("finding"), &at("source")),
            (&found, &found),
            "interviews are counted"
        );
        assert_eq!(at("recommendation"), json!(format!("recommendations/{id}")));
        assert_eq!(at("reply"), at("recommendation"));
        assert_eq!(at("verification"), json!(format!("visits/{later}/verify")));
        let standards: Vec<&Value> = of(&nodes, "standard").into_iter().map(|node| &node["at"]).collect();
        // A list of findings leads back to the trace that led to it.
        let (kind, met) = ask.as_object().unwrap().iter().next().unwrap();
        let met = format!("{kind}s/{}", met.as_str().unwrap());
        let of_standard = |part: &str| json!(format!("findings/standard/{part}/{met}"));
        assert_eq!(standards, [&of_standard("MR%2021"), &of_standard("MR%2013")]);
    }
    // The newer visit, on which nothing was concluded, stands there as well.
    let visits = |desk: &mut Desk| -> Vec<Value> {
        let nodes = trace(desk, json!({"place": place}));
        let visits = of(&nodes, "visit").into_iter();
        visits.map(|node| node["at"].clone()).collect()
    };
    let shown = visits(&mut lead);
    assert!(shown.contains(&json!(format!("visits/{visit}"))), "{shown:?}");
    assert!(shown.contains(&json!(format!("visits/{later}"))), "{shown:?}");
}

#[test]
fn a_standard_of_a_theme_leads_to_the_findings_on_it_and_what_no_visit_led_to_hangs_on_its_place() {
    let mut lead = Desk::founded("Amina");
    let ground = ground(&mut lead);
    let Ground { visit, place, .. } = &ground;
    let unanswered = trace(&mut lead, json!({"visit": visit}));
    assert_eq!(
        of(&unanswered, "standard")[0]["at"],
        json!(format!("findings/theme/accommodation/visits/{visit}"))
    );
    let facts = with(&with(&facts(&ground), "visit", Value::Null), "standards", "");
    let id = lead.id("recommendation_add", json!({"facts": facts, "findings": []}));
    let of_place = lead.ok("trace_get", json!({"place": place}));
    let nodes = of_place["nodes"].as_array().unwrap();
    let standards = of(nodes, "standard");
    let standard = standards
        .iter()
        .find(|node| node["id"] == json!(format!("standard:{id}:0")));
    assert_eq!(
        standard.unwrap()["at"],
        json!(format!("findings/theme/accommodation/places/{place}"))
    );
    let edge = json!({"from": format!("place:{place}"), "to": format!("standard:{id}:0")});
    assert!(of_place["edges"].as_array().unwrap().contains(&edge), "{of_place}");
    let nobody = lead.id("place_add", json!({"name": "Holm Gate", "place_type": "prison"}));
    let alone = trace(&mut lead, json!({"place": nobody}));
    assert_eq!(alone.len(), 1, "a place that nobody visited: {alone:?}");
    assert_eq!(alone[0]["text"], "Holm Gate");
}
