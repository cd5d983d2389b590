//! Checklists and answers.

use super::answer::{AnswerValue, Computed};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text in the languages shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

/// One line of the list of checklists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChecklistRow {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: Localized,
    /// The place types it is meant for.
    pub place_types: Vec<String>,
    /// How many items.
    pub items: u32,
}

/// Checklists on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChecklistRows {
    /// The lines.
    pub rows: Vec<ChecklistRow>,
}

/// Which checklist.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChecklistRef {
    /// Its id.
    pub checklist: String,
}

/// A checklist, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Checklist {
    /// The line of the list.
    pub row: ChecklistRow,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Theme code.
    pub theme: String,
    /// Title.
    pub title: Localized,
    /// Items.
    pub items: Vec<Item>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: Localized,
    /// Guidance.
    pub guidance: Localized,
    /// `yes_no_partly`, `choice`, `multi_choice`, `number`, `text`, `date`, `duration`, `cell_size`, `solitary_days`.
    pub item_type: String,
    /// Options of a choice.
    pub options: Vec<ItemOption>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Smallest number.
    pub min: Option<f64>,
    /// Largest number.
    pub max: Option<f64>,
    /// Likely sources.
    pub sources: Vec<String>,
    /// Standards, as `MR 13`.
    pub standards: Vec<String>,
    /// Shown only if that item has one of those values.
    pub relevant_if: Option<Relevance>,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemOption {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Localized,
}

/// A relevance condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Relevance {
    /// The earlier item.
    pub item: String,
    /// The values that make this one relevant.
    pub is: Vec<String>,
}

/// One member's current answer to an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerSlot {
    /// The value, in the item type's own form: `{"type":"yes_no_partly","value":"yes"}`…
    pub value: AnswerValue,
    /// A note beside it.
    pub note: String,
    /// Source type.
    pub source: Option<String>,
    /// Needs care.
    pub flag: bool,
    /// Who.
    pub by: String,
    /// Whether it is this device's member.
    pub mine: bool,
    /// When, RFC 3339.
    pub at: String,
}

/// The answers to one item in one area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerState {
    /// Area id.
    pub area: String,
    /// Checklist id.
    pub checklist: String,
    /// Item id.
    pub item: String,
    /// `agreed`, `conflict`, `decided`; `noted` where there is no answer yet.
    pub state: String,
    /// Current slots.
    pub slots: Vec<AnswerSlot>,
    /// Notes and flags of members who have not answered.
    pub remarks: Vec<Remark>,
    /// What a computed item says: cell size verdict, days counted.
    pub computed: Option<Computed>,
}

/// What a member noted or flagged without having answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Remark {
    /// The note.
    pub note: String,
    /// Needs care.
    pub flag: bool,
    /// Source type.
    pub source: Option<String>,
    /// Who.
    pub by: String,
    /// Whether it is this device's member.
    pub mine: bool,
    /// When, RFC 3339.
    pub at: String,
}

/// Answers of a visit, or of one area of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnswerFilter {
    /// The visit.
    pub visit: String,
    /// Only this area.
    #[serde(default)]
    pub area: Option<String>,
}

/// The answers found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnswerStates {
    /// By area, checklist, item.
    pub rows: Vec<AnswerState>,
}

/// Give an answer. `value: null` takes one's own answer back (undo); a note or a flag given with it stands alone.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AnswerSet {
    /// The visit.
    pub visit: String,
    /// The area.
    pub area: String,
    /// The checklist.
    pub checklist: String,
    /// The item.
    pub item: String,
    /// The value in the item type's form; null takes the answer back. It must be there: what is forgotten erases nothing.
    #[serde(deserialize_with = "Option::deserialize")]
    pub value: Option<AnswerValue>,
    /// A note.
    #[serde(default)]
    pub note: String,
    /// Source type.
    #[serde(default)]
    pub source: Option<String>,
    /// Needs care.
    #[serde(default)]
    pub flag: bool,
}
