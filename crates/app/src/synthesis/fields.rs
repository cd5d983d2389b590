//! What each field of a record takes: a value that its own type reads, and in its range by itself.

use crate::capture::find_checklist;
use crate::numbers::is_threshold;
use crate::programme::{BearingFacts, is_rule_meant};
use crate::remarks::Remark;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use visita_domain::ItemId;
use visita_domain::access::{Access, Stay};
use visita_domain::answer::Answer;
use visita_domain::authority::Authority;
use visita_domain::body::{Associate, Body, Person, Release};
use visita_domain::finding::{Evidence, Review, Weight};
use visita_domain::interview::{
    Analysis, Consent, Ending, Frame, Handled, Protection, Recontact, Reprisal, Situation, Statement,
};
use visita_domain::place::parts::{Contact, Count, Document, Unit};
use visita_domain::place::{MAX_LATITUDE, MAX_LONGITUDE, Place};
use visita_domain::population::MAX_PERSONS;
use visita_domain::programme::packing::Packed;
use visita_domain::programme::rules::is_period;
use visita_domain::programme::unannounced::is_span;
use visita_domain::programme::{Drawing, Plan};
use visita_domain::recommendation::{Check, Letter, Message, Recommendation, Reply, Verified};
use visita_domain::register::Sample;
use visita_domain::talk::{Comment, Task};
use visita_domain::visit::{Area, Seat, Visit};
use visita_record::{DocumentKind, RecordDocument};

/// Whether a record could be read with a value in the field at a path. A field that this version does not know takes nothing:
/// doubt never rewrites.
pub(super) fn take(record: &RecordDocument, parts: &[&str], value: &Value) -> bool {
    beside(parts, value).unwrap_or_else(|| match record.kind() {
        DocumentKind::Visit => of_visit(parts, value),
        DocumentKind::Interview => of_interview(parts, value),
        DocumentKind::Place => of_place(parts, value),
        DocumentKind::Plan => of_plan(parts, value),
        DocumentKind::Body => of_body(record, parts, value),
        DocumentKind::Authority => matches!(parts, ["authority", name] if member::<Authority>(name, value)),
        DocumentKind::Recommendation => of_recommendation(parts, value),
        DocumentKind::Scratch => false,
    })
}

/// Whether a field holds a day as people type one.
pub(super) fn is_day(parts: &[&str]) -> bool {
    matches!(
        parts,
        ["visit", "starts_on" | "ends_on"]
            | ["ending", "check_on"]
            | ["publication", "from"]
            | ["place", "opened_on" | "closed_on"]
            | ["count" | "document", _, "on"]
            | ["programme", "complaints_until"]
            | ["body", "postponed_until"]
            | ["person" | "associate", _, "away_from" | "away_until"]
            | ["task" | "recontact", _, "due" | "done_on"]
            | ["finding", _, "told_on"]
            | ["recommendation", "deadline" | "reply_by"]
            | ["letter" | "answered" | "message" | "verification", _, "on"]
    )
}

fn reads<T: DeserializeOwned>(value: &Value) -> bool {
    serde_json::from_value::<T>(value.clone()).is_ok()
}

/// Whether a type has a member of this name that takes the value.
fn member<T: DeserializeOwned + Serialize>(name: &str, value: &Value) -> bool {
    // A name that the type does not know is read as nothing at all, and is not there when it is written again.
    let written = read_member::<T>(name, value).map(serde_json::to_value);
    matches!(written, Some(Ok(Value::Object(members))) if members.contains_key(name))
}

