//! What a finding stands on beside answers, observations and interviews, and what sources say against each other.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// A lead on a visit to a place.
fn on_a_visit(desk: &mut Desk) -> (String, String) {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = desk.id("visit_create", desk::visit(&place));
    (place, visit)
}

fn finding(desk: &mut Desk, visit: &str) -> String {
    let facts =
        json!({"visit": visit, "statement": "The register is kept late", "theme": "registers", "good_practice": false});
    desk.id("finding_add", facts)
}

fn link(visit: &str, finding: &str, kind: &str, target: &str) -> Value {
    json!({"visit": visit, "finding": finding, "kind": kind, "target": target})
}

fn shown(desk: &mut Desk, visit: &str, finding: &str) -> Value {
    desk.ok("finding_get", json!({"visit": visit, "finding": finding}))
}

/// Notes a number of persons.
fn count(desk: &mut Desk, visit: &str, source: &str, number: Value) {
    let set = json!({"visit": visit, "group": "total", "source": source, "number": number});
    desk.ok("population_set", set);
}

fn answer(visit: &str, item: &str, source: &str, value: Value) -> Value {
    json!({"visit": visit, "area": "general", "checklist": "prison", "item": item, "source": source, "value": value,
        "note": "", "flag": false})
}

fn persons(number: u32) -> Value {
    json!({"type": "number", "value": number})
}

fn agenda(desk: &mut Desk, visit: &str, kind: &str) -> Vec<Value> {
    let lines = desk.ok("debrief_get", json!({"visit": visit}))["lines"].clone();
    let lines = lines.as_array().unwrap().iter().filter(|line| line["kind"] == kind);
    lines.cloned().collect()
}

/// Each side of a line as origin, source and what it says.
fn sides(said: &Value) -> Vec<(String, String, String)> {
    let text = |side: &Value, name: &str| side[name].as_str().unwrap().to_owned();
    let all = said.as_array().unwrap().iter();
    let mut sides: Vec<_> = all
        .map(|side| (text(side, "origin"), text(side, "source"), text(side, "says")))
        .collect();
    sides.sort();
    sides
}

fn side(origin: &str, source: &str, says: &str) -> (String, String, String) {
    (origin.to_owned(), source.to_owned(), says.to_owned())
}

