//! Recommendations of the sample: each column of the board holds one, and the visit under way has some to verify.

use super::{SamplePlace, Text, days_before};
use crate::api::authority::AuthorityInput;
use crate::api::correspondence::{JointReplyAdd, ReplyPart};
use crate::api::dialogue::{CheckFacts, MessageAdd, MessageFacts, RecommendationSend, ReplyAdd, ReplyFacts};
use crate::api::dialogue::{VerificationAdd, VerifiedSet};
use crate::api::recommendation::{
    FindingLink, ImplementationSet, RecommendationAdd, RecommendationFacts, RecommendationRef, RecommendationReview,
};
use crate::api::talk::{TaskAdd, TaskFacts};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use serde::Deserialize;
use std::collections::BTreeMap;
use visita_domain::dates::{Timestamp, local_day};

/// The data. Days are counted back from today; one below zero is still to come.
const DATA: &str = include_str!("../../sample/recommendations.json");

#[derive(Deserialize)]
struct SampleRecommendation {
    /// Which visit of the sample it came out of.
    visit: Option<usize>,
    /// The place, where it came out of none.
    place: Option<String>,
    text: Text,
    theme: String,
    standards: String,
    priority: String,
    made: i64,
    deadline: i64,
    sent: Option<i64>,
    reply_by: Option<i64>,
    reply: Option<SampleReply>,
    message: Option<SampleWords>,
    check: Option<SampleCheck>,
    /// What the lead found at the visit under way.
    verified: Option<SampleCheck>,
    implementation: Option<String>,
    /// What the lead is asked to do about it.
    task: Option<Text>,
    /// Which earlier one it repeats.
    repeats: Option<usize>,
}

#[derive(Deserialize)]
struct SampleReply {
    on: i64,
    words: Text,
    grade: String,
    #[serde(default)]
    refuses: bool,
    /// The file reference of a reply that answers several: what bears the same one came in one letter, of one day.
    #[serde(default)]
    joint: Option<String>,
}

#[derive(Deserialize)]
struct SampleWords {
    on: i64,
    words: Text,
}

#[derive(Deserialize)]
struct SampleCheck {
    on: i64,
    result: String,
    words: Text,
}

/// What recommendations of the sample stand on: places and visits made before, and the place of each visit.
pub(super) struct Ground<'a> {
    pub places: &'a BTreeMap<String, String>,
    pub named: &'a [SamplePlace],
    pub visits: &'a [(String, String)],
    pub now: Timestamp,
    pub offset_minutes: i32,
}

impl Ground<'_> {
    fn day(&self, ago: i64) -> String {
        local_day(days_before(self.now, ago), self.offset_minutes).to_string()
    }

    /// The name of whoever answers for a place.
    fn authority(&self, key: &str) -> Result<&Text, ApiError> {
        let place = self.named.iter().find(|place| place.key == key);
        Ok(&place.ok_or(ErrorCode::Damaged)?.authority)
    }
}

impl Session {
    pub(super) fn load_recommendations(
        &mut self,
        ground: &Ground<'_>,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let all: Vec<SampleRecommendation> = serde_json::from_str(DATA).map_err(|_| ErrorCode::Damaged)?;
        let known = self.authority_list(Nothing {})?.rows.into_iter();
        let mut authorities: BTreeMap<String, String> = known.map(|row| (row.name, row.id)).collect();
        let mut made = Vec::new();
        for one in &all {
            self.clock = self.then(days_before(ground.now, one.made));
            let visit = one
                .visit
                .map(|number| ground.visits.get(number).ok_or(ErrorCode::Damaged))
                .transpose()?;
            let key = visit
                .map(|(_, place)| place)
                .or(one.place.as_ref())
                .ok_or(ErrorCode::Damaged)?;
            let name = say(ground.authority(key)?);
            let addressee = match authorities.get(&name) {
                Some(known) => String::clone(known),
                None => {
                    let id = self.add_authority(&name)?;
                    authorities.insert(name, id.clone());
                    id
                }
            };
            let facts = RecommendationFacts {
                text: say(&one.text),
                addressee: Some(addressee),
                visit: visit.map(|(id, _)| id.clone()),
                place: ground.places.get(key).cloned(),
                theme: Some(one.theme.clone()),
                standards: one.standards.clone(),
                priority: one.priority.clone(),
                deadline: Some(ground.day(one.deadline)),
                reply_by: None,
                repeats: one.repeats.and_then(|number| made.get(number).cloned()),
            };
            let findings = match visit {
                Some((id, _)) => self.concerns_on(id, &one.theme)?,
                None => Vec::new(),
            };
            let id = self.recommendation_add(RecommendationAdd { facts, findings })?.id;
            self.talk_of(&id, one, say)?;
            self.load_dialogue(&id, one, ground, say)?;
            made.push(id);
        }
        self.load_joint_replies(&all, &made, ground, say)
    }