fn read_member<T: DeserializeOwned>(name: &str, value: &Value) -> Option<T> {
    let alone = [(name.to_owned(), value.clone())].into_iter().collect();
    serde_json::from_value(Value::Object(alone)).ok()
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

/// What stands beside records of every kind. What a task or a file is about, and where a file is, is said once.
fn beside(parts: &[&str], value: &Value) -> Option<bool> {
    Some(match parts {
        ["task", _, name] => *name != "about" && member::<Task>(name, value),
        ["comment", _, "said"] => reads::<Comment>(value),
        ["comment", _, "resolved"] | ["attachment", _, "withdrawn"] => value.is_boolean(),
        ["review", ..] => reads::<Review>(value),
        ["attachment", _, "name"] | ["reply", _, _] => value.is_string(),
        _ => return None,
    })
}

fn of_place(parts: &[&str], value: &Value) -> bool {
    match parts {
        ["place", name @ ("latitude" | "longitude")] => read_member::<Place>(name, value).is_some_and(|place| {
            let within = |degree: Option<f64>, most: f64| degree.is_none_or(|degree| degree.abs() <= most);
            within(place.latitude, MAX_LATITUDE) && within(place.longitude, MAX_LONGITUDE)
        }),
        ["place", name] => member::<Place>(name, value),
        ["unit", _, name] => member::<Unit>(name, value),
        ["count", _, name] => member::<Count>(name, value),
        ["contact", _, name] => member::<Contact>(name, value),
        ["document", _, name] => member::<Document>(name, value),
        ["programme", name] => member::<BearingFacts>(name, value),
        ["apart", _] => value.is_boolean(),
        _ => false,
    }
}

/// Of a draw, what became of it alone: the rest is written once.
fn of_plan(parts: &[&str], value: &Value) -> bool {
    match parts {
        ["plan", name] => member::<Plan>(name, value),
        ["draw", "end"] => member::<Drawing>("end", value),
        _ => false,
    }
}

/// Of a type that the body itself names, the name is how its register writes it: it says which type the rule is for.
fn of_body(record: &RecordDocument, parts: &[&str], value: &Value) -> bool {
    match parts {
        ["body", name] => member::<Body>(name, value),
        ["person", _, name] => member::<Person>(name, value),
        ["associate", _, name] => member::<Associate>(name, value),
        ["regularity", name] => number(value).is_some_and(|number| is_rule_meant(record, name, number)),
        ["rule", _] | ["own_type_rule" | "place_rule", _, "months"] => number(value).is_some_and(is_period),
        ["unannounced", "type" | "own_type" | "place", _] => number(value).is_some_and(is_span),
        ["numbers", "threshold"] => number(value).is_some_and(is_threshold),
        _ => false,
    }
}

fn of_recommendation(parts: &[&str], value: &Value) -> bool {
    match parts {
        ["recommendation", name] => member::<Recommendation>(name, value),
        ["letter", _, name] => member::<Letter>(name, value),
        ["answered", _, name] => member::<Reply>(name, value),
        ["message", _, name] => member::<Message>(name, value),
        ["verification", _, name] => member::<Check>(name, value),
        ["basis", _] => value.is_boolean(),
        _ => false,
    }
}

fn of_visit(parts: &[&str], value: &Value) -> bool {
    match parts {
        ["visit", name] => member::<Visit>(name, value),
        ["publication", name] => member::<Release>(name, value),
        ["answer", _, checklist, item] => answers(checklist, item, value),
        ["remark", ..] => reads::<Remark>(value),
        ["verified", _] => reads::<Verified>(value),
        ["team", _] => reads::<Seat>(value),
        ["area", _] => reads::<Area>(value),
        ["observation", _, "text"] | ["finding", _, "statement"] => value.is_string(),
        ["checklist" | "debrief" | "covered", _]
        | ["observation", _, "flag" | "withdrawn"]
        | ["finding", _, "good_practice"] => value.is_boolean(),
        ["finding", _, "evidence", _] => reads::<Evidence>(value),
        ["finding", _, name] => member::<Weight>(name, value),
        ["access", _, name] => member::<Access>(name, value),
        ["stay", _, name] => member::<Stay>(name, value),
        ["sample", _, name] => member::<Sample>(name, value),
        ["packing", _, name] => member::<Packed>(name, value),
        ["population", _, _] => number(value).is_some_and(|number| number <= MAX_PERSONS),
        _ => false,
    }
}

/// Whether it is an answer to the question; to one that this version does not ask, any answer is.
fn answers(checklist: &str, item: &str, value: &Value) -> bool {
    let Ok(answer) = serde_json::from_value::<Answer>(value.clone()) else {
        return false;
    };
    let asked = find_checklist(checklist).ok().zip(ItemId::parse(item).ok());
    let asked = asked.and_then(|(list, item)| Some(list.item(&item)?.1));
    asked.is_none_or(|asked| answer.check(asked).is_ok())
}

/// Of a person's situation, what is one of a few codes though it is stored as a text.
const CODED_TEXTS: [&str; 3] = ["age_band", "gender", "legal_status"];

fn of_interview(parts: &[&str], value: &Value) -> bool {
    match parts {
        ["frame", name] => member::<Frame>(name, value),
        ["situation", name] => !CODED_TEXTS.contains(name) && member::<Situation>(name, value),
        ["protection", name] => member::<Protection>(name, value),
        ["analysis", name] => member::<Analysis>(name, value),
        ["ending", name] => member::<Ending>(name, value),
        ["consent", _] => reads::<Consent>(value),
        ["handled", _] => reads::<Handled>(value),
        ["statement", _, "said"] => reads::<Statement>(value),
        ["statement", _, "withdrawn"] => value.is_boolean(),
        ["reprisal", name] => member::<Reprisal>(name, value),
        ["recontact", _, name] => member::<Recontact>(name, value),
        _ => false,
    }
}
