//! A recommendation as typed, and as the record has it.

use super::body::Basis;
use crate::api::recommendation::{FindingLink, RecommendationFacts};
use crate::api::{ApiError, ErrorCode};
use crate::session::{code_of, coded, from_code};
use crate::visits::day;
use visita_domain::dates::Day;
use visita_domain::recommendation::Recommendation;
use visita_domain::{DocumentId, FindingId};

pub(crate) fn shown(facts: &Recommendation) -> RecommendationFacts {
    let id = |id: Option<DocumentId>| id.map(|id| id.to_string());
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    RecommendationFacts {
        text: facts.text.clone(),
        addressee: id(facts.addressee),
        visit: id(facts.visit),
        place: id(facts.place),
        theme: facts.theme.map(|theme| theme.code().to_owned()),
        standards: facts.standards.clone(),
        priority: code_of(&facts.priority),
        deadline: day(facts.deadline),
        reply_by: day(facts.reply_by),
        repeats: id(facts.repeats),
    }
}

/// What was typed; an empty text of a choice or a day is none.
pub(crate) fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

fn id(text: &Option<String>, field: &str) -> Result<Option<DocumentId>, ApiError> {
    let read = given(text).map(|text| text.parse().map_err(|_| ApiError::about(ErrorCode::NotFound, field)));
    read.transpose()
}

pub(crate) fn maybe_day(text: &Option<String>, field: &str) -> Result<Option<Day>, ApiError> {
    given(text).map(|text| day(text, field)).transpose()
}

/// The facts of a form, in a recommendation whose other facts stay.
///
/// # Errors
/// [`ErrorCode::Refused`] and [`ErrorCode::NotFound`], about the field.
pub(crate) fn read(input: &RecommendationFacts, here: Recommendation) -> Result<Recommendation, ApiError> {
    let theme = coded(input.theme.as_deref(), "theme")?;
    let facts = Recommendation {
        text: input.text.trim().to_owned(),
        addressee: id(&input.addressee, "addressee")?,
        visit: id(&input.visit, "visit")?,
        place: id(&input.place, "place")?,
        theme,
        standards: input.standards.trim().to_owned(),
        priority: if input.priority.is_empty() {
            here.priority
        } else {
            from_code(&input.priority, "priority")?
        },
        deadline: maybe_day(&input.deadline, "deadline")?,
        reply_by: maybe_day(&input.reply_by, "reply_by")?,
        repeats: id(&input.repeats, "repeats")?,
        ..here
    };
    Ok(facts)
}

/// The name of a link to a finding, in its path.
pub(crate) fn name_of(visit: DocumentId, finding: &FindingId) -> String {
    format!("{visit}_{finding}")
}

/// A link from its name.
pub(crate) fn link_of(name: &str) -> Option<Basis> {
    let (visit, finding) = name.split_once('_')?;
    Some(Basis {
        visit: visit.parse().ok()?,
        finding: finding.to_owned(),
    })
}

/// A link as typed.
pub(crate) fn link(link: &FindingLink) -> Result<(DocumentId, FindingId), ApiError> {
    Ok((link.visit.parse()?, FindingId::parse(&link.finding)?))
}
