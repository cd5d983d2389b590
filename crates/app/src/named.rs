//! Visits are found by the names of their place, and planned visits and draws by lot like them. A name stands in another record than the visit,
//! so what search holds of a visit is made anew whenever a place comes, is renamed, or is found to be the same as another. Only
//! what this device may read is on its lists, so nothing sealed for others is named or found here.

use crate::api::ApiError;
use crate::project::{DrawBody, Found, PlaceBody, PlanBody, Projected, VisitBody, title};
use crate::session::Open;
use crate::shelf::Shelf;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::programme::DrawEnd;
use visita_vault::{SearchRow, Tx, VaultError};

/// A draw by lot, as lists and search call it.
const DRAW: &str = "draw";
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

    /// What a draw by lot is found by: its year, the type of the body's own that it was among, why it was discarded, and every
    /// name of the places that were drawn.
    fn found_draw(&self, body: &DrawBody) -> Found {
        let facts = &body.facts;
        let drawn = facts.places.iter().map(|(place, _)| place.to_string());
        let drawn: Vec<String> = drawn.collect();
        let own: Vec<&str> = drawn.iter().filter_map(|id| self.name(id)).collect();
        let records: BTreeSet<String> = drawn.iter().flat_map(|id| self.records_of(id)).collect();
        let names = records.iter().filter_map(|id| self.name(id));
        let year = facts.year.to_string();
        let reason = match &facts.end {
            Some(DrawEnd::Discarded { reason }) => Some(reason.as_str()),
            Some(DrawEnd::Kept { .. }) | None => None,
        };
        let said = [Some(year.as_str()), facts.own_type.as_deref(), reason];
        let words = said.into_iter().flatten().chain(names);
        Found {
            kind: DRAW,
            at: None,
            title: title(&format!("{year} · {}", own.join(", "))),
            text: words.collect::<Vec<_>>().join("\n"),
        }
    }

    /// What a visit is found by, or one that is planned: what was said of it, and every name of its place once.
    fn found(&self, kind: &'static str, place: Option<DocumentId>, said: &[&str], on: Option<Day>) -> Found {
        let place = place.map(|place| place.to_string()).unwrap_or_default();
        let records = self.records_of(&place);
        let names: BTreeSet<&str> = records.iter().filter_map(|id| self.name(id)).collect();
        let own = self.name(&place).unwrap_or_default().to_owned();
        let day = on.map(|day| day.to_string());
        // Several visits of one place are told apart by their days, where nobody wrote what they are for.
        let called = [Some(own).filter(|own| !own.is_empty()), day].into_iter().flatten();
        let shown = match said.iter().map(|said| said.trim()).find(|said| !said.is_empty()) {
            None => called.collect::<Vec<_>>().join(" · "),
            Some(said) => said.to_owned(),
        };
        let words = said.iter().copied().chain(names);
        Found {
            kind,
            at: None,
            title: title(&shown),
            text: words.collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Shelf {
    /// What search is to hold of visits and of planned ones, of those to a place that is wanted.
    fn all_found(
        &self,
        places: &Places<'_>,
        is_wanted: impl Fn(Option<DocumentId>) -> bool,
    ) -> Vec<(DocumentId, Found)> {
        let visits = self.visits.iter().filter(|(_, body)| is_wanted(body.facts.place));
        let visits = visits.map(|(id, body)| (id, of_visit(places, body)));
        let plans = self.plans.iter().filter(|(_, body)| is_wanted(body.facts.place));
        let plans = plans.map(|(id, body)| (id, of_plan(places, body)));
        let of = |body: &DrawBody| body.facts.places.iter().any(|(place, _)| is_wanted(Some(*place)));
        let draws = self.draws.iter().filter(|(_, body)| of(body));
        let draws = draws.map(|(id, body)| (id, places.found_draw(body)));
        let all = visits.chain(plans).chain(draws);
        all.filter_map(|(id, found)| Some((id.parse().ok()?, found))).collect()
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
        let touched: BTreeSet<DocumentId> = touched.iter().filter_map(|id| id.parse().ok()).collect();
        self.all_found(&after, |place| place.is_some_and(|place| touched.contains(&place)))
    }
}

fn of_visit(places: &Places<'_>, body: &VisitBody) -> Found {
    let facts = &body.facts;
    places.found("visit", facts.place, &[facts.objectives.as_str()], facts.starts_on)
}

fn of_plan(places: &Places<'_>, body: &PlanBody) -> Found {
    let facts = &body.facts;
    let said = [facts.objectives.as_str(), facts.reason.as_str()];
    places.found("plan", facts.place, &said, facts.window.map(|window| window.from))
}

/// What search is to hold of a visit or of a planned one that is about to be stored; none of any other record.
fn of_own(places: &Places<'_>, projected: &Projected) -> Option<Found> {
    projected.rows.iter().find_map(|(kind, body)| match *kind {
        "visit" => Some(of_visit(places, &VisitBody::deserialize(body).ok()?)),
        "plan" => Some(of_plan(places, &PlanBody::deserialize(body).ok()?)),
        DRAW => Some(places.found_draw(&DrawBody::deserialize(body).ok()?)),
        _ => None,
    })
}

impl Open {
    /// Names the visit that is about to be stored, made or planned, or those to a place that is.
    pub(crate) fn name_visits(&mut self, id: DocumentId, projected: &mut Projected) -> Result<(), ApiError> {
        let is_of = |wanted: &str| projected.rows.iter().any(|(kind, _)| *kind == wanted);
        if is_of("visit") || is_of("plan") || is_of(DRAW) {
            let shelf: &Shelf = self.shelf()?;
            if let Some(own) = of_own(&Places { shelf, changed: None }, projected) {
                let mut texts = projected.texts.iter_mut();
                if let Some(text) = texts.find(|text| text.kind == own.kind && text.at.is_none()) {
                    *text = own;
                } else {
                    projected.texts.push(own);
                }
            }
        } else if is_of("place")
            && let Some(called) = Called::of(projected)
        {
            projected.named = self.shelf()?.renamed(&id.to_string(), &called);
        }
        Ok(())
    }

    /// Names every visit, made or planned, some in a transaction.
    pub(crate) fn name_all_visits(&mut self) -> Result<(), ApiError> {
        let shelf: &Shelf = self.shelf()?;
        let places = Places { shelf, changed: None };
        let named = shelf.all_found(&places, |_| true);
        for some in named.chunks(NAMED_AT_ONCE) {
            self.vault.transact(|tx| put_named(tx, some))?;
        }
        Ok(())
    }
}

/// Makes visits, made and planned, findable by the names that their places have now.
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
