//! What the fictional body asked of authorities, what they replied, what it checked, and what it had planned.

use super::{Data, Maker, Place, Subject, fact};
use crate::api::{ApiError, ErrorCode};
use crate::recommendations::{BASIS, FACTS, name_of};
use crate::visits::make_id;
use rand::RngExt as _;
use serde::Deserialize;
use serde_json::json;
use visita_domain::answer::SourceType;
use visita_domain::dates::{Day, days_between, plus_days, year_of};
use visita_domain::finding::Review;
use visita_domain::programme::month::Month;
use visita_domain::programme::{Plan, PlanState, Window};
use visita_domain::recommendation::{
    Check, CheckResult, Grade, Implementation, Letter, Priority, Recommendation, Reply, Status,
};
use visita_domain::visit::Visit;
use visita_domain::{DocumentId, FindingId};
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

/// Days from a visit to the letter, in which a reply is asked for, and in which something is to be done.
const LETTER_DAYS: u64 = 30;
const REPLY_DAYS: u64 = 60;
const DEADLINE_DAYS: u64 = 180;
/// Of a hundred recommendations, those replied to in the end.
const REPLIED_PERCENT: u32 = 65;
/// Days from a reply that says what was done to a check of it.
const CHECK_DAYS: u64 = 30;
/// Of how many that were done, at least in part, one is checked.
const CHECKED_ONE_OF: u32 = 3;
/// Of a hundred visits, those that were planned for their month.
const PLANNED_PERCENT: u32 = 85;

/// A reply that authorities give.
#[derive(Deserialize)]
pub(super) struct Answer {
    grade: Grade,
    #[serde(flatten)]
    words: super::Text,
}

/// What documents show of what was done.
#[derive(Deserialize)]
pub(super) struct Shown {
    result: CheckResult,
    #[serde(flatten)]
    words: super::Text,
}

/// A finding to make a recommendation of.
pub(super) struct Concern<'a> {
    pub finding: String,
    pub subject: &'a Subject,
}

/// A visit with what was concluded.
pub(super) struct Concluded<'a> {
    pub visit: DocumentId,
    pub facts: &'a Visit,
    pub place: &'a Place,
    pub concerns: Vec<Concern<'a>>,
}

