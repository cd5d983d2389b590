//! From a place to what became of it: place, visit, source, finding, standard, recommendation, reply, verification.
//!
//! Interviews are counted here and never named: not by pseudonym, not by id.

use super::body::{Basis, RecommendationBody, basis};
use super::{FACTS, verify};
use crate::api::trace::{Trace, TraceAsk};
use crate::api::visit::VisitRow;
use crate::api::{ApiError, ErrorCode};
use crate::evidence::links_in;
use crate::findings::{fields_of, ids, read_finding};
use crate::session::{Session, code_of};
use drawn::{Tracing, cut, finding_id, standard_at, standards, trace_dialogue, trace_finding, trace_theme};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::finding::{Evidence, EvidenceKind, Finding, FindingStatus};
use visita_domain::recommendation::{Recommendation, Reply};
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, RecordDocument};

mod drawn;

/// Nodes of a trace up to which the visits of a place are shown with what was found on them. What was asked about, or the newest
/// visit of a place, is whole whatever it takes; an older visit that would lead beyond stands as a line with the way to its own
/// trace, and so do all before it.
pub(super) const TRACE_NODES: usize = 2_000;

impl Session {
    pub(crate) fn trace_get(&mut self, args: TraceAsk) -> Result<Trace, ApiError> {
        self.trace_within(&args, TRACE_NODES)
    }

    /// As [`Session::trace_get`], with room for so many nodes.
    pub(super) fn trace_within(&mut self, args: &TraceAsk, limit: usize) -> Result<Trace, ApiError> {
        let mut tracing = Tracing::default();
        let (traced, places) = match (&args.place, &args.visit, &args.recommendation) {
            (Some(place), None, None) => {
                let place: DocumentId = place.parse()?;
                self.record(place, DocumentKind::Place)?;
                tracing.met = format!("places/{place}");
                self.trace_place(&mut tracing, &place.to_string())?;
                (Traced::default(), BTreeSet::from([place]))
            }
            (None, Some(visit), None) => {
                tracing.met = format!("visits/{visit}");
                let traced = self.trace_of_visit(visit.parse()?)?;
                let places = self.places_of(&traced.visits)?;
                (traced, places)
            }
            (None, None, Some(id)) => {
                tracing.met = format!("recommendations/{id}");
                self.trace_of_recommendation(id.parse()?)?
            }
            _ => return Err(ApiError::about(ErrorCode::BadArguments, "visit")),
        };
        let mut findings = BTreeSet::new();
        self.trace_all(&mut tracing, &traced, &mut findings)?;
        if args.whole || args.place.is_some() {
            // Of the visits behind a recommendation only what it rests on is there yet.
            let begun = traced.visits.into_iter().filter(|_| args.visit.is_some());
            let mut whole: BTreeSet<DocumentId> = begun.collect();
            for place in places {
                self.trace_visits_of(&mut tracing, place, &mut findings, &mut whole, limit)?;
            }
        }
        Ok(tracing.done())
    }

    /// Everything that was chosen, with the replies that any of it rests on. `findings` are those of the trace so far.
    fn trace_all(
        &mut self,
        tracing: &mut Tracing,
        traced: &Traced,
        findings: &mut BTreeSet<Basis>,
    ) -> Result<(), ApiError> {
        findings.extend(traced.findings.iter().cloned());
        for visit in traced
            .visits
            .iter()
            .chain(traced.findings.iter().map(|basis| &basis.visit))
        {
            self.trace_visit(tracing, *visit)?;
        }
        let mut answered: BTreeSet<Basis> = BTreeSet::new();
        for id in &traced.recommendations {
            answered.extend(self.trace_recommendation(tracing, *id, findings)?);
        }
        let mut of_visit: BTreeMap<DocumentId, Vec<&Basis>> = BTreeMap::new();
        for basis in &traced.findings {
            of_visit.entry(basis.visit).or_default().push(basis);
        }
        for (visit, of_visit) in of_visit {
            self.trace_findings(tracing, visit, &of_visit, &answered)?;
        }
        // A reply is seen with the recommendation that it answers, also where that came out of another visit.
        for id in tracing.replied.clone() {
            let is_here = self
                .open()?
                .shelf()?
                .recommendations
                .bodies
                .contains_key(&id.to_string());
            if is_here && !tracing.holds(&format!("recommendation:{id}")) {
                self.trace_recommendation(tracing, id, findings)?;
            }
        }
        Ok(())
    }

