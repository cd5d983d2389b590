//! Whether a report may be published, and from when: by the body's rule, by what was decided on the report, and by what the State
//! has put off. It is said and warned of; the body decides.

use super::{Body, BodyKind, Postponed, defaults};
use crate::dates::Day;
use crate::place::{MAX_TEXT_CHARS, RefusedField, short};
use serde::{Deserialize, Serialize};

/// On what the publication of a report rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The body decided so.
    Decided,
    /// The State asked for it (OPCAT, Article 16(2)).
    StateAsked,
    /// The State made part of it public itself (Article 16(2)).
    StatePublished,
    /// The State would not cooperate, and the Committee against Torture decided so (Article 16(4)).
    Committee,
}

/// What was decided on the publication of the report of a visit. Each member is a field of its own in the visit's record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Release {
    /// On what it rests; none while nothing was decided.
    pub basis: Option<Basis>,
    /// The first day on which it may be published.
    pub from: Option<Day>,
    /// What else there is to say of it.
    pub note: String,
}

impl Release {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is too long.
    pub fn check(&self) -> Result<(), RefusedField> {
        short("note", &self.note, MAX_TEXT_CHARS)
    }
}

/// Whether it may be published; the more it is held back, the later in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It may.
    May,
    /// It may from this day on.
    From(Day),
    /// The State has put off the part of the Protocol that it rests on (Article 24), until this day where one is known.
    PutOff(Option<Day>),
    /// It is confidential.
    Confidential,
    /// What was decided on it cannot be read here: nobody knows that it may.
    Unread,
}

/// Whether a report may be published, and where that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Whether.
    pub verdict: Verdict,
    /// On what it rests, where it is released.
    pub basis: Option<Basis>,
    /// An article; empty where it is the body's own rule, or practice.
    pub source: &'static str,
    /// What kind of body it is: who may release it depends on that.
    pub kind: BodyKind,
    /// Where it is written that no personal data is published without express consent.
    pub consent_source: &'static str,
}

impl Publication {
    /// As it is where what was decided on the report cannot be read: the body's own rule does not answer for that.
    #[must_use]
    pub fn unread(self) -> Self {
        Self {
            verdict: Verdict::Unread,
            basis: None,
            source: "",
            ..self
        }
    }
}

impl Verdict {
    /// Whether it may be published now.
    #[must_use]
    pub fn may(self) -> bool {
        self == Self::May
    }
}

impl Body {
    /// Whether a basis lets this body publish what is confidential. What the Subcommittee has written is the State's and the
    /// Committee's to release, unless the body's own profile says that its reports are open.
    fn releases(&self, basis: Basis) -> bool {
        match (self.kind, basis) {
            (BodyKind::International, Basis::Decided) => !self.is_confidential(),
            (BodyKind::International, Basis::StateAsked | Basis::StatePublished | Basis::Committee)
            | (BodyKind::National | BodyKind::Other, _) => true,
        }
    }

    /// Until when the part of the Protocol is put off that the body works under; none where it is in force.
    fn put_off(&self, today: Day) -> Option<Option<Day>> {
        let of_body = match self.kind {
            BodyKind::International => Postponed::PartThree,
            BodyKind::National => Postponed::PartFour,
            BodyKind::Other => return None,
        };
        let stands = self.postponed == Some(of_body) && self.postponed_until.is_none_or(|until| today < until);
        stands.then_some(self.postponed_until)
    }

