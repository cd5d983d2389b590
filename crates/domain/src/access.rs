//! Access on site: what the delegation asked for, and what it was given, by whom and after how long (OPCAT, Articles 14
//! and 20).

use crate::body::{BodyKind, Ground};
use crate::dates::Timestamp;
use crate::ids::AreaId;
use serde::{Deserialize, Serialize};

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Asked {
    Entry,
    Numbers,
    Information,
    Premises,
    Registers,
    Files,
    PrivateInterview,
    Person,
    Equipment,
    Other,
}

impl Asked {
    /// All, in the order in which a delegation asks.
    pub const ALL: [Self; 10] = [
        Self::Entry,
        Self::Numbers,
        Self::Information,
        Self::Premises,
        Self::Registers,
        Self::Files,
        Self::PrivateInterview,
        Self::Person,
        Self::Equipment,
        Self::Other,
    ];

    /// The paragraph that it usually falls under, as a body of this kind reads it; the delegation may name another. A body of
    /// neither part of the Protocol has no right by it.
    #[must_use]
    pub fn usual_article(self, body: BodyKind) -> Option<Article> {
        let (subcommittee, national) = match self {
            Self::Numbers => (Article::Spt14A, Article::National20A),
            Self::Information | Self::Registers | Self::Files => (Article::Spt14B, Article::National20B),
            Self::Entry | Self::Premises => (Article::Spt14C, Article::National20C),
            Self::PrivateInterview => (Article::Spt14D, Article::National20D),
            Self::Person => (Article::Spt14E, Article::National20E),
            Self::Equipment | Self::Other => return None,
        };
        match body {
            BodyKind::International => Some(subcommittee),
            BodyKind::National => Some(national),
            BodyKind::Other => None,
        }
    }
}

/// How the request was met. Nobody said yet: the delegation waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Outcome {
    Granted,
    Delayed,
    Partly,
    Refused,
}

impl Outcome {
    /// Less than what was asked for, at once.
    #[must_use]
    pub fn falls_short(self) -> bool {
        self != Self::Granted
    }
}

/// The paragraph of the Optional Protocol that gives the right: Article 14 to the Subcommittee, Article 20 to a national
/// body; 14(2) is the one ground on which a visit to a place may be put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Article {
    #[serde(rename = "14_1_a")]
    Spt14A,
    #[serde(rename = "14_1_b")]
    Spt14B,
    #[serde(rename = "14_1_c")]
    Spt14C,
    #[serde(rename = "14_1_d")]
    Spt14D,
    #[serde(rename = "14_1_e")]
    Spt14E,
    #[serde(rename = "14_2")]
    Objection14,
    #[serde(rename = "20_a")]
    National20A,
    #[serde(rename = "20_b")]
    National20B,
    #[serde(rename = "20_c")]
    National20C,
    #[serde(rename = "20_d")]
    National20D,
    #[serde(rename = "20_e")]
    National20E,
    #[serde(rename = "20_f")]
    National20F,
}

/// The ground that whoever refused or delayed gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Grounds {
    None,
    NationalDefence,
    PublicSafety,
    NaturalDisaster,
    SeriousDisorder,
    StateOfEmergency,
    NoMandate,
    NoNotice,
    Safety,
    Health,
    Confidentiality,
    Other,
}

impl Grounds {
    /// The ground of an objection that it is: one of the four of Article 14(2), where it is any. A declared state of emergency
    /// as such is named there as one that may not put a visit off.
    #[must_use]
    pub fn objection(self) -> Option<Ground> {
        match self {
            Self::NationalDefence => Some(Ground::NationalDefence),
            Self::PublicSafety => Some(Ground::PublicSafety),
            Self::NaturalDisaster => Some(Ground::NaturalDisaster),
            Self::SeriousDisorder => Some(Ground::SeriousDisorder),
            Self::None
            | Self::StateOfEmergency
            | Self::NoMandate
            | Self::NoNotice
            | Self::Safety
            | Self::Health
            | Self::Confidentiality
            | Self::Other => None,
        }
    }
}

/// From this many minutes on, what was granted in the end was delayed.
pub const DELAY_MINUTES: u32 = 15;
/// Longest wait that is told in minutes: a fortnight.
pub const MAX_WAIT_MINUTES: u32 = 14 * 24 * 60;
/// Longest function of whoever answered, characters. It is a function and no name.
pub const MAX_FUNCTION_CHARS: usize = 200;
/// Longest text of an entry, characters.
pub const MAX_ACCESS_CHARS: usize = 5_000;
/// Milliseconds in a minute.
const MS_PER_MINUTE: i64 = 60_000;

