//! Letters, replies, messages and checks: things inside a recommendation, each with fields of its own.

use super::facts::{given, maybe_day};
use super::standing_facts;
use crate::api::dialogue::*;
use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::entries::at_most;
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, coded, from_code};
use crate::visits::{bounded, day, make_id};
use serde::Serialize;
use serde::de::DeserializeOwned;
use visita_domain::DocumentId;
use visita_domain::dates::{Day, plus_days};
use visita_domain::place::MAX_NAME_CHARS;
use visita_domain::recommendation::{
    Check, Letter, MAX_TEXT_CHARS, Message, REPLY_DAYS, Recommendation, Reply, Status,
};
use visita_record::DocumentKind;

/// Something that is logged in a dialogue: what stands in the record, and what a form sends of it.
pub(super) trait Logged: Serialize + DeserializeOwned + Default {
    /// What a form sends.
    type Facts;
    /// The noun of its fields.
    const NOUN: &'static str;

    /// As a form shows it.
    fn shown(&self) -> Self::Facts;
    /// As typed, in one whose other fields stay.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`] about the field.
    fn read(facts: &Self::Facts, here: Self) -> Result<Self, ApiError>;
}

fn text_of(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A text without the spaces around it, refused where it is longer than its field takes.
pub(super) fn trimmed(text: &str, most: usize, field: &str) -> Result<String, ApiError> {
    at_most(text, most, field)?;
    Ok(text.trim().to_owned())
}

impl Logged for Letter {
    type Facts = LetterFacts;
    const NOUN: &'static str = "letter";

    fn shown(&self) -> LetterFacts {
        LetterFacts {
            on: text_of(self.on),
            reference: self.reference.clone(),
            addressee: self.addressee.map(|id| id.to_string()),
            dropped: self.dropped,
        }
    }

    fn read(facts: &LetterFacts, here: Self) -> Result<Self, ApiError> {
        let addressee = given(&facts.addressee).map(str::parse).transpose()?;
        Ok(Self {
            on: Some(day(&facts.on, "on")?),
            reference: trimmed(&facts.reference, MAX_NAME_CHARS, "reference")?,
            addressee,
            dropped: facts.dropped,
            ..here
        })
    }
}

impl Logged for Reply {
    type Facts = ReplyFacts;
    const NOUN: &'static str = "answered";

    fn shown(&self) -> ReplyFacts {
        ReplyFacts {
            on: text_of(self.on),
            reference: self.reference.clone(),
            words: self.words.clone(),
            grade: self.grade.as_ref().map(code_of),
            refuses: self.refuses,
            dropped: self.dropped,
        }
    }

    fn read(facts: &ReplyFacts, here: Self) -> Result<Self, ApiError> {
        Ok(Self {
            on: Some(day(&facts.on, "on")?),
            reference: trimmed(&facts.reference, MAX_NAME_CHARS, "reference")?,
            words: trimmed(&facts.words, MAX_TEXT_CHARS, "words")?,
            grade: coded(facts.grade.as_deref(), "grade")?,
            refuses: facts.refuses,
            dropped: facts.dropped,
            ..here
        })
    }
}

impl Logged for Message {
    type Facts = MessageFacts;
    const NOUN: &'static str = "message";

    fn shown(&self) -> MessageFacts {
        MessageFacts {
            on: text_of(self.on),
            way: code_of(&self.way),
            words: self.words.clone(),
            dropped: self.dropped,
        }
    }

    fn read(facts: &MessageFacts, _: Self) -> Result<Self, ApiError> {
        bounded(&facts.words, MAX_TEXT_CHARS, "words")?;
        Ok(Self {
            on: Some(day(&facts.on, "on")?),
            way: from_code(&facts.way, "way")?,
            words: facts.words.trim().to_owned(),
            dropped: facts.dropped,
        })
    }
}

impl Logged for Check {
    type Facts = CheckFacts;
    const NOUN: &'static str = "verification";

    fn shown(&self) -> CheckFacts {
        CheckFacts {
            on: text_of(self.on),
            result: self.result.as_ref().map(code_of).unwrap_or_default(),
            source: self.source.as_ref().map(code_of),
            words: self.words.clone(),
            dropped: self.dropped,
        }
    }

    fn read(facts: &CheckFacts, _: Self) -> Result<Self, ApiError> {
        Ok(Self {
            on: Some(day(&facts.on, "on")?),
            result: Some(from_code(&facts.result, "result")?),
            source: coded(facts.source.as_deref(), "source")?,
            words: trimmed(&facts.words, MAX_TEXT_CHARS, "words")?,
            dropped: facts.dropped,
        })
    }
}

impl Session {
    fn log<T: Logged>(&mut self, recommendation: &str, facts: &T::Facts) -> Result<Created, ApiError> {
        let record: DocumentId = recommendation.parse()?;
        self.record(record, DocumentKind::Recommendation)?;
        let thing = T::read(facts, T::default())?;
        let id = make_id();
        let section = format!("{}/{id}", T::NOUN);
        let saved = self.write(record, |edit| edit.set_section(&section, &thing), |_| Ok(()))?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    fn correct<T: Logged>(
        &mut self,
        recommendation: &str,
        id: &str,
        was: &T::Facts,
        facts: &T::Facts,
        settle: impl FnOnce(&mut T),
    ) -> Result<Saved, ApiError> {
        let doc: DocumentId = recommendation.parse()?;
        let record = self.record(doc, DocumentKind::Recommendation)?;
        if !crate::findings::ids(record, T::NOUN).contains(id) {
            return Err(ErrorCode::NotFound.into());
        }
        let section = format!("{}/{id}", T::NOUN);
        let here = || record.section::<T>(&section).value;
        let (was, mut facts) = (T::read(was, here())?, T::read(facts, here())?);
        settle(&mut facts);
        let changes = changes(record, &section, &was, &facts)?;
        self.write(doc, |edit| write_changes(edit, &section, &changes), |_| Ok(()))
    }

    pub(crate) fn recommendation_send(&mut self, args: RecommendationSend) -> Result<Saved, ApiError> {
        let id: DocumentId = args.recommendation.parse()?;
        let on = day(&args.on, "on")?;
        let record = self.record(id, DocumentKind::Recommendation)?;
        let here = standing_facts(record).value;
        if here.status == Status::Withdrawn {
            return Err(ApiError::about(ErrorCode::Refused, "recommendation"));
        }
        let named = given(&args.addressee).map(str::parse).transpose()?;
        let addressee = named.or(here.addressee);
        let addressee = addressee.ok_or_else(|| ApiError::about(ErrorCode::Refused, "addressee"))?;
        self.named(addressee, DocumentKind::Authority, "addressee")?;
        at_most(&here.text, MAX_TEXT_CHARS, "text")?;
        let letter = Letter {
            on: Some(on),
            reference: trimmed(&args.reference, MAX_NAME_CHARS, "reference")?,
            addressee: Some(addressee),
            to: self.open()?.shelf()?.authority_name(addressee),
            words: Some(here.text.clone()),
            dropped: false,
        };
        let asked = maybe_day(&args.reply_by, "reply_by")?;
        // A day that an earlier letter named, and that is past by this one, asks nothing of whoever reads it.
        let standing = here.reply_by.filter(|day| *day >= on);
        let facts = Recommendation {
            status: Status::Sent,
            addressee: here.addressee.or(Some(addressee)),
            reply_by: asked.or(standing).or_else(|| plus_days(on, REPLY_DAYS)),
            ..here
        };
        let section = format!("letter/{}", make_id());
        self.write(
            id,
            |edit| {
                edit.set_section(super::FACTS, &facts)?;
                edit.set_section(&section, &letter)
            },
            |_| Ok(()),
        )
    }

    pub(crate) fn letter_set(&mut self, args: LetterSet) -> Result<Saved, ApiError> {
        let to = self.other_addressee(&args)?;
        self.correct::<Letter>(&args.recommendation, &args.letter, &args.was, &args.facts, |letter| {
            if let Some(to) = to {
                letter.to = to;
            }
        })
    }

    /// The name of another addressee than a letter was shown with, which it keeps beside the id; none where it stays. A letter to
    /// somebody does not become one to nobody.
    fn other_addressee(&mut self, args: &LetterSet) -> Result<Option<String>, ApiError> {
        let addressee = given(&args.facts.addressee);
        if addressee == given(&args.was.addressee) {
            return Ok(None);
        }
        let addressee = addressee.ok_or_else(|| ApiError::about(ErrorCode::Refused, "addressee"))?;
        let addressee: DocumentId = addressee.parse()?;
        self.named(addressee, DocumentKind::Authority, "addressee")?;
        Ok(Some(self.open()?.shelf()?.authority_name(addressee)))
    }

    pub(crate) fn reply_add(&mut self, args: ReplyAdd) -> Result<Created, ApiError> {
        self.log::<Reply>(&args.recommendation, &args.facts)
    }

    pub(crate) fn reply_set(&mut self, args: ReplySet) -> Result<Saved, ApiError> {
        let bears = |facts: &ReplyFacts| (facts.on.clone(), facts.reference.trim().to_owned());
        if bears(&args.was) != bears(&args.facts) {
            self.require_alone(&args)?;
        }
        self.correct::<Reply>(&args.recommendation, &args.reply, &args.was, &args.facts, |_| {})
    }

    /// Refuses another day or reference of a part: they are those of the whole reply, and corrected there.
    fn require_alone(&mut self, args: &ReplySet) -> Result<(), ApiError> {
        let record = self.record(args.recommendation.parse()?, DocumentKind::Recommendation)?;
        let replies = super::things::<Reply>(record, Reply::NOUN).into_iter();
        let mut joint = replies.filter(|(_, reply)| reply.value.joint.is_some());
        if joint.any(|(id, _)| id == args.reply) {
            return Err(ApiError::about(ErrorCode::Refused, "on"));
        }
        Ok(())
    }

    pub(crate) fn message_add(&mut self, args: MessageAdd) -> Result<Created, ApiError> {
        self.log::<Message>(&args.recommendation, &args.facts)
    }

    pub(crate) fn message_set(&mut self, args: MessageSet) -> Result<Saved, ApiError> {
        self.correct::<Message>(&args.recommendation, &args.message, &args.was, &args.facts, |_| {})
    }

    pub(crate) fn verification_add(&mut self, args: VerificationAdd) -> Result<Created, ApiError> {
        self.log::<Check>(&args.recommendation, &args.facts)
    }

    pub(crate) fn verification_set(&mut self, args: VerificationSet) -> Result<Saved, ApiError> {
        self.correct::<Check>(&args.recommendation, &args.verification, &args.was, &args.facts, |_| {})
    }
}
