//! A visit for chosen members: to all others it is not there until somebody opens it, nor is what belongs to it.

use crate::desk::{self, Desk, exchange};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

/// The first day of the visit; nothing else bears it.
const DAY: &str = "2031-05-04";
/// The year of it.
const YEAR: i32 = 2031;
/// What was found there, and is asked for because of it.
const WORD: &str = "mattress";

/// A lead, an inspector who is chosen and a colleague who is not, with a place that they all know.
struct Team {
    lead: Desk,
    chosen: Desk,
    other: Desk,
    place: String,
}

fn member(desk: &mut Desk) -> String {
    let team = desk.ok("team_get", json!({}));
    team["me"].as_str().unwrap().to_owned()
}

impl Team {
    fn made() -> Self {
        let (mut lead, chosen) = Desk::team_of_two();
        let other = lead.admits("Boris", "inspector");
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let mut team = Self {
            lead,
            chosen,
            other,
            place,
        };
        team.meet();
        team
    }

    /// Everybody hears what everybody wrote.
    fn meet(&mut self) {
        exchange(&mut self.lead, &mut self.chosen);
        exchange(&mut self.lead, &mut self.other);
        exchange(&mut self.lead, &mut self.chosen);
    }

    /// A visit that the lead begins for these members.
    fn visit_for(&mut self, readers: &[&str]) -> String {
        let mut visit = desk::visit(&self.place);
        visit["starts_on"] = json!(DAY);
        visit["readers"] = json!({"whole_team": false, "readers": readers});
        self.lead.id("visit_create", visit)
    }

    /// A finding of a visit.
    fn finding(&mut self, visit: &str) -> String {
        let found = json!({
            "visit": visit, "statement": format!("No {WORD} for the new ones"), "theme": "accommodation",
            "good_practice": false,
        });
        self.lead.id("finding_add", found)
    }
}

/// Who reads a visit from now on, by a lead who saw who did.
fn readers(visit: &str, was: &[&str], now: &[&str], whole_team: bool) -> Value {
    json!({"visit": visit, "was": {"readers": was, "whole_team": false}, "readers": now, "whole_team": whole_team})
}

/// Whether a device shows some words on any of its lists.
fn shows(desk: &mut Desk, place: &str, words: &str) -> bool {
    let asked = [
        ("visit_list", json!({})),
        ("today_get", json!({})),
        ("programme_get", json!({"year": YEAR})),
        ("recommendation_list", json!({})),
        ("reprisal_list", json!({})),
        ("conflict_list", json!({})),
        ("place_list", json!({"place_type": null})),
        ("place_get", json!({"place": place})),
    ];
    asked
        .into_iter()
        .any(|(name, args)| desk.ok(name, args).to_string().contains(words))
}

fn finds(desk: &mut Desk, word: &str) -> bool {
    desk.ok("search_find", json!({"query": word}))["hits"] != json!([])
}

fn row(desk: &mut Desk) -> Value {
    desk.ok("visit_list", json!({}))["rows"][0].clone()
}

fn answers(desk: &mut Desk, visit: &str) -> usize {
    let rows = desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
    rows.as_array().unwrap().len()
}

#[test]
fn others_see_nothing_of_a_visit_for_a_few_nor_of_what_is_recommended_because_of_it_until_it_is_opened() {
    let mut team = Team::made();
    let chosen = member(&mut team.chosen);
    let visit = team.visit_for(&[&chosen]);
    team.lead.answer(&visit, "general", "own_bed", "no");
    let finding = team.finding(&visit);
    let asked = json!({
        "facts": {"text": format!("Give everybody a {WORD}"), "visit": visit, "priority": "high"},
        "findings": [{"visit": visit, "finding": finding}],
    });
    team.lead.id("recommendation_add", asked);
    team.meet();
    let words = [visit.as_str(), DAY, WORD];
    for words in words {
        assert!(shows(&mut team.lead, &team.place, words), "{words}");
        assert!(shows(&mut team.chosen, &team.place, words), "{words}");
        assert!(!shows(&mut team.other, &team.place, words), "{words}");
    }
    assert!(finds(&mut team.chosen, WORD) && !finds(&mut team.other, WORD));
    for command in ["visit_get", "visit_access", "dossier_get", "answer_list", "task_list"] {
        let args = match command {
            "task_list" => json!({"doc": visit}),
            _ => json!({"visit": visit}),
        };
        assert_eq!(team.other.refused(command, args), ErrorCode::NotFound, "{command}");
    }
    assert_eq!(row(&mut team.chosen)["sealed"], true);
    team.lead.ok("visit_access_set", readers(&visit, &[&chosen], &[], true));
    team.meet();
    for words in words {
        assert!(shows(&mut team.other, &team.place, words), "{words}");
    }
    assert!(finds(&mut team.other, WORD));
    assert_eq!(answers(&mut team.other, &visit), 1, "from the beginning");
    assert_eq!(row(&mut team.other)["sealed"], false);
}

