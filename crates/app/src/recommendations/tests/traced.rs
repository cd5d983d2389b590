//! Of a place all its visits, what rests on a reply, and the way from any part of a trace to any other in two steps.

use super::*;
use crate::api::trace::{Trace, TraceAsk};
use crate::recommendations::trace::TRACE_NODES;
use std::collections::{BTreeMap, BTreeSet};

fn traced(desk: &mut Desk, ask: Value) -> Trace {
    serde_json::from_value(desk.ok("trace_get", ask)).unwrap()
}

fn within(desk: &mut Desk, place: &str, limit: usize) -> Trace {
    let ask = TraceAsk {
        place: Some(place.to_owned()),
        ..TraceAsk::default()
    };
    desk.session.as_mut().unwrap().trace_within(&ask, limit).unwrap()
}

fn ids(trace: &Trace) -> BTreeSet<String> {
    trace.nodes.iter().map(|node| node.id.clone()).collect()
}

fn visit_on(desk: &mut Desk, place: &str, day: &str) -> String {
    desk.id("visit_create", with(&desk::visit(place), "starts_on", day))
}

/// The trace that the screen of a part leads to in one step, by where that stands.
fn leads_to(at: &str) -> Value {
    let parts: Vec<&str> = at.split('/').collect();
    match parts.as_slice() {
        ["findings", _, _, "places", id] | ["places", id] => json!({"place": id}),
        ["findings", _, _, "visits", id] | ["visits", id, ..] => json!({"visit": id, "whole": true}),
        ["findings", _, _, "recommendations", id] | ["recommendations", id] => {
            json!({"recommendation": id, "whole": true})
        }
        other => panic!("no screen: {other:?}"),
    }
}

/// A place with three visits: a finding of the first is answered by a recommendation, whose reply a finding of the second rests
/// on; on the third a colleague looked whether it was done, and found something that nobody answered.
struct Years {
    place: String,
    visits: [String; 3],
    findings: [String; 3],
    asked: String,
    reply: String,
}

fn years(desk: &mut Desk) -> Years {
    let ground = ground(desk);
    let asked = add(desk, &ground);
    send(desk, &asked, "2026-03-10", Value::Null);
    let words = json!({"on": "2026-03-30", "words": "Beds were ordered.", "reference": "MJ/7", "grade": "b"});
    let reply = desk.id("reply_add", json!({"recommendation": asked, "facts": words}));
    let second = visit_on(desk, &ground.place, "2027-04-01");
    let third = visit_on(desk, &ground.place, "2028-05-01");
    let unkept = finding(desk, &second, "What was promised was not done.");
    let paper = json!({"place": ground.place, "id": null, "facts": {"title": "House rules", "on": "2020-05-05"}});
    let paper = desk.id("document_set", paper);
    for (kind, target) in [
        ("reply", format!("{asked}/{reply}")),
        ("document", format!("{}/{paper}", ground.place)),
    ] {
        let link = json!({"visit": second, "finding": unkept, "kind": kind, "target": target});
        desk.ok("evidence_add", link);
    }
    let seen = json!({"visit": third, "text": "The yard is locked.", "source": "observed", "flag": false});
    let seen = desk.id("observation_add", seen);
    let locked = finding(desk, &third, "Nobody gets out of doors.");
    let link = json!({"visit": third, "finding": locked, "kind": "observation", "target": seen});
    desk.ok("evidence_add", link);
    let looked = json!({"visit": third, "recommendation": asked, "result": "not", "source": "observed", "note": ""});
    desk.ok("verified_set", looked);
    Years {
        visits: [ground.visit, second, third],
        findings: [ground.finding, unkept, locked],
        place: ground.place,
        asked,
        reply,
    }
}

#[test]
fn a_trace_of_a_place_holds_all_its_visits_the_newest_first_with_what_was_found_on_each() {
    let mut lead = Desk::founded("Amina");
    let years = years(&mut lead);
    let trace = traced(&mut lead, json!({"place": years.place}));
    let of = |column: &str| -> Vec<String> {
        let nodes = trace.nodes.iter().filter(|node| node.column == column);
        nodes.map(|node| node.id.clone()).collect()
    };
    let [first, second, third] = &years.visits;
    assert_eq!(
        of("visit"),
        [third, second, first].map(|visit| format!("visit:{visit}"))
    );
    let finding = |number: usize| format!("finding:{}:{}", years.visits[number], years.findings[number]);
    assert_eq!(of("finding"), [finding(2), finding(1), finding(0)]);
    assert_eq!((of("source").len(), trace.beyond), (3, 0));
    for visit in trace.nodes.iter().filter(|node| node.column == "visit") {
        assert_eq!(visit.at, visit.id.replace("visit:", "visits/"), "each is whole");
    }
    // The recommendation was met through its reply, before the finding that it answers.
    let begins = |id: &str, with: [&str; 2]| with.iter().any(|column| id.starts_with(column));
    let leads_past = trace
        .edges
        .iter()
        .find(|edge| begins(&edge.from, ["visit:", "place:"]) && begins(&edge.to, ["standard:", "recommendation:"]));
    assert!(leads_past.is_none(), "{leads_past:?}");
    // A visit alone stays alone, unless more is asked for.
    let alone = traced(&mut lead, json!({"visit": third}));
    assert!(!ids(&alone).contains(&finding(1)), "{alone:?}");
    let whole = traced(&mut lead, json!({"visit": first, "whole": true}));
    assert_eq!(ids(&whole), ids(&trace));
}

