//! A letter to an authority: recommendations with the findings behind them, as one page.
//!
//! It goes outside, so it asks what a report for the authority asks (`visita_report::telling`): only findings that are
//! established and on which nobody differs stand in it, by their statement alone. Nothing of an interview does, nor where a
//! finding comes from.

use super::body::{Basis, basis};
use super::facts::maybe_day;
use super::{FACTS, dialogue, disputes, standing_facts};
use crate::api::dialogue::{LetterBuild, LetterBuilt};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::findings::read_finding;
use crate::reports::{preview, standing, statement};
use crate::session::{Session, code_of};
use crate::visits::day;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::dates::plus_days;
use visita_domain::place::MAX_NAME_CHARS;
use visita_domain::recommendation::{REPLY_DAYS, Status};
use visita_domain::visit::Visit;
use visita_record::DocumentKind;
use visita_report::{Audience, Language, Letter, LetterItem, Subject, Telling, Words, letter_blocks, page, telling};

/// Most recommendations in one letter.
const MAX_IN_LETTER: usize = 200;

impl Session {
    pub(crate) fn letter_build(&mut self, args: LetterBuild) -> Result<LetterBuilt, ApiError> {
        let language =
            Language::from_code(&args.language).ok_or_else(|| ApiError::about(ErrorCode::Refused, "language"))?;
        let on = day(&args.on, "on")?;
        let reply_by = maybe_day(&args.reply_by, "reply_by")?.or_else(|| plus_days(on, REPLY_DAYS));
        if args.recommendations.is_empty() || args.recommendations.len() > MAX_IN_LETTER {
            return Err(ApiError::about(ErrorCode::Refused, "recommendations"));
        }
        let words = Words::of(language);
        let mut letter = Letter {
            body: self.body_name()?,
            on: on.to_string(),
            reference: dialogue::trimmed(&args.reference, MAX_NAME_CHARS, "reference")?,
            reply_by: reply_by.map(|day| day.to_string()).unwrap_or_default(),
            ..Letter::default()
        };
        let (mut addressees, mut left_out, mut conflicts) = (BTreeSet::new(), 0, 0);
        let mut visits = Vec::with_capacity(args.recommendations.len());
        for id in &args.recommendations {
            let (item, addressee, out) = self.letter_item(id.parse()?)?;
            let record = self.record(id.parse()?, DocumentKind::Recommendation)?;
            conflicts += disputes(&record.section(FACTS));
            visits.push(standing_facts(record).value.visit);
            visits.extend(basis(record).into_iter().map(|basis| Some(basis.visit)));
            addressees.insert(addressee);
            left_out += out;
            letter.items.push(item);
        }
        // One letter goes to one authority.
        let [Some(addressee)] = addressees.into_iter().collect::<Vec<_>>()[..] else {
            return Err(ApiError::about(ErrorCode::Refused, "addressee"));
        };
        letter.to = self.open()?.shelf()?.authority_name(addressee);
        letter.address = self.authority_address(addressee)?;
        let publication = self.publication_of_all(&visits)?;
        let said = self.publication_said(&publication)?;
        letter.publication = Some(publication);
        let title = format!("{} – {}", words.say("letter-title"), letter.to);
        let blocks = letter_blocks(&letter, &words);
        let html = page(&blocks, &title, &words);
        if let Some(path) = &args.path {
            write_file(self.chosen().as_ref(), path, html.as_bytes())?;
        }
        Ok(LetterBuilt {
            html,
            blocks: blocks.into_iter().map(preview).collect(),
            path: args.path,
            left_out,
            conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
            publication: said,
        })
    }

    /// A recommendation as a letter says it, to whom it goes, and how many findings behind it are left out.
    fn letter_item(&mut self, id: DocumentId) -> Result<(LetterItem, Option<DocumentId>, u32), ApiError> {
        let record = self.reading(id, DocumentKind::Recommendation)?;
        let facts = standing_facts(&record).value;
        if facts.status == Status::Withdrawn {
            return Err(ApiError::about(ErrorCode::Refused, "recommendations"));
        }
        let row = self.recommendation_row(&id.to_string())?;
        let (findings, left_out) = self.told_findings(basis(&record));
        let days = facts
            .visit
            .and_then(|visit| self.record(visit, DocumentKind::Visit).ok());
        let days = days.map(|visit| visit.section::<Visit>("visit").value).map(|visit| {
            let days = [visit.starts_on, visit.ends_on].into_iter().flatten();
            days.map(|day| day.to_string()).collect::<Vec<_>>().join(" – ")
        });
        let item = LetterItem {
            reference: row.reference,
            text: facts.text,
            theme: facts.theme,
            standards: facts.standards,
            priority: code_of(&facts.priority),
            deadline: facts.deadline.map(|day| day.to_string()).unwrap_or_default(),
            place: row.place_name,
            visited: days.unwrap_or_default(),
            findings,
        };
        Ok((item, facts.addressee, left_out))
    }

    /// Statements of the findings that an authority may read, and how many it may not.
    fn told_findings(&mut self, basis: Vec<Basis>) -> (Vec<String>, u32) {
        let (mut told, mut left_out) = (Vec::new(), 0);
        for Basis { visit, finding } in basis {
            let visit = self.record(visit, DocumentKind::Visit).ok();
            let said = visit.and_then(|visit| {
                let subject = Subject::Finding(standing(visit, &finding));
                let shown = read_finding(visit, &finding)?.statement;
                (telling(Audience::Authority, subject) == Telling::Whole).then(|| statement(visit, &finding, shown))
            });
            match said {
                Some(said) => told.push(said),
                None => left_out += 1,
            }
        }
        (told, left_out)
    }

    /// The address of an authority; empty where none is known.
    fn authority_address(&mut self, id: DocumentId) -> Result<String, ApiError> {
        let record = self.record(id, DocumentKind::Authority)?;
        let field = record.field::<String>("authority/address").unwrap_or_default();
        Ok(field.shown().cloned().unwrap_or_default())
    }
}
