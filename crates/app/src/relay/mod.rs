//! The team's relay, as this device uses it: which mailboxes it reads and writes, what came, what is to be put.
//!
//! Everything here is a step: it takes the session, looks or writes, and lets it go. The network is [`round`]'s alone, and it
//! holds no session while it waits.

mod book;
mod commands;
mod give;
mod here;
mod repeat;
mod round;
mod take;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use book::BookShelf;
pub(crate) use round::{Door, Kind, Round, once};
pub(crate) use words::code;
