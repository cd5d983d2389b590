//! What a person said, and to what they agreed: what is written, told, hidden.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use visita_app::api::ErrorCode;

fn visit_of(desk: &mut Desk) -> String {
    let place = desk.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    desk.id("visit_create", desk::visit(&place))
}

fn state(desk: &mut Desk, interview: &str, purpose: &str, state: &str) {
    let consent = json!({"interview": interview, "purpose": purpose, "state": state});
    desk.ok("consent_set", consent);
}

fn field(interview: &str, section: &str, field: &str, value: impl Into<Value>) -> Value {
    json!({"interview": interview, "section": section, "field": field, "value": value.into()})
}

fn report(desk: &mut Desk, visit: &str, audience: &str) -> Value {
    let build = json!({"visit": visit, "language": "en", "audience": audience, "path": null});
    desk.ok("report_build", build)
}

fn tells(report: &Value, words: &str) -> bool {
    report["html"].as_str().unwrap().contains(words)
}

fn statement(desk: &mut Desk, interview: &str, text: &str) -> String {
    desk.id(
        "statement_add",
        json!({"interview": interview, "text": text, "theme": "dignity", "verbatim": true, "first_hand": true,
               "allegation": true, "degree": null, "account": {"when": "On the second of March"},
               "injuries": [{"region": "front_head", "about": "a cut", "seen": true, "degree": null}]}),
    )
}

#[test]
fn statements_reach_the_readers_whom_consent_lets_read_them_and_no_others() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let interview = desk.id("interview_start", desk::interview(&visit));
    statement(&mut desk, &interview, "They beat him on arrival");
    let taken_back = statement(&mut desk, &interview, "The night guard did it");
    desk.ok(
        "statement_withdraw",
        json!({"interview": interview, "statement": taken_back, "withdrawn": true}),
    );

    let internal = report(&mut desk, &visit, "internal");
    for words in ["They beat him", "When: On the second of March", "Head: a cut"] {
        assert!(tells(&internal, words), "{words}");
    }
    assert_eq!(internal["withheld"], 0);
    let public = report(&mut desk, &visit, "public");
    assert!(!tells(&public, "They beat him"), "no consent to publish");
    assert_eq!(public["withheld"], 1, "statements without a note are withheld too");
    assert!(!tells(&public, "No interview was withheld"));

    state(&mut desk, &interview, "publish_anonymised", "given");
    let public = report(&mut desk, &visit, "public");
    assert!(tells(&public, "They beat him"));
    assert_eq!(public["withheld"], 0);
    for words in ["second of March", "a cut", "night guard"] {
        assert!(!tells(&public, words), "{words}");
    }
    assert!(!tells(&report(&mut desk, &visit, "internal"), "night guard"));
}

/// Fields in which people write words, each with some.
const WORDED: [(&str, &str); 6] = [
    ("frame", "unit"),
    ("frame", "within_earshot"),
    ("situation", "needs"),
    ("protection", "fears"),
    ("protection", "recontact_way"),
    ("analysis", "corroborated_by"),
];

#[test]
fn no_field_of_an_interview_takes_words_without_consent_to_notes() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let mut start = desk::interview(&visit);
    start["consents"] = json!({"talk": "given", "notes": "refused"});
    let interview = desk.id("interview_start", start);
    for (section, name) in WORDED {
        let words = field(&interview, section, name, "the night guard");
        assert_eq!(
            desk.refused("interview_set", words),
            ErrorCode::NoConsent,
            "{section}/{name}"
        );
        let draft = json!({"key": format!("interview/{interview}/{section}/{name}"), "text": "the night guard"});
        assert_eq!(
            desk.refused("draft_put", draft),
            ErrorCode::NoConsent,
            "{section}/{name}"
        );
    }
    let vulnerable = field(&interview, "situation", "vulnerabilities", json!(["illness"]));
    assert_eq!(desk.refused("interview_set", vulnerable), ErrorCode::NoConsent);
    // What protects the person is no note.
    desk.ok("interview_set", field(&interview, "protection", "self_harm", true));
    desk.ok("interview_set", field(&interview, "frame", "language", "ar"));
    desk.ok("interview_set", field(&interview, "ending", "check_on", "2026-03-20"));
    state(&mut desk, &interview, "notes", "given");
    desk.ok(
        "interview_set",
        field(&interview, "protection", "fears", "the night guard"),
    );
}

