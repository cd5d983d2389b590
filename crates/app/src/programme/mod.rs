//! The programme of regular visits: what is known of each place, how urgent it is by the rules of the body, and the year.

mod balance;
#[cfg(test)]
mod beginning_tests;
#[cfg(test)]
mod called_off_tests;
mod dossier;
mod drawings;
#[cfg(test)]
mod drawings_tests;
mod export;
mod known;
mod lines;
mod lots;
#[cfg(test)]
mod missed_tests;
mod own_types;
mod packing;
mod plans;
mod proposing;
#[cfg(test)]
mod proposing_tests;
#[cfg(test)]
mod reckoned_tests;
#[cfg(test)]
mod records_tests;
mod rules;
mod states;
#[cfg(test)]
mod tests;
mod unannounced;
mod views;
mod year;

pub(crate) use drawings::is_draw;
pub(crate) use known::is_open;
pub(crate) use lines::{PlanLines, PlanShelf};
pub(crate) use own_types::{OwnTypes, name_at as own_type_of_rule, named_rules};
pub(crate) use packing::packed;
#[cfg(test)]
pub(crate) use rules::NUMBERS;
pub(crate) use rules::{BearingFacts, is_rule_meant};

/// Places shown of a programme where nobody asks for more of them.
pub(crate) const PLACES_SHOWN_AT_FIRST: usize = 60;
