//! What a finding stands on, and what could be linked to it.

use super::capture::Localized;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a count, a sample or a request on site says, for a front to put in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceSays {
    /// The group that was counted, the register that was sampled, or what was asked for.
    pub code: String,
    /// How a request was met; none of a count and a sample.
    pub outcome: Option<String>,
    /// The number of a count as it stands.
    pub number: Option<u32>,
}

/// A link from a finding to what supports it, or what could be linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// As in [`EvidenceAdd`].
    pub kind: String,
    /// As in [`EvidenceAdd`].
    pub target: String,
    /// Where it is looked at, as a screen's address; empty where this device does not hold it.
    pub at: String,
    /// Source type; empty where nobody said it, which nothing linked is.
    pub source: String,
    /// One line to show, in words of the record; empty for an answer, which has a question.
    pub title: String,
    /// The question of an answer.
    pub question: Option<Localized>,
    /// The area of an answer by name; empty for the place as a whole.
    pub area: Option<String>,
    /// What a count, a sample or a request says beside its title.
    pub says: Option<EvidenceSays>,
    /// From an interview with a group under three persons, or of unknown size: a quote points at who spoke.
    pub small_group: bool,
    /// Taken back since: an interview that was withdrawn, anything that was taken off, a request that was met after all. It no
    /// longer counts.
    pub withdrawn: bool,
    /// It says the opposite.
    pub against: bool,
    /// Of an interview, why it does not stand on its own beside the others: `same_person`, `heard_from_other`, `second_hand`;
    /// `newer` where a newer version gave a reason. None where it does.
    pub depends: Option<String>,
    /// Of an interview that is read here: every statement that stands is hearsay.
    pub hearsay: bool,
}

/// What can be linked to a finding of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceSources {
    /// By kind.
    pub rows: Vec<Evidence>,
}

/// Link evidence to a finding.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceAdd {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// `answer`, `observation`, `interview`, `count`, `sample`, `access`, `document`, `reply`, `attachment`.
    pub kind: String,
    /// `AREA/CHECKLIST/ITEM` of an answer, `GROUP/SOURCE` of a count, `PLACE/DOCUMENT` of a document of a place,
    /// `RECOMMENDATION/REPLY` of a reply; the id of the others.
    pub target: String,
    /// Why an interview does not stand on its own, as in [`EvidenceDepend`]; absent: it does.
    #[serde(default)]
    #[ts(optional)]
    pub depends: Option<String>,
}

/// Evidence that says the opposite, or not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceTurn {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// As in [`EvidenceAdd`].
    pub kind: String,
    /// As in [`EvidenceAdd`].
    pub target: String,
    /// It says the opposite.
    pub against: bool,
}

/// How a link stood; absent: it is held to nothing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceWas {
    /// Why the interview did not stand on its own; null: it did.
    pub depends: Option<String>,
}

/// An interview that does not stand on its own beside the others that a finding stands on, or that does after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceDepend {
    /// The visit.
    pub visit: String,
    /// The finding.
    pub finding: String,
    /// `interview`: nothing else leans on an interview.
    pub kind: String,
    /// The interview.
    pub target: String,
    /// `same_person`: the same person was heard again; `heard_from_other`: repeats what another of those interviewed said;
    /// `second_hand`: hearsay. Null: it stands on its own.
    pub depends: Option<String>,
    /// How it stood where somebody changed it. Another one since: `stale`.
    #[serde(default)]
    #[ts(optional)]
    pub was: Option<EvidenceWas>,
}
