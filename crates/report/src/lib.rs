#![doc = include_str!("../README.md")]

mod block;
mod fonts;
mod html;
mod letter;
mod model;
mod telling;
mod words;

pub use block::{Block, blocks};
pub use html::page;
pub use letter::{Letter, LetterItem, letter_blocks};
pub use model::{
    AnnexAnswer, Audience, ConsentedExcerpt, Disagreement, FindingEntry, ObservedEntry, RecommendationEntry, Side,
    TeamEntry, VisitReport,
};
pub use telling::{
    Standing, Subject, Telling, telling, tells_accounts, tells_answer, tells_count, tells_notes, tells_sources,
};
pub use words::{Language, Words};