#[test]
fn what_was_recommended_while_a_colleague_opened_the_visit_is_opened_with_it() {
    let mut team = Team::made();
    let chosen = member(&mut team.chosen);
    let visit = team.visit_for(&[&chosen]);
    team.meet();
    let asked = json!({"facts": {"text": format!("Give everybody a {WORD}"), "visit": visit, "priority": "high"}});
    team.chosen.id("recommendation_add", asked);
    team.lead.ok("visit_access_set", readers(&visit, &[&chosen], &[], true));
    team.meet();
    assert!(shows(&mut team.other, &team.place, WORD));
}

#[test]
fn whoever_is_added_reads_a_visit_from_the_beginning_and_may_write_in_it() {
    let mut team = Team::made();
    let (chosen, other) = (member(&mut team.chosen), member(&mut team.other));
    let visit = team.visit_for(&[&chosen]);
    team.lead.answer(&visit, "general", "own_bed", "no");
    team.meet();
    // Only its author and leads say who reads it.
    assert_eq!(
        team.chosen.refused(
            "visit_access_set",
            readers(&visit, &[&chosen], &[&chosen, &other], false)
        ),
        ErrorCode::NotAllowed
    );
    let unseen = readers(&visit, &[], &[&chosen, &other], false);
    assert_eq!(team.lead.refused("visit_access_set", unseen), ErrorCode::Stale);
    let access = team.lead.ok(
        "visit_access_set",
        readers(&visit, &[&chosen], &[&chosen, &other], false),
    );
    assert_eq!((&access["whole_team"], &access["epoch"]), (&json!(false), &json!(1)));
    team.meet();
    assert_eq!(answers(&mut team.other, &visit), 1);
    team.other.answer(&visit, "general", "daylight", "yes");
    team.meet();
    assert_eq!(answers(&mut team.chosen, &visit), 2);
}

#[test]
fn whoever_is_taken_out_of_a_visit_reads_on_neither_there_nor_in_its_interviews() {
    let mut team = Team::made();
    let (chosen, other) = (member(&mut team.chosen), member(&mut team.other));
    let visit = team.visit_for(&[&chosen, &other]);
    let interview = team.lead.id("interview_start", desk::interview(&visit));
    team.meet();
    let was = team.other.ok("interview_get", json!({"interview": interview}));
    team.lead.ok(
        "visit_access_set",
        readers(&visit, &[&chosen, &other], &[&chosen], false),
    );
    team.lead.answer(&visit, "general", "own_bed", "no");
    let note = json!({"interview": interview, "text": "He was moved at night"});
    team.lead.ok("interview_note", note);
    team.meet();
    assert_eq!(answers(&mut team.chosen, &visit), 1);
    let reads_on = team.chosen.ok("interview_get", json!({"interview": interview}));
    assert_eq!(reads_on["note"], "He was moved at night");
    assert_eq!(answers(&mut team.other, &visit), 0);
    assert_eq!(
        team.other.ok("interview_get", json!({"interview": interview}))["note"],
        was["note"]
    );
    for (command, args) in [
        ("visit_access", json!({"visit": visit})),
        ("interview_access", json!({"interview": interview})),
    ] {
        assert_eq!(team.other.ok(command, args)["closed"], true, "{command}");
    }
    let writes = json!({
        "visit": visit, "area": "general", "checklist": "prison", "item": "daylight",
        "value": {"type": "yes_no_partly", "value": "no"}, "source": "observed",
    });
    assert_eq!(team.other.refused("answer_set", writes), ErrorCode::NotReader);
    let begins = desk::confidential_interview(&visit);
    assert_eq!(team.other.refused("interview_start", begins), ErrorCode::NotReader);
}

