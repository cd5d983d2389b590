//! The report of a visit, gathered from its records.

use crate::api::report::{ReportBlock, ReportBuild, ReportBuilt};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::delegation::areas;
use crate::evidence::{Elsewhere, evidence};
use crate::findings::{ids, read_finding};
use crate::merge::role_of;
use crate::places::{counted, numbers_until};
use crate::project::InterviewBody;
use crate::session::{Open, Session, code_of};
use said::both_stand;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use visita_domain::answer::SourceType;
use visita_domain::dates::Day;
use visita_domain::finding::{FindingStatus, independent_interviews, interviews, persons_heard, triangulated};
use visita_domain::interview::{Consent, Consents, Frame, Purpose};
use visita_domain::place::Place;
use visita_domain::place::parts::Count;
use visita_domain::theme::Theme;
use visita_domain::visit::{Seat, Visit};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};
use visita_report::{
    Audience, Block, FindingEntry, Language, Standing, Subject, TeamEntry, Telling, VisitReport, Words, blocks, page,
    telling, tells_count,
};

mod annex;
mod disagreements;
mod immediate;
mod observed;
mod onsite;
mod publication;
mod recommended;
mod said;
#[cfg(test)]
mod tests;
mod voices;

/// A report being written: for whom, in which words, and what its texts need to know.
pub(super) struct Page<'a> {
    open: &'a Open,
    words: &'a Words,
    audience: Audience,
    /// Interviews of the visit whose consents permit this audience.
    voices: u32,
    /// Names of the areas by id.
    areas: BTreeMap<String, String>,
    /// The day to which a stay that goes on is counted.
    until: Day,
}

/// The consents of an interview that are settled: what people differ on is left out, so that doubt never permits.
pub(crate) fn settled_consents(record: &RecordDocument) -> Consents {
    let settled = Purpose::ALL.into_iter().filter_map(|purpose| {
        let field = record.field::<Consent>(&format!("consent/{}", purpose.code())).ok()?;
        if field.in_conflict() {
            return None;
        }
        Some((purpose, field.shown()?.clone()))
    });
    let minor = record.field::<bool>("protection/minor").unwrap_or_default();
    Consents {
        settled: settled.collect(),
        // One who may be a minor is one, until it is settled that they are not.
        guardian_needed: if minor.in_conflict() {
            minor.current().iter().any(|slot| slot.value == Some(true))
        } else {
            minor.shown() == Some(&true)
        },
    }
}

impl Session {
    pub(crate) fn report_build(&mut self, args: ReportBuild) -> Result<ReportBuilt, ApiError> {
        let language =
            Language::from_code(&args.language).ok_or_else(|| ApiError::about(ErrorCode::Refused, "language"))?;
        let audience =
            Audience::from_code(&args.audience).ok_or_else(|| ApiError::about(ErrorCode::Refused, "audience"))?;
        let id: DocumentId = args.visit.parse()?;
        let visit = self.reading(id, DocumentKind::Visit)?;
        self.require_whole(id)?;
        let interviews = self.interviews_of(&args.visit)?;
        let words = Words::of(language);
        let sealed = self.sealed_of(&args.visit)?;
        let today = self.today();
        let body = self.body_name()?;
        let recommendations = self.recommended(&args.visit, audience)?;
        let publication = self.publication_of(&visit)?;
        if audience == Audience::Public && args.path.is_some() {
            publication::require_known(&publication, args.anyway)?;
        }
        let said = self.publication_said(&publication)?;
        let open = self.open()?;
        let (mut report, small_groups) = gather(open, &visit, &interviews, audience, &words, today)?;
        (report.sealed, report.recommendations, report.body) = (sealed, recommendations, body);
        report.publication = Some(publication);
        let title = format!("{} – {}", words.say("report-title"), report.place);
        let blocks = blocks(&report, &words);
        let html = page(&blocks, &title, &words);
        if let Some(path) = &args.path {
            write_file(self.chosen().as_ref(), path, html.as_bytes())?;
        }
        let conflicts = report
            .disagreements
            .iter()
            .filter(|disagreement| !disagreement.kept)
            .count();
        Ok(ReportBuilt {
            html,
            blocks: blocks.into_iter().map(preview).collect(),
            path: args.path,
            withheld: report.withheld,
            small_groups,
            sealed,
            conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
            publication: said,
        })
    }
}

pub(crate) fn preview(block: Block) -> ReportBlock {
    match block {
        Block::Heading { level, text } => ReportBlock::Heading { level, text },
        Block::Sentence(text) => ReportBlock::Sentence { text },
        Block::Written(text) => ReportBlock::Written { text },
        Block::Facts(rows) => ReportBlock::Facts { rows },
        Block::Quote { by, text } => ReportBlock::Quote { by, text },
        Block::Table { caption, headers, rows } => ReportBlock::Table { caption, headers, rows },
    }
}

