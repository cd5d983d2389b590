//! One reply that answers many recommendations. Each of them holds its part as it holds a reply to it alone, so that the board,
//! the grades and the search know nothing of it; the parts know by a shared id that they are one reply.

use super::body::{Part, RecommendationBody, TakenBy};
use super::dialogue::trimmed;
use super::facts::given;
use crate::api::authority::AuthorityRef;
use crate::api::correspondence::*;
use crate::api::recommendation::{RecommendationRow, RecommendationRows};
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::facts::{Changes, changes, write_changes};
use crate::session::{Session, code_of, from_code};
use crate::shelf::Shelf;
use crate::visits::{day, make_id, optional_day};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::dates::Day;
use visita_domain::place::MAX_NAME_CHARS;
use visita_domain::recommendation::{Grade, MAX_IN_REPLY, MAX_TEXT_CHARS, Reply, Status};
use visita_domain::{DocumentId, JointReplyId};
use visita_record::DocumentKind;

/// A letter by what it bears.
type Key = (Day, String);

fn is_in(letter: &TakenBy, key: &Key) -> bool {
    letter.on == key.0 && letter.reference == key.1
}

/// Whether an authority has a recommendation, so that it can reply to it: it is addressed there, or a letter took it there.
fn can_answer(body: &RecommendationBody, authority: DocumentId, letter: Option<&Key>) -> bool {
    if body.facts.status != Status::Sent {
        return false;
    }
    let mut taken = body.letters.iter().filter(|letter| letter.addressee == Some(authority));
    match letter {
        Some(key) => taken.any(|letter| is_in(letter, key)),
        None => body.facts.addressee == Some(authority) || taken.next().is_some(),
    }
}

/// Whether something came back on it since a day.
fn answered_since(body: &RecommendationBody, day: Day) -> bool {
    let mut said = body.replies.iter().filter(|reply| reply.is_reply());
    said.any(|reply| reply.on.is_some_and(|on| on >= day))
}

fn text_of(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn one_more(count: &mut u32, more: bool) {
    *count = count.saturating_add(u32::from(more));
}

impl Shelf {
    fn letters_to(&self, authority: DocumentId) -> Vec<LetterRow> {
        let mut letters: BTreeMap<(Day, &str), (u32, u32)> = BTreeMap::new();
        let sent = self.recommendations.bodies.values();
        for body in sent.filter(|body| body.facts.status == Status::Sent) {
            // Logged twice in the same letter, it is in it once.
            let taken = body.letters.iter().filter(|letter| letter.addressee == Some(authority));
            let keys: BTreeSet<(Day, &str)> = taken.map(|letter| (letter.on, letter.reference.as_str())).collect();
            for key in keys {
                let (all, unanswered) = letters.entry(key).or_default();
                one_more(all, true);
                one_more(unanswered, !answered_since(body, key.0));
            }
        }
        let newest_first = letters.into_iter().rev();
        newest_first
            .map(|((on, reference), (recommendations, unanswered))| LetterRow {
                on: on.to_string(),
                reference: reference.to_owned(),
                recommendations,
                unanswered,
            })
            .collect()
    }

    fn joint_replies_of(&self, authority: DocumentId) -> Vec<JointReplyRow> {
        let mut replies: BTreeMap<&JointReplyId, JointReplyRow> = BTreeMap::new();
        let parts = self.recommendations.bodies.values().flat_map(|body| &body.parts);
        for Part { reply, .. } in parts.filter(|part| !part.reply.dropped && part.reply.from == Some(authority)) {
            let Some(joint) = &reply.joint else { continue };
            let row = replies.entry(joint).or_insert_with(|| JointReplyRow {
                reply: joint.to_string(),
                on: text_of(reply.on),
                reference: reply.reference.clone(),
                recommendations: 0,
                graded: 0,
            });
            one_more(&mut row.recommendations, true);
            one_more(&mut row.graded, reply.grade.is_some());
        }
        let mut rows: Vec<JointReplyRow> = replies.into_values().collect();
        rows.sort_by_cached_key(|row| Reverse((row.on.clone(), row.reply.clone())));
        rows
    }

    /// The parts of a joint reply, among lines in their order.
    fn parts_of<'a>(
        &'a self,
        joint: &'a JointReplyId,
        rows: impl Iterator<Item = &'a RecommendationRow> + 'a,
    ) -> impl Iterator<Item = (&'a RecommendationRow, &'a Part)> + 'a {
        rows.flat_map(move |row| {
            let body = self.recommendations.bodies.get(&row.id).into_iter();
            let parts = body.flat_map(|body| &body.parts);
            parts
                .filter(move |part| part.reply.joint.as_ref() == Some(joint))
                .map(move |part| (row, part))
        })
    }
}

