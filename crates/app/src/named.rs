//! Visits are found by the names of their place. A name stands in another record than the visit, so what search holds of a
//! visit is made anew whenever a place comes, is renamed, or is found to be the same as another. Only what this device may
//! read is on its lists, so nothing sealed for others is named or found here.

use crate::api::ApiError;
use crate::project::{Found, PlaceBody, Projected, VisitBody, title};
use crate::session::Open;
use crate::shelf::Shelf;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_vault::{SearchRow, Tx, VaultError};

/// Visits that are named in one transaction when search is made anew.
const NAMED_AT_ONCE: usize = 500;

/// Which records were found to be the same as another, by the other.
#[derive(Debug, Default)]
pub(crate) struct Merged(BTreeMap<String, BTreeSet<String>>);

impl Merged {
    pub(crate) fn of(places: &BTreeMap<String, PlaceBody>) -> Self {
        let mut merged = Self::default();
        for (id, body) in places {
            merged.moved(id, None, same_as(body));
        }
        merged
    }

    /// A record is the same as another one than before.
    pub(crate) fn moved(&mut self, id: &str, before: Option<String>, now: Option<String>) {
        if let Some(under) = before.and_then(|other| self.0.get_mut(&other)) {
            under.remove(id);
        }
        if let Some(other) = now {
            self.0.entry(other).or_default().insert(id.to_owned());
        }
    }

    /// Every record that was found to be the same as another.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.0.values().flatten()
    }

    fn under(&self, id: &str) -> impl Iterator<Item = &String> {
        self.0.get(id).into_iter().flatten()
    }
}

/// The record that a place was found to be the same as.
pub(crate) fn same_as(body: &PlaceBody) -> Option<String> {
    body.facts.same_as.map(|other| other.to_string())
}

/// What a place record will say of its names once it is stored: its own, and the record it is the same as.
#[derive(Debug, PartialEq, Eq)]
struct Called {
    name: String,
    same_as: Option<String>,
}

impl Called {
    fn of(projected: &Projected) -> Option<Self> {
        let (_, body) = projected.rows.iter().find(|(kind, _)| *kind == "place")?;
        let text = |at: &str| body.pointer(at).and_then(serde_json::Value::as_str).map(str::to_owned);
        Some(Self {
            name: text("/facts/name").unwrap_or_default(),
            same_as: text("/facts/same_as"),
        })
    }
}

/// Places as they will be once a record is stored; as they are where none is named.
struct Places<'a> {
    shelf: &'a Shelf,
    changed: Option<(&'a str, &'a Called)>,
}