#[test]
fn a_finding_stands_on_numbers_registers_refusals_papers_and_files_until_they_are_taken_off() {
    let mut lead = Desk::founded("Amina");
    let (place, visit) = on_a_visit(&mut lead);
    let finding = finding(&mut lead, &visit);
    count(&mut lead, &visit, "register", json!(412));
    let sample = json!({"visit": visit, "facts": {"register": "medical", "code": "M-1", "health": "missing"}});
    let sample = lead.id("register_sample_add", sample);
    let refused = json!({"visit": visit, "facts": {"asked": "files", "outcome": "refused", "what": "Block C"}});
    let refused = lead.id("access_add", refused);
    let paper = json!({"place": place, "id": null, "facts": {"title": "House rules", "on": "2020-05-05"}});
    let paper = lead.id("document_set", paper);
    let path = lead.file("list").with_extension("pdf");
    std::fs::write(&path, "Names of the cells").unwrap();
    let file = lead.id(
        "attachment_add",
        json!({"record": visit, "path": path, "name": "Cells"}),
    );
    let links = [
        ("count", "total/register".to_owned(), "register"),
        ("sample", sample.clone(), "register"),
        ("access", refused.clone(), "observed"),
        ("document", format!("{place}/{paper}"), "document"),
        ("attachment", file.clone(), "document"),
    ];
    let offered = lead.ok("evidence_sources", json!({"visit": visit}))["rows"].clone();
    for (kind, target, source) in &links {
        let mut rows = offered.as_array().unwrap().iter();
        let row = rows.find(|row| row["kind"] == *kind).unwrap();
        assert_eq!(
            (&row["target"], &row["source"]),
            (&json!(target), &json!(source)),
            "{kind}"
        );
        lead.ok("evidence_add", link(&visit, &finding, kind, target));
    }
    let row = shown(&mut lead, &visit, &finding)["row"].clone();
    assert_eq!((&row["triangulated"], &row["sources"]), (&json!(true), &json!(3)));
    let of = |row: &Value, kind: &str| {
        let mut all = row["evidence"].as_array().unwrap().iter();
        all.find(|one| one["kind"] == kind).unwrap().clone()
    };
    assert_eq!(of(&row, "count")["says"]["number"], 412);
    assert_eq!(
        (&of(&row, "sample")["says"]["code"], &of(&row, "sample")["title"]),
        (&json!("medical"), &json!("M-1"))
    );
    assert_eq!(of(&row, "access")["says"]["outcome"], "refused");
    assert_eq!(of(&row, "document")["title"], "House rules");
    assert_eq!(of(&row, "attachment")["title"], "Cells");

    count(&mut lead, &visit, "register", json!(431));
    let row = shown(&mut lead, &visit, &finding)["row"].clone();
    assert_eq!(
        of(&row, "count")["says"]["number"],
        431,
        "a number corrected shows as corrected"
    );

    count(&mut lead, &visit, "register", Value::Null);
    let drop = |entry: &str| json!({"visit": visit, "entry": entry, "dropped": true});
    lead.ok("register_sample_drop", drop(&sample));
    lead.ok("access_drop", drop(&refused));
    let was = lead.ok("place_get", json!({"place": place}))["documents"][0]["facts"].clone();
    let mut off = was.clone();
    off["dropped"] = json!(true);
    lead.ok(
        "document_set",
        json!({"place": place, "id": paper, "was": was, "facts": off}),
    );
    let off = json!({"record": visit, "attachment": file, "name": "Cells", "withdrawn": true});
    lead.ok("attachment_set", off);
    let row = shown(&mut lead, &visit, &finding)["row"].clone();
    let evidence = row["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), links.len(), "it stays in sight");
    assert!(evidence.iter().all(|one| one["withdrawn"] == true), "{evidence:?}");
    assert_eq!((&row["triangulated"], &row["sources"]), (&json!(false), &json!(0)));
    let establish = json!({"visit": visit, "finding": finding, "status": "established"});
    assert_eq!(lead.refused("finding_set", establish), ErrorCode::ReasonNeeded);
    for (kind, target, _) in &links {
        let again = link(&visit, &finding, kind, target);
        assert_eq!(
            lead.refused("evidence_add", again.clone()),
            ErrorCode::Refused,
            "{kind}"
        );
        lead.ok("evidence_drop", again);
    }
    assert_eq!(shown(&mut lead, &visit, &finding)["row"]["evidence"], json!([]));
    assert_eq!(lead.ok("evidence_sources", json!({"visit": visit}))["rows"], json!([]));
}

#[test]
fn a_register_read_twice_is_one_source_and_what_was_granted_speaks_for_nothing() {
    let mut lead = Desk::founded("Amina");
    let (_, visit) = on_a_visit(&mut lead);
    let finding = finding(&mut lead, &visit);
    count(&mut lead, &visit, "register", json!(412));
    let sample = json!({"visit": visit, "facts": {"register": "admissions", "identity": "missing"}});
    let sample = lead.id("register_sample_add", sample);
    lead.ok("evidence_add", link(&visit, &finding, "count", "total/register"));
    lead.ok("evidence_add", link(&visit, &finding, "sample", &sample));
    let triangulated = |desk: &mut Desk| shown(desk, &visit, &finding)["row"]["triangulated"].clone();
    assert_eq!(triangulated(&mut lead), false);
    count(&mut lead, &visit, "observed", json!(431));
    lead.ok("evidence_add", link(&visit, &finding, "count", "total/observed"));
    assert_eq!(
        triangulated(&mut lead),
        true,
        "heads that were counted are another source"
    );
    lead.ok("evidence_drop", link(&visit, &finding, "count", "total/observed"));

    let asked = |outcome: &str| json!({"asked": "entry", "outcome": outcome, "what": "Kitchen"});
    let granted = lead.id("access_add", json!({"visit": visit, "facts": asked("granted")}));
    let to = |target: &str| link(&visit, &finding, "access", target);
    assert_eq!(lead.refused("evidence_add", to(&granted)), ErrorCode::Refused);
    let refused = lead.id("access_add", json!({"visit": visit, "facts": asked("refused")}));
    lead.ok("evidence_add", to(&refused));
    assert_eq!(triangulated(&mut lead), true);
    let rows = lead.ok("access_list", json!({"visit": visit}))["rows"].clone();
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == json!(refused));
    let was = row.unwrap()["facts"].clone();
    let mut facts = was.clone();
    facts["outcome"] = json!("granted");
    lead.ok(
        "access_set",
        json!({"visit": visit, "access": refused, "was": was, "facts": facts}),
    );
    assert_eq!(triangulated(&mut lead), false, "it was met after all");

    for (kind, target) in [
        ("count", "total/nobody"),
        ("count", "women/register"),
        ("sample", "none"),
        ("access", "none"),
        ("document", "none"),
        ("document", "01890000-0000-7000-8000-000000000000/none"),
        ("reply", "01890000-0000-7000-8000-000000000000/none"),
        ("attachment", "none"),
    ] {
        let nothing = link(&visit, &finding, kind, target);
        assert_eq!(
            lead.refused("evidence_add", nothing),
            ErrorCode::NotFound,
            "{kind} {target}"
        );
    }
    let unknown = link(&visit, &finding, "hologram", "h1");
    assert_eq!(lead.refused("evidence_add", unknown), ErrorCode::Refused);
}

