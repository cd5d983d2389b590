//! Visits of which something is left behind, beside those that came along whole: what may be concluded of them, reported and
//! opened, and under which names their interviews stand.

use super::{RISK, Work, comes_back, consents, open, settle, takes_keys_out};
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use serde_json::{Value, json};

/// A visit to come, and an earlier one to the same place with a finding on an observation and on an interview.
struct Earlier {
    visit: String,
    earlier: String,
    interview: String,
    finding: String,
}

impl Earlier {
    fn by(desk: &mut Desk) -> Self {
        let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = desk.id("visit_create", desk::visit(&place));
        let mut before = desk::visit(&place);
        before["starts_on"] = json!("2025-03-03");
        let earlier = desk.id("visit_create", before);
        let interview = desk.id("interview_start", desk::interview(&earlier));
        let seen = desk.id(
            "observation_add",
            json!({"visit": earlier, "text": "Frost inside", "area": null, "theme": null, "source": "observed", "flag": false}),
        );
        let finding = concludes(desk, &earlier);
        let one = Self {
            visit,
            earlier,
            interview,
            finding,
        };
        desk.ok("evidence_add", one.link("observation", &seen));
        desk.ok("evidence_add", one.link("interview", &one.interview));
        one
    }

    fn link(&self, kind: &str, target: &str) -> Value {
        json!({"visit": self.earlier, "finding": self.finding, "kind": kind, "target": target})
    }

    fn leave(&self, desk: &mut Desk) -> std::path::PathBuf {
        let path = desk.file("journey");
        let begin = json!({"visit": self.visit, "records": [self.interview], "path": path, "acknowledged": true});
        desk.ok("travel_begin", begin);
        path
    }

    /// How many kinds of source support the finding.
    fn sources(&self, desk: &mut Desk) -> Value {
        desk.ok("finding_list", json!({"visit": self.earlier}))["rows"][0]["sources"].clone()
    }
}

fn concludes(desk: &mut Desk, visit: &str) -> String {
    desk.id(
        "finding_add",
        json!({"visit": visit, "statement": "It is cold", "theme": "dignity", "good_practice": false}),
    )
}

fn establish(visit: &str, finding: &str) -> Value {
    json!({"visit": visit, "finding": finding, "status": "established"})
}

fn report(visit: &str) -> Value {
    json!({"visit": visit, "language": "en", "audience": "internal", "path": null})
}

/// A visit of the whole team that is to be for the one who began it and the leads.
fn closed_to_few(visit: &str) -> Value {
    json!({
        "visit": visit, "was": {"readers": [], "whole_team": true}, "readers": [], "whole_team": false,
    })
}

fn sheet(visit: &str) -> Value {
    json!({"visit": visit, "language": "en", "path": null})
}

#[test]
fn an_earlier_visit_without_its_interviews_establishes_and_reports_nothing() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let one = Earlier::by(&mut inspector);
    assert_eq!(one.sources(&mut inspector), json!(2));
    consents(&mut inspector, &one.interview, "withdrawn");
    assert_eq!(one.sources(&mut inspector), json!(1));
    let established = establish(&one.earlier, &one.finding);
    let refused = inspector.refused("finding_set", established.clone());
    assert_eq!(refused, ErrorCode::ReasonNeeded);
    settle(&mut inspector, &mut lead);
    let path = one.leave(&mut inspector);
    let asked = [
        ("finding_set", established.clone()),
        ("report_build", report(&one.earlier)),
        ("visit_access_set", closed_to_few(&one.earlier)),
        ("immediate_build", sheet(&one.earlier)),
        ("evidence_add", one.link("interview", &one.interview)),
    ];
    for (name, args) in asked.clone() {
        assert_eq!(inspector.refused(name, args), ErrorCode::LeftBehind, "{name}");
    }
    assert_eq!(one.sources(&mut inspector), json!(1), "nor does it count meanwhile");
    // What needs no interview goes on, and so does the visit of the journey.
    let worded = json!({"visit": one.earlier, "finding": one.finding, "statement": "It is cold at night"});
    inspector.ok("finding_set", worded);
    let finding = concludes(&mut inspector, &one.visit);
    let mut reasoned = establish(&one.visit, &finding);
    reasoned["reason"] = json!("Everybody saw it");
    inspector.ok("finding_set", reasoned);
    inspector.ok("report_build", report(&one.visit));
    inspector.ok("immediate_build", sheet(&one.visit));
    takes_keys_out(&mut lead, &mut inspector, &path);
    for (name, args) in asked {
        assert_eq!(inspector.refused(name, args), ErrorCode::LeftBehind, "{name}");
    }
    inspector.reopen();
    let refused = inspector.refused("finding_set", established);
    assert_eq!(refused, ErrorCode::ReasonNeeded);
    inspector.ok("report_build", report(&one.earlier));
    inspector.ok("immediate_build", sheet(&one.earlier));
}