/// The report, and how many of its excerpts come from groups so small that they point at who spoke.
pub(crate) fn gather(
    open: &mut Open,
    visit: &RecordDocument,
    interviews: &[(String, InterviewBody)],
    audience: Audience,
    words: &Words,
    today: Day,
) -> Result<(VisitReport, u32), ApiError> {
    let facts = visit.section::<Visit>("visit").value;
    let places = facts.place.map(|place| open.records_of_place(place)).transpose()?;
    let places = places.unwrap_or_default();
    if facts.place.is_some() && places.is_empty() {
        return Err(ErrorCode::NotFound.into());
    }
    let mut held = Vec::new();
    for (id, _) in interviews {
        held.push(Held::of(id, open.record(id.parse()?)?.clone()));
    }
    distinguish(&mut held);
    let elsewhere = elsewhere(open, visit);
    let open = &*open;
    let permitted = held.iter().filter(|one| one.consents.permits(audience.purpose()));
    let page = Page {
        open,
        words,
        audience,
        voices: u32::try_from(permitted.count()).unwrap_or(u32::MAX),
        areas: areas(visit).into_iter().map(|area| (area.id, area.name)).collect(),
        until: facts.ends_on.or(facts.starts_on).unwrap_or(today),
    };
    let (mut excerpts, mut withheld, mut small_groups) = (Vec::new(), 0, 0);
    for one in &held {
        let voice = page.voice(one);
        withheld += u32::from(voice.withheld);
        if one.frame.small_group() {
            small_groups += u32::try_from(voice.excerpts.len()).unwrap_or(u32::MAX);
        }
        excerpts.extend(voice.excerpts);
    }
    let taken_back: BTreeSet<String> = interviews
        .iter()
        .filter(|(_, body)| body.withdrawn())
        .map(|(id, _)| id.clone())
        .collect();
    let nobody = Consents::default();
    let mut disagreements = page.disagreements(visit, &nobody, "");
    disagreements.extend(places.iter().flat_map(|place| page.disagreements(place, &nobody, "")));
    for one in &held {
        disagreements.extend(page.disagreements(&one.record, &one.consents, &one.name));
    }
    let place = as_known(&places, page.until);
    let authority = open
        .shelf
        .as_ref()
        .map_or_else(|| place.authority.clone(), |shelf| shelf.authority_of(&place));
    let (observations, observed) = page.observations(visit);
    let days = [facts.starts_on, facts.ends_on].into_iter().flatten();
    let days: Vec<String> = days.map(|day| day.to_string()).collect();
    let report = VisitReport {
        audience,
        body: String::new(),
        publication: None,
        place: place.name,
        place_type: code_of(&place.place_type),
        authority,
        capacity: place.capacity,
        occupancy: place.occupancy,
        visit_kind: code_of(&facts.kind),
        announced: facts.announced,
        days: days.join(" – "),
        objectives: if telling(audience, Subject::Working) == Telling::Whole {
            facts.objectives
        } else {
            String::new()
        },
        team: page.team(visit),
        interviews: u32::try_from(interviews.len()).unwrap_or(u32::MAX),
        sealed: 0,
        observations,
        observed,
        onsite: page.onsite(visit),
        findings: page.findings(visit, &taken_back, &elsewhere),
        recommendations: Vec::new(),
        disagreements,
        excerpts,
        withheld,
        annex: page.annex(visit),
    };
    Ok((report, small_groups))
}

/// What stands in other records of the evidence of a visit's findings.
fn elsewhere(open: &mut Open, visit: &RecordDocument) -> Elsewhere {
    let findings = ids(visit, "finding").into_iter();
    let links: Vec<_> = findings.flat_map(|id| evidence(visit, &id)).collect();
    open.elsewhere(&links)
}

/// The facts of a place, of whose records the first stands for the others, with the numbers that were known by the end of the visit.
fn as_known(records: &[Arc<RecordDocument>], until: Day) -> Place {
    let facts = records.first().map(|stands| stands.section::<Place>("place").value);
    let facts = facts.unwrap_or_default();
    let counts: Vec<Count> = records.iter().flat_map(|record| counted(record)).collect();
    let numbers = numbers_until(&counts, &facts, Some(until));
    Place {
        capacity: numbers.capacity,
        occupancy: numbers.held,
        ..facts
    }
}

/// An interview with what its settled consents permit.
pub(super) struct Held {
    id: String,
    record: RecordDocument,
    frame: Frame,
    /// Its pseudonym, as the report says it.
    name: String,
    consents: Consents,
}

impl Held {
    fn of(id: &str, record: RecordDocument) -> Self {
        let frame = record.section::<Frame>("frame").value;
        Self {
            id: id.to_owned(),
            name: frame.pseudonym.clone(),
            frame,
            consents: settled_consents(&record),
            record,
        }
    }
}

/// Several interviews of one name are numbered as they began, the same on every device: "Blue-17", "Blue-17 (2)".
fn distinguish(held: &mut [Held]) {
    let mut order: Vec<&mut Held> = held.iter_mut().collect();
    order.sort_by_key(|one| (one.frame.started_at, one.id.clone()));
    let mut borne: BTreeMap<String, u32> = BTreeMap::new();
    for one in order {
        let before = borne.entry(one.name.clone()).or_default();
        *before += 1;
        if *before > 1 {
            one.name = format!("{} ({before})", one.name);
        }
    }
}

