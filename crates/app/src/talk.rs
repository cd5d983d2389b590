//! Talk within the team on a record: tasks, and what of them and of comments waits for a member. They stand in the record they
//! are about, and are read by those who may read it.

use crate::api::merge::RecordRef;
use crate::api::talk::*;
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::comments::{comments, resolved};
use crate::entries::{Entry, at_most, entries, from_form, standing, to_form};
use crate::project::Found;
use crate::session::{Open, Session};
use crate::shelf::{Heading, Shelf};
use crate::taken_off::tell_withdrawn;
use crate::visits::bounded;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use visita_domain::dates::{Day, Timestamp, rfc3339};
use visita_domain::talk::{MAX_TALK_CHARS, Task, is_about};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// Where tasks stand in a record.
pub(crate) const TASK: &str = "task";

/// A comment that mentions somebody and is not settled, as a list knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MentionBody {
    pub comment: String,
    pub about: String,
    /// Of an interview nothing: lists do not hold its words.
    pub text: String,
    pub mentions: BTreeSet<MemberId>,
    pub by: MemberId,
    pub at: Timestamp,
}

/// A task that waits, as a list knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WaitingTask {
    pub id: String,
    pub task: Task,
    pub by: MemberId,
}

/// What of a record waits for a member, as a list knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TalkBody {
    /// Comments that mention somebody and are not settled.
    pub mentions: Vec<MentionBody>,
    pub tasks: Vec<WaitingTask>,
}

impl TalkBody {
    /// None where nothing waits.
    pub(crate) fn of(record: &RecordDocument) -> Option<Self> {
        // A person has no tasks, whatever an altered device wrote.
        let of_person = record.kind() == DocumentKind::Interview;
        let tasks = if of_person { Vec::new() } else { waiting_tasks(record) };
        let talk = Self {
            mentions: mentions(record),
            tasks,
        };
        (!talk.mentions.is_empty() || !talk.tasks.is_empty()).then_some(talk)
    }
}

/// Mentions of a record that are not settled.
fn mentions(record: &RecordDocument) -> Vec<MentionBody> {
    let tells = record.kind() != DocumentKind::Interview;
    let said = comments(record).into_iter();
    said.filter(|one| !one.facts.mentions.is_empty() && resolved(record, &one.id).is_none())
        .map(|one| MentionBody {
            comment: one.id,
            about: one.facts.about,
            text: if tells { one.facts.text } else { String::new() },
            mentions: one.facts.mentions,
            by: one.by,
            at: one.at,
        })
        .collect()
}

/// Tasks of a record that wait.
pub(crate) fn waiting_tasks(record: &RecordDocument) -> Vec<WaitingTask> {
    let all = entries::<Task>(record, TASK).into_iter();
    all.filter(|one| one.facts.waits())
        .map(|one| WaitingTask {
            id: one.id,
            task: one.facts,
            by: one.by,
        })
        .collect()
}

/// Comments and tasks as the search finds them. Beside a person nothing is found: it would lead to them.
pub(crate) fn said(record: &RecordDocument) -> Vec<Found> {
    if record.kind() == DocumentKind::Interview {
        return Vec::new();
    }
    let comments = comments(record).into_iter();
    let comments = comments.filter_map(|one| {
        let at = format!("comment/{}", one.id);
        Found::part("comment", Some(at), &[&one.facts.text])
    });
    let tasks = standing::<Task>(record, TASK).into_iter().filter_map(|one| {
        let words = [one.facts.what.as_str(), &one.facts.note];
        Found::part("task", Some(format!("{TASK}/{}", one.id)), &words)
    });
    comments.chain(tasks).collect()
}

