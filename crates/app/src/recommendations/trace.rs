//! From a place to what became of it: place, visit, source, finding, standard, recommendation, reply, verification.
//!
//! Interviews are counted here and never named: not by pseudonym, not by id.

use super::body::{Basis, RecommendationBody, basis, things};
use super::{FACTS, verify};
use crate::api::capture::Localized;
use crate::api::trace::{Trace, TraceAsk, TraceEdge, TraceNode};
use crate::api::visit::VisitRow;
use crate::api::{ApiError, ErrorCode};
use crate::evidence::{Elsewhere, links_in, looked_at, told};
use crate::findings::{fields_of, ids, read_finding};
use crate::merge::label;
use crate::session::{Session, code_of};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::finding::{Evidence, EvidenceKind, Finding, FindingStatus};
use visita_domain::recommendation::{Check, Recommendation, Reply};
use visita_domain::theme::Theme;
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, RecordDocument};

/// Characters of a text in a node.
const NODE_CHARS: usize = 160;

/// The columns, in their order.
const COLUMNS: [&str; 8] = [
    "place",
    "visit",
    "source",
    "finding",
    "standard",
    "recommendation",
    "reply",
    "verification",
];

/// A trace being made.
#[derive(Default)]
struct Tracing {
    nodes: BTreeMap<(usize, String), TraceNode>,
    edges: BTreeSet<TraceEdge>,
}

impl Tracing {
    fn node(&mut self, column: &str, id: String, at: String) -> &mut TraceNode {
        let order = COLUMNS
            .iter()
            .position(|known| *known == column)
            .unwrap_or(COLUMNS.len());
        self.nodes.entry((order, id.clone())).or_insert_with(|| TraceNode {
            id,
            column: column.to_owned(),
            code: None,
            text: String::new(),
            question: None,
            kind: None,
            says: None,
            on: None,
            interviews: 0,
            at,
        })
    }

    fn edge(&mut self, from: &str, to: &str) {
        self.edges.insert(TraceEdge {
            from: from.to_owned(),
            to: to.to_owned(),
        });
    }

