//! What may be said to whom: the one place where it is decided. Who gathers a report asks here, field by field.
//!
//! Inside the team everything of the visit is said, and of an interview what its consent to notes allows. Outside:
//!
//! | What | Said outside the team |
//! |---|---|
//! | Facts of the place and the visit, names of areas | whole |
//! | Objectives, phase, seats, chosen checklists, questions of a lead, notes beside answers | nothing |
//! | A finding: established, and nobody differs on it, or both wordings stand by decision | whole |
//! | A finding established by some and not by all, or whose words are in dispute | that there is one, and its theme |
//! | A finding still a draft, or withdrawn | nothing |
//! | A recommendation: sent, and nobody differs on it | whole to the authority, nothing to the public |
//! | A recommendation that is a draft, withdrawn, or in dispute | nothing |
//! | An observation | that there is one; its theme where inspectors differ on it |
//! | An answer: what was seen, measured, or read | whole |
//! | An answer from the staff | all but free text |
//! | Where an answer comes from | nothing |
//! | An answer from interviews, or from nobody knows where | a choice, and only when enough persons agreed to this use |
//! | An interview | its note and the statements that stand, by its consents ([`crate::ConsentedExcerpt`]); never that somebody differs on it |
//! | A request for access | what kind, how it was met, minutes, paragraph, ground; not which person or file, nor who said what |
//! | Numbers of persons held | of all together; smaller groups point at persons |
//! | Samples of registers, what the team weighs in a finding, its comments, tasks and the register of reprisals | nothing |
//! | What an allegation names (when, where, by whom, how often), and injuries | nothing |

use crate::model::Audience;
use visita_domain::answer::{AnswerValue, SourceType};
use visita_domain::interview::SMALL_GROUP_PERSONS;
use visita_domain::population::Group;

/// How much of a field is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Its values, and who recorded them.
    Whole,
    /// That it is there, and what it is about.
    Existence,
    /// Nothing.
    Nothing,
}

/// How a finding stands, as far as readers are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Established, and nobody differs on what it says.
    Settled,
    /// Established for some, or its words are in dispute.
    Disputed,
    /// A draft, or withdrawn.
    Unpublished,
}

/// What a field is, to the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A fact of the place or the visit that the report states, or the name of an area.
    Fact,
    /// How the team works: objectives, phase, seats, checklists, questions; and everything this version does not know.
    Working,
    /// An observation.
    Observation,
    /// A finding.
    Finding(Standing),
    /// A recommendation of the visit.
    Recommendation {
        /// The authority has it.
        sent: bool,
        /// Colleagues differ on something it says.
        disputed: bool,
    },
    /// Whether an interview may be used at all, where its notes may or may not.
    Consent,
    /// Anything else in an interview.
    Interview {
        /// Its settled consents permit notes.
        permitted: bool,
    },
}

/// How much of it this audience is told.
#[must_use]
pub fn telling(audience: Audience, subject: Subject) -> Telling {
    match (audience, subject) {
        (Audience::Internal, Subject::Interview { permitted: false }) => Telling::Existence,
        (Audience::Internal, _) | (_, Subject::Fact | Subject::Finding(Standing::Settled)) => Telling::Whole,
        // What passes between the body and an authority is not the public's before the body says so.
        (
            Audience::Authority,
            Subject::Recommendation {
                sent: true,
                disputed: false,
            },
        ) => Telling::Whole,
        (_, Subject::Recommendation { .. }) => Telling::Nothing,
        (_, Subject::Observation | Subject::Finding(Standing::Disputed)) => Telling::Existence,
        (
            _,
            Subject::Working | Subject::Finding(Standing::Unpublished) | Subject::Consent | Subject::Interview { .. },
        ) => Telling::Nothing,
    }
}

/// Whether the value of an answer is said. `voices`: interviews of the visit whose consents permit this audience.
#[must_use]
pub fn tells_answer(audience: Audience, source: Option<SourceType>, value: &AnswerValue, voices: u32) -> bool {
    if audience == Audience::Internal {
        return true;
    }
    match source {
        Some(SourceType::Observed | SourceType::Register | SourceType::Document | SourceType::Measured) => true,
        Some(SourceType::Staff) => !matches!(value, AnswerValue::Text(_)),
        // Somebody said it. A choice of the checklist's own words points at nobody once enough persons agreed to be heard.
        Some(SourceType::Interview) | None => chosen(value) && voices >= SMALL_GROUP_PERSONS,
    }
}

/// Whether a note beside an answer is said: it may hold what only the team may read.
#[must_use]
pub fn tells_notes(audience: Audience) -> bool {
    audience == Audience::Internal
}

/// Whether it is said where a told answer comes from. Outside it is not, of any: the one that says nothing among those that do
/// would be the one that a person held gave.
#[must_use]
pub fn tells_sources(audience: Audience) -> bool {
    audience == Audience::Internal
}

/// Whether a statement is told with the account of its allegation and its injuries: outside, a day, a place or a wound
/// points at who spoke.
#[must_use]
pub fn tells_accounts(audience: Audience) -> bool {
    audience == Audience::Internal
}

/// Whether the workings of the team are told: particulars of a request, samples, the weight of a finding.
#[must_use]
pub fn tells_workings(audience: Audience) -> bool {
    audience == Audience::Internal
}

/// Whether a number of persons held is told: outside that of all alone, since one of a small group, or what is left when
/// others are taken off the whole, points at persons.
#[must_use]
pub fn tells_number(audience: Audience, group: Group) -> bool {
    audience == Audience::Internal || group == Group::Total
}

