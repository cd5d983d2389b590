//! What a trace is made of: nodes in their columns, and the edges between them.

use crate::api::capture::Localized;
use crate::api::trace::{Trace, TraceEdge, TraceNode};
use crate::evidence::{Elsewhere, looked_at, told};
use crate::merge::label;
use crate::recommendations::body::{Basis, things};
use crate::session::code_of;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use visita_domain::DocumentId;
use visita_domain::finding::{Evidence, EvidenceKind, Finding};
use visita_domain::recommendation::{Check, Reply};
use visita_domain::theme::Theme;
use visita_record::RecordDocument;

/// Characters of a text in a node.
const NODE_CHARS: usize = 160;

/// What the ids of findings begin with.
const FINDING: &str = "finding:";

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

/// A trace being made. Nodes stand in the order in which they were met: the newest visit first, and what is of it.
#[derive(Default, Clone)]
pub(super) struct Tracing {
    nodes: BTreeMap<usize, TraceNode>,
    /// The number of each, by its id.
    numbers: HashMap<String, usize>,
    edges: BTreeSet<TraceEdge>,
    /// Those that stand for want of a finding: a recommendation may be met before what it answers is.
    hanging: BTreeSet<TraceEdge>,
    /// Replies that are the source of something: the node of the reply and the one of the source.
    replies: BTreeSet<(String, String)>,
    /// The recommendations of these.
    pub(super) replied: BTreeSet<DocumentId>,
    /// The record whose trace it is, as an address: what leads to a list of findings leads back to it.
    pub(super) met: String,
    /// Visits that stand as a line alone: there was no room for what was found on them.
    pub(super) beyond: u32,
}

impl Tracing {
    pub(super) fn node(&mut self, column: &str, id: String, at: String) -> &mut TraceNode {
        let next = self.nodes.len();
        let number = *self.numbers.entry(id.clone()).or_insert(next);
        self.nodes.entry(number).or_insert_with(|| TraceNode {
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

    pub(super) fn edge(&mut self, from: &str, to: &str) {
        self.edges.insert(TraceEdge {
            from: from.to_owned(),
            to: to.to_owned(),
        });
    }

    /// An edge to something that hangs on a visit or a place as long as no finding leads to it.
    pub(super) fn hang(&mut self, from: &str, to: &str) {
        self.hanging.insert(TraceEdge {
            from: from.to_owned(),
            to: to.to_owned(),
        });
    }

    pub(super) fn holds(&self, id: &str) -> bool {
        self.numbers.contains_key(id)
    }

    /// How many nodes there are by now.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn done(mut self) -> Trace {
        for (reply, source) in std::mem::take(&mut self.replies) {
            self.edge(&reply, &source);
        }
        // What has not come here, or stands in no trace of this record, leads nowhere.
        let is_known = |edge: &TraceEdge| self.numbers.contains_key(&edge.from) && self.numbers.contains_key(&edge.to);
        let mut edges: BTreeSet<TraceEdge> = self.edges.into_iter().filter(is_known).collect();
        let found = edges.iter().filter(|edge| edge.from.starts_with(FINDING));
        let answering: BTreeSet<String> = found.map(|edge| edge.to.clone()).collect();
        let hanging = self.hanging.into_iter().filter(is_known);
        edges.extend(hanging.filter(|edge| !answering.contains(&edge.to)));
        let edges = edges.into_iter().collect();
        let mut nodes: Vec<TraceNode> = self.nodes.into_values().collect();
        nodes.sort_by_key(|node| COLUMNS.iter().position(|known| *known == node.column));
        Trace {
            nodes,
            edges,
            beyond: self.beyond,
        }
    }
}

pub(super) fn cut(text: &str) -> String {
    text.chars().take(NODE_CHARS).collect()
}

/// Standards as they were written, one by one.
pub(super) fn standards(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n', '؛'])
        .map(str::trim)
        .filter(|standard| !standard.is_empty())
}

pub(super) fn finding_id(basis: &Basis) -> String {
    format!("{FINDING}{}:{}", basis.visit, basis.finding)
}

fn reply_id(recommendation: DocumentId, reply: &str) -> String {
    format!("reply:{recommendation}:{reply}")
}

/// Where a standard is shown: the findings that touch it; where a theme stands for several, those on the theme. `met` is the record
/// in whose trace it stands, so that the way back to it is one step.
pub(super) fn standard_at(theme: Option<Theme>, standard: &str, met: &str) -> String {
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

/// A finding of a visit, and what it rests on: interviews as one node, which counts them.
pub(super) fn trace_finding(
    tracing: &mut Tracing,
    record: &RecordDocument,
    (basis, found): (&Basis, &Finding),
    links: &[Evidence],
    elsewhere: &Elsewhere,
) {
    let Basis { visit, finding } = basis;
    let id = finding_id(basis);
    let at = format!("visits/{visit}/findings/{finding}");
    let node = tracing.node("finding", id.clone(), at.clone());
    (node.code, node.text) = (Some(code_of(&found.status)), cut(&found.statement));
    let (shown, heard): (Vec<_>, Vec<_>) = links.iter().partition(|link| link.kind != EvidenceKind::Interview);
    let visit_node = format!("visit:{visit}");
    for link in shown {
        let source = trace_source(tracing, record, *visit, link, elsewhere);
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
    // A reply that something rests on is the one that stands with its recommendation.
    if link.kind == EvidenceKind::Reply
        && let Some((answered, reply)) = link.target.split_once('/')
        && let Ok(answered) = answered.parse()
    {
        tracing.replies.insert((reply_id(answered, reply), id.clone()));
        tracing.replied.insert(answered);
    }
    id
}

/// A finding that no recommendation answers stands on the standards of its theme.
pub(super) fn trace_theme(tracing: &mut Tracing, finding: &str, found: &Finding, visit: DocumentId) {
    let id = format!("theme:{visit}:{}", found.theme.code());
    let at = standard_at(Some(found.theme), "", &tracing.met);
    tracing.node("standard", id.clone(), at).text = found.theme.standards().to_owned();
    tracing.edge(finding, &id);
}

pub(super) fn trace_dialogue(tracing: &mut Tracing, record: &RecordDocument, id: DocumentId) {
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
        let reply = reply_id(id, &reply);
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
