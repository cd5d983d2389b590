//! The desk of everything: all that is open, and what was settled last.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::MAX_SETTLED;
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_domain::slots::WritePolicy;

fn share(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.bundle(), b.bundle());
    a.take(&from_b);
    b.take(&from_a);
}

fn everything(desk: &mut Desk) -> Value {
    desk.ok("conflict_list", json!({}))
}

#[test]
fn of_what_colleagues_wrote_long_ago_only_the_number_is_told() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let beyond = 2;
    for number in 0..MAX_SETTLED + beyond {
        let place = json!({"name": format!("Place {number}"), "place_type": "prison"});
        inspector.ok("place_add", place);
    }
    share(&mut lead, &mut inspector);
    let told = everything(&mut lead);
    assert_eq!((&told["open"], &told["earlier"]), (&json!([]), &json!(beyond)));
    let merged = told["merged"].as_array().unwrap();
    let names = merged.iter().filter(|one| one["path"] == "place/name");
    assert_eq!(names.count(), MAX_SETTLED);
    let own = everything(&mut inspector);
    assert_eq!((&own["merged"], &own["earlier"]), (&json!([]), &json!(0)));
}

#[test]
fn what_is_asked_about_a_recommendation_reaches_its_author_and_counts_as_open() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let was = json!({"text": "A bed for everyone.", "priority": "normal"});
    let made = lead.id("recommendation_add", json!({"facts": was}));
    share(&mut lead, &mut inspector);
    for (desk, day) in [(&mut lead, "2099-01-01"), (&mut inspector, "2099-02-02")] {
        let mut facts = was.clone();
        facts["deadline"] = json!(day);
        desk.ok(
            "recommendation_set",
            json!({"recommendation": made, "was": was, "facts": facts}),
        );
    }
    share(&mut lead, &mut inspector);
    assert_eq!(lead.ok("today_get", json!({}))["open_conflicts"], 1);
    let open = everything(&mut lead)["open"][0].clone();
    let seen: Vec<&Value> = open["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["slot"])
        .collect();
    let back = json!({
        "doc": open["doc"], "path": open["path"], "outcome": "send_back", "slot": null, "value": null, "note": null,
        "to": [], "question": "Which day?", "seen": seen,
    });
    lead.ok("conflict_decide", back);
    share(&mut lead, &mut inspector);
    let asked = inspector.ok("today_get", json!({}))["asked"].clone();
    assert_eq!(
        (&asked[0]["doc"], &asked[0]["kind"], &asked[0]["visit"]),
        (&json!(made), &json!("recommendation"), &json!(null))
    );
}

/// An entry of the register that two wrote in apart from each other: what may happen, how likely it is, and who the person is.
struct Entered {
    entry: String,
    /// The interviews that the two took for that of the same person.
    interviews: [String; 2],
    reader: Value,
}

impl Entered {
    fn by(lead: &mut Desk, inspector: &mut Desk) -> Self {
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = lead.id("visit_create", desk::visit(&place));
        let interviews = [(); 2].map(|()| lead.id("interview_start", desk::interview(&visit)));
        let reader = inspector.ok("team_get", json!({}))["me"].clone();
        let was = json!({"visit": visit, "informant": "staff", "risk": "Dismissal"});
        let entry = lead.id("reprisal_add", json!({"facts": was, "readers": [reader]}));
        share(lead, inspector);
        for (desk, risk, level, interview) in [
            (&mut *lead, "A transfer", "high", &interviews[0]),
            (&mut *inspector, "Being followed", "low", &interviews[1]),
        ] {
            let mut facts = was.clone();
            (facts["risk"], facts["level"], facts["interview"]) = (json!(risk), json!(level), json!(interview));
            desk.ok("reprisal_set", json!({"record": entry, "was": was, "facts": facts}));
        }
        let comment = json!({"doc": entry, "about": "", "text": "The night guard", "mentions": []});
        inspector.ok("comment_add", comment);
        share(lead, inspector);
        Self {
            entry,
            interviews,
            reader,
        }
    }

    fn consents(&self, desk: &mut Desk, state: &str) {
        let talk = json!({"interview": self.interviews[0], "purpose": "talk", "state": state});
        desk.ok("consent_set", talk);
    }

    fn is_taken_back(&self, desk: &mut Desk) -> bool {
        let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
        let mut rows = rows.as_array().unwrap().iter();
        let row = rows.find(|row| row["record"] == json!(self.entry)).unwrap();
        row["taken_back"] == json!(true)
    }
}

