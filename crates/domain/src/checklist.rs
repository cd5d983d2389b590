//! Checklists: versioned templates of sections and items. They are data files; this is their form and their check.

mod builtin;

pub use builtin::{BUILTIN, builtin};

use crate::answer::{AnswerValue, SourceType, YesNoPartly};
use crate::ids::{ChecklistId, ItemId};
use crate::place::PlaceType;
use crate::theme::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A text in the languages shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

impl Localized {
    /// The text in a language; English where it is not shipped.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        if language.starts_with("ar") { &self.ar } else { &self.en }
    }

    fn complete(&self) -> bool {
        !self.en.trim().is_empty() && !self.ar.trim().is_empty()
    }
}

/// A checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Its id.
    pub id: ChecklistId,
    /// Its version, from 1.
    pub version: u32,
    /// Title.
    pub title: Localized,
    /// The place types it is meant for.
    pub place_types: Vec<PlaceType>,
    /// Sections in the order of the walk.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id.
    pub id: ItemId,
    /// Theme.
    pub theme: Theme,
    /// Title.
    pub title: Localized,
    /// Items.
    pub items: Vec<Item>,
}

/// Kind of value an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ItemType {
    YesNoPartly,
    Choice,
    MultiChoice,
    Number,
    Text,
    Date,
    Duration,
    CellSize,
    SolitaryDays,
}

/// An item: it gathers evidence and expectations, not a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The question, readable at arm's length.
    pub question: Localized,
    /// What to look at, whom to ask, which register to open.
    pub guidance: Localized,
    /// Kind of value.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<ItemOption>,
    /// Unit of a number.
    #[serde(default)]
    pub unit: Option<String>,
    /// Smallest number.
    #[serde(default)]
    pub min: Option<f64>,
    /// Largest number.
    #[serde(default)]
    pub max: Option<f64>,
    /// Likely sources.
    pub sources: Vec<SourceType>,
    /// Standards, as `MR 13`.
    pub standards: Vec<String>,
    /// Asked only when an earlier item has one of these values.
    #[serde(default)]
    pub relevant_if: Option<Relevance>,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemOption {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Localized,
}

/// When an item is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relevance {
    /// An earlier item of the same checklist.
    pub item: ItemId,
    /// Its values, as option ids or `yes`, `no`, `partly`, `not_checked`.
    pub is: Vec<String>,
}

impl Relevance {
    /// Whether an answer makes the item relevant. An item not yet answered keeps it hidden.
    #[must_use]
    pub fn holds(&self, answer: Option<&AnswerValue>) -> bool {
        let is = |word: &str| self.is.iter().any(|value| value == word);
        match answer {
            Some(AnswerValue::YesNoPartly(value)) => is(match value {
                YesNoPartly::Yes => "yes",
                YesNoPartly::No => "no",
                YesNoPartly::Partly => "partly",
                YesNoPartly::NotChecked => "not_checked",
            }),
            Some(AnswerValue::Choice(id)) => is(id),
            Some(AnswerValue::MultiChoice(ids)) => ids.iter().any(|id| is(id)),
            _ => false,
        }
    }
}

/// Why a checklist was refused, with the id of the section or item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChecklistRefused {
    /// Not the JSON of a checklist.
    #[error("not a checklist: {0}")]
    Form(String),
    /// Version 0, no section, or no item.
    #[error("empty")]
    Empty,
    /// Two with one id.
    #[error("twice: {0}")]
    Twice(String),
    /// A text lacks a language.
    #[error("a language is missing: {0}")]
    Untranslated(String),
    /// Choices without options, bounds the wrong way, no source or no standard.
    #[error("incomplete: {0}")]
    Incomplete(String),
    /// Relevance points at no earlier item, or at values it cannot have.
    #[error("relevance points nowhere: {0}")]
    Relevance(String),
}

impl Checklist {
    /// Reads and checks a checklist.
    ///
    /// # Errors
    /// See [`ChecklistRefused`].
    pub fn parse(json: &str) -> Result<Self, ChecklistRefused> {
        let checklist: Self = serde_json::from_str(json).map_err(|e| ChecklistRefused::Form(e.to_string()))?;
        checklist.check()?;
        Ok(checklist)
    }

    /// Its items in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|section| section.items.iter())
    }

    /// An item by id, with its section.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<(&Section, &Item)> {
        self.sections
            .iter()
            .find_map(|s| s.items.iter().find(|item| item.id == *id).map(|item| (s, item)))
    }

    fn check(&self) -> Result<(), ChecklistRefused> {
        if self.version == 0 || self.items().next().is_none() {
            return Err(ChecklistRefused::Empty);
        }
        let mut sections = BTreeSet::new();
        let mut seen: Vec<&Item> = Vec::new();
        let untranslated = |id: &ItemId| ChecklistRefused::Untranslated(id.to_string());
        if !self.title.complete() {
            return Err(ChecklistRefused::Untranslated(self.id.to_string()));
        }
        for section in &self.sections {
            if !sections.insert(&section.id) {
                return Err(ChecklistRefused::Twice(section.id.to_string()));
            }
            if !section.title.complete() {
                return Err(untranslated(&section.id));
            }
            for item in &section.items {
                if seen.iter().any(|earlier| earlier.id == item.id) {
                    return Err(ChecklistRefused::Twice(item.id.to_string()));
                }
                if !item.translated() {
                    return Err(untranslated(&item.id));
                }
                if !item.complete() {
                    return Err(ChecklistRefused::Incomplete(item.id.to_string()));
                }
                if let Some(relevance) = &item.relevant_if {
                    let earlier = seen.iter().find(|earlier| earlier.id == relevance.item);
                    if !earlier.is_some_and(|earlier| relevance.is.iter().all(|value| earlier.can_say(value))) {
                        return Err(ChecklistRefused::Relevance(item.id.to_string()));
                    }
                }
                seen.push(item);
            }
        }
        Ok(())
    }
}

impl Item {
    fn translated(&self) -> bool {
        self.question.complete() && self.guidance.complete() && self.options.iter().all(|o| o.label.complete())
    }

    fn complete(&self) -> bool {
        let choice = matches!(self.item_type, ItemType::Choice | ItemType::MultiChoice);
        let ids: BTreeSet<_> = self.options.iter().map(|option| &option.id).collect();
        let options = if choice {
            ids.len() >= 2 && ids.len() == self.options.len()
        } else {
            ids.is_empty()
        };
        let bounds = match (self.min, self.max) {
            (Some(min), Some(max)) => min <= max,
            _ => true,
        };
        let unit = (self.item_type == ItemType::Number) == self.unit.is_some();
        options && bounds && unit && !self.sources.is_empty() && !self.standards.is_empty()
    }

    fn can_say(&self, value: &str) -> bool {
        match self.item_type {
            ItemType::YesNoPartly => ["yes", "no", "partly", "not_checked"].contains(&value),
            ItemType::Choice | ItemType::MultiChoice => self.options.iter().any(|option| option.id == value),
            ItemType::Number
            | ItemType::Text
            | ItemType::Date
            | ItemType::Duration
            | ItemType::CellSize
            | ItemType::SolitaryDays => false,
        }
    }
}

#[cfg(test)]
#[path = "checklist_tests.rs"]
mod tests;