impl Shelf {
    /// What waits in the talk of any record, with the record and what that is called.
    fn waiting<'a, T, I>(&'a self, of: impl Fn(&'a TalkBody) -> I) -> Vec<(String, Heading, T)>
    where
        T: Clone + 'a,
        I: Iterator<Item = &'a T>,
    {
        let said = self
            .talks
            .iter()
            .flat_map(|(doc, talk)| of(talk).map(move |one| (doc, one)));
        said.filter_map(|(doc, one)| Some((doc.clone(), self.heading(doc)?, one.clone())))
            .collect()
    }
}

fn task_from(facts: &TaskFacts) -> Result<Task, ApiError> {
    let task: Task = from_form(facts)?;
    bounded(&task.what, MAX_TALK_CHARS, "what")?;
    if let Some(due) = &facts.due {
        crate::visits::day(due, "due")?;
    }
    if !is_about(&task.about) {
        return Err(ApiError::about(ErrorCode::Refused, "about"));
    }
    Ok(task)
}

impl Open {
    /// Members who may read a record, by name.
    pub(crate) fn readers_of(&self, doc: DocumentId) -> Result<Vec<Named>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let devices = team.roster.readers(&self.access(&doc.bytes())?.audience);
        let people = devices.iter().filter_map(|device| team.roster.person_of(device));
        let mut named: Vec<Named> = people
            .map(|person| Named {
                member: person.member.to_string(),
                name: person.name.clone(),
            })
            .collect();
        named.sort_by(|a, b| (&a.name, &a.member).cmp(&(&b.name, &b.member)));
        named.dedup();
        Ok(named)
    }

    /// Refuses somebody who may not read a record: they would be asked for what they never see.
    pub(crate) fn require_reader(&self, doc: DocumentId, member: Option<&MemberId>) -> Result<(), ApiError> {
        let Some(member) = member else { return Ok(()) };
        let readers = self.readers_of(doc)?;
        let reads = readers.iter().any(|reader| reader.member == member.as_str());
        reads
            .then_some(())
            .ok_or_else(|| ApiError::about(ErrorCode::NotFound, "member"))
    }

    pub(crate) fn this_member(&self) -> Option<MemberId> {
        self.team.as_ref().map(|team| team.author.member.clone())
    }

    fn shown_task(&self, doc: &str, on: Heading, one: Entry<Task>) -> TaskView {
        let whom = one.facts.whom.clone();
        TaskView {
            doc: doc.to_owned(),
            kind: on.kind.to_owned(),
            title: on.title,
            whom_name: whom.as_ref().map(|whom| self.name_of(whom)).unwrap_or_default(),
            mine: whom.is_some() && whom == self.this_member(),
            done_on: one.facts.done_on.map(|day| day.to_string()),
            note: one.facts.note.clone(),
            by: self.name_of(&one.by),
            dropped: one.facts.dropped,
            facts: to_form(&one.facts),
            conflicts: one.conflicts,
            id: one.id,
        }
    }
}

impl Session {
    /// A record that people talk on: whatever they write in together.
    pub(crate) fn talked_on(&mut self, doc: DocumentId) -> Result<Arc<RecordDocument>, ApiError> {
        let record = self.open()?.reading(doc)?;
        match record.kind() {
            DocumentKind::Visit
            | DocumentKind::Interview
            | DocumentKind::Place
            | DocumentKind::Authority
            | DocumentKind::Plan
            | DocumentKind::Recommendation => Ok(record),
            DocumentKind::Scratch | DocumentKind::Body => Err(ErrorCode::NotFound.into()),
        }
    }

    /// A record that has tasks. What is to be done for one person stands beside the person: risks and days to ask again.
    fn tasked(&mut self, doc: &str) -> Result<(DocumentId, DocumentKind), ApiError> {
        let doc: DocumentId = doc.parse()?;
        let kind = self.talked_on(doc)?.kind();
        if kind == DocumentKind::Interview {
            return Err(ErrorCode::NotFound.into());
        }
        Ok((doc, kind))
    }

