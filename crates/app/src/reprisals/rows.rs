//! The register as it is shown: the interviews that are watched, and the entries.

use super::{RECONTACT, REPRISAL, is_register_entry, is_watched, stays};
use crate::api::ApiError;
use crate::api::interview::InterviewRef;
use crate::api::reprisal::*;
use crate::api::talk::Named;
use crate::entries::{Entry, entries, to_form};
use crate::interviews::withdrawn;
use crate::session::{Open, Session};
use crate::taken_off::{tell_withdrawn, withdrawal_path};
use visita_domain::DocumentId;
use visita_domain::interview::{Frame, Protection, Recontact, Reprisal};
use visita_record::{DocumentKind, RecordDocument};

/// What an interview's protection says, in the form of an entry.
fn of_interview(record: &RecordDocument, frame: &Frame) -> ReprisalFacts {
    let protection = record.section::<Protection>("protection").value;
    let hidden = withdrawn(record);
    let said = |text: String| if hidden { String::new() } else { text };
    ReprisalFacts {
        visit: frame.visit.map(|visit| visit.to_string()),
        informant: None,
        level: (protection.reprisal_risk == Some(true)).then(|| "high".to_owned()),
        about: String::new(),
        risk: said(protection.fears),
        mitigation: said(protection.mitigation),
        channel: said(protection.recontact_way),
        closed: String::new(),
        interview: None,
    }
}

/// What an entry says, without the words of a person who took them back.
fn of_entry(reprisal: &Reprisal, taken_back: bool) -> ReprisalFacts {
    let facts: ReprisalFacts = to_form(reprisal);
    if !taken_back {
        return facts;
    }
    ReprisalFacts {
        about: String::new(),
        risk: String::new(),
        mitigation: String::new(),
        channel: String::new(),
        ..facts
    }
}

/// What colleagues differ on that the register shows, as far as the desk tells of it: fields, and what one took back while
/// another edited it.
fn conflicts(record: &RecordDocument, withdrawn: Vec<String>, hidden: bool) -> Vec<String> {
    let mut found = record.conflicts("reprisal/");
    found.extend(record.conflicts("recontact/"));
    if !is_register_entry(record) {
        found.extend(record.conflicts("protection/"));
    }
    let shown = [REPRISAL, RECONTACT].map(|noun| withdrawal_path(noun, ""));
    let of_register = |path: &String| shown.iter().any(|under| path.starts_with(under));
    found.extend(withdrawn.into_iter().filter(of_register));
    found.retain(|path| !hidden || stays(record, path));
    found
}

impl Open {
    fn recontact_view(&self, one: Entry<Recontact>, hidden: bool) -> RecontactView {
        let mut facts: RecontactFacts = to_form(&one.facts);
        if hidden {
            facts.how = String::new();
        }
        RecontactView {
            whom_name: one
                .facts
                .whom
                .as_ref()
                .map(|whom| self.name_of(whom))
                .unwrap_or_default(),
            dropped: one.facts.dropped,
            done_on: one.facts.done_on.map(|day| day.to_string()),
            note: if hidden { String::new() } else { one.facts.note },
            conflicts: one.conflicts,
            facts,
            id: one.id,
        }
    }

    /// Re-contacts of a record, by day; last those that were taken back.
    fn recontact_views(&self, record: &RecordDocument, withdrawn: &[String]) -> Vec<RecontactView> {
        let hidden = self.hides_words(record);
        let mut all = entries::<Recontact>(record, RECONTACT);
        tell_withdrawn(&mut all, RECONTACT, withdrawn);
        for one in &mut all {
            one.conflicts.retain(|path| !hidden || stays(record, path));
        }
        all.sort_by_key(|one| (one.facts.dropped, one.facts.due, one.id.clone()));
        all.into_iter().map(|one| self.recontact_view(one, hidden)).collect()
    }
}

impl Session {
    pub(crate) fn reprisal_list(&mut self, args: ReprisalFilter) -> Result<Reprisals, ApiError> {
        let wanted: Option<DocumentId> = args.visit.as_deref().map(str::parse).transpose()?;
        let fits = |visit: Option<DocumentId>| wanted.is_none() || visit == wanted;
        let shelf = self.open()?.shelf()?;
        // Lists know which interviews are watched: the others are not opened.
        let of_visit = shelf.interviews.iter().filter(|(_, body)| fits(body.frame.visit));
        let watched = of_visit.filter(|(_, body)| body.may_be_watched());
        let mut ids: Vec<String> = watched.map(|(id, _)| id.clone()).collect();
        let others = shelf.reprisals.iter().filter(|(_, body)| fits(body.visit));
        ids.extend(others.map(|(id, _)| id.clone()));
        let mut rows = Vec::new();
        for id in ids {
            rows.extend(self.reprisal_row(&id)?);
        }
        let due = |row: &ReprisalRow| {
            let waiting = row
                .recontacts
                .iter()
                .filter(|one| one.done_on.is_none() && !one.dropped);
            waiting.filter_map(|one| one.facts.due.clone()).min()
        };
        rows.sort_by_key(|row| {
            let due = due(row);
            let closed = !row.facts.closed.is_empty();
            (row.dropped, closed, due.is_none(), due, row.record.clone())
        });
        Ok(Reprisals { rows })
    }

    fn reprisal_row(&mut self, id: &str) -> Result<Option<ReprisalRow>, ApiError> {
        let mut record = self.record(id.parse()?, DocumentKind::Interview)?.clone();
        let entry = is_register_entry(&record);
        if !(entry || is_watched(&record)) {
            return Ok(None);
        }
        let withdrawn = record.open_withdrawals();
        let reprisal = record.section::<Reprisal>(REPRISAL).value;
        let frame = record.section::<Frame>("frame").value;
        let taken_back = self.open()?.hides_words(&record);
        let facts = if entry {
            of_entry(&reprisal, taken_back)
        } else {
            of_interview(&record, &frame)
        };
        let place_name = match &facts.visit {
            Some(visit) => self.visit_row(visit).map(|row| row.place_name).unwrap_or_default(),
            None => String::new(),
        };
        let access = self.interview_access(InterviewRef {
            interview: id.to_owned(),
        })?;
        let recontacts = self.open()?.recontact_views(&record, &withdrawn);
        let conflicts = conflicts(&record, withdrawn, taken_back);
        Ok(Some(ReprisalRow {
            record: id.to_owned(),
            interview: !entry,
            visit: facts.visit.clone(),
            place_name,
            pseudonym: frame.pseudonym,
            facts,
            recontacts,
            whole_team: access.whole_team,
            readers: access
                .members
                .into_iter()
                .filter(|one| one.reads)
                .map(|one| Named {
                    member: one.member,
                    name: one.name,
                })
                .collect(),
            may_change: access.may_change,
            dropped: entry && reprisal.dropped,
            taken_back,
            conflicts,
        }))
    }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
