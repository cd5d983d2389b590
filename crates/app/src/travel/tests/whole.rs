//! What a device may say and write while it does not know the whole: words that were taken back, lists of all records, names
//! that were drawn before, and colleagues who leave at the same time.

use super::{CANARY, Work, carry, comes_back, heads, meet, open, ready, takes_keys_out};
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use crate::travel::standing::MAX_SILENT_DAYS;
use serde_json::{Value, json};
use visita_domain::dates::DAY_MS;
use visita_vault::PeerRow;

const RISK: &str = "Dismissal by the director";
/// A year in which nothing is planned.
const YEAR: i32 = 2031;
const A_MINUTE_MS: i64 = 60 * 1_000;

/// An entry of the register for the person who gave an interview.
fn enter(desk: &mut Desk, visit: &Value, interview: &str, readers: &[&str]) -> String {
    let facts = json!({"visit": visit, "informant": "staff", "risk": RISK, "interview": interview});
    desk.id("reprisal_add", json!({"facts": facts, "readers": readers}))
}

fn entered(desk: &mut Desk, entry: &str) -> Value {
    let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["record"] == entry).unwrap().clone()
}

/// What an entry shows: whether its words are hidden, and those words.
fn shown(desk: &mut Desk, entry: &str) -> (Value, Value) {
    let row = entered(desk, entry);
    (row["taken_back"].clone(), row["facts"]["risk"].clone())
}

fn hidden() -> (Value, Value) {
    (json!(true), json!(""))
}

fn told() -> (Value, Value) {
    (json!(false), json!(RISK))
}

fn consents(desk: &mut Desk, interview: &str, state: &str) {
    let talk = json!({"interview": interview, "purpose": "talk", "state": state});
    desk.ok("consent_set", talk);
}

/// Writes an end into an entry, as its form does.
fn closes(desk: &mut Desk, entry: &str) {
    let was = entered(desk, entry)["facts"].clone();
    let mut closed = was.clone();
    closed["closed"] = json!("They moved away");
    desk.ok("reprisal_set", json!({"record": entry, "was": was, "facts": closed}));
}

/// A record that the visit does not need; none where it does.
fn offered(desk: &mut Desk, visit: &str, record: &str) -> Option<Value> {
    let records = desk.ok("travel_get", json!({"visit": visit}))["records"].clone();
    let mut rows = records.as_array().unwrap().iter();
    rows.find(|row| row["record"] == record).cloned()
}

/// Why a record must come along; none where it is not even offered.
fn reason(desk: &mut Desk, visit: &str, record: &str) -> Option<Value> {
    Some(offered(desk, visit, record)?["why_not"].clone())
}

/// The interview without which an entry of the register does not come along.
fn about(desk: &mut Desk, visit: &str, record: &str) -> Value {
    offered(desk, visit, record).unwrap()["about"].clone()
}

/// Two at home, each of whom knows that the other has everything.
fn settle(traveller: &mut Desk, lead: &mut Desk) {
    meet(traveller, lead);
    carry(lead, traveller);
}

#[test]
fn an_interview_that_was_taken_back_stays_only_with_its_entry_of_the_register() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let work = Work::by(&mut inspector);
    let entry = enter(&mut inspector, &json!(work.other), &work.interview, &[]);
    assert_eq!(shown(&mut inspector, &entry), told());
    consents(&mut inspector, &work.interview, "withdrawn");
    assert_eq!(shown(&mut inspector, &entry), hidden());
    settle(&mut inspector, &mut lead);
    assert_eq!(reason(&mut inspector, &work.visit, &work.interview), Some(Value::Null));
    assert_eq!(reason(&mut inspector, &work.visit, &entry), Some(Value::Null));
    assert_eq!(about(&mut inspector, &work.visit, &entry), json!(work.interview));
    assert_eq!(about(&mut inspector, &work.visit, &work.interview), Value::Null);
    // The entry would come along, and nothing there would say that its words were taken back.
    let path = inspector.file("journey");
    let refused = inspector.call("travel_begin", work.beginning(&path)).unwrap_err();
    assert_eq!(
        (refused.code, refused.field),
        (ErrorCode::CannotLeave, Some(work.interview.clone()))
    );
    assert!(!path.exists());
    // Nor is the interview offered while its entry has to come along.
    closes(&mut inspector, &entry);
    assert_eq!(reason(&mut inspector, &work.visit, &entry), Some(json!("only_here")));
    assert_eq!(
        reason(&mut inspector, &work.visit, &work.interview),
        Some(json!("entry"))
    );
    settle(&mut inspector, &mut lead);
    let mut both = work.beginning(&path);
    both["records"].as_array_mut().unwrap().push(json!(entry));
    inspector.ok("travel_begin", both);
    assert_eq!(inspector.ok("reprisal_list", json!({}))["rows"], json!([]));
    comes_back(&mut lead, &mut inspector, &path);
    assert_eq!(shown(&mut inspector, &entry), hidden());
    consents(&mut inspector, &work.interview, "given");
    assert_eq!(shown(&mut inspector, &entry), told(), "hidden, and not lost");
}

#[test]
fn an_interview_comes_along_with_an_entry_that_the_visit_needs() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let work = Work::by(&mut inspector);
    let entry = enter(&mut inspector, &json!(work.visit), &work.interview, &[]);
    settle(&mut inspector, &mut lead);
    assert_eq!(reason(&mut inspector, &work.visit, &work.interview), None);
    let path = inspector.file("journey");
    let refused = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(refused, ErrorCode::CannotLeave);
    let mut others = work.beginning(&path);
    others["records"] = json!([work.place, work.other]);
    inspector.ok("travel_begin", others);
    assert_eq!(shown(&mut inspector, &entry), told());
    // What the person takes back meanwhile is taken back here too.
    consents(&mut lead, &work.interview, "withdrawn");
    carry(&mut lead, &mut inspector);
    assert_eq!(shown(&mut inspector, &entry), hidden());
}

#[test]
fn words_of_a_person_whose_interview_is_not_here_are_neither_shown_nor_written() {
    let (mut lead, mut inspector, work) = ready();
    let me = inspector.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    let path = work.leave(&mut inspector);
    let (kept, gone) = (
        lead.id("interview_start", desk::interview(&work.other)),
        lead.id("interview_start", desk::interview(&work.other)),
    );
    let entries = [&kept, &gone].map(|interview| enter(&mut lead, &Value::Null, interview, &[&me]));
    consents(&mut lead, &gone, "withdrawn");
    carry(&mut lead, &mut inspector);
    let [kept, gone] = entries;
    assert_eq!((shown(&mut lead, &kept), shown(&mut lead, &gone)), (told(), hidden()));
    for entry in [&kept, &gone] {
        assert_eq!(shown(&mut inspector, entry), hidden());
        let was = entered(&mut inspector, entry)["facts"].clone();
        let mut worded = was.clone();
        worded["risk"] = json!("Worse");
        let set = json!({"record": entry, "was": was, "facts": worded});
        assert_eq!(inspector.refused("reprisal_set", set), ErrorCode::NoConsent);
        let comment = json!({"doc": entry, "about": "", "text": "The night guard", "mentions": []});
        assert_eq!(inspector.refused("comment_add", comment), ErrorCode::NoConsent);
    }
    closes(&mut inspector, &kept);
    comes_back(&mut lead, &mut inspector, &path);
    assert_eq!(
        (shown(&mut inspector, &kept), shown(&mut inspector, &gone)),
        (told(), hidden())
    );
}

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
