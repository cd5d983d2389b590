//! What the team talks about in the evening: everything open, each line with the place where it is looked at.

use crate::access::requests;
use crate::api::debrief::{Agenda, AgendaLine, AgendaMark, CoverageAsk};
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::contradictions::{Contradiction, Questions, area_name, side_view};
use crate::coverage::{REGISTER, gap_keys, marked_under};
use crate::merge::label;
use crate::observations::observations;
use crate::population::{counts, doubt_view};
use crate::project::InterviewBody;
use crate::session::{Open, Session, code_of};
use crate::talk::waiting_tasks;
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::answer::Answer;
use visita_domain::dates::rfc3339;
use visita_domain::population::{Doubt, doubts};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};

/// Longest key of a line, bytes: it stands in a path.
const MAX_KEY_BYTES: usize = 200;

/// A line of a visit, before anybody looked whether it was talked about.
fn line(doc: &str, kind: &str, key: &str) -> AgendaLine {
    AgendaLine {
        key: format!("{kind}-{key}").replace('/', "-"),
        doc: doc.to_owned(),
        kind: kind.to_owned(),
        text: String::new(),
        code: String::new(),
        question: None,
        area: String::new(),
        sides: Vec::new(),
        said: Vec::new(),
        route: Vec::new(),
        label: None,
        talked_by: None,
        talked_at: None,
    }
}

/// The key of the line of a unit of the register that nobody saw.
fn gap_of_unit(unit: &str) -> String {
    format!("gap-{REGISTER}-{unit}")
}