#[test]
fn numbers_that_disagree_stand_on_the_agenda_and_beside_the_finding_with_their_sources() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (place, visit) = on_a_visit(&mut lead);
    desk::exchange(&mut lead, &mut inspector);
    lead.ok("answer_set", answer(&visit, "held_today", "register", persons(412)));
    assert_eq!(agenda(&mut lead, &visit, "contradiction"), [] as [Value; 0]);
    inspector.ok("answer_set", answer(&visit, "held_today", "staff", persons(400)));
    desk::exchange(&mut lead, &mut inspector);
    count(&mut lead, &visit, "observed", json!(398));
    let lines = agenda(&mut lead, &visit, "contradiction");
    assert_eq!(lines.len(), 1, "one line for the question: {lines:?}");
    let expected = [
        side("answer", "register", "412"),
        side("answer", "staff", "400"),
        side("count", "observed", "398"),
    ];
    assert_eq!(sides(&lines[0]["said"]), expected);
    let conflicts = agenda(&mut lead, &visit, "conflict");
    let again = conflicts.iter().filter(|line| line["question"] == lines[0]["question"]);
    assert_eq!(again.count(), 0, "what stands as a contradiction is no second line");

    let finding = finding(&mut lead, &visit);
    lead.ok("evidence_add", link(&visit, &finding, "count", "total/observed"));
    let view = shown(&mut lead, &visit, &finding);
    let others = view["others"].as_array().unwrap();
    let said: Vec<Value> = others.iter().map(|other| other["said"].clone()).collect();
    assert_eq!(sides(&json!(said)), expected[..2].to_vec());
    assert!(
        others
            .iter()
            .all(|other| other["route"][0] == "capture" && other["group"] == "total")
    );
    assert_eq!(view["row"]["against"], 2);

    // What the authority told the register of places of the day of the visit, and of the capacity: whenever anybody noted it.
    let told = json!({"on": "2026-03-02", "held": 380, "source": "staff"});
    lead.ok("count_set", json!({"place": place, "id": null, "facts": told}));
    let next = json!({"on": "2026-03-03", "held": 390, "source": "staff"});
    lead.ok("count_set", json!({"place": place, "id": null, "facts": next}));
    let numbers = agenda(&mut lead, &visit, "numbers");
    let line = numbers.iter().find(|line| line["code"] == "place_differs").unwrap();
    let expected = [side("count", "observed", "398"), side("place", "staff", "380")];
    assert_eq!(sides(&line["said"]), expected);
    let capacity = json!({"on": "2026-01-10", "capacity": 300});
    lead.ok("count_set", json!({"place": place, "id": null, "facts": capacity}));
    lead.ok("answer_set", answer(&visit, "capacity", "staff", persons(350)));
    let lines = agenda(&mut lead, &visit, "contradiction");
    let of_capacity = lines.iter().filter(|line| line["said"].as_array().unwrap().len() == 2);
    let said: Vec<_> = of_capacity.map(|line| sides(&line["said"])).collect();
    assert_eq!(
        said,
        [[side("answer", "staff", "350"), side("place", "document", "300")]]
    );
}

