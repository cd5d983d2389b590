//! The whole path through the built `visita`: vaults, files between them, no window.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod conclusions;
mod corrections;
mod every_command;
mod exchange;
mod forms;
mod person;
mod recovery;
mod register;
mod shared;
#[cfg(target_os = "linux")]
mod terminal;
mod travel;