#[test]
fn an_interview_of_a_visit_for_a_few_is_for_nobody_who_may_not_read_the_visit() {
    let mut team = Team::made();
    let (chosen, other) = (member(&mut team.chosen), member(&mut team.other));
    let visit = team.visit_for(&[&chosen]);
    team.meet();
    let mut for_other = desk::confidential_interview(&visit);
    for_other["readers"] = json!([other]);
    assert_eq!(team.chosen.refused("interview_start", for_other), ErrorCode::Refused);
    let interview = team.chosen.id("interview_start", desk::interview(&visit));
    let reads = |access: &Value, member: &str, field: &str| {
        let members = access["members"].as_array().unwrap().iter();
        let mut found = members.filter(|one| one["member"] == member);
        found.next().unwrap()[field] == json!(true)
    };
    let access = team.chosen.ok("interview_access", json!({"interview": interview}));
    assert_eq!(
        (&access["whole_team"], &access["bounded"]),
        (&json!(false), &json!(true)),
        "the whole team is here whoever may read the visit"
    );
    for member in [member(&mut team.lead), chosen] {
        assert!(reads(&access, &member, "reads") && reads(&access, &member, "eligible"));
    }
    assert!(!reads(&access, &other, "reads") && !reads(&access, &other, "eligible"));
    let more = json!({
        "interview": interview, "was": {"readers": [], "whole_team": false}, "readers": [other], "whole_team": false,
    });
    assert_eq!(team.chosen.refused("interview_access_set", more), ErrorCode::Refused);
    let entry = json!({"facts": {"visit": visit, "informant": "staff", "level": "high", "risk": "A transfer"}, "readers": [other]});
    assert_eq!(team.lead.refused("reprisal_add", entry), ErrorCode::Refused);
    team.meet();
    assert_eq!(
        team.other.refused("interview_get", json!({"interview": interview})),
        ErrorCode::NotFound
    );
}

#[test]
fn what_the_whole_team_reads_names_no_visit_for_a_few() {
    let mut team = Team::made();
    let chosen = member(&mut team.chosen);
    let visit = team.visit_for(&[&chosen]);
    let finding = team.finding(&visit);
    let asked = team.lead.id(
        "recommendation_add",
        json!({"facts": {"text": "Open the yard", "priority": "high"}}),
    );
    let link = json!({"recommendation": asked, "visit": visit, "finding": finding, "linked": true});
    assert_eq!(team.lead.refused("recommendation_link", link), ErrorCode::Refused);
    let was = team.lead.ok("recommendation_get", json!({"recommendation": asked}))["facts"].clone();
    let mut facts = was.clone();
    facts["visit"] = json!(visit);
    let named = json!({"recommendation": asked, "was": was, "facts": facts});
    assert_eq!(team.lead.refused("recommendation_set", named), ErrorCode::Refused);
}

#[test]
fn what_was_begun_for_all_while_the_visit_was_sealed_is_kept_within_it() {
    let mut team = Team::made();
    let (chosen, other) = (member(&mut team.chosen), member(&mut team.other));
    let visit = team.lead.id("visit_create", desk::visit(&team.place));
    team.meet();
    let sealed = json!({
        "visit": visit, "was": {"readers": [], "whole_team": true}, "readers": [chosen], "whole_team": false,
    });
    team.lead.ok("visit_access_set", sealed);
    // The colleague has not heard of it.
    let interview = team.chosen.id("interview_start", desk::interview(&visit));
    let entry = json!({"facts": {"visit": visit, "informant": "staff", "level": "high", "risk": "A transfer"}, "readers": [other]});
    let entry = team.chosen.id("reprisal_add", entry);
    let asked = json!({"facts": {"text": "Open the yard", "visit": visit, "priority": "high"}});
    let asked = team.chosen.id("recommendation_add", asked);
    team.meet();
    let note = json!({"interview": interview, "text": "He was moved at night"});
    team.chosen.ok("interview_note", note);
    team.meet();
    let told = team.other.ok("interview_get", json!({"interview": interview}));
    assert_ne!(told["note"], "He was moved at night");
    for record in [&interview, &entry] {
        let access = team.other.ok("interview_access", json!({"interview": record}));
        assert_eq!(access["closed"], true);
    }
    let withdrawn = json!({"recommendation": asked, "withdrawn": true});
    assert_eq!(
        team.other.refused("recommendation_withdraw", withdrawn.clone()),
        ErrorCode::NotReader
    );
    let epoch = |team: &mut Team| team.lead.ok("interview_access", json!({"interview": interview}))["epoch"].clone();
    let before = epoch(&mut team);
    team.meet();
    assert_eq!(epoch(&mut team), before, "it is done once");
    team.chosen.ok("recommendation_withdraw", withdrawn);
}