#[test]
fn choices_that_exclude_each_other_contradict_and_a_longer_list_does_not() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (_, visit) = on_a_visit(&mut lead);
    desk::exchange(&mut lead, &mut inspector);
    let chosen = |id: &str| json!({"type": "choice", "value": id});
    let ticked = |ids: Value| json!({"type": "multi_choice", "value": ids});
    lead.ok("answer_set", answer(&visit, "visit_form", "observed", chosen("table")));
    inspector.ok("answer_set", answer(&visit, "visit_form", "staff", chosen("partition")));
    lead.ok(
        "answer_set",
        answer(&visit, "restraint_kinds", "observed", ticked(json!(["handcuffs"]))),
    );
    let more = ticked(json!(["chains", "handcuffs"]));
    inspector.ok("answer_set", answer(&visit, "restraint_kinds", "register", more));
    desk::exchange(&mut lead, &mut inspector);
    let lines = agenda(&mut lead, &visit, "contradiction");
    assert_eq!(lines.len(), 1, "{lines:?}");
    let said = lines[0]["said"].as_array().unwrap();
    let mut labels: Vec<&str> = said
        .iter()
        .map(|side| side["options"][0]["en"].as_str().unwrap())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), 2);
    assert!(said.iter().all(|side| side["form"] == "choice"));
    assert!(!labels.contains(&"table"), "in words, not by its id: {labels:?}");
}

#[test]
fn allegations_are_counted_against_a_no_and_never_told_whose_they_are() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (_, visit) = on_a_visit(&mut lead);
    let mut held = Vec::new();
    for (pseudonym, start) in [
        ("Blue-17", desk::interview(&visit)),
        ("Green-4", desk::confidential_interview(&visit)),
    ] {
        let mut start = start;
        start["pseudonym"] = json!(pseudonym);
        let interview = lead.id("interview_start", start);
        let said = json!({"interview": interview, "text": "They beat him on arrival", "theme": "dignity",
            "verbatim": true, "first_hand": true, "allegation": true, "degree": null});
        let statement = lead.id("statement_add", said);
        held.push((interview, statement));
    }
    let unit = lead.id("area_add", json!({"visit": visit, "name": "Unit B"}));
    lead.answer(&visit, &unit, "ill_treatment", "no");
    assert_eq!(
        agenda(&mut lead, &visit, "contradiction"),
        [] as [Value; 0],
        "an area would point at them"
    );
    let no = json!({"type": "yes_no_partly", "value": "no"});
    lead.ok("answer_set", answer(&visit, "ill_treatment", "staff", no));
    desk::exchange(&mut lead, &mut inspector);
    for (desk, alleging) in [(&mut lead, "2"), (&mut inspector, "1")] {
        let lines = agenda(desk, &visit, "contradiction");
        assert_eq!(lines.len(), 1, "{lines:?}");
        let expected = [side("answer", "staff", "no"), side("interviews", "interview", alleging)];
        assert_eq!(sides(&lines[0]["said"]), expected);
        let told = lines[0].to_string();
        assert_eq!(lines[0]["doc"], json!(visit));
        for (interview, _) in &held {
            assert!(!told.contains(interview.as_str()), "{told}");
        }
        for never in ["Blue-17", "Green-4", "beat"] {
            assert!(!told.contains(never), "{never}");
        }
    }
    let finding = finding(&mut lead, &visit);
    lead.ok(
        "evidence_add",
        link(&visit, &finding, "answer", "general/prison/ill_treatment"),
    );
    let others = shown(&mut lead, &visit, &finding)["others"].clone();
    assert_eq!(others.as_array().unwrap().len(), 1);
    assert_eq!(
        (&others[0]["said"]["origin"], &others[0]["said"]["says"]),
        (&json!("interviews"), &json!("2"))
    );
    for (interview, statement) in &held {
        let back = json!({"interview": interview, "statement": statement, "withdrawn": true});
        lead.ok("statement_withdraw", back);
    }
    assert_eq!(
        agenda(&mut lead, &visit, "contradiction"),
        [] as [Value; 0],
        "they took it back"
    );
}

