//! What a finding stands on: where each thing that is linked comes from as it stands now, whether it still counts, and what of it
//! is shown. Most of it stands in the record of the visit; documents and replies stand in those of a place and of a recommendation.

use crate::access::ACCESS;
use crate::api::ApiError;
use crate::api::evidence::{Evidence, EvidenceSays};
use crate::attachments::file_named;
use crate::contradictions::count_of;
use crate::entries::entry;
use crate::findings::fields_of;
use crate::population::SAMPLE;
use crate::project::{InterviewBody, title};
use crate::session::{Open, Session, code_of};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::access::Access;
use visita_domain::finding::{self, Dependence, EvidenceKind};
use visita_domain::place::parts::{Document, Part as _};
use visita_domain::recommendation::Reply;
use visita_domain::register::Sample;
use visita_domain::slots::{Field, FieldState};
use visita_record::{DocumentKind, Fields, RecordDocument, Withdrawal};

mod bearing;
mod depending;
mod linking;
mod standing;
#[cfg(test)]
mod tests;

pub(crate) use bearing::{bears_on, leads_to, rests_on_others};
pub(crate) use standing::Targets;
use standing::{Standing, standing_here, standings};

/// Where replies stand in a recommendation.
const REPLY: &str = "answered";

/// Every link of a finding that this version can read, those too that count no more. A source corrected after the link was made
/// counts as corrected.
pub(crate) fn links_in(record: &RecordDocument, fields: &Fields, id: &str) -> Vec<finding::Evidence> {
    let links = links_made(fields, id);
    let stands = standings(record, &links);
    corrected(links, &stands)
}

/// A finding and everything that is linked to it.
pub(crate) type Linked = (String, Vec<finding::Evidence>);

/// As [`links_in`], of every finding among fields that were read: what many stand on is read once.
pub(crate) fn links_of_all(record: &RecordDocument, fields: &Fields) -> Vec<Linked> {
    let ids = fields.ids("finding").into_iter();
    let made: Vec<_> = ids.map(|id| (links_made(fields, &id), id)).collect();
    let stands = standings(record, made.iter().flat_map(|(links, _)| links));
    made.into_iter()
        .map(|(links, id)| (id, corrected(links, &stands)))
        .collect()
}

/// Links of a finding as they were made.
fn links_made(fields: &Fields, id: &str) -> Vec<finding::Evidence> {
    let links = fields.fields::<finding::Evidence>(&format!("finding/{id}/evidence/"));
    let links = links.into_iter().filter_map(|(_, field)| linked(&field.ok()?));
    links.collect()
}

/// Links with the sources that stand now.
fn corrected(links: Vec<finding::Evidence>, stands: &Targets<Standing>) -> Vec<finding::Evidence> {
    let links = links.into_iter().map(|link| {
        let stands = stands.get(link.kind, &link.target);
        let source = stands.and_then(|stands| stands.source).unwrap_or(link.source);
        finding::Evidence { source, ..link }
    });
    links.collect()
}

/// A link as it counts. Where people differ on whether an interview stands on its own, and where a lead keeps that side by side,
/// the mark counts that makes the fewest persons.
fn linked(field: &Field<finding::Evidence>) -> Option<finding::Evidence> {
    let shown = field.shown()?.clone();
    let is_open = match field.state() {
        FieldState::Decided(decision) => decision.outcome.value().is_none(),
        FieldState::Conflict { .. } => true,
        FieldState::Empty | FieldState::Agreed(_) => false,
    };
    if !is_open {
        return Some(shown);
    }
    let current = field.current().into_iter().filter_map(|slot| slot.value.as_ref());
    let marks = current.filter_map(|link| link.depends).chain(shown.depends);
    // One person heard again is no further person; whoever repeats what they were told is one.
    let depends = marks.min_by_key(|mark| !matches!(mark, Dependence::SamePerson | Dependence::Newer));
    Some(finding::Evidence { depends, ..shown })
}

/// How many links of a finding this version cannot read: a newer one made them.
pub(crate) fn newer_in(fields: &Fields, id: &str) -> u32 {
    let stored = fields.fields::<Value>(&format!("finding/{id}/evidence/"));
    let unread = stored.into_iter().filter(|(_, field)| {
        let shown = field.as_ref().ok().and_then(|field| field.shown());
        shown.is_some_and(|link| serde_json::from_value::<finding::Evidence>(link.clone()).is_err())
    });
    u32::try_from(unread.count()).unwrap_or(u32::MAX)
}

fn is_taken_off(stands: &Targets<Standing>, link: &finding::Evidence) -> bool {
    let stands = stands.get(link.kind, &link.target);
    stands.is_some_and(|stands| stands.taken_off)
}

