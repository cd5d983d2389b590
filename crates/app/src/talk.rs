//! Talk within the team on a record: comments, which stand where what they are about stands, and tasks of a visit.

use crate::api::access::EntryDrop;
use crate::api::talk::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::entries::{Entry, at_most, entries, from_form, to_form};
use crate::interviews::{require_notes, withdrawn};
use crate::reprisals::is_register_entry;
use crate::session::{Open, Session};
use crate::taken_off::tell_withdrawn;
use crate::visits::{bounded, make_id};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::dates::{Day, Timestamp, rfc3339};
use visita_domain::slots::WritePolicy;
use visita_domain::talk::{Comment, MAX_MENTIONS, MAX_TALK_CHARS, Task, is_about};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::grant::Audience;
use visita_seal::roster::Role;

/// Where tasks stand in a visit.
const TASK: &str = "task";

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

/// A comment with who wrote it; where several wrote under one id, each has said their own.
fn comments(record: &RecordDocument) -> Vec<(String, Comment, MemberId, Timestamp)> {
    // Comments of somebody who took back what they said go with it.
    if record.kind() == DocumentKind::Interview && withdrawn(record) {
        return Vec::new();
    }
    let fields = record.fields::<Comment>("comment/").into_iter();
    let said = fields.filter_map(|(path, field)| {
        let id = path.strip_prefix("comment/")?.strip_suffix("/said")?.to_owned();
        let field = field.ok()?;
        let slot = field
            .current()
            .into_iter()
            .min_by_key(|slot| (slot.at, slot.id.clone()))?;
        Some((id, slot.value.clone()?, slot.by.clone(), slot.at))
    });
    let mut said: Vec<_> = said.collect();
    said.sort_by(|a, b| (a.3, &a.0).cmp(&(b.3, &b.0)));
    said
}

/// Whether a comment is settled, and by whom. Where colleagues differ on it, it is not.
fn resolved(record: &RecordDocument, comment: &str) -> Option<MemberId> {
    let field = record.field::<bool>(&format!("comment/{comment}/resolved")).ok()?;
    let settled = !field.in_conflict() && field.shown() == Some(&true);
    let newest = field
        .current()
        .into_iter()
        .max_by_key(|slot| (slot.at, slot.id.clone()))?;
    settled.then(|| newest.by.clone())
}

/// Mentions of a record that are not settled.
pub(crate) fn mentions(record: &RecordDocument) -> Vec<MentionBody> {
    let tells = record.kind() != DocumentKind::Interview;
    let said = comments(record).into_iter();
    said.filter(|(id, comment, ..)| !comment.mentions.is_empty() && resolved(record, id).is_none())
        .map(|(id, said, by, at)| MentionBody {
            comment: id,
            about: said.about,
            text: if tells { said.text } else { String::new() },
            mentions: said.mentions,
            by,
            at,
        })
        .collect()
}

/// How many comments about a path or what stands under it are not settled.
pub(crate) fn comments_about(record: &RecordDocument, prefix: &str) -> u32 {
    let about = prefix.trim_end_matches('/');
    let said = comments(record).into_iter().filter(|(id, comment, ..)| {
        let here = comment.about == about || comment.about.starts_with(&format!("{about}/"));
        here && resolved(record, id).is_none()
    });
    u32::try_from(said.count()).unwrap_or(u32::MAX)
}

