#![doc = include_str!("../README.md")]

mod block;
mod fonts;
mod html;
mod model;
mod words;

pub use block::{Block, blocks};
pub use html::page;
pub use model::{AnnexAnswer, Audience, ConsentedExcerpt, Disagreement, FindingEntry, Side, TeamEntry, VisitReport};
pub use words::{Language, Words};