/// Evidence of a finding, without what was taken off the record of the visit.
pub(crate) fn evidence(record: &RecordDocument, id: &str) -> Vec<finding::Evidence> {
    evidence_in(record, &fields_of(record, id), id)
}

/// As [`evidence`], among fields that were read.
pub(crate) fn evidence_in(record: &RecordDocument, fields: &Fields, id: &str) -> Vec<finding::Evidence> {
    let links = links_made(fields, id);
    let stands = standings(record, &links);
    let mut links = corrected(links, &stands);
    links.retain(|link| !is_taken_off(&stands, link));
    links
}

/// What stands in another record than the visit's.
#[derive(Clone)]
struct Kept {
    title: String,
    taken_off: bool,
}

/// Documents and replies that evidence names, as far as their records are here. What is not here counts as it was linked, as a
/// sealed interview does.
pub(crate) struct Elsewhere(Targets<Kept>);

impl Elsewhere {
    pub(crate) fn taken_off(&self, link: &finding::Evidence) -> bool {
        let kept = self.0.get(link.kind, &link.target);
        kept.is_some_and(|kept| kept.taken_off)
    }

    /// The one that a link names.
    fn of(&self, link: &finding::Evidence) -> Self {
        Self(Targets::of([link], |link| self.0.get(link.kind, &link.target).cloned()))
    }

    /// Whether the record of something linked is here.
    fn holds(&self, link: &finding::Evidence) -> bool {
        self.0.get(link.kind, &link.target).is_some()
    }

    fn title(&self, kind: EvidenceKind, target: &str) -> String {
        let kept = self.0.get(kind, target);
        kept.map(|kept| kept.title.clone()).unwrap_or_default()
    }
}

/// A reply by its day and its reference; where it has none, by how it begins.
fn reply_title(reply: &Reply) -> String {
    let called = if reply.reference.is_empty() {
        title(&reply.words)
    } else {
        reply.reference.clone()
    };
    let day = reply.on.map(|day| day.to_string());
    let parts = day.into_iter().chain([called]).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

impl Open {
    /// The documents and replies among so many links.
    pub(crate) fn elsewhere<'a>(&mut self, links: impl IntoIterator<Item = &'a finding::Evidence>) -> Elsewhere {
        Elsewhere(Targets::of(links, |link| self.kept(link.kind, &link.target)))
    }

    /// The interviews among so many links that are left behind.
    fn interviews_left<'a>(
        &self,
        links: impl IntoIterator<Item = &'a finding::Evidence>,
    ) -> Result<BTreeSet<String>, ApiError> {
        let links = links.into_iter();
        let mut left = BTreeSet::new();
        for link in links.filter(|link| link.kind == EvidenceKind::Interview) {
            if let Ok(id) = link.target.parse::<DocumentId>()
                && self.is_left(id)?
            {
                left.insert(link.target.clone());
            }
        }
        Ok(left)
    }

    fn kept(&mut self, kind: EvidenceKind, target: &str) -> Option<Kept> {
        match kind {
            EvidenceKind::Document => {
                let (record, id) = self.part_of(target, DocumentKind::Place)?;
                let facts = entry::<Document>(record, Document::NOUN, id)?.facts;
                Some(Kept {
                    title: facts.title,
                    taken_off: facts.dropped,
                })
            }
            EvidenceKind::Reply => {
                let (record, id) = self.part_of(target, DocumentKind::Recommendation)?;
                let facts = entry::<Reply>(record, REPLY, id)?.facts;
                Some(Kept {
                    title: reply_title(&facts),
                    taken_off: !facts.is_reply(),
                })
            }
            EvidenceKind::Answer
            | EvidenceKind::Observation
            | EvidenceKind::Interview
            | EvidenceKind::Count
            | EvidenceKind::Sample
            | EvidenceKind::Access
            | EvidenceKind::Attachment => None,
        }
    }

    /// The record that `record/part` names, where it is here and of that kind, with the part.
    fn part_of<'t>(&mut self, target: &'t str, kind: DocumentKind) -> Option<(&RecordDocument, &'t str)> {
        let (id, part) = target.split_once('/')?;
        let record = self.record(id.parse().ok()?).ok()?;
        (record.kind() == kind).then_some((&*record, part))
    }
}

/// What is known about what so many links of a visit name; of any other link it knows nothing.
pub(crate) struct Known {
    /// How each stands in the record of the visit.
    here: Targets<Standing>,
    /// Areas of the visit, by id.
    areas: BTreeMap<String, String>,
    interviews: BTreeMap<String, InterviewBody>,
    /// Interviews that are left behind.
    left: BTreeSet<String>,
    pub(crate) elsewhere: Elsewhere,
}

