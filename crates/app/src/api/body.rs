//! The profile of the body, and what its members bring with them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The profile as typed. What is left empty is as the kind of body has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BodyInput {
    /// Its name, as reports say it; empty: as the team was founded with.
    pub name: String,
    /// `national`, `international`, `other`.
    pub kind: String,
    /// Its mandate in law.
    pub mandate: String,
    /// Whether its reports are confidential unless it decides otherwise.
    pub confidential: Option<bool>,
    /// How and when it publishes.
    pub publication: String,
    /// Fewest members of a delegation, 1 to 20.
    pub least_members: Option<u32>,
    /// Grounds on which access may be objected to: `national_defence`, `public_safety`, `natural_disaster`,
    /// `serious_disorder`.
    pub grounds: Option<Vec<String>>,
    /// Languages that a delegation should speak among its members.
    pub languages: Vec<String>,
    /// Days of the week on which the country rests, `monday` to `sunday`; empty: Saturday and Sunday.
    pub weekend: Vec<String>,
    /// What the State has put off: `part_three`, `part_four`.
    pub postponed: Option<String>,
    /// Until when, `YYYY-MM-DD`.
    pub postponed_until: Option<String>,
}

/// What follows from a kind of body. A source is an article; empty where it is practice alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodyDefaults {
    /// The kind.
    pub kind: String,
    /// Reports are confidential unless the body decides otherwise.
    pub confidential: bool,
    /// Where that is written.
    pub confidential_source: String,
    /// Fewest members of a delegation.
    pub least_members: u32,
    /// Where that is written.
    pub least_members_source: String,
    /// Grounds on which access may be objected to.
    pub grounds: Vec<String>,
    /// Where that is written.
    pub grounds_source: String,
}

/// The profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodyView {
    /// What the record says.
    pub facts: BodyInput,
    /// Its name: as the profile says, else as the team was founded with.
    pub name: String,
    /// Whether its reports are confidential, all considered.
    pub confidential: bool,
    /// Where that is written; empty where the body itself says it, or nobody.
    pub confidential_source: String,
    /// What follows from each kind.
    pub defaults: Vec<BodyDefaults>,
    /// The members of the team, by name.
    pub people: Vec<PersonView>,
    /// Who goes with delegations without a device, by name; those who are not asked along any more last.
    pub associates: Vec<AssociateView>,
    /// Skills that people of the body named themselves, each in one spelling: the most frequent first.
    pub own_skills: Vec<String>,
    /// This member may change the profile.
    pub may_change: bool,
    /// Fields on which devices disagree, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// Change the profile: only what differs between `was` and `facts` is written. For leads.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BodySet {
    /// As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
    pub was: BodyInput,
    /// As it should be.
    pub facts: BodyInput,
}

/// What is known of a member, as typed. Nobody has to say any of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PersonInput {
    /// Languages spoken well enough for an interview.
    pub languages: Vec<String>,
    /// `law`, `medicine`, `psychiatry`, `psychology`, `nursing`, `social_work`, `children`, `gender`, `disability`,
    /// `migration`, `policing`, `prisons`, `interpreting`.
    pub skills: Vec<String>,
    /// What else they can do, in their own words.
    pub own_skills: Vec<String>,
    /// `woman`, `man`, `other`.
    pub gender: Option<String>,
    /// When they can come, in words.
    pub availability: String,
    /// First day they cannot, `YYYY-MM-DD`.
    pub away_from: Option<String>,
    /// Last day they cannot, `YYYY-MM-DD`.
    pub away_until: Option<String>,
    /// Further times on which they cannot, each as `YYYY-MM-DD/YYYY-MM-DD`; `..` stands for an open end.
    pub also_away: Vec<String>,
}

/// A member, and what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonView {
    /// Which member.
    pub member: String,
    /// Their name.
    pub name: String,
    /// Role in the team.
    pub role: String,
    /// What is known.
    pub facts: PersonInput,
    /// The member at this device, or a lead is: it may be changed here.
    pub may_change: bool,
    /// Devices disagree on it.
    pub in_conflict: bool,
}

/// Change what is known of a member. For the member and for leads.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonSet {
    /// Which member.
    pub member: String,
    /// As the person was shown it.
    pub was: PersonInput,
    /// As it should be.
    pub facts: PersonInput,
}

/// Somebody who goes with delegations and has no device, as typed. Beside the name nobody has to say any of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AssociateInput {
    /// Their name.
    pub name: String,
    /// `inspector`, `expert`, `interpreter`, `observer`; empty: an expert.
    pub role: String,
    /// What they do, in words.
    pub profession: String,
    /// What interviews call them by, in place of their name.
    pub code: String,
    /// Languages spoken well enough for an interview.
    pub languages: Vec<String>,
    /// As in [`PersonInput::skills`].
    pub skills: Vec<String>,
    /// As in [`PersonInput::own_skills`].
    pub own_skills: Vec<String>,
    /// `woman`, `man`, `other`.
    pub gender: Option<String>,
    /// When they can come, in words.
    pub availability: String,
    /// First day they cannot, `YYYY-MM-DD`.
    pub away_from: Option<String>,
    /// Last day they cannot, `YYYY-MM-DD`.
    pub away_until: Option<String>,
    /// Further times on which they cannot, each as `YYYY-MM-DD/YYYY-MM-DD`; `..` stands for an open end.
    pub also_away: Vec<String>,
    /// Not asked along any more; visits keep the seats they have.
    pub dropped: bool,
}

/// Somebody who goes with delegations and has no device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssociateView {
    /// Their id: what a seat and a task name, as they name a member.
    pub associate: String,
    /// What is known.
    pub facts: AssociateInput,
    /// Devices disagree on it.
    pub in_conflict: bool,
}

/// Change what is known of somebody without a device: only what differs between `was` and `facts` is written. For leads.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AssociateSet {
    /// Whom.
    pub associate: String,
    /// As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
    pub was: AssociateInput,
    /// As it should be.
    pub facts: AssociateInput,
}

/// Whom of those without a device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AssociateRef {
    /// Their id.
    pub associate: String,
}

/// What a delegation might lack: advice, never a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DelegationAdvice {
    /// What, likeliest to matter first.
    pub advice: Vec<AdviceRow>,
}

/// One thing that a delegation might lack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdviceRow {
    /// `too_few`, `no_clinician`, `one_gender`, `no_language`, `away`.
    pub code: String,
    /// `too_few`: how many the rule asks for.
    pub least: Option<u32>,
    /// `too_few`: where that is written; empty where it is the body's own rule, or practice.
    pub source: String,
    /// `no_language`: which; `away`: who.
    pub name: String,
}

/// A delegation that is being put together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DelegationAsk {
    /// Members, and those without a device.
    pub members: Vec<String>,
    /// Members seated as clinicians.
    #[serde(default)]
    pub clinicians: Vec<String>,
    /// First day, `YYYY-MM-DD`.
    #[serde(default)]
    pub starts_on: Option<String>,
    /// Last day, `YYYY-MM-DD`.
    #[serde(default)]
    pub ends_on: Option<String>,
}