    fn bodies_where(&mut self, wanted: impl Fn(&RecommendationBody) -> bool) -> Result<Vec<DocumentId>, ApiError> {
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        let wanted = bodies.iter().filter(|(_, body)| wanted(body));
        Ok(wanted.filter_map(|(id, _)| id.parse().ok()).collect())
    }

    /// What was asked about a place because of no visit, and its visits, the newest first, each with what was found on it, as far
    /// as there is room. `whole` are those that are in the trace already.
    fn trace_visits_of(
        &mut self,
        tracing: &mut Tracing,
        place: DocumentId,
        findings: &mut BTreeSet<Basis>,
        whole: &mut BTreeSet<DocumentId>,
        limit: usize,
    ) -> Result<(), ApiError> {
        let records = self.open()?.shelf()?.records_of(&place.to_string());
        let about = |body: &RecommendationBody| {
            let place = body.facts.place.map(|place| place.to_string());
            body.stands_on().is_empty() && place.is_some_and(|place| records.contains(&place))
        };
        let asked = Traced {
            recommendations: self.bodies_where(about)?,
            ..Traced::default()
        };
        self.trace_all(tracing, &asked, findings)?;
        let lines = self.visit_lines()?;
        let mut is_full = false;
        for row in lines.rows().filter(|row| records.contains(&row.place)) {
            let visit: DocumentId = row.id.parse()?;
            if whole.contains(&visit) {
                continue;
            }
            if !is_full {
                let before = (tracing.clone(), findings.clone());
                // What was left behind has a line here, and no record.
                let Ok(traced) = self.trace_of_visit(visit) else {
                    self.trace_visit(tracing, visit)?;
                    continue;
                };
                self.trace_all(tracing, &traced, findings)?;
                is_full = !whole.is_empty() && tracing.len() > limit;
                if !is_full {
                    whole.insert(visit);
                    continue;
                }
                (*tracing, *findings) = before;
            }
            tracing.beyond = tracing.beyond.saturating_add(1);
            let at = format!("visits/{visit}/trace");
            self.trace_visit_row(tracing, row, at.clone())?;
            // It may stand there already, for a part of what was found on it.
            tracing.node("visit", format!("visit:{visit}"), String::new()).at = at;
        }
        Ok(())
    }

    /// The places of visits, as far as both are here.
    fn places_of(&mut self, visits: &[DocumentId]) -> Result<BTreeSet<DocumentId>, ApiError> {
        let shelf = self.open()?.shelf()?;
        let visits = visits.iter().filter_map(|visit| shelf.visits.get(&visit.to_string()));
        let places = visits.filter_map(|body| body.facts.place);
        Ok(places.map(|place| shelf.standing_id(place)).collect())
    }

    /// All findings of a visit that stand, and every recommendation that came out of it.
    fn trace_of_visit(&mut self, visit: DocumentId) -> Result<Traced, ApiError> {
        let record = self.reading(visit, DocumentKind::Visit)?;
        let findings = ids(&record, "finding").into_iter();
        let findings = findings.filter(|id| standing(&record, id).is_some());
        Ok(Traced {
            findings: findings.map(|finding| Basis { visit, finding }).collect(),
            recommendations: self.bodies_where(|body| body.stands_on().contains(&visit))?,
            visits: vec![visit],
        })
    }

    /// The findings behind one, with those that it repeats and that repeat it, and what rests on their replies; with the places
    /// of all that.
    fn trace_of_recommendation(&mut self, id: DocumentId) -> Result<(Traced, BTreeSet<DocumentId>), ApiError> {
        self.record(id, DocumentKind::Recommendation)?;
        let mut family = self.open()?.shelf()?.recommendations.chain(id);
        family.extend(self.bodies_where(|body| body.facts.repeats == Some(id))?);
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        let of_family: Vec<_> = family.iter().filter_map(|id| bodies.get(&id.to_string())).collect();
        let mut findings: BTreeSet<Basis> = of_family
            .iter()
            .flat_map(|body| body.findings.iter().cloned())
            .collect();
        let visits: Vec<DocumentId> = of_family.iter().filter_map(|body| body.facts.visit).collect();
        let stands_on: Vec<DocumentId> = of_family.iter().flat_map(|body| body.stands_on()).collect();
        let about: Vec<DocumentId> = of_family.iter().filter_map(|body| body.facts.place).collect();
        let mut places = self.places_of(&stands_on)?;
        let shelf = self.open()?.shelf()?;
        places.extend(about.into_iter().map(|place| shelf.standing_id(place)));
        let resting = self.resting_on_replies(&family, &stands_on, &places)?;
        let led_to = self.bodies_where(|body| body.findings.iter().any(|basis| resting.contains(basis)))?;
        family.extend(led_to);
        findings.extend(resting);
        let met: Vec<DocumentId> = findings.iter().map(|basis| basis.visit).collect();
        places.extend(self.places_of(&met)?);
        let traced = Traced {
            findings,
            recommendations: family,
            visits,
        };
        Ok((traced, places))
    }