impl Known {
    /// Whether a link counts no more.
    pub(crate) fn taken_off(&self, link: &finding::Evidence) -> bool {
        let held = self.interviews.get(&link.target);
        held.is_some_and(InterviewBody::withdrawn) || self.elsewhere.taken_off(link) || is_taken_off(&self.here, link)
    }

    /// Whether a link counts. What was said in an interview that is left behind may have been taken back: until it is here
    /// again it supports nothing.
    pub(crate) fn counts(&self, link: &finding::Evidence) -> bool {
        !self.left.contains(&link.target) && !self.taken_off(link)
    }
}

/// One line on something that is linked, in words of its record, and what it says in codes. Of an interview nothing.
pub(crate) fn told(
    record: &RecordDocument,
    kind: EvidenceKind,
    target: &str,
    elsewhere: &Elsewhere,
) -> (String, Option<EvidenceSays>) {
    let says = |code: String| EvidenceSays {
        code,
        outcome: None,
        number: None,
    };
    match kind {
        EvidenceKind::Answer | EvidenceKind::Interview => Default::default(),
        EvidenceKind::Observation => {
            let field = record.field::<String>(&format!("observation/{target}/text")).ok();
            let text = field.and_then(|field| field.shown().cloned());
            (text.unwrap_or_default(), None)
        }
        EvidenceKind::Count => {
            let field = record.field::<u32>(&format!("population/{target}")).ok();
            let number = field.and_then(|field| field.shown().copied());
            let group = count_of(target).map(|(group, _)| code_of(&group));
            (String::new(), group.map(|group| EvidenceSays { number, ..says(group) }))
        }
        EvidenceKind::Sample => match entry::<Sample>(record, SAMPLE, target) {
            Some(one) => (one.facts.code, Some(says(code_of(&one.facts.register)))),
            None => Default::default(),
        },
        EvidenceKind::Access => match entry::<Access>(record, ACCESS, target) {
            Some(one) => {
                let asked = one.facts.asked.as_ref().map(code_of);
                let outcome = one.facts.outcome.as_ref().map(code_of);
                let asked = says(asked.unwrap_or_else(|| "other".to_owned()));
                (one.facts.what, Some(EvidenceSays { outcome, ..asked }))
            }
            None => Default::default(),
        },
        EvidenceKind::Attachment => {
            let file = file_named(record, target);
            (file.map(|file| file.name).unwrap_or_default(), None)
        }
        EvidenceKind::Document | EvidenceKind::Reply => (elsewhere.title(kind, target), None),
    }
}

/// The areas of a visit, by id.
pub(crate) fn areas_named(record: &RecordDocument) -> BTreeMap<String, String> {
    let areas = crate::delegation::areas(record).into_iter();
    areas.map(|area| (area.id, area.name)).collect()
}

/// As [`areas_named`], where any of so many links is told with its area; none elsewhere.
fn areas_for<'a>(
    record: &RecordDocument,
    links: impl IntoIterator<Item = &'a finding::Evidence>,
) -> BTreeMap<String, String> {
    if links.into_iter().any(|link| link.kind == EvidenceKind::Answer) {
        areas_named(record)
    } else {
        BTreeMap::new()
    }
}

/// Where something linked to a finding of a visit is looked at, as the address of a screen.
pub(crate) fn looked_at(visit: DocumentId, link: &finding::Evidence) -> String {
    let record = link.target.split('/').next().unwrap_or_default();
    match link.kind {
        EvidenceKind::Answer => format!("visits/{visit}/capture/{}", link.target),
        EvidenceKind::Interview => format!("visits/{visit}/interview/{}", link.target),
        EvidenceKind::Count | EvidenceKind::Sample => format!("visits/{visit}/counts"),
        EvidenceKind::Access => format!("visits/{visit}/access"),
        EvidenceKind::Document => format!("places/{record}"),
        EvidenceKind::Reply => format!("recommendations/{record}"),
        EvidenceKind::Observation | EvidenceKind::Attachment => format!("visits/{visit}"),
    }
}

