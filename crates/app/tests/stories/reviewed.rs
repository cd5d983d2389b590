//! How far the team is with a record or an entry: who says so, what becomes of it when the words change, and who does not see it.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn meet(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

fn team() -> (Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    meet(&mut lead, &mut inspector);
    (lead, inspector, place)
}

fn unit(desk: &mut Desk, place: &str, name: &str) -> String {
    let facts = json!({"name": name, "capacity": null, "regime": "", "gender": null, "dropped": false});
    let asked = json!({"place": place, "id": null, "was": null, "facts": facts});
    format!("unit/{}", desk.id("unit_set", asked))
}

fn rename(desk: &mut Desk, place: &str, unit: &str, was: &str, name: &str) {
    let facts = |name: &str| json!({"name": name, "capacity": null, "regime": "", "gender": null, "dropped": false});
    let id = unit.strip_prefix("unit/").unwrap();
    let asked = json!({"place": place, "id": id, "was": facts(was), "facts": facts(name)});
    desk.ok("unit_set", asked);
}

fn stands(desk: &mut Desk, doc: &str, about: &str) -> Value {
    desk.ok("review_get", json!({"doc": doc, "about": about}))
}

fn says(doc: &str, about: &str, was: &str, review: &str) -> Value {
    json!({"doc": doc, "about": about, "was": was, "review": review})
}

#[test]
fn a_record_and_an_entry_in_it_each_go_from_draft_to_agreed_and_all_see_who_said_so() {
    let (mut lead, mut inspector, place) = team();
    let unit = unit(&mut lead, &place, "Block A");
    assert_eq!(stands(&mut lead, &place, "")["review"], "draft");
    assert_eq!(stands(&mut lead, &place, "")["by"], "", "nobody said so yet");
    lead.ok("review_set", says(&place, "", "draft", "in_review"));
    lead.ok("review_set", says(&place, &unit, "draft", "agreed"));
    meet(&mut lead, &mut inspector);
    let whole = stands(&mut inspector, &place, "");
    let entry = stands(&mut inspector, &place, &unit);
    assert_eq!(
        (&whole["review"], &entry["review"]),
        (&json!("in_review"), &json!("agreed"))
    );
    assert_eq!((&entry["by"], &entry["changed"]), (&json!("Lead"), &json!(false)));
    let rows = inspector.ok("review_list", json!({"doc": place}))["rows"].clone();
    let abouts: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["about"]).collect();
    assert_eq!(abouts, [&json!(""), &json!(unit)]);
}

#[test]
fn other_words_than_those_agreed_on_are_in_review_until_somebody_agrees_again() {
    let (mut lead, mut inspector, place) = team();
    let unit = unit(&mut lead, &place, "Block A");
    lead.ok("review_set", says(&place, &unit, "draft", "agreed"));
    meet(&mut lead, &mut inspector);
    rename(&mut inspector, &place, &unit, "Block A", "Block B");
    meet(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let shown = stands(desk, &place, &unit);
        assert_eq!(
            (&shown["review"], &shown["changed"]),
            (&json!("in_review"), &json!(true))
        );
        desk.ok("comment_add", json!({"doc": place, "about": unit, "text": "Why?"}));
    }
    inspector.ok("review_set", says(&place, &unit, "in_review", "agreed"));
    meet(&mut lead, &mut inspector);
    let shown = stands(&mut lead, &place, &unit);
    assert_eq!(
        (&shown["review"], &shown["by"], &shown["changed"]),
        (&json!("agreed"), &json!("Inspector"), &json!(false))
    );
    lead.ok(
        "comment_add",
        json!({"doc": place, "about": unit, "text": "Settled, then"}),
    );
    assert_eq!(
        stands(&mut lead, &place, &unit)["review"],
        "agreed",
        "talk changes no words"
    );
}

#[test]
fn nobody_agrees_on_words_that_came_while_they_read_others() {
    let (mut lead, _, place) = team();
    let unit = unit(&mut lead, &place, "Block A");
    let read = stands(&mut lead, &place, &unit)["words"].clone();
    rename(&mut lead, &place, &unit, "Block A", "Block B");
    let mut agreed = says(&place, &unit, "draft", "agreed");
    agreed["words"] = read;
    assert_eq!(lead.refused("review_set", agreed), ErrorCode::Stale);
    lead.ok("review_set", says(&place, &unit, "draft", "in_review"));
    let late = says(&place, &unit, "draft", "agreed");
    assert_eq!(lead.refused("review_set", late), ErrorCode::Stale, "shown as a draft");
}

