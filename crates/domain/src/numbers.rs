//! What a body can count of its own work: visits against the plan, places covered, findings, recommendations and what became of
//! them, persons held. Everything is computed from what this device can read; nothing is estimated.
//!
//! A number of persons that is small says who somebody is. Tables of persons are therefore [suppressed](Table::suppressed)
//! below a threshold, and carry no totals from which the number could be had again.

mod answered;
mod concluded;
mod held;
mod rates;
mod table;
mod visited;

pub use answered::{Answered, RecommendationFact, answered, by_column, by_grade, by_implementation, standing_by_theme};
pub use concluded::{FindingFact, by_standard, by_theme};
pub use held::{CountFact, by_code, of_place, over_time};
pub use rates::{rates_by_addressee, rates_by_year};
pub use table::{Label, MAX_MONTHS, Period, Series, Shape, Table, Unit};
pub use visited::{PlaceFact, PlannedFact, TypeCounted, VisitFact, by_month, by_place_type, coverage, visited_lately};