impl Places<'_> {
    fn changed(&self, id: &str) -> Option<&Called> {
        self.changed
            .filter(|(changed, _)| *changed == id)
            .map(|(_, called)| called)
    }

    fn is_known(&self, id: &str) -> bool {
        self.changed(id).is_some() || self.shelf.places.contains_key(id)
    }

    fn name(&self, id: &str) -> Option<&str> {
        if let Some(called) = self.changed(id) {
            return Some(&called.name);
        }
        self.shelf.places.get(id).map(|body| body.facts.name.as_str())
    }

    fn same_as(&self, id: &str) -> Option<String> {
        if let Some(called) = self.changed(id) {
            return called.same_as.clone();
        }
        self.shelf.places.get(id).and_then(same_as)
    }

    /// The record that one is the same as, and those that are the same as it, as far as this device has them.
    fn beside(&self, id: &str) -> Vec<String> {
        let under = self.shelf.merged.under(id);
        let mut beside: Vec<String> = under.filter(|one| self.changed(one).is_none()).cloned().collect();
        beside.extend(self.same_as(id));
        if let Some((changed, called)) = self.changed
            && called.same_as.as_deref() == Some(id)
        {
            beside.push(changed.to_owned());
        }
        beside.retain(|one| self.is_known(one));
        beside
    }

    /// All records of the place that one is of.
    fn records_of(&self, id: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::from([id.to_owned()]);
        let mut next = vec![id.to_owned()];
        while let Some(one) = next.pop() {
            for beside in self.beside(&one) {
                if found.insert(beside.clone()) {
                    next.push(beside);
                }
            }
        }
        found
    }

    /// What a visit is found by: its objectives, and every name of its place once.
    fn visit(&self, place: Option<DocumentId>, objectives: &str, starts_on: Option<Day>) -> Found {
        let place = place.map(|place| place.to_string()).unwrap_or_default();
        let records = self.records_of(&place);
        let names: BTreeSet<&str> = records.iter().filter_map(|id| self.name(id)).collect();
        let own = self.name(&place).unwrap_or_default().to_owned();
        let day = starts_on.map(|day| day.to_string());
        // Several visits of one place are told apart by their days, where nobody wrote what they are for.
        let called = [Some(own).filter(|own| !own.is_empty()), day].into_iter().flatten();
        let shown = match objectives.trim() {
            "" => called.collect::<Vec<_>>().join(" · "),
            said => said.to_owned(),
        };
        let words = std::iter::once(objectives).chain(names);
        Found {
            kind: "visit",
            at: None,
            title: title(&shown),
            text: words.collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Shelf {
    /// The visits to any of these records.
    fn visits_to(&self, records: &BTreeSet<String>) -> Vec<(DocumentId, &VisitBody)> {
        let records: BTreeSet<DocumentId> = records.iter().filter_map(|id| id.parse().ok()).collect();
        let to_them = |body: &VisitBody| body.facts.place.is_some_and(|place| records.contains(&place));
        let visits = self.visits.iter().filter(|(_, body)| to_them(body));
        visits.filter_map(|(id, body)| Some((id.parse().ok()?, body))).collect()
    }

    /// What search is to hold of the visits that are called otherwise once a place record is stored.
    fn renamed(&self, id: &str, called: &Called) -> Vec<(DocumentId, Found)> {
        let before = Places {
            shelf: self,
            changed: None,
        };
        let now = self.places.get(id).map(|body| Called {
            name: body.facts.name.clone(),
            same_as: same_as(body),
        });
        if now.as_ref() == Some(called) {
            return Vec::new();
        }
        let after = Places {
            shelf: self,
            changed: Some((id, called)),
        };
        // Those that it stood with before lose its name, those that it stands with now get it.
        let mut touched = before.records_of(id);
        touched.extend(after.records_of(id));
        let visits = self.visits_to(&touched).into_iter();
        visits.map(|(visit, body)| (visit, found(&after, body))).collect()
    }
}

fn found(places: &Places<'_>, body: &VisitBody) -> Found {
    places.visit(body.facts.place, &body.facts.objectives, body.facts.starts_on)
}

impl Open {
    /// Names the visit that is about to be stored, or the visits to a place that is.
    pub(crate) fn name_visits(&mut self, id: DocumentId, projected: &mut Projected) -> Result<(), ApiError> {
        let is_of = |wanted: &str| projected.rows.iter().any(|(kind, _)| *kind == wanted);
        if is_of("visit") {
            let shelf: &Shelf = self.shelf()?;
            let body = projected.rows.iter().find(|(kind, _)| *kind == "visit");
            let body = body.and_then(|(_, body)| VisitBody::deserialize(body).ok());
            let own = projected
                .texts
                .iter_mut()
                .find(|text| text.kind == "visit" && text.at.is_none());
            if let Some((body, own)) = body.zip(own) {
                *own = found(&Places { shelf, changed: None }, &body);
            }
        } else if is_of("place")
            && let Some(called) = Called::of(projected)
        {
            projected.named = self.shelf()?.renamed(&id.to_string(), &called);
        }
        Ok(())
    }

    /// Names every visit, some in a transaction.
    pub(crate) fn name_all_visits(&mut self) -> Result<(), ApiError> {
        let shelf: &Shelf = self.shelf()?;
        let places = Places { shelf, changed: None };
        let named = shelf.visits.iter();
        let named = named.filter_map(|(id, body)| Some((id.parse::<DocumentId>().ok()?, found(&places, body))));
        let named: Vec<(DocumentId, Found)> = named.collect();
        for some in named.chunks(NAMED_AT_ONCE) {
            self.vault.transact(|tx| put_named(tx, some))?;
        }
        Ok(())
    }
}

/// Makes visits findable by the names that their places have now.
pub(crate) fn put_named(tx: &Tx<'_>, named: &[(DocumentId, Found)]) -> Result<(), VaultError> {
    named.iter().try_for_each(|(visit, found)| {
        tx.replace_search(&SearchRow {
            kind: found.kind,
            id: &visit.to_string(),
            doc: visit.bytes(),
            title: &found.title,
            text: &found.text,
        })
    })
}
