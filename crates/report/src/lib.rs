#![doc = include_str!("../README.md")]

mod block;
mod fonts;
mod html;
mod immediate;
mod letter;
mod model;
mod onsite;
mod plot;
mod publication;
mod telling;
mod words;

pub use block::{Block, blocks};
pub use html::page;
pub use immediate::{ImmediateEntry, ImmediateSheet, immediate};
pub use letter::{Letter, LetterItem, letter_blocks};
pub use model::{
    AnnexAnswer, Audience, ConsentedExcerpt, Disagreement, FindingEntry, ObservedEntry, RecommendationEntry, Side,
    TeamEntry, VisitReport,
};
pub use onsite::{AccessEntry, CountEntry, ElementEntry, OnSite};
pub use plot::{PLOTS_MARK, label_text, plots, table_text, without_capacity};
pub use publication::publication_text;
pub use telling::{
    Standing, Subject, Telling, telling, tells_accounts, tells_answer, tells_count, tells_immediately, tells_notes,
    tells_number, tells_sources, tells_workings,
};
pub use words::{Language, Words};
