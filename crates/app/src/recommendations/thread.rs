//! A recommendation with everything that passed about it, in the order of the days.

use super::body::{Basis, basis, things};
use super::dialogue::Logged;
use super::{FACTS, facts, smart, standing_facts, verify};
use crate::api::ApiError;
use crate::api::dialogue::ThreadEntry;
use crate::api::recommendation::{AnsweredFinding, RecommendationRef, RecommendationRow, RecommendationView};
use crate::findings::read_finding;
use crate::session::{Open, Session, code_of};
use serde_json::Value;
use visita_domain::DocumentId;
use visita_domain::dates::Timestamp;
use visita_domain::recommendation::{Check, Letter, Message, Recommendation, Reply, proposed};
use visita_domain::slots::Slot;
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, RecordDocument, Section};

/// An entry with the day it bears and the moment it was logged: of one day, what was logged first comes first.
type Dated = (String, Timestamp, ThreadEntry);

/// Who logged a thing, and when.
fn logged(open: &Open, record: &RecordDocument, section: &str) -> (String, Timestamp) {
    let fields = record.raw_fields(&format!("{section}/"));
    let slots = fields.values().flat_map(|field| &field.slots);
    let first: Option<&Slot<Value>> = slots.min_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    first.map_or_else(Default::default, |slot| (open.name_of(&slot.by), slot.at))
}

fn entries<T: Logged>(
    open: &Open,
    record: &RecordDocument,
    day: impl Fn(&T) -> Option<visita_domain::dates::Day>,
    entry: impl Fn(String, T, String, Vec<String>) -> ThreadEntry,
) -> Vec<Dated> {
    let dated = |(id, section): (String, Section<T>)| {
        let (by, at) = logged(open, record, &format!("{}/{id}", T::NOUN));
        let on = day(&section.value).map(|day| day.to_string()).unwrap_or_default();
        (on, at, entry(id, section.value, by, section.conflicts))
    };
    things::<T>(record, T::NOUN).into_iter().map(dated).collect()
}

/// What stands in the record of the recommendation itself.
fn own(open: &Open, record: &RecordDocument, this: DocumentId) -> Vec<Dated> {
    let mut all = entries::<Letter>(
        open,
        record,
        |letter| letter.on,
        |id, letter, by, conflicts| ThreadEntry::Letter {
            facts: letter.shown(),
            to: letter.to,
            words: letter.words,
            id,
            by,
            conflicts,
        },
    );
    all.extend(entries::<Reply>(
        open,
        record,
        |reply| reply.on,
        |id, reply, by, conflicts| {
            let facts = reply.shown();
            // The documents of a joint reply are kept once, and not with each recommendation that it answers.
            let joint = reply.joint.map(|joint| joint.to_string());
            let whole = reply.from.map(|authority| authority.to_string()).zip(joint.clone());
            let (kept_in, about) = whole.unwrap_or_else(|| (this.to_string(), id.clone()));
            ThreadEntry::Reply {
                joint,
                id,
                facts,
                by,
                conflicts,
                kept_in,
                about,
            }
        },
    ));
    all.extend(entries::<Message>(
        open,
        record,
        |message| message.on,
        |id, message, by, conflicts| {
            let facts = message.shown();
            ThreadEntry::Message {
                id,
                facts,
                by,
                conflicts,
            }
        },
    ));
    all.extend(entries::<Check>(
        open,
        record,
        |check| check.on,
        |id, check, by, conflicts| {
            let facts = check.shown();
            ThreadEntry::Check {
                id,
                facts,
                by,
                conflicts,
            }
        },
    ));
    all
}

/// Parts of a recommendation that this version cannot read.
fn unreadable(record: &RecordDocument) -> Vec<String> {
    fn of<T: Logged>(record: &RecordDocument) -> Vec<String> {
        let all = things::<T>(record, T::NOUN).into_iter();
        all.flat_map(|(_, section)| section.unreadable).collect()
    }
    let mut paths = record.section::<Recommendation>(FACTS).unreadable;
    paths.extend(of::<Letter>(record));
    paths.extend(of::<Reply>(record));
    paths.extend(of::<Message>(record));
    paths.extend(of::<Check>(record));
    paths
}