/// How a finding stands for readers outside the team: settled only where nobody differs on anything it says.
pub(crate) fn standing(visit: &RecordDocument, id: &str) -> Standing {
    let path = |name: &str| format!("finding/{id}/{name}");
    let status = visit.field::<FindingStatus>(&path("status")).unwrap_or_default();
    let established = |status: &FindingStatus| *status == FindingStatus::Established;
    if status.in_conflict() {
        let by_some = status.current().into_iter().filter_map(|slot| slot.value.as_ref());
        return if by_some.into_iter().any(established) {
            Standing::Disputed
        } else {
            Standing::Unpublished
        };
    }
    if !status.shown().is_some_and(established) {
        return Standing::Unpublished;
    }
    let disputed = visit
        .field::<String>(&path("statement"))
        .map_or(true, |field| field.in_conflict())
        || visit
            .field::<Theme>(&path("theme"))
            .map_or(true, |field| field.in_conflict())
        || visit
            .field::<bool>(&path("good_practice"))
            .map_or(true, |field| field.in_conflict());
    if disputed {
        Standing::Disputed
    } else {
        Standing::Settled
    }
}

/// What a finding says; both wordings where a lead decided that both stand.
pub(crate) fn statement(visit: &RecordDocument, id: &str, shown: String) -> String {
    let Ok(field) = visit.field::<String>(&format!("finding/{id}/statement")) else {
        return shown;
    };
    if !both_stand(&field) {
        return shown;
    }
    let said: BTreeSet<String> = field
        .current()
        .into_iter()
        .filter_map(|slot| slot.value.clone())
        .collect();
    said.into_iter().collect::<Vec<_>>().join("\n\n")
}

impl Page<'_> {
    fn who(&self, member: &MemberId) -> String {
        if self.audience == Audience::Internal {
            self.open.name_of(member)
        } else {
            self.words.say(&format!("role-{}", role_of(self.open, member)))
        }
    }

    fn team(&self, visit: &RecordDocument) -> Vec<TeamEntry> {
        let seats = visit.fields::<Seat>("team/").into_iter();
        seats
            .filter_map(|(path, field)| {
                let role = code_of(&field.ok()?.shown().filter(|seat| !seat.dropped)?.role);
                let member = MemberId::parse(path.strip_prefix("team/")?).ok()?;
                let name = if self.audience == Audience::Internal {
                    self.open.name_of(&member)
                } else {
                    String::new()
                };
                Some(TeamEntry { name, role })
            })
            .chain(self.without_seat(visit))
            .collect()
    }

    /// Whoever recorded without a seat: told inside the team, where the list of seats alone would say that they were not there.
    fn without_seat(&self, visit: &RecordDocument) -> Vec<TeamEntry> {
        if self.audience != Audience::Internal {
            return Vec::new();
        }
        let seats = visit.fields::<Seat>("team/").into_iter();
        let seated = seats.filter_map(|(path, field)| {
            let seat = field.ok()?.shown().is_some_and(|seat| !seat.dropped);
            seat.then(|| path.strip_prefix("team/").map(ToOwned::to_owned))
                .flatten()
        });
        let members = crate::hub::without_a_seat(visit, &seated.collect()).into_iter();
        members
            .map(|member| TeamEntry {
                name: self.open.name_of(&member),
                role: role_of(self.open, &member),
            })
            .collect()
    }

    fn findings(
        &self,
        visit: &RecordDocument,
        taken_back: &BTreeSet<String>,
        elsewhere: &Elsewhere,
    ) -> Vec<FindingEntry> {
        ids(visit, "finding")
            .into_iter()
            .filter_map(|id| {
                let finding = read_finding(visit, &id)?;
                let told = telling(self.audience, Subject::Finding(standing(visit, &id)));
                if finding.status == FindingStatus::Withdrawn || told != Telling::Whole {
                    return None;
                }
                let mut links = evidence(visit, &id);
                links.retain(|link| !taken_back.contains(&link.target) && !elsewhere.taken_off(link));
                let mut counts: BTreeMap<SourceType, u32> = BTreeMap::new();
                for link in links.iter().filter(|link| !link.against) {
                    *counts.entry(link.source).or_default() += 1;
                }
                let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let (heard, independent) = (interviews(&links), independent_interviews(&links));
                // Outside the team persons are counted: one heard twice is as easily found as one heard once.
                if self.audience != Audience::Internal
                    && let Some(count) = counts.get_mut(&SourceType::Interview)
                {
                    *count = count.saturating_sub(number(heard.saturating_sub(persons_heard(&links))));
                }
                let leans = heard > independent && self.audience == Audience::Internal;
                let counts = counts.into_iter();
                Some(FindingEntry {
                    theme: finding.theme,
                    statement: statement(visit, &id, finding.statement),
                    good_practice: finding.good_practice,
                    draft: finding.status == FindingStatus::Draft,
                    triangulated: triangulated(&links),
                    independent: leans.then(|| number(independent)),
                    weight: self.weight(visit, &id),
                    evidence: counts
                        .map(|(source, count)| (code_of(&source), tells_count(self.audience, source, count)))
                        .collect(),
                })
            })
            .collect()
    }
}
