//! Any "yes" of the risk screen is a task, for every lead, until somebody says what was done about it.
//!
//! What was done is a field of the interview, `handled/<risk>`, with the writes it answers: a yes that comes later, from
//! whomever, is a task again. Two who handled the same risk apart from each other are two slots, as everywhere.

use crate::api::risk::{RiskHandle, RiskHandled, RiskTask};
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use crate::visits::{MAX_TEXT_CHARS, bounded};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::dates::{Day, Timestamp, rfc3339};
use visita_domain::interview::{Handled, Risk};
use visita_domain::slots::{Field, Slot, SlotId, WritePolicy};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// The task to look, on a day, whether the person suffered for having talked.
pub(crate) const CHECK_ON: &str = "check_on";

/// A task, as a list knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TaskBody {
    pub risk: String,
    pub by: MemberId,
    pub at: Timestamp,
    pub due: Option<Day>,
}

/// The writes that make a risk a task: every current yes. Where colleagues differ, one yes is enough; a settled no is none.
fn saying_yes(record: &RecordDocument, risk: Risk) -> Vec<Slot<bool>> {
    let field = record
        .field::<bool>(&format!("protection/{}", risk.code()))
        .unwrap_or_default();
    if !field.in_conflict() && field.shown() != Some(&true) {
        return Vec::new();
    }
    let yes = field.current().into_iter().filter(|slot| slot.value == Some(true));
    yes.cloned().collect()
}

fn checking(record: &RecordDocument) -> (Option<Day>, Vec<SlotId>, Option<(MemberId, Timestamp)>) {
    let field: Field<Day> = record.field("ending/check_on").unwrap_or_default();
    let current = field.current();
    let newest = current.iter().max_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    // Where colleagues named different days, the first of them is due.
    let due = current.iter().filter_map(|slot| slot.value).min();
    (
        due,
        current.iter().map(|slot| slot.id.clone()).collect(),
        newest.map(|slot| (slot.by.clone(), slot.at)),
    )
}

fn handled(record: &RecordDocument, risk: &str) -> Field<Handled> {
    record.field(&format!("handled/{risk}")).unwrap_or_default()
}

/// Whether every one of those writes was known to somebody who handled them.
fn answered(record: &RecordDocument, risk: &str, writes: &BTreeSet<SlotId>) -> bool {
    let done = handled(record, risk);
    let known: BTreeSet<&SlotId> = done
        .current()
        .into_iter()
        .filter_map(|slot| slot.value.as_ref())
        .flat_map(|handled| &handled.of)
        .collect();
    writes.iter().all(|write| known.contains(write))
}

/// Risks of an interview that nobody has handled. Taking back what was said takes no risk away.
pub(crate) fn tasks(record: &RecordDocument) -> Vec<TaskBody> {
    let mut found = Vec::new();
    for risk in Risk::ALL {
        let yes = saying_yes(record, risk);
        let writes = yes.iter().map(|slot| slot.id.clone()).collect();
        let first = yes.iter().min_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        if let Some(first) = first.filter(|_| !answered(record, risk.code(), &writes)) {
            found.push(TaskBody {
                risk: risk.code().to_owned(),
                by: first.by.clone(),
                at: first.at,
                due: None,
            });
        }
    }
    if let (Some(due), writes, Some((by, at))) = checking(record)
        && !answered(record, CHECK_ON, &writes.into_iter().collect())
    {
        found.push(TaskBody {
            risk: CHECK_ON.to_owned(),
            by,
            at,
            due: Some(due),
        });
    }
    found
}

/// What was done about the risks of an interview, oldest first.
pub(crate) fn handled_views(open: &Open, record: &RecordDocument) -> Vec<RiskHandled> {
    let codes = Risk::ALL.into_iter().map(Risk::code).chain([CHECK_ON]);
    let mut found: Vec<RiskHandled> = codes
        .flat_map(|risk| {
            let done = handled(record, risk);
            let views = done.current().into_iter().filter_map(|slot| {
                Some(RiskHandled {
                    risk: risk.to_owned(),
                    what: slot.value.as_ref()?.what.clone(),
                    by: open.name_of(&slot.by),
                    at: rfc3339(slot.at),
                })
            });
            views.collect::<Vec<_>>()
        })
        .collect();
    found.sort_by(|a, b| (&a.at, &a.risk).cmp(&(&b.at, &b.risk)));
    found
}

impl Open {
    /// A task as shown.
    pub(crate) fn task_view(
        &self,
        interview: &str,
        visit: &str,
        place_name: &str,
        pseudonym: &str,
        task: &TaskBody,
    ) -> RiskTask {
        RiskTask {
            interview: interview.to_owned(),
            visit: visit.to_owned(),
            place_name: place_name.to_owned(),
            pseudonym: pseudonym.to_owned(),
            risk: task.risk.clone(),
            by: self.name_of(&task.by),
            at: rfc3339(task.at),
            due: task.due.map(|day| day.to_string()),
        }
    }
}

impl Session {
    /// Every risk that waits, for a lead: those without a day first, then the nearest.
    pub(crate) fn risk_tasks(&mut self) -> Result<Vec<RiskTask>, ApiError> {
        if self.require_lead().is_err() {
            return Ok(Vec::new());
        }
        let names: std::collections::BTreeMap<String, String> = self
            .visit_lines()?
            .rows()
            .map(|row| (row.id.clone(), row.place_name.clone()))
            .collect();
        let open = self.open()?;
        let held: Vec<_> = open
            .shelf()?
            .interviews
            .iter()
            .map(|(id, body)| (id.clone(), body.frame.clone(), body.tasks.clone()))
            .collect();
        let mut found = Vec::new();
        for (id, frame, known) in held {
            let waiting = match known {
                Some(tasks) => tasks,
                // A list made by an earlier version does not know: the record does.
                None => tasks(open.record(id.parse()?)?),
            };
            let visit = frame.visit.map(|visit| visit.to_string()).unwrap_or_default();
            let place = names.get(&visit).map(String::as_str).unwrap_or_default();
            found.extend(
                waiting
                    .iter()
                    .map(|task| open.task_view(&id, &visit, place, &frame.pseudonym, task)),
            );
        }
        found.sort_by(|a, b| (&a.due, &a.at, &a.interview, &a.risk).cmp(&(&b.due, &b.at, &b.interview, &b.risk)));
        Ok(found)
    }

    pub(crate) fn risk_handle(&mut self, args: RiskHandle) -> Result<Saved, ApiError> {
        bounded(&args.what, MAX_TEXT_CHARS, "what")?;
        let id: DocumentId = args.interview.parse()?;
        let record = self.record(id, DocumentKind::Interview)?;
        let of: BTreeSet<SlotId> = if args.risk == CHECK_ON {
            checking(record).1.into_iter().collect()
        } else {
            let risk = Risk::from_code(&args.risk).ok_or_else(|| ApiError::about(ErrorCode::Refused, "risk"))?;
            saying_yes(record, risk).into_iter().map(|slot| slot.id).collect()
        };
        if of.is_empty() {
            return Err(ApiError::about(ErrorCode::NotFound, "risk"));
        }
        let done = Handled {
            what: args.what.trim().to_owned(),
            of,
        };
        let path = format!("handled/{}", args.risk);
        self.write(
            id,
            |edit| edit.set(&path, Some(&json!(done)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }
}