impl Session {
    pub(crate) fn recommendation_get(&mut self, args: RecommendationRef) -> Result<RecommendationView, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        let record = self.reading(id, DocumentKind::Recommendation)?;
        let row = self.recommendation_row(&id.to_string())?;
        let stands = standing_facts(&record).value;
        let findings = self.answered_findings(basis(&record))?;
        let mut thread = own(self.open()?, &record, id);
        thread.extend(self.found_at_visits(&row.id)?);
        thread.sort_by(|(on, at, _), (other_on, other_at, _)| (on, at).cmp(&(other_on, other_at)));
        let today = self.today();
        let shelf = self.open()?.shelf()?;
        let body = shelf.recommendations.bodies.get(&row.id);
        let results = body.and_then(|body| shelf.last_results(&row.id, body));
        let proposed = results.and_then(|(_, results)| proposed(&results));
        let behind = smart::behind(&findings);
        Ok(RecommendationView {
            facts: facts::shown(&stands),
            thread: thread.into_iter().map(|(_, _, entry)| entry).collect(),
            proposed: proposed
                .filter(|state| *state != stands.implementation)
                .as_ref()
                .map(code_of),
            smart: smart::questions(Some(&record), &stands, behind, today),
            earlier: self.earlier(&stands)?,
            later: self.later(id)?,
            conflicts: body_conflicts(self, &row.id)?,
            unreadable: unreadable(&record),
            findings,
            row,
        })
    }

    /// Findings as they stand in the records of their visits.
    pub(super) fn answered_findings(&mut self, basis: Vec<Basis>) -> Result<Vec<AnsweredFinding>, ApiError> {
        let mut found = Vec::new();
        for Basis { visit, finding } in basis {
            let mut told = AnsweredFinding {
                visit: visit.to_string(),
                finding: finding.clone(),
                statement: String::new(),
                theme: String::new(),
                status: String::new(),
                place_name: String::new(),
                starts_on: String::new(),
            };
            // A visit that has not come here yet is named all the same.
            if let Ok(record) = self.record(visit, DocumentKind::Visit) {
                let facts = record.section::<Visit>("visit").value;
                told.starts_on = facts.starts_on.map(|day| day.to_string()).unwrap_or_default();
                if let Some(finding) = read_finding(record, &finding) {
                    told.status = code_of(&finding.status);
                    told.theme = finding.theme.code().to_owned();
                    told.statement = finding.statement;
                }
                let place = facts.place.map(|place| place.to_string()).unwrap_or_default();
                let places = self.place_bodies()?;
                told.place_name = places
                    .get(&place)
                    .map(|body| body.facts.name.clone())
                    .unwrap_or_default();
            }
            found.push(told);
        }
        Ok(found)
    }

    /// What members found at visits, read from the records of the visits.
    fn found_at_visits(&mut self, id: &str) -> Result<Vec<Dated>, ApiError> {
        let looked = self.open()?.shelf()?.recommendations.looked.get(id).cloned();
        let mut found = Vec::new();
        for visit in looked.into_iter().flatten() {
            let row = self.visit_row(&visit)?;
            let record = self.reading(visit.parse()?, DocumentKind::Visit)?;
            if let Some((state, slots)) = verify::told(self.open()?, &record, id) {
                let entry = ThreadEntry::Visit {
                    visit,
                    place_name: row.place_name,
                    on: row.starts_on.clone(),
                    state: state.to_owned(),
                    slots,
                };
                found.push((row.starts_on, Timestamp::default(), entry));
            }
        }
        Ok(found)
    }

    fn earlier(&mut self, facts: &Recommendation) -> Result<Vec<RecommendationRow>, ApiError> {
        let Some(first) = facts.repeats else {
            return Ok(Vec::new());
        };
        let chain = self.open()?.shelf()?.recommendations.chain(first);
        let ids = chain.into_iter().map(|id| id.to_string());
        Ok(ids.filter_map(|id| self.recommendation_row(&id).ok()).collect())
    }

    fn later(&mut self, id: DocumentId) -> Result<Vec<RecommendationRow>, ApiError> {
        let lines = self.recommendation_lines()?;
        let id = id.to_string();
        let mut later: Vec<RecommendationRow> = lines
            .rows()
            .filter(|row| row.repeats.as_deref() == Some(&id))
            .cloned()
            .collect();
        later.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(later)
    }
}

fn body_conflicts(session: &mut Session, id: &str) -> Result<Vec<String>, ApiError> {
    let bodies = &session.open()?.shelf()?.recommendations.bodies;
    Ok(bodies.get(id).map(|body| body.conflicts.clone()).unwrap_or_default())
}
