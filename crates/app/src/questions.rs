//! What a lead asks back of the authors of a disagreement, and what they answer.

use crate::api::merge::{Asked, QuestionAnswer, Reply};
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::merge::label;
use crate::reprisals::stays;
use crate::session::{Open, Session};
use crate::visits::{MAX_TEXT_CHARS, bounded};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::dates::rfc3339;
use visita_domain::slots::{Decision, Field, Outcome, SlotId, WritePolicy};
use visita_domain::{DocumentId, MemberId};
use visita_record::RecordDocument;

/// Where the answers to a question stand, each under its author's id.
fn reply_prefix(decision: &SlotId) -> String {
    let plain = |c: char| {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            c
        } else {
            '-'
        }
    };
    format!("reply/{}/", decision.0.chars().map(plain).collect::<String>())
}

/// Who is asked and has neither written to the field again nor answered.
pub(crate) fn waiting(record: &RecordDocument, field: &Field<Value>) -> BTreeSet<MemberId> {
    let Some((decision, asked)) = field.asked() else {
        return BTreeSet::new();
    };
    let prefix = reply_prefix(&decision.id);
    let answered = record.raw_fields(&prefix);
    let silent = |member: &&&MemberId| {
        let reply = answered.get(&format!("{prefix}{member}"));
        reply.is_none_or(|reply| reply.shown().is_none())
    };
    asked.iter().filter(silent).map(|member| (*member).clone()).collect()
}

/// What was answered to a decision, oldest first.
pub(crate) fn replies(open: &Open, record: &RecordDocument, decision: &Decision<Value>) -> Vec<Reply> {
    let mut said: Vec<Reply> = record
        .raw_fields(&reply_prefix(&decision.id))
        .values()
        .flat_map(|field| field.current())
        .filter_map(|slot| {
            Some(Reply {
                by: open.name_of(&slot.by),
                at: rfc3339(slot.at),
                text: slot.value.as_ref()?.as_str()?.to_owned(),
            })
        })
        .collect();
    said.sort_by(|a, b| (&a.at, &a.by).cmp(&(&b.at, &b.by)));
    said
}

impl Session {
    /// Every question that waits for this device's member. Only records with open conflicts are looked into.
    pub(crate) fn asked_of_me(&mut self) -> Result<Vec<Asked>, ApiError> {
        let open = self.open()?;
        let Some(me) = open.team.as_ref().map(|team| team.author.member.clone()) else {
            return Ok(Vec::new());
        };
        let mut asked = Vec::new();
        for (id, visit, paths) in in_conflict(open)? {
            let record = open.record(id)?.clone();
            let hidden = open.hides_words(&record);
            for path in paths.into_iter().filter(|path| !hidden || stays(&record, path)) {
                let Some(field) = record.raw_fields(&path).remove(&path) else {
                    continue;
                };
                let Some((decision, _)) = field.asked().filter(|_| waiting(&record, &field).contains(&me)) else {
                    continue;
                };
                let Outcome::SendBack { question: ask, .. } = &decision.outcome else {
                    continue;
                };
                let (label, question) = label(&record, &path);
                asked.push(Asked {
                    doc: id.to_string(),
                    kind: record.kind().code().to_owned(),
                    visit: visit.clone(),
                    label,
                    question,
                    ask: ask.clone(),
                    by: open.name_of(&decision.by),
                    at: rfc3339(decision.at),
                    path,
                });
            }
        }
        asked.sort_by(|a, b| (&a.at, &a.path).cmp(&(&b.at, &b.path)));
        Ok(asked)
    }

    pub(crate) fn question_answer(&mut self, args: QuestionAnswer) -> Result<Saved, ApiError> {
        bounded(&args.text, MAX_TEXT_CHARS, "text")?;
        let id: DocumentId = args.doc.parse()?;
        let me = self.team()?.author.member.clone();
        self.open()?.require_told(id, &args.path)?;
        let record = self.open()?.record(id)?;
        let field = record.raw_fields(&args.path).remove(&args.path).unwrap_or_default();
        let (decision, _) = field.asked().ok_or(ErrorCode::NotFound)?;
        if !waiting(record, &field).contains(&me) {
            return Err(ErrorCode::NotFound.into());
        }
        let path = format!("{}{me}", reply_prefix(&decision.id));
        let text = json!(args.text.trim());
        self.write(
            id,
            |edit| edit.set(&path, Some(&text), WritePolicy::Testimony),
            |_| Ok(()),
        )
    }
}

/// Records with open conflicts: id, the visit they belong to, the paths.
type InConflict = (DocumentId, Option<String>, Vec<String>);

fn in_conflict(open: &mut Open) -> Result<Vec<InConflict>, ApiError> {
    let shelf = open.shelf()?;
    let visit_of = |id: &String| {
        let interview = shelf.interviews.get(id).and_then(|body| body.frame.visit);
        let reprisal = shelf.reprisals.get(id).and_then(|body| body.visit);
        let visit = interview.or(reprisal).map(|visit| visit.to_string());
        visit.or_else(|| shelf.visits.contains_key(id).then(|| id.clone()))
    };
    let standing = shelf.desks.iter().filter(|(_, desk)| !desk.conflicts.is_empty());
    standing
        .map(|(id, desk)| Ok((id.parse()?, visit_of(id), desk.conflicts.clone())))
        .collect()
}
