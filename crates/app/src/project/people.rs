//! The body's record in lists: who goes with its delegations without a device, so that whoever is named by an id has a name.

use super::{Found, Projected};
use crate::associates::ASSOCIATE;
use crate::entries::entries;
use crate::programme::named_rules;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::MemberId;
use visita_domain::body::{Associate, Body, Person};
use visita_domain::visit::Role;
use visita_record::RecordDocument;

/// Where what is known of members stands.
const PERSON: &str = "person";

/// What lists know of the body's people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PeopleBody {
    #[serde(default)]
    pub associates: BTreeMap<MemberId, KnownAssociate>,
}

/// An associate as lists know them: one who was erased has no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownAssociate {
    pub name: String,
    pub role: Role,
    /// What interviews call them by.
    pub code: String,
    /// Not asked along any more.
    pub dropped: bool,
}

pub(super) fn project(record: &RecordDocument) -> Projected {
    let all = entries::<Associate>(record, ASSOCIATE).into_iter();
    let associates = all.filter_map(|one| {
        let known = KnownAssociate {
            name: one.facts.name,
            role: one.facts.role,
            code: one.facts.code,
            dropped: one.facts.dropped,
        };
        Some((MemberId::parse(&one.id).ok()?, known))
    });
    let body = PeopleBody {
        associates: associates.collect(),
    };
    Projected {
        rows: vec![("body", json!(body))],
        texts: found(record),
        named: Vec::new(),
    }
}

/// What the body's record is found by: what it says of itself, its rules for types of its own, and the people it works with.
fn found(record: &RecordDocument) -> Vec<Found> {
    let body = record.section::<Body>("body").value;
    let own = |name: &str, text: &str| Found::part("body", Some(format!("body/{name}")), &[text]);
    let mut found: Vec<Found> = [
        own("name", &body.name),
        own("mandate", &body.mandate),
        own("publication", &body.publication),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(
        named_rules(record)
            .into_iter()
            .filter_map(|(path, name)| Found::part("rule", Some(path), &[name.as_str()])),
    );
    let associates = entries::<Associate>(record, ASSOCIATE).into_iter();
    found.extend(associates.filter(|one| !one.facts.is_erased()).filter_map(|one| {
        let said = [one.facts.name.as_str(), &one.facts.profession, &one.facts.code];
        let known = known_of(&one.facts.person());
        let words: Vec<&str> = said.into_iter().chain(known.iter().map(String::as_str)).collect();
        Found::part("associate", Some(format!("{ASSOCIATE}/{}", one.id)), &words)
    }));
    found.extend(members(record).into_iter().filter_map(|member| {
        let path = format!("{PERSON}/{member}");
        let known = known_of(&record.section::<Person>(&path).value);
        let words: Vec<&str> = known.iter().map(String::as_str).collect();
        Found::part("member", Some(path), &words)
    }));
    found
}

/// What is known of anybody who goes with a delegation, in words: skills in those of every language shipped.
fn known_of(person: &Person) -> Vec<String> {
    let skills = person
        .skills
        .iter()
        .flat_map(|skill| skill.words())
        .map(ToOwned::to_owned);
    let named = person.languages.iter().chain(&person.own_skills).cloned();
    skills.chain(named).chain([person.availability.clone()]).collect()
}

/// Members of whom something is known. Their names stand in the roster, and a hit is given them when it is shown.
fn members(record: &RecordDocument) -> BTreeSet<String> {
    let paths = record.raw_fields("person/").into_keys();
    paths
        .filter_map(|path| path.split('/').nth(1).map(ToOwned::to_owned))
        .collect()
}
