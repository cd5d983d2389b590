//! Comments on a record: the words of their author, who says them otherwise and takes them back; settled by anybody.

use crate::api::merge::RecordRef;
use crate::api::talk::*;
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::interviews::{require_notes, withdrawn};
use crate::reprisals::is_register_entry;
use crate::session::Session;
use crate::visits::{bounded, make_id};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::dates::{Timestamp, rfc3339};
use visita_domain::slots::{Field, Slot, WritePolicy};
use visita_domain::talk::{Comment, MAX_MENTIONS, MAX_TALK_CHARS, is_about};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// Where comments stand in a record.
pub(crate) const COMMENT: &str = "comment/";

/// A comment as it stands.
pub(crate) struct Said {
    pub id: String,
    /// Without a word where it was taken back.
    pub facts: Comment,
    pub by: MemberId,
    /// When it was first said.
    pub at: Timestamp,
    /// When its author said it otherwise or took it back.
    pub changed_at: Option<Timestamp>,
}

/// When what a slot says was first said.
fn begun(slot: &Slot<Comment>) -> Timestamp {
    let said = slot.value.as_ref();
    said.and_then(|said| said.said_at).unwrap_or(slot.at)
}

fn is_taken_back(slot: &Slot<Comment>) -> bool {
    slot.value.as_ref().is_some_and(|said| said.withdrawn)
}

impl Said {
    /// Where several wrote under one id, each has said their own: the first is its author.
    fn of(id: String, field: &Field<Comment>) -> Option<Self> {
        let current = field.current();
        let first = current
            .iter()
            .min_by_key(|slot| (begun(slot), slot.id.clone()))
            .copied()?;
        let own = current.iter().copied().filter(|slot| slot.by == first.by);
        // Said otherwise on one device of its author and taken back on another, it is taken back: doubt shows no name.
        let newest = own.max_by_key(|slot| (is_taken_back(slot), slot.at, slot.id.clone()))?;
        let mut facts = newest.value.clone()?;
        if facts.withdrawn {
            facts.text.clear();
            facts.mentions.clear();
        }
        Some(Self {
            id,
            by: first.by.clone(),
            at: begun(first),
            changed_at: facts.said_at.map(|_| newest.at),
            facts,
        })
    }

    /// What a form holds of it.
    fn words(&self) -> (String, BTreeSet<String>) {
        let mentions = self.facts.mentions.iter().map(ToString::to_string);
        (self.facts.text.clone(), mentions.collect())
    }
}

/// Comments of a record, those taken back among them, in the order in which they were first said.
pub(crate) fn comments(record: &RecordDocument) -> Vec<Said> {
    // Comments of somebody who took back what they said go with it.
    if record.kind() == DocumentKind::Interview && withdrawn(record) {
        return Vec::new();
    }
    let fields = record.fields::<Comment>(COMMENT).into_iter();
    let said = fields.filter_map(|(path, field)| {
        let id = path.strip_prefix(COMMENT)?.strip_suffix("/said")?.to_owned();
        Said::of(id, &field.ok()?)
    });
    let mut said: Vec<Said> = said.collect();
    said.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    said
}

/// Whether a comment is settled, and by whom. Where colleagues differ on it, it is not.
pub(crate) fn resolved(record: &RecordDocument, comment: &str) -> Option<MemberId> {
    let field = record.field::<bool>(&format!("comment/{comment}/resolved")).ok()?;
    let settled = !field.in_conflict() && field.shown() == Some(&true);
    let newest = field
        .current()
        .into_iter()
        .max_by_key(|slot| (slot.at, slot.id.clone()))?;
    settled.then(|| newest.by.clone())
}

/// What comments of a record that are not settled are about.
pub(crate) struct Unsettled(Vec<String>);

pub(crate) fn unsettled(record: &RecordDocument) -> Unsettled {
    let said = comments(record).into_iter();
    let open = said.filter(|one| !one.facts.withdrawn && resolved(record, &one.id).is_none());
    Unsettled(open.map(|one| one.facts.about).collect())
}

impl Unsettled {
    /// The paths that they are about.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// How many are about a path or what stands under it.
    pub(crate) fn about(&self, prefix: &str) -> u32 {
        let path = prefix.trim_end_matches('/');
        let under = format!("{path}/");
        let here = self
            .0
            .iter()
            .filter(|about| *about == path || about.starts_with(&under));
        u32::try_from(here.count()).unwrap_or(u32::MAX)
    }
}