#[test]
fn what_two_said_apart_from_each_other_is_for_the_merge_desk_and_agreed_twice_is_agreed() {
    let (mut lead, mut inspector, place) = team();
    let unit = unit(&mut lead, &place, "Block A");
    meet(&mut lead, &mut inspector);
    lead.ok("review_set", says(&place, "", "draft", "agreed"));
    inspector.ok("review_set", says(&place, "", "draft", "agreed"));
    lead.ok("review_set", says(&place, &unit, "draft", "in_review"));
    inspector.ok("review_set", says(&place, &unit, "draft", "agreed"));
    meet(&mut lead, &mut inspector);
    assert_eq!(stands(&mut lead, &place, "")["disputed"], false);
    assert_eq!(stands(&mut lead, &place, &unit)["disputed"], true);
    let open = lead.ok("conflict_list", json!({}))["open"].clone();
    let open = open.as_array().unwrap();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["label"], "field-review-unit");
    assert_eq!(open[0]["subject"], "Block A · Tarn Hill");
    assert_eq!(open[0]["takes_words"], false);
    let seen: Vec<Value> = open[0]["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["slot"].clone())
        .collect();
    let agreed = open[0]["versions"].as_array().unwrap().iter();
    let slot = agreed.clone().find(|one| one["value"] == "agreed").unwrap()["slot"].clone();
    lead.ok(
        "conflict_decide",
        json!({"doc": place, "path": open[0]["path"], "seen": seen, "outcome": "take", "slot": slot}),
    );
    let shown = stands(&mut lead, &place, &unit);
    assert_eq!(
        (&shown["review"], &shown["disputed"]),
        (&json!("agreed"), &json!(false))
    );
}

#[test]
fn the_desk_says_which_observation_a_review_is_of_and_nothing_of_a_statement() {
    let (mut lead, mut inspector, place) = team();
    let visit = lead.id("visit_create", desk::visit(&place));
    let seen = json!({"visit": visit, "text": "No beds in the wing.", "source": "observed", "flag": false});
    let seen = format!("observation/{}", lead.id("observation_add", seen));
    let talk = lead.id("interview_start", desk::interview(&visit));
    let said = json!({"interview": talk, "text": "They beat him", "theme": "dignity", "verbatim": false,
        "first_hand": true, "allegation": false, "degree": null});
    let said = format!("statement/{}", lead.id("statement_add", said));
    meet(&mut lead, &mut inspector);
    for (doc, about) in [(&visit, &seen), (&talk, &said)] {
        lead.ok("review_set", says(doc, about, "draft", "in_review"));
        inspector.ok("review_set", says(doc, about, "draft", "agreed"));
    }
    meet(&mut lead, &mut inspector);
    let open = lead.ok("conflict_list", json!({}))["open"].clone();
    let open = open.as_array().unwrap();
    let of = |about: &str| {
        open.iter()
            .find(|one| one["path"] == format!("review/{about}"))
            .unwrap()
    };
    assert_eq!(of(&seen)["subject"], "No beds in the wing.");
    assert!(!of(&said)["subject"].to_string().contains("beat"));
}

#[test]
fn findings_the_report_and_what_is_not_there_have_no_second_review() {
    let (mut lead, _, place) = team();
    let visit = lead.id("visit_create", desk::visit(&place));
    for about in ["finding/f", "report", "comment/c", "task/t"] {
        assert_eq!(stands(&mut lead, &visit, about)["reviewed"], false, "{about}");
        let refused = lead.refused("review_set", says(&visit, about, "draft", "agreed"));
        assert_eq!(refused, ErrorCode::Refused, "{about}");
    }
    let nothing = "observation/0a1b";
    assert_eq!(stands(&mut lead, &visit, nothing)["reviewed"], false);
    let refused = lead.refused("review_set", says(&visit, nothing, "draft", "agreed"));
    assert_eq!(refused, ErrorCode::NotFound);
    assert_eq!(
        stands(&mut lead, &visit, "")["reviewed"],
        true,
        "a visit as a whole has"
    );
}

#[test]
fn the_review_of_testimony_stands_beside_it_and_that_of_a_sealed_interview_is_its_readers_own() {
    let (mut lead, mut inspector, place) = team();
    let visit = lead.id("visit_create", desk::visit(&place));
    meet(&mut lead, &mut inspector);
    let interview = lead.id("interview_start", desk::confidential_interview(&visit));
    lead.ok("review_set", says(&interview, "", "draft", "in_review"));
    assert_eq!(stands(&mut lead, &interview, "")["by"], "Lead");
    meet(&mut lead, &mut inspector);
    inspector.refused("review_get", json!({"doc": interview, "about": ""}));
    let refused = inspector.refused("review_set", says(&interview, "", "draft", "agreed"));
    assert_eq!(refused, ErrorCode::NotFound, "it is not there for others");
}