/// Tasks of a visit that wait.
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
        let audience = self.access(&doc.bytes())?.audience;
        let people = team.roster.members.values().filter(|person| match &audience {
            Audience::Team => true,
            Audience::Chosen(chosen) => person.role == Role::Lead || chosen.contains(&person.member),
        });
        let mut named: Vec<Named> = people
            .map(|person| Named {
                member: person.member.to_string(),
                name: person.name.clone(),
            })
            .collect();
        named.sort_by(|a, b| (&a.name, &a.member).cmp(&(&b.name, &b.member)));
        Ok(named)
    }

    pub(crate) fn this_member(&self) -> Option<MemberId> {
        self.team.as_ref().map(|team| team.author.member.clone())
    }

    fn shown_task(&self, visit: &str, place_name: &str, one: Entry<Task>) -> TaskView {
        let whom = one.facts.whom.clone();
        TaskView {
            visit: visit.to_owned(),
            place_name: place_name.to_owned(),
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
    pub(crate) fn comment_list(&mut self, args: crate::api::merge::RecordRef) -> Result<Comments, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        let record = self.talked_on(doc)?.clone();
        let open = self.open()?;
        let me = open.this_member();
        let name = |member: &MemberId| Named {
            member: member.to_string(),
            name: open.name_of(member),
        };
        let rows = comments(&record).into_iter().map(|(id, said, by, at)| {
            let resolved = resolved(&record, &id);
            CommentView {
                about: said.about,
                text: said.text,
                mentions: said.mentions.iter().map(name).collect(),
                by: open.name_of(&by),
                mine: me.as_ref() == Some(&by),
                at: rfc3339(at),
                resolved: resolved.is_some(),
                resolved_by: resolved.map(|by| open.name_of(&by)).unwrap_or_default(),
                id,
            }
        });
        let rows = rows.collect();
        Ok(Comments {
            rows,
            members: open.readers_of(doc)?,
        })
    }

    pub(crate) fn comment_add(&mut self, args: CommentAdd) -> Result<Created, ApiError> {
        bounded(&args.text, MAX_TALK_CHARS, "text")?;
        if !is_about(&args.about) || args.mentions.len() > MAX_MENTIONS {
            let field = if is_about(&args.about) { "mentions" } else { "about" };
            return Err(ApiError::about(ErrorCode::Refused, field));
        }
        let doc: DocumentId = args.doc.parse()?;
        let record = self.talked_on(doc)?;
        // A colleague's words beside an interview are words about the person.
        if record.kind() == DocumentKind::Interview && !is_register_entry(record) {
            require_notes(record)?;
        }
        let readers = self.open()?.readers_of(doc)?;
        let reads = |member: &String| readers.iter().any(|reader| reader.member == *member);
        if !args.mentions.iter().all(reads) {
            return Err(ApiError::about(ErrorCode::NotFound, "mentions"));
        }
        let mentions = args.mentions.iter().map(|member| MemberId::parse(member));
        let said = Comment {
            about: args.about,
            text: args.text.trim().to_owned(),
            mentions: mentions.collect::<Result<_, _>>()?,
        };
        let id = make_id();
        let saved = self.write(
            doc,
            |edit| {
                edit.set(
                    &format!("comment/{id}/said"),
                    Some(&json!(said)),
                    WritePolicy::Testimony,
                )
            },
            |_| Ok(()),
        )?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn comment_resolve(&mut self, args: CommentResolve) -> Result<Saved, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        let kind = self.talked_on(doc)?.kind();
        let settled = [("resolved", json!(args.resolved))];
        self.entry_mark((doc, kind), "comment", &args.comment, &settled)
    }

    /// A record that people talk on: a visit, an interview, an entry of the register of reprisals.
    fn talked_on(&mut self, doc: DocumentId) -> Result<&RecordDocument, ApiError> {
        let record = self.open()?.record(doc)?;
        match record.kind() {
            DocumentKind::Visit | DocumentKind::Interview => Ok(record),
            DocumentKind::Place
            | DocumentKind::Scratch
            | DocumentKind::Body
            | DocumentKind::Authority
            | DocumentKind::Plan
            | DocumentKind::Recommendation => Err(ErrorCode::NotFound.into()),
        }
    }

    pub(crate) fn task_list(&mut self, args: VisitRef) -> Result<Tasks, ApiError> {
        let doc: DocumentId = args.visit.parse()?;
        let place_name = self.visit_row(&args.visit)?.place_name;
        let mut record = self.record(doc, DocumentKind::Visit)?.clone();
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
        Ok(Tasks {
            rows: all
                .into_iter()
                .map(|one| open.shown_task(&args.visit, &place_name, one))
                .collect(),
            members: open.readers_of(doc)?,
        })
    }

    pub(crate) fn task_add(&mut self, args: TaskAdd) -> Result<Created, ApiError> {
        let task = task_from(&args.facts)?;
        self.require_member(task.whom.as_ref())?;
        self.entry_add(args.visit.parse()?, DocumentKind::Visit, TASK, &task)
    }

    pub(crate) fn task_set(&mut self, args: TaskSet) -> Result<Saved, ApiError> {
        let (was, facts) = (task_from(&args.was)?, task_from(&args.facts)?);
        self.require_member(facts.whom.as_ref())?;
        let visit = (args.visit.parse()?, DocumentKind::Visit);
        self.entry_set(visit, TASK, &args.task, (&was, &facts))
    }

    pub(crate) fn task_done(&mut self, args: TaskDone) -> Result<Saved, ApiError> {
        at_most(&args.note, MAX_TALK_CHARS, "note")?;
        let today = self.now().date_naive();
        let done = [
            ("done_on", json!(args.done.then_some(today))),
            ("note", json!(args.note.trim())),
        ];
        self.entry_mark((args.visit.parse()?, DocumentKind::Visit), TASK, &args.task, &done)
    }

    pub(crate) fn task_drop(&mut self, args: EntryDrop) -> Result<Saved, ApiError> {
        self.drop_entry(TASK, args)
    }

    /// Refuses a member whom the team does not know.
    pub(crate) fn require_member(&mut self, member: Option<&MemberId>) -> Result<(), ApiError> {
        let Some(member) = member else { return Ok(()) };
        let mut known = self.team()?.roster.members.keys();
        let is_known = known.any(|one| one.to_string() == member.as_str());
        is_known
            .then_some(())
            .ok_or_else(|| ApiError::about(ErrorCode::NotFound, "member"))
    }

    /// Tasks for this device's member, the nearest day first.
    pub(crate) fn tasks_of_me(&mut self) -> Result<Vec<TaskView>, ApiError> {
        let lines = self.visit_lines()?;
        let open = self.open()?;
        let Some(me) = open.this_member() else {
            return Ok(Vec::new());
        };
        let shelf = open.shelf()?;
        let mut mine: Vec<(String, WaitingTask)> = Vec::new();
        for (visit, body) in &shelf.visits {
            let for_me = body
                .tasks
                .iter()
                .filter(|waiting| waiting.task.whom.as_ref() == Some(&me));
            mine.extend(for_me.map(|waiting| (visit.clone(), waiting.clone())));
        }
        mine.sort_by_key(|(visit, waiting)| (waiting.task.due.unwrap_or(Day::MAX), visit.clone(), waiting.id.clone()));
        let place = |visit: &str| {
            let line = lines.iter().find(|line| line.row.id == visit);
            line.map(|line| line.row.place_name.clone()).unwrap_or_default()
        };
        let views = mine.into_iter().map(|(visit, waiting)| {
            let one = Entry {
                id: waiting.id,
                facts: waiting.task,
                conflicts: Vec::new(),
                by: waiting.by,
                at: Timestamp::default(),
            };
            open.shown_task(&visit, &place(&visit), one)
        });
        Ok(views.collect())
    }

    /// Comments that mention this device's member and are not settled, oldest first.
    pub(crate) fn mentions_of_me(&mut self) -> Result<Vec<Mention>, ApiError> {
        let lines = self.visit_lines()?;
        let open = self.open()?;
        let Some(me) = open.this_member() else {
            return Ok(Vec::new());
        };
        let shelf = open.shelf()?;
        let mut found = Vec::new();
        let for_me = |body: &&MentionBody| body.mentions.contains(&me);
        for (id, body) in &shelf.visits {
            let title = || {
                let line = lines.iter().find(|line| line.row.id == *id);
                line.map(|line| line.row.place_name.clone()).unwrap_or_default()
            };
            let mentions = body.mentions.iter().filter(for_me);
            found.extend(mentions.map(|one| (id.clone(), "visit", id.clone(), title(), one.clone())));
        }
        for (id, body) in &shelf.interviews {
            let visit = body.frame.visit.map(|visit| visit.to_string()).unwrap_or_default();
            let title = &body.frame.pseudonym;
            let mentions = body.mentions.iter().filter(for_me);
            found.extend(mentions.map(|one| (id.clone(), "interview", visit.clone(), title.clone(), one.clone())));
        }
        found.sort_by(|a, b| (a.4.at, &a.4.comment).cmp(&(b.4.at, &b.4.comment)));
        let views = found.into_iter().map(|(doc, kind, visit, title, one)| Mention {
            doc,
            kind: kind.to_owned(),
            visit,
            title,
            comment: one.comment,
            about: one.about,
            text: one.text,
            by: open.name_of(&one.by),
            at: rfc3339(one.at),
        });
        Ok(views.collect())
    }
}