    fn done(self) -> Trace {
        Trace {
            nodes: self.nodes.into_values().collect(),
            edges: self.edges.into_iter().collect(),
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(NODE_CHARS).collect()
}

/// Standards as they were written, one by one.
fn standards(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n', '؛'])
        .map(str::trim)
        .filter(|standard| !standard.is_empty())
}

impl Session {
    pub(crate) fn trace_get(&mut self, args: TraceAsk) -> Result<Trace, ApiError> {
        let mut tracing = Tracing::default();
        let (findings, recommendations, visits) = match (&args.place, &args.visit, &args.recommendation) {
            (Some(place), None, None) => self.trace_of_place(&mut tracing, place.parse()?)?,
            (None, Some(visit), None) => self.trace_of_visit(visit.parse()?)?,
            (None, None, Some(id)) => self.trace_of_recommendation(id.parse()?)?,
            _ => return Err(ApiError::about(ErrorCode::BadArguments, "visit")),
        };
        let mut answered: BTreeSet<Basis> = BTreeSet::new();
        for visit in visits.iter().chain(findings.iter().map(|basis| &basis.visit)) {
            self.trace_visit(&mut tracing, *visit)?;
        }
        for id in &recommendations {
            let links = self.trace_recommendation(&mut tracing, *id, &findings)?;
            answered.extend(links);
        }
        for basis in &findings {
            self.trace_finding(&mut tracing, basis, answered.contains(basis))?;
        }
        Ok(tracing.done())
    }

    fn bodies_where(&mut self, wanted: impl Fn(&RecommendationBody) -> bool) -> Result<Vec<DocumentId>, ApiError> {
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        let wanted = bodies.iter().filter(|(_, body)| wanted(body));
        Ok(wanted.filter_map(|(id, _)| id.parse().ok()).collect())
    }

    /// The newest visit to a place on which something was concluded, and what was asked about the place because of no visit. Its
    /// other visits stand beside it, each with the way to its own trace: a place is visited for years.
    fn trace_of_place(&mut self, tracing: &mut Tracing, place: DocumentId) -> Result<Traced, ApiError> {
        self.record(place, DocumentKind::Place)?;
        let records = self.open()?.shelf()?.records_of(&place.to_string());
        self.trace_place(tracing, &place.to_string())?;
        let lines = self.visit_lines()?;
        let visits: Vec<&VisitRow> = lines.rows().filter(|row| records.contains(&row.place)).collect();
        let concluded = &self.open()?.shelf()?.concluded;
        let newest = visits.iter().find(|row| concluded.contains_key(&row.id));
        let newest = newest.or(visits.first()).map(|row| row.id.clone());
        for row in visits.iter().filter(|row| Some(&row.id) != newest.as_ref()) {
            self.trace_visit_row(tracing, row, format!("visits/{}/trace", row.id))?;
        }
        let (findings, mut recommendations, visits) = match newest {
            Some(visit) => self.trace_of_visit(visit.parse()?)?,
            None => Traced::default(),
        };
        let about = |body: &RecommendationBody| {
            let place = body.facts.place.map(|place| place.to_string());
            body.stands_on().is_empty() && place.is_some_and(|place| records.contains(&place))
        };
        recommendations.extend(self.bodies_where(about)?);
        Ok((findings, recommendations, visits))
    }

    /// All findings of a visit that stand, and every recommendation that came out of it.
    fn trace_of_visit(&mut self, visit: DocumentId) -> Result<Traced, ApiError> {
        let record = self.record(visit, DocumentKind::Visit)?;
        let mut findings = BTreeSet::new();
        for id in ids(record, "finding") {
            if read_finding(record, &id).is_some_and(|finding| finding.status != FindingStatus::Withdrawn) {
                findings.insert(Basis { visit, finding: id });
            }
        }
        let recommendations = self.bodies_where(|body| body.stands_on().contains(&visit))?;
        Ok((findings, recommendations, vec![visit]))
    }

    /// The findings behind one, with those that it repeats and that repeat it.
    fn trace_of_recommendation(&mut self, id: DocumentId) -> Result<Traced, ApiError> {
        self.record(id, DocumentKind::Recommendation)?;
        let mut family = self.open()?.shelf()?.recommendations.chain(id);
        family.extend(self.bodies_where(|body| body.facts.repeats == Some(id))?);
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        let of_family: Vec<_> = family.iter().filter_map(|id| bodies.get(&id.to_string())).collect();
        let findings = of_family
            .iter()
            .flat_map(|body| body.findings.iter().cloned())
            .collect();
        let visits = of_family.iter().filter_map(|body| body.facts.visit).collect();
        Ok((findings, family, visits))
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

    fn trace_finding(&mut self, tracing: &mut Tracing, basis: &Basis, answered: bool) -> Result<(), ApiError> {
        let Basis { visit, finding } = basis;
        let Ok(record) = self.reading(*visit, DocumentKind::Visit) else {
            return Ok(());
        };
        let Some(found) = read_finding(&record, finding) else {
            return Ok(());
        };
        let id = finding_id(basis);
        let at = format!("visits/{visit}/findings/{finding}");
        let node = tracing.node("finding", id.clone(), at.clone());
        (node.code, node.text) = (Some(code_of(&found.status)), cut(&found.statement));
        let mut links = links_in(&record, &fields_of(&record, finding), finding);
        let known = self.known_of(&visit.to_string(), &links)?;
        links.retain(|link| known.counts(&record, link));
        let (shown, heard): (Vec<_>, Vec<_>) = links.iter().partition(|link| link.kind != EvidenceKind::Interview);
        let visit_node = format!("visit:{visit}");
        for link in shown {
            let source = trace_source(tracing, &record, *visit, link, &known.elsewhere);
            tracing.edge(&visit_node, &source);
            tracing.edge(&source, &id);
        }
        if !heard.is_empty() {
            let source = format!("interviews:{visit}:{finding}");
            let node = tracing.node("source", source.clone(), at);
            node.code = Some("interview".to_owned());
            node.interviews = u32::try_from(heard.len()).unwrap_or(u32::MAX);
            tracing.edge(&visit_node, &source);
            tracing.edge(&source, &id);
        }
        if links.is_empty() {
            tracing.edge(&visit_node, &id);
        }
        if !answered {
            trace_theme(tracing, &id, &found, *visit);
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
        let record = self.reading(id, DocumentKind::Recommendation)?;
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
        let mut direct = true;
        for (number, standard) in standards(written).enumerate() {
            let standard_id = format!("standard:{id}:{number}");
            let at = standard_at(theme, standard, &at);
            tracing.node("standard", standard_id.clone(), at).text = cut(standard);
            rests_on.iter().for_each(|from| tracing.edge(from, &standard_id));
            tracing.edge(&standard_id, &node_id);
            direct = false;
        }
        if direct {
            rests_on.iter().for_each(|from| tracing.edge(from, &node_id));
        }
        trace_dialogue(tracing, &record, id);
        let looked = self.open()?.shelf()?.recommendations.looked.get(&row.id).cloned();
        for visit in looked.into_iter().flatten() {
            self.trace_verified(tracing, &row.id, &visit)?;
        }
        Ok(links)
    }

    fn trace_verified(&mut self, tracing: &mut Tracing, id: &str, visit: &str) -> Result<(), ApiError> {
        let record = self.reading(visit.parse()?, DocumentKind::Visit)?;
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

/// Findings, recommendations and visits of a trace.
type Traced = (BTreeSet<Basis>, Vec<DocumentId>, Vec<DocumentId>);

fn finding_id(basis: &Basis) -> String {
    format!("finding:{}:{}", basis.visit, basis.finding)
}

/// Where a standard is shown: the findings that touch it; where a theme stands for several, those on the theme. `met` is the record
/// in whose trace it stands, so that the way back to it is one step.
fn standard_at(theme: Option<Theme>, standard: &str, met: &str) -> String {
    match theme {
        Some(theme) => format!("findings/theme/{}/{met}", theme.code()),
        None => format!("findings/standard/{}/{met}", as_part(standard)),
    }
}

/// A text as one part of an address.
fn as_part(text: &str) -> String {
    let mut part = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            part.push(char::from(byte));
        } else {
            part.push_str(&format!("%{byte:02X}"));
        }
    }
    part
}

/// What was seen, read, counted, answered or refused.
fn trace_source(
    tracing: &mut Tracing,
    record: &RecordDocument,
    visit: DocumentId,
    link: &Evidence,
    elsewhere: &Elsewhere,
) -> String {
    let kind = code_of(&link.kind);
    let id = format!("source:{visit}:{kind}:{}", link.target);
    let answer = (link.kind == EvidenceKind::Answer).then(|| format!("answer/{}", link.target));
    let question: Option<Localized> = answer.and_then(|path| label(record, &path).1);
    let (text, says) = told(record, link.kind, &link.target, elsewhere);
    let node = tracing.node("source", id.clone(), looked_at(visit, link));
    node.code = Some(code_of(&link.source));
    (node.text, node.question, node.kind, node.says) = (cut(&text), question, Some(kind), says);
    id
}

/// A finding that no recommendation answers stands on the standards of its theme.
fn trace_theme(tracing: &mut Tracing, finding: &str, found: &Finding, visit: DocumentId) {
    let id = format!("theme:{visit}:{}", found.theme.code());
    let at = standard_at(Some(found.theme), "", &format!("visits/{visit}"));
    tracing.node("standard", id.clone(), at).text = found.theme.standards().to_owned();
    tracing.edge(finding, &id);
}

fn trace_dialogue(tracing: &mut Tracing, record: &RecordDocument, id: DocumentId) {
    let (from, at) = (format!("recommendation:{id}"), format!("recommendations/{id}"));
    for (reply, section) in things::<Reply>(record, "answered") {
        let Reply {
            on,
            words,
            grade,
            dropped: false,
            ..
        } = section.value
        else {
            continue;
        };
        let reply = format!("reply:{id}:{reply}");
        let node = tracing.node("reply", reply.clone(), at.clone());
        node.code = grade.as_ref().map(code_of);
        node.text = cut(&words);
        node.on = on.map(|day| day.to_string());
        tracing.edge(&from, &reply);
    }
    for (check, section) in things::<Check>(record, "verification") {
        let Check {
            on,
            result: Some(result),
            words,
            dropped: false,
            ..
        } = section.value
        else {
            continue;
        };
        let check = format!("check:{id}:{check}");
        let node = tracing.node("verification", check.clone(), at.clone());
        node.code = Some(code_of(&result));
        node.text = cut(&words);
        node.on = on.map(|day| day.to_string());
        tracing.edge(&from, &check);
    }
}
