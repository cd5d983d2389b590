//! The programme of regular visits (OPCAT, Articles 1 and 13): how often a place is to be visited, which is most urgent and
//! why, a year's plan as a proposal, and the draw by lot. Everything here is arithmetic on whole numbers: the same places,
//! rules and day give the same programme on every device.

pub mod balance;
pub mod calendar;
pub mod capacity;
pub mod draw;
pub mod drawing;
pub mod known;
pub mod month;
pub mod packing;
pub mod plan;
pub mod proposal;
pub mod rules;
pub mod score;
pub mod unannounced;

pub use balance::{Advice, Balance, Mix};
pub use capacity::Capacity;
pub use drawing::{DrawEnd, Drawing};
pub use known::{Complaints, Established, Known};
pub use month::Month;
pub use plan::{Days, Hours, Lot, Plan, PlanState, Window};
pub use proposal::{Ask, Left, Line, Proposal, Standing, propose};
pub use rules::{Defaults, RuleSource, Rules};
pub use score::{Band, Reason, Score, State, score};
pub use unannounced::{Asked, Unannounced, Watch};