    /// The findings that rest on a reply to one of these: on any visit to their places, since only there can it be linked.
    fn resting_on_replies(
        &mut self,
        family: &[DocumentId],
        visits: &[DocumentId],
        places: &BTreeSet<DocumentId>,
    ) -> Result<BTreeSet<Basis>, ApiError> {
        let shelf = self.open()?.shelf()?;
        let answered = family.iter().map(ToString::to_string);
        let answered: BTreeSet<String> = answered
            .filter(|id| {
                let body = shelf.recommendations.bodies.get(id);
                body.is_some_and(|body| body.replies.iter().any(Reply::is_reply))
            })
            .collect();
        if answered.is_empty() {
            return Ok(BTreeSet::new());
        }
        let records: BTreeSet<String> = places
            .iter()
            .flat_map(|place| shelf.records_of(&place.to_string()))
            .collect();
        let concluded: BTreeSet<String> = shelf.concluded.keys().cloned().collect();
        let lines = self.visit_lines()?;
        let mut resting = BTreeSet::new();
        for row in lines.rows().filter(|row| concluded.contains(&row.id)) {
            let visit: DocumentId = row.id.parse()?;
            if !records.contains(&row.place) && !visits.contains(&visit) {
                continue;
            }
            let Ok(record) = self.reading(visit, DocumentKind::Visit) else {
                continue;
            };
            let is_of = |link: &Evidence| {
                let of = link.target.split_once('/').is_some_and(|(of, _)| answered.contains(of));
                link.kind == EvidenceKind::Reply && of
            };
            for finding in ids(&record, "finding") {
                let links = links_in(&record, &fields_of(&record, &finding), &finding);
                if !links.iter().any(is_of) || standing(&record, &finding).is_none() {
                    continue;
                }
                if self.counted_evidence(&row.id, &finding)?.iter().any(is_of) {
                    resting.insert(Basis { visit, finding });
                }
            }
        }
        Ok(resting)
    }

    fn trace_visit(&mut self, tracing: &mut Tracing, visit: DocumentId) -> Result<(), ApiError> {
        // A visit that has not come here yet has no node: its findings neither.
        let Ok(row) = self.visit_row(&visit.to_string()) else {
            return Ok(());
        };
        self.trace_visit_row(tracing, &row, format!("visits/{visit}"))
    }

    /// A visit by its line, under its place.
    fn trace_visit_row(&mut self, tracing: &mut Tracing, row: &VisitRow, at: String) -> Result<(), ApiError> {
        let id = format!("visit:{}", row.id);
        let node = tracing.node("visit", id.clone(), at);
        (node.code, node.on) = (Some(row.visit_kind.clone()), Some(row.starts_on.clone()));
        if !row.place.is_empty() {
            let place = self.trace_place(tracing, &row.place)?;
            tracing.edge(&place, &id);
        }
        Ok(())
    }

    /// The place that stands for a record of one; returns the id of its node.
    fn trace_place(&mut self, tracing: &mut Tracing, place: &str) -> Result<String, ApiError> {
        let shelf = self.open()?.shelf()?;
        let stands = shelf.standing_place(place);
        let name = shelf.places.get(&stands).map(|body| body.facts.name.clone());
        let id = format!("place:{stands}");
        let node = tracing.node("place", id.clone(), format!("places/{stands}"));
        node.text = name.unwrap_or_default();
        Ok(id)
    }