fn route(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

/// The way to an answer: area, checklist, item.
fn to_answer(path: &str) -> Vec<String> {
    let parts = path.split('/').skip(1).map(ToOwned::to_owned);
    std::iter::once("capture".to_owned()).chain(parts).collect()
}

fn risks(id: &str, body: &InterviewBody) -> Vec<AgendaLine> {
    let tasks = body.tasks.iter().flatten();
    tasks
        .map(|task| AgendaLine {
            text: body.frame.pseudonym.clone(),
            code: task.risk.clone(),
            route: route(&["interview", id]),
            ..line(id, "risk", &task.risk)
        })
        .collect()
}

fn access(visit: &str, record: &RecordDocument) -> Vec<AgendaLine> {
    let short = requests(record).into_iter().filter(|one| {
        let outcome = one.facts.outcome;
        one.facts.waits() || outcome.is_some_and(|outcome| outcome.falls_short())
    });
    short
        .map(|one| AgendaLine {
            text: one.facts.what.clone(),
            code: one.facts.outcome.as_ref().map_or_else(|| "waiting".to_owned(), code_of),
            sides: one
                .facts
                .asked
                .iter()
                .map(|asked| (code_of(asked), String::new()))
                .collect(),
            route: route(&["access"]),
            ..line(visit, "access", &one.id)
        })
        .collect()
}

fn path_of(one: &Contradiction) -> String {
    format!("answer/{}/{}/{}", one.area, one.checklist, one.item)
}

/// What is marked says that the question was talked about, and no more: of interviews it is how many that stands in the line.
fn contradicted(visit: &str, record: &RecordDocument, found: &[Contradiction]) -> Vec<AgendaLine> {
    let lines = found.iter().map(|one| {
        let path = path_of(one);
        let question = Some((one.checklist.as_str(), one.item.as_str()));
        AgendaLine {
            question: label(record, &path).1,
            area: area_name(record, &one.area),
            said: one.sides.iter().map(|side| side_view(question, side)).collect(),
            route: to_answer(&path),
            ..line(visit, "contradiction", &path)
        }
    });
    lines.collect()
}

fn numbers(visit: &str, record: &RecordDocument, questions: &Questions) -> Vec<AgendaLine> {
    let doubts = doubts(&counts(record)).into_iter().map(|doubt| {
        let view = doubt_view(&doubt);
        let group = view.group.unwrap_or_default();
        let source = view.source.unwrap_or_default();
        let numbers = match doubt {
            Doubt::SourcesDiffer(group) => questions.numbers_of(group),
            Doubt::MoreThanAll(..) | Doubt::PartsExceed(_) => Vec::new(),
        };
        AgendaLine {
            code: view.kind.clone(),
            sides: vec![(group.clone(), source.clone())],
            said: numbers.iter().map(|side| side_view(None, side)).collect(),
            route: route(&["counts"]),
            ..line(visit, "numbers", &format!("{}-{group}-{source}", view.kind))
        }
    });
    let figures = questions.figures().into_iter().map(|one| {
        let group = code_of(&one.group);
        AgendaLine {
            code: "place_differs".to_owned(),
            sides: vec![(group.clone(), String::new())],
            said: one.sides.iter().map(|side| side_view(None, side)).collect(),
            route: route(&["counts"]),
            ..line(visit, "numbers", &format!("place_differs-{group}"))
        }
    });
    doubts.chain(figures).collect()
}

/// Fields in conflict, but those that already stand as a contradiction.
fn conflicts(
    doc: &str,
    subject: &str,
    record: &RecordDocument,
    paths: &[String],
    told: &BTreeSet<String>,
) -> Vec<AgendaLine> {
    let paths = paths.iter().filter(|path| !told.contains(*path));
    paths
        .map(|path| {
            let (label, question) = label(record, path);
            let area = path.strip_prefix("answer/").and_then(|key| key.split('/').next());
            AgendaLine {
                text: subject.to_owned(),
                question,
                area: area.map(|area| area_name(record, area)).unwrap_or_default(),
                label: Some(label),
                route: route(&["merge"]),
                ..line(doc, "conflict", path)
            }
        })
        .collect()
}

fn flags(visit: &str, record: &RecordDocument) -> Vec<AgendaLine> {
    let seen = observations(record, None, ToString::to_string).into_iter();
    let seen = seen.filter(|one| one.flag && !one.withdrawn).map(|one| AgendaLine {
        area: area_name(record, one.area.as_deref().unwrap_or_default()),
        text: one.text,
        ..line(visit, "flag", &format!("observation-{}", one.id))
    });
    let answers = record
        .fields::<Answer>("answer/")
        .into_iter()
        .filter_map(|(path, field)| {
            let field = field.ok()?;
            let flagged = field
                .current()
                .into_iter()
                .filter_map(|slot| slot.value.as_ref())
                .find(|answer| answer.flag)?;
            Some(AgendaLine {
                text: flagged.note.clone(),
                question: label(record, &path).1,
                area: area_name(record, path.split('/').nth(1).unwrap_or_default()),
                route: to_answer(&path),
                ..line(visit, "flag", &path)
            })
        });
    let remarks = crate::remarks::remarks(record)
        .into_iter()
        .filter(|(_, remark, _)| remark.flag);
    let remarks = remarks.map(|(answer, remark, (by, _))| AgendaLine {
        text: remark.note,
        question: label(record, &format!("answer/{answer}")).1,
        area: area_name(record, answer.split('/').next().unwrap_or_default()),
        route: to_answer(&format!("answer/{answer}")),
        ..line(visit, "flag", &format!("remark-{answer}-{by}"))
    });
    seen.chain(answers).chain(remarks).collect()
}

impl Session {
    pub(crate) fn debrief_get(&mut self, args: CoverageAsk) -> Result<Agenda, ApiError> {
        let visit = args.visit.clone();
        let id: DocumentId = visit.parse()?;
        let record = self.reading(id, DocumentKind::Visit)?;
        let interviews = self.interviews_of(&visit)?;
        let gaps = self.coverage_get(args)?.rows.into_iter();
        let gaps = gaps.filter(|row| !row.seen && !row.again);
        let questions = Questions::of(&record, &self.beside(&visit)?);
        let disputed = questions.contradictions();
        let of_fields = disputed.iter().filter(|one| one.is_of_its_field());
        let told: BTreeSet<String> = of_fields.map(path_of).collect();
        let mut lines: Vec<AgendaLine> = interviews.iter().flat_map(|(id, body)| risks(id, body)).collect();
        lines.extend(access(&visit, &record));
        let paths = self
            .open()?
            .shelf()?
            .visits
            .get(&visit)
            .map(|body| body.conflicts.clone());
        lines.extend(conflicts(&visit, "", &record, &paths.unwrap_or_default(), &told));
        for (id, body) in &interviews {
            let record = self.record(id.parse()?, DocumentKind::Interview)?;
            lines.extend(conflicts(id, &body.frame.pseudonym, record, &body.conflicts, &told));
        }
        lines.extend(contradicted(&visit, &record, &disputed));
        lines.extend(numbers(&visit, &record, &questions));
        lines.extend(flags(&visit, &record));
        lines.extend(gaps.map(|gap| AgendaLine {
            text: gap.name.clone(),
            sides: vec![(gap.code.clone(), String::new())],
            code: gap.kind.clone(),
            // Where somebody of them can be found.
            area: gap.units.join(" · "),
            route: route(&["coverage"]),
            ..line(&visit, "gap", &format!("{}-{}", gap.kind, gap.code))
        }));
        lines.extend(self.task_lines(&visit, &record)?);
        let units = self.units_of(id)?;
        let open = self.open()?;
        for one in &mut lines {
            // Of a unit that several records of the place have, a mark under any of its ids holds.
            let unit = units.iter().find(|unit| one.key == gap_of_unit(unit.id()));
            let keys: Vec<String> = match unit {
                Some(unit) => unit.ids.iter().map(|id| gap_of_unit(id)).collect(),
                None => gap_keys(&one.key),
            };
            for key in keys {
                open.look_up_mark(one, &key)?;
            }
        }
        Ok(Agenda { lines })
    }

    fn task_lines(&mut self, visit: &str, record: &RecordDocument) -> Result<Vec<AgendaLine>, ApiError> {
        let open = self.open()?;
        let waiting = waiting_tasks(record).into_iter().map(|waiting| AgendaLine {
            text: waiting.task.what,
            code: waiting.task.whom.map(|whom| open.name_of(&whom)).unwrap_or_default(),
            route: route(&["tasks"]),
            ..line(visit, "task", &waiting.id)
        });
        Ok(waiting.collect())
    }

    /// What is marked of an interview stands in the interview: only its readers are told that there was something.
    pub(crate) fn debrief_mark(&mut self, args: AgendaMark) -> Result<Saved, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        self.open()?.record(doc)?;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        if args.key.is_empty() || args.key.len() > MAX_KEY_BYTES || !args.key.bytes().all(plain) {
            return Err(ApiError::about(ErrorCode::Refused, "key"));
        }
        let under = |key: &String| format!("debrief/{key}");
        let paths: Vec<String> = match args.key.strip_prefix(&gap_of_unit("")) {
            Some(unit) => {
                let ids = self.ids_of_unit(doc, unit)?;
                ids.iter().map(|id| under(&gap_of_unit(id))).collect()
            }
            None => {
                let known = gap_keys(&args.key).iter().map(under).collect();
                marked_under(self.open()?.record(doc)?, known)
            }
        };
        self.write(
            doc,
            |edit| {
                let mut paths = paths.iter();
                paths.try_for_each(|path| edit.set(path, Some(&json!(args.talked)), WritePolicy::Fact))
            },
            |_| Ok(()),
        )
    }
}

impl Open {
    fn look_up_mark(&mut self, line: &mut AgendaLine, key: &str) -> Result<(), ApiError> {
        let record = self.record(line.doc.parse()?)?;
        let field = record.field::<bool>(&format!("debrief/{key}")).unwrap_or_default();
        if field.shown() != Some(&true) || field.in_conflict() {
            return Ok(());
        }
        let newest = field
            .current()
            .into_iter()
            .max_by_key(|slot| (slot.at, slot.id.clone()));
        let newest = newest.map(|slot| (slot.by.clone(), slot.at));
        if let Some((by, at)) = newest {
            line.talked_by = Some(self.name_of(&by));
            line.talked_at = Some(rfc3339(at));
        }
        Ok(())
    }
}