#[test]
fn whoever_takes_back_the_notes_takes_back_the_words_of_every_field() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let interview = desk.id("interview_start", desk::interview(&visit));
    for (section, name) in WORDED {
        desk.ok("interview_set", field(&interview, section, name, "the night guard"));
    }
    desk.ok("interview_set", field(&interview, "protection", "reprisal_risk", true));
    let draft = json!({"key": format!("interview/{interview}/protection/referral"), "text": "a doctor in town"});
    desk.ok("draft_put", draft.clone());

    let ask = json!({"interview": interview, "purpose": "notes"});
    let preview = desk.ok("withdrawal_preview", ask);
    let pieces = preview["pieces"].as_array().unwrap();
    for (section, name) in WORDED {
        let piece = json!({"kind": "field", "title": format!("{section}/{name}"), "effect": "hidden", "words": 3});
        assert!(pieces.contains(&piece), "{piece}");
    }
    assert!(pieces.contains(&json!({"kind": "risk", "title": "", "effect": "stays", "words": 0})));
    assert!(pieces.contains(&json!({"kind": "draft", "title": "", "effect": "erased", "words": 4})));

    state(&mut desk, &interview, "notes", "withdrawn");
    let view = desk.ok("interview_get", json!({"interview": interview}));
    assert!(!view.to_string().contains("night guard"), "{view}");
    assert_eq!(view["sections"]["protection"]["reprisal_risk"], true, "a risk stays");
    assert_eq!(desk.ok("draft_get", json!({"key": draft["key"]}))["text"], json!(null));
    assert_eq!(desk.ok("search_find", json!({"query": "guard"}))["hits"], json!([]));
    assert!(!tells(&report(&mut desk, &visit, "internal"), "night guard"));
    let again = field(&interview, "protection", "fears", "the night guard again");
    assert_eq!(desk.refused("interview_set", again), ErrorCode::NoConsent);
    state(&mut desk, &interview, "notes", "given");
    let view = desk.ok("interview_get", json!({"interview": interview}));
    assert_eq!(
        view["sections"]["protection"]["fears"], "the night guard",
        "hidden, not lost"
    );
}

#[test]
fn what_was_typed_beside_an_interview_goes_with_its_words_and_not_what_is_typed_beside_others() {
    let (mut desk, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut desk);
    let interview = desk.id("interview_start", desk::interview(&visit));
    let other = desk.id("interview_start", desk::interview(&visit));
    desk.ok("interview_set", field(&interview, "protection", "self_harm", true));
    let entry = json!({"facts": {"visit": visit, "informant": "staff", "risk": "Dismissal"}, "readers": []});
    let entry = desk.id("reprisal_add", entry);
    let out = desk.bundle();
    inspector.take(&out);
    let how = |how: &str, was: &str| {
        let facts = json!({"due": "2026-04-01", "whom": null, "how": how});
        json!({"facts": facts, "was": {"due": null, "whom": null, "how": was}}).to_string()
    };
    let typed = |of: &str| {
        [
            (
                format!("comment/{of}/"),
                json!({"text": "the night guard", "mentions": []}).to_string(),
            ),
            (
                format!("handled/{of}/self_harm"),
                json!({"what": "the night guard"}).to_string(),
            ),
            (format!("recontact/{of}/new"), how("by the night guard", "")),
            (
                format!("recontact/{of}/1f/done"),
                json!({"note": "the night guard"}).to_string(),
            ),
        ]
    };
    for desk in [&mut desk, &mut inspector] {
        for (key, text) in typed(&interview).into_iter().chain(typed(&other)) {
            desk.ok("draft_put", json!({"key": key, "text": text}));
        }
    }
    let of_entry = typed(&entry);
    for (key, text) in &of_entry {
        desk.ok("draft_put", json!({"key": key, "text": text}));
    }

    let preview = desk.ok(
        "withdrawal_preview",
        json!({"interview": interview, "purpose": "notes"}),
    );
    let erased = preview["pieces"].as_array().unwrap().iter();
    assert_eq!(erased.filter(|piece| piece["kind"] == "draft").count(), 4, "{preview}");
    state(&mut desk, &interview, "notes", "withdrawn");
    let told = |desk: &mut Desk, key: &str| desk.ok("draft_get", json!({"key": key}))["text"] != json!(null);
    for (key, _) in typed(&interview) {
        assert!(!told(&mut desk, &key), "{key}");
    }
    for (key, _) in typed(&other).iter().chain(&of_entry) {
        assert!(told(&mut desk, key), "{key}");
    }

    // Refused is what would be refused as a part of the record, and nothing else.
    let [comment, handled, recontact, done] = typed(&interview);
    let put = |(key, text): &(String, String)| json!({"key": key, "text": text});
    assert_eq!(desk.refused("draft_put", put(&comment)), ErrorCode::NoConsent);
    assert_eq!(desk.refused("draft_put", put(&recontact)), ErrorCode::NoConsent);
    let kept = json!({"key": recontact.0, "text": how("", "by the night guard")});
    assert_eq!(desk.refused("draft_put", kept), ErrorCode::NoConsent);
    assert_eq!(
        desk.refused("draft_put", json!({"key": recontact.0, "text": "the night guard"})),
        ErrorCode::NoConsent
    );
    desk.ok("draft_put", json!({"key": recontact.0, "text": how("", "")}));
    desk.ok(
        "recontact_add",
        json!({"record": interview, "facts": {"due": "2026-04-01"}}),
    );
    for one in [&handled, &done] {
        desk.ok("draft_put", put(one));
        assert!(told(&mut desk, &one.0), "{}", one.0);
    }
    let handle = json!({"interview": interview, "risk": "self_harm", "what": "The doctor saw her."});
    desk.ok("risk_handle", handle);

    // On a device to which the withdrawal comes, what was typed before is not told any more.
    let out = desk.bundle();
    inspector.take(&out);
    for key in [&comment.0, &recontact.0] {
        assert!(!told(&mut inspector, key), "{key}");
    }
    for (key, _) in typed(&other) {
        assert!(told(&mut inspector, &key), "{key}");
    }
}

