//! What a report is made from.

use crate::onsite::OnSite;
use visita_domain::body::Publication;
use visita_domain::interview::{Consents, Purpose};
use visita_domain::theme::Theme;

/// Who will read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The team: everything recorded with consent to notes.
    Internal,
    /// The authority.
    Authority,
    /// Everyone.
    Public,
}

impl Audience {
    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "internal" => Some(Self::Internal),
            "authority" => Some(Self::Authority),
            "public" => Some(Self::Public),
            _ => None,
        }
    }

    /// The consent that words from an interview need for this audience.
    #[must_use]
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Internal => Purpose::Notes,
            Self::Authority => Purpose::ShareWithAuthority,
            Self::Public => Purpose::PublishAnonymised,
        }
    }
}

/// Words from an interview that its consent lets this audience read. There is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentedExcerpt {
    pseudonym: String,
    text: String,
}

impl ConsentedExcerpt {
    /// The gate: nothing without the consent that the audience needs. The public reads no pseudonym either.
    #[must_use]
    pub fn gate(consents: &Consents, audience: Audience, pseudonym: &str, text: &str) -> Option<Self> {
        if !consents.permits(audience.purpose()) || text.trim().is_empty() {
            return None;
        }
        let pseudonym = if audience == Audience::Internal {
            pseudonym.to_owned()
        } else {
            String::new()
        };
        Some(Self {
            pseudonym,
            text: text.to_owned(),
        })
    }

    /// The pseudonym; empty outside the team.
    #[must_use]
    pub fn pseudonym(&self) -> &str {
        &self.pseudonym
    }

    /// What was said.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A member of the delegation: by name within the team, by role outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamEntry {
    /// Name; empty outside the team.
    pub name: String,
    /// Role code.
    pub role: String,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingEntry {
    /// Theme.
    pub theme: Theme,
    /// What the team concludes.
    pub statement: String,
    /// A good practice.
    pub good_practice: bool,
    /// Draft still.
    pub draft: bool,
    /// Supported by two source types or two independent interviews.
    pub triangulated: bool,
    /// How many of its interviews are independent of each other; none where all are, and outside the team.
    pub independent: Option<u32>,
    /// How many pieces of evidence, by source code; without a number where it would point at somebody.
    pub evidence: Vec<(String, Option<u32>)>,
    /// What else is said of it, name and value in the report's language: standards; inside the team its weight as well.
    pub weight: Vec<(String, String)>,
}

/// A recommendation that came out of the visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationEntry {
    /// How people call it.
    pub reference: String,
    /// What is to be done.
    pub text: String,
    /// Theme.
    pub theme: Option<Theme>,
    /// The authority that is to do it; empty where none is named.
    pub addressee: String,
    /// The day by which it is to be done; empty where none was named.
    pub deadline: String,
    /// The authority does not have it yet.
    pub draft: bool,
}

/// One side of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Who, by name or role as the audience allows.
    pub by: String,
    /// What they recorded.
    pub value: String,
}

/// A field on which people differ and no one has decided, or both were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What it is about.
    pub about: String,
    /// The sides; none where this audience is told that it exists and no more.
    pub sides: Vec<Side>,
    /// Kept as both on purpose.
    pub kept: bool,
}

/// An answer in the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexAnswer {
    /// Section.
    pub section: String,
    /// Question.
    pub question: String,
    /// Area; empty for the place as a whole.
    pub area: String,
    /// Answer, in the report's language where it is a code.
    pub answer: String,
    /// Where it comes from, in the report's language; empty where nobody said, or nothing is told.
    pub source: String,
    /// Note beside it.
    pub note: String,
    /// Standards.
    pub standards: String,
}

/// Something seen, measured or read on site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservedEntry {
    /// Area, or that it is about the place as a whole.
    pub area: String,
    /// Theme, in the report's language; empty where none was named.
    pub theme: String,
    /// What, in the inspector's words.
    pub text: String,
    /// Where it comes from, in the report's language.
    pub source: String,
    /// Who recorded it.
    pub by: String,
    /// It needs care.
    pub flag: bool,
}

/// Everything a report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitReport {
    /// Who will read it.
    pub audience: Audience,
    /// The body.
    pub body: String,
    /// Whether it may be published; none where nobody has asked.
    pub publication: Option<Publication>,
    /// The place.
    pub place: String,
    /// Place type code.
    pub place_type: String,
    /// Authority.
    pub authority: String,
    /// Capacity.
    pub capacity: Option<u32>,
    /// Occupancy.
    pub occupancy: Option<u32>,
    /// Kind of visit, code.
    pub visit_kind: String,
    /// Announced.
    pub announced: bool,
    /// First day, then last.
    pub days: String,
    /// Objectives.
    pub objectives: String,
    /// The delegation.
    pub team: Vec<TeamEntry>,
    /// Interviews held.
    pub interviews: u32,
    /// Interviews that are sealed for others, and not in the report.
    pub sealed: u32,
    /// Observations that stand.
    pub observations: u32,
    /// Those that this audience reads, as they were made.
    pub observed: Vec<ObservedEntry>,
    /// Access, numbers, registers.
    pub onsite: OnSite,
    /// Findings.
    pub findings: Vec<FindingEntry>,
    /// Recommendations that this audience reads.
    pub recommendations: Vec<RecommendationEntry>,
    /// Disagreements.
    pub disagreements: Vec<Disagreement>,
    /// Words that consent lets this audience read.
    pub excerpts: Vec<ConsentedExcerpt>,
    /// Interviews whose words were withheld for want of consent.
    pub withheld: u32,
    /// Answers, in the order of the walk: area by area, section by section.
    pub annex: Vec<AnnexAnswer>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_domain::dates::Timestamp;
    use visita_domain::interview::{Consent, ConsentState};

    const STATES: [ConsentState; 4] = [
        ConsentState::NotAsked,
        ConsentState::Given,
        ConsentState::Refused,
        ConsentState::Withdrawn,
    ];

    /// Every combination of the four states of talk, notes and the two uses: 256, each for three audiences.
    #[test]
    fn no_word_passes_the_gate_without_every_consent_it_needs() {
        let asked = [
            Purpose::Talk,
            Purpose::Notes,
            Purpose::ShareWithAuthority,
            Purpose::PublishAnonymised,
        ];
        let mut passed = 0;
        for combination in 0..256_usize {
            let state = |n: usize| STATES.into_iter().nth(combination >> (2 * n) & 3).unwrap();
            let consent = |n| Consent {
                state: state(n),
                at: Timestamp::default(),
                explained: String::new(),
                guardian: None,
            };
            let consents = Consents {
                settled: asked.iter().enumerate().map(|(n, p)| (*p, consent(n))).collect(),
                guardian_needed: false,
            };
            for audience in [Audience::Internal, Audience::Authority, Audience::Public] {
                let needed = [Purpose::Talk, Purpose::Notes, audience.purpose()];
                let given = needed.iter().all(|p| consents.settled[p].state == ConsentState::Given);
                let excerpt = ConsentedExcerpt::gate(&consents, audience, "Blue-17", "words");
                assert_eq!(excerpt.is_some(), given);
                passed += u32::from(given);
            }
        }
        assert_eq!(passed, 16 + 4 + 4);
    }
}