impl Session {
    pub(crate) fn comment_list(&mut self, args: RecordRef) -> Result<Comments, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        let record = self.talked_on(doc)?;
        let open = self.open()?;
        open.shelf()?;
        let me = open.this_member();
        let hidden = is_register_entry(&record) && open.is_taken_back(&record);
        let name = |member: &MemberId| Named {
            member: member.to_string(),
            name: open.name_of(member),
        };
        let said = if hidden { Vec::new() } else { comments(&record) };
        let rows = said.into_iter().map(|one| {
            let resolved = resolved(&record, &one.id);
            CommentView {
                mentions: one.facts.mentions.iter().map(name).collect(),
                about: one.facts.about,
                text: one.facts.text,
                withdrawn: one.facts.withdrawn,
                by: open.name_of(&one.by),
                mine: me.as_ref() == Some(&one.by),
                at: rfc3339(one.at),
                changed_at: one.changed_at.map(rfc3339),
                resolved: resolved.is_some(),
                resolved_by: resolved.map(|by| open.name_of(&by)).unwrap_or_default(),
                id: one.id,
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
        if !is_about(&args.about) {
            return Err(ApiError::about(ErrorCode::Refused, "about"));
        }
        let doc: DocumentId = args.doc.parse()?;
        let record = self.talked_on(doc)?;
        self.require_words_beside(&record)?;
        let said = Comment {
            mentions: self.mentioned(doc, &args.mentions, &BTreeSet::new())?,
            about: args.about,
            text: args.text.trim().to_owned(),
            ..Comment::default()
        };
        let id = make_id();
        let saved = self.comment_write(doc, &id, &said, false)?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    /// Its author says it otherwise, or says it again after all.
    pub(crate) fn comment_set(&mut self, args: CommentSet) -> Result<Saved, ApiError> {
        bounded(&args.facts.text, MAX_TALK_CHARS, "text")?;
        let doc: DocumentId = args.doc.parse()?;
        let record = self.talked_on(doc)?;
        self.require_words_beside(&record)?;
        let mine = self.own_comment(&record, &args.comment)?;
        let mentions = self.mentioned(doc, &args.facts.mentions, &mine.facts.mentions)?;
        let asked = |words: &CommentWords| {
            let mentions: BTreeSet<String> = words.mentions.iter().cloned().collect();
            (words.text.trim().to_owned(), mentions)
        };
        let (now, wanted) = (mine.words(), asked(&args.facts));
        if now != asked(&args.was) && now != wanted {
            return Err(ApiError::about(ErrorCode::Stale, "text"));
        }
        // What says the same was not changed.
        let same = now == wanted;
        let said = if same {
            mine.facts
        } else {
            Comment {
                about: mine.facts.about,
                text: wanted.0,
                mentions,
                said_at: Some(mine.at),
                withdrawn: false,
            }
        };
        // What was settled were the words before: whom the new ones are for is to hear of them.
        let opens = !same && resolved(&record, &mine.id).is_some();
        self.comment_write(doc, &mine.id, &said, opens)
    }

    /// Its author takes it back: nothing of its words stays but in the history of the record.
    pub(crate) fn comment_withdraw(&mut self, args: CommentRef) -> Result<Saved, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        let record = self.talked_on(doc)?;
        let mine = self.own_comment(&record, &args.comment)?;
        let said = Comment {
            about: mine.facts.about,
            said_at: Some(mine.at),
            withdrawn: true,
            ..Comment::default()
        };
        self.comment_write(doc, &mine.id, &said, false)
    }

    pub(crate) fn comment_resolve(&mut self, args: CommentResolve) -> Result<Saved, ApiError> {
        let doc: DocumentId = args.doc.parse()?;
        let kind = self.talked_on(doc)?.kind();
        let settled = [("resolved", json!(args.resolved))];
        self.entry_mark((doc, kind), "comment", &args.comment, &settled)
    }

    /// Writes a comment, and settled no more where it opens again. What a form still held of it goes.
    fn comment_write(&mut self, doc: DocumentId, id: &str, said: &Comment, opens: bool) -> Result<Saved, ApiError> {
        let path = format!("comment/{id}/said");
        let draft = format!("comment/{doc}/{id}/said");
        self.write(
            doc,
            |edit| {
                edit.set(&path, Some(&json!(said)), WritePolicy::Testimony)?;
                if opens {
                    edit.set(
                        &format!("comment/{id}/resolved"),
                        Some(&json!(false)),
                        WritePolicy::Fact,
                    )?;
                }
                Ok(())
            },
            |tx| tx.drop_draft(&draft),
        )
    }

    /// A colleague's words beside an interview are words about the person.
    fn require_words_beside(&mut self, record: &RecordDocument) -> Result<(), ApiError> {
        if is_register_entry(record) {
            let open = self.open()?;
            open.shelf()?;
            open.require_not_taken_back(record)
        } else if record.kind() == DocumentKind::Interview {
            require_notes(record)
        } else {
            Ok(())
        }
    }

    /// Members to mention: readers of the record, and those mentioned while they still were.
    fn mentioned(
        &mut self,
        doc: DocumentId,
        members: &[String],
        before: &BTreeSet<MemberId>,
    ) -> Result<BTreeSet<MemberId>, ApiError> {
        if members.len() > MAX_MENTIONS {
            return Err(ApiError::about(ErrorCode::Refused, "mentions"));
        }
        let readers = self.open()?.readers_of(doc)?;
        let wanted = members.iter().map(|member| MemberId::parse(member));
        let wanted = wanted.collect::<Result<BTreeSet<MemberId>, _>>()?;
        let reads = |member: &MemberId| readers.iter().any(|reader| reader.member == member.as_str());
        if !wanted.iter().all(|member| before.contains(member) || reads(member)) {
            return Err(ApiError::about(ErrorCode::NotFound, "mentions"));
        }
        Ok(wanted)
    }

    /// A comment of this device's member: nobody puts words into a colleague's mouth, or takes them out.
    fn own_comment(&mut self, record: &RecordDocument, comment: &str) -> Result<Said, ApiError> {
        let mut all = comments(record).into_iter();
        let said = all.find(|one| one.id == comment);
        let said = said.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "comment"))?;
        if self.open()?.this_member().as_ref() != Some(&said.by) {
            return Err(ApiError::about(ErrorCode::Refused, "comment"));
        }
        Ok(said)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use visita_domain::dates::from_millis;
    use visita_domain::slots::SlotId;

    fn slot(id: &str, by: &str, at_ms: i64, value: Comment) -> Slot<Comment> {
        Slot {
            id: SlotId(id.to_owned()),
            value: Some(value),
            by: MemberId::parse(by).unwrap(),
            device: String::new(),
            at: from_millis(at_ms).unwrap(),
            covers: BTreeSet::new(),
        }
    }

    fn text(text: &str) -> Comment {
        Comment {
            text: text.to_owned(),
            ..Comment::default()
        }
    }

    fn shown(slots: Vec<Slot<Comment>>) -> Said {
        let field = Field {
            slots,
            decisions: Vec::new(),
        };
        Said::of("c".to_owned(), &field).unwrap()
    }

    #[test]
    fn taken_back_on_one_device_of_its_author_and_changed_later_on_another_it_is_taken_back() {
        let first = from_millis(1_000);
        let again = Comment {
            said_at: first,
            ..text("Ask the cook")
        };
        let gone = Comment {
            said_at: first,
            withdrawn: true,
            // As an altered device might leave it.
            ..text("Ask Petrovic")
        };
        let one = shown(vec![slot("1", "amina", 5_000, again), slot("2", "amina", 4_000, gone)]);
        assert!(one.facts.withdrawn && one.facts.text.is_empty());
        assert_eq!((Some(one.at), one.changed_at), (first, from_millis(4_000)));
    }

    #[test]
    fn a_change_leaves_its_author_the_first_beside_whoever_wrote_under_the_same_id() {
        let again = Comment {
            said_at: from_millis(1_000),
            ..text("Ask the cook")
        };
        let other = slot("1", "boris", 2_000, text("No"));
        let one = shown(vec![other, slot("2", "amina", 5_000, again)]);
        assert_eq!((one.by.as_str(), one.facts.text.as_str()), ("amina", "Ask the cook"));
    }
}