impl Session {
    pub(crate) fn correspondence_get(&mut self, args: AuthorityRef) -> Result<Correspondence, ApiError> {
        let authority: DocumentId = args.authority.parse()?;
        self.record(authority, DocumentKind::Authority)?;
        let shelf = self.open()?.shelf()?;
        Ok(Correspondence {
            letters: shelf.letters_to(authority),
            replies: shelf.joint_replies_of(authority),
        })
    }

    pub(crate) fn answerable_list(&mut self, args: AnswerableAsk) -> Result<RecommendationRows, ApiError> {
        let authority: DocumentId = args.authority.parse()?;
        self.record(authority, DocumentKind::Authority)?;
        let letter = match &args.letter {
            Some(letter) => Some((day(&letter.on, "on")?, letter.reference.trim().to_owned())),
            None => None,
        };
        let lines = self.recommendation_lines()?;
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        Ok(RecommendationRows {
            rows: lines.kept(|line| {
                let body = bodies.get(&line.row.id);
                body.is_some_and(|body| can_answer(body, authority, letter.as_ref()))
            }),
        })
    }

    pub(crate) fn joint_reply_add(&mut self, args: JointReplyAdd) -> Result<Created, ApiError> {
        let authority: DocumentId = args.authority.parse()?;
        self.named(authority, DocumentKind::Authority, "authority")?;
        if args.parts.is_empty() || args.parts.len() > MAX_IN_REPLY {
            return Err(ApiError::about(ErrorCode::Refused, "parts"));
        }
        let joint = make_id();
        let whole = Reply {
            on: Some(day(&args.on, "on")?),
            reference: trimmed(&args.reference, MAX_NAME_CHARS, "reference")?,
            joint: Some(JointReplyId::parse(&joint)?),
            from: Some(authority),
            ..Reply::default()
        };
        let usual: Option<Grade> = given(&args.grade).map(|code| from_code(code, "grade")).transpose()?;
        let mut parts = BTreeMap::new();
        for part in &args.parts {
            let id: DocumentId = part.recommendation.parse()?;
            let grade: Option<Grade> = given(&part.grade).map(|code| from_code(code, "grade")).transpose()?;
            let reply = Reply {
                words: trimmed(&part.words, MAX_TEXT_CHARS, "words")?,
                grade: grade.or(usual),
                refuses: part.refuses,
                ..whole.clone()
            };
            if parts.insert(id, (format!("answered/{}", make_id()), reply)).is_some() {
                return Err(ApiError::about(ErrorCode::Refused, "parts"));
            }
        }
        self.require_answerable(authority, parts.keys())?;
        let parts: Vec<(DocumentId, (String, Reply))> = parts.into_iter().collect();
        let saved = self.write_many(&parts, |edit, (section, reply)| edit.set_section(section, reply))?;
        Ok(Created {
            id: joint,
            saved_at: saved.saved_at,
        })
    }