#[test]
fn a_withdrawal_that_arrives_hides_drafts_here_and_no_lead_writes_a_third_version() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let interview = lead.id("interview_start", desk::interview(&visit));
    let out = lead.bundle();
    inspector.take(&out);
    let key = json!({"key": format!("interview/{interview}/protection/referral")});
    let draft = json!({"key": key["key"], "text": "a doctor in town"});
    lead.ok("draft_put", draft);
    assert_eq!(lead.ok("draft_get", key.clone())["text"], "a doctor in town");
    let fears = |words: &str| field(&interview, "protection", "fears", words);
    lead.ok("interview_set", fears("the night guard"));
    inspector.ok("interview_set", fears("losing visits"));
    let back = inspector.bundle();
    lead.take(&back);
    let conflict = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let slots: Vec<Value> = conflict["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["slot"].clone())
        .collect();

    state(&mut inspector, &interview, "notes", "withdrawn");
    let back = inspector.bundle();
    lead.take(&back);
    assert_eq!(lead.ok("draft_get", key)["text"], json!(null));
    let third =
        json!({"doc": interview, "path": "protection/fears", "outcome": "synthesis", "value": "both", "seen": slots});
    assert_eq!(lead.refused("conflict_decide", third), ErrorCode::NoConsent);
}

#[test]
fn a_sealed_name_does_not_open_once_the_talk_is_taken_back() {
    let mut desk = Desk::founded("Lead");
    let visit = visit_of(&mut desk);
    let interview = desk.id("interview_start", desk::interview(&visit));
    let seal = json!({"interview": interview, "identity": "Her real name"});
    desk.ok("identity_seal", seal.clone());
    let kinds = |desk: &mut Desk, purpose: &str| -> Vec<String> {
        let preview = desk.ok(
            "withdrawal_preview",
            json!({"interview": interview, "purpose": purpose}),
        );
        let pieces = preview["pieces"].as_array().unwrap().iter();
        pieces.map(|piece| piece["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert!(kinds(&mut desk, "talk").contains(&"identity".to_owned()));
    assert!(!kinds(&mut desk, "notes").contains(&"identity".to_owned()));
    state(&mut desk, &interview, "talk", "withdrawn");
    let open = json!({"interview": interview});
    assert_eq!(desk.refused("identity_open", open.clone()), ErrorCode::NoConsent);
    assert_eq!(desk.refused("identity_seal", seal), ErrorCode::NoConsent);
    state(&mut desk, &interview, "talk", "given");
    assert_eq!(desk.ok("identity_open", open)["identity"], "Her real name");
}

#[test]
fn two_interviews_of_one_name_are_told_apart_until_one_is_given_another() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let out = lead.bundle();
    inspector.take(&out);
    let mut start = desk::interview(&visit);
    start["pseudonym"] = json!("Blue-17");
    let first = lead.id("interview_start", start.clone());
    let second = inspector.id("interview_start", start);
    for (desk, interview) in [(&mut lead, &first), (&mut inspector, &second)] {
        desk.ok(
            "interview_note",
            json!({"interview": interview, "text": "Cold at night."}),
        );
    }
    let rename = |interview: &str, name: &str| field(interview, "frame", "pseudonym", name);
    assert_eq!(
        lead.refused("interview_set", rename(&first, "Teal-20")),
        ErrorCode::Refused,
        "the only name"
    );
    let back = inspector.bundle();
    lead.take(&back);

    let shared = |desk: &mut Desk| -> Vec<bool> {
        let list = desk.ok("interview_list", json!({"visit": visit}));
        let rows = list["rows"].as_array().unwrap().iter();
        rows.map(|row| row["shared_name"].as_bool().unwrap()).collect()
    };
    assert_eq!(shared(&mut lead), [true, true]);
    let view = lead.ok("interview_get", json!({"interview": second}));
    assert_eq!(view["row"]["shared_name"], true);
    let told = report(&mut lead, &visit, "internal");
    assert!(tells(&told, "Blue-17 (2)") && !tells(&told, "Blue-17 (3)"));

    for bad in ["Blue-17", "", "Teal\u{202e}-20", " Teal-20"] {
        assert_eq!(
            lead.refused("interview_set", rename(&second, bad)),
            ErrorCode::Refused,
            "{bad:?}"
        );
    }
    lead.ok("interview_set", rename(&second, "Teal-20"));
    assert_eq!(shared(&mut lead), [false, false]);
    assert!(!tells(&report(&mut lead, &visit, "internal"), " (2)"));
}

#[test]
fn pseudonyms_drawn_on_two_devices_bear_the_marks_of_both() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut lead);
    let out = lead.bundle();
    inspector.take(&out);
    let mark = |desk: &mut Desk| -> String {
        let interview = desk.id("interview_start", desk::interview(&visit));
        let view = desk.ok("interview_get", json!({"interview": interview}));
        let name = view["row"]["pseudonym"].as_str().unwrap();
        name.rsplit('-').next().unwrap().to_owned()
    };
    let (a, again, b) = (mark(&mut lead), mark(&mut lead), mark(&mut inspector));
    assert_eq!(a, again);
    assert_ne!(a, b);
}

