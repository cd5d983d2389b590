#![doc = include_str!("../README.md")]

pub mod access;
pub mod answer;
pub mod authority;
pub mod body;
pub mod checklist;
pub mod codes;
pub mod contradiction;
pub mod coverage;
pub mod dates;
pub mod days_on_site;
pub mod finding;
pub mod ids;
pub mod interview;
pub mod measure;
pub mod numbers;
pub mod place;
pub mod population;
pub mod programme;
pub mod recommendation;
pub mod register;
pub mod slots;
pub mod talk;
pub mod theme;
pub mod visit;
pub mod week;

pub use ids::{
    AreaId, ChecklistId, DocumentId, FindingId, ItemId, JointReplyId, MemberId, ObservationId, PartId, StatementId,
};
