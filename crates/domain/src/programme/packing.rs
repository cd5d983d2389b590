//! What a delegation takes along: a list that ships, for each visit to be ticked, shortened and added to.

use crate::checklist::Localized;
use crate::place::PlaceType;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The list that ships, embedded.
const SHIPPED: &str = include_str!("../../programme/packing.json");
/// Longest name of a thing to take along, characters.
pub const MAX_WHAT_CHARS: usize = 300;
/// Most things on the list of one visit.
pub const MAX_ITEMS: usize = 200;

static PARSED: LazyLock<Option<Vec<Item>>> = LazyLock::new(|| serde_json::from_str(SHIPPED).ok());

/// What a thing is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Group {
    Papers,
    Tools,
    Care,
    Safety,
    /// What a delegation added itself.
    #[default]
    Own,
}

/// A thing on the list that ships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id: two who tick it tick the same.
    pub id: String,
    /// What it is for.
    pub group: Group,
    /// For these types of place only; empty: for all.
    #[serde(default)]
    pub place_types: Vec<PlaceType>,
    /// What it is.
    pub what: Localized,
}

/// The list that ships, for a type of place, in its order. Empty only for a data file that does not hold, which a test
/// keeps from shipping.
#[must_use]
pub fn shipped(place_type: PlaceType) -> Vec<&'static Item> {
    let all = PARSED.as_deref().unwrap_or_default().iter();
    all.filter(|item| item.place_types.is_empty() || item.place_types.contains(&place_type))
        .collect()
}

/// A thing of the list that ships, by its id.
#[must_use]
pub fn named(id: &str) -> Option<&'static Item> {
    PARSED.as_deref().unwrap_or_default().iter().find(|item| item.id == id)
}

/// A thing on the list of a visit. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Packed {
    /// What it is, where the list that ships does not say so.
    pub what: Option<String>,
    /// It is packed.
    pub packed: bool,
    /// It is not needed. It stays in the record.
    pub dropped: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_that_ships_is_whole_in_both_languages_and_names_nothing_twice() {
        let all = PARSED.as_deref().unwrap();
        let ids: BTreeSet<_> = all.iter().map(|item| &item.id).collect();
        assert_eq!(ids.len(), all.len());
        for item in all {
            assert!(ItemId::parse(&item.id).is_ok(), "{}", item.id);
            assert!(
                !item.what.en.trim().is_empty() && !item.what.ar.trim().is_empty(),
                "{}",
                item.id
            );
        }
    }

    #[test]
    fn a_kit_for_the_clinician_is_not_packed_for_a_vehicle() {
        let kit = |place_type| shipped(place_type).iter().any(|item| item.id == "medical_kit");
        assert!(kit(PlaceType::Prison) && !kit(PlaceType::TransferVehicle));
    }
}
