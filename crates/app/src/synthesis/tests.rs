#![allow(clippy::unwrap_used)]

use super::every_path::paths;
use super::*;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_domain::{DocumentId, MemberId};
use visita_record::Author;

/// Every field that people write in their own words; answers apart.
const WORDS: [&str; 82] = [
    "access/a/by_function",
    "access/a/reason",
    "access/a/what",
    "analysis/contradicted_by",
    "analysis/corroborated_by",
    "answered/a/reference",
    "answered/a/words",
    "associate/a/availability",
    "associate/a/code",
    "associate/a/name",
    "associate/a/profession",
    "attachment/a/name",
    "authority/address",
    "authority/contact",
    "authority/mail",
    "authority/name",
    "authority/phone",
    "body/mandate",
    "body/name",
    "body/publication",
    "contact/c/mail",
    "contact/c/name",
    "contact/c/note",
    "contact/c/phone",
    "contact/c/role",
    "document/d/kept",
    "document/d/title",
    "finding/f/one_source_reason",
    "finding/f/root_cause",
    "finding/f/statement",
    "frame/interpreter",
    "frame/language",
    "frame/pseudonym",
    "frame/setting",
    "frame/unit",
    "frame/within_earshot",
    "letter/l/reference",
    "letter/l/to",
    "letter/l/words",
    "message/m/words",
    "observation/o/text",
    "packing/p/what",
    "person/p/availability",
    "place/address",
    "place/authority",
    "place/legal_basis",
    "place/name",
    "place/operator_name",
    "place/other_type",
    "place/region",
    "place/suspected_note",
    "plan/objectives",
    "plan/reason",
    "programme/known_problem",
    "protection/fears",
    "protection/mitigation",
    "protection/recontact_way",
    "protection/referral",
    "publication/note",
    "recommendation/standards",
    "recommendation/text",
    "recontact/r/how",
    "recontact/r/note",
    "reply/d/m",
    "reprisal/about",
    "reprisal/channel",
    "reprisal/closed",
    "reprisal/mitigation",
    "reprisal/risk",
    "sample/s/code",
    "sample/s/note",
    "situation/gender_other",
    "situation/legal_status_other",
    "situation/needs",
    "situation/time_held",
    "task/t/note",
    "task/t/what",
    "unit/u/name",
    "unit/u/regime",
    "verification/v/words",
    "visit/called_off",
    "visit/objectives",
];
/// Every field that holds a day.
const DAYS: [&str; 25] = [
    "answered/a/on",
    "associate/a/away_from",
    "associate/a/away_until",
    "body/postponed_until",
    "count/c/on",
    "document/d/on",
    "ending/check_on",
    "finding/f/told_on",
    "letter/l/on",
    "message/m/on",
    "person/p/away_from",
    "person/p/away_until",
    "place/closed_on",
    "place/opened_on",
    "programme/complaints_until",
    "publication/from",
    "recommendation/deadline",
    "recommendation/reply_by",
    "recontact/r/done_on",
    "recontact/r/due",
    "task/t/done_on",
    "task/t/due",
    "verification/v/on",
    "visit/ends_on",
    "visit/starts_on",
];

/// A record of this kind. Of an interview it is an entry of the register: nobody consents to one.
fn record(kind: DocumentKind) -> RecordDocument {
    let mut record = RecordDocument::genesis(kind).unwrap();
    if kind == DocumentKind::Interview {
        let author = Author {
            member: MemberId::parse("amina").unwrap(),
            device: [1; 32],
            incarnation: 0,
        };
        let about = json!("The night guard");
        let written = record.edit(&author, from_millis(1_000).unwrap(), |edit| {
            edit.set("reprisal/about", Some(&about), WritePolicy::Fact)
        });
        written.unwrap();
    }
    record
}

fn is_refused(record: &RecordDocument, path: &str, value: &Value) -> bool {
    match check_synthesis(record, path, value) {
        Ok(()) => false,
        Err(error) => {
            assert_eq!(
                (error.code, error.field.as_deref()),
                (ErrorCode::Refused, Some("value")),
                "{path}"
            );
            true
        }
    }
}

#[test]
fn other_words_are_written_where_words_stand_and_days_where_days_do() {
    let id = DocumentId::from_bytes([1; 16]).to_string();
    let (mut words, mut days) = (Vec::new(), Vec::new());
    for kind in DocumentKind::ALL {
        let record = record(kind);
        for path in paths(kind) {
            let prose = is_refused(&record, &path, &json!("Rather soon, both of them."));
            assert_eq!(!prose, takes_other_words(&record, &path), "{path}");
            if !prose {
                words.push(path);
                continue;
            }
            // An id that names nothing, a code of another field.
            for text in ["both", id.as_str(), "agreed", ""] {
                assert!(is_refused(&record, &path, &json!(text)), "{path}: {text}");
            }
            if !is_refused(&record, &path, &json!("2026-03-01")) {
                assert!(is_refused(&record, &path, &json!("2026-3-1")), "{path}");
                days.push(path);
            }
        }
    }
    words.sort();
    words.dedup();
    assert_eq!(words, WORDS);
    days.sort();
    assert_eq!(days, DAYS);
}