/// What is open on a desk, by path.
fn open_at(desk: &mut Desk, path: &str) -> Option<Value> {
    let open = everything(desk)["open"].clone();
    let mut open = open.as_array().unwrap().iter();
    open.find(|one| one["path"] == path).cloned()
}

fn decides(conflict: &Value, outcome: &str, more: Value) -> Value {
    let versions = conflict["versions"].as_array().unwrap().iter();
    let seen: Vec<&Value> = versions.map(|version| &version["slot"]).collect();
    let mut args = json!({"doc": conflict["doc"], "path": conflict["path"], "outcome": outcome, "seen": seen});
    for (name, value) in more.as_object().unwrap() {
        args[name] = value.clone();
    }
    args
}

fn taken(conflict: &Value) -> Value {
    decides(conflict, "take", json!({"slot": conflict["versions"][0]["slot"]}))
}

const RISK: &str = "reprisal/risk";
const LEVEL: &str = "reprisal/level";
const INTERVIEW: &str = "reprisal/interview";

#[test]
fn words_that_a_person_of_the_register_took_back_are_on_no_desk_and_are_not_brought_out_there() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let entered = Entered::by(&mut lead, &mut inspector);
    let [risk, level, interview] = [RISK, LEVEL, INTERVIEW].map(|path| open_at(&mut lead, path).unwrap());
    let asks = json!({"to": [entered.reader], "question": "Followed by whom?"});
    lead.ok("conflict_decide", decides(&risk, "send_back", asks.clone()));
    share(&mut lead, &mut inspector);
    assert_eq!(inspector.ok("today_get", json!({}))["asked"][0]["path"], RISK);
    assert_eq!(lead.ok("today_get", json!({}))["open_conflicts"], 3);

    // Which of the two it is nobody has settled: doubt never permits.
    entered.consents(&mut lead, "withdrawn");
    share(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        assert!(entered.is_taken_back(desk));
        assert_eq!([RISK, INTERVIEW].map(|path| open_at(desk, path)), [None, None]);
        assert!(open_at(desk, LEVEL).is_some(), "how likely it is stays");
        let told = everything(desk).to_string();
        for words in [
            "A transfer",
            "Being followed",
            "Dismissal",
            "The night guard",
            "comment/",
        ] {
            assert!(!told.contains(words), "{words}");
        }
        let today = desk.ok("today_get", json!({}));
        assert_eq!((&today["open_conflicts"], &today["asked"]), (&json!(1), &json!([])));
    }
    for refused in [
        taken(&risk),
        taken(&interview),
        decides(&risk, "synthesis", json!({"value": "Being followed after a transfer"})),
        decides(&risk, "send_back", asks),
    ] {
        assert_eq!(lead.refused("conflict_decide", refused), ErrorCode::NoConsent);
    }
    let answer = json!({"doc": entered.entry, "path": RISK, "text": "By a guard"});
    assert_eq!(
        inspector.refused("question_answer", answer.clone()),
        ErrorCode::NoConsent
    );
    lead.ok("conflict_decide", taken(&level));

    // Given again, all of it is there: hidden, not lost.
    entered.consents(&mut lead, "given");
    share(&mut lead, &mut inspector);
    assert!(!entered.is_taken_back(&mut lead));
    assert!([RISK, INTERVIEW].iter().all(|path| open_at(&mut lead, path).is_some()));
    inspector.ok("question_answer", answer);
    // Kept side by side, either may still be the interview of that person.
    lead.ok("conflict_decide", decides(&interview, "keep_both", json!({})));
    entered.consents(&mut lead, "withdrawn");
    assert!(entered.is_taken_back(&mut lead));
}

#[test]
fn a_lead_finds_words_of_their_own_for_a_day_to_look_again_after_somebody_of_the_register() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let entered = Entered::by(&mut lead, &mut inspector);
    let was = json!({"due": "2026-04-01", "whom": null, "how": ""});
    let again = lead.id("recontact_add", json!({"record": entered.entry, "facts": was}));
    share(&mut lead, &mut inspector);
    for (desk, how) in [(&mut lead, "By post"), (&mut inspector, "At the gate")] {
        let mut facts = was.clone();
        facts["how"] = json!(how);
        let set = json!({"record": entered.entry, "recontact": again, "was": was, "facts": facts});
        desk.ok("recontact_set", set);
    }
    share(&mut lead, &mut inspector);
    let path = format!("recontact/{again}/how");
    let how = open_at(&mut lead, &path).unwrap();
    lead.ok(
        "conflict_decide",
        decides(&how, "synthesis", json!({"value": "By post, not at the gate"})),
    );
    assert_eq!(open_at(&mut lead, &path), None);
}