    pub(crate) fn task_list(&mut self, args: RecordRef) -> Result<Tasks, ApiError> {
        let (doc, kind) = self.tasked(&args.doc)?;
        let mut record = self.record(doc, kind)?.clone();
        let mut all = entries::<Task>(&record, TASK);
        tell_withdrawn(&mut all, TASK, &record.open_withdrawals());
        let last = Day::MAX;
        all.sort_by_key(|one| {
            (
                !one.facts.waits(),
                one.facts.due.unwrap_or(last),
                one.at,
                one.id.clone(),
            )
        });
        let open = self.open()?;
        let heading = open.shelf()?.heading(&args.doc).ok_or(ErrorCode::NotFound)?;
        let rows = all.into_iter();
        let rows = rows
            .map(|one| open.shown_task(&args.doc, heading.clone(), one))
            .collect();
        Ok(Tasks {
            rows,
            members: open.askable(doc)?,
        })
    }

    pub(crate) fn task_add(&mut self, args: TaskAdd) -> Result<Created, ApiError> {
        let task = task_from(&args.facts)?;
        let (doc, kind) = self.tasked(&args.doc)?;
        self.open()?.require_askable(doc, task.whom.as_ref())?;
        self.entry_add(doc, kind, TASK, &task)
    }

    pub(crate) fn task_set(&mut self, args: TaskSet) -> Result<Saved, ApiError> {
        let (was, facts) = (task_from(&args.was)?, task_from(&args.facts)?);
        let record = self.tasked(&args.doc)?;
        // Somebody who was asked while they could still read it may stay.
        let whom = facts.whom.as_ref().filter(|_| facts.whom != was.whom);
        self.open()?.require_askable(record.0, whom)?;
        self.entry_set(record, TASK, &args.task, (&was, &facts))
    }

    pub(crate) fn task_done(&mut self, args: TaskDone) -> Result<Saved, ApiError> {
        at_most(&args.note, MAX_TALK_CHARS, "note")?;
        let today = self.today();
        let done = [
            ("done_on", json!(args.done.then_some(today))),
            ("note", json!(args.note.trim())),
        ];
        let record = self.tasked(&args.doc)?;
        self.entry_mark(record, TASK, &args.task, &done)
    }

    pub(crate) fn task_drop(&mut self, args: TaskDrop) -> Result<Saved, ApiError> {
        let record = self.tasked(&args.doc)?;
        self.entry_mark(record, TASK, &args.task, &[("dropped", json!(args.dropped))])
    }

    /// Tasks for this device's member, the nearest day first.
    pub(crate) fn tasks_of_me(&mut self) -> Result<Vec<TaskView>, ApiError> {
        let open = self.open()?;
        let Some(me) = open.this_member() else {
            return Ok(Vec::new());
        };
        let mut mine = open.shelf()?.waiting(|talk| {
            let tasks = talk.tasks.iter();
            tasks.filter(|waiting| waiting.task.whom.as_ref() == Some(&me))
        });
        mine.sort_by_key(|(doc, _, waiting)| (waiting.task.due.unwrap_or(Day::MAX), doc.clone(), waiting.id.clone()));
        let views = mine.into_iter().map(|(doc, on, waiting)| {
            let one = Entry {
                id: waiting.id,
                facts: waiting.task,
                conflicts: Vec::new(),
                by: waiting.by,
                at: Timestamp::default(),
            };
            open.shown_task(&doc, on, one)
        });
        Ok(views.collect())
    }

    /// Comments that mention this device's member and are not settled, oldest first.
    pub(crate) fn mentions_of_me(&mut self) -> Result<Vec<Mention>, ApiError> {
        let open = self.open()?;
        let Some(me) = open.this_member() else {
            return Ok(Vec::new());
        };
        let mut found = open.shelf()?.waiting(|talk| {
            let mentions = talk.mentions.iter();
            mentions.filter(|mention| mention.mentions.contains(&me))
        });
        found.sort_by(|a, b| (a.2.at, &a.2.comment).cmp(&(b.2.at, &b.2.comment)));
        let views = found.into_iter().map(|(doc, on, one)| Mention {
            doc,
            kind: on.kind.to_owned(),
            visit: on.visit,
            title: on.title,
            comment: one.comment,
            about: one.about,
            text: one.text,
            by: open.name_of(&one.by),
            at: rfc3339(one.at),
        });
        Ok(views.collect())
    }
}