#[test]
fn a_field_that_this_version_does_not_know_takes_nothing() {
    for (kind, path) in [
        (DocumentKind::Plan, "plan/moon"),
        (DocumentKind::Visit, "visit/moon"),
        (DocumentKind::Visit, "moon/m/phase"),
        (DocumentKind::Scratch, "visit/objectives"),
    ] {
        let record = record(kind);
        assert!(!takes_other_words(&record, path), "{path}");
        for value in [json!("Rather soon."), json!(true), json!(3), json!({"name": "Wing B"})] {
            assert!(is_refused(&record, path, &value), "{path}: {value}");
        }
    }
}

#[test]
fn an_answer_is_put_into_words_and_stays_one_to_its_question() {
    let record = record(DocumentKind::Visit);
    let list = crate::capture::find_checklist("prison").unwrap();
    let item = list
        .items()
        .find(|item| item.item_type == visita_domain::checklist::ItemType::YesNoPartly);
    let path = format!("answer/general/prison/{}", item.unwrap().id);
    assert!(takes_other_words(&record, &path));
    let answer = |kind: &str, value: Value| json!({"value": {"type": kind, "value": value}, "note": "Both of us saw it", "source": "observed", "flag": false});
    assert!(!is_refused(&record, &path, &answer("yes_no_partly", json!("partly"))));
    assert!(is_refused(
        &record,
        &path,
        &answer("yes_no_partly", json!("now and then"))
    ));
    assert!(is_refused(&record, &path, &answer("text", json!("now and then"))));
    assert!(is_refused(&record, &path, &json!("partly")));
    let newer = "answer/general/prison/of_a_newer_version";
    assert!(!is_refused(&record, newer, &answer("text", json!("now and then"))));
}

#[test]
fn a_number_or_a_thing_of_several_members_is_one_that_its_field_can_hold() {
    let window = |to: &str| json!({"from": "2026-05-01", "to": to});
    for (kind, path, good, bad) in [
        (DocumentKind::Place, "place/latitude", json!(1.5), json!(91.0)),
        (DocumentKind::Place, "place/capacity", json!(40), json!(-1)),
        (DocumentKind::Place, "apart/p", json!(true), json!(1)),
        (DocumentKind::Body, "rule/prison", json!(24), json!(0)),
        (DocumentKind::Body, "place_rule/p/months", json!(6), json!(241)),
        (DocumentKind::Body, "unannounced/type/prison", json!(0), json!(241)),
        (DocumentKind::Body, "regularity/due_soon_days", json!(30), json!(367)),
        (DocumentKind::Body, "regularity/due_soon_days", json!(30), json!(1.5)),
        (DocumentKind::Body, "numbers/threshold", json!(5), json!(101)),
        (
            DocumentKind::Visit,
            "population/total/staff",
            json!(412),
            json!(1_000_001),
        ),
        (
            DocumentKind::Visit,
            "area/a",
            json!({"name": "Wing B", "dropped": false}),
            json!({"name": " ", "dropped": false}),
        ),
        (
            DocumentKind::Visit,
            "team/m",
            json!({"role": "expert"}),
            json!({"role": "helper"}),
        ),
        (DocumentKind::Plan, "plan/window", window("2026-05-31"), window("soon")),
        (
            DocumentKind::Plan,
            "draw/end",
            json!({"state": "discarded", "reason": "Flood"}),
            json!({"state": "lost"}),
        ),
        (DocumentKind::Recommendation, "basis/v-f", json!(true), json!(1)),
    ] {
        let record = record(kind);
        assert!(!is_refused(&record, path, &good), "{path}: {good}");
        assert!(is_refused(&record, path, &bad), "{path}: {bad}");
        assert!(!takes_other_words(&record, path), "{path}");
    }
    let body = record(DocumentKind::Body);
    assert!(is_refused(&body, "regularity/moon_phase", &json!(1)));
}

#[test]
fn a_name_in_other_words_hides_nothing() {
    for (kind, path) in [
        (DocumentKind::Place, "place/name"),
        (DocumentKind::Authority, "authority/name"),
        (DocumentKind::Interview, "frame/pseudonym"),
        (DocumentKind::Body, "associate/a/name"),
        (DocumentKind::Visit, "attachment/a/name"),
    ] {
        let record = record(kind);
        for hidden in ["Tarn\u{202e}Hill", " "] {
            assert!(is_refused(&record, path, &json!(hidden)), "{path}");
        }
        assert!(!is_refused(&record, path, &json!("Tarn Hill")), "{path}");
    }
}
