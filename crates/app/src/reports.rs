//! The report of a visit, gathered from its records.

use crate::api::visit::{ReportBlock, ReportBuild, ReportBuilt};
use crate::api::{ApiError, ErrorCode};
use crate::capture::find_checklist;
use crate::chosen::write_file;
use crate::delegation::areas;
use crate::findings::{evidence, ids, read_finding};
use crate::interviews::withdrawn;
use crate::merge::{role_of, text_of};
use crate::project::{InterviewBody, conflicts};
use crate::session::{Open, Session, code_of, member_of};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::answer::{Answer, AnswerValue, YesNoPartly};
use visita_domain::checklist::Item;
use visita_domain::finding::{FindingStatus, triangulated};
use visita_domain::interview::{Consent, Consents, Frame, Purpose};
use visita_domain::place::Place;
use visita_domain::slots::{FieldState, Outcome};
use visita_domain::visit::{Seat, Visit};
use visita_domain::{DocumentId, ItemId, MemberId};
use visita_record::{DocumentKind, RecordDocument};
use visita_report::{
    AnnexAnswer, Audience, Block, ConsentedExcerpt, Disagreement, FindingEntry, Language, Side, TeamEntry, VisitReport,
    Words, blocks, page,
};

/// The consents of an interview that are settled: what people differ on is left out, so that doubt never permits.
pub(crate) fn settled_consents(record: &RecordDocument) -> Consents {
    let settled = Purpose::ALL.into_iter().filter_map(|purpose| {
        let field = record.field::<Consent>(&format!("consent/{}", purpose.code())).ok()?;
        if field.in_conflict() {
            return None;
        }
        Some((purpose, field.shown()?.clone()))
    });
    Consents {
        settled: settled.collect(),
    }
}

impl Session {
    pub(crate) fn report_build(&mut self, args: ReportBuild) -> Result<ReportBuilt, ApiError> {
        let language =
            Language::from_code(&args.language).ok_or_else(|| ApiError::about(ErrorCode::Refused, "language"))?;
        let audience =
            Audience::from_code(&args.audience).ok_or_else(|| ApiError::about(ErrorCode::Refused, "audience"))?;
        let id: DocumentId = args.visit.parse()?;
        let visit = self.record(id, DocumentKind::Visit)?.clone();
        let interviews = self.interviews_of(&args.visit)?;
        let words = Words::of(language);
        let sealed = self.sealed_of(&args.visit)?;
        let open = self.open()?;
        let (mut report, small_groups) = gather(open, &visit, &interviews, audience, &words)?;
        report.sealed = sealed;
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
        })
    }
}