    /// Replies of an authority that answer several recommendations at once; `made` are the ids of all of them.
    fn load_joint_replies(
        &mut self,
        all: &[SampleRecommendation],
        made: &[String],
        ground: &Ground<'_>,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let mut replies: BTreeMap<&str, Vec<(&String, &SampleReply)>> = BTreeMap::new();
        for (one, id) in all.iter().zip(made) {
            let reply = one.reply.as_ref();
            if let Some((reply, reference)) = reply.and_then(|reply| Some((reply, reply.joint.as_deref()?))) {
                replies.entry(reference).or_default().push((id, reply));
            }
        }
        for (reference, parts) in replies {
            let (first, whole) = *parts.first().ok_or(ErrorCode::Damaged)?;
            self.clock = self.then(days_before(ground.now, whole.on));
            let answered = self.recommendation_get(RecommendationRef {
                recommendation: first.clone(),
            })?;
            let said = parts.iter().map(|(id, reply)| ReplyPart {
                recommendation: String::clone(id),
                words: say(&reply.words),
                grade: Some(reply.grade.clone()),
                refuses: reply.refuses,
            });
            self.joint_reply_add(JointReplyAdd {
                authority: answered.row.addressee,
                on: ground.day(whole.on),
                reference: reference.to_owned(),
                grade: None,
                parts: said.collect(),
            })?;
        }
        Ok(())
    }

    fn add_authority(&mut self, name: &str) -> Result<String, ApiError> {
        let made = self.authority_add(AuthorityInput {
            name: name.to_owned(),
            kind: "other".to_owned(),
            ..AuthorityInput::default()
        })?;
        Ok(made.id)
    }

    /// Findings of a visit on a theme that are no good practice.
    fn concerns_on(&mut self, visit: &str, theme: &str) -> Result<Vec<FindingLink>, ApiError> {
        let lines = self.finding_lines(visit)?;
        let wanted = lines.rows().filter(|row| row.theme == theme && !row.good_practice);
        Ok(wanted
            .map(|row| FindingLink {
                visit: visit.to_owned(),
                finding: row.id.clone(),
            })
            .collect())
    }

    /// How far the team is with one, and what it asks of the lead.
    fn talk_of(
        &mut self,
        id: &str,
        one: &SampleRecommendation,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let review = if one.sent.is_some() { "agreed" } else { "in_review" };
        self.recommendation_review(RecommendationReview {
            recommendation: id.to_owned(),
            review: review.to_owned(),
            text: None,
        })?;
        if let Some(task) = &one.task {
            let facts = TaskFacts {
                what: say(task),
                whom: Some(self.team()?.author.member.to_string()),
                ..TaskFacts::default()
            };
            self.task_add(TaskAdd {
                doc: id.to_owned(),
                facts,
            })?;
        }
        Ok(())
    }

    /// Everything that passed about one, in its order.
    fn load_dialogue(
        &mut self,
        id: &str,
        one: &SampleRecommendation,
        ground: &Ground<'_>,
        say: &impl Fn(&Text) -> String,
    ) -> Result<(), ApiError> {
        let recommendation = id.to_owned();
        if let Some(sent) = one.sent {
            self.recommendation_send(RecommendationSend {
                recommendation: recommendation.clone(),
                on: ground.day(sent),
                addressee: None,
                reference: String::new(),
                reply_by: one.reply_by.map(|day| ground.day(day)),
            })?;
        }
        // What answers several is logged once all of them are there.
        if let Some(reply) = one.reply.as_ref().filter(|reply| reply.joint.is_none()) {
            self.reply_add(ReplyAdd {
                recommendation: recommendation.clone(),
                facts: ReplyFacts {
                    on: ground.day(reply.on),
                    words: say(&reply.words),
                    grade: Some(reply.grade.clone()),
                    refuses: reply.refuses,
                    ..ReplyFacts::default()
                },
            })?;
        }
        if let Some(message) = &one.message {
            self.message_add(MessageAdd {
                recommendation: recommendation.clone(),
                facts: MessageFacts {
                    on: ground.day(message.on),
                    way: "meeting".to_owned(),
                    words: say(&message.words),
                    dropped: false,
                },
            })?;
        }
        if let Some(check) = &one.check {
            self.verification_add(VerificationAdd {
                recommendation: recommendation.clone(),
                facts: CheckFacts {
                    on: ground.day(check.on),
                    result: check.result.clone(),
                    source: Some("document".to_owned()),
                    words: say(&check.words),
                    dropped: false,
                },
            })?;
        }
        if let (Some(found), Some((visit, _))) = (&one.verified, ground.visits.last()) {
            self.verified_set(VerifiedSet {
                visit: visit.clone(),
                recommendation: recommendation.clone(),
                result: Some(found.result.clone()),
                source: Some("observed".to_owned()),
                note: say(&found.words),
            })?;
        }
        if let Some(implementation) = &one.implementation {
            self.implementation_set(ImplementationSet {
                recommendation,
                was: "none".to_owned(),
                implementation: implementation.clone(),
            })?;
        }
        Ok(())
    }
}