#[test]
fn only_whoever_changes_the_readers_of_a_visit_for_a_few_takes_a_recommendation_off_it_and_none_is_opened_by_that() {
    let mut team = Team::made();
    let chosen = member(&mut team.chosen);
    let visit = team.visit_for(&[&chosen]);
    let finding = team.finding(&visit);
    let asked = json!({
        "facts": {"text": format!("Give everybody a {WORD}"), "visit": visit, "priority": "high"},
        "findings": [{"visit": visit, "finding": finding}],
    });
    let asked = team.lead.id("recommendation_add", asked);
    team.meet();
    let link = |linked: bool| json!({"recommendation": asked, "visit": visit, "finding": finding, "linked": linked});
    let off = |desk: &mut Desk| {
        let was = desk.ok("recommendation_get", json!({"recommendation": asked}))["facts"].clone();
        let mut facts = was.clone();
        facts["visit"] = json!(null);
        json!({"recommendation": asked, "was": was, "facts": facts})
    };
    // While it stands on the visit otherwise, nothing is taken off.
    team.chosen.ok("recommendation_link", link(false));
    let named = off(&mut team.chosen);
    assert_eq!(team.chosen.refused("recommendation_set", named), ErrorCode::NotAllowed);
    team.chosen.ok("recommendation_link", link(true));
    let named = off(&mut team.chosen);
    team.chosen.ok("recommendation_set", named);
    assert_eq!(
        team.chosen.refused("recommendation_link", link(false)),
        ErrorCode::NotAllowed
    );
    team.meet();
    team.lead.ok("recommendation_link", link(false));
    team.meet();
    team.meet();
    assert!(shows(&mut team.chosen, &team.place, WORD));
    assert!(!shows(&mut team.other, &team.place, WORD));
}

#[test]
fn a_recommendation_taken_off_by_somebody_who_has_not_heard_of_the_sealing_stays_sealed_until_a_lead_decides() {
    let mut team = Team::made();
    let other = member(&mut team.other);
    let (sealed, open) = (desk::visit(&team.place), desk::visit(&team.place));
    let (sealed, open) = (team.lead.id("visit_create", sealed), team.lead.id("visit_create", open));
    let asked = |text: &str| json!({"facts": {"text": text, "visit": sealed, "priority": "high"}});
    let hers = team.lead.id("recommendation_add", asked("Give everybody a blanket"));
    team.meet();
    let mine = team.chosen.id("recommendation_add", asked("Open the yard"));
    team.meet();
    let to_few = json!({
        "visit": sealed, "was": {"readers": [], "whole_team": true}, "readers": [], "whole_team": false,
    });
    team.lead.ok("visit_access_set", to_few);
    let moved = |desk: &mut Desk, recommendation: &str, visit: Value| {
        let was = desk.ok("recommendation_get", json!({"recommendation": recommendation}))["facts"].clone();
        let mut facts = was.clone();
        facts["visit"] = visit;
        desk.ok(
            "recommendation_set",
            json!({"recommendation": recommendation, "was": was, "facts": facts}),
        );
    };
    // One was put on the visit by the lead, the other by the same device that takes it off: what it wrote first is not told.
    for recommendation in [&hers, &mine] {
        moved(&mut team.chosen, recommendation, json!(open));
    }
    team.meet();
    team.meet();
    for (recommendation, word) in [(&hers, "quilt"), (&mine, "garden")] {
        let was = team
            .lead
            .ok("recommendation_get", json!({"recommendation": recommendation}))["facts"]
            .clone();
        let mut facts = was.clone();
        facts["text"] = json!(format!("Since: {word}"));
        team.lead.ok(
            "recommendation_set",
            json!({"recommendation": recommendation, "was": was, "facts": facts}),
        );
    }
    team.meet();
    team.meet();
    for word in ["quilt", "garden"] {
        assert!(finds(&mut team.lead, word), "{word}");
        assert!(!finds(&mut team.other, word), "{word}");
    }
    // A lead who takes it off and puts it on the other visit means it.
    for recommendation in [&hers, &mine] {
        moved(&mut team.lead, recommendation, json!(null));
        moved(&mut team.lead, recommendation, json!(open));
    }
    team.meet();
    team.meet();
    for word in ["quilt", "garden"] {
        assert!(finds(&mut team.other, word), "{word}, {other}");
    }
}