#[test]
fn a_text_is_put_into_other_words_and_a_code_is_taken_as_one_of_them_wrote_it() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let was = json!({"text": "A bed for everyone.", "priority": "normal"});
    let made = lead.id("recommendation_add", json!({"facts": was}));
    share(&mut lead, &mut inspector);
    for (desk, text, priority) in [
        (&mut lead, "A bed each.", "urgent"),
        (&mut inspector, "A mattress each.", "low"),
    ] {
        let mut facts = was.clone();
        (facts["text"], facts["priority"]) = (json!(text), json!(priority));
        desk.ok(
            "recommendation_set",
            json!({"recommendation": made, "was": was, "facts": facts}),
        );
    }
    share(&mut lead, &mut inspector);
    let words = |value: &str| json!({"value": value});
    let priority = open_at(&mut lead, "recommendation/priority").unwrap();
    assert_eq!(priority["takes_words"], json!(false));
    for value in ["Rather soon", "high"] {
        let third = decides(&priority, "synthesis", words(value));
        assert_eq!(lead.refused("conflict_decide", third), ErrorCode::Refused, "{value}");
    }
    lead.ok("conflict_decide", taken(&priority));
    let text = open_at(&mut lead, "recommendation/text").unwrap();
    assert_eq!(text["takes_words"], json!(true));
    let third = decides(&text, "synthesis", words("A bed and a mattress each."));
    lead.ok("conflict_decide", third);
    let shown = lead.ok("recommendation_get", json!({"recommendation": made}))["facts"].clone();
    assert_eq!(shown["text"], "A bed and a mattress each.");
    assert_ne!(shown["priority"], "normal");
}

#[test]
fn a_seat_an_area_and_a_link_say_what_they_lead_to_and_never_whose_an_interview_is() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let seen = json!({"visit": visit, "text": "Forty beds", "source": "observed", "flag": false});
    let seen = lead.id("observation_add", seen);
    let talked = lead.id("interview_start", desk::interview(&visit));
    let pseudonym = lead.ok("interview_get", json!({"interview": talked}))["row"]["pseudonym"].clone();
    let member = lead.ok("team_get", json!({}))["me"].as_str().unwrap().to_owned();
    share(&mut lead, &mut inspector);
    let of_seen = crate::evidence::evidence_at("f1", "observation", &seen);
    let of_talk = crate::evidence::evidence_at("f1", "interview", &talked);
    for (desk, name, role, against) in [
        (&mut lead, "Wing B", "expert", false),
        (&mut inspector, "Wing C", "observer", true),
    ] {
        for (path, value) in [
            ("area/w1".to_owned(), json!({"name": name})),
            (format!("team/{member}"), json!({"role": role, "areas": ["w1"]})),
            (
                of_seen.clone(),
                json!({"kind": "observation", "target": seen, "source": "observed", "against": against}),
            ),
            (
                of_talk.clone(),
                json!({"kind": "interview", "target": talked, "source": "interview", "against": against}),
            ),
        ] {
            let session = desk.session.as_mut().unwrap();
            let id = visit.parse().unwrap();
            let written = session.write(id, |edit| edit.set(&path, Some(&value), WritePolicy::Fact), |_| Ok(()));
            written.unwrap();
        }
    }
    share(&mut lead, &mut inspector);
    for desk in [&mut lead, &mut inspector] {
        let open = everything(desk)["open"].clone();
        let of = |path: &str| {
            let found = open.as_array().unwrap().iter().find(|one| one["path"] == path);
            found.unwrap_or_else(|| panic!("{path}: {open}")).clone()
        };
        let texts = |path: &str| {
            let versions = of(path)["versions"].clone();
            let mut texts: Vec<String> = versions
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["text"].as_str().unwrap().to_owned())
                .collect();
            texts.sort();
            texts
        };
        assert_eq!(texts("area/w1"), ["Wing B", "Wing C"]);
        let seat = format!("team/{member}");
        assert_eq!(of(&seat)["subject"], "Lead");
        assert!(
            texts(&seat).iter().all(|text| text.starts_with("Wing ")),
            "{:?}",
            texts(&seat)
        );
        assert_eq!(
            texts(&of_seen),
            ["observation · Forty beds", "observation · Forty beds"]
        );
        let link = &of(&of_seen)["versions"][0]["linked"];
        assert_eq!(
            (&link["kind"], &link["title"]),
            (&json!("observation"), &json!("Forty beds"))
        );
        assert_eq!(texts(&of_talk), ["interview", "interview"]);
        let talk = of(&of_talk);
        assert!(
            pseudonym.as_str().is_some_and(|name| !talk.to_string().contains(name)),
            "{talk}"
        );
    }
}