    /// Whether a report may be published today, by what was decided on it.
    #[must_use]
    pub fn publication(&self, release: &Release, today: Day) -> Publication {
        let basis = release.basis.filter(|basis| self.releases(*basis));
        let rule = defaults(self.kind).confidential;
        let of_kind = if self.confidential.is_none() { rule.source } else { "" };
        let opened = match release.from {
            Some(day) if today < day => Verdict::From(day),
            Some(_) | None => Verdict::May,
        };
        let (verdict, source) = match (basis, self.put_off(today)) {
            (Some(Basis::StateAsked | Basis::StatePublished), _) => (opened, "OPCAT 16(2)"),
            (Some(Basis::Committee), _) => (opened, "OPCAT 16(4)"),
            (Some(Basis::Decided), _) => (opened, ""),
            (None, _) if self.is_confidential() => (Verdict::Confidential, of_kind),
            (None, Some(until)) => (Verdict::PutOff(until), "OPCAT 24"),
            (None, None) => (opened, of_kind),
        };
        Publication {
            verdict,
            basis,
            source,
            kind: self.kind,
            consent_source: match self.kind {
                BodyKind::International => "OPCAT 16(2)",
                BodyKind::National => "OPCAT 21(2)",
                BodyKind::Other => "",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn body(kind: BodyKind) -> Body {
        Body {
            kind,
            ..Body::default()
        }
    }

    fn release(basis: Option<Basis>, from: Option<&str>) -> Release {
        Release {
            basis,
            from: from.map(day),
            note: String::new(),
        }
    }

    fn verdict(body: &Body, release: &Release) -> (Verdict, &'static str) {
        let said = body.publication(release, day("2026-03-01"));
        (said.verdict, said.source)
    }

    #[test]
    fn a_national_body_decides_and_may_set_a_day() {
        let national = body(BodyKind::National);
        assert_eq!(
            verdict(&national, &Release::default()),
            (Verdict::May, "OPCAT 21(2), 23")
        );
        let later = Verdict::From(day("2026-03-02"));
        assert_eq!(verdict(&national, &release(None, Some("2026-03-02"))).0, later);
        assert_eq!(verdict(&national, &release(None, Some("2026-03-01"))).0, Verdict::May);
        let confidential = Body {
            confidential: Some(true),
            ..national
        };
        assert_eq!(verdict(&confidential, &Release::default()), (Verdict::Confidential, ""));
        assert_eq!(
            verdict(&confidential, &release(Some(Basis::Decided), None)).0,
            Verdict::May
        );
    }

    #[test]
    fn what_the_subcommittee_wrote_is_released_by_the_state_or_the_committee_alone() {
        let spt = body(BodyKind::International);
        let confidential = (Verdict::Confidential, "OPCAT 16(1), 16(2)");
        assert_eq!(verdict(&spt, &Release::default()), confidential);
        assert_eq!(verdict(&spt, &release(Some(Basis::Decided), None)), confidential);
        for (basis, source) in [
            (Basis::StateAsked, "OPCAT 16(2)"),
            (Basis::StatePublished, "OPCAT 16(2)"),
            (Basis::Committee, "OPCAT 16(4)"),
        ] {
            assert_eq!(verdict(&spt, &release(Some(basis), None)), (Verdict::May, source));
        }
    }

    #[test]
    fn what_the_state_has_put_off_holds_until_its_day_unless_somebody_decided() {
        let mut national = Body {
            postponed: Some(Postponed::PartFour),
            postponed_until: Some(day("2028-01-01")),
            ..body(BodyKind::National)
        };
        let until = Verdict::PutOff(Some(day("2028-01-01")));
        assert_eq!(verdict(&national, &Release::default()), (until, "OPCAT 24"));
        assert_eq!(verdict(&national, &release(Some(Basis::Decided), None)).0, Verdict::May);
        national.postponed_until = Some(day("2026-03-01"));
        assert_eq!(verdict(&national, &Release::default()).0, Verdict::May, "it is over");
        national.postponed_until = None;
        assert_eq!(verdict(&national, &Release::default()).0, Verdict::PutOff(None));
        // Of the other part, this body does not work under it.
        national.postponed = Some(Postponed::PartThree);
        assert_eq!(verdict(&national, &Release::default()).0, Verdict::May);
    }

    #[test]
    fn what_is_held_back_most_comes_last() {
        let later = Verdict::From(day("2026-03-02"));
        let unread = body(BodyKind::National).publication(&Release::default(), day("2026-03-01"));
        let unread = unread.unread().verdict;
        assert!(!unread.may());
        let mut all = [
            unread,
            Verdict::Confidential,
            later,
            Verdict::PutOff(None),
            Verdict::May,
        ];
        all.sort();
        let by_weight = [
            Verdict::May,
            later,
            Verdict::PutOff(None),
            Verdict::Confidential,
            Verdict::Unread,
        ];
        assert_eq!(all, by_weight);
    }
}