    /// Refuses a reply to something that the authority does not have.
    fn require_answerable<'a>(
        &mut self,
        authority: DocumentId,
        ids: impl Iterator<Item = &'a DocumentId>,
    ) -> Result<(), ApiError> {
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        for id in ids {
            let missing = || ApiError::about(ErrorCode::NotFound, "recommendation");
            let body = bodies.get(&id.to_string()).ok_or_else(missing)?;
            if !can_answer(body, authority, None) {
                return Err(ApiError::about(ErrorCode::Refused, "recommendation"));
            }
        }
        Ok(())
    }

    pub(crate) fn joint_reply_get(&mut self, args: JointReplyRef) -> Result<JointReplyView, ApiError> {
        let joint = JointReplyId::parse(&args.reply)?;
        let lines = self.recommendation_lines()?;
        let shelf = self.open()?.shelf()?;
        let parts: Vec<(&RecommendationRow, &Part)> = shelf.parts_of(&joint, lines.rows()).collect();
        // What was logged by mistake says nothing of the whole, unless all of it was.
        let counts = |part: &&(&RecommendationRow, &Part)| !part.1.reply.dropped;
        let (_, first) = parts.iter().find(counts).or(parts.first()).ok_or(ErrorCode::NotFound)?;
        let whole = &first.reply;
        let bears = |reply: &Reply| (reply.on, reply.reference.clone());
        let differ = parts
            .iter()
            .filter(counts)
            .any(|(_, part)| bears(&part.reply) != bears(whole));
        Ok(JointReplyView {
            reply: joint.to_string(),
            authority: whole.from.map(|id| id.to_string()).unwrap_or_default(),
            authority_name: whole.from.map(|id| shelf.authority_name(id)).unwrap_or_default(),
            on: text_of(whole.on),
            reference: whole.reference.clone(),
            differ,
            parts: parts.iter().map(|(row, part)| part_view(row, part)).collect(),
        })
    }

    pub(crate) fn joint_reply_set(&mut self, args: JointReplySet) -> Result<Saved, ApiError> {
        let joint = JointReplyId::parse(&args.reply)?;
        let on = day(&args.on, "on")?;
        let reference = trimmed(&args.reference, MAX_NAME_CHARS, "reference")?;
        self.require_all_shown(&joint, &args.was)?;
        let mut all: Vec<(DocumentId, (String, Changes))> = Vec::new();
        for shown in &args.was {
            let id: DocumentId = shown.recommendation.parse()?;
            let section = format!("answered/{}", shown.id);
            let record = self.record(id, DocumentKind::Recommendation)?;
            let here = record.section::<Reply>(&section).value;
            let was = Reply {
                on: optional_day(Some(&shown.on), "on")?,
                reference: shown.reference.clone(),
                dropped: shown.dropped,
                ..here.clone()
            };
            let wanted = Reply {
                on: Some(on),
                reference: reference.clone(),
                dropped: args.dropped.unwrap_or(shown.dropped),
                ..here
            };
            let changes = changes(record, &section, &was, &wanted)?;
            if !changes.is_empty() {
                all.push((id, (section, changes)));
            }
        }
        self.write_many(&all, |edit, (section, changes)| write_changes(edit, section, changes))
    }

    /// Refuses where the person saw other parts of a joint reply than there are: one came from a colleague meanwhile.
    fn require_all_shown(&mut self, joint: &JointReplyId, was: &[JointPartShown]) -> Result<(), ApiError> {
        let lines = self.recommendation_lines()?;
        let shelf = self.open()?.shelf()?;
        let here: BTreeSet<(&str, &str)> = shelf
            .parts_of(joint, lines.rows())
            .map(|(row, part)| (row.id.as_str(), part.id.as_str()))
            .collect();
        if here.is_empty() {
            return Err(ErrorCode::NotFound.into());
        }
        let shown: BTreeSet<(&str, &str)> = was
            .iter()
            .map(|part| (part.recommendation.as_str(), part.id.as_str()))
            .collect();
        if was.len() == here.len() && shown == here {
            return Ok(());
        }
        Err(ApiError::about(ErrorCode::Stale, "parts"))
    }
}

fn part_view(row: &RecommendationRow, part: &Part) -> JointReplyPart {
    JointReplyPart {
        id: part.id.clone(),
        row: row.clone(),
        on: text_of(part.reply.on),
        reference: part.reply.reference.clone(),
        grade: part.reply.grade.as_ref().map(code_of),
        refuses: part.reply.refuses,
        dropped: part.reply.dropped,
    }
}