/// One request and how it was met. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Access {
    /// What was asked for.
    pub asked: Option<Asked>,
    /// Which unit, register, person by code.
    pub what: String,
    /// Where.
    pub area: Option<AreaId>,
    /// When it was asked.
    pub asked_at: Option<Timestamp>,
    /// When it was met or refused.
    pub answered_at: Option<Timestamp>,
    /// How.
    pub outcome: Option<Outcome>,
    /// Minutes of delay, where they were counted by hand.
    pub minutes: Option<u32>,
    /// The function of whoever decided: "duty officer". Never a name.
    pub by_function: String,
    /// What they said.
    pub reason: String,
    /// The ground they gave.
    pub grounds: Option<Grounds>,
    /// The paragraph it is about.
    pub article: Option<Article>,
    /// Entered by mistake. It stays in the record.
    pub dropped: bool,
}

impl Access {
    /// Whether the delegation still waits.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.dropped && self.outcome.is_none() && self.asked_at.is_some()
    }

    /// Minutes of delay: as counted by hand, else from the request to the answer; none while nobody answered.
    #[must_use]
    pub fn delay_minutes(&self) -> Option<u32> {
        self.minutes
            .or_else(|| minutes_between(self.asked_at?, self.answered_at?))
    }
}

/// Whole minutes from one moment to a later one; none where the clock went back.
#[must_use]
pub fn minutes_between(from: Timestamp, to: Timestamp) -> Option<u32> {
    let ms = to.timestamp_millis().checked_sub(from.timestamp_millis())?;
    u32::try_from(ms.checked_div(MS_PER_MINUTE)?).ok()
}

/// How a wait that ends now ended: what was given after a long wait was delayed.
#[must_use]
pub fn granted_after(asked_at: Timestamp, now: Timestamp) -> Outcome {
    match minutes_between(asked_at, now) {
        Some(minutes) if minutes >= DELAY_MINUTES => Outcome::Delayed,
        _ => Outcome::Granted,
    }
}

/// One stay of the delegation at the place. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stay {
    /// At the gate.
    pub arrived_at: Option<Timestamp>,
    /// Out again.
    pub left_at: Option<Timestamp>,
    /// Minutes by which the place's clock is ahead of UTC, as the device said: which shift it was depends on it.
    pub offset_minutes: i32,
    /// Entered by mistake.
    pub dropped: bool,
}

/// Furthest a clock is from UTC, minutes.
pub const MAX_OFFSET_MINUTES: i32 = 14 * 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::from_millis;

    fn at(minute: i64) -> Timestamp {
        from_millis(minute * MS_PER_MINUTE).unwrap()
    }

    #[test]
    fn what_is_granted_after_a_quarter_of_an_hour_was_delayed() {
        assert_eq!(granted_after(at(0), at(i64::from(DELAY_MINUTES) - 1)), Outcome::Granted);
        assert_eq!(granted_after(at(0), at(i64::from(DELAY_MINUTES))), Outcome::Delayed);
        assert_eq!(
            granted_after(at(9), at(0)),
            Outcome::Granted,
            "a clock that went back delays nothing"
        );
    }

    #[test]
    fn minutes_counted_by_hand_go_before_those_of_the_timer() {
        let mut access = Access {
            asked_at: Some(at(0)),
            ..Access::default()
        };
        assert_eq!((access.waits(), access.delay_minutes()), (true, None));
        access.answered_at = Some(at(47));
        access.outcome = Some(Outcome::Delayed);
        assert_eq!((access.waits(), access.delay_minutes()), (false, Some(47)));
        access.minutes = Some(90);
        assert_eq!(access.delay_minutes(), Some(90));
    }

    #[test]
    fn a_state_of_emergency_is_no_ground_to_put_a_visit_off() {
        assert_eq!(Grounds::SeriousDisorder.objection(), Some(Ground::SeriousDisorder));
        for ground in [Grounds::StateOfEmergency, Grounds::NoNotice, Grounds::None] {
            assert_eq!(ground.objection(), None, "{ground:?}");
        }
    }

    #[test]
    fn each_kind_of_body_asks_under_its_own_article() {
        let under = |body: BodyKind| Asked::ALL.map(|asked| asked.usual_article(body));
        let (national, subcommittee) = (under(BodyKind::National), under(BodyKind::International));
        assert_eq!(national.first(), Some(&Some(Article::National20C)));
        assert_eq!(subcommittee.first(), Some(&Some(Article::Spt14C)));
        assert_eq!(under(BodyKind::Other), [None; 10]);
        // What falls under a paragraph of the one Article falls under that of the other.
        let mut both = national.iter().zip(&subcommittee);
        assert!(both.all(|(one, other)| one.is_some() == other.is_some()));
    }

    #[test]
    fn codes_are_as_on_the_wire() {
        assert_eq!(serde_json::json!(Article::Spt14E), "14_1_e");
        assert_eq!(serde_json::json!(Article::National20F), "20_f");
        assert_eq!(serde_json::json!(Asked::PrivateInterview), "private_interview");
    }
}