#[test]
fn a_pseudonym_drawn_while_others_are_left_behind_is_none_of_theirs() {
    fn of_interview(desk: &mut Desk, visit: &str) -> String {
        let id = desk.id("interview_start", desk::interview(visit));
        let shelf = open(desk).shelf().unwrap();
        shelf.interviews.get(&id).unwrap().frame.pseudonym.clone()
    }
    fn of_entry(desk: &mut Desk, visit: &str) -> String {
        let facts = json!({"visit": visit, "informant": "staff", "risk": RISK});
        let id = desk.id("reprisal_add", json!({"facts": facts, "readers": []}));
        let shelf = open(desk).shelf().unwrap();
        shelf.reprisals.get(&id).unwrap().pseudonym.clone()
    }
    /// What comes after the colour and the number.
    fn mark(pseudonym: &str) -> String {
        pseudonym.splitn(3, '-').nth(2).unwrap().to_owned()
    }
    let (mut lead, mut inspector) = Desk::team_of_two();
    let one = Earlier::by(&mut inspector);
    let at_home = mark(&of_entry(&mut inspector, &one.visit));
    assert_eq!(mark(&of_interview(&mut inspector, &one.earlier)), at_home);
    settle(&mut inspector, &mut lead);
    let path = one.leave(&mut inspector);
    // Every interview of the visit of the journey is here.
    assert_eq!(mark(&of_interview(&mut inspector, &one.visit)), at_home);
    let away = mark(&of_interview(&mut inspector, &one.earlier));
    let (theirs, of_journey) = away.rsplit_once('-').unwrap();
    assert_eq!(theirs, at_home);
    assert!(!of_journey.is_empty());
    assert_eq!(
        mark(&of_entry(&mut inspector, &one.visit)),
        away,
        "one journey, one mark"
    );
    comes_back(&mut lead, &mut inspector, &path);
    assert_eq!(mark(&of_entry(&mut inspector, &one.visit)), at_home);
    assert_eq!(mark(&of_interview(&mut inspector, &one.earlier)), at_home);
}

/// A mission to two places, of which the second visit comes along with everything, and a third of which a recommendation stays.
struct Mission {
    work: Work,
    second: String,
    third: String,
    asked: String,
}

impl Mission {
    fn by(desk: &mut Desk) -> Self {
        let work = Work::by(desk);
        let [second, third] = ["Harbour", "Old Mill"].map(|name| {
            let place = desk.id("place_add", json!({"name": name, "place_type": "prison"}));
            desk.id("visit_create", desk::visit(&place))
        });
        desk.id("interview_start", desk::interview(&second));
        let facts = json!({"text": "A lamp in every cell", "visit": third, "priority": "high"});
        Self {
            work,
            second,
            third,
            asked: desk.id("recommendation_add", json!({"facts": facts})),
        }
    }

    fn leave(&self, desk: &mut Desk) -> std::path::PathBuf {
        let path = desk.file("journey");
        let mut begin = self.work.beginning(&path);
        begin["records"].as_array_mut().unwrap().push(json!(self.asked));
        desk.ok("travel_begin", begin);
        path
    }
}

#[test]
fn a_second_visit_that_came_along_whole_is_reported_and_opened_while_one_that_lacks_something_waits() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let mission = Mission::by(&mut inspector);
    settle(&mut inspector, &mut lead);
    let me = inspector.ok("team_get", json!({}))["me"].clone();
    let path = mission.leave(&mut inspector);
    let closed = |visit: &str| json!({"visit": visit, "was": {"readers": [], "whole_team": true}, "readers": [me], "whole_team": false});
    inspector.ok("report_build", report(&mission.second));
    inspector.ok("immediate_build", sheet(&mission.second));
    inspector.ok("visit_access_set", closed(&mission.second));
    let lacking = |inspector: &mut Desk| {
        let refused = inspector.refused("report_build", report(&mission.third));
        assert_eq!(refused, ErrorCode::LeftBehind, "a recommendation of it is left");
        let refused = inspector.refused("visit_access_set", closed(&mission.third));
        assert_eq!(refused, ErrorCode::LeftBehind);
    };
    lacking(&mut inspector);
    takes_keys_out(&mut lead, &mut inspector, &path);
    for whole in [&mission.work.visit, &mission.second] {
        inspector.ok("report_build", report(whole));
    }
    lacking(&mut inspector);
    inspector.reopen();
    inspector.ok("report_build", report(&mission.third));
    let noted = open(&mut inspector)
        .vault
        .read()
        .setting(crate::travel::PARTIAL)
        .unwrap();
    assert_eq!(noted, None, "and nothing is noted any more");
}

#[test]
fn of_what_an_earlier_version_left_only_the_visit_of_the_journey_is_known_to_be_whole() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let mission = Mission::by(&mut inspector);
    settle(&mut inspector, &mut lead);
    mission.leave(&mut inspector);
    open(&mut inspector)
        .vault
        .transact(|tx| tx.drop_setting(crate::travel::PARTIAL))
        .unwrap();
    inspector.ok("report_build", report(&mission.work.visit));
    for visit in [&mission.second, &mission.third] {
        let refused = inspector.refused("report_build", report(visit));
        assert_eq!(refused, ErrorCode::LeftBehind);
    }
}
