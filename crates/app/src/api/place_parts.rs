//! What a place has several of: units, counts over time, contacts, documents kept elsewhere.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A unit as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct UnitInput {
    /// Its name.
    pub name: String,
    /// Persons it is meant for.
    pub capacity: Option<u32>,
    /// Regime, in words.
    pub regime: String,
    /// `women`, `men`, `mixed`.
    pub gender: Option<String>,
    /// Taken off the list; nothing is deleted.
    pub dropped: bool,
}

/// A count as typed. Parts may be known where the whole is not, and are never more than it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CountInput {
    /// The day, `YYYY-MM-DD`.
    pub on: Option<String>,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held.
    pub held: Option<u32>,
    /// Of them, women.
    pub women: Option<u32>,
    /// Of them, under eighteen.
    pub minors: Option<u32>,
    /// Of them, foreign nationals.
    pub foreign: Option<u32>,
    /// Of them, on remand.
    pub remand: Option<u32>,
    /// `observed`, `interview`, `register`, `staff`, `document`, `measured`.
    pub source: Option<String>,
    /// Taken back; nothing is deleted.
    pub dropped: bool,
}

/// A contact as typed: a name, or at least a role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ContactInput {
    /// Name.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// Telephone.
    pub phone: String,
    /// Address for letters or mail.
    pub mail: String,
    /// Anything else.
    pub note: String,
    /// Taken off the list; nothing is deleted.
    pub dropped: bool,
}

/// A document as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DocumentInput {
    /// What it is.
    pub title: String,
    /// Its date, `YYYY-MM-DD`.
    pub on: Option<String>,
    /// Where it is kept.
    pub kept: String,
    /// Taken off the list; nothing is deleted.
    pub dropped: bool,
}

/// A unit of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unit {
    /// The place whose record holds it: this one, or one that it stands for.
    pub place: String,
    /// Its id, within that record.
    pub id: String,
    /// What it says.
    pub facts: UnitInput,
    /// Devices disagree on it.
    pub in_conflict: bool,
}

/// A count of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Count {
    /// The place whose record holds it: this one, or one that it stands for.
    pub place: String,
    /// Its id, within that record.
    pub id: String,
    /// What it says.
    pub facts: CountInput,
    /// Devices disagree on it.
    pub in_conflict: bool,
}

/// A contact of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contact {
    /// The place whose record holds it: this one, or one that it stands for.
    pub place: String,
    /// Its id, within that record.
    pub id: String,
    /// What it says.
    pub facts: ContactInput,
    /// Devices disagree on it.
    pub in_conflict: bool,
}

/// A document of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Document {
    /// The place whose record holds it: this one, or one that it stands for.
    pub place: String,
    /// Its id, within that record.
    pub id: String,
    /// What it says.
    pub facts: DocumentInput,
    /// Devices disagree on it.
    pub in_conflict: bool,
}

/// Add a unit, or change one: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnitSet {
    /// The place whose record holds it.
    pub place: String,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// As the person was shown it; none for a new one.
    #[serde(default)]
    pub was: Option<UnitInput>,
    /// As it should be.
    pub facts: UnitInput,
}

/// Add a count, or change one: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceCountSet {
    /// The place whose record holds it.
    pub place: String,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// As the person was shown it; none for a new one.
    #[serde(default)]
    pub was: Option<CountInput>,
    /// As it should be.
    pub facts: CountInput,
}

/// Add a contact, or change one: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContactSet {
    /// The place whose record holds it.
    pub place: String,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// As the person was shown it; none for a new one.
    #[serde(default)]
    pub was: Option<ContactInput>,
    /// As it should be.
    pub facts: ContactInput,
}

/// Add a document, or change one: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DocumentSet {
    /// The place whose record holds it.
    pub place: String,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// As the person was shown it; none for a new one.
    #[serde(default)]
    pub was: Option<DocumentInput>,
    /// As it should be.
    pub facts: DocumentInput,
}