#[test]
fn an_answer_that_was_taken_back_supports_nothing_and_is_not_linked_again() {
    let mut lead = Desk::founded("Amina");
    let (_, visit) = on_a_visit(&mut lead);
    let finding = finding(&mut lead, &visit);
    lead.ok("answer_set", answer(&visit, "held_today", "register", persons(412)));
    let linked = link(&visit, &finding, "answer", "general/prison/held_today");
    lead.ok("evidence_add", linked.clone());
    let row = shown(&mut lead, &visit, &finding)["row"].clone();
    assert_eq!(
        (&row["sources"], &row["evidence"][0]["withdrawn"]),
        (&json!(1), &json!(false))
    );
    lead.ok("answer_set", answer(&visit, "held_today", "register", Value::Null));
    let row = shown(&mut lead, &visit, &finding)["row"].clone();
    assert_eq!(
        (&row["sources"], &row["evidence"][0]["withdrawn"]),
        (&json!(0), &json!(true))
    );
    lead.ok("evidence_drop", linked.clone());
    assert_eq!(lead.refused("evidence_add", linked), ErrorCode::Refused);
}

#[test]
fn what_says_the_opposite_still_does_when_it_is_linked_again() {
    let mut lead = Desk::founded("Amina");
    let (_, visit) = on_a_visit(&mut lead);
    let finding = finding(&mut lead, &visit);
    lead.ok("answer_set", answer(&visit, "held_today", "register", persons(412)));
    let linked = link(&visit, &finding, "answer", "general/prison/held_today");
    lead.ok("evidence_add", linked.clone());
    let mut turned = linked.clone();
    turned["against"] = json!(true);
    lead.ok("evidence_turn", turned);
    lead.ok("evidence_add", linked);
    assert_eq!(
        shown(&mut lead, &visit, &finding)["row"]["evidence"][0]["against"],
        true
    );
}

#[test]
fn a_report_counts_every_kind_of_evidence_by_its_source_and_names_none() {
    let mut lead = Desk::founded("Amina");
    let (place, visit) = on_a_visit(&mut lead);
    let finding = finding(&mut lead, &visit);
    let sample = json!({"visit": visit, "facts": {"register": "medical", "code": "M-1", "health": "missing"}});
    let sample = lead.id("register_sample_add", sample);
    let paper = json!({"place": place, "id": null, "facts": {"title": "Secret circular", "on": "2020-05-05"}});
    let paper = lead.id("document_set", paper);
    lead.ok("evidence_add", link(&visit, &finding, "sample", &sample));
    lead.ok(
        "evidence_add",
        link(&visit, &finding, "document", &format!("{place}/{paper}")),
    );
    lead.ok(
        "finding_set",
        json!({"visit": visit, "finding": finding, "status": "established"}),
    );
    for audience in ["internal", "authority", "public"] {
        let build = json!({"visit": visit, "language": "en", "audience": audience, "path": null});
        let page = lead.ok("report_build", build)["html"].as_str().unwrap().to_owned();
        for told in ["Register: 1", "Document: 1"] {
            assert!(page.contains(told), "{told} for {audience}");
        }
        assert!(!page.contains("Secret circular"), "{audience}");
    }
}