#[test]
fn two_answers_that_both_stand_are_both_told_and_give_away_none_said_in_confidence() {
    for (source, told_outside) in [("observed", true), ("interview", false)] {
        let (mut lead, mut inspector) = Desk::team_of_two();
        let visit = visit_of(&mut lead);
        let out = lead.bundle();
        inspector.take(&out);
        lead.answer(&visit, "general", "own_bed", "yes");
        let answer = json!({
            "visit": visit, "area": "general", "checklist": "prison", "item": "own_bed",
            "value": {"type": "yes_no_partly", "value": "no"}, "source": source,
        });
        inspector.ok("answer_set", answer);
        let back = inspector.bundle();
        lead.take(&back);
        let conflict = lead.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
        let versions = conflict["versions"].as_array().unwrap();
        let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
        let both = json!({"doc": visit, "path": conflict["path"], "outcome": "keep_both", "seen": seen});
        lead.ok("conflict_decide", both);
        let internal = report(&mut lead, &visit, "internal");
        assert!(tells(&internal, "No / Yes (both recorded)"));
        let outside = report(&mut lead, &visit, "authority");
        assert_eq!(tells(&outside, "No / Yes (both recorded)"), told_outside, "{source}");
        assert_eq!(tells(&outside, "both recorded"), told_outside, "{source}");
    }
}