    /// Findings of one visit, with what each rests on.
    fn trace_findings(
        &mut self,
        tracing: &mut Tracing,
        visit: DocumentId,
        findings: &[&Basis],
        answered: &BTreeSet<Basis>,
    ) -> Result<(), ApiError> {
        let Ok(record) = self.reading(visit, DocumentKind::Visit) else {
            return Ok(());
        };
        let links_of = |basis: &&Basis| links_in(&record, &fields_of(&record, &basis.finding), &basis.finding);
        let links: Vec<Vec<Evidence>> = findings.iter().map(links_of).collect();
        let known = self.known_of(&visit.to_string(), links.iter().flatten())?;
        for (basis, mut links) in findings.iter().zip(links) {
            let Some(found) = read_finding(&record, &basis.finding) else {
                continue;
            };
            links.retain(|link| known.counts(link));
            trace_finding(tracing, &record, (basis, &found), &links, &known.elsewhere);
            if !answered.contains(basis) {
                trace_theme(tracing, &finding_id(basis), &found, visit);
            }
        }
        Ok(())
    }

    /// The recommendation with its standards, replies and checks; returns which of the findings traced it answers.
    fn trace_recommendation(
        &mut self,
        tracing: &mut Tracing,
        id: DocumentId,
        findings: &BTreeSet<Basis>,
    ) -> Result<Vec<Basis>, ApiError> {
        // What was left behind has a line in lists, and no record here.
        let Ok(record) = self.reading(id, DocumentKind::Recommendation) else {
            return Ok(Vec::new());
        };
        let facts = record.section::<Recommendation>(FACTS).value;
        let row = self.recommendation_row(&id.to_string())?;
        let (node_id, at) = (format!("recommendation:{id}"), format!("recommendations/{id}"));
        let node = tracing.node("recommendation", node_id.clone(), at.clone());
        (node.code, node.text, node.on) = (Some(row.column), cut(&facts.text), row.due_on);
        let links: Vec<Basis> = basis(&record)
            .into_iter()
            .filter(|link| findings.contains(link))
            .collect();
        let mut rests_on: Vec<String> = links.iter().map(finding_id).collect();
        if let Some(visit) = facts.visit.filter(|_| rests_on.is_empty()) {
            rests_on.push(format!("visit:{visit}"));
        }
        // What was asked about a place because of no visit hangs on the place.
        if let Some(place) = facts.place.filter(|_| rests_on.is_empty()) {
            rests_on.push(self.trace_place(tracing, &place.to_string())?);
        }
        let theme = facts.theme.filter(|_| facts.standards.trim().is_empty());
        let written = theme.map_or(facts.standards.as_str(), |theme| theme.standards());
        let lead = if links.is_empty() { Tracing::hang } else { Tracing::edge };
        let mut direct = true;
        for (number, standard) in standards(written).enumerate() {
            let standard_id = format!("standard:{id}:{number}");
            let at = standard_at(theme, standard, &tracing.met);
            tracing.node("standard", standard_id.clone(), at).text = cut(standard);
            rests_on.iter().for_each(|from| lead(tracing, from, &standard_id));
            tracing.edge(&standard_id, &node_id);
            direct = false;
        }
        if direct {
            rests_on.iter().for_each(|from| lead(tracing, from, &node_id));
        }
        trace_dialogue(tracing, &record, id);
        let looked = self.open()?.shelf()?.recommendations.looked.get(&row.id).cloned();
        for visit in looked.into_iter().flatten() {
            self.trace_verified(tracing, &row.id, &visit)?;
        }
        Ok(links)
    }

    fn trace_verified(&mut self, tracing: &mut Tracing, id: &str, visit: &str) -> Result<(), ApiError> {
        let Ok(record) = self.reading(visit.parse()?, DocumentKind::Visit) else {
            return Ok(());
        };
        let on = record.section::<Visit>("visit").value.starts_on;
        let found = verify::verified(&record).remove(id).unwrap_or_default();
        let checked = format!("verified:{id}:{visit}");
        let node = tracing.node("verification", checked.clone(), format!("visits/{visit}/verify"));
        node.on = on.map(|day| day.to_string());
        node.code = Some(match found.as_slice() {
            [one] => code_of(one),
            _ => "differ".to_owned(),
        });
        tracing.edge(&format!("recommendation:{id}"), &checked);
        Ok(())
    }
}

/// What a trace begins with.
#[derive(Default)]
struct Traced {
    findings: BTreeSet<Basis>,
    recommendations: Vec<DocumentId>,
    visits: Vec<DocumentId>,
}

/// A finding that was not withdrawn.
fn standing(record: &RecordDocument, id: &str) -> Option<Finding> {
    read_finding(record, id).filter(|finding| finding.status != FindingStatus::Withdrawn)
}