fn preview(block: Block) -> ReportBlock {
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
fn gather(
    open: &mut Open,
    visit: &RecordDocument,
    interviews: &[(String, InterviewBody)],
    audience: Audience,
    words: &Words,
) -> Result<(VisitReport, u32), ApiError> {
    let facts = visit.section::<Visit>("visit").value;
    let place = match facts.place {
        Some(place) => open.record(place)?.section::<Place>("place").value,
        None => Place::default(),
    };
    let (mut excerpts, mut withheld, mut small_groups) = (Vec::new(), 0, 0);
    let mut records = vec![visit.clone()];
    for (id, _) in interviews {
        let record = open.record(id.parse()?)?.clone();
        let frame = record.section::<Frame>("frame").value;
        match ConsentedExcerpt::gate(&settled_consents(&record), audience, &frame.pseudonym, &record.text()) {
            Some(excerpt) => {
                small_groups += u32::from(frame.small_group());
                excerpts.push(excerpt);
            }
            None => withheld += u32::from(!record.text().trim().is_empty()),
        }
        if !withdrawn(&record) {
            records.push(record);
        }
    }
    let taken_back: BTreeSet<String> = interviews
        .iter()
        .filter(|(_, body)| body.withdrawn())
        .map(|(id, _)| id.clone())
        .collect();
    let days = [facts.starts_on, facts.ends_on]
        .into_iter()
        .flatten()
        .map(|day| day.to_string());
    // What people differ on inside an interview is for the team alone: even the field's name may say too much.
    let shown = if audience == Audience::Internal {
        records.as_slice()
    } else {
        records.get(..1).unwrap_or_default()
    };
    let report = VisitReport {
        audience,
        body: open
            .team
            .as_ref()
            .map(|team| team.roster.body.clone())
            .unwrap_or_default(),
        place: place.name,
        place_type: code_of(&place.place_type),
        authority: place.authority,
        capacity: place.capacity,
        occupancy: place.occupancy,
        visit_kind: code_of(&facts.kind),
        announced: facts.announced,
        days: days.collect::<Vec<_>>().join(" – "),
        objectives: if audience == Audience::Internal {
            facts.objectives
        } else {
            String::new()
        },
        team: team(open, visit, audience),
        interviews: u32::try_from(interviews.len()).unwrap_or(u32::MAX),
        sealed: 0,
        observations: u32::try_from(ids(visit, "observation").len()).unwrap_or(u32::MAX),
        findings: findings(visit, audience, &taken_back),
        disagreements: shown
            .iter()
            .flat_map(|record| {
                let mut found = disagreements(open, record, audience, words);
                found.extend(unread_passages(open, record, audience, words));
                found
            })
            .collect(),
        excerpts,
        withheld,
        annex: annex(visit, words, audience),
    };
    Ok((report, small_groups))
}

fn who(open: &Open, member: &MemberId, audience: Audience, words: &Words) -> String {
    if audience == Audience::Internal {
        open.name_of(member)
    } else {
        words.say(&format!("role-{}", role_of(open, member)))
    }
}

fn team(open: &Open, visit: &RecordDocument, audience: Audience) -> Vec<TeamEntry> {
    let seats = visit.fields::<Seat>("team/").into_iter();
    seats
        .filter_map(|(path, field)| {
            let role = code_of(&field.ok()?.shown().filter(|seat| !seat.dropped)?.role);
            let member = MemberId::parse(path.strip_prefix("team/")?).ok()?;
            let name = if audience == Audience::Internal {
                open.name_of(&member)
            } else {
                String::new()
            };
            Some(TeamEntry { name, role })
        })
        .collect()
}

fn findings(visit: &RecordDocument, audience: Audience, taken_back: &BTreeSet<String>) -> Vec<FindingEntry> {
    ids(visit, "finding")
        .into_iter()
        .filter_map(|id| {
            let finding = read_finding(visit, &id)?;
            let internal = audience == Audience::Internal;
            if finding.status == FindingStatus::Withdrawn || (!internal && finding.status != FindingStatus::Established)
            {
                return None;
            }
            let mut links = evidence(visit, &id);
            links.retain(|link| !taken_back.contains(&link.target));
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            for link in &links {
                *counts.entry(code_of(&link.source)).or_default() += 1;
            }
            Some(FindingEntry {
                theme: finding.theme,
                statement: finding.statement,
                good_practice: finding.good_practice,
                draft: finding.status == FindingStatus::Draft,
                triangulated: triangulated(&links),
                evidence: counts.into_iter().collect(),
            })
        })
        .collect()
}

fn disagreements(open: &Open, record: &RecordDocument, audience: Audience, words: &Words) -> Vec<Disagreement> {
    let open_paths = record.conflicts("");
    record
        .raw_fields("")
        .into_iter()
        .filter_map(|(path, field)| {
            let kept = matches!(field.state(), FieldState::Decided(d) if d.outcome == Outcome::KeepBoth);
            if !kept && !open_paths.contains(&path) {
                return None;
            }
            let sides = field
                .current()
                .into_iter()
                .map(|slot| Side {
                    by: who(open, &slot.by, audience, words),
                    value: match &slot.value {
                        Some(value) => said(&path, value, words, record, audience),
                        None => String::new(),
                    },
                })
                .collect();
            Some(Disagreement {
                about: about(&path, words),
                sides,
                kept,
            })
        })
        .collect()
}

/// Passages nobody has read yet. Who typed there is told; what stands there is not: it is words of an interview, and the
/// consents that other words need have not been asked of these.
fn unread_passages(open: &Open, record: &RecordDocument, audience: Audience, words: &Words) -> Vec<Disagreement> {
    let mut record = record.clone();
    let member_of = member_of(open.team.as_ref());
    let unread = conflicts(&mut record, &member_of);
    let passages = record.passages(&member_of);
    let unread = passages.iter().filter(|passage| unread.contains(&passage.path()));
    unread
        .map(|passage| Disagreement {
            about: words.say("report-passage"),
            sides: passage
                .sides
                .iter()
                .map(|side| Side {
                    by: who(open, &side.by, audience, words),
                    value: words.say("report-passage-unread"),
                })
                .collect(),
            kept: false,
        })
        .collect()
}

fn said(path: &str, value: &serde_json::Value, words: &Words, record: &RecordDocument, audience: Audience) -> String {
    match serde_json::from_value::<Answer>(value.clone()) {
        Ok(answer) if path.starts_with("answer/") => {
            let text = answer_text(&answer.value, item_of(path).as_ref(), words);
            let internal = audience == Audience::Internal;
            if answer.note.is_empty() || !internal {
                text
            } else {
                format!("{text}\n{}", answer.note)
            }
        }
        _ => text_of(record, path, value),
    }
}

fn item_of(path: &str) -> Option<Item> {
    let mut parts = path.strip_prefix("answer/")?.split('/').skip(1);
    let list = find_checklist(parts.next()?).ok()?;
    let item = ItemId::parse(parts.next()?).ok()?;
    list.item(&item).map(|(_, item)| item.clone())
}

fn about(path: &str, words: &Words) -> String {
    match item_of(path) {
        Some(item) => item.question.in_language(words.language().code()).to_owned(),
        None => path.to_owned(),
    }
}

fn answer_text(value: &AnswerValue, item: Option<&Item>, words: &Words) -> String {
    let option = |id: &String| {
        let options = item.iter().flat_map(|item| &item.options);
        let label = options
            .filter(|option| option.id == *id)
            .map(|o| o.label.in_language(words.language().code()))
            .next();
        label.unwrap_or(id).to_owned()
    };
    match value {
        AnswerValue::YesNoPartly(said) => words.say(match said {
            YesNoPartly::Yes => "answer-yes",
            YesNoPartly::No => "answer-no",
            YesNoPartly::Partly => "answer-partly",
            YesNoPartly::NotChecked => "answer-not-checked",
        }),
        AnswerValue::Choice(id) => option(id),
        AnswerValue::MultiChoice(ids) => ids.iter().map(option).collect::<Vec<_>>().join(", "),
        AnswerValue::Number(number) => match item.and_then(|item| item.unit.as_deref()) {
            Some(unit) => format!("{number} {}", words.say(&format!("unit-{unit}"))),
            None => number.to_string(),
        },
        AnswerValue::Text(text) => text.clone(),
        AnswerValue::Date(day) => day.to_string(),
        AnswerValue::Duration(minutes) => format!("{} h {:02} min", minutes / 60, minutes % 60),
        AnswerValue::CellSize(cell) => {
            let verdict = cell.verdict();
            format!(
                "{} m², {} m² ≥ {} m²",
                verdict.living_m2,
                verdict.per_person_m2.unwrap_or_default(),
                verdict.minimum_m2
            )
        }
        AnswerValue::SolitaryDays(stay) => {
            let until = stay.to.map_or_else(|| "…".to_owned(), |day| day.to_string());
            format!("{} – {until}, {} h", stay.from, stay.hours_per_day)
        }
    }
}

fn annex(visit: &RecordDocument, words: &Words, audience: Audience) -> Vec<AnnexAnswer> {
    let names: BTreeMap<String, String> = areas(visit).into_iter().map(|area| (area.id, area.name)).collect();
    let language = words.language().code();
    visit
        .fields::<Answer>("answer/")
        .into_iter()
        .filter_map(|(path, field)| {
            let field = field.ok()?;
            let answer = field.shown()?;
            let mut parts = path.strip_prefix("answer/")?.split('/');
            let (area, list, item) = (parts.next()?, parts.next()?, parts.next()?);
            let list = find_checklist(list).ok()?;
            let (section, item) = list.item(&ItemId::parse(item).ok()?)?;
            // Notes beside answers may hold what only the team may read; outside it the answer stands alone. A field in
            // conflict stands among the disagreements with all its sides.
            let note = if audience == Audience::Internal {
                answer.note.clone()
            } else {
                String::new()
            };
            Some(AnnexAnswer {
                section: section.title.in_language(language).to_owned(),
                question: item.question.in_language(language).to_owned(),
                area: names.get(area).cloned().unwrap_or_default(),
                answer: if field.in_conflict() {
                    words.say("report-open")
                } else {
                    answer_text(&answer.value, Some(item), words)
                },
                note,
                standards: item.standards.join("; "),
            })
        })
        .collect()
}