#[test]
fn from_any_part_of_the_trace_of_a_place_any_other_is_two_steps_away() {
    let mut lead = Desk::founded("Amina");
    let years = years(&mut lead);
    let all = traced(&mut lead, json!({"place": years.place}));
    let columns: BTreeSet<&str> = all.nodes.iter().map(|node| node.column.as_str()).collect();
    assert_eq!(columns.len(), 8, "a part in every column: {columns:?}");
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for from in &all.nodes {
        let ask = leads_to(&from.at);
        let there = seen
            .entry(ask.to_string())
            .or_insert_with(|| ids(&traced(&mut lead, ask)));
        for to in &all.nodes {
            assert!(there.contains(&to.id), "{} to {}", from.id, to.id);
        }
    }
    // Nor does any trace hold an edge to what it does not hold.
    for ask in seen.keys() {
        let trace = traced(&mut lead, serde_json::from_str(ask).unwrap());
        let known = ids(&trace);
        let edges = trace.edges.iter();
        assert!(
            edges
                .clone()
                .all(|edge| known.contains(&edge.from) && known.contains(&edge.to))
        );
    }
}

#[test]
fn a_reply_that_a_finding_rests_on_is_seen_from_its_recommendation_and_from_the_visit() {
    let mut lead = Desk::founded("Amina");
    let Years {
        visits,
        findings,
        asked,
        reply,
        ..
    } = years(&mut lead);
    let (reply_node, source) = (
        format!("reply:{asked}:{reply}"),
        format!("source:{}:reply:{asked}/{reply}", visits[1]),
    );
    let found = format!("finding:{}:{}", visits[1], findings[1]);
    for ask in [json!({"recommendation": asked}), json!({"visit": visits[1]})] {
        let trace = traced(&mut lead, ask.clone());
        let leads = |from: &str, to: &str| trace.edges.iter().any(|edge| edge.from == from && edge.to == to);
        assert!(
            leads(&format!("recommendation:{asked}"), &reply_node),
            "{ask}: {trace:?}"
        );
        assert!(leads(&reply_node, &source), "{ask}");
        assert!(leads(&source, &found), "{ask}");
    }
    // What was logged by mistake is no source, and its finding no part of what the recommendation led to.
    let was = get(&mut lead, &asked)["thread"][1]["facts"].clone();
    let dropped = json!({"recommendation": asked, "reply": reply, "was": was, "facts": with(&was, "dropped", true)});
    lead.ok("reply_set", dropped);
    let trace = traced(&mut lead, json!({"recommendation": asked}));
    assert!(!ids(&trace).contains(&found), "{trace:?}");
}

#[test]
fn an_older_visit_for_which_there_is_no_room_is_a_line_and_the_answer_says_so() {
    let mut lead = Desk::founded("Amina");
    let years = years(&mut lead);
    let whole = within(&mut lead, &years.place, TRACE_NODES);
    let exactly = whole.nodes.len();
    assert_eq!(within(&mut lead, &years.place, exactly), whole, "it just fits");
    let less = within(&mut lead, &years.place, exactly - 1);
    assert_eq!(less.beyond, 1);
    let [first, second, third] = &years.visits;
    let at = |trace: &Trace, visit: &str| {
        let id = format!("visit:{visit}");
        let node = trace.nodes.iter().find(|node| node.id == id);
        node.map(|node| node.at.clone())
    };
    assert_eq!(
        at(&less, first),
        Some(format!("visits/{first}/trace")),
        "the oldest leads to its own"
    );
    assert_eq!(at(&less, second), Some(format!("visits/{second}")));
    let least = within(&mut lead, &years.place, 1);
    assert_eq!(least.beyond, 2);
    assert_eq!(
        at(&least, third),
        Some(format!("visits/{third}")),
        "the newest is whole whatever it takes"
    );
    assert!(ids(&least).contains(&format!("finding:{third}:{}", years.findings[2])));
}

#[test]
fn an_older_visit_that_a_recommendation_led_to_leads_to_its_own_trace_where_the_rest_of_it_has_no_room() {
    let mut lead = Desk::founded("Amina");
    let years = years(&mut lead);
    let ask = TraceAsk {
        recommendation: Some(years.asked.clone()),
        whole: true,
        ..TraceAsk::default()
    };
    let trace = lead.session.as_mut().unwrap().trace_within(&ask, 1).unwrap();
    assert_eq!(trace.beyond, 2);
    for visit in &years.visits[..2] {
        let id = format!("visit:{visit}");
        let node = trace.nodes.iter().find(|node| node.id == id);
        assert_eq!(node.unwrap().at, format!("visits/{visit}/trace"));
    }
}