/// A link of a finding of a visit as a front shows it.
pub(crate) fn evidence_view(
    visit: DocumentId,
    record: &RecordDocument,
    link: &finding::Evidence,
    known: &Known,
) -> Evidence {
    let held = known.interviews.get(&link.target);
    let (mut title, says) = told(record, link.kind, &link.target, &known.elsewhere);
    if let Some(held) = held {
        title.clone_from(&held.frame.pseudonym);
    }
    let (question, area) = if link.kind == EvidenceKind::Answer {
        let area = link.target.split('/').next().unwrap_or_default();
        let (_, question) = crate::merge::label(record, &format!("answer/{}", link.target));
        (question, known.areas.get(area).cloned())
    } else {
        (None, None)
    };
    // Nobody is led to what this device does not hold.
    let is_here = match link.kind {
        EvidenceKind::Interview => held.is_some(),
        EvidenceKind::Document | EvidenceKind::Reply => known.elsewhere.holds(link),
        EvidenceKind::Answer
        | EvidenceKind::Observation
        | EvidenceKind::Count
        | EvidenceKind::Sample
        | EvidenceKind::Access
        | EvidenceKind::Attachment => true,
    };
    Evidence {
        question,
        area,
        kind: code_of(&link.kind),
        target: link.target.clone(),
        at: if is_here { looked_at(visit, link) } else { String::new() },
        source: code_of(&link.source),
        title,
        says,
        against: link.against,
        depends: link.depends.as_ref().map(code_of),
        hearsay: link.kind == EvidenceKind::Interview && held.is_some_and(|held| held.hearsay && !held.withdrawn()),
        small_group: held.is_some_and(|held| held.frame.small_group()),
        withdrawn: known.taken_off(link),
    }
}

/// The same where nothing is to be told of interviews, whoever asks.
pub(crate) fn linked_view(
    visit: DocumentId,
    record: &RecordDocument,
    link: &finding::Evidence,
    elsewhere: &Elsewhere,
) -> Evidence {
    let known = Known {
        here: standings(record, [link]),
        areas: areas_for(record, [link]),
        interviews: BTreeMap::new(),
        left: BTreeSet::new(),
        elsewhere: elsewhere.of(link),
    };
    evidence_view(visit, record, link, &known)
}

/// Every version of the links in a record that a merge desk tells of: those people differ on or a lead decided, and those of findings
/// that were withdrawn while edited.
pub(crate) fn links_on_desk(record: &RecordDocument, withdrawals: &[Withdrawal]) -> Vec<finding::Evidence> {
    let withdrawn: BTreeSet<&str> = withdrawals.iter().map(|withdrawal| withdrawal.id.as_str()).collect();
    let told = |path: &str, field: &Field<Value>| {
        let mut parts = path.split('/').skip(1);
        let is_withdrawn = parts.next().is_some_and(|finding| withdrawn.contains(finding));
        is_withdrawn || matches!(field.state(), FieldState::Conflict { .. } | FieldState::Decided(_))
    };
    let fields = record.raw_fields("finding/").into_iter();
    let links = fields.filter(|(path, field)| path.contains("/evidence/") && told(path, field));
    let versions = links.flat_map(|(_, field)| field.slots.into_iter().filter_map(|slot| slot.value));
    versions
        .filter_map(|value| serde_json::from_value(value).ok())
        .collect()
}

impl Session {
    /// What is known of everything that so many links of a visit name.
    pub(crate) fn known_of<'a>(
        &mut self,
        visit: &str,
        links: impl IntoIterator<Item = &'a finding::Evidence>,
    ) -> Result<Known, ApiError> {
        let links: Vec<&finding::Evidence> = links.into_iter().collect();
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let areas = areas_for(record, links.iter().copied());
        self.known_with(visit, links, areas)
    }

    /// As [`Self::known_of`], where the areas of the visit are known.
    pub(crate) fn known_with(
        &mut self,
        visit: &str,
        links: Vec<&finding::Evidence>,
        areas: BTreeMap<String, String>,
    ) -> Result<Known, ApiError> {
        let interviews = self.interviews_of(visit)?.into_iter().collect();
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let here = standings(record, links.iter().copied());
        let open = self.open()?;
        Ok(Known {
            here,
            areas,
            interviews,
            left: open.interviews_left(links.iter().copied())?,
            elsewhere: open.elsewhere(links),
        })
    }

    /// Evidence of a finding that counts: nothing of it was taken back, in the record of the visit or in another.
    pub(crate) fn counted_evidence(&mut self, visit: &str, finding: &str) -> Result<Vec<finding::Evidence>, ApiError> {
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let mut links = evidence(record, finding);
        let known = self.known_of(visit, &links)?;
        links.retain(|link| known.counts(link));
        Ok(links)
    }
}

/// Where a link stands in the record: one place for each target, so that the same link made twice is one.
pub(crate) fn evidence_at(finding: &str, kind: &str, target: &str) -> String {
    format!("finding/{finding}/evidence/{kind}-{}", target.replace('/', "-"))
}