/// Whether a finding may be said to the management while the delegation is still there, when who spoke is easily guessed.
/// `others`: pieces of evidence that no interview gave; `voices`: interviews among its evidence that agreed to be shared with
/// the authority; `silent`: those that did not.
#[must_use]
pub fn tells_immediately(others: u32, voices: u32, silent: u32) -> bool {
    others > 0 || (silent == 0 && voices >= SMALL_GROUP_PERSONS)
}

/// A choice among the checklist's own words.
fn chosen(value: &AnswerValue) -> bool {
    match value {
        AnswerValue::YesNoPartly(_) | AnswerValue::Choice(_) | AnswerValue::MultiChoice(_) => true,
        AnswerValue::Number(_)
        | AnswerValue::Text(_)
        | AnswerValue::Date(_)
        | AnswerValue::Duration(_)
        | AnswerValue::CellSize(_)
        | AnswerValue::SolitaryDays(_) => false,
    }
}

/// How many interviews support a finding, as this audience reads it: outside, so few that they point at somebody are not
/// counted aloud.
#[must_use]
pub fn tells_count(audience: Audience, source: SourceType, count: u32) -> Option<u32> {
    (audience == Audience::Internal || source != SourceType::Interview || count >= SMALL_GROUP_PERSONS).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_domain::answer::YesNoPartly;

    const OUTSIDE: [Audience; 2] = [Audience::Authority, Audience::Public];

    #[test]
    fn outside_the_team_only_facts_and_settled_findings_are_said_whole() {
        let all = [
            (Subject::Fact, Telling::Whole),
            (Subject::Working, Telling::Nothing),
            (Subject::Observation, Telling::Existence),
            (Subject::Finding(Standing::Settled), Telling::Whole),
            (Subject::Finding(Standing::Disputed), Telling::Existence),
            (Subject::Finding(Standing::Unpublished), Telling::Nothing),
            (Subject::Consent, Telling::Nothing),
            (Subject::Interview { permitted: true }, Telling::Nothing),
            (Subject::Interview { permitted: false }, Telling::Nothing),
        ];
        for (subject, outside) in all {
            for audience in OUTSIDE {
                assert_eq!(telling(audience, subject), outside, "{subject:?}");
            }
            let inside = if subject == (Subject::Interview { permitted: false }) {
                Telling::Existence
            } else {
                Telling::Whole
            };
            assert_eq!(telling(Audience::Internal, subject), inside, "{subject:?}");
        }
    }

    #[test]
    fn a_recommendation_is_told_to_the_authority_once_it_was_sent_and_never_to_the_public() {
        for (sent, disputed) in [(false, false), (false, true), (true, false), (true, true)] {
            let subject = Subject::Recommendation { sent, disputed };
            assert_eq!(telling(Audience::Internal, subject), Telling::Whole);
            assert_eq!(telling(Audience::Public, subject), Telling::Nothing);
            let told = telling(Audience::Authority, subject) == Telling::Whole;
            assert_eq!(told, sent && !disputed);
        }
    }

    #[test]
    fn what_voices_alone_support_is_said_at_once_only_where_enough_of_them_agreed() {
        assert!(!tells_immediately(0, 0, 0), "nothing supports it");
        assert!(!tells_immediately(0, SMALL_GROUP_PERSONS - 1, 0));
        assert!(tells_immediately(0, SMALL_GROUP_PERSONS, 0));
        assert!(!tells_immediately(0, SMALL_GROUP_PERSONS, 1), "one who did not agree");
        assert!(tells_immediately(1, 0, 1), "it was seen as well");
    }

    #[test]
    fn outside_no_group_is_counted_but_all_together() {
        for group in Group::ALL {
            assert!(tells_number(Audience::Internal, group));
            assert_eq!(
                tells_number(Audience::Public, group),
                group == Group::Total,
                "{group:?}"
            );
        }
    }

    #[test]
    fn what_somebody_said_is_told_outside_as_a_choice_and_only_among_enough_voices() {
        let yes = AnswerValue::YesNoPartly(YesNoPartly::Yes);
        let text = AnswerValue::Text("he said".into());
        for audience in OUTSIDE {
            for source in [Some(SourceType::Interview), None] {
                assert!(!tells_answer(audience, source, &yes, SMALL_GROUP_PERSONS - 1));
                assert!(tells_answer(audience, source, &yes, SMALL_GROUP_PERSONS));
                assert!(!tells_answer(audience, source, &text, u32::MAX));
                assert!(!tells_answer(audience, source, &AnswerValue::Number(3.0), u32::MAX));
            }
            assert!(tells_answer(audience, Some(SourceType::Staff), &yes, 0));
            assert!(!tells_answer(audience, Some(SourceType::Staff), &text, 0));
            assert!(tells_answer(audience, Some(SourceType::Observed), &text, 0));
            assert_eq!(
                tells_count(audience, SourceType::Interview, SMALL_GROUP_PERSONS - 1),
                None
            );
            assert_eq!(
                tells_count(audience, SourceType::Interview, SMALL_GROUP_PERSONS),
                Some(SMALL_GROUP_PERSONS)
            );
            assert_eq!(tells_count(audience, SourceType::Register, 1), Some(1));
            assert!(!tells_sources(audience));
        }
        assert!(tells_answer(Audience::Internal, None, &text, 0));
        assert!(tells_sources(Audience::Internal));
    }
}