impl Maker<'_> {
    /// A recommendation for each concern, sent, answered and checked as far as time has passed.
    pub(super) fn ask(&mut self, data: &Data, concluded: &Concluded<'_>) -> Result<(), ApiError> {
        let on = concluded.facts.starts_on.ok_or(ErrorCode::Damaged)?;
        concluded.concerns.iter().try_for_each(|concern| {
            let letter = plus_days(on, LETTER_DAYS).filter(|day| self.is_past(*day));
            let reply = match letter {
                Some(letter) if self.chance(REPLIED_PERCENT) => self.reply(&data.replies, letter)?,
                _ => None,
            };
            let facts = self.recommendation(concluded, concern, on, letter, reply.as_ref());
            let check = self.check(&data.checks, &facts, reply.as_ref());
            let letter = letter.map(|day| Letter {
                on: Some(day),
                addressee: Some(concluded.place.authority),
                to: concluded.place.authority_name.clone(),
                words: Some(facts.text.clone()),
                ..Letter::default()
            });
            let finding = FindingId::parse(&concern.finding)?;
            let link = format!("{BASIS}{}", name_of(concluded.visit, &finding));
            let (id, _) = self
                .session
                .create(DocumentKind::Recommendation, Audience::Team, None, |edit| {
                    edit.set_section(FACTS, &facts)?;
                    fact(edit, &link, &json!(true))?;
                    if let Some(letter) = &letter {
                        edit.set_section(&format!("letter/{}", make_id()), letter)?;
                    }
                    if let Some(reply) = &reply {
                        edit.set_section(&format!("answered/{}", make_id()), reply)?;
                    }
                    match &check {
                        Some(check) => edit.set_section(&format!("verification/{}", make_id()), check),
                        None => Ok(()),
                    }
                })?;
            let asked = (concluded.place.id, concern.subject.theme);
            if facts.is_open() {
                self.undone.insert(asked, id);
            } else {
                self.undone.remove(&asked);
            }
            Ok(())
        })
    }

    fn recommendation(
        &mut self,
        concluded: &Concluded<'_>,
        concern: &Concern<'_>,
        on: Day,
        letter: Option<Day>,
        reply: Option<&Reply>,
    ) -> Recommendation {
        let done = match reply.and_then(|reply| reply.grade) {
            Some(Grade::Satisfactory) if self.chance(70) => Implementation::Full,
            Some(Grade::Satisfactory | Grade::Partial) => Implementation::Partial,
            _ => Implementation::None,
        };
        Recommendation {
            text: self.say(&concern.subject.recommendation).to_owned(),
            addressee: Some(concluded.place.authority),
            visit: Some(concluded.visit),
            place: Some(concluded.place.id),
            theme: Some(concern.subject.theme),
            standards: concern.subject.theme.standards().to_owned(),
            priority: if self.chance(15) {
                Priority::High
            } else {
                Priority::Normal
            },
            deadline: plus_days(on, DEADLINE_DAYS),
            reply_by: letter.and_then(|day| plus_days(day, REPLY_DAYS)),
            status: if letter.is_some() { Status::Sent } else { Status::Draft },
            review: match letter {
                Some(_) => Review::Agreed,
                None => Review::InReview,
            },
            implementation: done,
            year: Some(year_of(on)),
            repeats: self.undone.get(&(concluded.place.id, concern.subject.theme)).copied(),
        }
    }

    /// A reply, where its day has come.
    fn reply(&mut self, answers: &[Answer], letter: Day) -> Result<Option<Reply>, ApiError> {
        let took = self.dice.random_range(12..=110);
        let answer = self.pick(answers).ok_or(ErrorCode::Damaged)?;
        let on = plus_days(letter, took).filter(|day| self.is_past(*day));
        Ok(on.map(|on| Reply {
            on: Some(on),
            words: self.say(&answer.words).to_owned(),
            grade: Some(answer.grade),
            ..Reply::default()
        }))
    }

    /// What documents showed, where something was done, the day has come, and it is its turn.
    fn check(&mut self, shown: &[Shown], facts: &Recommendation, reply: Option<&Reply>) -> Option<Check> {
        let result = match facts.implementation {
            Implementation::Full => CheckResult::Fully,
            Implementation::Partial => CheckResult::Partly,
            Implementation::None | Implementation::Obsolete => return None,
        };
        let on = plus_days(reply?.on?, CHECK_DAYS).filter(|day| self.is_past(*day))?;
        // By turns and not by lot: one draw more, and everything that is drawn after it is another.
        self.done += 1;
        if !self.done.is_multiple_of(CHECKED_ONE_OF) {
            return None;
        }
        let shown = shown.iter().find(|shown| shown.result == result)?;
        Some(Check {
            on: Some(on),
            result: Some(result),
            source: Some(SourceType::Document),
            words: self.say(&shown.words).to_owned(),
            dropped: false,
        })
    }

    /// The line of the programme that most visits come from.
    pub(super) fn plan(&mut self, visit: DocumentId, facts: &Visit) -> Result<(), ApiError> {
        if !self.chance(PLANNED_PERCENT) {
            return Ok(());
        }
        let plan = Plan {
            place: facts.place,
            window: facts.starts_on.map(|day| Window::of(Month::of(day))),
            kind: facts.kind,
            announced: facts.announced,
            state: PlanState::Done,
            visit: Some(visit),
            ..Plan::default()
        };
        self.session.create(DocumentKind::Plan, Audience::Team, None, |edit| {
            edit.set_section("plan", &plan)
        })?;
        Ok(())
    }

    fn is_past(&self, day: Day) -> bool {
        days_between(day, self.session.day_of(self.now)) > 0
    }
}