#[test]
fn what_a_person_of_the_register_takes_back_in_an_interview_is_taken_back_in_the_register_too() {
    let (mut desk, mut inspector) = Desk::team_of_two();
    let visit = visit_of(&mut desk);
    let interview = desk.id("interview_start", desk::interview(&visit));
    let other = desk.id("interview_start", desk::interview(&visit));
    let facts = |interview: &Value| {
        json!({"visit": visit, "informant": "staff", "risk": "Dismissal by the director", "channel": "By post",
               "interview": interview})
    };
    let add = |facts: Value| json!({"facts": facts, "readers": []});
    assert_eq!(
        desk.refused("reprisal_add", add(facts(&json!(visit)))),
        ErrorCode::Refused,
        "a visit is no interview"
    );
    let entry = desk.id("reprisal_add", add(facts(&Value::Null)));
    let apart = desk.id("reprisal_add", add(facts(&json!(other))));
    assert_eq!(
        desk.refused("reprisal_add", add(facts(&json!(entry)))),
        ErrorCode::Refused,
        "an entry is none, either"
    );
    let set = |was: &Value, wanted: &Value| json!({"record": entry, "was": was, "facts": wanted});
    desk.ok("reprisal_set", set(&facts(&Value::Null), &facts(&json!(interview))));
    let due = json!({"due": "2026-04-01", "whom": null, "how": "Ask for the weekly list"});
    let recontact = desk.id("recontact_add", json!({"record": entry, "facts": due}));
    let typed = |of: &str| {
        let again = json!({"facts": {"due": "2026-05-01", "whom": null, "how": "at the gate"}, "was": {}});
        let words = json!({"facts": {"risk": "Dismissal, and worse"}, "was": {}});
        let comment = json!({"text": "the night guard", "mentions": []});
        [
            (format!("recontact/{of}/new"), again.to_string()),
            (format!("reprisal/{of}"), words.to_string()),
            // As one that came back from a journey and found another in its place.
            (format!("reprisal/{of}/before"), words.to_string()),
            (format!("comment/{of}/"), comment.to_string()),
        ]
    };
    for (key, text) in typed(&entry).into_iter().chain(typed(&apart)) {
        desk.ok("draft_put", json!({"key": key, "text": text}));
    }
    let preview = desk.ok("withdrawal_preview", json!({"interview": interview, "purpose": "talk"}));
    let kinds = |kind: &str| {
        let pieces = preview["pieces"].as_array().unwrap().iter();
        pieces.filter(|piece| piece["kind"] == kind).count()
    };
    assert_eq!((kinds("draft"), kinds("reprisal")), (4, 1), "{preview}");
    state(&mut desk, &interview, "talk", "withdrawn");
    let told = |desk: &mut Desk, key: &str| desk.ok("draft_get", json!({"key": key}))["text"] != json!(null);
    for (key, text) in typed(&entry) {
        assert!(!told(&mut desk, &key), "{key}");
        assert_eq!(
            desk.refused("draft_put", json!({"key": key, "text": text})),
            ErrorCode::NoConsent,
            "{key}"
        );
    }
    for (key, _) in typed(&apart) {
        assert!(told(&mut desk, &key), "{key}");
    }

    let out = desk.bundle();
    inspector.take(&out);
    let row = |desk: &mut Desk, record: &str| {
        let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
        let rows = rows.as_array().unwrap().clone();
        rows.into_iter().find(|row| row["record"] == record)
    };
    let hidden = row(&mut desk, &entry).unwrap();
    assert_eq!(
        (
            &hidden["taken_back"],
            &hidden["facts"]["risk"],
            &hidden["facts"]["channel"]
        ),
        (&json!(true), &json!(""), &json!(""))
    );
    assert_eq!(hidden["recontacts"][0]["facts"]["how"], "");
    assert_eq!(hidden["recontacts"][0]["facts"]["due"], "2026-04-01", "the day stays");
    let beside = row(&mut desk, &apart).unwrap();
    assert_eq!(
        (&beside["taken_back"], &beside["facts"]["risk"]),
        (&json!(false), &json!("Dismissal by the director"))
    );
    // Watching goes on: a day, an end; words of the person are not written again.
    let (was, mut closed) = (hidden["facts"].clone(), hidden["facts"].clone());
    closed["closed"] = json!("She left the country");
    desk.ok("reprisal_set", set(&was, &closed));
    let mut worded = closed.clone();
    worded["risk"] = json!("Dismissal");
    assert_eq!(
        desk.refused("reprisal_set", set(&closed, &worded)),
        ErrorCode::NoConsent
    );
    // Nor does it become the entry of a person who took nothing back.
    for of_another in [Value::Null, json!(other)] {
        let mut apart = closed.clone();
        apart["interview"] = of_another;
        assert_eq!(desk.refused("reprisal_set", set(&closed, &apart)), ErrorCode::NoConsent);
    }
    assert_eq!(row(&mut desk, &entry).unwrap()["taken_back"], json!(true));
    let how = json!({"due": "2026-04-01", "whom": null, "how": "At the gate"});
    assert_eq!(
        desk.refused("recontact_add", json!({"record": entry, "facts": how})),
        ErrorCode::NoConsent
    );
    desk.ok(
        "recontact_done",
        json!({"record": entry, "recontact": recontact, "done": true, "note": "Seen"}),
    );
    let comment = json!({"doc": entry, "about": "", "text": "The night guard", "mentions": []});
    assert_eq!(desk.refused("comment_add", comment), ErrorCode::NoConsent);
    // Given again, the words are there: hidden, not lost.
    state(&mut desk, &interview, "talk", "given");
    assert_eq!(
        row(&mut desk, &entry).unwrap()["facts"]["risk"],
        "Dismissal by the director"
    );
}
