//! Every path that records hold, for tests that none of them is forgotten.

#![allow(clippy::unwrap_used)]

use crate::programme::{BearingFacts, NUMBERS};
use serde::Serialize;
use visita_domain::access::{Access, Stay};
use visita_domain::authority::Authority;
use visita_domain::body::{Associate, Body, Person, Release};
use visita_domain::finding::Weight;
use visita_domain::interview::{Analysis, Ending, Frame, Protection, Recontact, Reprisal, Situation};
use visita_domain::place::Place;
use visita_domain::place::parts::{Contact, Count, Document, Unit};
use visita_domain::programme::packing::Packed;
use visita_domain::programme::{Drawing, Plan};
use visita_domain::recommendation::{Check, Letter, Message, Recommendation, Reply};
use visita_domain::register::Sample;
use visita_domain::talk::Task;
use visita_domain::visit::Visit;
use visita_record::DocumentKind;

fn members<T: Serialize + Default>(section: &str) -> Vec<String> {
    let value = serde_json::to_value(T::default()).unwrap();
    let names = value.as_object().unwrap().keys();
    names.map(|name| format!("{section}/{name}")).collect()
}

fn single(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

/// Every field that this version writes into a record of a kind; of things of which there are several, those of one.
pub(crate) fn paths(kind: DocumentKind) -> Vec<String> {
    let sections = match kind {
        DocumentKind::Visit => of_visits(),
        DocumentKind::Interview => vec![
            members::<Frame>("frame"),
            members::<Situation>("situation"),
            members::<Protection>("protection"),
            members::<Analysis>("analysis"),
            members::<Ending>("ending"),
            members::<Reprisal>("reprisal"),
            members::<Recontact>("recontact/r"),
            single(&["consent/talk", "handled/minor"]),
            single(&[
                "statement/s/said",
                "statement/s/withdrawn",
                "review/record",
                "review/statement/s",
            ]),
        ],
        DocumentKind::Place => vec![
            members::<Place>("place"),
            members::<Unit>("unit/u"),
            members::<Count>("count/c"),
            members::<Contact>("contact/c"),
            members::<Document>("document/d"),
            members::<BearingFacts>("programme"),
            single(&["apart/p", "review/record", "review/unit/u"]),
        ],
        DocumentKind::Plan => vec![
            members::<Plan>("plan"),
            members::<Drawing>("draw"),
            single(&["pool/named", "review/record"]),
        ],
        DocumentKind::Body => vec![
            members::<Body>("body"),
            members::<Person>("person/p"),
            members::<Associate>("associate/a"),
            single(&["rule/prison", "place_rule/p/months", "numbers/threshold"]),
            single(&["own_type_rule/o/name", "own_type_rule/o/months"]),
            single(&[
                "unannounced/type/prison",
                "unannounced/own_type/o",
                "unannounced/place/p",
            ]),
            rules().collect(),
        ],
        DocumentKind::Authority => vec![members::<Authority>("authority"), single(&["review/record"])],
        DocumentKind::Recommendation => vec![
            members::<Recommendation>("recommendation"),
            members::<Letter>("letter/l"),
            members::<Reply>("answered/a"),
            members::<Message>("message/m"),
            members::<Check>("verification/v"),
            single(&["basis/v-f", "smart/specific", "agreed/words", "review/letter/l"]),
        ],
        DocumentKind::Scratch => Vec::new(),
    };
    sections.into_iter().flatten().collect()
}

fn rules() -> impl Iterator<Item = String> {
    NUMBERS.into_iter().map(|name| format!("regularity/{name}"))
}

fn of_visits() -> Vec<Vec<String>> {
    vec![
        members::<Visit>("visit"),
        members::<Release>("publication"),
        members::<Access>("access/a"),
        members::<Stay>("stay/s"),
        members::<Sample>("sample/s"),
        members::<Packed>("packing/p"),
        members::<Weight>("finding/f"),
        members::<Task>("task/t"),
        single(&SINGLE_OF_VISITS),
    ]
}

/// Those of a visit that are of no section.
const SINGLE_OF_VISITS: [&str; 32] = [
    "visit/called_off",
    "observation/o/text",
    "observation/o/theme",
    "observation/o/source",
    "observation/o/area",
    "observation/o/flag",
    "observation/o/withdrawn",
    "finding/f/statement",
    "finding/f/theme",
    "finding/f/status",
    "finding/f/confidence",
    "finding/f/good_practice",
    "finding/f/evidence/e",
    "team/m",
    "area/a",
    "checklist/prison",
    "debrief/d",
    "covered/c",
    "report/review",
    "review/record",
    "review/observation/o",
    "agreed/observation/o",
    "population/total/register",
    "verified/r",
    "remark/general/prison/i/m",
    "comment/c/said",
    "comment/c/resolved",
    "attachment/a/blob",
    "attachment/a/name",
    "attachment/a/about",
    "attachment/a/withdrawn",
    "reply/d/m",
];
